//! A bidirectional LSTM layer that reads a sentence (Hochreiter and Schmidhuber 1997; Graves and Schmidhuber 2005).

use super::layout::{BOTH, Cell, GATES, STATE};
use super::math::{sigmoid, tanh};
use super::store::Stored;
use super::whole::{Kernel, Whole, pairs};

/// A direction of a layer.
#[derive(Debug)]
struct Direction {
    input: Whole,
    state: Whole,
    bias: Vec<f32>,
}

/// A layer.
#[derive(Debug)]
pub struct Layer([Direction; 2]);

impl Layer {
    /// Lays its weights out.
    #[must_use]
    pub fn new(cells: &[Cell<Stored>; 2]) -> Self {
        let direction = |cell: &Cell<Stored>| Direction {
            input: Whole::of(&cell.input),
            state: Whole::of(&cell.state),
            bias: cell.bias.floats(),
        };
        Self([direction(&cells[0]), direction(&cells[1])])
    }

    /// Reads tokens, [`pairs`] of them, and says of each what both directions say of it; `gates` is scratch space.
    #[inline(always)]
    pub fn read<K: Kernel>(
        &self,
        kernel: K,
        length: usize,
        input: &[i32],
        states: &mut Vec<f32>,
        gates: &mut Vec<f32>,
    ) {
        states.clear();
        states.resize(length * BOTH, 0.0);
        for (side, direction) in self.0.iter().enumerate() {
            gates.clear();
            (0..length).for_each(|_| gates.extend(&direction.bias));
            direction.input.add(kernel, input, gates);
            let (mut content, mut state) = ([0.0; STATE], [0; STATE / 2]);
            for step in 0..length {
                let token = if side == 0 { step } else { length - 1 - step };
                let gates = &mut gates[token * GATES..(token + 1) * GATES];
                if step > 0 {
                    direction.state.add(kernel, &state, gates);
                }
                let says = &mut states[token * BOTH + side * STATE..][..STATE];
                advance(gates, &mut content, says);
                pairs(says, &mut state);
            }
        }
    }
}

#[inline(always)]
fn advance(gates: &[f32], content: &mut [f32; STATE], says: &mut [f32]) {
    let (gates, _) = gates.as_chunks::<STATE>();
    let [input, forget, output, new, ..] = gates else { return };
    let Some(says) = says.first_chunk_mut::<STATE>() else { return };
    for i in 0..STATE {
        content[i] = sigmoid(forget[i]) * content[i] + sigmoid(input[i]) * tanh(new[i]);
        says[i] = sigmoid(output[i]) * tanh(content[i]);
    }
}
