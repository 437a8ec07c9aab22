//! Time expressions of a sentence, typed but not yet tied to a calendar.
//!
//! "spoke in a video call this Tuesday (7th)" → "this Tuesday (7th)": weekday Tuesday, day 7, of this week.
//!
//! What is recognised and how it is divided follows TIMEX3 (Pustejovsky et al. 2003, *`TimeML`*) except
//! that prepositions stay outside and a range is one expression. Which day is meant is worked out in
//! `entity::date`, since that needs the article's date and the tense of the clause.

use std::ops::Range;

use jiff::civil::Weekday;

use super::{Rel, Sentence, Upos};

use super::timewords::{self, Piece};
use super::timex::Reader;

/// A unit of calendar or clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
#[rustfmt::skip]
pub enum Unit { Second, Minute, Hour, Day, Weekend, Week, Fortnight, Month, Quarter, Season, Year, Decade, Century }

/// A season of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
#[rustfmt::skip]
pub enum Season { Spring, Summer, Autumn, Winter }

/// A part of the day: "Monday night".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
#[rustfmt::skip]
pub enum DayPart { Dawn, Morning, Noon, Afternoon, Evening, Night, Midnight }

/// From where something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// From the day of the article: "yesterday", "last month", "two days ago".
    Article,
    /// From the time spoken of before: "the following day", "a week earlier", "that year".
    Story,
}

/// Which of the days or months of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// "Tuesday": the tense decides.
    Bare,
    /// "this Tuesday".
    This,
    /// "last Tuesday".
    Last,
    /// "next Tuesday".
    Next,
    /// "that Tuesday", "the following Tuesday": after or around the time spoken of.
    Following,
}

/// The year of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Year {
    /// Given in full; negative before our era, where 0 is 1 BC.
    Given(i16),
    /// So many years from a point: "last year" is −1 from the article.
    Shifted(i16, Point),
    /// Not given.
    Open,
}

/// What a calendar name names below the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The year itself.
    Whole,
    /// A month, 1–12.
    Month(i8),
    /// A day of a month.
    Day(i8, i8),
    /// A season; winter is that which begins in the year.
    Season(Season),
    /// A quarter, 1–4.
    Quarter(i8),
    /// A half, 1–2.
    Half(i8),
}

/// What an expression says about the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Time {
    /// A year or a part of one: "2021", "last June", "7 December", "the spring of 1944".
    Calendar {
        /// The year, if any.
        year: Year,
        /// What of it.
        part: Part,
        /// Which one, where no year is given.
        which: Which,
        /// The weekday, if given too: "Tuesday, Dec. 7".
        weekday: Option<Weekday>,
    },
    /// A weekday, with the day of the month where given: "Tuesday", "this Tuesday (7th)".
    Weekday {
        /// The day.
        day: Weekday,
        /// Day of the month.
        of_month: Option<i8>,
        /// Which one.
        which: Which,
        /// Weeks from the current one, if given: "Tuesday last week" is −1.
        week: Option<i32>,
    },
    /// A day of a month not named: "the 7th".
    DayOfMonth(i8),
    /// A unit counted from a point: "yesterday", "last week", "three weeks later", "this weekend".
    Shift {
        /// How many; negative is back.
        count: i32,
        /// Of what.
        unit: Unit,
        /// From where.
        from: Point,
    },
    /// A stretch up to or from a point: "over the past 30 days", "in recent months".
    Stretch {
        /// How many, where given.
        count: Option<u32>,
        /// Of what.
        unit: Unit,
        /// Whether it lies ahead.
        ahead: bool,
    },
    /// Ten years: "the 1990s"; the first year, or its last two digits where `short`.
    Decade {
        /// First year, or its last two digits.
        first: i16,
        /// Whether the century is left out.
        short: bool,
    },
    /// A hundred years: 20 is the twentieth century.
    Century(i16),
    /// From one to another, inclusive.
    Range(Box<Time>, Box<Time>),
    /// How long: "two hours"; dates nothing.
    Duration {
        /// How many, where given.
        count: Option<u32>,
        /// Of what.
        unit: Unit,
    },
    /// How often: "every Monday", "annual"; dates nothing.
    Set,
    /// A time of day alone.
    Clock,
    /// "now", "currently".
    Present,
}

/// A time of day as reported.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Clock {
    /// `10:07` on 24 hours; verbatim where that is no time of day (`120:07`).
    pub value: String,
    /// `GMT`, `local time` …, verbatim.
    pub zone: Option<String>,
}

/// Where within its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Edge {
    Early,
    Middle,
    Late,
}

/// A phrase of time in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TimeExpression {
    /// Its words.
    pub words: Range<usize>,
    /// The word by which it hangs in the tree; the last noun or number without one.
    pub head: usize,
    /// As written.
    pub text: String,
    /// What it says about the calendar.
    pub time: Time,
    /// "early", "end of".
    pub edge: Option<Edge>,
    /// "morning", "night".
    pub day_part: Option<DayPart>,
    /// Time of day.
    pub clock: Option<Clock>,
    /// End of a range of times of day: "from 10:07 to 12:08".
    pub clock_end: Option<Clock>,
}

/// Finds the time expressions of a sentence, in order, not overlapping; linear in its words.
///
/// Uses words and tags; the tree only to find heads. `text` is that which the spans point into.
#[must_use]
pub fn find(text: &str, sentence: &Sentence) -> Vec<TimeExpression> {
    let pieces = timewords::pieces(text, sentence);
    if !pieces.iter().any(Piece::may_start_time) {
        return Vec::new();
    }
    let reader = Reader::new(&pieces, sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some((end, reading)) = reader.read(at) else {
            at += 1;
            continue;
        };
        let words = pieces[at].word..pieces[end - 1].word + 1;
        // Two expressions never share a word ("6–9" is one word and one range).
        at = end;
        while pieces.get(at).is_some_and(|p| p.word < words.end) {
            at += 1;
        }
        found.push(TimeExpression {
            head: head(sentence, &words),
            text: sentence.span_of(words.clone()).of(text).to_owned(),
            words,
            time: reading.time,
            edge: reading.edge,
            day_part: reading.day_part,
            clock: reading.clock,
            clock_end: reading.clock_end,
        });
    }
    found
}

/// The word whose head lies outside, content words before punctuation and function words.
fn head(sentence: &Sentence, words: &Range<usize>) -> usize {
    let content =
        |w: &usize| !matches!(sentence.words[*w].upos, Upos::Punct | Upos::Adp | Upos::Det | Upos::Part | Upos::Cconj);
    if sentence.parsed {
        let outside = |w: &usize| sentence.words[*w].head.is_none_or(|h| !words.contains(&h));
        let tops = || words.clone().filter(outside);
        if let Some(w) = tops().find(content).or_else(|| tops().find(|&w| sentence.words[w].rel != Rel::Punct)) {
            return w;
        }
    }
    let nominal = |w: &usize| sentence.words[*w].is_nominal() || sentence.words[*w].upos == Upos::Num;
    words.clone().rev().find(nominal).or_else(|| words.clone().rev().find(content)).unwrap_or(words.start)
}
