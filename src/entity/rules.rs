//! What the day of an article must be like, as the text tells it.
//!
//! Near a Tuesday that is the 7th and within Angela Merkel's term: days that satisfy both are left.

use jiff::civil::{Date, Weekday};

use super::moment::add_days;
use super::tense::Direction;

/// A day named by its weekday lies no further from the article.
const WEEK: i32 = 6;

/// What a day must be to be that of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Within one of these terms of office.
    Within(Vec<(Option<Date>, Option<Date>)>),
    /// Not before a day.
    From(Date),
    /// Not after a day.
    Until(Date),
    /// The very day.
    Exactly(Date),
    /// That day of that month.
    DayOfYear(i8, i8, Option<Weekday>),
    /// A day of that name.
    Named(Weekday),
    /// Near a day with that name and number.
    NearNumber(Weekday, i8, Direction),
    /// Near a day of the year with that name.
    NearDate(i8, i8, Weekday, Direction),
    /// So near one of these days that it can be called by its weekday alone.
    NearDay(Vec<Date>, Weekday, Direction),
    /// So many days after one of these.
    After(Vec<Date>, i32),
}

/// A rule and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// What it demands.
    pub rule: Rule,
    /// Where the text says so; reads on after "because".
    pub reason: String,
}

impl Rule {
    /// Whether the article may be of this day.
    pub fn allows(&self, day: Date) -> bool {
        match self {
            Self::Within(terms) => {
                terms.iter().any(|&(from, until)| from.is_none_or(|f| f <= day) && until.is_none_or(|u| day <= u))
            }
            Self::From(first) => day >= *first,
            Self::Until(last) => day <= *last,
            Self::Exactly(only) => day == *only,
            Self::DayOfYear(m, d, weekday) => {
                day.month() == *m && day.day() == *d && weekday.is_none_or(|w| day.weekday() == w)
            }
            Self::Named(weekday) => day.weekday() == *weekday,
            Self::NearNumber(weekday, number, side) => {
                near(day, *side, WEEK).any(|d| d.weekday() == *weekday && d.day() == *number)
            }
            Self::NearDate(m, d, weekday, _) => (-1..=1)
                .filter_map(|n| Date::new(day.year() + n, *m, *d).ok())
                .any(|d| d.weekday() == *weekday && (d - day).get_days().abs() <= 180),
            Self::NearDay(days, weekday, side) => {
                days.iter().any(|d| d.weekday() == *weekday && near(day, *side, WEEK).any(|n| n == *d))
            }
            Self::After(days, shift) => days.iter().any(|&d| add_days(d, *shift) == Some(day)),
        }
    }

    /// Whether it tells days apart, not only years and terms.
    pub fn is_precise(&self) -> bool {
        !matches!(self, Self::Within(_) | Self::From(_) | Self::Until(_) | Self::Named(_))
    }

    /// Whether the day that it speaks of is that of the article.
    pub fn hits(&self, day: Date) -> bool {
        match self {
            Self::NearNumber(weekday, number, side) => {
                *side != Direction::Future && day.weekday() == *weekday && day.day() == *number
            }
            Self::NearDate(m, d, weekday, side) => {
                *side != Direction::Future && day.month() == *m && day.day() == *d && day.weekday() == *weekday
            }
            Self::NearDay(days, _, side) => *side != Direction::Future && days.contains(&day),
            _ => false,
        }
    }

    /// The first and last day that it leaves open.
    pub fn bounds(&self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::Within(terms) => {
                let first = terms.iter().map(|t| t.0).min().flatten();
                let last =
                    if terms.iter().any(|t| t.1.is_none()) { None } else { terms.iter().filter_map(|t| t.1).max() };
                (first, last)
            }
            Self::From(first) => (Some(*first), None),
            Self::Until(last) => (None, Some(*last)),
            Self::Exactly(only) => (Some(*only), Some(*only)),
            Self::After(days, shift) => {
                let moved = |d: Option<&Date>| d.and_then(|&d| add_days(d, *shift));
                (moved(days.iter().min()), moved(days.iter().max()))
            }
            Self::NearDay(days, ..) => {
                let moved = |d: Option<&Date>, n: i32| d.and_then(|&d| add_days(d, n));
                (moved(days.iter().min(), -WEEK), moved(days.iter().max(), WEEK))
            }
            _ => (None, None),
        }
    }
}

/// The days that a weekday named on `day` can mean, by the tense.
fn near(day: Date, side: Direction, reach: i32) -> impl Iterator<Item = Date> {
    let (back, on) = match side {
        Direction::Past => (reach, 0),
        Direction::Future => (0, reach),
        Direction::Present => (0, 0),
        Direction::Unknown => (reach, reach),
    };
    (-back..=on).filter_map(move |n| add_days(day, n))
}
