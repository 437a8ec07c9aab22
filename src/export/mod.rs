//! The graph as pictures, tables and RDF.
//!
//! `chancery export --to dot` makes a picture of at most a screenful; `--to csv` and the RDF formats go through the graph
//! article by article and need little memory.

pub mod csv;
pub mod dot;
pub mod html;
pub mod json;
pub mod rdf;
pub mod row;
mod style;
pub mod xml;

use std::io::Write;

pub use dot::Cluster;

use crate::error::{Error, Result};
use crate::network::{Network, Selection, source};
use crate::ontology::Ontology;

/// The formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// `GraphViz`: a picture
    Dot,
    /// Edge list for Gephi, spreadsheets, data frames
    Csv,
    /// Node list that goes with the edge list
    Nodes,
    /// `GraphML`: yEd, `NetworkX`, Cytoscape
    Graphml,
    /// GEXF with dates: Gephi
    Gexf,
    /// Cytoscape's JSON
    Cytoscape,
    /// Files for `neo4j-admin database import` (with --multiline-fields=true), in a directory
    Neo4j,
    /// A page with an interactive picture; click a line to read its sentences
    Html,
    /// Coded events, one JSON object a line
    Plover,
    /// Turtle: the union of the articles' graphs
    Ttl,
    /// N-Triples: the union
    Nt,
    /// N-Quads: a graph per article
    Nq,
    /// `TriG`: a graph per article
    Trig,
    /// RDF/XML: the union
    Rdfxml,
    /// JSON-LD: a graph per article
    Jsonld,
    /// RDF 1.2 with triple terms, as N-Triples: the union
    Rdf12,
}

impl Format {
    /// Whether it takes several files.
    #[must_use]
    pub fn is_directory(self) -> bool {
        self == Self::Neo4j
    }
}

/// A file of a format.
pub type Part = fn(&Job<'_>, &mut dyn Write) -> Result<()>;

/// The files of a format of several files.
#[must_use]
pub fn parts(format: Format) -> Vec<(&'static str, Part)> {
    match format {
        Format::Csv => vec![("edges.csv", csv::edges as Part), ("nodes.csv", csv::nodes)],
        Format::Neo4j => vec![("nodes.csv", csv::neo4j_nodes as Part), ("relationships.csv", csv::neo4j_edges)],
        _ => Vec::new(),
    }
}

/// What is to be exported.
#[derive(Debug, Clone, Copy)]
pub struct Job<'j> {
    /// Where the graph lives.
    pub graph: &'j str,
    /// The part of it.
    pub selection: &'j Selection,
    /// Which predicates are symmetric.
    pub ontology: &'j Ontology,
    /// Frames in pictures.
    pub cluster: Cluster,
    /// Whether pictures may be of any size.
    pub large: bool,
}

/// Nodes of a picture that is still legible.
const NODES: usize = 150;
/// Edges of a picture that is still legible.
const EDGES: usize = 400;

/// Writes a format.
///
/// # Errors
/// A graph that cannot be read, an output that cannot be written, a picture too large to be legible.
pub fn write(job: &Job<'_>, format: Format, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Dot => {
            let network = picture(job, false)?;
            out.write_all(dot::dot(&network, job.cluster).as_bytes()).map_err(output)
        }
        Format::Html => {
            let network = picture(job, true)?;
            out.write_all(html::html(&network).as_bytes()).map_err(output)
        }
        Format::Csv => csv::edges(job, out),
        Format::Nodes => csv::nodes(job, out),
        Format::Graphml => row::write(job, &mut xml::GraphMl, out),
        Format::Gexf => row::write(job, &mut xml::Gexf, out),
        Format::Cytoscape => row::write(job, &mut json::Cytoscape::default(), out),
        Format::Plover => json::plover(job, out),
        Format::Neo4j => Err(Error::Usage("This format is of several files: give a directory with -o.".to_owned())),
        Format::Ttl => rdf(job, rdf::Rdf::Turtle, out),
        Format::Nt => rdf(job, rdf::Rdf::NTriples, out),
        Format::Nq => rdf(job, rdf::Rdf::NQuads, out),
        Format::Trig => rdf(job, rdf::Rdf::TriG, out),
        Format::Rdfxml => rdf(job, rdf::Rdf::Xml, out),
        Format::Jsonld => rdf(job, rdf::Rdf::JsonLd, out),
        Format::Rdf12 => rdf(job, rdf::Rdf::Reified, out),
    }
}

fn rdf(job: &Job<'_>, rdf: rdf::Rdf, out: &mut dyn Write) -> Result<()> {
    let mut writer = rdf::Writer::new(rdf, out)?;
    source::each(job.graph, |quads| writer.graph(quads, job.selection))?;
    let out = writer.finish()?;
    if matches!(rdf, rdf::Rdf::JsonLd | rdf::Rdf::Xml) { writeln!(out).map_err(output) } else { Ok(()) }
}

/// The network of a picture, where it is small enough to be looked at.
fn picture(job: &Job<'_>, keep: bool) -> Result<Network> {
    let mut network = Network::new(job.ontology, keep);
    source::each_record(job.graph, |record| {
        network.add(record, job.selection);
        Ok(())
    })?;
    let (nodes, edges) = (network.graph.node_count(), network.graph.edge_count());
    if nodes == 0 {
        return Err(Error::Usage("There is nothing to draw: no relation in the graph fits.".to_owned()));
    }
    if !job.large && (nodes > NODES || edges > EDGES) {
        return Err(Error::Usage(format!(
            "A picture of {nodes} nodes and {edges} edges would not be legible: choose a part with --top 50, \
             --around NAME, --predicate or --since, or draw it all the same with --large."
        )));
    }
    Ok(network)
}

/// An error of the output.
fn output(error: std::io::Error) -> Error {
    Error::Output(error)
}
