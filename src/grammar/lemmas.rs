//! Dictionary forms: exceptions first, then the longest ending with a rule for the tag.
//!
//! `sanctions` as `NNS` ends in `s`: cut one letter; `met` as `VBD` is an exception: `meet`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::bytes::{number, read_number, read_string, string};

/// Longest ending that has rules.
const LONGEST: usize = 5;

/// How to lemmatise.
#[derive(Default)]
pub struct Lemmas {
    /// By tag, space and form in lower case: the lemma.
    exceptions: FxHashMap<String, String>,
    /// By tag, space and ending: how many letters to cut and what to add.
    rules: FxHashMap<String, (usize, String)>,
}

/// The form that rules and exceptions are about: names keep their capitals in the lemma, all else is lower case.
fn base(form: &str, tag: &str) -> String {
    let form = form.replace('’', "'");
    if !(tag.starts_with("PROPN") || tag.ends_with("NNP") || tag.ends_with("NNPS")) {
        return form.to_lowercase();
    }
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if form.chars().all(char::is_lowercase) => first.to_uppercase().chain(letters).collect(),
        _ => form,
    }
}

impl Lemmas {
    /// The lemma of a word with the tag `UPOS|XPOS`. Of several rules the first wins that leads to a known word.
    #[must_use]
    pub fn lemma(&self, form: &str, tag: &str, known: &dyn Fn(&str) -> bool) -> String {
        let base = base(form, tag);
        if base.len() > 100 || base.contains(|c: char| c.is_ascii_digit()) {
            return base;
        }
        if let Some(lemma) = self.exceptions.get(&key(tag, &base)) {
            return lemma.clone();
        }
        self.by_rule(&base, tag, known)
    }

    fn by_rule(&self, base: &str, tag: &str, known: &dyn Fn(&str) -> bool) -> String {
        let inflected = ["NNS", "VBD", "VBN", "VBG", "VBZ"].iter().any(|xpos| tag.ends_with(xpos));
        let mut first = None;
        for ending in endings(base) {
            if let Some((cut, add)) = self.rules.get(&key(tag, ending)) {
                let keep = base.char_indices().rev().nth(cut.wrapping_sub(1)).map_or(base.len(), |(at, _)| at);
                let lemma = format!("{}{add}", &base[..if *cut == 0 { base.len() } else { keep }]);
                if !inflected || known(&lemma) {
                    return lemma;
                }
                first.get_or_insert(lemma);
            }
        }
        first.unwrap_or_else(|| base.to_owned())
    }

