//! Finds quotations: paired, straight and single marks, and those that run on into the next paragraph.
//!
//! "“We agree,” he said. “Talks go on.”" holds two quotations.

use super::{Quotation, Span, lines, on_boundary};

/// A single quotation mark is closed within so many bytes or not at all.
const SINGLE: usize = 2000;

/// Finds the quotations of the text from byte `from` on, in order, not overlapping (inner ones left out).
#[must_use]
pub fn quotations(text: &str, from: usize) -> Vec<Quotation> {
    let mut finder = Finder { text, found: Vec::new(), barren: [0; 2] };
    let mut paragraph: Option<(usize, Span)> = None;
    let mut paragraphs: Vec<Span> = Vec::new();
    for segment in lines::segments(text, on_boundary(text, from)) {
        match &mut paragraph {
            Some((index, span)) if *index == segment.paragraph => span.end = segment.to,
            _ => {
                paragraphs.extend(paragraph.map(|(_, span)| span));
                paragraph = Some((segment.paragraph, Span { start: segment.from, end: segment.to }));
            }
        }
    }
    paragraphs.extend(paragraph.map(|(_, span)| span));
    for (i, &span) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(i + 1).map_or("", |s| s.of(text).trim_start());
        finder.paragraph(span, next);
    }
    finder.found
}

/// How a quotation that is open will be closed.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Double,
    Straight,
    Angle,
    Backticks,
}

impl Mark {
    fn opens_paragraph(self, text: &str) -> bool {
        match self {
            Self::Double => text.starts_with(['“', '„']),
            Self::Straight => text.starts_with('"') || text.starts_with("''"),
            Self::Angle => text.starts_with(['«', '»']),
            Self::Backticks => text.starts_with("``"),
        }
    }
}

struct Finder<'t> {
    text: &'t str,
    found: Vec<Quotation>,
    /// Up to where no curved and no straight single mark closes anything.
    barren: [usize; 2],
}

