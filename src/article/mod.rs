//! Articles as they come: an identifier, what is known about them, and their text.

use jiff::civil::Date;

/// One article: the unit that is loaded, dropped and cited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Metadata `id`, else the path relative to the loaded root without its ending.
    pub id: String,
    /// Headline, where known; resolves who is meant but yields no facts.
    pub title: Option<String>,
    /// Day of publication from flag, metadata or the head of the text; `None` is inferred later or unknown.
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The text as read. Spans everywhere are bytes into this.
    pub text: String,
    /// First byte of `text` that is reporting: after a `date …` line at its head, which is metadata.
    pub body: usize,
}
