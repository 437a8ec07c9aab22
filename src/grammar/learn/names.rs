//! Learns to find names from treebanks that mark entities in their last column, as GUM does.
//!
//! `Entity=(6-person-…` opens a mention of a person, `Entity=6)` closes it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Amount, Shuffle};
use crate::grammar::conllu::{GoldSentence, penn_of, text_of};
use crate::grammar::namefacts::Document;
use crate::grammar::names::{KINDS, Scene, features, heads};
use crate::grammar::namespans::{self, ANY, Candidate, MENTIONED};
use crate::grammar::tokens::{Lexicon, Token};
use crate::grammar::weights::{LANES, Learner, Weights, block};
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
    length: usize,
    /// Features of the words that are asked, and the index of what they name if they are asked for that.
    heads: Vec<(Vec<u64>, Option<usize>)>,
    /// What may be a mention.
    candidates: Vec<Candidate>,
    /// For each candidate the number of its head in `heads` and its own features.
    spans: Vec<(usize, Vec<u64>)>,
    /// For each candidate the kind of mention it is, if it is one.
    gold: Vec<Option<usize>>,
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

/// The examples of sentences of documents that mark entities. `analysed` are the same sentences with their trees.
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
        for (number, (gold, tokens)) in document.iter().zip(&all).enumerate() {
            let Some(sentence) = analysed.next() else { break };
            let scene = Scene { sentence, tokens, text, document: &around, number, ontology };
            examples.push(example(&scene, gold));
        }
    }
    examples
}

fn example(scene: &Scene<'_>, gold: &GoldSentence) -> Example {
    let entities = entities(gold);
    let wanted = outermost(gold);
    let mut example = Example { length: gold.words.len(), ..Example::default() };
    let mut found = Vec::new();
    let mut number_of: BTreeMap<usize, usize> = BTreeMap::new();
    for head in heads(scene.sentence) {
        let entity = entities.iter().find(|entity| entity.head == head);
        let kind = KINDS.iter().position(|&kind| kind == entity.map(|e| e.kind)).unwrap_or(KINDS.len() - 1);
        features(scene, head, &mut found);
        number_of.insert(head, example.heads.len());
        example.heads.push((found.clone(), Some(kind)));
    }
    for candidate in namespans::candidates(scene.sentence, scene.tokens) {
        let number = *number_of.entry(candidate.head).or_insert_with(|| {
            features(scene, candidate.head, &mut found);
            example.heads.push((found.clone(), None));
            example.heads.len() - 1
        });
        namespans::features(scene.sentence, scene.tokens, &candidate, &mut found);
        let entity = wanted.iter().find(|e| e.words == candidate.words);
        example.gold.push(entity.and_then(|e| MENTIONED.iter().position(|&kind| kind == e.kind)));
        example.spans.push((number, found.clone()));
        example.candidates.push(candidate);
    }
    example
}

/// The sentences of documents that mark entities, by number.
#[must_use]
pub fn marked(sentences: &[GoldSentence]) -> Vec<usize> {
    let (mut marked, mut start) = (Vec::new(), 0);
    for document in sentences.chunk_by(|_, next| !next.starts_document) {
        if document.iter().flat_map(|s| &s.words).any(|word| word.misc.contains("Entity=(")) {
            marked.extend(start..start + document.len());
        }
        start += document.len();
    }
    marked
}

/// Weights of a log-linear model, learnt with steps that shrink where much has been learnt.
struct Weighing {
    mask: usize,
    weights: Vec<[f32; LANES]>,
    squares: Vec<[f32; LANES]>,
    chosen: Vec<bool>,
    rate: f32,
}

impl Weights for Weighing {
    type Score = f32;

    fn add(&self, hash: u64, scores: &mut [[f32; LANES]]) {
        for (sum, weight) in scores[0].iter_mut().zip(&self.weights[block(hash, self.mask)]) {
            *sum += weight;
        }
    }
}

impl Weighing {
    fn new(bits: u32, rate: f32) -> Self {
        let zeros = vec![[0.0; LANES]; (1 << bits) + 16];
        Self { mask: (1 << bits) - 1, weights: zeros.clone(), squares: zeros, chosen: Vec::new(), rate }
    }

