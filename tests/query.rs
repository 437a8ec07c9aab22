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
    assert!(
        complaint(&["query", "SELECT ?a { ?a a ch:Person }", "--format", "ttl"], 2).contains("a SELECT gives rows")
    );
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
    assert!(threats.contains("European Union") && threats.contains("possible"), "{threats}");
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
    assert!(complaint(&["query", "--named", "leaders", "--param", "at=x"], 2).contains("NAME=VALUE for of"));
    assert!(complaint(&["query", "leader"], 2).contains("`leaders`"));
    assert!(complaint(&["query", "ASK {}", "--param", "of=x"], 2).contains("named question"));
    assert!(complaint(&["query", "--named", "timeline", "--param", "since=December"], 2).contains("2021-12-07"));
}

#[test]
fn values_cannot_break_out_of_a_named_query() {
    let rows = query(&["--named", "statements", "--param", "about=\") } UNION { ?speaker ?words ?direct } #"]);
    assert_eq!(rows.lines().count(), 1, "{rows}");
}

/// Questions in `tests/sparql`, each with the rows of its answer in lines that begin with `#= `.
#[test]
fn questions_have_their_answers() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sparql");
    let mut files: Vec<_> =
        std::fs::read_dir(directory).expect("questions").map(|f| f.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() >= 5);
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a question");
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("#= ")).collect();
        let answer = query(&["--file", &file.display().to_string()]);
        assert_eq!(answer.lines().skip(1).collect::<Vec<_>>(), expected, "{}", file.display());
    }
}

#[test]
fn rows_with_sentences_fit_the_terminal() {
    for width in [80, 120] {
        for name in ["meetings", "sanctions", "denied", "offices", "evidence"] {
            let placed: &[&str] = if name == "evidence" { &["Biden", "Putin"] } else { &[] };
            let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
                .args([&["query", "--format", "table", "--named", name], placed].concat())
                .env("CHANCERY_GRAPH", GRAPH)
                .env("COLUMNS", width.to_string())
                .output()
                .expect("the program runs");
            let table = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(table.contains("Biden") || table.contains("Russia"), "{table}");
            assert!(table.lines().all(|line| line.chars().count() <= width), "{width}\n{table}");
            let broken = table.lines().filter(|line| line.trim().chars().count() < 4).count();
            assert_eq!(broken, 0, "words are not cut into pieces\n{table}");
        }
    }
}

#[test]
fn columns_are_aligned_and_shared_sentences_stand_once() {
    let sentence =
        "The ministers of both countries met on Tuesday in the capital to speak about the border and prisoners.";
    let rows = format!(
        "SELECT ?who ?n ?article ?sentence {{ VALUES (?who ?n ?article ?sentence) {{ (\"The first of the ministers\" 7 \"a\" \
         \"{sentence}\") (\"The second\" 12 \"a\" \"{sentence}\") (\"Z\" 1 \"{}\" \"No.\") }} }}",
        "long-id-".repeat(9),
    );
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["query", "--format", "table", &rows])
        .env("CHANCERY_GRAPH", GRAPH)
        .env("COLUMNS", "60")
        .output()
        .expect("the program runs");
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    let mut expected = "\
who                          n  article
───────────────────────────────────────
The first of the ministers   7  a
The second                  12  a
    “The ministers of both countries met on Tuesday in the
    capital to speak about the border and prisoners.”
Z                            1
    article:
    "
    .to_owned();
    expected += &"long-id-".repeat(9);
    expected += "\n    “No.”\n";
    assert_eq!(table, expected, "{table}");
}

#[test]
fn spreadsheets_get_names_and_no_formulas() {
    let place = crate::cli::Place::new();
    let prefixes = "@prefix ch: <https://w3id.org/chancery/ns#> . @prefix dcterms: <http://purl.org/dc/terms/> .";
    place.write("g.ttl", format!("{prefixes} <http://example.org/a> a ch:Article ; dcterms:title \"=cmd()\" ."));
    let rows = place.done(&["query", "-g", "g.ttl", "articles"]);
    assert!(rows.ends_with(",'=cmd(),0\r\n"), "{rows}");
    assert!(query(&["statements"]).contains("Vladimir Putin"), "names as in the table");
    assert!(query(&["statements", "--json"]).contains("https://w3id.org/chancery/entity/Vladimir_Putin"));
}

#[test]
fn a_damaged_graph_file_is_told() {
    let place = crate::cli::Place::new();
    place.write("a.txt", "President Joe Biden met President Vladimir Putin in Geneva on June 16, 2021.");
    assert_eq!(place.run(&["load", "a.txt"]).status, 0);
    let whole = place.text("chancery.nq");
    place.write("chancery.nq", &whole[..whole.len() / 2]);
    let ran = place.run(&["query", "ASK {}"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("chancery.nq") && ran.err.contains("damaged"), "{ran:?}");
    place.write("chancery.nq", whole.replace("Biden", "Bidet"));
    assert_eq!(place.run(&["export", "--to", "csv"]).status, 1);
    place.write("other.ttl", "<a> <b .");
    assert!(place.run(&["query", "-g", "other.ttl", "ASK {}"]).err.contains("other.ttl:1"));
    place.write("other.xyz", "");
    assert!(place.run(&["query", "-g", "other.xyz", "ASK {}"]).err.contains(".trig"));
}
