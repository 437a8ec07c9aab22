//! Runs a PETRARCH-style test suite: `cargo run --example petrarch -- convert ACTORS AGENTS VERBS DIR`, then
//! `cargo run --example petrarch -- score SUITE.jsonl [--ontology DIR] [-v]`.
//!
//! `convert` turns dictionaries into Turtle for `--ontology`; `examples/petrarch/sample` is a small set of them. A line of a
//! suite is `{"text": …, "date": …, "events": [{"sourcecode": …, "targetcode": …, "eventcode": …}]}`; it is right when the
//! set of (source, target, first two digits of the event code) is the same.

mod actors;
mod score;
mod verbs;

use std::fs;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> = args.iter().map(String::as_str).collect();
    match names[..] {
        ["convert", actors, agents, verbs, directory] => convert([actors, agents, verbs], Path::new(directory)),
        ["score", suite, ref options @ ..] => score::run(Path::new(suite), options),
        _ => Err("say `convert ACTORS AGENTS VERBS DIR` or `score SUITE.jsonl [--ontology DIR] [-v]`".into()),
    }
}

fn convert(dictionaries: [&str; 3], directory: &Path) -> Outcome<()> {
    let [actors, agents, verbs] = dictionaries.map(fs::read_to_string);
    fs::create_dir_all(directory)?;
    fs::write(directory.join("actors.ttl"), HEAD.to_owned() + &actors::turtle(&actors?) + &actors::agents(&agents?))?;
    fs::write(directory.join("verbs.ttl"), HEAD.to_owned() + &verbs::turtle(&verbs?))?;
    Ok(())
}

const HEAD: &str = "@prefix ch: <https://w3id.org/chancery/ns#> .
@prefix ent: <https://w3id.org/chancery/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
";

/// The lines of a dictionary without comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let plain = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    plain.filter(|line| !line.is_empty() && !line.starts_with("<!") && !line.ends_with("-->"))
}

/// What stands between the first square brackets, and what stands before them.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (before, rest) = line.split_once('[')?;
    Some((before.trim(), rest.split(']').next()?.trim()))
}

/// A literal of Turtle.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_coded_as_its_dictionaries_say() -> Outcome<()> {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/petrarch/sample");
        let paths = ["actors.txt", "agents.txt", "verbs.txt"].map(|f| sample.join(f).display().to_string());
        let made = std::env::temp_dir().join(format!("petrarch-{}", std::process::id()));
        convert([&paths[0], &paths[1], &paths[2]], &made)?;
        let found = score::count(&sample.join("suite.jsonl"), &["--ontology", &made.display().to_string()]);
        fs::remove_dir_all(&made)?;
        assert_eq!(found?, (5, 5));
        Ok(())
    }
}
