//! The hand-written graph in other programs' formats: `chancery export -g talks.trig --to dot`.

use std::collections::BTreeSet;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxrdf::{GraphName, Quad};
use proptest::prelude::*;

use crate::query::{complaint, printed};

#[path = "export/awkward.rs"]
mod awkward;
#[path = "export/graphs.rs"]
mod graphs;

fn export(arguments: &[&str]) -> String {
    printed(&[&["export"], arguments].concat())
}

fn rows(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.expect("a row as long as the header")).collect()
}

fn quads(text: &str, format: RdfFormat) -> BTreeSet<String> {
    RdfParser::from_format(format).for_slice(text).map(|q| q.expect("well-formed").to_string()).collect()
}

fn union(quads: &BTreeSet<String>, format: RdfFormat) -> BTreeSet<String> {
    let text = quads.iter().map(String::as_str).collect::<Vec<_>>().join(" .\n") + " .\n";
    RdfParser::from_format(format)
        .for_slice(&text)
        .map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q.expect("well-formed") }.to_string())
        .collect()
}

#[test]
fn every_rdf_format_says_the_same() {
    let jsonld = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
    let apart = quads(&export(&["--to", "nq"]), RdfFormat::NQuads);
    assert!(apart.len() > 250);
    for (name, format) in [("trig", RdfFormat::TriG), ("jsonld", jsonld)] {
        assert_eq!(quads(&export(&["--to", name]), format), apart, "{name}");
    }
    let together = union(&apart, RdfFormat::NQuads);
    assert!(together.len() < apart.len());
    for (name, format) in [("ttl", RdfFormat::Turtle), ("nt", RdfFormat::NTriples), ("rdfxml", RdfFormat::RdfXml)] {
        let text = export(&["--to", name]);
        assert_eq!(quads(&text, format), together, "{name}");
    }
    let lines = export(&["--to", "nt"]);
    assert_eq!(lines.lines().count(), together.len(), "what two articles say is there once");
}

#[test]
fn rdf_1_2_speaks_of_facts_by_triple_terms() {
    let text = export(&["--to", "rdf12"]);
    let met = "<https://w3id.org/chancery/article/call#f2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> \
               <<( <https://w3id.org/chancery/entity/Joe_Biden> <https://w3id.org/chancery/ns#met> \
               <https://w3id.org/chancery/entity/Vladimir_Putin> )>> .";
    assert!(text.lines().any(|line| line == met), "{text}");
    assert!(!text.contains("#subject>"));
}

#[test]
fn a_part_in_rdf_holds_its_facts_and_what_describes_them() {
    let part = quads(&export(&["--to", "nq", "--predicate", "met"]), RdfFormat::NQuads);
    let has = |s: &str, p: &str| {
        part.iter().filter(|q| q.starts_with(&format!("<https://w3id.org/chancery/{s}> <"))).any(|q| q.contains(p))
    };
    assert!(has("article/call#f2", "ns#modality") && has("article/call#s0", "anchorOf"));
    assert!(has("entity/Joe_Biden", "prefLabel") && has("entity/Joe_Biden", "ns#met"));
    assert!(!has("entity/Joe_Biden", "ns#leads") && !has("article/call#f5", "") && !has("entity/Ukraine", ""));
}

#[test]
fn the_edge_list_has_an_edge_per_fact_with_its_sentence() {
    let text = export(&["--to", "csv"]);
    assert!(text.starts_with("Source,Target,Type,Id,Label,Weight,"), "{text}");
    let all = rows(&text);
    assert_eq!(all.len(), 11);
    let met: Vec<_> = all.iter().filter(|r| &r[7] == "met").collect();
    assert_eq!(met.len(), 2);
    assert_eq!(
        (&met[0][0], &met[0][1], &met[0][8], &met[0][9]),
        ("Joe_Biden", "Vladimir_Putin", "2021-12-07", "actual")
    );
    assert!(met[0][13].contains("spoke by video"));
    let ids: BTreeSet<&str> = all.iter().map(|r| &r[3]).collect();
    assert_eq!(ids.len(), all.len(), "ids are unique");
    assert!(
        all.iter().any(|r| &r[4] == "President" && &r[1] == "Russia"),
        "an office is an edge labelled with the role"
    );
    assert!(all.iter().any(|r| &r[7] == "said" && &r[1] == "Vladimir_Putin"), "a statement goes to its addressee");
    assert_eq!(rows(&export(&["--to", "csv", "--text-nodes"])).len(), 13);
}

#[test]
fn the_node_list_goes_with_the_edge_list() {
    let directory = tempfile::tempdir().expect("a directory");
    let (edges, nodes) = (directory.path().join("e.csv"), directory.path().join("n.csv"));
    let path = |p: &std::path::Path| p.display().to_string();
    assert_eq!(export(&["--to", "csv", "-o", &path(&edges), "--nodes", &path(&nodes)]), "");
    let read = |p: &std::path::Path| std::fs::read_to_string(p).expect("a file");
    let ids: BTreeSet<String> = rows(&read(&nodes)).iter().map(|r| r[0].to_owned()).collect();
    let ends: BTreeSet<String> = rows(&read(&edges)).iter().flat_map(|r| [r[0].to_owned(), r[1].to_owned()]).collect();
    assert_eq!(ids, ends);
    export(&["--to", "csv", "-o", &path(directory.path())]);
    assert_eq!(read(&directory.path().join("edges.csv")), read(&edges));
    assert_eq!(read(&directory.path().join("nodes.csv")), read(&nodes));
}

