//! What else is known of the words of a name: what the ontology says, and where else in the text they stand.
//!
//! `Sholz` stands after `Chancellor Olaf` in another sentence; `Portsmouth` is a place in the ontology.

use rustc_hash::{FxHashMap, FxHashSet};

use super::tokens::Token;
use super::weights::mix;
use super::{Sentence, Word};
use crate::ontology::names::fold;
use crate::ontology::{NameOf, Ontology};

/// Occurrences of a word that are remembered.
const REMEMBERED: usize = 6;

/// Where a capitalised word stands.
#[derive(Debug, Clone, Copy)]
struct Seen {
    sentence: usize,
    before: [u64; 2],
    after: [u64; 2],
    /// The word before it as written, if it has a capital too.
    joined: u64,
}

/// The words of a stretch of text that is taken for one document.
#[derive(Default)]
pub struct Document {
    capital: FxHashMap<u64, Vec<Seen>>,
    small: FxHashSet<u64>,
}

impl Document {
    /// Looks over sentences of tokens.
    #[must_use]
    pub fn new(sentences: &[Vec<Token>]) -> Self {
        let mut document = Self::default();
        for (number, tokens) in sentences.iter().enumerate() {
            for (i, token) in tokens.iter().enumerate() {
                if token.capital {
                    document.see(number, tokens, i);
                } else {
                    document.small.insert(token.lower);
                }
            }
        }
        document
    }

    fn see(&mut self, sentence: usize, tokens: &[Token], i: usize) {
        let all = self.capital.entry(tokens[i].form).or_default();
        if all.len() >= REMEMBERED {
            return;
        }
        let before = i.checked_sub(1).and_then(|b| tokens.get(b)).unwrap_or(&Token::EDGE);
        let after = tokens.get(i + 1).unwrap_or(&Token::EDGE);
        all.push(Seen {
            sentence,
            before: [before.lower, before.class],
            after: [after.lower, after.class],
            joined: if before.capital && i > 1 { before.form } else { 0 },
        });
    }

    /// Features of a word of a sentence by where else it stands, each once.
    pub fn elsewhere(&self, sentence: usize, token: &Token, name: u64, out: &mut Vec<u64>) {
        let from = out.len();
        out.push(mix(name, u64::from(self.small.contains(&token.lower))));
        let others = self.capital.get(&token.form).map_or(&[][..], Vec::as_slice);
        for seen in others.iter().filter(|seen| seen.sentence != sentence) {
            out.extend([
                mix(name + 1, seen.before[0]),
                mix(name + 2, seen.before[1]),
                mix(name + 3, seen.after[0]),
                mix(name + 4, seen.after[1]),
                mix(name + 5, u64::from(seen.joined != 0)),
                mix(name + 6, seen.joined),
            ]);
        }
        out[from..].sort_unstable();
        let mut kept = from;
        for i in from..out.len() {
            if i == from || out[i] != out[kept - 1] {
                out[kept] = out[i];
                kept += 1;
            }
        }
        out.truncate(kept);
    }
}

/// What an ontology knows of some words together, as bits: by class, as adjective or inhabitant.
#[must_use]
pub fn known(ontology: &Ontology, words: &str) -> u64 {
    let pieces = fold(words);
    let named = ontology.index.named(&pieces.join(" "));
    named.iter().fold(0, |bits, name| {
        bits | match name {
            NameOf::Entity(id) => 1 << (ontology.entity(*id).class as u64),
            NameOf::Adjective(_) => 1 << 40,
            NameOf::Inhabitant(_) => 1 << 41,
        }
    })
}

/// What an ontology knows of each capitalised word of a sentence.
#[must_use]
pub fn known_words(ontology: &Ontology, sentence: &Sentence, tokens: &[Token], text: &str) -> Vec<u64> {
    let known =
        |(word, token): (&Word, &Token)| if token.capital { known_word(ontology, word.span.of(text)) } else { 0 };
    sentence.words.iter().zip(tokens).map(known).collect()
}

/// What an ontology knows of a single word: given name, surname, word that tells a kind, name, title.
#[must_use]
pub fn known_word(ontology: &Ontology, word: &str) -> u64 {
    let pieces = fold(word);
    let Some(piece) = pieces.first() else { return 0 };
    let index = &ontology.index;
    let mut bits = known(ontology, word);
    bits |= u64::from(index.given(piece).is_some()) << 42;
    bits |= u64::from(!index.surnamed(piece).is_empty()) << 43;
    bits |= u64::from(index.honorific(piece).is_some()) << 44;
    bits |= u64::from(!index.roles(&piece.to_lowercase()).is_empty()) << 45;
    bits |= u64::from(ontology.name_words.contains_key(word)) << 46;
    match ontology.name_words.get(word) {
        Some(class) => bits | (*class as u64 + 1) << 50,
        None => bits,
    }
}
