//! Attribution: who says a fact, through whom, and what covers it.

use chancery::article::Article;
use chancery::extract::{Extraction, Reading, Speeches, extract};
use chancery::fact::{Argument, Fact};
use chancery::ontology::Ontology;
use chancery::text::Span;

fn article(text: &str) -> Article {
    Article { id: "case".to_owned(), date: "2021-12-07".parse().ok(), text: text.to_owned(), ..Article::default() }
}

fn read(text: &str) -> Extraction {
    extract(&article(text), Ontology::built_in())
}

fn one<'e>(extraction: &'e Extraction, predicate: &str) -> &'e Fact {
    let found: Vec<&Fact> = extraction.facts.iter().filter(|f| &*f.predicate == predicate).collect();
    let [fact] = found.as_slice() else { panic!("{predicate}: {found:#?}") };
    fact
}

#[test]
fn what_is_said_is_attributed() {
    let extraction = read("Emmanuel Macron said that Russia had attacked Turkey.");
    let fact = one(&extraction, "assaulted");
    assert_eq!(fact.attribution.as_ref().map(Argument::text).as_deref(), Some("Emmanuel Macron"));
    assert_eq!(one(&extraction, "said").attribution, None);
}

#[test]
fn what_nobody_says_is_not() {
    let extraction = read("Russia invaded Ukraine. Emmanuel Macron said the harvest was safe.");
    assert_eq!(one(&extraction, "assaulted").attribution, None);
}

#[test]
fn a_medium_relays() {
    let extraction = read("Angela Merkel told Reuters that the tunnel would open.");
    let said = one(&extraction, "said");
    assert_eq!(said.qualifiers.get("via").map(String::as_str), Some("Reuters"));
    assert_eq!(said.qualifiers.get("addressee"), None);
    let extraction = read("Angela Merkel told Boris Johnson that the tunnel would open.");
    assert_eq!(one(&extraction, "said").qualifiers.get("addressee").map(String::as_str), Some("Boris Johnson"));
}

#[test]
fn a_statement_points_to_every_sentence_that_it_covers() {
    let extraction = read("“The harvest is safe,” Angela Merkel said. “Nobody will go hungry.”\n\nThe choir sang.");
    let said = one(&extraction, "said");
    assert_eq!(said.qualifiers.get("direct").map(String::as_str), Some("yes"));
    let text = |fact: &Fact| fact.evidence.iter().map(|e| e.sentence).collect::<Vec<_>>();
    assert_eq!(text(said), [0, 1]);
}

#[test]
fn the_innermost_speech_counts_and_the_outer_one_relays() {
    let text = "Boris Johnson said that Angela Merkel had told him that the tunnel was dry.";
    let article = article(text);
    let reading = Reading::new(&article, Ontology::built_in());
    let speeches = Speeches::find(&reading);
    let at = text.find("dry").expect("the word stands there");
    let label = |a: &chancery::entity::ActorId| reading.mentions.actor(*a).entity.label.clone();
    let inner = speeches.around(Span { start: at, end: at + 3 }).expect("someone says so");
    assert_eq!(inner.speakers.iter().map(label).collect::<Vec<_>>(), ["Angela Merkel"]);
    assert_eq!(inner.via.iter().map(label).collect::<Vec<_>>(), ["Boris Johnson"]);
    let outer =
        speeches.around(Span { start: text.find("had").expect("there"), end: text.find("told").expect("there") });
    assert_eq!(outer.expect("someone says so").speakers.iter().map(label).collect::<Vec<_>>(), ["Boris Johnson"]);
    assert!(speeches.around(Span { start: 0, end: 5 }).is_none());
}

#[test]
fn any_text_is_read() {
    let marks = [
        "“”said",
        "said said said",
        "“He said “she said “they said",
        ": said:",
        "According to",
        "“…” — ",
        "said that, that",
    ];
    for text in marks {
        let _facts = read(text).facts;
        let _facts = read(&text.repeat(50)).facts;
    }
}
