//! Tags, trees and names: the model that is compiled in on sentences written here, a small model learnt on the spot,
//! trees that are trees whatever the input, models and treebanks that are damaged.

use std::fmt::Write as _;

use chancery::grammar::conllu::{self, GoldSentence};
use chancery::grammar::learn::net::encoder::Dropout;
use chancery::grammar::learn::net::{pretrain, treebank};
use chancery::grammar::learn::{self, Settings};
use chancery::grammar::model::Model;
use chancery::grammar::opinions::Opinions;
use chancery::grammar::{NameKind, Rel, Sentence, Upos, analyse, analysis, evaluate, tree};
use chancery::text;
use proptest::prelude::*;

fn read(text: &str) -> Vec<Sentence> {
    analyse(text, &text::split(text, 0))
}

fn only(text: &str) -> Sentence {
    let mut sentences = read(text);
    assert_eq!(sentences.len(), 1, "{text}");
    sentences.remove(0)
}

/// The words with their lemma, relation and head: `met/meet root`, `Merkel/Merkel nsubj met`.
fn arcs(text: &str) -> Vec<String> {
    let sentence = only(text);
    let word = |i: usize| sentence.words[i].span.of(text);
    let arc = |(i, w): (usize, &chancery::grammar::Word)| match w.head {
        Some(head) => format!("{}/{} {} {}", word(i), w.lemma, w.rel.name(), word(head)),
        None => format!("{}/{} root", word(i), w.lemma),
    };
    sentence.words.iter().enumerate().map(arc).collect()
}

#[track_caller]
fn has(text: &str, wanted: &[&str]) {
    let found = arcs(text);
    for arc in wanted {
        assert!(found.iter().any(|a| a == arc), "{arc} is not among {found:?}");
    }
}

#[test]
fn active_and_passive() {
    has(
        "Angela Merkel met the president in Paris.",
        &["met/meet root", "Angela/Angela nsubj met", "president/president obj met", "Paris/Paris obl met"],
    );
    has(
        "The president was met by Angela Merkel.",
        &["met/meet root", "president/president nsubj:pass met", "was/be aux:pass met"],
    );
}

#[test]
fn coordination_negation_and_relative_clauses() {
    has("The ministers met and signed the treaty.", &["signed/sign conj met", "treaty/treaty obj signed"]);
    has("France did not sign the treaty.", &["sign/sign root", "not/not advmod sign", "did/do aux sign"]);
    has("The minister who signed the treaty resigned.", &["resigned/resign root", "signed/sign acl:relcl minister"]);
}

#[test]
fn contractions_are_words_of_their_own() {
    let sentence = only("They don't trust Norway's envoy.");
    let xpos: Vec<_> = sentence.words.iter().map(|word| word.xpos).collect();
    assert_eq!(xpos, ["PRP", "VBP", "RB", "VB", "NNP", "POS", "NN", "."]);
}

#[test]
fn lemmas_keep_the_case_of_proper_nouns_alone() {
    let sentence = only("The Talks between the two cities failed in Oslo.");
    let lemma = |form: &str| {
        let text = "The Talks between the two cities failed in Oslo.";
        sentence.words.iter().find(|word| word.span.of(text) == form).map(|word| &*word.lemma)
    };
    assert_eq!((lemma("cities"), lemma("failed"), lemma("Oslo")), (Some("city"), Some("fail"), Some("Oslo")));
}

#[test]
fn names_of_people_bodies_and_places() {
    let text = "Angela Merkel visited London with officials of the European Commission.";
    let sentence = only(text);
    let names: Vec<_> =
        sentence.names.iter().map(|name| (sentence.span_of(name.words.clone()).of(text), name.kind)).collect();
    assert!(names.contains(&("Angela Merkel", NameKind::Person)), "{names:?}");
    assert!(names.contains(&("London", NameKind::Place)), "{names:?}");
    assert!(names.contains(&("European Commission", NameKind::Organization)), "{names:?}");
}

#[test]
fn the_tree_is_drawn() {
    let text = "Merkel met Macron.";
    let drawn = tree::render(&only(text), text, 40);
    assert!(drawn.starts_with("met  VERB VBD meet\n├─ nsubj"), "{drawn}");
    assert!(drawn.lines().last().is_some_and(|line| line.starts_with("└─ punct")), "{drawn}");
    assert!(tree::render(&only(text), text, 5).lines().all(|line| line.chars().count() <= 5));
}

