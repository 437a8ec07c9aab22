//! Steps of learning: batches, the rate at each, and gradients of two halves made one.

use super::encoder::{Gradients, add};
use super::optimizer::zeros;
use crate::grammar::learn::Shuffle;
use crate::grammar::net::layout::{Dense, Weights};

/// Steps in which the rate of learning rises to its height.
const RISE: usize = 200;

/// The rate of learning at a step of so many: up to its height, then down to nothing.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "there are fewer steps than 2^24")]
pub fn rate(highest: f32, step: usize, steps: usize) -> f32 {
    let rise = RISE.min(steps / 4).max(1);
    if step < rise {
        highest * (step + 1) as f32 / rise as f32
    } else {
        highest * (steps - step) as f32 / (steps - rise).max(1) as f32
    }
}

/// A batch of sentences of nearly the same length, by their numbers, the longest first.
pub fn batches(lengths: &[usize], words: usize, chance: &mut Shuffle) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    chance.shuffle(&mut order);
    // Sentences that differ little in length stay in the order of chance.
    order.sort_by_cached_key(|&number| lengths[number] + chance.below(3));
    let (mut batches, mut batch, mut size) = (Vec::new(), Vec::new(), 0);
    for number in order {
        size += lengths[number];
        batch.push(number);
        if size >= words {
            batches.push(std::mem::take(&mut batch));
            size = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    chance.shuffle(&mut batches);
    for batch in &mut batches {
        batch.sort_by_key(|&number| std::cmp::Reverse(lengths[number]));
    }
    batches
}

/// The two halves of a batch, which are worked on at once, always the same whatever the number of cores.
#[must_use]
pub fn halves(batch: &[usize]) -> [Vec<usize>; 2] {
    let half = |rest: usize| batch.iter().copied().skip(rest).step_by(2).collect();
    [half(0), half(1)]
}

/// Gradients of both halves with nothing in them.
#[must_use]
pub fn both_zero(weights: &Weights<Dense>) -> [Gradients; 2] {
    let one = || Gradients { weights: zeros(weights), words: Vec::new(), pieces: Vec::new() };
    [one(), one()]
}

/// Adds the second gradients to the first and clears them.
pub fn unite(gradients: &mut [Gradients; 2]) {
    let [first, second] = gradients;
    let touched = second.touched();
    let pairs = first.weights.all_mut().into_iter().zip(second.weights.all_mut());
    for ((to, from), ranges) in pairs.zip(touched) {
        for range in ranges {
            add(&mut to.values[range.clone()], &from.values[range.clone()]);
            from.values[range].fill(0.0);
        }
    }
    first.words.append(&mut second.words);
    first.pieces.append(&mut second.pieces);
}
