//! Lengths of time, what is counted from another time, what recurs, and times of day.
//!
//! "two days ago", "over the past few months", "for two hours", "every Monday", "10:07 a.m.".

use super::Upos;
use super::time::{Clock, DayPart, Point, Time, Unit};
use super::timewords::{Kind, half};
use super::timex::{Read, Reader, Reading, longer};

/// A number that the text gives, or one that it leaves open ("several").
type Count = Option<u32>;

impl Reader<'_, '_> {
    /// "two hours", "two days ago", "a week earlier", "the past 30 days", "recent months".
    pub fn amount(&self, at: usize) -> Read<Time> {
        longer(self.stretch(at), self.counted(at))
    }

    /// A number before a unit: digits, words, "a", "several", "a few", "a couple of", "twenty-five".
    fn count(&self, at: usize) -> Read<Count> {
        match self.kind(at) {
            Kind::Number(n, _) => Some((at + 1, Some(n))),
            Kind::Some => Some((self.skip(at + 1, &["of"]), None)),
            Kind::Cardinal(n) => {
                let next = if self.is_dash(at + 1) { at + 2 } else { at + 1 };
                Some(match self.kind(next) {
                    Kind::Cardinal(unit) if n >= 20 && n % 10 == 0 && (1..10).contains(&unit) => {
                        (next + 1, Some(n + unit))
                    }
                    Kind::Cardinal(100) => (next + 1, Some(n * 100)),
                    _ => (at + 1, Some(n)),
                })
            }
            Kind::Other if self.is(at, &["a", "an"]) => Some(match self.kind(at + 1) {
                Kind::Some => (self.skip(at + 2, &["of"]), None),
                _ => (at + 1, Some(1)),
            }),
            Kind::Other if self.is(at, &["half"]) && self.is(at + 1, &["a", "an"]) => Some((at + 2, None)),
            Kind::Other if self.is(at, &["dozens", "hundreds", "thousands"]) => {
                Some((self.skip(at + 1, &["of"]), None))
            }
            _ => None,
        }
    }

    fn counted(&self, at: usize) -> Read<Time> {
        let (next, count) = self.count(at).unwrap_or((at, None));
        let hyphen = self.is_dash(next) && next > at;
        let unit_at =
            self.skip(if hyphen { next + 1 } else { next }, &["more", "full", "straight", "consecutive", "long"]);
        let Kind::Unit(unit, plural) = self.kind(unit_at) else { return None };
        // "days later" counts, "days" alone does not; "a quarter" is a fourth more often than three months.
        let article = self.is(at, &["a", "an"]);
        let end = unit_at + 1;
        if next > at
            && (self.is(end, &["old"]) || self.is_dash(end) && self.is(end + 1, &["old"]) || self.is(end, &["-old"]))
        {
            return None;
        }
        let signed = |sign: i32, from| match count.and_then(|n| i32::try_from(n).ok()) {
            Some(n) if n < 100_000 => Time::Shift { count: sign * n, unit, from },
            _ => Time::Stretch { count: None, unit, ahead: sign > 0 },
        };
        if let Some((end, sign, from)) = self.direction(end) {
            return (next > at || plural).then(|| (end, signed(sign, from)));
        }
        if next == at || article && matches!(unit, Unit::Quarter | Unit::Day | Unit::Weekend) && !hyphen {
            return None;
        }
        let possessed = self.is(end, &["'", "'s", "’", "’s"]) && self.is(end + 1, &["time"]);
        if self.before(at) == "in" && (possessed || self.will_be(at)) && !hyphen {
            return Some((if possessed { end + 2 } else { end }, signed(1, Point::Article)));
        }
        let whole = !article
            || hyphen
            || matches!(
                self.before(at),
                "for" | "in" | "within" | "than" | "of" | "about" | "nearly" | "almost" | "over"
            );
        whole.then_some((end, Time::Duration { count, unit }))
    }

    /// "ago", "earlier", "later", "from now" after an amount.
    fn direction(&self, end: usize) -> Option<(usize, i32, Point)> {
        match self.lower(end) {
            "ago" => Some((end + 1, -1, Point::Article)),
            "hence" => Some((end + 1, 1, Point::Article)),
            "from" if self.is(end + 1, &["now", "today"]) => Some((end + 2, 1, Point::Article)),
            "earlier" | "previously" | "beforehand" => Some((end + 1, -1, Point::Story)),
            "later" | "afterwards" | "afterward" | "thereafter" | "on" if !self.is(end, &["on"]) => {
                Some((end + 1, 1, Point::Story))
            }
            "before" if self.nothing_follows(end + 1) => Some((end + 1, -1, Point::Story)),
            "after" if self.nothing_follows(end + 1) => Some((end + 1, 1, Point::Story)),
            _ => None,
        }
    }

