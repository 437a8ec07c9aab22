//! What is meant where a noun phrase is headed by a number or a sum.
//!
//! "hundreds of troops" → troops; "$5 million in aid" → aid.

use super::clause::{is_form, obliques};
use crate::grammar::Sentence;

/// Words that count what their "of" names.
fn is_number(lemma: &str) -> bool {
    matches!(
        lemma,
        "hundred"
            | "thousand"
            | "dozen"
            | "ten"
            | "score"
            | "million"
            | "number"
            | "group"
            | "couple"
            | "lot"
            | "worth"
            | "amount"
            | "quantity"
            | "series"
            | "some"
            | "many"
            | "most"
            | "all"
            | "several"
            | "half"
            | "part"
            | "rest"
            | "bulk"
            | "shipment"
            | "package"
            | "batch"
            | "ton"
            | "tonne"
            | "truckload"
            | "planeload"
            | "container"
            | "box"
            | "liter"
            | "litre"
            | "fleet"
    )
}

/// Heads of sums of money.
fn is_sum(lemma: &str) -> bool {
    matches!(lemma, "$" | "€" | "£" | "dollar" | "euro" | "pound" | "million" | "billion")
}

/// What a noun of number or a sum counts.
#[must_use]
pub fn counted(s: &Sentence, w: usize) -> Option<usize> {
    let lemma = &*s.words[w].lemma;
    let (number, sum) = (is_number(lemma), is_sum(lemma));
    if !number && !sum {
        return None;
    }
    obliques(s, w).find(|o| number && is_form(s, o.case, &["of"]) || sum && is_form(s, o.case, &["in"])).map(|o| o.word)
}

/// What the number or sum at a verb's object counts, wherever the tree hangs it.
#[must_use]
pub fn counted_by(s: &Sentence, verb: usize, object: usize) -> Option<usize> {
    counted(s, object).or_else(|| given_in(s, verb, object))
}

/// What money is given in, where the tree hangs it on the verb: "gave $5 million in aid".
fn given_in(s: &Sentence, verb: usize, money: usize) -> Option<usize> {
    if !is_sum(&s.words[money].lemma) {
        return None;
    }
    obliques(s, verb).find(|o| o.word > money && is_form(s, o.case, &["in"])).map(|o| o.word)
}
