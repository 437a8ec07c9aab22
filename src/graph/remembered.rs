//! The derived layer as it was last written, kept beside a disk store, so that a change writes only what it changes.
//!
//! `.world.layer` beside `world/` is compressed; a layer that is not the store's is not read.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use super::block::Block;
use super::file::{beside, companion, sweep};

/// Where the layer is remembered.
#[derive(Debug)]
pub struct Remembered {
    store: PathBuf,
    path: PathBuf,
}

impl Remembered {
    /// Beside the store in that directory.
    #[must_use]
    pub fn beside(store: &Path) -> Self {
        let (path, store) = companion(store, "layer");
        Self { store, path }
    }

    /// Removes what a killed process left half-written; the store's lock is held.
    pub fn sweep(&self) {
        sweep(&self.store);
    }

    /// The lines of the layer with that digest, if it is the one that is remembered.
    #[must_use]
    pub fn read(&self, digest: u64) -> Option<Vec<u8>> {
        let mut stream = BufReader::new(zstd::Decoder::new(fs::File::open(&self.path).ok()?).ok()?);
        let mut head = String::new();
        stream.read_line(&mut head).ok()?;
        let mut lines = Vec::new();
        if head.trim_end() != format!("{digest:016x}") {
            return None;
        }
        stream.read_to_end(&mut lines).ok()?;
        Some(lines)
    }

    /// Remembers a layer. Where that fails, the next change writes all of the layer anew.
    pub fn write(&self, layer: &Block) {
        let write = || -> std::io::Result<()> {
            let mut out = zstd::Encoder::new(beside(&self.store)?, 1)?;
            out.include_checksum(true)?;
            writeln!(out, "{:016x}", layer.head.digest)?;
            out.write_all(&layer.lines)?;
            out.finish()?.persist(&self.path)?;
            Ok(())
        };
        if write().is_err() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The lines of the first of two sorted texts that are not in the second.
#[must_use]
pub fn only_in(first: &[u8], second: &[u8]) -> Vec<u8> {
    let mut others = second.split_inclusive(|&byte| byte == b'\n').peekable();
    let mut found = Vec::new();
    for line in first.split_inclusive(|&byte| byte == b'\n') {
        while others.next_if(|other| *other < line).is_some() {}
        if others.peek() != Some(&line) {
            found.extend_from_slice(line);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::only_in;

    #[test]
    fn lines_of_one_text_alone() {
        assert_eq!(only_in(b"a\nb\nc\n", b"b\nd\n"), b"a\nc\n");
        assert_eq!(only_in(b"", b"b\n"), b"");
        assert_eq!(only_in(b"b\n", b""), b"b\n");
    }
}
