//! Signatures by which the same text is recognised in another article, though it was cut or added to.
//!
//! A wire report and its reprint with another last line share most of the 32 numbers; two reports of one call do not.

use std::fmt::Write as _;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Numbers in a signature.
const SIZE: usize = 32;
/// Words in a shingle.
const SHINGLE: usize = 5;

/// A signature by which near-duplicates of a text are found: Broder's `MinHash` over shingles of five words, 32 numbers
/// of 16 bits in hexadecimal; empty for a text of fewer words.
#[must_use]
pub fn signature(text: &str) -> String {
    let words: Vec<u64> = words(text).map(|word| hash(&word)).collect();
    if words.len() < SHINGLE {
        return String::new();
    }
    let mut least = [u64::MAX; SIZE];
    for shingle in words.windows(SHINGLE) {
        let joined = shingle.iter().fold(0_u64, |sum, word| sum.rotate_left(7).wrapping_mul(31) ^ word);
        for (number, least) in (1_u64..).zip(&mut least) {
            *least = (*least).min(scattered(joined ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        }
    }
    least.iter().fold(String::with_capacity(4 * SIZE), |mut out, number| {
        let _ = write!(out, "{:04x}", number & 0xFFFF);
        out
    })
}

/// The numbers of a signature; none of anything else.
#[must_use]
pub fn numbers(signature: &str) -> Vec<u16> {
    let part = |i: usize| u16::from_str_radix(signature.get(4 * i..4 * i + 4)?, 16).ok();
    (0..signature.len() / 4).map_while(part).collect()
}

/// A mixing function after Steele, Lea and Flood (`SplitMix`), so that each number orders shingles anew.
fn scattered(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// The words of a text in lower case.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// A hash of a word, the same on every machine.
#[must_use]
pub fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    scattered(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_ending_changes_little() {
        let text = "The ministers met in Vienna to discuss the return of prisoners and the price of gas".repeat(3);
        let (a, b) = (numbers(&signature(&text)), numbers(&signature(&format!("{text} on Monday."))));
        let shared = a.iter().zip(&b).filter(|(a, b)| a == b).count();
        assert!((24..SIZE).contains(&shared), "{shared}");
        assert_eq!(signature("too short for it"), "");
    }
}
