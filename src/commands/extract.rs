//! `chancery extract`: the facts of articles to standard output, no store.
//!
//! `chancery extract --format jsonl call.txt` prints one JSON object per fact.

use std::io::{self, IsTerminal, Write};

use oxrdf::TripleRef;
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;
use rayon::prelude::*;

use super::{ArticlesArg, JobsArg, OntologyArg, print};
use crate::article::Article;
use crate::error::Result;
use crate::extract::{Extraction, extract};
use crate::fact::record::Record;
use crate::graph::{quads, vocabulary};
use crate::ontology::Ontology;
use crate::query::{plain, table};

const EXAMPLES: &str = "Examples:
  chancery extract articles/
  chancery extract --format jsonl articles/ > facts.jsonl";

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub articles: ArticlesArg,
    /// What to read with.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// With how many threads.
    #[command(flatten)]
    pub jobs: JobsArg,
    /// How to print the facts; a table on a terminal, else jsonl
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The same as --format jsonl
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// How facts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A JSON object per fact
    Jsonl,
    /// N-Quads, a graph per article
    Nq,
    /// Turtle
    Ttl,
    /// A table to read
    Table,
}

/// Articles that are extracted at a time.
const BATCH: usize = 64;

/// Prints the facts.
///
/// # Errors
/// Inputs that were skipped.
pub fn run(args: Args) -> Result<()> {
    let format = match args.format {
        Some(format) => format,
        None if args.json || !io::stdout().is_terminal() => Format::Jsonl,
        None => Format::Table,
    };
    let ontology = args.ontology.read()?;
    let (mut reader, mut skips) = args.articles.reader()?;
    let mut read = 0;
    args.jobs.run(|| {
        print(|out| {
            let mut printer = Printer::new(format, out)?;
            loop {
                let (mut articles, mut more) = (Vec::new(), true);
                while more && articles.len() < BATCH {
                    match reader.next() {
                        Some(Ok((article, _))) => articles.push(article),
                        Some(Err(error)) => skips.add(error),
                        None => more = false,
                    }
                }
                read += articles.len();
                let extractions: Vec<_> = articles.par_iter().map(|article| extract(article, &ontology)).collect();
                for (article, extraction) in articles.iter().zip(&extractions) {
                    printer.article(article, extraction, &ontology)?;
                }
                if !more {
                    return printer.finish();
                }
            }
        })
    })?;
    skips.finish(read)
}

/// Prints facts in one of the formats.
enum Printer<W: Write> {
    Jsonl(W),
    NQuads(W),
    Turtle(Box<WriterTurtleSerializer<W>>),
    Table(Vec<Vec<String>>, W),
}

impl<W: Write> Printer<W> {
    fn new(format: Format, out: W) -> io::Result<Self> {
        Ok(match format {
            Format::Jsonl => Self::Jsonl(out),
            Format::Nq => Self::NQuads(out),
            Format::Ttl => {
                let mut serializer = TurtleSerializer::new();
                for (prefix, iri) in vocabulary::PREFIXES {
                    serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
                }
                Self::Turtle(Box::new(serializer.for_writer(out)))
            }
            Format::Table => Self::Table(Vec::new(), out),
        })
    }

    fn article(&mut self, article: &Article, extraction: &Extraction, ontology: &Ontology) -> io::Result<()> {
        let points = article.code_points();
        let records = extraction.facts.iter().filter_map(|fact| Record::new(article, &points, fact));
        match self {
            Self::Jsonl(out) => {
                for record in records {
                    serde_json::to_writer(&mut *out, &record)?;
                    out.write_all(b"\n")?;
                }
            }
            Self::NQuads(out) => out.write_all(quads::lines(article, extraction, ontology).as_bytes())?,
            Self::Turtle(serializer) => {
                for quad in &quads::quads(article, extraction, ontology) {
                    serializer.serialize_triple(TripleRef::from(quad.as_ref()))?;
                }
            }
            Self::Table(rows, _) => rows.extend(extraction.facts.iter().zip(records).map(|(fact, record)| {
                let (subject, object) = (fact.subject.text(), fact.object.text());
                let date = record.date.unwrap_or_default();
                let row = [&subject, record.predicate, &object, record.modality, date, record.sentence.text];
                row.map(plain).to_vec()
            })),
        }
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Jsonl(_) | Self::NQuads(_) => Ok(()),
            Self::Turtle(serializer) => serializer.finish().map(drop),
            Self::Table(rows, mut out) => {
                let header = ["subject", "predicate", "object", "modality", "date", "sentence"].map(str::to_owned);
                writeln!(out, "{}", table(&header, &rows))
            }
        }
    }
}
