//! The pattern language of trigger words: `impose sanction/embargo on Y`.
//!
//! Words are lemmas, `a/b` are alternatives, `%class` a word class, `X` and `Y` the source and the
//! target, `>` a clause whose event shares the actor, `~words` stand anywhere before or after.

use std::collections::BTreeMap;

/// Which end of a fact a slot fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Who does it.
    Source,
    /// To whom.
    Target,
    /// A clause with an event of its own.
    Clause,
}

/// What may fill a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotType {
    /// A person, country, body or described group.
    Actor,
    /// Any noun phrase, kept verbatim.
    Any,
    /// A country, region, city or other place.
    Place,
    /// A person.
    Person,
    /// A body.
    Organization,
    /// A country.
    Country,
    /// A described group.
    Group,
    /// Whoever is named anywhere after the head in its clause.
    Near,
    /// The subject of a clause with "until", "unless" or "if": for whom it depends.
    Condition,
    /// The noun that the pattern matched: its owner, else the words as they stand.
    This,
    /// Of a clause: one whose event is an act of force or pressure.
    Conflict,
    /// Of a clause: one whose event helps or joins.
    Cooperation,
}

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// One of these lemmas.
    Words(Vec<Box<str>>),
    /// One of these words somewhere in the sentence: before the head if written before it, else after.
    Near(Vec<Box<str>>),
    /// A slot.
    Slot(Slot, SlotType),
}

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    /// As written in the ontology.
    pub text: String,
    /// Its steps, head word first unless a slot precedes it.
    pub elements: Vec<Element>,
    /// Index of the head word among the elements.
    pub head: usize,
}

impl Pattern {
    /// Parses a pattern; `classes` gives the members of word classes.
    ///
    /// # Errors
    /// One clause that says what is wrong, without the place.
    pub fn parse(text: &str, classes: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let mut elements = Vec::new();
        for token in text.split_whitespace() {
            elements.push(match slot(token)? {
                Some((slot, kind)) => Element::Slot(slot, kind),
                None => match token.strip_prefix('~') {
                    Some(near) => Element::Near(words(near, classes)?),
                    None => Element::Words(words(token, classes)?),
                },
            });
        }
        let Some(head) = elements.iter().position(|e| matches!(e, Element::Words(_))) else {
            return Err(format!("the pattern \"{text}\" has no word, so it can never fire"));
        };
        Ok(Self { text: text.to_owned(), elements, head })
    }

    /// The lemmas that can head a match.
    #[must_use]
    pub fn heads(&self) -> &[Box<str>] {
        match self.elements.get(self.head) {
            Some(Element::Words(words)) => words,
            _ => &[],
        }
    }
}

/// The types of slots, for messages.
const TYPES: &str = "actor any place person org country group near this condition; conflict cooperation of a clause";

fn slot(token: &str) -> Result<Option<(Slot, SlotType)>, String> {
    let (name, kind) = token.split_once(':').unwrap_or((token, "actor"));
    let slot = match name {
        "X" => Slot::Source,
        "Y" => Slot::Target,
        ">" => Slot::Clause,
        _ => return Ok(None),
    };
    let kind = match kind {
        "actor" => SlotType::Actor,
        "any" => SlotType::Any,
        "place" => SlotType::Place,
        "person" => SlotType::Person,
        "org" => SlotType::Organization,
        "country" => SlotType::Country,
        "group" => SlotType::Group,
        "near" => SlotType::Near,
        "this" => SlotType::This,
        "condition" => SlotType::Condition,
        "conflict" => SlotType::Conflict,
        "cooperation" => SlotType::Cooperation,
        other => return Err(format!("\"{other}\" is no type of slot ({TYPES})")),
    };
    let of_clause = matches!(kind, SlotType::Conflict | SlotType::Cooperation);
    let of_both = matches!(kind, SlotType::Actor | SlotType::Any);
    if !of_both && of_clause != (slot == Slot::Clause) {
        return Err(format!("\"{token}\" has the type of another slot"));
    }
    Ok(Some((slot, kind)))
}

fn words(token: &str, classes: &BTreeMap<String, Vec<String>>) -> Result<Vec<Box<str>>, String> {
    let mut words: Vec<Box<str>> = Vec::new();
    for alternative in token.split('/') {
        if let Some(class) = alternative.strip_prefix('%') {
            let members = classes.get(class).ok_or_else(|| format!("no word class is called \"{class}\""))?;
            words.extend(members.iter().map(|m| m.replace(' ', "_").into_boxed_str()));
        } else if alternative.is_empty() {
            return Err(format!("\"{token}\" has an empty alternative"));
        } else {
            words.push(alternative.into());
        }
    }
    Ok(words)
}
