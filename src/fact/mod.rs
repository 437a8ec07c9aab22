//! What a fact is: who did what to whom, whether it happened, who says so, and the sentence that says it.
//!
//! "Biden spoke with Putin on Tuesday" → `Joe Biden met Vladimir Putin`, actual, 2021-12-07.

pub mod record;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ontology::Class;
pub use crate::ontology::{Kind, Modality};
use crate::text::Span;

/// Someone or something that a fact is about, resolved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity {
    /// Full IRI; equal across articles for the same entity.
    pub iri: String,
    /// Canonical English name, or the describing phrase of an unnamed group.
    pub label: String,
    /// What it is.
    pub class: Class,
    /// CAMEO actor code where known: `USAGOV`.
    pub code: Option<String>,
}

/// One end of a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// A resolved entity.
    Entity(Arc<Entity>),
    /// Words: a statement, a topic, `ROLE of X`.
    Value(String),
    /// An office: the phrase `ROLE of X` with its role and body apart.
    Office {
        /// The role as the text gives it, with `former`, `deputy` … in front: "former President".
        role: String,
        /// The country or body.
        of: Arc<Entity>,
    },
}

impl Argument {
    /// The label or the words.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Entity(e) => e.label.clone(),
            Self::Value(v) => v.clone(),
            Self::Office { role, of } => format!("{role} of {}", of.label),
        }
    }
}

/// The coding of the event in the PLOVER and CAMEO schemes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventCode {
    /// PLOVER event type: `CONSULT`.
    pub plover: String,
    /// PLOVER mode: `visit`.
    pub mode: Option<String>,
    /// Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// CAMEO code: `042`.
    pub cameo: String,
}

/// When something happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// ISO 8601/EDTF value, no more precise than the text: `2021-12-07`, `2021-06`, `2021`, `2021-12-06/2021-12-09`.
    pub value: String,
    /// How it was worked out, for `explain`: `"Tuesday" before 2021-12-07`.
    pub how: String,
}

impl When {
    /// Whether two dates may be of one event: equal, or one the finer of the two.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        self.value.starts_with(&other.value) || other.value.starts_with(&self.value)
    }
}

/// The sentence that says so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Index of the sentence in the article, from 0.
    pub sentence: usize,
    /// The sentence's bytes in the article's text.
    pub span: Span,
}

/// A fact: nothing without evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// What kind of fact.
    pub kind: Kind,
    /// Who.
    pub subject: Argument,
    /// Local name of the property in the ontology: `met`.
    pub predicate: Arc<str>,
    /// Whom or what.
    pub object: Argument,
    /// Whether it happened.
    pub modality: Modality,
    /// Who asserts it, where the article relays it.
    pub attribution: Option<Argument>,
    /// When.
    pub date: Option<When>,
    /// Where.
    pub place: Option<Arc<Entity>>,
    /// Event coding, for kinds that are events.
    pub event: Option<EventCode>,
    /// `mode start end topic measure quantity unit addressee via direct target stage`, as in the gold guidelines.
    pub qualifiers: BTreeMap<&'static str, String>,
    /// Where the article says so, in text order; never empty.
    pub evidence: Vec<Evidence>,
    /// The rule that made it: `meeting/receive`.
    pub rule: String,
}
