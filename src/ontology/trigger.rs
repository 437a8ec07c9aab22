//! Entries of event types, modes and operators that could never fire, found when they are read.
//!
//! `ch:accused-x a ch:EventMode ; ch:eventType ch:accused ; ch:verb "grumble"` is an error: nobody is accused.

use super::CH;
use super::kinds::{Kind, Modality};
use super::lexicon::EventType;
use super::pattern::{Element, Pattern, Slot};
use super::turtle::{Description, Graph, Value};
use crate::error::Result;

/// What may be said of an event mode in Chancery's own terms.
const MODE: [&str; 9] = ["eventType", "cameo", "plover", "stage", "modeCue", "verb", "noun", "block", "speechClass"];
/// What may be said of an event type; `demanded` is a modality as well, with its operators.
const TYPE: [&str; 9] = [
    "plover",
    "quad",
    "cameo",
    "symmetric",
    "operatorVerb",
    "operatorNoun",
    "operatorAdverb",
    "operatorAdjective",
    "auxiliary",
];
/// Attitudes that words of speech can show.
const SPEECH: [&str; 7] = ["neutral", "assert", "deny", "demand", "question", "write", "believe"];
/// Stages of a sanction.
const STAGES: [&str; 7] = ["demanded", "considered", "threatened", "imposed", "extended", "eased", "lifted"];

/// How a file is likely to write an IRI: by its local name.
pub fn tail(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// The first thing wrong with the description of an event type.
pub fn check_type(graph: &Graph, iri: &str, d: &Description) -> Result<()> {
    let known = if Modality::from_name(tail(iri)).is_some() { &TYPE[..] } else { &TYPE[..4] };
    properties(graph, iri, d, known)?;
    value(graph, iri, d, "quad", "1, 2, 3 or 4", |v| matches!(v, "1" | "2" | "3" | "4"))?;
    value(graph, iri, d, "symmetric", "true or false", |v| matches!(v, "true" | "false"))?;
    value(graph, iri, d, "cameo", "a CAMEO code of two to four digits", is_cameo)
}

/// The first thing wrong with the description of an event mode, patterns apart.
pub fn check_mode(graph: &Graph, iri: &str, d: &Description) -> Result<()> {
    properties(graph, iri, d, &MODE)?;
    value(graph, iri, d, "cameo", "a CAMEO code of two to four digits", is_cameo)?;
    value(graph, iri, d, "stage", "a stage of sanctions", |v| STAGES.contains(&v))?;
    value(graph, iri, d, "speechClass", "a class of speech", |v| SPEECH.contains(&v))?;
    let words = ["verb", "noun", "modeCue"].map(|local| format!("{CH}{local}"));
    if d.properties.iter().any(|(p, ..)| words.contains(p)) {
        return Ok(());
    }
    let problem = format!("the mode {iri} has no ch:verb, ch:noun or ch:modeCue, so it can never fire.");
    Err(graph.error(d.file, tail(iri), problem))
}

/// Why a pattern of an event type can make no fact, if so: no place for the other end.
pub fn pointless(pattern: &Pattern, event: &EventType) -> Option<String> {
    let slot = |wanted: Slot| pattern.elements.iter().any(|e| matches!(e, Element::Slot(s, _) if *s == wanted));
    let ends = slot(Slot::Target) || slot(Slot::Clause);
    let needs = match event.kind {
        Kind::Topic => !slot(Slot::Target),
        // Words without a target are said to whoever takes part in the talk.
        Kind::Interaction => event.quad != 3 && !event.symmetric && !ends && !slot(Slot::Source),
        _ => false,
    };
    needs.then(|| {
        format!(
            "the pattern \"{}\" of {} has no place for the other end (Y or >), so it can never fire",
            pattern.text, event.predicate
        )
    })
}

fn is_cameo(code: &str) -> bool {
    (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit())
}

/// An error at the first property of Chancery's own that means nothing here.
fn properties(graph: &Graph, iri: &str, d: &Description, known: &[&str]) -> Result<()> {
    let unknown = d.properties.iter().find(|(p, ..)| p.strip_prefix(CH).is_some_and(|local| !known.contains(&local)));
    let Some((property, _, file)) = unknown else { return Ok(()) };
    let local = tail(property);
    let problem = format!("ch:{local} says nothing about {iri}; known are ch:{}.", known.join(", ch:"));
    Err(graph.error(*file, &format!("ch:{local}"), problem))
}

/// An error at the first value of a property that is none of those allowed.
fn value(
    graph: &Graph,
    iri: &str,
    d: &Description,
    local: &str,
    what: &str,
    fits: impl Fn(&str) -> bool,
) -> Result<()> {
    let property = format!("{CH}{local}");
    for (p, v, file) in &d.properties {
        let (Value::Text(text) | Value::Node(text)) = v;
        if *p == property && !fits(text) {
            let problem = format!("\"{text}\" as ch:{local} of {iri} is not {what}.");
            return Err(graph.error(*file, text, problem));
        }
    }
    Ok(())
}
