//! Learns to name the relations of given trees.
//!
//! `Xi` left of `met` beside `was`, named `nsubj`, should be `nsubj:pass`: the features gain for the one, lose for the other.

use super::{Amount, Shuffle};
use crate::grammar::Rel;
use crate::grammar::labeller::{Shape, best, features};
use crate::grammar::templates::Node;
use crate::grammar::weights::Learner;

/// A tree to learn from.
pub struct Example {
    /// Its words.
    pub nodes: Vec<Node>,
    /// Its shape.
    pub shape: Shape,
    /// Its relations.
    pub rels: Vec<Rel>,
}

/// Learns to name relations.
#[must_use]
pub fn learn(examples: &[Example], amount: Amount) -> Learner {
    let mut learner = Learner::new(amount.bits);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffle = Shuffle::new(3);
    let mut found = Vec::new();
    for epoch in 0..amount.epochs {
        amount.restrict(&mut learner, epoch);
        shuffle.shuffle(&mut order);
        for &i in &order {
            sentence(&mut learner, &examples[i], &mut found);
            learner.tick();
        }
    }
    learner.averaged()
}

fn sentence(learner: &mut Learner, example: &Example, found: &mut Vec<u64>) {
    let mut rels = vec![0; example.nodes.len()];
    for word in example.shape.from_the_root() {
        let gold = example.rels[word - 1] as u8;
        if example.shape.heads[word] == 0 {
            rels[word] = Rel::Root as u8 + 1;
            continue;
        }
        features(&example.nodes, &example.shape, &rels, word, found);
        let guess = best(learner, found, None);
        if guess != gold {
            for &feature in &*found {
                learner.change(feature, gold as usize, 1.0);
                learner.change(feature, guess as usize, -1.0);
            }
        }
        rels[word] = guess + 1;
    }
}
