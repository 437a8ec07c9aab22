//! Articles into a graph: read, compared with what is there, extracted in parallel, stored in whole articles.
//!
//! Loading is set union: whatever the order, the number of threads or the loads it is split into, the graph is the same.

use std::collections::hash_map::Entry;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::block::Block;
use super::derived::{Derive, Index, digest_of};
use super::file::Changes;
use super::keeper::Keeper;
use super::{quads, vocabulary};
use crate::article::Article;
use crate::article::reader::{Origin, Reader};
use crate::error::{Error, Result};
use crate::extract::extract;
use crate::ontology::Ontology;

/// Most articles, and bytes of text, that are extracted at a time.
const BATCH: (usize, usize) = (128, 4 << 20);
/// Most bytes of quads and seconds between two times that the graph is stored: each time writes all of it anew.
const CHECKPOINT: (usize, u64) = (256 << 20, 60);

/// What a load did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Articles that were not in the graph.
    pub added: usize,
    /// Articles whose text, metadata or reading has changed.
    pub replaced: usize,
    /// Articles that the graph holds just so.
    pub unchanged: usize,
    /// Inputs that could not be read.
    pub skipped: usize,
    /// Sentences of the articles added or replaced.
    pub sentences: usize,
    /// Facts of the articles added or replaced.
    pub facts: usize,
}

impl Summary {
    /// Articles read.
    #[must_use]
    pub fn read(&self) -> usize {
        self.added + self.replaced + self.unchanged
    }
}

/// What a load tells while it runs.
#[derive(Debug)]
pub enum Event<'e> {
    /// An input was skipped.
    Skipped(Error),
    /// An article will be added (`true`) or replaced.
    Change(&'e str, bool),
    /// So much is done; so many files are yet to be opened.
    Progress(&'e Summary, usize),
}

/// A load under way.
pub struct Load<'a> {
    ontology: &'a Ontology,
    /// Where the graph is written; `None` to see only what would change.
    graph: Option<&'a Keeper>,
    derive: &'a mut dyn Derive,
    index: Index,
    seen: Seen,
    pending: Pending,
    summary: Summary,
    tell: &'a mut dyn FnMut(Event<'_>),
}

/// Changes not yet stored.
struct Pending {
    changes: Changes,
    bytes: usize,
    since: Instant,
}

impl Pending {
    fn new() -> Self {
        Self { changes: Changes::new(), bytes: 0, since: Instant::now() }
    }

    fn is_due(&self) -> bool {
        let (bytes, seconds) = CHECKPOINT;
        let late = self.since.elapsed() >= Duration::from_secs(seconds);
        self.bytes >= bytes || (late && !self.changes.is_empty())
    }
}

/// An article that is to be extracted.
struct Task {
    article: Article,
    iri: String,
    digest: u64,
}

impl<'a> Load<'a> {
    /// A load into a graph, or, without one, a look at what would change in the graph of that index.
    pub fn new(
        ontology: &'a Ontology,
        graph: Option<&'a Keeper>,
        derive: &'a mut dyn Derive,
        index: Index,
        tell: &'a mut dyn FnMut(Event<'_>),
    ) -> Self {
        let (seen, pending, summary) = (Seen::default(), Pending::new(), Summary::default());
        Self { ontology, graph, derive, index, seen, pending, summary, tell }
    }

    /// Loads all articles of a reader.
    ///
    /// # Errors
    /// Two texts with one id; a graph that cannot be written. What was stored before stays, in whole articles.
    pub fn run(mut self, mut reader: Reader) -> Result<Summary> {
        loop {
            let (tasks, more) = self.batch(&mut reader)?;
            let (ontology, graph, due) = (self.ontology, self.graph, self.due());
            // One thread writes the graph file while the others go on reading articles.
            let (done, stored) = rayon::join(|| extracted(tasks, ontology), || store(graph, due));
            stored?;
            for done in done {
                self.done(done);
            }
            (self.tell)(Event::Progress(&self.summary, reader.files_left()));
            if !more {
                break;
            }
        }
        self.finish()
    }

    /// The next articles that need to be extracted, and whether there are more.
    fn batch(&mut self, reader: &mut Reader) -> Result<(Vec<Task>, bool)> {
        let (mut tasks, mut bytes) = (Vec::new(), 0);
        // Articles that are skipped as unchanged also use up the batch, so that progress is told.
        for _ in 0..BATCH.0 {
            match reader.next() {
                None => return Ok((tasks, false)),
                Some(Err(error)) => {
                    self.summary.skipped += 1;
                    (self.tell)(Event::Skipped(error));
                }
                Some(Ok((article, origin))) => {
                    bytes += article.text.len();
                    tasks.extend(self.task(article, &origin)?);
                }
            }
            if bytes >= BATCH.1 {
                break;
            }
        }
        Ok((tasks, true))
    }

    /// Decides whether an article must be extracted.
    fn task(&mut self, article: Article, origin: &Origin) -> Result<Option<Task>> {
        if self.seen.before(&article, origin)? {
            return Ok(None);
        }
        let (iri, digest) = (vocabulary::article(&article.id).into_string(), digest(&article, self.ontology));
        let known = self.index.articles.get(&iri);
        if known == Some(&digest) {
            self.summary.unchanged += 1;
            return Ok(None);
        }
        let count = if known.is_none() { &mut self.summary.added } else { &mut self.summary.replaced };
        *count += 1;
        (self.tell)(Event::Change(&article.id, known.is_none()));
        Ok(self.graph.is_some().then_some(Task { article, iri, digest }))
    }

    fn done(&mut self, done: Done) {
        self.summary.sentences += done.sentences;
        self.summary.facts += done.facts;
        self.pending.bytes += done.block.lines.len();
        self.pending.changes.insert(done.block.head.iri.clone(), Some(done.block));
    }

    /// The changes that are to be stored now, if it is time.
    fn due(&mut self) -> Changes {
        if self.pending.is_due() {
            std::mem::replace(&mut self.pending, Pending::new()).changes
        } else {
            Changes::new()
        }
    }

    /// Stores the last changes and what is derived from all articles.
    fn finish(self) -> Result<Summary> {
        let Some(graph) = self.graph else { return Ok(self.summary) };
        let changed = self.summary.added + self.summary.replaced > 0;
        if changed || !self.index.is_current() {
            graph.apply(self.pending.changes, Some(self.derive))?;
        }
        Ok(self.summary)
    }
}