    /// Whether a word of the future stands shortly before: "will meet in two weeks".
    fn will_be(&self, at: usize) -> bool {
        (at.saturating_sub(10)..at).any(|i| self.is(i, &["will", "'ll", "’ll", "shall"]))
    }

    /// "the past 30 days", "the last few months", "recent weeks", "the coming days".
    fn stretch(&self, at: usize) -> Read<Time> {
        let start = self.skip(self.skip(at, &["the"]), &["these", "this"]);
        let ahead = match self.lower(start) {
            "last" | "past" | "recent" | "previous" | "preceding" => false,
            "next" | "coming" | "following" => true,
            _ => return None,
        };
        let (next, count) = self.count(start + 1).unwrap_or((start + 1, None));
        let Kind::Unit(unit, true) = self.kind(if self.is_dash(next) { next + 1 } else { next }) else { return None };
        let end = if self.is_dash(next) { next + 2 } else { next + 1 };
        Some((end, Time::Stretch { count, unit, ahead }))
    }

    /// "every Monday", "each year", "daily", "twice a week", "Sundays".
    pub fn set(&self, at: usize) -> Read<Time> {
        let recurs = |i: usize| {
            matches!(
                self.kind(i),
                Kind::Unit(..)
                    | Kind::Weekday(..)
                    | Kind::Month(..)
                    | Kind::DayPart(_)
                    | Kind::Season(_)
                    | Kind::Feast(..)
            )
        };
        match self.lower(at) {
            "every" | "each" => {
                let next = self.skip(at + 1, &["other", "single"]);
                let next = self.count(next).map_or(next, |(n, _)| n);
                let next = if matches!(self.kind(next), Kind::Ordinal(..)) { next + 1 } else { next };
                let end = next + 1;
                recurs(next)
                    .then(|| (if matches!(self.kind(end), Kind::DayPart(_)) { end + 1 } else { end }, Time::Set))
            }
            "annual" | "annually" | "daily" | "weekly" | "monthly" | "yearly" | "quarterly" | "hourly" | "nightly"
            | "biennial" => {
                let common = matches!(self.upos(at), Some(Upos::Adj | Upos::Adv)) || !self.is_capital(at);
                common.then_some((at + 1, Time::Set))
            }
            "once" | "twice" => {
                let per = self.is(at + 1, &["a", "an", "per", "every", "each"]) && recurs(at + 2);
                per.then_some((at + 3, Time::Set))
            }
            "now" | "currently" | "nowadays" => {
                let adverb = self.upos(at) == Some(Upos::Adv) && !self.is(at + 1, &[","]);
                adverb.then_some((at + 1, Time::Present))
            }
            word if word.ends_with("days") && matches!(self.kind(at), Kind::Weekday(..)) => {
                let possessed = self.is(at + 1, &["'", "’"]);
                (!possessed).then_some((at + 1, Time::Set))
            }
            _ => None,
        }
    }

    /// A time of day and the date after it: "10:07 a.m. on Tuesday", "6 am to midnight".
    pub fn clocked(&self, at: usize) -> Read<Reading> {
        let (end, (clock, clock_end)) = self.clock_range(at)?;
        let mut reading = Reading { clock: Some(clock), clock_end, ..Reading::of(Time::Clock) };
        let next = self.skip(self.skip(end, &[","]), &["on"]);
        let day = self.span(next).filter(|(_, time)| {
            matches!(time, Time::Weekday { .. } | Time::Calendar { .. } | Time::DayOfMonth(_))
                || matches!(time, Time::Shift { unit: Unit::Day, .. })
        });
        let parted = self.day_parted(next);
        if let Some((end, dated)) = longer(day.map(|(e, t)| (e, Reading::of(t))), parted) {
            (reading.time, reading.day_part) = (dated.time, dated.day_part);
            return Some((end, reading));
        }
        Some((end, reading))
    }

