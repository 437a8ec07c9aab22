//! What a word's own auxiliaries, negation, adjectives and articles say of its event.
//!
//! "would not attack" → planned or conditional, negated; "any attack" → possible; "no attack" → negated.

use super::Reading;
use super::modality::{is, under};
use super::modality_governors as governors;
use super::speech_tree::{is_finite, lower, marked};
use crate::fact::Modality;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::OperatorPlace;

/// What a word's dependents say of its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// By modal or adverb.
    pub modality: Modality,
    /// Whether it is negated.
    pub negated: bool,
    /// Whether a negation leaves it open: "may not".
    pub open: bool,
}

const CONDITIONS: [&str; 8] = ["if", "unless", "provided", "providing", "assuming", "supposing", "lest", "case"];

/// What a word's own dependents say.
pub fn own(reading: &Reading<'_>, sentence: &Sentence, word: usize) -> Own {
    own_above(reading, sentence, word, None)
}

/// What a word's own dependents say, but for the one that has been heard already: "has no intention" negates once.
pub fn own_above(reading: &Reading<'_>, sentence: &Sentence, word: usize, below: Option<usize>) -> Own {
    let mut own = Own { modality: Modality::Actual, negated: false, open: false };
    if !sentence.parsed {
        return before(reading, sentence, word);
    }
    for c in dependents(reading, sentence, word) {
        let rel = sentence.words[c].rel;
        let said = match rel {
            Rel::Aux | Rel::Cop if is_to_be_done(reading, sentence, word, c) => Some(Modality::Planned),
            Rel::Aux => auxiliary(reading, sentence, word, c),
            Rel::Advmod => governors::modifier(reading, sentence, OperatorPlace::Adverb, c)
                .filter(|&m| m != Modality::Denied || !negates(reading, sentence, word, c)),
            // "Were due to meet", where the tree takes the infinitive for the predicate
            Rel::Mark if sentence.words[c].upos == Upos::Adj => {
                governors::modifier(reading, sentence, OperatorPlace::Adjective, c)
            }
            Rel::Amod => governors::modifier(reading, sentence, OperatorPlace::Adjective, c),
            Rel::Det if is(reading, sentence, c, &["any"]) => Some(Modality::Possible),
            _ => None,
        };
        if let Some(modality) = said {
            own.open |= rel == Rel::Aux && is(reading, sentence, c, &["may", "might"]);
            own.modality = under(own.modality, modality);
        }
        own.negated |= below != Some(c) && negates(reading, sentence, word, c);
    }
    if own.negated && governors::is_decision(reading, sentence, word) {
        return Own { modality: under(Modality::Possible, own.modality), negated: false, open: true };
    }
    own
}

/// A word's dependents, and for one coordinated with another those that both share: "will not meet or talk".
fn dependents(reading: &Reading<'_>, sentence: &Sentence, word: usize) -> Vec<usize> {
    let mut all: Vec<usize> = sentence.children(word).collect();
    let mut at = word;
    while let Some(first) = sentence.words[at].head.filter(|_| sentence.words[at].rel == Rel::Conj) {
        if has_auxiliary(sentence, at) || !shares(sentence, at, first) {
            break;
        }
        let but = sentence.children_by(at, Rel::Cc).any(|c| is(reading, sentence, c, &["but"]));
        all.extend(sentence.children(first).filter(|&c| {
            let rel = sentence.words[c].rel;
            matches!(rel, Rel::Aux | Rel::Cop)
                || rel == Rel::Advmod && !but && is(reading, sentence, c, &["not", "n't", "n’t", "never"])
        }));
        at = first;
    }
    all
}

/// "The army is to enter and deploy", "was to meet them": a plan.
fn is_to_be_done(reading: &Reading<'_>, sentence: &Sentence, verb: usize, copula: usize) -> bool {
    let next = sentence.words.get(copula + 1);
    // "Was to blame" is no plan.
    sentence.words[verb].xpos == "VB"
        && &*sentence.words[verb].lemma != "blame"
        && is(reading, sentence, copula, &["is", "are", "was", "were"])
        && next.is_some_and(|w| w.xpos == "TO")
}

