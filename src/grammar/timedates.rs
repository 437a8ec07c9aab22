//! Single dates: by calendar, by weekday, or by their relation to another time.
//!
//! "Tuesday, Dec. 7, 2021", "the spring of 1944", "last June", "the following day".

use super::Upos;
use super::time::{Part, Point, Time, Unit, Which, Year};
use super::timewords::Kind;
use super::timex::{BEFORE_A_DATE, Read, Reader, calendar, longer, range, year};

/// How a word like "last" relates.
fn which(word: &str) -> Option<Which> {
    Some(match word {
        "last" | "past" => Which::Last,
        "this" | "current" => Which::This,
        "next" | "coming" | "upcoming" => Which::Next,
        "that" | "same" | "following" => Which::Following,
        _ => return None,
    })
}

const NAMED_AFTER_WEEKDAY: [&str; 16] = [
    "times",
    "telegraph",
    "mirror",
    "mail",
    "express",
    "herald",
    "post",
    "tribune",
    "world",
    "sun",
    "star",
    "people",
    "school",
    "best",
    "mass",
    "agreement",
];
const NAMED_BEFORE_WEEKDAY: [&str; 12] =
    ["black", "bloody", "good", "ash", "palm", "holy", "super", "cyber", "maundy", "fat", "shrove", "easter"];

impl Reader<'_, '_> {
    /// One date, with the year or week named after it.
    pub fn single(&self, at: usize) -> Read<Time> {
        let named = longer(self.weekday(at), longer(self.month(at), self.day_month(at)));
        let numeric = longer(self.numeric(at), longer(self.year_alone(at), self.era(at)));
        let parts = longer(self.decade_or_century(at), longer(self.part_of_year(at), self.feast(at)));
        let relative = longer(self.day_word(at), longer(self.relative(at), self.the_nth(at)));
        let (end, time) = longer(longer(named, numeric), longer(parts, relative))?;
        Some(self.with_year_or_week(end, time))
    }

    /// "June last year", "the first quarter of this year", "Tuesday of last week".
    pub fn with_year_or_week(&self, end: usize, time: Time) -> (usize, Time) {
        let next = self.skip(self.skip(end, &["of", "in", ","]), &["the"]);
        let (count, from) = match self.lower(next) {
            "last" => (-1, Point::Article),
            "this" => (0, Point::Article),
            "next" => (1, Point::Article),
            "that" | "same" => (0, Point::Story),
            "following" => (1, Point::Story),
            "previous" => (-1, Point::Story),
            _ => return (end, time),
        };
        match (time, self.kind(next + 1)) {
            (Time::Calendar { year: Year::Open, part, which, weekday }, Kind::Unit(Unit::Year, false)) => {
                (next + 2, Time::Calendar { year: Year::Shifted(count, from), part, which, weekday })
            }
            (Time::Weekday { day, of_month, which, week: None }, Kind::Unit(Unit::Week, false))
                if from == Point::Article =>
            {
                (next + 2, Time::Weekday { day, of_month, which, week: Some(i32::from(count)) })
            }
            (time, _) => (end, time),
        }
    }

    /// A day of a month in digits or as "7th", "seventh".
    fn day_number(&self, at: usize) -> Read<i8> {
        let value = match self.kind(at) {
            Kind::Number(n, 1 | 2) | Kind::Ordinal(n, true) => n,
            Kind::Ordinal(n, false) if n > 0 => n,
            _ => return None,
        };
        let day = i8::try_from(value).ok()?;
        (1..=31).contains(&day).then_some((at + 1, day))
    }

    /// ", 2021", "2021", "of 2021" after a month or a day.
    pub fn year_after(&self, at: usize) -> Read<i16> {
        let next = self.skip(at, &[",", "of", "in"]);
        let Kind::Number(n, 4) = self.kind(next) else { return None };
        let counts = self.xpos(next + 1) == "NNS" && next > at;
        ((1000..2200).contains(&n) && !counts).then_some((next + 1, i16::try_from(n).ok()?))
    }

