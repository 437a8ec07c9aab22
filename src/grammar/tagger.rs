//! Tags words from left to right: `UPOS|XPOS` together, by a linear model over the words and tags around.
//!
//! `talks` is `NOUN|NNS` in `the talks failed` and `VERB|VBZ` in `Biden talks to Xi`.

use super::features::Features;
use super::tokens::{Lexicon, Token};
use super::weights::{LANES, Score, Weights, mix};

/// Most blocks of classes that the tags may fill.
pub const BLOCKS: usize = 6;

/// Hashes of the features of the word at `at`, given the tags (their number plus one) before it.
pub fn features(tokens: &[Token], at: usize, tags: &[u8], out: &mut Vec<u64>) {
    out.clear();
    word_features(&tokens[at], out);
    let edge = Token::default();
    let token = |offset: isize| at.checked_add_signed(offset).and_then(|i| tokens.get(i)).unwrap_or(&edge);
    let tag = |back: usize| at.checked_sub(back).map_or(0, |i| u64::from(tags[i]));
    let (this, before, after) = (&tokens[at], token(-1), token(1));
    let (second_before, second_after) = (token(-2), token(2));
    let around = Around { tokens, at, this, before, second_before, after, second_after };
    let (t1, t2) = (tag(1), tag(2));
    let t12 = mix(t1 + 1, t2);
    let f = &mut Features::new(out, 100);
    f.add([t1]);
    f.add([t12]);
    f.add([t12, tag(3)]);
    f.add([t1, this.lower]);
    f.add([t12, this.lower]);
    f.add([t1, this.class]);
    f.add([t1, this.suffix[2]]);
    f.add([t1, after.lower]);
    f.add([t1, after.ambiguity]);
    f.add([t1, this.ambiguity, after.ambiguity]);
    f.add([t12, this.ambiguity]);
    f.add([t1, after.class, this.class]);
    f.add([t1, this.shape, this.suffix[1]]);
    around.words(f, t1);
    around.manner(f, t1, t12);
}

/// The words around the one that is tagged.
struct Around<'a> {
    tokens: &'a [Token],
    at: usize,
    this: &'a Token,
    before: &'a Token,
    second_before: &'a Token,
    after: &'a Token,
    second_after: &'a Token,
}

impl Around<'_> {
    fn words(&self, f: &mut Features, t1: u64) {
        let a = self;
        f.add([a.before.lower]);
        f.add([a.before.lower, t1]);
        f.add([a.second_before.lower]);
        f.add([a.after.lower]);
        f.add([a.second_after.lower]);
        f.add([a.before.lower, a.this.lower]);
        f.add([a.this.lower, a.after.lower]);
        f.add([a.before.lower, a.after.lower]);
        f.add([a.before.lower, a.second_before.lower]);
        f.add([a.after.lower, a.second_after.lower]);
        f.add([a.before.class]);
        f.add([a.after.class]);
        f.add([a.second_after.class]);
        f.add([a.second_before.class]);
        f.add([a.before.class, a.this.class]);
        f.add([a.this.class, a.after.class]);
        f.add([a.before.class, a.this.class, a.after.class]);
        f.add([a.this.class, a.after.class, a.second_after.class]);
        f.add([a.before.suffix[2]]);
        f.add([a.after.suffix[2]]);
        f.add([a.after.suffix[1], a.this.suffix[2]]);
        f.add([a.after.ambiguity]);
        f.add([a.this.ambiguity, a.after.ambiguity]);
        f.add([a.this.ambiguity, a.after.ambiguity, a.second_after.ambiguity]);
        f.add([a.after.ambiguity, a.second_after.ambiguity]);
        f.add([a.this.lower, a.after.ambiguity]);
        f.add([a.this.long_shape, a.before.shape, a.after.shape]);
        f.add([a.this.shape, a.after.shape, u64::from(a.at == 0)]);
        f.add([a.this.suffix[2], a.before.class]);
        f.add([a.this.suffix[2], a.after.class]);
        f.add([a.this.lower, a.tokens[a.tokens.len() - 1].lower]);
    }

    /// Coarse classes, and how the sentence uses capitals.
    fn manner(&self, f: &mut Features, t1: u64, t12: u64) {
        let a = self;
        f.add([a.before.coarse, a.this.coarse, a.after.coarse]);
        f.add([a.this.coarse, a.after.coarse, a.second_after.coarse]);
        f.add([t1, a.after.coarse]);
        f.add([t1, a.this.coarse, a.after.coarse]);
        f.add([t1, a.after.coarse, a.second_after.coarse]);
        f.add([t12, a.this.coarse]);
        f.add([t12, a.this.class]);
        f.add([a.this.suffix[2], t1, a.after.coarse]);
        f.add([a.this.suffix[1], a.before.coarse, a.after.coarse]);
        f.add([a.this.lower_class, a.this.shape, u64::from(a.at == 0)]);
        f.add([a.this.style, a.this.shape, u64::from(a.at == 0)]);
        f.add([a.this.style, a.this.shape, a.this.lower_class]);
        f.add([a.this.style, a.this.lower]);
        f.add([a.this.style, a.this.shape, a.this.suffix[2]]);
        f.add([a.this.style, t1, a.this.shape]);
    }
}

/// Features of the word alone.
fn word_features(this: &Token, out: &mut Vec<u64>) {
    let f = &mut Features::new(out, 0);
    f.add([]);
    f.add([this.form]);
    f.add([this.lower]);
    f.add([this.class]);
    f.add([this.ambiguity]);
    f.add([this.shape]);
    f.add([this.long_shape]);
    f.add([this.shape, this.class]);
    f.add([this.coarse]);
    f.add([this.lower_class]);
    f.add([this.coarse, this.suffix[1]]);
    for (length, &suffix) in this.suffix.iter().enumerate() {
        f.add([suffix, length as u64]);
    }
    for (length, &prefix) in this.prefix.iter().enumerate() {
        f.add([prefix, length as u64]);
    }
    f.add([this.suffix[1], u64::from(this.capital)]);
    f.add([this.suffix[2], u64::from(this.capital)]);
    f.add([this.suffix[3], u64::from(this.capital)]);
    f.add([this.suffix[2], this.class]);
}

/// The best of the allowed classes (all if there are none) and whether any was allowed.
pub fn best<S: Score>(scores: &[[S; LANES]], allowed: &[u8], classes: usize) -> usize {
    let score = |class: usize| scores[class / LANES][class % LANES];
    let better = |best: usize, class: usize| if score(class) > score(best) { class } else { best };
    match allowed.split_first() {
        Some((&first, rest)) => rest.iter().map(|&class| class as usize).fold(first as usize, better),
        None => (1..classes).fold(0, better),
    }
}

/// Tags a sentence; the result holds the number of each word's tag.
pub fn tag<W: Weights>(weights: &W, lexicon: &Lexicon, tokens: &[Token], classes: usize) -> Vec<u8> {
    let mut tags: Vec<u8> = Vec::with_capacity(tokens.len());
    let mut history: Vec<u8> = Vec::with_capacity(tokens.len());
    let mut found = Vec::with_capacity(80);
    for at in 0..tokens.len() {
        let allowed = lexicon.tags_of(&tokens[at]);
        let class = if let [only] = allowed {
            *only
        } else {
            features(tokens, at, &history, &mut found);
            let mut scores = [[W::Score::default(); LANES]; BLOCKS];
            for &feature in &found {
                weights.add(feature, &mut scores[..classes.div_ceil(LANES)]);
            }
            u8::try_from(best(&scores, allowed, classes)).unwrap_or(0)
        };
        tags.push(class);
        history.push(class + 1);
    }
    tags
}
