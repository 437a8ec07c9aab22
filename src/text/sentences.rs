//! Tokens into sentences.
//!
//! "Talks began at 10 a.m. Tuesday." is one sentence; "It left the U.S. The envoy stayed." are two.

use super::abbreviations::{Abbreviation, begins_sentence, is_calendar_or_zone};
use super::boilerplate;
use super::openings;
use super::tokens::Token;
use super::{RawSentence, Span};

/// Longer sentences are cut at the best punctuation.
const LONGEST: usize = 400;

/// Appends the sentences that the tokens of one segment make up.
pub fn cut(text: &str, tokens: &[Token], paragraph: usize, out: &mut Vec<RawSentence>) {
    let mut splitter = Splitter { text, tokens, paragraph, out };
    let (mut start, mut at, mut quoted) = (openings::opening(text, tokens), 0, false);
    if start > 0 {
        splitter.emit(0, start);
        at = start;
    }
    while at < tokens.len() {
        if splitter.word(at) == "\"" {
            quoted = !quoted;
        }
        if at > start && (splitter.is_bullet(at) || splitter.is_caption(at)) {
            splitter.emit(start, at);
            start = at;
        }
        if let Some(end) = splitter.boundary(start, at, quoted) {
            quoted ^= (at + 1..end).filter(|&i| splitter.word(i) == "\"").count() % 2 == 1;
            splitter.emit(start, end);
            (start, at) = (end, end);
            continue;
        }
        at += 1;
        if at - start >= LONGEST {
            let end = splitter.best_cut(start, at);
            splitter.emit(start, end);
            start = end;
        }
    }
    splitter.emit(start, tokens.len());
}

struct Splitter<'t, 'o> {
    text: &'t str,
    tokens: &'t [Token],
    paragraph: usize,
    out: &'o mut Vec<RawSentence>,
}

