//! Where names stand in a sentence: those the ontology knows, those found by their look, longest first.
//!
//! "Foreign Office spokesman John Smith" holds "Foreign Office" and "John Smith"; "spokesman" is an office.

use std::ops::Range;

use super::lexis::{RoleSpan, is_calendar};
use super::page::{Page, Piece, is_possessive};
use super::runs::{is_opening, join_neighbours, person_start, run_end, starts_run};
use super::spans::{PARTICLES, begins_surname, lengthen, person_end, trim};
use crate::grammar::{NameKind, Rel, Upos};
use crate::ontology::names::is_junior;
use crate::ontology::{Class, EntityId, NameOf};

/// A name in a sentence.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its words.
    pub words: Range<usize>,
    /// What the ontology has under it; empty if nothing.
    pub candidates: Vec<NameOf>,
    /// What the name finder took it for.
    pub kind: Option<NameKind>,
}

/// All names of a sentence, in order, not overlapping.
pub fn find(page: &Page<'_>, s: usize, roles: &[RoleSpan]) -> Vec<Found> {
    let mut all = known(page, s, roles);
    lengthen(page, s, &mut all);
    juniors(page, s, &mut all);
    free_given_names(page, s, &mut all);
    free_surnames(page, s, roles, &mut all);
    let mut taken = vec![false; page.sentences[s].words.len()];
    for found in &all {
        taken[found.words.clone()].fill(true);
    }
    by_finder(page, s, roles, &mut all, &mut taken);
    super::widen::widen(page, s, roles, &mut all, &mut taken);
    by_look(page, s, roles, &mut all, &mut taken);
    all.retain(|f| !f.candidates.is_empty() || f.words.len() > 1 || !is_opening(page, s, f.words.start));
    super::widen::join_lists(page, s, &mut all);
    all.sort_by_key(|f| f.words.start);
    super::spans::split(page, s, &mut all);
    for found in all.iter_mut().filter(|f| f.candidates.is_empty()) {
        trim(page, s, found, roles);
    }
    all
}

/// "Jon Reed Jr." is not Jon Reed, unless the ontology says so.
fn juniors(page: &Page<'_>, s: usize, all: &mut [Found]) {
    let person = |c: &NameOf| matches!(c, NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Person);
    for found in all {
        let end = found.words.end;
        let junior = end < page.sentences[s].words.len() && is_junior(page.word(s, end).trim_end_matches('.'));
        if junior && !found.candidates.is_empty() && found.candidates.iter().all(person) {
            *found = Found { words: found.words.start..end + 1, candidates: Vec::new(), kind: Some(NameKind::Person) };
        }
    }
}

/// Longest names of the ontology, from left to right.
fn known(page: &Page<'_>, s: usize, roles: &[RoleSpan]) -> Vec<Found> {
    let pieces = &page.pieces[s];
    let mut all = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        match longest_at(page, s, i, roles) {
            Some((found, next)) => {
                all.push(found);
                i = next;
            }
            None => i += 1,
        }
    }
    all
}

/// The longest name that starts at a piece, and the piece after it.
fn longest_at(page: &Page<'_>, s: usize, i: usize, roles: &[RoleSpan]) -> Option<(Found, usize)> {
    let pieces = &page.pieces[s];
    if !pieces[i].first {
        return None;
    }
    let first = &pieces[i].text;
    let most = page.index().longest(first).min(pieces.len() - i);
    for n in (1..=most).rev() {
        if !pieces[i + n - 1].last {
            continue;
        }
        let key = pieces[i..i + n].iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
        let words = pieces[i].word..pieces[i + n - 1].word + 1;
        let mut candidates = page.index().named(&key).to_vec();
        let whole = words.start > 0
            && page.lower(s, words.start - 1) == "the"
            && !matches!(page.sentences[s].words[words.start].rel, Rel::Amod | Rel::Compound);
        if words.len() == 1 && !whole {
            candidates.retain(|&c| !is_titled(page, c, &key));
        }
        if !candidates.is_empty() && fits(page, s, &words, roles) {
            return Some(match before_comma(page, s, &words, &pieces[i..i + n]) {
                Some((words, n)) => (Found { words, candidates, kind: None }, i + n),
                None => (Found { words, candidates, kind: None }, i + n),
            });
        }
    }
    capitals(page, s, i, roles)
}

