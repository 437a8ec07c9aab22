//! `chancery load`: articles into the graph.
//!
//! `chancery load -g world.nq articles/` adds what is new, replaces what has changed and leaves the rest alone.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::{ArticlesArg, GraphArg, JobsArg, OntologyArg, WaitArg, print};
use crate::article::reader::Reader;
use crate::error::Result;
use crate::graph::keeper::{self, Keeper};
use crate::graph::load::{Event, Load, Summary};
use crate::merge::Merger;

const EXAMPLES: &str = "Examples:
  chancery load articles/
  chancery load -g world.nq.zst --include '*.md' --exclude 'old/**' articles/
  chancery load --dry-run articles/";

/// Arguments of `load`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub articles: ArticlesArg,
    /// Where to.
    #[command(flatten)]
    pub graph: GraphArg,
    /// What to read with.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// With how many threads.
    #[command(flatten)]
    pub jobs: JobsArg,
    /// How long to wait for another writer.
    #[command(flatten)]
    pub wait: WaitArg,
    /// Only say which articles would be added or replaced
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as JSON
    #[arg(long)]
    pub json: bool,
}

/// Loads the articles and prints a summary.
///
/// # Errors
/// A graph that cannot be written; two texts with one id; inputs that were skipped.
pub fn run(args: Args) -> Result<()> {
    let begun = Instant::now();
    let home = args.graph.home();
    let ontology = args.ontology.read()?;
    let (reader, mut skips) = args.articles.reader()?;
    let graph = if args.dry_run { None } else { Some(Keeper::open(&home, args.wait.duration())?) };
    let index = graph.as_ref().map_or_else(|| keeper::index(&home), Keeper::index)?;
    let bar = progress(&reader);
    let mut changes = Vec::new();
    let mut tell = |event: Event<'_>| match event {
        Event::Skipped(error) => bar.suspend(|| skips.add(error)),
        Event::Change(id, new) if args.dry_run => changes.push((id.to_owned(), new)),
        Event::Change(..) => {}
        Event::Progress(summary, left) => show(&bar, summary, left),
    };
    let result = args.jobs.run(|| {
        let mut merger = Merger::of(&home);
        Load::new(&ontology, graph.as_ref(), &mut merger, index, &mut tell).run(reader)
    });
    bar.finish_and_clear();
    let mut summary = result?;
    summary.skipped = skips.count();
    report(&args, &summary, &changes, begun.elapsed().as_secs_f64())?;
    skips.finish(summary.read())
}

fn progress(reader: &Reader) -> ProgressBar {
    let bar = ProgressBar::new(reader.files_left() as u64);
    let template = match reader.files_left() {
        0 | 1 => "{spinner} {msg}{elapsed}",
        _ => "{wide_bar} {pos}/{len} files, {msg}{eta} left",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, summary: &Summary, left: usize) {
    bar.set_position(bar.length().unwrap_or_default().saturating_sub(left as u64));
    let rate = summary.read() as u128 * 1000 / bar.elapsed().as_millis().max(1);
    bar.set_message(format!("{} facts, {rate} articles/s, ", summary.facts));
}

fn report(args: &Args, summary: &Summary, changes: &[(String, bool)], seconds: f64) -> Result<()> {
    let Summary { added, replaced, unchanged, sentences, facts, .. } = *summary;
    print(|out| {
        use std::io::Write;
        if args.json {
            let mut object = serde_json::to_value(summary)?;
            object["seconds"] = ((seconds * 1000.0).round() / 1000.0).into();
            if args.dry_run {
                let ids = |new| changes.iter().filter(|c| c.1 == new).map(|c| c.0.as_str()).collect::<Vec<_>>();
                object["would_add"] = ids(true).into();
                object["would_replace"] = ids(false).into();
            }
            return writeln!(out, "{object}");
        }
        let articles = |n: usize| if n == 1 { "1 article".to_owned() } else { format!("{n} articles") };
        if args.dry_run {
            for (id, new) in changes {
                writeln!(out, "{} {id}", if *new { "add" } else { "replace" })?;
            }
            return writeln!(out, "{} would be added, {replaced} replaced; {unchanged} unchanged.", articles(added));
        }
        writeln!(
            out,
            "{} added, {replaced} replaced, {unchanged} unchanged; {sentences} sentences, {facts} facts; {seconds:.1} s.",
            articles(added)
        )
    })
}
