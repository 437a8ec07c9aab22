//! Reported speech by the order of words, where the tree does not show it.
//!
//! "Talks had failed, two sources familiar with them told reporters." → "Talks had failed".

use std::ops::Range;

use super::Reading;
use super::speech_acts::{Act, Form};
use super::speech_tree::{is_finite, lower};
use crate::grammar::{Rel, Sentence, Upos};

/// What stands before ", she said" or around it; nothing if that is no clause.
pub fn around(reading: &Reading<'_>, sentence: &Sentence, act: &Act) -> Vec<Range<usize>> {
    let Some(subject) = act.subject.filter(|_| act.form == Form::Verb) else { return Vec::new() };
    let begin = sentence.extent(subject).start.max(last_comma(reading, sentence, subject.min(act.word))).min(act.word);
    let quoted = reading.quotation(sentence.words[act.word].span).is_some();
    let finite = matches!(sentence.words[act.word].xpos, "VBD" | "VBZ" | "VBP" | "VBN");
    if begin < 2 || quoted || !finite || !is_comma(reading, sentence, begin - 1) || subject.abs_diff(act.word) > 12 {
        return Vec::new();
    }
    let before = 0..begin - 1;
    if !is_clause(sentence, &before) || opens_quotation(reading, sentence, act.word) {
        return Vec::new();
    }
    let Some(end) = end_of_attribution(reading, sentence, act.word.max(subject)) else { return Vec::new() };
    let mut all = vec![before];
    let and = end + 1 < sentence.words.len() && sentence.words[end + 1].upos == Upos::Cconj;
    if end + 2 < sentence.words.len() && !and {
        all.push(end + 1..sentence.words.len());
    }
    all
}

/// What stands after "According to X," or before ", according to X".
pub fn accorded(reading: &Reading<'_>, sentence: &Sentence, act: &Act) -> Vec<Range<usize>> {
    let (n, words) = (sentence.words.len(), &sentence.words);
    let source = act.subject.unwrap_or(act.word);
    let end = (source.max(act.word)..n).find(|&w| is_comma(reading, sentence, w));
    let first = (0..act.word).all(|w| words[w].upos == Upos::Punct);
    if first {
        return end.map(|e| e + 1..n).into_iter().collect();
    }
    let last = (source..n).all(|w| w <= source + 4 || words[w].upos == Upos::Punct) && end.is_none();
    if last && is_clause(sentence, &(0..act.word)) { vec![0..act.word] } else { Vec::new() }
}

/// The end of "she said on Monday in Paris": a comma or the end of the sentence, with no clause between.
fn end_of_attribution(reading: &Reading<'_>, sentence: &Sentence, from: usize) -> Option<usize> {
    for w in from + 1..sentence.words.len() {
        if is_comma(reading, sentence, w) {
            return Some(w);
        }
        let word = &sentence.words[w];
        if matches!(word.xpos, "VBD" | "VBZ" | "VBP" | "MD") || lower(reading, sentence, w) == "that" {
            return None;
        }
    }
    Some(sentence.words.len())
}

/// Whether some words hold a finite verb with a subject.
fn is_clause(sentence: &Sentence, words: &Range<usize>) -> bool {
    let subject = words.clone().any(|w| matches!(sentence.words[w].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Expl | Rel::Csubj));
    subject && words.clone().any(|w| is_finite(sentence, w) && (sentence.words[w].upos == Upos::Verb || sentence.child(w, &[Rel::Cop]).is_some()))
}

/// Whether a quotation begins right after a verb.
fn opens_quotation(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    let next = (verb + 1..(verb + 6).min(sentence.words.len())).find(|&w| reading.quotation(sentence.words[w].span).is_some());
    next.is_some()
}

fn last_comma(reading: &Reading<'_>, sentence: &Sentence, before: usize) -> usize {
    let floor = before.saturating_sub(14);
    (floor..before).rev().find(|&w| is_comma(reading, sentence, w)).map_or(0, |w| w + 1)
}

fn is_comma(reading: &Reading<'_>, sentence: &Sentence, w: usize) -> bool {
    sentence.words[w].upos == Upos::Punct && matches!(lower(reading, sentence, w).as_str(), "," | "–" | "—" | "--")
}
