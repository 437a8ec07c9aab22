//! `chancery path Biden Kremlin`: how two are related, step by step, with a sentence for each step.
//!
//! The shortest way has the fewest steps, the strongest the most articles for its steps.

use std::io::Write;

use petgraph::graph::EdgeIndex;
use serde_json::json;

use super::export::Part;
use super::telling::{self, Verbs};
use super::{GraphArg, OntologyArg, meant, print};
use crate::error::{Error, Result};
use crate::network::{Names, Network, measure, source};
use crate::query::{day, plain, width, wrapped};

const EXAMPLES: &str = "Examples:
  chancery path Zelenskyy Russia
  chancery path Biden Ukraine --modality actual";

/// Arguments of `path`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArg,
    /// Whose names are known.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// Where the way begins, by any name
    #[arg(value_name = "FROM")]
    pub from: String,
    /// Where it ends
    #[arg(value_name = "TO")]
    pub to: String,
    /// Over which facts.
    #[command(flatten)]
    pub part: Part,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Prints the shortest way and, where it is another, the strongest.
///
/// # Errors
/// An unknown name, or a graph that cannot be read.
pub fn run(args: Args) -> Result<()> {
    let ontology = args.ontology.read()?;
    let selection = args.part.selection(&args.graph.graph, &ontology)?;
    let (mut network, mut names) = (Network::new(&ontology, true), Names::default());
    source::each_record(&args.graph.graph, |record| {
        names.add(record);
        network.add(record, &selection);
        Ok(())
    })?;
    let (from, to) = (meant(&names, &args.from, &ontology)?, meant(&names, &args.to, &ontology)?);
    let nothing =
        || Error::Usage(format!("Nothing in the graph joins {} and {}.", names.label(&from), names.label(&to)));
    let ends = network.index(&from).zip(network.index(&to)).ok_or_else(nothing)?;
    let way = |way| measure::path(&network, ends.0, ends.1, way);
    let shortest = way(measure::Way::Shortest).ok_or_else(nothing)?;
    let strongest = way(measure::Way::Strongest).filter(|strongest| *strongest != shortest);
    let both = [("Shortest", Some(shortest)), ("Strongest", strongest)];
    let ways = both.iter().filter_map(|(title, way)| way.as_ref().map(|way| (*title, way)));
    print(|out| {
        if args.json {
            let ways = ways.map(|(title, way)| json!({ "way": title.to_lowercase(), "steps": steps(&network, way) }));
            return writeln!(out, "{}", json!(ways.collect::<Vec<_>>()));
        }
        for (title, way) in ways {
            let count = way.len();
            writeln!(out, "{title}: {count} {}", if count == 1 { "step" } else { "steps" })?;
            write!(out, "{}", told(&network, way, &Verbs::new(&ontology)))?;
        }
        Ok(())
    })
}

fn told(network: &Network, way: &[EdgeIndex], verbs: &Verbs<'_>) -> String {
    let width = width(telling::READABLE);
    let mut text = String::new();
    for index in way {
        let Some((from, to)) = network.graph.edge_endpoints(*index) else { continue };
        let edge = &network.graph[*index];
        let verb = if edge.label == edge.predicate { verbs.of(&edge.predicate) } else { edge.label.clone() };
        let note = if edge.is_actual() { String::new() } else { format!(" ({})", edge.modality) };
        let times = if edge.count > 1 { format!(" ×{}", edge.count) } else { String::new() };
        let (from, to) = (&network.graph[from].label, &network.graph[to].label);
        let dates = match (edge.dates.first(), edge.dates.last()) {
            (Some(first), Some(last)) if first != last => format!(", {} to {}", day(first), day(last)),
            (Some(only), _) => format!(", {}", day(only)),
            _ => String::new(),
        };
        let line = plain(&format!("{from} – {verb}{note}{times} – {to}{dates}"));
        text.push_str(&wrapped(&line, width, "  "));
        if let Some(first) = edge.facts.first() {
            let record = &network.records[*first];
            text.push_str(&wrapped(&format!("“{}” [{}]", record.text(), record.source.id), width, "    "));
        }
    }
    text
}

fn steps(network: &Network, way: &[EdgeIndex]) -> Vec<serde_json::Value> {
    let facts = |index: &EdgeIndex| network.graph[*index].facts.clone();
    way.iter()
        .map(|index| {
            json!({
                "articles": network.graph[*index].articles,
                "facts": facts(index).iter().map(|n| telling::json(&network.records[*n])).collect::<Vec<_>>(),
            })
        })
        .collect()
}
