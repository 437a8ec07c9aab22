//! The article as the resolver reads it: its words, and the pieces that names are made of.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::metonyms::publishing_state;
use crate::article::Article;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::names::{Index, fold, is_suffix};
use crate::ontology::{Class, EntityId, NameOf, Ontology, Term};
use crate::text::{self, Quotation};

/// Most words of a title of address: "His Royal Highness".
const HONORIFIC: usize = 3;

/// A piece of a word: `Jean` and `Yves` of "Jean-Yves".
#[derive(Debug)]
pub struct Piece {
    /// Without accents and dots.
    pub text: String,
    /// The word that it is of.
    pub word: usize,
    /// Whether the word starts with it.
    pub first: bool,
    /// Whether the word ends with it.
    pub last: bool,
}

/// The article, its grammar, and what is known.
pub struct Page<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// What is known.
    pub ontology: &'a Ontology,
    /// The article's day as far as known.
    pub day: Option<String>,
    /// Pieces of each sentence.
    pub pieces: Vec<Vec<Piece>>,
    /// The state for which its publisher speaks.
    pub state: Option<EntityId>,
    /// Its quotations, in order, once somebody has asked for them: few articles say "I".
    quotations: OnceCell<Vec<Quotation>>,
}

impl<'a> Page<'a> {
    /// Splits all words into pieces.
    pub fn new(article: &'a Article, sentences: &'a [Sentence], ontology: &'a Ontology, day: Option<Date>) -> Self {
        let pieces = sentences.iter().map(|s| pieces(article, s)).collect();
        let state = publishing_state(article, ontology);
        let day = day.map(|d| d.to_string());
        Self { article, sentences, ontology, day, pieces, state, quotations: OnceCell::new() }
    }

    /// The index of names.
    pub fn index(&self) -> &'a Index {
        &self.ontology.index
    }

    /// A word as written.
    pub fn word(&self, s: usize, w: usize) -> &'a str {
        self.sentences[s].words.get(w).and_then(|w| self.article.text.get(w.span.start..w.span.end)).unwrap_or("")
    }

    /// Whether an entity is a person.
    pub fn is_person(&self, id: EntityId) -> bool {
        self.ontology.entity(id).class == Class::Person
    }

    /// The known person of a full name.
    pub fn person_named(&self, name: &str) -> Option<EntityId> {
        let &[NameOf::Entity(id)] = self.index().named(name) else { return None };
        (self.is_person(id) && name.contains(' ')).then_some(id)
    }

    /// Whether a word is quoted.
    pub fn is_quoted(&self, s: usize, w: usize) -> bool {
        let quotations = self.quotations.get_or_init(|| text::quotations(&self.article.text, self.article.body));
        text::quotation_at(quotations, self.sentences[s].words[w].span).is_some()
    }

    /// A word in lower case.
    pub fn lower(&self, s: usize, w: usize) -> String {
        self.word(s, w).to_lowercase()
    }

    /// The pieces of these words in lower case, joined: as nouns for groups are kept.
    pub fn folded(&self, s: usize, words: Range<usize>) -> String {
        let pieces = &self.pieces[s];
        let start = pieces.partition_point(|p| p.word < words.start);
        let mut joined = String::new();
        for piece in pieces[start..].iter().take_while(|p| p.word < words.end) {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&piece.text.to_lowercase());
        }
        joined
    }

    /// Words as written, white space made single.
    pub fn phrase(&self, s: usize, words: Range<usize>) -> String {
        let span = self.sentences[s].span_of(words);
        let text = self.article.text.get(span.start..span.end).unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The pieces of these words, joined.
    pub fn key(&self, s: usize, words: Range<usize>) -> Vec<String> {
        self.pieces[s].iter().filter(|p| words.contains(&p.word)).map(|p| p.text.clone()).collect()
    }

    /// The titles of address that end before a word, by their first word and the gender that they tell: "Sheikh", "Lt. Gen.".
    pub fn honorifics_before(&self, s: usize, end: usize) -> Option<(usize, Option<char>)> {
        let mut found: Option<(usize, Option<char>)> = None;
        loop {
            let end = found.map_or(end, |f| f.0);
            let most = end.min(HONORIFIC);
            let next = (1..=most).rev().find_map(|n| {
                let gender = self.index().honorific(&self.key(s, end - n..end).join(" "))?;
                Some((end - n, gender))
            });
            let Some((start, gender)) = next else { return found };
            found = Some((start, found.and_then(|f| f.1).or(gender)));
        }
    }

    /// The first word behind titles of address that start at a word.
    pub fn after_honorifics(&self, s: usize, start: usize) -> usize {
        let mut at = start;
        while let Some(n) = (1..=HONORIFIC)
            .rev()
            .filter(|n| at + n < self.sentences[s].words.len())
            .find(|n| self.index().honorific(&self.key(s, at..at + n).join(" ")).is_some())
        {
            at += n;
        }
        at
    }

    /// The word among these that the others hang on: the first whose head lies outside.
    pub fn head(&self, s: usize, words: Range<usize>) -> usize {
        let sentence = &self.sentences[s];
        if !sentence.parsed {
            return words.end.saturating_sub(1).max(words.start);
        }
        let outer = |&w: &usize| {
            sentence.words[w].head.is_none_or(|h| !words.contains(&h)) && sentence.words[w].upos != Upos::Punct
        };
        // "Civilian and political leaders": the second adjective hangs on the first.
        let joined = |w: &usize| sentence.words[*w].rel == Rel::Conj && sentence.words[*w].upos == Upos::Adj;
        let mut free = words.clone().filter(outer);
        let first = free.next();
        first.filter(|w| !joined(w)).or_else(|| free.next()).or(first).unwrap_or(words.start)
    }

    /// Whether a word is the "and" of two adjectives.
    pub fn joins_adjectives(&self, s: usize, w: usize) -> bool {
        let words = &self.sentences[s].words;
        let adjective = |w: usize| words.get(w).is_some_and(|word| word.upos == Upos::Adj);
        words[w].upos == Upos::Cconj && w > 0 && adjective(w - 1) && adjective(w + 1)
    }

    /// The relation in which a phrase stands, seen through coordination: "Macron" in "Biden and Macron".
    pub fn role_of(&self, s: usize, head: usize) -> (Rel, Option<usize>, usize) {
        let words = &self.sentences[s].words;
        let mut at = head;
        for _ in 0..words.len() {
            match (words[at].rel, words[at].head) {
                (Rel::Conj | Rel::Appos | Rel::Flat, Some(up)) => at = up,
                (rel, up) => return (rel, up, at),
            }
        }
        (Rel::Dep, None, head)
    }

    /// The preposition of a phrase, in lower case.
    pub fn preposition(&self, s: usize, head: usize) -> Option<String> {
        let sentence = &self.sentences[s];
        if sentence.parsed {
            return sentence.children_by(head, Rel::Case).map(|c| self.lower(s, c)).find(|c| !is_possessive(c));
        }
        None
    }

    /// Whether a possessive ending follows the phrase.
    pub fn has_possessive(&self, s: usize, end: usize) -> bool {
        is_possessive(self.word(s, end)) && self.sentences[s].words[end].upos != Upos::Aux
    }

    /// Whether a term of office runs on the article's day; without a day, whether it still runs.
    pub fn runs(&self, term: &Term) -> bool {
        match &self.day {
            Some(day) => covers(term.from.as_deref(), term.until.as_deref(), day),
            None => term.until.is_none(),
        }
    }

    /// Whether a term of office began by the article's day.
    pub fn begun(&self, term: &Term) -> bool {
        self.day.as_deref().is_none_or(|day| covers(term.from.as_deref(), None, day))
    }

    /// Whether someone is known to hold or have held an office, best the running one: 2 runs, 1 ended, 0 no.
    pub fn holds(&self, person: EntityId, fits: impl Fn(&Term) -> bool) -> u8 {
        let terms = &self.ontology.entity(person).terms;
        terms
            .iter()
            .filter(|t| fits(t))
            .map(|t| if self.runs(t) { 2 } else { u8::from(self.begun(t)) })
            .max()
            .unwrap_or(0)
    }
}

