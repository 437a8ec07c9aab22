//! One file per command of the `chancery` program, each with its `Args` and `run(Args) -> Result<()>`.
//!
//! `commands::load::run(args)` is `chancery load`.
#![allow(clippy::needless_pass_by_value, reason = "every command takes its arguments as its own")]

pub mod config;
pub mod conflicts;
pub mod demo;
pub mod drop;
mod dossier;
mod events;
pub mod explain;
pub mod export;
pub mod extract;
pub mod load;
pub mod manual;
pub mod merge;
mod page;
pub mod path;
pub mod query;
pub mod show;
pub mod stats;
mod telling;
mod tenure;
pub mod timeline;
pub mod train;

use std::io::{self, BufWriter, StdoutLock, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use crate::article::input::{self, Filter, Inputs};
use crate::article::metadata;
use crate::article::reader::{Options, Reader};
use crate::error::{Error, Result};
use crate::graph::home::Home;
use crate::network::Names;
use crate::ontology::Ontology;
use crate::query::named::is_date;

/// Which ontology to read with.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct OntologyArg {
    /// Directory of Turtle files that add to or override the built-in ontology
    #[arg(long, value_name = "DIR", global = true)]
    pub ontology: Option<PathBuf>,
}

impl OntologyArg {
    /// The ontology that is compiled in, with the directory's files added.
    ///
    /// # Errors
    /// A file of the directory that cannot be read or is malformed, with its line.
    pub fn read(&self) -> Result<Arc<Ontology>> {
        match &self.ontology {
            None => Ok(Ontology::built_in().clone()),
            Some(directory) => Ontology::with_directory(directory),
        }
    }
}

/// Which graph to work on.
#[derive(Debug, Clone, clap::Args)]
pub struct GraphArg {
    /// Where the graph lives
    #[arg(short, long, value_name = "GRAPH", env = "CHANCERY_GRAPH", default_value = "chancery.nq")]
    pub graph: String,
}

impl GraphArg {
    /// What that stands for.
    #[must_use]
    pub fn home(&self) -> Home {
        Home::new(&self.graph)
    }
}

/// How long to wait for another writer.
#[derive(Debug, Clone, clap::Args)]
pub struct WaitArg {
    /// How long to wait for another process that writes to the graph
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

impl WaitArg {
    /// The time to wait.
    #[must_use]
    pub fn duration(&self) -> Duration {
        Duration::from_secs(self.wait)
    }
}

/// How many threads to work with.
#[derive(Debug, Clone, clap::Args)]
pub struct JobsArg {
    /// How many articles to read at a time; all cores by default
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

impl JobsArg {
    /// Does some work with that many threads.
    ///
    /// # Errors
    /// Threads that the system refuses.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs.map_or(0, NonZeroUsize::get)).build();
        pool.map_err(|e| Error::Failed(format!("The system gives no threads: {e}.")))?.install(work)
    }
}

/// Which articles to read, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct ArticlesArg {
    /// Articles (.txt .md .html .json .jsonl .rss .atom .tar, also .gz or .zst), directories, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    /// File that lists further paths, one a line; - for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Of directories only files that match, such as '*.txt' or '2021/**'; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// Of directories no files that match; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Day of publication of all these articles, whatever they say themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub date: Option<Date>,
    /// Largest size of an article
    #[arg(long, value_name = "MIB", default_value_t = 16)]
    pub max_size: u64,
}

fn parse_day(text: &str) -> std::result::Result<Date, String> {
    metadata::day(text).map_err(|_| "a day looks like 2021-12-07".to_owned())
}

impl ArticlesArg {
    /// A reader of these articles, and what of the request could not be found.
    ///
    /// # Errors
    /// A list of paths that cannot be read.
    pub fn reader(&self) -> Result<(Reader, Skips)> {
        let mut paths = self.paths.clone();
        if let Some(list) = &self.files_from {
            paths.extend(input::listed(list)?);
        }
        let inputs = Inputs::matching(&paths, &Filter::new(&self.include, &self.exclude)?);
        let mut skips = Skips::default();
        inputs.problems.into_iter().for_each(|problem| skips.add(problem));
        let options = Options { date: self.date, limit: self.max_size.saturating_mul(1 << 20) };
        Ok((Reader::new(inputs.files, options), skips))
    }
}

/// The inputs that were skipped: each is reported at once, except for one that may turn out to be the only one.
#[derive(Debug, Default)]
pub struct Skips {
    only: Option<Error>,
    count: usize,
}

impl Skips {
    /// One more.
    pub fn add(&mut self, error: Error) {
        self.count += 1;
        if self.count == 1 {
            self.only = Some(error);
        } else {
            self.report();
            anstream::eprintln!("chancery: {error}");
        }
    }

    /// How many so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Reports the one held back.
    pub fn report(&mut self) {
        if let Some(error) = self.only.take() {
            anstream::eprintln!("chancery: {error}");
        }
    }

    /// The end of a command that has read so many articles.
    ///
    /// # Errors
    /// Inputs that were skipped, or nothing to read at all.
    pub fn finish(mut self, read: usize) -> Result<()> {
        match (read, self.count, self.only.take()) {
            (0, 0, _) => Err(Error::Failed("There is no article among these files.".to_owned())),
            (0, _, Some(only)) => Err(only),
            (0, count, None) => Err(Error::Failed(format!("None of the {count} inputs could be read."))),
            (_, 0, _) => Ok(()),
            (_, count, only) => {
                self.only = only;
                self.report();
                let inputs = if count == 1 { "1 input was" } else { &format!("{count} inputs were") };
                Err(Error::Partial(format!("{inputs} skipped; the rest is done.")))
            }
        }
    }
}

fn date(text: &str) -> std::result::Result<String, String> {
    if is_date(text) { Ok(text.to_owned()) } else { Err("a date is written 2021, 2021-12 or 2021-12-07".to_owned()) }
}

/// The IRI of who is meant by a name; where others have it too, a note says who was taken.
///
/// # Errors
/// A name that several things have, or that nothing has.
pub fn meant(names: &Names, name: &str, ontology: &Ontology) -> Result<String> {
    let meant = names.find(name, ontology)?;
    if !meant.others.is_empty() {
        let (taken, others) = (names.label(meant.iri), names.listed(&meant.others));
        anstream::eprintln!("chancery: `{name}` is taken for {taken}; the graph also has {others}.");
    }
    Ok(meant.iri.to_owned())
}

/// Writes to standard output through a buffer, and flushes it.
///
/// # Errors
/// [`Error::Output`] where standard output cannot be written to, also when its reader has gone away.
pub fn print(write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<()>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(Error::Output)
}
