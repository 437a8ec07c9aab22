//! The words of reported speech: content clauses without "that" and without who says so.
//!
//! "The minister said on Monday that talks had failed, according to Reuters" → "talks had failed".

use std::ops::Range;

use super::Reading;
use super::speech_acts::{Act, Form};
use super::speech_tree::{clause_of, is_finite, lower, marked, runs};
use crate::grammar::{Rel, Sentence, Upos};
use crate::text::Span;

/// The clauses that an act reports, as bytes; nothing where it reports none.
pub fn content(reading: &Reading<'_>, act: &Act, acts: &[Act]) -> Vec<Span> {
    let sentence = &reading.sentences[act.sentence];
    if !sentence.parsed {
        return Vec::new();
    }
    let Some((clause, own)) = clause(reading, sentence, act) else { return Vec::new() };
    let without = attributions(sentence, act, acts, clause, own);
    runs(sentence, clause, &without)
        .into_iter()
        .map(|run| trimmed(reading, sentence, run))
        .filter(|run| has_substance(sentence, run))
        .map(|run| sentence.span_of(run))
        .collect()
}

/// The head of what is reported, and the head of the phrase of attribution inside it, if it lies there.
fn clause(reading: &Reading<'_>, sentence: &Sentence, act: &Act) -> Option<(usize, Option<usize>)> {
    let words = &sentence.words;
    match act.form {
        Form::According => {
            let source = act.subject?;
            let hung = if words[act.word].head == Some(source) { source } else { act.word };
            let head = words[hung].head?;
            Some((clause_of(sentence, head), Some(hung)))
        }
        Form::Noun => sentence
            .children(act.word)
            .find(|&c| {
                matches!(words[c].rel, Rel::Acl | Rel::Ccomp) && is_finite(sentence, c) && marked(reading, sentence, c, &["that"])
            })
            .map(|c| (c, None)),
        Form::Verb => {
            if let Some(c) = complement(reading, sentence, act.word) {
                return Some((c, None));
            }
            let (head, rel) = (words[act.word].head?, words[act.word].rel);
            let aside = rel == Rel::Parataxis && sentence.child(act.word, &[Rel::Nsubj]).is_some();
            let as_put = rel == Rel::Advcl && marked(reading, sentence, act.word, &["as"]) && ends_before_object(sentence, act.word);
            let content = is_finite(sentence, head) || !words[head].is_nominal() || sentence.child(head, &[Rel::Nsubj]).is_some();
            (content && (aside || as_put)).then_some((head, Some(act.word)))
        }
    }
}

/// "As the minister put it", "as officials say": nothing else is said there.
fn ends_before_object(sentence: &Sentence, verb: usize) -> bool {
    sentence.children(verb).all(|c| {
        !matches!(sentence.words[c].rel, Rel::Obj | Rel::Ccomp | Rel::Xcomp) || sentence.words[c].upos == Upos::Pron
    })
}

/// The finite clause that a verb of speech governs.
pub fn complement(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let fits = |&c: &usize| {
        let rel = words[c].rel;
        let clausal = rel == Rel::Ccomp || matches!(rel, Rel::Csubj | Rel::CsubjPass) && sentence.child(verb, &[Rel::Expl]).is_some();
        let quoted = rel == Rel::Parataxis && c > verb && preceded_by_colon(reading, sentence, c, verb);
        (clausal || quoted) && is_finite(sentence, c)
    };
    sentence.children(verb).find(fits).or_else(|| {
        // "made it clear that": the clause may hang on the adjective.
        let clear = sentence.children_by(verb, Rel::Xcomp).filter(|&x| words[x].upos == Upos::Adj);
        clear.flat_map(|x| sentence.children(x)).find(|&c| {
            matches!(words[c].rel, Rel::Ccomp | Rel::Csubj) && is_finite(sentence, c)
        })
    })
}

fn preceded_by_colon(reading: &Reading<'_>, sentence: &Sentence, clause: usize, verb: usize) -> bool {
    let start = sentence.extent(clause).start;
    (verb..clause).any(|w| w <= start + 1 && lower(reading, sentence, w) == ":")
}

/// Heads of all phrases of attribution inside a clause: they are not part of what is said.
fn attributions(sentence: &Sentence, act: &Act, acts: &[Act], clause: usize, own: Option<usize>) -> Vec<usize> {
    let mut all: Vec<usize> = own.into_iter().collect();
    let first = acts.partition_point(|a| a.sentence < act.sentence);
    for other in acts[first..].iter().take_while(|a| a.sentence == act.sentence) {
        let head = match other.form {
            Form::According => other.subject.filter(|&n| sentence.words[other.word].head == Some(n)).unwrap_or(other.word),
            Form::Verb => other.word,
            Form::Noun => continue,
        };
        let rel = sentence.words[head].rel;
        let aside = other.form == Form::According
            || rel == Rel::Parataxis && sentence.child(head, &[Rel::Ccomp]).is_none()
            || rel == Rel::Advcl && sentence.words[head].xpos == "VBG" && head > clause;
        if aside && head != clause && other.word != act.word && sentence.is_under(head, clause) {
            all.push(head);
        }
    }
    if own.is_none() && act.word != clause && sentence.is_under(act.word, clause) {
        all.push(act.word);
    }
    all
}

/// Without the conjunction, commas and such around it.
fn trimmed(reading: &Reading<'_>, sentence: &Sentence, mut run: Range<usize>) -> Range<usize> {
    let idle = |w: usize| sentence.words[w].upos == Upos::Punct && !is_bracket(reading, sentence, w);
    while run.start < run.end {
        let w = run.start;
        let that = sentence.words[w].rel == Rel::Mark && lower(reading, sentence, w) == "that";
        let and = sentence.words[w].rel == Rel::Cc;
        if !idle(w) && !that && !and {
            break;
        }
        run.start += 1;
    }
    while run.start < run.end && idle(run.end - 1) {
        run.end -= 1;
    }
    run
}

fn is_bracket(reading: &Reading<'_>, sentence: &Sentence, w: usize) -> bool {
    matches!(lower(reading, sentence, w).as_str(), "(" | ")" | "[" | "]" | "“" | "”" | "\"")
}

/// Whether a run says anything.
fn has_substance(sentence: &Sentence, run: &Range<usize>) -> bool {
    let tells = |w: &crate::grammar::Word| matches!(w.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Pron | Upos::Num);
    sentence.words[run.clone()].iter().any(tells)
}
