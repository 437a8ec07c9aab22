//! JSON objects one per line, each an article, however long the file is.
//!
//! `{"id":"a7","text":"Ministers met."}` on line 7 of `news.jsonl`; without an id it would be `news/7`.

use std::io::{BufRead, Read};

use serde_json::Value;

use super::bytes;
use super::input::Input;
use super::reader::{Item, Options, Origin, article, json_error};
use crate::error::Error;

/// An open file with a JSON object per line.
pub(super) struct Lines {
    input: Input,
    stream: Option<Box<dyn BufRead + Send>>,
    number: u64,
    found: bool,
}

impl Lines {
    pub(super) fn new(input: Input, stream: Box<dyn BufRead + Send>) -> Self {
        Self { input, stream: Some(stream), number: 0, found: false }
    }

    /// The article of the next line that is not blank.
    pub(super) fn next(&mut self, options: &Options) -> Option<Item> {
        loop {
            let mut line = Vec::new();
            let read = self.stream.as_mut()?.take(options.limit + 1).read_until(b'\n', &mut line);
            self.number += 1;
            match read {
                Err(e) => {
                    self.stream = None;
                    return Some(Err(Error::line(&self.input.path, self.number, bytes::because("cannot be read", &e))));
                }
                Ok(0) => {
                    self.stream = None;
                    return (!self.found).then(|| Err(Error::path(&self.input.path, "is empty.")));
                }
                Ok(n) if n as u64 > options.limit => {
                    self.stream = None;
                    return Some(Err(bytes::too_large(&self.input.path, options.limit)));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    self.found = true;
                    return Some(self.article(line, options));
                }
            }
        }
    }

    fn article(&self, line: Vec<u8>, options: &Options) -> Item {
        let (path, number) = (&self.input.path, self.number);
        let line = bytes::text(path, line, number)?;
        let value: Value = serde_json::from_str(&line).map_err(|e| json_error(path, &e, number - 1))?;
        let Value::Object(object) = value else {
            return Err(Error::line(path, number, "holds JSON that is no object."));
        };
        let id = format!("{}/{number}", self.input.id);
        let article = article(object, &id, options).map_err(|problem| Error::line(path, number, problem))?;
        Ok((article, Origin { path: path.clone(), line: Some(number) }))
    }
}
