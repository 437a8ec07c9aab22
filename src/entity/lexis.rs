//! Words of a sentence that name offices, and the few function words that resolving needs.

use std::ops::Range;

use super::page::Page;
use crate::grammar::{Rel, Upos};
use crate::ontology::names::RoleName;
use crate::ontology::{Class, NameOf};

/// The name of an office in a sentence.
#[derive(Debug, Clone)]
pub struct RoleSpan {
    /// Its words.
    pub words: Range<usize>,
    /// The head noun among them.
    pub head: usize,
    /// The offices of that name.
    pub names: Vec<RoleName>,
}

impl RoleSpan {
    /// Whether several holders are meant: "presidents".
    pub fn plural(&self) -> bool {
        self.names.iter().all(|n| n.plural)
    }
}

/// All names of offices in a sentence, longest first, in order.
pub fn roles(page: &Page<'_>, s: usize) -> Vec<RoleSpan> {
    let pieces = &page.pieces[s];
    let lower: Vec<String> = pieces.iter().map(|p| p.text.to_lowercase()).collect();
    let mut all = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        // "Ex-minister"
        let marked = i > 0 && pieces[i - 1].first && !pieces[i].first && page.index().mark(&lower[i - 1]).is_some();
        let begins = pieces[i].first || marked;
        let most = if begins { page.index().longest_role(&lower[i]).min(pieces.len() - i) } else { 0 };
        let found = (1..=most).rev().find_map(|n| {
            let names = page.index().roles(&lower[i..i + n].join(" "));
            let words = pieces[i].word..pieces[i + n - 1].word + 1;
            let head = head(page, s, &words);
            let word = &page.sentences[s].words[head];
            // "Stephen King" is no king, "Dean Smith" no dean.
            let given = words.len() == 1 && page.index().given(page.word(s, head)).is_some();
            let name = given
                && page.sentences[s].child(head, &[Rel::Flat]) == Some(head + 1)
                && page.index().honorific(page.word(s, head + 1)).is_none();
            // "Amir, who is 27": nor is who is called so without any article.
            let bare =
                page.sentences[s].children(head).all(|c| c > head || page.sentences[s].words[c].upos == Upos::Punct);
            let called = bare && word.upos == Upos::Propn && page.word(s, head + 1) != "of";
            let name =
                name || given && called && page.sentences[s].words.get(head + 1).is_none_or(|w| w.upos != Upos::Propn);
            // "Duke University"
            let body =
                word.head.is_some_and(|h| h == head + 1 && page.ontology.name_words.contains_key(page.word(s, h)));
            // "10 P.M." is no prime minister.
            let clock =
                words.len() == 1 && words.start > 0 && page.word(s, head - 1).ends_with(|c: char| c.is_ascii_digit());
            let name = name || clock || word.upos == Upos::Propn && words.len() == 1 && body;
            // A tagger may take "executive" for an adjective, and a parser an office for part of a name.
            let several = n > 1 && matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj);
            // "National Security Adviser Ambassador Anna Holm"
            let second = all.last().is_some_and(|r: &RoleSpan| r.words.end == words.start);
            // "Zimbabwean President Robert Mugabe" may be one name to the parser.
            let national = words.start > 0
                && page.index().named(&page.key(s, words.start - 1..words.start).join(" ")).iter().any(|n| match n {
                    NameOf::Adjective(_) => true,
                    NameOf::Entity(id) => page.ontology.entity(*id).class == Class::Country,
                    NameOf::Inhabitant(_) => false,
                });
            let flat = word.rel == Rel::Flat && !second && !national;
            // "leader of the opposition Labour Party" leads the party.
            let last = &page.sentences[s].words[words.end - 1];
            let part = n > 2
                && last.rel == Rel::Compound
                && last.head.is_some_and(|h| h >= words.end && page.ontology.name_words.contains_key(page.word(s, h)));
            let nominal = (several || word.is_nominal() && !flat) && !name && !part;
            let ends = pieces[i + n - 1].last
                || pieces.get(i + n).is_some_and(|p| p.last && page.index().mark(&p.text).is_some());
            (ends && !names.is_empty() && nominal).then(|| (RoleSpan { head, words, names: names.to_vec() }, n))
        });
        match found {
            Some((span, n)) => {
                all.push(span);
                i += n;
            }
            None => i += 1,
        }
    }
    all
}

/// The noun before the first preposition, else the last.
fn head(page: &Page<'_>, s: usize, words: &Range<usize>) -> usize {
    let adposition = words.clone().find(|&w| page.sentences[s].words[w].upos == Upos::Adp);
    adposition.map_or(words.end - 1, |w| w.saturating_sub(1).max(words.start))
}

/// Names of months and weekdays, which look like names of people and places.
pub fn is_calendar(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let word = word.trim_end_matches('.');
    NAMES.iter().any(|n| *n == word || (word.len() >= 3 && n.len() > 4 && n.starts_with(word)))
}

/// The number that a word says: "two", "both", "3".
pub fn number(word: &str) -> Option<usize> {
    const WORDS: [&str; 11] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
    let word = word.to_lowercase();
    if word == "both" {
        return Some(2);
    }
    WORDS.iter().position(|w| *w == word).map(|i| i + 1).or_else(|| word.parse().ok())
}
