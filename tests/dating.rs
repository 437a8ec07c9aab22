//! The dates of articles that have none, over hand-made trees.

use chancery::article::Article;
use chancery::entity::{ArticleDate, article_date};
use chancery::grammar::{Sentence, time};
use chancery::ontology::Ontology;

use crate::entity::sentence;

const CALL: &str = "US/NNP/2/compound President/NNP/5/nsubj Joe/NNP/2/flat Biden/NNP/2/flat spoke/VBD/0/root with/IN/7/case \
    President/NNP/5/obl Vladimir/NNP/7/flat Putin/NNP/7/flat this/DT/11/det Tuesday/NNP/5/obl (/-LRB-/13/punct \
    7th/JJ/11/appos )/-RRB-/13/punct ././5/punct";
const LATER: &str = "Biden/NNP/3/nsubj will/MD/3/aux speak/VB/0/root with/IN/5/case Chancellor/NNP/3/obl Angela/NNP/5/flat \
    Merkel/NNP/5/flat later/RB/3/advmod on/IN/10/case Tuesday/NNP/3/obl ././3/punct";
const LAST: &str = "Tuesday/NNP/2/nsubj marks/VBZ/0/root Merkel/NNP/7/poss 's/POS/3/case last/JJ/7/amod full/JJ/7/amod \
    day/NN/2/obj in/IN/9/case office/NN/7/nmod ././2/punct";

fn dated(trees: &[&str]) -> ArticleDate {
    let mut article = Article::default();
    let sentences: Vec<Sentence> = trees.iter().map(|tree| sentence(&mut article.text, tree, true)).collect();
    let times: Vec<_> = sentences.iter().map(|s| time::find(&article.text, s)).collect();
    article_date(&article, &sentences, &times, Ontology::built_in())
}

fn day(date: &ArticleDate) -> String {
    date.date.map_or_else(|| "unknown".to_owned(), |d| d.to_string())
}

#[test]
fn weekday_number_and_terms_of_office_give_the_day() {
    let date = dated(&[CALL, LATER, LAST]);
    assert_eq!(day(&date), "2021-12-07", "{:#?}", date.reasons);
    assert!(date.inferred);
    let reasons = date.reasons.join("\n");
    assert!(reasons.contains("last full day in office") && reasons.contains("7th was a Tuesday"), "{reasons}");
}

#[test]
fn the_end_of_a_term_gives_the_day() {
    let date = dated(&[LATER, LAST]);
    assert_eq!(day(&date), "2021-12-07", "{:#?}", date.reasons);
}

#[test]
fn several_days_that_fit_leave_it_unknown() {
    // In Biden's and Merkel's common time the 7th was a Tuesday twice.
    let date = dated(&[CALL, LATER]);
    assert_eq!(day(&date), "unknown", "{:#?}", date.reasons);
    assert!(date.reasons.join("\n").contains("2 days fit"), "{:#?}", date.reasons);
}

#[test]
fn a_contradiction_leaves_it_unknown_and_says_so() {
    let apart = "President/NNP/5/nsubj George/NNP/1/flat W./NNP/1/flat Bush/NNP/1/flat spoke/VBD/0/root with/IN/7/case \
        Chancellor/NNP/5/obl Olaf/NNP/7/flat Scholz/NNP/7/flat ././5/punct";
    let date = dated(&[apart]);
    assert_eq!(day(&date), "unknown");
    assert!(date.reasons.join("\n").contains("no day fits both"), "{:#?}", date.reasons);
    let both = dated(&[
        CALL,
        LAST,
        "Tuesday/NNP/2/nsubj marks/VBZ/0/root Emmanuel/NNP/8/poss Macron/NNP/3/flat \
        's/POS/3/case first/JJ/8/amod full/JJ/8/amod day/NN/2/obj in/IN/10/case office/NN/8/nmod ././2/punct",
    ]);
    assert_eq!(day(&both), "unknown");
    assert!(both.reasons.join("\n").contains("no day fits"), "{:#?}", both.reasons);
}

