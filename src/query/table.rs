//! Rows for people: a table that fits the terminal, names instead of IRIs.
//!
//! `<https://w3id.org/chancery/entity/Joe_Biden>` → `Joe Biden`; `<…/article/call#f2>` → `article:call#f2`.

use std::collections::BTreeMap;

use comfy_table::{ContentArrangement, LineStyle, Table, presets};
use oxigraph::store::Store;
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term};

use crate::graph::vocabulary::{PREFIXES, term};

/// Names of what the graph holds, looked up as they are needed.
pub struct Labels<'s> {
    store: &'s Store,
    known: BTreeMap<String, String>,
}

impl<'s> Labels<'s> {
    /// The names in that store.
    #[must_use]
    pub fn new(store: &'s Store) -> Self {
        Self { store, known: BTreeMap::new() }
    }

    /// What people call that term, on one line without control characters.
    pub fn text(&mut self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.name(node.as_str()),
            Term::Literal(literal) => plain(literal.value()),
            Term::BlankNode(node) => plain(&node.to_string()),
        }
    }

    fn name(&mut self, iri: &str) -> String {
        if let Some(known) = self.known.get(iri) {
            return known.clone();
        }
        let name = plain(&self.label(iri).unwrap_or_else(|| prefixed(iri)));
        self.known.insert(iri.to_owned(), name.clone());
        name
    }

    /// The first label in order of the alphabet, English before others.
    fn label(&self, iri: &str) -> Option<String> {
        let node = NamedNodeRef::new(iri).ok()?;
        let mut labels: Vec<(bool, String)> = self
            .store
            .quads_for_pattern(Some(node.into()), Some(term::LABEL), None, None)
            .filter_map(std::result::Result::ok)
            .filter_map(|quad| match quad.object {
                Term::Literal(literal) => Some((literal.language() != Some("en"), literal.value().to_owned())),
                _ => None,
            })
            .collect();
        labels.sort();
        labels.into_iter().next().map(|(_, label)| label)
    }
}

/// `<https://w3id.org/chancery/ns#met>` → `ch:met`; IRIs outside the known namespaces in angle brackets.
#[must_use]
pub fn prefixed(iri: &str) -> String {
    PREFIXES
        .iter()
        .filter_map(|(prefix, namespace)| Some((namespace.len(), format!("{prefix}:{}", iri.strip_prefix(namespace)?))))
        .max()
        .map_or_else(|| format!("<{iri}>"), |(_, short)| short)
}

/// Text on one line, with control characters and those that turn the direction of writing taken out.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Lines of at most `width` columns, each with that margin.
#[must_use]
pub fn wrapped(text: &str, width: usize, margin: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in plain(text).split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            out.push_str(margin);
            column = margin.chars().count();
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}

/// Columns of the terminal, or of `COLUMNS`, else 120; at most so many.
#[must_use]
pub fn width(most: usize) -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || Table::new().width().map(usize::from);
    told.or_else(terminal).unwrap_or(120).min(most).max(40)
}

/// Characters from which a cell is prose.
const PROSE: usize = 60;
/// Most characters to which the cells beside prose are aligned.
const ALIGNED: usize = 28;

/// A table as wide as the terminal at most; columns without any value are left out.
///
/// Where it would be too wide, sentences stand under their rows.
#[must_use]
pub fn table(header: &[String], rows: &[Vec<String>]) -> String {
    let width = width(u16::MAX.into());
    let longest = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let mut columns: Vec<usize> = (0..header.len()).filter(|column| longest(*column) > 0).collect();
    if columns.is_empty() {
        columns = (0..header.len()).collect();
    }
    let natural: usize = columns.iter().map(|c| longest(*c).max(header[*c].chars().count()) + 3).sum();
    let (prose, short): (Vec<usize>, Vec<usize>) = columns.iter().partition(|c| longest(**c) > PROSE);
    if natural > width && !prose.is_empty() && !short.is_empty() {
        return with_prose(header, rows, &short, &prose, width);
    }
    let pick = |row: &[String]| columns.iter().map(|c| row[*c].clone()).collect::<Vec<_>>();
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header(pick(header));
    table.add_rows(rows.iter().map(|row| pick(row)));
    table.trim_fmt()
}

/// Short cells on a line, and under it the sentences.
fn with_prose(header: &[String], rows: &[Vec<String>], short: &[usize], prose: &[usize], width: usize) -> String {
    let longest = |column: usize| {
        let cells = rows.iter().map(|row| &row[column]).chain([&header[column]]);
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).min(ALIGNED)
    };
    let widths: Vec<usize> = short.iter().map(|column| longest(*column)).collect();
    let line = |row: &[String], cells: usize| {
        let cells = short[..cells].iter().zip(&widths).map(|(column, width)| format!("{:<width$}", row[*column]));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let total = widths.iter().map(|w| w + 2).sum::<usize>().saturating_sub(2).min(width);
    // What does not fit stands on a line of its own.
    let named = |row: &[String]| {
        let (mut fitting, mut column) = (0, 0);
        for (cell, width_of) in short.iter().zip(&widths) {
            column += row[*cell].chars().count().max(*width_of) + 2;
            if column > width + 2 {
                break;
            }
            fitting += 1;
        }
        let rest: Vec<&str> =
            short[fitting..].iter().map(|c| row[*c].as_str()).filter(|cell| !cell.is_empty()).collect();
        let over = if rest.is_empty() { String::new() } else { wrapped(&rest.join(" · "), width, "    ") };
        line(row, fitting) + "\n" + &over
    };
    let mut out = named(header);
    out.push_str(&"─".repeat(total));
    out.push('\n');
    for row in rows {
        out.push_str(&named(row));
        for column in prose.iter().filter(|column| !row[**column].is_empty()) {
            out.push_str(&wrapped(&row[*column], width, "    "));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A table of short cells as wide as they are, without lines between the rows.
#[must_use]
pub fn list(header: &[String], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING.header_separator(LineStyle::new(' ', '─', '─', ' ')));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(header);
    table.add_rows(rows);
    table.trim_fmt()
}

/// What a described resource is called in a statement about it.
#[must_use]
pub fn subject(subject: NamedOrBlankNode) -> Term {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.into(),
        NamedOrBlankNode::BlankNode(node) => node.into(),
    }
}
