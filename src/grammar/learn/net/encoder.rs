//! From tokens to states and back: embeddings and the two layers, with dropout that is the same for all words of a
//! sentence (Gal and Ghahramani 2016).

use std::ops::Range;

use super::lstm::{self, PackedCell, Rows, Trace};
use super::product::vectorised;
use crate::grammar::learn::Shuffle;
use crate::grammar::net::input::{Form, HIDDEN, UNKNOWN};
use crate::grammar::net::layout::{BOTH, Dense, INPUT, PIECE, STATE, WORD, Weights};

/// A sentence as the net reads it.
#[derive(Debug, Clone, Default)]
pub struct Reading<'a> {
    /// Its words.
    pub forms: Vec<&'a Form>,
    /// How often each is met in the treebanks.
    pub counts: Vec<u32>,
    /// Row of the piece that tells how it uses capitals.
    pub style: u16,
}

/// Shares of what is left out while learning.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    /// Of a token's embeddings.
    pub input: f32,
    /// Of the states of both layers.
    pub states: f32,
    /// Of the views of a word as dependent and head.
    pub views: f32,
    /// How many times a word must be met to be taken for unknown in every second place.
    pub words: f32,
}

impl Dropout {
    /// Nothing is left out.
    pub const NONE: Self = Self { input: 0.0, states: 0.0, views: 0.0, words: 0.0 };
}

/// Which numbers of a vector count, and how much, by sentence.
#[derive(Debug, Default)]
pub struct Mask {
    width: usize,
    values: Vec<f32>,
}

impl Mask {
    /// Leaves out a share at random and makes up for it in the rest.
    #[must_use]
    pub fn new(sentences: usize, width: usize, share: f32, chance: &mut Shuffle) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share")]
        let limit = (share * 1000.0) as usize;
        let kept = 1.0 / (1.0 - share);
        let one = |_| if limit > 0 && chance.below(1000) < limit { 0.0 } else { kept };
        Self { width, values: (0..sentences * width).map(one).collect() }
    }

    /// Multiplies rows laid out by place and sentence.
    pub fn apply(&self, rows: &Rows, values: &mut [f32]) {
        for place in 0..rows.places() {
            let start = rows.row(place, 0) * self.width;
            let count = rows.active(place) * self.width;
            let values = &mut values[start..start + count];
            values.iter_mut().zip(&self.values).for_each(|(value, kept)| *value *= kept);
        }
    }
}

/// Matrices laid out once for a batch.
#[derive(Debug)]
pub struct PackedLayers(Vec<[PackedCell; 2]>);

impl PackedLayers {
    /// Lays them out.
    #[must_use]
    pub fn new(weights: &Weights<Dense>) -> Self {
        Self(weights.layers.iter().map(|layer| [PackedCell::new(&layer[0]), PackedCell::new(&layer[1])]).collect())
    }
}

/// All that was computed on the way to the states.
pub struct Encoded {
    /// Row of the table of words for each row.
    words: Vec<u32>,
    inputs: [Vec<f32>; 2],
    traces: [[Trace; 2]; 2],
    masks: [Mask; 3],
    /// What the upper layer says of each row.
    pub states: Vec<f32>,
}