#[test]
fn a_dateline_gives_the_day() {
    let head = "LISBON/NNP/0/root ,/,/1/punct March/NNP/1/nmod 3/CD/3/nummod ,/,/3/punct 2021/CD/3/nummod —/:/1/punct";
    let date = dated(&[head, LATER]);
    assert_eq!((day(&date).as_str(), date.inferred), ("2021-03-03", false), "{:#?}", date.reasons);
}

#[test]
fn a_dateline_that_cannot_be_gives_none() {
    let head = "Tuesday/NNP/0/root ,/,/1/punct March/NNP/1/appos 3/CD/3/nummod ,/,/3/punct 2021/CD/3/nummod";
    let date = dated(&[head, LATER]);
    assert_eq!(day(&date), "unknown", "{:#?}", date.reasons);
}

#[test]
fn a_dateline_without_year_is_completed_by_terms() {
    let head = "LISBON/NNP/0/root ,/,/1/punct March/NNP/1/nmod 2/CD/3/nummod —/:/1/punct";
    let met = "US/NNP/2/compound President/NNP/5/nsubj Joe/NNP/2/flat Biden/NNP/2/flat met/VBD/0/root President/NNP/5/obj \
        Vladimir/NNP/6/flat Putin/NNP/6/flat ././5/punct";
    let date = dated(&[head, met, LATER]);
    assert_eq!((day(&date).as_str(), date.inferred), ("2021-03-02", true), "{:#?}", date.reasons);
}

/// The facts of a text of 2021-05-05 as `predicate date`.
fn facts(text: &str) -> Vec<String> {
    let article = Article { date: "2021-05-05".parse().ok(), text: text.to_owned(), ..Article::default() };
    let facts = chancery::extract::extract(&article, Ontology::built_in()).facts;
    facts.iter().map(|f| format!("{} {}", f.predicate, f.date.as_ref().map_or("-", |d| &d.value))).collect()
}

#[test]
fn events_of_a_meeting_take_its_day() {
    let found = facts(
        "President Joe Biden spoke with President Vladimir Putin of Russia on Monday.\n\n\
         President Biden reaffirmed his support for Ukraine. He said that talks would go on.",
    );
    assert!(found.iter().any(|f| f == "supported 2021-05-03"), "{found:?}");
    assert!(found.iter().any(|f| f == "said 2021-05-03"), "{found:?}");
}

#[test]
fn events_outside_a_meeting_do_not_take_its_day() {
    let found = facts(
        "President Joe Biden spoke with President Vladimir Putin of Russia on Monday.\n\n\
         Biden has said that talks would go on. Germany supported Ukraine. Biden condemned the attack by Wagner on a port \
         in Libya.",
    );
    assert!(!found.iter().any(|f| f.starts_with("said 2021") || f.starts_with("supported 2021")), "{found:?}");
    assert!(found.iter().any(|f| f == "assaulted -"), "{found:?}");
}

/// When a meeting of an article of 2019-05-02 was, by its one sentence.
fn met(text: &str) -> Option<String> {
    let article = Article { text: text.to_owned(), date: "2019-05-02".parse().ok(), ..Article::default() };
    let facts = chancery::extract::extract(&article, Ontology::built_in()).facts;
    let met = facts.iter().find(|fact| &*fact.predicate == "met").unwrap_or_else(|| panic!("no meeting in {text}"));
    met.date.as_ref().map(|when| when.value.clone())
}

#[test]
fn the_day_of_the_words_is_not_that_of_the_meeting_they_tell_of() {
    for text in [
        "Emmanuel Macron said on Monday he would meet Narendra Modi in Paris.",
        "Emmanuel Macron last week said he would meet Narendra Modi after the vote.",
        "Emmanuel Macron told reporters Tuesday that his meeting with Narendra Modi could still happen.",
    ] {
        assert_eq!(met(text), None, "{text}");
    }
    let front = "On Monday, officials said that Emmanuel Macron met Narendra Modi.";
    assert_eq!(met(front).as_deref(), Some("2019-04-29"));
}
