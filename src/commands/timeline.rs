//! `chancery timeline Putin`: the dated facts, in order of time.
//!
//! Facts that several articles report stand once, with all of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use super::export::Part;
use super::telling::{self, Verbs};
use super::{GraphArg, OntologyArg, meant, print};
use crate::error::Result;
use crate::network::{Names, Record, source};
use crate::query::{day, width, wrapped};

const EXAMPLES: &str = "Examples:
  chancery timeline
  chancery timeline Putin --since 2021-12 --sentences
  chancery timeline 'European Union' --predicate sanctioned --json";

/// Arguments of `timeline`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArg,
    /// Whose names are known.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// Whom or what it is about, by any name
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Which facts.
    #[command(flatten)]
    pub part: Part,
    /// Print the sentences too
    #[arg(long)]
    pub sentences: bool,
    /// Print JSON, one fact a line
    #[arg(long)]
    pub json: bool,
}

/// Facts by day and words.
pub type Entries = BTreeMap<(String, String), Entry>;

/// Facts of one day in the same words.
#[derive(Debug, Default)]
pub struct Entry {
    /// Ids of the articles.
    pub articles: Vec<String>,
    /// What they say.
    pub sentences: Vec<String>,
}

/// Prints the timeline.
///
/// # Errors
/// An unknown name or a graph that cannot be read.
pub fn run(args: Args) -> Result<()> {
    let ontology = args.ontology.read()?;
    let graph = &args.graph.graph;
    let selection = args.part.selection(graph, &ontology)?;
    let about = match &args.name {
        None => None,
        Some(name) => Some(meant(&names(graph)?, name, &ontology)?),
    };
    let verbs = Verbs::new(&ontology);
    let mut entries = Entries::new();
    let mut lines: Vec<(String, String)> = Vec::new();
    source::each_record(graph, |record| {
        let Some(date) = record.date.clone().filter(|_| selection.keeps(record)) else { return Ok(()) };
        if about.as_ref().is_some_and(|iri| record.nodes().all(|node| node.iri != *iri)) {
            return Ok(());
        }
        if args.json {
            lines.push((date, telling::json(record).to_string()));
        } else {
            add(&mut entries, date, record, &verbs);
        }
        Ok(())
    })?;
    lines.sort();
    print(|out| {
        if args.json {
            return lines.iter().try_for_each(|(_, line)| writeln!(out, "{line}"));
        }
        if entries.is_empty() {
            return writeln!(out, "No dated fact fits.");
        }
        out.write_all(told(&entries, args.sentences, width(telling::READABLE)).as_bytes())
    })
}

/// All names in the graph.
///
/// # Errors
/// A graph that cannot be read.
pub fn names(graph: &str) -> Result<Names> {
    let mut names = Names::default();
    source::each_record(graph, |record| {
        names.add(record);
        Ok(())
    })?;
    Ok(names)
}

/// Adds a fact under its day and its words.
pub fn add(entries: &mut Entries, date: String, record: &Record, verbs: &Verbs<'_>) {
    let entry = entries.entry((date, telling::fact(record, verbs))).or_default();
    if !entry.articles.contains(&record.source.id) {
        entry.articles.push(record.source.id.clone());
    }
    for sentence in &record.sentences {
        if !entry.sentences.contains(&sentence.text) {
            entry.sentences.push(sentence.text.clone());
        }
    }
}

/// The entries as text.
#[must_use]
pub fn told(entries: &Entries, sentences: bool, width: usize) -> String {
    let mut text = String::new();
    let mut before: Option<&str> = None;
    for ((date, fact), entry) in entries {
        let shown = entry.articles.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        let more = entry.articles.len().saturating_sub(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let day = day(date);
        // A span of days is wider than the column of days.
        let (column, wide) =
            if day.len() > 11 { (String::new(), day + " ") } else { (format!("{day:<11} "), String::new()) };
        let line = wrapped(&format!("{wide}{fact}  [{shown}{more}]"), width, "            ");
        let _ = write!(text, "{column}{}", line.trim_start());
        if sentences {
            for sentence in entry.sentences.iter().filter(|s| before != Some(s.as_str())) {
                text.push_str(&wrapped(&format!("“{sentence}”"), width, "              "));
            }
            before = entry.sentences.last().map(String::as_str);
        }
    }
    text
}
