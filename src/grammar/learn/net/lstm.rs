//! A direction of an LSTM layer over many sentences at once, forward and back (Hochreiter and Schmidhuber 1997).
//!
//! Rows are ordered by place in the sentence, then by sentence, the longest sentences first: at place `t` the first
//! `active(t)` sentences have a word.

use super::product::{Packed, View, add_product, vectorised};
use crate::grammar::net::layout::{Cell, Dense, GATES, STATE};
use crate::grammar::net::math::{sigmoid, tanh};

/// How the words of some sentences are laid out.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Row of the first sentence at each place, and the number of all rows.
    starts: Vec<usize>,
}

impl Rows {
    /// The layout of sentences of these lengths, which must not rise.
    #[must_use]
    pub fn new(lengths: &[usize]) -> Self {
        debug_assert!(lengths.is_sorted_by(|a, b| a >= b), "the longest sentence comes first");
        let longest = lengths.first().copied().unwrap_or(0);
        let mut starts = vec![0];
        for place in 0..longest {
            let active = lengths.iter().take_while(|&&length| length > place).count();
            starts.push(starts[place] + active);
        }
        Self { starts }
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Length of the longest sentence.
    #[must_use]
    pub fn places(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many sentences have a word at a place.
    #[must_use]
    pub fn active(&self, place: usize) -> usize {
        self.starts[place + 1] - self.starts[place]
    }

    /// The row of a word.
    #[must_use]
    pub fn row(&self, place: usize, sentence: usize) -> usize {
        self.starts[place] + sentence
    }

    /// The places in the order in which a direction reads them, each with the one before in that order.
    fn order(&self, backward: bool) -> Vec<(usize, Option<usize>)> {
        let places = self.places();
        let at = |i: usize| if backward { places - 1 - i } else { i };
        (0..places).map(|i| (at(i), i.checked_sub(1).map(at))).collect()
    }
}

/// The matrices of a cell laid out for products in both ways.
#[derive(Debug)]
pub struct PackedCell {
    input: Packed,
    state: Packed,
    input_back: Packed,
    state_back: Packed,
}

impl PackedCell {
    /// Lays them out.
    #[must_use]
    pub fn new(cell: &Cell<Dense>) -> Self {
        let view = |m: &'_ Dense| Packed::new(View::new(&m.values, m.rows(), m.cols).transposed());
        let back = |m: &'_ Dense| Packed::new(View::new(&m.values, m.rows(), m.cols));
        Self {
            input: view(&cell.input),
            state: view(&cell.state),
            input_back: back(&cell.input),
            state_back: back(&cell.state),
        }
    }
}

/// What a direction has computed, kept for the way back.
#[derive(Debug, Default)]
pub struct Trace {
    /// Gates after their functions: input, forget, output, new content.
    gates: Vec<f32>,
    contents: Vec<f32>,
    /// Hyperbolic tangents of the contents.
    squashed: Vec<f32>,
    /// What it says of each row.
    pub states: Vec<f32>,
}

/// Reads rows of inputs.
#[must_use]
pub fn forward(cell: &Cell<Dense>, packed: &PackedCell, rows: &Rows, input: &[f32], backward: bool) -> Trace {
    let count = rows.count();
    let mut trace = Trace {
        gates: cell.bias.values.repeat(count),
        contents: vec![0.0; count * STATE],
        squashed: vec![0.0; count * STATE],
        states: vec![0.0; count * STATE],
    };
    add_product(&mut trace.gates, GATES, View::new(input, count, cell.input.cols), &packed.input);
    for (place, before) in rows.order(backward) {
        let (first, active) = (rows.row(place, 0), rows.active(place));
        let known = before.map_or(0, |before| active.min(rows.active(before)));
        let from = before.map_or(0, |before| rows.row(before, 0));
        if known > 0 {
            let states = View::new(&trace.states[from * STATE..], known, STATE);
            add_product(&mut trace.gates[first * GATES..], GATES, states, &packed.state);
        }
        for sentence in 0..active {
            let old = (sentence < known).then_some(from + sentence);
            step(&mut trace, first + sentence, old);
        }
    }
    trace
}

fn step(trace: &mut Trace, row: usize, old: Option<usize>) {
    let mut before = [0.0; STATE];
    if let Some(old) = old {
        before.copy_from_slice(&trace.contents[old * STATE..(old + 1) * STATE]);
    }
    let (gates, _) = trace.gates[row * GATES..].as_chunks_mut::<STATE>();
    let [input, forget, output, new, ..] = gates else { return };
    let range = row * STATE..(row + 1) * STATE;
    let contents = &mut trace.contents[range.clone()];
    let squashed = &mut trace.squashed[range.clone()];
    let states = &mut trace.states[range];
    vectorised(
        #[inline(always)]
        || {
            for i in 0..STATE {
                input[i] = sigmoid(input[i]);
                forget[i] = sigmoid(forget[i]);
                output[i] = sigmoid(output[i]);
                new[i] = tanh(new[i]);
                contents[i] = forget[i] * before[i] + input[i] * new[i];
                squashed[i] = tanh(contents[i]);
                states[i] = output[i] * squashed[i];
            }
        },
    );
}

/// The way back: from the gradient of the states to those of the weights and of the input (added to `of_input`).
pub fn back(
    (packed, rows, backward): (&PackedCell, &Rows, bool),
    (input, trace): (&[f32], &Trace),
    of_states: &[f32],
    of_cell: &mut Cell<Dense>,
    of_input: &mut [f32],
) {
    let count = rows.count();
    let width = of_cell.input.cols;
    let sentences = if rows.places() == 0 { 0 } else { rows.active(0) };
    let mut of_gates = vec![0.0; count * GATES];
    let mut of_state = vec![0.0; sentences * STATE];
    let mut of_content = vec![0.0; sentences * STATE];
    let mut previous = vec![0.0; count * STATE];
    for &(place, before) in rows.order(backward).iter().rev() {
        let (first, active) = (rows.row(place, 0), rows.active(place));
        let known = before.map_or(0, |before| active.min(rows.active(before)));
        let from = before.map_or(0, |before| rows.row(before, 0));
        for sentence in 0..active {
            let (row, range) = (first + sentence, sentence * STATE..(sentence + 1) * STATE);
            let old = (sentence < known).then_some(from + sentence);
            if let Some(old) = old {
                previous[row * STATE..(row + 1) * STATE].copy_from_slice(&trace.states[old * STATE..(old + 1) * STATE]);
            }
            let of_gates = &mut of_gates[row * GATES..(row + 1) * GATES];
            let of_states = &of_states[row * STATE..(row + 1) * STATE];
            step_back(trace, row, old, of_states, &of_state[range.clone()], &mut of_content[range], of_gates);
        }
        of_state[..active * STATE].fill(0.0);
        let gates = View::new(&of_gates[first * GATES..], active, GATES);
        add_product(&mut of_state, STATE, gates, &packed.state_back);
    }
    let gates = View::new(&of_gates, count, GATES);
    add_product(of_input, width, gates, &packed.input_back);
    let input = Packed::new(View::new(input, count, width));
    add_product(&mut of_cell.input.values, width, gates.transposed(), &input);
    let previous = Packed::new(View::new(&previous, count, STATE));
    add_product(&mut of_cell.state.values, STATE, gates.transposed(), &previous);
    for of_gates in of_gates.chunks_exact(GATES) {
        of_cell.bias.values.iter_mut().zip(of_gates).for_each(|(to, from)| *to += from);
    }
}

fn step_back(
    trace: &Trace,
    row: usize,
    old: Option<usize>,
    of_states: &[f32],
    of_later: &[f32],
    of_content: &mut [f32],
    of_gates: &mut [f32],
) {
    let (gates, _) = trace.gates[row * GATES..].as_chunks::<STATE>();
    let [input, forget, output, new, ..] = gates else { return };
    let mut before = [0.0; STATE];
    if let Some(old) = old {
        before.copy_from_slice(&trace.contents[old * STATE..(old + 1) * STATE]);
    }
    let squashed = &trace.squashed[row * STATE..(row + 1) * STATE];
    let (of_gates, _) = of_gates.as_chunks_mut::<STATE>();
    let [of_input, of_forget, of_output, of_new, ..] = of_gates else { return };
    let (of_states, of_later, of_content) = (&of_states[..STATE], &of_later[..STATE], &mut of_content[..STATE]);
    vectorised(
        #[inline(always)]
        || {
            for i in 0..STATE {
                let of = of_states[i] + of_later[i];
                let inner = of_content[i] + of * output[i] * (1.0 - squashed[i] * squashed[i]);
                of_output[i] = of * squashed[i] * output[i] * (1.0 - output[i]);
                of_input[i] = inner * new[i] * input[i] * (1.0 - input[i]);
                of_forget[i] = inner * before[i] * forget[i] * (1.0 - forget[i]);
                of_new[i] = inner * input[i] * (1.0 - new[i] * new[i]);
                of_content[i] = inner * forget[i];
            }
        },
    );
}
