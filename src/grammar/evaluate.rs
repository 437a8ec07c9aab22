//! Measures analyses against a treebank the way the `CoNLL` 2018 evaluation does.
//!
//! If the treebank has `Xi` as `obj` of `met` and the analysis as `obl`, that word counts for UAS but not for LAS.

use std::collections::BTreeMap;
use std::ops::Range;

use super::conllu::{self, GoldSentence};
use super::learn::names::outermost;
use super::{Name, Rel, Sentence};
use crate::text::Span;

/// Figures in percent (F1; with gold tokens, where both sides have the same words, plain accuracy).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    /// Written tokens found.
    pub tokens: f64,
    /// Sentences found.
    pub sentences: f64,
    /// Syntactic words found.
    pub words: f64,
    /// Universal parts of speech.
    pub upos: f64,
    /// Penn tags.
    pub xpos: f64,
    /// Dictionary forms.
    pub lemmas: f64,
    /// Heads.
    pub uas: f64,
    /// Heads and relations without their subtypes.
    pub las: f64,
    /// The same of content words alone.
    pub clas: f64,
}

/// A word of either side, with what is compared.
struct Compared<'a> {
    span: Span,
    upos: &'a str,
    xpos: &'a str,
    lemma: &'a str,
    /// Span of the head; empty for the root.
    head: Span,
    rel: Rel,
}

/// One side of a comparison.
struct Side<'a> {
    tokens: Vec<Span>,
    sentences: Vec<Span>,
    words: Vec<Compared<'a>>,
}

/// Compares analysed sentences of a text with the treebank's, whose text is as [`conllu::text_of`] makes it.
#[must_use]
pub fn compare(gold: &[GoldSentence], system: &[Sentence], text: &str) -> Scores {
    let (gold, system) = (gold_side(gold), system_side(system, text));
    let by_span: BTreeMap<Span, &Compared> = gold.words.iter().map(|word| (word.span, word)).collect();
    let pairs: Vec<(&Compared, &Compared)> =
        system.words.iter().filter_map(|word| by_span.get(&word.span).map(|gold| (*gold, word))).collect();
    let count = |same: &dyn Fn(&Compared, &Compared) -> bool| {
        f1(pairs.iter().filter(|(g, s)| same(g, s)).count(), gold.words.len(), system.words.len())
    };
    let attached = |g: &Compared, s: &Compared| g.head == s.head;
    let labelled = |g: &Compared, s: &Compared| attached(g, s) && g.rel.base() == s.rel.base();
    let content = |words: &[Compared]| words.iter().filter(|word| is_content(word.rel)).count();
    Scores {
        tokens: overlap(&gold.tokens, &system.tokens),
        sentences: overlap(&gold.sentences, &system.sentences),
        words: count(&|_, _| true),
        upos: count(&|g, s| g.upos == s.upos),
        xpos: count(&|g, s| g.xpos == s.xpos),
        lemmas: count(&|g, s| g.lemma == "_" || g.lemma == s.lemma),
        uas: count(&attached),
        las: count(&labelled),
        clas: f1(
            pairs.iter().filter(|(g, s)| is_content(g.rel) && labelled(g, s)).count(),
            content(&gold.words),
            content(&system.words),
        ),
    }
}

/// Whether words of a relation count for CLAS.
fn is_content(rel: Rel) -> bool {
    !matches!(rel.base(), "aux" | "case" | "cc" | "clf" | "cop" | "det" | "mark" | "punct")
}

fn gold_side(sentences: &[GoldSentence]) -> Side<'_> {
    let (_, raw) = conllu::text_of(sentences);
    let mut side = Side { tokens: Vec::new(), sentences: Vec::new(), words: Vec::new() };
    for (sentence, raw) in sentences.iter().zip(&raw) {
        side.sentences.push(raw.span);
        side.tokens.extend(merged(&raw.tokens, &sentence.contractions));
        side.words.extend(sentence.words.iter().zip(&raw.tokens).map(|(word, &span)| Compared {
            span,
            upos: word.upos.name(),
            xpos: &word.xpos,
            lemma: &word.lemma,
            head: word.head.map_or(Span::default(), |head| raw.tokens[head]),
            rel: word.rel,
        }));
    }
    side
}

fn system_side<'a>(sentences: &'a [Sentence], text: &str) -> Side<'a> {
    let mut side = Side { tokens: Vec::new(), sentences: Vec::new(), words: Vec::new() };
    for sentence in sentences {
        let spans: Vec<Span> = sentence.words.iter().map(|word| word.span).collect();
        let ends = spans.first().zip(spans.last());
        side.sentences.extend(ends.map(|(first, last)| Span { start: first.start, end: last.end }));
        side.tokens.extend(merged(&spans, &conllu::contractions(sentence, text)));
        side.words.extend(sentence.words.iter().map(|word| Compared {
            span: word.span,
            upos: word.upos.name(),
            xpos: word.xpos,
            lemma: &word.lemma,
            head: match word.head {
                Some(head) => spans[head],
                None if sentence.parsed => Span::default(),
                None => Span { start: usize::MAX, end: usize::MAX },
            },
            rel: word.rel,
        }));
    }
    side
}

/// The written tokens: words with those of a contraction merged.
fn merged(words: &[Span], contractions: &[Range<usize>]) -> Vec<Span> {
    let mut tokens = Vec::with_capacity(words.len());
    let mut ranges = contractions.iter().peekable();
    let mut next = 0;
    while next < words.len() {
        let end = ranges.next_if(|range| range.start == next).map_or(next + 1, |range| range.end.min(words.len()));
        tokens.push(Span { start: words[next].start, end: words[end - 1].end });
        next = end;
    }
    tokens
}

/// F1 of spans found.
fn overlap(gold: &[Span], system: &[Span]) -> f64 {
    let known: std::collections::BTreeSet<&Span> = gold.iter().collect();
    f1(system.iter().filter(|span| known.contains(span)).count(), gold.len(), system.len())
}

/// F1 in percent.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "no treebank has 2^52 words")]
pub fn f1(right: usize, gold: usize, system: usize) -> f64 {
    if gold + system == 0 { 0.0 } else { 200.0 * right as f64 / (gold + system) as f64 }
}

/// F1 in percent of the outermost persons, organizations and places that proper nouns head, with their exact words
/// and kind; `None` for a treebank that marks no entities. `system` are the treebank's sentences analysed.
#[must_use]
pub fn compare_names(gold: &[GoldSentence], system: &[Sentence]) -> Option<f64> {
    let (mut right, mut wanted, mut found) = (0, 0, 0);
    for (gold, system) in gold.iter().zip(system) {
        let gold = outermost(gold);
        let system = &system.mentions;
        (wanted, found) = (wanted + gold.len(), found + system.len());
        let same = |name: &&Name| gold.iter().any(|g| g.words == name.words && g.kind == name.kind);
        right += system.iter().filter(same).count();
    }
    (wanted > 0).then(|| f1(right, wanted, found))
}
