//! Learns the neural net: first which words stand in which company from unlabelled text, then grammar from treebanks.
//!
//! Every batch is worked on in two halves at once and their gradients are added in one order, so that the same bytes
//! come out on any number of cores.

#![expect(clippy::inline_always, reason = "what is inlined is compiled for the vectors of the machine")]

pub mod encoder;
pub mod judge;
pub mod lstm;
pub mod optimizer;
pub mod pretrain;
pub mod product;
pub mod steps;
pub mod treebank;

use crate::grammar::learn::Shuffle;
use crate::grammar::net::layout::{Dense, STATE, Weights};

/// Weights to begin with, at random.
#[must_use]
pub fn fresh(words: usize, tags: usize, rels: usize) -> Weights<Dense> {
    let mut chance = Shuffle::new(11);
    let make = |rows, cols| Ok::<_, std::convert::Infallible>(Dense::zero(rows, cols));
    let Ok(mut weights) = Weights::make(words, tags, rels, make);
    for (number, matrix) in weights.all_mut().into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "sizes")]
        let spread = match (number, matrix.values.len() / matrix.cols) {
            (0, _) => 0.3,
            (1, _) => 0.15,
            (_, 1) => 0.0,
            (_, rows) => (6.0 / (rows.min(2 * STATE) + matrix.cols) as f32).sqrt(),
        };
        for value in &mut matrix.values {
            *value = uniform(&mut chance) * spread;
        }
    }
    for cell in weights.layers.iter_mut().flatten() {
        cell.bias.values[STATE..2 * STATE].fill(1.0);
    }
    weights
}

/// A number between -1 and 1.
fn uniform(chance: &mut Shuffle) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "below 2^24")]
    let share = chance.below(1 << 20) as f32 / (1 << 20) as f32;
    2.0 * share - 1.0
}
