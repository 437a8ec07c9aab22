//! What the net sees of a token: its word, and its pieces: endings, beginnings, shape, and what the ontology knows.
//!
//! `Kremlin` is the word `kremlin` and has the pieces `n`, `in`, `lin` …, `k`, `kr` …, the shape `Aa`, and "a place".

use rustc_hash::FxHashMap;

use super::layout::PIECES;

/// Row of words that the table does not have.
pub const UNKNOWN: u32 = 0;
/// Row that stands for words that were to be guessed while learning.
pub const HIDDEN: u32 = 1;
/// Rows before the first word.
pub const RESERVED: usize = 2;

/// The words of the table of embeddings.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    rows: FxHashMap<u64, u32>,
}

impl Vocabulary {
    /// Makes one of words in lower case, digits and quotation marks unified, in the order of their rows.
    #[must_use]
    pub fn new(words: Vec<String>) -> Self {
        let rows = words.iter().zip(RESERVED..).map(|(word, row)| (hash(word), u32::try_from(row).unwrap_or(UNKNOWN)));
        Self { rows: rows.collect(), words }
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// How many rows the table has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.words.len() + RESERVED
    }

    /// Whether a word was met in the texts that were learnt from.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.rows.contains_key(&hash(word))
    }

    /// What the net sees of a word; `known` are bits of what the ontology knows of it.
    #[must_use]
    pub fn form(&self, word: &str, known: u64) -> Form {
        let normal = normal(word);
        let lower = normal.to_lowercase();
        let row = self.rows.get(&hash(&lower)).copied().unwrap_or(UNKNOWN);
        Form { word: row, pieces: pieces(&normal, &lower, known) }
    }
}

/// A token as the net sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Row of its word.
    pub word: u32,
    /// Rows of its pieces.
    pub pieces: Vec<u16>,
}

/// Letters of the longest ending.
const ENDING: usize = 5;
/// Letters of the longest beginning.
const BEGINNING: usize = 4;

fn pieces(normal: &str, lower: &str, known: u64) -> Vec<u16> {
    let mut pieces = Vec::with_capacity(16);
    let mut sum = 1;
    for letter in lower.chars().rev().take(ENDING) {
        sum = mix(sum, u64::from(letter));
        pieces.push(place(sum));
    }
    sum = 2;
    for letter in lower.chars().take(BEGINNING) {
        sum = mix(sum, u64::from(letter));
        pieces.push(place(sum));
    }
    let (short, long) = shapes(normal);
    pieces.extend([place(short), place(long), place(mix(5, hash(normal)))]);
    pieces.extend((0..50).filter(|bit| known >> bit & 1 == 1).map(|bit| place(mix(6, bit))));
    if known >> 50 > 0 {
        pieces.push(place(mix(7, known >> 50)));
    }
    pieces
}

fn place(hash: u64) -> u16 {
    let mixed = hash ^ hash >> 29;
    u16::try_from(mixed % PIECES as u64).unwrap_or(0)
}

/// The piece that tells how a sentence uses capitals: as usual, in most words, in all letters, nowhere.
#[must_use]
pub fn style<'w>(words: impl Iterator<Item = &'w str>) -> u16 {
    let mut counts = [0_usize; 4];
    for word in words {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let capital = letters.next().map(char::is_uppercase);
        let long = word.len() > 3 && capital.is_some();
        let capitals = capital == Some(true) && letters.all(char::is_uppercase);
        counts[0] += usize::from(long);
        counts[1] += usize::from(long && capital == Some(true));
        counts[2] += usize::from(long && capitals);
        counts[3] += usize::from(capital == Some(true));
    }
    let style = match counts {
        [_, _, _, 0] => 3,
        [long, _, all, _] if long > 1 && all * 3 > long * 2 => 2,
        [long, first, ..] if long > 1 && first * 3 > long * 2 => 1,
        _ => 0,
    };
    place(mix(8, style))
}

/// Mixes two numbers into one that looks random, the same on every machine.
#[must_use]
pub fn mix(a: u64, b: u64) -> u64 {
    let mixed = (a ^ b.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ mixed >> 31
}

/// Hash of a string, the same on every machine.
#[must_use]
pub fn hash(word: &str) -> u64 {
    word.as_bytes().iter().fold(word.len() as u64, |sum, &byte| mix(sum, u64::from(byte)))
}

/// A word with quotation marks and dashes unified, digits alike, and cut after 40 letters.
#[must_use]
pub fn normal(word: &str) -> String {
    word.chars()
        .take(40)
        .map(|c| match c {
            '’' | '‘' | '`' | '´' => '\'',
            '“' | '”' | '«' | '»' | '„' => '"',
            '–' | '—' | '―' | '−' | '‑' => '-',
            '0'..='9' => '0',
            _ => c,
        })
        .collect()
}

/// Capitals, small letters, digits and others: with runs shortened to one and to four.
fn shapes(form: &str) -> (u64, u64) {
    let (mut short, mut long, mut last, mut run) = (3, 4, 0, 0);
    for letter in form.chars() {
        let kind = match letter {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            '0' => 3,
            c if c.is_alphanumeric() => 4,
            c => 16 + u64::from(c),
        };
        run = if kind == last { run + 1 } else { 1 };
        if run == 1 {
            short = mix(short, kind);
        }
        if run <= 4 {
            long = mix(long, kind);
        }
        last = kind;
    }
    (short, long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_words_share_pieces() {
        let vocabulary = Vocabulary::new(vec!["talks".into(), "0000".into()]);
        let form = |word| vocabulary.form(word, 0);
        assert_eq!((form("Talks").word, form("walks").word, form("2021").word), (2, UNKNOWN, 3));
        assert!(form("talks").pieces[..4] == form("walks").pieces[..4], "the endings up to `alks`");
        assert_eq!(form("1999"), form("2021"));
        assert_ne!(style(["PUTIN", "WARNS", "BIDEN"].into_iter()), style(["Putin", "warns", "Biden"].into_iter()));
    }
}
