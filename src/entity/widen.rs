//! Known names that are only the end of a longer one: "Southern Indiana", "the New People's Party".
//!
//! "Southern Indiana" is no longer Indiana, and "the Neo Democrats" are not the Democrats.

use super::lexis::RoleSpan;
use super::names::Found;
use super::page::Page;
use super::runs::is_direction;
use crate::grammar::{NameKind, Rel, Upos};
use crate::ontology::{Class, NameOf};

/// Widens names over what stands right before them.
pub fn widen(page: &Page<'_>, s: usize, roles: &[RoleSpan], all: &mut Vec<Found>, taken: &mut [bool]) {
    absorb_places(page, s, all);
    join_fields(page, s, all);
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

/// "California Science Center" is in California, but one name.
fn absorb_places(page: &Page<'_>, s: usize, all: &mut Vec<Found>) {
    let sentence = &page.sentences[s];
    all.sort_by_key(|f| f.words.start);
    for i in (1..all.len()).rev() {
        let (place, body) = (&all[i - 1], &all[i]);
        let last = body.words.end - 1;
        let kind = page.ontology.name_words.get(page.word(s, last)).copied();
        let region = |c: &NameOf| {
            let NameOf::Entity(id) = c else { return false };
            matches!(page.ontology.entity(*id).class, Class::City | Class::Region)
        };
        let between = (place.words.end..body.words.start)
            .all(|w| sentence.words[w].upos == Upos::Propn && sentence.words[w].head == Some(last));
        let part = sentence.parsed
            && kind.is_some_and(|k| k.is_organization() || k.is_place())
            && between
            && body.words.start - place.words.end <= 2
            && !place.candidates.is_empty()
            && place.candidates.iter().all(region)
            && sentence.words[place.words.start].rel == Rel::Compound
            && sentence.words[place.words.start].head == Some(last);
        if part {
            let start = place.words.start;
            all[i].words.start = start;
            all[i].candidates = page.index().named(&page.key(s, all[i].words.clone()).join(" ")).to_vec();
            all.remove(i - 1);
        }
    }
}

/// Joins a body and its field, which the name finder may take for two: "Center for River Studies".
fn join_fields(page: &Page<'_>, s: usize, all: &mut Vec<Found>) {
    let sentence = &page.sentences[s];
    let own = |f: &Found| f.candidates.is_empty() && f.kind != Some(NameKind::Person);
    for i in (1..all.len()).rev() {
        let (body, field) = (&all[i - 1], &all[i]);
        let (last, next) = (body.words.end - 1, body.words.end);
        let organization = page.ontology.name_words.get(page.word(s, last)).is_some_and(|c| c.is_organization());
        let hangs = || page.role_of(s, page.head(s, field.words.clone())).1 == Some(page.head(s, body.words.clone()));
        let joined = organization
            && own(body)
            && own(field)
            && (matches!(page.word(s, next), "for" | "of") || super::runs::has_subject(page, s, next))
            && field.words.start == next + 1
            && sentence.parsed
            && hangs();
        if joined {
            let words = body.words.start..field.words.end;
            let candidates = page.index().named(&page.key(s, words.clone()).join(" ")).to_vec();
            all[i - 1] = Found { words, candidates, kind: Some(NameKind::Organization) };
            all.remove(i);
        }
    }
}

/// Joins names whose parts are listed: "Air & Space Museum", "National Air and Space Museum".
pub fn join_lists(page: &Page<'_>, s: usize, all: &mut Vec<Found>) {
    let sentence = &page.sentences[s];
    all.sort_by_key(|f| f.words.start);
    for i in (1..all.len()).rev() {
        let (before, found) = (&all[i - 1], &all[i]);
        let and = before.words.end;
        let joined = sentence.parsed
            && and + 1 == found.words.start
            && found.words.len() > 1
            && sentence.words[and].rel == Rel::Cc
            && sentence.words[and].head == Some(found.words.start)
            && sentence.words[found.words.start].rel == Rel::Conj
            && sentence.words[and - 1].upos == Upos::Propn
            && matches!(sentence.words[and - 1].rel, Rel::Compound | Rel::Amod)
            && sentence.words[and - 1].head.is_some_and(|h| found.words.contains(&h));
        if joined && before.candidates.is_empty() {
            let start = before.words.start;
            all[i].words.start = start;
            all[i].candidates = page.index().named(&page.key(s, all[i].words.clone()).join(" ")).to_vec();
            all.remove(i - 1);
        }
    }
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
