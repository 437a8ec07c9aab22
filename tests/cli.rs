//! The program as users run it: output, errors and exit status of the commands.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A directory of its own in which the program runs.
pub struct Place(TempDir);

/// What a run of the program gave.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary directory"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, making the directories it lies in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(path, content).expect("a file");
        self
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("a file")
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).expect("UTF-8")
    }

    /// A run of the program that is yet to be started.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.args(args).current_dir(self.0.path()).env_remove("CHANCERY_GRAPH").env("NO_COLOR", "1");
        command.env("XDG_CONFIG_HOME", self.0.path());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    /// Runs the program with something on its standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        use std::io::Write;
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // The program may end without reading its input.
        let _ = child.stdin.take().expect("standard input").write_all(input);
        let output = child.wait_with_output().expect("the program ends");
        Ran {
            status: output.status.code().expect("an exit status"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Runs the program and expects it to succeed without a word on standard error.
    pub fn done(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{args:?}");
        ran.out
    }

    /// Runs the program and expects this exit status and this one sentence on standard error.
    pub fn fails(&self, args: &[&str], status: i32, sentence: &str) {
        let ran = self.run(args);
        assert_eq!((ran.status, ran.err.as_str()), (status, format!("chancery: {sentence}\n").as_str()), "{args:?}");
    }

    pub fn exists(&self, name: &str) -> bool {
        Path::exists(&self.path(name))
    }
}

#[test]
fn help_and_version_are_printed() {
    let place = Place::new();
    let help = place.done(&["--help"]);
    for command in ["demo", "load", "drop", "extract", "explain", "query", "export"] {
        assert!(help.contains(&format!("  {command} ")), "{help}");
        assert!(place.done(&[command, "--help"]).contains("Usage: chancery "));
    }
    assert_eq!(place.done(&["--version"]), format!("chancery {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn nonsense_on_the_command_line_is_status_2() {
    let place = Place::new();
    for args in [&["fetch"][..], &[], &["load"], &["load", "--date", "soon", "x"], &["load", "--jobs", "0", "x"]] {
        let ran = place.run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new();
    place.write("a.jsonl", r#"{"id":"a","text":"Ministers met."}"#);
    let mut command = place.command(&["extract", "--format", "nq", "a.jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn extract_prints_the_graph_of_articles() {
    let place = Place::new();
    place.write("call.md", "---\ntitle: A call\ndate: 2021-12-07\n---\nThe **two** spoke.\n");
    let quads = place.done(&["extract", "--format", "nq", "call.md"]);
    let issued = "<https://w3id.org/chancery/article/call> <http://purl.org/dc/terms/issued> \
        \"2021-12-07\"^^<http://www.w3.org/2001/XMLSchema#date> <https://w3id.org/chancery/article/call> .\n";
    assert!(quads.contains(issued), "{quads}");
    let turtle = place.done(&["extract", "--format", "ttl", "call.md"]);
    assert!(turtle.contains("dcterms:title \"A call\""), "{turtle}");
}

#[test]
fn explain_tells_the_date_and_where_it_comes_from() {
    let place = Place::new();
    place.write("call.txt", "date 2021-12-07 The two leaders spoke.\n");
    let told = place.done(&["explain", "call.txt"]);
    assert!(told.starts_with("call\n  date 2021-12-07, given\n"), "{told}");
}

#[test]
fn explain_prints_trees_as_treebanks_do() {
    let place = Place::new();
    place.write("call.txt", "date 2021-12-07 Ministers met in Bonn. They talked.");
    let trees = place.done(&["explain", "--format", "conllu", "call.txt"]);
    assert!(
        trees.starts_with("# newdoc id = call\n# sent_id = call-0\n# text = Ministers met in Bonn.\n1\tMinisters\t")
    );
    assert_eq!(trees.matches("\troot\t").count(), 2, "{trees}");
}

#[test]
fn extract_prints_facts_line_by_line() {
    let place = Place::new();
    place.write("call.txt", "date 2021-12-07 French President Emmanuel Macron met Olaf Scholz in Paris on Tuesday.");
    let lines = place.done(&["extract", "call.txt"]);
    let met = |line: &str| {
        let fact: serde_json::Value = serde_json::from_str(line).expect("JSON");
        fact["predicate"] == "met" && fact["subject"]["label"] == "Emmanuel Macron" && fact["date"] == "2021-12-07"
    };
    assert!(lines.lines().any(met), "{lines}");
    assert_eq!(place.done(&["extract", "--json", "--jobs", "1", "call.txt"]), lines);
    assert!(place.done(&["extract", "--format", "table", "call.txt"]).contains("Olaf Scholz"));
}

#[test]
fn the_demo_shows_facts_and_writes_three_files_once() {
    let place = Place::new();
    let told = place.done(&["demo"]);
    for part in ["Joe Biden met Vladimir Putin (actual, 2021-06-16)", "sanctioned", "said", "Dmytro Kuleba"] {
        assert!(told.contains(part), "{told}");
    }
    assert!(place.text("demo.nq").starts_with("# chancery graph 1\n# article <"));
    assert!(place.text("demo.dot").starts_with("digraph"));
    assert!(place.text("demo.csv").starts_with("Source,Target,Type,Id,Label,Weight"));
    let refusal = "demo.nq: exists already, and the demo overwrites nothing; run it in another directory.";
    place.fails(&["demo"], 1, refusal);
}

#[test]
fn an_ontology_with_a_mistake_names_file_and_line() {
    let place = Place::new();
    place
        .write("mine/a.ttl", "@prefix ch: <https://w3id.org/chancery/ns#> .\nch:x a \n")
        .write("a.txt", "Talks began.");
    let ran = place.run(&["--ontology", "mine", "extract", "a.txt"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.starts_with("chancery: mine/a.ttl:"), "{}", ran.err);
    let after = place.run(&["extract", "--ontology", "mine", "a.txt"]);
    assert_eq!(after.err, ran.err);
}

#[test]
fn settings_come_from_files_and_say_so() {
    let place = Place::new();
    place.write("a.txt", "Ministers met.").write("chancery.toml", "# ours\ngraph = \"deep/world.nq\"\njobs = 1\n");
    place.write("home/chancery/chancery.toml", "graph = \"other.nq\"\nwait = 5\n").write("deep/x", "");
    place.done(&["load", "a.txt"]);
    assert!(place.exists("deep/world.nq"));
    place.done(&["load", "-g", "own.nq", "a.txt"]);
    assert!(place.exists("own.nq"), "the command line goes first");
    let home = place.path("home");
    let mut command = place.command(&["config", "--json"]);
    let output = command.env("XDG_CONFIG_HOME", &home).output().expect("the program ends");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(told["graph"]["value"], "deep/world.nq");
    assert_eq!(told["graph"]["origin"], "chancery.toml:2");
    assert_eq!(told["wait"]["value"], "5");
    assert!(told["wait"]["origin"].as_str().is_some_and(|o| o.ends_with("home/chancery/chancery.toml:2")), "{told}");
    assert_eq!(told["max-size"]["origin"], "default");
    let mut command = place.command(&["config"]);
    let output = command.env("CHANCERY_GRAPH", "env.nq").output().expect("the program ends");
    assert!(String::from_utf8_lossy(&output.stdout).contains("$CHANCERY_GRAPH"));
    for (file, problem) in [
        ("graph = 1", "chancery.toml:1: graph wants a path in quotes."),
        (
            "\ncolour = \"red\"",
            "chancery.toml:2: sets “colour”; what can be set is graph, ontology, jobs, wait, max-size.",
        ),
        ("jobs = \"two\"", "chancery.toml:1: jobs wants a whole number."),
    ] {
        place.write("chancery.toml", file).fails(&["load", "a.txt"], 1, problem);
    }
    let ran = place.write("chancery.toml", "graph = \n").run(&["stats"]);
    assert!(ran.status == 1 && ran.err.starts_with("chancery: chancery.toml:1: is malformed: "), "{}", ran.err);
}
