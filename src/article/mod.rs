//! Articles as they come: an identifier, what is known about them, and their text.
//!
//! `2021-12-07-call.md` with a YAML head becomes `Article { id: "2021-12-07-call", title, date, url, publisher, text }`.

pub mod archive;
pub mod bytes;
pub mod html;
pub mod input;
mod lines;
pub mod markdown;
pub mod metadata;
pub mod reader;
pub mod signature;

use std::path::Path;

use jiff::civil::Date;

use crate::error::{Error, Result};

/// The host of an address, or of what is no more than a host, without `www.`: `example.org` of
/// `https://www.example.org/news`.
#[must_use]
pub fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

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

impl Article {
    /// Reads the one article of a file, as the commands do.
    ///
    /// # Errors
    /// A file that cannot be read, is malformed or holds another number of articles.
    pub fn read(path: &Path) -> Result<Self> {
        let inputs = input::Inputs::find(&[path.to_owned()]);
        if let Some(problem) = inputs.problems.into_iter().next() {
            return Err(problem);
        }
        only(path, reader::Reader::new(inputs.files, reader::Options::default()))
    }

    /// Reads the one article of a text, as if it stood in the file of that name.
    ///
    /// # Errors
    /// A text that is malformed or holds another number of articles.
    pub fn parse(name: &Path, content: &str) -> Result<Self> {
        only(name, reader::Reader::of_text(name, content.to_owned(), reader::Options::default())?)
    }

    /// Code point offsets of the text, for formats that count characters.
    #[must_use]
    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints::new(&self.text)
    }
}

fn only(path: &Path, mut reader: reader::Reader) -> Result<Article> {
    match (reader.next(), reader.next()) {
        (Some(only), None) => Ok(only?.0),
        (None, _) => Err(Error::path(path, "holds no article.")),
        (Some(_), Some(_)) => Err(Error::path(path, "holds more than one article.")),
    }
}

/// Converts bytes of a text into Unicode code points without counting from its start each time.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points that begin before byte `i * STEP`.
    before: Vec<usize>,
}

/// Bytes between counted places.
const STEP: usize = 256;

impl<'t> CodePoints<'t> {
    /// Counts the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut total = 0;
        let mut before = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            total += starts(chunk);
            before.push(total);
        }
        Self { text, before }
    }

    /// How many code points begin before that byte.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let from = byte / STEP;
        self.before[from] + starts(&self.text.as_bytes()[from * STEP..byte])
    }
}

/// Code points that begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "Genève – ".repeat(100);
        let points = CodePoints::new(&text);
        for (i, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), i);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }
}
