//! Every command that the README shows works in a directory with the sample articles, and prints something.

use std::path::{Path, PathBuf};
use std::process::Command;

use chancery::ontology::Ontology;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The fenced blocks of one language in the README, in order.
fn blocks(language: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let fence = format!("```{language}\n");
    readme.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

/// A directory with the sample articles in `articles/`.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary directory");
    let articles = place.path().join("articles");
    std::fs::create_dir(&articles).expect("a directory");
    for entry in std::fs::read_dir(root().join("examples/articles")).expect("sample articles") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, articles.join(path.file_name().expect("a name"))).expect("a copy");
    }
    place
}

/// A `PATH` that finds the program under test first.
pub fn search_path() -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_chancery")).parent().expect("a directory");
    format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default())
}

#[test]
fn every_command_of_the_readme_works() {
    let place = place();
    let blocks = blocks("sh");
    assert!(blocks.len() >= 6, "the README shows its commands in `sh` blocks");
    for block in blocks {
        let output = Command::new("bash")
            .args(["-euo", "pipefail", "-c", &block])
            .current_dir(place.path())
            .env("PATH", search_path())
            .env_remove("CHANCERY_GRAPH")
            .output()
            .expect("bash runs");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{block}\n{complaint}");
        assert!(!output.stdout.is_empty() || complaint.contains("articles"), "nothing was printed by\n{block}");
    }
    for written in ["chancery.nq", "graph.dot", "nodes.csv", "edges.csv", "graph.html"] {
        let size = std::fs::metadata(place.path().join(written)).expect("the file is written").len();
        assert!(size > 100, "{written} holds something");
    }
}

#[test]
fn the_questions_of_the_readme_have_answers() {
    let place = place();
    let ask = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(args)
            .current_dir(place.path())
            .env_remove("CHANCERY_GRAPH")
            .output()
            .expect("the program runs");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    ask(&["load", "articles/"]);
    for (named, expected) in [
        ("meetings", "Joe Biden and Vladimir Putin"),
        ("sanctions", "Russia"),
        ("offices", "President"),
        ("conflicts", "17:35"),
    ] {
        let answer = ask(&["query", "--named", named, "--format", "csv"]);
        assert!(answer.contains(expected), "{named}: {answer}");
    }
}

#[test]
fn what_the_readme_teaches_is_understood() {
    let place = place();
    let own = place.path().join("own");
    std::fs::create_dir(&own).expect("a directory");
    let prefixes = "@prefix ch: <https://w3id.org/chancery/ns#> .\n@prefix ent: <https://w3id.org/chancery/entity/> .\n\
                    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";
    for (i, block) in blocks("turtle").iter().enumerate() {
        std::fs::write(own.join(format!("{i}.ttl")), format!("{prefixes}{block}")).expect("a file");
    }
    let ontology = Ontology::with_directory(&own).expect("the README's entries are well-formed");
    assert!(ontology.by_iri("https://w3id.org/chancery/entity/Riverland").is_some());
    let article = chancery::article::Article {
        id: "tea".to_owned(),
        text: "French President Emmanuel Macron took tea with the Riverlander president on Monday.".to_owned(),
        ..chancery::article::Article::default()
    };
    let facts = chancery::extract::extract(&article, &ontology).facts;
    assert!(facts.iter().any(|f| &*f.predicate == "met" && f.subject.text() == "Emmanuel Macron"), "{facts:?}");
}
