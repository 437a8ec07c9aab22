//! Answers in the formats that people and programs read.
//!
//! `ASK { ent:Joe_Biden ch:met ?x }` → `yes` in a table, `{"head":{},"boolean":true}` in JSON.

use std::io::Write;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolutionIter, QueryTripleIter};
use oxrdf::Triple;

use super::labels::{Labels, subject};
use super::table::table;
use crate::error::{Error, Result};
use crate::graph::vocabulary::PREFIXES;

/// The formats of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A table for people; names instead of IRIs
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values, terms as in Turtle
    Tsv,
    /// SPARQL results in JSON; JSON-LD for CONSTRUCT and DESCRIBE
    Json,
    /// SPARQL results in XML; RDF/XML for CONSTRUCT and DESCRIBE
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Ttl,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Nt,
}

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Rows or triples.
    pub rows: usize,
    /// Whether there would have been more.
    pub cut: bool,
}

/// Writes an answer.
///
/// A table has at most so many rows.
///
/// # Errors
/// A format that cannot hold such an answer, a query that fails half-way, an output that cannot be written.
pub fn write(
    results: QueryResults<'_>,
    format: Format,
    labels: &mut Labels<'_>,
    most: Option<usize>,
    out: &mut dyn Write,
) -> Result<Written> {
    match results {
        QueryResults::Boolean(yes) => boolean(yes, format, out),
        QueryResults::Solutions(solutions) => match format {
            Format::Table => rows(solutions, labels, most, out),
            _ => stream(solutions, result_format(format, "a SELECT gives rows")?, out),
        },
        QueryResults::Graph(triples) => graph(triples, format, labels, out),
    }
}

fn result_format(format: Format, gives: &str) -> Result<QueryResultsFormat> {
    match format {
        Format::Csv => Ok(QueryResultsFormat::Csv),
        Format::Tsv => Ok(QueryResultsFormat::Tsv),
        Format::Json => Ok(QueryResultsFormat::Json),
        Format::Xml => Ok(QueryResultsFormat::Xml),
        Format::Table | Format::Ttl | Format::Nt => Err(Error::Usage(format!(
            "Turtle and N-Triples hold statements, but {gives}: use --format table, csv, tsv, json or xml."
        ))),
    }
}

fn boolean(yes: bool, format: Format, out: &mut dyn Write) -> Result<Written> {
    if format == Format::Table {
        writeln!(out, "{}", if yes { "yes" } else { "no" }).map_err(output)?;
    } else {
        let format = result_format(format, "an ASK gives yes or no")?;
        QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, yes).map_err(output)?;
        writeln!(out).map_err(output)?;
    }
    Ok(Written { rows: 1, cut: false })
}

fn rows(
    solutions: QuerySolutionIter<'_>,
    labels: &mut Labels<'_>,
    most: Option<usize>,
    out: &mut dyn Write,
) -> Result<Written> {
    let header: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
    let mut body = Vec::new();
    for solution in solutions {
        let solution = solution.map_err(|e| super::evaluation(&e))?;
        body.push(solution.values().iter().map(|v| v.as_ref().map_or_else(String::new, |t| labels.text(t))).collect());
    }
    let cut = most.is_some_and(|most| body.len() > most);
    body.truncate(most.unwrap_or(usize::MAX));
    let rows = body.len();
    if rows == 0 {
        writeln!(out, "No rows: nothing in the graph fits.").map_err(output)?;
    } else {
        writeln!(out, "{}", table(&header, &body)).map_err(output)?;
    }
    Ok(Written { rows, cut })
}

fn stream(solutions: QuerySolutionIter<'_>, format: QueryResultsFormat, out: &mut dyn Write) -> Result<Written> {
    let mut serializer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(&mut *out, solutions.variables().to_vec())
        .map_err(output)?;
    let mut rows = 0;
    for solution in solutions {
        let solution = solution.map_err(|e| super::evaluation(&e))?;
        serializer.serialize(&solution).map_err(output)?;
        rows += 1;
    }
    serializer.finish().map_err(output)?;
    if !matches!(format, QueryResultsFormat::Csv | QueryResultsFormat::Tsv) {
        writeln!(out).map_err(output)?;
    }
    Ok(Written { rows, cut: false })
}

/// Statements, each once, in order.
fn graph(
    triples: QueryTripleIter<'_>,
    format: Format,
    labels: &mut Labels<'_>,
    out: &mut dyn Write,
) -> Result<Written> {
    let mut all = triples.collect::<std::result::Result<Vec<Triple>, _>>().map_err(|e| super::evaluation(&e))?;
    all.sort_by_cached_key(Triple::to_string);
    all.dedup();
    let rdf = match format {
        Format::Ttl => RdfFormat::Turtle,
        Format::Nt => RdfFormat::NTriples,
        Format::Xml => RdfFormat::RdfXml,
        Format::Json => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Format::Table => {
            let header = ["subject", "predicate", "object"].map(str::to_owned);
            let rows = all.len();
            let body = all
                .into_iter()
                .map(|t| [subject(t.subject), t.predicate.into(), t.object].iter().map(|t| labels.text(t)).collect())
                .collect::<Vec<_>>();
            writeln!(out, "{}", table(&header, &body)).map_err(output)?;
            return Ok(Written { rows, cut: false });
        }
        Format::Csv | Format::Tsv => {
            return Err(Error::Usage(
                "CSV and TSV hold rows, but a CONSTRUCT or DESCRIBE gives statements: use --format table, ttl, nt, json or xml."
                    .to_owned(),
            ));
        }
    };
    let mut serializer = RdfSerializer::from_format(rdf);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(name, iri).map_err(|e| Error::Usage(e.to_string()))?;
    }
    let mut writer = serializer.for_writer(&mut *out);
    for triple in &all {
        writer.serialize_triple(triple).map_err(output)?;
    }
    writer.finish().map_err(output)?;
    Ok(Written { rows: all.len(), cut: false })
}

fn output(error: impl Into<std::io::Error>) -> Error {
    Error::Output(error.into())
}
