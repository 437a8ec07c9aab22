//! How alike two texts or sentences are, and which articles are the same text once more.
//!
//! A wire report printed by three papers, each with another last paragraph, is one source, not three.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Source;
use super::when::days;
use crate::article::signature::{alike, hash, words};

/// Numbers that two signatures share at least, of 32, where the texts are the same once more: half of the
/// shingles of both together.
const SAME: usize = 16;
/// The same of name signatures, where one text is translated twice. Two such texts were found to share half of the pairs of
/// names, two reports of one event less than a fifth.
const TRANSLATED: usize = 13;
/// So many days lie between two translations of one text at most; those of formulas that return may lie further apart.
const SOON: i32 = 3;
/// Numbers that are compared at once to find candidates.
const BAND: usize = 2;

/// What a sentence is about: hashes of its longer words, each once, in order of size.
#[must_use]
pub fn content(text: &str) -> Vec<u32> {
    // The half that is kept tells as much as the whole does.
    #[allow(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
    let mut all: Vec<u32> = words(text).filter(|w| w.chars().count() > 3).map(|w| hash(&w) as u32).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The share of the words of two sentences that both have, from 0 to 1 (Jaccard).
#[must_use]
pub fn shared(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX) - both;
    if all == 0 { 0.0 } else { f64::from(both) / f64::from(all) }
}

/// For each article the first one of its family: the same outlet, or the same text once more, printed or translated.
#[must_use]
pub fn families(sources: &[Source]) -> Vec<usize> {
    let mut sets = Sets::new(sources.len());
    let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        if let Some(outlet) = &source.outlet {
            sets.join(*outlets.entry(outlet).or_insert(number), number);
        }
    }
    join_alike(&mut sets, sources, |source| &source.signature, |a, b| alike(&a.signature, &b.signature) >= SAME);
    join_alike(
        &mut sets,
        sources,
        |source| &source.names,
        |a, b| {
            let soon = a.day.zip(b.day).is_some_and(|(a, b)| days(a, b).abs() <= SOON);
            soon && alike(&a.names, &b.names) >= TRANSLATED
        },
    );
    (0..sources.len()).map(|number| sets.first(number)).collect()
}

/// Joins sources that are the same; only those are compared whose signatures have a band in common.
fn join_alike(
    sets: &mut Sets,
    sources: &[Source],
    signature: impl Fn(&Source) -> &[u16],
    same: impl Fn(&Source, &Source) -> bool,
) {
    let mut bands: FxHashMap<(usize, &[u16]), Vec<usize>> = FxHashMap::default();
    for (number, source) in sources.iter().enumerate() {
        for (band, part) in signature(source).chunks_exact(BAND).enumerate() {
            let like = bands.entry((band, part)).or_default();
            for &other in like.iter() {
                if sets.first(other) != sets.first(number) && same(&sources[other], source) {
                    sets.join(other, number);
                }
            }
            like.push(number);
        }
    }
}

/// Sets of numbers that are joined one after the other, each named by its least.
#[derive(Debug, Clone)]
pub struct Sets(Vec<usize>);

impl Sets {
    /// Each number by itself.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The least number of a set.
    pub fn first(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes one of two sets.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::signature::{numbers, signature};

    const WIRE: &str = "The foreign ministers of both countries met in Vienna on Monday to discuss the return of \
        prisoners, the reopening of two border crossings and the price of gas, their spokesmen told reporters.";

    fn source(outlet: &str, text: &str) -> Source {
        let signature = numbers(&signature(text));
        Source { outlet: Some(outlet.to_owned()), signature, ..Source::default() }
    }

    #[test]
    fn the_same_text_in_two_papers_is_one_source() {
        let reprint = format!("{WIRE} Additional reporting by our own staff.");
        let other = "Talks about gas and prisoners were held in Vienna, according to people who were in the room, and \
            the ministers, who had not seen one another since spring, parted without shaking hands.";
        let sources = [source("a", WIRE), source("b", other), source("c", &reprint), source("b", "Something else.")];
        assert_eq!(families(&sources), [0, 1, 0, 1]);
    }

    #[test]
    fn two_translations_of_one_day_are_one_source() {
        let told = |outlet: &str, day: &str, own: u16| {
            let names = (0..32).map(|n| if n < 18 { n } else { 100 * own + n }).collect();
            Source { outlet: Some(outlet.to_owned()), day: day.parse().ok(), names, ..Source::default() }
        };
        let sources = [told("a", "2024-03-14", 1), told("b", "2024-03-16", 2), told("c", "2024-04-14", 3)];
        assert_eq!(families(&sources), [0, 0, 2]);
    }

    #[test]
    fn likeness_runs_from_none_to_all() {
        let (a, b) = (content("Biden warned Putin of sanctions"), content("Putin was warned of tough sanctions"));
        assert!(shared(&a, &a) > 0.99 && shared(&a, &[]) < 0.01);
        assert!((shared(&a, &b) - 0.6).abs() < 0.01, "{}", shared(&a, &b));
    }
}
