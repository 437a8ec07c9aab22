//! `chancery stats`: how much the graph holds, of what kind, from where and when, and who stands at its centre.
//!
//! Centrality is `PageRank` over facts; communities are those who have most to do with each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;

use serde_json::json;

use super::export::Part;
use super::telling::{self, many};
use super::{GraphArg, OntologyArg, print};
use crate::error::Result;
use crate::network::{Network, Record, measure, source};
use crate::query::{list, plain, width, wrapped};

const EXAMPLES: &str = "Examples:
  chancery stats
  chancery stats --modality actual --since 2021 --json";

/// Lines of each table.
const LINES: usize = 10;
/// Months that are listed.
const MONTHS: usize = 24;
/// Parts of the network that are listed, and their members.
const COMMUNITIES: (usize, usize) = (5, 8);

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArg,
    /// Which predicates are symmetric.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// Which facts.
    #[command(flatten)]
    pub part: Part,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What is counted on the way through the graph.
#[derive(Default)]
struct Counts {
    facts: usize,
    sentences: BTreeSet<String>,
    articles: BTreeSet<String>,
    tables: BTreeMap<&'static str, BTreeMap<String, usize>>,
}

impl Counts {
    fn add(&mut self, record: &Record) {
        self.facts += 1;
        self.articles.insert(record.source.id.clone());
        self.sentences.extend(record.sentences.iter().map(|s| s.iri.clone()));
        let date = record.date.as_deref().or(record.source.date.as_deref());
        let month = date.map_or("undated", |date| date.get(..7).unwrap_or(date));
        let publisher = record.source.publisher.as_deref().unwrap_or("unknown");
        let values = [
            ("kind", record.kind.as_str()),
            ("predicate", &record.predicate),
            ("modality", &record.modality),
            ("source", publisher),
            ("month", month),
        ];
        for (table, value) in values {
            *self.tables.entry(table).or_default().entry(plain(value)).or_default() += 1;
        }
    }

    /// The largest first, months in order of time.
    fn ranked(&self, name: &str) -> Vec<(&str, usize)> {
        let mut all: Vec<(&str, usize)> =
            self.tables.get(name).into_iter().flatten().map(|(value, n)| (value.as_str(), *n)).collect();
        if name != "month" {
            all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        }
        all
    }
}

/// Prints the figures.
///
/// # Errors
/// An unknown name, or a graph that cannot be read.
pub fn run(args: Args) -> Result<()> {
    let ontology = args.ontology.read()?;
    let selection = args.part.selection(&args.graph.graph, &ontology)?;
    let (mut network, mut counts) = (Network::new(&ontology, false), Counts::default());
    source::each_record(&args.graph.graph, |record| {
        if selection.keeps(record) {
            counts.add(record);
        }
        network.add(record, &selection);
        Ok(())
    })?;
    print(|out| {
        if args.json {
            writeln!(out, "{}", figures(&counts, &network))
        } else {
            out.write_all(told(&counts, &network).as_bytes())
        }
    })
}

/// Names with share of attention, facts and neighbours.
fn central(network: &Network) -> Vec<(String, f64, usize, usize)> {
    let ranks = measure::ranks(network);
    let mut all: Vec<_> = network
        .nodes()
        .into_iter()
        .map(|node| {
            let others: BTreeSet<_> = network.graph.neighbors_undirected(node).filter(|n| *n != node).collect();
            (plain(&network.graph[node].label), ranks[node.index()], network.weight(node), others.len())
        })
        .collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(LINES);
    all
}

/// Pairs with the number of facts between them.
fn pairs(network: &Network) -> Vec<(String, usize)> {
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (a, b, edge) in network.edges() {
        let pair = if a.label <= b.label {
            (a.label.as_str(), b.label.as_str())
        } else {
            (b.label.as_str(), a.label.as_str())
        };
        *pairs.entry(pair).or_default() += edge.count;
    }
    let mut all: Vec<_> = pairs.into_iter().map(|((a, b), count)| (plain(&format!("{a} – {b}")), count)).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.truncate(LINES);
    all
}

