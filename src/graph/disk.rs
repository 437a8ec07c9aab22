//! A graph in a directory: Oxigraph's store, on `RocksDB` where the program is built with it.
//!
//! `-g world/` opens in an instant, however large the graph is.

use std::collections::BTreeMap;
use std::path::Path;

use oxigraph::store::{StorageError, Store};
use oxrdf::{NamedNodeRef, Quad, Term};
use oxttl::NQuadsParser;

use super::derived::{Derive, Index, MERGED, derived};
use super::file::Changes;
use super::vocabulary::ch;
use crate::error::{Error, Result};

/// A disk store.
pub struct Disk {
    store: Store,
    place: String,
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
        Ok(Self { store, place })
    }

    /// A store in memory, which does everything but stay.
    ///
    /// # Errors
    /// Those of the store.
    pub fn in_memory() -> Result<Self> {
        let place = "memory".to_owned();
        let store = Store::new().map_err(|e| Error::Failed(format!("{place}: {e}.")))?;
        Ok(Self { store, place })
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

    /// Puts changes into the store: all of them or, after an error, none; then the derived layer, if it is wanted.
    ///
    /// # Errors
    /// A store that cannot be written.
    pub fn apply(&self, changes: Changes, derive: Option<&mut dyn Derive>) -> Result<()> {
        let layer = |block| BTreeMap::from([(MERGED.to_owned(), block)]);
        let changes = changes.into_iter().chain(layer(None)).collect();
        self.replace(changes)?;
        match derive {
            Some(derive) => derived(&self.index()?, derive, |iri| self.quads(iri))?
                .map_or(Ok(()), |block| self.replace(layer(Some(block)))),
            None => Ok(()),
        }
    }

    fn quads(&self, graph: &str) -> Result<Vec<Quad>> {
        let graph = NamedNodeRef::new_unchecked(graph);
        let quads = self.store.quads_for_pattern(None, None, None, Some(graph.into()));
        quads.collect::<std::result::Result<_, _>>().map_err(|e| self.failed(&e))
    }

    fn replace(&self, changes: Changes) -> Result<()> {
        let mut transaction = self.store.start_transaction().map_err(|e| self.failed(&e))?;
        for (iri, block) in changes {
            transaction.remove_named_graph(NamedNodeRef::new_unchecked(&iri)).map_err(|e| self.failed(&e))?;
            for quad in NQuadsParser::new().for_slice(&block.map(|block| block.lines).unwrap_or_default()) {
                let quad: Quad = quad.map_err(|e| Error::Failed(format!("{}: {e}.", self.place)))?;
                transaction.insert(&quad);
            }
        }
        transaction.commit().map_err(|e| self.failed(&e))
    }

    fn failed(&self, error: &StorageError) -> Error {
        Error::Failed(format!("{}: {error}.", self.place))
    }
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
