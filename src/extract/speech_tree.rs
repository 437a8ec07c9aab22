//! What the files on speech and modality ask of trees.
//!
//! "that it would attack" → a finite clause with the mark "that".

use std::ops::Range;

use super::Reading;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Element, Pattern};

/// A word in lower case.
pub fn lower(reading: &Reading<'_>, sentence: &Sentence, word: usize) -> String {
    sentence.words[word].span.of(&reading.article.text).to_lowercase()
}

/// Whether a phrase has one of these prepositions.
pub fn cased(reading: &Reading<'_>, sentence: &Sentence, word: usize, prepositions: &[&str]) -> bool {
    sentence.children_by(word, Rel::Case).any(|c| prepositions.contains(&lower(reading, sentence, c).as_str()))
}

/// Whether a clause has one of these conjunctions at its head.
pub fn marked(reading: &Reading<'_>, sentence: &Sentence, word: usize, marks: &[&str]) -> bool {
    sentence
        .children(word)
        .filter(|&c| matches!(sentence.words[c].rel, Rel::Mark | Rel::Advmod | Rel::Case))
        .any(|c| c < word && marks.contains(&lower(reading, sentence, c).as_str()))
}

/// Whether the other words of a pattern stand beside its head: among its dependents, those of its
/// dependents, and those of the word `below` that is asked about.
pub fn has_pattern(sentence: &Sentence, head: usize, below: Option<usize>, pattern: &Pattern) -> bool {
    let is = |w: usize, words: &[Box<str>]| words.contains(&sentence.words[w].lemma);
    pattern.elements.iter().enumerate().all(|(i, element)| {
        let Element::Words(words) = element else { return true };
        if i == pattern.head {
            return true;
        }
        let near = |c: usize| {
            is(c, words) || i > pattern.head && sentence.children(c).any(|g| is(g, words) && close(sentence, head, g))
        };
        sentence.children(head).any(|c| c != below.unwrap_or(usize::MAX) && near(c))
            || below.is_some_and(|b| {
                let small = |g: usize| {
                    let rel = sentence.words[g].rel;
                    matches!(
                        rel,
                        Rel::Case | Rel::Mark | Rel::Advmod | Rel::CompoundPrt | Rel::Det | Rel::Amod | Rel::Cop
                    )
                };
                is(b, words) || sentence.children(b).any(|g| small(g) && is(g, words))
            })
    })
}

/// Whether a pattern of "be" asks for just this predicate: "be clear".
pub fn predicates(pattern: &Pattern, predicate: &str) -> bool {
    let mut others =
        pattern.elements.iter().enumerate().filter(|(i, _)| *i != pattern.head).filter_map(|(_, e)| match e {
            Element::Words(words) => Some(words),
            Element::Slot(..) | Element::Near(_) => None,
        });
    others.next().is_some_and(|words| words.iter().any(|w| **w == *predicate)) && others.next().is_none()
}

/// Whether a word is near enough to another to be of one expression with it.
fn close(sentence: &Sentence, a: usize, b: usize) -> bool {
    a.abs_diff(b) <= 6 && a < sentence.words.len()
}

/// Whether the head of a clause is a finite verb or has a finite auxiliary or copula, and no "to".
pub fn is_finite(sentence: &Sentence, word: usize) -> bool {
    let words = &sentence.words;
    let finite = |w: usize| matches!(words[w].xpos, "VBD" | "VBZ" | "VBP" | "MD");
    let helper = |c: usize| matches!(words[c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop) && finite(c);
    if sentence.children(word).any(helper) {
        return true;
    }
    let to = |c: usize| words[c].xpos == "TO" && matches!(words[c].rel, Rel::Mark | Rel::Aux);
    if sentence.children(word).any(to) || words[word].upos != Upos::Verb {
        return words[word].upos == Upos::Aux && finite(word);
    }
    let subject =
        |c: usize| matches!(words[c].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Csubj | Rel::NsubjOuter | Rel::Expl);
    // "demanded that it withdraw": the bare verb with a subject; a participle may be mistaken for one.
    let bare = words[word].xpos == "VB" || words[word].xpos == "VBN" && sentence.child(word, &[Rel::Aux]).is_none();
    finite(word) || bare && sentence.children(word).any(subject)
}

/// The words under `head` without those under any of `without`, as runs; punctuation does not part a run.
pub fn runs(sentence: &Sentence, head: usize, without: &[usize]) -> Vec<Range<usize>> {
    let n = sentence.words.len();
    let mut inside = vec![false; n];
    let mut open = vec![head];
    while let Some(w) = open.pop() {
        if inside[w] || without.contains(&w) {
            continue;
        }
        inside[w] = true;
        open.extend(sentence.children(w));
    }
    let mut outside = vec![false; n];
    for &w in without {
        outside[sentence.extent(w)].iter_mut().for_each(|o| *o = true);
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for w in (0..n).filter(|&w| inside[w] && (!outside[w] || w == head)) {
        match runs.last_mut() {
            Some(run) if (run.end..w).all(|p| sentence.words[p].upos == Upos::Punct && !outside[p]) => run.end = w + 1,
            _ => runs.push(w..w + 1),
        }
    }
    runs
}

/// The nearest word above (or the word itself) that heads a clause.
pub fn clause_of(sentence: &Sentence, word: usize) -> usize {
    let mut at = word;
    for _ in 0..sentence.words.len() {
        let w = &sentence.words[at];
        let clause = matches!(
            w.rel,
            Rel::Root
                | Rel::Ccomp
                | Rel::Xcomp
                | Rel::Advcl
                | Rel::AdvclRelcl
                | Rel::AclRelcl
                | Rel::Acl
                | Rel::Parataxis
                | Rel::Csubj
                | Rel::CsubjPass
                | Rel::CsubjOuter
        ) || w.rel == Rel::Conj && (w.upos == Upos::Verb || sentence.child(at, &[Rel::Cop]).is_some());
        match w.head {
            Some(head) if !clause => at = head,
            _ => break,
        }
    }
    at
}

/// "Reuters quoted an aide as saying": the verb by which someone relays what another says.
pub fn relay(sentence: &Sentence, verb: usize) -> Option<usize> {
    let as_saying = sentence.children_by(verb, Rel::Mark).any(|m| &*sentence.words[m].lemma == "as");
    let above = sentence.words[verb].head.filter(|_| sentence.words[verb].rel == Rel::Advcl && as_saying)?;
    matches!(&*sentence.words[above].lemma, "quote" | "cite").then_some(above)
}
