//! Reads time expressions off the pieces of a sentence, longest reading first.
//!
//! "late on Monday night" → early/late edge, the day, its part.

use super::time::{Clock, DayPart, Edge, Part, Point, Time, Unit, Which, Year};
use super::timewords::{Kind, Piece};
use super::{Sentence, Upos};

/// What one expression was read as.
#[derive(Debug, Clone)]
pub struct Reading {
    pub time: Time,
    pub edge: Option<Edge>,
    pub day_part: Option<DayPart>,
    pub clock: Option<Clock>,
    pub clock_end: Option<Clock>,
}

impl Reading {
    pub fn of(time: Time) -> Self {
        Self { time, edge: None, day_part: None, clock: None, clock_end: None }
    }
}

/// A reading and the piece after its last one.
pub type Read<T> = Option<(usize, T)>;

/// The longer of two readings; the first where both end together.
pub fn longer<T>(a: Read<T>, b: Read<T>) -> Read<T> {
    match (&a, &b) {
        (Some((x, _)), Some((y, _))) if y > x => b,
        (None, _) => b,
        _ => a,
    }
}

/// Prepositions after which a number is a year and "May" a month.
pub const BEFORE_A_DATE: [&str; 22] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "of",
    "during",
    "before",
    "after",
    "to",
    "through",
    "between",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "on",
    "throughout",
    "for",
];

/// The pieces of one sentence with what is asked of them.
pub struct Reader<'p, 't> {
    pieces: &'p [Piece<'t>],
    sentence: &'p Sentence,
}

