//! Learns the weights of the name finder: log-linear models of what words name and of which words are mentions.
//!
//! Of `Portsmouth`, `the University of Portsmouth` and their kinds the one that is marked becomes likelier, the rest less.

use super::names::{Example, scores};
use super::{Amount, Shuffle};
use crate::grammar::names::KINDS;
use crate::grammar::namespans::{ANY, Candidate, MENTIONED};
use crate::grammar::weights::{LANES, Learner, Weights, block};

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
            let lanes = self.weights[at].iter_mut().zip(&mut self.squares[at]).zip(error);
            for ((weight, square), &error) in lanes.filter(|(_, error)| **error != 0.0) {
                *square += error * error;
                *weight -= self.rate * error / (square.sqrt() + 0.5);
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
        Self { rate: 0.07, keep: 0.95, hidden: 250, handicap: 1.0 }
    }
}

/// Learns what candidates name, and which words are mentions.
#[must_use]
pub fn learn(examples: &[Example], amount: Amount, plan: Plan) -> Learner {
    let mut weighing = Weighing::new(amount.bits, plan.rate);
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| !examples[i].heads.is_empty()).collect();
    let mut shuffle = Shuffle::new(4);
    let mut sums = vec![[0.0; LANES]; weighing.weights.len()];
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
        if epoch >= amount.epochs / 2 + 2 {
            let all = sums.iter_mut().flatten().zip(weighing.weights.iter().flatten());
            all.for_each(|(sum, weight)| *sum += weight);
        }
    }
    let passes = amount.epochs.saturating_sub(amount.epochs / 2 + 2);
    if passes == 0 {
        return Learner::of(&weighing.weights);
    }
    let share = 1.0 / f32::from(u16::try_from(passes).unwrap_or(u16::MAX));
    sums.iter_mut().flatten().for_each(|sum| *sum *= share);
    Learner::of(&sums)
}

/// An example without some of its features.
fn hide(example: &Example, hidden: usize, shuffle: &mut Shuffle) -> Option<Example> {
    (hidden > 0).then(|| {
        let mut example = example.clone();
        let mut seen = |_: &u64| shuffle.below(1000) >= hidden;
        example.heads.iter_mut().for_each(|head| head.features.retain(&mut seen));
        example.spans.iter_mut().for_each(|(_, features)| features.retain(&mut seen));
        example
    })
}

/// Learns from a sentence.
fn sentence(weighing: &mut Weighing, example: &Example, handicap: f32) {
    let (of_heads, scores) = scores(weighing, example, handicap);
    let mut errors = vec![[0.0; LANES]; of_heads.len()];
    for ((scores, head), error) in of_heads.iter().zip(&example.heads).zip(&mut errors) {
        if let Some(kind) = head.kind {
            error[..KINDS.len()].copy_from_slice(&scores[..KINDS.len()]);
            soften(&mut error[..KINDS.len()]);
            error[kind] -= 1.0;
        }
    }
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
        weighing.step(features, &error.map(|e| e * example.weight));
    }
    for (error, head) in errors.iter().zip(&example.heads) {
        weighing.step(&head.features, &error.map(|e| e * example.weight));
    }
}

/// Turns scores into shares of one.
fn soften(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
    }
    let sum: f32 = scores.iter().sum();
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    high + (low - high).exp().ln_1p()
}

/// How likely each candidate is a mention of each kind, if no two mentions overlap.
fn likelihood(
    length: usize,
    candidates: &[Candidate],
    scores: &[[f32; MENTIONED.len()]],
) -> Vec<[f32; MENTIONED.len()]> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_mentions_share_their_likelihood() {
        let candidates = [Candidate { words: 0..2, head: 0 }, Candidate { words: 1..3, head: 2 }];
        let low = f32::NEG_INFINITY;
        let likely = likelihood(3, &candidates, &[[0.0, low, low], [0.0, low, low]]);
        // Three ways that weigh the same: either of them, or none.
        for shares in likely {
            assert!((shares.iter().sum::<f32>() - 1.0 / 3.0).abs() < 0.001, "{shares:?}");
        }
        let apart = [Candidate { words: 0..1, head: 0 }, Candidate { words: 1..3, head: 2 }];
        let likely = likelihood(3, &apart, &[[0.0, low, low], [low, 1.0_f32.ln() + 20.0, low]]);
        assert!((likely[0][0] - 0.5).abs() < 0.001 && likely[1][1] > 0.99, "{likely:?}");
    }

    #[test]
    fn shares_add_up_to_one() {
        let mut scores = [1.0, 2.0, 800.0];
        soften(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 0.001 && scores[2] > 0.99);
    }
}
