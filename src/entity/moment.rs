//! Days, months and years as ISO 8601 and EDTF write them, and counting from one to another.
//!
//! The month after 2021-12 is 2022-01; the week of 2021-12-07 is 2021-12-06/2021-12-12.

use std::fmt;

use jiff::civil::{Date, Weekday};

use crate::grammar::time::{Season, Unit};

/// A time to the precision that the text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month(i16, i8),
    /// A year; 0 is 1 BC.
    Year(i16),
    /// A season, EDTF level 1: `2021-21` (spring) to `2021-24` (winter).
    Season(i16, Season),
    /// Ten years by the first of them, EDTF level 1: `199X`.
    Decade(i16),
    /// A hundred years by number, EDTF level 1: the twentieth is `19XX`.
    Century(i16),
    /// From the first day to the last, inclusive.
    Days(Date, Date),
    /// From month to month, inclusive.
    Months((i16, i8), (i16, i8)),
    /// From year to year, inclusive.
    Years(i16, i16),
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(d) => f.write_str(&day(d)),
            Self::Month(y, m) => f.write_str(&month(y, m)),
            Self::Year(y) => f.write_str(&year(y)),
            Self::Season(y, s) => write!(f, "{}-{}", year(y), 21 + s as u8),
            Self::Decade(y) => write!(f, "{:03}X", y / 10),
            Self::Century(n) => write!(f, "{:02}XX", n - 1),
            Self::Days(a, b) => write!(f, "{}/{}", day(a), day(b)),
            Self::Months(a, b) => write!(f, "{}/{}", month(a.0, a.1), month(b.0, b.1)),
            Self::Years(a, b) => write!(f, "{}/{}", year(a), year(b)),
        }
    }
}

fn year(y: i16) -> String {
    if y < 0 { format!("-{:04}", y.unsigned_abs()) } else { format!("{y:04}") }
}

fn month(y: i16, m: i8) -> String {
    format!("{}-{m:02}", year(y))
}

fn day(d: Date) -> String {
    format!("{}-{:02}", month(d.year(), d.month()), d.day())
}

/// Days.
const HALF_YEAR: i32 = 183;

impl Moment {
    /// Reads a value written by [`Moment`]; `None` for anything else.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        if let Some((first, last)) = value.split_once('/') {
            return match (Self::parse(first)?, Self::parse(last)?) {
                (Self::Day(a), Self::Day(b)) => Some(Self::Days(a, b)),
                (Self::Month(y, m), Self::Month(z, n)) => Some(Self::Months((y, m), (z, n))),
                (Self::Year(a), Self::Year(b)) => Some(Self::Years(a, b)),
                _ => None,
            };
        }
        let numbers: Option<Vec<i16>> = value.split('-').map(|p| p.parse().ok()).collect();
        let small = |n: i16| i8::try_from(n).ok();
        match numbers?[..] {
            [y] => Some(Self::Year(y)),
            [y, m @ 1..=12] => Some(Self::Month(y, small(m)?)),
            [y, m, d] => Date::new(y, small(m)?, small(d)?).ok().map(Self::Day),
            _ => None,
        }
    }

    /// The first day of it.
    #[must_use]
    pub fn first(self) -> Option<Date> {
        match self {
            Self::Day(d) | Self::Days(d, _) => Some(d),
            Self::Month(y, m) | Self::Months((y, m), _) => Date::new(y, m, 1).ok(),
            Self::Year(y) | Self::Years(y, _) | Self::Decade(y) => Date::new(y, 1, 1).ok(),
            Self::Season(y, s) => Date::new(y, first_month(s), 1).ok(),
            Self::Century(n) => Date::new(n.checked_sub(1)?.checked_mul(100)?, 1, 1).ok(),
        }
    }

    /// The last day of it.
    #[must_use]
    pub fn last(self) -> Option<Date> {
        match self {
            Self::Day(d) | Self::Days(_, d) => Some(d),
            Self::Month(y, m) | Self::Months(_, (y, m)) => Some(Date::new(y, m, 1).ok()?.last_of_month()),
            Self::Year(y) | Self::Years(_, y) => Date::new(y, 12, 31).ok(),
            Self::Decade(y) => Date::new(y.checked_add(9)?, 12, 31).ok(),
            Self::Season(y, s) => {
                let (y, m) = add_months(y, first_month(s), 2)?;
                Some(Date::new(y, m, 1).ok()?.last_of_month())
            }
            Self::Century(n) => Date::new(n.checked_sub(1)?.checked_mul(100)?.checked_add(99)?, 12, 31).ok(),
        }
    }

    /// The days half a year before its first and after its last, within which a state that is reported may be taken to
    /// hold.
    #[must_use]
    pub fn around(self) -> Option<(Date, Date)> {
        let (first, last) = (self.first()?, self.last()?);
        Some((add_days(first, -HALF_YEAR).unwrap_or(first), add_days(last, HALF_YEAR).unwrap_or(last)))
    }

    /// The single day, where it is one.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        if let Self::Day(d) = self { Some(d) } else { None }
    }

    /// How fine it is: 0 day, 1 days, 2 month, 3 coarser than a month.
    #[must_use]
    pub fn coarseness(self) -> u8 {
        match self {
            Self::Day(_) => 0,
            Self::Days(..) => 1,
            Self::Month(..) => 2,
            _ => 3,
        }
    }

    /// From the beginning of one to the end of another; `None` if that runs backwards.
    #[must_use]
    pub fn until(self, last: Self) -> Option<Self> {
        match (self, last) {
            (Self::Year(a) | Self::Years(a, _), Self::Year(b) | Self::Years(_, b)) => {
                (a <= b).then_some(Self::Years(a, b))
            }
            (Self::Month(y, m) | Self::Months((y, m), _), Self::Month(z, n) | Self::Months(_, (z, n))) => {
                ((y, m) <= (z, n)).then_some(Self::Months((y, m), (z, n)))
            }
            (a, b) => {
                let (first, last) = (a.first()?, b.last()?);
                (first <= last).then_some(Self::Days(first, last))
            }
        }
    }
}

