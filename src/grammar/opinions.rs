//! What a word names by itself, wherever it is written: a table worked out once, from vectors that tell in which company
//! words stand in billions of others.
//!
//! `Dulwich` stands where `Croydon` and `Richmond` do, so it rather names a place, even if no treebank has it.

use std::collections::BTreeMap;

use super::bytes::{number, read_number};
use super::names::MENTIONED;
use super::net::input::{hash, normal};

/// What one is in the table.
const ONE: f32 = 4.0;

/// How much speaks for each word being of a mention of each kind rather than of none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opinions {
    /// Hashes of the words, in order.
    words: Vec<u32>,
    kinds: Vec<[i8; KINDS]>,
}

/// Kinds of mentions.
const KINDS: usize = MENTIONED.len();

#[expect(clippy::cast_possible_truncation, reason = "half of a hash is one")]
fn key(word: &str) -> u32 {
    hash(&normal(word).to_lowercase()) as u32
}

impl Opinions {
    /// Rounds opinions of words; of two words that are alike in lower case the first counts.
    pub fn new(words: impl Iterator<Item = (impl AsRef<str>, [f32; KINDS])>) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "it is cut off before")]
        let rounded = |kind: f32| (kind * ONE).round().clamp(-127.0, 127.0) as i8;
        let mut table = BTreeMap::new();
        for (word, kinds) in words {
            table.entry(key(word.as_ref())).or_insert(kinds.map(rounded));
        }
        let (words, kinds) = table.into_iter().filter(|(_, kinds)| *kinds != [0; KINDS]).unzip();
        Self { words, kinds }
    }

    /// The opinion of a word.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<[f32; KINDS]> {
        let place = self.words.binary_search(&key(word)).ok()?;
        Some(self.kinds[place].map(|kind| f32::from(kind) / ONE))
    }

    /// Writes them: what each hash is above the one before, then kind after kind.
    pub fn write(&self, out: &mut Vec<u8>) {
        number(out, self.words.len());
        let mut before = 0;
        for &word in &self.words {
            number(out, (word - before) as usize);
            before = word;
        }
        for kind in 0..KINDS {
            out.extend(self.kinds.iter().map(|kinds| kinds[kind].cast_unsigned()));
        }
    }

    /// Reads what [`Opinions::write`] wrote; `None` if it is damaged.
    #[must_use]
    pub fn read(input: &mut &[u8]) -> Option<Self> {
        let count = read_number(input)?;
        let (mut words, mut before) = (Vec::new(), 0_u32);
        for _ in 0..count {
            before = before.checked_add(u32::try_from(read_number(input)?).ok()?)?;
            words.push(before);
        }
        let mut kinds = vec![[0; KINDS]; count];
        for kind in 0..KINDS {
            let (bytes, rest) = input.split_at_checked(count)?;
            *input = rest;
            kinds.iter_mut().zip(bytes).for_each(|(kinds, byte)| kinds[kind] = byte.cast_signed());
        }
        words.is_sorted_by(|a, b| a < b).then_some(Self { words, kinds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_damage_is_seen() {
        let table = [("Croydon", [-1.0, 0.1, 2.5]), ("of", [0.1; KINDS]), ("croydon", [9.0; KINDS])];
        let opinions = Opinions::new(table.into_iter());
        assert_eq!(opinions.of("CROYDON"), Some([-1.0, 0.0, 2.5]), "the first of those alike, in quarters");
        assert_eq!((opinions.of("of"), opinions.of("Dulwich")), (None, None), "too little, and never heard of");
        let mut bytes = Vec::new();
        opinions.write(&mut bytes);
        let mut rest = &bytes[..];
        assert_eq!((Opinions::read(&mut rest), rest.len()), (Some(opinions), 0));
        assert_eq!(Opinions::read(&mut &bytes[..bytes.len() - 1]), None);
        let twice = [2, 5, 0, 1, 1, 1, 1, 1, 1];
        assert_eq!(Opinions::read(&mut &twice[..]), None, "a word may stand there once");
    }
}
