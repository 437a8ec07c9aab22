//! What must hold for all articles: the graph is the union of what they say, however it is loaded.

use std::path::Path;
use std::time::Duration;

use chancery::article::Article;
use chancery::article::input::Inputs;
use chancery::article::reader::{Options, Reader};
use chancery::extract::extract;
use chancery::graph::file::{Changes, GraphFile};
use chancery::graph::keeper::Keeper;
use chancery::graph::load::{Load, Summary};
use chancery::graph::vocabulary;
use chancery::merge::Merger;
use chancery::ontology::Ontology;
use proptest::prelude::*;

/// Loads articles, in this order and with so many threads, into a graph file.
fn load(directory: &Path, graph: &str, articles: &[(String, String)], jobs: usize) -> Summary {
    let line = |(id, text): &(String, String)| format!("{}\n", serde_json::json!({"id": id, "text": text}));
    let lines = articles.iter().map(line).collect::<Vec<_>>().concat();
    let input = directory.join("in.jsonl");
    std::fs::write(&input, lines).expect("a file");
    let file = Keeper::File(GraphFile::open(&directory.join(graph), Duration::ZERO).expect("a graph"));
    let index = file.index().expect("an index");
    let mut tell = |_: chancery::graph::load::Event<'_>| {};
    let reader = Reader::new(Inputs::find(&[input]).files, Options::default());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().expect("threads");
    pool.install(|| Load::new(Ontology::built_in(), Some(&file), &mut Merger::default(), index, &mut tell).run(reader))
        .expect("a load")
}

fn graph(directory: &Path, name: &str) -> Vec<u8> {
    std::fs::read(directory.join(name)).expect("a graph")
}

/// Articles with ids all different, of sentences in any order.
fn articles() -> impl Strategy<Value = Vec<(String, String)>> {
    let sentence = prop::sample::select(vec![
        "French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris on Tuesday.",
        "“We stand with Ukraine,” said NATO Secretary General Jens Stoltenberg.",
        "The United States imposed sanctions on Belarus.",
        "Russia has massed 100,000 troops near Ukraine, US officials say.",
        "He will travel to Genève next week.\n\n",
        "Nothing happened.",
    ]);
    let text = prop::collection::vec(sentence, 1..6).prop_map(|sentences| sentences.join(" "));
    prop::collection::btree_map("[a-dé/%]{1,3}( x)?", text, 1..8).prop_map(|all| all.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_threads_and_splitting_change_nothing(all in articles(), at in any::<prop::sample::Index>(), jobs in 1_usize..4) {
        let place = tempfile::tempdir().expect("a directory");
        let directory = place.path();
        load(directory, "once.nq", &all, 1);
        let mut turned = all.clone();
        turned.rotate_left(at.index(all.len()));
        turned.reverse();
        load(directory, "turned.nq", &turned, jobs);
        let (first, second) = all.split_at(at.index(all.len()));
        load(directory, "parts.nq", second, jobs);
        load(directory, "parts.nq", first, jobs);
        prop_assert!(graph(directory, "once.nq") == graph(directory, "turned.nq"));
        prop_assert!(graph(directory, "once.nq") == graph(directory, "parts.nq"));
    }

    #[test]
    fn loading_again_changes_nothing(all in articles()) {
        let place = tempfile::tempdir().expect("a directory");
        let directory = place.path();
        load(directory, "a.nq", &all, 2);
        let before = graph(directory, "a.nq");
        let summary = load(directory, "a.nq", &all, 1);
        prop_assert_eq!((summary.added, summary.replaced, summary.unchanged), (0, 0, all.len()));
        prop_assert!(before == graph(directory, "a.nq"));
    }

    #[test]
    fn dropping_equals_never_having_loaded(all in articles(), at in any::<prop::sample::Index>()) {
        let place = tempfile::tempdir().expect("a directory");
        let directory = place.path();
        let mut rest = all.clone();
        let (id, _) = rest.remove(at.index(all.len()));
        load(directory, "all.nq", &all, 2);
        load(directory, "rest.nq", &rest, 2);
        let file = GraphFile::open(&directory.join("all.nq"), Duration::ZERO).expect("a graph");
        file.apply(Changes::from([(vocabulary::article(&id).into_string(), None)]), Some(&mut Merger::default())).expect("a change");
        let expected = if rest.is_empty() { b"# chancery graph 1\n".to_vec() } else { graph(directory, "rest.nq") };
        prop_assert!(graph(directory, "all.nq") == expected);
    }

    #[test]
    fn replacing_equals_having_loaded_the_new_text(all in articles(), at in any::<prop::sample::Index>()) {
        let place = tempfile::tempdir().expect("a directory");
        let directory = place.path();
        load(directory, "a.nq", &all, 2);
        let mut changed = all;
        let at = at.index(changed.len());
        changed[at].1.push_str(" Talks went on.");
        load(directory, "a.nq", &changed[at..=at], 2);
        load(directory, "b.nq", &changed, 2);
        prop_assert!(graph(directory, "a.nq") == graph(directory, "b.nq"));
    }
}

/// Words and marks that rules look for, in any order.
fn jumble() -> impl Strategy<Value = String> {
    let word = prop::sample::select(
        "Russia|Joe Biden|the US president|NATO|Paris|Wall Street|its|he|they|officials|troops|sanctions|talks|the attack|said\
         |told|denied|warned|threatened|accused|imposed|met|agreed|attacked|was|has|will|did not|to|by|of|in|on|with|and|that\
         |who|if|because|according to|President|on Monday|.|,|:|;|—|-|“|”|\"|''|'s|(|)|?|\n\n|\n"
            .split('|')
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(word, 1..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_fact_of_any_text_has_a_sentence_that_says_it(text in jumble()) {
        let article = Article { id: "jumble".to_owned(), text, ..Article::default() };
        let extraction = extract(&article, Ontology::built_in());
        for fact in &extraction.facts {
            prop_assert!(!fact.evidence.is_empty(), "{fact:?}");
            for evidence in &fact.evidence {
                let said = article.text.get(evidence.span.start..evidence.span.end);
                prop_assert!(said.is_some_and(|words| !words.trim().is_empty()), "{fact:?}");
                prop_assert!(evidence.sentence < extraction.sentences.len(), "{fact:?}");
            }
        }
    }
}
