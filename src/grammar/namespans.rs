//! Finds the whole phrases that mention persons, organizations and places by name, the longest ones.
//!
//! `the University of Portsmouth in England` is one mention of an organization, with the place inside.

use std::ops::Range;

use super::features::Features;
use super::names::Scene;
use super::tokens::Token;
use super::weights::{LANES, Score, Weights, mix};
use super::{Name, NameKind, Sentence, Upos};

/// The kinds of mentions.
pub const MENTIONED: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];
/// The class whose weights count for all kinds of mentions; the kinds follow.
pub const ANY: usize = 8;

/// Words that may be a mention, with the word that heads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The words.
    pub words: Range<usize>,
    /// The head.
    pub head: usize,
}

/// Most places where the mention of a head may begin, or end.
const BOUNDS: usize = 8;

/// Whether a word may head a mention.
fn may_head(sentence: &Sentence, tokens: &[Token], word: usize) -> bool {
    match sentence.words[word].upos {
        Upos::Propn => true,
        Upos::Noun | Upos::Adj | Upos::X | Upos::Verb | Upos::Intj => {
            tokens[word].capital && (word > 0 || tokens.len() == 1) && tokens[word].style < 2
        }
        _ => false,
    }
}

/// All that may be a mention, by head.
#[must_use]
pub fn candidates(sentence: &Sentence, tokens: &[Token]) -> Vec<Candidate> {
    let mut all = Vec::new();
    for head in (0..tokens.len()).filter(|&word| may_head(sentence, tokens, word)) {
        let (starts, ends) = (starts(sentence, tokens, head), ends(sentence, tokens, head));
        for &start in &starts {
            all.extend(ends.iter().map(|&end| Candidate { words: start..end, head }));
        }
    }
    let within = |c: &Candidate| sentence.words[c.head].head.is_some_and(|up| c.words.contains(&up));
    all.sort_by_cached_key(|c| (c.words.start, c.words.end, within(c), c.head));
    all.dedup_by(|a, b| a.words == b.words);
    all
}

/// Whether a word goes on with a name by its look.
fn runs_on(sentence: &Sentence, tokens: &[Token], word: usize) -> bool {
    tokens[word].capital && !matches!(sentence.words[word].upos, Upos::Det | Upos::Pron | Upos::Adp)
        || sentence.words[word].upos == Upos::Propn
}

/// Where the mention of a head may begin.
fn starts(sentence: &Sentence, tokens: &[Token], head: usize) -> Vec<usize> {
    let mut starts = vec![head];
    for child in sentence.children(head).rev().filter(|&c| c < head) {
        starts.push(sentence.extent(child).start);
    }
    let mut run = head;
    while run > 0 && runs_on(sentence, tokens, run - 1) {
        run -= 1;
    }
    starts.push(run);
    if run > 0 && sentence.words[run - 1].upos == Upos::Det {
        starts.push(run - 1);
    }
    starts.retain(|&start| start <= head && !is_edge(sentence, start));
    starts.sort_unstable_by(|a, b| b.cmp(a));
    starts.dedup();
    starts.truncate(BOUNDS);
    starts
}

/// Whether no mention begins or ends with this word.
fn is_edge(sentence: &Sentence, word: usize) -> bool {
    matches!(sentence.words[word].xpos, "," | ":" | "IN" | "TO" | "CC")
}

/// Where the mention of a head may end.
fn ends(sentence: &Sentence, tokens: &[Token], head: usize) -> Vec<usize> {
    let run = |from: usize| {
        let mut run = from + 1;
        while run < tokens.len() && runs_on(sentence, tokens, run) {
            run += 1;
        }
        run
    };
    let mut ends = vec![head + 1, run(head)];
    for child in sentence.children(head).filter(|&c| c > head) {
        let extent = sentence.extent(child);
        ends.extend([extent.end, child + 1, run(child)]);
    }
    ends.retain(|&end| end > head && !is_edge(sentence, end - 1));
    ends.sort_unstable();
    ends.dedup();
    ends.truncate(BOUNDS);
    ends
}

static EDGE: Token = Token::EDGE;

fn at(tokens: &[Token], word: Option<usize>) -> &Token {
    word.and_then(|word| tokens.get(word)).unwrap_or(&EDGE)
}

/// Hashes of what speaks for or against the bounds of a mention.
pub fn features(scene: &Scene<'_>, candidate: &Candidate, out: &mut Vec<u64>) {
    let Scene { sentence, tokens, .. } = *scene;
    out.clear();
    let f = &mut Features::new(out, 1000);
    bounds(sentence, tokens, candidate, f);
    inner(sentence, tokens, candidate, f);
    around(sentence, candidate, out);
    children(sentence, tokens, candidate, out);
    facts(scene, candidate, &mut Features::new(out, 1150));
}

