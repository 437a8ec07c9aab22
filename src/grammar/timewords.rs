//! The closed class of words that speak of time, and how a sentence is cut up to read them.
//!
//! "mid-2016" is one word but three pieces: `mid`, `-`, `2016`.

use std::borrow::Cow;

use jiff::civil::Weekday;

use super::time::{DayPart, Season, Unit};
use super::{Sentence, Upos};

/// What a piece can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Digits, with their number: "7", "2021".
    Number(u32, u8),
    /// A number in words: "two".
    Cardinal(u32),
    /// "several", "few": an unknown number.
    Some,
    /// "7th", "seventh"; whether in digits.
    Ordinal(u32, bool),
    /// A month; whether the word needs company to be one ("may", "Dec").
    Month(i8, bool),
    /// A weekday; whether abbreviated.
    Weekday(Weekday, bool),
    /// A unit; whether plural.
    Unit(Unit, bool),
    /// A season.
    Season(Season),
    /// A part of the day.
    DayPart(DayPart),
    /// "yesterday": days from the article's.
    Day(i32),
    /// "1990s"; whether in two digits.
    Decade(i16, bool),
    /// A time of day with colon.
    Clock(u8, u8),
    /// What looks like one, but is none: "120:07".
    Garbled,
    /// a.m. (false), p.m. (true).
    Meridiem(bool),
    /// A clock time with its half of the day in one: "7pm" → 19:00.
    Full(u8, u8),
    /// A zone of time.
    Zone,
    /// A day of the year with a name of its own.
    Feast(i8, i8),
    /// Any other word or sign.
    Other,
}

/// A word, or a part of one between hyphens, dashes and slashes.
#[derive(Debug, Clone)]
pub struct Piece<'t> {
    /// As written.
    pub written: &'t str,
    /// Lower case.
    pub lower: Cow<'t, str>,
    /// What it can mean.
    pub kind: Kind,
    /// Index of its word.
    pub word: usize,
}

impl Piece<'_> {
    /// Whether an expression may rest on this piece; sentences without any are passed over.
    #[must_use]
    pub fn may_start_time(&self) -> bool {
        match self.kind {
            Kind::Other => {
                matches!(
                    &*self.lower,
                    "every"
                        | "annual"
                        | "annually"
                        | "daily"
                        | "weekly"
                        | "monthly"
                        | "yearly"
                        | "quarterly"
                        | "now"
                        | "currently"
                        | "tonight"
                        | "nowadays"
                        | "hourly"
                        | "nightly"
                        | "biennial"
                )
            }
            Kind::Cardinal(_) | Kind::Some | Kind::Zone | Kind::Meridiem(_) => false,
            _ => true,
        }
    }

    /// Begins with a capital letter.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.written.starts_with(|c: char| c.is_uppercase())
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '/' | '(' | ')' | '[' | ']')
}

/// Cuts a sentence up.
#[must_use]
pub fn pieces<'t>(text: &'t str, sentence: &Sentence) -> Vec<Piece<'t>> {
    let mut all = Vec::with_capacity(sentence.words.len() + 4);
    for (index, word) in sentence.words.iter().enumerate() {
        let Some(written) = text.get(word.span.start..word.span.end) else { continue };
        let mut rest = written;
        while !rest.is_empty() {
            let cut = rest.find(is_joint).unwrap_or(rest.len());
            // "COVID-19", "F-16", "2019-nCoV": a letter-and-digit name is no date.
            let cut = if cut > 0 { cut } else { rest.chars().next().map_or(1, char::len_utf8) };
            let (now, later) = rest.split_at(cut);
            all.push(piece(now, index, sentence.words[index].upos));
            rest = later;
        }
    }
    all
}

fn piece(written: &str, word: usize, upos: Upos) -> Piece<'_> {
    let lower: Cow<'_, str> = if written.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        Cow::Borrowed(written)
    } else {
        Cow::Owned(written.to_lowercase().replace('’', "'"))
    };
    let mut kind = kind(&lower);
    // "will march", "we may", "to spring": verbs are no months or seasons.
    let verbal = matches!(upos, Upos::Verb | Upos::Aux);
    if verbal && matches!(kind, Kind::Month(..) | Kind::Season(_) | Kind::Weekday(..) | Kind::Unit(..)) {
        kind = Kind::Other;
    }
    if matches!(kind, Kind::Month(..)) && !written.starts_with(|c: char| c.is_uppercase()) && ambiguous_lower(&lower) {
        kind = Kind::Other;
    }
    Piece { written, lower, kind, word }
}

fn ambiguous_lower(lower: &str) -> bool {
    matches!(lower, "may" | "march" | "mar" | "dec" | "august" | "oct" | "jan" | "sep")
}

fn kind(lower: &str) -> Kind {
    if lower.starts_with(|c: char| c.is_ascii_digit() || c == '\'') {
        return digits(lower);
    }
    calendar(lower).or_else(|| unit(lower)).or_else(|| number(lower)).unwrap_or(Kind::Other)
}

