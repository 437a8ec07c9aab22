//! Across articles: reports of the same event recognised, corroboration counted, disagreement kept.
//!
//! "Biden spoke with Putin by video on Tuesday" and "The call between the two presidents ended at 14:08" are reports of
//! one event of 2021-12-07; that another article has it end at 12:08 is a conflict.
//!
//! The merged layer is derived from the articles' graphs alone, in order of their IRIs, so that it does not depend on
//! the order in which they were loaded, and it can be thrown away and made again at any time.

mod best;
mod carrying;
mod conflict;
mod event;
mod joining;
pub mod layer;
mod ledger;
mod likeness;
mod meetings;
mod overrides;
mod quads;
mod reports;
mod sides;
mod telling;
mod undated;
mod when;

pub use conflict::{Claim, Conflict, Property};
pub use event::{Event, merged};
pub use overrides::Overrides;
pub use quads::Merger;
pub use reports::{Report, Reports, Source};
