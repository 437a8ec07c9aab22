//! One file per command of the `chancery` program, each with its `Args` and `run(Args) -> Result<()>`.

pub mod export;
pub mod extract;
pub mod query;

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::ontology::Ontology;

/// Which ontology to read with.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct OntologyArg {
    /// Directory of Turtle files that add to or override the built-in ontology.
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
    /// Where the graph lives.
    #[arg(short, long, value_name = "GRAPH", env = "CHANCERY_GRAPH", default_value = "chancery.nq")]
    pub graph: String,
}

/// Writes to standard output through a buffer, and flushes it.
///
/// # Errors
/// [`Error::Output`] where standard output cannot be written to, also when its reader has gone away.
pub fn print(write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<()>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(Error::Output)
}
