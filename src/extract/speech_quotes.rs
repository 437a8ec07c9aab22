//! Quotations to those who speak: attribution before, after, in the middle, or in the sentences around.
//!
//! "“It is late,” she said. “We go.”" → one speech of hers: "It is late … We go."

use std::ops::Range;

use super::Reading;
use super::speech::{Speech, Speeches};
use super::speech_acts::{Act, Form};
use super::speech_sources;
use super::speech_tree::lower;
use crate::entity::ActorId;
use crate::grammar::{Sentence, Upos};
use crate::ontology::Class;
use crate::text::{Quotation, Span};

/// Where a quotation stands: its first and last sentence, and its words in them.
#[derive(Debug, Clone)]
struct Place {
    first: usize,
    last: usize,
    /// Its first word in the first sentence, with the opening mark.
    start: usize,
    /// One past its last word in the last sentence, with the closing mark.
    end: usize,
}

/// Whose words a quotation is.
enum Source {
    /// Of the act with this index.
    Act(usize),
    /// Of someone named beside it, at a word of a sentence.
    Named(Vec<ActorId>, usize, usize),
    /// The last speech goes on; joined to it where only the attribution stands between.
    Continued { joined: bool },
}

/// Finds whose words quotations are.
struct Finder<'r, 'a> {
    reading: &'r Reading<'a>,
    acts: &'r [Act],
    reported: Speeches,
}

/// The speech that was found last.
struct Last {
    act: Option<usize>,
    quotation: usize,
    place: Place,
}

/// The speeches whose words are quoted.
pub fn find(reading: &Reading<'_>, acts: &[Act], reported: &[Speech]) -> Vec<Speech> {
    let finder = Finder { reading, acts, reported: Speeches::new(reported.to_vec()) };
    let mut all: Vec<Speech> = Vec::new();
    let mut last: Option<Last> = None;
    for (q, quotation) in reading.quotations.iter().enumerate() {
        let Some(place) = finder.place(*quotation) else { continue };
        if finder.is_title(&place) {
            // A speech goes on behind it.
            if let Some(last) = last.as_mut().filter(|l| l.quotation + 1 == q) {
                last.quotation = q;
            }
            continue;
        }
        let Some(source) = finder.source(q, &place, last.as_ref()) else { continue };
        let inner = quotation.inner;
        let act = match source {
            Source::Act(a) => {
                let between = last.as_ref().is_some_and(|l| l.act == Some(a) && finder.stands_between(l, a, &place));
                match all.last_mut().filter(|_| between) {
                    Some(speech) => speech.content.push(inner),
                    None => all.push(Speech::new(&acts[a], vec![inner], true)),
                }
                Some(a)
            }
            Source::Named(speakers, sentence, word) => {
                all.push(named(speakers, sentence, word, inner));
                None
            }
            Source::Continued { joined } => {
                let Some(before) = all.last_mut() else { continue };
                if joined {
                    before.content.push(inner);
                } else {
                    let speech = Speech { content: vec![inner], ..before.clone() };
                    all.push(speech);
                }
                last.as_ref().and_then(|l| l.act)
            }
        };
        last = Some(Last { act, quotation: q, place });
    }
    all
}

/// A speech without a verb of speech.
pub fn named(speakers: Vec<ActorId>, sentence: usize, word: usize, content: Span) -> Speech {
    Speech {
        speakers,
        sentence,
        verb: word,
        content: vec![content],
        direct: true,
        class: "neutral".to_owned(),
        via: Vec::new(),
        addressee: None,
        turn: false,
    }
}

impl Finder<'_, '_> {
    fn sentence(&self, s: usize) -> &Sentence {
        &self.reading.sentences[s]
    }

    fn place(&self, q: Quotation) -> Option<Place> {
        let sentences = &self.reading.sentences;
        let first = sentences.partition_point(|s| s.span.end <= q.span.start);
        let last = sentences.partition_point(|s| s.span.start < q.span.end).checked_sub(1)?;
        if first >= sentences.len() || first > last {
            return None;
        }
        let start = sentences[first].words.partition_point(|w| w.span.end <= q.span.start);
        let end = sentences[last].words.partition_point(|w| w.span.start < q.span.end);
        Some(Place { first, last, start, end })
    }

    /// "On their programme “News of the Week”", "author of “The Long Road: A Life”": capitals of a title behind a noun or
    /// preposition are what something is called; nobody speaks.
    fn is_title(&self, place: &Place) -> bool {
        let sentence = self.sentence(place.first);
        let Some(before) = place.start.checked_sub(1).map(|w| &sentence.words[w]) else { return false };
        if place.first != place.last || !matches!(before.upos, Upos::Adp | Upos::Noun | Upos::Propn | Upos::Part) {
            return false;
        }
        let text = |w: usize| sentence.words[w].span.of(&self.reading.article.text);
        let mut told = (place.start..place.end).map(text).filter(|t| t.starts_with(char::is_alphabetic));
        let capital = |t: &str| t.starts_with(char::is_uppercase);
        let capitals = told.clone().filter(|t| capital(t)).count();
        capitals > 1 && told.next().is_some_and(capital) && told.all(|t| t.chars().count() < 4 || capital(t))
    }

