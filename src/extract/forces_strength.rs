//! How many troops of which kind are moved, and how exactly that is known.
//!
//! "up to 175,000 soldiers" → quantity 175000, unit soldiers, approximation up to; "tens of thousands of troops" → quantity tens of thousands.

use super::Claims;
use super::clause::{self, is_form};
use super::counting;
use super::events::Event;
use crate::fact::Fact;
use crate::grammar::{Rel, Sentence, Upos};

/// Words that make a number inexact, the longer ones first.
const INEXACT: [&str; 27] = [
    "as many as",
    "no more than",
    "no fewer than",
    "no less than",
    "somewhere around",
    "more than",
    "less than",
    "fewer than",
    "at least",
    "at most",
    "up to",
    "close to",
    "an estimated",
    "in excess of",
    "upwards of",
    "well over",
    "about",
    "around",
    "some",
    "roughly",
    "nearly",
    "almost",
    "over",
    "approximately",
    "under",
    "estimated",
    "circa",
];

/// How many of what.
#[derive(Debug, Clone, Default)]
pub struct Strength {
    quantity: Option<String>,
    unit: Option<String>,
    approximation: Option<String>,
}

impl Strength {
    /// Tells it of a fact.
    pub fn into_fact(self, fact: &mut Fact) {
        for (key, value) in [("quantity", self.quantity), ("unit", self.unit), ("approximation", self.approximation)] {
            if let Some(value) = value {
                fact.qualifiers.insert(key, value);
            }
        }
    }
}

/// The number of the forces: the noun with a numeral among subject, object and what the pattern used.
pub fn strength(claims: &Claims<'_, '_>, event: &Event<'_>) -> Strength {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    nouns(sentence, event).into_iter().find_map(|noun| of_noun(claims, s, noun)).unwrap_or_default()
}

/// The nouns that may tell how many.
fn nouns(sentence: &Sentence, event: &Event<'_>) -> Vec<usize> {
    let head = event.head;
    let mut nouns: Vec<usize> = event.fit.used.iter().copied().filter(|&w| sentence.words[w].is_nominal()).collect();
    if event.nominal {
        nouns.push(head);
        nouns.extend(clause::obliques(sentence, head).filter(|o| is_form(sentence, o.case, &["of"])).map(|o| o.word));
        // "Some 900 marines will hold drills off Norway"
        let carrier = sentence.words[head].head.filter(|&v| clause::is_verb(sentence, v));
        nouns.extend(carrier.and_then(|v| clause::subject(sentence, v)));
    } else {
        nouns.extend(clause::patient(sentence, head));
        nouns.extend(clause::subject(sentence, head));
    }
    nouns
}

/// "2,500 soldiers", "hundreds of soldiers", or what counts a noun that the pattern found below its count.
fn of_noun(claims: &Claims<'_, '_>, s: usize, noun: usize) -> Option<Strength> {
    let sentence = &claims.reading.sentences[s];
    if let Some(number) = sentence.child(noun, &[Rel::Nummod]) {
        let digits: String = claims.reading.word(s, number).chars().filter(|c| *c != ',').collect();
        return Some(Strength {
            quantity: Some(digits).filter(|d| !d.is_empty()),
            unit: Some(claims.reading.word(s, noun).to_owned()),
            approximation: about(claims, s, number),
        });
    }
    let count = if counting::counted(sentence, noun).is_some() {
        noun
    } else {
        sentence.words[noun].head.filter(|&h| counting::counted(sentence, h) == Some(noun))?
    };
    let mut top = count;
    while let Some(head) = sentence.words[top].head.filter(|&h| counting::counted(sentence, h) == Some(top)) {
        top = head;
    }
    let (mut unit, mut last) = (count, count);
    while let Some(next) = counting::counted(sentence, unit) {
        (last, unit) = (unit, next);
    }
    let first = sentence.children(top).filter(|&c| c < top && sentence.words[c].upos == Upos::Num).min().unwrap_or(top);
    Some(Strength {
        quantity: Some(claims.words(s, first..last + 1)),
        unit: Some(claims.reading.word(s, unit).to_owned()),
        approximation: about(claims, s, first),
    })
}

/// "up to", "more than", "about" right before a number.
fn about(claims: &Claims<'_, '_>, s: usize, number: usize) -> Option<String> {
    INEXACT.iter().find_map(|phrase| {
        let first = number.checked_sub(phrase.split(' ').count())?;
        let words = claims.words(s, first..number);
        words.eq_ignore_ascii_case(phrase).then_some(words)
    })
}
