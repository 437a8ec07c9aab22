//! Event types with their triggers, modality operators and verbs of speech out of their descriptions.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::CH;
use super::forms::Forms;
use super::kinds::{Kind, Modality};
use super::pattern::Pattern;
use super::trigger::{check_mode, check_type, pointless, tail};
use super::turtle::{Description, Graph, Value};
use crate::error::{Error, Result};

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const ALT_LABEL: &str = "http://www.w3.org/2004/02/skos/core#altLabel";

/// A predicate between actors: a PLOVER event type.
#[derive(Debug, Clone)]
pub struct EventType {
    /// Local name: `assaulted`.
    pub predicate: String,
    /// The predicate in words: "agreed with".
    pub label: String,
    /// The kind of fact it makes.
    pub kind: Kind,
    /// PLOVER type: `ASSAULT`.
    pub plover: String,
    /// Quad class, 1–4.
    pub quad: u8,
    /// CAMEO root or leaf.
    pub cameo: String,
    /// Whether subject and object may change places.
    pub symmetric: bool,
}

/// A way in which an event type happens, with the words that say so.
#[derive(Debug, Clone)]
pub struct EventMode {
    /// Index of the type in [`Lexicon::types`].
    pub event: usize,
    /// PLOVER mode or our own: `aerial`; empty where the type has none.
    pub label: String,
    /// CAMEO code.
    pub cameo: String,
    /// PLOVER type, where it is not that of the code's root: 163, sanctions, is COERCE.
    pub plover: Option<String>,
    /// Stage of a sanction: `imposed`, `lifted` …
    pub stage: Option<String>,
    /// Words that tell the mode where they stand in the clause: "by phone".
    pub cues: Vec<String>,
    /// Patterns headed by a verb.
    pub verbs: Vec<Pattern>,
    /// Patterns headed by a noun.
    pub nouns: Vec<Pattern>,
    /// Patterns that cancel a match.
    pub blocks: Vec<Pattern>,
    /// Whether a user's file describes it.
    pub added: bool,
}

/// Where a modality operator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperatorPlace {
    /// A verb that governs a clause: "consider sending".
    Verb,
    /// A noun that governs a clause or phrase: "the possibility of".
    Noun,
    /// An adverb: "possibly".
    Adverb,
    /// An adjective: "possible sanctions".
    Adjective,
    /// An auxiliary: "may".
    Auxiliary,
}

/// A word that changes whether something is said to have happened.
#[derive(Debug, Clone)]
pub struct Operator {
    /// What it makes of the event under it.
    pub modality: Modality,
    /// The word with what must stand beside it.
    pub pattern: Pattern,
}

/// A verb or noun of speech.
#[derive(Debug, Clone)]
pub struct SpeechVerb {
    /// The word with what must stand beside it.
    pub pattern: Pattern,
    /// `neutral`, `assert`, `deny`, `demand`, `question`, `write`, `believe`.
    pub class: String,
}

/// All words that make facts.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Event types in order of predicate.
    pub types: Vec<EventType>,
    /// Modes in order of IRI.
    pub modes: Vec<EventMode>,
    /// For each head verb, the patterns: index of the mode, index among its verb patterns.
    pub verbs: FxHashMap<Box<str>, Vec<(usize, usize)>>,
    /// For each head noun, the patterns: index of the mode, index among its noun patterns.
    pub nouns: FxHashMap<Box<str>, Vec<(usize, usize)>>,
    /// Modality operators by place and head word.
    pub operators: FxHashMap<(OperatorPlace, Box<str>), Vec<Operator>>,
    /// Verbs of speech by head word.
    pub speech_verbs: FxHashMap<Box<str>, Vec<SpeechVerb>>,
    /// Nouns of speech by head word.
    pub speech_nouns: FxHashMap<Box<str>, Vec<SpeechVerb>>,
    /// Regular forms of all verbs above.
    pub forms: Forms,
    /// Members of word classes.
    pub classes: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Whether a lemma is a member of a word class.
    #[must_use]
    pub fn is_in(&self, class: &str, lemma: &str) -> bool {
        self.members(class).iter().any(|member| member == lemma)
    }

    /// The words of a class; none of one that is unknown.
    #[must_use]
    pub fn members(&self, class: &str) -> &[String] {
        self.classes.get(class).map_or(&[], Vec::as_slice)
    }

    /// Whether a trigger, as the places of its mode and pattern, is one of meetings.
    #[must_use]
    pub fn meets(&self, trigger: (usize, usize)) -> bool {
        self.types[self.modes[trigger.0].event].kind == Kind::Meeting
    }

    /// The types of event that a noun, by its lemma, may name.
    pub fn types_named(&self, noun: &str) -> impl Iterator<Item = &EventType> {
        let triggers = self.nouns.get(noun).into_iter().flatten();
        triggers.map(|&(mode, _)| &self.types[self.modes[mode].event])
    }

    /// Whether a noun, by its lemma, names a meeting: "talks".
    #[must_use]
    pub fn names_meeting(&self, noun: &str) -> bool {
        self.types_named(noun).any(|kind| kind.kind == Kind::Meeting)
    }
}

