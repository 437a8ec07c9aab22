//! Weights of linear models in hashed blocks of sixteen classes.
//!
//! A feature (`the word before is "of"`) is a hash that names a block; the weights of its first sixteen classes stand
//! there, those of the next sixteen in the block after it. [`Learner`] holds the weights while they are learnt,
//! [`Table`] the rounded ones that a model carries: only the blocks that matter, found by a bit set.

use std::ops::AddAssign;

/// Classes in a block.
pub const LANES: usize = 16;

/// Mixes a value into a feature hash.
#[inline]
#[must_use]
pub fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The block that a feature hash names in a table of `mask + 1` blocks.
#[inline]
#[must_use]
pub fn block(hash: u64, mask: usize) -> usize {
    ((hash ^ (hash >> 29)) >> 11) as usize & mask
}

/// A sum of weights: exact for the whole numbers that both learning and reading add up.
pub trait Score:
    Copy + Default + PartialOrd + AddAssign + std::ops::Add<Output = Self> + std::ops::Sub<Output = Self>
{
    /// Lower than any sum of weights.
    const LOWEST: Self;
    /// A whole number as a score.
    fn whole(number: i16) -> Self;
}

impl Score for f32 {
    const LOWEST: Self = f32::NEG_INFINITY;

    fn whole(number: i16) -> Self {
        f32::from(number)
    }
}

impl Score for i32 {
    const LOWEST: Self = i32::MIN / 2;

    fn whole(number: i16) -> Self {
        i32::from(number)
    }
}

/// Something that has weights for features.
pub trait Weights {
    /// What its weights add up to.
    type Score: Score;
    /// Adds the weights of a feature to the scores of the classes.
    fn add(&self, hash: u64, scores: &mut [[Self::Score; LANES]]);
}

/// Weights being learnt by an averaged perceptron.
pub struct Learner {
    mask: usize,
    /// Where the weights of a block are kept; [`NOWHERE`] if it has none.
    slots: Vec<u32>,
    weights: Vec<[f32; LANES]>,
    /// Each change times the moment it happened, from which the average follows.
    changes: Vec<[f32; LANES]>,
    /// Whether blocks without weights may still get some.
    open: bool,
    moment: f32,
}

/// No place.
const NOWHERE: u32 = u32::MAX;

impl Learner {
    /// No weights yet, in `2^bits` blocks and a few more for features with several.
    #[must_use]
    pub fn new(bits: u32) -> Self {
        let slots = vec![NOWHERE; (1 << bits) + 16];
        Self { mask: (1 << bits) - 1, slots, weights: Vec::new(), changes: Vec::new(), open: true, moment: 1.0 }
    }

    /// Weights learnt by other means, in `2^bits` blocks and 16 more.
    #[must_use]
    pub fn of(blocks: &[[f32; LANES]]) -> Self {
        let mask = blocks.len().saturating_sub(17);
        let mut slots = vec![NOWHERE; blocks.len()];
        let mut weights = Vec::new();
        for (slot, block) in slots.iter_mut().zip(blocks).filter(|(_, block)| block.iter().any(|w| w.abs() > 0.0)) {
            *slot = u32::try_from(weights.len()).unwrap_or(NOWHERE);
            weights.push(*block);
        }
        Self { mask, slots, weights, changes: Vec::new(), open: false, moment: 1.0 }
    }

    /// Passes on to the next moment; averages count moments.
    pub fn tick(&mut self) {
        self.moment += 1.0;
    }

    /// Changes the weight of a class for a feature.
    pub fn change(&mut self, hash: u64, class: usize, by: f32) {
        let slot = &mut self.slots[block(hash, self.mask) + class / LANES];
        if *slot == NOWHERE {
            if !self.open {
                return;
            }
            *slot = u32::try_from(self.weights.len()).unwrap_or(NOWHERE);
            self.weights.push([0.0; LANES]);
            self.changes.push([0.0; LANES]);
        }
        self.weights[*slot as usize][class % LANES] += by;
        self.changes[*slot as usize][class % LANES] += by * self.moment;
    }

