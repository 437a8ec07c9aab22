//! Products with whole numbers: weights of 8 bits, inputs of 16, sums of 32.
//!
//! Sums of whole numbers are the same in any order, so every machine gives the same bits, however wide its vectors.

use pulp::NullaryFnOnce;

use super::store::Stored;

/// One in the inputs.
pub const ONE: f32 = 4096.0;
/// Rows of a panel.
pub const PANEL: usize = 16;
/// Tokens that are multiplied with a panel at once.
const TOKENS: usize = 4;

/// A matrix of weights for products with rows of inputs.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// How many columns it has.
    pub cols: usize,
    /// How many rows it has.
    pub rows: usize,
    /// What one is in each row, divided by [`ONE`].
    scales: Vec<f32>,
    /// Panels of rows: for each pair of columns the two weights of each row.
    panels: Vec<[i16; 2 * PANEL]>,
}

impl Whole {
    /// Lays out a matrix as it is kept; nothing of one that is kept as floats.
    #[must_use]
    pub fn of(matrix: &Stored) -> Self {
        match matrix {
            Stored::Bytes { cols, scales, values } => Self::new(*cols, values, scales),
            Stored::Floats(_) => Self::default(),
        }
    }

    /// Lays out rows of weights, each with what one is in it.
    #[must_use]
    pub fn new(cols: usize, weights: &[i8], scales: &[f32]) -> Self {
        let (rows, pairs) = (scales.len(), cols.div_ceil(2));
        let mut panels = vec![[0; 2 * PANEL]; rows.div_ceil(PANEL) * pairs];
        for (row, weights) in weights.chunks_exact(cols.max(1)).enumerate() {
            for (col, &weight) in weights.iter().enumerate() {
                panels[row / PANEL * pairs + col / 2][row % PANEL * 2 + col % 2] = i16::from(weight);
            }
        }
        let mut scales: Vec<f32> = scales.iter().map(|scale| scale / ONE).collect();
        scales.resize(rows.next_multiple_of(PANEL), 0.0);
        Self { cols, rows, scales, panels }
    }

    /// Width of a row of results: the rows, filled up to whole panels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.scales.len()
    }

    /// Adds the products with some tokens to rows of [`Whole::width`]; each token is [`pairs`] of `cols` numbers.
    #[inline(always)]
    pub fn add<K: Kernel>(&self, kernel: K, inputs: &[i32], results: &mut [f32]) {
        let pairs = self.cols.div_ceil(2);
        let blocks = inputs.chunks(pairs * TOKENS).zip(results.chunks_mut(self.width() * TOKENS));
        for (inputs, results) in blocks {
            if inputs.len() == pairs * TOKENS {
                self.block::<K, TOKENS>(kernel, inputs, results);
            } else {
                for (input, result) in inputs.chunks_exact(pairs).zip(results.chunks_exact_mut(self.width())) {
                    self.block::<K, 1>(kernel, input, result);
                }
            }
        }
    }

    #[inline(always)]
    fn block<K: Kernel, const N: usize>(&self, kernel: K, inputs: &[i32], results: &mut [f32]) {
        let (pairs, width) = (self.cols.div_ceil(2), self.width());
        let mut side = [[0; N]; LONGEST];
        let side = &mut side[..pairs];
        for (token, input) in inputs.chunks_exact(pairs).enumerate().take(N) {
            side.iter_mut().zip(input).for_each(|(side, &pair)| side[token] = pair);
        }
        let (scales, _) = self.scales.as_chunks::<PANEL>();
        for (number, (panel, scales)) in self.panels.chunks_exact(pairs).zip(scales).enumerate() {
            let sums = kernel.multiply(panel, side);
            for (token, sums) in sums.iter().enumerate() {
                let start = token * width + number * PANEL;
                let Some(result) = results[start..].first_chunk_mut::<PANEL>() else { return };
                for lane in 0..PANEL {
                    #[expect(clippy::cast_precision_loss, reason = "the sums are rounded, everywhere alike")]
                    let sum = sums[lane] as f32;
                    result[lane] += sum * scales[lane];
                }
            }
        }
    }
}

/// Most pairs of columns of a matrix.
const LONGEST: usize = 128;

/// Numbers as inputs of products, two in each: rounded to parts of [`ONE`], cut off at ±7.99.
#[inline(always)]
pub fn pairs(numbers: &[f32], to: &mut [i32]) {
    let (twos, _) = numbers.as_chunks::<2>();
    for (to, two) in to.iter_mut().zip(twos) {
        *to = rounded(two[0]) & 0xFFFF | rounded(two[1]) << 16;
    }
}

#[inline(always)]
fn rounded(number: f32) -> i32 {
    /// A float to which this is added has the nearest whole number in its last bits.
    const ROUND: f32 = 12_582_912.0;
    let scaled = (number * ONE).clamp(-32_760.0, 32_760.0) + ROUND;
    scaled.to_bits().cast_signed().wrapping_sub(ROUND.to_bits().cast_signed())
}

/// How a machine multiplies.
pub trait Kernel: Copy {
    /// Sums over pairs of columns of the products of a panel with tokens.
    fn multiply<const N: usize>(self, panel: &[[i16; 2 * PANEL]], inputs: &[[i32; N]]) -> [[i32; PANEL]; N];
}

