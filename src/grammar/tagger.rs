//! Tags words from left to right: `UPOS|XPOS` together, by a linear model over the words and tags around.
//!
//! `talks` is `NOUN|NNS` in `the talks failed` and `VERB|VBZ` in `Biden talks to Xi`.

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
    let (t1, t2) = (tag(1), tag(2));
    let t12 = mix(t1 + 1, t2);
    let mut name = 100;
    let mut add = |values: &[u64]| {
        name += 1;
        out.push(values.iter().fold(name, |sum, &value| mix(sum, value)));
    };
    add(&[t1]);
    add(&[t12]);
    add(&[t12, tag(3)]);
    add(&[t1, this.lower]);
    add(&[t12, this.lower]);
    add(&[t1, this.class]);
    add(&[t1, this.suffix[2]]);
    add(&[t1, after.lower]);
    add(&[t1, after.ambiguity]);
    add(&[t1, this.ambiguity, after.ambiguity]);
    add(&[t12, this.ambiguity]);
    add(&[t1, after.class, this.class]);
    add(&[t1, this.shape, this.suffix[1]]);
    add(&[before.lower]);
    add(&[before.lower, t1]);
    add(&[second_before.lower]);
    add(&[after.lower]);
    add(&[second_after.lower]);
    add(&[before.lower, this.lower]);
    add(&[this.lower, after.lower]);
    add(&[before.lower, after.lower]);
    add(&[before.lower, second_before.lower]);
    add(&[after.lower, second_after.lower]);
    add(&[before.class]);
    add(&[after.class]);
    add(&[second_after.class]);
    add(&[second_before.class]);
    add(&[before.class, this.class]);
    add(&[this.class, after.class]);
    add(&[before.class, this.class, after.class]);
    add(&[this.class, after.class, second_after.class]);
    add(&[before.suffix[2]]);
    add(&[after.suffix[2]]);
    add(&[after.suffix[1], this.suffix[2]]);
    add(&[after.ambiguity]);
    add(&[this.ambiguity, after.ambiguity]);
    add(&[this.ambiguity, after.ambiguity, second_after.ambiguity]);
    add(&[after.ambiguity, second_after.ambiguity]);
    add(&[this.lower, after.ambiguity]);
    add(&[this.long_shape, before.shape, after.shape]);
    add(&[this.shape, after.shape, u64::from(at == 0)]);
    add(&[this.suffix[2], before.class]);
    add(&[this.suffix[2], after.class]);
    add(&[this.lower, tokens[tokens.len() - 1].lower]);
    add(&[before.coarse, this.coarse, after.coarse]);
    add(&[this.coarse, after.coarse, second_after.coarse]);
    add(&[t1, after.coarse]);
    add(&[t1, this.coarse, after.coarse]);
    add(&[t1, after.coarse, second_after.coarse]);
    add(&[t12, this.coarse]);
    add(&[t12, this.class]);
    add(&[this.suffix[2], t1, after.coarse]);
    add(&[this.suffix[1], before.coarse, after.coarse]);
    add(&[this.lower_class, this.shape, u64::from(at == 0)]);
    add(&[this.style, this.shape, u64::from(at == 0)]);
    add(&[this.style, this.shape, this.lower_class]);
    add(&[this.style, this.lower]);
    add(&[this.style, this.shape, this.suffix[2]]);
    add(&[this.style, t1, this.shape]);
}

/// Features of the word alone.
fn word_features(this: &Token, out: &mut Vec<u64>) {
    let mut name = 0;
    let mut add = |values: &[u64]| {
        name += 1;
        out.push(values.iter().fold(name, |sum, &value| mix(sum, value)));
    };
    add(&[]);
    add(&[this.form]);
    add(&[this.lower]);
    add(&[this.class]);
    add(&[this.ambiguity]);
    add(&[this.shape]);
    add(&[this.long_shape]);
    add(&[this.shape, this.class]);
    add(&[this.coarse]);
    add(&[this.lower_class]);
    add(&[this.coarse, this.suffix[1]]);
    for (length, &suffix) in this.suffix.iter().enumerate() {
        add(&[suffix, length as u64]);
    }
    for (length, &prefix) in this.prefix.iter().enumerate() {
        add(&[prefix, length as u64]);
    }
    add(&[this.suffix[1], u64::from(this.capital)]);
    add(&[this.suffix[2], u64::from(this.capital)]);
    add(&[this.suffix[3], u64::from(this.capital)]);
    add(&[this.suffix[2], this.class]);
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
