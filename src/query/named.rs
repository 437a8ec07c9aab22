//! Questions that come with the program, each a SPARQL file with parameters.
//!
//! `meetings who=Biden` → the lines `#[who] …` of `named/meetings.rq` are switched on, `{who}` being his IRI.

use std::collections::BTreeMap;

use oxrdf::{Literal, NamedNode, Term};

use crate::entity::moment::Moment;
use crate::error::{Error, Result};
use crate::graph::quads::unheld_roles;
use crate::ontology::Ontology;
use crate::query::Page;

/// Switches on lines for an answer of so many rows at most: what sorts need not also be looked up for the other rows.
const PAGE: &str = "page";
/// The same where no parameter narrows the answer down, so that each of what comes first gives a row.
const FIRST: &str = "first";

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Names and texts, in the order in which they are listed.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("named/", $name, ".rq")))),*];
    };
}

files![
    "leaders",
    "offices",
    "meetings",
    "events",
    "conflicts",
    "statements",
    "sanctions",
    "threats",
    "denied",
    "evidence",
    "timeline",
    "most-connected",
    "predicates",
    "articles",
];

/// What a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Someone or something in the graph, by any name.
    Entity,
    /// A day, month or year.
    Date,
    /// Words.
    Text,
}

/// A parameter of a named query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name: `who`.
    pub name: &'static str,
    /// What it is.
    pub of: Type,
    /// Whether the query makes no sense without it.
    pub required: bool,
    /// What it is for.
    pub help: &'static str,
}

/// A question that comes with the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `meetings`.
    pub name: &'static str,
    /// What it answers, in one line.
    pub about: &'static str,
    /// What may be given, in the order for giving it by place.
    pub parameters: Vec<Parameter>,
    text: &'static str,
}

/// All of them.
#[must_use]
pub fn all() -> Vec<Named> {
    FILES.iter().map(|(name, text)| read(name, text)).collect()
}

/// The one of that name.
///
/// # Errors
/// No such query; the nearest is suggested.
pub fn find(name: &str) -> Result<Named> {
    if let Some((name, text)) = FILES.iter().find(|(known, _)| *known == name) {
        return Ok(read(name, text));
    }
    let near =
        FILES.iter().map(|(known, _)| (strsim::jaro_winkler(known, name), *known)).max_by(|a, b| a.0.total_cmp(&b.0));
    let near = near.filter(|(likeness, _)| *likeness > 0.7).map(|(_, known)| format!(" Did you mean `{known}`?"));
    Err(Error::Usage(format!(
        "There is no named query `{name}`.{} `--named` without a name lists them.",
        near.unwrap_or_default()
    )))
}

/// The head of a file: `# About.`, then `# @param who entity: whom it concerns`, a star for what is required.
fn read(name: &'static str, text: &'static str) -> Named {
    let head = text.lines().take_while(|l| l.starts_with('#')).map(|l| l.trim_start_matches('#').trim());
    let mut named = Named { name, about: "", parameters: Vec::new(), text };
    for line in head {
        if let Some(parameter) = line.strip_prefix("@param ") {
            named.parameters.extend(parameter_of(parameter));
        } else if named.about.is_empty() {
            named.about = line;
        }
    }
    named
}

fn parameter_of(line: &'static str) -> Option<Parameter> {
    let (head, help) = line.split_once(": ")?;
    let (name, of) = head.split_once(' ')?;
    let required = of.ends_with('*');
    let of = match of.trim_end_matches('*') {
        "entity" => Type::Entity,
        "date" => Type::Date,
        _ => Type::Text,
    };
    Some(Parameter { name, of, required, help })
}

/// Parameters as given: `a=Biden`, or by place; what is given by place may also say its name.
///
/// # Errors
/// A parameter that the query does not have, one too many, or a required one that is missing.
pub fn assign(named: &Named, given: &[String], placed: &[String]) -> Result<BTreeMap<&'static str, String>> {
    let mut values = BTreeMap::new();
    // "mode=phone" names a parameter, though perhaps none that there is.
    let says_its_name = |text: &&String| {
        let name = text.split_once('=').map(|(name, _)| name.trim());
        name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()))
    };
    let (also_given, placed): (Vec<&String>, Vec<&String>) = placed.iter().partition(says_its_name);
    let takes = || match named.parameters.iter().map(|p| p.name).collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => "it takes none.".to_owned(),
        known => format!("it takes NAME=VALUE for {known}."),
    };
    for text in given.iter().chain(also_given) {
        let parameter = text.split_once('=').and_then(|(name, value)| {
            named.parameters.iter().find(|p| p.name == name.trim()).map(|p| (p.name, value.trim().to_owned()))
        });
        let Some((name, value)) = parameter else {
            return Err(Error::Usage(format!("`{}` has no parameter `{text}`; {}", named.name, takes())));
        };
        values.insert(name, value);
    }
    let mut free: Vec<&Parameter> = named.parameters.iter().filter(|p| !values.contains_key(p.name)).collect();
    for value in placed {
        // "meetings 2021-12": a date is no name, so it goes where a date is asked for.
        let date = free.iter().position(|p| p.of == Type::Date).filter(|_| is_date(value));
        let Some(name) = (!free.is_empty()).then(|| free.remove(date.unwrap_or(0)).name) else {
            return Err(Error::Usage(format!("`{}` takes no further parameter `{value}`; {}", named.name, takes())));
        };
        values.insert(name, value.clone());
    }
    match named.parameters.iter().find(|p| p.required && !values.contains_key(p.name)) {
        Some(p) => Err(Error::Usage(format!("`{}` needs `{}`: {}.", named.name, p.name, p.help))),
        None => Ok(values),
    }
}

