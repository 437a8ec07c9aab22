//! Learns from unlabelled text by guessing words that are hidden (Devlin et al. 2019, "BERT", on LSTM layers).
//!
//! Of `Biden ___ with Putin` the states at the gap should speak for `met`, `spoke`, `talked`.

use super::encoder::{self, Dropout, Gradients, PackedLayers, Reading, add};
use super::fresh;
use super::judge::cross_entropy;
use super::lstm::Rows;
use super::optimizer::Adam;
use super::product::{Packed, View, add_product};
use super::steps::{batches, both_zero, halves, rate, unite};
use crate::grammar::learn::Shuffle;
use crate::grammar::net::input::RESERVED;
use crate::grammar::net::layout::{BOTH, Dense, Weights};

/// How much is guessed.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Passes over the text.
    pub epochs: usize,
    /// Words of a batch.
    pub batch: usize,
    /// Highest rate of learning.
    pub rate: f32,
    /// One of so many words is hidden.
    pub one_of: usize,
    /// Words that can be guessed: the first rows of the table.
    pub guessed: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { epochs: 1, batch: 2000, rate: 2.5e-3, one_of: 6, guessed: 8000 }
    }
}

/// Moves the embeddings and layers so that words can be guessed from their company; `report` gets the number of batches
/// done and of all, and the mean loss of a guess.
pub fn learn(
    weights: &mut Weights<Dense>,
    readings: &[Reading<'_>],
    plan: Plan,
    report: &mut dyn FnMut(usize, usize, f32),
) {
    // The words that can be guessed stand in for the tags.
    let mut guessing = fresh(weights.words.rows(), plan.guessed, 1);
    guess_all(&mut guessing, readings, plan, report);
    (weights.words, weights.pieces, weights.layers) = (guessing.words, guessing.pieces, guessing.layers);
}

pub fn guess_all(
    weights: &mut Weights<Dense>,
    readings: &[Reading<'_>],
    plan: Plan,
    report: &mut dyn FnMut(usize, usize, f32),
) {
    let lengths: Vec<usize> = readings.iter().map(|reading| reading.forms.len()).collect();
    let mut chance = Shuffle::new(31);
    let mut adam = Adam::new(weights);
    let mut gradients = both_zero(weights);
    let steps = lengths.iter().sum::<usize>().div_ceil(plan.batch).max(1) * plan.epochs;
    let (mut step, mut lost, mut guessed) = (0, 0.0, 0);
    for _ in 0..plan.epochs {
        for batch in batches(&lengths, plan.batch, &mut chance) {
            let seeds = [chance.below(usize::MAX), chance.below(usize::MAX)];
            let packed = Laid::new(weights);
            let work = |half: &[usize], seed: usize, to: &mut Gradients| {
                let batch: Vec<&Reading> = half.iter().map(|&number| &readings[number]).collect();
                guess(weights, &packed, &batch, plan, &mut Shuffle::new(seed as u64), to)
            };
            let [first, second] = halves(&batch);
            let [left, right] = &mut gradients;
            let (a, b) = rayon::join(|| work(&first, seeds[0], left), || work(&second, seeds[1], right));
            (lost, guessed) = (lost + a.0 + b.0, guessed + a.1 + b.1);
            unite(&mut gradients);
            adam.step(weights, &mut gradients[0], rate(plan.rate, step.min(steps - 1), steps));
            step += 1;
            if step % 100 == 0 {
                #[expect(clippy::cast_precision_loss, reason = "a mean for a person to read")]
                report(step, steps, lost / guessed.max(1) as f32);
                (lost, guessed) = (0.0, 0);
            }
        }
    }
}

/// Matrices laid out once for a batch.
struct Laid {
    layers: PackedLayers,
    out: Packed,
    back: Packed,
}

impl Laid {
    fn new(weights: &Weights<Dense>) -> Self {
        let out = View::new(&weights.out.values, weights.out.rows(), BOTH);
        Self { layers: PackedLayers::new(weights), out: Packed::new(out.transposed()), back: Packed::new(out) }
    }
}

/// Hides words of some sentences and guesses them: the loss, and how many were guessed.
fn guess(
    weights: &Weights<Dense>,
    packed: &Laid,
    batch: &[&Reading<'_>],
    plan: Plan,
    chance: &mut Shuffle,
    to: &mut Gradients,
) -> (f32, usize) {
    let batch: Vec<Reading> = batch.iter().map(|&reading| reading.clone()).collect();
    let rows = Rows::new(&batch.iter().map(|reading| reading.forms.len()).collect::<Vec<_>>());
    let hidden: Vec<Vec<bool>> =
        batch.iter().map(|s| s.forms.iter().map(|_| chance.below(plan.one_of) == 0).collect()).collect();
    let is_hidden = |sentence: usize, place: usize| hidden[sentence][place];
    let encoded = encoder::encode(weights, &packed.layers, &rows, &batch, &is_hidden, Dropout::NONE, chance);
    let mut asked: Vec<(usize, usize)> = Vec::new();
    for (number, sentence) in batch.iter().enumerate() {
        for (place, form) in sentence.forms.iter().enumerate().filter(|(place, _)| hidden[number][*place]) {
            let word = form.word as usize;
            if (RESERVED..plan.guessed).contains(&word) {
                asked.push((rows.row(place, number), word));
            }
        }
    }
    let states: Vec<f32> =
        asked.iter().flat_map(|(row, _)| encoded.states[row * BOTH..(row + 1) * BOTH].iter().copied()).collect();
    let (count, width) = (asked.len(), weights.out.rows());
    let mut scores = weights.out_bias.values.repeat(count);
    add_product(&mut scores, width, View::new(&states, count, BOTH), &packed.out);
    #[expect(clippy::cast_precision_loss, reason = "sizes")]
    let scale = plan.one_of as f32 / plan.batch as f32;
    let mut lost = 0.0;
    for ((_, word), scores) in asked.iter().zip(scores.chunks_exact_mut(width)) {
        lost += cross_entropy(scores, *word, scale);
    }
    let of = View::new(&scores, count, width);
    let mut of_asked = vec![0.0; count * BOTH];
    add_product(&mut of_asked, BOTH, of, &packed.back);
    let right = Packed::new(View::new(&states, count, BOTH));
    add_product(&mut to.weights.out.values, BOTH, of.transposed(), &right);
    scores.chunks_exact(width).for_each(|row| add(&mut to.weights.out_bias.values, row));
    let mut of_states = vec![0.0; encoded.states.len()];
    for ((row, _), of) in asked.iter().zip(of_asked.chunks_exact(BOTH)) {
        add(&mut of_states[row * BOTH..(row + 1) * BOTH], of);
    }
    encoder::back(&packed.layers, &rows, &batch, &encoded, of_states, to);
    (lost, count)
}
