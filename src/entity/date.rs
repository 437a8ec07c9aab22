//! Which day, month or year a time expression means.
//!
//! "last June" in an article of 2021-12-07 → `2021-06`; "Friday" → the Friday before or after, by the tense.
//!
//! Values are ISO 8601 dates and, where those do not reach, EDTF (ISO 8601-2) of level 1: weeks, weekends,
//! quarters and ranges are intervals `2021-12-06/2021-12-12`, seasons `2021-21` (spring) to `2021-24`
//! (winter), decades `199X`, centuries `19XX`. "Early", "the end of" and parts of the day leave the
//! value as it is, since anything finer would be more than the text says.

use jiff::civil::{Date, Weekday};

use super::moment::{self, Moment};
use crate::fact::When;
use crate::grammar::time::{Part, Point, Time, TimeExpression, Unit, Which, Year};

/// So many days ago a day without a year is still meant, though the clause looks ahead.
const RECENT: i32 = 30;

pub use super::clocks::clocks;
pub use super::moment::{add_days, begins};
pub use super::scope::{for_event, main_verb};
pub use super::tense::{Direction, direction};

/// The day, month, year or interval that an expression means, or `None` where that stays open.
///
/// `anchor` is the article's date, `direction` the tense of the clause, and `reference` the time spoken
/// of before, from which "the following day" is counted.
#[must_use]
pub fn resolve(
    expression: &TimeExpression,
    anchor: Option<Date>,
    direction: Direction,
    reference: Option<&When>,
) -> Option<When> {
    let story = reference.and_then(|w| Moment::parse(&w.value));
    let value = Resolver { anchor, direction, story }.moment(&expression.time)?;
    let how = how(expression, anchor, direction, reference);
    Some(When { value: value.to_string(), how })
}

fn how(expression: &TimeExpression, anchor: Option<Date>, direction: Direction, reference: Option<&When>) -> String {
    let text = &expression.text;
    match (point(&expression.time), anchor, reference) {
        (Some(Point::Story), _, Some(r)) => format!("\"{text}\" counted from {}", r.value),
        (Some(Point::Article), Some(a), _) => format!("\"{text}\" in an article of {a}, {}", direction.in_words()),
        (Some(_), None, Some(r)) => format!("\"{text}\" beside {}", r.value),
        _ => format!("\"{text}\""),
    }
}

/// From where an expression is counted; `None` for one that stands by itself.
fn point(time: &Time) -> Option<Point> {
    match time {
        Time::Calendar { year: Year::Given(_), .. } | Time::Century(_) | Time::Decade { short: false, .. } => None,
        Time::Calendar { year: Year::Shifted(_, p), .. } | Time::Shift { from: p, .. } => Some(*p),
        Time::Calendar { which: Which::Following, .. } | Time::Weekday { which: Which::Following, .. } => {
            Some(Point::Story)
        }
        Time::Range(a, b) => point(a).or_else(|| point(b)),
        _ => Some(Point::Article),
    }
}

/// What expressions are counted from.
#[derive(Clone, Copy)]
struct Resolver {
    anchor: Option<Date>,
    direction: Direction,
    story: Option<Moment>,
}

impl Resolver {
    fn moment(self, time: &Time) -> Option<Moment> {
        match *time {
            Time::Calendar { year, part, which, weekday } => self.calendar(year, part, which, weekday),
            Time::Weekday { day, of_month, which, week } => self.weekday(day, of_month, which, week).map(Moment::Day),
            Time::DayOfMonth(day) => self.day_of_month(day).map(Moment::Day),
            Time::Shift { count, unit: Unit::Weekend, from: Point::Article } => self.weekend(count),
            Time::Shift { count, unit, from } => moment::shifted(self.from(from)?, count, unit),
            Time::Stretch { count, unit, ahead } => self.stretch(count?, unit, ahead),
            Time::Decade { first, short: false } => Some(Moment::Decade(first)),
            Time::Decade { first, short: true } => self.short_decade(first),
            Time::Century(number) => Some(Moment::Century(number)),
            Time::Range(ref first, ref last) => self.range(first, last),
            Time::Duration { .. } | Time::Set | Time::Clock | Time::Present => None,
        }
    }

    fn from(self, point: Point) -> Option<Moment> {
        match point {
            Point::Article => self.anchor.map(Moment::Day),
            Point::Story => self.story,
        }
    }

    fn range(self, first: &Time, last: &Time) -> Option<Moment> {
        let mut start = self.moment(first)?;
        let end = match *last {
            // "from Monday to Friday": the Friday after that Monday.
            Time::Weekday { day, of_month: None, which: Which::Bare, week: None } => {
                Moment::Day(moment::weekday_after(start.first()?, day, false)?)
            }
            ref other => self.moment(other)?,
        };
        // "is to run from January 23 through March 9": what lies ahead may have begun.
        if let (Time::Calendar { year: Year::Open, part, .. }, Direction::Future | Direction::Present) =
            (first, self.direction)
            && let Some(last) = end.last()
        {
            start = pick(last, *part, |m, l| m.first() <= Some(l), false)?;
        }
        if let Some(range) = start.until(end) {
            return Some(range);
        }
        // Both without a year, and the new year between them.
        let Time::Calendar { year: Year::Open, .. } = last else { return None };
        match end {
            Moment::Day(d) => start.until(Moment::Day(Date::new(d.year().checked_add(1)?, d.month(), d.day()).ok()?)),
            Moment::Month(y, m) => start.until(Moment::Month(y.checked_add(1)?, m)),
            _ => None,
        }
    }

