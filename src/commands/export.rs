//! `chancery export --to dot --around Biden` writes the graph, or a part of it, for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{GraphArg, OntologyArg, meant};
use crate::error::{Error, Result};
use crate::export::{self, Cluster, Format, Job};
use crate::fact::Modality;
use crate::network::{Filter, Names, Network, Selection, source};
use crate::ontology::Ontology;
use crate::query::named::is_date;

const EXAMPLES: &str = "Examples:
  chancery export --to dot --top 30 | dot -Tsvg > world.svg
  chancery export --to dot --around 'Joe Biden' --modality actual -o biden.dot
  chancery export --to csv -o edges.csv --nodes nodes.csv
  chancery export --to trig --since 2021-12 --predicate met";

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The graph to write.
    #[command(flatten)]
    pub graph: GraphArg,
    /// Whose names are known.
    #[command(flatten)]
    pub ontology: OntologyArg,
    /// The format.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Format,
    /// The file to write, a directory for formats of several files [default: standard output].
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// With --to csv, a file for the list of nodes.
    #[arg(long, value_name = "FILE")]
    pub nodes: Option<PathBuf>,
    /// Which part of the graph.
    #[command(flatten)]
    pub part: Part,
    /// Frames in the picture.
    #[arg(long, value_enum, default_value_t)]
    pub cluster: Cluster,
    /// Draw pictures of any size.
    #[arg(long)]
    pub large: bool,
}

/// Which part of the graph is wanted.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Part {
    /// Only this person, country or body and those in relation to it, by any name; may be given several times.
    #[arg(long, value_name = "ENTITY")]
    pub around: Vec<String>,
    /// Steps from --around.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    pub depth: usize,
    /// Only the N in most facts.
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Only facts of this predicate; may be given several times or with commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub predicate: Vec<String>,
    /// Only facts of this modality: actual, planned, possible, conditional, demanded, denied.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub modality: Vec<String>,
    /// Only facts from this day, month or year on; undated facts count by the day of publication.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only facts up to this day, month or year.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Statements without an addressee, and topics, as nodes of their own.
    #[arg(long)]
    pub text_nodes: bool,
}

impl Part {
    fn filter(&self) -> Result<Filter> {
        for modality in &self.modality {
            if Modality::from_name(modality).is_none() {
                let known: Vec<_> = Modality::ALL.iter().map(|m| m.name()).collect();
                return Err(Error::Usage(format!(
                    "There is no modality `{modality}`; there are {}.",
                    known.join(", ")
                )));
            }
        }
        for date in self.since.iter().chain(&self.until) {
            if !is_date(date) {
                return Err(Error::Usage(format!("`{date}` is no date; write 2021, 2021-12 or 2021-12-07.")));
            }
        }
        let local = |name: &String| name.trim_start_matches("ch:").to_owned();
        Ok(Filter {
            predicates: self.predicate.iter().map(local).collect(),
            modalities: self.modality.iter().cloned().collect(),
            since: self.since.clone(),
            until: self.until.clone(),
            text_nodes: self.text_nodes,
        })
    }

    /// The selection; for --around and --top the graph is gone through once to see who is related to whom.
    ///
    /// # Errors
    /// An unknown name, modality, predicate or date, or a graph that cannot be read.
    pub fn selection(&self, graph: &str, ontology: &Ontology) -> Result<Selection> {
        let filter = self.filter()?;
        if self.around.is_empty() && self.top.is_none() && self.predicate.is_empty() {
            return Ok(Selection { filter, among: None });
        }
        let open = Selection { filter, among: None };
        let (mut network, mut names) = (Network::new(ontology, false), Names::default());
        let mut predicates = std::collections::BTreeSet::new();
        source::each_record(graph, |record| {
            names.add(record);
            if !predicates.contains(&record.predicate) {
                predicates.insert(record.predicate.clone());
            }
            network.add(record, &open);
            Ok(())
        })?;
        if let Some(unknown) = open.filter.predicates.iter().find(|p| !predicates.contains(*p)) {
            let known: Vec<_> = predicates.iter().map(String::as_str).collect();
            return Err(Error::Usage(format!(
                "No fact has the predicate `{unknown}`; there are {}.",
                known.join(", ")
            )));
        }
        let mut among = None;
        if !self.around.is_empty() {
            let mut centres = Vec::new();
            for name in &self.around {
                centres.extend(network.index(&meant(&names, name, ontology)?));
            }
            among = Some(network.around(&centres, self.depth));
        }
        if let Some(top) = self.top {
            let ranked = network.ranked().into_iter().map(|n| network.graph[n].iri.clone());
            let inside = ranked.filter(|iri| among.as_ref().is_none_or(|among| among.contains(iri)));
            among = Some(inside.take(top).collect());
        }
        Ok(Selection { filter: open.filter, among })
    }
}

/// Writes the graph.
///
/// # Errors
/// An unknown name, a graph that cannot be read, an output that cannot be written, a picture too large to be legible.
pub fn run(args: Args) -> Result<()> {
    let args = &args;
    let ontology = &*args.ontology.read()?;
    let selection = args.part.selection(&args.graph.graph, ontology)?;
    let job =
        Job { graph: &args.graph.graph, selection: &selection, ontology, cluster: args.cluster, large: args.large };
    if args.nodes.is_some() && args.to != Format::Csv {
        return Err(Error::Usage("--nodes goes with --to csv.".to_owned()));
    }
    match &args.output {
        Some(directory) if args.to.is_directory() || (args.to == Format::Csv && directory.is_dir()) => {
            std::fs::create_dir_all(directory).map_err(|e| Error::path(directory, e))?;
            for (name, part) in export::parts(args.to) {
                write_file(&directory.join(name), |out| part(&job, out))?;
            }
        }
        Some(file) => write_file(file, |out| export::write(&job, args.to, out))?,
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            export::write(&job, args.to, &mut out)?;
            out.flush().map_err(Error::Output)?;
        }
    }
    match &args.nodes {
        Some(file) => write_file(file, |out| export::write(&job, Format::Nodes, out)),
        None => Ok(()),
    }
}

/// Writes a file beside its place and then puts it there, so that a failed export leaves what was there.
fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let failed = |e: std::io::Error| Error::path(path, e);
    if path.exists() && !path.is_file() {
        // A pipe or device: nothing to put in place.
        let mut out = BufWriter::new(File::create(path).map_err(failed)?);
        write(&mut out)?;
        return out.flush().map_err(failed);
    }
    let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(".chancery-").tempfile_in(directory).map_err(failed)?;
    let mut out = BufWriter::new(file);
    write(&mut out).map_err(|e| match e {
        Error::Output(e) => failed(e),
        other => other,
    })?;
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    make_readable(file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

/// Temporary files are private; what is exported need not be.
fn make_readable(file: &File) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}
