//! What stands before the first sentence of a paragraph and is no part of it: datelines, dates and labels.
//!
//! "LISBON, March 3 (Agency) — Ministers met.", "What Happened: Ministers met." and "MS. HOLM: Ministers met." hold the
//! sentence "Ministers met."

use super::abbreviations::{Abbreviation, is_calendar_or_zone};
use super::tokens::Token;
use super::{boilerplate, labels};

/// How many tokens a dateline has at most.
const DATELINE: usize = 16;
/// How many tokens a label has at most.
const LABEL: usize = 7;

/// How many tokens at the start are a dateline, date or label before a sentence; 0 if none.
pub fn opening(text: &str, tokens: &[Token]) -> usize {
    let words = Words { text, tokens };
    words
        .speaker()
        .or_else(|| words.credit())
        .or_else(|| words.dateline())
        .or_else(|| words.date())
        .or_else(|| words.label())
        .unwrap_or(0)
}

/// How agencies are named in the credit of a picture.
const WIRES: [&str; 7] = ["AP", "AFP", "EPA", "Getty", "Reuters", "REUTERS", "Bloomberg"];

struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl<'t> Words<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether a sentence may start with this token.
    fn starts(&self, at: usize) -> bool {
        let mark = matches!(self.word(at), "\"" | "“" | "‘" | "'" | "''" | "«");
        self.is_capital(if mark { at + 1 } else { at }) || self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// "MS. HOLM:", "Q": who speaks next in a transcript.
    fn speaker(&self) -> Option<usize> {
        let start = self.tokens.first()?.span.start;
        let end = start + labels::label(&self.text[start..])?.len();
        Some(self.tokens.iter().take_while(|t| t.span.end <= end).count()).filter(|&n| n > 0)
    }

    /// "Anna Holm/AFP/Getty Images": who took the picture above the text.
    fn credit(&self) -> Option<usize> {
        let start = usize::from(self.word(0) == "|");
        let slash = (start + 2..start + 5).find(|&i| self.word(i) == "/")?;
        let mut end = slash;
        while self.word(end) == "/" && WIRES.contains(&self.word(end + 1)) {
            end += 2;
            end += usize::from(matches!(self.word(end), "Images" | "Photo" | "Pictures" | "Pool"));
        }
        let names = (start..slash).all(|i| self.is_capital(i));
        (names && end > slash && self.tokens.len() > end + 3).then_some(end)
    }

    /// "LISBON, March 3 (Agency) —", "NEW YORK —", "Lisbon (Agency) -", on old wires "LISBON (Agency) _".
    fn dateline(&self) -> Option<usize> {
        let dash = (1..DATELINE).find(|&i| matches!(self.word(i), "—" | "–" | "--" | "-" | "―" | "_"))?;
        let shouted = |w: &str| w.len() > 1 && w.chars().all(|c| c.is_uppercase() || c == '.');
        let agency = self.word(dash - 1) == ")";
        let within = (0..dash).all(|i| {
            let word = self.word(i);
            word.starts_with(char::is_uppercase)
                || word.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
                || matches!(word, "(" | ")" | "/" | "'" | "de" | "al" | "of")
        });
        let spaced = self.tokens.get(dash + 1).is_some_and(|t| t.spaced) || self.word(dash) != "-";
        let place = shouted(self.word(0)) || (agency && self.is_capital(0));
        (within && spaced && place && self.starts(dash + 1) && self.tokens.len() > dash + 3).then_some(dash + 1)
    }

    /// "Thursday, May 7, 2015" before a sentence without punctuation between.
    fn date(&self) -> Option<usize> {
        let weekday = usize::from(is_calendar_or_zone(self.word(0)) && self.word(1) == ",") * 2;
        let digits = |i: usize, n: std::ops::RangeInclusive<usize>| {
            n.contains(&self.word(i).len()) && self.word(i).bytes().all(|b| b.is_ascii_digit())
        };
        let month = |i: usize| is_calendar_or_zone(self.word(i)) && self.is_capital(i);
        let at = weekday;
        let end = if month(at) && digits(at + 1, 1..=2) && self.word(at + 2) == "," && digits(at + 3, 4..=4) {
            at + 4
        } else if digits(at, 1..=2) && month(at + 1) && digits(at + 2, 4..=4) {
            at + 3
        } else {
            return None;
        };
        (self.is_capital(end) && self.tokens.len() > end + 3).then_some(end)
    }

    /// "What Happened:" before a sentence.
    fn label(&self) -> Option<usize> {
        let colon = (2..LABEL).find(|&i| self.word(i) == ":")?;
        let small = |w: &str| w.len() <= 4 && w.starts_with(|c: char| c.is_lowercase() || matches!(c, '\'' | '’'));
        let titled = (0..colon).all(|i| self.is_capital(i) || small(self.word(i))) && self.is_capital(0);
        let shouted = self.word(0).len() > 1 && !self.word(0).chars().any(char::is_lowercase);
        let person = self.tokens[0].abbreviation == Some(Abbreviation::Title) || shouted;
        let spaced = self.tokens.get(colon + 1).is_some_and(|t| t.spaced);
        let enough = self.tokens.len() > colon + 5;
        let boilerplate = boilerplate::leads(&self.text[self.tokens[0].span.start..self.tokens[colon].span.end]);
        (titled && !person && spaced && enough && !boilerplate && self.is_capital(colon + 1)).then_some(colon + 1)
    }
}