/// What the ontology knows of the words at the bounds.
fn facts(scene: &Scene<'_>, candidate: &Candidate, f: &mut Features) {
    let Candidate { words, head } = candidate;
    let known = |word: Option<usize>| word.and_then(|w| scene.known.get(w)).copied().unwrap_or(1);
    let (before, after) = (known(words.start.checked_sub(1)), known(Some(words.end)));
    let (first, last, head) = (known(Some(words.start)), known(Some(words.end - 1)), known(Some(*head)));
    let next = at(scene.tokens, Some(words.end)).lower;
    let comma = words.clone().find(|&w| scene.sentence.words[w].xpos == ",");
    let size = words.len().min(5) as u64;
    f.add([before, first]);
    f.add([last, after]);
    f.add([last, next, known(Some(words.end + 1))]);
    f.add([head, size]);
    f.add([head, first, last, size]);
    let parted = |comma: usize| [known(comma.checked_sub(1)), known(Some(comma + 1)), size];
    f.add(comma.map_or([7, 7, 7], parted));
    f.add([at(scene.tokens, comma.and_then(|c| c.checked_sub(1))).class, at(scene.tokens, comma.map(|c| c + 1)).class]);
}

fn tag(sentence: &Sentence, word: Option<usize>) -> u64 {
    word.and_then(|word| sentence.words.get(word)).map_or(99, |word| word.upos as u64)
}

/// The words on both sides of the bounds.
fn bounds(sentence: &Sentence, tokens: &[Token], candidate: &Candidate, f: &mut Features) {
    let Candidate { words, head } = candidate;
    let (before, second) = (words.start.checked_sub(1), words.start.checked_sub(2));
    let (first, last) = (Some(words.start), Some(words.end - 1));
    let (after, beyond) = (Some(words.end), Some(words.end + 1));
    let left = (*head - words.start).min(6) as u64;
    let right = (words.end - 1 - *head).min(6) as u64;
    let t = |word| tag(sentence, word);
    let w = |word| at(tokens, word);
    f.add([left, right]);
    for (side, outer, inside, further) in [(1, before, first, second), (2, after, last, beyond)] {
        let far = if side == 1 { left } else { right };
        f.add([side, w(outer).lower]);
        f.add([side, w(outer).class, far]);
        f.add([side, w(outer).lower, t(inside)]);
        f.add([side, w(inside).lower, far]);
        f.add([side, w(inside).lower, w(outer).lower]);
        f.add([side, w(inside).class, w(outer).class]);
        f.add([side, w(inside).coarse, w(outer).coarse, far]);
        f.add([side, t(outer), t(inside), far]);
        f.add([side, t(further), t(outer), t(inside)]);
        f.add([side, u64::from(w(outer).capital), u64::from(w(inside).capital), t(outer)]);
        f.add([side, w(outer).shape, w(inside).shape]);
        f.add([side, w(outer).lower, w(further).lower]);
        f.add([side, w(outer).lower, t(further)]);
        f.add([side, w(outer).lower, w(further).class]);
    }
    f.add([t(before), t(first), t(last), t(after)]);
    f.add([w(before).lower, w(after).lower]);
}

/// The words as a row.
fn inner(sentence: &Sentence, tokens: &[Token], candidate: &Candidate, f: &mut Features) {
    let Candidate { words, head } = candidate;
    let row =
        |of: &dyn Fn(usize) -> u64| words.clone().take(6).fold(words.len().min(7) as u64, |sum, w| mix(sum, of(w)));
    let class = |w: usize| if sentence.words[w].upos == Upos::Propn { tokens[w].coarse } else { 200 };
    f.add([row(&|w| sentence.words[w].upos as u64)]);
    f.add([row(&|w| tokens[w].lower)]);
    f.add([row(&|w| tokens[w].coarse)]);
    f.add([row(&|w| mix(sentence.words[w].upos as u64, class(w)))]);
    f.add([row(&|w| mix(tokens[w].shape, u64::from(w == *head)))]);
    f.add([row(&|w| mix(sentence.words[w].rel as u64, u64::from(w == *head)))]);
    let verb = words.clone().any(|w| matches!(sentence.words[w].upos, Upos::Verb | Upos::Aux | Upos::Pron));
    f.add([u64::from(verb), words.len().min(8) as u64]);
    f.add([tag(sentence, Some(*head)), words.len().min(4) as u64]);
}

