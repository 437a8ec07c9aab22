//! Finds names and tells what they name, on the tree: every proper noun that is not part of a longer name is asked.
//!
//! In `the University of Portsmouth hired Claire Warwick` it finds an organization and a person.

use std::ops::Range;

use super::tokens::{Token, hash};
use super::weights::{LANES, Weights, mix};
use super::{Name, NameKind, Rel, Sentence, Upos};

/// What a candidate may be; the last is no name of anything.
pub const KINDS: [Option<NameKind>; 6] = [
    Some(NameKind::Person),
    Some(NameKind::Organization),
    Some(NameKind::Place),
    Some(NameKind::Event),
    Some(NameKind::Other),
    None,
];

/// The words that may head a name: proper nouns that do not continue the name of their head.
#[must_use]
pub fn heads(sentence: &Sentence) -> Vec<usize> {
    let continues = |word: usize| {
        let Some(head) = sentence.words[word].head else { return false };
        let rel = sentence.words[word].rel;
        sentence.words[head].upos == Upos::Propn
            && (matches!(rel, Rel::Flat | Rel::Goeswith | Rel::Fixed) || rel == Rel::Compound && head > word)
    };
    let proper = |word: &usize| sentence.words[*word].upos == Upos::Propn;
    (0..sentence.words.len()).filter(proper).filter(|&word| !continues(word)).collect()
}

