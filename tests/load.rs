//! Loading and dropping: every way in, every kind of bad input, and the graph file as it was after each failure.

use std::io::Write;

use crate::cli::Place;

/// The ids of the articles in a graph file, in its order.
pub fn ids(graph: &str) -> Vec<&str> {
    let head = "# article <https://w3id.org/chancery/article/";
    graph.lines().filter_map(|line| line.strip_prefix(head)?.split_once('>')).map(|(id, _)| id).collect()
}

/// The literal values of a property in a graph, by the article's id.
fn values<'g>(graph: &'g str, property: &str) -> Vec<(&'g str, &'g str)> {
    let middle = format!("> <{property}> ");
    let lines = graph.lines().filter_map(|line| line.split_once(&middle));
    lines.filter_map(|(subject, rest)| Some((subject.rsplit_once('/')?.1, rest.rsplit_once(" <")?.0))).collect()
}

const ISSUED: &str = "http://purl.org/dc/terms/issued";
const TITLE: &str = "http://purl.org/dc/terms/title";
const DAY: &str = "^^<http://www.w3.org/2001/XMLSchema#date>";

#[test]
fn every_format_is_read() {
    let place = Place::new();
    place
        .write("in/plain.txt", "Ministers met in Bonn.")
        .write("in/dated.txt", " date 2021-12-07 Ministers met in Bonn.")
        .write("in/beside.txt", "Ministers met.")
        .write("in/beside.json", r#"{"id":"renamed","title":"Beside","date":"2020-01-02","licence":"any"}"#)
        .write("in/deep/er/head.md", "---\ntitle: \"Head: line\"\ndate: '2020-01-03'\n---\n\nMinisters *met*.\n")
        .write("in/no-head.markdown", "Ministers *met*.\n")
        .write("in/one.json", r#"{"title":"One","date":"2020-01-04T10:00:00Z","text":"Ministers met."}"#)
        .write("in/two.json", r#"[{"text":"Ministers met."},{"id":"own","text":"Envoys met."}]"#)
        .write("in/lines.jsonl", "{\"text\":\"Ministers met.\"}\n\n{\"id\":\"x y\",\"text\":\"Envoys met.\"}\r\n")
        .write("in/.hidden.txt", "Nothing.")
        .write("in/picture.png", "\u{0}\u{1}");
    let said = place.done(&["load", "in"]);
    assert!(said.starts_with("10 articles added, 0 replaced, 0 unchanged; "), "{said}");
    let graph = place.text("chancery.nq");
    let all = ["dated", "deep/er/head", "lines/1", "no-head", "one", "own", "plain", "renamed", "two/1", "x%20y"];
    assert_eq!(ids(&graph), all);
    let dates =
        ["dated", "head", "one", "renamed"].into_iter().zip(["2021-12-07", "2020-01-03", "2020-01-04", "2020-01-02"]);
    let dates: Vec<_> = dates.map(|(id, day)| (id, format!("\"{day}\"{DAY}"))).collect();
    assert_eq!(values(&graph, ISSUED), dates.iter().map(|(id, day)| (*id, day.as_str())).collect::<Vec<_>>());
    assert_eq!(values(&graph, TITLE), [("head", "\"Head: line\""), ("one", "\"One\""), ("renamed", "\"Beside\"")]);
}

#[test]
fn compressed_files_read_like_plain_ones() {
    let place = Place::new();
    let text = b"date 2021-12-07 Ministers met.";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text).expect("memory");
    place.write("a.txt", text).write("b/a.txt.gz", gzip.finish().expect("memory"));
    place.write("c/a.txt.zst", zstd::encode_all(&text[..], 1).expect("memory"));
    place.done(&["load", "-g", "plain.nq", "a.txt"]);
    for (file, graph) in [("b/a.txt.gz", "b.nq"), ("c/a.txt.zst", "c.nq"), ("b", "d.nq")] {
        place.done(&["load", "-g", graph, file]);
        assert_eq!(place.text(graph), place.text("plain.nq"), "{file}");
    }
}

#[test]
fn standard_input_and_lists_of_paths_are_read() {
    let place = Place::new();
    place.write("a.txt", "Ministers met.").write("b c.txt", "Envoys met.").write("list", "a.txt\n\nb c.txt\r\n");
    place.done(&["load", "--files-from", "list"]);
    assert_eq!(ids(&place.text("chancery.nq")), ["a", "b%20c"]);
    let cases: [(&str, &[&str]); 5] = [
        ("Ministers met.", &["stdin"]),
        ("{\"id\":\"x\",\"text\":\"Ministers met.\"}\n{\"text\":\"Envoys met.\"}\n", &["stdin/2", "x"]),
        ("{\n\"id\":\"y\",\n\"text\":\"Ministers met.\"}", &["y"]),
        ("---\nid: z\n---\nMinisters met.", &["z"]),
        ("{curly} Ministers met.", &[]),
    ];
    for (input, expected) in cases {
        let graph = format!("{}.nq", input.len());
        let ran = place.run_with(&["load", "-g", &graph, "-"], input.as_bytes());
        assert_eq!(ran.status == 0, !expected.is_empty(), "{input}: {}", ran.err);
        let found = if place.exists(&graph) { place.text(&graph) } else { String::new() };
        assert_eq!(ids(&found), expected, "{input}");
    }
    let ran = place.run_with(&["load", "-g", "names.nq", "--files-from", "-"], b"a.txt\n");
    assert_eq!((ran.status, ids(&place.text("names.nq"))), (0, vec!["a"]));
}

#[test]
fn the_flag_dates_all_articles() {
    let place = Place::new();
    place.write("in/a.txt", "date 2021-12-07 Ministers met.").write("in/b.txt", "Envoys met.");
    place.done(&["load", "--date", "2022-02-24", "in"]);
    let day = format!("\"2022-02-24\"{DAY}");
    assert_eq!(values(&place.text("chancery.nq"), ISSUED), [("a", day.as_str()), ("b", day.as_str())]);
}

#[test]
fn loading_again_changes_nothing_and_a_changed_article_is_replaced() {
    let place = Place::new();
    place.write("in/a.txt", "Ministers met.").write("in/b.txt", "Envoys met.");
    place.done(&["load", "in"]);
    let before = place.text("chancery.nq");
    assert!(place.done(&["load", "in"]).starts_with("0 articles added, 0 replaced, 2 unchanged; "));
    assert_eq!(place.text("chancery.nq"), before);
    place.write("in/b.json", r#"{"title":"Envoys"}"#);
    assert_eq!(
        place.done(&["load", "--dry-run", "in"]),
        "replace b\n0 articles would be added, 1 replaced; 1 unchanged.\n"
    );
    assert_eq!(place.text("chancery.nq"), before);
    assert!(place.done(&["load", "in"]).starts_with("0 articles added, 1 replaced, 1 unchanged; "));
    assert_eq!(values(&place.text("chancery.nq"), TITLE), [("b", "\"Envoys\"")]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    place.write("a.txt", "Ministers met.");
    let json = place.done(&["load", "--dry-run", "--json", "a.txt"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["added"], &json["would_add"]), (&1.into(), &serde_json::json!(["a"])));
    assert!(!place.exists("chancery.nq"));
}

#[test]
fn dropping_equals_never_having_loaded() {
    let place = Place::new();
    place.write("in/a.txt", "Ministers met.").write("in/b.txt", "Envoys met.");
    place.done(&["load", "-g", "both.nq", "in"]);
    place.done(&["load", "-g", "one.nq", "in/b.txt"]);
    assert_eq!(place.done(&["drop", "-g", "both.nq", "a"]), "1 article dropped.\n");
    assert_eq!(place.text("both.nq"), place.text("one.nq"));
    let missing = "There is no article “bb” in the graph; is “b” meant?";
    place.fails(&["drop", "-g", "both.nq", "b", "bb"], 2, missing);
    assert_eq!(place.text("both.nq"), place.text("one.nq"));
    place.done(&["drop", "-g", "both.nq", "https://w3id.org/chancery/article/b"]);
    assert_eq!(place.text("both.nq"), "# chancery graph 1\n");
    place.fails(&["drop", "-g", "none.nq", "b"], 1, "none.nq: does not exist.");
}

#[test]
fn graphs_may_be_compressed() {
    let place = Place::new();
    place.write("in/a.txt", "Ministers met.").write("in/b.txt", "Envoys met.");
    place.done(&["load", "in"]);
    for graph in ["x.nq.gz", "x.nq.zst"] {
        place.done(&["load", "-g", graph, "in/b.txt"]);
        place.done(&["load", "-g", graph, "in/a.txt"]);
        let mut plain = Vec::new();
        let mut stream = chancery::article::bytes::open(&place.path(graph)).expect("a graph");
        std::io::Read::read_to_end(&mut stream, &mut plain).expect("a graph");
        assert_eq!(plain, place.read("chancery.nq"), "{graph}");
    }
}

#[test]
fn each_bad_input_is_one_sentence() {
    let place = Place::new();
    place
        .write("empty.txt", "")
        .write("blank.md", " \n\n")
        .write("head.txt", "date 2021-12-07\n")
        .write("latin.txt", b"Good.\nGen\xE8ve")
        .write("binary.txt", b"GIF89a\0\0")
        .write("broken.json", "{\"text\":\n\"Ministers\" met}")
        .write("list.json", "[1]")
        .write("no-text.json", r#"{"title":"x"}"#)
        .write("odd-text.json", r#"{"text":5}"#)
        .write("date.json", r#"{"date":"7 December","text":"Ministers met."}"#)
        .write("yaml.md", "---\ntitle: x\ndate: [\n---\nMinisters met.")
        .write("scalar.md", "---\njust words\n---\nMinisters met.")
        .write("cut.txt.gz", &b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x0b"[..])
        .write("void/.keep", "");
    let cases = [
        ("missing.txt", "does not exist."),
        ("void", "holds no article (.txt, .md, .html, .json, .jsonl, .rss, .atom or .tar)."),
        ("empty.txt", "is empty."),
        ("blank.md", "is empty."),
        ("head.txt", "has no text."),
        ("latin.txt:2", "is not UTF-8 (byte 0xE8)."),
        ("binary.txt", "is a binary file, not text."),
        ("broken.json:2", "is malformed JSON at column 13: expected `,` or `}`."),
        ("list.json", "holds JSON that is no object."),
        ("no-text.json", "has no “text”."),
        ("odd-text.json", "has a “text” that is no text."),
        ("date.json", "has the date “7 December”, which is no day like 2021-12-07."),
        ("scalar.md:2", "has a YAML head that is no mapping."),
        ("cut.txt.gz", "cannot be read: it breaks off in the middle."),
    ];
    for (place_of_error, problem) in cases {
        let file = place_of_error.split(':').next().expect("a name");
        for command in ["load", "extract", "explain"] {
            place.fails(&[command, file], 1, &format!("{place_of_error}: {problem}"));
        }
    }
    let ran = place.run(&["load", "yaml.md"]);
    assert!(ran.err.starts_with("chancery: yaml.md:4: has a malformed YAML head: "), "{}", ran.err);
    assert!(!place.exists("chancery.nq"), "nothing was written");
}

#[test]
fn too_large_a_file_is_refused_however_it_is_packed() {
    let place = Place::new();
    let large = "Ministers met. ".repeat(100_000);
    place.write("a.txt", &large).write("b.jsonl", format!("{{\"text\":\"{large}\"}}\n"));
    place.write("a.txt.zst", zstd::encode_all(large.as_bytes(), 1).expect("memory"));
    let problem = "holds more than 1 MiB, which is too large for an article; see --max-size.";
    for file in ["a.txt", "b.jsonl", "a.txt.zst"] {
        place.fails(&["load", "--max-size", "1", file], 1, &format!("{file}: {problem}"));
    }
}

#[test]
fn in_a_batch_bad_inputs_are_skipped() {
    let place = Place::new();
    place.write("in/a.txt", "Ministers met.").write("in/b.txt", "").write(
        "in/c.jsonl",
        "{\"id\":\"c\",\"text\":\"Envoys met.\"}\n{\"id\":\"d\"}\nnot JSON\n{\"id\":\"e\",\"text\":\"Kings met.\"}\n",
    );
    let ran = place.run(&["load", "in", "gone.txt"]);
    let expected = "chancery: gone.txt: does not exist.\n\
        chancery: in/b.txt: is empty.\n\
        chancery: in/c.jsonl:2: has no “text”.\n\
        chancery: in/c.jsonl:3: is malformed JSON at column 2: expected ident.\n\
        chancery: 4 inputs were skipped; the rest is done.\n";
    assert_eq!((ran.status, ran.err.as_str()), (3, expected));
    assert_eq!(ids(&place.text("chancery.nq")), ["a", "c", "e"]);
    place.fails(&["extract", "in/b.txt"], 1, "in/b.txt: is empty.");
    let ran = place.run(&["load", "in/b.txt", "gone.txt"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.ends_with("chancery: None of the 2 inputs could be read.\n"), "{}", ran.err);
}

#[test]
fn two_texts_with_one_id_are_an_error_naming_both() {
    let place = Place::new();
    place.write("x/a.txt", "Ministers met.").write("y/a.txt", "Envoys met.").write("z/a.txt", "Ministers met.");
    let clash = "x/a.txt and y/a.txt both have the id “a” but different texts; give one of them another id.";
    place.fails(&["load", "x", "y"], 2, clash);
    assert!(!place.exists("chancery.nq"));
    assert!(place.done(&["load", "x", "z"]).starts_with("1 article added"));
}

#[test]
fn a_damaged_or_foreign_graph_is_left_as_it_is() {
    let place = Place::new();
    place.write("in/a.txt", "Ministers met.").write("in/b.txt", "Envoys met.").write("c.txt", "Kings met.");
    place.done(&["load", "in"]);
    let good = place.text("chancery.nq");
    let second = good.match_indices("# article").nth(1).expect("two articles").0;
    let end = good.find("# graph").expect("the merged layer");
    let swapped = format!("{}\n{}{}", "# chancery graph 1", &good[second..end], &good[19..second]);
    let damaged = [
        (good[..good.len() - 10].to_owned(), 13, "it has a line that does not belong to its article here"),
        (
            good.replacen("\"b\"", "\"B\"", 1),
            11,
            "it has lines before it that were changed by hand or on the disk here",
        ),
        (good.replacen("# article", "# articles", 1), 2, "it has no comment over an article here"),
        (swapped, 7, "it has an article out of order here"),
        (format!("{good}\n"), 14, "it has no comment over an article here"),
    ];
    for (content, line, problem) in damaged {
        place.write("chancery.nq", &content);
        let sentence = format!("chancery.nq:{line}: is damaged: {problem}; the file is left as it is.");
        place.fails(&["load", "c.txt"], 1, &sentence);
        place.fails(&["drop", "a"], 1, &sentence);
        assert_eq!(place.text("chancery.nq"), content);
    }
    for foreign in ["<a:b> <a:c> <a:d> .\n", "no line end", "\n"] {
        place.write("chancery.nq", foreign);
        let sentence = "chancery.nq: is no graph file that Chancery wrote; it is left as it is.";
        place.fails(&["load", "c.txt"], 1, sentence);
        assert_eq!(place.text("chancery.nq"), foreign);
    }
    place.write("x.nq.gz", &good);
    let ran = place.run(&["load", "-g", "x.nq.gz", "c.txt"]);
    assert_eq!((ran.status, place.text("x.nq.gz")), (1, good));
    assert!(ran.err.starts_with("chancery: x.nq.gz: is damaged or cannot be read: "), "{}", ran.err);
    let other = "x.ttl: a graph file that can be loaded into is called .nq, .nq.gz or .nq.zst.";
    place.fails(&["load", "-g", "x.ttl", "c.txt"], 2, other);
    place.write("chancery.nq", "");
    assert!(place.done(&["load", "c.txt"]).starts_with("1 article added"));
}

#[test]
fn a_place_that_cannot_be_written_to_is_an_error() {
    let place = Place::new();
    place.write("a.txt", "Ministers met.");
    place.fails(&["load", "-g", "no/x.nq", "a.txt"], 1, "no: is no directory, so no graph can be written there.");
    if std::path::Path::new("/proc/self").exists() {
        let ran = place.run(&["load", "-g", "/proc/x.nq", "a.txt"]);
        assert_eq!(ran.status, 1);
        assert!(ran.err.starts_with("chancery: /proc/x.nq: cannot be written: "), "{}", ran.err);
    }
}

#[test]
fn one_process_writes_at_a_time() {
    let place = Place::new();
    place.write("a.txt", "Ministers met.");
    let wait = std::time::Duration::ZERO;
    let held = chancery::graph::file::GraphFile::open(&place.path("chancery.nq"), wait).expect("the lock");
    let ran = place.run(&["load", "--wait", "0", "a.txt"]);
    let holder = format!("process {} is writing to it", std::process::id());
    assert_eq!(ran.status, 75);
    assert!(ran.err.contains(&holder), "{}", ran.err);
    let waiting = place.command(&["load", "--wait", "30", "a.txt"]).stdout(std::process::Stdio::null()).spawn();
    std::thread::sleep(std::time::Duration::from_millis(200));
    drop(held);
    assert!(waiting.expect("the program starts").wait().expect("the program ends").success());
    let mut names: Vec<_> =
        std::fs::read_dir(place.path("")).expect("a directory").flatten().map(|e| e.file_name()).collect();
    names.sort_unstable();
    assert_eq!(names, [".chancery.nq.reports", "a.txt", "chancery.nq"], "no lock and no half-written file is left");
}

#[test]
fn what_a_killed_process_left_is_swept_away() {
    let place = Place::new();
    place.write("a.txt", "Ministers met.").write(".chancery.nq.x7.part", "half").write(".chancery.nq.lock", "1");
    place.done(&["load", "a.txt"]);
    assert!(!place.exists(".chancery.nq.x7.part") && !place.exists(".chancery.nq.lock"));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_of_the_graph_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::new();
    place.write("a.txt", "Ministers met.").write("real/world.nq", "");
    let mode = |mode| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(place.path("real/world.nq"), mode(0o640)).expect("permissions");
    symlink("real/world.nq", place.path("link.nq")).expect("a link");
    place.done(&["load", "-g", "link.nq", "a.txt"]);
    let real = std::fs::metadata(place.path("real/world.nq")).expect("a graph");
    assert_eq!(real.permissions().mode() & 0o777, 0o640);
    assert!(place.path("link.nq").is_symlink() && real.len() > 100);
}

/// As on a full disk: files that may not grow, standard output that takes nothing.
#[cfg(target_os = "linux")]
#[test]
fn without_space_the_graph_stays_as_it_was() {
    let place = Place::new();
    place
        .write("a.txt", "Ministers met.")
        .write("in/b.txt", "“We agree,” said NATO Secretary General Jens Stoltenberg. ".repeat(9));
    place.done(&["load", "a.txt"]);
    let before = place.text("chancery.nq");
    let program = env!("CARGO_BIN_EXE_chancery");
    // A limit of one block on what is written, with the signal for it ignored, so that writing fails as it does on a full disk.
    let script = format!("trap '' XFSZ; ulimit -f 1; exec {program} load in");
    let output =
        std::process::Command::new("bash").args(["-c", &script]).current_dir(place.path("")).output().expect("bash");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    assert!(complaint.starts_with("chancery: ") && complaint.contains("cannot be written"), "{complaint}");
    assert_eq!(place.text("chancery.nq"), before);
    let left: Vec<_> =
        std::fs::read_dir(place.path("")).expect("a directory").flatten().map(|e| e.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
    let full = std::fs::File::create("/dev/full").expect("a full device");
    let output = place.command(&["stats"]).stdout(full).output().expect("the program ends");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not be written"));
}
