//! Which facts an export is to hold.
//!
//! `--predicate met --since 2021-12 --around Biden` keeps the meetings from December 2021 on among Biden and those he met.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::record::Record;

/// Conditions on single facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Local names of predicates; empty for all.
    pub predicates: BTreeSet<String>,
    /// Names of modalities; empty for all.
    pub modalities: BTreeSet<String>,
    /// First day, month or year. Facts without a date of their own count by the day of publication.
    pub since: Option<String>,
    /// Last day, month or year, included.
    pub until: Option<String>,
    /// Whether words without a counterpart become nodes of their own.
    pub text_nodes: bool,
}

impl Filter {
    /// Whether it lets every fact pass.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.predicates.is_empty() && self.modalities.is_empty() && self.since.is_none() && self.until.is_none()
    }

    /// Whether the fact is wanted.
    #[must_use]
    pub fn keeps(&self, record: &Record) -> bool {
        let listed = |set: &BTreeSet<String>, value: &str| set.is_empty() || set.contains(value);
        listed(&self.predicates, &record.predicate)
            && listed(&self.modalities, &record.modality)
            && self.within(record.date.as_deref().or(record.source.date.as_deref()))
    }

    /// Whether any part of the date lies between the bounds.
    fn within(&self, date: Option<&str>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let Some(date) = date else { return false };
        let (first, last) = date.split_once('/').unwrap_or((date, date));
        let clear = |s: &str| s.trim_end_matches(['?', '~', '%']).to_owned();
        let (first, last) = (clear(first), clear(last));
        let open = |s: &str| s.is_empty() || s == "..";
        let after =
            self.since.as_deref().is_none_or(|since| open(&last) || prefix(&last, since) >= prefix(since, &last));
        let before =
            self.until.as_deref().is_none_or(|until| open(&first) || prefix(&first, until) <= prefix(until, &first));
        after && before
    }
}

/// As much of a date as the other is precise: `2021-12-07` beside `2021-12` is `2021-12`.
fn prefix<'d>(date: &'d str, other: &str) -> &'d str {
    date.get(..other.len().min(date.len())).unwrap_or(date)
}

/// Which facts an export holds: conditions on each, and on who is in the picture.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Conditions on single facts.
    pub filter: Filter,
    /// IRIs of those in the picture; `None` for all.
    pub among: Option<FxHashSet<String>>,
}

impl Selection {
    /// Whether it lets everything pass.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.filter.is_open() && self.among.is_none()
    }

    /// Whether the fact is wanted.
    #[must_use]
    pub fn keeps(&self, record: &Record) -> bool {
        let Some(among) = &self.among else { return self.filter.keeps(record) };
        let inside = match record.counterpart() {
            Some(other) => among.contains(&record.subject.iri) && among.contains(&other.iri),
            None => among.contains(&record.subject.iri),
        };
        inside && self.filter.keeps(record)
    }

    /// Whether the fact is wanted and makes an edge: from its subject to its counterpart or, on request, its words.
    #[must_use]
    pub fn joins(&self, record: &Record) -> bool {
        (record.counterpart().is_some() || self.filter.text_nodes) && self.keeps(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(since: &str, until: &str, date: &str) -> bool {
        let bound = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Filter { since: bound(since), until: bound(until), ..Filter::default() }.within(Some(date))
    }

    #[test]
    fn dates_overlap_at_the_lesser_precision() {
        assert!(within("2021-12", "", "2021-12-07"));
        assert!(within("2021-12-07", "2021-12-07", "2021-12"));
        assert!(within("2021", "2021", "2021-12-07"));
        assert!(!within("2021-12-08", "", "2021-12-07"));
        assert!(!within("", "2021-11", "2021-12-07"));
        assert!(within("2021-12-08", "", "2021-12-06/2021-12-09"));
        assert!(within("2022", "", "2021-12-06/.."));
        assert!(!Filter { since: Some("2021".into()), ..Filter::default() }.within(None));
    }
}
