//! Text into sentences of tokens; every token is a byte span of the text; quotations found.

/// A range of bytes in an article's text; always on character boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The words of `text` under this span.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A sentence as the splitter and tokenizer see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawSentence {
    /// Its bytes, without white space around it.
    pub span: Span,
    /// Index of its paragraph, from 0; blank lines separate paragraphs.
    pub paragraph: usize,
    /// Its tokens in order; between them lies only white space.
    pub tokens: Vec<Span>,
}

/// A quotation, which may run over several sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its quotation marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Whether a closing mark ends it; one that runs on into the next paragraph has none.
    pub closed: bool,
}

/// Splits the text from byte `from` on into sentences of tokens.
#[must_use]
pub fn split(_text: &str, _from: usize) -> Vec<RawSentence> {
    Vec::new()
}

/// Finds the quotations of the text from byte `from` on, in order, not overlapping (inner ones left out).
#[must_use]
pub fn quotations(_text: &str, _from: usize) -> Vec<Quotation> {
    Vec::new()
}
