//! Bytes from files, gzip and zstd streams, and standard input, up to a limit; and text out of them.
//!
//! `call.txt.gz` reads like `call.txt`; a file that is not UTF-8 is an error naming the line.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Endings of compressed files.
const COMPRESSED: [&str; 2] = ["gz", "zst"];

/// Splits the ending of a compressed file off its name: `a.txt.gz` → `a.txt`, `gz`.
#[must_use]
pub fn uncompressed(path: &Path) -> (PathBuf, Option<&'static str>) {
    let ending = path.extension().and_then(|e| COMPRESSED.into_iter().find(|c| e.eq_ignore_ascii_case(c)));
    (if ending.is_some() { path.with_extension("") } else { path.to_owned() }, ending)
}

/// Opens a file, decompressing by its ending. `-` is standard input.
///
/// # Errors
/// A file that cannot be opened.
pub fn open(path: &Path) -> Result<Box<dyn Read + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path).map_err(|e| Error::path(path, because("cannot be read", &e)))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(Error::path(path, "is a directory."));
    }
    decompress(file, uncompressed(path).1).map_err(|e| Error::path(path, because("cannot be read", &e)))
}

/// The content of a stream compressed as its ending says.
///
/// # Errors
/// A decoder that cannot be set up.
pub fn decompress(file: impl Read + Send + 'static, ending: Option<&str>) -> io::Result<Box<dyn Read + Send>> {
    Ok(match ending {
        Some("gz") => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(1 << 16, file))),
        Some("zst") => Box::new(zstd::Decoder::new(file)?),
        _ => Box::new(file),
    })
}

/// Reads a stream to its end.
///
/// # Errors
/// More than `limit` bytes, or a stream that breaks off.
pub fn all(path: &Path, stream: impl Read, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes).map_err(|e| Error::path(path, because("cannot be read", &e)))?;
    if bytes.len() as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) }
}

/// The error for an article larger than the limit.
#[must_use]
pub fn too_large(path: &Path, limit: u64) -> Error {
    let size = if limit.is_multiple_of(1 << 20) { format!("{} MiB", limit >> 20) } else { format!("{limit} bytes") };
    Error::path(path, format!("holds more than {size}, which is too large for an article; see --max-size."))
}

/// The bytes as text, without a byte order mark. `line` is that of the first byte.
///
/// # Errors
/// Bytes that are not UTF-8, or not text at all.
pub fn text(path: &Path, bytes: Vec<u8>, line: u64) -> Result<String> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Error::path(path, "is UTF-16, not UTF-8."));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(Error::path(path, "is a binary file, not text."));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let lines = memchr::memchr_iter(b'\n', &error.as_bytes()[..at]).count() as u64;
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            Err(Error::line(path, line + lines, format!("is not UTF-8 (byte 0x{byte:02X}).")))
        }
    }
}

/// "cannot be read: permission denied." without the number that the system adds.
#[must_use]
pub fn because(what: &str, error: &io::Error) -> String {
    let reason = match error.kind() {
        io::ErrorKind::NotFound if what == "cannot be read" => return "does not exist.".to_owned(),
        io::ErrorKind::NotFound => "there is no such place".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::UnexpectedEof => "it breaks off in the middle".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the device".to_owned(),
        _ => error.to_string().split(" (os error").next().unwrap_or_default().trim_end_matches('.').to_owned(),
    };
    format!("{what}: {reason}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> std::result::Result<String, String> {
        text(Path::new("a.txt"), bytes.to_vec(), 1).map_err(|e| e.to_string())
    }

    #[test]
    fn text_is_utf8_without_a_mark() {
        assert_eq!(read("\u{feff}Genève".as_bytes()).as_deref(), Ok("Genève"));
        assert_eq!(read(b"one\ntwo\nGen\xE8ve"), Err("a.txt:3: is not UTF-8 (byte 0xE8).".into()));
        assert_eq!(read(b"GIF89a\0\0"), Err("a.txt: is a binary file, not text.".into()));
        assert_eq!(read(b"\xFF\xFEa\0"), Err("a.txt: is UTF-16, not UTF-8.".into()));
    }

    #[test]
    fn limits_hold() {
        assert!(all(Path::new("a"), &b"12345"[..], 5).is_ok());
        let error = all(Path::new("a"), &b"123456"[..], 5).expect_err("too large").to_string();
        assert_eq!(error, "a: holds more than 5 bytes, which is too large for an article; see --max-size.");
    }
}