/// An article that was extracted.
struct Done {
    block: Block,
    sentences: usize,
    facts: usize,
}

/// The blocks of articles, in any order.
fn extracted(mut tasks: Vec<Task>, ontology: &Ontology) -> Vec<Done> {
    // The longest first, each by itself, so that no thread has a long one left when the others are done.
    tasks.sort_by_key(|task| std::cmp::Reverse(task.article.text.len()));
    let extracted = |Task { article, iri, digest }| {
        let extraction = extract(&article, ontology);
        let block = Block::new(iri, digest, &quads::lines(&article, &extraction, ontology));
        Done { block, sentences: extraction.sentences.len(), facts: extraction.facts.len() }
    };
    tasks.into_par_iter().with_max_len(1).map(extracted).collect()
}

fn store(graph: Option<&Keeper>, changes: Changes) -> Result<()> {
    match graph {
        Some(graph) if !changes.is_empty() => graph.apply(changes, None),
        _ => Ok(()),
    }
}

/// A digest of all that decides what an article's block holds.
#[must_use]
pub fn digest(article: &Article, ontology: &Ontology) -> u64 {
    let date = article.date.map(|d| d.to_string()).unwrap_or_default();
    let body = article.body.to_string();
    let mut parts = vec![EXTRACTOR, ontology.digest(), &article.id, &date];
    for part in [&article.title, &article.url, &article.publisher] {
        parts.push(if part.is_some() { "1" } else { "0" });
        parts.push(part.as_deref().unwrap_or_default());
    }
    parts.extend([body.as_str(), article.text.as_str()]);
    digest_of(parts)
}

/// What tells one extractor from another: a digest of the source code, from the build script.
const EXTRACTOR: &str = env!("CHANCERY_EXTRACTOR");

/// The articles of this load so far: by hash of the id, hash of the text and where it stood.
#[derive(Default)]
struct Seen {
    articles: FxHashMap<u64, (u64, usize, Option<u64>)>,
    files: Vec<PathBuf>,
}

impl Seen {
    /// Whether this very article was read before in this load.
    fn before(&mut self, article: &Article, origin: &Origin) -> Result<bool> {
        if self.files.last() != Some(&origin.path) {
            self.files.push(origin.path.clone());
        }
        let hash = |text: &str| digest_of([text]);
        let text = hash(&article.text);
        match self.articles.entry(hash(&article.id)) {
            Entry::Vacant(entry) => {
                entry.insert((text, self.files.len() - 1, origin.line));
                Ok(false)
            }
            Entry::Occupied(entry) if entry.get().0 == text => Ok(true),
            Entry::Occupied(entry) => {
                let (_, file, line) = *entry.get();
                let first = Origin { path: self.files[file].clone(), line };
                Err(Error::Usage(format!(
                    "{first} and {origin} both have the id “{}” but different texts; give one of them another id.",
                    article.id
                )))
            }
        }
    }
}
