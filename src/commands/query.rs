//! `chancery query 'SELECT ?who { ?who ch:leads ent:France }'` asks the graph.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use oxigraph::sparql::{QueryResults, QuerySolutionIter};
use oxigraph::store::Store;
use oxrdf::{GraphNameRef, NamedNodeRef, Term};
use spargebra::Query;

use super::{GraphArg, OntologyArg, meant, print, telling};
use crate::error::{Error, Result};
use crate::export::csv::safe;
use crate::graph::vocabulary::{EVENT, OFFICE, term};
use crate::network::{Names, source};
use crate::ontology::Ontology;
use crate::query::{self, Format, Labels, Page, Written, named};

/// Rows that a table shows unless told otherwise.
const TABLE_ROWS: usize = 100;

const EXAMPLES: &str = "Examples:
  chancery query 'SELECT ?who { ?who ch:leads ent:Russia }'
  chancery query --named
  chancery query evidence Biden Putin
  chancery query meetings on=2021-12
  chancery query --named offices --param on=2021-12-07 --format csv";

/// Arguments of `query`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph to ask.
    #[command(flatten)]
    pub graph: GraphArg,
    /// Whose names are known.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// The question in SPARQL 1.1, where common prefixes need not be declared; or the name of one that comes with the
    /// program, and its parameters by place or as NAME=VALUE.
    #[arg(value_name = "SPARQL|NAME|VALUE")]
    pub text: Vec<String>,
    /// Read the question from a file, `-` for standard input.
    #[arg(short, long, value_name = "FILE", conflicts_with = "named")]
    pub file: Option<PathBuf>,
    /// Ask a question that comes with the program; without NAME, list them.
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    pub named: Option<String>,
    /// A parameter of the named question.
    #[arg(short, long, value_name = "NAME=VALUE")]
    pub param: Vec<String>,
    /// The format of the answer; CSV of a named question has names instead of IRIs [default: a table on a terminal, else
    /// CSV; Turtle for statements].
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The same as --format json.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// At most so many rows, 0 for all [default: 100 in a table, else all].
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Pass over so many rows first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Print the question as it is asked, and how it would be answered, instead of answering it.
    #[arg(long)]
    pub explain: bool,
}

/// Answers a question.
///
/// # Errors
/// A malformed question, with line and column; an unknown name; a graph that cannot be read.
pub fn run(args: Args) -> Result<()> {
    let args = &args;
    if args.named.as_deref() == Some("") {
        return print(|out| out.write_all(list().as_bytes()));
    }
    // A malformed question is told before a large graph is read.
    let question = Question::read(args)?;
    let store = source::store(&args.graph.graph, question.names_graphs())?;
    let text = question.text(&store, &args.ontology, at_most(args))?;
    let parsed = query::parse(&text)?;
    if args.explain {
        let plan = query::plan(&store, parsed, page(args, false))?;
        return print(|out| writeln!(out, "{}\n{plan}", text.trim_end()));
    }
    answer(args, &store, parsed, matches!(question, Question::Named(..)))
}

/// Up to which row a question that comes with the program needs to be answered, and one more.
fn at_most(args: &Args) -> Page {
    let wanted = page(args, format(args, false) == Format::Table);
    Page { limit: wanted.limit.map(|n| n.saturating_add(1)), ..wanted }
}

/// The format of the answer, which is rows or statements.
fn format(args: &Args, statements: bool) -> Format {
    match args.format {
        Some(format) => format,
        None if args.json => Format::Json,
        None if statements => Format::Ttl,
        None if std::io::stdout().is_terminal() => Format::Table,
        None => Format::Csv,
    }
}

