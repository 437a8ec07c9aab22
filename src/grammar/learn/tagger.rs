//! Learns the tagger: an averaged perceptron, corrected wherever its own tags so far lead it astray.
//!
//! Seen `NOUN|NNS` for `talks` after `the`, guessed `VERB|VBZ`: the features around gain for the one, lose for the other.

use std::collections::BTreeMap;

use super::{Amount, Shuffle};
use crate::grammar::tagger::{BLOCKS, best, features};
use crate::grammar::tokens::{Lexicon, Token, normal};
use crate::grammar::weights::{LANES, Learner, Weights};

/// A sentence to learn from: its tokens and the numbers of their tags.
pub struct Example {
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Their tags.
    pub tags: Vec<u8>,
}

/// Words seen this often have only the tags they were seen with.
const OFTEN: usize = 12;

/// Tags of the words of the training text, as [`Lexicon::new`] takes them: words with the number of their set, and
/// the sets. Sets of words seen too seldom to be trusted are left out.
#[must_use]
pub fn tag_sets<'a>(words: impl Iterator<Item = (&'a str, u8)>) -> (Vec<(String, u16)>, Vec<Vec<u8>>) {
    let mut seen: BTreeMap<String, BTreeMap<u8, usize>> = BTreeMap::new();
    for (word, tag) in words {
        *seen.entry(normal(word)).or_default().entry(tag).or_default() += 1;
    }
    let mut sets: BTreeMap<Vec<u8>, u16> = BTreeMap::new();
    let mut words = Vec::new();
    for (word, tags) in seen {
        if tags.values().sum::<usize>() >= OFTEN {
            let next = u16::try_from(sets.len()).unwrap_or(u16::MAX);
            let set = *sets.entry(tags.keys().copied().collect()).or_insert(next);
            words.push((word, set));
        }
    }
    let mut ordered = vec![Vec::new(); sets.len()];
    for (set, number) in sets {
        ordered[number as usize] = set;
    }
    (words, ordered)
}

/// Learns to tag.
#[must_use]
pub fn learn(examples: &[Example], lexicon: &Lexicon, classes: usize, amount: Amount) -> Learner {
    let mut learner = Learner::new(amount.bits);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffle = Shuffle::new(1);
    for epoch in 0..amount.epochs {
        amount.restrict(&mut learner, epoch);
        shuffle.shuffle(&mut order);
        for &i in &order {
            sentence(&mut learner, lexicon, &examples[i], classes);
            learner.tick();
        }
    }
    learner.averaged()
}

fn sentence(learner: &mut Learner, lexicon: &Lexicon, example: &Example, classes: usize) {
    let (mut history, mut found) = (Vec::with_capacity(example.tokens.len()), Vec::new());
    for (at, &gold) in example.tags.iter().enumerate() {
        let allowed = lexicon.tags_of(&example.tokens[at]);
        if let [only] = allowed {
            history.push(only + 1);
            continue;
        }
        features(&example.tokens, at, &history, &mut found);
        let mut scores = [[0.0; LANES]; BLOCKS];
        for &feature in &found {
            learner.add(feature, &mut scores[..classes.div_ceil(LANES)]);
        }
        let guess = best(&scores, allowed, classes);
        if guess != gold as usize {
            for &feature in &found {
                learner.change(feature, gold as usize, 1.0);
                learner.change(feature, guess, -1.0);
            }
        }
        history.push(u8::try_from(guess + 1).unwrap_or(0));
    }
}
