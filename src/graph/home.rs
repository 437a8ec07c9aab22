//! Where a graph lives: what `-g` stands for.
//!
//! `world.nq.zst` is a file, `world/` a directory for the disk store, `http://localhost:7878/` a SPARQL server.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::article::bytes;
use crate::error::{Error, Result};

/// Where a graph lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A graph file that `load` writes: `.nq`, also compressed.
    File(PathBuf),
    /// Another RDF file, to be read only.
    Foreign(PathBuf),
    /// A directory for the disk store.
    Directory(PathBuf),
    /// A SPARQL 1.1 server.
    Server(String),
}

impl Home {
    /// What the value of `-g` stands for.
    #[must_use]
    pub fn new(graph: &str) -> Self {
        let path = Path::new(graph);
        if graph.starts_with("http://") || graph.starts_with("https://") {
            Self::Server(graph.to_owned())
        } else if path.is_dir() || graph.ends_with(['/', std::path::MAIN_SEPARATOR]) {
            Self::Directory(path.to_owned())
        } else if bytes::uncompressed(path).0.extension().is_some_and(|e| e.eq_ignore_ascii_case("nq")) {
            Self::File(path.to_owned())
        } else {
            Self::Foreign(path.to_owned())
        }
    }

    /// The graph file that can be written.
    ///
    /// # Errors
    /// A home of another kind, saying what it is.
    pub fn writable_file(&self) -> Result<&Path> {
        match self {
            Self::File(path) => Ok(path),
            Self::Foreign(path) => Err(Error::Usage(format!(
                "{}: a graph file that can be loaded into is called .nq, .nq.gz or .nq.zst.",
                path.display()
            ))),
            Self::Directory(path) => {
                Err(Error::Usage(format!("{}: is a directory, not a graph file.", path.display())))
            }
            Self::Server(url) => Err(Error::Usage(format!("{url}: is a server, not a graph file."))),
        }
    }
}

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) | Self::Foreign(path) | Self::Directory(path) => write!(f, "{}", path.display()),
            Self::Server(url) => f.write_str(&super::server::shown(url)),
        }
    }
}
