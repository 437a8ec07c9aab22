//! A graph in a file: read block by block, changed by streaming old and new blocks into a new file.
//!
//! `GraphFile::open("world.nq", wait)?.apply(changes)?` leaves either the old file or the new one, nothing between.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;
use tempfile::NamedTempFile;

use super::block::{Block, Blocks, MAGIC};
use super::derived::{AT_A_TIME, Derive, Index, MERGED, OVERRIDES, Taken, merged_digest};
use super::lock::Lock;
use crate::article::bytes;
use crate::error::{Error, Result};

/// What becomes of articles, by IRI: a new block, or none.
pub type Changes = BTreeMap<String, Option<Block>>;

/// How the names of files end that are not yet whole.
const PART: &str = ".part";

/// The digests of all graphs in a graph file, which is read and checked whole; none if there is no file.
///
/// # Errors
/// A file that is damaged or no graph file.
pub fn index(path: &Path) -> Result<Index> {
    let mut index = Index::default();
    if !path.exists() {
        return Ok(index);
    }
    let (mut blocks, mut lines) = (Blocks::open(path)?, Vec::new());
    while let Some(head) = blocks.head()? {
        blocks.lines(&head, &mut lines)?;
        index.insert(head.iri, head.digest);
    }
    Ok(index)
}

/// A graph file that this process alone may write.
#[derive(Debug)]
pub struct GraphFile {
    path: PathBuf,
    _lock: Lock,
}

impl GraphFile {
    /// Takes the right to write a graph file, which need not exist yet, waiting for another writer up to `wait`.
    ///
    /// # Errors
    /// [`Error::Locked`]; a place that cannot be written to.
    pub fn open(path: &Path, wait: Duration) -> Result<Self> {
        // The file that a link points to is replaced, not the link.
        let target = if path.is_symlink() { fs::canonicalize(path).ok() } else { None };
        let path = target.unwrap_or_else(|| path.to_owned());
        if let Some(directory) = path.parent().filter(|d| !d.as_os_str().is_empty() && !d.is_dir()) {
            return Err(Error::path(directory, "is no directory, so no graph can be written there."));
        }
        let lock = Lock::take(&path, wait)?;
        sweep(&path);
        Ok(Self { path, _lock: lock })
    }

    /// The digests of its articles.
    ///
    /// # Errors
    /// A file that is damaged or no graph file.
    pub fn index(&self) -> Result<Index> {
        index(&self.path)
    }

    /// Puts changes into the file: all of them or, after an error, none. The derived layer is made anew or, without
    /// `derive`, left out until the last of the changes.
    ///
    /// # Errors
    /// A damaged file; no space or no permission.
    pub fn apply(&self, changes: Changes, derive: Option<&mut dyn Derive>) -> Result<()> {
        let problem = |e: &io::Error| Error::path(&self.path, bytes::because("cannot be written", e));
        let temporary = self.temporary().map_err(|e| problem(&e))?;
        let encoder = Encoder::new(&self.path, temporary).map_err(|e| problem(&e))?;
        let out = BufWriter::with_capacity(1 << 18, encoder);
        let mut out =
            Merge { out, path: &self.path, derive, waiting: Vec::new(), digests: Vec::new(), overrides: None };
        out.write(|out| writeln!(out, "{MAGIC}"))?;
        out.merge(changes)?;
        out.finish()?;
        let encoder = out.out.into_inner().map_err(|e| problem(e.error()))?;
        let temporary = encoder.finish().map_err(|e| problem(&e))?;
        temporary.as_file().sync_all().map_err(|e| problem(&e))?;
        temporary.persist(&self.path).map_err(|e| problem(&e.error))?;
        Ok(())
    }

