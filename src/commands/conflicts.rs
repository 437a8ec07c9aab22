//! `chancery conflicts`: where articles contradict each other about one event, with the sentences.
//!
//! "end: 12:08 in a, 14:08 in b", each with the sentence that says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;

use serde_json::{Value, json};

use super::timeline;
use super::{GraphArg, OntologyArg, date, meant, print, telling};
use crate::error::Result;
use crate::merge::layer::{self, Dispute, Merged, Said};
use crate::network::{Names, Record, Sentence};
use crate::query::{plain, width, wrapped};

const EXAMPLES: &str = "Examples:
  chancery conflicts
  chancery conflicts Putin
  chancery conflicts Biden Putin --on 2021-12-07
  chancery conflicts --json";

/// Arguments of `conflicts`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArg,
    /// Whose names are known.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// Only events in which it took part, by any name; of several, in which all took part
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Only events of that day, or of that month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<String>,
    /// Print JSON, one conflict a line
    #[arg(long)]
    pub json: bool,
}

/// Prints the conflicts.
///
/// # Errors
/// An unknown name or a graph that cannot be read.
pub fn run(args: Args) -> Result<()> {
    let graph = &args.graph.graph;
    let (ontology, names) = (args.ontology.read()?, timeline::names(graph)?);
    let parties = args.names.iter().map(|name| meant(&names, name, &ontology)).collect::<Result<Vec<String>>>()?;
    let wanted = |event: &Merged| {
        !event.conflicts.is_empty()
            && event.is_of(args.on.as_deref())
            && parties.iter().all(|iri| event.parties.contains(iri))
    };
    let events = layer::layer(graph, wanted)?;
    let facts = facts(graph, &events)?;
    print(|out| {
        if args.json {
            let mut all = events.iter().flat_map(|event| event.conflicts.iter().map(move |c| (event, c)));
            return all.try_for_each(|(event, conflict)| writeln!(out, "{}", object(event, conflict, &facts, &names)));
        }
        if events.is_empty() {
            return writeln!(out, "No reports contradict each other.");
        }
        let told = events.iter().map(|event| {
            let of = told(event, &facts, &names, width(telling::READABLE));
            format!("{}\n{}\n{of}", plain(&event.label), event.iri)
        });
        out.write_all(told.collect::<Vec<_>>().join("\n").as_bytes())
    })
}

/// The facts that make up events.
///
/// # Errors
/// A graph that cannot be read.
pub fn facts(graph: &str, events: &[Merged]) -> Result<BTreeMap<String, Record>> {
    let wanted: BTreeSet<&str> = events.iter().flat_map(|event| event.reports.iter().map(String::as_str)).collect();
    layer::facts(graph, &wanted)
}

/// The conflicts of an event for a terminal.
#[must_use]
pub fn told(event: &Merged, facts: &BTreeMap<String, Record>, names: &Names, width: usize) -> String {
    let mut text = String::new();
    for conflict in &event.conflicts {
        let _ = writeln!(text, "  {}", conflict.property);
        for claim in &conflict.claims {
            let garbled = if claim.garbled { " (garbled)" } else { "" };
            let articles = articles(claim, facts).join(", ");
            let line = format!("{}{garbled}  [{articles}]", plain(names.label(&claim.value)));
            text.push_str(&wrapped(&line, width, "    "));
            for sentence in sentences(claim, facts) {
                text.push_str(&wrapped(&format!("“{}”", plain(sentence)), width, "      "));
            }
        }
    }
    text
}

/// A conflict for `--json`.
#[must_use]
pub fn object(event: &Merged, conflict: &Dispute, facts: &BTreeMap<String, Record>, names: &Names) -> Value {
    json!({
        "event": event.iri,
        "label": event.label,
        "property": conflict.property,
        "claims": conflict.claims.iter().map(|claim| json!({
            "value": names.label(&claim.value),
            "garbled": claim.garbled,
            "articles": articles(claim, facts),
            "facts": claim.reports,
            "sentences": sentences(claim, facts),
        })).collect::<Vec<_>>(),
    })
}

fn of<'f>(claim: &'f Said, facts: &'f BTreeMap<String, Record>) -> impl Iterator<Item = &'f Record> {
    claim.reports.iter().filter_map(|fact| facts.get(fact))
}

fn articles<'f>(claim: &'f Said, facts: &'f BTreeMap<String, Record>) -> Vec<&'f str> {
    of(claim, facts).map(|record| record.source.id.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn sentences<'f>(claim: &'f Said, facts: &'f BTreeMap<String, Record>) -> Vec<&'f str> {
    let mut all: Vec<&str> = Vec::new();
    let giving = |sentence: &&Sentence| claim.sentences.is_empty() || claim.sentences.contains(&sentence.iri);
    for sentence in of(claim, facts).flat_map(|record| &record.sentences).filter(giving) {
        if !all.contains(&sentence.text.as_str()) {
            all.push(&sentence.text);
        }
    }
    all
}
