//! One writer at a time: a lock file beside the graph, which names its holder.
//!
//! `.chancery.nq.lock` holds `4711` while process 4711 writes `chancery.nq`; the system frees it however that ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::article::bytes;
use crate::error::{Error, Result};

/// The right to write a graph, until dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock of a graph, waiting for another holder up to `wait`.
    ///
    /// # Errors
    /// [`Error::Locked`] when the holder keeps it; a directory that cannot be written to.
    pub fn take(graph: &Path, wait: Duration) -> Result<Self> {
        let name = graph.file_name().unwrap_or_default().to_string_lossy();
        let path = graph.with_file_name(format!(".{name}.lock"));
        let begun = Instant::now();
        loop {
            match Self::attempt(&path) {
                Ok(Some(lock)) => return Ok(lock),
                Ok(None) if begun.elapsed() < wait => std::thread::sleep(Duration::from_millis(50)),
                Ok(None) => return Err(held(graph, &path, wait)),
                Err(e) => return Err(Error::path(graph, bytes::because("cannot be written", &e))),
            }
        }
    }

    /// The lock, unless another process holds it.
    fn attempt(path: &Path) -> io::Result<Option<Self>> {
        let mut file = File::options().create(true).read(true).append(true).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(e)) => return Err(e),
        }
        // The last holder may have removed the file between our opening and locking it.
        let same = same_file::Handle::from_path(path)
            .and_then(|there| same_file::Handle::from_file(file.try_clone()?).map(|ours| there == ours));
        if !same.unwrap_or(false) {
            return Ok(None);
        }
        file.set_len(0)?;
        write!(file, "{}", std::process::id())?;
        Ok(Some(Self { path: path.to_owned(), _file: file }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn held(graph: &Path, lock: &Path, wait: Duration) -> Error {
    let holder = fs::read_to_string(lock).ok().filter(|pid| !pid.is_empty());
    let holder = holder.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"));
    let waited = wait.as_secs();
    Error::Locked(format!("{}: {holder} is writing to it, even after {waited} seconds; see --wait.", graph.display()))
}
