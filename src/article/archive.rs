//! The members of a tar archive, one after the other, in bounded memory.
//!
//! `news.tar.zst` with `2021/call.txt` in it gives that file with the id `2021/call`.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};

use serde_json::{Map, Value};

use super::bytes;
use super::input::Format;
use crate::error::{Error, Result};

/// A file in an archive.
#[derive(Debug)]
pub struct Member {
    /// Its path in the archive.
    pub path: PathBuf,
    /// Its content, still compressed if it is.
    pub content: Vec<u8>,
}

/// Whether a file is an archive, by its name.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    let ending = |path: &Path, name: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(name));
    ending(path, "tgz") || ending(&bytes::uncompressed(path).0, "tar")
}

/// Opens an archive, decompressing by its ending.
fn open(path: &Path) -> Result<tar::Archive<Box<dyn Read + Send>>> {
    let stream = if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tgz")) {
        let file = std::fs::File::open(path).map_err(|e| damaged(path, &e))?;
        bytes::decompress(file, Some("gz")).map_err(|e| damaged(path, &e))?
    } else {
        bytes::open(path)?
    };
    Ok(tar::Archive::new(stream))
}

fn damaged(path: &Path, error: &io::Error) -> Error {
    Error::path(path, bytes::because("is damaged or cannot be read", error))
}

/// Calls `receive` with each member that is an article or metadata, until it returns `false`.
fn each(
    path: &Path,
    limit: u64,
    wanted: impl Fn(Format) -> bool,
    mut receive: impl FnMut(Result<Member>) -> bool,
) -> Result<()> {
    for entry in open(path)?.entries().map_err(|e| damaged(path, &e))? {
        let mut entry = entry.map_err(|e| damaged(path, &e))?;
        let name = entry.path().map_err(|e| damaged(path, &e))?.into_owned();
        let hidden =
            name.components().any(|c| c.as_os_str().to_string_lossy().starts_with('.') && c.as_os_str() != ".");
        if hidden || !entry.header().entry_type().is_file() || !Format::of(&name).is_some_and(&wanted) {
            continue;
        }
        let shown = path.join(&name);
        let member = bytes::all(&shown, &mut entry, limit).map(|content| Member { path: name, content });
        if !receive(member) {
            break;
        }
    }
    Ok(())
}

/// The members of an archive as they come; after an error in the archive itself there are no more.
#[must_use]
pub fn members(path: &Path, limit: u64) -> Receiver<Result<Member>> {
    let (sender, receiver) = mpsc::sync_channel(8);
    let path = path.to_owned();
    // The tar reader lends out its entries, so it runs beside us; it stops when nobody listens any more.
    std::thread::spawn(move || {
        if let Err(error) = each(&path, limit, |_| true, |member| sender.send(member).is_ok()) {
            let _ = sender.send(Err(error));
        }
    });
    receiver
}

/// What the `.json` members of an archive say of the texts beside them, by path without ending.
///
/// # Errors
/// A damaged archive.
pub fn metadata(path: &Path, limit: u64) -> Result<BTreeMap<PathBuf, Map<String, Value>>> {
    let mut found = BTreeMap::new();
    each(
        path,
        limit,
        |format| format == Format::Json,
        |member| {
            if let Ok(member) = member
                && let Ok(Value::Object(object)) = serde_json::from_slice(&member.content)
                && !object.contains_key("text")
            {
                found.insert(bytes::uncompressed(&member.path).0.with_extension(""), object);
            }
            true
        },
    )?;
    Ok(found)
}
