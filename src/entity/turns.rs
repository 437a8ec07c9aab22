//! Transcripts: which sentences are labels of who speaks next, and whose turn the words behind them are.
//!
//! "PRESIDENT HOLM: We agreed. Q Why? PRESIDENT HOLM: They asked." → two turns of Holm's, and one that is nobody's.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::ActorId;
use super::page::Page;
use crate::grammar::Upos;
use crate::ontology::NameOf;
use crate::text;

/// The words of one speaker in a transcript, from the label to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Its sentences, that of the label first.
    pub sentences: Range<usize>,
    /// Who speaks; `None` where nobody in particular does: whoever asks or cheers.
    pub speaker: Option<ActorId>,
}

/// What tells who speaks next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Nobody in particular: "Q", "AUDIENCE MEMBER:".
    Nobody,
    /// Whoever is interviewed: "A:".
    Answer,
    /// A title or name in capitals: "THE PRESIDENT:", "MS. HOLM:".
    Shouted,
    /// A name as names are written: "Anna Holm:".
    Plain,
}

/// The word class of labels that are nobody's.
const UNNAMED: &str = "unnamed speaker";
/// The word class of labels of answers.
const ANSWER: &str = "answer label";
/// A label in common spelling has at most so many words.
const MOST: usize = 8;

/// The sentences that are labels, if the article is a transcript.
pub fn labels(page: &Page<'_>) -> Vec<Option<Label>> {
    let all: Vec<Option<Label>> = (0..page.sentences.len()).map(|s| label(page, s)).collect();
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for (s, _) in all.iter().enumerate().filter(|(_, label)| label.is_some()) {
        *times.entry(called(page, s)).or_default() += 1;
    }
    let again = |s: usize| times.get(&called(page, s)).is_some_and(|&n| n > 1);
    let of = |kinds: &[Label]| all.iter().flatten().filter(|l| kinds.contains(l)).count();
    let titled: Vec<bool> =
        (0..all.len()).map(|s| all[s] == Some(Label::Shouted) && is_titled(page, &called(page, s))).collect();
    let asked = of(&[Label::Nobody, Label::Answer]) > 0;
    let spoken = of(&[Label::Nobody, Label::Answer, Label::Shouted]) > 2 && (asked || titled.contains(&true));
    // One title in capitals is enough; what only looks like a label may be a heading: "SUBJECT:", "Background:".
    let sure = |s: usize, label: Label| match label {
        Label::Shouted => spoken || titled[s],
        Label::Plain => again(s) || asked,
        _ => true,
    };
    (0..all.len()).map(|s| all[s].filter(|&label| sure(s, label))).collect()
}

/// What a sentence would be in a transcript.
fn label(page: &Page<'_>, s: usize) -> Option<Label> {
    let sentence = &page.sentences[s];
    let words = &sentence.words;
    let text = sentence.span.of(&page.article.text);
    let shouted = text::label(text).is_some_and(|label| label.len() == text.len());
    let short = text.ends_with(':') && words.len() <= MOST + 1;
    if !shouted && !short {
        return None;
    }
    let called = called(page, s);
    let lower = called.to_lowercase();
    let listed = |class: &str| page.ontology.lexicon.is_in(class, &lower);
    let last = lower.rsplit(' ').next().unwrap_or_default();
    if listed(UNNAMED) || shouted && page.ontology.lexicon.is_in(UNNAMED, last) {
        return Some(Label::Nobody);
    }
    if listed(ANSWER) {
        return Some(Label::Answer);
    }
    if shouted {
        return Some(Label::Shouted);
    }
    let name = |part: &str| part.starts_with(char::is_uppercase) || part.chars().count() <= 3;
    let plain = lower.contains(' ') && called.split(' ').all(name) && words.iter().all(|w| w.upos != Upos::Verb);
    plain.then_some(Label::Plain)
}

/// Whom a label names, without "the", numbers and what stands in brackets.
pub fn called(page: &Page<'_>, s: usize) -> String {
    let words = named(page, s);
    words.map(|w| page.word(s, w)).collect::<Vec<_>>().join(" ")
}

/// The words of a label that name someone.
pub fn named(page: &Page<'_>, s: usize) -> impl Iterator<Item = usize> {
    let (mut open, mut first) = (false, true);
    (0..page.sentences[s].words.len()).filter(move |&w| {
        let word = page.word(s, w);
        let aside = open || word == "(";
        open = aside && word != ")";
        let article = std::mem::take(&mut first) && word.eq_ignore_ascii_case("the");
        !aside && !article && word.chars().any(char::is_alphabetic)
    })
}

/// Whether words in capitals start with a title or are a known person's name.
fn is_titled(page: &Page<'_>, called: &str) -> bool {
    let pieces = crate::ontology::names::fold(called);
    let lower: Vec<String> = pieces.iter().map(|p| p.to_lowercase()).collect();
    let Some(first) = lower.first() else { return false };
    let most = page.index().longest_role(first).min(lower.len());
    let office = (1..=most).any(|n| !page.index().roles(&lower[..n].join(" ")).is_empty());
    let known =
        page.index().named(&proper(called)).iter().any(|n| matches!(n, NameOf::Entity(id) if page.is_person(*id)));
    let titled = pieces.len() > 1 && page.index().honorific(&capital(first)).is_some();
    // "VICE PRESIDENT:", but not "PRESIDENT'S BUDGET:"
    let whole = lower.len() < 5 && !lower.iter().any(|p| p == "s" || p == "of");
    known || whole && (office || titled)
}

/// A name in capitals as names are written, accents aside: "MS. VON HOLM" is `Ms von Holm`.
pub fn proper(name: &str) -> String {
    let pieces = crate::ontology::names::fold(name);
    let particle = |piece: &str| super::spans::PARTICLES.contains(&piece);
    let spelt = pieces.iter().enumerate().map(|(i, piece)| {
        let lower = piece.to_lowercase();
        let shouted = piece.chars().all(|c| !c.is_lowercase());
        if particle(&lower) && i + 1 < pieces.len() {
            lower
        } else if shouted && !crate::ontology::names::is_suffix(piece) {
            capital(&lower)
        } else {
            piece.clone()
        }
    });
    spelt.collect::<Vec<_>>().join(" ")
}

/// A word in small letters with its first one large: "mchugh" is `McHugh`.
pub fn capital(lower: &str) -> String {
    let large = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect::<String>())
    };
    match lower.strip_prefix("mc").filter(|rest| rest.len() > 2) {
        Some(rest) => format!("Mc{}", large(rest)),
        None => large(lower),
    }
}