    /// Learns from words: form, tag, lemma.
    #[must_use]
    pub fn learn<'a>(words: impl Iterator<Item = (&'a str, &'a str, &'a str)>, known: &dyn Fn(&str) -> bool) -> Self {
        let mut seen: BTreeMap<(String, &str), BTreeMap<&str, usize>> = BTreeMap::new();
        for (form, tag, lemma) in words.filter(|(_, _, lemma)| *lemma != "_") {
            *seen.entry((base(form, tag), tag)).or_default().entry(lemma).or_default() += 1;
        }
        let mut edits: BTreeMap<String, BTreeMap<(usize, String), usize>> = BTreeMap::new();
        for ((base, tag), lemmas) in &seen {
            let lemma = most(lemmas);
            for ending in endings(base) {
                *edits.entry(key(tag, ending)).or_default().entry(edit(base, lemma)).or_default() += 1;
            }
        }
        let mut lemmas = Self::default();
        for (ending, counts) in &edits {
            let (edit, count) = counts.iter().fold((None, 0), |b, (e, &n)| if n > b.1 { (Some(e), n) } else { b });
            let long = ending.len() - ending.find(' ').unwrap_or(0) > 3;
            let small = |edit: &&(usize, String)| edit.0 <= 1 && edit.1.is_empty();
            if let Some(edit) = edit.filter(|edit| count >= if long { 3 } else { 2 } || small(edit) && !long) {
                lemmas.rules.insert(ending.clone(), edit.clone());
            }
        }
        lemmas.drop_idle_rules();
        for ((base, tag), counts) in &seen {
            let lemma = most(counts);
            if lemmas.by_rule(base, tag, known) != lemma {
                lemmas.exceptions.insert(key(tag, base), lemma.to_owned());
            }
        }
        lemmas
    }

    /// Drops rules that say what the rule of the shorter ending says already.
    fn drop_idle_rules(&mut self) {
        let mut idle = Vec::new();
        for (ending, edit) in &sorted(&self.rules) {
            let Some((tag, letters)) = ending.split_once(' ') else { continue };
            let shorter = endings(letters).skip(1).find_map(|shorter| self.rules.get(&key(tag, shorter)));
            if shorter == Some(edit) {
                idle.push(ending.clone());
            }
        }
        for ending in idle {
            self.rules.remove(&ending);
        }
    }

    /// Writes them in order.
    pub fn write(&self, out: &mut Vec<u8>) {
        let exceptions = sorted(&self.exceptions);
        number(out, exceptions.len());
        for (word, lemma) in &exceptions {
            string(out, word);
            string(out, lemma);
        }
        let rules = sorted(&self.rules);
        number(out, rules.len());
        for (ending, (cut, add)) in &rules {
            string(out, ending);
            number(out, *cut);
            string(out, add);
        }
    }

    /// Reads what [`Lemmas::write`] wrote; `None` if it is damaged.
    #[must_use]
    pub fn read(input: &mut &[u8]) -> Option<Self> {
        let mut lemmas = Self::default();
        for _ in 0..read_number(input)? {
            lemmas.exceptions.insert(read_string(input)?, read_string(input)?);
        }
        for _ in 0..read_number(input)? {
            lemmas.rules.insert(read_string(input)?, (read_number(input)?, read_string(input)?));
        }
        Some(lemmas)
    }
}

fn key(tag: &str, word: &str) -> String {
    let mut key = String::with_capacity(tag.len() + 1 + word.len());
    key.push_str(tag);
    key.push(' ');
    key.push_str(word);
    key
}

/// The endings of a word from the longest to the empty one.
fn endings(word: &str) -> impl Iterator<Item = &str> {
    let starts = word.char_indices().rev().map(|(at, _)| at).take(LONGEST);
    let mut starts: Vec<usize> = std::iter::once(word.len()).chain(starts).collect();
    starts.reverse();
    starts.into_iter().map(|at| &word[at..])
}

/// How many letters to cut from a word and what to add to get its lemma.
fn edit(word: &str, lemma: &str) -> (usize, String) {
    let same: usize = word.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (word[same..].chars().count(), lemma[same..].to_owned())
}

fn most<'a>(counts: &BTreeMap<&'a str, usize>) -> &'a str {
    counts.iter().fold(("", 0), |best, (&lemma, &n)| if n > best.1 { (lemma, n) } else { best }).0
}

fn sorted<V: Clone>(map: &FxHashMap<String, V>) -> Vec<(String, V)> {
    let mut all: Vec<(String, V)> = map.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_exceptions() {
        let known = |word: &str| word == "call";
        let words = [("talks", "NOUN|NNS", "talk"), ("walls", "NOUN|NNS", "wall"), ("men", "NOUN|NNS", "man")];
        let lemmas = Lemmas::learn(words.into_iter(), &known);
        let mut bytes = Vec::new();
        lemmas.write(&mut bytes);
        let lemmas = Lemmas::read(&mut &bytes[..]).expect("what was written can be read");
        for (form, lemma) in [("Men", "man"), ("calls", "call"), ("talks", "talk")] {
            assert_eq!(lemmas.lemma(form, "NOUN|NNS", &known), lemma);
        }
        assert_eq!(lemmas.lemma("Seoul", "PROPN|NNP", &known), "Seoul");
    }
}