    /// "Tuesday", "Tuesday (7th)", "Tuesday the 7th", "Tuesday, Dec. 7, 2021".
    fn weekday(&self, at: usize) -> Read<Time> {
        let Kind::Weekday(day, short) = self.kind(at) else { return None };
        if !self.is_capital(at) && short || self.is_name_of_day(at) {
            return None;
        }
        let mut next = self.skip(at + 1, &["."]);
        let open = self.is(next, &["(", "["]);
        next = self.skip(next, &[",", "(", "["]);
        next = self.skip(next, &["the"]);
        let date = longer(longer(self.month(next), self.day_month(next)), self.numeric(next));
        if let Some((end, Time::Calendar { year, part: part @ Part::Day(..), .. })) = date {
            let time = Time::Calendar { year, part, which: Which::Bare, weekday: Some(day) };
            return Some((if open { self.skip(end, &[")", "]"]) } else { end }, time));
        }
        let of_month = self.day_number(next).filter(|&(end, _)| {
            let closed = open && self.is(end, &[")", "]"]);
            let ordinal = matches!(self.kind(next), Kind::Ordinal(_, true)) && self.xpos(end) != "NNS" && next > at + 1;
            closed || ordinal
        });
        if let Some((end, number)) = of_month {
            let end = if open { self.skip(end, &[")", "]"]) } else { end };
            return Some((end, Time::Weekday { day, of_month: Some(number), which: Which::Bare, week: None }));
        }
        let alone = !short || self.is(at + 1, &["."]);
        alone.then_some((at + 1, Time::Weekday { day, of_month: None, which: Which::Bare, week: None }))
    }

    /// "Sunday Times", "Black Friday": no day is meant, or none that a calendar gives.
    fn is_name_of_day(&self, at: usize) -> bool {
        let paper = self.is_capital(at + 1) && NAMED_AFTER_WEEKDAY.contains(&self.lower(at + 1));
        let feast = NAMED_BEFORE_WEEKDAY.contains(&self.before(at)) && at > 0 && self.is_capital(at - 1);
        paper || feast || self.lower(at).ends_with("days")
    }

    /// "December", "December 2021", "Dec. 7", "December 7th, 2021".
    fn month(&self, at: usize) -> Read<Time> {
        let Kind::Month(month, doubtful) = self.kind(at) else { return None };
        let next = self.skip(at + 1, &["."]);
        let next = self.skip(next, &["the"]);
        if let Some((end, day)) = self.day_number(next).filter(|_| self.is_capital(at)) {
            let clock = matches!(self.kind(end), Kind::Meridiem(_));
            if !clock {
                return Some(match self.year_after(end) {
                    Some((end, y)) => (end, calendar(Year::Given(y), Part::Day(month, day))),
                    None => (end, calendar(Year::Open, Part::Day(month, day))),
                });
            }
        }
        if let Some((end, y)) = self.year_after(self.skip(at + 1, &["."])) {
            return Some((end, calendar(Year::Given(y), Part::Month(month))));
        }
        self.month_alone(at, doubtful).then_some((at + 1, calendar(Year::Open, Part::Month(month))))
    }

    fn month_alone(&self, at: usize, doubtful: bool) -> bool {
        let governed = BEFORE_A_DATE.contains(&self.before(at)) || at > 0 && self.is_dash(at - 1);
        let name_beside =
            |i: usize| self.upos(i) == Some(Upos::Propn) && self.kind(i) == Kind::Other && self.is_capital(i);
        let named = at > 0 && name_beside(at - 1) || name_beside(at + 1) && !governed;
        let possessed =
            doubtful && self.is(at + 1, &["'s", "’s"]) && !self.is(at.wrapping_sub(1), &["in", "last", "since"]);
        self.is_capital(at) && !named && !possessed && (governed || !doubtful)
    }

    /// "7 December 2021", "the 7th of December".
    fn day_month(&self, at: usize) -> Read<Time> {
        let start = self.skip(at, &["the"]);
        let (next, day) = self.day_number(start)?;
        let next = self.skip(next, &["of"]);
        let Kind::Month(month, _) = self.kind(next) else { return None };
        // "in fiscal 2 May 2020" does not occur; "number 7 March" hardly.
        let next = self.skip(next + 1, &["."]);
        Some(match self.year_after(next) {
            Some((end, y)) => (end, calendar(Year::Given(y), Part::Day(month, day))),
            None => (next, calendar(Year::Open, Part::Day(month, day))),
        })
    }

