//! What tables and graph files write of a node and of an edge, an edge per fact.
//!
//! `Edge { source: "Joe_Biden", target: "Vladimir_Putin", id: "call#f2", label: "met", date: "2021-12-07", … }`.

use std::borrow::Cow;
use std::io::Write;

use rustc_hash::FxHashSet;

use super::{Job, output};
use crate::error::Result;
use crate::graph::vocabulary::ARTICLE;
use crate::network::{self, Record, short, source};

/// Someone, something or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'r> {
    /// Unique and short: `Joe_Biden`.
    pub id: &'r str,
    /// Name.
    pub label: &'r str,
    /// Class: `Person`.
    pub class: &'r str,
    /// CAMEO actor code, or nothing.
    pub code: &'r str,
    /// Full IRI.
    pub iri: &'r str,
}

/// Names of a node's values, after its id.
pub const NODE: [&str; 4] = ["label", "type", "code", "iri"];

impl<'r> Node<'r> {
    /// What is written of a node.
    #[must_use]
    pub fn new(node: &'r network::Node) -> Self {
        let code = node.code.as_deref().unwrap_or_default();
        Self { id: id(&node.iri), label: &node.label, class: &node.class, code, iri: &node.iri }
    }

    /// The values named by [`NODE`].
    #[must_use]
    pub fn values(&self) -> [&'r str; 4] {
        [self.label, self.class, self.code, self.iri]
    }
}

/// A fact between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge<'r> {
    /// Id of the subject.
    pub source: &'r str,
    /// Id of the counterpart.
    pub target: Cow<'r, str>,
    /// Unique and short: `call#f2`.
    pub id: &'r str,
    /// Whether both ends are alike.
    pub symmetric: bool,
    /// The role of an office, else the predicate.
    pub label: &'r str,
    /// Kind of fact.
    pub kind: &'r str,
    /// Local name of the property.
    pub predicate: &'r str,
    /// ISO 8601/EDTF, or nothing.
    pub date: &'r str,
    /// Name of the modality.
    pub modality: &'r str,
    /// Who asserts it, or nothing.
    pub attribution: &'r str,
    /// Where, or nothing.
    pub place: &'r str,
    /// Id of the article.
    pub article: &'r str,
    /// The sentences.
    pub sentence: String,
}

/// Names of an edge's values, after its ends and its id.
pub const EDGE: [&str; 9] =
    ["label", "kind", "predicate", "date", "modality", "attribution", "place", "article", "sentence"];

impl<'r> Edge<'r> {
    /// What is written of a fact.
    #[must_use]
    pub fn new(record: &'r Record, symmetric: bool) -> Self {
        let name = |node: &'r Option<std::sync::Arc<network::Node>>| node.as_ref().map_or("", |n| n.label.as_str());
        let target = match record.counterpart() {
            Some(other) => Cow::Borrowed(id(&other.iri)),
            None => Cow::Owned(id(&record.target().iri).to_owned()),
        };
        Self {
            source: id(&record.subject.iri),
            target,
            id: id(&record.iri),
            symmetric,
            label: record.label(),
            kind: &record.kind,
            predicate: &record.predicate,
            date: record.date.as_deref().unwrap_or_default(),
            modality: &record.modality,
            attribution: name(&record.attribution),
            place: name(&record.place),
            article: &record.source.id,
            sentence: record.text(),
        }
    }

    /// The values named by [`EDGE`].
    #[must_use]
    pub fn values(&self) -> [&str; 9] {
        [
            self.label,
            self.kind,
            self.predicate,
            self.date,
            self.modality,
            self.attribution,
            self.place,
            self.article,
            &self.sentence,
        ]
    }
}

/// `Joe_Biden`, `call#f2`; the whole IRI elsewhere.
fn id(iri: &str) -> &str {
    iri.strip_prefix(ARTICLE).unwrap_or_else(|| short(iri))
}

/// Writes nodes, then edges, one at a time.
pub trait Shape {
    /// Once, first.
    ///
    /// # Errors
    /// An output that cannot be written; so for all.
    fn begin(&mut self, out: &mut dyn Write) -> std::io::Result<()>;
    /// Each node, once.
    ///
    /// # Errors
    /// As above.
    fn node(&mut self, node: &Node<'_>, out: &mut dyn Write) -> std::io::Result<()>;
    /// Between nodes and edges.
    ///
    /// # Errors
    /// As above.
    fn middle(&mut self, out: &mut dyn Write) -> std::io::Result<()>;
    /// Each edge.
    ///
    /// # Errors
    /// As above.
    fn edge(&mut self, edge: &Edge<'_>, out: &mut dyn Write) -> std::io::Result<()>;
    /// Once, last.
    ///
    /// # Errors
    /// As above.
    fn end(&mut self, out: &mut dyn Write) -> std::io::Result<()>;
}

/// Writes the selected part in a shape, going through the graph once for the nodes and once for the edges.
///
/// # Errors
/// A graph that cannot be read, an output that cannot be written.
pub fn write(job: &Job<'_>, shape: &mut dyn Shape, out: &mut dyn Write) -> Result<()> {
    shape.begin(out).map_err(output)?;
    nodes(job, |node| shape.node(node, out).map_err(output))?;
    shape.middle(out).map_err(output)?;
    edges(job, |edge| shape.edge(edge, out).map_err(output))?;
    shape.end(out).map_err(output)
}

/// Hands over each node of the selected part, once.
///
/// # Errors
/// A graph that cannot be read, or what the receiver cannot do.
pub fn nodes(job: &Job<'_>, mut receive: impl FnMut(&Node<'_>) -> Result<()>) -> Result<()> {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    source::each_record(job.graph, |record| {
        if !job.selection.joins(record) {
            return Ok(());
        }
        for node in [&record.subject, &record.target()] {
            if !seen.contains(&node.iri) {
                seen.insert(node.iri.clone());
                receive(&Node::new(node))?;
            }
        }
        Ok(())
    })
}

/// Hands over each edge of the selected part.
///
/// # Errors
/// A graph that cannot be read, or what the receiver cannot do.
pub fn edges(job: &Job<'_>, mut receive: impl FnMut(&Edge<'_>) -> Result<()>) -> Result<()> {
    let network = network::Network::new(job.ontology, false);
    source::each_record(job.graph, |record| {
        if job.selection.joins(record) {
            receive(&Edge::new(record, network.is_symmetric(&record.predicate)))
        } else {
            Ok(())
        }
    })
}
