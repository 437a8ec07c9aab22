//! `chancery show Putin`: who it is, offices, relations, and what is said when; `show Putin Biden`: their events.
//!
//! Names may be any known label, a surname or a part; where several fit, they are listed.

use std::io::Write;

use super::dossier::Dossier;
use super::events::{self, Events};
use super::{GraphArg, OntologyArg, date, meant, page, print, telling, timeline};
use crate::error::Result;
use crate::network::{Record, source};
use crate::query::width;

const EXAMPLES: &str = "Examples:
  chancery show Putin
  chancery show Biden Putin --on 2021-12-07
  chancery show Russia --on 2021-12-07
  chancery show 'European Union' --json
  chancery show Ukraine --format html > ukraine.html";

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArg,
    /// Whose names are known.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// A person, country, body or place, by any name, or an event by its IRI; of several, the events that they share
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    /// Only their events and offices on that day, or in that month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For a terminal
    #[default]
    Text,
    /// A briefing in Markdown
    Md,
    /// A briefing as a page
    Html,
    /// All facts
    Json,
}

/// Prints what is known.
///
/// # Errors
/// An unknown name, a name of several, or a graph that cannot be read.
pub fn run(args: Args) -> Result<()> {
    let (graph, ontology) = (&args.graph.graph, args.ontology.read()?);
    let format = if args.json { Format::Json } else { args.format };
    let names = timeline::names(graph)?;
    if let [name] = &args.names[..]
        && let Some(iri) = events::iri(name)
    {
        let events = Events::of_iri(graph, &iri)?;
        return tell(
            format,
            &events.title(),
            || events.text(&names),
            || events.markdown(&names),
            || events.json(&names),
        );
    }
    let found = |name: &String| meant(&names, name, &ontology);
    let parties = args.names.iter().map(found).collect::<Result<Vec<String>>>()?;
    match &parties[..] {
        [only] => {
            let on = args.on.as_deref();
            let mut facts: Vec<Record> = Vec::new();
            source::each_record(graph, |record| {
                if record.nodes().any(|node| node.iri == *only) {
                    facts.push(record.clone());
                }
                Ok(())
            })?;
            let dossier = Dossier::new(only, &facts, &ontology, on);
            let text = || dossier.text(width(telling::READABLE));
            tell(format, names.label(only), text, || dossier.markdown(), || dossier.json())
        }
        several => {
            let events = Events::between(graph, several, args.on.as_deref())?;
            let who: Vec<&str> = several.iter().map(|iri| names.label(iri)).collect();
            let title = who.join(", ");
            tell(format, &title, || events.text(&names), || events.markdown(&names), || events.json(&names))
        }
    }
}

fn tell(
    format: Format,
    title: &str,
    text: impl FnOnce() -> String,
    markdown: impl FnOnce() -> String,
    json: impl FnOnce() -> serde_json::Value,
) -> Result<()> {
    print(|out| match format {
        Format::Json => writeln!(out, "{}", json()),
        Format::Text => out.write_all(text().as_bytes()),
        Format::Md => out.write_all(markdown().as_bytes()),
        Format::Html => out.write_all(page::html(title, &markdown()).as_bytes()),
    })
}