impl<'p, 't> Reader<'p, 't> {
    pub fn new(pieces: &'p [Piece<'t>], sentence: &'p Sentence) -> Self {
        Self { pieces, sentence }
    }

    /// The longest expression that begins at a piece.
    pub fn read(&self, at: usize) -> Read<Reading> {
        let dated = longer(self.clocked(at), self.dated(at));
        let plain = |r: Read<Time>| r.map(|(end, time)| (end, Reading::of(time)));
        longer(longer(dated, plain(self.set(at))), plain(self.amount(at)))
    }

    pub fn kind(&self, at: usize) -> Kind {
        self.pieces.get(at).map_or(Kind::Other, |p| p.kind)
    }

    pub fn lower(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |p| &p.lower)
    }

    /// The piece before, in lower case.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |b| self.lower(b))
    }

    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        self.pieces.get(at).is_some_and(|p| words.contains(&&*p.lower))
    }

    pub fn upos(&self, at: usize) -> Option<Upos> {
        Some(self.sentence.words.get(self.pieces.get(at)?.word)?.upos)
    }

    pub fn xpos(&self, at: usize) -> &'static str {
        self.pieces.get(at).and_then(|p| self.sentence.words.get(p.word)).map_or("", |w| w.xpos)
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(Piece::is_capital)
    }

    /// Whether two neighbouring pieces come from one word.
    pub fn joined(&self, at: usize) -> bool {
        matches!((self.pieces.get(at), self.pieces.get(at + 1)), (Some(a), Some(b)) if a.word == b.word)
    }

    pub fn written(&self, at: usize) -> &'t str {
        self.pieces.get(at).map_or("", |p| p.written)
    }

    pub fn is_dash(&self, at: usize) -> bool {
        self.is(at, &["-", "‐", "‑", "–", "—", "−"])
    }

    /// Passes over a word if it is there.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.is(at, words) { at + 1 } else { at }
    }

    /// Edge, date or range, part of the day, and a time of day after it.
    fn dated(&self, at: usize) -> Read<Reading> {
        let plain = self.span(at).map(|(end, time)| (end, Reading::of(time)));
        let (end, mut reading) = longer(longer(plain, self.edged(at)), self.day_parted(at))?;
        let mut end = end;
        if let (Kind::DayPart(part), None) = (self.kind(end), reading.day_part)
            && takes_day_part(&reading.time)
        {
            reading.day_part = Some(part);
            end += 1;
        }
        let mut next = self.skip(end, &[","]);
        next = self.skip(next, &["at", "around", "about", "shortly"]);
        if let Some((after, (clock, clock_end))) = self.clock_range(next) {
            (reading.clock, reading.clock_end) = (Some(clock), clock_end);
            end = after;
        }
        Some((end, reading))
    }

    /// "early in 2016", "the end of the month", "late Monday", "mid-June", "year-end".
    fn edged(&self, at: usize) -> Read<Reading> {
        let start = self.skip(at, &["the"]);
        let (edge, next) = match self.lower(start) {
            "early" | "earlier" => (Edge::Early, start + 1),
            "mid" | "middle" if self.lower(start) == "mid" => (Edge::Middle, start + 1),
            "late" | "later" => (Edge::Late, start + 1),
            "beginning" | "start" | "turn" | "opening" | "dawn" if self.is(start + 1, &["of"]) => {
                (Edge::Early, start + 2)
            }
            "middle" | "midst" if self.is(start + 1, &["of"]) => (Edge::Middle, start + 2),
            "end" | "close" | "rest" | "remainder" | "eve" if self.is(start + 1, &["of"]) => (Edge::Late, start + 2),
            _ => return self.unit_end(start),
        };
        let next = if self.is_dash(next) { next + 1 } else { next };
        let next = self.skip(next, &["in", "on"]);
        let found = longer(self.span(next).map(|(e, t)| (e, Reading::of(t))), self.day_parted(next));
        let (end, mut reading) = longer(found, self.the_unit(next).map(|(e, t)| (e, Reading::of(t))))?;
        reading.edge = reading.edge.or(Some(edge));
        Some((end, reading))
    }

    /// "year-end", "the month's end".
    fn unit_end(&self, at: usize) -> Read<Reading> {
        let Kind::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Decade), false) = self.kind(at) else {
            return None;
        };
        let next = if self.is_dash(at + 1) { at + 2 } else { self.skip(at + 1, &["'s"]) };
        let time = Time::Shift { count: 0, unit, from: Point::Article };
        self.is(next, &["end"]).then(|| (next + 1, Reading { edge: Some(Edge::Late), ..Reading::of(time) }))
    }

    /// "the month" after "the end of".
    fn the_unit(&self, at: usize) -> Read<Time> {
        let start = self.skip(at, &["the"]);
        let Kind::Unit(unit, false) = self.kind(start) else { return None };
        let calendar = matches!(
            unit,
            Unit::Day
                | Unit::Week
                | Unit::Weekend
                | Unit::Month
                | Unit::Quarter
                | Unit::Year
                | Unit::Decade
                | Unit::Century
        );
        let from = if unit == Unit::Day { Point::Story } else { Point::Article };
        (start > at && calendar).then_some((start + 1, Time::Shift { count: 0, unit, from }))
    }

    /// "this morning", "last night", "tonight", "the following evening", "the night of 7 December".
    pub fn day_parted(&self, at: usize) -> Read<Reading> {
        let day = |count, from| Time::Shift { count, unit: Unit::Day, from };
        let with = |time, part| Reading { day_part: Some(part), ..Reading::of(time) };
        if self.is(at, &["tonight"]) {
            return Some((at + 1, with(day(0, Point::Article), DayPart::Night)));
        }
        let start = self.skip(at, &["the"]);
        if let Kind::DayPart(part) = self.kind(start) {
            if start > at && self.is(start + 1, &["of", "on"]) {
                return self.span(start + 2).map(|(end, time)| (end, with(time, part)));
            }
            if start > at && self.is(start + 1, &["before"]) && self.nothing_follows(start + 2) {
                return Some((start + 2, with(day(-1, Point::Story), part)));
            }
            return None;
        }
        let Kind::DayPart(part) = self.kind(start + 1) else { return None };
        let time = match (self.lower(start), start > at) {
            ("this", false) => day(0, Point::Article),
            ("last", false) => day(-1, Point::Article),
            ("that" | "same", _) => day(0, Point::Story),
            ("following" | "next", true) => day(1, Point::Story),
            ("previous" | "preceding", true) => day(-1, Point::Story),
            _ => return None,
        };
        Some((start + 2, with(time, part)))
    }

    /// Nothing that "before" or "after" could govern.
    pub fn nothing_follows(&self, at: usize) -> bool {
        !matches!(
            self.upos(at),
            Some(Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::Verb | Upos::Sconj)
        )
    }

    /// A single date, or one with another: "from 3 to 5 May", "December 6–9", "2011–14".
    pub fn span(&self, at: usize) -> Read<Time> {
        if let Some(range) = longer(self.day_range(at), self.short_year_range(at)) {
            return Some(range);
        }
        let (end, first) = self.single(at)?;
        let opened = ["from", "between"].contains(&self.before(at));
        let next = match self.lower(end) {
            _ if self.is_dash(end) => end + 1,
            "through" | "thru" | "until" | "till" | "to" => end + 1,
            "and" if self.before(at) == "between" => end + 1,
            _ => return Some((end, first)),
        };
        match self.single(next) {
            Some((last_end, last)) if comparable(&first, &last, opened) => Some((last_end, range(first, last))),
            _ => Some((end, first)),
        }
    }

    /// "2011–14".
    fn short_year_range(&self, at: usize) -> Read<Time> {
        let (Kind::Number(first, 4), Kind::Number(last, 2)) = (self.kind(at), self.kind(at + 2)) else { return None };
        if !self.is_dash(at + 1) || self.is_dash(at + 3) || !(1000..2100).contains(&first) || last <= first % 100 {
            return None;
        }
        // "2021-12" is a month, unless a season or a school year is named so.
        if last <= 12 && !(last == first % 100 + 1 && matches!(self.upos(at + 3), Some(Upos::Noun))) {
            return None;
        }
        Some((at + 3, range(year(first), year(first - first % 100 + last))))
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }
}

