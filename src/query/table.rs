//! Rows for people: a table that fits the terminal, names instead of IRIs.
//!
//! `<https://w3id.org/chancery/entity/Joe_Biden>` → `Joe Biden`; `<…/article/call#f2>` → `article:call#f2`.

use std::collections::BTreeMap;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};
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

/// A table of at most `width` columns, all of them for `None`.
#[must_use]
pub fn table(header: &[String], rows: Vec<Vec<String>>, width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header);
    table.add_rows(rows);
    if let Some(width) = width {
        table.set_width(width);
    }
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
