//! Turns treebanks and unlabelled text into what the net reads and what it should say.
//!
//! `Biden met Xi`: forms `biden`, `met`, `xi`; tags `PROPN|NNP`, `VERB|VBD`, `PROPN|NNP`; heads 2, 0, 2.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{entities, outermost};
use super::net::encoder::Reading;
use super::net::judge::{Lesson, UNTOLD};
use crate::grammar::Upos;
use crate::grammar::conllu::{GoldSentence, GoldWord};
use crate::grammar::names::{KINDS, MENTIONED, continues, known_word};
use crate::grammar::net::input::{Form, Vocabulary, hash, mix, normal, style};
use crate::grammar::net::mentions::{OUTSIDE, mark};
use crate::ontology::Ontology;
use crate::text;

/// Words met so often in treebanks are known.
const OFTEN_IN_TREEBANKS: usize = 2;
/// Words met so often in other texts are known.
const OFTEN: usize = 8;
/// Words of an unlabelled sentence that is learnt from.
const USUAL: RangeInclusive<usize> = 5..=80;
/// Words of a sentence of a treebank whose words are guessed.
pub const GUESSED: RangeInclusive<usize> = 3..=80;

/// The sentences of unlabelled texts that are of usual length, each once.
#[must_use]
pub fn unlabelled(texts: &[String]) -> Vec<Vec<&str>> {
    let (mut sentences, mut seen) = (Vec::new(), FxHashSet::default());
    for text in texts {
        for raw in text::split(text, 0) {
            let words: Vec<&str> = raw.tokens.iter().map(|span| span.of(text)).collect();
            if USUAL.contains(&words.len()) && seen.insert(words.iter().fold(1, |sum, word| mix(sum, hash(word)))) {
                sentences.push(words);
            }
        }
    }
    sentences
}

fn key(word: &str) -> String {
    normal(word).to_lowercase()
}

/// Counts of words in lower case, digits and quotation marks unified.
#[must_use]
pub fn counts<'w>(words: impl Iterator<Item = &'w str>) -> FxHashMap<String, usize> {
    let mut written: FxHashMap<&str, usize> = FxHashMap::default();
    words.for_each(|word| *written.entry(word).or_default() += 1);
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for (word, count) in written.into_iter().collect::<BTreeMap<_, _>>() {
        *counts.entry(key(word)).or_default() += count;
    }
    counts
}

/// The words that the net will know, the most frequent first.
#[must_use]
pub fn vocabulary(in_treebanks: &FxHashMap<String, usize>, elsewhere: &FxHashMap<String, usize>) -> Vocabulary {
    let all: BTreeMap<&String, usize> =
        in_treebanks.iter().chain(elsewhere).fold(BTreeMap::new(), |mut all, (word, count)| {
            *all.entry(word).or_default() += count;
            all
        });
    let often = |word: &str| {
        in_treebanks.get(word).is_some_and(|&count| count >= OFTEN_IN_TREEBANKS)
            || elsewhere.get(word).is_some_and(|&count| count >= OFTEN)
    };
    let known = all.into_iter().filter(|(word, _)| often(word));
    let mut known: Vec<(&String, usize)> = known.collect();
    known.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    Vocabulary::new(known.into_iter().map(|(word, _)| word.clone()).collect())
}

/// What the net sees of all words that are learnt from, each looked up once.
pub struct Forms<'a> {
    vocabulary: &'a Vocabulary,
    in_treebanks: &'a FxHashMap<String, usize>,
    numbers: FxHashMap<String, usize>,
    seen: Vec<Form>,
    counts: Vec<u32>,
}

/// A sentence by the numbers of its forms.
pub struct Numbered {
    forms: Vec<usize>,
    style: u16,
}

impl<'a> Forms<'a> {
    /// None yet.
    #[must_use]
    pub fn new(vocabulary: &'a Vocabulary, in_treebanks: &'a FxHashMap<String, usize>) -> Self {
        let (numbers, seen, counts) = (FxHashMap::default(), Vec::new(), Vec::new());
        Self { vocabulary, in_treebanks, numbers, seen, counts }
    }