    /// Keeps the `limit` blocks with the largest average weights and learns on with these alone, so that they make up
    /// for what is lost.
    pub fn restrict(&mut self, limit: usize) {
        let moment = self.moment;
        let average = |(weight, change): (&f32, &f32)| weight - change / moment;
        let size = |(weights, changes): (&[f32; LANES], &[f32; LANES])| {
            weights.iter().zip(changes).map(average).map(|w| w * w).sum::<f32>()
        };
        let sizes: Vec<f32> = self.weights.iter().zip(&self.changes).map(size).collect();
        let least = least_of(&sizes, limit);
        let (weights, changes) = (std::mem::take(&mut self.weights), std::mem::take(&mut self.changes));
        for slot in self.slots.iter_mut().filter(|slot| **slot != NOWHERE) {
            let old = *slot as usize;
            *slot = NOWHERE;
            if sizes[old] > least {
                *slot = u32::try_from(self.weights.len()).unwrap_or(NOWHERE);
                self.weights.push(weights[old]);
                self.changes.push(changes[old]);
            }
        }
        self.open = false;
    }

    /// The average of the weights over all moments.
    #[must_use]
    pub fn averaged(&self) -> Self {
        let average = |(weight, change): (&f32, &f32)| weight - change / self.moment;
        let averages = self.weights.iter().zip(&self.changes).map(|(weights, changes)| {
            let mut averages = weights.iter().zip(changes).map(average);
            std::array::from_fn(|_| averages.next().unwrap_or(0.0))
        });
        Self { slots: self.slots.clone(), weights: averages.collect(), changes: Vec::new(), ..*self }
    }
}

impl Weights for Learner {
    type Score = f32;

    #[inline]
    fn add(&self, hash: u64, scores: &mut [[f32; LANES]]) {
        let at = block(hash, self.mask);
        for (sums, &slot) in scores.iter_mut().zip(&self.slots[at..]) {
            if let Some(weights) = self.weights.get(slot as usize) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
        }
    }
}

/// Sixty-four blocks: which of them are kept, and how many are kept before.
#[derive(Clone, Copy, Default)]
struct Group {
    kept: u64,
    before: u32,
}

/// The weights of a finished model.
#[derive(Default)]
pub struct Table {
    mask: usize,
    groups: Vec<Group>,
    blocks: Vec<Block>,
}

/// The weights of a block, in one line of the processor's cache.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Block([i16; LANES]);

impl Weights for Table {
    type Score = i32;

    #[inline]
    fn add(&self, hash: u64, scores: &mut [[i32; LANES]]) {
        let at = block(hash, self.mask);
        let (group, bit) = (at / 64, at % 64);
        // Most features have no weight at all.
        let mut kept = self.groups[group].kept >> bit;
        if bit + scores.len() > 64 {
            kept |= self.groups[group + 1].kept << (64 - bit);
        }
        kept &= (1 << scores.len()) - 1;
        if kept == 0 {
            return;
        }
        let mut rank = self.rank(at);
        for (i, sums) in scores.iter_mut().enumerate() {
            if kept >> i & 1 == 1 {
                for (sum, &weight) in sums.iter_mut().zip(&self.blocks[rank].0) {
                    *sum += i32::from(weight);
                }
                rank += 1;
            }
        }
    }
}

impl Table {
    /// Rounds averaged weights to multiples of `step` and keeps the `limit` blocks with the largest weights. Nothing
    /// is clipped: a weight too large for its place makes the step larger.
    #[must_use]
    pub fn from_learner(learner: &Learner, step: f32, limit: usize) -> Self {
        let largest = learner.weights.iter().flatten().fold(0.0_f32, |most, w| most.max(w.abs()));
        let step = step.max(largest / f32::from(i16::MAX - 1));
        let size = |block: &[f32; LANES]| block.iter().map(|w| w * w).sum::<f32>();
        let sizes: Vec<f32> = learner.weights.iter().map(size).collect();
        let least = least_of(&sizes, limit);
        let mut table = Self { mask: learner.mask, ..Self::default() };
        table.groups = vec![Group::default(); learner.slots.len().div_ceil(64)];
        for (i, &slot) in learner.slots.iter().enumerate().filter(|(_, slot)| **slot != NOWHERE) {
            let rounded = learner.weights[slot as usize].map(|w| round(w / step));
            if sizes[slot as usize] > least && rounded != [0; LANES] {
                table.groups[i / 64].kept |= 1 << (i % 64);
                table.blocks.push(Block(rounded));
            }
        }
        table.count();
        table
    }

    /// How many blocks are kept before a place.
    fn rank(&self, at: usize) -> usize {
        let group = self.groups[at / 64];
        group.before as usize + (group.kept & ((1 << (at % 64)) - 1)).count_ones() as usize
    }

