//! What things are called in rows for people: names instead of IRIs, on lines that fit the terminal.
//!
//! `<https://w3id.org/chancery/entity/Joe_Biden>` → `Joe Biden`; `<…/article/call#f2>` → `article:call#f2`.

use std::collections::BTreeMap;

use oxigraph::store::Store;
use oxrdf::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, Term};
use unicode_width::UnicodeWidthStr;

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
            Term::Literal(literal) => day(&plain(literal.value())),
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
        // The default graph has each name once, where there is one; the articles' graphs have it again and again.
        self.label_in(iri, Some(GraphNameRef::DefaultGraph)).or_else(|| self.label_in(iri, None))
    }

    fn label_in(&self, iri: &str, graph: Option<GraphNameRef<'_>>) -> Option<String> {
        let node = NamedNodeRef::new(iri).ok()?;
        let mut labels: Vec<(bool, String)> = self
            .store
            .quads_for_pattern(Some(node.into()), Some(term::LABEL), None, graph)
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

/// A day, month, year or range as people write it: EDTF's `2021-21` is `spring 2021`; anything else stays as it is.
#[must_use]
pub fn day(date: &str) -> String {
    let season = date.split_once('-').and_then(|(year, part)| {
        let season = ["spring", "summer", "autumn", "winter"].get(part.parse::<usize>().ok()?.checked_sub(21)?)?;
        (year.len() == 4 && year.parse::<u16>().is_ok()).then(|| format!("{season} {year}"))
    });
    season.unwrap_or_else(|| date.to_owned())
}

/// Lines of at most `width` columns, each with that margin.
#[must_use]
pub fn wrapped(text: &str, width: usize, margin: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in plain(text).split_whitespace() {
        let length = word.width();
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
    let terminal = || terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    told.or_else(terminal).unwrap_or(120).min(most).max(40)
}

/// What a described resource is called in a statement about it.
#[must_use]
pub fn subject(subject: NamedOrBlankNode) -> Term {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.into(),
        NamedOrBlankNode::BlankNode(node) => node.into(),
    }
}