fn has_auxiliary(sentence: &Sentence, word: usize) -> bool {
    sentence.child(word, &[Rel::Aux, Rel::AuxPass, Rel::Cop]).is_some()
}

/// Whether a verb's form needs the auxiliary of the first one: "will meet and discuss", "has met and discussed".
fn shares(sentence: &Sentence, word: usize, first: usize) -> bool {
    let (a, b) = (sentence.words[word].xpos, sentence.words[first].xpos);
    let bare = a == "VB" && matches!(b, "VB" | "JJ" | "NN" | "VBN");
    // "Could not be signed and praised the other": what has an object of its own is no passive.
    let active = sentence.child(first, &[Rel::AuxPass]).is_some() && sentence.child(word, &[Rel::Obj]).is_some();
    let participle = matches!(a, "VBN" | "VBD") && b == "VBN" && !active || a == "VBG" && b == "VBG";
    // "Can never succeed and stressed" is two clauses.
    let modal = super::clause::is_modal(sentence, first);
    (bare || participle && !(modal && a == "VBD")) && sentence.child(word, &[Rel::Nsubj, Rel::NsubjPass]).is_none()
}

/// What an auxiliary says: the ontology's word for it, except for "would", which depends on where it stands.
fn auxiliary(reading: &Reading<'_>, sentence: &Sentence, verb: usize, aux: usize) -> Option<Modality> {
    let form = lower(reading, sentence, aux);
    match form.as_str() {
        "would" | "'d" | "’d" | "will" | "'ll" | "’ll" | "wo" | "shall" => {
            if sentence.words[aux].xpos != "MD" {
                return None;
            }
            let perfect = form == "would"
                && sentence.children_by(verb, Rel::Aux).any(|c| is(reading, sentence, c, &["have", "'ve"]));
            let open = form == "would" && condition_follows(reading, sentence, verb);
            let depends = perfect || open || has_condition(reading, sentence, verb);
            Some(if depends { Modality::Conditional } else { Modality::Planned })
        }
        "may" | "might" | "could" | "can" | "ca" => Some(Modality::Possible),
        "should" | "must" | "ought" | "need" => Some(Modality::Demanded),
        "to" => None,
        _ => governors::modifier(reading, sentence, OperatorPlace::Auxiliary, aux),
    }
}

/// Whether a condition follows a verb anywhere in its sentence; the tree may hang it on another word.
fn condition_follows(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    (verb + 1..sentence.words.len()).any(|w| {
        let marks = sentence.words[w].rel == Rel::Mark && is(reading, sentence, w, &["if", "unless"]);
        marks || is(reading, sentence, w, &["event", "case"]) && is_case_of(reading, sentence, w)
    })
}

/// Whether a clause, or the one it complements, has a condition: "if …", "in the event of …".
fn has_condition(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    let mut at = verb;
    for _ in 0..4 {
        let found = sentence.children(at).any(|c| match sentence.words[c].rel {
            Rel::Advcl => is_condition(reading, sentence, c),
            Rel::Obl | Rel::Nmod => {
                is_case_of(reading, sentence, c)
                    || sentence.children_by(c, Rel::Nmod).any(|g| is_case_of(reading, sentence, g))
                    || sentence.children_by(c, Rel::Det).any(|d| is(reading, sentence, d, &["any"]))
            }
            _ => false,
        });
        if found {
            return true;
        }
        match (sentence.words[at].head, sentence.words[at].rel) {
            (Some(head), Rel::Conj | Rel::Xcomp) => at = head,
            _ => break,
        }
    }
    false
}

/// Whether an adverbial clause is a condition: "if", "unless", "should it attack".
pub fn is_condition(reading: &Reading<'_>, sentence: &Sentence, clause: usize) -> bool {
    if marked(reading, sentence, clause, &CONDITIONS) {
        // "Will meet her, if only to show that he can": a purpose.
        let only = |c: usize| is(reading, sentence, c, &["only", "just"]);
        return !(has_to(sentence, clause) && sentence.children_by(clause, Rel::Advmod).any(only));
    }
    let subject = sentence.child(clause, &[Rel::Nsubj, Rel::NsubjPass]);
    let inverted = |c: usize| subject.is_some_and(|n| c < n) && is(reading, sentence, c, &["should", "were", "had"]);
    let first = sentence.child(clause, &[Rel::Aux, Rel::AuxPass, Rel::Cop]);
    first.is_some_and(inverted)
}

