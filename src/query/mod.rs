//! SPARQL over the union of the articles' graphs.
//!
//! `SELECT ?who { ?who ch:leads ent:France }` needs no `PREFIX` line: the prefixes of
//! [`vocabulary`](crate::graph::vocabulary) are declared, and rows come in the same order each time.
//!
//! ```no_run
//! use chancery::{network::source, query};
//!
//! let store = source::store("chancery.nq", false)?;
//! let question = query::parse("SELECT ?who { ?who ch:leads ent:France }")?;
//! let answer = query::run(&store, question, query::Page::default())?;
//! query::write(answer, query::Format::Csv, &mut query::Labels::new(&store), None, &mut std::io::stdout())?;
//! # Ok::<(), chancery::error::Error>(())
//! ```

mod answer;
mod labels;
pub mod named;
mod table;

use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};
use spargebra::{Query, SparqlParser};

use crate::error::{Error, Result};
use crate::graph::vocabulary::PREFIXES;

pub use answer::{Format, Written, write};
pub use labels::{Labels, day, plain, width, wrapped};
pub use table::{list, table};

/// Which rows of the answer are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Page {
    /// At most so many rows or triples; `None` for all.
    pub limit: Option<usize>,
    /// Rows to pass over first.
    pub offset: usize,
}

/// Reads a query.
///
/// # Errors
/// A malformed query, with line and column.
pub fn parse(text: &str) -> Result<Query> {
    let mut parser = SparqlParser::new();
    for (name, iri) in PREFIXES {
        parser = parser.with_prefix(name, iri).map_err(|e| Error::Usage(format!("prefix {name}: {e}")))?;
    }
    parser.parse_query(text).map_err(|e| Error::Usage(explain_syntax(text, &e.to_string())))
}

/// A sentence with line and column out of the parser's `error at 1:8: expected one of …`.
fn explain_syntax(text: &str, message: &str) -> String {
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, expected) = rest.split_once(": expected ")?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, expected))
    });
    let Some((line, column, expected)) = place else { return format!("The query is malformed: {message}.") };
    let found: String = text
        .lines()
        .nth(line.saturating_sub(1))
        .map(|l| l.chars().skip(column.saturating_sub(1)).take(20).collect())
        .unwrap_or_default();
    let found = if found.trim().is_empty() { "its end".to_owned() } else { format!("`{}`", found.trim()) };
    let update = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE"];
    if update.iter().any(|word| text.trim_start().to_uppercase().starts_with(word)) {
        return format!(
            "The query is malformed at line {line}, column {column}: a query only reads; {found} would change the graph."
        );
    }
    format!("The query is malformed at line {line}, column {column}, at {found}{}.", shorten(expected))
}

/// The first few of what the parser expected, where they help.
fn shorten(expected: &str) -> String {
    let listed = expected.strip_prefix("one of ").unwrap_or(expected);
    let mut words: Vec<&str> = listed.split(", ").filter(|w| w.len() < 24 && !w.contains(['[', '|', '~'])).collect();
    words.dedup();
    if words.is_empty() || words.len() > 12 { String::new() } else { format!(": expected {}", words.join(" or ")) }
}

/// Whether the query asks for the articles' graphs apart, not only for their union.
#[must_use]
pub fn names_graphs(query: &Query) -> bool {
    query.dataset().is_some() || query.to_sse().contains("(graph ")
}

/// Answers a query over the store's default graph.
///
/// # Errors
/// A query that cannot be evaluated here (`SERVICE`), or a store that cannot be read.
pub fn run(store: &Store, query: Query, page: Page) -> Result<QueryResults<'static>> {
    let prepared = SparqlEvaluator::new().for_query(paged(query, page));
    prepared.on_store(store).execute().map_err(|e| evaluation(&e))
}

/// The plan by which a query would be answered, as JSON.
///
/// # Errors
/// As [`run`].
pub fn plan(store: &Store, query: Query, page: Page) -> Result<String> {
    let prepared = SparqlEvaluator::new().for_query(paged(query, page));
    let (_, explanation) = prepared.on_store(store).explain();
    let mut json = Vec::new();
    explanation.write_in_json(&mut json).map_err(|e| Error::Usage(format!("The plan cannot be written: {e}.")))?;
    Ok(String::from_utf8_lossy(&json).into_owned())
}

fn evaluation(error: &oxigraph::sparql::QueryEvaluationError) -> Error {
    Error::Usage(format!("The query cannot be answered: {error}."))
}

/// The query with its rows in a fixed order, and the page of them that is wanted.
fn paged(query: Query, page: Page) -> Query {
    let slice = |pattern: GraphPattern| {
        if page == Page::default() {
            return pattern;
        }
        GraphPattern::Slice { inner: Box::new(pattern), start: page.offset, length: page.limit }
    };
    match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: slice(ordered(pattern)), base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            Query::Construct { template, dataset, pattern: slice(pattern), base_iri }
        }
        other => other,
    }
}

/// Rows of a query that asks for no order come in the order of their values.
fn ordered(pattern: GraphPattern) -> GraphPattern {
    match pattern {
        GraphPattern::Slice { inner, start, length } => {
            GraphPattern::Slice { inner: Box::new(ordered(*inner)), start, length }
        }
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: Box::new(ordered(*inner)) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: Box::new(ordered(*inner)) },
        GraphPattern::Project { inner, variables } if !matches!(*inner, GraphPattern::OrderBy { .. }) => {
            let expression =
                variables.iter().map(|v| OrderExpression::Asc(Expression::Variable(v.clone()))).collect::<Vec<_>>();
            let inner =
                if expression.is_empty() { inner } else { Box::new(GraphPattern::OrderBy { inner, expression }) };
            GraphPattern::Project { inner, variables }
        }
        other => other,
    }
}

/// Whether the query itself says how many rows it wants.
#[must_use]
pub fn is_limited(query: &Query) -> bool {
    matches!(query, Query::Select { pattern: GraphPattern::Slice { length: Some(_), .. }, .. })
}
