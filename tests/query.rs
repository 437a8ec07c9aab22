//! Questions to a small hand-written graph: `chancery query -g talks.trig 'SELECT …'`.

use std::process::{Command, Output};

const GRAPH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/graphs/talks.trig");

/// Runs the program with `-g talks.trig`.
///
/// # Panics
/// The program cannot be run.
pub fn chancery(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(arguments)
        .env("CHANCERY_GRAPH", GRAPH)
        .env("COLUMNS", "110")
        .output()
        .expect("the program runs")
}

/// What it prints.
///
/// # Panics
/// It fails.
pub fn printed(arguments: &[&str]) -> String {
    let output = chancery(arguments);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {complaint}");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// What it complains of.
///
/// # Panics
/// It does not fail with that status.
pub fn complaint(arguments: &[&str], status: i32) -> String {
    let output = chancery(arguments);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).expect("the complaint is UTF-8")
}

fn query(arguments: &[&str]) -> String {
    printed(&[&["query"], arguments].concat())
}

#[test]
fn what_two_articles_say_is_in_the_union_once() {
    assert_eq!(query(&["SELECT ?l { ent:Joe_Biden skos:prefLabel ?l }"]), "l\r\nJoe Biden\r\n");
    let apart = query(&["SELECT ?g { GRAPH ?g { ent:Joe_Biden skos:prefLabel ?l } }"]);
    assert_eq!(apart.lines().count(), 3, "{apart}");
}

#[test]
fn every_form_of_query_is_answered_in_every_format_that_can_hold_it() {
    for format in ["table", "csv", "tsv", "json", "xml"] {
        let select = query(&["SELECT ?who { ?who ch:leads ent:Russia }", "--format", format]);
        assert!(select.contains("Vladimir"), "{format}: {select}");
        let ask = query(&["ASK { ent:Joe_Biden ch:met ent:Vladimir_Putin }", "--format", format]);
        assert!(ask.contains("true") || ask == "yes\n", "{format}: {ask}");
    }
    for format in ["table", "ttl", "nt", "json", "xml"] {
        let construct = query(&["CONSTRUCT { ?a ch:met ?b } WHERE { ?a ch:met ?b }", "--format", format]);
        assert!(construct.contains("Putin"), "{format}: {construct}");
        assert!(query(&["DESCRIBE ent:Joe_Biden", "--format", format]).contains("USAGOV"), "{format}");
    }
    assert!(complaint(&["query", "SELECT ?a { ?a a ch:Person }", "--format", "ttl"], 2).contains("a SELECT gives rows"));
    assert!(complaint(&["query", "DESCRIBE ent:Joe_Biden", "--format", "csv"], 2).contains("statements"));
}

#[test]
fn a_malformed_query_is_told_with_line_and_column() {
    let said = complaint(&["query", "SELECT ?x\nWHERE { ?x a ch:Person"], 2);
    assert!(said.contains("line 2, column 23"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(complaint(&["query", "SELECT ?x WHERE { ?x nope:a ?y }"], 2).contains("line 1"));
    assert!(complaint(&["query", "DELETE WHERE { ?s ?p ?o }"], 2).contains("only reads"));
    assert!(complaint(&["query"], 2).contains("Ask one question"));
    assert!(complaint(&["query", "-g", "nowhere.nq", "ASK {}"], 1).contains("nowhere.nq"));
}

#[test]
fn rows_come_in_pages_and_in_order() {
    let all = query(&["SELECT ?p { ?p a ch:Person }"]);
    assert!(all.lines().skip(1).is_sorted(), "{all}");
    let second = query(&["SELECT ?p { ?p a ch:Person }", "--limit", "1", "--offset", "1"]);
    assert_eq!(second.lines().nth(1), all.lines().nth(2));
    assert_eq!(second.lines().count(), 2);
}

#[test]
fn named_queries_are_listed_and_all_answer() {
    let list = query(&["--named"]);
    for named in chancery::query::named::all() {
        assert!(list.contains(named.name) && !named.about.is_empty(), "{list}");
        let placed: &[&str] = if named.name == "evidence" { &["Biden", "Putin"] } else { &[] };
        let rows = query(&[&["--named", named.name], placed].concat());
        assert!(rows.lines().count() > 1, "{}: {rows}", named.name);
        for parameter in &named.parameters {
            let value = if parameter.of == chancery::query::named::Type::Date { "2021-12" } else { "Russia" };
            let given = format!("{}={value}", parameter.name);
            if !parameter.required {
                query(&["--named", named.name, "--param", &given]);
            }
        }
    }
}

#[test]
fn named_queries_answer_what_they_promise() {
    let table = query(&["--named", "leaders", "--format", "table"]);
    assert!(table.contains("Volodymyr Zelenskyy") && table.contains("Ukraine"), "{table}");
    let evidence = query(&["--named", "evidence", "Putin", "joe biden"]);
    assert!(evidence.contains("spoke by video"), "{evidence}");
    assert!(evidence.contains("could impose"), "a statement to the other side counts: {evidence}");
    assert!(query(&["--named", "denied"]).contains("mobilized"));
    let threats = query(&["--named", "threats", "Russia"]);
    assert!(threats.contains("European_Union") && threats.contains("possible"), "{threats}");
    let later = query(&["--named", "timeline", "--param", "since=2022"]);
    assert!(later.contains("discussed") && !later.contains("met"), "{later}");
    let until = query(&["--named", "timeline", "--param", "until=2021-12"]);
    assert!(!until.contains("discussed") && until.contains("met"), "{until}");
}

#[test]
fn wrong_names_and_parameters_are_answered_with_the_nearest() {
    assert!(complaint(&["query", "--named", "leader"], 2).contains("`leaders`"));
    assert!(complaint(&["query", "--named", "evidence", "Biden"], 2).contains("needs `b`"));
    assert!(complaint(&["query", "--named", "evidence", "Biden", "Putn"], 2).contains("Did you mean Vladimir Putin"));
    assert!(complaint(&["query", "--named", "leaders", "--param", "on=x"], 2).contains("NAME=VALUE for of"));
    assert!(complaint(&["query", "--named", "timeline", "--param", "since=December"], 2).contains("2021-12-07"));
}

#[test]
fn values_cannot_break_out_of_a_named_query() {
    let rows = query(&["--named", "statements", "--param", "about=\") } UNION { ?speaker ?words ?direct } #"]);
    assert_eq!(rows.lines().count(), 1, "{rows}");
}