/// The words of the name that a word heads: what is flat, compound or a capitalised adjective around it, without a gap.
#[must_use]
pub fn extent(sentence: &Sentence, text: &str, head: usize) -> Range<usize> {
    let belongs = |word: usize| {
        let it = &sentence.words[word];
        match it.rel {
            Rel::Flat | Rel::Goeswith | Rel::Compound | Rel::Fixed => true,
            Rel::Amod | Rel::Nummod => it.span.of(text).starts_with(char::is_uppercase) || it.upos == Upos::Num,
            Rel::Punct => matches!(it.span.of(text), "-" | "–" | "." | "/" | "&"),
            Rel::Conj | Rel::Cc => false,
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

/// The whole noun phrase of a name, as corpora mark mentions: with articles, titles, complements and relative
/// clauses, without the preposition in front, what is coordinated or apposed, and what makes it a clause.
#[must_use]
pub fn mention(sentence: &Sentence, head: usize) -> Range<usize> {
    let inside = |child: usize| match sentence.words[child].rel {
        Rel::Case => child > head,
        rel => {
            matches!(rel.base(), "amod" | "compound" | "det" | "flat" | "nmod" | "nummod" | "fixed" | "goeswith")
                || rel == Rel::AclRelcl && child > head
        }
    };
    let unmarked = |child: usize| sentence.words[child].rel == Rel::NmodUnmarked;
    let mut range = head..head + 1;
    for child in sentence.children(head).filter(|&child| inside(child) && !unmarked(child)) {
        let extent = sentence.extent(child);
        range = range.start.min(extent.start)..range.end.max(extent.end);
    }
    range
}

/// Hashes of the features of a candidate.
pub fn features(sentence: &Sentence, tokens: &[Token], text: &str, head: usize, out: &mut Vec<u64>) {
    out.clear();
    let edge = Token::default();
    let token = |word: Option<usize>| word.and_then(|w| tokens.get(w)).unwrap_or(&edge);
    let words = extent(sentence, text, head);
    let this = &tokens[head];
    let (first, last) = (&tokens[words.start], &tokens[words.end - 1]);
    let before = token(words.start.checked_sub(1));
    let second_before = token(words.start.checked_sub(2));
    let (after, second_after) = (token(Some(words.end)), token(Some(words.end + 1)));
    let child = |rels: &[Rel]| sentence.child(head, rels);
    let whole = words.clone().fold(11, |sum, w| mix(sum, tokens[w].lower));
    let up = sentence.words[head].head;
    let up_lemma = up.map_or(0, |up| hash(&sentence.words[up].lemma));
    let rel = sentence.words[head].rel as u64;
    let case = token(child(&[Rel::Case])).lower;
    let det = token(child(&[Rel::Det])).lower;
    let size = words.len().min(5) as u64;
    let mut name = 0;
    let mut add = |values: &[u64]| {
        name += 1;
        out.push(values.iter().fold(name + 900, |sum, &value| mix(sum, value)));
    };
    add(&[]);
    add(&[size]);
    add(&[whole]);
    for token in [this, first, last] {
        add(&[token.lower]);
        add(&[token.class]);
        add(&[token.suffix[2]]);
        add(&[token.suffix[3]]);
        add(&[token.prefix[2]]);
        add(&[token.long_shape]);
        add(&[token.shape, size]);
        add(&[token.class, size]);
    }
    add(&[first.class, last.class, size]);
    add(&[rel]);
    add(&[rel, up_lemma]);
    add(&[up_lemma]);
    add(&[rel, up.map_or(0, |up| tokens[up].class)]);
    add(&[rel, up.map_or(0, |up| tokens[up].class), this.class]);
    add(&[rel, this.class]);
    add(&[case]);
    add(&[case, rel, up_lemma]);
    add(&[case, this.class]);
    add(&[case, size, det]);
    add(&[det]);
    add(&[det, this.class, size]);
    add(&[before.lower]);
    add(&[before.class]);
    add(&[before.lower, second_before.lower]);
    add(&[before.class, this.class]);
    add(&[after.lower]);
    add(&[after.class]);
    add(&[after.lower, second_after.lower]);
    add(&[after.class, this.class]);
    for rels in [
        [Rel::NmodDesc, Rel::NmodDesc],
        [Rel::Appos, Rel::AclRelcl],
        [Rel::Nmod, Rel::NmodUnmarked],
        [Rel::NmodPoss, Rel::Amod],
        [Rel::Conj, Rel::Conj],
    ] {
        let child = token(child(&rels));
        add(&[child.lower]);
        add(&[child.class]);
    }
    let subject = sentence.child(head, &[Rel::Nsubj]).is_some();
    add(&[u64::from(subject)]);
    for word in words.clone() {
        out.push(mix(901, tokens[word].lower));
        out.push(mix(902, tokens[word].class));
        out.push(mix(903, tokens[word].suffix[2]));
    }
    if let Some(up) = up.filter(|_| matches!(sentence.words[head].rel, Rel::Conj | Rel::Appos)) {
        out.push(mix(904, tokens[up].lower));
        out.push(mix(905, tokens[up].class));
    }
}

/// The index in [`KINDS`] with the highest score.
pub fn best<W: Weights>(weights: &W, features: &[u64]) -> usize {
    let mut scores = [[W::Score::default(); LANES]];
    for &feature in features {
        weights.add(feature, &mut scores);
    }
    (1..KINDS.len()).fold(0, |best, kind| if scores[0][kind] > scores[0][best] { kind } else { best })
}

/// The heads of the names of a sentence and what they name.
pub fn classify<W: Weights>(weights: &W, sentence: &Sentence, tokens: &[Token], text: &str) -> Vec<(usize, NameKind)> {
    let mut found = Vec::new();
    let kind = |head: usize| {
        features(sentence, tokens, text, head, &mut found);
        KINDS[best(weights, &found)].map(|kind| (head, kind))
    };
    heads(sentence).into_iter().filter_map(kind).collect()
}

/// The names that these words head, in order and without overlap: the longer of two wins.
#[must_use]
pub fn names(sentence: &Sentence, text: &str, heads: &[(usize, NameKind)]) -> Vec<Name> {
    let name = |&(head, kind): &(usize, NameKind)| Name {
        words: with_complement(sentence, text, kind, head, extent(sentence, text, head)),
        kind,
    };
    let mut all: Vec<Name> = heads.iter().map(name).collect();
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
