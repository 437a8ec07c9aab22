//! When an article was written: as it says itself, or inferred from what it tells, by the ontology alone.
//!
//! "Biden spoke to Putin this Tuesday (7th)", with Merkel in her last full day as chancellor → 2021-12-07.

use jiff::civil::Date;

use super::clues::Finder;
use super::moment::add_days;
use super::page::Page;
use super::resolver;
use super::rules::{Clue, Rule};
use crate::article::Article;
use crate::grammar::Sentence;
use crate::grammar::time::TimeExpression;
use crate::ontology::Ontology;

/// Articles are looked for from this year on.
const EARLIEST: i16 = 1900;
/// And to the end of this one.
const LATEST: i16 = 2100;

/// So many different rules settle the date of any article.
const MOST: usize = 300;

/// The article's date and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleDate {
    /// The day, if known.
    pub date: Option<Date>,
    /// Whether it was inferred from the text, rather than given.
    pub inferred: bool,
    /// The reasons, for `explain`; each reads on after "because".
    pub reasons: Vec<String>,
}

/// The day of an article: given with it, in a dateline, or the only day that fits all that the text tells.
///
/// Where several days fit, or none does, the date stays unknown and the reasons say so.
#[must_use]
pub fn article_date(
    article: &Article,
    sentences: &[Sentence],
    times: &[Vec<TimeExpression>],
    ontology: &Ontology,
) -> ArticleDate {
    if let Some(date) = article.date {
        return ArticleDate { date: Some(date), ..ArticleDate::default() };
    }
    let mentions = resolver::resolve(&Page::new(article, sentences, ontology, None));
    let finder = Finder { article, sentences, times, ontology, mentions: &mentions };
    let clues = finder.clues();
    if let Some(clue) = clues.iter().find(|c| matches!(c.rule, Rule::Exactly(_))) {
        return headed(clue, &clues);
    }
    infer(&clues, &finder)
}

/// A full date at the head of the text, if all such agree.
fn headed(first: &Clue, clues: &[Clue]) -> ArticleDate {
    let other = clues.iter().find(|c| matches!(c.rule, Rule::Exactly(_)) && c.rule != first.rule);
    match (&first.rule, other) {
        (Rule::Exactly(day), None) => {
            ArticleDate { date: Some(*day), inferred: false, reasons: vec![first.reason.clone()] }
        }
        _ => unknown(other.into_iter().chain([first]).collect(), "these dates differ, so that the date stays unknown"),
    }
}

fn unknown(clues: Vec<&Clue>, why: &str) -> ArticleDate {
    let mut reasons: Vec<String> = Vec::new();
    for clue in clues {
        if !reasons.contains(&clue.reason) {
            reasons.push(clue.reason.clone());
        }
    }
    reasons.push(why.to_owned());
    ArticleDate { date: None, inferred: false, reasons }
}

fn infer(clues: &[Clue], finder: &Finder<'_>) -> ArticleDate {
    let first = clues.iter().filter_map(|c| Some((c.rule.bounds().0?, c))).max_by_key(|b| b.0);
    let last = clues.iter().filter_map(|c| Some((c.rule.bounds().1?, c))).min_by_key(|b| b.0);
    let bounding: Vec<&Clue> = first.iter().chain(&last).map(|b| b.1).collect();
    if let (Some((from, _)), Some((until, _))) = (first, last)
        && from > until
    {
        return unknown(bounding, "no day fits both, so that the date stays unknown");
    }
    let telling: Vec<&Clue> =
        clues.iter().filter(|c| c.rule.is_precise() || matches!(c.rule, Rule::Named(_))).collect();
    if !telling.iter().any(|c| c.rule.is_precise()) {
        return unknown(bounding, "nothing in the text tells its day");
    }
    let all = || telling.iter().chain(&bounding).copied().collect::<Vec<_>>();
    let days = fitting(clues, first.map(|b| b.0), last.map(|b| b.0));
    let chosen = match days[..] {
        [] => return unknown(all(), "no day fits all of this, so that the date stays unknown"),
        [only] => (only, format!("{only} is the only day that fits all of this")),
        _ => {
            let Some(day) = latest_reported(clues, finder, &days) else {
                let why = format!("{} days fit, from {} to {}", days.len(), days[0], days[days.len() - 1]);
                return unknown(all(), &format!("{why}, so that the date stays unknown"));
            };
            (day, format!("{day} is the last day that the text reports as past, and no other fits"))
        }
    };
    let mut date = unknown(all(), &chosen.1);
    (date.date, date.inferred) = (Some(chosen.0), true);
    date
}

/// The days between the bounds that all clues allow.
fn fitting(clues: &[Clue], first: Option<Date>, last: Option<Date>) -> Vec<Date> {
    let earliest = Date::constant(EARLIEST, 1, 1);
    let latest = Date::constant(LATEST, 12, 31);
    let (mut day, last) = (first.unwrap_or(earliest).max(earliest), last.unwrap_or(latest).min(latest));
    let mut days = Vec::new();
    let mut rules: Vec<&Rule> = Vec::new();
    for clue in clues {
        if rules.len() < MOST && !rules.contains(&&clue.rule) {
            rules.push(&clue.rule);
        }
    }
    while day <= last {
        if rules.iter().all(|r| r.allows(day)) {
            days.push(day);
        }
        let Some(next) = add_days(day, 1) else { break };
        day = next;
    }
    days
}

/// Of several days that fit, the one on which the last reported event happened: news calls its own day by name.
fn latest_reported(clues: &[Clue], finder: &Finder<'_>, days: &[Date]) -> Option<Date> {
    let mut hit = days.iter().copied().filter(|&d| clues.iter().any(|c| c.rule.hits(d)));
    let day = hit.next()?;
    if hit.next().is_some() {
        return None;
    }
    // A weekday that would lie more than half a week back may just as well be a later day.
    let recent = |w: &jiff::civil::Weekday| day.weekday().since(*w) <= 3;
    finder.past_weekdays().iter().all(recent).then_some(day)
}
