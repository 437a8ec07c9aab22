//! Graph and events as JSON: Cytoscape's elements, and PLOVER events one a line.
//!
//! `{"event_type":"CONSULT","event_date":"2021-12-07","actor":{"name":"Joe Biden","code":"USAGOV",…},…}`.

use std::io::{Result as IoResult, Write};

use serde_json::{Map, Value, json};

use super::row::{EDGE, Edge, NODE, Node, Shape};
use super::{Job, output};
use crate::error::Result;
use crate::network::{self, Object, Record, source};

/// Cytoscape's JSON: `{"elements":{"nodes":[…],"edges":[…]}}`.
#[derive(Debug, Default)]
pub struct Cytoscape {
    written: bool,
}

impl Cytoscape {
    fn element(&mut self, data: &Map<String, Value>, out: &mut dyn Write) -> IoResult<()> {
        let comma = if std::mem::replace(&mut self.written, true) { "," } else { "" };
        write!(out, "{comma}\n{}", json!({ "data": data }))
    }
}

fn map<'v>(start: &[(&str, &str)], values: impl Iterator<Item = (&'v str, &'v str)>) -> Map<String, Value> {
    let given = values.filter(|(_, value)| !value.is_empty()).map(|(k, v)| (k.to_owned(), v.into()));
    start.iter().map(|(k, v)| ((*k).to_owned(), (*v).into())).chain(given).collect()
}

impl Shape for Cytoscape {
    fn begin(&mut self, out: &mut dyn Write) -> IoResult<()> {
        out.write_all(b"{\"format_version\":\"1.0\",\"generated_by\":\"chancery\",\"data\":{\"name\":\"chancery\"},\"elements\":{\"nodes\":[")
    }

    fn node(&mut self, node: &Node<'_>, out: &mut dyn Write) -> IoResult<()> {
        // Cytoscape Desktop shows `name`.
        let data = map(&[("id", node.id), ("name", node.label)], NODE.into_iter().zip(node.values()));
        self.element(&data, out)
    }

    fn middle(&mut self, out: &mut dyn Write) -> IoResult<()> {
        self.written = false;
        out.write_all(b"],\n\"edges\":[")
    }

    fn edge(&mut self, edge: &Edge<'_>, out: &mut dyn Write) -> IoResult<()> {
        let start = [("id", edge.id), ("source", edge.source), ("target", &*edge.target), ("interaction", edge.label)];
        let mut data = map(&start, EDGE.into_iter().zip(edge.values()));
        data.insert("directed".to_owned(), (!edge.symmetric).into());
        self.element(&data, out)
    }

    fn end(&mut self, out: &mut dyn Write) -> IoResult<()> {
        out.write_all(b"]}}\n")
    }
}

/// Writes coded events, one JSON object a line.
///
/// # Errors
/// A graph that cannot be read, an output that cannot be written.
pub fn plover(job: &Job<'_>, out: &mut dyn Write) -> Result<()> {
    source::each_record(job.graph, |record| {
        if !job.selection.keeps(record) {
            return Ok(());
        }
        match event(record) {
            Some(event) => writeln!(out, "{event}").map_err(output),
            None => Ok(()),
        }
    })
}

/// A coded fact as an event record in the manner of POLECAT.
fn event(record: &Record) -> Option<Value> {
    let coding = record.coding.as_ref()?;
    let qualifier = |name: &str| record.qualifiers.get(name);
    let first = record.sentences.first();
    Some(json!({
        "event_id": super::row::Edge::new(record, false).id,
        "event_date": record.date,
        "event_type": coding.plover,
        "event_mode": coding.mode,
        "quad_code": coding.quad.as_deref().and_then(|quad| quad.parse::<u8>().ok()),
        "cameo": coding.cameo,
        "modality": record.modality,
        "actor": party(&record.subject),
        "recipient": match &record.object {
            Object::Words(words) => json!({ "name": words }),
            _ => record.counterpart().map_or(Value::Null, |node| party(node)),
        },
        "location": record.place.as_ref().map(|place| party(place)),
        "context": qualifier("topic"),
        "magnitude": qualifier("quantity"),
        "unit": qualifier("unit"),
        "measure": qualifier("measure"),
        "according_to": record.attribution.as_ref().map(|by| party(by)),
        "text": first.map(|s| s.text.as_str()),
        "span": first.map(|s| [s.start, s.end]),
        "article": record.source.id,
        "publication_date": record.source.date,
        "publisher": record.source.publisher,
        "url": record.source.url,
        "rule": record.rule,
    }))
}

/// Heads of CAMEO codes that are no countries.
const NO_COUNTRIES: [&str; 5] = ["IGO", "IMG", "MNC", "NGM", "NGO"];

/// Country and sector as far as the code tells them: `USAGOV` → USA, GOV.
fn party(node: &network::Node) -> Value {
    let code = node.code.as_deref().filter(|code| code.is_ascii());
    let country = code.is_some_and(|c| !NO_COUNTRIES.iter().any(|head| c.starts_with(head)));
    let part = |from: usize, to: usize| code.filter(|_| country).and_then(|c| c.get(from..to));
    json!({
        "name": node.label,
        "iri": node.iri,
        "type": node.class,
        "code": code,
        "country": part(0, 3),
        "sector": part(3, 6),
    })
}
