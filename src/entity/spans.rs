//! Where names of people begin and end: particles, titles of ministries before them, places behind them.
//!
//! "King Salman bin Abdulaziz", "President von der Leyen", "Secretary of Commerce Anna Holm".

use std::ops::Range;

use super::lexis::RoleSpan;
use super::names::Found;
use super::page::Page;
use super::runs::{is_proper, tight};
use crate::grammar::NameKind;
use crate::ontology::{Class, NameOf};

/// Words in lower case within a person's name.
pub const PARTICLES: [&str; 14] =
    ["bin", "ibn", "bint", "von", "van", "der", "den", "de", "del", "da", "dos", "al", "el", "ul"];

/// A person's name without what stands around it: "Commerce" of "Secretary of Commerce Anna Holm", "of Norway", "U.S.".
pub fn trim(page: &Page<'_>, s: usize, found: &mut Found, roles: &[RoleSpan]) {
    let words = found.words.clone();
    let given = |w: usize| page.index().given(page.word(s, w)).is_some();
    let of = words.start > 1 && matches!(page.word(s, words.start - 1), "of" | "for");
    if of && !given(words.start) && roles.iter().any(|r| r.words.end + 1 == words.start) {
        let person = (words.start + 1..words.end.saturating_sub(1)).find(|&w| given(w));
        if let Some(start) = person {
            (found.words.start, found.kind) = (start, Some(NameKind::Person));
        }
    }
    if found.kind != Some(NameKind::Person) {
        return;
    }
    if let Some(of) = words.clone().skip(1).find(|&w| page.word(s, w) == "of") {
        found.words.end = of;
    }
    let state = |w: usize| {
        let names = page.index().named(&page.key(s, w..w + 1).join(" "));
        let dotted = page.word(s, w).contains('.') && page.word(s, w).len() > 2;
        dotted
            && names
                .iter()
                .any(|n| matches!(n, NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Country))
    };
    while found.words.len() > 1 && state(found.words.end - 1) {
        found.words.end -= 1;
    }
}

/// Where a person's name ends that goes on with particles: "Salman | bin Hamad Al-Khalifa", "Mishal Al | -Sabah".
pub fn person_end(page: &Page<'_>, s: usize, words: Range<usize>) -> usize {
    let n = page.sentences[s].words.len();
    let capital = |w: usize| page.word(s, w).starts_with(char::is_uppercase) && is_proper(&page.sentences[s].words[w]);
    // The name finder may go on: "Jon Reed, Texas Republican", "Jon Reed (D-Texas)".
    let closes = |&w: &usize| matches!(page.word(s, w), "," | "(");
    let mut end = (words.start + 1..words.end).find(closes).unwrap_or(words.end);
    loop {
        let mut next = end;
        // A name does not end in a hyphen.
        let open = page.word(s, end - 1) == "-" || next < n && page.word(s, next) == "-" && tight(page, s, next);
        if next < n && page.word(s, next) == "-" && open {
            next += 1;
        }
        while next < n && PARTICLES.contains(&&*page.lower(s, next)) && is_name_word(page, s, next) {
            next += 1;
            if next < n && page.word(s, next) == "-" && tight(page, s, next) {
                next += 1;
            }
        }
        if next < n && (next > end || open) && capital(next) {
            end = next + 1;
        } else {
            break;
        }
    }
    while end > words.start + 1 && page.word(s, end - 1) == "-" {
        end -= 1;
    }
    end
}

/// Whether a particle is followed by the rest of a name.
fn is_name_word(page: &Page<'_>, s: usize, w: usize) -> bool {
    let next = page.word(s, w + 1);
    let next = if next == "-" { page.word(s, w + 2) } else { next };
    next.starts_with(char::is_uppercase) || PARTICLES.contains(&next)
}

/// A known person's name with the particles and names behind it: "King Salman | bin Abdulaziz".
pub fn lengthen(page: &Page<'_>, s: usize, all: &mut Vec<Found>) {
    for found in all.iter_mut() {
        let person = |c: &NameOf| matches!(c, NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Person);
        if found.candidates.is_empty() || !found.candidates.iter().all(person) {
            continue;
        }
        let particle = page.lower(s, found.words.end);
        if matches!(particle.as_str(), "bin" | "ibn" | "bint") || page.word(s, found.words.end) == "Al" {
            found.words.end = person_end(page, s, found.words.clone());
        }
    }
    let mut end = 0;
    all.retain(|f| {
        let free = f.words.start >= end;
        end = end.max(f.words.end);
        free
    });
}

/// Whether the particle before a word belongs to a known surname: "von der | Leyen".
pub fn begins_surname(page: &Page<'_>, s: usize, words: Range<usize>) -> bool {
    let particle = |w: usize| PARTICLES.contains(&page.word(s, w));
    let start = (0..words.start).rev().take_while(|&w| particle(w)).last();
    start.is_some_and(|start| !page.index().surnamed(&page.key(s, start..words.end).join(" ")).is_empty())
}

/// "Luca Boschi and Mariella Mularoni" are two people.
pub fn split(page: &Page<'_>, s: usize, all: &mut Vec<Found>) {
    let mut i = 0;
    while i < all.len() {
        let words = all[i].words.clone();
        let and = words.clone().find(|&w| matches!(page.word(s, w), "and" | "&"));
        let two = |at: usize| at >= words.start + 2 && at + 2 < words.end;
        if let Some(at) =
            and.filter(|&at| two(at) && all[i].kind == Some(NameKind::Person) && all[i].candidates.is_empty())
        {
            let rest = at + 1..words.end;
            let candidates = |words: Range<usize>| page.index().named(&page.key(s, words).join(" ")).to_vec();
            all[i].words.end = at;
            all[i].candidates = candidates(words.start..at);
            all.insert(
                i + 1,
                Found { words: rest.clone(), candidates: candidates(rest), kind: Some(NameKind::Person) },
            );
        }
        i += 1;
    }
}
