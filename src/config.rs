//! Settings that need not be given each time: `chancery.toml` here, then that of the user.
//!
//! ```toml
//! graph = "archive/world.nq.zst"   # relative to this file
//! ontology = "our-words"
//! jobs = 8
//! ```

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::de::{DeTable, DeValue};

use crate::article::bytes;
use crate::error::{Error, Result};

/// The name of a file of settings.
const FILE: &str = "chancery.toml";

/// What may be set: the long name of the option, and what its value is.
pub const KNOWN: [(&str, Kind); 5] = [
    ("graph", Kind::Place),
    ("ontology", Kind::Place),
    ("jobs", Kind::Number),
    ("wait", Kind::Number),
    ("max-size", Kind::Number),
];

/// What a setting's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A path, relative to the file of settings, or an address.
    Place,
    /// A whole number.
    Number,
}

/// A setting and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The long name of the option.
    pub name: &'static str,
    /// Its value as it would be given.
    pub value: String,
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u64,
}

/// The settings of this directory, and of the user where this directory has no such setting.
///
/// # Errors
/// A file that cannot be read, is malformed or sets something unknown, with its line.
pub fn read() -> Result<Vec<Setting>> {
    let user = env::var_os("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".config")))
        .map(|directory| directory.join("chancery").join(FILE));
    let mut all: Vec<Setting> = Vec::new();
    for file in [Some(PathBuf::from(FILE)), user].into_iter().flatten() {
        for setting in of(&file)? {
            if all.iter().all(|known| known.name != setting.name) {
                all.push(setting);
            }
        }
    }
    Ok(all)
}

/// The settings of one file; none if there is no such file.
fn of(file: &Path) -> Result<Vec<Setting>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(Error::path(file, bytes::because("cannot be read", &e))),
    };
    let line = |at: usize| text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() as u64 + 1;
    let table = DeTable::parse(&text).map_err(|e| {
        let at = e.span().map_or(0, |span| span.start);
        Error::line(file, line(at), format!("is malformed: {}.", e.message().trim_end_matches('.')))
    })?;
    let mut settings = Vec::new();
    for (key, value) in table.get_ref() {
        let at = line(key.span().start);
        let known = KNOWN.into_iter().find(|(name, _)| *name == key.get_ref().as_ref());
        let Some((name, kind)) = known else {
            let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
            let problem = format!("sets “{}”; what can be set is {}.", key.get_ref(), names.join(", "));
            return Err(Error::line(file, at, problem));
        };
        let value = match (kind, value.get_ref()) {
            (Kind::Place, DeValue::String(place)) => beside(file, place),
            (Kind::Number, DeValue::Integer(number)) => number.to_string(),
            (Kind::Place, _) => return Err(Error::line(file, at, format!("{name} wants a path in quotes."))),
            (Kind::Number, _) => return Err(Error::line(file, at, format!("{name} wants a whole number."))),
        };
        settings.push(Setting { name, value, file: file.to_owned(), line: at });
    }
    settings.sort_by_key(|setting| setting.line);
    Ok(settings)
}

/// A path as seen from here.
fn beside(file: &Path, place: &str) -> String {
    match file.parent() {
        Some(directory) if !place.contains("://") => directory.join(place).to_string_lossy().into_owned(),
        _ => place.to_owned(),
    }
}
