//! The kinds of fact and the modalities: what the ontology's event types and triggers are told apart by.
//!
//! "may meet" is a [`Kind::Meeting`] that is [`Modality::Possible`].

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
