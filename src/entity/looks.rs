//! What a name that the ontology does not have seems to name: by its words, its place in the tree and the noun before it.
//!
//! "The newspaper Fjordposten" is a body, "Storhaug was arrested" a person.

use std::ops::Range;

use super::names::Found;
use super::page::Page;
use super::runs::is_direction;
use crate::grammar::{NameKind, Rel, Upos};
use crate::ontology::{Class, NameOf};

/// Whether words with a capital name nobody: a lawmaker's party and state ("D-Ohio"), read whole or only its letter, a
/// degree, a text ("the Budget"), a pronoun.
fn names_nobody(name: &str) -> bool {
    const NOBODY: [&str; 13] =
        ["Ours", "Yours", "Mine", "Theirs", "Budget", "Act", "Bill", "E.O.", "M.Sc", "M.Sc.", "B.Sc", "Ph.D", "Ph.D."];
    let mut letters = name.chars();
    let tag = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|c| c == '-' && name.starts_with(['D', 'R', 'I']));
    // "Holm, 27, said": an age
    tag || NOBODY.contains(&name) || !name.chars().any(char::is_alphabetic)
}

/// What a name that the ontology does not have seems to name, if anything that can act or be a place.
pub fn class_by_look(page: &Page<'_>, s: usize, found: &Found) -> Option<Class> {
    let words = &found.words;
    if names_nobody(&page.phrase(s, words.clone())) || is_pair(page, s, words) || is_kind(page, s, words) {
        return None;
    }
    let body = body_of(page, s, words);
    // "Anna Holm, head of cabinet"
    let sentence = &page.sentences[s];
    let office = |c: usize| !page.index().roles(&page.lower(s, c)).is_empty();
    let titled = || sentence.children_by(page.head(s, words.clone()), Rel::Appos).any(office);
    if body.is_none() && words.len() > 1 && words.len() < 5 && titled() {
        return Some(Class::Person);
    }
    let role = || page.role_of(s, page.head(s, words.clone())).0;
    let acts = || sentence.parsed && matches!(role(), Rel::Nsubj | Rel::OblAgent);
    match found.kind {
        Some(NameKind::Person) => return Some(Class::Person),
        Some(NameKind::Organization) => return body.filter(|c| c.is_organization()).or(Some(Class::Organization)),
        // "The MFDB signed a truce": no place does.
        Some(NameKind::Place) if acts() && is_acronym(page.word(s, words.start)) && words.len() == 1 => {
            return Some(Class::Organization);
        }
        // "Kappa Mining SA" is no place, whatever the net took it for.
        Some(NameKind::Place) if is_firm(page, s, words) => return Some(Class::Company),
        Some(NameKind::Place) => return body.filter(|c| c.is_place()).or(Some(Class::Place)),
        Some(NameKind::Event | NameKind::Other) => {
            let given = words.len() > 1 && page.index().given(page.word(s, words.start)).is_some();
            let suffers = sentence.parsed && words.start > 0 && is_done_to(page, s, page.head(s, words.clone()));
            return body.or((given || suffers).then_some(Class::Person));
        }
        None => {}
    }
    if body.is_some() {
        return body;
    }
    let first = page.word(s, words.start);
    let determined = words.start > 0 && sentence.words[words.start - 1].upos == Upos::Det;
    if words.len() > 1 && !determined {
        let flat = sentence.parsed && words.clone().skip(1).any(|w| sentence.words[w].rel == Rel::Flat);
        if flat || page.index().given(first).is_some() {
            return Some(Class::Person);
        }
    }
    let rest = || page.key(s, words.start + 1..words.end).join(" ");
    let part = || page.index().named(&rest()).iter().any(|c| matches!(c, NameOf::Entity(_)));
    if words.len() > 1 && is_direction(first) && part() {
        return Some(Class::Region);
    }
    if words.len() == 1 && is_acronym(first) {
        return Some(Class::Organization);
    }
    if let Some(class) = class_by_noun(page, s, words.start) {
        return Some(class);
    }
    let head = page.head(s, words.clone());
    let next = words.end + 1;
    if page.word(s, words.end) == "," && next < sentence.words.len() {
        let whole = page.index().named(&page.key(s, next..next + 1).join(" "));
        if whole.iter().any(|n| matches!(n, NameOf::Entity(id) if page.ontology.entity(*id).class.is_place())) {
            return Some(Class::City);
        }
    }
    if is_town(page, s, words.start) || matches!(page.preposition(s, head).as_deref(), Some("in" | "at" | "near")) {
        return Some(Class::Place);
    }
    if acts() && (words.len() > 1 || words.start > 0) {
        return Some(Class::Organization);
    }
    (sentence.parsed && words.start > 0 && is_done_to(page, s, head)).then_some(Class::Person)
}

