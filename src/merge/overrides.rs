//! What people have decided about events: these reports are of one, those are not.
//!
//! `<https://w3id.org/chancery/article/a#f2> ch:sameEventAs <https://w3id.org/chancery/article/b#f0> .`

use std::path::Path;

use oxrdf::{NamedOrBlankNode, Quad, Term, Triple};
use oxttl::TurtleParser;

use crate::article::bytes;
use crate::error::{Error, Result};
use crate::graph::block::Block;
use crate::graph::derived::{OVERRIDES, digest_of};
use crate::graph::vocabulary::{CH, PREFIXES, ch};

/// Decisions that go before what the reports suggest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Facts that are reports of one event.
    pub same: Vec<(String, String)>,
    /// Facts that are not.
    pub different: Vec<(String, String)>,
}

impl Overrides {
    /// Reads a Turtle file.
    ///
    /// # Errors
    /// A file that cannot be read, is malformed or says anything else, with its line.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).map_err(|e| Error::path(path, bytes::because("cannot be read", &e)))?;
        let mut parser = TurtleParser::new();
        for (name, iri) in PREFIXES {
            parser = parser.with_prefix(name, iri).map_err(|e| Error::Usage(format!("prefix {name}: {e}")))?;
        }
        let mut all = Self::default();
        for triple in parser.for_slice(&text) {
            let triple = triple.map_err(|e| {
                let message = e.to_string();
                let what = message.split_once(": ").map_or(message.as_str(), |(_, what)| what).to_owned();
                Error::line(path, e.location().start.line + 1, format!("is malformed: {what}."))
            })?;
            let known = all.add(&triple);
            if !known {
                let what = format!(
                    "only ch:sameEventAs and ch:differentEventFrom between facts are understood, not {triple}."
                );
                let line = text.lines().position(|line| line.contains(local(triple.predicate.as_str())));
                return Err(Error::line(path, line.map_or(1, |n| n as u64 + 1), what));
            }
        }
        all.same.sort();
        all.different.sort();
        Ok(all)
    }

    /// Those that a graph keeps.
    #[must_use]
    pub fn of(quads: &[Quad]) -> Self {
        let mut all = Self::default();
        for quad in quads {
            all.add(&Triple::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone()));
        }
        all
    }

    fn add(&mut self, triple: &Triple) -> bool {
        let (NamedOrBlankNode::NamedNode(a), Term::NamedNode(b)) = (&triple.subject, &triple.object) else {
            return false;
        };
        let pair = (a.as_str().to_owned(), b.as_str().to_owned());
        match triple.predicate.as_str().strip_prefix(CH) {
            Some("sameEventAs") => self.same.push(pair),
            Some("differentEventFrom") => self.different.push(pair),
            _ => return false,
        }
        true
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.same.is_empty() && self.different.is_empty()
    }

    /// How they are kept in a graph.
    #[must_use]
    pub fn block(&self) -> Block {
        let same = self.same.iter().map(|pair| (ch("sameEventAs"), pair));
        let different = self.different.iter().map(|pair| (ch("differentEventFrom"), pair));
        let line = |(property, (a, b)): (oxrdf::NamedNode, &(String, String))| {
            format!("<{a}> {property} <{b}> <{OVERRIDES}> .\n")
        };
        let lines: String = same.chain(different).map(line).collect();
        Block::new(OVERRIDES.to_owned(), digest_of([lines.as_bytes()]), &lines)
    }
}

fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}