    fn count(&mut self) {
        let mut before = 0;
        for group in &mut self.groups {
            group.before = before;
            before += group.kept.count_ones();
        }
    }

    /// How many blocks it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether it holds no weight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Writes it: the gaps between kept blocks, which classes of each have a weight, the weights.
    pub fn write(&self, out: &mut Vec<u8>) {
        number(out, self.mask + 1);
        number(out, self.groups.len());
        number(out, self.blocks.len());
        let mut last = 0;
        for (i, group) in self.groups.iter().enumerate() {
            for bit in (0..64).filter(|bit| group.kept >> bit & 1 == 1) {
                number(out, i * 64 + bit - last);
                last = i * 64 + bit;
            }
        }
        for block in &self.blocks {
            let used = (0..LANES).filter(|&lane| block.0[lane] != 0).fold(0_u16, |used, lane| used | 1 << lane);
            out.extend(used.to_le_bytes());
        }
        for &weight in self.blocks.iter().flat_map(|block| &block.0).filter(|&&weight| weight != 0) {
            let zigzag = (i32::from(weight) << 1) ^ (i32::from(weight) >> 31);
            number(out, usize::try_from(zigzag).unwrap_or(0));
        }
    }

    /// Reads what [`Table::write`] wrote; `None` if it is damaged.
    #[must_use]
    pub fn read(input: &mut &[u8]) -> Option<Self> {
        let (size, groups, blocks) = (read_number(input)?, read_number(input)?, read_number(input)?);
        if !size.is_power_of_two() || groups > 1 << 24 || groups * 64 < size || blocks > groups * 64 {
            return None;
        }
        let mut table = Self { mask: size - 1, groups: vec![Group::default(); groups], blocks: Vec::new() };
        let mut last = 0;
        for _ in 0..blocks {
            last += read_number(input)?;
            table.groups.get_mut(last / 64)?.kept |= 1 << (last % 64);
        }
        table.count();
        let (used, rest) = input.split_at_checked(blocks * 2)?;
        *input = rest;
        table.blocks.reserve_exact(blocks);
        for used in used.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])) {
            let mut block = [0; LANES];
            for (lane, weight) in block.iter_mut().enumerate() {
                if used >> lane & 1 == 1 {
                    let zigzag = i32::try_from(read_number(input)?).ok()?;
                    *weight = i16::try_from((zigzag >> 1) ^ -(zigzag & 1)).ok()?;
                }
            }
            table.blocks.push(Block(block));
        }
        let kept: u32 = table.groups.iter().map(|group| group.kept.count_ones()).sum();
        // A feature may name the last block of all, and a few blocks after it.
        (kept as usize == blocks && groups * 64 >= size + LANES).then_some(table)
    }
}

/// The size that all but the `limit` largest do not exceed.
fn least_of(sizes: &[f32], limit: usize) -> f32 {
    let mut sizes: Vec<f32> = sizes.iter().copied().filter(|&size| size > 0.0).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.get(limit).copied().unwrap_or(0.0)
}

#[expect(clippy::cast_possible_truncation, reason = "the step is chosen so that every weight fits")]
fn round(weight: f32) -> i16 {
    weight.round() as i16
}

/// Writes a number, seven bits a byte.
pub fn number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 128 {
        out.push(number.to_le_bytes()[0] | 128);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Reads a number; `None` at the end of the input or if it is too large.
pub fn read_number(input: &mut &[u8]) -> Option<usize> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = input.split_first()?;
        *input = rest;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return usize::try_from(number).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive() {
        let mut bytes = Vec::new();
        for n in [0, 1, 127, 128, 300, 1 << 30] {
            number(&mut bytes, n);
        }
        let mut input = &bytes[..];
        for n in [0, 1, 127, 128, 300, 1 << 30] {
            assert_eq!(read_number(&mut input), Some(n));
        }
        assert_eq!(read_number(&mut input), None);
    }

    #[test]
    fn large_weights_are_not_clipped() {
        let mut learner = Learner::new(4);
        learner.change(7, 3, 90_000.0);
        learner.change(7, 20, -45_000.0);
        learner.tick();
        let table = Table::from_learner(&learner, 0.1, 100);
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let table = Table::read(&mut &bytes[..]).expect("what was written can be read");
        let mut scores = [[0; LANES]; 2];
        table.add(7, &mut scores);
        assert!((f64::from(scores[0][3]) / f64::from(scores[1][4]) + 2.0).abs() < 0.001, "{scores:?}");
    }
}
