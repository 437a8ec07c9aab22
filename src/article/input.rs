//! Which files are articles: paths, directories and lists of paths as a list of inputs with their ids.
//!
//! `articles/` with `2021/call.txt` in it gives the input `articles/2021/call.txt` with the id `2021/call`.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::WalkDir;

use super::{archive, bytes};
use crate::error::{Error, Result};

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown with an optional YAML head.
    Markdown,
    /// A JSON object or an array of them.
    Json,
    /// A JSON object per line.
    JsonLines,
    /// A web page.
    Html,
    /// An RSS or Atom feed.
    Feed,
}

impl Format {
    /// The format that the ending of a file stands for; compression is looked through.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let name = bytes::uncompressed(path).0;
        match name.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "rss" | "atom" | "xml" => Some(Self::Feed),
            _ => None,
        }
    }
}

/// A file to read articles from; `-` is standard input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The file.
    pub path: PathBuf,
    /// The id of its article, where its metadata has none.
    pub id: String,
}

/// Which files of a directory to read, by patterns such as `2021/**/*.txt`.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Filter {
    /// Files that match one of `include`, all if there is none, and none of `exclude`.
    ///
    /// # Errors
    /// A malformed pattern.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self> {
        let set = |patterns: &[String]| {
            let mut set = GlobSetBuilder::new();
            for pattern in patterns {
                // A pattern without a directory is one of file names, wherever they are.
                let anywhere = if pattern.contains('/') { pattern.clone() } else { format!("**/{pattern}") };
                set.add(Glob::new(&anywhere)?);
            }
            set.build()
        };
        let problem = |e: globset::Error| Error::Usage(format!("The pattern is malformed: {e}."));
        let include = if include.is_empty() { None } else { Some(set(include).map_err(problem)?) };
        Ok(Self { include, exclude: set(exclude).map_err(problem)? })
    }

    fn lets_through(&self, path: &Path) -> bool {
        self.include.as_ref().is_none_or(|set| set.is_match(path)) && !self.exclude.is_match(path)
    }
}

/// Everything to read, and what of the request could not be found.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Files in the order given, those of a directory in order of path; none twice.
    pub files: Vec<Input>,
    /// What is missing.
    pub problems: Vec<Error>,
}

impl Inputs {
    /// Looks up files and directories; directories are searched to any depth, hidden files left out.
    #[must_use]
    pub fn find(paths: &[PathBuf]) -> Self {
        Self::matching(paths, &Filter::default())
    }

    /// Looks up files and directories; of those in directories only what the filter lets through.
    #[must_use]
    pub fn matching(paths: &[PathBuf], filter: &Filter) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if path.as_os_str() == "-" {
                inputs.files.push(Input { path: path.clone(), id: "stdin".to_owned() });
            } else if path.is_dir() {
                inputs.directory(path, filter);
            } else {
                match std::fs::metadata(path) {
                    Ok(_) => inputs.files.push(Input { path: path.clone(), id: stem(path) }),
                    Err(e) => inputs.problems.push(Error::path(path, bytes::because("cannot be read", &e))),
                }
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        inputs.files.retain(|input| seen.insert(input.path.clone()));
        inputs
    }

    fn directory(&mut self, root: &Path, filter: &Filter) {
        let before = (self.files.len(), self.problems.len());
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|e| e.depth() == 0 || !hidden(e.file_name())) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_input(entry.path()) => {
                    let path = entry.into_path();
                    if filter.lets_through(path.strip_prefix(root).unwrap_or(&path)) {
                        let id = id_below(root, &path);
                        self.files.push(Input { path, id });
                    }
                }
                Ok(_) => {}
                Err(e) => {
                    let path = e.path().unwrap_or(root).to_owned();
                    let problem = match e.io_error() {
                        Some(io) => bytes::because("cannot be read", io),
                        None => "is a link to a directory above it.".to_owned(),
                    };
                    self.problems.push(Error::path(path, problem));
                }
            }
        }
        if before == (self.files.len(), self.problems.len()) {
            self.problems
                .push(Error::path(root, "holds no article (.txt, .md, .html, .json, .jsonl, .rss, .atom or .tar)."));
        }
        self.files[before.0..].sort();
    }
}

/// Whether a file in a directory is one to read.
fn is_input(path: &Path) -> bool {
    Format::of(path).is_some() || archive::is_archive(path)
}

/// The paths that a file lists, one a line; blank lines are left out. `-` is standard input.
///
/// # Errors
/// A list that cannot be read.
pub fn listed(list: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for line in std::io::BufReader::new(bytes::open(list)?).lines() {
        let line = line.map_err(|e| Error::path(list, bytes::because("cannot be read", &e)))?;
        let path = line.trim_end_matches('\r');
        if !path.trim().is_empty() {
            paths.push(PathBuf::from(path));
        }
    }
    Ok(paths)
}

/// The name of a file without its endings.
#[must_use]
pub fn stem(path: &Path) -> String {
    bytes::uncompressed(path).0.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// The path of a file below a directory, with `/` between its parts and without its endings.
#[must_use]
pub fn id_below(root: &Path, path: &Path) -> String {
    let relative = bytes::uncompressed(path.strip_prefix(root).unwrap_or(path)).0.with_extension("");
    relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_paths_without_endings() {
        assert_eq!(stem(Path::new("/news/call.2021.txt.gz")), "call.2021");
        assert_eq!(id_below(Path::new("/news"), Path::new("/news/2021/12/call.md")), "2021/12/call");
        assert_eq!(Format::of(Path::new("A.JSONL.ZST")), Some(Format::JsonLines));
        assert_eq!(Format::of(Path::new("a.gz")), None);
    }
}
