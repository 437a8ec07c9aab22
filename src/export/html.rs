//! A page that shows the network and, on a click, the sentences: one file, nothing loaded from elsewhere.
//!
//! The page is `assets/page.html` with Cytoscape.js (MIT, `assets/LICENSE-cytoscape`) and the data put in as JSON in which
//! no `<` stands, so that nothing in an article can end the script.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::style::{class_name, fill, line_colour, line_meaning, modality_style};
use crate::network::{Edge, Network, Node, Object, Record};
use crate::query::plain;

const PAGE: &str = include_str!("assets/page.html");
const LIBRARY: &str = include_str!("assets/cytoscape.min.js");

/// The page. The network must have kept its facts.
#[must_use]
pub fn html(network: &Network) -> String {
    let (head, rest) = PAGE.split_once("/*LIBRARY*/").unwrap_or((PAGE, ""));
    let (middle, tail) = rest.split_once("/*DATA*/").unwrap_or((rest, ""));
    let data = harmless(&data(network));
    [head, LIBRARY, middle, &data, tail].concat()
}

/// JSON that can stand in a script: the same to a JSON reader, nothing to an HTML reader.
fn harmless(json: &Value) -> String {
    json.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn data(network: &Network) -> Value {
    let nodes: Vec<Value> = network.nodes().into_iter().map(|n| node(&network.graph[n], network.weight(n))).collect();
    let edges: Vec<Value> =
        network.edges().into_iter().enumerate().map(|(n, (a, b, edge))| line(n, a, b, edge, network)).collect();
    json!({ "nodes": nodes, "edges": edges, "legend": legend(network) })
}

fn node(node: &Node, weight: usize) -> Value {
    json!({
        "id": node.iri, "iri": node.iri, "label": plain(&node.label), "type": class_name(&node.class), "code": node.code,
        "fill": fill(&node.class), "weight": weight,
    })
}

fn line(number: usize, source: &Node, target: &Node, edge: &Edge, network: &Network) -> Value {
    let facts: Vec<Value> = edge.facts.iter().map(|n| fact(&network.records[*n])).collect();
    json!({
        "id": format!("e{number}"), "source": source.iri, "target": target.iri, "label": plain(&edge.label),
        "predicate": edge.predicate, "modality": edge.modality, "symmetric": edge.symmetric, "count": edge.count,
        "dates": edge.dates, "colour": line_colour(edge), "line": modality_style(&edge.modality).0, "facts": facts,
    })
}

fn fact(record: &Record) -> Value {
    let mut qualifiers: Vec<String> = record.qualifiers.iter().map(|(k, v)| format!("{k}: {v}")).collect();
    if let (Object::Words(words), Some(_)) = (&record.object, &record.addressee) {
        qualifiers.insert(0, if record.is_quoted() { format!("“{words}”") } else { words.clone() });
    }
    json!({
        "date": record.date,
        "according_to": record.attribution.as_ref().map(|by| plain(&by.label)),
        "qualifiers": plain(&qualifiers.join(", ")),
        "sentences": record.sentences.iter().map(|s| plain(&s.text)).collect::<Vec<_>>(),
        "article": record.source.id,
        "title": record.source.title.as_deref().map(plain),
        "publisher": record.source.publisher,
        "published": record.source.date,
        "url": record.source.url,
    })
}

fn legend(network: &Network) -> Vec<Value> {
    let classes: BTreeMap<&str, &str> =
        network.graph.node_weights().map(|n| (n.class.as_str(), fill(&n.class))).collect();
    let colours: BTreeMap<&str, &str> =
        network.graph.edge_weights().map(|e| (line_meaning(e), line_colour(e))).collect();
    let boxes = classes.iter().map(|(class, fill)| json!({ "text": class_name(class), "fill": fill }));
    boxes.chain(colours.iter().map(|(meaning, colour)| json!({ "text": meaning, "colour": colour }))).collect()
}