    fn calendar(self, year: Year, part: Part, which: Which, weekday: Option<Weekday>) -> Option<Moment> {
        match year {
            Year::Given(y) => in_year(y, part),
            Year::Shifted(n, point) => in_year(self.from(point)?.first()?.year().checked_add(n)?, part),
            Year::Open => self.without_year(part, which, weekday),
        }
    }

    /// A month or day without year: by "last" and "next", by weekday, by tense, else the nearest.
    fn without_year(self, part: Part, which: Which, weekday: Option<Weekday>) -> Option<Moment> {
        let (near, far_past) = match (self.anchor, self.story) {
            (None, Some(story)) => (story.first()?, true),
            // A story told of years ago keeps its year until another is named.
            (Some(a), Some(story)) if self.tells_of_old(a, story) && which == Which::Bare => (story.first()?, true),
            (Some(a), _) => (a, false),
            (None, None) => return None,
        };
        if far_past || which == Which::This && !matches!(part, Part::Season(_)) {
            return in_year(near.year(), part);
        }
        if which == Which::Following {
            return pick(self.story?.first()?, part, |m, f| m.first() > Some(f), true);
        }
        let holds = |m: &Moment| weekday.is_none_or(|w| m.day().is_some_and(|d| d.weekday() == w));
        if weekday.is_some() {
            let years = (-12..=12).filter_map(|n| in_year(near.year().checked_add(n)?, part)).filter(holds);
            let nearest = years.min_by_key(|m| distance(*m, near));
            if let Some(found) = nearest {
                return Some(found);
            }
        }
        match (which, self.direction) {
            (Which::Last, _) => pick(near, part, |m, a| m.last() < Some(a), false),
            (Which::Next, _) => pick(near, part, |m, a| m.first() > Some(a), true),
            // Where the text was written it may be tomorrow already.
            (_, Direction::Past) => pick(near, part, |m, a| m.first() <= moment::add_days(a, 1), false),
            // "to discuss the announcement of September 15", a week after it.
            (_, Direction::Future) => {
                let recent = nearest(near, part).filter(|m| m.last() < Some(near) && distance(*m, near) <= RECENT);
                recent.or_else(|| pick(near, part, |m, a| m.last() >= Some(a), true))
            }
            _ => nearest(near, part),
        }
    }

    fn tells_of_old(self, anchor: Date, story: Moment) -> bool {
        let year = story.first().map(Date::year);
        let fine = !matches!(story, Moment::Year(_) | Moment::Years(..) | Moment::Decade(_) | Moment::Century(_));
        fine && self.direction != Direction::Future && year.is_some_and(|y| y < anchor.year() - 1)
    }

    fn weekday(self, day: Weekday, of_month: Option<i8>, which: Which, week: Option<i32>) -> Option<Date> {
        if which == Which::Following || self.anchor.is_none() {
            return moment::weekday_after(self.story?.day()?, day, which == Which::Bare);
        }
        let anchor = self.anchor?;
        if let Some(number) = of_month {
            return self.weekday_and_number(anchor, day, number);
        }
        if let Some(weeks) = week {
            return day_of_week(anchor, day, weeks);
        }
        match (which, self.direction) {
            (Which::Last, _) => moment::weekday_before(anchor, day, false),
            (Which::Next, _) => moment::weekday_after(anchor, day, false),
            (Which::This, Direction::Present | Direction::Unknown) => day_of_week(anchor, day, 0),
            (_, Direction::Future) => moment::weekday_after(anchor, day, true),
            (_, Direction::Present) if anchor.weekday() != day => moment::weekday_after(anchor, day, true),
            _ => moment::weekday_before(anchor, day, true),
        }
    }

    /// "Tuesday (7th)": the nearest day that is both, on the side of the tense.
    fn weekday_and_number(self, anchor: Date, day: Weekday, number: i8) -> Option<Date> {
        let fits = |d: &Date| d.weekday() == day && d.day() == number;
        let back = (0..=366).find_map(|n| moment::add_days(anchor, -n).filter(fits).map(|d| (n, d)));
        let on = (0..=366).find_map(|n| moment::add_days(anchor, n).filter(fits).map(|d| (n, d)));
        match (back, on) {
            (Some((a, _)), Some((b, d))) if b < a && (self.direction != Direction::Past || b < 4) => Some(d),
            (Some((a, d)), Some((b, _))) if a <= b || self.direction == Direction::Past => Some(d),
            (back, on) => back.or(on).map(|(_, d)| d),
        }
    }

