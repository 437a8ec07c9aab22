//! The graph's facts read back with their sentences, found by name, and joined to a network.
//!
//! `<article#f2>` becomes a [`Record`]; many of them a petgraph network whose edge Joe Biden → Vladimir Putin is `met ×2`.

mod names;
mod record;
pub mod source;

pub use names::Names;
pub use record::{Coding, Node, Object, Record, Sentence, Source, records, short};
