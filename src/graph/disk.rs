//! A graph in a directory: Oxigraph's store, on `RocksDB` where the program is built with it.
//!
//! `-g world/` opens in an instant, however large the graph is: beside the articles' graphs the default graph holds their
//! union, which questions are asked of. A few changed articles change only as much of the derived layer as they affect.

use std::path::Path;

use oxigraph::store::{StorageError, Store, Transaction};
use oxrdf::{GraphNameRef, NamedNodeRef, Quad, QuadRef, Term};
use oxttl::NQuadsParser;

use super::block::Block;
use super::derived::{Derive, Index, MERGED, derived};
use super::file::Changes;
use super::remembered::{Remembered, only_in};
use super::vocabulary::ch;
use crate::error::{Error, Result};

/// So many bytes of lines are written at a time.
const STEP: usize = 16 << 20;
/// Megabytes that the writer of large additions aims at.
const BULK: usize = 400;

/// A disk store.
pub struct Disk {
    store: Store,
    place: String,
    /// The derived layer as it was last written.
    layer: Option<Remembered>,
}

impl Disk {
    /// Opens the store in a directory for writing, making it if need be; another process that has it open is an error.
    ///
    /// # Errors
    /// A directory that is no store or is in use; a program built without `RocksDB`.
    pub fn open(path: &Path) -> Result<Self> {
        let place = path.display().to_string();
        let store = on_disk(path, true).map_err(|e| match e {
            Some(e) if e.to_string().to_lowercase().contains("lock") => {
                Error::Locked(format!("{place}: another process is writing to it."))
            }
            Some(e) => Error::path(path, format!("cannot be opened as a disk store: {e}.")),
            None => unsupported(&place),
        })?;
        let layer = Remembered::beside(path);
        layer.sweep();
        sweep(path);
        Ok(Self { store, place, layer: Some(layer) })
    }

    /// A store in memory, which does everything but stay; with a path it remembers the derived layer beside it.
    ///
    /// # Errors
    /// Those of the store.
    pub fn in_memory(beside: Option<&Path>) -> Result<Self> {
        let place = "memory".to_owned();
        let store = Store::new().map_err(|e| Error::Failed(format!("{place}: {e}.")))?;
        Ok(Self { store, place, layer: beside.map(Remembered::beside) })
    }

    /// The store itself, to ask.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The digests of its articles.
    ///
    /// # Errors
    /// A store that cannot be read.
    pub fn index(&self) -> Result<Index> {
        index(&self.store)
    }

    /// Puts changes into the store, whole articles only if it breaks off; then the derived layer, if it is wanted, which
    /// is there whole or not at all.
    ///
    /// # Errors
    /// A store that cannot be written.
    pub fn apply(&self, changes: Changes, mut derive: Option<&mut dyn Derive>) -> Result<()> {
        let size: usize = changes.values().flatten().map(|block| block.lines.len()).sum();
        if let (Some(derive), Some(layer)) = (derive.as_mut(), self.layer.as_ref().filter(|_| size <= STEP)) {
            let index = self.index()?;
            if let Some(before) = index.merged.and_then(|digest| layer.read(digest)) {
                return self.amend(changes, index, &before, *derive);
            }
        }
        // What was derived from other articles goes first.
        let mut some = Changes::from([(MERGED.to_owned(), None)]);
        let mut new = Changes::new();
        let mut bytes = 0;
        for (iri, block) in changes {
            if size > STEP && block.is_some() && !self.has(&iri)? {
                new.insert(iri, block);
                continue;
            }
            bytes += block.as_ref().map_or(0, |block| block.lines.len());
            some.insert(iri, block);
            if bytes > STEP {
                bytes = 0;
                self.replace(std::mem::take(&mut some))?;
            }
        }
        self.replace(some)?;
        self.add(new.values().flatten().map(|block| &block.lines[..]))?;
        drop(new);
        let block = match derive {
            Some(derive) => derived(&self.index()?, derive, |iri| self.quads(iri))?,
            None => None,
        };
        let Some(block) = block else { return Ok(()) };
        self.add([&block.lines[..]])?;
        self.settle(true)?;
        self.remember(&block);
        Ok(())
    }