/// A calendar year.
pub fn year(value: u32) -> Time {
    calendar(Year::Given(i16::try_from(value).unwrap_or(i16::MAX)), Part::Whole)
}

/// A year or a part of it.
pub fn calendar(year: Year, part: Part) -> Time {
    Time::Calendar { year, part, which: Which::Bare, weekday: None }
}

fn takes_day_part(time: &Time) -> bool {
    match time {
        Time::Weekday { .. } | Time::DayOfMonth(_) => true,
        Time::Calendar { part, .. } => matches!(part, Part::Day(..)),
        Time::Shift { unit, .. } => *unit == Unit::Day,
        _ => false,
    }
}

fn comparable(first: &Time, last: &Time, opened: bool) -> bool {
    match (first, last) {
        (Time::Calendar { .. }, Time::Calendar { .. })
        | (Time::Weekday { .. }, Time::Weekday { .. })
        | (Time::Decade { .. }, Time::Decade { .. })
        | (Time::Century(_), Time::Century(_)) => true,
        (a, b) => opened && dates(a) && dates(b),
    }
}

fn dates(time: &Time) -> bool {
    matches!(time, Time::Calendar { .. } | Time::Weekday { .. } | Time::DayOfMonth(_) | Time::Shift { .. })
}

/// Two ends, each completed by the other: in "from May to June 2020" the year is that of both.
pub fn range(first: Time, last: Time) -> Time {
    let (mut first, mut last) = (first, last);
    if let (Time::Calendar { year: a, part: p, .. }, Time::Calendar { year: b, part: q, .. }) = (&mut first, &mut last)
    {
        match (*a, *b) {
            (Year::Open, Year::Given(y)) => {
                let wraps = month_of(*p) > month_of(*q);
                *a = Year::Given(if wraps { y.saturating_sub(1) } else { y });
            }
            (Year::Open, known @ Year::Shifted(..)) => *a = known,
            (Year::Given(y), Year::Open) => {
                let wraps = month_of(*p) > month_of(*q);
                *b = Year::Given(if wraps { y.saturating_add(1) } else { y });
            }
            (known @ Year::Shifted(..), Year::Open) => *b = known,
            _ => {}
        }
    }
    Time::Range(Box::new(first), Box::new(last))
}

fn month_of(part: Part) -> i8 {
    match part {
        Part::Month(m) | Part::Day(m, _) => m,
        Part::Quarter(q) => q.saturating_mul(3),
        Part::Half(h) => h.saturating_mul(6),
        Part::Season(s) => 3 * (s as i8 + 1),
        Part::Whole => 0,
    }
}
