//! Facts as quads: hand-made facts of every kind and the N-Quads that stand for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chancery::article::Article;
use chancery::extract::{ArticleDate, Extraction};
use chancery::fact::record::Record;
use chancery::fact::{Argument, Entity, EventCode, Evidence, Fact, Kind, Modality, When};
use chancery::graph::quads;
use chancery::ontology::{Class, Ontology};
use chancery::text::Span;
use oxttl::NQuadsParser;

const TEXT: &str = "“Genève”: Ann Bell met Bo Carr.\n\nThe President spoke.";

fn article() -> Article {
    let date = "2021-12-07".parse().ok();
    Article { id: "a 1".into(), title: Some("A \"call\"\u{1}".into()), date, text: TEXT.into(), ..Article::default() }
}

fn entity(name: &str, class: Class) -> Arc<Entity> {
    let iri = format!("https://w3id.org/chancery/entity/{}", name.replace(' ', "_"));
    Arc::new(Entity { iri, label: name.into(), class, code: (class == Class::Country).then(|| "FRA".into()) })
}

fn person(name: &str) -> Argument {
    Argument::Entity(entity(name, Class::Person))
}

fn fact(kind: Kind, subject: Argument, predicate: &str, object: Argument) -> Fact {
    let span = Span { start: 0, end: TEXT.find("\n\n").expect("two paragraphs") };
    Fact {
        kind,
        subject,
        predicate: predicate.into(),
        object,
        modality: Modality::Actual,
        attribution: None,
        date: None,
        place: None,
        event: None,
        qualifiers: BTreeMap::new(),
        evidence: vec![Evidence { sentence: 0, span }],
        rule: "test/rule".into(),
    }
}

fn meeting() -> Fact {
    Fact {
        modality: Modality::Planned,
        attribution: Some(person("Ann Bell")),
        date: Some(When { value: "2021-12".into(), how: "“this month”".into() }),
        place: Some(entity("Geneva", Class::City)),
        event: Some(EventCode { plover: "CONSULT".into(), mode: Some("visit".into()), quad: 1, cameo: "042".into() }),
        qualifiers: BTreeMap::from([("mode", "in person".to_owned()), ("start", "10:07".to_owned())]),
        ..fact(Kind::Meeting, person("Ann Bell"), "met", person("Bo Carr"))
    }
}

/// The graph of some facts, without the graph's name and with the prefixes that people write.
fn graph(facts: Vec<Fact>) -> String {
    let extraction = Extraction { facts, ..Extraction::default() };
    let lines = quads::lines(&article(), &extraction, &Ontology::default());
    let mut short = lines.replace(" <https://w3id.org/chancery/article/a%201> .\n", "\n");
    for (prefix, iri) in chancery::graph::vocabulary::PREFIXES {
        let start = format!("<{iri}");
        while let Some(at) = short.find(&start) {
            let end = at + short[at..].find('>').expect("the end of an IRI");
            let name = format!("{prefix}:{}", &short[at + start.len()..end]);
            short.replace_range(at..=end, &name);
        }
    }
    short
}