    /// Puts a few changes into the store, and what they change in the derived layer, all at once.
    fn amend(&self, changes: Changes, mut index: Index, before: &[u8], derive: &mut dyn Derive) -> Result<()> {
        for (iri, block) in &changes {
            match block {
                Some(block) => index.insert(iri.clone(), block.head.digest),
                None => index.remove(iri),
            }
        }
        let at_hand = |iri: &str| Some(changes.get(iri)?.as_ref()?.quads());
        let block = derived(&index, derive, |iri| at_hand(iri).map_or_else(|| self.quads(iri), Ok))?;
        let after = block.as_ref().map_or(&[][..], |block| &block.lines);
        let (gone, new) = (self.parsed(&only_in(before, after))?, self.parsed(&only_in(after, before))?);
        self.commit(|transaction| {
            self.exchange(transaction, changes)?;
            for quad in &gone {
                transaction.remove(quad);
            }
            Self::forget(transaction, &gone);
            insert(transaction, &new);
            Ok(())
        })?;
        if let Some(block) = &block {
            self.remember(block);
        }
        Ok(())
    }

    fn remember(&self, layer: &Block) {
        if let Some(remembered) = &self.layer {
            remembered.write(layer);
        }
    }

    /// Adds graphs that are not there yet, all at once and without the cost of a transaction.
    fn add<'l>(&self, graphs: impl IntoIterator<Item = &'l [u8]>) -> Result<()> {
        let mut failed = None;
        let quads = graphs.into_iter().flat_map(|lines| NQuadsParser::new().for_slice(lines));
        let quads = quads.map_while(|quad| quad.map_err(|e| failed = Some(e)).ok());
        let mut loader = self.store.bulk_loader().with_max_memory_size_in_megabytes(BULK);
        let both = quads.flat_map(|quad| [in_union(&quad).into_owned(), quad]);
        loader.load_quads(both).map_err(|e| self.failed(&e))?;
        match failed {
            Some(error) => Err(Error::Failed(format!("{}: {error}.", self.place))),
            None => loader.commit().map_err(|e| self.failed(&e)),
        }
    }

    /// Does what is asked in a transaction of its own: all of it or, after an error, nothing.
    fn commit(&self, work: impl FnOnce(&mut Transaction<'_>) -> Result<()>) -> Result<()> {
        let mut transaction = self.store.start_transaction().map_err(|e| self.failed(&e))?;
        work(&mut transaction)?;
        transaction.commit().map_err(|e| self.failed(&e))?;
        self.settle(false)
    }

    /// Puts what has been written where opening finds it at once, instead of in a log to be read again; `sorted` into
    /// few files, which are read faster.
    #[cfg(feature = "rocksdb")]
    fn settle(&self, sorted: bool) -> Result<()> {
        let settled = if sorted { self.store.optimize() } else { self.store.flush() };
        settled.map_err(|e| self.failed(&e))
    }

    #[cfg(not(feature = "rocksdb"))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "as with the disk store")]
    fn settle(&self, _: bool) -> Result<()> {
        Ok(())
    }

    fn parsed(&self, lines: &[u8]) -> Result<Vec<Quad>> {
        let quads = NQuadsParser::new().for_slice(lines);
        quads.collect::<std::result::Result<_, _>>().map_err(|e| Error::Failed(format!("{}: {e}.", self.place)))
    }

    /// Whether anything is in a graph.
    fn has(&self, graph: &str) -> Result<bool> {
        let graph = NamedNodeRef::new_unchecked(graph);
        let mut quads = self.store.quads_for_pattern(None, None, None, Some(graph.into()));
        quads.next().transpose().map(|quad| quad.is_some()).map_err(|e| self.failed(&e))
    }

    fn quads(&self, graph: &str) -> Result<Vec<Quad>> {
        let graph = NamedNodeRef::new_unchecked(graph);
        let quads = self.store.quads_for_pattern(None, None, None, Some(graph.into()));
        quads.collect::<std::result::Result<_, _>>().map_err(|e| self.failed(&e))
    }

    fn replace(&self, changes: Changes) -> Result<()> {
        self.commit(|transaction| self.exchange(transaction, changes))
    }

    /// Replaces graphs.
    fn exchange(&self, transaction: &mut Transaction<'_>, changes: Changes) -> Result<()> {
        let mut gone = Vec::new();
        for (iri, block) in changes {
            let old = self.quads(&iri)?;
            if !old.is_empty() {
                transaction.remove_named_graph(NamedNodeRef::new_unchecked(&iri)).map_err(|e| self.failed(&e))?;
                gone.extend(old);
            }
            if let Some(block) = block {
                insert(transaction, &self.parsed(&block.lines)?);
            }
        }
        Self::forget(transaction, &gone);
        Ok(())
    }

    /// Takes out of the union what no graph says any more.
    fn forget(transaction: &mut Transaction<'_>, gone: &[Quad]) {
        for quad in gone {
            let QuadRef { subject, predicate, object, .. } = quad.as_ref();
            let still = {
                let mut said = transaction.quads_for_pattern(Some(subject), Some(predicate), Some(object), None);
                said.any(|other| other.is_ok_and(|other| !other.graph_name.is_default_graph()))
            };
            if !still {
                transaction.remove(in_union(quad));
            }
        }
    }

    fn failed(&self, error: &StorageError) -> Error {
        Error::Failed(format!("{}: {error}.", self.place))
    }
}

