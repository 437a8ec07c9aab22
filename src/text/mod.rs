//! Text into sentences of tokens; every token is a byte span of the text; quotations found.
//!
//! "Putin said: “We agree.” Talks go on." → two sentences, the quotation `“We agree.”`, tokens `Putin` `said` `:` `“` …

mod abbreviations;
mod addresses;
mod boilerplate;
mod cards;
mod labels;
mod language;
mod lines;
mod openings;
mod quotations;
mod sentences;
mod tokens;
mod words;

pub use labels::label;
pub use quotations::quotations;

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
    /// Index of its paragraph, from 0; blank lines separate paragraphs, and line breaks do where lines are long.
    pub paragraph: usize,
    /// Its tokens in order; between them lies only white space, or what the page showed beside a name.
    pub tokens: Vec<Span>,
    /// Whether it is no reporting: bylines, links to other articles, credits, paragraphs in another language.
    pub boilerplate: bool,
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

/// The quotation that holds the beginning of these bytes, by its index among those of the text in order.
#[must_use]
pub fn quotation_at(quotations: &[Quotation], span: Span) -> Option<usize> {
    let next = quotations.partition_point(|q| q.span.end <= span.start);
    quotations.get(next).filter(|q| q.span.start <= span.start).map(|_| next)
}

/// Splits the text from byte `from` on into sentences of tokens, in time linear in its length.
///
/// A `from` inside a character or past the end is moved to the next one or the end.
#[must_use]
pub fn split(text: &str, from: usize) -> Vec<RawSentence> {
    let (mut sentences, mut tokens) = (Vec::new(), Vec::new());
    let from = on_boundary(text, from);
    let mut languages = language::Languages::of(&text[from..]);
    for segment in lines::segments(text, from) {
        tokens.clear();
        tokens::tokenize(text, segment.from, segment.to, &mut tokens);
        cards::take_out(text, &mut tokens);
        let first = sentences.len();
        sentences::cut(text, &tokens, segment.paragraph, &mut sentences);
        if languages.is_foreign(&text[segment.from..segment.to]) {
            sentences[first..].iter_mut().for_each(|sentence| sentence.boilerplate = true);
        }
    }
    sentences
}

/// The first character boundary at or after a byte.
fn on_boundary(text: &str, from: usize) -> usize {
    (from..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}
