//! Learns word classes from unlabelled text: words that stand between the same words come together.
//!
//! `Macron`, `Erdogan` and `Modi` stand after `President` and before `said`, so they fall into one class.

use std::collections::BTreeMap;

use crate::grammar::tokens::{Classes, normal};
use crate::text::{self, RawSentence};

/// Words of a text as numbers, by frequency; 0 stands for rare ones and for the edge of a sentence.
pub struct Corpus {
    words: Vec<String>,
    /// How often word `a` stands right before `b`: `(a, b, times)`, sorted.
    pairs: Vec<(u32, u32, u32)>,
}

impl Corpus {
    /// Counts the words of sentences, given as iterators over their words.
    #[must_use]
    pub fn new<S: AsRef<str>>(sentences: &[Vec<S>], least: usize, most: usize) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in sentences.iter().flatten() {
            let form = normal(word.as_ref());
            match counts.get_mut(&form) {
                Some(count) => *count += 1,
                None => drop(counts.insert(form, 1)),
            }
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().filter(|(_, n)| *n >= least).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts.truncate(most);
        let words: Vec<String> = counts.into_iter().map(|(word, _)| word).collect();
        let numbers: BTreeMap<&str, u32> = words.iter().map(String::as_str).zip(1..).collect();
        let mut all: Vec<u64> = Vec::new();
        for sentence in sentences {
            let mut before = 0;
            for word in sentence {
                let number = numbers.get(&*normal(word.as_ref())).copied().unwrap_or(0);
                all.push(u64::from(before) << 32 | u64::from(number));
                before = number;
            }
            all.push(u64::from(before) << 32);
        }
        all.sort_unstable();
        let pairs = all.chunk_by(|a, b| a == b).map(|same| {
            let times = u32::try_from(same.len()).unwrap_or(u32::MAX);
            ((same[0] >> 32) as u32, (same[0] & 0xFFFF_FFFF) as u32, times)
        });
        let pairs = pairs.collect();
        Self { words, pairs }
    }
}

/// The words of a text's sentences, without what is markup.
#[must_use]
pub fn sentences(text: &str) -> Vec<Vec<&str>> {
    let split = text::split(text, 0);
    let prose = |sentence: &&RawSentence| !sentence.boilerplate && !sentence.span.of(text).contains(['<', '=', '{']);
    let words = |sentence: &RawSentence| sentence.tokens.iter().map(|span| span.of(text)).collect();
    split.iter().filter(prose).map(words).collect()
}

/// Contexts of words (the words before and after them) and how often each class stands in each.
struct Contexts {
    /// Of each word, its contexts and their counts.
    of_word: Vec<Vec<(u32, u32)>>,
    /// By context and class.
    counts: Vec<u32>,
    /// Occurrences of words and of classes.
    word_total: Vec<u32>,
    class_total: Vec<u64>,
    classes: usize,
}

/// `n log n`.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn entropy(n: u64) -> f64 {
    if n == 0 { 0.0 } else { n as f64 * (n as f64).ln() }
}

impl Contexts {
    fn new(corpus: &Corpus, classes: usize, class_of: &[usize]) -> Self {
        let words = corpus.words.len() + 1;
        let mut contexts = Self {
            of_word: vec![Vec::new(); words],
            counts: vec![0; 2 * words * classes],
            word_total: vec![0; words],
            class_total: vec![0; classes],
            classes,
        };
        for &(a, b, times) in &corpus.pairs {
            if b != 0 {
                contexts.of_word[b as usize].push((2 * a, times));
                contexts.word_total[b as usize] += times;
            }
            if a != 0 {
                contexts.of_word[a as usize].push((2 * b + 1, times));
            }
        }
        for (word, &class) in class_of.iter().enumerate().skip(1) {
            contexts.place(word, class);
        }
        contexts
    }

    fn place(&mut self, word: usize, class: usize) {
        for &(context, times) in &self.of_word[word] {
            self.counts[context as usize * self.classes + class] += times;
        }
        self.class_total[class] += u64::from(self.word_total[word]);
    }

    fn remove(&mut self, word: usize, class: usize) {
        for &(context, times) in &self.of_word[word] {
            self.counts[context as usize * self.classes + class] -= times;
        }
        self.class_total[class] -= u64::from(self.word_total[word]);
    }

    /// The class in which a word that is in none explains its contexts best.
    fn best(&self, word: usize, logs: &[f64], gains: &mut [f64]) -> usize {
        let total = u64::from(self.word_total[word]);
        for (gain, &size) in gains.iter_mut().zip(&self.class_total) {
            *gain = 2.0 * (entropy(size) - entropy(size + total));
        }
        let look = |n: u32| logs.get(n as usize).copied().unwrap_or_else(|| entropy(u64::from(n)));
        for &(context, times) in &self.of_word[word] {
            let row = &self.counts[context as usize * self.classes..][..self.classes];
            let alone = look(times);
            for (gain, &count) in gains.iter_mut().zip(row) {
                *gain += if count == 0 { alone } else { look(count + times) - look(count) };
            }
        }
        (1..gains.len()).fold(0, |best, class| if gains[class] > gains[best] { class } else { best })
    }
}

/// Sorts the words of a corpus into fine and into coarse classes.
#[must_use]
pub fn fine_and_coarse(corpus: &Corpus) -> Vec<(String, Classes)> {
    let (fine, coarse) = rayon::join(|| learn(corpus, 250, ROUNDS), || learn(corpus, 60, ROUNDS));
    fine.into_iter().zip(coarse).map(|((word, fine), (_, coarse))| (word, [fine, coarse])).collect()
}

/// How often every word is moved at most.
const ROUNDS: usize = 10;

/// Sorts the words of a corpus into at most 255 classes, by moving each word where it fits best, `rounds` times over.
#[must_use]
pub fn learn(corpus: &Corpus, classes: usize, rounds: usize) -> Vec<(String, u8)> {
    let classes = classes.clamp(1, 255);
    let mut class_of: Vec<usize> = (0..=corpus.words.len()).map(|word| word % classes).collect();
    let mut contexts = Contexts::new(corpus, classes, &class_of);
    let logs: Vec<f64> = (0..1 << 16).map(entropy).collect();
    let mut gains = vec![0.0; classes];
    for _ in 0..rounds {
        let mut moved = 0;
        for (word, class) in class_of.iter_mut().enumerate().skip(1) {
            contexts.remove(word, *class);
            let best = contexts.best(word, &logs, &mut gains);
            moved += usize::from(best != *class);
            *class = best;
            contexts.place(word, best);
        }
        if moved * 1000 < class_of.len() {
            break;
        }
    }
    let class = |number: usize| u8::try_from(class_of[number]).unwrap_or(0);
    corpus.words.iter().enumerate().map(|(i, word)| (word.clone(), class(i + 1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_context_share_a_class() {
        let text = ["the cat sleeps", "the dog sleeps", "a cat eats", "a dog eats", "the bird eats", "a bird sleeps"];
        let sentences: Vec<Vec<&str>> = text.iter().map(|s| s.split(' ').collect()).collect();
        let classes = learn(&Corpus::new(&sentences, 1, 100), 3, 20);
        let class = |word: &str| classes.iter().find(|(w, _)| w == word).map(|(_, class)| *class);
        assert_eq!(class("cat"), class("dog"));
        assert_eq!(class("the"), class("a"));
        assert_ne!(class("the"), class("cat"));
    }
}