    fn day_of_month(self, number: i8) -> Option<Date> {
        let near = self.anchor.or_else(|| self.story?.first())?;
        let at = |months: i32| {
            let (y, m) = moment::add_months(near.year(), near.month(), months)?;
            Date::new(y, m, number).ok()
        };
        match self.direction {
            Direction::Future => (0..4).filter_map(at).find(|d| *d >= near),
            Direction::Past => (0..4).filter_map(|n| at(-n)).find(|d| *d <= near),
            _ => (-2..=2).filter_map(at).min_by_key(|d| distance(Moment::Day(*d), near)),
        }
    }

    /// "This weekend" is the last one in the past tense, the coming one otherwise.
    fn weekend(self, count: i32) -> Option<Moment> {
        let anchor = self.anchor?;
        let saturday = match count {
            0 if self.direction == Direction::Past => moment::weekday_before(anchor, Weekday::Saturday, true)?,
            0 if anchor.weekday() == Weekday::Sunday => moment::add_days(anchor, -1)?,
            0 => moment::weekday_after(anchor, Weekday::Saturday, true)?,
            n if n < 0 => {
                let sunday = moment::weekday_before(anchor, Weekday::Sunday, false)?;
                moment::add_days(sunday, -1 + 7 * n.checked_add(1)?)?
            }
            n => moment::shifted(Moment::Day(anchor), n, Unit::Weekend)?.first()?,
        };
        Some(Moment::Days(saturday, moment::add_days(saturday, 1)?))
    }

    fn stretch(self, count: u32, unit: Unit, ahead: bool) -> Option<Moment> {
        let anchor = self.anchor?;
        let signed = i32::try_from(count).ok().filter(|n| *n < 100_000)?;
        let signed = if ahead { signed } else { -signed };
        let now = Moment::Day(anchor);
        let (here, there) = match unit {
            Unit::Week | Unit::Fortnight | Unit::Weekend => {
                let days = if unit == Unit::Fortnight { 14 } else { 7 };
                (now, moment::shifted(now, signed.checked_mul(days)?, Unit::Day)?)
            }
            Unit::Decade | Unit::Century => {
                let years = if unit == Unit::Decade { 10 } else { 100 };
                (Moment::Year(anchor.year()), moment::shifted(now, signed.checked_mul(years)?, Unit::Year)?)
            }
            Unit::Month => (Moment::Month(anchor.year(), anchor.month()), moment::shifted(now, signed, unit)?),
            Unit::Year => (Moment::Year(anchor.year()), moment::shifted(now, signed, unit)?),
            _ => (now, moment::shifted(now, signed, unit)?),
        };
        if ahead { here.until(there) } else { there.until(here) }
    }

    /// "The '90s": the last such decade that has begun.
    fn short_decade(self, digits: i16) -> Option<Moment> {
        let year = self.anchor.map(Date::year).or_else(|| Some(self.story?.first()?.year()))?;
        let century = year.div_euclid(100) * 100;
        let first = century + digits;
        Some(Moment::Decade(if first > year { first - 100 } else { first }))
    }
}

/// A part of a given year; `None` for a day that it does not have.
fn in_year(year: i16, part: Part) -> Option<Moment> {
    let months = |first: i8, last: i8| Moment::Months((year, first), (year, last));
    Some(match part {
        Part::Whole => Moment::Year(year),
        Part::Month(m) => Moment::Month(year, m),
        Part::Day(m, d) => Moment::Day(Date::new(year, m, d).ok()?),
        Part::Season(s) => Moment::Season(year, s),
        Part::Quarter(q @ 1..=4) => months(q * 3 - 2, q * 3),
        Part::Half(h @ 1..=2) => months(h * 6 - 5, h * 6),
        Part::Quarter(_) | Part::Half(_) => return None,
    })
}

/// The nearest year before or after in which a part satisfies a condition.
fn pick(near: Date, part: Part, holds: impl Fn(Moment, Date) -> bool, ahead: bool) -> Option<Moment> {
    // Eight years reach the next 29 February even over a year like 1900.
    (-1..=8).find_map(|n: i16| {
        let year = near.year().checked_add(if ahead { n } else { -n })?;
        in_year(year, part).filter(|m| holds(*m, near))
    })
}

fn nearest(near: Date, part: Part) -> Option<Moment> {
    let years = (-1..=1).filter_map(|n: i16| in_year(near.year().checked_add(n)?, part));
    years.min_by_key(|m| distance(*m, near))
}

/// Days between a time and a day, 0 inside it.
fn distance(moment: Moment, day: Date) -> i32 {
    let days = |a: Date, b: Date| (b - a).get_days().abs();
    match (moment.first(), moment.last()) {
        (Some(first), Some(last)) if first <= day && day <= last => 0,
        (Some(first), _) if first > day => days(day, first),
        (_, Some(last)) => days(last, day),
        _ => i32::MAX,
    }
}

/// The day of that name in the week so many weeks from a day's.
fn day_of_week(anchor: Date, day: Weekday, weeks: i32) -> Option<Date> {
    let Moment::Days(monday, _) = moment::week(anchor, weeks)? else { return None };
    moment::add_days(monday, i32::from(day.to_monday_zero_offset()))
}
