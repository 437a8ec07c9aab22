//! Mentions from marks: each word is outside or begins, goes on with, ends or is a mention of some kind.
//!
//! `the University of Portsmouth hired Claire Warwick`: begin, inside, inside, end, outside, begin, end.

use std::ops::Range;

use super::layout::MARKS;

/// The mark of words outside of mentions.
pub const OUTSIDE: u8 = 0;

/// Kinds of mentions.
const KINDS: u8 = 3;

const _: () = assert!(MARKS == 1 + 4 * KINDS as usize);

/// The mark of a word of a mention.
#[must_use]
pub fn mark(kind: u8, words: &Range<usize>, word: usize) -> u8 {
    let place = match (word == words.start, word + 1 == words.end) {
        (true, true) => 3,
        (true, false) => 0,
        (false, true) => 2,
        (false, false) => 1,
    };
    1 + 4 * kind + place
}

/// Whether a mark may follow another.
const fn follows(before: usize, mark: usize) -> bool {
    let opens = mark == 0 || matches!((mark - 1) % 4, 0 | 3);
    let open = before > 0 && (before - 1) % 4 < 2;
    if open { !opens && (mark - 1) / 4 == (before - 1) / 4 } else { opens }
}

/// The mentions, with their kinds, of the best row of marks that makes sense (Viterbi 1967).
#[must_use]
pub fn best(scores: &[[f32; MARKS]]) -> Vec<(Range<usize>, u8)> {
    let outside = |scores: &[f32; MARKS]| scores[1..].iter().all(|&score| score <= scores[0]);
    if scores.iter().all(outside) {
        return Vec::new();
    }
    let mut sums = [f32::NEG_INFINITY; MARKS];
    sums[0] = 0.0;
    let mut from: Vec<[u8; MARKS]> = Vec::with_capacity(scores.len());
    for scores in scores {
        let (mut next, mut back) = ([f32::NEG_INFINITY; MARKS], [0; MARKS]);
        for mark in 0..MARKS {
            for before in (0..MARKS).filter(|&before| follows(before, mark)) {
                if sums[before] > next[mark] {
                    (next[mark], back[mark]) = (sums[before], u8::try_from(before).unwrap_or(0));
                }
            }
            next[mark] += scores[mark];
        }
        sums = next;
        from.push(back);
    }
    let closed = |mark: &usize| follows(*mark, 0);
    let mut mark = (0..MARKS).filter(closed).fold(0, |best, mark| if sums[mark] > sums[best] { mark } else { best });
    let (mut mentions, mut end) = (Vec::new(), 0);
    for word in (0..scores.len()).rev() {
        if mark > 0 {
            if matches!((mark - 1) % 4, 2 | 3) {
                end = word + 1;
            }
            if matches!((mark - 1) % 4, 0 | 3) {
                mentions.push((word..end, u8::try_from((mark - 1) / 4).unwrap_or(0)));
            }
        }
        mark = usize::from(from[word][mark]);
    }
    mentions.reverse();
    mentions
}

/// The kind whose marks do best for all words of a mention.
#[must_use]
pub fn kind(scores: &[[f32; MARKS]]) -> u8 {
    let words = 0..scores.len();
    let sum = |kind: u8| -> f32 { words.clone().map(|word| scores[word][usize::from(mark(kind, &words, word))]).sum() };
    (1..KINDS).fold(0, |best, kind| if sum(kind) > sum(best) { kind } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_back() {
        let mentions = [(0..4, 1), (5..7, 0), (7..8, 2)];
        let mut scores = vec![[0.0; MARKS]; 9];
        for (words, kind) in &mentions {
            words.clone().for_each(|word| scores[word][usize::from(mark(*kind, words, word))] = 1.0);
        }
        scores[8][1] = 0.5;
        assert_eq!(best(&scores), mentions, "what begins with the last word does not end, so it is none");
    }
}
