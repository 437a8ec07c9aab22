//! Finds names and tells what they name, on the tree: every proper noun that is not part of a longer name is asked.
//!
//! In `the University of Portsmouth hired Claire Warwick` it finds an organization and a person.

use std::ops::Range;

use super::features::Features;
use super::namefacts::{self, Document};
use super::tokens::{Token, hash};
use super::weights::{LANES, Score, Weights, mix};
use super::{Name, NameKind, Rel, Sentence, Upos, namespans};
use crate::ontology::Ontology;

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

/// What is looked at to tell what a word of a sentence names.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its words as the models see them.
    pub tokens: &'a [Token],
    /// The text that the spans of its words refer to.
    pub text: &'a str,
    /// The text around it.
    pub document: &'a Document,
    /// Which sentence of the document it is.
    pub number: usize,
    /// What is known of the world.
    pub ontology: &'a Ontology,
    /// What it knows of each word.
    pub known: &'a [u64],
}

/// Hashes of the features of a candidate.
pub fn features(scene: &Scene<'_>, head: usize, out: &mut Vec<u64>) {
    let Scene { sentence, tokens, text, .. } = *scene;
    out.clear();
    let words = extent(sentence, text, head);
    let f = &mut Features::new(out, 900);
    inside(tokens, &words, head, f);
    grammar(sentence, tokens, &words, head, f);
    beside(tokens, &words, head, f);
    below(sentence, tokens, head, f);
    known(scene, &words, f);
    scene.document.elsewhere(scene.number, &tokens[words.end - 1], 920, out);
    if words.len() > 1 {
        scene.document.elsewhere(scene.number, &tokens[words.start], 930, out);
    }
    for word in words {
        out.push(mix(901, tokens[word].lower));
        out.push(mix(902, tokens[word].class));
        out.push(mix(903, tokens[word].suffix[2]));
        out.push(mix(906, tokens[word].coarse));
    }
    let up = sentence.words[head].head;
    if let Some(up) = up.filter(|_| matches!(sentence.words[head].rel, Rel::Conj | Rel::Appos)) {
        out.push(mix(904, tokens[up].lower));
        out.push(mix(905, tokens[up].class));
    }
}

/// What the ontology knows of the words.
fn known(scene: &Scene<'_>, words: &Range<usize>, f: &mut Features) {
    let word = |w: usize| scene.known.get(w).copied().unwrap_or(1);
    let (first, last) = (word(words.start), word(words.end - 1));
    let before = words.start.checked_sub(1).map_or(1, word);
    let after = word(words.end);
    let whole = namefacts::known(scene.ontology, scene.sentence.span_of(words.clone()).of(scene.text));
    let size = words.len().min(5) as u64;
    let row = words.clone().take(4).fold(size, |sum, w| mix(sum, word(w)));
    f.add([first, size]);
    f.add([last, size]);
    f.add([first, last, size]);
    f.add([row]);
    f.add([whole]);
    f.add([whole, u64::from(size > 1)]);
    f.add([before]);
    f.add([before, first]);
    f.add([before, last, size]);
    f.add([after]);
    for bit in (0..64).filter(|bit| whole >> bit & 1 == 1) {
        f.add_named(950, [bit, size.min(2)]);
    }
    for (side, bits) in [(1, first), (2, last), (3, before)] {
        for bit in (0..50).filter(|bit| bits >> bit & 1 == 1) {
            f.add_named(951, [side, bit, size.min(2)]);
        }
    }
}

static EDGE: Token = Token::EDGE;

fn token(tokens: &[Token], word: Option<usize>) -> &Token {
    word.and_then(|word| tokens.get(word)).unwrap_or(&EDGE)
}

/// The words of the name.
fn inside(tokens: &[Token], words: &Range<usize>, head: usize, f: &mut Features) {
    let (this, first, last) = (&tokens[head], &tokens[words.start], &tokens[words.end - 1]);
    let whole = words.clone().fold(11, |sum, w| mix(sum, tokens[w].lower));
    let classes = words.clone().fold(12, |sum, w| mix(sum, tokens[w].coarse));
    let shapes = words.clone().fold(13, |sum, w| mix(sum, tokens[w].shape));
    let size = words.len().min(5) as u64;
    f.add([]);
    f.add([size]);
    f.add([whole]);
    f.add([classes]);
    f.add([shapes]);
    for token in [this, first, last] {
        f.add([token.lower]);
        f.add([token.form]);
        f.add([token.class]);
        f.add([token.coarse, size]);
        f.add([token.suffix[1]]);
        f.add([token.suffix[2]]);
        f.add([token.suffix[3]]);
        f.add([token.prefix[2]]);
        f.add([token.long_shape]);
        f.add([token.shape, size]);
        f.add([token.class, size]);
        f.add([token.style, token.shape]);
    }
    f.add([first.class, last.class, size]);
    f.add([first.coarse, last.coarse, size]);
}

