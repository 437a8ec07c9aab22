//! The graph's facts read back with their sentences, found by name, and joined to a network.
//!
//! `<article#f2>` becomes a [`Record`]; many of them a petgraph network whose edge Joe Biden → Vladimir Putin is `met ×2`.
//!
//! ```no_run
//! chancery::network::source::each_record("chancery.nq", |record| {
//!     println!("{} {} {}: {}", record.subject.label, record.predicate, record.object.text(), record.text());
//!     Ok(())
//! })?;
//! # Ok::<(), chancery::error::Error>(())
//! ```

pub mod measure;
mod names;
mod read;
mod record;
mod select;
pub mod source;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use petgraph::Graph;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

pub use names::{Meant, Names};
pub use read::{records, value};
pub use record::{Coding, Node, Object, Record, Sentence, Source, TEXT, short, spaced};
pub use select::{Filter, Selection};

use crate::ontology::Ontology;

/// All facts of one predicate, label and modality from one to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Local name of the property.
    pub predicate: String,
    /// The role of an office, else the predicate.
    pub label: String,
    /// The kind of fact.
    pub kind: String,
    /// Name of the modality.
    pub modality: String,
    /// Quad class, `1` to `4`, of the first fact that has one.
    pub quad: Option<String>,
    /// Whether both ends are alike.
    pub symmetric: bool,
    /// Facts.
    pub count: usize,
    /// Their dates.
    pub dates: BTreeSet<String>,
    /// Ids of their articles.
    pub articles: BTreeSet<String>,
    /// The facts, where they are kept; indices into [`Network::records`].
    pub facts: Vec<usize>,
}

/// Who stands in which relation to whom.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Actors, places and words; edges from subject to counterpart.
    pub graph: Graph<Arc<Node>, Edge>,
    /// The facts in order, where they are kept.
    pub records: Vec<Record>,
    keep: bool,
    nodes: FxHashMap<String, NodeIndex>,
    edges: BTreeMap<(NodeIndex, NodeIndex, String, String, String), petgraph::graph::EdgeIndex>,
    symmetric: BTreeSet<String>,
}

impl Network {
    /// A network of nobody yet; `keep` keeps the facts with their sentences.
    #[must_use]
    pub fn new(ontology: &Ontology, keep: bool) -> Self {
        let symmetric = ontology.lexicon.types.iter().filter(|t| t.symmetric).map(|t| t.predicate.clone()).collect();
        Self { keep, symmetric, ..Self::default() }
    }

    /// Whether subject and object of the predicate may change places.
    #[must_use]
    pub fn is_symmetric(&self, predicate: &str) -> bool {
        self.symmetric.contains(predicate)
    }

    /// Adds a fact, where the selection wants it and it makes an edge.
    pub fn add(&mut self, record: &Record, selection: &Selection) {
        if !selection.joins(record) {
            return;
        }
        let (source, target) = (self.node(&record.subject), self.node(&record.target()));
        let symmetric = self.is_symmetric(&record.predicate);
        let turned = symmetric && self.graph[target].iri < self.graph[source].iri;
        let (source, target) = if turned { (target, source) } else { (source, target) };
        let key = (source, target, record.predicate.clone(), record.label().to_owned(), record.modality.clone());
        let graph = &mut self.graph;
        let index =
            *self.edges.entry(key).or_insert_with(|| graph.add_edge(source, target, Edge::new(record, symmetric)));
        let edge = &mut self.graph[index];
        edge.count += 1;
        edge.dates.extend(record.date.clone());
        edge.articles.insert(record.source.id.clone());
        if edge.quad.is_none() {
            edge.quad = record.coding.as_ref().and_then(|c| c.quad.clone());
        }
        if self.keep {
            edge.facts.push(self.records.len());
            self.records.push(record.clone());
        }
    }

    fn node(&mut self, node: &Arc<Node>) -> NodeIndex {
        if let Some(index) = self.nodes.get(&node.iri) {
            return *index;
        }
        let index = self.graph.add_node(Arc::clone(node));
        self.nodes.insert(node.iri.clone(), index);
        index
    }

    /// The node of that IRI.
    #[must_use]
    pub fn index(&self, iri: &str) -> Option<NodeIndex> {
        self.nodes.get(iri).copied()
    }

    /// Facts at a node, both ways.
    #[must_use]
    pub fn weight(&self, node: NodeIndex) -> usize {
        let both = [petgraph::Outgoing, petgraph::Incoming];
        both.into_iter().flat_map(|way| self.graph.edges_directed(node, way)).map(|e| e.weight().count).sum()
    }

    /// Those within so many steps of any of the given, whatever the direction.
    #[must_use]
    pub fn around(&self, from: &[NodeIndex], depth: usize) -> FxHashSet<String> {
        let mut steps: FxHashMap<NodeIndex, usize> = from.iter().map(|n| (*n, 0)).collect();
        let mut queue: VecDeque<NodeIndex> = from.iter().copied().collect();
        while let Some(node) = queue.pop_front() {
            let next = steps[&node] + 1;
            if next > depth {
                continue;
            }
            for other in self.graph.neighbors_undirected(node) {
                if let std::collections::hash_map::Entry::Vacant(entry) = steps.entry(other) {
                    entry.insert(next);
                    queue.push_back(other);
                }
            }
        }
        self.graph.node_indices().filter(|n| steps.contains_key(n)).map(|n| self.graph[n].iri.clone()).collect()
    }

    /// Nodes with most facts first, ties in order of IRI.
    #[must_use]
    pub fn ranked(&self) -> Vec<NodeIndex> {
        let mut all: Vec<NodeIndex> = self.graph.node_indices().collect();
        all.sort_by_cached_key(|n| (std::cmp::Reverse(self.weight(*n)), self.graph[*n].iri.clone()));
        all
    }

    /// Nodes in order of IRI.
    #[must_use]
    pub fn nodes(&self) -> Vec<NodeIndex> {
        let mut all: Vec<NodeIndex> = self.graph.node_indices().collect();
        all.sort_by(|a, b| self.graph[*a].iri.cmp(&self.graph[*b].iri));
        all
    }

    /// Edges in order of their ends, predicate, label and modality.
    #[must_use]
    pub fn edges(&self) -> Vec<(&Node, &Node, &Edge)> {
        let mut all: Vec<(&Node, &Node, &Edge)> = self
            .graph
            .edge_references()
            .map(|e| (&*self.graph[e.source()], &*self.graph[e.target()], e.weight()))
            .collect();
        all.sort_by(|a, b| key(a).cmp(&key(b)));
        all
    }
}

fn key<'a>((source, target, edge): &(&'a Node, &'a Node, &'a Edge)) -> [&'a str; 5] {
    [&source.iri, &target.iri, &edge.predicate, &edge.label, &edge.modality]
}

impl Edge {
    fn new(record: &Record, symmetric: bool) -> Self {
        Self {
            predicate: record.predicate.clone(),
            label: record.label().to_owned(),
            kind: record.kind.clone(),
            modality: record.modality.clone(),
            quad: None,
            symmetric,
            count: 0,
            dates: BTreeSet::new(),
            articles: BTreeSet::new(),
            facts: Vec::new(),
        }
    }

    /// Whether it is reported as happened or happening.
    #[must_use]
    pub fn is_actual(&self) -> bool {
        self.modality == "actual"
    }
}