/// The pieces of an entity's canonical name, joined.
pub fn label_key(page: &Page<'_>, id: EntityId) -> String {
    fold(&page.ontology.entity(id).label).join(" ")
}

/// Whether a day lies within bounds, compared to the precision of each.
pub fn covers(from: Option<&str>, until: Option<&str>, day: &str) -> bool {
    let cut = |bound: &str| day.get(..bound.len().min(day.len())).unwrap_or(day).to_owned();
    from.is_none_or(|f| f <= cut(f).as_str()) && until.is_none_or(|u| cut(u).as_str() <= u)
}

/// `'s` and `'`.
pub fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’" | "'S" | "’S")
}

fn pieces(article: &Article, sentence: &Sentence) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::with_capacity(sentence.words.len());
    for (word, w) in sentence.words.iter().enumerate() {
        let text = article.text.get(w.span.start..w.span.end).unwrap_or("");
        let spaced_dash = text.chars().all(|c| matches!(c, '-' | '–' | '‐' | '‑'))
            && (word == 0 || sentence.words[word - 1].span.end < w.span.start);
        if spaced_dash {
            all.push(Piece { text: "—".to_owned(), word, first: true, last: true });
            continue;
        }
        let folded = fold(text);
        let n = folded.len();
        if folded.first().is_some_and(|f| is_suffix(f)) && all.last().is_some_and(|p| p.text == ",") {
            all.pop();
        }
        all.extend(folded.into_iter().enumerate().map(|(i, text)| Piece {
            text,
            word,
            first: i == 0,
            last: i + 1 == n,
        }));
    }
    all
}

/// A described actor's label with its noun in lower case: "European Allies" are "European allies".
pub fn common(label: &str) -> String {
    let (front, noun) = label.rsplit_once(' ').map_or(("", label), |(f, n)| (f, n));
    let acronym = noun.chars().skip(1).any(char::is_uppercase);
    if acronym || front.is_empty() && !noun.ends_with('s') {
        return label.to_owned();
    }
    let noun = noun.to_lowercase();
    if front.is_empty() { noun } else { format!("{front} {noun}") }
}
