//! How long each question that comes with the program takes, once the graph is open.
//!
//! `CHANCERY_GRAPH=world.nq cargo bench --bench query` asks a graph of one's own; otherwise the sample articles.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery::article::Article;
use chancery::extract::extract;
use chancery::graph::quads;
use chancery::network::source;
use chancery::ontology::Ontology;
use chancery::query::{self, Format, Labels, Page, named};
use oxigraph::store::Store;
use oxrdf::{GraphName, NamedNode, Quad};

static STORE: LazyLock<Store> = LazyLock::new(|| match std::env::var("CHANCERY_GRAPH") {
    Ok(graph) => source::store(&graph, false).expect("a graph"),
    Err(_) => samples(),
});

fn samples() -> Store {
    let store = Store::new().expect("a store");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles")).expect("samples") {
        let article = Article::read(&entry.expect("an entry").path()).expect("an article");
        let ontology = Ontology::built_in();
        for quad in quads::quads(&article, &extract(&article, ontology), ontology) {
            store.insert(&Quad { graph_name: GraphName::DefaultGraph, ..quad }).expect("stored");
        }
    }
    store
}

#[divan::bench(args = named::all().iter().map(|n| n.name).collect::<Vec<_>>(), sample_count = 3, sample_size = 1)]
fn named_query(bencher: divan::Bencher, name: &str) {
    let named = named::find(name).expect("a named query");
    let some = NamedNode::new_unchecked("https://w3id.org/chancery/entity/Russia");
    let needed = named.parameters.iter().filter(|p| p.required);
    let values: BTreeMap<_, _> = needed.map(|p| (p.name.to_owned(), some.clone().into())).collect();
    let store = &*STORE;
    let page = Page { limit: Some(100), offset: 0 };
    bencher.bench(|| {
        let question = query::parse(&named::fill(&named, &values, page)).expect("a query");
        let answer = query::run(store, question, page).expect("an answer");
        let mut out = Vec::new();
        query::write(answer, Format::Csv, &mut Labels::new(store), None, &mut out).expect("rows");
        out.len()
    });
}

fn main() {
    divan::main();
}
