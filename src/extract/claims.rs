//! Claims become facts: modality, attribution, time, place and evidence are filled in from the clause.
//!
//! "On Monday, officials said that Biden had met Putin" → Biden met Putin, attributed to officials, of that Monday.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::clause::{self, is_form};
use super::{Note, Reading, Speeches, chronology, coding, earnest, folding, modality, statements};
use crate::entity::{ActorId, date};
use crate::fact::{Argument, Entity, Evidence, Fact, Kind, Modality};
use crate::ontology::{Class, EntityId};

/// The facts claimed so far.
#[derive(Debug)]
pub struct Claims<'r, 'a> {
    /// The article.
    pub reading: &'r Reading<'a>,
    /// Who says what in it.
    pub speeches: &'r Speeches,
    /// Whom "we" means outside of speech: the state whose office publishes the article.
    pub house: Option<ActorId>,
    /// The sentence and doers of the last act of force told.
    pub conflict: Option<(usize, Vec<ActorId>)>,
    /// Whether the article reports of sport.
    pub sport: bool,
    /// The words of topics claimed, by sentence.
    pub topics: Vec<(usize, std::ops::Range<usize>)>,
    facts: Vec<Fact>,
    /// Sentence and word of each fact's event.
    anchors: Vec<(usize, usize)>,
    notes: Vec<Note>,
}

impl<'r, 'a> Claims<'r, 'a> {
    /// Nothing claimed yet.
    #[must_use]
    pub fn new(reading: &'r Reading<'a>, speeches: &'r Speeches) -> Self {
        let (facts, anchors, notes) = (Vec::new(), Vec::new(), Vec::new());
        let (house, sport) = (house(reading), earnest::is_of_sport(reading));
        Self { reading, speeches, house, conflict: None, sport, topics: Vec::new(), facts, anchors, notes }
    }

    /// An actor as an argument.
    #[must_use]
    pub fn actor(&self, actor: ActorId) -> Argument {
        let entity = &self.reading.mentions.actor(actor).entity;
        Argument::Entity(self.coded(actor).map_or_else(|| entity.clone(), Arc::new))
    }

    /// A person whom the text gives an office, with the code that this adds: "Finnish President X" is `FINGOV`.
    fn coded(&self, id: ActorId) -> Option<Entity> {
        let mentions = &self.reading.mentions;
        let actor = mentions.actor(id);
        if actor.entity.class.is_place() {
            let code = actor.known.filter(|_| actor.entity.code.is_none()).and_then(|k| self.code_around(k))?;
            return Some(Entity { code: Some(code), ..(*actor.entity).clone() });
        }
        if actor.entity.class != Class::Person || actor.described {
            return None;
        }
        let mut held = mentions.roles.iter().filter(|r| r.holder == Some(id) && r.marks.is_empty());
        let (of, agent) = held.find_map(|r| Some((r.of?, self.reading.ontology.role(r.role?).agent.as_deref()?)))?;
        let state = mentions.actor(of).entity.code.as_deref()?;
        let plain = actor.entity.code.as_deref().is_none_or(|code| code == state);
        let code = if state.ends_with(agent) { state.to_owned() } else { format!("{state}{agent}") };
        plain.then(|| Entity { code: Some(code), ..(*actor.entity).clone() })
    }

    /// The code of what a place lies in: Alaska's is `USA`.
    fn code_around(&self, place: EntityId) -> Option<String> {
        let mut at = place;
        for _ in 0..4 {
            at = self.reading.ontology.entity(at).located_in.first().copied()?;
            if let Some(code) = &self.reading.ontology.entity(at).code {
                return Some(code.clone());
            }
        }
        None
    }

