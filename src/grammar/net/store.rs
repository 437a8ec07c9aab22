//! Weights as they are kept in the model: bytes, and what one is in each row of them.
//!
//! A row with the weights 0.5 and -1.27 is kept as 50, -127 and 0.01.

use super::layout::{Dense, Weights};

/// A matrix as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Stored {
    /// A single row, as it is.
    Floats(Vec<f32>),
    /// More rows, as bytes.
    Bytes {
        /// How many columns it has.
        cols: usize,
        /// What one is in each row.
        scales: Vec<f32>,
        /// The rows, one after the other.
        values: Vec<i8>,
    },
}

impl Stored {
    /// Rounds a matrix.
    #[must_use]
    pub fn new(matrix: &Dense) -> Self {
        if matrix.rows() == 1 {
            return Self::Floats(matrix.values.clone());
        }
        let (mut scales, mut values) = (Vec::with_capacity(matrix.rows()), Vec::with_capacity(matrix.values.len()));
        for row in matrix.values.chunks_exact(matrix.cols) {
            let largest = row.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
            let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
            scales.push(scale);
            #[expect(clippy::cast_possible_truncation, reason = "none is above 127")]
            values.extend(row.iter().map(|weight| (weight / scale).round() as i8));
        }
        Self::Bytes { cols: matrix.cols, scales, values }
    }

    /// What [`Stored::new`] keeps of the matrix, as floats.
    #[must_use]
    pub fn floats(&self) -> Vec<f32> {
        match self {
            Self::Floats(values) => values.clone(),
            Self::Bytes { cols, scales, values } => {
                let rows = values.chunks_exact((*cols).max(1)).zip(scales);
                rows.flat_map(|(row, scale)| row.iter().map(move |&weight| f32::from(weight) * scale)).collect()
            }
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        let floats = |out: &mut Vec<u8>, floats: &[f32]| floats.iter().for_each(|x| out.extend(x.to_le_bytes()));
        match self {
            Self::Floats(values) => floats(out, values),
            Self::Bytes { scales, values, .. } => {
                floats(out, scales);
                out.extend(values.iter().map(|value| value.cast_unsigned()));
            }
        }
    }

    fn read(input: &mut &[u8], rows: usize, cols: usize) -> Option<Self> {
        let mut floats = |count: usize| {
            let (bytes, rest) = input.split_at_checked(count.checked_mul(4)?)?;
            *input = rest;
            let (bytes, _) = bytes.as_chunks::<4>();
            let floats: Vec<f32> = bytes.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
            floats.iter().all(|x| x.is_finite()).then_some(floats)
        };
        if rows == 1 {
            return floats(cols).map(Self::Floats);
        }
        let scales = floats(rows)?;
        let (bytes, rest) = input.split_at_checked(rows.checked_mul(cols)?)?;
        *input = rest;
        Some(Self::Bytes { cols, scales, values: bytes.iter().map(|byte| byte.cast_signed()).collect() })
    }
}

impl Weights<Stored> {
    /// Rounds all matrices.
    #[must_use]
    pub fn round(weights: &Weights<Dense>, rels: usize, tags: usize) -> Self {
        let all = weights.all();
        let mut all = all.iter();
        let empty = || Stored::Floats(Vec::new());
        let next = |_, _| Ok::<_, std::convert::Infallible>(all.next().map_or_else(empty, |m| Stored::new(m)));
        let Ok(stored) = Self::make(weights.words.rows(), tags, rels, next);
        stored
    }

    /// Writes them.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.all().into_iter().for_each(|matrix| matrix.write(out));
    }

    /// Reads what [`Weights::write`] wrote; `None` if it is damaged.
    #[must_use]
    pub fn read(input: &mut &[u8], words: usize, tags: usize, rels: usize) -> Option<Self> {
        Self::make(words, tags, rels, |rows, cols| Stored::read(input, rows, cols).ok_or(())).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_is_close() {
        let dense = Dense { cols: 3, values: vec![0.5, -1.27, 0.0, 100.0, 3.0, -7.0] };
        let stored = Stored::new(&dense);
        for (wanted, found) in dense.values.iter().zip(stored.floats()) {
            assert!((wanted - found).abs() <= 0.4, "{wanted} {found}");
        }
        let mut bytes = Vec::new();
        stored.write(&mut bytes);
        assert_eq!(Stored::read(&mut &bytes[..], 2, 3), Some(stored));
        assert_eq!(Stored::read(&mut &bytes[1..], 2, 3), None);
        bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes());
        assert_eq!(Stored::read(&mut &bytes[..], 2, 3), None);
    }
}