    /// A time of day, perhaps with the one at which something ends.
    pub fn clock_range(&self, at: usize) -> Read<(Clock, Option<Clock>)> {
        // "from 3 to 5 p.m.": the first hour has its half from the second.
        if let (Kind::Number(from, 1 | 2), true) = (self.kind(at), self.is_join(at + 1))
            && let (Some((end, last)), 1..=12) = (self.clock(at + 2), from)
        {
            let late = last.value.split(':').next().and_then(|h| h.parse::<u8>().ok()).is_some_and(|h| h >= 12);
            let hour = u8::try_from(from).unwrap_or(0);
            let first = Clock { value: format!("{:02}:00", half(hour, late)), zone: last.zone.clone() };
            return Some((end, (first, Some(last))));
        }
        let (end, first) = self.clock(at)?;
        if self.is_join(end)
            && let Some((end, last)) = self.clock(end + 1)
        {
            return Some((end, (first, Some(last))));
        }
        Some((end, (first, None)))
    }

    fn is_join(&self, at: usize) -> bool {
        self.is_dash(at) || self.is(at, &["to", "until", "till", "through"])
    }

    /// "10:07 a.m. (GMT)", "7pm", "five o'clock", "1400 local time", "noon", "120:07".
    fn clock(&self, at: usize) -> Read<Clock> {
        let governed = matches!(
            self.before(at),
            "at" | "by"
                | "until"
                | "till"
                | "around"
                | "about"
                | "since"
                | "before"
                | "after"
                | "to"
                | "from"
                | "between"
                | "shortly"
        );
        let show = |hour: u8, minute: u8| format!("{hour:02}:{minute:02}");
        let (end, value) = match self.kind(at) {
            Kind::Full(hour, minute) => (at + 1, show(hour, minute)),
            Kind::Clock(hour, minute) => match self.kind(at + 1) {
                Kind::Meridiem(late) if hour <= 12 => (at + 2, show(half(hour, late), minute)),
                // "14:08 p.m." says the same twice.
                Kind::Meridiem(_) => (at + 2, show(hour, minute)),
                _ if self.is_reference(at) => return None,
                _ => (at + 1, show(hour, minute)),
            },
            Kind::Garbled if governed || matches!(self.kind(at + 1), Kind::Meridiem(_)) => {
                let end = if matches!(self.kind(at + 1), Kind::Meridiem(_)) { at + 2 } else { at + 1 };
                (end, self.written(at).to_owned())
            }
            Kind::Number(n, 1 | 2) | Kind::Cardinal(n) if (1..=12).contains(&n) => {
                let hour = u8::try_from(n).unwrap_or(0);
                match self.kind(at + 1) {
                    Kind::Meridiem(late) if self.upos(at + 1) != Some(Upos::Aux) => (at + 2, show(half(hour, late), 0)),
                    _ if self.is(at + 1, &["o'clock"]) => (at + 2, show(hour, 0)),
                    _ => return None,
                }
            }
            Kind::Number(n, 4)
                if n < 2400 && n % 100 < 60 && self.zone(at + 1).is_some_and(|(_, z)| z != "ET" && z != "PT") =>
            {
                let part = |n: u32| u8::try_from(n).unwrap_or(0);
                (at + 1, show(part(n / 100), part(n % 100)))
            }
            Kind::DayPart(DayPart::Noon) if governed => (at + 1, show(12, 0)),
            Kind::DayPart(DayPart::Midnight) if governed => (at + 1, show(0, 0)),
            _ => return None,
        };
        Some(match self.zone(end) {
            Some((end, zone)) => (end, Clock { value, zone: Some(zone) }),
            None => (end, Clock { value, zone: None }),
        })
    }

    /// "John 3:16": a chapter and verse, a score.
    fn is_reference(&self, at: usize) -> bool {
        at > 0 && self.upos(at - 1) == Some(Upos::Propn) && self.kind(at - 1) == Kind::Other
    }

    /// "GMT", "(GMT)", "local time", "Eastern Standard Time", "Moscow time".
    fn zone(&self, at: usize) -> Read<String> {
        let open = self.is(at, &["("]);
        let start = if open { at + 1 } else { self.skip(at, &[","]) };
        let mut end = start;
        if self.kind(start) == Kind::Zone && self.written(start).chars().all(char::is_uppercase) {
            end = start + 1;
        } else {
            while end < start + 3
                && end < self.len()
                && !self.is(end, &["time", "hours"])
                && (self.is_capital(end) || self.is(end, &["local", "standard", "summer", "daylight"]))
            {
                end += 1;
            }
            let named = self.is(end, &["time"]) && end > start;
            if !named && (end != start || !self.is(start, &["hours"])) {
                return None;
            }
            end += 1;
        }
        let zone: Vec<&str> = (start..end).map(|i| self.written(i)).collect();
        Some((if open { self.skip(end, &[")"]) } else { end }, zone.join(" ")))
    }
}
