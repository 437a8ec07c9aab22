//! Who says what: quotations and reported clauses with their speakers.
//!
//! "“We have our red lines,” the Kremlin said" → speech of the Kremlin, direct, content the words inside the marks.

use super::speech_acts::{self, Act};
use super::{Reading, speech_blocks, speech_quotes, speech_reported, speech_turns};
use crate::entity::ActorId;
use crate::ontology::Class;
use crate::text::Span;

/// Words with the one who says them; facts inside them are attributed to the speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// Who says so; several when said together.
    pub speakers: Vec<ActorId>,
    /// Sentence of the speech verb (or "according to").
    pub sentence: usize,
    /// The speech verb (or "according") in that sentence.
    pub verb: usize,
    /// The words said, in text order: parts of an interrupted quotation, clauses of reported speech. Bytes of the text.
    pub content: Vec<Span>,
    /// Whether the words are quoted.
    pub direct: bool,
    /// Class of the speech verb in the ontology: `neutral assert deny demand question write believe`.
    pub class: String,
    /// Who relays it: "Reuters reported".
    pub via: Vec<ActorId>,
    /// To whom it is said.
    pub addressee: Option<ActorId>,
    /// Whether it is a paragraph of a turn in a transcript, with the label as its verb.
    pub turn: bool,
}

impl Speech {
    /// The speech of an act with these words.
    pub(super) fn new(act: &Act, content: Vec<Span>, direct: bool) -> Self {
        Self {
            speakers: act.speakers.clone(),
            sentence: act.sentence,
            verb: act.word,
            content,
            direct,
            class: act.class.clone(),
            via: act.via.clone(),
            addressee: act.addressee,
            turn: false,
        }
    }

    /// Length of the words said, in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.content.iter().map(|c| c.end - c.start).sum()
    }

    /// Whether the words said contain these bytes.
    #[must_use]
    pub fn contains(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }
}

/// A part of a speech's content in the order of the text, with the one that encloses it.
#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    speech: usize,
    outer: Option<usize>,
}

/// The speeches of an article in text order, searchable by what they contain.
#[derive(Debug, Default)]
pub struct Speeches {
    /// In text order.
    pub all: Vec<Speech>,
    /// All parts of all contents, by start, the longer first.
    parts: Vec<Part>,
}

impl Speeches {
    /// Finds all speeches of an article.
    #[must_use]
    pub fn find(reading: &Reading<'_>) -> Self {
        find(reading)
    }

    /// Sorts speeches and indexes them by content.
    #[must_use]
    pub fn new(mut all: Vec<Speech>) -> Self {
        all.retain(|s| !s.content.is_empty());
        all.sort_by_key(|s| (s.content[0].start, std::cmp::Reverse(s.length()), s.direct, s.sentence, s.verb));
        let mut parts: Vec<Part> = Vec::new();
        for (speech, s) in all.iter().enumerate() {
            parts.extend(s.content.iter().map(|&span| Part { span, speech, outer: None }));
        }
        parts.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end), p.speech));
        let mut open: Vec<usize> = Vec::new();
        for i in 0..parts.len() {
            while open.last().is_some_and(|&o| parts[o].span.end <= parts[i].span.start) {
                open.pop();
            }
            parts[i].outer = open.last().copied();
            open.push(i);
        }
        Self { all, parts }
    }

    /// The speeches whose content contains these bytes, innermost first.
    pub fn enclosing(&self, span: Span) -> impl Iterator<Item = &Speech> {
        let last = self.parts.partition_point(|p| p.span.start <= span.start).checked_sub(1);
        let chain = std::iter::successors(last, |&i| self.parts[i].outer);
        chain.filter(move |&i| self.parts[i].span.contains(span)).map(|i| &self.all[self.parts[i].speech])
    }

    /// The innermost speech whose content contains these bytes.
    #[must_use]
    pub fn around(&self, span: Span) -> Option<&Speech> {
        self.enclosing(span).next()
    }
}

/// Finds all speeches of an article.
#[must_use]
pub fn find(reading: &Reading<'_>) -> Speeches {
    let acts = speech_acts::find(reading);
    let mut all = Vec::new();
    for act in &acts {
        let content = speech_reported::content(reading, act, &acts);
        if !content.is_empty() && !act.speakers.is_empty() {
            all.push(Speech::new(act, content, false));
        }
    }
    let quoted = speech_quotes::find(reading, &acts, &all);
    all.extend(quoted);
    all.extend(speech_blocks::find(reading, &acts));
    all.extend(speech_turns::find(reading));
    relay(reading, &mut all);
    Speeches::new(all)
}

/// Media and speakers around a speech only relay it.
fn relay(reading: &Reading<'_>, all: &mut [Speech]) {
    let index = Speeches::new(all.to_vec());
    for speech in all.iter_mut() {
        let verb = reading.sentences[speech.sentence].words[speech.verb].span;
        for outer in index.enclosing(verb) {
            let own = outer.speakers.iter().any(|a| speech.speakers.contains(a));
            if !own {
                speech
                    .via
                    .extend(outer.speakers.iter().filter(|a| !speech.via.contains(a)).copied().collect::<Vec<_>>());
            }
        }
    }
}

/// Whether an actor is a news medium.
pub(super) fn is_medium(reading: &Reading<'_>, actor: ActorId) -> bool {
    reading.mentions.actor(actor).entity.class == Class::NewsOutlet
}
