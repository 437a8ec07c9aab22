//! Events that lie ahead by what stands around them, though no word over them says so.
//!
//! "will raise it at a meeting with Holm", "spoke ahead of her visit", "travels there later this week" → planned.

use super::Reading;
use super::modality::{is, of};
use super::modality_clause::is_past;
use crate::entity::date;
use crate::fact::Modality;
use crate::grammar::{Rel, Sentence, Upos};

/// So many days before the article what was ahead then may still be.
const RECENT: i32 = 20;

/// Whether the event is dated after the article, or later within the week or month.
pub fn is_dated(reading: &Reading<'_>, sentence: usize, word: usize) -> bool {
    let Some(day) = reading.date.date else { return false };
    let times = reading.times.get(sentence).map_or(&[][..], Vec::as_slice);
    let s = &reading.sentences[sentence];
    let Some(when) = date::for_event(s, word, times, Some(day), None) else { return false };
    // A month, season or year that is not over yet lies ahead only if it has not begun.
    let after = date::begins(&when.value).is_some_and(|first| first > day);
    let later = times.iter().any(|t| {
        let within = when.how.contains(t.text.as_str()) && t.words.start > 0;
        let this = t.text.to_lowercase().starts_with("later this ");
        within && (this || is(reading, s, t.words.start - 1, &["later"]) && is(reading, s, t.words.start, &["this"]))
    });
    after || later && !is_past(s, word)
}

/// Whether a meeting is told as one to come by the clause in which its noun stands.
pub fn is_meeting(reading: &Reading<'_>, index: usize, noun: usize) -> bool {
    let s = &reading.sentences[index];
    let word = &s.words[noun];
    let meets = |w: usize| reading.ontology.lexicon.names_meeting(&s.words[w].lemma);
    // "Has a call coming soon"
    let named = if word.upos == Upos::Verb { s.child(noun, &[Rel::Obj]) } else { Some(noun) };
    let nears =
        |c: usize| s.words[c].xpos == "VBG" && reading.ontology.lexicon.is_in("approachVerb", &s.words[c].lemma);
    if named.is_some_and(|n| meets(n) && s.children_by(n, Rel::Acl).any(nears)) {
        return true;
    }
    let Some(head) = word.head.filter(|_| meets(noun)) else { return false };
    if is_over(reading, index, noun) {
        return false;
    }
    if is_before(reading, s, noun) {
        return !is_long_past(reading, index, head);
    }
    // "Reiterated plans to defend it in a conversation": that clause may not be the one that tells of the meeting.
    let infinitive = super::modality_clause::has_to(s, head) && s.words[head].rel != Rel::Xcomp;
    let planned = || !infinitive && of(reading, index, head) == Modality::Planned;
    let case = |forms: &[&str]| s.children_by(noun, Rel::Case).any(|c| is(reading, s, c, forms));
    let verb = |class: &str| reading.ontology.lexicon.is_in(class, &s.words[head].lemma);
    if s.words[head].upos != Upos::Verb {
        return false;
    }
    match word.rel {
        Rel::Obl if verb("setOutVerb") && case(&["for", "on"]) => {
            matches!(s.words[head].xpos, "VBZ" | "VBP" | "VBG") && !is_past(s, head) || planned()
        }
        // "Going into his summit with Holm"
        Rel::Obl if verb("goIntoVerb") && case(&["into"]) => true,
        Rel::Obl => case(&["in", "at", "during", "on"]) && planned(),
        Rel::Nsubj => verb("concernVerb") && planned(),
        Rel::Obj => verb("fillVerb") && planned(),
        _ => false,
    }
}

/// Whether a day beside the noun has passed: "ahead of her meeting on March 3".
fn is_over(reading: &Reading<'_>, index: usize, noun: usize) -> bool {
    let s = &reading.sentences[index];
    let extent = s.extent(noun);
    let own: Vec<_> = reading.times[index].iter().filter(|t| extent.contains(&t.words.start)).cloned().collect();
    let when = date::for_event(s, noun, &own, reading.date.date, None);
    let (Some(when), Some(day)) = (when, reading.date.date) else { return false };
    // Of "last week" the last day.
    let last = when.value.rsplit('/').next().unwrap_or(&when.value);
    date::begins(last).is_some_and(|first| first < day) && !day.to_string().starts_with(last)
}

/// "Spoke ahead of her visit", "before their first meeting".
fn is_before(reading: &Reading<'_>, s: &Sentence, noun: usize) -> bool {
    let word = &s.words[noun];
    let before = |w: usize| is(reading, s, w, &["ahead", "prior"]) || is(reading, s, w, &["before"]) && owned(s, noun);
    matches!(word.rel, Rel::Obl | Rel::Nmod)
        && (s.children_by(noun, Rel::Case).any(before)
            || word.head.is_some_and(|h| is(reading, s, h, &["ahead", "prior"])))
}

/// Whether a noun says whose it is.
fn owned(s: &Sentence, noun: usize) -> bool {
    s.child(noun, &[Rel::NmodPoss]).is_some()
}

/// Whether what a word tells is dated well before the article: what was to come then has passed.
fn is_long_past(reading: &Reading<'_>, index: usize, word: usize) -> bool {
    let s = &reading.sentences[index];
    let Some(day) = reading.date.date else { return true };
    let mut verb = word;
    while s.words[verb].upos != Upos::Verb
        && let Some(head) = s.words[verb].head
    {
        verb = head;
    }
    let when = date::for_event(s, verb, &reading.times[index], Some(day), None);
    let first = when.and_then(|w| date::begins(&w.value));
    first.is_some_and(|first| date::add_days(first, RECENT).is_some_and(|late| late < day))
}