impl Finder<'_> {
    fn paragraph(&mut self, span: Span, next: &str) {
        let mut open: Option<(Mark, usize, usize)> = None;
        let mut at = span.start;
        while let Some(found) = self.text[at..span.end].find(['"', '“', '”', '„', '«', '»', '‘', '\'', '`', '′', '‟'])
        {
            at += found;
            let (c, length) = self.mark_at(at, span.end);
            let behind = at + length;
            match open {
                Some((mark, start, inner)) if self.closes(mark, c, (at, behind), span) => {
                    self.add(start, inner, at, behind);
                    open = None;
                }
                Some((mark, start, inner)) if self.reopens(mark, c, at, span) => {
                    // The earlier one was never closed: it ends with its sentence.
                    self.add_unclosed(start, inner, at);
                    open = Some((mark, at, behind));
                }
                Some(_) => {}
                None => {
                    open = self.opens(c, at, behind, span).map(|mark| (mark, at, behind));
                    if open.is_none()
                        && matches!(c, '‘' | '\'')
                        && let Some(end) = self.single(c, at, behind, span)
                    {
                        at = end;
                        continue;
                    }
                }
            }
            at = behind;
        }
        if let Some((mark, start, inner)) = open {
            let from_start = self.text[span.start..start].trim().is_empty();
            if mark.opens_paragraph(next) || from_start {
                let end = span.start + span.of(self.text).trim_end().len();
                self.found.push(quotation(start, inner, end, end, false));
            } else {
                self.add_unclosed(start, inner, span.end);
            }
        }
    }

    /// The mark at a byte, doubled single ones taken together as one straight mark.
    fn mark_at(&self, at: usize, end: usize) -> (char, usize) {
        let rest = &self.text[at..end];
        let c = rest.chars().next().unwrap_or('"');
        match () {
            () if rest.starts_with("''") => ('"', 2),
            () if rest.starts_with("``") => ('`', 2),
            () => (c, c.len_utf8()),
        }
    }

    fn before(&self, at: usize, span: Span) -> Option<char> {
        self.text[span.start..at].chars().next_back()
    }

    fn after(&self, at: usize, span: Span) -> Option<char> {
        self.text[at..span.end].chars().next()
    }

    fn opens(&self, c: char, at: usize, behind: usize, span: Span) -> Option<Mark> {
        let free_before =
            self.before(at, span).is_none_or(|b| !b.is_alphanumeric() && !matches!(b, '.' | ',' | '!' | '?'));
        let word_after = self.after(behind, span).is_some_and(|a| !a.is_whitespace());
        match c {
            '“' | '„' | '‟' => Some(Mark::Double),
            '«' => Some(Mark::Angle),
            '`' if behind == at + 2 => Some(Mark::Backticks),
            // Some writers open with the closing mark.
            '”' if free_before && word_after => Some(Mark::Double),
            '"' if word_after && (free_before || self.before(at, span) == Some(',')) => Some(Mark::Straight),
            _ => None,
        }
    }

    fn closes(&self, mark: Mark, c: char, (at, behind): (usize, usize), span: Span) -> bool {
        let spaced_before = self.before(at, span).is_none_or(char::is_whitespace);
        let word_after = self.after(behind, span).is_some_and(char::is_alphanumeric);
        match mark {
            Mark::Double => {
                matches!(c, '”') || (c == '“' && !spaced_before && !word_after) || (c == '"' && !word_after)
            }
            Mark::Straight => (c == '"' && !(spaced_before && word_after)) || (c == '”' && !spaced_before),
            Mark::Angle => c == '»',
            Mark::Backticks => c == '”' || c == '"',
        }
    }

    /// Whether a mark opens a new quotation although one is open.
    fn reopens(&self, mark: Mark, c: char, at: usize, span: Span) -> bool {
        let spaced_before = self.before(at, span).is_none_or(char::is_whitespace);
        match mark {
            Mark::Double => c == '“' && spaced_before,
            Mark::Straight => c == '"' && spaced_before,
            Mark::Angle => c == '«',
            Mark::Backticks => c == '`',
        }
    }

    fn add(&mut self, start: usize, inner: usize, inner_end: usize, end: usize) {
        if !self.text[inner..inner_end].trim().is_empty() {
            self.found.push(quotation(start, inner, inner_end, end, true));
        }
    }

    /// A quotation without a closing mark ends with its first sentence.
    fn add_unclosed(&mut self, start: usize, inner: usize, limit: usize) {
        let words = self.text[inner..limit].trim_end();
        let mut end = words.len();
        for (i, c) in words.char_indices().filter(|&(_, c)| matches!(c, '.' | '!' | '?')) {
            let after = i + c.len_utf8();
            let mut rest = words[after..].chars();
            let small_before = words[..i].ends_with(|b: char| b.is_lowercase() || b.is_ascii_digit());
            if small_before
                && rest.next().is_some_and(char::is_whitespace)
                && !rest.next().is_some_and(char::is_lowercase)
            {
                end = after;
                break;
            }
        }
        if end > 0 {
            self.found.push(quotation(start, inner, inner + end, inner + end, false));
        }
    }

    /// Adds the quotation in single marks that begins here and returns where it ends.
    fn single(&mut self, open: char, at: usize, behind: usize, span: Span) -> Option<usize> {
        let free = self.before(at, span).is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-'));
        if !free || !self.after(behind, span).is_some_and(char::is_alphabetic) {
            return None;
        }
        let limit = (behind..=span.end.min(behind + SINGLE)).rev().find(|&i| self.text.is_char_boundary(i))?;
        let (close, kind) = if open == '‘' { ('’', 0) } else { ('\'', 1) };
        let from = behind.max(self.barren[kind]).min(limit);
        let mut found = None;
        for (i, _) in self.text[from..limit].match_indices(close) {
            let end = from + i;
            let after = self.after(end + close.len_utf8(), span);
            if after.is_some_and(char::is_alphanumeric) || self.before(end, span).is_some_and(char::is_whitespace) {
                continue;
            }
            // "the leaders’ meeting’": a mark after "s" may be a possessive; a later one is then the end.
            let possessive = self.before(end, span) == Some('s') && after == Some(' ');
            found = Some(end);
            if !possessive {
                break;
            }
        }
        let Some(inner_end) = found else {
            self.barren[kind] = limit;
            return None;
        };
        let end = inner_end + close.len_utf8();
        self.add(at, behind, inner_end, end);
        Some(end)
    }
}

fn quotation(start: usize, inner: usize, inner_end: usize, end: usize, closed: bool) -> Quotation {
    Quotation { span: Span { start, end }, inner: Span { start: inner, end: inner_end }, closed }
}
