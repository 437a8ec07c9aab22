//! Whose sanctions are where they are announced before: items of a list, "this includes", "these measures".
//!
//! "Today the United States carried out the following actions: - Full blocking sanctions on a bank" → United States.

use super::Claims;
use super::clause::{self, is_form};
use super::events::Event;
use super::reading::Reading;
use crate::entity::ActorId;
use crate::fact::{Fact, Kind, Modality};
use crate::grammar::{Sentence, Upos};
use crate::ontology::Class;

/// Whoever announced what a sentence goes on to tell; of a list, with its first line.
pub fn issuers(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<(Vec<ActorId>, Option<usize>)> {
    let (reading, s) = (claims.reading, event.sentence);
    let item = is_item(reading, s) && is_fragment(reading, s);
    if let Some(lead) = item.then(|| lead(reading, s)).flatten() {
        let sentence = &reading.sentences[lead];
        let subject = sentence.root().and_then(|r| clause::subject(sentence, r));
        let able = |&a: &ActorId| claims.class(a) != Class::Person || !reading.mentions.actor(a).described;
        let told: Vec<_> = subject.map_or_else(Vec::new, |w| claims.actors(lead, w)).into_iter().filter(able).collect();
        if !told.is_empty() {
            return Some((told, Some(lead)));
        }
    }
    let issuers = (item || goes_on(claims, event)).then(|| announced(claims, s, item)).flatten();
    issuers.map(|found| (found, None))
}

/// "The order prohibits new investment in Peru": whoever signed the last one told before.
pub fn signers(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<Vec<ActorId>> {
    const ORDERS: [&str; 5] = ["order", "decree", "e.o.", "eo", "proclamation"];
    let is_order = |s: &Sentence, w: usize| ORDERS.iter().any(|o| s.words[w].lemma.eq_ignore_ascii_case(o));
    let sentence = &claims.reading.sentences[event.sentence];
    let subject = clause::subject(sentence, event.head).map(|w| clause::referent(sentence, w))?;
    if event.nominal || !is_order(sentence, subject) {
        return None;
    }
    (0..event.sentence).rev().find_map(|s| {
        let before = &claims.reading.sentences[s];
        let signed = |&v: &usize| {
            is_form(before, v, &["sign", "issue"]) && clause::object(before, v).is_some_and(|o| is_order(before, o))
        };
        let who = (0..before.words.len()).find(signed).and_then(|v| clause::doer(before, v))?;
        Some(claims.actors(s, who)).filter(|found| !found.is_empty())
    })
}

/// The issuers of the last sanction imposed before; what is no list goes on with what stands near.
fn announced(claims: &Claims<'_, '_>, s: usize, item: bool) -> Option<Vec<ActorId>> {
    const NEAR: usize = 2;
    let imposed = |f: &&Fact| {
        let stage = f.qualifiers.get("stage").map(String::as_str);
        f.kind == Kind::Sanction && f.modality == Modality::Actual && stage == Some("imposed")
    };
    let told = |f: &Fact| f.evidence.first().map(|e| e.sentence);
    let last = claims.facts().iter().filter(imposed).filter_map(told).filter(|&t| t < s).max()?;
    if !item && last + NEAR < s {
        return None;
    }
    let theirs = claims.facts().iter().filter(imposed).filter(|f| told(f) == Some(last));
    let mut found: Vec<ActorId> =
        theirs.filter_map(|f| claims.reading.mentions.called(&f.subject.text(), |_| true)).collect();
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

/// "This includes cutting off", "these measures impose": the subject is what was announced.
pub fn goes_on(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let Some(root) = sentence.root() else { return false };
    let Some(subject) = clause::subject(sentence, root) else { return false };
    match sentence.words[subject].upos {
        Upos::Pron | Upos::Det => {
            is_form(sentence, subject, &["this", "it", "these"])
                && is_form(sentence, root, &["include", "cover", "comprise"])
        }
        Upos::Noun => {
            is_form(sentence, subject, &["measure", "sanction", "restriction", "package", "control", "penalty"])
        }
        _ => false,
    }
}

/// The sentence before a list that ends with a colon.
fn lead(reading: &Reading<'_>, s: usize) -> Option<usize> {
    let text = |t: usize| reading.sentences[t].span.of(&reading.article.text).trim_end();
    let listed = |t: &usize| text(*t).ends_with(':') || is_item(reading, *t);
    (0..s).rev().take_while(listed).find(|&t| text(t).ends_with(':'))
}

/// Whether a sentence stands in an item of a list.
fn is_item(reading: &Reading<'_>, s: usize) -> bool {
    const PARAGRAPH: &str = "\n\n";
    let text = &*reading.article.text;
    let at = reading.sentences[s].span.start;
    let start = text[..at].rfind(PARAGRAPH).map_or(0, |p| p + PARAGRAPH.len());
    ["- ", "• ", "* ", "– "].iter().any(|bullet| text[start..].trim_start().starts_with(bullet))
}

/// "- Full blocking sanctions on a bank", "- Severing the connection": no clause of its own.
fn is_fragment(reading: &Reading<'_>, s: usize) -> bool {
    let sentence = &reading.sentences[s];
    sentence.root().is_some_and(|r| {
        let word = &sentence.words[r];
        (word.is_nominal() || word.xpos == "VBG") && clause::subject(sentence, r).is_none()
    })
}
