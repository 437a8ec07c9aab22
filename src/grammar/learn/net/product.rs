//! Products of matrices of floats.
//!
//! Each number of a product is one chain of fused multiply-adds in the order of the inner index, however wide the
//! machine's vectors are, so that learning gives the same bytes everywhere.

use pulp::{Arch, Simd, WithSimd};

/// Rows of a tile of the product.
const ROWS: usize = 6;
/// Vectors across a tile.
const ACROSS: usize = 2;

/// A matrix looked at through strides, so that it may be a part of another or lie on its side.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    values: &'a [f32],
    rows: usize,
    cols: usize,
    /// From a row to the next.
    down: usize,
    /// From a column to the next.
    right: usize,
}

impl<'a> View<'a> {
    /// A matrix whose rows follow each other.
    #[must_use]
    pub fn new(values: &'a [f32], rows: usize, cols: usize) -> Self {
        Self::part(values, rows, cols, cols)
    }

    /// The first columns of a matrix with wider rows.
    #[must_use]
    pub fn part(values: &'a [f32], rows: usize, cols: usize, width: usize) -> Self {
        Self { values, rows, cols, down: width, right: 1 }
    }

    /// The same with rows as columns.
    #[must_use]
    pub fn transposed(self) -> Self {
        Self { rows: self.cols, cols: self.rows, down: self.right, right: self.down, ..self }
    }

    fn at(&self, row: usize, col: usize) -> f32 {
        self.values[row * self.down + col * self.right]
    }
}

/// The right side of a product, laid out for it once.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    inner: usize,
    cols: usize,
    /// Columns of a panel.
    wide: usize,
    values: Vec<f32>,
}

/// Floats in the machine's vectors.
fn lanes() -> usize {
    struct Lanes;
    impl WithSimd for Lanes {
        type Output = usize;
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) -> usize {
            S::F32_LANES
        }
    }
    Arch::new().dispatch(Lanes)
}

impl Packed {
    /// Lays a matrix out.
    #[must_use]
    pub fn new(matrix: View<'_>) -> Self {
        let wide = ACROSS * lanes();
        let panels = matrix.cols.div_ceil(wide);
        let mut values = vec![0.0; panels * wide * matrix.rows];
        for (panel, values) in values.chunks_exact_mut((wide * matrix.rows).max(1)).enumerate() {
            let from = panel * wide;
            let width = wide.min(matrix.cols - from);
            for (row, values) in values.chunks_exact_mut(wide).enumerate() {
                if matrix.right == 1 {
                    let start = row * matrix.down + from;
                    values[..width].copy_from_slice(&matrix.values[start..start + width]);
                } else {
                    for (col, value) in values[..width].iter_mut().enumerate() {
                        *value = matrix.at(row, from + col);
                    }
                }
            }
        }
        Self { inner: matrix.rows, cols: matrix.cols, wide, values }
    }
}

/// Adds the product of two matrices to a third, whose rows begin `width` apart.
///
/// # Panics
/// If the left side has not as many columns as the right one has rows.
pub fn add_product(to: &mut [f32], width: usize, left: View<'_>, right: &Packed) {
    assert_eq!(left.cols, right.inner, "the sides of a product must fit");
    if left.rows > 0 && right.cols > 0 && right.inner > 0 {
        Arch::new().dispatch(Product { to, width, left, right });
    }
}

struct Product<'a> {
    to: &'a mut [f32],
    width: usize,
    left: View<'a>,
    right: &'a Packed,
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { to, width, left, right } = self;
        let mut rows = vec![0.0; ROWS * left.cols];
        for top in (0..left.rows).step_by(ROWS) {
            let high = ROWS.min(left.rows - top);
            for (col, values) in rows.chunks_exact_mut(ROWS).enumerate() {
                for (row, value) in values.iter_mut().enumerate() {
                    *value = if row < high { left.at(top + row, col) } else { 0.0 };
                }
            }
            for (panel, values) in right.values.chunks_exact(right.wide * right.inner).enumerate() {
                let from = panel * right.wide;
                let cols = right.wide.min(right.cols - from);
                let tile = tile(simd, &rows, S::as_simd_f32s(values).0);
                for (row, sums) in tile.iter().enumerate().take(high) {
                    let start = (top + row) * width + from;
                    add(simd, &mut to[start..start + cols], sums);
                }
            }
        }
    }
}

#[inline(always)]
fn tile<S: Simd>(simd: S, rows: &[f32], panel: &[S::f32s]) -> [[S::f32s; ACROSS]; ROWS] {
    let mut sums = [[simd.splat_f32s(0.0); ACROSS]; ROWS];
    for (left, right) in rows.chunks_exact(ROWS).zip(panel.chunks_exact(ACROSS)) {
        for (sums, &left) in sums.iter_mut().zip(left) {
            let left = simd.splat_f32s(left);
            for (sum, &right) in sums.iter_mut().zip(right) {
                *sum = simd.mul_add_f32s(left, right, *sum);
            }
        }
    }
    sums
}

#[inline(always)]
fn add<S: Simd>(simd: S, to: &mut [f32], sums: &[S::f32s; ACROSS]) {
    for (to, &sum) in to.chunks_mut(S::F32_LANES).zip(sums) {
        let before = simd.partial_load_f32s(to);
        simd.partial_store_f32s(to, simd.add_f32s(before, sum));
    }
}

/// Runs a loop over floats with the machine's widest vectors.
pub fn vectorised<R>(work: impl FnOnce() -> R) -> R {
    struct Work<F>(F);
    impl<R, F: FnOnce() -> R> WithSimd for Work<F> {
        type Output = R;
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) -> R {
            (self.0)()
        }
    }
    Arch::new().dispatch(Work(work))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_all_shapes() {
        for (rows, inner, cols) in [(1, 1, 1), (7, 5, 33), (13, 40, 70), (6, 3, 32)] {
            let value =
                |seed: usize| (0..).map(move |i: usize| f32::from(u8::try_from(i * seed % 17).unwrap_or(0)) - 8.0);
            let left: Vec<f32> = value(5).take(rows * inner).collect();
            let right: Vec<f32> = value(7).take(inner * cols).collect();
            let mut to = vec![1.0; rows * cols];
            let lying: Vec<f32> = (0..inner * cols).map(|i| right[i % inner * cols + i / inner]).collect();
            add_product(&mut to, cols, View::new(&left, rows, inner), &Packed::new(View::new(&right, inner, cols)));
            let lying = Packed::new(View::new(&lying, cols, inner).transposed());
            add_product(&mut to, cols, View::new(&left, rows, inner), &lying);
            for row in 0..rows {
                for col in 0..cols {
                    let sum: f32 = (0..inner).map(|k| left[row * inner + k] * right[k * cols + col]).sum();
                    assert_eq!(to[row * cols + col].to_bits(), (1.0 + 2.0 * sum).to_bits());
                }
            }
        }
    }
}
