//! Who matters in a network, who belongs together, and how one gets from one to another.
//!
//! `path(Biden, Zelenskyy)` is Biden – met – Putin – … by the fewest steps, or by those with most reports.

use std::collections::BTreeMap;

use petgraph::algo::{astar, connected_components};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use petgraph::{Graph, Undirected};

use super::Network;

/// The damping of [`ranks`].
const DAMPING: f64 = 0.85;
/// Rounds of [`ranks`], enough for four digits.
const ROUNDS: usize = 50;

/// The share of a random reader's time at each node, by index of the node: `PageRank` over facts both ways.
#[must_use]
pub fn ranks(network: &Network) -> Vec<f64> {
    let graph = &network.graph;
    let count = graph.node_count();
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    let (size, weights): (f64, Vec<f64>) =
        (count.max(1) as f64, graph.node_indices().map(|n| network.weight(n).max(1) as f64).collect());
    let mut ranks = vec![1.0 / size; count];
    for _ in 0..ROUNDS {
        let mut next = vec![(1.0 - DAMPING) / size; count];
        for edge in graph.edge_references() {
            let (a, b) = (edge.source().index(), edge.target().index());
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
            let weight = edge.weight().count as f64;
            next[b] += DAMPING * ranks[a] * weight / weights[a];
            next[a] += DAMPING * ranks[b] * weight / weights[b];
        }
        ranks = next;
    }
    ranks
}

/// How many parts have no relation to each other.
#[must_use]
pub fn parts(network: &Network) -> usize {
    connected_components(&network.graph)
}

/// Those who have more to do with each other than with others, the largest first, each in order of facts.
///
/// Every node takes, in order of IRI, the mark that most facts join it to, until nothing changes.
#[must_use]
pub fn communities(network: &Network) -> Vec<Vec<NodeIndex>> {
    let graph = &network.graph;
    let order = network.nodes();
    let mut marks: Vec<usize> = vec![0; graph.node_count()];
    for (mark, node) in order.iter().enumerate() {
        marks[node.index()] = mark;
    }
    for _ in 0..ROUNDS {
        let mut changed = false;
        for node in &order {
            let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
            for way in [petgraph::Outgoing, petgraph::Incoming] {
                for edge in graph.edges_directed(*node, way) {
                    let other = if edge.source() == *node { edge.target() } else { edge.source() };
                    *votes.entry(marks[other.index()]).or_default() += edge.weight().count;
                }
            }
            // On a tie the own mark stays, else the first.
            let own = marks[node.index()];
            let best = votes.iter().max_by_key(|(mark, votes)| (**votes, **mark == own, std::cmp::Reverse(**mark)));
            if let Some((best, _)) = best.filter(|(mark, _)| **mark != own) {
                marks[node.index()] = *best;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let mut groups: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
    for node in network.ranked() {
        groups.entry(marks[node.index()]).or_default().push(node);
    }
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// What makes a way short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Few steps.
    Shortest,
    /// Steps that many articles report.
    Strongest,
}

/// The edges from one to another, whatever their direction; `None` where nothing joins them.
#[must_use]
pub fn path(network: &Network, from: NodeIndex, to: NodeIndex, way: Way) -> Option<Vec<EdgeIndex>> {
    let undirected = joined(network);
    let cost = |edge: EdgeIndex| {
        let step = &network.graph[edge];
        let articles = step.articles.len().max(1);
        let doubt = if step.is_actual() { 0 } else { 700 };
        // The number of steps decides, then what is actual, then articles.
        match way {
            Way::Shortest => 1000 - articles.min(99) + doubt,
            Way::Strongest => 1 + 1000 / articles + doubt,
        }
    };
    let found = astar(&undirected, from, |node| node == to, |edge| cost(*edge.weight()), |_| 0);
    let (_, nodes) = found?;
    let steps = nodes.windows(2).filter_map(|pair| {
        let edges = undirected.edges_connecting(pair[0], pair[1]).map(|e| *e.weight());
        edges.min_by_key(|e| (cost(*e), label(network, *e)))
    });
    Some(steps.collect())
}

fn label(network: &Network, edge: EdgeIndex) -> String {
    format!("{} {}", network.graph[edge].label, network.graph[edge].modality)
}

/// The network without directions, nodes with the same indices, edges in their order.
fn joined(network: &Network) -> Graph<(), EdgeIndex, Undirected> {
    let mut joined = Graph::new_undirected();
    for _ in network.graph.node_indices() {
        joined.add_node(());
    }
    for edge in network.graph.edge_references() {
        joined.add_edge(edge.source(), edge.target(), edge.id());
    }
    joined
}
