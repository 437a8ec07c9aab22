//! Words of a clause into those who are meant: through lists, pronouns of speech, possessors and adjectives of nationality.
//!
//! "condemned Russia's invasion" → of *invasion*, Russia; "members of the European Union" → the European Union.

use super::Claims;
use super::clause::{self, is_form};
use crate::entity::{ActorId, Reference};
use crate::fact::Argument;
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, EntityId, SlotType};

/// Nouns that count or group what their "of" names.
const PARTITIVES: [&str; 25] = [
    "number", "group", "series", "majority", "hundred", "thousand", "dozen", "ten", "score", "range", "couple", "handful",
    "half", "part", "rest", "variety", "some", "many", "most", "several", "one", "two", "three", "both", "all",
];

/// CAMEO codes of described actors who act for a state, a body or a movement.
const PUBLIC_AGENTS: [&str; 12] =
    ["GOV", "MIL", "COP", "REB", "OPP", "LEG", "JUD", "SPY", "IGO", "UAF", "INS", "PTY"];

/// Whoever fills a slot: an actor, or words where no actor is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filler {
    /// Someone known or described.
    Actor(ActorId),
    /// The words as they stand.
    Words(String),
}

impl Claims<'_, '_> {
    /// Who is meant by a noun and those coordinated with it.
    #[must_use]
    pub fn actors(&self, s: usize, w: usize) -> Vec<ActorId> {
        let mut all = Vec::new();
        for part in self.reading.sentences[s].with_conjuncts(w) {
            for actor in self.actors_alone(s, part) {
                if !all.contains(&actor) {
                    all.push(actor);
                }
            }
        }
        all
    }

    /// Who is meant by one noun or pronoun.
    #[must_use]
    pub fn actors_alone(&self, s: usize, w: usize) -> Vec<ActorId> {
        let sentence = &self.reading.sentences[s];
        let word = &sentence.words[w];
        if word.upos == Upos::Pron
            && let Some(actors) = self.in_speech(s, w)
        {
            return actors;
        }
        if let Some(mention) = self.reading.mentions.at(s, w) {
            return mention.actors.clone();
        }
        if PARTITIVES.contains(&&*word.lemma) || word.upos == Upos::Num || word.upos == Upos::Det {
            let of = clause::obliques(sentence, w).find(|o| is_form(sentence, o.case, &["of"]));
            return of.map_or_else(Vec::new, |o| self.actors(s, o.word));
        }
        let apposed = sentence.children_by(w, Rel::Appos).chain(sentence.children_by(w, Rel::Flat));
        let named = apposed.filter_map(|c| self.reading.mentions.at(s, c)).find(|m| m.by == Reference::Name);
        named.map_or_else(Vec::new, |m| m.actors.clone())
    }

    /// "I" is the speaker, "we" whom the speaker acts for, "you" the one spoken to.
    fn in_speech(&self, s: usize, w: usize) -> Option<Vec<ActorId>> {
        let sentence = &self.reading.sentences[s];
        let word = &sentence.words[w];
        let kind = Person::of(&word.lemma, self.reading.word(s, w))?;
        let speech = self.speeches.around(word.span)?;
        let mentions = &self.reading.mentions;
        Some(match kind {
            Person::One => speech.speakers.iter().take(1).copied().collect(),
            Person::Several => {
                let represented = |&a: &ActorId| {
                    let actor = mentions.actor(a);
                    if actor.entity.class == Class::Person { actor.of.unwrap_or(a) } else { a }
                };
                speech.speakers.iter().take(1).map(represented).collect()
            }
            Person::Addressed => speech.addressee.into_iter().collect(),
        })
    }

