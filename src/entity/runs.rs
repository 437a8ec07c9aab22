//! Runs of proper nouns that make one name: where they start and end, and which names beside them belong to them.
//!
//! "Moscow State University", "Ministry of Trade and Industry", "Kirov-Petrov" and "South Australia" are one name each.

use std::ops::Range;

use super::lexis::RoleSpan;
use super::names::{Found, is_front};
use super::page::{Page, is_possessive};
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, NameOf};

pub fn starts_run(page: &Page<'_>, s: usize, w: usize, roles: &[RoleSpan], taken: &[bool]) -> bool {
    let word = &page.sentences[s].words[w];
    is_proper(word)
        && !taken[w]
        && !is_front(page, s, w, roles)
        && page.word(s, w).chars().any(char::is_alphabetic)
        && !is_organ(page, s, w)
}

/// "The Administration", "the Government": a noun that a state's own paper writes with a capital.
pub fn is_organ(page: &Page<'_>, s: usize, w: usize) -> bool {
    let alone = || page.sentences[s].words.get(w + 1).is_none_or(|next| !is_proper(next));
    let organ = || page.ontology.group_noun(&page.lower(s, w)).is_some_and(|group| group.stands_for_state);
    let capital = w > 0 && page.word(s, w).starts_with(char::is_uppercase);
    capital && page.word(s, w - 1).eq_ignore_ascii_case("the") && alone() && organ()
}

/// "Police in Peru arrested", "Troops entered": a noun that has its capital from the start of the sentence.
pub fn is_opening(page: &Page<'_>, s: usize, w: usize) -> bool {
    let words = &page.sentences[s].words;
    let alone = || words.get(w + 1).is_none_or(|next| !is_proper(next));
    w == 0 && alone() && page.ontology.group_noun(&page.lower(s, w)).is_some_and(|group| !group.nobody)
}

/// Proper nouns, and adjectives and nouns that are part of a proper name: "Civic Party".
pub fn is_proper(word: &crate::grammar::Word) -> bool {
    word.upos == Upos::Propn || word.xpos.starts_with("NNP")
}

/// The end of a run of proper nouns: hyphens join them, and "of" after a word like "Ministry".
pub fn run_end(page: &Page<'_>, s: usize, start: usize, roles: &[RoleSpan], taken: &[bool]) -> usize {
    let n = taken.len();
    let is_part = |w: usize| w < n && starts_run(page, s, w, roles, taken);
    let mut end = start + 1;
    loop {
        if is_part(end) {
            end += 1;
            continue;
        }
        let hyphen = end < n && matches!(page.word(s, end), "-" | "‐" | "‑");
        if hyphen && is_part(end + 1) && tight(page, s, end) {
            end += 2;
            continue;
        }
        if end + 1 < n
            && is_possessive(page.word(s, end))
            && page.sentences[s].words[end - 1].is_plural()
            && is_part(end + 1)
        {
            let last = (end + 1..n).take_while(|&w| is_part(w)).last().unwrap_or(end);
            if page.ontology.name_words.contains_key(page.word(s, last)) {
                end = last + 1;
                continue;
            }
        }
        let body = page.ontology.name_words.contains_key(page.word(s, end - 1));
        let campus = page.word(s, end) == "at"
            && (start..end).any(|w| page.ontology.name_words.get(page.word(s, w)) == Some(&Class::University));
        let field = || matches!(page.word(s, end), "of" | "for") || has_subject(page, s, end);
        if campus || body && end < n && field() {
            let mut next = end + 1;
            while next < n && matches!(page.word(s, next), "the" | "and") {
                next += 1;
            }
            let capital = |w: usize| {
                w < n && page.word(s, w).starts_with(char::is_uppercase) && !roles.iter().any(|r| r.words.contains(&w))
            };
            if capital(next) {
                let of = end;
                end = next;
                while capital(end)
                    || matches!(page.word(s, end), "and" | "&") && capital(end + 1) && joins(page, s, end + 1, of)
                {
                    end += 1;
                }
                continue;
            }
        }
        return end;
    }
}

