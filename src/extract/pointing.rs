//! Nouns that only point: back to a place or an act told before, or through a capital to its state.
//!
//! "Turkey began an offensive. … Germany condemned the operation." → Germany accused Turkey.

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use crate::entity::{ActorId, Mention, Reference};
use crate::grammar::Rel;
use crate::ontology::{Class, SlotType};

/// The word class of nouns that point back to a place.
const PLACE_NOUN: &str = "placeNoun";
/// The word class of nouns for a part of a place.
const SPOT_NOUN: &str = "spot noun";
/// The word class of verbs that give a thing another name.
const NAMING_VERB: &str = "namingVerb";

impl Claims<'_, '_> {
    /// The place told last that "the region" and "the country" mean.
    #[must_use]
    pub fn place_before(&self, s: usize, w: usize) -> Option<ActorId> {
        let reading = self.reading;
        let sentence = &reading.sentences[s];
        let bare = sentence
            .children(w)
            .all(|c| matches!(sentence.words[c].rel, Rel::Det | Rel::Case | Rel::Punct | Rel::Conj | Rel::Cc));
        let definite = sentence.children_by(w, Rel::Det).any(|d| is_form(sentence, d, &["the", "this", "that"]));
        let country = is_form(sentence, w, &["country", "nation"]);
        if !bare || !definite || !reading.ontology.lexicon.is_in(PLACE_NOUN, &sentence.words[w].lemma) {
            return None;
        }
        let before = reading.mentions.mentions.iter().rev().skip_while(|m| (m.sentence, m.head) >= (s, w));
        // "The region" is no country, and may have been named a while ago.
        let region = is_form(sentence, w, &["region"]);
        let reach = if region { 6 } else { 2 };
        let near = before.take_while(|m| s - m.sentence <= reach).filter(|m| m.by == Reference::Name);
        let fits = |a: &ActorId| match self.class(*a) {
            Class::Country => !region,
            Class::Region => !country,
            class => !country && !region && class.is_place(),
        };
        near.filter_map(|m| m.actors.first().copied()).find(fits)
    }

    /// Whether a noun only says that something is somewhere: "area", "village".
    #[must_use]
    pub fn is_somewhere(&self, s: usize, w: usize) -> bool {
        let lemma = &self.reading.sentences[s].words[w].lemma;
        [PLACE_NOUN, SPOT_NOUN].iter().any(|class| self.reading.ontology.lexicon.is_in(class, lemma))
    }

    /// What "what it called a Russian raid" is about: the raid.
    #[must_use]
    pub fn so_called(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.reading.sentences[s];
        if !is_form(sentence, w, &["what"]) {
            return None;
        }
        let verb = sentence.child(w, &[Rel::AclRelcl])?;
        let calls = self.reading.ontology.lexicon.is_in(NAMING_VERB, &sentence.words[verb].lemma);
        let by_as = || clause::obliques(sentence, verb).find(|o| is_form(sentence, o.case, &["as"])).map(|o| o.word);
        let named =
            || sentence.children(verb).find(|&c| c > verb && matches!(sentence.words[c].rel, Rel::Xcomp | Rel::Obj));
        let noun = by_as().or_else(named).filter(|_| calls)?;
        sentence.words[noun].is_nominal().then_some(noun)
    }