    /// The words of a sentence right before a quotation, back to the one before.
    fn before(&self, q: usize, place: &Place) -> Range<usize> {
        let bound = q.checked_sub(1).map_or(0, |p| self.reading.quotations[p].span.end);
        let words = &self.sentence(place.first).words;
        words.partition_point(|w| w.span.start < bound).min(place.start)..place.start
    }

    /// The words of a sentence right after a quotation, up to the next one.
    fn after(&self, q: usize, place: &Place) -> Range<usize> {
        let bound = self.reading.quotations.get(q + 1).map_or(usize::MAX, |n| n.span.start);
        let words = &self.sentence(place.last).words;
        place.end..words.partition_point(|w| w.span.end <= bound).max(place.end)
    }

    fn source(&self, q: usize, place: &Place, last: Option<&Last>) -> Option<Source> {
        let (before, after) = (self.before(q, place), self.after(q, place));
        if let Some(a) = self.act_before(place.first, &before) {
            return Some(Source::Act(a));
        }
        if let Some(a) = self.act_after(place.last, &after, q) {
            return Some(Source::Act(a));
        }
        if let Some(named) = self.signed(place.last, &after) {
            return Some(named);
        }
        let spoken = self.is_empty(place.last, &after) && self.runs_on(q);
        if let Some(a) = spoken.then(|| self.act_opening(place.last + 1, place.last)).flatten() {
            return Some(Source::Act(a));
        }
        if let Some(a) = self.act_around(place, self.reading.quotations[q].inner) {
            return Some(Source::Act(a));
        }
        if before.clone().last().is_some_and(|w| self.word(place.first, w) == ":") {
            return self.main_speaker(place.first);
        }
        let alone = self.is_empty(place.first, &before) && self.is_empty(place.last, &after);
        if alone { self.continued(q, place, last) } else { None }
    }

    fn word(&self, s: usize, w: usize) -> String {
        lower(self.reading, self.sentence(s), w)
    }

    fn is_empty(&self, s: usize, words: &Range<usize>) -> bool {
        self.sentence(s).words[words.clone()].iter().all(|w| w.upos == Upos::Punct)
    }

    /// The acts in some words of a sentence.
    fn acts_in(&self, s: usize, words: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.acts.partition_point(|a| (a.sentence, a.word) < (s, words.start));
        let end = self.acts.partition_point(|a| (a.sentence, a.word) < (s, words.end));
        (start..end).filter(|&a| self.acts[a].form != Form::Noun && !self.acts[a].speakers.is_empty())
    }

    /// "She said, “…": a comma, colon, "that" or little else between.
    fn act_before(&self, s: usize, before: &Range<usize>) -> Option<usize> {
        let a = self.acts_in(s, before).next_back()?;
        let gap = self.acts[a].word + 1..before.end;
        let sentence = self.sentence(s);
        let clause = sentence.words[gap.clone()].iter().any(|w| matches!(w.xpos, "VBD" | "VBZ" | "VBP" | "MD"));
        let near = gap.len() <= 3 && !clause;
        let marked =
            before.clone().last().is_some_and(|w| matches!(self.word(s, w).as_str(), ":" | "," | "that")) && !clause;
        (near || marked).then_some(a)
    }

    /// "…,” she said": the attribution follows at once.
    fn act_after(&self, s: usize, after: &Range<usize>, q: usize) -> Option<usize> {
        let sentence = self.sentence(s);
        let first = after.clone().find(|&w| sentence.words[w].upos != Upos::Punct)?;
        let a = self.acts_in(s, after).next()?;
        let act = &self.acts[a];
        let (from, to) = match act.subject.filter(|n| after.contains(n)) {
            Some(n) => (n.min(act.word), n.max(act.word)),
            None => (act.word, act.word),
        };
        // Only the phrase of the speaker may stand between: no clause, nothing that goes on from the quotation.
        let clause =
            (first..to).any(|w| w != act.word && matches!(sentence.words[w].xpos, "VBD" | "VBZ" | "VBP" | "MD"));
        let goes_on = matches!(sentence.words[first].upos, Upos::Cconj | Upos::Sconj | Upos::Adp | Upos::Part)
            && !matches!(self.word(s, first).as_str(), "according" | "as");
        let named = act.form == Form::According || act.subject.is_some_and(|n| after.contains(&n));
        let breaks = self.runs_on(q) || self.word(s, after.start) == "," || first == from;
        (!clause && !goes_on && named && breaks && from - first.min(from) <= 12).then_some(a)
    }

    /// Whether a quotation ends so that its sentence may go on: a comma, "?", "!" or no mark.
    fn runs_on(&self, q: usize) -> bool {
        let text = self.reading.quotations[q].inner.of(&self.reading.article.text);
        !text.trim_end().ends_with('.')
    }