#[expect(clippy::match_same_arms, reason = "one line a month reads best")]
fn calendar(lower: &str) -> Option<Kind> {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let bare = lower.strip_suffix('.').unwrap_or(lower);
    let dotted = bare.len() < lower.len();
    Some(match bare {
        "january" => Kind::Month(1, false),
        "february" => Kind::Month(2, false),
        "march" => Kind::Month(3, true),
        "april" => Kind::Month(4, false),
        "may" => Kind::Month(5, true),
        "june" => Kind::Month(6, false),
        "july" => Kind::Month(7, false),
        "august" => Kind::Month(8, false),
        "september" => Kind::Month(9, false),
        "october" => Kind::Month(10, false),
        "november" => Kind::Month(11, false),
        "december" => Kind::Month(12, false),
        "jan" => Kind::Month(1, !dotted),
        "feb" | "febr" => Kind::Month(2, !dotted),
        "mar" => Kind::Month(3, true),
        "apr" => Kind::Month(4, !dotted),
        "jun" => Kind::Month(6, !dotted),
        "jul" => Kind::Month(7, !dotted),
        "aug" => Kind::Month(8, !dotted),
        "sep" | "sept" => Kind::Month(9, !dotted),
        "oct" => Kind::Month(10, !dotted),
        "nov" => Kind::Month(11, !dotted),
        "dec" => Kind::Month(12, !dotted),
        "monday" | "mondays" => Kind::Weekday(Monday, false),
        "tuesday" | "tuesdays" => Kind::Weekday(Tuesday, false),
        "wednesday" | "wednesdays" => Kind::Weekday(Wednesday, false),
        "thursday" | "thursdays" => Kind::Weekday(Thursday, false),
        "friday" | "fridays" => Kind::Weekday(Friday, false),
        "saturday" | "saturdays" => Kind::Weekday(Saturday, false),
        "sunday" | "sundays" => Kind::Weekday(Sunday, false),
        "mon" => Kind::Weekday(Monday, true),
        "tue" | "tues" => Kind::Weekday(Tuesday, true),
        "wed" | "weds" => Kind::Weekday(Wednesday, true),
        "thu" | "thur" | "thurs" => Kind::Weekday(Thursday, true),
        "fri" => Kind::Weekday(Friday, true),
        "sat" => Kind::Weekday(Saturday, true),
        "sun" => Kind::Weekday(Sunday, true),
        "spring" | "springtime" => Kind::Season(Season::Spring),
        "summer" | "summertime" | "midsummer" => Kind::Season(Season::Summer),
        "autumn" | "fall" => Kind::Season(Season::Autumn),
        "winter" | "wintertime" | "midwinter" => Kind::Season(Season::Winter),
        "dawn" | "daybreak" | "sunrise" => Kind::DayPart(DayPart::Dawn),
        "morning" | "mornings" => Kind::DayPart(DayPart::Morning),
        "noon" | "midday" | "noontime" | "lunchtime" => Kind::DayPart(DayPart::Noon),
        "afternoon" | "afternoons" => Kind::DayPart(DayPart::Afternoon),
        "evening" | "evenings" | "dusk" | "sunset" | "nightfall" => Kind::DayPart(DayPart::Evening),
        "night" | "nights" | "overnight" => Kind::DayPart(DayPart::Night),
        "midnight" => Kind::DayPart(DayPart::Midnight),
        "yesterday" => Kind::Day(-1),
        "today" => Kind::Day(0),
        "tomorrow" => Kind::Day(1),
        "christmas" | "xmas" => Kind::Feast(12, 25),
        "halloween" => Kind::Feast(10, 31),
        _ => return clock_word(lower),
    })
}

fn clock_word(lower: &str) -> Option<Kind> {
    Some(match lower {
        "a.m." | "a.m" | "am" => Kind::Meridiem(false),
        "p.m." | "p.m" | "pm" => Kind::Meridiem(true),
        "gmt" | "utc" | "est" | "edt" | "et" | "cet" | "cest" | "bst" | "pst" | "pdt" | "pt" | "msk" | "ist"
        | "eet" | "eest" | "jst" | "kst" | "cst" | "cdt" | "mst" | "mdt" | "aest" | "aedt" | "hkt" | "sgt" | "gst"
        | "trt" => Kind::Zone,
        _ => return None,
    })
}

fn unit(lower: &str) -> Option<Kind> {
    let (unit, plural) = match lower {
        "seconds" => (Unit::Second, true),
        "minute" => (Unit::Minute, false),
        "minutes" => (Unit::Minute, true),
        "hour" => (Unit::Hour, false),
        "hours" => (Unit::Hour, true),
        "day" => (Unit::Day, false),
        "days" => (Unit::Day, true),
        "weekend" => (Unit::Weekend, false),
        "weekends" => (Unit::Weekend, true),
        "week" => (Unit::Week, false),
        "weeks" => (Unit::Week, true),
        "fortnight" => (Unit::Fortnight, false),
        "fortnights" => (Unit::Fortnight, true),
        "month" => (Unit::Month, false),
        "months" => (Unit::Month, true),
        "quarter" => (Unit::Quarter, false),
        "quarters" => (Unit::Quarter, true),
        "year" => (Unit::Year, false),
        "years" => (Unit::Year, true),
        "decade" => (Unit::Decade, false),
        "decades" => (Unit::Decade, true),
        "century" => (Unit::Century, false),
        "centuries" => (Unit::Century, true),
        _ => return None,
    };
    Some(Kind::Unit(unit, plural))
}

