//! From when to when an office was held: by the known term, else by the days on which it is reported.
//!
//! `2005-11-22 to 2021-12-08; reported 2021-12-06 to 2021-12-07, 4 articles`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::telling::many;
use crate::entity::moment::Moment;
use crate::graph::quads::is_held;
use crate::network::Record;

/// What reports and known terms say of someone's time in an office.
#[derive(Debug, Default)]
pub struct Tenure {
    terms: BTreeSet<(Option<String>, Option<String>)>,
    days: BTreeSet<String>,
    /// The days on which it is reported as held, not as former.
    held: BTreeSet<String>,
    articles: BTreeSet<String>,
}

impl Tenure {
    /// Adds what a fact about that office says.
    pub fn add(&mut self, record: &Record) {
        let day = record.date.clone().or_else(|| record.source.date.clone());
        if record.modality == "actual" {
            if record.term != (None, None) {
                self.terms.insert(record.term.clone());
            }
            self.held.extend(day.clone().filter(|_| is_held(record.label())));
        }
        self.days.extend(day);
        self.articles.insert(record.source.id.clone());
    }

    /// Whether it was held on that day, or in that month or year.
    #[must_use]
    pub fn includes(&self, on: &str) -> bool {
        let bounds = |moment: Moment| Some((moment.first()?, moment.last()?, moment.around()?));
        let Some((first, last, (before, after))) = Moment::parse(on).and_then(bounds) else { return false };
        if !self.terms.is_empty() {
            let (first, last) = (first.to_string(), last.to_string());
            let until = |until: &String| first.get(..until.len()).unwrap_or(&first) <= until.as_str();
            let within = |(from, to): &(Option<String>, Option<String>)| {
                from.as_ref().is_none_or(|from| *from <= last) && to.as_ref().is_none_or(until)
            };
            return self.terms.iter().any(within);
        }
        let (Some(earliest), Some(latest)) = (self.held.first(), self.held.last()) else { return false };
        *earliest <= after.to_string() && before.to_string() <= *latest
    }

    /// In words.
    #[must_use]
    pub fn told(&self) -> String {
        let term = |(from, to): &(Option<String>, Option<String>)| match (from, to) {
            (Some(from), Some(to)) => format!("{from} to {to}"),
            (Some(from), None) => format!("since {from}"),
            (None, to) => format!("until {}", to.as_deref().unwrap_or("?")),
        };
        let terms: String = self.terms.iter().map(|t| term(t) + "; ").collect();
        let days = match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) if first != last => format!("reported {first} to {last}, "),
            (Some(only), _) => format!("reported {only}, "),
            _ => String::new(),
        };
        terms + &days + &many(self.articles.len(), "article")
    }

    /// For `--json`.
    #[must_use]
    pub fn json(&self, office: &str) -> Value {
        let terms: Vec<Value> = self.terms.iter().map(|(from, to)| json!({ "from": from, "until": to })).collect();
        json!({ "office": office, "terms": terms, "reported": self.days, "articles": self.articles })
    }
}
