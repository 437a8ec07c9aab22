//! `chancery train`: learns the grammar model from treebanks, or measures one.
//!
//! `chancery train --treebank ewt-train.conllu gum-train.conllu --unlabelled news.txt -o model.bin.zst` always writes
//! the same bytes; `chancery train --evaluate ewt-test.conllu` prints UPOS, UAS, LAS and the like.

use std::fs;
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Value, json};

use super::print;
use crate::error::{Error, Result};
use crate::grammar::Sentence;
use crate::grammar::analysis::analyse_with;
use crate::grammar::conllu::{self, GoldSentence};
use crate::grammar::evaluate::{self, Scores};
use crate::grammar::learn::opinions::{self, Vectors};
use crate::grammar::learn::{self, Settings};
use crate::grammar::model::Model;
use crate::text::{self, RawSentence};

const EXAMPLES: &str = "Examples:
  chancery train --treebank ewt-train.conllu gum-train.conllu --unlabelled news.txt -o model.bin.zst
  chancery train --treebank gum-train.conllu --vectors glove.txt --model model.bin.zst -o new.zst
  chancery train --evaluate gum-test.conllu --json
  chancery train --evaluate gum-test.conllu --model model.bin.zst";

/// Arguments of `train`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Treebanks in CoNLL-U to learn from
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "output", required_unless_present = "evaluate")]
    pub treebank: Vec<PathBuf>,
    /// Plain texts, also .zst, to learn the company of words from
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "treebank")]
    pub unlabelled: Vec<PathBuf>,
    /// Vectors, a word and its numbers on a line, also .zst, to learn from what words name by themselves
    #[arg(long, value_name = "FILE", requires = "treebank")]
    pub vectors: Option<PathBuf>,
    /// Where to write the model
    #[arg(short, long, value_name = "MODEL", requires = "treebank")]
    pub output: Option<PathBuf>,
    /// Treebank in CoNLL-U to measure against
    #[arg(long, value_name = "FILE", conflicts_with = "treebank")]
    pub evaluate: Option<PathBuf>,
    /// The model to measure, by default the one that is compiled in; with --vectors, one to which they are added
    #[arg(long, value_name = "MODEL")]
    pub model: Option<PathBuf>,
    /// Print JSON
    #[arg(long, requires = "evaluate")]
    pub json: bool,
}

/// Learns or measures.
///
/// # Errors
/// Files that cannot be read or written, a malformed treebank with its line, a damaged model.
pub fn run(args: Args) -> Result<()> {
    match (&args.evaluate, &args.output) {
        (None, _) if args.model.is_some() && args.vectors.is_none() => {
            Err(Error::Usage("--model goes with --evaluate or --vectors.".to_owned()))
        }
        (Some(treebank), _) => measure(treebank, args.model.as_deref(), args.json),
        (None, Some(output)) => train(&args, output),
        (None, None) => Err(Error::Usage("Name the model to write with --output.".to_owned())),
    }
}

fn train(args: &Args, output: &Path) -> Result<()> {
    let mut sentences = Vec::new();
    for file in &args.treebank {
        sentences.extend(conllu::read(file)?);
    }
    let vectors = args.vectors.as_deref().map(vectors).transpose()?;
    let unlabelled = args.unlabelled.iter().map(|file| plain_text(file)).collect::<Result<Vec<String>>>()?;
    let shown = std::io::stderr().is_terminal();
    let report = |what: &str| {
        if shown {
            anstream::eprintln!("{what}");
        }
    };
    let mut model = match &args.model {
        Some(path) => read(path)?,
        None => learn::train(&sentences, &unlabelled, Settings::default(), &report).map_err(Error::Failed)?,
    };
    if let Some(vectors) = vectors {
        report("vectors");
        model.opinions = opinions::learn(&sentences, &vectors).map_err(Error::Failed)?;
    }
    let bytes = model.write().map_err(|e| Error::path(output, e))?;
    fs::write(output, bytes).map_err(|e| Error::path(output, e))
}

fn vectors(path: &Path) -> Result<Vectors> {
    Vectors::parse(&plain_text(path)?).map_err(|(line, problem)| Error::line(path, line, problem))
}

