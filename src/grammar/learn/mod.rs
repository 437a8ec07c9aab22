//! Learns the models from treebanks, always to the same bytes.
//!
//! From `Biden met Xi` with its tree the tagger learns that `met` after a name is a verb, the parser that names beside
//! it are its subject and object.

pub mod classes;
pub mod labeller;
pub mod names;
pub mod nametrees;
pub mod parser;
pub mod tagger;
pub mod weighing;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::conllu::{GoldSentence, GoldWord};
use super::labeller::Shape;
use super::lemmas::Lemmas;
use super::model::{self, Model, Words};
use super::tagger::BLOCKS;
use super::tokens::{Classes, Lexicon, Token};
use super::weights::{LANES, Learner, Table};
use super::{Upos, analysis, templates};

/// Tags, taken apart.
type Parts = [(Upos, &'static str)];

/// How much of one kind is learnt and kept.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// Passes over the treebanks.
    pub epochs: usize,
    /// Power of two: blocks of weights while learning.
    pub bits: u32,
    /// Blocks kept in the model.
    pub kept: usize,
}

impl Amount {
    /// After half of the passes, what will not be kept is left out.
    fn restrict(&self, learner: &mut Learner, epoch: usize) {
        if epoch > 0 && epoch == self.epochs / 2 {
            learner.restrict(self.kept);
        }
    }
}

/// How much is learnt and kept.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Of the tagger.
    pub tagger: Amount,
    /// Of the parser.
    pub parser: Amount,
    /// Of the labeller.
    pub labeller: Amount,
    /// Of the name finder.
    pub names: Amount,
    /// Of the parsers of the trees that names are learnt from.
    pub name_trees: Amount,
    /// Of their labellers.
    pub name_labels: Amount,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tagger: Amount { epochs: 10, bits: 22, kept: 550_000 },
            parser: Amount { epochs: 9, bits: 22, kept: 500_000 },
            labeller: Amount { epochs: 10, bits: 21, kept: 200_000 },
            names: Amount { epochs: 14, bits: 20, kept: 80_000 },
            name_trees: Amount { epochs: 4, bits: 21, kept: 500_000 },
            name_labels: Amount { epochs: 3, bits: 20, kept: 200_000 },
        }
    }
}

/// Parts of the treebanks, each tagged by a tagger that has not seen it, so that the parser learns from tags as
/// imperfect as those it will meet.
const PARTS: usize = 5;
/// Weights are kept as multiples of this.
const STEP: f32 = 0.125;
/// The same for the name finder.
const NAME_STEP: f32 = 1.0 / 128.0;

/// Learns a model from treebanks, and word classes from unlabelled texts as well; `report` is told what is going on.
///
/// # Errors
/// If a tag of the treebanks is unknown or there is no sentence to learn from.
pub fn train(
    sentences: &[GoldSentence],
    unlabelled: &[String],
    settings: &Settings,
    report: &dyn Fn(&str),
) -> Result<Model, String> {
    if sentences.is_empty() {
        return Err("there is no sentence to learn from".into());
    }
    report("sorting words into classes");
    let inventory = Inventory::new(sentences, word_classes(sentences, unlabelled));
    let all: Vec<&GoldSentence> = sentences.iter().collect();
    let parts = model::parts(&inventory.tags)?;
    report("tagging each part by what the others teach");
    let tags = inventory.jackknife(&all, settings);
    report("learning to tag");
    let (tagger, lexicon, words) = inventory.tagger(&all, settings.tagger);
    let tokens: Vec<Vec<Token>> = sentences.iter().map(|s| tokens(&lexicon, s)).collect();
    report("learning to parse");
    let examples: Vec<_> = sentences
        .iter()
        .zip(&tokens)
        .zip(&tags)
        .filter_map(|((s, tokens), tags)| example(s, tokens, tags, &parts))
        .collect();
    let parser = parser::learn(&examples, settings.parser, analysis::WIDTH, |epoch, right| {
        report(&format!("pass {}: {:.1} % of the trees right", epoch + 1, right * 100.0));
    });
    report("learning to name relations");
    let trees: Vec<_> =
        sentences.iter().zip(&tokens).zip(&tags).map(|((s, tokens), tags)| shape(s, tokens, tags, &parts)).collect();
    let labeller = labeller::learn(&trees, settings.labeller);
    let all_words = sentences.iter().flat_map(|s| &s.words);
    let by_tag: Vec<(String, &GoldWord)> = all_words.map(|word| (name(word), word)).collect();
    let lemmas = Lemmas::learn(by_tag.iter().map(|(tag, word)| (&*word.form, &**tag, &*word.lemma)), &|word| {
        lexicon.knows(word)
    });
    report("learning to find names");
    let (text, analysed) = names::as_analysed(sentences);
    let amounts = [settings.name_trees, settings.name_labels];
    let unseen = nametrees::unseen(sentences, &tokens, &tags, &parts, amounts, &analysed);
    let known = names::prepared(sentences, [&analysed, &unseen], &text, &lexicon, settings.names);
    let finder = weighing::learn(&known, settings.names, weighing::Plan::default());
    let tables = [
        Table::from_learner(&tagger, STEP, settings.tagger.kept),
        Table::from_learner(&parser, STEP, settings.parser.kept),
        Table::from_learner(&labeller, STEP, settings.labeller.kept),
        Table::from_learner(&finder, NAME_STEP, settings.names.kept),
    ];
    Model::new(inventory.tags, words, tables, lemmas)
}