    /// "December 6–9", "3 to 5 May", "6 and 7 December 2021".
    pub fn day_range(&self, at: usize) -> Read<Time> {
        let join = |i: usize| (self.is_dash(i) || self.is(i, &["to", "and", "through", "until"])).then_some(i + 1);
        let (month, days) = match self.kind(at) {
            Kind::Month(month, _) if self.is_capital(at) => (Some(month), self.skip(at + 1, &["."])),
            _ => (None, self.skip(at, &["the"])),
        };
        let (end, first) = self.day_number(days)?;
        let (end, last) = self.day_number(join(end)?)?;
        if last <= first {
            return None;
        }
        let (month, end) = match (month, self.kind(self.skip(end, &["of"]))) {
            (Some(month), _) if !matches!(self.kind(end), Kind::Month(..) | Kind::Unit(..)) => (month, end),
            (None, Kind::Month(month, _)) => (month, self.skip(end, &["of"]) + 1),
            _ => return None,
        };
        let (end, year) = self.year_after(end).map_or((end, Year::Open), |(e, y)| (e, Year::Given(y)));
        Some((end, range(calendar(year, Part::Day(month, first)), calendar(year, Part::Day(month, last)))))
    }

    /// "2021-12-07", "2021-12", "07/12/2021", "12/25/2021".
    fn numeric(&self, at: usize) -> Read<Time> {
        let Kind::Number(a, digits) = self.kind(at) else { return None };
        let sign = self.lower(at + 1);
        if !(self.is_dash(at + 1) || sign == "/") {
            return None;
        }
        let Kind::Number(b, 1 | 2) = self.kind(at + 2) else { return None };
        let small = |n: u32| i8::try_from(n).unwrap_or(0);
        let third = match self.kind(at + 4) {
            Kind::Number(c, n) if self.lower(at + 3) == sign => Some((c, n)),
            _ => None,
        };
        let (year, month, day) = match (digits, third) {
            (4, Some((c, 1 | 2))) => (a, b, c),
            (4, None) if self.joined(at) && sign == "-" && (1..=12).contains(&b) && self.written(at + 2).len() == 2 => {
                let y = i16::try_from(a).ok()?;
                return Some((at + 3, calendar(Year::Given(y), Part::Month(small(b)))));
            }
            // Month first, as in the United States, unless that cannot be.
            (1 | 2, Some((c, 4))) if a <= 12 => (c, a, b),
            (1 | 2, Some((c, 4))) => (c, b, a),
            _ => return None,
        };
        let valid = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let year = Year::Given(i16::try_from(year).ok()?);
        valid.then_some((at + 5, calendar(year, Part::Day(small(month), small(day)))))
    }

    /// "in 2021", "the 2019 agreement", "the year 2000"; not "2000 troops".
    fn year_alone(&self, at: usize) -> Read<Time> {
        let worded = self.is(at, &["year"]).then(|| self.skip(at + 1, &["of"]));
        let start = worded.unwrap_or(at);
        let Kind::Number(value, 4) = self.kind(start) else { return None };
        if !(1000..2200).contains(&value) {
            return None;
        }
        (worded.is_some() || self.is_year(start, value)).then_some((start + 1, year(value)))
    }

    fn is_year(&self, at: usize, value: u32) -> bool {
        let (before, after) = (self.before(at), at + 1);
        let modern = (1900..2060).contains(&value);
        let counted = matches!(self.xpos(after), "NNS" | "NNPS")
            || self.is(after, &["%", "percent", "million", "billion"])
            || matches!(self.kind(after), Kind::Unit(..) | Kind::Zone)
            || self.is(after, &["local", "hours"]);
        let numbered = matches!(
            before,
            "$" | "£"
                | "€"
                | "¥"
                | "no."
                | "#"
                | "flight"
                | "number"
                | "about"
                | "nearly"
                | "over"
                | "some"
                | "resolution"
        );
        let dash_year = self.is_dash(after) && matches!(self.kind(at + 2), Kind::Number(_, 4));
        if counted && !(modern && matches!(before, "the" | "'s" | "’s" | "its" | "their")) {
            return false;
        }
        if dash_year || (at > 0 && self.is_dash(at - 1) && matches!(self.kind(at.wrapping_sub(2)), Kind::Number(_, 4)))
        {
            return modern || !numbered;
        }
        if numbered {
            return false;
        }
        let season = at > 0
            && (matches!(self.kind(at - 1), Kind::Season(_)) || self.is_dash(at - 1) && self.before(at - 1) == "mid");
        if BEFORE_A_DATE.contains(&before)
            || matches!(before, "circa" | "year" | "fiscal" | "around" | "beyond" | "than")
            || season
        {
            return modern || !matches!(before, "of" | "for" | "to" | "than");
        }
        modern && (self.upos(at.wrapping_sub(1)) != Some(Upos::Num) || at == 0)
    }

