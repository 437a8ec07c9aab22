//! The neural net behind the grammar: it reads a sentence in both directions, twice, and says of each word what part
//! of speech it is, which word it hangs on and how, what it names, and which names are mentioned.
//!
//! Dozat and Manning (2017), "Deep Biaffine Attention for Neural Dependency Parsing", with one set of states for all.

#![expect(clippy::inline_always, reason = "what is inlined is compiled for the vectors of the machine")]

pub mod arcs;
pub mod input;
pub mod layout;
pub mod lstm;
pub mod math;
pub mod mentions;
pub mod store;
pub mod voices;
pub mod whole;

use arcs::{LEAK, Trees, leaky};
use input::Form;
use layout::{ARC, BOTH, INPUT, KINDS, MARKS, Outputs, REL, WORD, Weights};
use lstm::Layer;
use store::Stored;
use whole::{Kernel, Whole, Work, pairs, run};

/// What is said of a sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// Number of each word's tag.
    pub tags: Vec<u8>,
    /// Each word's head, counted from 1, 0 for the one root.
    pub heads: Vec<usize>,
    /// Number of each word's relation.
    pub rels: Vec<u8>,
    /// What each word names if it heads a name, the last for nothing.
    pub kinds: Vec<u8>,
    /// How well each mark of mentions does for each word.
    pub marks: Vec<[f32; MARKS]>,
}

/// A table of embeddings.
#[derive(Debug)]
struct Table {
    cols: usize,
    scales: Vec<f32>,
    values: Vec<i8>,
}

/// The net.
#[derive(Debug)]
pub struct Net {
    words: Table,
    pieces: Table,
    layers: [Layer; 2],
    outputs: Outputs,
    out: Whole,
    out_bias: Vec<f32>,
    bilinear: Whole,
    head_bias: Vec<f32>,
    root_arc: Vec<f32>,
    root_rel: Vec<f32>,
    rel: Whole,
    rel_bias: Vec<f32>,
    /// Number of the relation that the root alone has.
    root: usize,
}

/// Space that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    numbers: Vec<f32>,
    inputs: Vec<i32>,
    states: Vec<f32>,
    gates: Vec<f32>,
    out: Vec<f32>,
    asked: Vec<f32>,
    heads: Vec<f32>,
    scores: Vec<f32>,
    trees: Trees,
}

impl Net {
    /// Lays out weights; `root` is the number of the relation that the root alone has.
    #[must_use]
    pub fn new(weights: &Weights<Stored>, tags: usize, root: usize) -> Self {
        let filled = |floats: Vec<f32>| {
            let mut floats = floats;
            floats.resize(floats.len().next_multiple_of(whole::PANEL), 0.0);
            floats
        };
        Self {
            words: Table::new(&weights.words),
            pieces: Table::new(&weights.pieces),
            layers: [Layer::new(&weights.layers[0]), Layer::new(&weights.layers[1])],
            outputs: Outputs { tags },
            out: Whole::of(&weights.out),
            out_bias: filled(weights.out_bias.floats()),
            bilinear: Whole::of(&weights.bilinear),
            head_bias: weights.head_bias.floats(),
            root_arc: weights.root_arc.floats(),
            root_rel: weights.root_rel.floats(),
            rel: Whole::of(&weights.rel),
            rel_bias: filled(weights.rel_bias.floats()),
            root,
        }
    }

    /// Reads a sentence whose use of capitals has that style.
    pub fn read(&self, forms: &[Form], style: u16, scratch: &mut Scratch) -> Said {
        run(Read { net: self, forms, style, scratch })
    }
}

impl Table {
    fn new(stored: &Stored) -> Self {
        match stored {
            Stored::Bytes { cols, scales, values } => {
                Self { cols: *cols, scales: scales.clone(), values: values.clone() }
            }
            Stored::Floats(row) => Self { cols: row.len(), scales: Vec::new(), values: Vec::new() },
        }
    }

    /// Adds a row.
    #[inline(always)]
    fn add(&self, row: usize, to: &mut [f32]) {
        let values = &self.values[row * self.cols..(row + 1) * self.cols];
        let scale = self.scales[row];
        to.iter_mut().zip(values).for_each(|(to, &value)| *to += f32::from(value) * scale);
    }
}

struct Read<'a> {
    net: &'a Net,
    forms: &'a [Form],
    style: u16,
    scratch: &'a mut Scratch,
}

impl Work for Read<'_> {
    type Output = Said;

    #[inline(always)]
    fn work<K: Kernel>(self, kernel: K) -> Said {
        let Self { net, forms, style, scratch } = self;
        let length = forms.len();
        if length == 0 {
            return Said::default();
        }
        net.embed(forms, style, &mut scratch.numbers);
        let Scratch { numbers, inputs, states, gates, out, .. } = scratch;
        quantise(numbers, inputs);
        net.layers[0].read(kernel, length, inputs, states, gates);
        quantise(states, inputs);
        net.layers[1].read(kernel, length, inputs, numbers, gates);
        quantise(numbers, inputs);
        out.clear();
        (0..length).for_each(|_| out.extend(&net.out_bias));
        net.out.add(kernel, inputs, out);
        let mut said = net.words_by_themselves(length, out);
        net.weigh_arcs(kernel, length, scratch);
        said.heads = scratch.trees.heads(&scratch.scores, length);
        said.rels = net.relations(kernel, &said.heads, scratch);
        said
    }
}

