//! Errors at the edges, each one full sentence that names the file and, where known, the line.
//!
//! `news.jsonl:7: has the date “soon”, which is no day like 2021-12-07.`

use std::io;
use std::path::PathBuf;

/// What can go wrong outside the pure stages; `Display` is the sentence that the user reads.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or directory could not be read or written.
    #[error("{path}: {problem}", path = .path.display())]
    Path {
        /// The file or directory.
        path: PathBuf,
        /// What is wrong with it, without its name.
        problem: String,
    },
    /// A file is malformed at a line.
    #[error("{path}:{line}: {problem}", path = .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong there.
        problem: String,
    },
    /// The request itself cannot be served (unknown entity, malformed query …).
    #[error("{0}")]
    Usage(String),
    /// Another process holds the graph.
    #[error("{0}")]
    Locked(String),
    /// Some inputs were skipped; the rest was done.
    #[error("{0}")]
    Partial(String),
    /// Nothing could be done.
    #[error("{0}")]
    Failed(String),
    /// Standard output could not be written to.
    #[error("The output could not be written: {0}.")]
    Output(#[source] io::Error),
}

impl Error {
    /// An error about a file or directory as a whole.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over whatever they can show")]
    pub fn path(path: impl Into<PathBuf>, problem: impl ToString) -> Self {
        Self::Path { path: path.into(), problem: problem.to_string() }
    }

    /// An error at one line of a file; `line` counts from 1.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over whatever they can show")]
    pub fn line(path: impl Into<PathBuf>, line: u64, problem: impl ToString) -> Self {
        Self::Line { path: path.into(), line, problem: problem.to_string() }
    }

    /// Whether it is only that whoever read the output has gone away, which is no failure.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(e) if e.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The process's exit status: 2 for a request that cannot be served, 75 for a locked graph
    /// (`EX_TEMPFAIL`), 3 when some inputs were skipped, 1 for everything else.
    #[must_use]
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Locked(_) => 75,
            Self::Partial(_) => 3,
            Self::Path { .. } | Self::Line { .. } | Self::Failed(_) | Self::Output(_) => 1,
        }
    }
}

/// The result of what can fail at the edges.
pub type Result<T> = std::result::Result<T, Error>;