    /// "yesterday", "the day before yesterday".
    fn day_word(&self, at: usize) -> Read<Time> {
        let day = |count| Time::Shift { count, unit: Unit::Day, from: Point::Article };
        if let Kind::Day(count) = self.kind(at) {
            return Some((at + 1, day(count)));
        }
        let start = self.skip(at, &["the"]);
        if self.kind(start) != Kind::Unit(Unit::Day, false) {
            return None;
        }
        match (self.lower(start + 1), self.kind(start + 2)) {
            ("before", Kind::Day(-1)) => Some((start + 3, day(-2))),
            ("after", Kind::Day(1)) => Some((start + 3, day(2))),
            _ => None,
        }
    }

    /// "the 7th", where no noun follows.
    fn the_nth(&self, at: usize) -> Read<Time> {
        if !self.is(at, &["the"]) || !matches!(self.kind(at + 1), Kind::Ordinal(_, true)) {
            return None;
        }
        let (end, day) = self.day_number(at + 1)?;
        let dated =
            matches!(self.before(at), "on" | "by" | "until" | "since" | "before" | "after" | "from" | "to" | "and");
        let noun =
            matches!(self.upos(end), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)) || self.is_dash(end);
        (dated && !noun).then_some((end, Time::DayOfMonth(day)))
    }

    /// "last June", "next week", "this weekend", "the following day", "the same month", "the year before".
    fn relative(&self, at: usize) -> Read<Time> {
        let start = self.skip(at, &["the"]);
        let definite = start > at;
        let (which, next) = match self.lower(start) {
            "this" if self.is(start + 1, &["past", "last"]) => (Which::Last, start + 2),
            "this" if self.is(start + 1, &["coming", "next"]) => (Which::Next, start + 2),
            "previous" | "preceding" => (Which::Last, start + 1),
            word => match which(word) {
                Some(which) => (which, start + 1),
                None => return self.before_or_after(at, start),
            },
        };
        match self.kind(next) {
            Kind::Month(..) | Kind::Weekday(..) => {
                let (end, time) = longer(self.month(next), self.weekday(next))?;
                Some((end, related(time, which)))
            }
            Kind::Season(season) => Some((next + 1, related(calendar(Year::Open, Part::Season(season)), which))),
            Kind::Unit(unit, false) => self.relative_unit(start, definite, which, unit).map(|time| (next + 1, time)),
            _ => None,
        }
    }

    fn relative_unit(&self, start: usize, definite: bool, which: Which, unit: Unit) -> Option<Time> {
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Season) {
            return None;
        }
        let word = self.lower(start);
        let from = match word {
            "following" | "previous" | "preceding" | "that" | "same" => Point::Story,
            "next" if definite => Point::Story,
            _ => Point::Article,
        };
        if matches!((word, definite), ("past", _) | ("last", true)) && unit != Unit::Weekend {
            return Some(Time::Stretch { count: Some(1), unit, ahead: false });
        }
        let count = match (which, word) {
            (Which::Last, _) => -1,
            (Which::Next, _) | (_, "following") => 1,
            _ => 0,
        };
        Some(Time::Shift { count, unit, from })
    }

    /// "the year before", "the day after".
    fn before_or_after(&self, at: usize, start: usize) -> Read<Time> {
        let Kind::Unit(unit, false) = self.kind(start) else { return None };
        let count = match self.lower(start + 1) {
            "before" | "earlier" => -1,
            "after" | "later" => 1,
            _ => return None,
        };
        let bare = start > at && self.nothing_follows(start + 2);
        bare.then_some((start + 2, Time::Shift { count, unit, from: Point::Story }))
    }
}

/// A named day or month in the relation that "last" and the like give it.
fn related(time: Time, to: Which) -> Time {
    match time {
        Time::Calendar { year: Year::Open, part, weekday, .. } => {
            Time::Calendar { year: Year::Open, part, which: to, weekday }
        }
        Time::Weekday { day, of_month, week, .. } => Time::Weekday { day, of_month, which: to, week },
        other => other,
    }
}