/// How the words hang together and on the rest.
fn around(sentence: &Sentence, candidate: &Candidate, out: &mut Vec<u64>) {
    let Candidate { words, head } = candidate;
    let outside = |w: &usize| sentence.words[*w].head.is_none_or(|up| !words.contains(&up));
    let roots = words.clone().filter(outside).count().min(4) as u64;
    let cut = (0..2).map(|side| {
        let word = if side == 0 { words.start.checked_sub(1) } else { Some(words.end) };
        let up = word.and_then(|w| sentence.words.get(w)).and_then(|w| w.head);
        u64::from(up.is_some_and(|up| words.contains(&up)))
    });
    let cut: Vec<u64> = cut.collect();
    let rel = sentence.words[*head].rel as u64;
    let whole = u64::from(sentence.extent(*head) == *words);
    let up = sentence.words[*head].head;
    let inside = u64::from(up.is_some_and(|up| words.contains(&up)));
    let f = &mut Features::new(out, 1100);
    f.add([roots, inside]);
    f.add([roots, cut[0], cut[1], inside]);
    f.add([whole, rel]);
    f.add([rel, cut[0], cut[1]]);
    f.add([rel, tag(sentence, up), whole]);
}

/// What hangs on the head, inside and outside.
fn children(sentence: &Sentence, tokens: &[Token], candidate: &Candidate, out: &mut Vec<u64>) {
    let Candidate { words, head } = candidate;
    for child in sentence.children(*head) {
        let word = &sentence.words[child];
        let extent = sentence.extent(child);
        let inside =
            u64::from(words.contains(&child)) + u64::from(words.start <= extent.start && extent.end <= words.end);
        let side = u64::from(child > *head);
        let key = mix(mix(1200, inside * 2 + side), word.rel as u64);
        let first = &tokens[extent.start];
        let close = u64::from(child + 1 == *head || extent.start == *head + 1);
        out.extend([
            key,
            mix(mix(key, 1), close),
            mix(mix(key, 2), tokens[child].lower),
            mix(mix(key, 3), first.lower),
            mix(mix(key, 4), mix(word.upos as u64, extent.len().min(6) as u64)),
            mix(mix(key, 5), tokens[child].class),
            mix(mix(key, 6), mix(first.lower, tokens[*head].class)),
            mix(mix(key, 7), mix(u64::from(tokens[child].capital), tokens[*head].lower)),
        ]);
    }
}

/// The sums for each kind of mention.
#[must_use]
pub fn sums<S: Score>(scores: &[S; LANES]) -> [S; MENTIONED.len()] {
    std::array::from_fn(|kind| scores[ANY] + scores[ANY + 1 + kind])
}

/// Adds up the weights of features.
pub fn score<W: Weights>(weights: &W, features: &[u64]) -> [W::Score; LANES] {
    let mut scores = [[W::Score::default(); LANES]];
    for &feature in features {
        weights.add(feature, &mut scores);
    }
    scores[0]
}

/// The mentions that together score best; `scores` gives each candidate's by kind.
pub fn choose<S: Score>(length: usize, candidates: &[Candidate], scores: &[[S; MENTIONED.len()]]) -> Vec<Name> {
    let mut by_end: Vec<usize> = (0..candidates.len()).collect();
    by_end.sort_by_key(|&i| (candidates[i].words.end, candidates[i].words.start));
    let mut best = vec![S::default(); length + 1];
    let mut chosen: Vec<Option<(usize, usize)>> = vec![None; length + 1];
    let mut next = by_end.into_iter().peekable();
    for end in 1..=length {
        best[end] = best[end - 1];
        while let Some(i) = next.next_if(|&i| candidates[i].words.end == end) {
            for (kind, &score) in scores[i].iter().enumerate() {
                let sum = best[candidates[i].words.start] + score;
                if sum > best[end] {
                    (best[end], chosen[end]) = (sum, Some((i, kind)));
                }
            }
        }
    }
    let (mut names, mut end) = (Vec::new(), length);
    while end > 0 {
        match chosen[end] {
            Some((i, kind)) => {
                names.push(Name { words: candidates[i].words.clone(), kind: MENTIONED[kind] });
                end = candidates[i].words.start;
            }
            None => end -= 1,
        }
    }
    names.reverse();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(words: Range<usize>) -> Candidate {
        Candidate { head: words.start, words }
    }

    #[test]
    fn mentions_that_score_best_together_are_chosen() {
        // One long mention against the two inside it, and one that is worse than none.
        let candidates = [candidate(0..4), candidate(0..1), candidate(2..4), candidate(5..6)];
        let scores = [[5, 0, 0], [3, 4, 0], [0, 0, 2], [-1, -2, -3]];
        let chosen = choose(6, &candidates, &scores);
        let found: Vec<_> = chosen.iter().map(|name| (name.words.clone(), name.kind)).collect();
        assert_eq!(found, [(0..1, NameKind::Organization), (2..4, NameKind::Place)]);
        assert!(choose::<i32>(0, &[], &[]).is_empty());
    }
}
