//! What in the ontology contradicts itself: two holders of one seat, two entities that nothing tells apart.
//!
//! Two presidents of one country in the same years are an error; a handover on one day is not.

use std::collections::BTreeMap;

use super::turtle::Graph;
use super::{Class, Entity, EntityId, Ontology, RoleId, Term};
use crate::error::Error;

/// All contradictions, each at the later of the files that make it.
pub fn contradictions(graph: &Graph, ontology: &Ontology) -> Vec<Error> {
    let mut all = seats(graph, ontology);
    all.extend(twins(graph, ontology));
    all
}

/// A term with its holder.
type Held<'o> = (&'o Term, &'o Entity);

/// Leading offices held by two people at once.
fn seats(graph: &Graph, ontology: &Ontology) -> Vec<Error> {
    let mut held: BTreeMap<(RoleId, EntityId), Vec<Held<'_>>> = BTreeMap::new();
    for entity in &ontology.entities {
        for term in entity.terms.iter().filter(|t| t.from.is_some() && ontology.role(t.role).leads) {
            held.entry((term.role, term.of)).or_default().push((term, entity));
        }
    }
    let mut all = Vec::new();
    for ((role, of), mut terms) in held {
        terms.sort_by_key(|(t, e)| (t.from.clone(), e.iri.clone()));
        for pair in terms.windows(2) {
            let ((a, before), (b, after)) = (pair[0], pair[1]);
            if before.iri != after.iri && overlap(a, b) {
                let (role, of) = (&ontology.role(role).label, &ontology.entity(of).label);
                let from = b.from.as_deref().unwrap_or_default();
                let (file, label) = later(graph, before, after);
                let problem = format!(
                    "{} and {} both hold the office {role} of {of} from {from}; the earlier term needs a ch:until.",
                    before.label, after.label
                );
                all.push(graph.error(file, label, problem));
            }
        }
    }
    all
}

/// Whether the first term, which starts no later, runs on for more than the precision of the dates explains.
fn overlap(a: &Term, b: &Term) -> bool {
    let Some(from) = b.from.as_deref() else { return false };
    match a.until.as_deref() {
        None => b.until.is_none(),
        Some(until) => {
            let n = until.len().min(from.len());
            // Terms inside a longer one are acting holders; only a seat taken for good is a contradiction.
            until[..n] > from[..n] && b.until.as_deref().is_none_or(|end| end.len() < n || end[..n] > until[..n]) && {
                months(until).zip(months(from)).is_some_and(|(end, start)| end > start + 2)
            }
        }
    }
}

/// Months since year 0 of a date of at least a month's precision.
fn months(date: &str) -> Option<i32> {
    let year: i32 = date.get(..4)?.parse().ok()?;
    let month: i32 = date.get(5..7).map_or(Some(1), |m| m.parse().ok())?;
    Some(year * 12 + month)
}

/// Entities of one name, class and country.
fn twins(graph: &Graph, ontology: &Ontology) -> Vec<Error> {
    let mut by_name: BTreeMap<(&str, Class), Vec<&Entity>> = BTreeMap::new();
    for entity in &ontology.entities {
        by_name.entry((&entity.label, entity.class)).or_default().push(entity);
    }
    let mut all = Vec::new();
    for ((label, _), entities) in by_name {
        for pair in entities.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let same_home = a.citizen_of == b.citizen_of && a.located_in == b.located_in && a.part_of == b.part_of;
            if same_home && a.acts_for == b.acts_for && a.from == b.from && a.until == b.until {
                let (file, needle) = later(graph, a, b);
                let problem = format!("{} and {} are both called {label}, and nothing tells them apart.", a.iri, b.iri);
                all.push(graph.error(file, needle, problem));
            }
        }
    }
    all
}

/// The file that described one of two entities last, and how that file calls it.
fn later<'o>(graph: &Graph, a: &'o Entity, b: &'o Entity) -> (usize, &'o str) {
    let file = |e: &Entity| {
        graph.subjects.get(&e.iri).map_or(0, |d| d.properties.iter().map(|(.., f)| *f).max().unwrap_or(d.file))
    };
    if file(a) > file(b) { (file(a), &a.label) } else { (file(b), &b.label) }
}
