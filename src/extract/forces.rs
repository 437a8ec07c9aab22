//! Troops moved, massed, deployed or exercised: whose, how many, where or against whom.
//!
//! "Russia has massed up to 100,000 troops near Ukraine" → Russia mobilized Ukraine, quantity 100000, unit troops.

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use super::events::Event;
use super::interactions::code;
use super::sources;
use crate::entity::ActorId;
use crate::fact::{Fact, Kind};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::Class;

/// The word class of nouns for a border.
const BORDER: &str = "border";

/// Prepositions of where forces stand or go.
const WHERE: [&str; 20] = [
    "to", "into", "near", "along", "around", "in", "on", "at", "across", "toward", "towards", "against", "inside",
    "off", "through", "over", "outside", "within", "opposite", "close",
];

/// Claims the facts of a movement of forces.
pub fn claim(claims: &mut Claims<'_, '_>, event: &Event<'_>) -> Option<()> {
    let s = event.sentence;
    let mut actors = actors(claims, event);
    actors.retain(|&a| claims.is_public(a));
    if actors.is_empty() {
        claims.note(s, format!("{}: nobody found whose forces they are", event.rule()));
        return None;
    }
    let mut places = if event.targets.is_empty() { places(claims, event) } else { event.targets.clone() };
    places.retain(|p| !matches!(p, Filler::Actor(a) if actors.contains(a)));
    if places.is_empty() {
        claims.note(s, format!("{}: no place or opponent found", event.rule()));
        return None;
    }
    let code = code(claims, event);
    let strength = strength(claims, event);
    for &actor in &actors {
        for place in &places {
            let (subject, object) = (claims.actor(actor), claims.argument(place));
            let fact = claims.add((Kind::Force, "mobilized"), (s, event.head), subject, object, &event.rule());
            fact.event = Some(code.clone());
            strength.clone().into_fact(fact);
        }
    }
    Some(())
}

/// Who moves the forces; of forces that are moved without an agent, those whose they are.
fn actors(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    if !event.sources.is_empty() {
        return event.sources.clone();
    }
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let patient = (!event.nominal).then(|| clause::patient(sentence, event.head)).flatten();
    patient.map_or_else(Vec::new, |w| sources::of_word(claims, s, w))
}

/// Where: the nouns behind prepositions of place at the verb and at the forces.
fn places(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<Filler> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let mut nodes = vec![event.head];
    nodes.extend(&event.fit.used);
    nodes.extend((!event.nominal).then(|| clause::patient(sentence, event.head)).flatten());
    for node in nodes {
        let mut found = Vec::new();
        for oblique in clause::obliques(sentence, node).filter(|o| is_form(sentence, o.case, &WHERE)) {
            for part in sentence.with_conjuncts(oblique.word) {
                let mut named = place(claims, s, part);
                if named.is_empty() {
                    named.extend(border_before(claims, event, part));
                }
                for actor in named {
                    let filler = Filler::Actor(actor);
                    if !found.contains(&filler) {
                        found.push(filler);
                    }
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The place that a noun names: itself, its owner ("Ukraine's borders"), or what it lies by ("the border with Ukraine").
fn place(claims: &Claims<'_, '_>, s: usize, w: usize) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[s];
    let fits = |a: &ActorId| claims.class(*a).is_place() || claims.class(*a).is_organization();
    let direct: Vec<ActorId> = claims.actors_alone(s, w).into_iter().filter(fits).collect();
    if !direct.is_empty() || !sentence.words[w].is_nominal() {
        return direct;
    }
    let by = clause::obliques(sentence, w).find(|o| is_form(sentence, o.case, &["with"]));
    let neighbour: Vec<ActorId> =
        by.map_or_else(Vec::new, |o| claims.actors(s, o.word)).into_iter().filter(fits).collect();
    if !neighbour.is_empty() {
        return neighbour;
    }
    claims.owners(s, w).into_iter().filter(fits).collect()
}

/// "The border" where nothing says with whom: that with the country told last, other than the one whose forces they are.
#[must_use]
pub fn border_before(claims: &Claims<'_, '_>, event: &Event<'_>, w: usize) -> Option<ActorId> {
    let s = event.sentence;
    let reading = claims.reading;
    let sentence = &reading.sentences[s];
    let definite = sentence.children_by(w, Rel::Det).any(|d| is_form(sentence, d, &["the", "their", "its"]));
    if !definite || !reading.ontology.lexicon.is_in(BORDER, &sentence.words[w].lemma) {
        return None;
    }
    let own = |a: ActorId| actors(claims, event).iter().any(|&x| x == a || reading.mentions.actor(x).of == Some(a));
    let before = reading.mentions.mentions.iter().rev().skip_while(|m| (m.sentence, m.head) >= (s, w));
    let near = before.take_while(|m| s - m.sentence <= 2).flat_map(|m| m.actors.iter().copied());
    near.into_iter().find(|&a| claims.class(a) == Class::Country && !own(a))
}

/// How many of what.
#[derive(Debug, Clone, Default)]
struct Strength {
    quantity: Option<String>,
    unit: Option<String>,
    approximation: Option<String>,
}

impl Strength {
    fn into_fact(self, fact: &mut Fact) {
        for (key, value) in [("quantity", self.quantity), ("unit", self.unit), ("approximation", self.approximation)] {
            if let Some(value) = value {
                fact.qualifiers.insert(key, value);
            }
        }
    }
}

/// The number of the forces: the noun with a numeral among subject, object and what the pattern used.
fn strength(claims: &Claims<'_, '_>, event: &Event<'_>) -> Strength {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let head = event.head;
    let mut nouns: Vec<usize> = event.fit.used.iter().copied().filter(|&w| sentence.words[w].is_nominal()).collect();
    if event.nominal {
        nouns.push(head);
        nouns.extend(clause::obliques(sentence, head).filter(|o| is_form(sentence, o.case, &["of"])).map(|o| o.word));
    } else {
        nouns.extend(clause::patient(sentence, head));
        nouns.extend(clause::subject(sentence, head));
    }
    for noun in nouns {
        let Some(number) = sentence.child(noun, &[Rel::Nummod]) else { continue };
        let digits = number_of(claims.reading.word(s, number));
        return Strength {
            quantity: digits,
            unit: Some(claims.reading.word(s, noun).to_owned()),
            approximation: about(claims, sentence, s, number),
        };
    }
    Strength::default()
}

/// "175,000" → "175000"; a number in words stays as it is.
fn number_of(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    (!digits.is_empty()).then_some(digits)
}

/// "up to", "more than", "about" in front of a number.
fn about(claims: &Claims<'_, '_>, sentence: &Sentence, s: usize, number: usize) -> Option<String> {
    let first = sentence
        .children(number)
        .filter(|&c| c < number && matches!(sentence.words[c].upos, Upos::Adv | Upos::Adp | Upos::Adj))
        .min()?;
    Some(claims.words(s, first..number))
}