/// "Asked if it may attack", "asked them if it attacked": a question, though the tree may hang it elsewhere.
pub fn is_question(reading: &Reading<'_>, sentence: &Sentence, clause: usize) -> bool {
    const ASKS: [&str; 8] = ["ask", "wonder", "inquire", "enquire", "question", "press", "see", "know"];
    let mark = sentence.children_by(clause, Rel::Mark).find(|&c| is(reading, sentence, c, &["if", "whether"]));
    // "Leaving it unclear if it will attack"
    let open = ["unclear", "uncertain", "unsure", "unknown", "clear", "sure"];
    let asks = |w: usize| {
        let word = &sentence.words[w];
        word.upos == Upos::Verb && ASKS.contains(&&*word.lemma)
            || word.upos == Upos::Adj && open.contains(&&*word.lemma)
    };
    mark.is_some_and(|mark| {
        let whom = |w: usize| matches!(sentence.words[w].rel, Rel::Obj | Rel::Iobj) && w + 1 == mark;
        let before = mark.checked_sub(1);
        before.is_some_and(|w| asks(w) || whom(w) && sentence.words[w].head.is_some_and(asks))
    })
}

/// A clause in the present tense after "when", "before" and the like, beside one in the past tense.
pub fn is_yet_to_come(reading: &Reading<'_>, sentence: &Sentence, at: usize, head: usize) -> bool {
    let bare = matches!(sentence.words[at].xpos, "VBZ" | "VBP") && !has_auxiliary(sentence, at);
    bare && governors::is_communication(reading, sentence, at)
        && marked(reading, sentence, at, &["when", "before", "until", "once"])
        && is_past(sentence, head)
}

/// "To punish Iran for its war": whoever says so takes for granted that there is one.
pub fn is_granted(reading: &Reading<'_>, sentence: &Sentence, noun: usize) -> bool {
    sentence.words[noun].rel == Rel::Obl
        && sentence.child(noun, &[Rel::NmodPoss]).is_some()
        && sentence.children_by(noun, Rel::Case).any(|c| is(reading, sentence, c, &["for", "over"]))
}

/// "In the event of", "in case of": a noun that makes what follows a condition.
pub fn is_case_of(reading: &Reading<'_>, sentence: &Sentence, noun: usize) -> bool {
    let within = |w: usize| {
        sentence.children(w).any(|c| sentence.words[c].rel == Rel::Case && is(reading, sentence, c, &["in"]))
    };
    let named = |w: usize| is(reading, sentence, w, &["event", "case"]);
    // "In case of X" is also taken for one preposition of X.
    let fixed = |c: usize| sentence.words[c].rel == Rel::Case && is(reading, sentence, c, &["in"]);
    named(noun) && within(noun)
        || sentence
            .children(noun)
            .any(|c| fixed(c) && sentence.children(c).any(|f| sentence.words[f].rel == Rel::Fixed && named(f)))
}

/// "Without a deal", "instead of talks".
pub fn lacks(reading: &Reading<'_>, sentence: &Sentence, noun: usize) -> bool {
    sentence
        .children_by(noun, Rel::Case)
        .any(|c| is(reading, sentence, c, &["without", "instead", "absent", "barring"]))
}

