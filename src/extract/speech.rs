//! Who says what: quotations and reported clauses with their speakers.
//!
//! "“We have our red lines,” the Kremlin said" → speech of the Kremlin, direct, content the words inside the marks.

use super::Reading;
use crate::entity::ActorId;
use crate::text::Span;

/// Words with the one who says them; facts inside them are attributed to the speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// Who says so; several when said together.
    pub speakers: Vec<ActorId>,
    /// Sentence of the speech verb (or "according to").
    pub sentence: usize,
    /// The speech verb (or "according") in that sentence.
    pub verb: usize,
    /// The words said, in text order: parts of an interrupted quotation, clauses of reported speech. Bytes of the text.
    pub content: Vec<Span>,
    /// Whether the words are quoted.
    pub direct: bool,
    /// Class of the speech verb in the ontology: `neutral assert deny demand question write believe`.
    pub class: String,
    /// Who relays it: "Reuters reported".
    pub via: Vec<ActorId>,
    /// To whom it is said.
    pub addressee: Option<ActorId>,
}

/// The speeches of an article in text order, searchable by what they contain.
#[derive(Debug, Default)]
pub struct Speeches {
    /// In text order.
    pub all: Vec<Speech>,
}

impl Speeches {
    /// The innermost speech whose content contains these bytes.
    #[must_use]
    pub fn around(&self, span: Span) -> Option<&Speech> {
        let holds = |s: &&Speech| s.content.iter().any(|c| c.contains(span));
        self.all.iter().filter(holds).min_by_key(|s| s.content.iter().map(|c| c.end - c.start).sum::<usize>())
    }
}

/// Finds all speeches of an article.
#[must_use]
pub fn find(_reading: &Reading<'_>) -> Speeches {
    Speeches::default()
}
