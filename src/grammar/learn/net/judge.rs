//! What is wrong with what the net says of some sentences, and which way every weight should go.
//!
//! Each head is chosen by itself, which word of the sentence it is; the tree is made of them only after learning.

use super::encoder::{Gradients, Mask, add};
use super::lstm::Rows;
use super::product::{Packed, View, add_product, vectorised};
use crate::grammar::learn::Shuffle;
use crate::grammar::net::arcs::{LEAK, leaky};
use crate::grammar::net::layout::{ARC, BOTH, Dense, Outputs, REL, Weights};
use crate::grammar::net::math::exp;

/// What is to be said of a sentence.
#[derive(Debug, Clone, Default)]
pub struct Lesson {
    /// Number of each word's tag.
    pub tags: Vec<u8>,
    /// Each word's head, counted from 1, 0 for the root.
    pub heads: Vec<u16>,
    /// Relations by number.
    pub rels: Vec<u8>,
    /// What words name that head a name; [`UNTOLD`] for others.
    pub kinds: Vec<u8>,
    /// Marks of mentions; [`UNTOLD`] where the treebank has none.
    pub marks: Vec<u8>,
}

/// There is nothing to be learnt here.
pub const UNTOLD: u8 = u8::MAX;

/// Losses, each summed over words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Losses {
    /// Of tags.
    pub tags: f32,
    /// Of heads.
    pub arcs: f32,
    /// Of relations.
    pub rels: f32,
    /// Of names.
    pub names: f32,
}

impl Losses {
    /// Those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            tags: self.tags + other.tags,
            arcs: self.arcs + other.arcs,
            rels: self.rels + other.rels,
            names: self.names + other.names,
        }
    }

    /// Divided by a number of words.
    #[must_use]
    pub fn shared(self, words: f32) -> Self {
        let Self { tags, arcs, rels, names } = self;
        Self { tags: tags / words, arcs: arcs / words, rels: rels / words, names: names / words }
    }
}

/// Turns scores into gradients of the logarithm of the right one's share; the loss comes back.
pub fn cross_entropy(scores: &mut [f32], right: usize, scale: f32) -> f32 {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    vectorised(
        #[inline(always)]
        || scores.iter_mut().for_each(|score| *score = exp(*score - highest)),
    );
    let sum: f32 = scores.iter().sum();
    let loss = -(scores[right] / sum).max(1e-30).ln();
    for score in scores.iter_mut() {
        *score *= scale / sum;
    }
    scores[right] -= scale;
    loss
}

/// Matrices of the outputs laid out once for a batch.
#[derive(Debug)]
pub struct PackedOutputs {
    out: Packed,
    out_back: Packed,
    bilinear: Packed,
    bilinear_back: Packed,
    rel: Packed,
    rel_back: Packed,
}

impl PackedOutputs {
    /// Lays them out.
    #[must_use]
    pub fn new(weights: &Weights<Dense>) -> Self {
        let view = |m: &'_ Dense| Packed::new(View::new(&m.values, m.rows(), m.cols));
        let across = |m: &'_ Dense| Packed::new(View::new(&m.values, m.rows(), m.cols).transposed());
        Self {
            out: across(&weights.out),
            out_back: view(&weights.out),
            bilinear: across(&weights.bilinear),
            bilinear_back: view(&weights.bilinear),
            rel: across(&weights.rel),
            rel_back: view(&weights.rel),
        }
    }
}

/// A batch with what is needed to judge it.
pub struct Court<'a> {
    /// The weights.
    pub weights: &'a Weights<Dense>,
    /// The same laid out.
    pub packed: &'a PackedOutputs,
    /// Where words stand.
    pub rows: &'a Rows,
    /// What should be said.
    pub lessons: &'a [&'a Lesson],
    /// How much a word counts.
    pub scale: f32,
    /// What is left out of the views of words.
    pub dropout: f32,
}