    /// Where a thing stands that nobody is named to own: "a village in Nigeria", "the Borno region".
    #[must_use]
    pub fn standing_in(&self, s: usize, w: usize) -> Vec<ActorId> {
        let sentence = &self.reading.sentences[s];
        let place = |m: &&Mention| m.by == Reference::Name && m.actors.iter().all(|&a| self.class(a).is_place());
        let front = sentence.children_by(w, Rel::Compound).filter(|&c| c < w && self.is_somewhere(s, w));
        if let Some(named) = front.filter_map(|c| self.reading.mentions.at(s, c)).find(place) {
            return named.actors.iter().copied().take(1).collect();
        }
        let within = |o: &clause::Oblique| is_form(sentence, o.case, &["in", "near", "outside", "inside"]);
        let found = clause::obliques(sentence, w).filter(|o| o.word > w && within(o));
        let named = |o: clause::Oblique| {
            let actors = self.actors(s, o.word);
            // "In Mosul city"
            if actors.is_empty() && self.is_somewhere(s, o.word) { self.owners(s, o.word) } else { actors }
        };
        found.flat_map(named).filter(|&a| self.class(a).is_place()).take(1).collect()
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

    /// Whoever is named next to a word: its object, what hangs on it by prepositions, else the first one after it.
    #[must_use]
    pub fn near(&self, s: usize, w: usize, sources: &[ActorId]) -> Vec<Filler> {
        let sentence = &self.reading.sentences[s];
        let others = |word: usize| -> Vec<Filler> {
            let found = self.fillers(s, word, SlotType::Actor, false).into_iter();
            found.filter(|f| !matches!(f, Filler::Actor(a) if sources.contains(a))).collect()
        };
        let behind = clause::obliques(sentence, w).filter(|o| o.word > w).map(|o| o.word);
        let mut words: Vec<usize> = clause::patient(sentence, w).into_iter().chain(behind).collect();
        let end = sentence.extent(w).end.max(w);
        let mentions = || self.reading.mentions.within(s..s + 1).iter();
        // "Norwegian police" are not Norway.
        let part = |m: &Mention| mentions().any(|o| o.words.len() > m.words.len() && o.words.contains(&m.head));
        let mut after: Vec<usize> =
            mentions().filter(|m| !part(m)).map(|m| m.head).filter(|&h| h > w && h < end).collect();
        after.sort_unstable();
        words.extend(after);
        let found: Vec<Vec<Filler>> = words.into_iter().map(others).filter(|f| !f.is_empty()).collect();
        // Shells fired at a city are nobody.
        let somebody = |f: &&Vec<Filler>| f.iter().all(|f| !matches!(f, Filler::Actor(a) if self.is_nobody(*a)));
        found.iter().find(somebody).or(found.first()).cloned().unwrap_or_default()
    }

    /// Where those work or live whom a noun describes: "pilots at an airline", "prisoners in Peru".
    #[must_use]
    pub fn workplace(&self, s: usize, w: usize) -> Vec<Filler> {
        let sentence = &self.reading.sentences[s];
        let at = |o: &clause::Oblique| {
            is_form(sentence, o.case, &["at", "of", "in", "for", "with", "from", "across", "throughout"])
        };
        let places = clause::obliques(sentence, w).filter(|o| o.word > w && at(o));
        let mut found = places.map(|o| self.fillers(s, o.word, SlotType::Actor, true));
        found.find(|f| !f.is_empty()).unwrap_or_default()
    }

    /// Whether someone is only described, and of nowhere.
    #[must_use]
    pub fn is_nobody(&self, id: ActorId) -> bool {
        let actor = self.reading.mentions.actor(id);
        actor.described && actor.of.is_none()
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
        // An operation goes on for long; of attacks there may be another one in every sentence.
        let long = ["operation", "offensive", "incursion", "campaign", "invasion", "war"];
        let reach = if is_form(sentence, w, &long) { 5 } else { 2 };
        let near = self.conflict.as_ref().filter(|(at, _)| s - at <= reach);
        // Officials and ministries only spoke of it.
        let fights = |&a: &ActorId| {
            let armed =
                matches!(self.class(a), Class::Country | Class::Region | Class::ArmedForces | Class::ArmedGroup);
            let band = || self.is_armed(a) || self.agent(a) == Some("CRM");
            armed || self.reading.mentions.actor(a).described && band()
        };
        let by: Vec<Filler> =
            near.map_or_else(Vec::new, |(_, all)| all.iter().copied().filter(fights).map(Filler::Actor).collect());
        if by.is_empty() { vec![Filler::Words(self.words(s, clause::phrase(sentence, w)))] } else { by }
    }
}