    /// A file beside the graph, with the graph's permissions.
    fn temporary(&self) -> io::Result<NamedTempFile> {
        let file = beside(&self.path)?;
        if let Ok(old) = fs::metadata(&self.path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(file)
    }
}

/// A file beside a graph that is not yet whole.
///
/// # Errors
/// A place that cannot be written to.
pub fn beside(graph: &Path) -> io::Result<NamedTempFile> {
    let (directory, prefix) = place(graph);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(PART);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(directory)
}

/// Removes what a killed process left half-written beside a graph, which no other may be writing to now.
pub fn sweep(graph: &Path) {
    let (directory, prefix) = place(graph);
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.strip_prefix(&prefix).is_some_and(|rest| rest.strip_suffix(PART).is_some()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Where a file of that name lies that belongs to a graph, and the graph that a link may point to.
#[must_use]
pub fn companion(graph: &Path, name: &str) -> (PathBuf, PathBuf) {
    let graph = fs::canonicalize(graph).unwrap_or_else(|_| graph.to_owned());
    let (directory, prefix) = place(&graph);
    (directory.join(prefix + name), graph)
}

/// The directory in which a graph lies, and how the names of files begin that belong to it.
fn place(graph: &Path) -> (&Path, String) {
    let directory = graph.parent().filter(|d| !d.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    (directory, format!(".{}.", graph.file_name().unwrap_or_default().to_string_lossy()))
}

/// Writes old and new blocks in order of IRI, then what is derived from them.
struct Merge<'a, 'd> {
    out: BufWriter<Encoder>,
    path: &'a Path,
    derive: Option<&'d mut dyn Derive>,
    /// Articles that are yet to be written and taken in.
    waiting: Vec<Block>,
    /// The articles so far.
    digests: Vec<(String, u64)>,
    overrides: Option<Block>,
}

impl Merge<'_, '_> {
    fn write(&mut self, write: impl FnOnce(&mut BufWriter<Encoder>) -> io::Result<()>) -> Result<()> {
        write(&mut self.out).map_err(|e| Error::path(self.path, bytes::because("cannot be written", &e)))
    }

    fn merge(&mut self, changes: Changes) -> Result<()> {
        let mut new = changes.into_iter().peekable();
        let mut old = if self.path.exists() { Some(Blocks::open(self.path)?) } else { None };
        while let Some(block) = old.as_mut().map_or(Ok(None), Blocks::block)? {
            while let Some((_, before)) = new.next_if(|(iri, _)| *iri < block.head.iri) {
                self.block(before)?;
            }
            match new.next_if(|(iri, _)| *iri == block.head.iri) {
                Some((_, instead)) => self.block(instead)?,
                None => self.block(Some(block))?,
            }
        }
        new.try_for_each(|(_, block)| self.block(block))?;
        self.articles()
    }

    fn block(&mut self, block: Option<Block>) -> Result<()> {
        let Some(block) = block else { return Ok(()) };
        match block.head.iri.as_str() {
            MERGED => {}
            OVERRIDES => self.overrides = Some(block),
            _ => self.waiting.push(block),
        }
        if self.waiting.len() < AT_A_TIME { Ok(()) } else { self.articles() }
    }

    /// Writes the articles that wait and has the layer derived from them.
    fn articles(&mut self) -> Result<()> {
        let blocks = std::mem::take(&mut self.waiting);
        if let Some(derive) = &mut self.derive {
            let known: Vec<bool> = blocks.iter().map(|b| derive.knows(&b.head.iri, b.head.digest)).collect();
            let graphs = blocks.par_iter().zip(known).map(|(block, known)| taken(block, known)).collect();
            derive.add(graphs);
            self.digests.extend(blocks.iter().map(|block| (block.head.iri.clone(), block.head.digest)));
        }
        blocks.iter().try_for_each(|block| self.write(|out| block.write(out)))
    }

    /// Writes what stands after the articles.
    fn finish(&mut self) -> Result<()> {
        let overrides = self.overrides.take();
        if let Some(derive) = self.derive.take()
            && !self.digests.is_empty()
        {
            if let Some(overrides) = &overrides {
                derive.add(vec![taken(overrides, false)]);
            }
            let digests: Vec<(&str, u64)> = self.digests.iter().map(|(iri, digest)| (iri.as_str(), *digest)).collect();
            let block = derive.finish(merged_digest(&digests, overrides.as_ref().map(|block| block.head.digest)));
            self.write(|out| block.write(out))?;
        }
        overrides.map_or(Ok(()), |block| self.write(|out| block.write(out)))
    }
}

/// A block for what is derived from it.
fn taken(block: &Block, known: bool) -> Taken {
    let quads = (!known).then(|| block.quads());
    Taken { iri: block.head.iri.clone(), digest: block.head.digest, quads }
}

/// Compresses as the name of the graph file says.
enum Encoder {
    Plain(NamedTempFile),
    Gzip(flate2::write::GzEncoder<NamedTempFile>),
    Zstd(zstd::Encoder<'static, NamedTempFile>),
}

impl Encoder {
    fn new(path: &Path, file: NamedTempFile) -> io::Result<Self> {
        Ok(match bytes::uncompressed(path).1 {
            Some("gz") => Self::Gzip(flate2::write::GzEncoder::new(file, flate2::Compression::default())),
            Some("zst") => Self::Zstd(zstd::Encoder::new(file, 3)?),
            _ => Self::Plain(file),
        })
    }

    fn finish(self) -> io::Result<NamedTempFile> {
        match self {
            Self::Plain(file) => Ok(file),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }

    fn inner(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(file) => file,
            Self::Gzip(encoder) => encoder,
            Self::Zstd(encoder) => encoder,
        }
    }
}

impl Write for Encoder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner().flush()
    }
}