#[test]
fn a_meeting_that_is_planned_is_a_node_only() {
    let graph = graph(vec![meeting()]);
    let expected = "\
        article:a%201 ch:signature \"ba0d1ed30126bb2ee76b1322c5be8d9a94d99c5d48057c8a7cd04a07700d938ce63a4d155528287391839b49eb217d036c7af265e3e1d56d7332d7b33998f22a\"
        article:a%201 dcterms:identifier \"a 1\"
        article:a%201 dcterms:issued \"2021-12-07\"^^xsd:date
        article:a%201 dcterms:title \"A \\\"call\\\"\\u0001\"
        article:a%201 rdf:type ch:Article
        article:a%201 rdf:type schema:NewsArticle
        article:a%201#f0 ch:attribution ent:Ann_Bell
        article:a%201#f0 ch:cameo \"042\"
        article:a%201#f0 ch:date \"2021-12\"^^xsd:gYearMonth
        article:a%201#f0 ch:dateHow \"“this month”\"
        article:a%201#f0 ch:modality ch:planned
        article:a%201#f0 ch:mode \"in person\"
        article:a%201#f0 ch:place ent:Geneva
        article:a%201#f0 ch:plover \"CONSULT\"
        article:a%201#f0 ch:ploverMode \"visit\"
        article:a%201#f0 ch:quadClass \"1\"^^xsd:integer
        article:a%201#f0 ch:rule \"test/rule\"
        article:a%201#f0 ch:start \"10:07\"
        article:a%201#f0 dcterms:source article:a%201
        article:a%201#f0 prov:wasDerivedFrom article:a%201#s0
        article:a%201#f0 rdf:object ent:Bo_Carr
        article:a%201#f0 rdf:predicate ch:met
        article:a%201#f0 rdf:subject ent:Ann_Bell
        article:a%201#f0 rdf:type ch:Fact
        article:a%201#f0 rdf:type ch:Meeting
        article:a%201#s0 ch:index \"0\"^^xsd:nonNegativeInteger
        article:a%201#s0 nif:anchorOf \"“Genève”: Ann Bell met Bo Carr.\"
        article:a%201#s0 nif:beginIndex \"0\"^^xsd:nonNegativeInteger
        article:a%201#s0 nif:endIndex \"31\"^^xsd:nonNegativeInteger
        article:a%201#s0 nif:referenceContext article:a%201
        article:a%201#s0 rdf:type ch:Sentence
        article:a%201#s0 rdf:type nif:Sentence
        ent:Ann_Bell rdf:type ch:Person
        ent:Ann_Bell skos:prefLabel \"Ann Bell\"@en
        ent:Bo_Carr rdf:type ch:Person
        ent:Bo_Carr skos:prefLabel \"Bo Carr\"@en
        ent:Geneva rdf:type ch:City
        ent:Geneva skos:prefLabel \"Geneva\"@en";
    let mut lines: Vec<_> = graph.lines().collect();
    lines.sort_unstable();
    let expected: Vec<_> = expected.lines().map(str::trim_start).collect();
    assert_eq!(lines, expected);
}

#[test]
fn only_what_is_actual_is_asserted() {
    for modality in Modality::ALL {
        let graph = graph(vec![Fact { modality, ..meeting() }]);
        let asserted = graph.contains("ent:Ann_Bell ch:met ent:Bo_Carr\n");
        assert_eq!(asserted, modality == Modality::Actual, "{modality:?}");
    }
}

#[test]
fn words_are_literals() {
    let said = fact(Kind::Statement, person("Ann Bell"), "said", Argument::Value("We \"agree\"\n".into()));
    assert!(graph(vec![said]).contains("ent:Ann_Bell ch:said \"We \\\"agree\\\"\\n\"\n"));
}

/// The lines about an office and whoever holds it.
fn office(role: &str, modality: Modality) -> Vec<String> {
    let of = entity("France", Class::Country);
    let object = Argument::Office { role: role.into(), of };
    let fact = Fact { modality, ..fact(Kind::Office, person("Ann Bell"), "holdsOffice", object) };
    let extraction = Extraction { facts: vec![fact], ..Extraction::default() };
    let lines = quads::lines(&article(), &extraction, Ontology::built_in());
    let about = ["/entity/Ann_Bell> <https://w3id.org/chancery/ns#", "/office/", "/ns/org#"];
    lines.lines().filter(|line| about.iter().any(|part| line.contains(part))).map(str::to_owned).collect()
}

