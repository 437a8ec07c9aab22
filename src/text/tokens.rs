//! Text into tokens as Universal Dependencies English cuts them; between tokens lies only white space.
//!
//! "Biden's U.S.-led bloc didn't pay $5m." → `Biden` `'s` `U.S.` `-` `led` `bloc` `did` `n't` `pay` `$` `5` `m` `.`

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::abbreviations::{Abbreviation, contraction, is_emoticon};
use super::addresses;
use super::words;

/// A token with what the splitter of sentences needs to know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// The abbreviation it is, with the full stop, which may also end the sentence.
    pub abbreviation: Option<Abbreviation>,
    /// Whether white space (or the start of the text) precedes it.
    pub spaced: bool,
    /// Whether it is a full stop between two sentences written without a space: "Ukraine.Moscow".
    pub glued_stop: bool,
}

/// Appends the tokens of `text[from..to]`.
pub fn tokenize(text: &str, from: usize, to: usize, out: &mut Vec<Token>) {
    let mut at = from;
    while at < to {
        let rest = &text[at..to];
        let start = at + rest.len() - rest.trim_start().len();
        let end = text[start..to].find(char::is_whitespace).map_or(to, |n| start + n);
        if start < end {
            Chunk { text, start, end, at: start, plain_until: start, out }.cut();
        }
        at = end;
    }
}

/// Characters that join a word without being letters: combining marks, soft hyphens, joiners.
pub fn joins(c: char) -> bool {
    matches!(c, '_' | '\u{AD}' | '\u{200C}' | '\u{200D}') || (!c.is_ascii() && is_combining_mark(c))
}

/// Letters, digits and what joins them.
pub fn is_wordy(c: char) -> bool {
    c.is_alphanumeric() || joins(c)
}

/// Whether a character is an apostrophe as texts write it.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '´' | '‘')
}

/// A run of characters without white space.
pub struct Chunk<'t, 'o> {
    /// The whole text.
    pub text: &'t str,
    /// First byte of the run.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// How far it is cut.
    pub at: usize,
    /// Up to here no address begins.
    pub plain_until: usize,
    out: &'o mut Vec<Token>,
}

impl Chunk<'_, '_> {
    fn cut(&mut self) {
        let whole = &self.text[self.start..self.end];
        if whole.bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.plain_word(self.end);
        }
        if is_emoticon(whole) {
            return self.push(self.end);
        }
        while self.at < self.end {
            let Some(c) = self.next_char() else { return };
            if self.address() {
                continue;
            }
            if is_wordy(c) { words::word(self) } else { self.mark(c) }
        }
    }

    /// The rest of the run.
    pub fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    /// What the run holds from a byte on.
    pub fn from(&self, at: usize) -> &str {
        &self.text[at..self.end]
    }

    /// The next character.
    pub fn next_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub fn before(&self) -> Option<char> {
        self.text[self.start..self.at].chars().next_back()
    }

    /// Ends a token here.
    pub fn push(&mut self, end: usize) {
        self.push_as(end, None);
    }

    /// Ends a token here that is an abbreviation with its full stop.
    pub fn push_as(&mut self, end: usize, abbreviation: Option<Abbreviation>) {
        let span = Span { start: self.at, end };
        self.out.push(Token { span, abbreviation, spaced: self.at == self.start, glued_stop: false });
        self.at = end;
    }

    /// A word of letters and digits, two words if it is a contraction.
    pub fn plain_word(&mut self, end: usize) {
        if let Some(cut) = contraction(&self.text[self.at..end]) {
            self.push(self.at + cut);
        }
        self.push(end);
    }

    /// A full stop between two sentences without a space.
    pub fn glued_stop(&mut self, end: usize) {
        self.push(end);
        if let Some(last) = self.out.last_mut() {
            last.glued_stop = true;
        }
    }

    /// Takes an Internet address, if one begins here.
    fn address(&mut self) -> bool {
        if self.at < self.plain_until {
            return false;
        }
        match addresses::end(self.rest()) {
            Ok(length) => {
                self.push(self.at + length);
                true
            }
            Err(plain) => {
                self.plain_until = self.at + plain;
                false
            }
        }
    }

    /// Takes a punctuation mark, symbol or run of them.
    fn mark(&mut self, c: char) {
        if is_emoticon(self.rest()) && self.rest() != ":?" {
            return self.push(self.end);
        }
        let length = match c {
            _ if is_apostrophe(c) => self.apostrophe(c),
            '.' | '!' | '?' | '…' => self.stops(),
            '-' | '=' | '*' | '~' | '#' | '+' | '<' | '>' | '$' | '^' | '—' | '|' if c != '#' || !self.is_tag() => {
                self.run_of(c)
            }
            '@' | '#' => self.tag(),
            _ if c.is_ascii() && !c.is_ascii_control() => c.len_utf8(),
            _ if is_invisible(c) => self.run_while(is_invisible),
            _ => self.rest().graphemes(true).next().map_or(c.len_utf8(), str::len),
        };
        self.push(self.at + length);
    }

    /// Length of the run of characters of a kind.
    pub fn run_while(&self, kind: impl Fn(char) -> bool) -> usize {
        self.rest().find(|c| !kind(c)).unwrap_or(self.rest().len())
    }

    fn run_of(&self, c: char) -> usize {
        let length = self.run_while(|d| d == c);
        // "+1" before a telephone number.
        let number = c == '+' && length == 1 && self.rest()[1..].starts_with(|d: char| d.is_ascii_digit());
        if number && self.at == self.start {
            return 1 + self.rest()[1..]
                .find(|d: char| !d.is_ascii_digit() && d != '-')
                .unwrap_or(self.rest().len() - 1);
        }
        length
    }

    /// Full stops, question and exclamation marks; ".5" is a number.
    fn stops(&self) -> usize {
        let rest = self.rest();
        let digits = rest.strip_prefix('.').map_or(0, |r| r.find(|c: char| !c.is_ascii_digit()).unwrap_or(r.len()));
        if digits > 0 && !self.before().is_some_and(is_wordy) {
            return 1 + digits;
        }
        self.run_while(|c| matches!(c, '.' | '!' | '?' | '…'))
    }

    /// An apostrophe or single quotation mark: "'s" after a word, "'90s", "'em", "''", or the mark alone.
    fn apostrophe(&self, c: char) -> usize {
        let rest = &self.rest()[c.len_utf8()..];
        let letters = rest.find(|d: char| !is_wordy(d)).unwrap_or(rest.len());
        let word = &rest[..letters];
        let after = rest[letters..].chars().next();
        let digits = word.trim_end_matches('s');
        let left_out = match self.before() {
            Some(b) if !"\"“(['‘".contains(b) => words::is_clitic(word) && !after.is_some_and(is_apostrophe),
            _ => {
                (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) && !after.is_some_and(is_apostrophe))
                    || word.eq_ignore_ascii_case("em")
            }
        };
        match () {
            () if left_out => c.len_utf8() + letters,
            () if rest.starts_with(c) => 2 * c.len_utf8(),
            () => c.len_utf8(),
        }
    }

    /// Whether "#" begins a tag: "#peace", but not "#1" and "##".
    fn is_tag(&self) -> bool {
        self.rest()[1..].starts_with(char::is_alphabetic)
    }

    /// "@handle", "#tag", or the mark alone.
    fn tag(&self) -> usize {
        let rest = &self.rest()[1..];
        if self.is_tag() && !self.before().is_some_and(is_wordy) {
            return 1 + rest.find(|c| !is_wordy(c)).unwrap_or(rest.len());
        }
        1
    }
}

/// Controls, direction marks and other characters that show nothing and are no white space.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