/// The query's text with its parameters in it.
///
/// A value may have further ones that follow from it: `who.words` stands for `{who.words}` in the lines of `who`.
#[must_use]
pub fn fill(named: &Named, values: &BTreeMap<String, Term>, page: Page) -> String {
    let rows = page.limit.map(|limit| limit.saturating_add(page.offset).to_string());
    let mut out = String::with_capacity(named.text.len());
    for line in named.text.lines() {
        let switched = line.trim_start().strip_prefix("#[").and_then(|rest| {
            let (name, rest) = rest.split_once(']')?;
            let paged = rows.is_some() && (name == PAGE || name == FIRST && values.is_empty());
            (values.contains_key(name) || paged).then_some((name, rest))
        });
        match switched {
            Some((PAGE | FIRST, rest)) => out.push_str(&rest.replace("{page}", rows.as_deref().unwrap_or_default())),
            Some((name, rest)) => out.push_str(&filled(name, rest, values)),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

fn filled(name: &str, line: &str, values: &BTreeMap<String, Term>) -> String {
    let own = |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let mut parts = line.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    // Each brace is looked at once, so that no value is taken for a parameter.
    for part in parts {
        let value = part.split_once('}').and_then(|(key, rest)| Some((values.get(key).filter(|_| own(key))?, rest)));
        if let Some((value, rest)) = value {
            out.push_str(&value.to_string());
            out.push_str(rest);
        } else {
            out.push('{');
            out.push_str(part);
        }
    }
    out
}

/// A pattern for the names of someone or something in a text, adjectives of a country included.
#[must_use]
pub fn words(iri: &str, label: &str, ontology: &Ontology) -> Term {
    let known = ontology.by_iri(iri).map(|id| ontology.entity(id));
    let others = known.iter().flat_map(|known| known.names.iter().chain(&known.adjectives).chain(&known.inhabitants));
    let mut names: Vec<&str> = std::iter::once(label).chain(others.map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let escaped = |name: &&str| {
        name.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect::<String>()
    };
    let any = names.iter().map(escaped).collect::<Vec<_>>().join("|");
    Literal::new_simple_literal(format!(r"(^|\W)({any})(\W|$)")).into()
}

/// What follows from a date, to ask who held an office then: its first and last day, the days around within which what is
/// reported may be taken to hold, and a pattern of roles that are not held.
#[must_use]
pub fn following(value: &str) -> Vec<(&'static str, Term)> {
    let bounds = |moment: Moment| Some((moment.first()?, moment.last()?, moment.around()?));
    let Some((first, last, (before, after))) = Moment::parse(value).and_then(bounds) else { return Vec::new() };
    let days = [("first", first), ("last", last), ("before", before), ("after", after)];
    let texts = days.into_iter().map(|(name, day)| (name, day.to_string()));
    let texts = texts.chain([("unheld", unheld_roles())]);
    texts.map(|(name, text)| (name, Literal::new_simple_literal(text).into())).collect()
}

/// A date or words as a term, checked.
///
/// # Errors
/// A malformed date.
pub fn literal(parameter: &Parameter, value: &str) -> Result<Term> {
    if parameter.of == Type::Date && !is_date(value) {
        return Err(Error::Usage(format!(
            "`{}={value}`: a date is written 2021, 2021-12 or 2021-12-07.",
            parameter.name
        )));
    }
    Ok(Literal::new_simple_literal(value).into())
}

/// Whether it is a year, month or day of ISO 8601.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let padded = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    padded.len() == 10 && padded.parse::<jiff::civil::Date>().is_ok()
}

/// An IRI as a term.
///
/// # Errors
/// A malformed IRI.
pub fn entity(iri: &str) -> Result<Term> {
    NamedNode::new(iri).map(Term::from).map_err(|e| Error::Usage(format!("<{iri}> is no IRI: {e}.")))
}