fn read(path: &Path) -> Result<Model> {
    let bytes = fs::read(path).map_err(|e| Error::path(path, e))?;
    Model::read(&bytes).map_err(|problem| Error::path(path, problem))
}

/// A text file, unpacked if its name ends in `.zst`; bytes that are not UTF-8 are replaced.
fn plain_text(path: &Path) -> Result<String> {
    let file = fs::File::open(path).map_err(|e| Error::path(path, e))?;
    let packed = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zst"));
    let mut bytes = Vec::new();
    let mut reader: Box<dyn Read> =
        if packed { Box::new(zstd::Decoder::new(file).map_err(|e| Error::path(path, e))?) } else { Box::new(file) };
    reader.read_to_end(&mut bytes).map_err(|e| Error::path(path, e))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn measure(treebank: &Path, model: Option<&Path>, as_json: bool) -> Result<()> {
    let gold = conllu::read(treebank)?;
    let figures = match model {
        None => figures(&gold, Model::builtin()),
        Some(path) => figures(&gold, &read(path)?),
    };
    print(|out| if as_json { writeln!(out, "{figures:#}") } else { write!(out, "{}", table(&figures)) })
}

/// All figures, as `--json` prints them.
fn figures(gold: &[GoldSentence], model: &Model) -> Value {
    let (text, tokens) = conllu::text_of(gold);
    let analysed = by_document(gold, model, &text, &tokens);
    let with_gold_tokens = evaluate::compare(gold, &analysed, &text);
    let names = evaluate::compare_names(gold, &analysed);
    let start = Instant::now();
    let analysed = analyse_with(model, &text, &text::split(&text, 0));
    let seconds = start.elapsed().as_secs_f64();
    let raw = evaluate::compare(gold, &analysed, &text);
    let words: usize = analysed.iter().map(|sentence| sentence.words.len()).sum();
    let mut figures = json!({ "gold": shown(&with_gold_tokens, false), "raw": shown(&raw, true) });
    if let Some(names) = names {
        figures["gold"]["names"] = rounded(names);
    }
    #[expect(clippy::cast_precision_loss, reason = "no treebank has 2^52 words")]
    let speed = words as f64 / seconds;
    figures["tokens_per_second"] = json!(speed.round());
    figures
}

/// Analyses a treebank document by document.
fn by_document(gold: &[GoldSentence], model: &Model, text: &str, mut tokens: &[RawSentence]) -> Vec<Sentence> {
    let mut analysed = Vec::with_capacity(gold.len());
    for document in gold.chunk_by(|_, next| !next.starts_document) {
        let (these, rest) = tokens.split_at(document.len());
        analysed.extend(analyse_with(model, text, these));
        tokens = rest;
    }
    analysed
}

fn shown(scores: &Scores, raw: bool) -> Value {
    let mut shown = json!({});
    let found = [("tokens", scores.tokens), ("sentences", scores.sentences), ("words", scores.words)];
    let named = [
        ("upos", scores.upos),
        ("xpos", scores.xpos),
        ("lemmas", scores.lemmas),
        ("uas", scores.uas),
        ("las", scores.las),
        ("clas", scores.clas),
    ];
    for (name, score) in found.into_iter().filter(|_| raw).chain(named) {
        shown[name] = rounded(score);
    }
    shown
}

fn rounded(percent: f64) -> Value {
    json!((percent * 100.0).round() / 100.0)
}

fn table(figures: &Value) -> String {
    use std::fmt::Write as _;
    let rows = ["tokens", "sentences", "words", "upos", "xpos", "lemmas", "uas", "las", "clas", "names"];
    let cell = |side: &str, row: &str| figures[side][row].as_f64().map_or(String::new(), |v| format!("{v:.2}"));
    let mut out = format!("{:<10} {:>11} {:>9}\n", "F1 in %", "gold tokens", "raw text");
    for row in rows {
        let (gold, raw) = (cell("gold", row), cell("raw", row));
        if !(gold.is_empty() && raw.is_empty()) {
            let line = format!("{row:<10} {gold:>11} {raw:>9}");
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    let _ = writeln!(out, "{} tokens a second", figures["tokens_per_second"]);
    out
}