#[test]
fn an_office_is_a_membership_and_who_leads_is_one_triple() {
    let contains = |lines: &[String], part: &str| lines.iter().any(|line| line.contains(part));
    let president = office("President", Modality::Actual);
    for part in [
        "/office/President_of_France> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/chancery/ns#Post>",
        "/office/President_of_France> <http://www.w3.org/2004/02/skos/core#prefLabel> \"President of France\"@en",
        "/office/President_of_France> <https://w3id.org/chancery/ns#role> \"President\"",
        "/office/President_of_France> <https://w3id.org/chancery/ns#of> <https://w3id.org/chancery/entity/France>",
        "/entity/Ann_Bell> <https://w3id.org/chancery/ns#holdsOffice> <https://w3id.org/chancery/office/President_of_France>",
        "/entity/Ann_Bell> <https://w3id.org/chancery/ns#leads> <https://w3id.org/chancery/entity/France>",
        "#f0> <http://www.w3.org/ns/org#member> <https://w3id.org/chancery/entity/Ann_Bell>",
        "#f0> <http://www.w3.org/ns/org#organization> <https://w3id.org/chancery/entity/France>",
    ] {
        assert!(contains(&president, part), "{part}\n{}", president.join("\n"));
    }
    let cases = [
        ("former President", Modality::Actual, "President", false, false),
        ("President-elect", Modality::Actual, "President", false, false),
        ("then acting President", Modality::Actual, "President", true, true),
        ("deputy President", Modality::Actual, "Deputy_President", true, false),
        ("President", Modality::Planned, "President", false, false),
        ("cook", Modality::Actual, "Cook", true, false),
    ];
    for (role, modality, post, holds, leads) in cases {
        let lines = office(role, modality);
        let object = format!("#object> <https://w3id.org/chancery/office/{post}_of_France>");
        assert!(contains(&lines, &object), "{role}\n{}", lines.join("\n"));
        assert_eq!(contains(&lines, "#holdsOffice> <https://w3id.org/chancery/office/"), holds, "{role}");
        assert_eq!(contains(&lines, "#leads>"), leads, "{role}");
    }
    let posts = |role: &str| -> Vec<String> {
        office(role, Modality::Actual)
            .into_iter()
            .filter(|line| line.starts_with("</office/") || line.contains("ns#Post>"))
            .collect()
    };
    assert!(!posts("President").is_empty());
    assert_eq!(posts("PRESIDENT"), posts("President"), "however it is written");
    assert_eq!(posts("keeper of the seal"), posts("Keeper of the seal"));
    assert!(posts("CEO").iter().any(|line| line.contains("CEO_of_France")));
}

#[test]
fn dates_are_as_precise_as_they_are_known() {
    for (value, datatype) in [
        ("2021-12-07", "^^xsd:date"),
        ("2021-12", "^^xsd:gYearMonth"),
        ("2021", "^^xsd:gYear"),
        ("2021-12-06/2021-12-09", ""),
    ] {
        let date = Some(When { value: value.into(), how: "how".into() });
        let graph = graph(vec![Fact { date, ..meeting() }]);
        assert!(graph.contains(&format!("ch:date \"{value}\"{datatype}\n")), "{value}");
    }
}

#[test]
fn an_inferred_date_is_marked() {
    let date = ArticleDate { date: "2021-12-07".parse().ok(), inferred: true, reasons: Vec::new() };
    let extraction = Extraction { date, ..Extraction::default() };
    let lines = quads::lines(&Article { date: None, ..article() }, &extraction, &Ontology::default());
    assert!(lines.contains("#dateInferred> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>"), "{lines}");
}

#[test]
fn lines_are_canonical_sorted_and_none_stands_twice() {
    let twice = vec![meeting(), Fact { modality: Modality::Actual, ..meeting() }, meeting()];
    let extraction = Extraction { facts: twice, ..Extraction::default() };
    let (article, ontology) = (article(), Ontology::default());
    let lines = quads::lines(&article, &extraction, &ontology);
    let parsed: Vec<_> =
        NQuadsParser::new().for_slice(lines.as_bytes()).collect::<Result<_, _>>().expect("valid N-Quads");
    assert_eq!(parsed, quads::quads(&article, &extraction, &ontology));
    let again = parsed.iter().fold(String::new(), |all, quad| all + &format!("{quad} .\n"));
    assert_eq!(again, lines);
    let all: Vec<_> = lines.lines().collect();
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn the_public_format_is_as_documented() {
    let article = article();
    let fact = meeting();
    let record = Record::new(&article, &article.code_points(), &fact).expect("evidence");
    let expected = concat!(
        r#"{"article":"a 1","kind":"meeting","subject":{"iri":"https://w3id.org/chancery/entity/Ann_Bell","#,
        r#""label":"Ann Bell","type":"Person","code":null},"predicate":"met","#,
        r#""object":{"iri":"https://w3id.org/chancery/entity/Bo_Carr","label":"Bo Carr","type":"Person","code":null},"#,
        r#""modality":"planned","date":"2021-12","attribution":{"iri":"https://w3id.org/chancery/entity/Ann_Bell","#,
        r#""label":"Ann Bell","type":"Person","code":null},"#,
        r#""event":{"plover":"CONSULT","mode":"visit","quad":1,"cameo":"042"},"#,
        r#""qualifiers":{"mode":"in person","place":"Geneva","start":"10:07"},"#,
        r#""sentence":{"index":0,"start":0,"end":31,"text":"“Genève”: Ann Bell met Bo Carr."},"rule":"test/rule"}"#
    );
    assert_eq!(serde_json::to_string(&record).expect("JSON"), expected);
}
