//! Years before and after Christ, decades, centuries, quarters, halves, seasons and feasts.
//!
//! "the late 1990s" → the decade from 1990; "the first quarter of 2021" → its quarter.

use super::Upos;
use super::time::{Part, Time, Unit, Year};
use super::timewords::Kind;
use super::timex::{Read, Reader, calendar};

impl Reader<'_, '_> {
    /// "44 BC", "AD 79".
    pub fn era(&self, at: usize) -> Read<Time> {
        let (number, end, bc) = match (self.kind(at), self.written(at), self.written(at + 1)) {
            (Kind::Number(n, _), _, "BC" | "BCE" | "B.C.") => (n, at + 2, true),
            (Kind::Number(n, _), _, "AD" | "CE" | "A.D.") => (n, at + 2, false),
            (_, "AD" | "A.D.", _) => match self.kind(at + 1) {
                Kind::Number(n, _) => (n, at + 2, false),
                _ => return None,
            },
            _ => return None,
        };
        let value = i16::try_from(number).ok().filter(|n| (1..10000).contains(n))?;
        Some((end, calendar(Year::Given(if bc { 1 - value } else { value }), Part::Whole)))
    }

    /// "the 1990s", "the sixties", "the 20th century".
    pub fn decade_or_century(&self, at: usize) -> Read<Time> {
        let start = self.skip(at, &["the"]);
        match self.kind(start) {
            // "in her sixties" is an age.
            Kind::Decade(first, true) if start == at && !matches!(self.before(at), "early" | "late" | "mid" | "-") => {
                (self.written(at).starts_with(['\'', '’']) && first >= 10)
                    .then_some((at + 1, Time::Decade { first, short: true }))
            }
            Kind::Decade(first, short) => Some((start + 1, Time::Decade { first, short })),
            Kind::Ordinal(n, _) => {
                let next = if self.is_dash(start + 1) { start + 2 } else { start + 1 };
                let number = i16::try_from(n).ok().filter(|n| (1..=30).contains(n))?;
                (self.kind(next) == Kind::Unit(Unit::Century, false)).then_some((next + 1, Time::Century(number)))
            }
            _ => None,
        }
    }

    /// "the first quarter of 2021", "Q1 2021", "the second half of 2020", "the spring of 1944".
    pub fn part_of_year(&self, at: usize) -> Read<Time> {
        let start = self.skip(at, &["the"]);
        let (next, part) = match (self.kind(start), self.lower(start)) {
            (Kind::Season(season), _) => (start + 1, Part::Season(season)),
            (_, q @ ("q1" | "q2" | "q3" | "q4")) => (start + 1, Part::Quarter(q[1..].parse().unwrap_or(1))),
            (Kind::Ordinal(n, _), _) => {
                let next = if self.is_dash(start + 1) { start + 2 } else { start + 1 };
                let number = i8::try_from(n).ok()?;
                match (self.kind(next), self.lower(next)) {
                    (Kind::Unit(Unit::Quarter, false), _) if (1..=4).contains(&number) => {
                        (next + 1, Part::Quarter(number))
                    }
                    (_, "half") if (1..=2).contains(&number) => (next + 1, Part::Half(number)),
                    _ => return None,
                }
            }
            _ => return None,
        };
        if let Some((end, y)) = self.year_after(next) {
            return Some((end, calendar(Year::Given(y), part)));
        }
        let time = calendar(Year::Open, part);
        let (end, dated) = self.with_year_or_week(next, time.clone());
        if end > next {
            return Some((end, dated));
        }
        let spoken = match part {
            Part::Season(_) => self.is(next, &["of"]) || self.upos(start) != Some(Upos::Noun),
            Part::Half(_) => true,
            _ => false,
        };
        let governed = matches!(
            self.before(at),
            "in" | "by" | "since" | "until" | "during" | "early" | "late" | "this" | "next" | "last" | "through"
        );
        (!spoken && (governed || matches!(part, Part::Quarter(_)))).then_some((next, time))
    }

    /// "Christmas Eve", "New Year's Day".
    pub fn feast(&self, at: usize) -> Read<Time> {
        if let Kind::Feast(month, day) = self.kind(at) {
            let eve = self.is(at + 1, &["eve"]);
            let day = if eve { day - 1 } else { day };
            let end = if eve || self.is(at + 1, &["day"]) { at + 2 } else { at + 1 };
            return Some(self.feast_year(end, month, day));
        }
        if !(self.is(at, &["new"]) && self.is(at + 1, &["year", "year's", "years"])) {
            return None;
        }
        let next = self.skip(at + 2, &["'s", "’s", "'"]);
        match self.lower(next) {
            "eve" => Some(self.feast_year(next + 1, 12, 31)),
            "day" => Some(self.feast_year(next + 1, 1, 1)),
            _ => None,
        }
    }

    fn feast_year(&self, end: usize, month: i8, day: i8) -> (usize, Time) {
        match self.year_after(end) {
            Some((end, y)) => (end, calendar(Year::Given(y), Part::Day(month, day))),
            None => (end, calendar(Year::Open, Part::Day(month, day))),
        }
    }
}