/// Reads all that makes facts.
pub fn read(graph: &Graph) -> Result<Lexicon> {
    let mut lexicon = Lexicon { classes: classes(graph), ..Lexicon::default() };
    let types = read_types(graph, &mut lexicon)?;
    read_modes(graph, &types, &mut lexicon)?;
    read_operators(graph, &mut lexicon)?;
    read_speech(graph, &mut lexicon)?;
    lexicon.forms = forms(&lexicon);
    Ok(lexicon)
}

/// The forms of all verbs of events, modality and speech.
fn forms(lexicon: &Lexicon) -> Forms {
    let operators = lexicon.operators.keys().filter(|(place, _)| *place == OperatorPlace::Verb).map(|(_, verb)| verb);
    Forms::of(lexicon.verbs.keys().chain(lexicon.speech_verbs.keys()).chain(operators).map(|verb| &**verb))
}

fn classes(graph: &Graph) -> BTreeMap<String, Vec<String>> {
    graph
        .of_class("WordClass")
        .filter_map(|(_, d)| Some((d.text(LABEL)?.to_owned(), d.texts(ALT_LABEL).map(str::to_owned).collect())))
        .collect()
}

fn text<'g>(description: &'g Description, local: &str) -> Option<&'g str> {
    let property = format!("{CH}{local}");
    description.properties.iter().rev().find(|(p, ..)| *p == property).and_then(|(_, v, _)| match v {
        Value::Text(t) => Some(t.as_str()),
        Value::Node(_) => None,
    })
}

fn node<'g>(description: &'g Description, local: &str) -> Option<&'g str> {
    let property = format!("{CH}{local}");
    description.properties.iter().rev().find(|(p, ..)| *p == property).and_then(|(_, v, _)| match v {
        Value::Node(n) => Some(n.as_str()),
        Value::Text(_) => None,
    })
}

fn read_types(graph: &Graph, lexicon: &mut Lexicon) -> Result<FxHashMap<String, usize>> {
    let mut index = FxHashMap::default();
    for (iri, d) in graph.of_class("EventType") {
        let Some(predicate) = iri.strip_prefix(CH) else {
            return Err(graph.error(d.file, iri, format!("the event type {iri} is not in the namespace {CH}.")));
        };
        check_type(graph, iri, d)?;
        index.insert(iri.to_owned(), lexicon.types.len());
        lexicon.types.push(EventType {
            predicate: predicate.to_owned(),
            label: d.text(LABEL).unwrap_or(predicate).to_owned(),
            kind: match predicate {
                "met" => Kind::Meeting,
                "sanctioned" => Kind::Sanction,
                "mobilized" => Kind::Force,
                "discussed" => Kind::Topic,
                "said" => Kind::Statement,
                _ => Kind::Interaction,
            },
            plover: text(d, "plover").unwrap_or_default().to_owned(),
            quad: text(d, "quad").and_then(|q| q.parse().ok()).unwrap_or(0),
            cameo: text(d, "cameo").unwrap_or_default().to_owned(),
            symmetric: text(d, "symmetric") == Some("true"),
        });
    }
    Ok(index)
}

fn read_modes(graph: &Graph, types: &FxHashMap<String, usize>, lexicon: &mut Lexicon) -> Result<()> {
    let mut files = Vec::new();
    for (iri, d) in graph.of_class("EventMode") {
        check_mode(graph, iri, d)?;
        let Some(&event) = node(d, "eventType").and_then(|t| types.get(t)) else {
            if node(d, "eventType").is_some_and(|t| t == format!("{CH}said")) {
                continue;
            }
            let problem = format!("the mode {iri} belongs to no event type (ch:eventType), so it can never fire.");
            return Err(graph.error(d.file, tail(iri), problem));
        };
        let mode = EventMode {
            event,
            label: d.text(LABEL).unwrap_or_default().to_owned(),
            cameo: text(d, "cameo").map_or_else(|| lexicon.types[event].cameo.clone(), str::to_owned),
            plover: text(d, "plover").map(str::to_owned),
            stage: text(d, "stage").map(str::to_owned),
            cues: d.texts(&format!("{CH}modeCue")).map(str::to_owned).collect(),
            verbs: triggers(graph, d, "verb", lexicon, event)?,
            nouns: triggers(graph, d, "noun", lexicon, event)?,
            blocks: patterns(graph, d, "block", lexicon)?,
            added: Graph::is_added(d.file),
        };
        let at = lexicon.modes.len();
        for (patterns, index) in [(&mode.verbs, &mut lexicon.verbs), (&mode.nouns, &mut lexicon.nouns)] {
            for (i, pattern) in patterns.iter().enumerate() {
                for head in pattern.heads() {
                    index.entry(head.clone()).or_default().push((at, i));
                }
            }
        }
        lexicon.modes.push(mode);
        files.push(d.file);
    }
    let idle = lexicon.modes.iter().zip(files).find_map(|(m, file)| Some((idle_block(lexicon, m)?, file)));
    let problem = |b: &Pattern| {
        format!("the block \"{}\" has no word of its event type at its head, so it can never fire.", b.text)
    };
    idle.map_or(Ok(()), |(block, file)| Err(graph.error(file, &format!("\"{}\"", block.text), problem(block))))
}

