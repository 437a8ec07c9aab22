//! Names: which words belong to one, by the tree, and what the ontology knows of words.
//!
//! In `the University of Portsmouth hired Claire Warwick` there are an organization and a person; that the words
//! `University` and `Warwick` head them, and what they name, the net has said.

use std::ops::Range;

use super::{Name, NameKind, Rel, Sentence, Upos};
use crate::ontology::names::fold;
use crate::ontology::{NameOf, Ontology};

/// What a word may name, in the order of the net's outputs; the last is nothing.
pub const KINDS: [Option<NameKind>; 6] = [
    Some(NameKind::Person),
    Some(NameKind::Organization),
    Some(NameKind::Place),
    Some(NameKind::Event),
    Some(NameKind::Other),
    None,
];

/// What mentions are of, in the order of the net's outputs.
pub const MENTIONED: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];

/// Whether a proper noun goes on with the name of its head, by the head's part of speech, its relation to it, and
/// whether the head comes after it.
#[must_use]
pub fn continues(head: Upos, rel: Rel, before: bool) -> bool {
    head == Upos::Propn && (matches!(rel, Rel::Flat | Rel::Goeswith | Rel::Fixed) || rel == Rel::Compound && before)
}

/// The words that may head a name: proper nouns that do not continue the name of their head.
fn heads(sentence: &Sentence) -> impl Iterator<Item = usize> + '_ {
    let words = &sentence.words;
    let continues =
        |word: usize| words[word].head.is_some_and(|head| continues(words[head].upos, words[word].rel, word < head));
    (0..words.len()).filter(|&word| words[word].upos == Upos::Propn).filter(move |&word| !continues(word))
}

/// The words of the name that a word heads: what is flat, compound or a capitalised adjective around it, without a gap.
fn extent(sentence: &Sentence, text: &str, head: usize) -> Range<usize> {
    let belongs = |word: usize| {
        let it = &sentence.words[word];
        match it.rel {
            Rel::Flat | Rel::Goeswith | Rel::Compound | Rel::Fixed => true,
            Rel::Amod | Rel::Nummod => it.span.of(text).starts_with(char::is_uppercase) || it.upos == Upos::Num,
            Rel::Punct => matches!(it.span.of(text), "-" | "–" | "." | "/" | "&"),
            _ => false,
        }
    };
    let whole = |child: usize| sentence.extent(child);
    let mut range = head..head + 1;
    for child in sentence.children(head).rev().filter(|&c| c < head) {
        if belongs(child) && whole(child).end == range.start {
            range.start = whole(child).start;
        } else {
            break;
        }
    }
    for child in sentence.children(head).filter(|&c| c > head) {
        if belongs(child) && whole(child).start == range.end {
            range.end = whole(child).end;
        } else {
            break;
        }
    }
    range
}

/// A name with `of Portsmouth`, where the kind of thing named takes such a complement.
fn with_complement(sentence: &Sentence, text: &str, kind: NameKind, head: usize, words: Range<usize>) -> Range<usize> {
    if !matches!(kind, NameKind::Organization | NameKind::Event | NameKind::Place | NameKind::Other) {
        return words;
    }
    let complement = sentence.children_by(head, Rel::Nmod).find(|&child| {
        let extent = sentence.extent(child);
        extent.start == words.end
            && sentence.words[extent.start].span.of(text) == "of"
            && sentence.words[child].span.of(text).starts_with(char::is_uppercase)
    });
    match complement {
        Some(child) => {
            let inner = extent(sentence, text, child);
            let clean = (words.end + 1..inner.start).all(|w| sentence.words[w].rel == Rel::Det);
            if clean { words.start..inner.end } else { words }
        }
        None => words,
    }
}

/// The names of a sentence, in order and without overlap: the longer of two wins. `kinds` are the places in [`KINDS`]
/// of what each word names if it heads a name.
#[must_use]
pub fn names(sentence: &Sentence, text: &str, kinds: &[u8]) -> Vec<Name> {
    let name = |head: usize| {
        let kind = KINDS[usize::from(*kinds.get(head)?)]?;
        Some(Name { words: with_complement(sentence, text, kind, head, extent(sentence, text, head)), kind })
    };
    let mut all: Vec<Name> = heads(sentence).filter_map(name).collect();
    all.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then(a.words.start.cmp(&b.words.start)));
    let mut kept: Vec<Name> = Vec::new();
    for name in all {
        if kept.iter().all(|k| k.words.end <= name.words.start || name.words.end <= k.words.start) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|name| name.words.start);
    kept
}

/// What an ontology knows of some words together, as bits: by class, as adjective or inhabitant.
fn known(ontology: &Ontology, words: &str) -> u64 {
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

/// What an ontology knows of a single word with a capital, as bits: given name, surname, word that tells a kind, name,
/// title; nothing of other words.
#[must_use]
pub fn known_word(ontology: &Ontology, word: &str) -> u64 {
    if !word.starts_with(char::is_uppercase) {
        return 0;
    }
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
