//! `chancery merge`: reports of the same event joined anew, as people have decided where they have.
//!
//! `chancery merge --overrides events.ttl` keeps the decisions in the graph until `--forget` takes them out.

use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use super::{GraphArg, WaitArg, print};
use crate::error::{Error, Result};
use crate::graph::derived::OVERRIDES;
use crate::graph::file::Changes;
use crate::graph::home::Home;
use crate::graph::keeper::Keeper;
use crate::merge::{Event, Merger, Overrides};

const EXAMPLES: &str = "Examples:
  chancery merge
  chancery merge --overrides events.ttl
  chancery merge --forget

A file of overrides says in Turtle which facts are reports of one event and which are not:
  article:a#f2 ch:sameEventAs article:b#f0 .
  article:a#f2 ch:differentEventFrom article:c#f1 .
Write whole IRIs in angle brackets, as `chancery show` prints them.";

/// Arguments of `merge`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArg,
    /// File of decisions about events, which the graph keeps instead of earlier ones
    #[arg(long, value_name = "FILE")]
    pub overrides: Option<PathBuf>,
    /// Take all decisions about events out of the graph
    #[arg(long, conflicts_with = "overrides")]
    pub forget: bool,
    /// How long to wait for another writer.
    #[command(flatten)]
    pub wait: WaitArg,
    /// Print the summary as JSON
    #[arg(long)]
    pub json: bool,
}

/// Makes the merged layer anew and prints a summary.
///
/// # Errors
/// A graph or a file that cannot be read or written; decisions about facts that the graph does not have, which are kept.
pub fn run(args: Args) -> Result<()> {
    let home = args.graph.home();
    if let Home::File(path) = &home
        && !path.exists()
    {
        return Err(Error::path(path, "there is no such graph; `chancery load` makes one."));
    }
    let overrides = args.overrides.as_deref().map(Overrides::read).transpose()?;
    let mut changes = Changes::new();
    if let Some(overrides) = &overrides {
        changes.insert(OVERRIDES.to_owned(), Some(overrides.block()).filter(|_| !overrides.is_empty()));
    } else if args.forget {
        changes.insert(OVERRIDES.to_owned(), None);
    }
    let graph = Keeper::open(&home, args.wait.duration())?;
    let mut merger = Merger::of(&home);
    graph.apply(changes, Some(&mut merger))?;
    report(merger.events(), args.json)?;
    match merger.unknown() {
        [] => Ok(()),
        unknown => Err(Error::Partial(format!("The graph has no event with the fact {}.", unknown.join(", ")))),
    }
}

fn report(events: &[Event], as_json: bool) -> Result<()> {
    let happening = || events.iter().filter(|event| event.happens);
    let (all, facts) = (happening().count(), events.len() - happening().count());
    let several = happening().filter(|event| event.articles > 1).count();
    let independent = events.iter().filter(|event| event.sources > 1).count();
    let conflicts: usize = events.iter().map(|event| event.conflicts.len()).sum();
    print(|out| {
        if as_json {
            let summary = json!({
                "events": all, "in_several_articles": several, "facts_in_several_articles": facts,
                "from_several_sources": independent, "conflicts": conflicts
            });
            return writeln!(out, "{summary}");
        }
        writeln!(
            out,
            "{all} events, {several} of them in several articles; {facts} other facts in several articles; {independent} \
             from several sources; {conflicts} conflicts."
        )
    })
}