    /// Moves the weights of features against an error by class.
    fn step(&mut self, features: &[u64], error: &[f32; LANES]) {
        if error.iter().all(|e| e.abs() < 0.001) {
            return;
        }
        for &feature in features {
            let at = block(feature, self.mask);
            if self.chosen.get(at) == Some(&false) {
                continue;
            }
            for lane in 0..LANES {
                if error[lane] != 0.0 {
                    let square = &mut self.squares[at][lane];
                    *square += error[lane] * error[lane];
                    self.weights[at][lane] -= self.rate * error[lane] / (square.sqrt() + 0.5);
                }
            }
        }
    }

    /// Shrinks all weights.
    fn shrink(&mut self, by: f32) {
        self.weights.iter_mut().flatten().for_each(|w| *w *= by);
    }

    /// Learns on with the `limit` blocks of the largest weights alone.
    fn restrict(&mut self, limit: usize) {
        let size = |block: &[f32; LANES]| block.iter().map(|w| w * w).sum::<f32>();
        let sizes: Vec<f32> = self.weights.iter().map(size).collect();
        let mut sorted = sizes.clone();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let least = sorted.get(limit).copied().unwrap_or(0.0);
        self.chosen = sizes.iter().map(|&size| size > least).collect();
        for (at, _) in self.chosen.iter().enumerate().filter(|(_, chosen)| !**chosen) {
            self.weights[at] = [0.0; LANES];
        }
    }
}

/// How the name finder is learnt.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Size of the steps.
    pub rate: f32,
    /// What is left of the weights after each pass.
    pub keep: f32,
    /// Of a thousand features, how many are hidden at random in each pass.
    pub hidden: usize,
    /// How much more a mention must score while learning than it will have to.
    pub handicap: f32,
}

impl Default for Plan {
    fn default() -> Self {
        Self { rate: 0.07, keep: 0.95, hidden: 250, handicap: 0.5 }
    }
}

/// Learns what candidates name, and which words are mentions.
#[must_use]
pub fn learn(examples: &[Example], amount: Amount, plan: Plan) -> Learner {
    let mut weighing = Weighing::new(amount.bits, plan.rate);
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| !examples[i].heads.is_empty()).collect();
    let mut shuffle = Shuffle::new(4);
    for epoch in 0..amount.epochs {
        if epoch > 0 && epoch == amount.epochs / 2 {
            weighing.restrict(amount.kept);
        }
        shuffle.shuffle(&mut order);
        for &i in &order {
            let hidden = hide(&examples[i], plan.hidden, &mut shuffle);
            sentence(&mut weighing, hidden.as_ref().unwrap_or(&examples[i]), plan.handicap);
        }
        weighing.shrink(plan.keep);
    }
    Learner::of(weighing.weights)
}

/// An example without some of its features.
fn hide(example: &Example, hidden: usize, shuffle: &mut Shuffle) -> Option<Example> {
    (hidden > 0).then(|| {
        let mut example = example.clone();
        let mut seen = |_: &u64| shuffle.below(1000) >= hidden;
        example.heads.iter_mut().for_each(|(features, _)| features.retain(&mut seen));
        example.spans.iter_mut().for_each(|(_, features)| features.retain(&mut seen));
        example
    })
}