/// Reads sentences, the longest first. `hidden` tells which words are not to be seen at all.
#[must_use]
pub fn encode(
    weights: &Weights<Dense>,
    packed: &PackedLayers,
    rows: &Rows,
    batch: &[Reading<'_>],
    hidden: &dyn Fn(usize, usize) -> bool,
    dropout: Dropout,
    chance: &mut Shuffle,
) -> Encoded {
    let mut input = vec![0.0; rows.count() * INPUT];
    let mut words = vec![UNKNOWN; rows.count()];
    for (number, sentence) in batch.iter().enumerate() {
        for (place, form) in sentence.forms.iter().enumerate() {
            let row = rows.row(place, number);
            if hidden(number, place) {
                words[row] = HIDDEN;
                embed(weights, HIDDEN, &[], &mut input[row * INPUT..(row + 1) * INPUT]);
                continue;
            }
            words[row] = if forgotten(sentence.counts[place], dropout.words, chance) { UNKNOWN } else { form.word };
            let input = &mut input[row * INPUT..(row + 1) * INPUT];
            embed(weights, words[row], &form.pieces, input);
            embed_piece(weights, sentence.style, input);
        }
    }
    let sizes = [(INPUT, dropout.input), (BOTH, dropout.states), (BOTH, dropout.states)];
    let masks = sizes.map(|(width, share)| Mask::new(batch.len(), width, share, chance));
    masks[0].apply(rows, &mut input);
    let layer = |number: usize, input: &[f32], mask: &Mask| {
        let cells = &weights.layers[number];
        let run = |side: usize| lstm::forward(&cells[side], &packed.0[number][side], rows, input, side == 1);
        let traces = [run(0), run(1)];
        let mut states = beside(&traces[0].states, &traces[1].states);
        mask.apply(rows, &mut states);
        (traces, states)
    };
    let (lower, between) = layer(0, &input, &masks[1]);
    let (upper, states) = layer(1, &between, &masks[2]);
    Encoded { words, inputs: [input, between], traces: [lower, upper], masks, states }
}

/// Whether a word is taken for unknown, rare ones more often (Kiperwasser and Goldberg 2016).
fn forgotten(count: u32, times: f32, chance: &mut Shuffle) -> bool {
    if times == 0.0 {
        return false;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts above 2^24 make no difference")]
    let share = times / (times + count as f32);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share")]
    let limit = (share * 1e6) as usize;
    chance.below(1_000_000) < limit
}

fn embed(weights: &Weights<Dense>, word: u32, pieces: &[u16], to: &mut [f32]) {
    to[..WORD].copy_from_slice(weights.words.row(word as usize));
    for &piece in pieces {
        embed_piece(weights, piece, to);
    }
}

fn embed_piece(weights: &Weights<Dense>, piece: u16, to: &mut [f32]) {
    let from = weights.pieces.row(usize::from(piece));
    to[WORD..].iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

/// Two tables of states side by side.
fn beside(left: &[f32], right: &[f32]) -> Vec<f32> {
    let pairs = left.chunks_exact(STATE).zip(right.chunks_exact(STATE));
    pairs.flat_map(|(left, right)| left.iter().chain(right).copied()).collect()
}

fn apart(both: &[f32]) -> [Vec<f32>; 2] {
    let side = |from: usize| both.chunks_exact(BOTH).flat_map(|row| row[from..from + STATE].iter().copied()).collect();
    [side(0), side(STATE)]
}

/// Gradients, with the rows of the embeddings that are not zero.
pub struct Gradients {
    /// As large as the weights.
    pub weights: Weights<Dense>,
    /// Rows of words that are touched.
    pub words: Vec<u32>,
    /// Rows of pieces that are touched.
    pub pieces: Vec<u16>,
}

impl Gradients {
    /// Of each matrix the parts that may not be zero.
    pub fn touched(&mut self) -> Vec<Vec<Range<usize>>> {
        self.words.sort_unstable();
        self.words.dedup();
        self.pieces.sort_unstable();
        self.pieces.dedup();
        let rows = |row: usize, cols: usize| row * cols..(row + 1) * cols;
        let part = |(number, matrix): (usize, &Dense)| match number {
            0 => self.words.iter().map(|&row| rows(row as usize, matrix.cols)).collect(),
            1 => self.pieces.iter().map(|&row| rows(usize::from(row), matrix.cols)).collect(),
            _ => std::iter::once(0..matrix.values.len()).collect(),
        };
        self.weights.all().into_iter().enumerate().map(part).collect()
    }
}

/// The way back from the gradient of the states.
pub fn back(
    packed: &PackedLayers,
    rows: &Rows,
    batch: &[Reading<'_>],
    encoded: &Encoded,
    mut of_states: Vec<f32>,
    to: &mut Gradients,
) {
    for number in [1, 0] {
        encoded.masks[number + 1].apply(rows, &mut of_states);
        let sides = apart(&of_states);
        let input = &encoded.inputs[number];
        let mut of_input = vec![0.0; input.len()];
        for (side, of_states) in sides.iter().enumerate() {
            let (packed, trace) = (&packed.0[number][side], &encoded.traces[number][side]);
            let of_cell = &mut to.weights.layers[number][side];
            lstm::back((packed, rows, side == 1), (input, trace), of_states, of_cell, &mut of_input);
        }
        of_states = of_input;
    }
    encoded.masks[0].apply(rows, &mut of_states);
    for (number, sentence) in batch.iter().enumerate() {
        for (place, form) in sentence.forms.iter().enumerate() {
            let row = rows.row(place, number);
            let of = &of_states[row * INPUT..(row + 1) * INPUT];
            let word = encoded.words[row];
            to.words.push(word);
            add(to.weights.words.row_mut(word as usize), &of[..WORD]);
            if word != HIDDEN {
                for &piece in form.pieces.iter().chain([&sentence.style]) {
                    to.pieces.push(piece);
                    add(to.weights.pieces.row_mut(usize::from(piece)), &of[WORD..WORD + PIECE]);
                }
            }
        }
    }
}

/// Adds numbers to others.
pub fn add(to: &mut [f32], from: &[f32]) {
    vectorised(
        #[inline(always)]
        || to.iter_mut().zip(from).for_each(|(to, from)| *to += from),
    );
}