fn answer(args: &Args, store: &Store, parsed: Query, named: bool) -> Result<()> {
    let statements = matches!(parsed, Query::Construct { .. } | Query::Describe { .. });
    let asks_rows = matches!(parsed, Query::Select { .. });
    let format = format(args, statements);
    // A question that comes with the program is for people, so its rows have names in CSV too.
    let spreadsheet = named && format == Format::Csv;
    let own_limit = query::is_limited(&parsed);
    let page = page(args, format == Format::Table && !own_limit && !statements);
    let shown = page.limit.filter(|_| args.limit.is_none());
    // One row more than shown tells whether there are more.
    let asked = Page { limit: shown.map(|n| n + 1).or(page.limit), ..page };
    let results = query::run(store, parsed, asked)?;
    let mut labels = Labels::new(store);
    let (mut cut, mut rows) = (false, 0);
    let mut failed = Ok(());
    print(|out| {
        let written = match results {
            QueryResults::Solutions(rows) if spreadsheet => with_names(rows, &mut labels, out),
            results => query::write(results, format, &mut labels, shown, out),
        };
        match written {
            Ok(written) => (cut, rows) = (written.cut, written.rows),
            Err(Error::Output(e)) => return Err(e),
            Err(other) => failed = Err(other),
        }
        Ok(())
    })?;
    if rows == 0 && asks_rows && matches!(format, Format::Csv | Format::Tsv) && failed.is_ok() {
        anstream::eprintln!("No rows: nothing in the graph fits.");
    }
    if cut {
        anstream::eprintln!(
            "More rows than {TABLE_ROWS}: --limit 0 shows all, --offset {} the next.",
            args.offset + TABLE_ROWS
        );
    }
    failed
}

/// Rows as CSV that spreadsheets read, with names instead of IRIs.
fn with_names(rows: QuerySolutionIter<'_>, labels: &mut Labels<'_>, out: &mut dyn Write) -> Result<Written> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let problem = |e: csv::Error| Error::Output(e.into());
    writer.write_record(rows.variables().iter().map(oxrdf::Variable::as_str)).map_err(problem)?;
    let mut count = 0;
    for row in rows {
        let row = row.map_err(|e| Error::Usage(format!("The query cannot be answered: {e}.")))?;
        let cells = row.values().iter().map(|v| v.as_ref().map_or_else(String::new, |term| labels.text(term)));
        writer.write_record(cells.map(|cell| safe(&cell))).map_err(problem)?;
        count += 1;
    }
    writer.flush().map_err(Error::Output)?;
    Ok(Written { rows: count, cut: false })
}

fn page(args: &Args, table: bool) -> Page {
    let limit = match args.limit {
        Some(0) => None,
        Some(n) => Some(n),
        None => table.then_some(TABLE_ROWS),
    };
    Page { limit, offset: args.offset }
}

/// What is asked, before the graph is there.
enum Question {
    Text(String, Box<Query>),
    Named(named::Named, BTreeMap<&'static str, String>),
}

impl Question {
    fn read(args: &Args) -> Result<Self> {
        if let Some((name, placed)) = named_of(args) {
            let named = named::find(name)?;
            let values = named::assign(&named, &args.param, placed)?;
            return Ok(Self::Named(named, values));
        }
        if let [parameter, ..] = &args.param[..] {
            return Err(Error::Usage(format!("`{parameter}` is for a named question; `--named` alone lists them.")));
        }
        let text = match (&args.file, args.text.as_slice()) {
            (Some(path), []) if path.as_os_str() == "-" => {
                let mut text = String::new();
                std::io::stdin().read_to_string(&mut text).map_err(|e| Error::path("standard input", e))?;
                text
            }
            (Some(path), []) => std::fs::read_to_string(path).map_err(|e| Error::path(path, e))?,
            (None, [text]) => text.clone(),
            _ => {
                return Err(Error::Usage(
                    "Ask one question: a SPARQL text in quotes, --file FILE, or --named NAME (`--named` alone lists them)."
                        .to_owned(),
                ));
            }
        };
        let parsed = query::parse(&text)?;
        Ok(Self::Text(text, Box::new(parsed)))
    }

    fn names_graphs(&self) -> bool {
        matches!(self, Self::Text(_, parsed) if query::names_graphs(parsed))
    }