/// Work that multiplies, however that is done.
pub trait Work {
    /// What comes of it.
    type Output;
    /// Does it; must be inlined, so that all of it is compiled for the machine.
    fn work<K: Kernel>(self, kernel: K) -> Self::Output;
}

struct With<K, W>(K, W);

impl<K: Kernel, W: Work> NullaryFnOnce for With<K, W> {
    type Output = W::Output;

    #[inline(always)]
    fn call(self) -> W::Output {
        self.1.work(self.0)
    }
}

/// Does work in the best way that this machine has.
pub fn run<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(wide) = pulp::x86::V4::try_new() {
            return wide.vectorize(With(wide, work));
        }
        if let Some(wide) = pulp::x86::V3::try_new() {
            return wide.vectorize(With(wide, work));
        }
    }
    work.work(Plain)
}

/// Leaves it to the compiler.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

impl Kernel for Plain {
    #[inline(always)]
    fn multiply<const N: usize>(self, panel: &[[i16; 2 * PANEL]], inputs: &[[i32; N]]) -> [[i32; PANEL]; N] {
        let mut sums = [[0; PANEL]; N];
        for (weights, inputs) in panel.iter().zip(inputs) {
            for (sums, &input) in sums.iter_mut().zip(inputs) {
                let (first, second) = (input << 16 >> 16, input >> 16);
                for lane in 0..PANEL {
                    sums[lane] += i32::from(weights[2 * lane]) * first + i32::from(weights[2 * lane + 1]) * second;
                }
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use pulp::bytemuck::cast;
    use pulp::x86::{V3, V4};
    use pulp::{i16x16, i16x32, i32x8, i32x16};

    use super::{Kernel, PANEL};

    impl Kernel for V4 {
        #[inline(always)]
        fn multiply<const N: usize>(self, panel: &[[i16; 2 * PANEL]], inputs: &[[i32; N]]) -> [[i32; PANEL]; N] {
            let mut sums = [self.splat_i32x16(0); N];
            for (weights, inputs) in panel.iter().zip(inputs) {
                let weights: i16x32 = cast(*weights);
                for (sum, &input) in sums.iter_mut().zip(inputs) {
                    let input: i16x32 = cast(self.splat_i32x16(input));
                    let product: i32x16 = self.multiply_wrapping_add_adjacent_i16x32(weights, input);
                    *sum = self.wrapping_add_i32x16(*sum, product);
                }
            }
            sums.map(cast)
        }
    }

    impl Kernel for V3 {
        #[inline(always)]
        fn multiply<const N: usize>(self, panel: &[[i16; 2 * PANEL]], inputs: &[[i32; N]]) -> [[i32; PANEL]; N] {
            let mut sums = [[self.splat_i32x8(0); 2]; N];
            for (weights, inputs) in panel.iter().zip(inputs) {
                let weights: [i16x16; 2] = cast(*weights);
                for (sums, &input) in sums.iter_mut().zip(inputs) {
                    let input: i16x16 = cast(self.splat_i32x8(input));
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        let product: i32x8 = self.multiply_wrapping_add_adjacent_i16x16(weights, input);
                        *sum = self.wrapping_add_i32x8(*sum, product);
                    }
                }
            }
            sums.map(cast)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Multiply<'a>(&'a Whole, &'a [i32], &'a mut [f32]);

    impl Work for Multiply<'_> {
        type Output = ();
        #[inline(always)]
        fn work<K: Kernel>(self, kernel: K) {
            self.0.add(kernel, self.1, self.2);
        }
    }

    #[test]
    fn every_kernel_gives_the_products() {
        let (cols, rows, tokens) = (10, 21, 7);
        let weights: Vec<i8> = (0..rows * cols).map(|i| i8::try_from(i * 37 % 255).unwrap_or(-100)).collect();
        let scales: Vec<f32> = (1..=rows).map(|row| 1.0 / f32::from(u8::try_from(row).expect("few"))).collect();
        let numbers: Vec<f32> =
            (0..tokens * cols).map(|i| f32::from(u8::try_from(i * 29 % 64).unwrap_or(0)) / 8.0 - 4.0).collect();
        let mut inputs = vec![0; tokens * cols / 2];
        pairs(&numbers, &mut inputs);
        let matrix = Whole::new(cols, &weights, &scales);
        let (mut best, mut plain) = (vec![0.5; tokens * matrix.width()], vec![0.5; tokens * matrix.width()]);
        run(Multiply(&matrix, &inputs, &mut best));
        Multiply(&matrix, &inputs, &mut plain).work(Plain);
        assert_eq!(best, plain);
        for (token, row) in (0..tokens).flat_map(|token| (0..rows).map(move |row| (token, row))) {
            let products = (0..cols).map(|col| f32::from(weights[row * cols + col]) * numbers[token * cols + col]);
            let wanted = 0.5 + products.sum::<f32>() * scales[row];
            assert!((best[token * matrix.width() + row] - wanted).abs() < 1e-3, "token {token}, row {row}");
        }
    }
}