/// The part of a name before its comma, where a place follows that is named on its own: "Irving, Texas".
fn before_comma(page: &Page<'_>, s: usize, words: &Range<usize>, pieces: &[Piece]) -> Option<(Range<usize>, usize)> {
    let comma = pieces.iter().position(|p| p.text == ",").filter(|&c| c > 0)?;
    let whole = page.index().named(&page.key(s, pieces[comma].word + 1..words.end).join(" "));
    let place = |n: &NameOf| matches!(n, NameOf::Entity(id) if page.ontology.entity(*id).class.is_place());
    whole.iter().any(place).then(|| (words.start..pieces[comma].word, comma))
}

/// Whether a name is a paper's that is never without its article: "The Hill".
fn is_titled(page: &Page<'_>, candidate: NameOf, key: &str) -> bool {
    let NameOf::Entity(id) = candidate else { return false };
    let entity = page.ontology.entity(id);
    entity.class == Class::NewsOutlet
        && std::iter::once(&entity.label).chain(&entity.names).any(|name| name.strip_prefix("The ") == Some(key))
}

/// A heading's "IRAN" read as "Iran".
fn capitals(page: &Page<'_>, s: usize, i: usize, roles: &[RoleSpan]) -> Option<(Found, usize)> {
    let piece = &page.pieces[s][i];
    if !piece.last || piece.text.len() < 4 || !piece.text.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let key = piece.text[..1].to_owned() + &piece.text[1..].to_lowercase();
    let candidates = page.index().named(&key);
    let words = piece.word..piece.word + 1;
    (!candidates.is_empty() && fits(page, s, &words, roles))
        .then(|| (Found { words, candidates: candidates.to_vec(), kind: None }, i + 1))
}

/// Whether words may be a name: nouns or adjectives, not part of the longer name of an office.
fn fits(page: &Page<'_>, s: usize, words: &Range<usize>, roles: &[RoleSpan]) -> bool {
    let sentence = &page.sentences[s];
    let nominal = |w: usize| matches!(sentence.words[w].upos, Upos::Propn | Upos::Adj | Upos::Noun | Upos::X);
    if words.len() == 1 && !nominal(words.start) {
        return false;
    }
    if !words.clone().any(nominal) {
        return false;
    }
    !roles.iter().any(|r| r.words.len() > words.len() && r.words.start < words.end && words.start < r.words.end)
}

/// Spans of the name finder, without offices and titles in front.
fn by_finder(page: &Page<'_>, s: usize, roles: &[RoleSpan], all: &mut Vec<Found>, taken: &mut [bool]) {
    for name in &page.sentences[s].names {
        let mut words = name.words.start..name.words.end.min(taken.len());
        let stray = |w: usize| {
            let preposition = page.sentences[s].words[w].upos == Upos::Adp && !PARTICLES.contains(&page.word(s, w));
            preposition || !page.word(s, w).chars().any(char::is_alphanumeric) || is_mark(page, s, w)
        };
        while words.start < words.end && (is_front(page, s, words.start, roles) || stray(words.start)) {
            words.start += 1;
        }
        let mut kind = name.kind;
        if let Some(start) = behind_body(page, s, words.clone()) {
            (words.start, kind) = (start, NameKind::Person);
        }
        // "Anna Holm, 58"
        let number = |w: usize| page.word(s, w).bytes().all(|b| b.is_ascii_digit());
        while words.len() > 2 && number(words.end - 1) && page.word(s, words.end - 2) == "," {
            words.end -= 2;
        }
        // "Republican Jon Reed"
        while kind == NameKind::Person && words.len() > 1 && party_of(page, s, words.start).is_some() {
            words.start += 1;
        }
        if kind == NameKind::Person && !words.is_empty() {
            words.end = person_end(page, s, words.clone());
            // "President von der Leyen"
            while words.start > 0 && PARTICLES.contains(&page.word(s, words.start - 1)) && !taken[words.start - 1] {
                words.start -= 1;
            }
        }
        let open = |w: usize| is_possessive(page.word(s, w)) || matches!(page.word(s, w), "–" | "—" | "-" | "--");
        while words.start < words.end && open(words.end - 1) {
            words.end -= 1;
        }
        if words.is_empty() || describes(page, s, words.clone()) {
            continue;
        }
        let inside: Vec<usize> =
            (0..all.len()).filter(|&i| all[i].words.start < words.end && words.start < all[i].words.end).collect();
        let replaced = inside.iter().all(|&i| {
            let w = &all[i].words;
            w.len() < words.len()
                && words.start <= w.start
                && w.end <= words.end
                && absorbs(page, s, &words, &all[i], kind)
        });
        if !replaced {
            for &i in &inside {
                if all[i].words == words {
                    all[i].kind = Some(kind);
                }
            }
            continue;
        }
        for &i in inside.iter().rev() {
            all.remove(i);
        }
        taken[words.clone()].fill(true);
        all.push(Found { words, candidates: Vec::new(), kind: Some(kind) });
    }
}

