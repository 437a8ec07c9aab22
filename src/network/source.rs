//! Articles' graphs read one after the other, so that what is exported fact by fact needs little memory.
//!
//! `source::each("chancery.nq", |quads| …)` hands over the quads of `<…/article/call>`, then those of the next.

use std::io::{BufRead, BufReader};
use std::path::Path;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParseError, RdfParser};
use oxigraph::store::Store;
use oxrdf::{GraphName, Quad};

use super::{Record, records};
use crate::article::bytes;
use crate::error::{Error, Result};
use crate::graph::block::{Blocks, MAGIC};
use crate::graph::disk;
use crate::graph::home::Home;
use crate::graph::server;

/// Hands over the quads of one graph after the other, in the order of the file.
///
/// # Errors
/// A graph that cannot be read or is malformed, or whatever the receiver cannot do.
pub fn each(graph: &str, mut receive: impl FnMut(&[Quad]) -> Result<()>) -> Result<()> {
    let mut block: Vec<Quad> = Vec::new();
    for quad in read(graph)? {
        let quad = quad?;
        if block.last().is_some_and(|last| last.graph_name != quad.graph_name) {
            receive(&block)?;
            block.clear();
        }
        block.push(quad);
    }
    if block.is_empty() { Ok(()) } else { receive(&block) }
}

/// Hands over one fact after the other, article by article.
///
/// # Errors
/// As [`each`].
pub fn each_record(graph: &str, mut receive: impl FnMut(&Record) -> Result<()>) -> Result<()> {
    each(graph, |quads| records(quads).iter().try_for_each(&mut receive))
}

/// All quads, in the order of the file.
fn read(graph: &str) -> Result<Box<dyn Iterator<Item = Result<Quad>>>> {
    let path = match Home::new(graph) {
        Home::File(path) | Home::Foreign(path) => path,
        Home::Directory(path) => return on_disk(&path),
        Home::Server(url) => return server::read(&url),
    };
    let format = format_of(&path)?;
    if path.as_os_str() != "-" && !path.exists() {
        return Err(Error::path(&path, "there is no such graph; `chancery load` makes one."));
    }
    let mut stream = BufReader::with_capacity(1 << 16, bytes::open(&path)?);
    let head = stream.fill_buf().map_err(|e| Error::path(&path, bytes::because("cannot be read", &e)))?;
    if head.starts_with(MAGIC.as_bytes()) && path.as_os_str() != "-" {
        return blocks(&path);
    }
    let quads = RdfParser::from_format(format).for_reader(stream);
    Ok(Box::new(quads.map(move |quad| quad.map_err(|e| malformed(&path, e)))))
}

/// The quads of a graph file that Chancery wrote, each article's checked.
fn blocks(path: &Path) -> Result<Box<dyn Iterator<Item = Result<Quad>>>> {
    let mut blocks = Blocks::open(path)?;
    let path = path.to_owned();
    let all = std::iter::from_fn(move || blocks.block().transpose());
    Ok(Box::new(all.flat_map(move |block| {
        match block {
            Ok(block) => RdfParser::from_format(RdfFormat::NQuads)
                .lenient()
                .for_slice(&block.lines)
                .map(|quad| quad.map_err(|e| malformed(&path, e.into())))
                .collect(),
            Err(e) => vec![Err(e)],
        }
    })))
}

/// The quads of a store on disk, graph by graph.
fn on_disk(path: &Path) -> Result<Box<dyn Iterator<Item = Result<Quad>>>> {
    let failed = |e: oxigraph::store::StorageError| Error::path(path, e);
    let store = disk::read(path)?;
    let mut graphs = Vec::new();
    for graph in store.named_graphs() {
        graphs.push(GraphName::from(graph.map_err(failed)?));
    }
    graphs.sort_by_cached_key(ToString::to_string);
    let path = path.to_owned();
    let quads = graphs.into_iter().flat_map(move |graph| {
        let mut block: Vec<_> = store.quads_for_pattern(None, None, None, Some(graph.as_ref())).collect();
        block.sort_by_cached_key(|quad| quad.as_ref().map(ToString::to_string).unwrap_or_default());
        block
    });
    Ok(Box::new(quads.map(move |quad| quad.map_err(|e| Error::path(&path, e)))))
}

fn malformed(path: &Path, error: RdfParseError) -> Error {
    match error {
        RdfParseError::Syntax(e) => {
            let message = e.to_string();
            // The parser's own words begin with the place.
            let what = message.split_once(": ").map_or(message.as_str(), |(_, what)| what);
            Error::line(path, e.location().map_or(0, |l| l.start.line + 1), format!("is malformed: {what}."))
        }
        RdfParseError::Io(e) => Error::path(path, bytes::because("cannot be read", &e)),
    }
}

/// The format that a file's name tells.
fn format_of(path: &Path) -> Result<RdfFormat> {
    let inner = bytes::uncompressed(path).0;
    let format = match inner.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
        Some("jsonld") => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
        Some(other) => RdfFormat::from_extension(other),
        None => None,
    };
    let known = ".nq .trig .nt .ttl .rdf .jsonld, with .gz or .zst";
    format.ok_or_else(|| Error::path(path, format!("its name does not tell a format of graphs ({known}).")))
}

/// The whole graph, for SPARQL: the union of the articles' graphs as the default graph, so that what several articles say
/// is there once, and beside it, where they are `apart`, each article's own graph. A graph in a directory is asked where
/// it lies, any other in memory.
///
/// # Errors
/// A graph that cannot be read or is malformed.
pub fn store(graph: &str, apart: bool) -> Result<Store> {
    if let Home::Directory(path) = Home::new(graph) {
        return disk::read(&path);
    }
    let failed = |e: oxigraph::store::StorageError| Error::path(graph, e);
    let store = Store::new().map_err(failed)?;
    let mut loader = store.bulk_loader();
    let mut problem = None;
    let quads = read(graph)?.map_while(|quad| quad.map_err(|e| problem = Some(e)).ok());
    let union = quads.flat_map(|quad| {
        let own = (apart && !quad.graph_name.is_default_graph()).then(|| quad.clone());
        own.into_iter().chain([Quad { graph_name: GraphName::DefaultGraph, ..quad }])
    });
    loader.load_quads(union).map_err(failed)?;
    if let Some(problem) = problem {
        return Err(problem);
    }
    loader.commit().map_err(failed)?;
    Ok(store)
}
