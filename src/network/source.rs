//! Articles' graphs read one after the other, so that what is exported fact by fact needs little memory.
//!
//! `source::each("chancery.nq", |quads| …)` hands over the quads of `<…/article/call>`, then those of the next.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::store::Store;
use oxrdf::{GraphName, Quad};

use super::record::{Record, records};
use crate::error::{Error, Result};

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
fn read(graph: &str) -> Result<impl Iterator<Item = Result<Quad>>> {
    let path = Path::new(graph);
    let (format, compression) = format_of(path)?;
    let file = File::open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => Error::path(path, "there is no such graph; `chancery load` makes one"),
        _ => Error::path(path, e),
    })?;
    let plain: Box<dyn Read> = match compression {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file))),
        Some("zst") => Box::new(zstd::Decoder::new(file).map_err(|e| Error::path(path, e))?),
        _ => Box::new(file),
    };
    let parser = RdfParser::from_format(format).for_reader(BufReader::with_capacity(1 << 16, plain));
    let path = path.to_owned();
    Ok(parser.map(move |quad| {
        quad.map_err(|e| match e {
            oxigraph::io::RdfParseError::Syntax(e) => {
                let line = e.location().map_or(0, |l| l.start.line + 1);
                Error::line(&path, line, format!("malformed: {e}"))
            }
            oxigraph::io::RdfParseError::Io(e) => Error::path(&path, e),
        })
    }))
}

/// The format that a file's name tells, and its compression.
fn format_of(path: &Path) -> Result<(RdfFormat, Option<&str>)> {
    let extension = |p: &Path| p.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
    let (inner, compression) = match extension(path).as_deref() {
        Some("gz") => (path.file_stem().map(Path::new), Some("gz")),
        Some("zst") => (path.file_stem().map(Path::new), Some("zst")),
        _ => (Some(path), None),
    };
    let format = match inner.and_then(extension).as_deref() {
        Some("jsonld") => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
        Some(other) => RdfFormat::from_extension(other),
        None => None,
    };
    format.map(|format| (format, compression)).ok_or_else(|| {
        Error::path(
            path,
            "the name does not tell a format of graphs (.nq .trig .nt .ttl .rdf .jsonld, with .gz or .zst)",
        )
    })
}

/// The whole graph in memory, for SPARQL: the union of the articles' graphs as the default graph, so that what several
/// articles say is there once, and beside it, where they are `apart`, each article's own graph.
///
/// # Errors
/// A graph that cannot be read or is malformed.
pub fn store(graph: &str, apart: bool) -> Result<Store> {
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