impl Court<'_> {
    /// Judges states; their gradient comes back.
    pub fn judge(&self, states: &[f32], chance: &mut Shuffle, to: &mut Gradients) -> (Vec<f32>, Losses) {
        let outputs = self.outputs();
        let (count, width) = (self.rows.count(), outputs.width());
        let mut out = self.weights.out_bias.values.repeat(count);
        add_product(&mut out, width, View::new(states, count, BOTH), &self.packed.out);
        let mut of_out = vec![0.0; out.len()];
        let mut losses = self.words(&out, &mut of_out);
        losses.arcs = self.arcs(&out, &mut of_out, chance, to);
        losses.rels = self.rels(&out, &mut of_out, chance, to);
        let view = View::new(&of_out, count, width);
        let mut of_states = vec![0.0; states.len()];
        add_product(&mut of_states, BOTH, view, &self.packed.out_back);
        let states = Packed::new(View::new(states, count, BOTH));
        add_product(&mut to.weights.out.values, BOTH, view.transposed(), &states);
        of_out.chunks_exact(width).for_each(|row| add(&mut to.weights.out_bias.values, row));
        (of_states, losses)
    }

    fn outputs(&self) -> Outputs {
        let width = self.weights.out.rows();
        Outputs { tags: width - Outputs { tags: 0 }.width() }
    }

    /// Each word with its sentence, place and row.
    fn each(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let rows = self.rows;
        (0..rows.places()).flat_map(move |place| (0..rows.active(place)).map(move |s| (s, place, rows.row(place, s))))
    }

    /// Tags and names, which are said of each word by itself.
    fn words(&self, out: &[f32], of_out: &mut [f32]) -> Losses {
        let (mut losses, outputs) = (Losses::default(), self.outputs());
        let width = outputs.width();
        for (sentence, place, row) in self.each() {
            let lesson = self.lessons[sentence];
            let (out, of) = (&out[row * width..(row + 1) * width], &mut of_out[row * width..(row + 1) * width]);
            let mut say = |range: std::ops::Range<usize>, right: u8| {
                of[range.clone()].copy_from_slice(&out[range.clone()]);
                cross_entropy(&mut of[range], usize::from(right), self.scale)
            };
            losses.tags += say(0..outputs.tags, lesson.tags[place]);
            if lesson.kinds[place] != UNTOLD {
                losses.names += say(outputs.kinds(), lesson.kinds[place]);
            }
            if lesson.marks[place] != UNTOLD {
                losses.names += say(outputs.marks(), lesson.marks[place]);
            }
        }
        losses
    }

    /// A part of all rows after its function and with some of it left out.
    fn views(&self, out: &[f32], range: std::ops::Range<usize>, mask: &Mask, leak: f32) -> Vec<f32> {
        let width = self.outputs().width();
        let part = out.chunks_exact(width).flat_map(|row| &row[range.clone()]);
        let mut views: Vec<f32> = part.map(|&x| leaky(x, leak)).collect();
        mask.apply(self.rows, &mut views);
        views
    }

    /// The way back through [`Court::views`].
    fn views_back(
        &self,
        out: &[f32],
        mut of_views: Vec<f32>,
        range: &std::ops::Range<usize>,
        mask: &Mask,
        leak: f32,
        of_out: &mut [f32],
    ) {
        let width = self.outputs().width();
        mask.apply(self.rows, &mut of_views);
        let rows = out.chunks_exact(width).zip(of_out.chunks_exact_mut(width));
        for ((out, of), of_view) in rows.zip(of_views.chunks_exact(range.len())) {
            for ((x, to), of) in out[range.clone()].iter().zip(&mut of[range.clone()]).zip(of_view) {
                *to += if *x > 0.0 { *of } else { leak * of };
            }
        }
    }

    fn arcs(&self, out: &[f32], of_out: &mut [f32], chance: &mut Shuffle, to: &mut Gradients) -> f32 {
        let outputs = self.outputs();
        let mut mask = || Mask::new(self.lessons.len(), ARC, self.dropout, chance);
        let masks = [mask(), mask()];
        let dependents = self.views(out, outputs.dependent(), &masks[0], LEAK);
        let heads = self.views(out, outputs.head(), &masks[1], LEAK);
        let count = self.rows.count();
        let mut asked = vec![0.0; count * ARC];
        add_product(&mut asked, ARC, View::new(&dependents, count, ARC), &self.packed.bilinear);
        let (mut of_asked, mut of_heads) = (vec![0.0; count * ARC], vec![0.0; count * ARC]);
        let mut loss = 0.0;
        for (sentence, lesson) in self.lessons.iter().enumerate() {
            let row = |place: usize| self.rows.row(place, sentence) * ARC..(self.rows.row(place, sentence) + 1) * ARC;
            let length = lesson.heads.len();
            let gather =
                |from: &[f32]| -> Vec<f32> { (0..length).flat_map(|p| from[row(p)].iter().copied()).collect() };
            let asked = gather(&asked);
            let mut offered = self.weights.root_arc.values.clone();
            offered.extend(gather(&heads));
            let (of_rows, of_offered, its_loss) = self.sentence(lesson, &asked, &offered, to);
            loss += its_loss;
            add(&mut to.weights.root_arc.values, &of_offered[..ARC]);
            for place in 0..length {
                of_asked[row(place)].copy_from_slice(&of_rows[place * ARC..(place + 1) * ARC]);
                of_heads[row(place)].copy_from_slice(&of_offered[(place + 1) * ARC..(place + 2) * ARC]);
            }
        }
        let mut of_dependents = vec![0.0; count * ARC];
        let of = View::new(&of_asked, count, ARC);
        add_product(&mut of_dependents, ARC, of, &self.packed.bilinear_back);
        let right = Packed::new(View::new(&dependents, count, ARC));
        add_product(&mut to.weights.bilinear.values, ARC, of.transposed(), &right);
        self.views_back(out, of_dependents, &outputs.dependent(), &masks[0], LEAK, of_out);
        self.views_back(out, of_heads, &outputs.head(), &masks[1], LEAK, of_out);
        loss
    }

    /// The heads of one sentence: gradients of the dependents after the bilinear form, and of the heads with the root.
    fn sentence(
        &self,
        lesson: &Lesson,
        asked: &[f32],
        offered: &[f32],
        to: &mut Gradients,
    ) -> (Vec<f32>, Vec<f32>, f32) {
        let (length, choices) = (lesson.heads.len(), lesson.heads.len() + 1);
        let heads = View::new(offered, choices, ARC);
        let mut prior = vec![0.0; choices];
        let bias = View::new(&self.weights.head_bias.values, 1, ARC);
        let across = Packed::new(heads.transposed());
        add_product(&mut prior, choices, bias, &across);
        let mut scores = prior.repeat(length);
        add_product(&mut scores, choices, View::new(asked, length, ARC), &across);
        let mut loss = 0.0;
        for (place, scores) in scores.chunks_exact_mut(choices).enumerate() {
            scores[place + 1] = -1e9;
            loss += cross_entropy(scores, usize::from(lesson.heads[place]), self.scale);
        }
        let of = View::new(&scores, length, choices);
        let mut of_asked = vec![0.0; asked.len()];
        add_product(&mut of_asked, ARC, of, &Packed::new(heads));
        let mut of_heads = vec![0.0; offered.len()];
        add_product(&mut of_heads, ARC, of.transposed(), &Packed::new(View::new(asked, length, ARC)));
        let mut of_prior = vec![0.0; choices];
        scores.chunks_exact(choices).for_each(|row| add(&mut of_prior, row));
        add_product(&mut of_heads, ARC, View::new(&of_prior, choices, 1), &Packed::new(bias));
        add_product(&mut to.weights.head_bias.values, ARC, View::new(&of_prior, 1, choices), &Packed::new(heads));
        (of_asked, of_heads, loss)
    }

    fn rels(&self, out: &[f32], of_out: &mut [f32], chance: &mut Shuffle, to: &mut Gradients) -> f32 {
        let outputs = self.outputs();
        let (count, width, rels) = (self.rows.count(), outputs.width(), self.weights.rel_bias.cols);
        let mask = Mask::new(self.lessons.len(), REL, self.dropout, chance);
        let head = |sentence: usize, place: usize| {
            let head = usize::from(self.lessons[sentence].heads[place]);
            head.checked_sub(1).map(|head| self.rows.row(head, sentence))
        };
        let mut joined = vec![0.0; count * REL];
        for (sentence, place, row) in self.each() {
            let own = &out[row * width..][outputs.rel_dependent()];
            let other = match head(sentence, place) {
                Some(head) => &out[head * width..][outputs.rel_head()],
                None => &self.weights.root_rel.values[..],
            };
            let to = &mut joined[row * REL..(row + 1) * REL];
            to.iter_mut().zip(own.iter().zip(other)).for_each(|(to, (a, b))| *to = (a + b).max(0.0));
        }
        mask.apply(self.rows, &mut joined);
        let mut scores = self.weights.rel_bias.values.repeat(count);
        add_product(&mut scores, rels, View::new(&joined, count, REL), &self.packed.rel);
        let mut loss = 0.0;
        for (sentence, place, row) in self.each() {
            let right = usize::from(self.lessons[sentence].rels[place]);
            loss += cross_entropy(&mut scores[row * rels..(row + 1) * rels], right, self.scale);
        }
        let of = View::new(&scores, count, rels);
        let mut of_joined = vec![0.0; count * REL];
        add_product(&mut of_joined, REL, of, &self.packed.rel_back);
        add_product(&mut to.weights.rel.values, REL, of.transposed(), &Packed::new(View::new(&joined, count, REL)));
        scores.chunks_exact(rels).for_each(|row| add(&mut to.weights.rel_bias.values, row));
        mask.apply(self.rows, &mut of_joined);
        for (sentence, place, row) in self.each() {
            let of = &mut of_joined[row * REL..(row + 1) * REL];
            of.iter_mut()
                .zip(&joined[row * REL..])
                .for_each(|(of, &joined)| *of = if joined > 0.0 { *of } else { 0.0 });
            add(&mut of_out[row * width..][outputs.rel_dependent()], of);
            match head(sentence, place) {
                Some(head) => add(&mut of_out[head * width..][outputs.rel_head()], of),
                None => add(&mut to.weights.root_rel.values, of),
            }
        }
        loss
    }
}
