//! Reported speech by the order of words, where the tree does not show it.
//!
//! "Talks had failed, two sources familiar with them told reporters." → "Talks had failed".

use std::ops::Range;

use super::Reading;
use super::speech_acts::{Act, Form};
use super::speech_reported::ADVERBIAL;
use super::speech_tree::{is_finite, lower};
use crate::grammar::{Rel, Sentence, Upos};

/// What stands before ", she said" or around it; nothing if that is no clause.
pub fn around(reading: &Reading<'_>, sentence: &Sentence, act: &Act) -> Vec<Range<usize>> {
    let Some(subject) = act.subject.filter(|_| act.form == Form::Verb) else { return Vec::new() };
    let begin = sentence.extent(subject).start.max(last_comma(reading, sentence, subject.min(act.word))).min(act.word);
    let quoted = reading.quotation(sentence.words[act.word].span).is_some();
    let finite = matches!(sentence.words[act.word].xpos, "VBD" | "VBZ" | "VBP" | "VBN");
    // "Fired at Israel, which responded with raids" tells no answer in words.
    let relative =
        sentence.words[act.word].rel == Rel::AclRelcl && matches!(sentence.words[subject].xpos, "WDT" | "WP");
    if relative
        || begin < 2
        || quoted
        || !finite
        || !is_comma(reading, sentence, begin - 1)
        || subject.abs_diff(act.word) > 12
    {
        return Vec::new();
    }
    let before = 0..begin - 1;
    let heard =
        |c: usize| Some(c) == act.subject || act.class == "neutral" && reading.mentions.at(act.sentence, c).is_some();
    let governs = sentence.children(act.word).any(|c| {
        let rel = sentence.words[c].rel;
        c > act.word && (rel == Rel::Ccomp || rel == Rel::Obj && !heard(c))
    });
    if governs || !is_whole(reading, sentence, &before) || opens_quotation(reading, sentence, act.word) {
        return Vec::new();
    }
    let Some(end) = end_of_attribution(reading, sentence, act.word.max(subject)) else { return Vec::new() };
    let mut all = Vec::from([before]);
    let and = end + 1 < sentence.words.len() && sentence.words[end + 1].upos == Upos::Cconj;
    // "Said Reed, head of a group": more of who says it.
    let apposed =
        (end + 1..sentence.words.len()).all(|w| sentence.words[w].upos == Upos::Punct || sentence.is_under(w, subject));
    if end + 2 < sentence.words.len() && !and && !apposed {
        all.push(end + 1..sentence.words.len());
    }
    all
}

/// What stands after "said that" or "said", up to where something else is said.
pub fn after(reading: &Reading<'_>, sentence: &Sentence, act: &Act, acts: &[Act]) -> Option<Range<usize>> {
    let n = sentence.words.len();
    let that = (act.word + 1..(act.word + 8).min(n)).find(|&w| lower(reading, sentence, w) == "that");
    let start = that.map_or(act.word + 1, |t| t + 1);
    let first = acts.partition_point(|a| (a.sentence, a.word) <= (act.sentence, start));
    let next = acts[first..].iter().take_while(|a| a.sentence == act.sentence);
    let end = next.filter(|a| a.form != Form::Noun).find_map(|a| begin_of(reading, sentence, a, start)).unwrap_or(n);
    (start < end).then_some(start..end)
}

/// "Said in a statement on Friday that three had been hurt": the clause after "that", where the tree hangs it on a noun before.
pub fn delayed(reading: &Reading<'_>, sentence: &Sentence, act: &Act, acts: &[Act]) -> Option<Range<usize>> {
    let (words, n) = (&sentence.words, sentence.words.len());
    let finite = |w: usize| matches!(words[w].xpos, "VBD" | "VBZ" | "VBP" | "MD");
    let next = words.get(act.word + 1).filter(|_| act.form == Form::Verb && finite(act.word))?;
    let aside = matches!(next.upos, Upos::Adv | Upos::Propn)
        || next.upos == Upos::Adp
            && ["in", "on", "at", "during", "to"].contains(&lower(reading, sentence, act.word + 1).as_str());
    let that = (act.word + 2..(act.word + 11).min(n)).find(|&w| lower(reading, sentence, w) == "that")?;
    let plain = (act.word + 1..that).all(|w| !finite(w) && words[w].upos != Upos::Punct);
    let relative = words.get(that + 1).is_none_or(|w| w.upos == Upos::Aux || w.upos == Upos::Verb);
    let clause = (that + 1..n).any(finite) || (that + 1..n).any(|w| words[w].xpos == "NNS");
    (aside && plain && !relative && clause).then(|| after(reading, sentence, act, acts)).flatten()
}