#[test]
fn filters_choose_the_part() {
    let edges = |arguments: &[&str]| {
        let all = rows(&export(&[&["--to", "csv"], arguments].concat()));
        all.iter().map(|r| format!("{} {} {}", &r[0], &r[7], &r[1])).collect::<Vec<_>>()
    };
    assert_eq!(
        edges(&["--modality", "possible,denied"]),
        ["United_States sanctioned Russia", "Russia mobilized Ukraine"]
    );
    assert_eq!(edges(&["--predicate", "aided", "--predicate", "ch:supported"]).len(), 2);
    assert_eq!(edges(&["--since", "2021-12-08"]).len(), 4, "undated facts count by the day of publication");
    let around = edges(&["--around", "European Union"]);
    assert_eq!(around, ["European_Union threatened Russia"]);
    assert!(edges(&["--around", "European Union", "--depth", "2"]).len() > around.len());
    let top = edges(&["--top", "3"]);
    assert!(top.len() == 4 && top.contains(&"Vladimir_Putin holdsOffice Russia".to_owned()), "{top:?}");
}

#[test]
fn wrong_requests_are_answered_in_a_sentence() {
    assert!(complaint(&["export", "--to", "csv", "--around", "Bidn"], 2).contains("Did you mean Joe Biden?"));
    assert!(complaint(&["export", "--to", "csv", "--modality", "maybe"], 2).contains("possible"));
    assert!(complaint(&["export", "--to", "csv", "--predicate", "meet"], 2).contains("met"));
    assert!(complaint(&["export", "--to", "csv", "--since", "May"], 2).contains("2021-12"));
    assert!(complaint(&["export", "--to", "dot", "--until", "1999"], 2).contains("nothing to draw"));
    assert!(complaint(&["export", "--to", "nq", "-g", "none.nq"], 1).contains("none.nq"));
    assert!(complaint(&["export", "--to", "nq", "-o", "/nowhere/x.nq"], 1).contains("/nowhere/x.nq"));
    assert!(complaint(&["export", "--to", "dot", "--nodes", "n.csv"], 2).contains("--to csv"));
}

#[test]
fn the_picture_aggregates_and_tells_modalities_apart() {
    let dot = export(&["--to", "dot"]);
    let line = |a: &str, b: &str| {
        let edge = format!("\"https://w3id.org/chancery/entity/{a}\" -> \"https://w3id.org/chancery/entity/{b}\"");
        dot.lines().filter(|l| l.trim().starts_with(&edge)).collect::<Vec<_>>().join("\n")
    };
    assert!(dot.contains("rankdir=LR") && dot.contains("legend"));
    assert!(line("Joe_Biden", "Vladimir_Putin").contains("met ×2\\n2021-12-07"), "{dot}");
    assert!(line("United_States", "Russia").contains("style=dotted"));
    assert!(line("Russia", "Ukraine").contains("arrowhead=tee"));
    assert!(line("United_States", "Ukraine").contains("style=solid"));
    assert!(export(&["--to", "dot", "--cluster", "type"]).contains("label=\"country\""));
    assert!(export(&["--to", "dot", "--text-nodes"]).contains("We want peace,"));
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    for format in ["dot", "csv", "ttl", "trig", "rdfxml", "jsonld"] {
        assert_eq!(export(&["--to", format]), export(&["--to", format]), "{format}");
    }
}

#[test]
fn pictures_that_nobody_could_read_are_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut quads = String::new();
    for n in 0..160 {
        let fact = format!("<https://w3id.org/chancery/article/a#f{n}>");
        let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        let own = "https://w3id.org/chancery/";
        let about = [
            format!("<{rdf}type> <{own}ns#Fact>"),
            format!("<{rdf}subject> <{own}entity/Centre>"),
            format!("<{rdf}predicate> <{own}ns#met>"),
            format!("<{rdf}object> <{own}entity/N{n}>"),
        ];
        for statement in about {
            quads = quads + &fact + " " + &statement + " <https://w3id.org/chancery/article/a> .\n";
        }
    }
    let path = directory.path().join("star.nq");
    std::fs::write(&path, quads).expect("a file");
    let graph = path.display().to_string();
    for format in ["dot", "html"] {
        let said = complaint(&["export", "-g", &graph, "--to", format], 2);
        assert!(said.contains("161 nodes") && said.contains("--top"), "{said}");
        printed(&["export", "-g", &graph, "--to", format, "--large"]);
        printed(&["export", "-g", &graph, "--to", format, "--top", "20"]);
    }
    assert_eq!(rows(&export(&["-g", &graph, "--to", "csv"])).len(), 160);
}

proptest! {
    #[test]
    fn cells_are_never_formulas_and_read_back_equal(cell in "[='+@\\-\t\r\n\", a-z]{0,8}") {
        let safe = chancery::export::csv::safe(&cell);
        prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(chancery::export::csv::unsafe_again(&safe), cell);
    }
}
