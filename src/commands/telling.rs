//! How facts are told on a terminal: `2021-12-07  Joe Biden met Vladimir Putin (video)  [call]`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::network::{Node, Object, Record};
use crate::query::plain;

/// A fact in words: `Joe Biden met Vladimir Putin`, with what qualifies it.
#[must_use]
pub fn fact(record: &Record) -> String {
    let subject = plain(&record.subject.label);
    let mut text = match &record.object {
        Object::Entity(node) => format!("{subject} {} {}", verb(&record.predicate), plain(&node.label)),
        Object::Post { post, .. } => format!("{subject}: {}", plain(&post.label)),
        Object::Words(words) => {
            let to = record.addressee.as_ref().map(|to| format!(" to {}", plain(&to.label))).unwrap_or_default();
            format!("{subject} {}{to}: “{}”", verb(&record.predicate), plain(words))
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

/// `holdsOffice` → `holds office`.
fn verb(predicate: &str) -> String {
    let mut out = String::new();
    for c in predicate.chars() {
        if c.is_uppercase() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
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

/// Columns to write in: those of the terminal up to 100, or of `COLUMNS`.
#[must_use]
pub fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.or_else(|| comfy_table::Table::new().width().map(usize::from)).unwrap_or(100).clamp(40, 100)
}

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
