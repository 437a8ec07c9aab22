//! What a text tells of the day on which it was written.
//!
//! "this Tuesday (7th)" → a Tuesday that is the 7th, in the week before; "Chancellor Angela Merkel" → a day of her term.

use std::fmt::Write as _;

use jiff::civil::{Date, Weekday};

use super::Mentions;
use super::moment::{Moment, add_days};
use super::rules::{Clue, Rule};
use super::tense::{Direction, direction};
use crate::article::Article;
use crate::grammar::time::{Part, Point, Time, TimeExpression, Unit, Which, Year};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{EntityId, Ontology, Term};

/// A dateline stands in one of the first sentences of an article.
const HEAD: usize = 3;
/// A dateline has no more words than this.
const DATELINE: usize = 18;
/// The article as clues are looked for in it.
pub struct Finder<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Their time expressions.
    pub times: &'a [Vec<TimeExpression>],
    /// What is known.
    pub ontology: &'a Ontology,
    /// Who is meant, without knowing the day.
    pub mentions: &'a Mentions,
}

impl Finder<'_> {
    /// All clues in text order, those of office-holders last.
    pub fn clues(&self) -> Vec<Clue> {
        let mut clues = Vec::new();
        for (s, times) in self.times.iter().enumerate() {
            let dateline = self.is_dateline(s);
            for time in times {
                clues.extend(if dateline { in_dateline(s, time) } else { self.of_time(s, time) });
            }
            clues.extend(self.term_phrases(s));
        }
        clues.extend((0..self.mentions.roles.len()).filter_map(|r| self.office(r)));
        clues.dedup();
        clues
    }

    /// Weekdays named in the past tense, without number.
    pub fn past_weekdays(&self) -> Vec<Weekday> {
        let mut found = Vec::new();
        for (s, times) in self.times.iter().enumerate() {
            for time in times {
                if let Time::Weekday { day, of_month: None, which: Which::Bare | Which::This, week: None } = time.time
                    && direction(&self.sentences[s], time.head) == Direction::Past
                {
                    found.push(day);
                }
            }
        }
        found
    }

    /// "LISBON, March 3 (Agency) —": a date without a verb at the head of the text.
    fn is_dateline(&self, s: usize) -> bool {
        let sentence = &self.sentences[s];
        let verb = |w: &crate::grammar::Word| matches!(w.xpos, "VBD" | "VBZ" | "VBP" | "MD");
        s < HEAD && sentence.words.len() <= DATELINE && !sentence.words.iter().any(verb)
    }

    fn of_time(&self, s: usize, time: &TimeExpression) -> Option<Clue> {
        let sentence = &self.sentences[s];
        let side = direction(sentence, time.head);
        let said = |what: &str| format!("sentence {} says \"{}\", {what}", s, time.text);
        match time.time {
            Time::Weekday { day, of_month: Some(number), which: Which::Bare | Which::This, week: None } => {
                let side = if self.is_subject(s, time) { side } else { settled(side) };
                let what = format!("so the {number}{} was a {day:?} within a week", ending(number));
                Some(Clue { rule: Rule::NearNumber(day, number, side), reason: said(&what) })
            }
            Time::Weekday { day, of_month: None, which: Which::Bare | Which::This, week: None } => {
                let today = self.is_subject(s, time) && side == Direction::Present;
                let edged = self.follows(s, time, "later") && side == Direction::Future
                    || self.follows(s, time, "earlier") && side == Direction::Past;
                (today || edged)
                    .then(|| Clue { rule: Rule::Named(day), reason: said("which is the day of the article itself") })
            }
            Time::Calendar { year: Year::Open, part: Part::Day(m, d), weekday: Some(weekday), .. } => Some(Clue {
                rule: Rule::NearDate(m, d, weekday, side),
                reason: said("which fixes the year to those with that weekday"),
            }),
            Time::Calendar { year: Year::Given(y), part, .. } if self.hangs_on_verb(s, time) => {
                let moment = match part {
                    Part::Day(m, d) => Moment::Day(Date::new(y, m, d).ok()?),
                    Part::Month(m) => Moment::Month(y, m),
                    _ => Moment::Year(y),
                };
                match side {
                    Direction::Past => {
                        Some(Clue { rule: Rule::From(moment.first()?), reason: said("which lies in the past") })
                    }
                    Direction::Future => {
                        Some(Clue { rule: Rule::Until(moment.last()?), reason: said("which lies ahead") })
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// "Tuesday marks …": the time is the subject.
    fn is_subject(&self, s: usize, time: &TimeExpression) -> bool {
        matches!(self.sentences[s].words[time.head].rel, Rel::Nsubj | Rel::NsubjOuter)
    }

    /// Whether a word stands before the expression, a preposition between: "later on Tuesday".
    fn follows(&self, s: usize, time: &TimeExpression, word: &str) -> bool {
        let start = time.words.start;
        (start.saturating_sub(2)..=start).any(|w| self.word(s, w).eq_ignore_ascii_case(word))
    }

    /// Whether the time is that of a verb, not of a noun: "met in 2019", not "the 2019 accord".
    fn hangs_on_verb(&self, s: usize, time: &TimeExpression) -> bool {
        let words = &self.sentences[s].words;
        let word = &words[time.head];
        matches!(word.rel, Rel::Obl | Rel::OblUnmarked) && word.head.is_some_and(|h| words[h].upos == Upos::Verb)
    }

    fn word(&self, s: usize, w: usize) -> &str {
        self.sentences[s].words.get(w).map_or("", |w| w.span.of(&self.article.text))
    }

    /// "Tuesday marks Merkel's last full day in office".
    fn term_phrases(&self, s: usize) -> Vec<Clue> {
        let kinds: [(&str, bool, &[i32]); 4] = [
            ("termBegins", true, &[0]),
            ("termBeganYesterday", true, &[1]),
            ("termEnds", false, &[0, -1]),
            ("termEndsTomorrow", false, &[-1]),
        ];
        let mut clues = Vec::new();
        for (class, begins, shifts) in kinds {
            for phrase in self.ontology.lexicon.classes.get(class).into_iter().flatten() {
                let Some(at) = self.find(s, phrase) else { continue };
                if let Some(person) = self.person_before(s, at) {
                    clues.extend(self.term_day(s, person, begins, shifts, phrase));
                }
            }
        }
        clues
    }

    /// Where a phrase stands in a sentence.
    fn find(&self, s: usize, phrase: &str) -> Option<usize> {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let words = self.sentences[s].words.len();
        let fits = |at: usize| parts.iter().enumerate().all(|(i, p)| self.word(s, at + i).eq_ignore_ascii_case(p));
        (0..(words + 1).saturating_sub(parts.len())).find(|&at| fits(at))
    }

    /// The last known person mentioned before a word, or else in the sentence.
    fn person_before(&self, s: usize, at: usize) -> Option<EntityId> {
        let known = |m: &&super::Mention| m.sentence == s && m.actors.len() == 1;
        let person = |m: &super::Mention| {
            let id = self.mentions.actor(m.actors[0]).known?;
            (self.ontology.entity(id).class == crate::ontology::Class::Person).then_some(id)
        };
        let all = || self.mentions.mentions.iter().filter(known);
        all().filter(|m| m.words.start < at).filter_map(person).next_back().or_else(|| all().find_map(person))
    }

    fn term_day(&self, s: usize, person: EntityId, begins: bool, shifts: &[i32], phrase: &str) -> Option<Clue> {
        let entity = self.ontology.entity(person);
        let bound = |t: &Term| if begins { t.from.clone() } else { t.until.clone() };
        let days: Vec<Date> = entity.terms.iter().filter_map(|t| bound(t)?.parse().ok()).collect();
        let shifted: Vec<Date> =
            days.iter().flat_map(|&d| shifts.iter().filter_map(move |&n| add_days(d, n))).collect();
        if shifted.is_empty() {
            return None;
        }
        let edge = if begins { "began" } else { "ended" };
        let mut list = String::new();
        for day in &days {
            let _ = write!(list, "{}{day}", if list.is_empty() { "" } else { " or " });
        }
        let rule = self.rule_for_day(s, shifted)?;
        let (number, name) = (s, &entity.label);
        Some(Clue {
            rule,
            reason: format!("sentence {number} speaks of the \"{phrase}\" of {name}, whose term {edge} on {list}"),
        })
    }

    /// The rule that an event known to be of one of these days gives for the article, by the sentence's times.
    fn rule_for_day(&self, s: usize, days: Vec<Date>) -> Option<Rule> {
        let sentence = &self.sentences[s];
        for time in &self.times[s] {
            match time.time {
                Time::Weekday { day, of_month: None, which: Which::Bare | Which::This, week: None } => {
                    let side = direction(sentence, time.head);
                    let side = if self.is_subject(s, time) { side } else { settled(side) };
                    return Some(Rule::NearDay(days, day, side));
                }
                Time::Shift { count, unit: Unit::Day, from: Point::Article } => return Some(Rule::After(days, -count)),
                _ => {}
            }
        }
        None
    }

    /// "Chancellor Angela Merkel" is written in her term, "former Chancellor" after it, "Chancellor-elect" before.
    fn office(&self, index: usize) -> Option<Clue> {
        let phrase = &self.mentions.roles[index];
        if phrase.by_knowledge || self.tells_of_old(phrase.sentence) {
            return None;
        }
        let (role, person) = (phrase.role?, self.mentions.actor(phrase.holder?).known?);
        let of = phrase.of.and_then(|of| self.mentions.actor(of).known);
        let entity = self.ontology.entity(person);
        let fits = |t: &&Term| t.role == role && of.is_none_or(|of| t.of == of);
        let mut terms: Vec<&Term> = entity.terms.iter().filter(fits).collect();
        if terms.is_empty() {
            terms = entity.terms.iter().filter(|t| t.role == role).collect();
        }
        let spans: Vec<_> =
            terms.iter().map(|t| (first_day(t.from.as_deref()), last_day(t.until.as_deref()))).collect();
        let called = format!("sentence {} calls {} {}", phrase.sentence, entity.label, phrase.text);
        match phrase.marks.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] if !spans.is_empty() => {
                let reason = format!("{called}, which holds for {}", in_words(&spans));
                Some(Clue { rule: Rule::Within(spans), reason })
            }
            ["former"] => {
                let ended = spans.iter().filter_map(|s| s.1).min()?;
                Some(Clue { rule: Rule::From(ended), reason: format!("{called} of former times, over since {ended}") })
            }
            ["elect"] => {
                let begins = spans.iter().filter_map(|s| s.0).max()?;
                Some(Clue { rule: Rule::Until(begins), reason: format!("{called}-elect, in office since {begins}") })
            }
            _ => None,
        }
    }

    /// Whether a sentence names a year or a decade, so that titles in it may be those of old.
    fn tells_of_old(&self, s: usize) -> bool {
        self.times[s].iter().any(|t| {
            matches!(t.time, Time::Calendar { year: Year::Given(_), .. } | Time::Decade { .. } | Time::Century(_))
        })
    }
}

/// The day that a dateline gives.
fn in_dateline(s: usize, time: &TimeExpression) -> Option<Clue> {
    let Time::Calendar { year, part: Part::Day(m, d), weekday, .. } = time.time else { return None };
    let text = &time.text;
    Some(match year {
        Year::Given(y) => {
            let rule = match Date::new(y, m, d) {
                Ok(day) if weekday.is_none_or(|w| day.weekday() == w) => Rule::Exactly(day),
                // A date that cannot be: no day is allowed.
                _ => Rule::Within(Vec::new()),
            };
            Clue { rule, reason: format!("sentence {s} is headed \"{text}\"") }
        }
        _ => Clue {
            rule: Rule::DayOfYear(m, d, weekday),
            reason: format!("the dateline says \"{text}\", whatever the year"),
        },
    })
}

/// The tense of a day that is not the subject: the present stands for either side.
fn settled(side: Direction) -> Direction {
    if side == Direction::Present { Direction::Unknown } else { side }
}

fn first_day(bound: Option<&str>) -> Option<Date> {
    Moment::parse(bound?)?.first()
}

fn last_day(bound: Option<&str>) -> Option<Date> {
    Moment::parse(bound?)?.last()
}

fn in_words(spans: &[(Option<Date>, Option<Date>)]) -> String {
    let mut all = String::new();
    for (from, until) in spans {
        let open = |d: &Option<Date>| d.map_or_else(|| "…".to_owned(), |d| d.to_string());
        let _ = write!(all, "{}{} to {}", if all.is_empty() { "" } else { " and " }, open(from), open(until));
    }
    all
}

fn ending(number: i8) -> &'static str {
    match (number % 10, number / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}
