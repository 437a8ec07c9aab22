//! Reads what treebanks say of names, those that mark entities in their last column, as GUM does.
//!
//! `Entity=(6-person-…` opens a mention of a person, `Entity=6)` closes it.

use std::ops::Range;

use crate::grammar::conllu::GoldSentence;
use crate::grammar::{NameKind, Upos};

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

/// Whether each sentence belongs to a document that marks entities.
#[must_use]
pub fn marked(sentences: &[GoldSentence]) -> Vec<bool> {
    let mut marked = Vec::with_capacity(sentences.len());
    for document in sentences.chunk_by(|_, next| !next.starts_document) {
        let any = document.iter().flat_map(|s| &s.words).any(|word| word.misc.contains("Entity=("));
        marked.resize(marked.len() + document.len(), any);
    }
    marked
}
