//! Articles one after the other out of a list of inputs, in bounded memory.
//!
//! A `.jsonl` file of a million lines is a million articles, read line by line; a bad line is one error, and the
//! next line follows.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::archive::{self, Member};
use super::input::{self, Format, Input};
use super::lines::Lines;
use super::metadata::{self, Metadata};
use super::{Article, bytes, html, markdown};
use crate::error::{Error, Result};

/// How articles are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day of publication of all articles, whatever they say themselves.
    pub date: Option<Date>,
    /// The largest size of an article, in bytes once decompressed.
    pub limit: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { date: None, limit: 16 << 20 }
    }
}

/// Where an article was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub path: PathBuf,
    /// Its line there, from 1, in files of several articles.
    pub line: Option<u64>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            None => write!(f, "{}", self.path.display()),
            Some(line) => write!(f, "{}:{line}", self.path.display()),
        }
    }
}

/// An article with where it stood, or why there is none.
pub type Item = Result<(Article, Origin)>;

/// Reads articles; a bad one is an error among them, and those after it follow.
pub struct Reader {
    inputs: std::vec::IntoIter<Input>,
    options: Options,
    ready: VecDeque<Item>,
    lines: Option<Lines>,
    members: Option<Members>,
}

/// An archive that is being read.
struct Members {
    archive: PathBuf,
    rest: Receiver<Result<Member>>,
    metadata: BTreeMap<PathBuf, Map<String, Value>>,
}

impl Reader {
    /// Articles of these inputs, in order.
    #[must_use]
    pub fn new(inputs: Vec<Input>, options: Options) -> Self {
        Self { inputs: inputs.into_iter(), options, ready: VecDeque::new(), lines: None, members: None }
    }

    /// Articles of a text that is not in a file, read as if it stood in the file of that name.
    ///
    /// # Errors
    /// A text that is malformed.
    pub fn of_text(name: &Path, content: String, options: Options) -> Result<Self> {
        let mut reader = Self::new(Vec::new(), options);
        let input = Input { path: name.to_owned(), id: input::stem(name) };
        reader.content(Format::of(name).unwrap_or(Format::Text), &input, content, Metadata::default())?;
        Ok(reader)
    }

    /// How many files are yet to be opened.
    #[must_use]
    pub fn files_left(&self) -> usize {
        self.inputs.len()
    }

    /// Opens a file: its articles are queued, or its lines or members read from now on.
    fn open(&mut self, input: Input) -> Result<()> {
        if archive::is_archive(&input.path) {
            let metadata = archive::metadata(&input.path, self.options.limit)?;
            let members = archive::members(&input.path, self.options.limit);
            self.members = Some(Members { archive: input.path, rest: members, metadata });
            return Ok(());
        }
        let stream = bytes::open(&input.path)?;
        match Format::of(&input.path) {
            Some(Format::JsonLines) => self.lines = Some(Lines::new(input, Box::new(BufReader::new(stream)))),
            None if input.path.as_os_str() == "-" => self.standard_input(input, stream)?,
            format => {
                let content = bytes::all(&input.path, stream, self.options.limit)?;
                let content = bytes::text(&input.path, content, 1)?;
                let beside = sibling(&input.path, self.options.limit)?;
                self.content(format.unwrap_or(Format::Text), &input, content, beside)?;
            }
        }
        Ok(())
    }

    /// A file in the archive that is open.
    fn member(&mut self, archive: &Path, member: Member, beside: Option<Map<String, Value>>) -> Result<()> {
        let (name, compression) = bytes::uncompressed(&member.path);
        let input = Input { path: archive.join(&member.path), id: input::id_below(Path::new(""), &name) };
        let broken = |e| Error::path(&input.path, bytes::because("cannot be read", &e));
        let stream = bytes::decompress(Cursor::new(member.content), compression).map_err(broken)?;
        let content = bytes::all(&input.path, stream, self.options.limit)?;
        match Format::of(&name) {
            Some(Format::JsonLines) => self.lines = Some(Lines::new(input, Box::new(Cursor::new(content)))),
            Some(Format::Json) if beside.is_some() => {}
            format => {
                let content = bytes::text(&input.path, content, 1)?;
                let beside = beside.map_or(Ok(Metadata::default()), |object| Metadata::from_object(&object));
                let beside = beside.map_err(|problem| Error::path(input.path.with_extension("json"), problem))?;
                self.content(format.unwrap_or(Format::Text), &input, content, beside)?;
            }
        }
        Ok(())
    }