    /// To whom a thing belongs: "Russia's invasion", "Russian ships", "the sovereignty of Ukraine".
    #[must_use]
    pub fn owners(&self, s: usize, w: usize) -> Vec<ActorId> {
        let sentence = &self.reading.sentences[s];
        if let Some(owner) = sentence.child(w, &[Rel::NmodPoss]) {
            return self.possessors(s, owner);
        }
        let by = |form: &'static [&'static str]| clause::obliques(sentence, w).find(|o| o.word > w && is_form(sentence, o.case, form));
        if let Some(by) = by(&["by"]) {
            return self.actors(s, by.word);
        }
        let national = self.nationals(s, w);
        if !national.is_empty() {
            return national;
        }
        by(&["of"]).map_or_else(Vec::new, |of| self.actors(s, of.word))
    }

    /// A possessor, or whoever possesses it in turn: "Ukraine's borders' defence".
    #[must_use]
    pub fn possessors(&self, s: usize, w: usize) -> Vec<ActorId> {
        let direct = self.actors(s, w);
        if !direct.is_empty() {
            return direct;
        }
        let next = self.reading.sentences[s].child(w, &[Rel::NmodPoss]);
        next.map_or_else(Vec::new, |n| self.actors(s, n))
    }

    /// Those named by adjectives and nouns in front: "Russian and Belarusian exercises".
    #[must_use]
    pub fn nationals(&self, s: usize, w: usize) -> Vec<ActorId> {
        let sentence = &self.reading.sentences[s];
        let mut all = Vec::new();
        for c in sentence.children(w).filter(|&c| c < w && matches!(sentence.words[c].rel, Rel::Amod | Rel::Compound | Rel::NmodDesc | Rel::Nmod)) {
            for part in sentence.with_conjuncts(c) {
                let Some(mention) = self.reading.mentions.at(s, part) else { continue };
                for &actor in &mention.actors {
                    let class = self.reading.mentions.actor(actor).entity.class;
                    if class.is_actor() && !all.contains(&actor) {
                        all.push(actor);
                    }
                }
            }
        }
        all
    }

    /// What fills a slot of a type, headed by a word; the owner of a thing where no actor is named itself.
    #[must_use]
    pub fn fillers(&self, s: usize, w: usize, kind: SlotType, places: bool) -> Vec<Filler> {
        let mut all = Vec::new();
        let sentence = &self.reading.sentences[s];
        for part in sentence.with_conjuncts(w) {
            let fits = |&a: &ActorId| accepts(kind, self.class(a), places);
            let mut actors: Vec<ActorId> = self.actors_alone(s, part).into_iter().filter(fits).collect();
            if actors.is_empty() && kind != SlotType::Person && sentence.words[part].is_nominal() {
                actors = self.owners(s, part).into_iter().filter(fits).collect();
            }
            if actors.is_empty() && kind == SlotType::Any && sentence.words[part].upos == Upos::Noun {
                all.push(Filler::Words(self.words(s, clause::phrase(sentence, part))));
            }
            for actor in actors {
                let filler = Filler::Actor(actor);
                if !all.contains(&filler) {
                    all.push(filler);
                }
            }
        }
        all
    }

    /// Whether someone plays a part in public affairs: a state, its bodies and forces, parties, armed groups, those who
    /// hold an office or act for one of these.
    #[must_use]
    pub fn is_public(&self, id: ActorId) -> bool {
        let mentions = &self.reading.mentions;
        let actor = mentions.actor(id);
        let public = matches!(
            actor.entity.class,
            Class::Country
                | Class::Region
                | Class::InternationalOrganization
                | Class::GovernmentBody
                | Class::Parliament
                | Class::ArmedForces
                | Class::ArmedGroup
                | Class::Party
        );
        let agent = actor.entity.code.as_deref().and_then(|c| c.get(c.len().saturating_sub(3)..));
        if actor.described {
            return agent.is_some_and(|a| PUBLIC_AGENTS.contains(&a));
        }
        let held = |e: EntityId| !self.reading.ontology.entity(e).terms.is_empty();
        let person = actor.entity.class == Class::Person;
        public
            || !person && agent.is_some()
            || person && (actor.known.is_some_and(held) || mentions.roles.iter().any(|r| r.holder == Some(id) && r.of.is_some()))
    }

    /// Whether at least one end of a fact plays a part in public affairs.
    #[must_use]
    pub fn concerns_public(&self, ends: &[ActorId]) -> bool {
        ends.iter().any(|&a| self.is_public(a))
    }

    /// What an actor is.
    #[must_use]
    pub fn class(&self, actor: ActorId) -> Class {
        self.reading.mentions.actor(actor).entity.class
    }

    /// A filler as an argument.
    #[must_use]
    pub fn argument(&self, filler: &Filler) -> Argument {
        match filler {
            Filler::Actor(actor) => self.actor(*actor),
            Filler::Words(words) => Argument::Value(words.clone()),
        }
    }

    /// Words as they stand in the text, white space folded.
    #[must_use]
    pub fn words(&self, s: usize, words: std::ops::Range<usize>) -> String {
        let text = self.reading.sentences[s].span_of(words).of(&self.reading.article.text);
        let mut folded = String::with_capacity(text.len());
        for part in text.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(part);
        }
        folded
    }
}

/// Pronouns that depend on who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    One,
    Several,
    Addressed,
}

impl Person {
    fn of(lemma: &str, form: &str) -> Option<Self> {
        let is = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(form) || w.eq_ignore_ascii_case(lemma));
        if is(&["i", "me", "my", "myself"]) {
            Some(Self::One)
        } else if form != "US" && form != "U.S." && is(&["we", "us", "our", "ours", "ourselves"]) {
            Some(Self::Several)
        } else if is(&["you", "your", "yours"]) {
            Some(Self::Addressed)
        } else {
            None
        }
    }
}

/// Whether someone or something of this class may fill the slot; `places` where an act against a place is one against whoever is there.
#[must_use]
pub fn accepts(kind: SlotType, class: Class, places: bool) -> bool {
    match kind {
        SlotType::Any => true,
        SlotType::Actor => class.is_actor() || places && class.is_place(),
        SlotType::Place => class.is_place(),
        SlotType::Person => class == Class::Person,
        SlotType::Organization => class.is_organization(),
        SlotType::Country => class == Class::Country,
        SlotType::Group => class == Class::Group || class == Class::ArmedGroup,
    }
}