/// "Committee on Trade", but "the Committee on Monday": what a body is about.
pub fn has_subject(page: &Page<'_>, s: usize, on: usize) -> bool {
    page.word(s, on) == "on"
        && on > 0
        && ["Committee", "Subcommittee", "Commission", "Council"].contains(&page.word(s, on - 1))
        && !super::lexis::is_calendar(page.word(s, on + 1))
}

/// Whether a word after "and" is coordinated with what follows an "of": "Ministry of Trade and Industry".
fn joins(page: &Page<'_>, s: usize, w: usize, of: usize) -> bool {
    let sentence = &page.sentences[s];
    sentence.parsed && sentence.words[w].head.is_some_and(|h| h > of && h < w)
}

/// Whether no space stands around a word.
pub fn tight(page: &Page<'_>, s: usize, w: usize) -> bool {
    let words = &page.sentences[s].words;
    w > 0
        && w + 1 < words.len()
        && words[w - 1].span.end == words[w].span.start
        && words[w].span.end == words[w + 1].span.start
}

/// Joins known names beside a run that are part of the same name: "Moscow" of "Moscow State University",
/// "Jordan" of "Michael Jordan".
pub fn join_neighbours(page: &Page<'_>, s: usize, words: &mut Range<usize>, all: &mut Vec<Found>) {
    let sentence = &page.sentences[s];
    let body = page.ontology.name_words.contains_key(page.word(s, words.end - 1));
    while let Some(i) = all.iter().position(|f| f.words.end == words.start) {
        let head = words.end - 1;
        let hangs = sentence.words[all[i].words.start].head.is_some_and(|h| all[i].words.contains(&h) || h == head);
        if !body || sentence.parsed && !hangs {
            break;
        }
        words.start = all.remove(i).words.start;
    }
    if let Some(i) = all.iter().position(|f| f.words.start == words.end && f.words.len() == 1) {
        // "South Australia" is not Australia.
        let part = sentence.parsed && words.len() == 1 && sentence.words[words.start].head == Some(words.end);
        let place = |c: &NameOf| matches!(c, NameOf::Entity(id) if page.ontology.entity(*id).class.is_place());
        if part && is_direction(page.word(s, words.start)) && all[i].candidates.iter().any(place) {
            words.end = all.remove(i).words.end;
            return;
        }
    }
    let given = words.len() <= 2 && page.index().given(page.word(s, words.start)).is_some();
    if let Some(i) = all.iter().position(|f| f.words.start == words.end && f.words.len() == 1) {
        let place = all[i]
            .candidates
            .iter()
            .any(|c| matches!(c, NameOf::Entity(id) if page.ontology.entity(*id).class != Class::Person));
        let flat = sentence.parsed && sentence.words[words.end].rel == Rel::Flat;
        if place && (given || flat) && !body {
            words.end = all.remove(i).words.end;
        }
    }
}

/// Words that make the name of a place that of a part of it.
pub fn is_direction(word: &str) -> bool {
    const SIDES: [&str; 12] = [
        "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower",
        "Greater",
    ];
    SIDES.contains(&word)
}

/// Where a person's name starts in a run that begins with what the person is: "Scientologist Tom Cruise".
pub fn person_start(page: &Page<'_>, s: usize, words: &Range<usize>) -> Option<usize> {
    let sentence = &page.sentences[s];
    let flat_next =
        |w: usize| w + 1 < words.end && sentence.words[w + 1].rel == Rel::Flat && sentence.words[w + 1].head == Some(w);
    let outside = |w: usize| sentence.words[w].head.is_none_or(|h| !words.contains(&h));
    let start = words.clone().skip(1).find(|&w| flat_next(w) && outside(w))?;
    page.index().given(page.word(s, words.start)).is_none().then_some(start)
}
