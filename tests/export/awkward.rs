//! Names and sentences that formats trip over, written and read back: `O'Brien, "Bob" <b>=cmd()`.

use std::path::Path;

use oxrdf::{GraphName, Literal, NamedNode, Quad};
use proptest::prelude::*;

use chancery::export::{Cluster, Format, Job, write};
use chancery::graph::vocabulary::{article, ch, term};
use chancery::network::Selection;
use chancery::ontology::Ontology;

/// A graph of one fact: someone of that name met `B`, as that sentence says.
pub fn graph(directory: &Path, name: &str, sentence: &str) -> String {
    let iri = article("a");
    let node = |end: &str| NamedNode::new_unchecked(format!("{}{end}", iri.as_str()));
    let ent = |end: &str| NamedNode::new_unchecked(format!("https://w3id.org/chancery/entity/{end}"));
    let text = |t: &str| Literal::new_simple_literal(t);
    let quads: Vec<(NamedNode, NamedNode, oxrdf::Term)> = vec![
        (iri.clone(), term::IDENTIFIER.into(), text("a").into()),
        (node("#s0"), term::ANCHOR_OF.into(), text(sentence).into()),
        (node("#s0"), term::REFERENCE_CONTEXT.into(), iri.clone().into()),
        (ent("A"), term::TYPE.into(), ch("Person").into()),
        (ent("A"), term::LABEL.into(), Literal::new_language_tagged_literal_unchecked(name, "en").into()),
        (node("#f0"), term::TYPE.into(), ch("Fact").into()),
        (node("#f0"), term::TYPE.into(), ch("Meeting").into()),
        (node("#f0"), term::SUBJECT.into(), ent("A").into()),
        (node("#f0"), term::PREDICATE.into(), ch("met").into()),
        (node("#f0"), term::OBJECT.into(), ent("B").into()),
        (node("#f0"), ch("modality"), ch("actual").into()),
        (node("#f0"), term::DERIVED_FROM.into(), node("#s0").into()),
    ];
    let mut lines = String::new();
    for (subject, predicate, object) in quads {
        let quad = Quad::new(subject, predicate, object, GraphName::NamedNode(iri.clone()));
        lines.push_str(&quad.to_string());
        lines.push_str(" .\n");
    }
    let path = directory.join("g.nq");
    std::fs::write(&path, lines).expect("a file");
    path.display().to_string()
}

/// That graph in a format.
pub fn exported(graph: &str, format: Format) -> String {
    let selection = Selection::default();
    let job =
        Job { graph, selection: &selection, ontology: Ontology::built_in(), cluster: Cluster::None, large: false };
    let mut out = Vec::new();
    write(&job, format, &mut out).expect("it is written");
    String::from_utf8(out).expect("UTF-8")
}

/// Text with what formats trip over.
pub fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just(",".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("<b>&amp;".to_owned()),
        Just("=cmd()".to_owned()),
        Just("\\".to_owned()),
        Just("\t".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{5d0}".to_owned()),
        Just("\u{7f}".to_owned()),
        Just("]]>".to_owned()),
        Just("</script><script>alert(1)</script>".to_owned()),
        Just("<!--".to_owned()),
        Just("{|}".to_owned()),
        "[a-zé ]{1,6}",
    ];
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// The text of a DOT string.
fn unquoted(dot: &str) -> String {
    let inner = &dot[1..];
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => break,
            },
            c => out.push(c),
        }
    }
    out.replace("&amp;", "&")
}

fn words(text: &str) -> String {
    let shown: String = chancery::query::plain(text);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn tables_read_back_equal(name in awkward(), sentence in awkward()) {
        let directory = tempfile::tempdir().expect("a directory");
        let graph = graph(directory.path(), &name, &sentence);
        let edges = super::rows(&exported(&graph, Format::Csv));
        prop_assert_eq!(chancery::export::csv::unsafe_again(&edges[0][13]), &sentence);
        let nodes = super::rows(&exported(&graph, Format::Nodes));
        prop_assert_eq!(chancery::export::csv::unsafe_again(&nodes[0][1]), &name);
    }

    #[test]
    fn pictures_show_the_name(name in awkward()) {
        let directory = tempfile::tempdir().expect("a directory");
        let dot = exported(&graph(directory.path(), &name, "s"), Format::Dot);
        let line = dot.lines().find(|l| l.trim().starts_with("\"https://w3id.org/chancery/entity/A\" [label=")).expect("a node");
        let label = unquoted(line.split_once("[label=").expect("a label").1);
        let shown = words(&name);
        prop_assert!(label.replace('\n', " ") == shown || label.ends_with('…'), "{:?} {:?}", label, shown);
        let turned = dot.contains('\u{202e}');
        prop_assert!(!turned);
    }

    #[test]
    fn graph_files_read_back_equal(name in awkward(), sentence in awkward()) {
        let directory = tempfile::tempdir().expect("a directory");
        let graph = graph(directory.path(), &name, &sentence);
        let graphml = exported(&graph, Format::Graphml);
        let texts = super::graphs::xml_texts(&graphml);
        prop_assert!(texts.contains(&name) && texts.contains(&sentence), "{:?}", texts);
        let values = super::graphs::xml_attributes(&exported(&graph, Format::Gexf));
        prop_assert!(values.contains(&name) && values.contains(&sentence), "{:?}", values);
        let json: serde_json::Value = serde_json::from_str(&exported(&graph, Format::Cytoscape)).expect("JSON");
        prop_assert_eq!(&json["elements"]["nodes"][0]["data"]["name"], &name);
        prop_assert_eq!(&json["elements"]["edges"][0]["data"]["sentence"], &sentence);
    }

    #[test]
    fn no_text_can_end_the_script_of_the_page(name in awkward(), sentence in awkward()) {
        let directory = tempfile::tempdir().expect("a directory");
        let graph = graph(directory.path(), &name, &sentence);
        let page = exported(&graph, Format::Html);
        let data = super::graphs::page_data(&page);
        let markup = data.contains(['<', '>', '&']);
        prop_assert!(!markup);
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        prop_assert_eq!(&data["nodes"][0]["label"], &chancery::query::plain(&name));
        prop_assert_eq!(&data["edges"][0]["facts"][0]["sentences"][0], &chancery::query::plain(&sentence));
    }

    #[test]
    fn rdf_reads_back_equal(name in awkward(), sentence in awkward()) {
        let directory = tempfile::tempdir().expect("a directory");
        let graph = graph(directory.path(), &name, &sentence);
        let before = super::quads(&std::fs::read_to_string(&graph).expect("a file"), oxigraph::io::RdfFormat::NQuads);
        prop_assert_eq!(super::quads(&exported(&graph, Format::Trig), oxigraph::io::RdfFormat::TriG), before.clone());
        prop_assert_eq!(super::quads(&exported(&graph, Format::Nq), oxigraph::io::RdfFormat::NQuads), before);
    }
}
