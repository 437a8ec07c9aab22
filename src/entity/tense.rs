//! Whether a clause speaks of the past or the future.
//!
//! "will meet on Friday" → future; "met on Friday" → past.

use crate::grammar::{Rel, Sentence, Upos};

/// To which side of the article's date a clause points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// Past and perfect tenses.
    Past,
    /// The present tense, which can stand for both.
    Present,
    /// Will, shall, plans, infinitives of purpose.
    Future,
    /// No verb says.
    #[default]
    Unknown,
}

impl Direction {
    /// For `explain`.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Past => "past tense",
            Self::Present => "present tense",
            Self::Future => "of the future",
            Self::Unknown => "no tense",
        }
    }
}

/// Participles and adjectives that look ahead: "set to meet", "scheduled for Friday", "due".
const AHEAD: [&str; 22] = [
    "schedule",
    "scheduled",
    "plan",
    "planned",
    "set",
    "slate",
    "slated",
    "due",
    "expect",
    "expected",
    "intend",
    "hope",
    "want",
    "aim",
    "promise",
    "pledge",
    "agree",
    "decide",
    "prepare",
    "upcoming",
    "forthcoming",
    "poise",
];

/// The direction of the clause in which a word stands.
#[must_use]
pub fn direction(sentence: &Sentence, word: usize) -> Direction {
    if !sentence.parsed {
        return by_tags(sentence);
    }
    let (mut at, mut known, mut meanwhile) = (word, false, false);
    for _ in 0..sentence.words.len() {
        if let Some(found) = of_predicate(sentence, at) {
            // "Had agreed during a meeting on Saturday": that is when they did, not what they agreed on.
            if meanwhile && is_perfect(sentence, at) {
                return Direction::Past;
            }
            // "to follow up on the December 7 call": what is to be done does not put off a call that all know of.
            let infinitive = sentence.words[at].xpos == "VB";
            return if known && infinitive && found == Direction::Future { Direction::Unknown } else { found };
        }
        known = known || is_definite(sentence, at);
        let within = |c: usize| matches!(&*sentence.words[c].lemma, "during" | "after" | "amid");
        meanwhile = meanwhile || sentence.children_by(at, Rel::Case).any(within);
        match sentence.words.get(at).and_then(|w| w.head) {
            Some(head) => at = head,
            None => break,
        }
    }
    Direction::Unknown
}

/// "Has agreed", "had decided".
fn is_perfect(sentence: &Sentence, at: usize) -> bool {
    sentence.words[at].xpos == "VBN"
        && sentence.children_by(at, Rel::Aux).any(|c| &*sentence.words[c].lemma == "have")
        && sentence.child(at, &[Rel::AuxPass]).is_none()
}

/// Whether a noun names something that the reader knows of: "the call", "their meeting".
fn is_definite(sentence: &Sentence, at: usize) -> bool {
    let determiner = |c: usize| {
        let word = &sentence.words[c];
        word.xpos == "PRP$" || word.rel == Rel::Det && matches!(&*word.lemma, "the" | "this" | "that")
    };
    sentence.words[at].upos == Upos::Noun && sentence.children(at).any(determiner)
}

/// Without a tree: what the first telling tag of the sentence says.
fn by_tags(sentence: &Sentence) -> Direction {
    let will = |w: &crate::grammar::Word| w.xpos == "MD" && matches!(&*w.lemma, "will" | "shall");
    if sentence.words.iter().any(will) {
        return Direction::Future;
    }
    let first = sentence.words.iter().find(|w| matches!(w.xpos, "VBD" | "VBP" | "VBZ"));
    first.map_or(Direction::Unknown, |w| if w.xpos == "VBD" { Direction::Past } else { Direction::Present })
}

/// The direction of a predicate by its own form and auxiliaries; `None` where its governor decides.
fn of_predicate(sentence: &Sentence, at: usize) -> Option<Direction> {
    let word = sentence.words.get(at)?;
    let helpers =
        sentence.children(at).filter(|&c| matches!(sentence.words[c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop));
    let mut direction = None;
    for helper in helpers {
        let helper = &sentence.words[helper];
        match helper.xpos {
            "MD" => return Some(Direction::Future),
            "VBD" => direction = Some(Direction::Past),
            "VBP" | "VBZ" if &*helper.lemma == "have" => direction = Some(Direction::Past),
            "VBP" | "VBZ" => direction = direction.or(Some(Direction::Present)),
            _ => {}
        }
    }
    let ahead = AHEAD.contains(&&*word.lemma) && (word.xpos == "VBN" || word.upos == Upos::Adj);
    if ahead {
        return Some(Direction::Future);
    }
    if direction.is_some() {
        // "is meeting Putin on Friday", "is held on Friday".
        let present = direction == Some(Direction::Present) && word.upos == Upos::Verb;
        return if present { Some(Direction::Future) } else { direction };
    }
    match word.xpos {
        "VBD" => Some(Direction::Past),
        "VBP" | "VBZ" if word.upos == Upos::Verb => Some(Direction::Present),
        "VBN" if word.upos == Upos::Verb => Some(Direction::Past),
        "VB" if word.upos == Upos::Verb => Some(infinitive(sentence, at)),
        _ => None,
    }
}

/// "to meet on Friday" lies ahead, unless what governs it says that it was done: "began to withdraw".
fn infinitive(sentence: &Sentence, at: usize) -> Direction {
    let head = sentence.words[at].head.map(|h| &sentence.words[h]);
    let done = head.is_some_and(|h| {
        matches!(
            &*h.lemma,
            "begin" | "start" | "continue" | "manage" | "fail" | "help" | "refuse" | "cease" | "decline"
        ) && h.xpos == "VBD"
    });
    if done { Direction::Past } else { Direction::Future }
}