    /// Reads the next file of the archive that is open; `None` if there is no more.
    fn next_member(&mut self) -> Option<Result<()>> {
        let open = self.members.as_ref()?;
        let member = open.rest.recv().ok()?;
        let archive = open.archive.clone();
        let with_metadata = |member: Member| {
            let beside = open.metadata.get(&bytes::uncompressed(&member.path).0.with_extension("")).cloned();
            (member, beside)
        };
        let member = member.map(with_metadata);
        Some(member.and_then(|(member, beside)| self.member(&archive, member, beside)))
    }

    fn content(&mut self, format: Format, input: &Input, content: String, beside: Metadata) -> Result<()> {
        if content.trim().is_empty() {
            return Err(Error::path(&input.path, "is empty."));
        }
        let problem = |problem| Error::path(&input.path, problem);
        let (own, text) = match format {
            Format::Text => (Metadata::default(), content),
            Format::Markdown => match markdown::front_matter(&content) {
                None => (Metadata::default(), markdown::plain(&content)),
                Some((head, body)) => (yaml(&input.path, head)?, markdown::plain(body)),
            },
            Format::Feed => return self.feed(input, &content),
            Format::Html if html::is_feed(&content) => return self.feed(input, &content),
            Format::Html => html::page(&content).map_err(problem)?,
            Format::Json | Format::JsonLines => return self.json(input, &content),
        };
        let article = finish(own.or(beside), text, &input.id, &self.options).map_err(problem)?;
        self.ready.push_back(Ok((article, Origin { path: input.path.clone(), line: None })));
        Ok(())
    }

    fn feed(&mut self, input: &Input, content: &str) -> Result<()> {
        let entries = html::feed(content).map_err(|problem| Error::path(&input.path, problem))?;
        if entries.is_empty() {
            return Err(Error::path(&input.path, "is a feed without entries."));
        }
        for (number, entry) in entries.into_iter().enumerate() {
            let id = format!("{}/{}", input.id, number + 1);
            let item = entry
                .and_then(|(metadata, text)| finish(metadata, text, &id, &self.options))
                .map(|article| (article, Origin { path: input.path.clone(), line: None }))
                .map_err(|problem| Error::path(&input.path, format!("entry {} {problem}", number + 1)));
            self.ready.push_back(item);
        }
        Ok(())
    }

    fn json(&mut self, input: &Input, content: &str) -> Result<()> {
        let value: Value = serde_json::from_str(content).map_err(|e| json_error(&input.path, &e, 0))?;
        let (objects, single) = match value {
            Value::Array(values) => (values, false),
            other => (vec![other], true),
        };
        for (i, value) in objects.into_iter().enumerate() {
            let id = if single { input.id.clone() } else { format!("{}/{}", input.id, i + 1) };
            let Value::Object(object) = value else {
                return Err(Error::path(&input.path, "holds JSON that is no object."));
            };
            if single && !object.contains_key("text") && beside(&input.path) {
                continue;
            }
            let item = article(object, &id, &self.options)
                .map(|article| (article, Origin { path: input.path.clone(), line: None }))
                .map_err(|problem| Error::path(&input.path, problem));
            self.ready.push_back(item);
        }
        Ok(())
    }

    /// Standard input: JSON lines if its first line is an object, else by what it begins with.
    fn standard_input(&mut self, input: Input, stream: Box<dyn Read + Send>) -> Result<()> {
        let mut stream = BufReader::new(stream);
        let mut first = Vec::new();
        let problem = |e| Error::path(&input.path, bytes::because("cannot be read", &e));
        stream.by_ref().take(self.options.limit + 1).read_until(b'\n', &mut first).map_err(problem)?;
        let is_object = serde_json::from_slice::<Map<String, Value>>(&first).is_ok();
        let start = first.trim_ascii_start().first().copied();
        let marked = first.starts_with(b"---\n") || first.starts_with(b"---\r\n");
        let whole = Cursor::new(first).chain(stream);
        if is_object {
            self.lines = Some(Lines::new(input, Box::new(whole)));
            return Ok(());
        }
        let content = bytes::text(&input.path, bytes::all(&input.path, whole, self.options.limit)?, 1)?;
        let format = match start {
            _ if marked => Format::Markdown,
            Some(b'{') => Format::Json,
            Some(b'<') => Format::Html,
            _ => Format::Text,
        };
        self.content(format, &input, content, Metadata::default())
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if let Some(lines) = &mut self.lines {
                match lines.next(&self.options) {
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
                continue;
            }
            match self.next_member() {
                Some(Ok(())) => continue,
                Some(Err(error)) => return Some(Err(error)),
                None => self.members = None,
            }
            let input = self.inputs.next()?;
            if let Err(error) = self.open(input) {
                return Some(Err(error));
            }
        }
    }
}