/// Removes files that a killed process was about to add to a store; the store's lock is held.
fn sweep(store: &Path) {
    let files = std::fs::read_dir(store).into_iter().flatten().flatten().map(|file| file.path());
    let left = |file: &Path| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("bulk-") && file.extension().is_some_and(|end| end == "sst")
    };
    files.filter(|file| left(file)).for_each(|file| drop(std::fs::remove_file(file)));
}

/// Puts quads into their graphs and into the union.
fn insert(transaction: &mut Transaction<'_>, quads: &[Quad]) {
    for quad in quads {
        transaction.insert(in_union(quad));
        transaction.insert(quad);
    }
}

/// A quad as the union of all graphs has it.
fn in_union(quad: &Quad) -> QuadRef<'_> {
    QuadRef { graph_name: GraphNameRef::DefaultGraph, ..quad.as_ref() }
}

/// The digests of the articles in a store.
///
/// # Errors
/// A store that cannot be read.
pub fn index(store: &Store) -> Result<Index> {
    let mut index = Index::default();
    for quad in store.quads_for_pattern(None, Some(ch("digest").as_ref()), None, None) {
        let quad = quad.map_err(|e| Error::Failed(format!("The store cannot be read: {e}.")))?;
        if let (oxrdf::NamedOrBlankNode::NamedNode(article), Term::Literal(digest)) = (quad.subject, quad.object)
            && let Ok(digest) = u64::from_str_radix(digest.value(), 16)
        {
            index.insert(article.into_string(), digest);
        }
    }
    Ok(index)
}

/// Opens the store in a directory to read it, also while another process writes.
///
/// # Errors
/// A directory that is no store; a program built without `RocksDB`.
pub fn read(path: &Path) -> Result<Store> {
    on_disk(path, false).map_err(|e| match e {
        Some(e) => Error::path(path, format!("cannot be opened as a disk store: {e}.")),
        None => unsupported(&path.display().to_string()),
    })
}

#[cfg(feature = "rocksdb")]
fn on_disk(path: &Path, write: bool) -> std::result::Result<Store, Option<StorageError>> {
    let opened = if write { Store::open(path) } else { Store::open_read_only(path) };
    opened.map_err(Some)
}

#[cfg(not(feature = "rocksdb"))]
fn on_disk(_: &Path, _: bool) -> std::result::Result<Store, Option<StorageError>> {
    Err(None)
}

fn unsupported(place: &str) -> Error {
    Error::Usage(format!(
        "{place}: a graph in a directory needs a program built with `--features rocksdb`; a file would be {}.nq.",
        place.trim_end_matches(['/', '\\'])
    ))
}
