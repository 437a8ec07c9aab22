//! Which sentence of a report is shown for it.
//!
//! Of "They spoke for an hour." and "Biden called Putin on Tuesday." the second, which names both.

use serde::{Deserialize, Serialize};

use crate::network::{Record, Sentence};

/// The sentence of a report that names most of its two sides, the first of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Best {
    /// Its place among those of the report.
    pub place: usize,
    /// How many sides it names.
    pub named: usize,
    /// Its index in the article.
    pub index: u64,
}

impl Best {
    /// That of a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let sides = record.nodes();
        let last = |label: &str| label.rsplit(' ').next().unwrap_or_default().to_owned();
        let sides: Vec<String> = sides.into_iter().take(2).map(|node| last(&node.label)).collect();
        let best = |(place, sentence): (usize, &Sentence)| {
            let named = sides.iter().filter(|side| sentence.text.contains(side.as_str())).count();
            Self { place, named, index: sentence.index }
        };
        let all = record.sentences.iter().enumerate().map(best);
        all.max_by_key(|best| (best.named, std::cmp::Reverse(best.place))).unwrap_or_default()
    }
}
