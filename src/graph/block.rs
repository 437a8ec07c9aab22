//! The layout of a graph file: one block per article, headed by a comment, in order of article IRI.
//!
//! `# article <https://w3id.org/chancery/article/a7> digest=9f86d081884c7d65 lines=212 crc=1c291ca3` and then 212
//! sorted lines of N-Quads, all of that article's graph; last the graph that is derived from all articles, headed by
//! `# graph <https://w3id.org/chancery/merged> …`.

use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};

use oxrdf::Quad;
use oxttl::NQuadsParser;

use super::vocabulary::{ARTICLE, CH};
use crate::article::bytes;
use crate::error::{Error, Result};

/// The first line of every graph file.
pub const MAGIC: &str = "# chancery graph 1";

/// What an article gave, or all of them together, as it stands in a graph file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What stands in the comment.
    pub head: Head,
    /// Canonical N-Quads, sorted, each line ended.
    pub lines: Vec<u8>,
}

/// The comment over a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// IRI of the article and its graph.
    pub iri: String,
    /// Digest of all that the block was made of: text, metadata, ontology, extractor.
    pub digest: u64,
    /// How many lines follow.
    pub lines: usize,
    /// CRC-32 of these lines.
    pub crc: u32,
}

impl Block {
    /// A block of sorted lines, among which the digest gets its own, so that stores other than files tell it too.
    #[must_use]
    pub fn new(iri: String, digest: u64, lines: &str) -> Self {
        let own = format!("<{iri}> <{CH}digest> \"{digest:016x}\" <{iri}> .\n");
        let mut all: Vec<&str> = lines.split_inclusive('\n').chain([own.as_str()]).collect();
        all.sort_unstable();
        let (count, lines) = (all.len(), all.concat().into_bytes());
        Self { head: Head { iri, digest, lines: count, crc: crc32fast::hash(&lines) }, lines }
    }

    /// Writes comment and lines.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Head { iri, digest, lines, crc } = &self.head;
        let what = if iri.starts_with(ARTICLE) { "article" } else { "graph" };
        writeln!(out, "# {what} <{iri}> digest={digest:016x} lines={lines} crc={crc:08x}")?;
        out.write_all(&self.lines)
    }

    /// The lines as quads, as far as they are such; what they hold was checked when they were written.
    #[must_use]
    pub fn quads(&self) -> Vec<Quad> {
        NQuadsParser::new().lenient().for_slice(&self.lines).map_while(std::result::Result::ok).collect()
    }
}

impl Head {
    fn parse(line: &str) -> Option<Self> {
        let head = line.strip_prefix("# article <").or_else(|| line.strip_prefix("# graph <"))?;
        let (iri, rest) = head.split_once("> digest=")?;
        let (digest, rest) = rest.split_once(" lines=")?;
        let (lines, crc) = rest.split_once(" crc=")?;
        Some(Self {
            iri: iri.to_owned(),
            digest: u64::from_str_radix(digest, 16).ok()?,
            lines: lines.parse().ok()?,
            crc: u32::from_str_radix(crc, 16).ok()?,
        })
    }
}

/// The blocks of a graph file, one after the other, each checked.
pub struct Blocks {
    path: PathBuf,
    stream: Box<dyn BufRead + Send>,
    line: u64,
    last: Option<String>,
}

impl Blocks {
    /// Opens a graph file; an empty file is an empty graph.
    ///
    /// # Errors
    /// A file that cannot be read or is no graph file of Chancery's.
    pub fn open(path: &Path) -> Result<Self> {
        let stream = Box::new(io::BufReader::with_capacity(1 << 18, bytes::open(path)?));
        let mut blocks = Self { path: path.to_owned(), stream, line: 0, last: None };
        let first = blocks.read_line()?;
        if first.is_some_and(|first| first != MAGIC) {
            let problem = "is no graph file that Chancery wrote; it is left as it is.";
            return Err(Error::path(path, problem));
        }
        Ok(blocks)
    }

    /// The next line without its end; `None` at the end of the file.
    fn read_line(&mut self) -> Result<Option<String>> {
        let mut line = Vec::new();
        // No comment line is longer, and a file without line ends must not be read whole.
        self.stream.by_ref().take(1 << 16).read_until(b'\n', &mut line).map_err(|e| self.unreadable(&e))?;
        self.line += 1;
        match line.pop() {
            None => Ok(None),
            Some(b'\n') => String::from_utf8(line).map(Some).map_err(|_| self.damaged("is not UTF-8")),
            Some(_) if self.line == 1 => Ok(Some(String::new())),
            Some(_) => Err(self.damaged("breaks off")),
        }
    }

    /// The comment over the next block, whose lines are then read with [`Blocks::lines`]; `None` at the end.
    ///
    /// # Errors
    /// A damaged file.
    pub fn head(&mut self) -> Result<Option<Head>> {
        let Some(line) = self.read_line()? else { return Ok(None) };
        let head = Head::parse(&line).ok_or_else(|| self.damaged("has no comment over an article"))?;
        if self.last.as_ref().is_some_and(|last| *last >= head.iri) {
            return Err(self.damaged("has an article out of order"));
        }
        self.last = Some(head.iri.clone());
        Ok(Some(head))
    }

    /// The lines under a comment, into `lines`.
    ///
    /// # Errors
    /// Lines that are not what the comment says.
    pub fn lines(&mut self, head: &Head, lines: &mut Vec<u8>) -> Result<()> {
        lines.clear();
        let end = format!(" <{}> .\n", head.iri);
        for _ in 0..head.lines {
            let start = lines.len();
            self.stream.read_until(b'\n', lines).map_err(|e| self.unreadable(&e))?;
            self.line += 1;
            if !lines[start..].ends_with(end.as_bytes()) {
                return Err(self.damaged("has a line that does not belong to its article"));
            }
        }
        if crc32fast::hash(lines) == head.crc {
            Ok(())
        } else {
            Err(self.damaged("has lines before it that were changed by hand or on the disk"))
        }
    }

    /// The next block; `None` at the end.
    ///
    /// # Errors
    /// A damaged file.
    pub fn block(&mut self) -> Result<Option<Block>> {
        let Some(head) = self.head()? else { return Ok(None) };
        let mut lines = Vec::new();
        self.lines(&head, &mut lines)?;
        Ok(Some(Block { head, lines }))
    }

    fn damaged(&self, how: &str) -> Error {
        Error::line(&self.path, self.line, format!("is damaged: it {how} here; the file is left as it is."))
    }

    fn unreadable(&self, error: &io::Error) -> Error {
        Error::path(&self.path, bytes::because("is damaged or cannot be read", error))
    }
}
