//! Turtle files into descriptions of subjects, keeping where each came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use rustc_hash::FxHashMap;

use crate::error::{Error, Result};

include!(concat!(env!("OUT_DIR"), "/ontology_files.rs"));

/// A Turtle file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it came from, for messages.
    pub path: PathBuf,
    /// Its content.
    pub text: String,
}

/// The files that are compiled in, in path order.
pub fn built_in() -> Vec<Source> {
    ONTOLOGY_FILES.iter().map(|(path, text)| Source { path: PathBuf::from(path), text: (*text).to_owned() }).collect()
}

/// All `.ttl` files below a directory, in path order.
pub fn directory(root: &Path) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(directory) = open.pop() {
        let entries =
            std::fs::read_dir(&directory).map_err(|e| Error::path(&directory, format!("cannot be read: {e}.")))?;
        for entry in entries {
            let path = entry.map_err(|e| Error::path(&directory, format!("cannot be read: {e}.")))?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "ttl") {
                paths.push(path);
            }
        }
    }
    if paths.is_empty() {
        return Err(Error::path(root, "holds no .ttl file, so it is no ontology."));
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text =
                std::fs::read_to_string(&path).map_err(|e| Error::path(&path, format!("cannot be read: {e}.")))?;
            Ok(Source { path, text })
        })
        .collect()
}

/// A value in a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// IRI, or the label of a blank node with its file's number: `_:3:b0`.
    Node(String),
    /// The words of a literal.
    Text(String),
}

/// What is said of one subject, in the order of the files.
#[derive(Debug, Default)]
pub struct Description {
    /// Index of the file that described it first.
    pub file: usize,
    /// Full IRI of the property, value, and the file that says so.
    pub properties: Vec<(String, Value, usize)>,
}

/// All descriptions, by subject.
#[derive(Debug)]
pub struct Graph {
    sources: Vec<Source>,
    /// Descriptions in order of subject.
    pub subjects: BTreeMap<String, Description>,
}

impl Graph {
    /// Parses all sources.
    pub fn read(sources: Vec<Source>) -> Result<Self> {
        let mut subjects: BTreeMap<String, Description> = BTreeMap::new();
        for (file, source) in sources.iter().enumerate() {
            let mut blanks = Blanks::new(file);
            for triple in TurtleParser::new().for_slice(source.text.as_bytes()) {
                let triple = triple.map_err(|e| {
                    let line = e.location().start.line + 1;
                    Error::line(&source.path, line, format!("is not Turtle: {e}."))
                })?;
                let subject = match triple.subject {
                    NamedOrBlankNode::NamedNode(n) => n.into_string(),
                    NamedOrBlankNode::BlankNode(b) => blanks.name(b.as_str()),
                };
                let value = match triple.object {
                    Term::NamedNode(n) => Value::Node(n.into_string()),
                    Term::BlankNode(b) => Value::Node(blanks.name(b.as_str())),
                    Term::Literal(l) => Value::Text(l.value().to_owned()),
                };
                let description =
                    subjects.entry(subject).or_insert_with(|| Description { file, properties: Vec::new() });
                description.properties.push((triple.predicate.into_string(), value, file));
            }
        }
        Ok(Self { sources, subjects })
    }

    /// Whether a file was added to those that are compiled in.
    pub fn is_added(file: usize) -> bool {
        file >= ONTOLOGY_FILES.len()
    }

    /// An error about something in a file, at the line where `needle` first stands (line 1 if nowhere).
    pub fn error(&self, file: usize, needle: &str, problem: impl ToString) -> Error {
        let source = &self.sources[file];
        let line = source.text.find(needle).map_or(1, |at| source.text[..at].matches('\n').count() as u64 + 1);
        Error::line(&source.path, line, problem)
    }

    /// Subjects of one of Chancery's own classes, by its local name.
    pub fn of_class<'g>(&'g self, local: &str) -> impl Iterator<Item = (&'g str, &'g Description)> + use<'g> {
        let class = format!("{}{local}", super::CH);
        self.subjects.iter().filter(move |(_, d)| d.nodes(RDF_TYPE).any(|t| t == class)).map(|(s, d)| (s.as_str(), d))
    }
}

/// The property that gives a subject's class.
pub const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// Names for blank nodes by order of appearance in their file: the parser's own names differ at every run.
struct Blanks {
    file: usize,
    seen: FxHashMap<String, usize>,
}

impl Blanks {
    fn new(file: usize) -> Self {
        Self { file, seen: FxHashMap::default() }
    }

    fn name(&mut self, label: &str) -> String {
        let next = self.seen.len();
        let index = *self.seen.entry(label.to_owned()).or_insert(next);
        format!("_:{:04}:{index:06}", self.file)
    }
}

impl Description {
    /// The literals of a property, in order.
    pub fn texts<'d>(&'d self, property: &'d str) -> impl Iterator<Item = &'d str> {
        self.properties.iter().filter(move |(p, ..)| p == property).filter_map(|(_, v, _)| match v {
            Value::Text(t) => Some(t.as_str()),
            Value::Node(_) => None,
        })
    }

    /// The last literal of a property: a later file overrides an earlier one.
    pub fn text<'d>(&'d self, property: &'d str) -> Option<&'d str> {
        self.texts(property).last()
    }

    /// The resources of a property, in order.
    pub fn nodes<'d>(&'d self, property: &'d str) -> impl Iterator<Item = &'d str> {
        self.properties.iter().filter(move |(p, ..)| p == property).filter_map(|(_, v, _)| match v {
            Value::Node(n) => Some(n.as_str()),
            Value::Text(_) => None,
        })
    }
}
