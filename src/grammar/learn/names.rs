//! Learns to find names from treebanks that mark entities in their last column, as GUM does.
//!
//! `Entity=(6-person-…` opens a mention of a person, `Entity=6)` closes it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Amount;
use super::weighing::{Plan, learn};
use crate::grammar::conllu::{GoldSentence, penn_of, text_of};
use crate::grammar::namefacts::{self, Document};
use crate::grammar::names::{KINDS, Scene, best, features, heads};
use crate::grammar::namespans::{self, Candidate, MENTIONED};
use crate::grammar::tokens::{Lexicon, Token};
use crate::grammar::weights::{LANES, Learner, Weights};
use crate::grammar::{NameKind, Sentence, Upos, Word};
use crate::ontology::Ontology;

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

/// A sentence to learn from.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// How many words it has.
    pub(super) length: usize,
    /// Features of the words that are asked, and the index of what they name if they are asked for that.
    pub(super) heads: Vec<Head>,
    /// What may be a mention.
    pub(super) candidates: Vec<Candidate>,
    /// For each candidate the number of its head in `heads` and its own features.
    pub(super) spans: Vec<(usize, Vec<u64>)>,
    /// For each candidate the kind of mention it is, if it is one.
    pub(super) gold: Vec<Option<usize>>,
    /// How much it counts.
    pub(super) weight: f32,
}

/// A word that is asked.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Its index.
    pub(super) word: usize,
    /// Hashes of what is seen of it.
    pub(super) features: Vec<u64>,
    /// The index of what it names; `None` if it is asked for mentions alone.
    pub(super) kind: Option<usize>,
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

/// What a sentence mentions, as a treebank marks it or a teacher says.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// What words head.
    kinds: Vec<(usize, NameKind)>,
    /// The longest mentions by name.
    mentions: Vec<(Range<usize>, NameKind)>,
    /// How much it counts.
    weight: f32,
}

impl Marks {
    /// What a treebank marks.
    #[must_use]
    pub fn of(sentence: &GoldSentence) -> Self {
        let kinds = entities(sentence).into_iter().map(|e| (e.head, e.kind)).collect();
        let mentions = outermost(sentence).into_iter().map(|e| (e.words, e.kind)).collect();
        Self { kinds, mentions, weight: 1.0 }
    }

    /// What a teacher says of an example.
    #[must_use]
    pub fn taught(teacher: &Learner, example: &Example, weight: f32) -> Self {
        let (of_heads, scores) = scores(teacher, example, 0.0);
        let kinds = example.heads.iter().zip(&of_heads).filter_map(|(head, scores)| {
            let kind = KINDS[best(scores)]?;
            head.kind.map(|_| (head.word, kind))
        });
        let kinds = kinds.collect();
        let mentions = namespans::choose(example.length, &example.candidates, &scores);
        Self { kinds, mentions: mentions.into_iter().map(|name| (name.words, name.kind)).collect(), weight }
    }
}

/// The examples of sentences in documents: `analysed` are the same sentences with their trees.
#[must_use]
pub fn examples(
    gold: &[GoldSentence],
    analysed: &[Sentence],
    text: &str,
    lexicon: &Lexicon,
    ontology: &Ontology,
) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut analysed = analysed.iter();
    for document in gold.chunk_by(|_, next| !next.starts_document) {
        let words = |s: &GoldSentence| lexicon.tokens(s.words.iter().map(|word| &*word.form));
        let all: Vec<Vec<Token>> = document.iter().map(words).collect();
        let around = Document::new(&all);
        for (number, tokens) in all.iter().enumerate() {
            let Some(sentence) = analysed.next() else { break };
            let known = &namefacts::known_words(ontology, sentence, tokens, text);
            examples.push(example(&Scene { known, sentence, tokens, text, document: &around, number, ontology }));
        }
    }
    examples
}

fn example(scene: &Scene<'_>) -> Example {
    let mut example = Example { length: scene.tokens.len(), weight: 1.0, ..Example::default() };
    let mut found = Vec::new();
    let mut number_of: BTreeMap<usize, usize> = BTreeMap::new();
    for word in heads(scene.sentence) {
        features(scene, word, &mut found);
        number_of.insert(word, example.heads.len());
        example.heads.push(Head { word, features: found.clone(), kind: Some(KINDS.len() - 1) });
    }
    for candidate in namespans::candidates(scene.sentence, scene.tokens) {
        let word = candidate.head;
        let number = *number_of.entry(word).or_insert_with(|| {
            features(scene, word, &mut found);
            example.heads.push(Head { word, features: found.clone(), kind: None });
            example.heads.len() - 1
        });
        namespans::features(scene, &candidate, &mut found);
        example.spans.push((number, found.clone()));
        example.candidates.push(candidate);
    }
    example.gold = vec![None; example.candidates.len()];
    example
}

impl Example {
    /// The same with what it mentions.
    #[must_use]
    pub fn marked(mut self, marks: &Marks) -> Self {
        self.weight = marks.weight;
        for head in self.heads.iter_mut().filter(|head| head.kind.is_some()) {
            let entity = marks.kinds.iter().find(|(word, _)| *word == head.word);
            head.kind = KINDS.iter().position(|&kind| kind == entity.map(|(_, kind)| *kind));
        }
        for (candidate, gold) in self.candidates.iter().zip(&mut self.gold) {
            let mention = marks.mentions.iter().find(|(words, _)| *words == candidate.words);
            *gold = mention.and_then(|(_, mentioned)| MENTIONED.iter().position(|kind| kind == mentioned));
        }
        self
    }
}

/// The scores of the words that are asked, and those of the candidates by kind, less the handicap.
pub(super) fn scores<W: Weights<Score = f32>>(
    weights: &W,
    example: &Example,
    handicap: f32,
) -> (Vec<[f32; LANES]>, Vec<[f32; MENTIONED.len()]>) {
    let of_heads: Vec<[f32; LANES]> = example.heads.iter().map(|h| namespans::score(weights, &h.features)).collect();
    let sums = |(number, features): &(usize, Vec<u64>)| {
        let (own, head) = (namespans::sums(&namespans::score(weights, features)), namespans::sums(&of_heads[*number]));
        std::array::from_fn(|kind| own[kind] + head[kind] - handicap)
    };
    let of_spans = example.spans.iter().map(sums).collect();
    (of_heads, of_spans)
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

/// What names are learnt from: sentences with trees as they will be met. Where a treebank marks no names, a teacher
/// marks them who has learnt from the treebanks' own trees and sees these; `trees` are the own and the unseen.
#[must_use]
pub fn prepared(
    sentences: &[GoldSentence],
    trees: [&[Sentence]; 2],
    text: &str,
    lexicon: &Lexicon,
    amount: Amount,
) -> Vec<Example> {
    let marked = marked(sentences);
    let [own, unseen] = trees.map(|trees| examples(sentences, trees, text, lexicon, Ontology::built_in()));
    let of_gold = |(i, example): (usize, &Example)| example.clone().marked(&Marks::of(&sentences[i]));
    let seen: Vec<Example> = own.iter().enumerate().filter(|(i, _)| marked[*i]).map(of_gold).collect();
    let teacher = learn(&seen, amount, Plan::default());
    let marks = |i: usize| {
        if marked[i] { Marks::of(&sentences[i]) } else { Marks::taught(&teacher, &own[i], TAUGHT) }
    };
    unseen.into_iter().enumerate().map(|(i, example)| example.marked(&marks(i))).collect()
}

/// How much a sentence counts whose names a teacher has marked.
const TAUGHT: f32 = 0.5;
