//! Known names that are only the end of a longer one: "Southern Indiana", "the New People's Party".
//!
//! "Southern Indiana" is no longer Indiana, and "the Neo Democrats" are not the Democrats.

use super::lexis::RoleSpan;
use super::names::Found;
use super::page::Page;
use super::runs::is_direction;
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, NameOf};

/// Widens names over what stands right before them.
pub fn widen(page: &Page<'_>, s: usize, roles: &[RoleSpan], all: &mut Vec<Found>, taken: &mut [bool]) {
    for found in all.iter_mut() {
        while let Some(before) = found.words.start.checked_sub(1) {
            let free = !taken[before] && !roles.iter().any(|r| r.words.contains(&before));
            if !free || !belongs(page, s, before, found) {
                break;
            }
            taken[before] = true;
            found.words.start = before;
            found.candidates.clear();
        }
    }
    all.retain(|f| !f.words.is_empty());
}

/// Whether a word is the first part of the name behind it.
fn belongs(page: &Page<'_>, s: usize, before: usize, found: &Found) -> bool {
    let sentence = &page.sentences[s];
    let word = &sentence.words[before];
    let text = page.word(s, before);
    let hangs = matches!(word.rel, Rel::Amod | Rel::Compound | Rel::Flat | Rel::Nmod)
        && word.head.is_some_and(|h| found.words.contains(&h));
    if !sentence.parsed || !hangs || !text.starts_with(char::is_uppercase) {
        return false;
    }
    if is_direction(text) {
        return found.candidates.is_empty() || names_all(page, found, Class::is_place);
    }
    let proper = word.upos == Upos::Propn || word.upos == Upos::Adj && before > 0;
    proper
        && page.index().honorific(text).is_none()
        && (names_all(page, found, Class::is_organization) || found.candidates.is_empty() && word.upos == Upos::Adj)
        && !found.words.clone().any(|w| is_acronym(page.word(s, w)))
}

/// Whether all that a name can be is of some kind; a name that the ontology does not have is not.
fn names_all(page: &Page<'_>, found: &Found, kind: fn(Class) -> bool) -> bool {
    let is_kind = |c: &NameOf| matches!(c, NameOf::Entity(id) if kind(page.ontology.entity(*id).class));
    !found.candidates.is_empty() && found.candidates.iter().all(is_kind)
}

/// "NATO" is whole by itself.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}