/// Panics unless a sentence is well-formed: words on tokens, one root, heads that lead to it, no crossing arcs.
fn check(sentence: &Sentence) {
    let words = &sentence.words;
    for pair in words.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start);
    }
    for pair in sentence.names.windows(2) {
        assert!(pair[0].words.end <= pair[1].words.start);
    }
    assert!(sentence.names.iter().all(|name| !name.words.is_empty() && name.words.end <= words.len()));
    if !sentence.parsed {
        assert!(words.iter().all(|word| word.head.is_none()));
        return;
    }
    assert_eq!(words.iter().filter(|word| word.head.is_none()).count(), 1);
    assert!(words.iter().all(|word| (word.rel == Rel::Root) == word.head.is_none()));
    let root = sentence.root().expect("a root");
    assert!((0..words.len()).all(|word| sentence.is_under(word, root)));
    for (child, head) in words.iter().enumerate().filter_map(|(i, word)| word.head.map(|head| (i, head))) {
        let (low, high) = (child.min(head), child.max(head));
        assert!((low + 1..high).all(|between| sentence.is_under(between, head)), "crossing arcs");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_trees(text in "(\\PC|[ \n.,'\"()]){0,200}") {
        read(&text).iter().for_each(check);
    }

    #[test]
    fn any_order_of_words_gives_trees(words in proptest::collection::vec("the|of|and|said|Kremlin|,|that|met|to|not|[a-z]{1,8}", 1..60)) {
        read(&words.join(" ")).iter().for_each(check);
    }
}

#[test]
fn monstrous_input_is_survived() {
    for text in ["", "\0", "\u{202e}\u{200f}.", "🙂🙂🙂", &"(".repeat(1000), &"a".repeat(1 << 20)] {
        read(text).iter().for_each(check);
    }
    // An indirect object that the comma before it keeps from its verb.
    read("of said that u met , Kremlin the not Kremlin and the and").iter().for_each(check);
    // Here repairs made arcs cross.
    read("A𝒞 𑯰000  0￼ 𑰀AaA꥟0®🝻\u{11d90}A￼®A០ a￼𖫂/D/¥'AGY\\𐾿&u/°U𑋝ລH\n𐌛").iter().for_each(check);
    let endless = read(&"word ".repeat(5000));
    endless.iter().for_each(check);
    assert!(endless.iter().all(|sentence| sentence.parsed == (sentence.words.len() <= analysis::LONGEST)));
    let long = read(&"the envoy of Norway, ".repeat(150));
    long.iter().for_each(check);
    assert!(long.iter().all(|sentence| sentence.parsed));
}

#[test]
fn damaged_models_are_refused() {
    let whole = include_bytes!("../src/grammar/model.bin.zst");
    assert!(Model::read(&whole[..whole.len() / 2]).is_err());
    let mut flipped = whole.to_vec();
    flipped[whole.len() / 2] ^= 0x55;
    assert!(Model::read(&flipped).is_err());
    for foreign in [&b""[..], b"{}", &zstd::encode_all(&b"something else"[..], 1).expect("packs")] {
        let problem = Model::read(foreign).err().expect("refused");
        assert!(problem.contains("grammar model"), "{problem}");
    }
}

/// A treebank of plain sentences about ministers who meet, in CoNLL-U.
fn treebank() -> String {
    let mut out = String::new();
    for (i, name) in ["Alda", "Bero", "Cilla", "Doran", "Elva", "Fenno"].iter().enumerate() {
        for (verb, lemma) in [("met", "meet"), ("praised", "praise"), ("warned", "warn"), ("called", "call")] {
            let other = ["Gunda", "Hakon", "Ilmar"][i % 3];
            let _ = writeln!(out, "# text = {name} {verb} the minister of {other}.");
            for line in [
                format!("1 {name} {name} PROPN NNP _ 2 nsubj _ _"),
                format!("2 {verb} {lemma} VERB VBD _ 0 root _ _"),
                "3 the the DET DT _ 4 det _ _".to_owned(),
                "4 minister minister NOUN NN _ 2 obj _ _".to_owned(),
                "5 of of ADP IN _ 6 case _ _".to_owned(),
                format!("6 {other} {other} PROPN NNP _ 4 nmod _ SpaceAfter=No"),
                "7 . . PUNCT . _ 2 punct _ _".to_owned(),
            ] {
                let _ = writeln!(out, "{}", line.replace(' ', "\t"));
            }
            out.push('\n');
        }
    }
    out
}

fn gold() -> Vec<GoldSentence> {
    conllu::parse(&treebank()).expect("a treebank")
}

