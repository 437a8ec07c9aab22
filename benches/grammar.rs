//! How many tokens a second each stage of the grammar takes, on text that does not repeat itself.
//!
//! `cargo bench --bench grammar`

use std::fmt::Write as _;

use chancery::grammar::analysis::analyse_with;
use chancery::grammar::learn::Shuffle;
use chancery::grammar::model::Model;
use chancery::grammar::names::known_word;
use chancery::grammar::net::Scratch;
use chancery::grammar::net::input::Form;
use chancery::ontology::Ontology;
use chancery::text::{self, RawSentence};
use divan::counter::ItemsCount;

const WHO: &[&str] = &[
    "The prime minister",
    "A spokesman for the ministry",
    "Angela Merkel",
    "The European Commission",
    "Two senior officials",
    "President Emmanuel Macron of France",
    "The head of the delegation",
    "Opposition leaders",
    "Nobody in the capital",
];
const DID: &[&str] = &[
    "said on Tuesday that",
    "had warned for weeks that",
    "denied reports that",
    "was told by aides that",
    "could not confirm whether",
    "will argue at the summit that",
    "wrote in a letter that",
    "no longer believes that",
];
const WHAT: &[&str] = &[
    "the talks would resume",
    "sanctions against the bank had been lifted",
    "troops were moving towards the border",
    "an agreement on grain exports was within reach",
    "the embassy should close",
    "both sides want a ceasefire",
    "prices rose by 12 percent",
    "the vote, which had been delayed twice, was fair",
];
const HOW: &[&str] = &[
    "in Geneva",
    "after months of negotiation",
    "despite pressure from its allies",
    "because of the floods",
    "next week",
    "if the parliament agrees",
    "with the help of mediators",
    "over the phone",
    "",
];

/// Sentences put together at random, with numbers and invented names so that no two are alike.
fn article(sentences: usize) -> String {
    let mut random = Shuffle::new(7);
    let mut text = String::new();
    for _ in 0..sentences {
        let mut pick = |from: &[&'static str]| from[random.below(from.len())];
        let parts = [pick(WHO), pick(DID), pick(WHAT), pick(HOW)].join(" ");
        let syllables = ["ka", "ro", "vin", "sel", "mar", "to", "ush", "en"];
        let name: String = (0..3).map(|_| syllables[random.below(syllables.len())]).collect();
        let number = random.below(90_000);
        let _ = write!(text, "{}, the daily K{name} reported in issue {number}. ", parts.trim_end());
    }
    text
}

struct Prepared {
    text: String,
    raw: Vec<RawSentence>,
    forms: Vec<Vec<Form>>,
    words: usize,
}

fn prepare() -> Prepared {
    let text = article(400);
    let raw = text::split(&text, 0);
    let forms = raw.iter().map(|sentence| forms(&text, sentence)).collect();
    let words = raw.iter().map(|s| s.tokens.len()).sum();
    Prepared { text, raw, forms, words }
}

/// What the net sees of the words of a sentence.
fn forms(text: &str, sentence: &RawSentence) -> Vec<Form> {
    let form = |word: &str| Model::builtin().vocabulary.form(word, known_word(Ontology::built_in(), word));
    sentence.tokens.iter().map(|span| form(span.of(text))).collect()
}

#[divan::bench]
fn look_up(bencher: divan::Bencher) {
    let it = prepare();
    bencher.counter(ItemsCount::new(it.words)).bench(|| {
        let count = |sentence: &RawSentence| forms(&it.text, sentence).len();
        it.raw.iter().map(count).sum::<usize>()
    });
}

#[divan::bench]
fn net(bencher: divan::Bencher) {
    let (model, it) = (Model::builtin(), prepare());
    bencher.counter(ItemsCount::new(it.words)).bench(|| {
        let mut scratch = Scratch::default();
        it.forms.iter().map(|forms| model.net.read(forms, 0, &mut scratch).heads.len()).sum::<usize>()
    });
}

#[divan::bench]
fn whole(bencher: divan::Bencher) {
    let (model, it) = (Model::builtin(), prepare());
    bencher.counter(ItemsCount::new(it.words)).bench(|| analyse_with(model, &it.text, &it.raw).len());
}

#[divan::bench]
fn split(bencher: divan::Bencher) {
    let it = prepare();
    bencher.counter(ItemsCount::new(it.words)).bench(|| text::split(&it.text, 0).len());
}

fn main() {
    divan::main();
}
