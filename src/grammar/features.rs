//! Collects the features that a linear model sees as hashes.
//!
//! Each is named by its number in order, so `the word is "met"` and `the word before is "met"` differ.

use super::weights::mix;

/// Collects features.
pub struct Features<'a> {
    out: &'a mut Vec<u64>,
    name: u64,
}

impl<'a> Features<'a> {
    /// Collects into `out`; the first feature is named `first + 1`.
    pub fn new(out: &'a mut Vec<u64>, first: u64) -> Self {
        Self { out, name: first }
    }

    /// Adds the feature that these values make together.
    #[inline]
    pub fn add<const N: usize>(&mut self, values: [u64; N]) {
        self.name += 1;
        self.out.push(values.iter().fold(self.name, |sum, &value| mix(sum, value)));
    }

    /// Adds the feature that these values make together under another name.
    #[inline]
    pub fn add_named<const N: usize>(&mut self, name: u64, values: [u64; N]) {
        self.out.push(values.iter().fold(name, |sum, &value| mix(sum, value)));
    }
}