/// The first month of a season in the north.
#[must_use]
pub fn first_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

/// The first day of a value as facts have it; of a season (`2021-21`), the first of its first month.
#[must_use]
pub fn begins(value: &str) -> Option<Date> {
    let first = value.split('/').next()?;
    let seasons = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
    let season = seasons.into_iter().find_map(|season| {
        let year = first.strip_suffix(&format!("-{}", 21 + season as u8))?.parse().ok()?;
        Some(Moment::Season(year, season))
    });
    season.or_else(|| Moment::parse(first))?.first()
}

/// Counts days on; `None` beyond the calendar.
#[must_use]
pub fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Counts months on; `None` beyond the calendar.
#[must_use]
pub fn add_months(year: i16, month: i8, months: i32) -> Option<(i16, i8)> {
    let total = i32::from(year).checked_mul(12)?.checked_add(i32::from(month) - 1)?.checked_add(months)?;
    Some((i16::try_from(total.div_euclid(12)).ok()?, i8::try_from(total.rem_euclid(12)).ok()? + 1))
}

/// The last such weekday before a day, or on it if `same`.
#[must_use]
pub fn weekday_before(date: Date, weekday: Weekday, same: bool) -> Option<Date> {
    let back = i32::from(date.weekday().since(weekday));
    add_days(date, if back == 0 && !same { -7 } else { -back })
}

/// The first such weekday after a day, or on it if `same`.
#[must_use]
pub fn weekday_after(date: Date, weekday: Weekday, same: bool) -> Option<Date> {
    let on = i32::from(date.weekday().until(weekday));
    add_days(date, if on == 0 && !same { 7 } else { on })
}

/// The ISO week, Monday to Sunday, so many weeks from that of a day.
#[must_use]
pub fn week(date: Date, weeks: i32) -> Option<Moment> {
    let monday = add_days(weekday_before(date, Weekday::Monday, true)?, weeks.checked_mul(7)?)?;
    Some(Moment::Days(monday, add_days(monday, 6)?))
}

/// So many units from a time; the result is no finer than the unit. Hours count as their days.
#[must_use]
pub fn shifted(from: Moment, count: i32, unit: Unit) -> Option<Moment> {
    let first = from.first()?;
    let (year, month) = (first.year(), first.month());
    let years = |n: i32| i16::try_from(i32::from(year).checked_add(n)?).ok();
    match unit {
        Unit::Second | Unit::Minute => from.day().filter(|_| count.abs() < 1440).map(Moment::Day),
        Unit::Hour => add_days(from.day()?, count / 24).map(Moment::Day),
        Unit::Day => add_days(from.day()?, count).map(Moment::Day),
        Unit::Week => week(first, count),
        Unit::Fortnight => week(first, count.checked_mul(2)?),
        Unit::Weekend => {
            let Moment::Days(_, sunday) = week(first, count)? else { return None };
            Some(Moment::Days(add_days(sunday, -1)?, sunday))
        }
        Unit::Month => add_months(year, month, count).map(|(y, m)| Moment::Month(y, m)),
        Unit::Quarter => {
            let start = add_months(year, (month - 1) / 3 * 3 + 1, count.checked_mul(3)?)?;
            Some(Moment::Months(start, add_months(start.0, start.1, 2)?))
        }
        Unit::Season => None,
        Unit::Year => years(count).map(Moment::Year),
        Unit::Decade => years(count.checked_mul(10)?).map(|y| Moment::Decade(y.div_euclid(10) * 10)),
        Unit::Century => years(count.checked_mul(100)?).map(|y| Moment::Century(y.div_euclid(100) + 1)),
    }
}