    /// "…!” | Putin said as the call began.": the attribution was taken for a sentence of its own.
    fn act_opening(&self, s: usize, before: usize) -> Option<usize> {
        let sentence = self.reading.sentences.get(s)?;
        if sentence.paragraph != self.sentence(before).paragraph || self.quoted(sentence.span.start) {
            return None;
        }
        let a = self.acts_in(s, &(0..sentence.words.len().min(12))).next()?;
        let act = &self.acts[a];
        let early = act.subject.is_none_or(|n| sentence.extent(n).start <= 1 || act.word == 0);
        let own = super::speech_reported::complement(self.reading, sentence, act.word).is_some();
        (early && !own).then_some(a)
    }

    fn quoted(&self, byte: usize) -> bool {
        self.reading.quotation(Span { start: byte, end: byte }).is_some()
    }

    /// "…” — Angela Merkel".
    fn signed(&self, s: usize, after: &Range<usize>) -> Option<Source> {
        let sentence = self.sentence(s);
        let dash = after.clone().find(|&w| matches!(self.word(s, w).as_str(), "—" | "–" | "--"))?;
        let lone = !sentence.words[after.clone()].iter().any(|w| w.upos == Upos::Verb);
        let mention = self.reading.mentions.at(s, dash + 1).filter(|_| lone && dash <= after.start + 1)?;
        let person = mention.actors.iter().all(|&a| self.reading.mentions.actor(a).entity.class == Class::Person);
        (person && !mention.actors.is_empty()).then(|| Source::Named(mention.actors.clone(), s, dash + 1))
    }

    /// A fragment inside a reported clause, or governed by a verb of speech.
    fn act_around(&self, place: &Place, inner: Span) -> Option<usize> {
        if let Some(speech) = self.reported.around(inner) {
            let at = self.acts.partition_point(|a| (a.sentence, a.word) < (speech.sentence, speech.verb));
            return Some(at);
        }
        let sentence = self.sentence(place.first);
        if !sentence.parsed || place.first != place.last || place.end - place.start < 5 {
            return None;
        }
        let inside = place.start..place.end;
        let mut at = inside.clone().find(|&w| sentence.words[w].head.is_none_or(|h| !inside.contains(&h)))?;
        for _ in 0..4 {
            at = sentence.words[at].head?;
            if inside.contains(&at) {
                continue;
            }
            let found = self.acts_in(place.first, &(at..at + 1)).next();
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Whoever the main clause of a sentence is about.
    fn main_speaker(&self, s: usize) -> Option<Source> {
        let sentence = self.sentence(s);
        let root = sentence.root()?;
        // "Macron: “…”": nothing but the name.
        let name =
            self.reading.mentions.at(s, 0).filter(|m| self.word(s, m.words.end.min(sentence.words.len() - 1)) == ":");
        let subject = name.map(|m| m.head).or_else(|| speech_sources::subject(self.reading, s, root))?;
        let speakers = speech_sources::speakers(self.reading, s, subject);
        let able = |&a: &ActorId| self.reading.mentions.actor(a).entity.class.is_actor();
        (!speakers.is_empty() && speakers.iter().all(able)).then_some(Source::Named(speakers, s, root))
    }

    /// A quotation that stands alone: introduced by the sentence before it, or the last speech going on.
    fn continued(&self, q: usize, place: &Place, last: Option<&Last>) -> Option<Source> {
        let paragraph = self.sentence(place.first).paragraph;
        let before = place.first.checked_sub(1)?;
        let colon = self.sentence(before).words.last().is_some_and(|w| w.span.of(&self.reading.article.text) == ":");
        if colon && !self.quoted(self.sentence(before).span.end - 1) {
            let all = 0..self.sentence(before).words.len();
            return self.acts_in(before, &all).next_back().map(Source::Act).or_else(|| self.main_speaker(before));
        }
        if let Some(last) = last.filter(|l| l.quotation + 1 == q) {
            let last_paragraph = self.sentence(last.place.last).paragraph;
            let open = !self.reading.quotations[last.quotation].closed;
            let adjacent = place.first <= last.place.last + 1 + usize::from(self.is_attribution(last));
            if last_paragraph == paragraph && adjacent {
                return Some(Source::Continued { joined: true });
            }
            if last_paragraph + 1 == paragraph && (open || adjacent || place.first <= last.place.last + 2) {
                return Some(Source::Continued { joined: false });
            }
        }
        if self.sentence(before).paragraph == paragraph && !self.quoted(self.sentence(before).span.end - 1) {
            let all = 0..self.sentence(before).words.len();
            return self.acts_in(before, &all).next_back().map(Source::Act).or_else(|| self.main_speaker(before));
        }
        None
    }

    /// Whether the last quotation's attribution stands in the sentence after it.
    fn is_attribution(&self, last: &Last) -> bool {
        last.act.is_some_and(|a| self.acts[a].sentence == last.place.last + 1)
    }

    /// Whether the act stands between the last quotation and this one.
    fn stands_between(&self, last: &Last, act: usize, place: &Place) -> bool {
        let act = &self.acts[act];
        (last.place.last, last.place.end) <= (act.sentence, act.word + 1)
            && (act.sentence, act.word) < (place.first, place.start)
    }
}