impl<'t> Splitter<'t, '_> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn is_bullet(&self, at: usize) -> bool {
        self.tokens[at].spaced && matches!(self.word(at), "•" | "▪" | "●" | "■" | "◦" | "‣")
    }

    /// "Image:" or "Related Link:" behind a sentence without a full stop.
    fn is_caption(&self, at: usize) -> bool {
        (self.word(at + 1) == ":" || self.word(at + 2) == ":")
            && self.word(at).starts_with(char::is_uppercase)
            && boilerplate::leads(&self.text[self.tokens[at].span.start..])
    }

    /// Where the sentence ends (one past its last token), if token `at` ends it.
    fn boundary(&self, start: usize, at: usize, quoted: bool) -> Option<usize> {
        let token = &self.tokens[at];
        let word = self.word(at);
        if token.abbreviation.is_none() && !word.starts_with(['.', '!', '?', '…', '。', '！', '？']) {
            return None;
        }
        if word.starts_with('.') && word.bytes().any(|b| b.is_ascii_digit()) || self.is_numeral(start, at) {
            return None;
        }
        let end = self.closers(at + 1, quoted);
        let Some(next) = self.tokens.get(end) else { return Some(end) };
        // "It can't happen. . . . I fear it may": the last of the dots ends the sentence.
        if self.word(end) == "." {
            return None;
        }
        let ends = match token.abbreviation {
            Some(kind) => next.spaced && self.abbreviation_ends(at, kind, end),
            None => self.stop_ends(at, end),
        };
        ends.then_some(end)
    }

    /// "3." or "b." before an item of a list.
    fn is_numeral(&self, start: usize, at: usize) -> bool {
        at == start + 1 && self.word(start).len() <= 3 && self.word(start).bytes().all(|b| b.is_ascii_digit())
    }

    /// Where the quotation marks and brackets that close what ended before `at` end.
    fn closers(&self, mut at: usize, mut quoted: bool) -> usize {
        while let Some(token) = self.tokens.get(at) {
            let spaced_after = self.tokens.get(at + 1).is_none_or(|t| t.spaced);
            let closes = match self.word(at) {
                "\"" if quoted => {
                    quoted = false;
                    !token.spaced || spaced_after
                }
                "”" | "»" | "’’" | "''" | ")" | "]" | "." | "!" | "?" => !token.spaced,
                "’" | "'" | "*" | "**" | "_" | "__" => !token.spaced && spaced_after,
                _ => false,
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// The first word at or after an opening quotation mark or bracket.
    fn opener(&self, at: usize) -> (bool, &'t str) {
        let is_mark =
            |w: &str| matches!(w, "\"" | "“" | "‘" | "'" | "''" | "«" | "(" | "[" | "``" | "„" | "*" | "**" | "_");
        let marks = (at..at + 3).take_while(|&i| is_mark(self.word(i))).count();
        (marks > 0, self.word(at + marks))
    }

    /// Whether a sentence ends with the mark at `at`, when the next token is `end`.
    fn stop_ends(&self, at: usize, end: usize) -> bool {
        let (word, next) = (self.word(at), &self.tokens[end]);
        let (marked, opener) = self.opener(end);
        let small = opener.starts_with(char::is_lowercase);
        let (closed, strong) = (end > at + 1, word.starts_with(['!', '?']));
        if !next.spaced && !self.tokens[at].glued_stop {
            return (closed || strong || word.starts_with('。')) && opener.starts_with(char::is_uppercase);
        }
        if word.starts_with("..") || word.starts_with('…') {
            return marked || opener.starts_with(char::is_uppercase);
        }
        if small && !marked {
            let before = if at == 0 { "" } else { self.word(at - 1) };
            let capital = before.starts_with(char::is_uppercase);
            return !closed
                && if strong { !(capital && word == "!") } else { before.len() > if capital { 4 } else { 2 } };
        }
        !(strong && closed && self.attributes(end))
    }

    /// Whether the words from `at` on say who spoke: "Putin said".
    fn attributes(&self, at: usize) -> bool {
        const SAYING: [&str; 8] = ["said", "says", "told", "asked", "asks", "replied", "added", "wrote"];
        let pronoun = matches!(self.word(at), "He" | "She" | "They" | "I" | "We");
        if pronoun || begins_sentence(self.word(at)) {
            return pronoun && SAYING.contains(&self.word(at + 1));
        }
        let names = (at..at + 5).take_while(|&i| self.word(i).starts_with(char::is_uppercase)).count();
        let verb = self.word(at + names);
        names > 0 && (SAYING.contains(&verb) || (verb.len() > 4 && verb.ends_with("ed")))
    }

    /// Whether a sentence ends with the abbreviation at `at`, when the next token is `end`.
    fn abbreviation_ends(&self, at: usize, kind: Abbreviation, end: usize) -> bool {
        let (marked, opener) = self.opener(end);
        let capital = opener.starts_with(char::is_uppercase);
        if !capital {
            return marked && end > at + 1;
        }
        let begins = begins_sentence(opener) && opener != "I";
        match kind {
            Abbreviation::Title | Abbreviation::Reference => false,
            Abbreviation::Clock => begins || !is_calendar_or_zone(opener),
            Abbreviation::Other => begins || (self.word(at) == "etc." && !marked),
            Abbreviation::Initial => begins && at > 0,
            Abbreviation::Acronym | Abbreviation::Suffix | Abbreviation::Calendar => begins,
        }
    }

    /// Where a sentence that is too long is best cut.
    fn best_cut(&self, start: usize, end: usize) -> usize {
        let half = start + LONGEST / 2;
        let last = |marks: &[&str]| (half..end).rev().find(|&i| marks.contains(&self.word(i))).map(|i| i + 1);
        last(&[";", "•"]).or_else(|| last(&[",", "—", "–", ":", "-", "|"])).unwrap_or(end)
    }

    /// Makes tokens `start..end` a sentence; the full stop of an abbreviation at its end becomes a token of its own.
    fn emit(&mut self, start: usize, end: usize) {
        let Some(tokens) = self.tokens.get(start..end).filter(|t| !t.is_empty()) else { return };
        let mut spans = Vec::with_capacity(tokens.len() + 1);
        spans.extend(tokens.iter().map(|t| t.span));
        // Only closing marks may stand behind the abbreviation that ends the sentence.
        let last = tokens.iter().rposition(|t| t.span.of(self.text).starts_with(char::is_alphanumeric));
        if let Some(last) = last.filter(|&l| tokens[l].abbreviation.is_some() && self.only_closers(&tokens[l + 1..])) {
            let whole = spans[last];
            spans[last].end = whole.end - 1;
            spans.insert(last + 1, Span { start: whole.end - 1, end: whole.end });
        }
        let span = Span { start: spans[0].start, end: spans[spans.len() - 1].end };
        let boilerplate = boilerplate::is_boilerplate(self.text, span, &spans);
        self.out.push(RawSentence { span, paragraph: self.paragraph, tokens: spans, boilerplate });
    }

    fn only_closers(&self, tokens: &[Token]) -> bool {
        tokens.iter().all(|t| matches!(t.span.of(self.text), "\"" | "”" | "’" | "'" | "»" | ")" | "]" | "*" | "**"))
    }
}