fn number(lower: &str) -> Option<Kind> {
    #[rustfmt::skip]
    const CARDINALS: [&str; 21] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];
    #[rustfmt::skip]
    const ORDINALS: [&str; 21] = [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
        "nineteenth", "twentieth",
    ];
    #[rustfmt::skip]
    const DECADES: [(&str, i16); 9] = [
        ("tens", 10), ("twenties", 20), ("thirties", 30), ("forties", 40), ("fifties", 50), ("sixties", 60),
        ("seventies", 70), ("eighties", 80), ("nineties", 90),
    ];
    #[rustfmt::skip]
    const TENS: [(&str, u32); 8] = [
        ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
        ("hundred", 100),
    ];
    let place = |list: &[&str]| list.iter().position(|&w| w == lower).and_then(|i| u32::try_from(i).ok());
    if let Some(n) = place(&CARDINALS) {
        return Some(Kind::Cardinal(n));
    }
    if let Some(n) = place(&ORDINALS) {
        return Some(Kind::Ordinal(n, false));
    }
    if let Some(&(_, first)) = DECADES.iter().find(|(w, _)| *w == lower) {
        return Some(Kind::Decade(first, true));
    }
    if let Some(&(_, n)) = TENS.iter().find(|(w, _)| *w == lower) {
        return Some(Kind::Cardinal(n));
    }
    matches!(lower, "several" | "few" | "many" | "some" | "couple" | "dozen").then_some(Kind::Some)
}

/// Words that begin with a digit, or with an apostrophe before two.
fn digits(lower: &str) -> Kind {
    let (apostrophe, rest) = lower.strip_prefix('\'').map_or((false, lower), |r| (true, r));
    let run = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (Ok(value), tail) = (rest[..run].parse::<u32>(), &rest[run..]) else { return Kind::Other };
    let length = u8::try_from(run).unwrap_or(u8::MAX);
    match tail {
        "s" | "'s" if run == 4 && value % 10 == 0 && (1000..2100).contains(&value) => {
            Kind::Decade(i16::try_from(value).unwrap_or(0), false)
        }
        "s" | "'s" if run == 2 && value % 10 == 0 => Kind::Decade(i16::try_from(value).unwrap_or(0), true),
        _ if apostrophe => Kind::Other,
        "" => Kind::Number(value, length),
        "st" | "nd" | "rd" | "th" => Kind::Ordinal(value, true),
        _ => with_tail(value, run, tail),
    }
}

fn with_tail(hour: u32, run: usize, tail: &str) -> Kind {
    let small = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
    if let Some(minutes) = tail.strip_prefix([':', '.', 'h']) {
        let colon = tail.starts_with(':');
        let digits = minutes.bytes().take_while(u8::is_ascii_digit).count();
        let (count, after) = (&minutes[..digits], &minutes[digits..]);
        // Seconds ("10:07:30") are read over: nothing reports events to the second.
        let after = after.strip_prefix(':').map_or(after, |s| s.trim_start_matches(|c: char| c.is_ascii_digit()));
        if digits == 2 {
            let minute = count.parse::<u32>().unwrap_or(99);
            let (hour_ok, minute_ok) = (hour < 24 && run <= 2, minute < 60);
            return match (meridiem(after), hour_ok && minute_ok) {
                (Some(late), true) if hour <= 12 => Kind::Full(half(small(hour), late), small(minute)),
                (None, true) if after.is_empty() && tail.starts_with([':', 'h']) => {
                    Kind::Clock(small(hour), small(minute))
                }
                (None, false) if after.is_empty() && colon && run <= 3 => Kind::Garbled,
                _ => Kind::Other,
            };
        }
        return Kind::Other;
    }
    match meridiem(tail) {
        Some(late) if (1..=12).contains(&hour) => Kind::Full(half(small(hour), late), 0),
        _ => Kind::Other,
    }
}

fn meridiem(tail: &str) -> Option<bool> {
    match tail {
        "am" | "a.m." | "a.m" => Some(false),
        "pm" | "p.m." | "p.m" => Some(true),
        _ => None,
    }
}

/// The hour on 24 of an hour on 12.
#[must_use]
pub fn half(hour: u8, late: bool) -> u8 {
    match (hour, late) {
        (12, false) => 0,
        (12, true) => 12,
        (h, true) if h < 12 => h + 12,
        (h, _) => h,
    }
}
