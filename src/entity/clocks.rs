//! When an event began and ended by the clock.
//!
//! "The call began at 10:07 a.m. and ended at 12:08 p.m." → `10:07`, `12:08`.

use super::scope::governing_verb;
use crate::grammar::time::TimeExpression;
use crate::grammar::{Rel, Sentence, Upos};

const BEGINS: [&str; 8] = ["begin", "start", "open", "commence", "kick", "convene", "get", "arrive"];
const ENDS: [&str; 9] = ["end", "conclude", "finish", "close", "wrap", "adjourn", "leave", "depart", "stop"];

/// When an event began and ended by the clock, as reported: "began at 10:07 a.m. and ended at 12:08 p.m."
/// → `10:07`, `12:08`; on 24 hours where well-formed, verbatim where not.
#[must_use]
pub fn clocks(sentence: &Sentence, event: usize, expressions: &[TimeExpression]) -> (Option<String>, Option<String>) {
    let (mut start, mut end) = (None, None);
    for expression in expressions {
        let Some(clock) = &expression.clock else { continue };
        let verb = governing_verb(sentence, expression.head);
        if sentence.parsed && !verb.is_some_and(|v| concerns(sentence, v, event)) {
            continue;
        }
        if let Some(last) = &expression.clock_end {
            start.get_or_insert_with(|| clock.value.clone());
            end.get_or_insert_with(|| last.value.clone());
            continue;
        }
        let said_by = if sentence.parsed { verb } else { verb_before(sentence, expression.words.start) };
        let lemma = said_by.map_or("", |v| &*sentence.words[v].lemma);
        let until = expression
            .words
            .start
            .checked_sub(1)
            .is_some_and(|b| matches!(&*sentence.words[b].lemma, "until" | "till"));
        if until || ENDS.contains(&lemma) {
            end.get_or_insert_with(|| clock.value.clone());
        } else if BEGINS.contains(&lemma) || said_by == Some(event) || !sentence.parsed {
            start.get_or_insert_with(|| clock.value.clone());
        }
    }
    (start, end)
}

fn verb_before(sentence: &Sentence, word: usize) -> Option<usize> {
    (0..word).rev().find(|&w| sentence.words[w].upos == Upos::Verb)
}

/// Whether a verb is the event's, governs its noun, or is coordinated with one that does.
fn concerns(sentence: &Sentence, verb: usize, event: usize) -> bool {
    let words = &sentence.words;
    let mut at = verb;
    for _ in 0..words.len() {
        if at == event || words[event].head == Some(at) && words[event].upos != Upos::Verb {
            return true;
        }
        match words[at].head {
            Some(head) if matches!(words[at].rel, Rel::Conj | Rel::Advcl | Rel::Xcomp | Rel::Parataxis) => at = head,
            _ => return false,
        }
    }
    false
}
