//! Edge list and node list for Gephi, spreadsheets and data frames.
//!
//! `Joe_Biden,Vladimir_Putin,Directed,call#f2,met,1,met,2021-12-07,actual,…,call,"U.S. President …"`.

use std::io::Write;

use rustc_hash::FxHashSet;

use super::output;
use crate::error::{Error, Result};
use crate::graph::vocabulary::ARTICLE;
use crate::network::{Node, Record, Selection, short, words};

/// Columns of the edge list: Gephi's own, then what a reader of the facts needs.
pub const EDGES: [&str; 14] = [
    "Source",
    "Target",
    "Type",
    "Id",
    "Label",
    "Weight",
    "Kind",
    "Predicate",
    "Date",
    "Modality",
    "Attribution",
    "Place",
    "Article",
    "Sentence",
];
/// Columns of the node list.
pub const NODES: [&str; 5] = ["Id", "Label", "Type", "Code", "IRI"];

/// Writes an edge per fact.
pub struct Edges<W: Write>(csv::Writer<W>);

impl<W: Write> Edges<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn new(out: W) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(EDGES).map_err(problem)?;
        Ok(Self(writer))
    }

    /// Writes the fact's edge, where it is wanted and makes one.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn add(&mut self, record: &Record, selection: &Selection, symmetric: bool) -> Result<()> {
        let Some((source, target)) = selection.ends(record) else { return Ok(()) };
        let label = |node: &Option<std::sync::Arc<Node>>| node.as_ref().map(|n| n.label.clone()).unwrap_or_default();
        let cells = [
            id(source).to_owned(),
            id(target).to_owned(),
            if symmetric { "Undirected" } else { "Directed" }.to_owned(),
            id(&record.iri).to_owned(),
            record.label().to_owned(),
            "1".to_owned(),
            record.kind.clone(),
            record.predicate.clone(),
            record.date.clone().unwrap_or_default(),
            record.modality.clone(),
            label(&record.attribution),
            label(&record.place),
            record.source.id.clone(),
            record.text(),
        ];
        self.0.write_record(cells.iter().map(|cell| safe(cell))).map_err(problem)
    }

    /// Writes what is still in the buffer.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn finish(self) -> Result<W> {
        self.0.into_inner().map_err(|e| output(e.into_error()))
    }
}

/// Writes each node once.
pub struct Nodes<W: Write> {
    writer: csv::Writer<W>,
    seen: FxHashSet<String>,
}

impl<W: Write> Nodes<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn new(out: W) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(NODES).map_err(problem)?;
        Ok(Self { writer, seen: FxHashSet::default() })
    }

    /// Writes both ends of the fact's edge, where they are new.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn add(&mut self, record: &Record, selection: &Selection) -> Result<()> {
        if selection.ends(record).is_none() {
            return Ok(());
        }
        self.node(&record.subject)?;
        match record.counterpart() {
            Some(other) => self.node(other),
            None => self.node(&words(record)),
        }
    }

    fn node(&mut self, node: &Node) -> Result<()> {
        if !self.seen.insert(node.iri.clone()) {
            return Ok(());
        }
        let code = node.code.clone().unwrap_or_default();
        let cells = [id(&node.iri), &node.label, &node.class, &code, &node.iri];
        self.writer.write_record(cells.iter().map(|cell| safe(cell))).map_err(problem)
    }

    /// Writes what is still in the buffer.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn finish(self) -> Result<W> {
        self.writer.into_inner().map_err(|e| output(e.into_error()))
    }
}

/// `Joe_Biden`, `call#f2`; the whole IRI elsewhere.
fn id(iri: &str) -> &str {
    iri.strip_prefix(ARTICLE).unwrap_or_else(|| short(iri))
}

/// Characters with which spreadsheets begin a formula or a command.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that no spreadsheet takes for a formula: one apostrophe in front of what would be one.
///
/// The apostrophe is spreadsheets' own sign for text. [`unsafe_again`] takes it off.
#[must_use]
pub fn safe(cell: &str) -> String {
    if cell.trim_start_matches('\'').starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell as it was before [`safe`].
#[must_use]
pub fn unsafe_again(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => cell,
    }
}

fn problem(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => output(e),
        other => Error::Usage(format!("{other:?}")),
    }
}
