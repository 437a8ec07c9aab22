//! What a fact is: who did what to whom, whether it happened, who says so, and the sentence that says it.
//!
//! "Biden spoke with Putin on Tuesday" → `Joe Biden met Vladimir Putin`, actual, 2021-12-07.

pub mod record;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ontology::Class;
use crate::text::Span;

/// The kinds of fact; interactions are told apart by predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person's role in a country or body.
    Office,
    /// A meeting, call or visit.
    Meeting,
    /// What a meeting was about.
    Topic,
    /// Words said, quoted or reported.
    Statement,
    /// Sanctions and their easing.
    Sanction,
    /// Troops moved, massed or exercised.
    Force,
    /// Every other PLOVER event type.
    Interaction,
}

impl Kind {
    /// The kind's name in the public format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Meeting => "meeting",
            Self::Topic => "topic",
            Self::Statement => "statement",
            Self::Sanction => "sanction",
            Self::Force => "force",
            Self::Interaction => "interaction",
        }
    }
}

/// Whether the text says that it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Modality {
    /// Reported as happened or happening.
    #[default]
    Actual,
    /// Scheduled, announced, intended.
    Planned,
    /// Considered, may, could, feared.
    Possible,
    /// Would … if.
    Conditional,
    /// Called for, asked, wanted.
    Demanded,
    /// Negated or denied.
    Denied,
}

impl Modality {
    /// All modalities, in the order of the enumeration.
    pub const ALL: [Self; 6] =
        [Self::Actual, Self::Planned, Self::Possible, Self::Conditional, Self::Demanded, Self::Denied];

    /// The modality's name in the public format and in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
            Self::Demanded => "demanded",
            Self::Denied => "denied",
        }
    }

    /// The modality of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name() == name)
    }
}

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