/// Whether a dependent negates a word: "not", "no", "neither", or a subject or object of none.
fn negates(reading: &Reading<'_>, sentence: &Sentence, word: usize, c: usize) -> bool {
    let none = |w: usize| is(reading, sentence, w, &["no", "neither", "nobody", "none", "nothing"]);
    match sentence.words[c].rel {
        Rel::Advmod => {
            let only = |w: usize| is(reading, sentence, w, &["only", "just", "merely"]);
            let not = is(reading, sentence, c, &["not", "n't", "n’t", "never", "nowhere"])
                && !(c + 1 < sentence.words.len() && only(c + 1));
            // "Has never been stronger" is as strong as ever.
            let ever = is(reading, sentence, c, &["never"])
                && (matches!(sentence.words[word].xpos, "JJR" | "RBR")
                    || is(reading, sentence, word, &["more", "less"]));
            let longer =
                is(reading, sentence, c, &["longer", "more"]) && c > 0 && is(reading, sentence, c - 1, &["no"]);
            not && !ever || longer
        }
        Rel::Det | Rel::CcPreconj => none(c),
        Rel::Cc => is(reading, sentence, c, &["nor"]),
        Rel::Nsubj | Rel::NsubjPass | Rel::Obj => {
            let verb = sentence.words[word].upos == Upos::Verb;
            let nobody = is(reading, sentence, c, &["one"]) && c > 0 && is(reading, sentence, c - 1, &["no"]);
            verb && (none(c) && sentence.words[c].upos == Upos::Pron
                || nobody
                // "No minister came", "neither Norway nor Chile came"
                || sentence.children(c).any(|d| matches!(sentence.words[d].rel, Rel::Det | Rel::CcPreconj) && none(d)))
        }
        _ => false,
    }
}

/// Without a tree: an auxiliary or "not" right before the word.
fn before(reading: &Reading<'_>, sentence: &Sentence, word: usize) -> Own {
    let mut own = Own { modality: Modality::Actual, negated: false, open: false };
    for w in (word.saturating_sub(3)..word).rev() {
        let form = lower(reading, sentence, w);
        match form.as_str() {
            "will" | "would" | "shall" => own.modality = Modality::Planned,
            "may" | "might" | "could" | "can" => own.modality = Modality::Possible,
            "should" | "must" => own.modality = Modality::Demanded,
            "not" | "n't" | "never" | "no" => own.negated = true,
            _ if sentence.words[w].upos == Upos::Punct => break,
            _ => {}
        }
    }
    own
}

/// Whether a clause has an infinitive with "to".
pub fn has_to(sentence: &Sentence, word: usize) -> bool {
    sentence
        .children(word)
        .any(|c| sentence.words[c].xpos == "TO" && matches!(sentence.words[c].rel, Rel::Mark | Rel::Aux))
}

/// Whether a clause speaks of what is to come: "will", "would", "to".
pub fn is_ahead(reading: &Reading<'_>, sentence: &Sentence, word: usize) -> bool {
    has_to(sentence, word)
        || dependents(reading, sentence, word).into_iter().any(|c| {
            sentence.words[c].rel == Rel::Aux
                && is(reading, sentence, c, &["will", "'ll", "’ll", "would", "shall", "wo", "must", "should"])
        })
        || sentence.words[word].rel == Rel::Xcomp
            && sentence.words[word].head.is_some_and(|h| is_ahead(reading, sentence, h))
}

/// Whether a clause is in a past tense.
pub fn is_past(sentence: &Sentence, word: usize) -> bool {
    let past = |w: usize| sentence.words[w].xpos == "VBD";
    let helped =
        sentence.children(word).filter(|&c| matches!(sentence.words[c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop));
    let mut any = false;
    for c in helped {
        any = true;
        if past(c) {
            return true;
        }
    }
    !any && past(word)
}

/// "Withdraw your troops!", "Let us meet": a bare verb without subject at the head of a sentence.
pub fn is_imperative(reading: &Reading<'_>, sentence: &Sentence, root: usize) -> bool {
    let word = &sentence.words[root];
    let bare = word.xpos == "VB" && word.upos == Upos::Verb;
    let subject = sentence.child(root, &[Rel::Nsubj, Rel::NsubjPass, Rel::Csubj, Rel::Expl]).is_some();
    let helped = sentence.children(root).any(|c| {
        matches!(sentence.words[c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::Mark)
            && !is(reading, sentence, c, &["do"])
    });
    bare && !subject && !helped && !is_finite(sentence, root)
}

/// Whether a noun phrase speaks of something known: "the", "this", "Russia's", a name.
pub fn is_definite(reading: &Reading<'_>, sentence: &Sentence, noun: usize) -> bool {
    if sentence.words[noun].upos == Upos::Propn {
        return true;
    }
    sentence.children(noun).any(|c| match sentence.words[c].rel {
        Rel::Det => is(reading, sentence, c, &["the", "this", "that", "these", "those"]),
        Rel::NmodPoss => true,
        _ => false,
    })
}