/// "U.S. marines", where "marines" was taken for a name: a noun without a capital that tells who somebody is.
fn describes(page: &Page<'_>, s: usize, words: Range<usize>) -> bool {
    words.clone().all(|w| page.word(s, w).starts_with(char::is_lowercase))
        && page.ontology.group_noun(&page.lower(s, words.end - 1)).is_some_and(|group| !group.nobody)
}

/// The party of which a word says that somebody is: "Republican".
pub fn party_of(page: &Page<'_>, s: usize, w: usize) -> Option<EntityId> {
    let plural = if page.sentences[s].words[w].is_plural() { "" } else { "s" };
    page.index().named(&format!("{}{plural}", page.word(s, w))).iter().find_map(|name| {
        let (NameOf::Adjective(id) | NameOf::Inhabitant(id) | NameOf::Entity(id)) = *name;
        (page.ontology.entity(id).class == Class::Party).then_some(id)
    })
}

/// Where a person's name begins behind the body that a title is of: "of the Policy Bureau Jakub Holm".
fn behind_body(page: &Page<'_>, s: usize, words: Range<usize>) -> Option<usize> {
    let body = |w: &usize| page.ontology.name_words.get(page.word(s, *w)).is_some_and(|c| c.is_organization());
    let given = |w: &usize| page.index().given(page.word(s, *w)).is_some();
    let last = words.clone().rev().find(body).filter(|&w| w > words.start && w + 2 < words.end);
    last.map(|w| w + 1).filter(given)
}

/// "elect" of "President-elect Reed".
fn is_mark(page: &Page<'_>, s: usize, w: usize) -> bool {
    w > 0 && page.word(s, w - 1) == "-" && page.index().mark(&page.lower(s, w)).is_some()
}

/// Whether a longer span swallows a known name inside: "Moscow State University", "Michael Jordan";
/// not "Russia Vladimir Putin".
fn absorbs(page: &Page<'_>, s: usize, words: &Range<usize>, inner: &Found, kind: NameKind) -> bool {
    let adjective = inner.candidates.iter().all(|c| matches!(c, NameOf::Adjective(_) | NameOf::Inhabitant(_)));
    match kind {
        NameKind::Person => inner.words.len() == 1 && !adjective && inner.words.start > words.start,
        NameKind::Organization => words.clone().any(|w| page.ontology.name_words.contains_key(page.word(s, w))),
        _ => false,
    }
}