    /// Looks up the words of a sentence.
    pub fn number<'w>(&mut self, words: impl Iterator<Item = &'w str> + Clone) -> Numbered {
        let style = style(words.clone());
        Numbered { forms: words.map(|word| self.form(word)).collect(), style }
    }

    fn form(&mut self, word: &str) -> usize {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.seen.len();
        self.seen.push(self.vocabulary.form(word, known_word(Ontology::built_in(), word)));
        let count = self.in_treebanks.get(&key(word)).copied().unwrap_or(0);
        self.counts.push(u32::try_from(count).unwrap_or(u32::MAX));
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// A sentence as the net reads it.
    #[must_use]
    pub fn reading(&self, sentence: &Numbered) -> Reading<'_> {
        Reading {
            forms: sentence.forms.iter().map(|&number| &self.seen[number]).collect(),
            counts: sentence.forms.iter().map(|&number| self.counts[number]).collect(),
            style: sentence.style,
        }
    }
}

/// The tags of the treebanks, most frequent first.
pub struct Tags {
    /// Their names: `NOUN|NNS`.
    pub names: Vec<String>,
    numbers: BTreeMap<String, u8>,
}

/// A tag as the net knows it: `NOUN|NNS`.
#[must_use]
pub fn tag(word: &GoldWord) -> String {
    format!("{}|{}", word.upos.name(), word.xpos)
}

/// Most tags.
const MOST_TAGS: usize = 200;

impl Tags {
    /// Those of some treebanks; of many those that are met seldom are left out.
    #[must_use]
    pub fn new(sentences: &[GoldSentence]) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            *counts.entry(tag(word)).or_default() += 1;
        }
        let seldom = if counts.len() > 60 { 3 } else { 1 };
        let mut counts: Vec<(String, usize)> = counts.into_iter().filter(|(_, n)| *n >= seldom).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts.truncate(MOST_TAGS);
        let names: Vec<String> = counts.into_iter().map(|(tag, _)| tag).collect();
        let numbers = (0_u8..).zip(&names).map(|(number, tag)| (tag.clone(), number)).collect();
        Self { names, numbers }
    }

    /// The number of a word's tag, for a rare one that of the commonest with the same part of speech.
    fn number(&self, word: &GoldWord) -> u8 {
        let same = || (0_u8..).zip(&self.names).find(|(_, tag)| tag.split('|').next() == Some(word.upos.name()));
        self.numbers.get(&tag(word)).copied().or_else(|| same().map(|(number, _)| number)).unwrap_or(0)
    }

    /// What should be said of a sentence; of names if it belongs to a document that marks them.
    #[must_use]
    pub fn lesson(&self, sentence: &GoldSentence, marked: bool) -> Lesson {
        let words = &sentence.words;
        let head = |word: &GoldWord| u16::try_from(word.head.map_or(0, |head| head + 1)).unwrap_or(0);
        let (kinds, marks) =
            if marked { names(sentence) } else { (vec![UNTOLD; words.len()], vec![UNTOLD; words.len()]) };
        Lesson {
            tags: words.iter().map(|word| self.number(word)).collect(),
            heads: words.iter().map(head).collect(),
            rels: words.iter().map(|word| word.rel as u8).collect(),
            kinds,
            marks,
        }
    }
}

/// Whether a word may head a name: a proper noun that does not continue the name of its head.
pub fn may_name(words: &[GoldWord], word: usize) -> bool {
    let goes_on = |head: usize| continues(words[head].upos, words[word].rel, word < head);
    words[word].upos == Upos::Propn && !words[word].head.is_some_and(goes_on)
}

/// What the words name that head names, and the marks of mentions.
fn names(sentence: &GoldSentence) -> (Vec<u8>, Vec<u8>) {
    let words = &sentence.words;
    let place = |place: Option<usize>| place.and_then(|place| u8::try_from(place).ok()).unwrap_or(0);
    let nothing = place(KINDS.iter().position(Option::is_none));
    let asked = |word| if may_name(words, word) { nothing } else { UNTOLD };
    let mut kinds: Vec<u8> = (0..words.len()).map(asked).collect();
    // Of mentions with one head the outer comes first and counts.
    for entity in entities(sentence).iter().rev() {
        if kinds[entity.head] != UNTOLD {
            kinds[entity.head] = place(KINDS.iter().position(|&kind| kind == Some(entity.kind)));
        }
    }
    let mut marks = vec![OUTSIDE; words.len()];
    for entity in outermost(sentence) {
        let kind = place(MENTIONED.iter().position(|&kind| kind == entity.kind));
        entity.words.clone().for_each(|word| marks[word] = mark(kind, &entity.words, word));
    }
    (kinds, marks)
}
