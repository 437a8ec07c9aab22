//! What happened in a meeting, or was said on one occasion, has its day, though only the first sentence tells it.
//!
//! "Biden spoke with Putin today. He reiterated his support for Ukraine." → the support is of today, too.

use super::Reading;
use super::clause;
use crate::entity::date::{Direction, direction};
use crate::fact::{Argument, Fact, Kind, Modality, When};
use crate::grammar::{Rel, Sentence};

/// So many sentences after a meeting is told, what its participants do is still of its day.
const MEETING: usize = 12;
/// So many sentences after dated words, more words of the same speaker are of the same day.
const SPEECH: usize = 3;

/// Gives facts without a date that of the meeting or speech to which they belong.
///
/// `anchors` are the sentence and word of each fact's event.
pub fn carry(facts: &mut [Fact], anchors: &[(usize, usize)], reading: &Reading<'_>) {
    let mut order: Vec<usize> = (0..facts.len()).filter(|&i| carries(&facts[i]) || takes(&facts[i])).collect();
    order.sort_by_key(|&i| (anchors[i], i));
    let mut occasions: Vec<(usize, usize)> = Vec::new();
    for i in order {
        let (sentence, word) = anchors[i];
        if facts[i].date.is_none() {
            let side = side_of(&reading.sentences[sentence], word, facts[i].modality);
            if takes(&facts[i]) && side {
                let doers = doers(&facts[i], reading, sentence, word);
                facts[i].date = occasion(&occasions, facts, &facts[i], sentence, &doers);
            }
        }
        if facts[i].date.is_some() && carries(&facts[i]) {
            occasions.push((i, sentence));
        }
    }
}

/// Whether a fact is an occasion on which others may happen.
fn carries(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Meeting | Kind::Statement)
}

/// Whether a fact may be part of an occasion.
fn takes(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Statement | Kind::Interaction | Kind::Topic)
        && matches!(fact.modality, Modality::Actual | Modality::Planned)
}

/// Whether the clause of an event tells it as part of a story: simple past, or future for what is planned.
fn side_of(sentence: &Sentence, word: usize, modality: Modality) -> bool {
    let Some(verb) = finite(sentence, word) else { return false };
    match modality {
        Modality::Planned => direction(sentence, verb) == Direction::Future,
        _ => {
            let perfect = sentence
                .children(verb)
                .any(|c| matches!(sentence.words[c].rel, Rel::Aux | Rel::AuxPass) && &*sentence.words[c].lemma == "have");
            !perfect && direction(sentence, verb) == Direction::Past
        }
    }
}

/// The verb at or above a word that has a subject or a tense of its own.
fn finite(sentence: &Sentence, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..sentence.words.len() {
        if clause::is_verb(sentence, at) && matches!(sentence.words[at].xpos, "VBD" | "VBZ" | "VBP" | "VBN" | "VB") {
            return Some(at);
        }
        at = sentence.words[at].head?;
    }
    None
}

/// Who does it: the fact's subject and the subjects of the verbs that govern it.
fn doers(fact: &Fact, reading: &Reading<'_>, sentence: usize, word: usize) -> Vec<String> {
    let mut doers: Vec<String> = iri(&fact.subject).map(str::to_owned).into_iter().collect();
    let s = &reading.sentences[sentence];
    let mut at = Some(word);
    for _ in 0..s.words.len() {
        let Some(w) = at else { break };
        if clause::is_verb(s, w)
            && let Some(mention) = clause::doer(s, w).and_then(|d| reading.mentions.at(sentence, d))
        {
            doers.extend(mention.actors.iter().map(|&a| reading.mentions.actor(a).entity.iri.clone()));
            break;
        }
        at = s.words[w].head;
    }
    doers
}

fn iri(argument: &Argument) -> Option<&str> {
    if let Argument::Entity(e) = argument { Some(&e.iri) } else { None }
}

/// The date of the last occasion before the fact in which one of its doers has part.
fn occasion(
    occasions: &[(usize, usize)],
    facts: &[Fact],
    fact: &Fact,
    sentence: usize,
    doers: &[String],
) -> Option<When> {
    let has_part = |one: &Fact| {
        let ends = [iri(&one.subject), iri(&one.object).filter(|_| one.kind == Kind::Meeting)];
        ends.into_iter().flatten().any(|e| doers.iter().any(|d| d == e))
    };
    let &(found, told) = occasions.iter().rev().find(|&&(i, _)| has_part(&facts[i]))?;
    let reach = if facts[found].kind == Kind::Meeting { MEETING } else { SPEECH };
    let planned = facts[found].modality == Modality::Planned;
    if sentence - told > reach || planned != (fact.modality == Modality::Planned) {
        return None;
    }
    let when = facts[found].date.as_ref()?;
    Some(When { value: when.value.clone(), how: format!("on the occasion told in sentence {told}: {}", when.how) })
}
