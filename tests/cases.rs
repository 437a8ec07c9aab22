//! Literate cases: `tests/extract/<kind or predicate>.md` holds invented sentences, each with exactly the facts of that kind that they give.
//!
//! A case is `## title`, optional lines `date: 2021-12-07`, `title: …` and `publisher: …`, the text quoted with `>`, and lines
//! `- subject | predicate | object | modality [| date]`, or `- none`. A line `misses: why` marks a case that is not read
//! right yet: it fails once it is, so that the mark goes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chancery::article::Article;
use chancery::extract::extract;
use chancery::fact::{Fact, Kind};
use chancery::ontology::Ontology;

/// A case of a file.
#[derive(Debug, Default)]
struct Case {
    line: usize,
    title: String,
    date: Option<String>,
    headline: Option<String>,
    publisher: Option<String>,
    text: String,
    facts: Vec<String>,
    misses: bool,
}

/// The cases of a file in order.
fn cases(text: &str) -> Vec<Case> {
    let mut all: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(title) = line.strip_prefix("## ") {
            all.push(Case { line: number + 1, title: title.trim().to_owned(), ..Case::default() });
            continue;
        }
        let Some(case) = all.last_mut() else { continue };
        if let Some(date) = line.strip_prefix("date:") {
            case.date = Some(date.trim().to_owned());
        } else if let Some(headline) = line.strip_prefix("title:") {
            case.headline = Some(headline.trim().to_owned());
        } else if let Some(publisher) = line.strip_prefix("publisher:") {
            case.publisher = Some(publisher.trim().to_owned());
        } else if line.starts_with("misses:") {
            case.misses = true;
        } else if let Some(quoted) = line.strip_prefix('>') {
            case.text.push_str(quoted.trim());
            case.text.push('\n');
        } else if let Some(fact) = line.strip_prefix("- ") {
            case.facts.push(fact.trim().to_owned());
        }
    }
    all
}

/// The predicates that a file of this stem is about.
fn concerns(stem: &str, fact: &Fact) -> bool {
    fact.predicate.as_ref() == stem
        || fact.kind.name() == stem
        || stem == "mixed"
        || stem == "modality" && !matches!(fact.kind, Kind::Office | Kind::Statement | Kind::Topic)
}

/// A fact as a line of a case, with or without its date.
fn line(fact: &Fact, dated: bool) -> String {
    let mut line =
        format!("{} | {} | {} | {}", fact.subject.text(), fact.predicate, fact.object.text(), fact.modality.name());
    if let Some(date) = fact.date.as_ref().filter(|_| dated) {
        let _ = write!(line, " | {}", date.value);
    }
    line
}

/// What is wrong with a case, if anything.
fn failure(stem: &str, case: &Case) -> Option<String> {
    let article = Article {
        id: "case".to_owned(),
        date: case.date.as_deref().and_then(|d| d.parse().ok()),
        title: case.headline.clone(),
        publisher: case.publisher.clone(),
        text: case.text.clone(),
        ..Article::default()
    };
    let extraction = extract(&article, Ontology::built_in());
    let wanted: BTreeSet<String> = case.facts.iter().filter(|f| *f != "none").cloned().collect();
    let dated = |f: &Fact| wanted.contains(&line(f, true)) && f.date.is_some();
    let found: BTreeSet<String> =
        extraction.facts.iter().filter(|f| concerns(stem, f)).map(|f| line(f, dated(f))).collect();
    if wanted == found && (!case.facts.is_empty()) {
        return None;
    }
    let mut report = String::new();
    for missed in wanted.difference(&found) {
        let _ = write!(report, "\n    missed {missed}");
    }
    for extra in found.difference(&wanted) {
        let _ = write!(report, "\n    extra  {extra}");
    }
    for note in &extraction.notes {
        let _ = write!(report, "\n    note   {}", note.text);
    }
    Some(report)
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/extract");
    let mut all: Vec<PathBuf> = std::fs::read_dir(root)
        .expect("tests/extract is there")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    all.sort();
    all
}

#[test]
fn every_case_gives_exactly_its_facts() {
    let mut report = String::new();
    let only = std::env::var("CASES").ok();
    for path in files() {
        let stem = path.file_stem().and_then(|s| s.to_str()).expect("a UTF-8 name").to_owned();
        if only.as_ref().is_some_and(|o| !stem.contains(o)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        for case in cases(&text) {
            let problem = match failure(&stem, &case) {
                None if case.misses => "\n    is read right now, so it is no miss".to_owned(),
                Some(failure) if !case.misses => failure,
                _ => continue,
            };
            let _ = write!(report, "\n{stem}.md:{}: {}{problem}", case.line, case.title);
        }
    }
    assert!(report.is_empty(), "{report}");
}
