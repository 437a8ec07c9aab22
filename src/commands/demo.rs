//! `chancery demo`: three sample articles read, stored, asked and drawn, to see what the program does.
//!
//! `chancery demo` prints a few facts with their sentences and writes `demo.nq`, `demo.dot` and `demo.csv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use clap::Parser;

use super::{OntologyArg, conflicts, export, print, query};
use crate::article::Article;
use crate::error::{Error, Result};
use crate::extract::extract;
use crate::fact::{Fact, Kind};
use crate::graph::block::Block;
use crate::graph::file::{Changes, GraphFile};
use crate::graph::load::digest;
use crate::graph::{quads, vocabulary};
use crate::merge::Merger;
use crate::query::{day, width, wrapped};

const EXAMPLES: &str = "Examples:
  chancery demo";

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What to read with.
    #[command(flatten)]
    pub ontology: OntologyArg,
}

/// The sample articles.
const ARTICLES: [(&str, &str); 3] = [
    ("2021-06-16-geneva.md", include_str!("../../examples/articles/2021-06-16-geneva.md")),
    ("2021-06-17-lakeside.txt", include_str!("../../examples/articles/2021-06-17-lakeside.txt")),
    ("2022-02-22-sanctions.txt", include_str!("../../examples/articles/2022-02-22-sanctions.txt")),
];

const GRAPH: &str = "demo.nq";
const PICTURE: &str = "demo.dot";
const TABLE: &str = "demo.csv";

/// Facts of each kind of each article that are printed.
const SHOWN: usize = 1;

/// The command lines of other commands, without the program's name.
#[derive(Debug, Parser)]
#[command(no_binary_name = true)]
struct Line<A: clap::Args> {
    #[command(flatten)]
    args: A,
}

fn line<A: clap::Args>(words: &[&str]) -> Result<A> {
    Line::try_parse_from(words).map(|line| line.args).map_err(|e| Error::Usage(e.to_string()))
}

/// Reads the samples, prints some facts and the answer to a question, writes graph, picture and table.
///
/// # Errors
/// Files of these names that exist already; a directory that cannot be written to.
pub fn run(args: Args) -> Result<()> {
    if let Some(name) = [GRAPH, PICTURE, TABLE].into_iter().find(|name| Path::new(name).exists()) {
        return Err(Error::path(name, "exists already, and the demo overwrites nothing; run it in another directory."));
    }
    let ontology = args.ontology.read()?;
    let (mut changes, mut told) = (Changes::new(), String::new());
    for (name, content) in ARTICLES {
        let article = Article::parse(Path::new(name), content)?;
        let extraction = extract(&article, &ontology);
        let lines = quads::lines(&article, &extraction, &ontology);
        let iri = vocabulary::article(&article.id).into_string();
        let block = Block::new(iri.clone(), digest(&article, &ontology), &lines);
        changes.insert(iri, Some(block));
        tell(&mut told, &article, &extraction.facts);
    }
    GraphFile::open(Path::new(GRAPH), Duration::ZERO)?.apply(changes, Some(&mut Merger::default()))?;
    print(|out| write!(out, "{told}Who met whom: chancery query -g {GRAPH} --named meetings\n\n"))?;
    query::run(line(&["-g", GRAPH, "--named", "meetings", "--format", "table"])?)?;
    print(|out| write!(out, "\nWhere the articles disagree: chancery conflicts -g {GRAPH}\n\n"))?;
    conflicts::run(line(&["-g", GRAPH])?)?;
    export::run(line(&["-g", GRAPH, "--to", "dot", "-o", PICTURE])?)?;
    export::run(line(&["-g", GRAPH, "--to", "csv", "-o", TABLE])?)?;
    print(|out| {
        writeln!(out, "\n{GRAPH}   the graph")?;
        writeln!(out, "{PICTURE}  a picture of it: dot -Tsvg {PICTURE} > demo.svg")?;
        writeln!(out, "{TABLE}  its edges, for a spreadsheet or Gephi")
    })
}

/// The first facts of each kind, each with the sentence that says so.
fn tell(out: &mut String, article: &Article, facts: &[Fact]) {
    let title = article.title.as_deref().unwrap_or(&article.id);
    let date = article.date.map(|date| format!(", {date}")).unwrap_or_default();
    let _ = writeln!(out, "{title}{date}: {} facts, such as\n", facts.len());
    let mut shown: BTreeMap<Kind, usize> = BTreeMap::new();
    for fact in facts {
        let count = shown.entry(fact.kind).or_default();
        *count += 1;
        if *count <= SHOWN {
            let words = fact.evidence.first().map_or("", |evidence| evidence.span.of(&article.text));
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let columns = width(120);
            let _ = write!(out, "{}{}", wrapped(&statement(fact), columns, "  "), wrapped(&words, columns, "    | "));
        }
    }
    out.push('\n');
}

/// "Joe Biden met Vladimir Putin (actual, 2021-06-16)".
fn statement(fact: &Fact) -> String {
    let date = fact.date.as_ref().map(|when| format!(", {}", day(&when.value))).unwrap_or_default();
    format!(
        "{} {} {} ({}{date})",
        fact.subject.text(),
        fact.predicate,
        fact.object.text().split_whitespace().collect::<Vec<_>>().join(" "),
        fact.modality.name()
    )
}
