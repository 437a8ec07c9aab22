//! What is meant where a noun phrase is headed by a number or a sum.
//!
//! "hundreds of troops" → troops; "$5 million in aid" → aid.

use super::clause::{Oblique, is_form, obliques};
use crate::grammar::Sentence;

/// Words that count what their "of" names.
const NUMBERS: [&str; 23] = [
    "hundred", "thousand", "dozen", "ten", "score", "million", "number", "group", "couple", "lot", "series", "some",
    "many", "most", "all", "several", "half", "part", "rest", "bulk", "shipment", "package", "fleet",
];

/// Heads of sums of money.
const MONEY: [&str; 8] = ["$", "€", "£", "dollar", "euro", "pound", "million", "billion"];

/// What a noun of number or a sum counts.
#[must_use]
pub fn counted(s: &Sentence, w: usize) -> Option<usize> {
    let fits = |o: &Oblique| {
        is_form(s, w, &NUMBERS) && is_form(s, o.case, &["of"]) || is_form(s, w, &MONEY) && is_form(s, o.case, &["in"])
    };
    obliques(s, w).find(fits).map(|o| o.word)
}

/// What money is given in, where the tree hangs it on the verb: "gave $5 million in aid".
#[must_use]
pub fn given_in(s: &Sentence, verb: usize, money: usize) -> Option<usize> {
    let inside = obliques(s, verb).find(|o| o.word > money && is_form(s, o.case, &["in"]));
    inside.filter(|_| is_form(s, money, &MONEY)).map(|o| o.word)
}
