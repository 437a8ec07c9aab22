//! Nouns that only point: back to a place or an act told before, or through a capital to its state.
//!
//! "Turkey began an offensive. … Germany condemned the operation." → Germany accused Turkey.

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use crate::entity::{ActorId, Reference};
use crate::grammar::Rel;
use crate::ontology::Class;

/// The word class of nouns that point back to a place.
const PLACE_NOUN: &str = "placeNoun";

impl Claims<'_, '_> {
    /// The place told last that "the region" and "the country" mean.
    #[must_use]
    pub fn place_before(&self, s: usize, w: usize) -> Option<ActorId> {
        let reading = self.reading;
        let sentence = &reading.sentences[s];
        let nouns = reading.ontology.lexicon.classes.get(PLACE_NOUN)?;
        let bare = sentence
            .children(w)
            .all(|c| matches!(sentence.words[c].rel, Rel::Det | Rel::Case | Rel::Punct | Rel::Conj | Rel::Cc));
        let definite = sentence.children_by(w, Rel::Det).any(|d| is_form(sentence, d, &["the", "this", "that"]));
        let country = is_form(sentence, w, &["country", "nation"]);
        if !bare || !definite || !nouns.iter().any(|n| **n == *sentence.words[w].lemma) {
            return None;
        }
        let before = reading.mentions.mentions.iter().rev().skip_while(|m| (m.sentence, m.head) >= (s, w));
        let near = before.take_while(|m| s - m.sentence <= 2).filter(|m| m.by == Reference::Name);
        let fits = |a: &ActorId| if country { self.class(*a) == Class::Country } else { self.class(*a).is_place() };
        near.filter_map(|m| m.actors.first().copied()).find(fits)
    }

    /// The state whose capital a word names.
    #[must_use]
    pub fn seat(&self, s: usize, w: usize) -> Vec<ActorId> {
        self.actors_alone(s, w).into_iter().filter_map(|a| self.state_of(a)).collect()
    }

    /// The state of a capital, if the article names it too.
    #[must_use]
    pub fn state_of(&self, city: ActorId) -> Option<ActorId> {
        let mentions = &self.reading.mentions;
        let actor = mentions.actor(city);
        let known = actor.known.filter(|_| actor.entity.class == Class::City)?;
        let state = self.reading.ontology.index.capital_of(known)?;
        let at = mentions.actors.iter().position(|a| a.known == Some(state))?;
        Some(ActorId(u32::try_from(at).ok()?))
    }

    /// Whoever is behind an act that a noun only points back to: "condemned the operation".
    #[must_use]
    pub fn behind(&self, s: usize, w: usize) -> Vec<Filler> {
        let sentence = &self.reading.sentences[s];
        let lexicon = &self.reading.ontology.lexicon;
        let definite =
            sentence.children_by(w, Rel::Det).any(|d| is_form(sentence, d, &["the", "this", "that", "these"]));
        let hostile = lexicon
            .nouns
            .get(&*sentence.words[w].lemma)
            .is_some_and(|all| all.iter().any(|&(m, _)| lexicon.types[lexicon.modes[m].event].quad == 4));
        if !definite || !hostile {
            return Vec::new();
        }
        let near = self.conflict.as_ref().filter(|(at, _)| s - at <= 5);
        let by: Vec<Filler> = near.map_or_else(Vec::new, |(_, all)| all.iter().map(|&a| Filler::Actor(a)).collect());
        if by.is_empty() { vec![Filler::Words(self.words(s, clause::phrase(sentence, w)))] } else { by }
    }
}
