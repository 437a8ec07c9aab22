//! When something happened, to the precision that a report gives it, so that two reports can be compared.
//!
//! `2021-06` may be `2021-06-16`, not `2021-07-01`.

use jiff::civil::Date;

use crate::entity::moment::{self, Moment};

/// The time of an event, as a report has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// That day.
    Day(Date),
    /// Some day or days from the first to the last.
    Within(Date, Date),
    /// The report does not say.
    Unknown,
}

impl When {
    /// Reads a value as facts have it.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        match Moment::parse(value) {
            Some(Moment::Day(day)) => Self::Day(day),
            Some(moment) => Self::between(moment.first(), moment.last()),
            // A season has no end that all would agree on.
            None => Self::between(moment::begins(value), moment::begins(value).and_then(|d| moment::add_days(d, 120))),
        }
    }

    fn between(first: Option<Date>, last: Option<Date>) -> Self {
        first.zip(last).map_or(Self::Unknown, |(first, last)| Self::Within(first, last))
    }

    /// The day, where it is one.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// Whether it is known to within a month or so, fine enough that the same two rarely meet twice in it.
    #[must_use]
    pub fn is_fine(self) -> bool {
        match self {
            Self::Day(_) => true,
            Self::Within(first, last) => days(first, last) <= 31,
            Self::Unknown => false,
        }
    }

    /// Whether that day may be it.
    #[must_use]
    pub fn may_be(self, day: Date) -> bool {
        match self {
            Self::Day(own) => own == day,
            Self::Within(first, last) => first <= day && day <= last,
            Self::Unknown => true,
        }
    }
}

/// Days from one day to another; negative backwards.
#[must_use]
pub fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_to_their_precision() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        assert_eq!(When::parse("2021-06-16"), When::Day(day("2021-06-16")));
        assert_eq!(When::parse("2021-06"), When::Within(day("2021-06-01"), day("2021-06-30")));
        assert_eq!(When::parse("2021-06-03/2021-06-05"), When::Within(day("2021-06-03"), day("2021-06-05")));
        assert_eq!(When::parse("some day"), When::Unknown);
        assert!(When::parse("2021-06").may_be(day("2021-06-16")) && !When::parse("2021-06").may_be(day("2021-07-01")));
        assert!(When::parse("2021-06").is_fine() && !When::parse("2021").is_fine());
        assert_eq!(days(day("2021-02-27"), day("2021-03-01")), 2);
    }
}