/// Its place in the tree.
fn grammar(sentence: &Sentence, tokens: &[Token], words: &Range<usize>, head: usize, f: &mut Features) {
    let this = &tokens[head];
    let size = words.len().min(5) as u64;
    let up = sentence.words[head].head;
    let up_lemma = up.map_or(0, |up| hash(&sentence.words[up].lemma));
    let up_token = token(tokens, up);
    let rel = sentence.words[head].rel as u64;
    let case = token(tokens, sentence.child(head, &[Rel::Case])).lower;
    let det = token(tokens, sentence.child(head, &[Rel::Det])).lower;
    f.add([rel]);
    f.add([rel, up_lemma]);
    f.add([up_lemma]);
    f.add([rel, up_token.class]);
    f.add([rel, up_token.coarse]);
    f.add([rel, up_token.class, this.class]);
    f.add([rel, up_token.coarse, this.coarse]);
    f.add([rel, this.class]);
    f.add([case]);
    f.add([case, rel, up_lemma]);
    f.add([case, this.class]);
    f.add([case, this.coarse, size]);
    f.add([case, size, det]);
    f.add([det]);
    f.add([det, this.class, size]);
    f.add([det, this.shape, size]);
    f.add([u64::from(sentence.child(head, &[Rel::Nsubj]).is_some())]);
}

/// The words before and after it.
fn beside(tokens: &[Token], words: &Range<usize>, head: usize, f: &mut Features) {
    let this = &tokens[head];
    let before = token(tokens, words.start.checked_sub(1));
    let second_before = token(tokens, words.start.checked_sub(2));
    let (after, second_after) = (token(tokens, Some(words.end)), token(tokens, Some(words.end + 1)));
    f.add([before.lower]);
    f.add([before.class]);
    f.add([before.coarse, this.coarse]);
    f.add([before.lower, second_before.lower]);
    f.add([before.class, this.class]);
    f.add([before.lower, this.coarse]);
    f.add([after.lower]);
    f.add([after.class]);
    f.add([after.coarse, this.coarse]);
    f.add([after.lower, second_after.lower]);
    f.add([after.class, this.class]);
    f.add([after.lower, this.coarse]);
}

/// What hangs on it.
fn below(sentence: &Sentence, tokens: &[Token], head: usize, f: &mut Features) {
    let pairs = [
        [Rel::NmodDesc, Rel::NmodDesc],
        [Rel::Appos, Rel::AclRelcl],
        [Rel::Nmod, Rel::NmodUnmarked],
        [Rel::NmodPoss, Rel::Amod],
        [Rel::Conj, Rel::Conj],
    ];
    for rels in pairs {
        let child = token(tokens, sentence.child(head, &rels));
        f.add([child.lower]);
        f.add([child.class]);
        f.add([child.coarse]);
    }
}

/// The index in [`KINDS`] with the highest score.
pub fn best<S: Score>(scores: &[S; LANES]) -> usize {
    (1..KINDS.len()).fold(0, |best, kind| if scores[kind] > scores[best] { kind } else { best })
}

/// The heads of the names of a sentence and what they name, and its mentions by name.
pub fn find<W: Weights>(weights: &W, scene: &Scene<'_>) -> (Vec<(usize, NameKind)>, Vec<Name>) {
    let mut found = Vec::new();
    let candidates = namespans::candidates(scene.sentence, scene.tokens);
    let heads = heads(scene.sentence);
    let mut by_head: Vec<Option<[W::Score; LANES]>> = vec![None; scene.tokens.len()];
    let asked = heads.iter().copied().chain(candidates.iter().map(|c| c.head));
    for head in asked {
        if by_head[head].is_none() {
            features(scene, head, &mut found);
            by_head[head] = Some(namespans::score(weights, &found));
        }
    }
    let of_head = |head: usize| by_head[head].unwrap_or_default();
    let kinds = heads.into_iter().filter_map(|head| KINDS[best(&of_head(head))].map(|kind| (head, kind))).collect();
    let mut scores = Vec::with_capacity(candidates.len());
    for candidate in &candidates {
        namespans::features(scene, candidate, &mut found);
        let (own, head) = (namespans::score(weights, &found), of_head(candidate.head));
        let (own, head) = (namespans::sums(&own), namespans::sums(&head));
        scores.push(std::array::from_fn(|kind| own[kind] + head[kind]));
    }
    let mentions = namespans::choose(scene.tokens.len(), &candidates, &scores);
    (kinds, mentions)
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
