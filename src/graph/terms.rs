//! From when to when an office was held, where the ontology knows it.
//!
//! "Chancellor Angela Merkel" in an article of 2021-12-07 → `ch:from "2005-11-22" ; ch:until "2021-12-08"`.

use crate::ontology::{Ontology, Term};

/// The term of a person, by IRI, in an office of a country or body that an article of that day (ISO 8601, empty where
/// unknown) tells of; where the person is said to hold it no longer, the last one before that day.
#[must_use]
pub fn term<'o>(
    ontology: &'o Ontology,
    person: &str,
    role: &str,
    of: &str,
    day: &str,
    is_held: bool,
) -> Option<&'o Term> {
    let is_office = |term: &&Term| {
        let known = ontology.role(term.role);
        let named = known.label.eq_ignore_ascii_case(role) || known.names.iter().any(|n| n.eq_ignore_ascii_case(role));
        named && ontology.entity(term.of).iri == of
    };
    let known = ontology.by_iri(person).map(|id| ontology.entity(id));
    let terms = || known.iter().flat_map(|known| &known.terms).filter(is_office);
    let begun = |term: &&Term| term.from.as_deref().is_none_or(|from| from <= day);
    let over = |term: &&Term| term.until.as_deref().is_some_and(|until| day.get(..until.len()).unwrap_or(day) > until);
    if is_held {
        return terms().find(|term| begun(term) && !over(term));
    }
    terms().filter(over).max_by(|a, b| a.until.cmp(&b.until)).or_else(|| terms().find(|term| begun(term)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACE: &str = "https://w3id.org/chancery/entity/";

    fn told(person: &str, role: &str, of: &str, day: &str, is_held: bool) -> Option<(String, String)> {
        let (person, of) = (format!("{SPACE}{person}"), format!("{SPACE}{of}"));
        let found = term(Ontology::built_in(), &person, role, &of, day, is_held)?;
        Some((found.from.clone().unwrap_or_default(), found.until.clone().unwrap_or_default()))
    }

    #[test]
    fn the_term_is_that_of_the_day() {
        let merkel = Some(("2005-11-22".to_owned(), "2021-12-08".to_owned()));
        assert_eq!(told("Angela_Merkel", "Chancellor", "Germany", "2021-12-07", true), merkel);
        assert_eq!(told("Angela_Merkel", "Chancellor", "Germany", "2021-12-09", true), None);
        assert_eq!(told("Angela_Merkel", "Chancellor", "Germany", "2022-02-01", false), merkel);
        assert_eq!(told("Angela_Merkel", "Chancellor", "Austria", "2021-12-07", true), None);
        assert_eq!(told("Nobody_Known", "Chancellor", "Germany", "2021-12-07", true), None);
    }
}