/// Where another act of saying begins, if it is not part of what is said: ", adding", ", and warned", ", officials said".
fn begin_of(reading: &Reading<'_>, sentence: &Sentence, act: &Act, from: usize) -> Option<usize> {
    let words = &sentence.words;
    let begin =
        act.subject.filter(|&n| n > from).map_or(act.word, |n| sentence.extent(n).start.max(from).min(act.word));
    let apart = begin > from && is_comma(reading, sentence, begin - 1);
    let and = begin > from + 1 && words[begin - 1].upos == Upos::Cconj && act.subject.is_none_or(|n| n < from);
    (apart || and && matches!(words[act.word].xpos, "VBD" | "VBZ" | "VBP")).then(|| begin - 1)
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
    Some(0..act.word).filter(|run| last && is_clause(sentence, run)).into_iter().collect()
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
    let subject =
        words.clone().any(|w| matches!(sentence.words[w].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Expl | Rel::Csubj));
    subject
        && words.clone().any(|w| {
            is_finite(sentence, w) && (sentence.words[w].upos == Upos::Verb || sentence.child(w, &[Rel::Cop]).is_some())
        })
}

/// Whether some words are a clause by themselves: not "when they met" nor "a policy which, according to AFP".
fn is_whole(reading: &Reading<'_>, sentence: &Sentence, words: &Range<usize>) -> bool {
    let first = words.clone().find(|&w| sentence.words[w].upos != Upos::Punct);
    if first.is_some_and(|w| matches!(sentence.words[w].xpos, "VBN" | "VBG")) {
        return false;
    }
    let circumstance = first.is_some_and(|w| {
        sentence.words[w].upos == Upos::Sconj || ADVERBIAL.contains(&lower(reading, sentence, w).as_str())
    });
    let main =
        words.clone().any(|w| matches!(sentence.words[w].rel, Rel::Root | Rel::Ccomp | Rel::Conj | Rel::Parataxis));
    let tail = words.end.saturating_sub(9).max(words.start)..words.end;
    let open = tail.clone().any(|w| {
        let next = w + 1 < words.end && sentence.words[w + 1].upos == Upos::Punct;
        matches!(sentence.words[w].xpos, "WDT" | "WP") && (next || w + 1 == words.end)
    });
    is_clause(sentence, words) && !open && (!circumstance || main)
}

/// The end of a run without another attribution that closes it: "talks had failed, Reuters reported".
pub fn closed(reading: &Reading<'_>, sentence: &Sentence, act: &Act, acts: &[Act], run: Range<usize>) -> Range<usize> {
    let first = acts.partition_point(|a| (a.sentence, a.word) < (act.sentence, run.start));
    let inside = acts[first..].iter().take_while(|a| a.sentence == act.sentence && a.word < run.end);
    for other in inside.filter(|a| a.form == Form::Verb && a.word != act.word) {
        let Some(subject) = other.subject.filter(|n| run.contains(n)) else { continue };
        let begin = sentence.extent(subject).start.min(other.word);
        let apart = begin > run.start + 2 && is_comma(reading, sentence, begin - 1);
        let bare = sentence
            .child(other.word, &[Rel::Ccomp, Rel::Obj, Rel::Xcomp])
            .is_none_or(|c| c < other.word || Some(c) == other.subject);
        let end = end_of_attribution(reading, sentence, other.word.max(subject));
        if apart
            && bare
            && reading.quotation(sentence.words[other.word].span).is_none()
            && end.is_some_and(|e| e + 2 >= run.end)
        {
            return run.start..begin - 1;
        }
    }
    run
}

/// Whether a quotation or a colon comes right after a verb.
fn opens_quotation(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    if verb + 1 < sentence.words.len() && lower(reading, sentence, verb + 1) == ":" {
        return true;
    }
    let next =
        (verb + 1..(verb + 6).min(sentence.words.len())).find(|&w| reading.quotation(sentence.words[w].span).is_some());
    next.is_some()
}

fn last_comma(reading: &Reading<'_>, sentence: &Sentence, before: usize) -> usize {
    let floor = before.saturating_sub(14);
    (floor..before).rev().find(|&w| is_comma(reading, sentence, w)).map_or(0, |w| w + 1)
}

fn is_comma(reading: &Reading<'_>, sentence: &Sentence, w: usize) -> bool {
    sentence.words[w].upos == Upos::Punct && matches!(lower(reading, sentence, w).as_str(), "," | "–" | "—" | "--")
}
