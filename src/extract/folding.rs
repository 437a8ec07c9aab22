//! Facts told more than once become one with all their evidence; facts about nobody else are dropped.
//!
//! "Biden met Putin on Tuesday. … Biden met Putin." → one fact of that Tuesday with two sentences.

use std::collections::BTreeMap;

use crate::fact::{Argument, Fact, Kind, Modality};

/// What must be equal for two facts to be the same, dates aside.
type Key = (Kind, String, String, String, Modality);

/// Folds repeated facts, in order of their first evidence. `symmetric` are the predicates whose ends may change places.
#[must_use]
pub fn fold(mut facts: Vec<Fact>, symmetric: &[&str]) -> Vec<Fact> {
    facts.retain(|f| name(&f.subject) != name(&f.object));
    facts.sort_by_key(|f| f.evidence.first().map(|e| e.sentence));
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Fact> = Vec::with_capacity(facts.len());
    for fact in facts {
        let group = groups.entry(key(&fact, symmetric)).or_default();
        let same = group.iter().copied().find(|&i| compatible(&kept[i], &fact));
        if let Some(index) = same {
            merge(&mut kept[index], fact);
        } else {
            group.push(kept.len());
            kept.push(fact);
        }
    }
    kept
}

fn key(fact: &Fact, symmetric: &[&str]) -> Key {
    let (mut a, mut b) = (name(&fact.subject), name(&fact.object));
    if symmetric.contains(&&*fact.predicate) && b < a {
        std::mem::swap(&mut a, &mut b);
    }
    (fact.kind, a, fact.predicate.to_string(), b, fact.modality)
}

/// What tells an argument from others.
fn name(argument: &Argument) -> String {
    match argument {
        Argument::Entity(e) => e.iri.clone(),
        Argument::Value(v) => v.to_lowercase(),
        Argument::Office { role, of } => format!("{} {}", role.to_lowercase(), of.iri),
    }
}

/// Whether two dates may be of one event: equal, one within the other, or one unknown.
fn compatible(a: &Fact, b: &Fact) -> bool {
    match (&a.date, &b.date) {
        (Some(a), Some(b)) => a.may_be(b),
        _ => true,
    }
}

/// Adds what a repetition tells to a fact: a finer date, further qualifiers, its evidence.
fn merge(fact: &mut Fact, again: Fact) {
    let length = |f: &Fact| f.date.as_ref().map_or(0, |d| d.value.len());
    if length(&again) > length(fact) {
        fact.date.clone_from(&again.date);
    }
    // Whoever tells how many comes first.
    let counts = |f: &Fact| f.qualifiers.contains_key("quantity");
    let leads = counts(&again) && !counts(fact);
    let lead = if leads { again.evidence.first().cloned() } else { fact.evidence.first().cloned() };
    if leads {
        fact.attribution.clone_from(&again.attribution);
    } else {
        fact.attribution = fact.attribution.take().filter(|_| again.attribution.is_some());
    }
    for (key, value) in again.qualifiers {
        fact.qualifiers.entry(key).or_insert(value);
    }
    fact.place = fact.place.take().or(again.place);
    for evidence in again.evidence {
        if !fact.evidence.contains(&evidence) {
            fact.evidence.push(evidence);
        }
    }
    fact.evidence.sort_by_key(|e| (lead.as_ref().is_some_and(|l| l != e), e.clone()));
}