/// The article of a JSON object.
pub(super) fn article(
    mut object: Map<String, Value>,
    id: &str,
    options: &Options,
) -> std::result::Result<Article, String> {
    let text = match object.remove("text") {
        Some(Value::String(text)) => text,
        Some(Value::Null) | None => return Err("has no “text”.".to_owned()),
        Some(_) => return Err("has a “text” that is no text.".to_owned()),
    };
    finish(Metadata::from_object(&object)?, text, id, options)
}

/// Puts an article together; a date at the head of its text counts where nothing else gives one.
fn finish(metadata: Metadata, text: String, id: &str, options: &Options) -> std::result::Result<Article, String> {
    let head = metadata::head(&text);
    let body = head.map_or(0, |(_, body)| body);
    if text[body..].trim().is_empty() {
        return Err("has no text.".to_owned());
    }
    Ok(Article {
        id: metadata.id.unwrap_or_else(|| id.to_owned()),
        title: metadata.title,
        date: options.date.or(metadata.date).or(head.map(|(date, _)| date)),
        url: metadata.url,
        publisher: metadata.publisher,
        text,
        body,
    })
}

/// The `.json` that may lie beside a text.
fn sibling_path(path: &Path) -> PathBuf {
    bytes::uncompressed(path).0.with_extension("json")
}

/// What the `.json` beside a text says of it, unless that is an article itself.
fn sibling(path: &Path, limit: u64) -> Result<Metadata> {
    let beside = sibling_path(path);
    if path.as_os_str() == "-" || beside == path || !beside.is_file() {
        return Ok(Metadata::default());
    }
    let content = bytes::text(&beside, bytes::all(&beside, bytes::open(&beside)?, limit)?, 1)?;
    match serde_json::from_str(&content).map_err(|e| json_error(&beside, &e, 0))? {
        Value::Object(object) if !object.contains_key("text") => {
            Metadata::from_object(&object).map_err(|problem| Error::path(&beside, problem))
        }
        _ => Ok(Metadata::default()),
    }
}

/// Whether a text lies beside a `.json`.
fn beside(json: &Path) -> bool {
    let stem = bytes::uncompressed(json).0;
    ["txt", "text", "md", "markdown", "html", "htm"]
        .iter()
        .any(|ending| ["", ".gz", ".zst"].iter().any(|c| stem.with_extension(format!("{ending}{c}")).is_file()))
}

/// Metadata of a YAML head, which begins on the second line of its file.
fn yaml(path: &Path, head: &str) -> Result<Metadata> {
    if head.trim().is_empty() {
        return Ok(Metadata::default());
    }
    match serde_norway::from_str(head) {
        Ok(Value::Object(object)) => Metadata::from_object(&object).map_err(|problem| Error::path(path, problem)),
        Ok(_) => Err(Error::line(path, 2, "has a YAML head that is no mapping.")),
        Err(e) => {
            let line = e.location().map_or(1, |l| l.line() as u64) + 1;
            let text = e.to_string();
            let problem = text.split(" at line ").next().unwrap_or_default();
            Err(Error::line(path, line, format!("has a malformed YAML head: {problem}.")))
        }
    }
}

/// The error for malformed JSON, `before` lines into its file.
pub(super) fn json_error(path: &Path, error: &serde_json::Error, before: u64) -> Error {
    let text = error.to_string();
    let problem = text.split(" at line ").next().unwrap_or_default();
    let line = before + (error.line().max(1) as u64);
    Error::line(path, line, format!("is malformed JSON at column {}: {problem}.", error.column()))
}