/// Numbers as inputs of products.
#[inline(always)]
fn quantise(numbers: &[f32], inputs: &mut Vec<i32>) {
    inputs.clear();
    inputs.resize(numbers.len() / 2, 0);
    pairs(numbers, inputs);
}

impl Net {
    #[inline(always)]
    fn embed(&self, forms: &[Form], style: u16, numbers: &mut Vec<f32>) {
        numbers.clear();
        numbers.resize(forms.len() * INPUT, 0.0);
        for (form, numbers) in forms.iter().zip(numbers.chunks_exact_mut(INPUT)) {
            self.words.add(form.word as usize, &mut numbers[..WORD]);
            for &piece in form.pieces.iter().chain([&style]) {
                self.pieces.add(usize::from(piece), &mut numbers[WORD..]);
            }
        }
    }

    /// Tags and names, which are said of each word by itself.
    #[inline(always)]
    fn words_by_themselves(&self, length: usize, out: &[f32]) -> Said {
        let mut said = Said { tags: Vec::with_capacity(length), ..Said::default() };
        for row in out.chunks_exact(self.out.width()) {
            said.tags.push(highest(&row[..self.outputs.tags]));
            said.kinds.push(highest(&row[self.outputs.kinds()]));
            let mut scores = [0.0; MARKS];
            scores.copy_from_slice(&row[self.outputs.marks()]);
            said.marks.push(scores);
        }
        debug_assert!(said.kinds.iter().all(|&kind| usize::from(kind) < KINDS));
        said
    }

    /// Scores of each word as the head of each other, and of the root.
    #[inline(always)]
    fn weigh_arcs<K: Kernel>(&self, kernel: K, length: usize, scratch: &mut Scratch) {
        let Scratch { numbers, inputs, out, asked, heads, scores, .. } = scratch;
        let choices = length + 1;
        numbers.clear();
        heads.clear();
        heads.resize(ARC * choices, 0.0);
        heads.chunks_exact_mut(choices).zip(&self.root_arc).for_each(|(row, root)| row[0] = *root);
        for (token, row) in out.chunks_exact(self.out.width()).enumerate() {
            numbers.extend(row[self.outputs.dependent()].iter().map(|&x| leaky(x, LEAK)));
            for (row, &x) in heads.chunks_exact_mut(choices).zip(&row[self.outputs.head()]) {
                row[token + 1] = leaky(x, LEAK);
            }
        }
        quantise(numbers, inputs);
        asked.clear();
        (0..length).for_each(|_| asked.extend(&self.head_bias));
        self.bilinear.add(kernel, inputs, asked);
        scores.clear();
        scores.resize(length * choices, 0.0);
        for (asked, scores) in asked.chunks_exact(self.bilinear.width()).zip(scores.chunks_exact_mut(choices)) {
            for (asked, heads) in asked.iter().zip(heads.chunks_exact(choices)) {
                scores.iter_mut().zip(heads).for_each(|(score, head)| *score += asked * head);
            }
        }
    }

    /// Relations to these heads; that of the root is the root's alone.
    #[inline(always)]
    fn relations<K: Kernel>(&self, kernel: K, heads: &[usize], scratch: &mut Scratch) -> Vec<u8> {
        let Scratch { numbers, inputs, out, asked, .. } = scratch;
        let row = |token: usize| &out[token * self.out.width()..(token + 1) * self.out.width()];
        numbers.clear();
        for (token, head) in heads.iter().enumerate() {
            let own = &row(token)[self.outputs.rel_dependent()];
            let other = match head.checked_sub(1) {
                Some(head) => &row(head)[self.outputs.rel_head()],
                None => &self.root_rel[..REL],
            };
            numbers.extend(own.iter().zip(other).map(|(a, b)| leaky(a + b, 0.0)));
        }
        quantise(numbers, inputs);
        asked.clear();
        for _ in heads {
            asked.extend(&self.rel_bias);
        }
        self.rel.add(kernel, inputs, asked);
        let root = u8::try_from(self.root).unwrap_or(0);
        let rows = asked.chunks_exact_mut(self.rel.width()).zip(heads);
        rows.map(|(scores, &head)| {
            scores[self.root] = f32::NEG_INFINITY;
            if head == 0 { root } else { highest(&scores[..self.rel.rows]) }
        })
        .collect()
    }
}

fn highest(scores: &[f32]) -> u8 {
    let best = (1..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best });
    u8::try_from(best).unwrap_or(0)
}

const _: () =
    assert!(BOTH.is_multiple_of(2) && INPUT.is_multiple_of(2) && ARC.is_multiple_of(2) && REL.is_multiple_of(2));
