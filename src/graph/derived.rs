//! What a graph holds beside its articles: decisions of people, and a layer that is derived from all of it.
//!
//! `<https://w3id.org/chancery/merged>` is made anew from the articles' graphs whenever they have changed.

use oxrdf::Quad;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::block::Block;
use super::vocabulary::ARTICLE;
use crate::error::Result;

/// The graph of the derived layer.
pub const MERGED: &str = "https://w3id.org/chancery/merged";
/// The graph of what people have decided about events; it stands after the derived layer.
pub const OVERRIDES: &str = "https://w3id.org/chancery/overrides";

/// What tells one way of deriving from another: a digest of the source code, from the build script.
pub const MERGER: &str = env!("CHANCERY_MERGER");

/// A graph that the layer is derived from.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its IRI.
    pub iri: String,
    /// Its digest.
    pub digest: u64,
    /// Its quads in canonical order; `None` where they are known already.
    pub quads: Option<Vec<Quad>>,
}

/// Makes the derived layer.
pub trait Derive {
    /// Whether it is known what the graph with that digest tells, so that its quads are not needed.
    fn knows(&mut self, iri: &str, digest: u64) -> bool;

    /// Takes in graphs, some at a time: those of all articles in order of IRI, then overrides.
    fn add(&mut self, graphs: Vec<Taken>);

    /// The layer's block, with that digest.
    fn finish(&mut self, digest: u64) -> Block;
}

/// So many graphs are taken in at a time.
pub const AT_A_TIME: usize = 64;

/// Digests of the graphs in a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// Those of articles, by IRI.
    pub articles: FxHashMap<String, u64>,
    /// That of the derived layer, if there is one.
    pub merged: Option<u64>,
    /// That of what people have decided.
    pub overrides: Option<u64>,
}

impl Index {
    /// Adds a graph.
    pub fn insert(&mut self, iri: String, digest: u64) {
        match iri.as_str() {
            MERGED => self.merged = Some(digest),
            OVERRIDES => self.overrides = Some(digest),
            _ if iri.starts_with(ARTICLE) => drop(self.articles.insert(iri, digest)),
            _ => {}
        }
    }

    /// Takes a graph out.
    pub fn remove(&mut self, iri: &str) {
        match iri {
            MERGED => self.merged = None,
            OVERRIDES => self.overrides = None,
            _ => drop(self.articles.remove(iri)),
        }
    }

    /// Whether the derived layer is what it should be.
    #[must_use]
    pub fn is_current(&self) -> bool {
        let articles: Vec<(&str, u64)> = self.iris().into_iter().map(|iri| (iri, self.articles[iri])).collect();
        let due = (!articles.is_empty()).then(|| merged_digest(&articles, self.overrides));
        self.merged == due
    }

    /// IRIs of the articles, in order.
    #[must_use]
    pub fn iris(&self) -> Vec<&str> {
        let mut iris: Vec<&str> = self.articles.keys().map(String::as_str).collect();
        iris.sort_unstable();
        iris
    }
}

/// The layer that is derived from the graphs of an index, each fetched by its IRI; none if there is no article.
///
/// # Errors
/// A graph that cannot be fetched.
pub fn derived(
    index: &Index,
    derive: &mut dyn Derive,
    fetch: impl Fn(&str) -> Result<Vec<Quad>> + Sync,
) -> Result<Option<Block>> {
    let iris = index.iris();
    if iris.is_empty() {
        return Ok(None);
    }
    let digests: Vec<(&str, u64)> = iris.iter().map(|iri| (*iri, index.articles[*iri])).collect();
    let all: Vec<(&str, u64)> =
        digests.iter().copied().chain(index.overrides.map(|digest| (OVERRIDES, digest))).collect();
    for some in all.chunks(AT_A_TIME) {
        let wanted: Vec<_> = some.iter().map(|&(iri, digest)| (iri, digest, !derive.knows(iri, digest))).collect();
        let taken = |(iri, digest, wanted): (&str, u64, bool)| {
            let mut quads = wanted.then(|| fetch(iri)).transpose()?;
            if let Some(quads) = &mut quads {
                quads.sort_by_cached_key(ToString::to_string);
            }
            Ok(Taken { iri: iri.to_owned(), digest, quads })
        };
        let graphs = wanted.into_par_iter().map(taken).collect::<Result<Vec<_>>>()?;
        derive.add(graphs);
    }
    Ok(Some(derive.finish(merged_digest(&digests, index.overrides))))
}

/// The digest of the layer that is derived from these articles, in order of IRI, and decisions.
#[must_use]
pub fn merged_digest(articles: &[(&str, u64)], overrides: Option<u64>) -> u64 {
    let head = [MERGER.as_bytes().to_vec(), overrides.unwrap_or_default().to_le_bytes().to_vec()];
    let articles = articles.iter().map(|(iri, digest)| [iri.as_bytes(), &digest.to_le_bytes()].concat());
    digest_of(head.into_iter().chain(articles))
}

/// The first eight bytes of the SHA-256 of these parts, each with its length.
#[must_use]
pub fn digest_of<B: AsRef<[u8]>>(parts: impl IntoIterator<Item = B>) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.as_ref().len() as u64).to_le_bytes());
        hash.update(part.as_ref());
    }
    hash.finalize().iter().take(8).fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}
