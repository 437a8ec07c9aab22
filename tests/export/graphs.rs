//! Graph files for Gephi, yEd, Cytoscape and Neo4j, the page and the events: `chancery export --to gexf`.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::export;
use crate::query::{complaint, printed};

/// All texts of elements, in order.
pub fn xml_texts(xml: &str) -> Vec<String> {
    let (mut reader, mut texts, mut open) = (Reader::from_str(xml), Vec::new(), String::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(_) => open.clear(),
            Event::Text(text) => open.push_str(&text.unescape().expect("known entities")),
            Event::End(_) => texts.push(std::mem::take(&mut open)),
            Event::Eof => return texts,
            _ => {}
        }
    }
}

/// All values of attributes, in order.
pub fn xml_attributes(xml: &str) -> Vec<String> {
    let (mut reader, mut values) = (Reader::from_str(xml), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    values.push(attribute.expect("quoted").unescape_value().expect("known entities").into_owned());
                }
            }
            Event::Eof => return values,
            _ => {}
        }
    }
}

/// Attributes of all elements of that name.
fn elements(xml: &str, name: &str) -> Vec<Vec<(String, String)>> {
    let (mut reader, mut found) = (Reader::from_str(xml), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == name.as_bytes() => {
                let pair = |a: quick_xml::events::attributes::Attribute<'_>| {
                    let key = String::from_utf8_lossy(a.key.as_ref()).into_owned();
                    (key, a.unescape_value().expect("known entities").into_owned())
                };
                found.push(tag.attributes().map(|a| pair(a.expect("quoted"))).collect());
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn value<'e>(element: &'e [(String, String)], key: &str) -> Option<&'e str> {
    element.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
}

/// The JSON in the page.
pub fn page_data(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"data\">").expect("data");
    rest.split_once("</script>").expect("an end").0
}

#[test]
fn graphml_and_gexf_hold_every_node_and_edge_once() {
    for format in ["graphml", "gexf"] {
        let xml = export(&["--to", format]);
        let (nodes, edges) = (elements(&xml, "node"), elements(&xml, "edge"));
        assert_eq!((nodes.len(), edges.len()), (7, 11), "{format}");
        let ids: BTreeSet<&str> = nodes.iter().chain(&edges).filter_map(|e| value(e, "id")).collect();
        assert_eq!(ids.len(), 18, "{format}: ids are unique");
        for edge in &edges {
            for end in ["source", "target"] {
                assert!(ids.contains(value(edge, end).expect("an end")), "{format}: {edge:?}");
            }
        }
        let keys = if format == "graphml" { ("key", "data", "key") } else { ("attribute", "attvalue", "for") };
        let declared: BTreeSet<String> =
            elements(&xml, keys.0).iter().filter_map(|k| value(k, "id").map(str::to_owned)).collect();
        for used in elements(&xml, keys.1) {
            assert!(declared.contains(value(&used, keys.2).expect("a key")), "{format}: {used:?}");
        }
    }
}

#[test]
fn gexf_edges_know_their_days() {
    let edges = elements(&export(&["--to", "gexf", "--text-nodes"]), "edge");
    let days = |id: &str| {
        let edge = edges.iter().find(|e| value(e, "id") == Some(id)).expect("an edge");
        (value(edge, "start").map(str::to_owned), value(edge, "end").map(str::to_owned))
    };
    assert_eq!(days("call#f2"), (Some("2021-12-07".into()), Some("2021-12-07".into())));
    assert_eq!(days("visit#f5"), (Some("2022-01-01".into()), Some("2022-01-31".into())));
    assert_eq!(days("call#f3"), (None, None));
}

#[test]
fn cytoscape_elements_refer_to_each_other() {
    let json: Value = serde_json::from_str(&export(&["--to", "cytoscape"])).expect("JSON");
    let list = |name: &str| json["elements"][name].as_array().expect("a list").clone();
    let ids: BTreeSet<String> =
        list("nodes").iter().map(|n| n["data"]["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!((ids.len(), list("edges").len()), (7, 11));
    assert!(list("edges").iter().all(|e| ids.contains(e["data"]["target"].as_str().expect("an end"))));
}

#[test]
fn neo4j_takes_a_directory_of_two_files() {
    assert!(complaint(&["export", "--to", "neo4j"], 2).contains("-o"));
    let directory = tempfile::tempdir().expect("a directory");
    let place = directory.path().join("new");
    export(&["--to", "neo4j", "-o", &place.display().to_string()]);
    let read = |name: &str| std::fs::read_to_string(place.join(name)).expect("a file");
    let (nodes, edges) = (read("nodes.csv"), read("relationships.csv"));
    assert!(nodes.starts_with("id:ID,name,code,iri,:LABEL\n"), "{nodes}");
    assert!(edges.starts_with(":START_ID,:END_ID,:TYPE,"), "{edges}");
    let ids: BTreeSet<String> = super::rows(&nodes).iter().map(|r| r[0].to_owned()).collect();
    let ends: BTreeSet<String> = super::rows(&edges).iter().flat_map(|r| [r[0].to_owned(), r[1].to_owned()]).collect();
    assert_eq!(ids, ends);
    assert!(edges.contains(",HOLDS_OFFICE,"));
}

#[test]
fn events_are_records_of_coded_facts() {
    let events: Vec<Value> =
        export(&["--to", "plover"]).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(events.len(), 7);
    let met = &events[0];
    assert_eq!((&met["event_type"], &met["event_date"]), (&"CONSULT".into(), &"2021-12-07".into()));
    assert_eq!((&met["actor"]["country"], &met["actor"]["sector"]), (&"USA".into(), &"GOV".into()));
    assert_eq!((&met["quad_code"], &met["span"]), (&1.into(), &serde_json::json!([0, 88])));
    assert_eq!(events[2]["modality"], "denied");
    assert_eq!(events[2]["according_to"]["name"], "Kremlin");
}

#[test]
fn the_page_needs_nothing_else_and_holds_the_sentences() {
    let page = export(&["--to", "html"]);
    for elsewhere in ["src=", "href=\"http", "@import", "url("] {
        let own = page.split_once("<script>").expect("a script").0;
        assert!(!own.contains(elsewhere), "{elsewhere}");
    }
    assert!(page.contains("Content-Security-Policy") && page.contains("Cytoscape Consortium"));
    let data: Value = serde_json::from_str(page_data(&page)).expect("JSON");
    assert_eq!(data["nodes"].as_array().map(Vec::len), Some(7));
    assert!(data["edges"].to_string().contains("spoke by video"));
}

#[test]
fn help_has_examples_that_run() {
    let directory = tempfile::tempdir().expect("a directory");
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_chancery"));
    let path =
        format!("{}:{}", binary.parent().expect("a directory").display(), std::env::var("PATH").unwrap_or_default());
    for command in ["query", "export", "show", "timeline", "path", "stats"] {
        let help = printed(&[command, "--help"]);
        let examples: Vec<&str> = help.lines().map(str::trim).filter(|l| l.starts_with("chancery ")).collect();
        assert!(!examples.is_empty(), "{help}");
        for example in examples {
            // What follows is for other programs.
            let own = example.split(['|', '>']).next().unwrap_or_default();
            let ran = std::process::Command::new("sh")
                .args(["-c", own])
                .current_dir(directory.path())
                .env("PATH", &path)
                .env("CHANCERY_GRAPH", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/graphs/talks.trig"))
                .output()
                .expect("a shell");
            assert!(ran.status.success(), "{example}: {}", String::from_utf8_lossy(&ran.stderr));
        }
    }
}