/// What the words of a name tell it to be, the last one first. "Senate Committee on Trade" is of the Senate.
fn body_of(page: &Page<'_>, s: usize, words: &Range<usize>) -> Option<Class> {
    // "The Zorund Ministry of Energy": what stands before "of" tells.
    let of = words.clone().find(|&w| matches!(page.word(s, w), "of" | "for")).unwrap_or(words.end);
    let before = (words.start..of).rev().find_map(|w| name_word(page, s, w));
    let last = before.or_else(|| words.clone().rev().find_map(|w| name_word(page, s, w)));
    let official = |c: &Class| matches!(c, Class::Parliament | Class::GovernmentBody);
    let generic = last.filter(|&c| c == Class::Organization);
    generic.and_then(|_| words.clone().filter_map(|w| name_word(page, s, w)).find(official)).or(last)
}

/// What a word in a name tells it to be.
fn name_word(page: &Page<'_>, s: usize, w: usize) -> Option<Class> {
    page.ontology.name_words.get(page.word(s, w)).copied()
}

/// "An Islamist group", "the Shiite rebels", "the NGO": of a faith, a cause or a kind, no name.
fn is_kind(page: &Page<'_>, s: usize, words: &Range<usize>) -> bool {
    let kind = || page.ontology.group_noun(&page.lower(s, words.start)).is_some();
    let front = || matches!(page.role_of(s, words.start).0, Rel::Compound | Rel::Amod);
    words.len() == 1 && (front() || is_acronym(page.word(s, words.start))) && kind()
}

/// Whether the last of several words says that it is a company.
fn is_firm(page: &Page<'_>, s: usize, words: &Range<usize>) -> bool {
    words.len() > 1 && name_word(page, s, words.end - 1) == Some(Class::Company)
}

/// "The town of Bamba"
fn is_town(page: &Page<'_>, s: usize, start: usize) -> bool {
    let noun = start.checked_sub(2).filter(|_| page.word(s, start - 1) == "of");
    noun.is_some_and(|noun| page.ontology.lexicon.is_in(PLACE_NOUN, &page.sentences[s].words[noun].lemma))
}

/// "The Reed-Holm bill": two names in front of a noun, no one of that name.
fn is_pair(page: &Page<'_>, s: usize, words: &Range<usize>) -> bool {
    let sentence = &page.sentences[s];
    let joined = words.len() == 3 && sentence.words[words.start + 1].xpos == "HYPH";
    joined && sentence.parsed && page.role_of(s, page.head(s, words.clone())).0 == Rel::Compound
}

/// "NATO", "U.N."
fn is_acronym(word: &str) -> bool {
    (2..8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase() || c == '.')
}

/// "The newspaper Fjordposten", "the blogger Holm": the noun right before a name tells what it names.
fn class_by_noun(page: &Page<'_>, s: usize, start: usize) -> Option<Class> {
    let noun = start.checked_sub(1)?;
    let word = &page.sentences[s].words[noun];
    let group = page.ontology.group_noun(&page.lower(s, noun))?;
    if word.upos != Upos::Noun || word.is_plural() || group.nobody || group.stands_for_state {
        return None;
    }
    Some(if group.individual { Class::Person } else { Class::Organization })
}

/// The word class of nouns for places.
const PLACE_NOUN: &str = "placeNoun";

/// The word class of acts that are only done to somebody.
const PERSONAL: &str = "personal act";

/// Whether a name stands where only somebody can: "pardoned Holm", "the lawsuit against Holm".
fn is_done_to(page: &Page<'_>, s: usize, head: usize) -> bool {
    let words = &page.sentences[s].words;
    let (rel, governor, at) = page.role_of(s, head);
    // "Thanked His Majesty"
    if page.sentences[s].child(head, &[Rel::NmodPoss]).is_some() {
        return false;
    }
    let personal = |w: usize| page.ontology.lexicon.is_in(PERSONAL, &words[w].lemma);
    let Some(governor) = governor else { return false };
    let noun = words[governor].upos == Upos::Noun;
    match rel {
        Rel::Obj | Rel::NsubjPass => !noun && personal(governor),
        Rel::Nmod | Rel::Obl => {
            let behind = page.preposition(s, at);
            // "Filed a lawsuit on Monday against Holm": the tree may hang it on the verb.
            let act =
                if noun { Some(governor) } else { page.sentences[s].child(governor, &[Rel::Obj, Rel::NsubjPass]) };
            matches!(behind.as_deref(), Some("against" | "into" | "of")) && act.is_some_and(personal)
        }
        _ => false,
    }
}
