//! Edge list and node list for Gephi, spreadsheets and data frames; the files of Neo4j's importer.
//!
//! `Joe_Biden,Vladimir_Putin,Undirected,call#f2,met,1,meeting,met,2021-12-07,actual,…,call,"U.S. President …"`.

use std::io::Write;

use super::row::{self, Edge, Node};
use super::{Job, output};
use crate::error::{Error, Result};

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
/// Columns of Neo4j's relationships.
pub const RELATIONSHIPS: [&str; 13] = [
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "id",
    "label",
    "kind",
    "predicate",
    "date",
    "modality",
    "attribution",
    "place",
    "article",
    "sentence",
];

/// Writes an edge per fact.
///
/// # Errors
/// A graph that cannot be read, an output that cannot be written.
pub fn edges(job: &Job<'_>, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(EDGES).map_err(problem)?;
    row::edges(job, |edge| {
        let cells = edge_cells(edge);
        writer.write_record(cells.iter().map(|cell| safe(cell))).map_err(problem)
    })?;
    writer.flush().map_err(output)
}

fn edge_cells<'e>(edge: &'e Edge<'_>) -> Vec<&'e str> {
    let way = if edge.symmetric { "Undirected" } else { "Directed" };
    let mut cells = vec![edge.source, &*edge.target, way, edge.id, edge.label, "1"];
    cells.extend(&edge.values()[1..]);
    cells
}

/// Writes each node once.
///
/// # Errors
/// A graph that cannot be read, an output that cannot be written.
pub fn nodes(job: &Job<'_>, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(NODES).map_err(problem)?;
    row::nodes(job, |node| {
        let cells = [node.id, node.label, node.class, node.code, node.iri];
        writer.write_record(cells.iter().map(|cell| safe(cell))).map_err(problem)
    })?;
    writer.flush().map_err(output)
}

/// Writes the nodes for `neo4j-admin database import`.
///
/// # Errors
/// A graph that cannot be read, an output that cannot be written.
pub fn neo4j_nodes(job: &Job<'_>, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["id:ID", "name", "code", "iri", ":LABEL"]).map_err(problem)?;
    row::nodes(job, |node: &Node<'_>| {
        let labels = if node.class.is_empty() { "Entity".to_owned() } else { format!("Entity;{}", node.class) };
        writer.write_record([node.id, node.label, node.code, node.iri, &labels]).map_err(problem)
    })?;
    writer.flush().map_err(output)
}

/// Writes the relationships for `neo4j-admin database import`.
///
/// # Errors
/// A graph that cannot be read, an output that cannot be written.
pub fn neo4j_edges(job: &Job<'_>, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(RELATIONSHIPS).map_err(problem)?;
    row::edges(job, |edge| {
        let relation = upper(edge.predicate);
        let mut cells = vec![edge.source, &*edge.target, &relation, edge.id];
        let values = edge.values();
        cells.extend(values);
        writer.write_record(cells).map_err(problem)
    })?;
    writer.flush().map_err(output)
}

/// `holdsOffice` → `HOLDS_OFFICE`, as relationships are called there.
fn upper(predicate: &str) -> String {
    let mut out = String::new();
    for c in predicate.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out
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
        other => Error::Output(std::io::Error::other(format!("{other:?}"))),
    }
}