    /// Claims a fact whose event is named by a word; what the clause says of modality, attribution,
    /// time and place is filled in, and may be refined through the returned reference.
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
        let modality = modality::of(reading, sentence, word);
        let speaker = speech.and_then(|s| s.speakers.first()).copied();
        let denier = || (modality == Modality::Denied).then(|| self.denier(sentence, word)).flatten();
        let attribution = speaker.or_else(denier).map(|a| self.actor(a));
        let via = speech.and_then(|s| s.via.first()).map(|&a| reading.mentions.actor(a).entity.label.clone());
        let date = date::for_event(s, word, &reading.times[sentence], reading.date.date, None);
        self.anchors.push((sentence, word));
        self.facts.push(Fact {
            kind,
            subject,
            predicate: Arc::from(predicate),
            object,
            modality,
            attribution,
            date,
            // An office is held wherever its holder happens to be.
            place: if kind == Kind::Office { None } else { self.place(sentence, word) },
            event: None,
            qualifiers: via.map(|v| ("via", v)).into_iter().collect::<BTreeMap<_, _>>(),
            evidence: vec![Evidence { sentence, span: s.span }],
            rule: rule.to_owned(),
        });
        let last = self.facts.len() - 1;
        &mut self.facts[last]
    }

    /// Who denies what a word names, where no reported clause says so: "Iran denied arming them".
    fn denier(&self, sentence: usize, word: usize) -> Option<ActorId> {
        let s = &self.reading.sentences[sentence];
        let verb = s.ancestors(word).find(|&v| clause::is_verb(s, v) && modality::denies(self.reading, s, v))?;
        self.actors(sentence, clause::doer(s, verb)?).first().copied()
    }

    /// Where an event takes place: "in Geneva", at its word or at the verb that carries it.
    fn place(&self, sentence: usize, word: usize) -> Option<Arc<Entity>> {
        let s = &self.reading.sentences[sentence];
        let verb = s.words[word].head.filter(|&h| !clause::is_verb(s, word) && clause::is_verb(s, h));
        let carriers: Vec<usize> = [Some(word), verb].into_iter().flatten().collect();
        // People lie nowhere: "met Xi in Bali" tells where they met, wherever the tree hangs it; "the protesters in
        // Syria" may be described by a country, "officials in Brussels" hardly by a city.
        let met = carriers.iter().flat_map(|&c| s.children(c)).flat_map(|c| s.with_conjuncts(c));
        let met = met.filter_map(|w| {
            let actor = self.reading.mentions.at(sentence, w)?.actors.first().copied()?;
            let person = self.class(actor) == Class::Person && !self.reading.mentions.actor(actor).described;
            (!self.class(actor).is_place()).then_some((w, !person))
        });
        let all: Vec<(usize, bool)> = carriers.iter().map(|&c| (c, false)).chain(met).collect();
        for (node, city) in all {
            for oblique in clause::obliques(s, node).filter(|o| is_form(s, o.case, &["in", "at"])) {
                let Some(mention) = self.reading.mentions.at(sentence, oblique.word) else { continue };
                let named = mention.actors.first().map(|&a| &self.reading.mentions.actor(a).entity);
                if let Some(place) = named.filter(|e| e.class.is_place() && (!city || e.class == Class::City)) {
                    return Some(place.clone());
                }
            }
        }
        None
    }

    /// Whether a word is part of what is only spoken about.
    #[must_use]
    pub fn is_topic(&self, sentence: usize, word: usize) -> bool {
        self.topics.iter().any(|(s, words)| *s == sentence && words.contains(&word))
    }

    /// How many facts have been claimed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether no fact has been claimed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// A fact by its index in the order of claiming.
    #[must_use]
    pub fn fact(&self, index: usize) -> &Fact {
        &self.facts[index]
    }

    /// All facts claimed so far, in order.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// A fact by its index, to be refined.
    pub fn fact_mut(&mut self, index: usize) -> &mut Fact {
        &mut self.facts[index]
    }

    /// Adds a sentence to the evidence of a fact.
    pub fn support(&mut self, index: usize, sentence: usize) {
        let evidence = Evidence { sentence, span: self.reading.sentences[sentence].span };
        let all = &mut self.facts[index].evidence;
        if !all.contains(&evidence) {
            all.push(evidence);
        }
    }

    /// Says why something gave no fact.
    pub fn note(&mut self, sentence: usize, text: impl Into<String>) {
        self.notes.push(Note { sentence, text: text.into() });
    }

    /// The facts in order of their first evidence, repeated ones folded; the notes in text order.
    #[must_use]
    pub fn into_facts(mut self) -> (Vec<Fact>, Vec<Note>) {
        chronology::carry(&mut self.facts, &self.anchors, self.reading, self.speeches);
        let reading = self.reading;
        let lexicon = &reading.ontology.lexicon;
        for (fact, &(sentence, word)) in self.facts.iter_mut().zip(&self.anchors) {
            coding::by_progress(fact, coding::is_own_wish(reading, fact, (sentence, word)), lexicon);
            coding::by_agents(fact, reading, (sentence, word));
        }
        statements::drop_relayed(&mut self.facts, reading);
        let boilerplate = &reading.boilerplate;
        let told = |e: &Evidence| !boilerplate.get(e.sentence).is_some_and(|&b| b);
        self.facts.retain(|f| f.evidence.iter().all(told));
        self.notes.sort();
        self.notes.dedup();
        let symmetric: Vec<&str> = lexicon.types.iter().filter(|t| t.symmetric).map(|t| t.predicate.as_str()).collect();
        (folding::fold(self.facts, &symmetric), self.notes)
    }
}

/// The state for which the publisher of an article speaks, if the article names it.
fn house(reading: &Reading<'_>) -> Option<ActorId> {
    let state = reading.mentions.state?;
    let at = reading.mentions.actors.iter().position(|a| a.known == Some(state))?;
    Some(ActorId(u32::try_from(at).ok()?))
}
