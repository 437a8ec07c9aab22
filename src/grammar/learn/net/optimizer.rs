//! Moves weights against their gradients (Kingma and Ba 2015, "Adam").

use std::ops::Range;

use super::encoder::Gradients;
use super::product::vectorised;
use crate::grammar::net::layout::{Dense, Weights};

/// Decay of the mean of gradients.
const FIRST: f32 = 0.9;
/// Decay of the mean of their squares.
const SECOND: f32 = 0.98;
/// Keeps small gradients from making large steps.
const FLOOR: f32 = 1e-6;
/// Longer gradients are shortened to this.
const LONGEST: f32 = 5.0;

/// Means of gradients and of their squares. Rows of embeddings that a batch does not touch stay as they are.
pub struct Adam {
    first: Weights<Dense>,
    second: Weights<Dense>,
    steps: i32,
}

impl Adam {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(weights: &Weights<Dense>) -> Self {
        Self { first: zeros(weights), second: zeros(weights), steps: 0 }
    }

    /// Moves the weights, and clears the gradients.
    pub fn step(&mut self, weights: &mut Weights<Dense>, gradients: &mut Gradients, rate: f32) {
        self.steps += 1;
        let touched = gradients.touched();
        let length = length(gradients, &touched);
        let shorter = if length > LONGEST { LONGEST / length } else { 1.0 };
        let rate = rate * (1.0 - SECOND.powi(self.steps)).sqrt() / (1.0 - FIRST.powi(self.steps));
        let moments = self.first.all_mut().into_iter().zip(self.second.all_mut());
        let all = weights.all_mut().into_iter().zip(gradients.weights.all_mut()).zip(moments).zip(touched);
        for (((weights, gradient), (first, second)), ranges) in all {
            for range in ranges {
                let weights = &mut weights.values[range.clone()];
                let gradient = &mut gradient.values[range.clone()];
                update(weights, gradient, &mut first.values[range.clone()], &mut second.values[range], shorter, rate);
            }
        }
        gradients.words.clear();
        gradients.pieces.clear();
    }
}

fn length(gradients: &Gradients, touched: &[Vec<Range<usize>>]) -> f32 {
    let parts = gradients.weights.all().into_iter().zip(touched);
    let squares = parts.flat_map(|(matrix, ranges)| ranges.iter().map(|range| square(&matrix.values[range.clone()])));
    squares.sum::<f32>().sqrt()
}

/// The sum of squares, in one order.
fn square(values: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (chunks, rest) = values.as_chunks::<16>();
    vectorised(
        #[inline(always)]
        || {
            for chunk in chunks {
                lanes.iter_mut().zip(chunk).for_each(|(lane, x)| *lane += x * x);
            }
        },
    );
    lanes.iter_mut().zip(rest).for_each(|(lane, x)| *lane += x * x);
    lanes.iter().sum()
}

fn update(weights: &mut [f32], gradient: &mut [f32], first: &mut [f32], second: &mut [f32], shorter: f32, rate: f32) {
    vectorised(
        #[inline(always)]
        || {
            let moments = first.iter_mut().zip(second);
            for ((weight, gradient), (first, second)) in weights.iter_mut().zip(gradient).zip(moments) {
                let by = *gradient * shorter;
                *gradient = 0.0;
                *first = FIRST * *first + (1.0 - FIRST) * by;
                *second = SECOND * *second + (1.0 - SECOND) * by * by;
                *weight -= rate * *first / (second.sqrt() + FLOOR);
            }
        },
    );
}

/// As large as these weights, all zero.
#[must_use]
pub fn zeros(weights: &Weights<Dense>) -> Weights<Dense> {
    let mut zeros = weights.clone();
    zeros.all_mut().into_iter().for_each(|matrix| matrix.values.fill(0.0));
    zeros
}
