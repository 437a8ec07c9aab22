//! Learns to find names from treebanks that mark entities in their last column, as GUM does.
//!
//! `Entity=(6-person-…` opens a mention of a person, `Entity=6)` closes it.

use std::ops::Range;

use super::{Amount, Shuffle};
use crate::grammar::conllu::{GoldSentence, penn_of, text_of};
use crate::grammar::names::{KINDS, best, features, heads};
use crate::grammar::tokens::{Lexicon, Token};
use crate::grammar::weights::Learner;
use crate::grammar::{NameKind, Sentence, Upos, Word};

/// A mention of an entity in a treebank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its words.
    pub words: Range<usize>,
    /// The word whose head lies outside.
    pub head: usize,
    /// What it names, if it is a name.
    pub kind: NameKind,
}

/// A candidate to learn from: its features and the index of its kind.
pub struct Example {
    features: Vec<u64>,
    kind: usize,
}

/// The mentions that a sentence marks, outer before inner.
#[must_use]
pub fn entities(sentence: &GoldSentence) -> Vec<Entity> {
    let mut open: Vec<(&str, &str, usize)> = Vec::new();
    let mut spans: Vec<(Range<usize>, &str)> = Vec::new();
    for (i, word) in sentence.words.iter().enumerate() {
        let Some(marks) = word.misc.split('|').find_map(|part| part.strip_prefix("Entity=")) else { continue };
        for mark in marks.split_inclusive(')').flat_map(|part| part.split('(').filter(|m| !m.is_empty())) {
            let (name, closes) = mark.strip_suffix(')').map_or((mark, false), |name| (name, true));
            let mut parts = name.splitn(3, '-');
            let (id, kind) = (parts.next().unwrap_or(""), parts.next());
            if let Some(kind) = kind {
                open.push((id, kind, i));
            }
            if closes && let Some(at) = open.iter().rposition(|(other, ..)| *other == id) {
                let (_, kind, start) = open.remove(at);
                spans.push((start..i + 1, kind));
            }
        }
    }
    let head = |words: &Range<usize>| {
        words.clone().find(|&w| sentence.words[w].head.is_none_or(|head| !words.contains(&head)))
    };
    let mut found: Vec<Entity> = spans
        .into_iter()
        .filter_map(|(words, kind)| head(&words).map(|head| Entity { words, head, kind: kind_of(kind) }))
        .collect();
    found.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then(a.words.start.cmp(&b.words.start)));
    found
}

fn kind_of(name: &str) -> NameKind {
    match name {
        "person" => NameKind::Person,
        "organization" => NameKind::Organization,
        "place" => NameKind::Place,
        "event" => NameKind::Event,
        _ => NameKind::Other,
    }
}

/// The outermost mentions of persons, organizations and places that proper nouns head.
#[must_use]
pub fn outermost(sentence: &GoldSentence) -> Vec<Entity> {
    let mut kept: Vec<Entity> = Vec::new();
    for entity in entities(sentence) {
        let proper = sentence.words[entity.head].upos == Upos::Propn;
        let named = matches!(entity.kind, NameKind::Person | NameKind::Organization | NameKind::Place);
        let inside = |k: &Entity| k.words.start <= entity.words.start && entity.words.end <= k.words.end;
        if proper && named && !kept.iter().any(inside) {
            kept.push(entity);
        }
    }
    kept
}

/// The gold sentences as analysed ones.
#[must_use]
pub fn as_analysed(gold: &[GoldSentence]) -> (String, Vec<Sentence>) {
    let (text, raw) = text_of(gold);
    let analysed = gold.iter().zip(raw).map(|(sentence, raw)| {
        let word = |(word, span): (&crate::grammar::conllu::GoldWord, _)| Word {
            span,
            lemma: word.lemma.clone(),
            upos: word.upos,
            xpos: penn_of(word),
            head: word.head,
            rel: word.rel,
        };
        let words = sentence.words.iter().zip(raw.tokens.iter().copied()).map(word).collect();
        Sentence::new(raw.span, raw.paragraph, words, Vec::new(), true)
    });
    let analysed = analysed.collect();
    (text, analysed)
}

/// The candidates of sentences of documents that mark entities. `analysed` are the same sentences with their trees.
#[must_use]
pub fn examples(gold: &[GoldSentence], analysed: &[Sentence], text: &str, lexicon: &Lexicon) -> Vec<Example> {
    let mut examples = Vec::new();
    for (gold, sentence) in gold.iter().zip(analysed) {
        let entities = entities(gold);
        let tokens: Vec<Token> = lexicon.tokens(gold.words.iter().map(|word| &*word.form));
        for head in heads(sentence) {
            let entity = entities.iter().find(|entity| entity.head == head);
            let kind =
                KINDS.iter().position(|&kind| kind == entity.map(|entity| entity.kind)).unwrap_or(KINDS.len() - 1);
            let mut found = Vec::new();
            features(sentence, &tokens, text, head, &mut found);
            examples.push(Example { features: found, kind });
        }
    }
    examples
}

/// The sentences of documents that mark entities.
#[must_use]
pub fn marked(sentences: &[GoldSentence]) -> Vec<GoldSentence> {
    let documents = sentences.chunk_by(|_, next| !next.starts_document);
    let marks =
        |document: &&[GoldSentence]| document.iter().flat_map(|s| &s.words).any(|word| word.misc.contains("Entity=("));
    documents.filter(marks).flatten().cloned().collect()
}

/// Learns what candidates name.
#[must_use]
pub fn learn(examples: &[Example], amount: Amount) -> Learner {
    let mut learner = Learner::new(amount.bits);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffle = Shuffle::new(4);
    for epoch in 0..amount.epochs {
        amount.restrict(&mut learner, epoch);
        shuffle.shuffle(&mut order);
        for &i in &order {
            let Example { features, kind } = &examples[i];
            let guess = best(&learner, features);
            if guess != *kind {
                for &feature in features {
                    learner.change(feature, *kind, 1.0);
                    learner.change(feature, guess, -1.0);
                }
            }
            learner.tick();
        }
    }
    learner.averaged()
}
