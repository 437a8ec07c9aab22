//! How facts are told on a terminal: `2021-12-07  Joe Biden met Vladimir Putin (video)  [call]`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::network::{Node, Object, Record, spaced};
use crate::ontology::Ontology;
use crate::query::plain;

/// The words for predicates.
pub struct Verbs<'o>(&'o Ontology);

impl<'o> Verbs<'o> {
    /// Those of the ontology.
    #[must_use]
    pub fn new(ontology: &'o Ontology) -> Self {
        Self(ontology)
    }

    /// `agreed` → `agreed with`, `holdsOffice` → `holds office`.
    #[must_use]
    pub fn of(&self, predicate: &str) -> String {
        let known = self.0.lexicon.types.iter().find(|t| t.predicate == predicate);
        known.map_or_else(|| spaced(predicate), |known| known.label.clone())
    }
}

/// A fact in words: `Joe Biden met Vladimir Putin`, with what qualifies it.
#[must_use]
pub fn fact(record: &Record, verbs: &Verbs<'_>) -> String {
    let subject = plain(&record.subject.label);
    let mut text = match &record.object {
        Object::Entity(node) => format!("{subject} {} {}", verbs.of(&record.predicate), plain(&node.label)),
        Object::Post { of: Some(of), role, .. } => format!("{subject}: {} of {}", plain(role), plain(&of.label)),
        Object::Post { post, .. } => format!("{subject}: {}", plain(&post.label)),
        Object::Words(words) => {
            let to = record.addressee.as_ref().map(|to| format!(" to {}", plain(&to.label))).unwrap_or_default();
            let words = if record.is_quoted() { format!("“{}”", plain(words)) } else { plain(words) };
            format!("{subject} {}{to}: {words}", verbs.of(&record.predicate))
        }
    };
    let mut notes: Vec<String> = Vec::new();
    if record.modality != "actual" {
        notes.push(record.modality.clone());
    }
    let quantity = record.qualifiers.get("quantity").map(|q| {
        let unit = record.qualifiers.get("unit").map(|u| format!(" {u}")).unwrap_or_default();
        plain(&format!("{q}{unit}"))
    });
    notes.extend(quantity);
    let told = ["mode", "stage", "measure", "topic", "target"];
    notes.extend(told.iter().filter_map(|name| record.qualifiers.get(*name)).map(|value| plain(value)));
    notes.extend(record.place.as_ref().map(|place| format!("in {}", plain(&place.label))));
    notes.extend(record.attribution.as_ref().map(|by| format!("according to {}", plain(&by.label))));
    if !notes.is_empty() {
        let _ = write!(text, " ({})", notes.join(", "));
    }
    text
}

/// Columns in which sentences are easily read.
pub const READABLE: usize = 100;

/// A fact for `--json`.
#[must_use]
pub fn json(record: &Record) -> Value {
    json!({
        "id": record.iri,
        "article": record.source.id,
        "kind": record.kind,
        "subject": node(&record.subject),
        "predicate": record.predicate,
        "object": match &record.object {
            Object::Entity(entity) => node(entity),
            Object::Words(words) => json!({ "value": words }),
            Object::Post { post, role, of } => json!({ "value": post.label, "iri": post.iri, "role": role, "of": of.as_ref().map(|of| node(of)) }),
        },
        "modality": record.modality,
        "date": record.date,
        "attribution": record.attribution.as_ref().map(|by| node(by)),
        "place": record.place.as_ref().map(|place| node(place)),
        "qualifiers": record.qualifiers,
        "sentences": record.sentences.iter().map(|s| json!({ "index": s.index, "start": s.start, "end": s.end, "text": s.text })).collect::<Vec<_>>(),
        "published": record.source.date,
        "publisher": record.source.publisher,
        "url": record.source.url,
        "rule": record.rule,
    })
}

/// Someone or something for `--json`.
#[must_use]
pub fn node(node: &Node) -> Value {
    json!({ "iri": node.iri, "label": node.label, "type": node.class, "code": node.code })
}

/// `1 fact`, `2 facts`.
#[must_use]
pub fn many(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Text in which Markdown sees no markup.
#[must_use]
pub fn md(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