fn groups(network: &Network) -> Vec<(usize, Vec<String>)> {
    let name = |n: &petgraph::graph::NodeIndex| plain(&network.graph[*n].label);
    let all = measure::communities(network).into_iter().take(COMMUNITIES.0);
    all.map(|group| (group.len(), group.iter().take(COMMUNITIES.1).map(name).collect())).collect()
}

fn told(counts: &Counts, network: &Network) -> String {
    let (nodes, edges) = (network.graph.node_count(), network.graph.edge_count());
    let parts = match measure::parts(network) {
        1 => "one piece".to_owned(),
        count => format!("{count} separate pieces"),
    };
    let width = width(telling::READABLE);
    let head = format!(
        "{} in {} of {}; {} joined by {}, in {parts}.",
        many(counts.facts, "fact"),
        many(counts.sentences.len(), "sentence"),
        many(counts.articles.len(), "article"),
        many(nodes, "name"),
        many(edges, "relation"),
    );
    let mut text = wrapped(&head, width, "");
    let cells = |row: (&str, usize)| vec![row.0.to_owned(), row.1.to_string()];
    for name in ["kind", "predicate", "modality", "source", "month"] {
        let ranked = counts.ranked(name);
        let over = ranked.len().saturating_sub(if name == "month" { MONTHS } else { LINES * 2 });
        // Of the months the last are of most interest, of all else the first.
        let shown = if name == "month" { &ranked[over..] } else { &ranked[..ranked.len() - over] };
        if shown.is_empty() {
            continue;
        }
        let rows: Vec<_> = shown.iter().copied().map(cells).collect();
        text = text + "\n" + &list(&[name.to_owned(), "facts".to_owned()], &rows) + "\n";
        if over > 0 {
            let which = if name == "month" { "earlier" } else { "more" };
            let _ = writeln!(text, "and {over} {which}; --json has all");
        }
    }
    let rows: Vec<_> = central(network)
        .into_iter()
        .map(|(name, rank, facts, others)| vec![name, format!("{rank:.3}"), facts.to_string(), others.to_string()])
        .collect();
    let header = ["most central", "rank", "facts", "others"].map(str::to_owned);
    text = text + "\n" + &list(&header, &rows) + "\n";
    let rows: Vec<_> = pairs(network).into_iter().map(|(pair, count)| vec![pair, count.to_string()]).collect();
    text = text + "\n" + &list(&["most connected pairs".to_owned(), "facts".to_owned()], &rows) + "\n";
    for (size, members) in groups(network) {
        let more = if size > members.len() { ", …" } else { "" };
        let line = format!("Together ({size}): {}{more}", members.join(", "));
        let _ = write!(text, "\n{}", wrapped(&line, width, ""));
    }
    text
}

fn figures(counts: &Counts, network: &Network) -> serde_json::Value {
    let tables: BTreeMap<&str, BTreeMap<&str, usize>> = ["kind", "predicate", "modality", "source", "month"]
        .into_iter()
        .map(|name| (name, counts.ranked(name).into_iter().collect()))
        .collect();
    json!({
        "facts": counts.facts,
        "sentences": counts.sentences.len(),
        "articles": counts.articles.len(),
        "nodes": network.graph.node_count(),
        "edges": network.graph.edge_count(),
        "parts": measure::parts(network),
        "by": tables,
        "central": central(network).into_iter().map(|(name, rank, facts, others)| json!({
            "name": name, "rank": (rank * 1e4).round() / 1e4, "facts": facts, "others": others
        })).collect::<Vec<_>>(),
        "pairs": pairs(network).into_iter().map(|(pair, facts)| json!({ "pair": pair, "facts": facts })).collect::<Vec<_>>(),
        "communities": groups(network).into_iter().map(|(size, members)| json!({ "size": size, "members": members })).collect::<Vec<_>>(),
    })
}