/// Learns from a sentence.
fn sentence(weighing: &mut Weighing, example: &Example, handicap: f32) {
    let of_heads: Vec<[f32; LANES]> = example.heads.iter().map(|(f, _)| namespans::score(weighing, f)).collect();
    let mut errors = vec![[0.0; LANES]; of_heads.len()];
    for ((scores, (_, kind)), error) in of_heads.iter().zip(&example.heads).zip(&mut errors) {
        if let Some(kind) = *kind {
            error[..KINDS.len()].copy_from_slice(&scores[..KINDS.len()]);
            soften(&mut error[..KINDS.len()]);
            error[kind] -= 1.0;
        }
    }
    let sums = |(number, features): &(usize, Vec<u64>)| {
        let (own, head) = (namespans::sums(&namespans::score(weighing, features)), namespans::sums(&of_heads[*number]));
        std::array::from_fn(|kind| own[kind] + head[kind] - handicap)
    };
    let scores: Vec<[f32; MENTIONED.len()]> = example.spans.iter().map(sums).collect();
    let mut likely = likelihood(example.length, &example.candidates, &scores);
    for (likely, gold) in likely.iter_mut().zip(&example.gold) {
        if let Some(kind) = *gold {
            likely[kind] -= 1.0;
        }
    }
    for (likely, (number, features)) in likely.iter().zip(&example.spans) {
        let mut error = [0.0; LANES];
        error[ANY] = likely.iter().sum();
        error[ANY + 1..][..likely.len()].copy_from_slice(likely);
        for (sum, e) in errors[*number].iter_mut().zip(&error) {
            *sum += e;
        }
        weighing.step(features, &error);
    }
    for (error, (features, _)) in errors.iter().zip(&example.heads) {
        weighing.step(features, error);
    }
}

/// Turns scores into shares of one.
fn soften(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - most).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    high + (low - high).exp().ln_1p()
}

/// How likely each candidate is a mention of each kind, if no two mentions overlap.
fn likelihood(length: usize, candidates: &[Candidate], scores: &[[f32; MENTIONED.len()]]) -> Vec<[f32; MENTIONED.len()]> {
    let mut by_end: Vec<usize> = (0..candidates.len()).collect();
    by_end.sort_by_key(|&i| candidates[i].words.end);
    let any = |i: usize| scores[i].iter().fold(f32::NEG_INFINITY, |sum, &s| log_add(s.max(-80.0), sum.max(-80.0)));
    let mut before = vec![0.0_f32; length + 1];
    let mut next = by_end.iter().peekable();
    for end in 1..=length {
        before[end] = before[end - 1];
        while let Some(&i) = next.next_if(|&&i| candidates[i].words.end == end) {
            before[end] = log_add(before[end], before[candidates[i].words.start] + any(i));
        }
    }
    let mut by_start = by_end;
    by_start.sort_by_key(|&i| std::cmp::Reverse(candidates[i].words.start));
    let mut after = vec![0.0_f32; length + 1];
    let mut next = by_start.iter().peekable();
    for start in (0..length).rev() {
        after[start] = after[start + 1];
        while let Some(&i) = next.next_if(|&&i| candidates[i].words.start == start) {
            after[start] = log_add(after[start], after[candidates[i].words.end] + any(i));
        }
    }
    let share = |(candidate, scores): (&Candidate, &[f32; MENTIONED.len()])| {
        let rest = before[candidate.words.start] + after[candidate.words.end] - before[length];
        scores.map(|score| (score + rest).exp().min(1.0))
    };
    candidates.iter().zip(scores).map(share).collect()
}

/// EXPERIMENT
pub fn reach(gold: &[GoldSentence], examples: &[Example]) {
    let all: usize = gold.iter().map(|g| outermost(g).len()).sum();
    let got: usize = examples.iter().map(|e| e.gold.iter().flatten().count()).sum();
    let c: usize = examples.iter().map(|e| e.candidates.len()).sum();
    let h: usize = examples.iter().map(|e| e.heads.len()).sum();
    let f: usize = examples.iter().map(|e| e.heads.iter().map(|h| h.0.len()).sum::<usize>() + e.spans.iter().map(|s| s.1.len()).sum::<usize>()).sum();
    eprintln!("reach {got} of {all}, {c} candidates, {h} heads, {f} features");
}

/// EXPERIMENT
pub fn decode(w: &Learner, example: &Example) -> Vec<crate::grammar::Name> {
    let of_heads: Vec<[f32; LANES]> = example.heads.iter().map(|(f, _)| namespans::score(w, f)).collect();
    let sums = |(number, features): &(usize, Vec<u64>)| {
        let (own, head) = (namespans::sums(&namespans::score(w, features)), namespans::sums(&of_heads[*number]));
        std::array::from_fn(|kind| own[kind] + head[kind])
    };
    let scores: Vec<[f32; MENTIONED.len()]> = example.spans.iter().map(sums).collect();
    namespans::choose(example.length, &example.candidates, &scores)
}