/// Words of the treebanks and of unlabelled texts by their classes.
fn word_classes(sentences: &[GoldSentence], unlabelled: &[String]) -> Vec<(String, Classes)> {
    let mut all: Vec<Vec<&str>> = unlabelled.iter().flat_map(|text| classes::sentences(text)).collect();
    all.extend(sentences.iter().map(|sentence| sentence.words.iter().map(|word| &*word.form).collect()));
    classes::fine_and_coarse(&classes::Corpus::new(&all, 4, 40_000))
}

/// A tag as the tagger knows it: `NOUN|NNS`.
fn name(word: &GoldWord) -> String {
    format!("{}|{}", word.upos.name(), word.xpos)
}

fn tokens(lexicon: &Lexicon, sentence: &GoldSentence) -> Vec<Token> {
    lexicon.tokens(sentence.words.iter().map(|word| &*word.form))
}

/// What the parser learns from a sentence; `None` if its tree cannot be built without crossing arcs.
fn example(sentence: &GoldSentence, tokens: &[Token], tags: &[u8], parts: &Parts) -> Option<parser::Example> {
    let mut heads: Vec<Option<usize>> = sentence.words.iter().map(|word| word.head).collect();
    parser::projectivize(&mut heads);
    let kinds: Vec<u8> = sentence.words.iter().map(|word| super::parser::kind(word.rel)).collect();
    let actions = parser::oracle(&heads, &kinds)?;
    Some(parser::Example { nodes: templates::nodes(tokens, tags, parts), actions })
}

fn shape(sentence: &GoldSentence, tokens: &[Token], tags: &[u8], parts: &Parts) -> labeller::Example {
    let heads: Vec<usize> = sentence.words.iter().map(|word| word.head.map_or(0, |head| head + 1)).collect();
    let rels = sentence.words.iter().map(|word| word.rel).collect();
    labeller::Example { nodes: templates::nodes(tokens, tags, parts), shape: Shape::new(&heads), rels }
}

/// The tags of the treebanks, most frequent first.
struct Inventory {
    tags: Vec<String>,
    numbers: BTreeMap<String, u8>,
    classes: Vec<(String, Classes)>,
}

impl Inventory {
    fn new(sentences: &[GoldSentence], classes: Vec<(String, Classes)>) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            *counts.entry(name(word)).or_default() += 1;
        }
        let seldom = if counts.len() > 60 { 3 } else { 1 };
        let mut counts: Vec<(String, usize)> = counts.into_iter().filter(|(_, n)| *n >= seldom).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts.truncate(BLOCKS * LANES);
        let tags: Vec<String> = counts.into_iter().map(|(tag, _)| tag).collect();
        let numbers = (0_u8..).zip(&tags).map(|(number, tag)| (tag.clone(), number)).collect();
        Self { tags, numbers, classes }
    }

    /// The number of a word's tag, for a rare one that of the commonest with the same part of speech.
    fn number(&self, word: &GoldWord) -> u8 {
        let same = || (0_u8..).zip(&self.tags).find(|(_, tag)| tag.split('|').next() == Some(word.upos.name()));
        self.numbers.get(&name(word)).copied().or_else(|| same().map(|(number, _)| number)).unwrap_or(0)
    }

    fn tagger(&self, sentences: &[&GoldSentence], amount: Amount) -> (Learner, Lexicon, Words) {
        let words = sentences.iter().flat_map(|s| &s.words).map(|word| (&*word.form, self.number(word)));
        let (tags, sets) = tagger::tag_sets(words);
        let words = Words { classes: self.classes.clone(), tags, sets };
        let lexicon = Lexicon::new(&words.classes, &words.tags, words.sets.clone());
        let example = |s: &&GoldSentence| tagger::Example {
            tokens: tokens(&lexicon, s),
            tags: s.words.iter().map(|word| self.number(word)).collect(),
        };
        let examples: Vec<tagger::Example> = sentences.iter().map(example).collect();
        let learner = tagger::learn(&examples, &lexicon, self.tags.len(), amount);
        (learner, lexicon, words)
    }

    /// Tags for every sentence from taggers that have not seen it.
    fn jackknife(&self, sentences: &[&GoldSentence], settings: &Settings) -> Vec<Vec<u8>> {
        let part = |i: usize| i / 10 % PARTS;
        let parts: Vec<Vec<(usize, Vec<u8>)>> = (0..PARTS)
            .into_par_iter()
            .map(|held| {
                let of = |keep: bool| (0..sentences.len()).filter(move |&i| (part(i) == held) == keep);
                let seen: Vec<&GoldSentence> = of(false).map(|i| sentences[i]).collect();
                let (learner, lexicon, _) =
                    self.tagger(&seen, Amount { epochs: settings.tagger.epochs.min(6), ..settings.tagger });
                let tag =
                    |i: usize| super::tagger::tag(&learner, &lexicon, &tokens(&lexicon, sentences[i]), self.tags.len());
                of(true).map(|i| (i, tag(i))).collect()
            })
            .collect();
        let mut tags = vec![Vec::new(); sentences.len()];
        for (i, sentence) in parts.into_iter().flatten() {
            tags[i] = sentence;
        }
        tags
    }
}

/// A stream of numbers that looks random and is always the same.
pub struct Shuffle(u64);

impl Shuffle {
    /// A stream from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % limit.max(1) as u64).unwrap_or(0)
    }

    /// Puts things into another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}
