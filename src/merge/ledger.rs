//! What the articles of a graph report, kept beside it, so that merging reads only the graphs of changed articles again.
//!
//! `.world.nq.reports` beside `world.nq` is compressed JSON, a line an article. It is a cache: whoever deletes it loses
//! nothing but the time to read all articles once more.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tempfile::NamedTempFile;

use super::reports::Told;
use crate::graph::derived::MERGER;
use crate::graph::file::{beside, companion};
use crate::graph::home::Home;

/// The ledger of a graph.
pub struct Ledger {
    path: PathBuf,
    /// The articles of last time: digest and what they report, as written.
    known: FxHashMap<String, (u64, Box<RawValue>)>,
    /// What is written for the next time; none after an error.
    out: Option<Writer>,
}

type Writer = zstd::Encoder<'static, NamedTempFile>;

/// A line of the file.
#[derive(Serialize, Deserialize)]
struct Line<T> {
    iri: String,
    digest: u64,
    told: T,
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ledger").field("path", &self.path).field("known", &self.known.len()).finish_non_exhaustive()
    }
}

impl Ledger {
    /// The ledger of the graph that lives there; none of a server, which has no place for it.
    #[must_use]
    pub fn beside(home: &Home) -> Option<Self> {
        let (Home::File(graph) | Home::Directory(graph)) = home else { return None };
        let (path, graph) = companion(graph, "reports");
        let known = read(&path).unwrap_or_default();
        Some(Self { out: writer(&graph), path, known })
    }

    /// Whether it has an article in that state.
    #[must_use]
    pub fn knows(&self, iri: &str, digest: u64) -> bool {
        self.known.get(iri).is_some_and(|(known, _)| *known == digest)
    }

    /// What an article reports.
    #[must_use]
    pub fn told(&self, iri: &str) -> Option<Told> {
        serde_json::from_str(self.known.get(iri)?.1.get()).ok()
    }

    /// Keeps what an article reports for the next time.
    pub fn keep(&mut self, iri: &str, digest: u64, told: &Told) {
        let known = self.known.get(iri).filter(|(known, _)| *known == digest).map(|(_, told)| &**told);
        let iri = iri.to_owned();
        let line = match known {
            Some(told) => serde_json::to_string(&Line { iri, digest, told }),
            None => serde_json::to_string(&Line { iri, digest, told }),
        };
        // Without it the next merge reads more, no less.
        self.out = self.out.take().and_then(|mut out| writeln!(out, "{}", line.ok()?).is_ok().then_some(out));
    }

    /// Puts the new ledger in the old one's place.
    pub fn close(self) {
        let file = self.out.and_then(|out| out.finish().ok());
        let _ = file.map(|file| file.persist(&self.path));
    }
}

/// A new ledger, in which the version of the merger stands first.
fn writer(graph: &Path) -> Option<Writer> {
    let mut out = zstd::Encoder::new(beside(graph).ok()?, 1).ok()?;
    // A ledger that is damaged or breaks off is not read.
    out.include_checksum(true).ok()?;
    writeln!(out, "{MERGER}").ok()?;
    Some(out)
}

/// The articles of a ledger that this version of the merger has written.
fn read(path: &Path) -> Option<FxHashMap<String, (u64, Box<RawValue>)>> {
    let mut lines = BufReader::new(zstd::Decoder::new(fs::File::open(path).ok()?).ok()?).lines();
    if lines.next()?.ok()? != MERGER {
        return None;
    }
    let parsed = |line: std::io::Result<String>| {
        let Line { iri, digest, told } = serde_json::from_str::<Line<Box<RawValue>>>(&line.ok()?).ok()?;
        Some((iri, (digest, told)))
    };
    lines.map(parsed).collect()
}
