//! Learns grammar from treebanks.
//!
//! Tags, heads, relations and names are learnt at once, from the same states.

use super::encoder::{self, Dropout, Gradients, PackedLayers, Reading};
pub use super::judge::Losses;
use super::judge::{Court, Lesson, PackedOutputs};
use super::lstm::Rows;
use super::optimizer::Adam;
use super::steps::{batches, both_zero, halves, rate, unite};
use crate::grammar::learn::Shuffle;
use crate::grammar::net::layout::{Dense, Weights};

/// How much is learnt.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Passes over the treebanks.
    pub epochs: usize,
    /// Words of a batch.
    pub batch: usize,
    /// Highest rate of learning.
    pub rate: f32,
    /// What is left out.
    pub dropout: Dropout,
}

impl Default for Plan {
    fn default() -> Self {
        let dropout = Dropout { input: 0.25, states: 0.25, views: 0.25, words: 0.5 };
        Self { epochs: 20, batch: 1000, rate: 2.5e-3, dropout }
    }
}

/// Moves the weights so that they say of the readings what the lessons say; `report` gets the losses of a word in each
/// pass.
pub fn learn(
    weights: &mut Weights<Dense>,
    readings: &[Reading<'_>],
    lessons: &[Lesson],
    plan: Plan,
    report: &mut dyn FnMut(usize, Losses),
) {
    let lengths: Vec<usize> = readings.iter().map(|reading| reading.forms.len()).collect();
    let mut chance = Shuffle::new(23);
    let mut adam = Adam::new(weights);
    let mut gradients = both_zero(weights);
    let in_epoch = lengths.iter().sum::<usize>().div_ceil(plan.batch).max(1);
    let steps = in_epoch * plan.epochs;
    let mut step = 0;
    for epoch in 0..plan.epochs {
        let mut losses = Losses::default();
        for batch in batches(&lengths, plan.batch, &mut chance) {
            let seeds = [chance.below(usize::MAX), chance.below(usize::MAX)];
            let packed = (PackedLayers::new(weights), PackedOutputs::new(weights));
            let work = |half: &[usize], seed: usize, to: &mut Gradients| {
                lesson(weights, &packed, half, (readings, lessons), plan, seed, to)
            };
            let [first, second] = halves(&batch);
            let [left, right] = &mut gradients;
            let (a, b) = rayon::join(|| work(&first, seeds[0], left), || work(&second, seeds[1], right));
            losses = losses.and(a).and(b);
            unite(&mut gradients);
            adam.step(weights, &mut gradients[0], rate(plan.rate, step.min(steps - 1), steps));
            step += 1;
        }
        #[expect(clippy::cast_precision_loss, reason = "a mean for a person to read")]
        report(epoch + 1, losses.shared(lengths.iter().sum::<usize>().max(1) as f32));
    }
}

fn lesson(
    weights: &Weights<Dense>,
    packed: &(PackedLayers, PackedOutputs),
    half: &[usize],
    (readings, lessons): (&[Reading<'_>], &[Lesson]),
    plan: Plan,
    seed: usize,
    to: &mut Gradients,
) -> Losses {
    let batch: Vec<Reading> = half.iter().map(|&number| readings[number].clone()).collect();
    let lessons: Vec<&Lesson> = half.iter().map(|&number| &lessons[number]).collect();
    let rows = Rows::new(&batch.iter().map(|reading| reading.forms.len()).collect::<Vec<_>>());
    let mut chance = Shuffle::new(seed as u64);
    let encoded = encoder::encode(weights, &packed.0, &rows, &batch, &|_, _| false, plan.dropout, &mut chance);
    #[expect(clippy::cast_precision_loss, reason = "sizes")]
    let scale = 1.0 / plan.batch as f32;
    let (packed_outputs, dropout) = (&packed.1, plan.dropout.views);
    let court = Court { weights, packed: packed_outputs, rows: &rows, lessons: &lessons, scale, dropout };
    let (of_states, losses) = court.judge(&encoded.states, &mut chance, to);
    encoder::back(&packed.0, &rows, &batch, &encoded, of_states, to);
    losses
}

#[cfg(test)]
mod tests {
    use super::super::{fresh, steps::both_zero};
    use super::*;
    use crate::grammar::learn::net::judge::UNTOLD;
    use crate::grammar::net::input::Vocabulary;

    /// The loss of two short sentences, and its gradients.
    fn loss(weights: &Weights<Dense>, readings: &[Reading<'_>], to: &mut Gradients) -> f32 {
        let lessons = [
            Lesson {
                tags: vec![0, 1, 2],
                heads: vec![2, 0, 2],
                rels: vec![1, 0, 2],
                kinds: vec![0, UNTOLD, 5],
                marks: vec![4, 0, 12],
            },
            Lesson { tags: vec![3, 1], heads: vec![2, 0], rels: vec![3, 0], kinds: vec![UNTOLD; 2], marks: vec![0; 2] },
        ];
        let packed = (PackedLayers::new(weights), PackedOutputs::new(weights));
        let plan = Plan { batch: 1, dropout: Dropout::NONE, ..Plan::default() };
        let Losses { tags, arcs, rels, names } = lesson(weights, &packed, &[0, 1], (readings, &lessons), plan, 1, to);
        tags + arcs + rels + names
    }

    #[test]
    fn gradients_tell_how_the_loss_changes() {
        const STEP: f32 = 0.01;
        let vocabulary = Vocabulary::new(["ann", "met", "bob", "they"].map(str::to_owned).to_vec());
        let forms = ["Ann", "met", "Bob", "They"].map(|word| vocabulary.form(word, 0));
        let reading = |words: &[usize]| Reading {
            forms: words.iter().map(|&word| &forms[word]).collect(),
            counts: vec![1; words.len()],
            style: 3,
        };
        let readings = [reading(&[0, 1, 2]), reading(&[3, 1])];
        let mut weights = fresh(vocabulary.rows(), 4, 4);
        let [mut gradients, mut unused] = both_zero(&weights);
        loss(&weights, &readings, &mut gradients);
        for matrix in 0..weights.all().len() {
            let gradient = &gradients.weights.all()[matrix].values;
            let steepest =
                (0..gradient.len()).fold(0, |a, b| if gradient[b].abs() > gradient[a].abs() { b } else { a });
            let wanted = gradient[steepest];
            let mut moved = |by: f32| {
                weights.all_mut()[matrix].values[steepest] += by;
                loss(&weights, &readings, &mut unused)
            };
            let (above, below) = (moved(STEP), moved(-2.0 * STEP));
            moved(STEP);
            let found = (above - below) / (2.0 * STEP);
            assert!((found - wanted).abs() < 0.02 * wanted.abs() + 2e-3, "matrix {matrix}: {found} is not {wanted}");
            assert!(wanted != 0.0, "matrix {matrix} is not learnt");
        }
    }
}
