//! Whatever keeps a graph: a file, a disk store or a server, all doing the same.
//!
//! `Keeper::open(&Home::new("world.nq"), wait)?.apply(changes)?`

use std::time::Duration;

use super::derived::{Derive, Index};
use super::disk::{self, Disk};
use super::file::{self, Changes, GraphFile};
use super::home::Home;
use super::server::Server;
use crate::error::Result;

/// A graph that may be written.
pub enum Keeper {
    /// A graph file.
    File(GraphFile),
    /// A disk store.
    Disk(Disk),
    /// A SPARQL server.
    Server(Server),
}

impl Keeper {
    /// Opens the graph that lives there for writing.
    ///
    /// # Errors
    /// A home that cannot be written to, or that another process holds for longer than `wait`.
    pub fn open(home: &Home, wait: Duration) -> Result<Self> {
        Ok(match home {
            Home::Directory(path) => Self::Disk(Disk::open(path)?),
            Home::Server(address) => Self::Server(Server::open(address)?),
            Home::File(_) | Home::Foreign(_) => Self::File(GraphFile::open(home.writable_file()?, wait)?),
        })
    }

    /// The digests of its articles.
    ///
    /// # Errors
    /// A graph that cannot be read.
    pub fn index(&self) -> Result<Index> {
        match self {
            Self::File(file) => file.index(),
            Self::Disk(disk) => disk.index(),
            Self::Server(server) => server.index(),
        }
    }

    /// Puts changes into the graph, each article whole; the derived layer is made anew or, without `derive`, left out
    /// until the last of the changes.
    ///
    /// # Errors
    /// A graph that cannot be written.
    pub fn apply(&self, changes: Changes, derive: Option<&mut dyn Derive>) -> Result<()> {
        match self {
            Self::File(file) => file.apply(changes, derive),
            Self::Disk(disk) => disk.apply(changes, derive),
            Self::Server(server) => server.apply(&changes, derive),
        }
    }
}

/// The digests of the articles of a graph that is only looked at.
///
/// # Errors
/// A graph that cannot be read.
pub fn index(home: &Home) -> Result<Index> {
    match home {
        Home::Directory(path) => disk::index(&disk::read(path)?),
        Home::Server(address) => Server::open(address)?.index(),
        Home::File(_) | Home::Foreign(_) => file::index(home.writable_file()?),
    }
}
