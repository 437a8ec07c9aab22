//! Facts as the JSON objects that `chancery extract` prints, a public and stable format.
//!
//! `{"article":"2024-05-06-paris","kind":"meeting","subject":{"iri":"…","label":"Emmanuel Macron",…},"predicate":"met",…}`

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Argument, Entity, EventCode, Fact};
use crate::article::{Article, CodePoints};
use crate::text::Span;

/// A fact with all that it refers to, ready to be written as JSON.
#[derive(Debug, Clone, Serialize)]
pub struct Record<'f> {
    /// Id of the article.
    pub article: &'f str,
    /// Kind of fact.
    pub kind: &'static str,
    /// Who.
    pub subject: Party<'f>,
    /// Local name of the property.
    pub predicate: &'f str,
    /// Whom or what.
    pub object: Party<'f>,
    /// Whether it happened.
    pub modality: &'static str,
    /// When: ISO 8601/EDTF.
    pub date: Option<&'f str>,
    /// Who asserts it.
    pub attribution: Option<Party<'f>>,
    /// Event coding.
    pub event: Option<Event<'f>>,
    /// Everything else that the sentence tells of it.
    pub qualifiers: BTreeMap<&'f str, &'f str>,
    /// The first sentence that says so, with those a little behind it that go on: a quotation may run over several.
    pub sentence: Sentence<'f>,
    /// The rule that made it.
    pub rule: &'f str,
}

/// What says a fact goes on over so many sentences between two that do.
const GAP: usize = 3;

/// An entity or words.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Party<'f> {
    /// A resolved entity.
    Entity {
        /// Its IRI.
        iri: &'f str,
        /// Its canonical name.
        label: &'f str,
        /// Its class.
        r#type: &'static str,
        /// Its CAMEO actor code.
        code: Option<&'f str>,
    },
    /// Words: a statement, a topic, an office.
    Value {
        /// The words.
        value: String,
    },
}

/// Event coding.
#[derive(Debug, Clone, Serialize)]
pub struct Event<'f> {
    /// PLOVER type.
    pub plover: &'f str,
    /// PLOVER mode.
    pub mode: Option<&'f str>,
    /// Quad class, 1 to 4.
    pub quad: u8,
    /// CAMEO code.
    pub cameo: &'f str,
}

/// A sentence of the article.
#[derive(Debug, Clone, Serialize)]
pub struct Sentence<'f> {
    /// Its index, from 0.
    pub index: usize,
    /// Its first code point in the text.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// Its words.
    pub text: &'f str,
}

impl<'f> Record<'f> {
    /// The fact as a record; `points` are those of the article's text. `None` only for a fact without evidence.
    #[must_use]
    pub fn new(article: &'f Article, points: &CodePoints<'_>, fact: &'f Fact) -> Option<Self> {
        let evidence = fact.evidence.first()?;
        let near = fact
            .evidence
            .windows(2)
            .take_while(|pair| (pair[0].sentence..=pair[0].sentence + GAP).contains(&pair[1].sentence));
        let end = near.map(|pair| pair[1].span.end).last();
        let span = Span { start: evidence.span.start, end: end.unwrap_or(evidence.span.end) };
        let mut qualifiers: BTreeMap<&str, &str> = fact.qualifiers.iter().map(|(k, v)| (*k, v.as_str())).collect();
        if let Some(place) = &fact.place {
            qualifiers.insert("place", &place.label);
        }
        Some(Self {
            article: &article.id,
            kind: fact.kind.name(),
            subject: (&fact.subject).into(),
            predicate: &fact.predicate,
            object: (&fact.object).into(),
            modality: fact.modality.name(),
            date: fact.date.as_ref().map(|w| w.value.as_str()),
            attribution: fact.attribution.as_ref().map(Party::from),
            event: fact.event.as_ref().map(Event::from),
            qualifiers,
            sentence: Sentence {
                index: evidence.sentence,
                start: points.at(span.start),
                end: points.at(span.end),
                text: span.of(&article.text),
            },
            rule: &fact.rule,
        })
    }
}

impl<'f> From<&'f Argument> for Party<'f> {
    fn from(argument: &'f Argument) -> Self {
        match argument {
            Argument::Entity(entity) => {
                let Entity { iri, label, class, code } = &**entity;
                Self::Entity { iri, label, r#type: class.name(), code: code.as_deref() }
            }
            Argument::Value(_) | Argument::Office { .. } => Self::Value { value: argument.text() },
        }
    }
}

impl<'f> From<&'f EventCode> for Event<'f> {
    fn from(event: &'f EventCode) -> Self {
        let EventCode { plover, mode, quad, cameo } = event;
        Self { plover, mode: mode.as_deref(), quad: *quad, cameo }
    }
}
