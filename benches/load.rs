//! How many words a second each step takes on the way from an article to the graph, and how that grows with the graph.
//!
//! `cargo bench --bench load`; `/usr/bin/time -v chancery load …` tells the memory of a whole load.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use chancery::article::Article;
use chancery::extract::extract;
use chancery::grammar::learn::Shuffle;
use chancery::graph::block::Block;
use chancery::graph::derived::{Derive, Taken};
use chancery::graph::file::{Changes, GraphFile};
use chancery::graph::{load, quads};
use chancery::merge::Merger;
use chancery::ontology::Ontology;
use divan::counter::ItemsCount;

const LEADERS: [&str; 8] = [
    "US President Joe Biden",
    "French President Emmanuel Macron",
    "German Chancellor Olaf Scholz",
    "Ukrainian President Volodymyr Zelenskyy",
    "Chinese President Xi Jinping",
    "Canadian Prime Minister Justin Trudeau",
    "Turkish President Recep Tayyip Erdogan",
    "Indian Prime Minister Narendra Modi",
];
const DID: [&str; 6] = [
    "spoke by video with",
    "met",
    "will meet",
    "warned in a letter to",
    "reached an agreement on grain exports with",
    "said that sanctions could follow if troops moved, and thanked",
];
const WHERE: [&str; 5] = ["in Geneva", "in Vienna on Tuesday", "on Monday", "in Brussels last week", "at the summit"];

/// Articles of so many sentences each, put together at random with invented names, so that no two are alike.
fn articles(count: usize, sentences: usize) -> Vec<Article> {
    let mut random = Shuffle::new(11);
    let mut pick = |from: &[&'static str]| from[random.below(from.len())];
    let mut all = Vec::new();
    for number in 0..count {
        let mut text = String::new();
        for sentence in 0..sentences {
            let (a, b) = (pick(&LEADERS), pick(&LEADERS));
            let _ = write!(
                text,
                "{a} {} {b} {}, the Daily {number} reported in issue {sentence}. ",
                pick(&DID),
                pick(&WHERE)
            );
        }
        let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
        let line = serde_json::json!({"id": format!("n{number:05}"), "date": format!("2023-{month:02}-{day:02}"), "text": text});
        all.push(Article::parse("a.json".as_ref(), &line.to_string()).expect("an article"));
    }
    all
}

fn words(articles: &[Article]) -> usize {
    articles.iter().map(|a| a.text.split_whitespace().count()).sum()
}

fn block(article: &Article) -> Block {
    let ontology = Ontology::built_in();
    let lines = quads::lines(article, &extract(article, ontology), ontology);
    let iri = chancery::graph::vocabulary::article(&article.id).into_string();
    Block::new(iri, load::digest(article, ontology), &lines)
}

fn changes(articles: &[Article]) -> Changes {
    articles.iter().map(block).map(|block| (block.head.iri.clone(), Some(block))).collect()
}

#[divan::bench]
fn extraction(bencher: divan::Bencher) {
    let articles = articles(20, 20);
    let ontology = Ontology::built_in();
    bencher
        .counter(ItemsCount::new(words(&articles)))
        .bench(|| articles.iter().map(|a| extract(a, ontology).facts.len()).sum::<usize>());
}

#[divan::bench]
fn serialisation(bencher: divan::Bencher) {
    let articles = articles(20, 20);
    let ontology = Ontology::built_in();
    let extracted: Vec<_> = articles.iter().map(|a| (a, extract(a, ontology))).collect();
    bencher
        .counter(ItemsCount::new(words(&articles)))
        .bench(|| extracted.iter().map(|(a, e)| quads::lines(a, e, ontology).len()).sum::<usize>());
}

#[divan::bench(args = [100, 300, 1000], sample_count = 10)]
fn merging(bencher: divan::Bencher, count: usize) {
    let articles = articles(count, 10);
    let taken = |block: &Block| {
        let iri = block.head.iri.clone();
        (iri.clone(), Taken { iri, digest: block.head.digest, quads: Some(block.quads()) })
    };
    let graphs: BTreeMap<String, Taken> = articles.iter().map(|article| taken(&block(article))).collect();
    let graphs: Vec<Taken> = graphs.into_values().collect();
    bencher.counter(ItemsCount::new(words(&articles))).with_inputs(|| graphs.clone()).bench_values(|graphs| {
        let mut merger = Merger::default();
        merger.add(graphs);
        merger.finish(0).lines.len()
    });
}

#[divan::bench(args = [100, 300, 1000], sample_count = 10)]
fn storing(bencher: divan::Bencher, count: usize) {
    let articles = articles(count, 10);
    let all = changes(&articles);
    let place = tempfile::tempdir().expect("a directory");
    let file = GraphFile::open(&place.path().join("world.nq"), Duration::ZERO).expect("a graph");
    bencher
        .counter(ItemsCount::new(words(&articles)))
        .with_inputs(|| all.clone())
        .bench_values(|all| file.apply(all, Some(&mut Merger::default())).expect("stored"));
}

fn main() {
    divan::main();
}