fn small() -> Settings {
    let text = pretrain::Plan { batch: 60, guessed: 30, ..pretrain::Plan::default() };
    let treebanks = treebank::Plan { epochs: 12, batch: 60, dropout: Dropout::NONE, ..treebank::Plan::default() };
    Settings { text, treebanks, ..Settings::default() }
}

#[test]
fn a_small_treebank_is_learnt_always_to_the_same_bytes() {
    let learnt = |_| {
        let text = "Alda met the minister of Gunda. Bero called the minister.".to_owned();
        let model = learn::train(&gold(), &[text], small(), &|_| ()).expect("a model");
        model.write().expect("packs")
    };
    let [first, second] = [0, 1].map(learnt);
    assert_eq!(first, second);
    let model = Model::read(&first).expect("reads");
    let (text, raw) = conllu::text_of(&gold());
    let analysed = analysis::analyse_with(&model, &text, &raw);
    let scores = evaluate::compare(&gold(), &analysed, &text);
    assert!(scores.las > 98.0 && scores.lemmas > 98.0 && scores.upos > 98.0, "{scores:?}");
    assert!((scores.words - 100.0).abs() < f64::EPSILON);
}

#[test]
fn opinions_of_words_change_what_mentions_are_of_and_no_tree() {
    let text = "Angela Merkel met the envoy of Norway in Dunholm. Merkel praised Dunholm.";
    let raw = text::split(text, 0);
    let read = |opinions| {
        let mut model = Model::read(include_bytes!("../src/grammar/model.bin.zst")).expect("reads");
        model.opinions = opinions;
        analysis::analyse_with(&model, text, &raw)
    };
    let kinds = |sentences: &[Sentence]| -> Vec<(String, NameKind)> {
        let mentions = sentences.iter().flat_map(|s| s.mentions.iter().map(move |name| (s, name)));
        mentions.map(|(s, name)| (s.span_of(name.words.clone()).of(text).to_owned(), name.kind)).collect()
    };
    let trees = |sentences: &[Sentence]| sentences.iter().map(|s| conllu::write(s, "s", text)).collect::<String>();
    // Person, organization, place.
    let held = |kind: usize| {
        let mut opinion = [-2.0; 3];
        opinion[kind] = 10.0;
        read(Opinions::new(std::iter::once(("dunholm", opinion))))
    };
    for (kind, wanted) in [NameKind::Person, NameKind::Organization, NameKind::Place].into_iter().enumerate() {
        let read = held(kind);
        let dunholm: Vec<NameKind> =
            kinds(&read).into_iter().filter(|(name, _)| name == "Dunholm").map(|(_, kind)| kind).collect();
        assert_eq!(dunholm, [wanted; 2]);
        assert!(kinds(&read).contains(&("Angela Merkel".to_owned(), NameKind::Person)));
        assert_eq!(trees(&read), trees(&held(0)));
    }
}

#[test]
fn malformed_treebanks_name_the_line() {
    for (line, text) in [
        (1, "1\tword\n"),
        (2, "# a comment\n2\tword\tword\tNOUN\tNN\t_\t0\troot\t_\t_\n"),
        (1, "1\tword\tword\tTHING\tNN\t_\t0\troot\t_\t_\n"),
        (1, "1\tword\tword\tNOUN\tNN\t_\tx\troot\t_\t_\n"),
        (1, "1\tword\tword\tNOUN\tNN\t_\t0\tsubject\t_\t_\n"),
        (1, "1\tword\tword\tNOUN\tNN\t_\t7\tnsubj\t_\t_\n"),
        (3, "1\ta\ta\tNOUN\tNN\t_\t2\tdep\t_\t_\n2\tb\tb\tNOUN\tNN\t_\t1\tdep\t_\t_\n\n"),
    ] {
        let (found, problem) = conllu::parse(text).expect_err("malformed");
        assert_eq!(found, line, "{problem}");
    }
}

#[test]
fn what_is_written_can_be_read() {
    let text = "They don't trust Norway's envoy, \"he\" said.";
    let written: String = read(text).iter().map(|sentence| conllu::write(sentence, "s1", text)).collect();
    assert!(written.contains("2-3\tdon't\t"), "{written}");
    let gold = conllu::parse(&written).expect("reads");
    assert_eq!(conllu::text_of(&gold).0, text);
    assert_eq!(gold[0].contractions, [1..3, 4..6]);
    assert_eq!(gold[0].words[3].upos, Upos::Verb);
    let analysed = read(text);
    let scores = evaluate::compare(&gold, &analysed, text);
    assert!([scores.tokens, scores.las, scores.clas].iter().all(|&score| (score - 100.0).abs() < 1e-9), "{scores:?}");
}
