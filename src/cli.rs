//! The command line: `chancery load -g world.nq articles/` and its sisters.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::commands::{
    OntologyArg, config, conflicts, demo, drop, explain, export, extract, load, manual, merge, path, query, show,
    stats, timeline, train,
};
use crate::config as settings;
use crate::error::Result;

/// Turns news articles into a knowledge graph of who met, said, sanctioned, threatened, aided or moved
/// against whom, when, and according to whom.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Cli {
    /// What to read with.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "Exit status: 0 done, 1 something could not be read or written, 2 the request makes no sense, \
    3 some inputs were skipped, 75 another process holds the graph.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read three sample articles, to see what the program does
    Demo(demo::Args),
    /// Put articles into the graph, or replace those that have changed
    Load(load::Args),
    /// Take articles out of the graph
    Drop(drop::Args),
    /// Join reports of the same event anew, and keep what people have decided about it
    Merge(merge::Args),
    /// Print the facts of articles without storing them
    Extract(extract::Args),
    /// Ask the graph in SPARQL, or one of the questions that come with the program
    Query(query::Args),
    /// Write the graph, or a part of it, as a picture, a table or RDF
    Export(export::Args),
    /// Tell all that the graph says of someone or something
    Show(show::Args),
    /// List dated facts in order of time
    Timeline(timeline::Args),
    /// Tell where articles contradict each other about an event
    Conflicts(conflicts::Args),
    /// Tell how two are related, step by step
    Path(path::Args),
    /// Count what the graph holds
    Stats(stats::Args),
    /// Show the settings that hold here, and where each comes from
    Config(config::Args),
    /// Print a completion script for a shell
    Completions(manual::Completions),
    /// Print the manual page, or write those of all commands
    Man(manual::Man),
    /// Show how articles are read, sentence by sentence
    Explain(explain::Args),
    /// Learn the grammar model from treebanks, or measure it
    Train(train::Args),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// Whatever the command cannot do, as one sentence.
    pub fn run(self) -> Result<()> {
        match self {
            Self::Demo(args) => demo::run(args),
            Self::Load(args) => load::run(args),
            Self::Drop(args) => drop::run(args),
            Self::Merge(args) => merge::run(args),
            Self::Extract(args) => extract::run(args),
            Self::Query(args) => query::run(args),
            Self::Export(args) => export::run(args),
            Self::Show(args) => show::run(args),
            Self::Timeline(args) => timeline::run(args),
            Self::Conflicts(args) => conflicts::run(args),
            Self::Path(args) => path::run(args),
            Self::Stats(args) => stats::run(args),
            Self::Config(args) => config::run::<Cli>(&args),
            Self::Completions(args) => manual::completions::<Cli>(&args),
            Self::Man(args) => manual::man::<Cli>(&args),
            Self::Explain(args) => explain::run(args),
            Self::Train(args) => train::run(args),
        }
    }
}

/// The command line, with the settings of files as defaults.
fn parsed() -> Result<Cli> {
    let settings = settings::read()?;
    // `default_value` wants what lives as long as the program, and these few words may.
    let fixed: Vec<(&str, &'static str)> =
        settings.into_iter().map(|s| (s.name, &*Box::leak(s.value.into_boxed_str()))).collect();
    let with = |arg: clap::Arg| match fixed.iter().find(|(name, _)| arg.get_long() == Some(*name)) {
        Some((_, value)) => arg.default_value(*value),
        None => arg,
    };
    let command = Cli::command().mut_args(with).mut_subcommands(|command| command.mut_args(with));
    Ok(Cli::from_arg_matches(&command.get_matches()).unwrap_or_else(|e| e.exit()))
}

/// Runs the program: parses the command line, runs the command, reports an error as one sentence.
#[must_use]
pub fn main() -> ExitCode {
    match parsed().and_then(|cli| cli.command.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("chancery: {error}");
            ExitCode::from(error.exit_status())
        }
    }
}
