//! Claims become facts: modality, attribution, time, place and evidence are filled in from the clause, repeated ones folded.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Note, Reading, Speeches, modality};
use crate::entity::{ActorId, date};
use crate::fact::{Argument, Evidence, Fact, Kind};

/// The facts claimed so far.
#[derive(Debug)]
pub struct Claims<'r, 'a> {
    /// The article.
    pub reading: &'r Reading<'a>,
    /// Who says what in it.
    pub speeches: &'r Speeches,
    facts: Vec<Fact>,
    notes: Vec<Note>,
}

impl<'r, 'a> Claims<'r, 'a> {
    /// Nothing claimed yet.
    #[must_use]
    pub fn new(reading: &'r Reading<'a>, speeches: &'r Speeches) -> Self {
        Self { reading, speeches, facts: Vec::new(), notes: Vec::new() }
    }

    /// An actor as an argument.
    #[must_use]
    pub fn actor(&self, actor: ActorId) -> Argument {
        Argument::Entity(self.reading.mentions.actor(actor).entity.clone())
    }

    /// Claims a fact whose event is named by a word; what the clause says of modality, attribution and
    /// time is filled in, and may be refined through the returned reference.
    pub fn add(
        &mut self,
        (kind, predicate): (Kind, &str),
        (sentence, word): (usize, usize),
        subject: Argument,
        object: Argument,
        rule: &str,
    ) -> &mut Fact {
        let reading = self.reading;
        let s = &reading.sentences[sentence];
        let speech = self.speeches.around(s.words[word].span);
        let attribution = speech.and_then(|s| s.speakers.first()).map(|&a| self.actor(a));
        let date = date::for_event(s, word, &reading.times[sentence], reading.date.date, None);
        self.facts.push(Fact {
            kind,
            subject,
            predicate: Arc::from(predicate),
            object,
            modality: modality::of(reading, sentence, word),
            attribution,
            date,
            place: None,
            event: None,
            qualifiers: BTreeMap::new(),
            evidence: vec![Evidence { sentence, span: s.span }],
            rule: rule.to_owned(),
        });
        let last = self.facts.len() - 1;
        &mut self.facts[last]
    }

    /// Says why something gave no fact.
    pub fn note(&mut self, sentence: usize, text: impl Into<String>) {
        self.notes.push(Note { sentence, text: text.into() });
    }

    /// The facts in order of their first evidence, repeated ones folded; the notes in text order.
    #[must_use]
    pub fn into_facts(mut self) -> (Vec<Fact>, Vec<Note>) {
        self.notes.sort();
        self.notes.dedup();
        (self.facts, self.notes)
    }
}