    /// The SPARQL text, with the names in it looked up in the graph.
    fn text(&self, store: &Store, ontology: &OntologyArg, page: Page) -> Result<String> {
        let (named, values) = match self {
            Self::Text(text, _) => return Ok(text.clone()),
            Self::Named(named, values) => (named, values),
        };
        let named_one = |p: &named::Parameter| p.of == named::Type::Entity && values.contains_key(p.name);
        let wants_names = named.parameters.iter().any(named_one);
        let mut known = if wants_names { names(store) } else { Names::default() };
        let ontology = if wants_names { ontology.read()? } else { Arc::default() };
        let mut terms: BTreeMap<String, Term> = BTreeMap::new();
        for parameter in &named.parameters {
            let Some(value) = values.get(parameter.name) else { continue };
            let term = if parameter.of == named::Type::Entity {
                weigh(&mut known, value, &ontology, store);
                let iri = meant(&known, value, &ontology)?;
                terms.insert(format!("{}.words", parameter.name), named::words(&iri, known.label(&iri), &ontology));
                named::entity(&iri)?
            } else {
                named::literal(parameter, value)?
            };
            if parameter.of == named::Type::Date {
                let days = named::following(value).into_iter();
                terms.extend(days.map(|(of, day)| (format!("{}.{of}", parameter.name), day)));
            }
            terms.insert(parameter.name.to_owned(), term);
        }
        Ok(named::fill(named, &terms, page))
    }
}

/// The named question that is asked, with or without `--named`, and what is given by place: no SPARQL is a single word.
fn named_of(args: &Args) -> Option<(&str, &[String])> {
    if let Some(name) = &args.named {
        return Some((name, &args.text));
    }
    let (first, rest) = args.text.split_first().filter(|_| args.file.is_none())?;
    let word = !first.is_empty() && first.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    word.then_some((first, rest))
}

/// Counts the facts of those whom a name fits, to tell who is meant.
fn weigh(names: &mut Names, name: &str, ontology: &Ontology, store: &Store) {
    let fits: Vec<String> = names.fitting(name, ontology).into_iter().map(str::to_owned).collect();
    if fits.len() < 2 {
        return;
    }
    for iri in fits {
        let Ok(node) = NamedNodeRef::new(&iri) else { continue };
        let union = Some(GraphNameRef::DefaultGraph);
        let facts = [term::SUBJECT, term::OBJECT]
            .map(|p| store.quads_for_pattern(None, Some(p), Some(node.into()), union).count());
        names.weigh(&iri, facts.into_iter().sum());
    }
}

/// The names of all that has a label, but for events and offices, which are named by those who take part and hold them.
fn names(store: &Store) -> Names {
    let mut names = Names::default();
    // The default graph has each name once, the articles' graphs have it again and again.
    let union = Some(GraphNameRef::DefaultGraph);
    for quad in store.quads_for_pattern(None, Some(term::LABEL), None, union).filter_map(std::result::Result::ok) {
        if let (oxrdf::NamedOrBlankNode::NamedNode(node), Term::Literal(label)) = (&quad.subject, &quad.object)
            && ![EVENT, OFFICE].iter().any(|space| node.as_str().starts_with(space))
        {
            names.add_label(node.as_str(), label.value());
        }
    }
    names
}

/// The questions that come with the program.
fn list() -> String {
    let width = query::width(telling::READABLE);
    let mut text = String::from("Questions, with their parameters (by place, or as NAME=VALUE):\n");
    for named in named::all() {
        let _ = write!(text, "\n{}\n{}", named.name, query::wrapped(named.about, width, "    "));
        for p in &named.parameters {
            let help = if p.required { p.help.to_owned() } else { format!("{} (optional)", p.help) };
            let help = query::wrapped(&help, width, "             ");
            let _ = write!(text, "    {:<8} {}", p.name, help.trim_start());
        }
    }
    text
}