/// A block at whose head no pattern of its event type can stand.
fn idle_block<'l>(lexicon: &Lexicon, mode: &'l EventMode) -> Option<&'l Pattern> {
    let at = |index: &FxHashMap<Box<str>, Vec<(usize, usize)>>, head: &str| {
        index.get(head).is_some_and(|all| all.iter().any(|&(m, _)| lexicon.modes[m].event == mode.event))
    };
    let stands = |head: &str| at(&lexicon.verbs, head) || at(&lexicon.nouns, head);
    mode.blocks.iter().find(|block| !block.heads().iter().any(|head| stands(head)))
}

/// The patterns that make facts of an event type; one that has no place for the other end is an error.
fn triggers(graph: &Graph, d: &Description, local: &str, lexicon: &Lexicon, event: usize) -> Result<Vec<Pattern>> {
    let all = patterns(graph, d, local, lexicon)?;
    match all.iter().find_map(|p| Some((p, pointless(p, &lexicon.types[event])?))) {
        Some((pattern, why)) => Err(graph.error(d.file, &format!("\"{}\"", pattern.text), format!("{why}."))),
        None => Ok(all),
    }
}

/// The patterns of one property, each parsed; an error names the line where it stands.
fn patterns(graph: &Graph, d: &Description, local: &str, lexicon: &Lexicon) -> Result<Vec<Pattern>> {
    let property = format!("{CH}{local}");
    let mut all = Vec::new();
    for (p, value, file) in &d.properties {
        if *p == property
            && let Value::Text(text) = value
        {
            all.push(parse(graph, *file, text, lexicon)?);
        }
    }
    Ok(all)
}

fn parse(graph: &Graph, file: usize, text: &str, lexicon: &Lexicon) -> Result<Pattern> {
    Pattern::parse(text, &lexicon.classes)
        .map_err(|what: String| -> Error { graph.error(file, &format!("\"{text}\""), format!("{what}.")) })
}

fn read_operators(graph: &Graph, lexicon: &mut Lexicon) -> Result<()> {
    let places = [
        ("operatorVerb", OperatorPlace::Verb),
        ("operatorNoun", OperatorPlace::Noun),
        ("operatorAdverb", OperatorPlace::Adverb),
        ("operatorAdjective", OperatorPlace::Adjective),
        ("auxiliary", OperatorPlace::Auxiliary),
    ];
    for modality in Modality::ALL {
        let Some(d) = graph.subjects.get(&format!("{CH}{}", modality.name())) else { continue };
        for (local, place) in places {
            for pattern in patterns(graph, d, local, lexicon)? {
                for head in pattern.heads() {
                    let operator = Operator { modality, pattern: pattern.clone() };
                    lexicon.operators.entry((place, head.clone())).or_default().push(operator);
                }
            }
        }
    }
    Ok(())
}

fn read_speech(graph: &Graph, lexicon: &mut Lexicon) -> Result<()> {
    let said = format!("{CH}said");
    for d in graph.subjects.values() {
        let is_mode = node(d, "eventType") == Some(&said);
        if !is_mode {
            continue;
        }
        let class = text(d, "speechClass").unwrap_or("neutral").to_owned();
        for pattern in patterns(graph, d, "verb", lexicon)? {
            for head in pattern.heads() {
                let verb = SpeechVerb { pattern: pattern.clone(), class: class.clone() };
                lexicon.speech_verbs.entry(head.clone()).or_default().push(verb);
            }
        }
        for pattern in patterns(graph, d, "noun", lexicon)? {
            for head in pattern.heads() {
                let noun = SpeechVerb { pattern: pattern.clone(), class: class.clone() };
                lexicon.speech_nouns.entry(head.clone()).or_default().push(noun);
            }
        }
    }
    Ok(())
}
