//! Reads articles, prints their facts, and asks the graph of them in SPARQL, all in memory.
//!
//!     cargo run --example ask -- examples/articles/2021-06-16-geneva.md

use std::path::Path;

use chancery::article::Article;
use chancery::error::{Error, Result};
use chancery::extract::extract;
use chancery::graph::quads::quads;
use chancery::network::records;
use chancery::ontology::Ontology;
use chancery::query::{self, Format, Labels, Page};
use oxigraph::store::Store;
use oxrdf::{GraphName, Quad};

fn main() -> Result<()> {
    let ontology = Ontology::built_in();
    let store = Store::new().map_err(|e| Error::Usage(e.to_string()))?;
    for path in std::env::args().skip(1) {
        let article = Article::read(Path::new(&path))?;
        let quads = quads(&article, &extract(&article, ontology), ontology);
        for fact in records(&quads) {
            println!("{} {} {}: {}", fact.subject.label, fact.predicate, fact.object.text(), fact.text());
        }
        let union = quads.into_iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad });
        store.extend(union).map_err(|e| Error::Usage(e.to_string()))?;
    }
    let question = query::parse("SELECT ?who ?body { ?who ch:leads ?body }")?;
    let answer = query::run(&store, question, Page::default())?;
    query::write(answer, Format::Table, &mut Labels::new(&store), None, &mut std::io::stdout())?;
    Ok(())
}
