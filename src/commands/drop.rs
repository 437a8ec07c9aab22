//! `chancery drop`: articles out of the graph, as if they had never been loaded.
//!
//! `chancery drop -g world.nq 2021/12/call` removes that article's block.

use super::{GraphArg, WaitArg, print};
use crate::error::{Error, Result};
use crate::graph::derived::Index;
use crate::graph::file::Changes;
use crate::graph::home::Home;
use crate::graph::keeper::Keeper;
use crate::graph::vocabulary::{self, ARTICLE};
use crate::merge::Merger;

const EXAMPLES: &str = "Examples:
  chancery drop 2021-06-16-geneva";

/// Arguments of `drop`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Ids or IRIs of the articles
    #[arg(value_name = "ARTICLE", required = true)]
    pub articles: Vec<String>,
    /// Out of which graph.
    #[command(flatten)]
    pub graph: GraphArg,
    /// How long to wait for another writer.
    #[command(flatten)]
    pub wait: WaitArg,
}

/// Drops the articles: all of them, or none if one is not in the graph.
///
/// # Errors
/// An article that is not in the graph; a graph that cannot be written.
pub fn run(args: Args) -> Result<()> {
    let home = args.graph.home();
    if let Home::File(path) = &home
        && !path.exists()
    {
        return Err(Error::path(path, "does not exist."));
    }
    let graph = Keeper::open(&home, args.wait.duration())?;
    let index = graph.index()?;
    let mut changes = Changes::new();
    for article in &args.articles {
        let iri =
            if article.starts_with(ARTICLE) { article.clone() } else { vocabulary::article(article).into_string() };
        if !index.articles.contains_key(&iri) {
            return Err(Error::Usage(unknown(article, &iri, &index)));
        }
        changes.insert(iri, None);
    }
    let count = changes.len();
    graph.apply(changes, Some(&mut Merger::of(&home)))?;
    print(|out| {
        use std::io::Write;
        writeln!(out, "{count} {} dropped.", if count == 1 { "article" } else { "articles" })
    })
}

/// Says that an article is not there, and which one may be meant.
fn unknown(article: &str, iri: &str, index: &Index) -> String {
    let near = index.articles.keys().map(|known| (strsim::osa_distance(known, iri), known)).min();
    let id = near
        .filter(|(distance, _)| *distance <= 1 + article.len() / 4)
        .and_then(|(_, known)| vocabulary::article_id(known));
    match id {
        Some(id) => format!("There is no article “{article}” in the graph; is “{id}” meant?"),
        None => format!("There is no article “{article}” in the graph."),
    }
}