/// Frees the words of people who are called like a town: "Charlotte Brown", "Paris Hilton".
fn free_given_names(page: &Page<'_>, s: usize, all: &mut Vec<Found>) {
    let words = &page.sentences[s].words;
    let town = |c: &NameOf| matches!(c, NameOf::Entity(id) if matches!(page.ontology.entity(*id).class, Class::City | Class::Place));
    let named = |w: usize| page.sentences[s].names.iter().any(|n| n.kind == NameKind::Person && n.words.contains(&w));
    let called = |f: &Found| {
        let (first, next) = (f.words.start, f.words.end);
        let given = page.index().given(page.word(s, first)).is_some();
        f.words.len() == 1
            && (given || f.candidates.iter().any(town))
            && words.get(next).is_some_and(|w| {
                let flat = w.rel == Rel::Flat && w.head == Some(first);
                w.upos == Upos::Propn && (flat || given && named(next))
            })
            && !page.ontology.name_words.contains_key(page.word(s, next))
    };
    let begins: Vec<usize> = all.iter().filter(|f| called(f)).map(|f| f.words.start).collect();
    all.retain(|f| !begins.iter().any(|&w| f.words == (w..w + 1) || f.words == (w + 1..w + 2)));
}

/// Frees the words of people who share the surname of someone known by it alone: "Maher al-Assad".
fn free_surnames(page: &Page<'_>, s: usize, roles: &[RoleSpan], all: &mut Vec<Found>) {
    let person = |c: &NameOf| matches!(c, NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Person);
    let ends: Vec<usize> = all.iter().map(|f| f.words.end).collect();
    all.retain(|f| {
        let Some(before) = f.words.start.checked_sub(1) else { return true };
        let word = &page.sentences[s].words[before];
        let given = word.upos == Upos::Propn && page.word(s, before).starts_with(char::is_uppercase);
        let free = !ends.contains(&f.words.start) && !is_front(page, s, before, roles);
        let surname = PARTICLES.contains(&page.lower(s, f.words.start).as_str()) && f.candidates.iter().all(person);
        !(given && free && surname && !f.candidates.is_empty())
    });
}

/// Words before a name that are no part of it.
pub fn is_front(page: &Page<'_>, s: usize, w: usize, roles: &[RoleSpan]) -> bool {
    let word = page.word(s, w);
    page.sentences[s].words[w].upos == Upos::Det
        || page.index().honorific(&word.replace('.', "")).is_some()
        || roles.iter().any(|r| r.words.contains(&w))
}

/// Runs of proper nouns that nothing has covered.
fn by_look(page: &Page<'_>, s: usize, roles: &[RoleSpan], all: &mut Vec<Found>, taken: &mut [bool]) {
    let n = taken.len();
    let mut w = 0;
    while w < n {
        if !starts_run(page, s, w, roles, taken) {
            w += 1;
            continue;
        }
        let mut words = w..run_end(page, s, w, roles, taken);
        w = words.end;
        if words.len() == 1 && is_date(page, s, words.start) {
            continue;
        }
        if let Some(split) = person_start(page, s, &words) {
            let front = words.start..split;
            taken[front.clone()].fill(true);
            all.push(Found { words: front, candidates: Vec::new(), kind: None });
            words.start = split;
        }
        while words.start > 1 && !taken[words.start - 1] && begins_surname(page, s, words.clone()) {
            words.start -= 1;
        }
        join_neighbours(page, s, &mut words, all);
        w = w.max(words.end);
        taken[words.clone()].fill(true);
        all.push(Found { words, candidates: Vec::new(), kind: None });
    }
}

/// Whether the name of a month or day is one: "in May", "May 6"; not "May said".
fn is_date(page: &Page<'_>, s: usize, w: usize) -> bool {
    let number = |w: usize| page.word(s, w).starts_with(|c: char| c.is_ascii_digit());
    let before = if w == 0 { String::new() } else { page.lower(s, w - 1) };
    let after = page.word(s, w + 1);
    let verb = page.sentences[s]
        .words
        .get(w + 1)
        .is_some_and(|n| matches!(n.upos, Upos::Verb | Upos::Aux) || is_possessive(after));
    let dated = number(w + 1)
        || w > 0 && number(w - 1)
        || matches!(
            before.as_str(),
            "in" | "of"
                | "on"
                | "last"
                | "next"
                | "this"
                | "since"
                | "until"
                | "by"
                | "late"
                | "early"
                | "mid"
                | "from"
        );
    is_calendar(page.word(s, w)) && (dated || !verb)
}
