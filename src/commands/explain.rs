//! `chancery explain`: how an article is read, sentence by sentence.
//!
//! `chancery explain call.txt` shows the tree of each sentence, who is meant, the facts with the rule that made
//! each, and what stopped a sentence that gave none.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

use super::{ArticlesArg, OntologyArg, print};
use crate::article::Article;
use crate::entity::{Mention, Mentions, Reference};
use crate::error::Result;
use crate::extract::{Extraction, Reading, extract};
use crate::fact::Fact;
use crate::grammar::{Sentence, conllu};
use crate::ontology::Ontology;
use crate::query::{width, wrapped};

const EXAMPLES: &str = "Examples:
  chancery explain articles/2021-06-16-geneva.md
  chancery explain --format conllu articles/2021-06-16-geneva.md";

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub articles: ArticlesArg,
    /// What to read with.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Everything, to be read
    #[default]
    Text,
    /// The trees alone, as in treebanks
    Conllu,
}

/// Prints how the articles are read.
///
/// # Errors
/// Inputs that were skipped.
pub fn run(args: Args) -> Result<()> {
    let ontology = args.ontology.read()?;
    let (reader, mut skips) = args.articles.reader()?;
    let (mut read, terminal) = (0, std::io::stdout().is_terminal());
    print(|out| {
        for item in reader {
            match item {
                Err(error) => skips.add(error),
                Ok((article, _)) => {
                    read += 1;
                    let told = match args.format {
                        Format::Text if terminal => folded(&explain(&article, &ontology), width(usize::MAX)),
                        Format::Text => explain(&article, &ontology),
                        Format::Conllu => trees(&article, &ontology),
                    };
                    out.write_all(told.as_bytes())?;
                }
            }
        }
        Ok(())
    })?;
    skips.finish(read)
}

/// How an article is read.
#[must_use]
pub fn explain(article: &Article, ontology: &Ontology) -> String {
    let (extraction, mentions) = (extract(article, ontology), Reading::new(article, ontology).mentions);
    let mut out = String::new();
    head(&mut out, article, &extraction);
    for (number, sentence) in extraction.sentences.iter().enumerate() {
        let words = sentence.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "[{number}] {words}");
        tree(&mut out, article, sentence);
        for mention in mentions.mentions.iter().filter(|m| m.sentence == number) {
            let _ = writeln!(out, "    who   {}", meant(article, sentence, mention, &mentions));
        }
        for fact in extraction.facts.iter().filter(|f| f.evidence.iter().any(|e| e.sentence == number)) {
            let _ = writeln!(out, "    fact  {}", told(fact));
        }
        for note in extraction.notes.iter().filter(|n| n.sentence == number) {
            let _ = writeln!(out, "    note  {}", note.text);
        }
        out.push('\n');
    }
    out
}

/// The trees of an article's sentences in CoNLL-U.
#[must_use]
pub fn trees(article: &Article, ontology: &Ontology) -> String {
    let sentences = Reading::new(article, ontology).sentences;
    let mut out = format!("# newdoc id = {}\n", article.id);
    for (number, sentence) in sentences.iter().enumerate() {
        out.push_str(&conllu::write(sentence, &format!("{}-{number}", article.id), &article.text));
    }
    out
}

fn head(out: &mut String, article: &Article, extraction: &Extraction) {
    let _ = writeln!(out, "{}{}", article.id, article.title.as_ref().map(|t| format!(": {t}")).unwrap_or_default());
    let date = extraction.date.date.or(article.date);
    let _ = match (date, extraction.date.inferred) {
        (None, _) => writeln!(out, "  date unknown"),
        (Some(date), false) => writeln!(out, "  date {date}, given"),
        (Some(date), true) => writeln!(out, "  date {date}, inferred"),
    };
    for reason in &extraction.date.reasons {
        let _ = writeln!(out, "    because {reason}");
    }
    let (sentences, facts) = (extraction.sentences.len(), extraction.facts.len());
    let _ = writeln!(out, "  {sentences} sentences, {facts} facts\n");
}

/// Lines of at most so many columns; what goes on stands below where its line's text begins.
fn folded(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.width() <= columns {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let labelled = ["    who   ", "    fact  ", "    note  "].iter().any(|label| line.starts_with(label));
        let begins = if labelled { 10 } else { line.len() - line.trim_start().len() };
        let (label, rest) = line.split_at(begins);
        let margin = " ".repeat(begins + if labelled { 0 } else { 4 });
        let _ = write!(out, "{label}{}", wrapped(rest, columns, &margin).trim_start());
    }
    out
}

/// The words below their heads, one a line.
fn tree(out: &mut String, article: &Article, sentence: &Sentence) {
    let mut open: Vec<(usize, usize)> = sentence.root().map(|root| (root, 0)).into_iter().collect();
    while let Some((word, depth)) = open.pop() {
        let w = &sentence.words[word];
        let _ = writeln!(
            out,
            "    tree  {:indent$}{} {} {:?}",
            "",
            w.span.of(&article.text),
            w.xpos,
            w.rel.name(),
            indent = depth.min(20) * 2
        );
        open.extend(sentence.children(word).rev().map(|child| (child, depth + 1)));
    }
}

/// "“the German chancellor” is Angela Merkel (by role)".
fn meant(article: &Article, sentence: &Sentence, mention: &Mention, mentions: &Mentions) -> String {
    let words = sentence.span_of(mention.words.clone()).of(&article.text);
    let who: Vec<&str> = mention.actors.iter().map(|&a| mentions.actor(a).entity.label.as_str()).collect();
    let by = match mention.by {
        Reference::Name => "name",
        Reference::Nationality => "nationality",
        Reference::Metonym => "metonym",
        Reference::Role => "office",
        Reference::Group => "description",
        Reference::Pronoun => "pronoun",
    };
    format!("“{words}” is {} (by {by})", if who.is_empty() { "unknown".to_owned() } else { who.join(" and ") })
}

/// "Joe Biden met Vladimir Putin, actual, 2021-12-07 (“Tuesday”), mode video, by meeting/speak".
fn told(fact: &Fact) -> String {
    let mut line = format!(
        "{} {} {}, {}",
        fact.subject.text(),
        fact.predicate,
        fact.object.text().split_whitespace().collect::<Vec<_>>().join(" "),
        fact.modality.name()
    );
    if let Some(when) = &fact.date {
        let _ = write!(line, ", {} ({})", when.value, when.how);
    }
    if let Some(place) = &fact.place {
        let _ = write!(line, ", place {}", place.label);
    }
    for (key, value) in &fact.qualifiers {
        let _ = write!(line, ", {key} {value}");
    }
    if let Some(by) = &fact.attribution {
        let _ = write!(line, ", according to {}", by.text());
    }
    let _ = write!(line, ", by {}", fact.rule);
    line
}
