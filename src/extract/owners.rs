//! To whom things belong: possessors, makers, adjectives of nationality.
//!
//! "Russia's invasion", "the invasion by Russia", "a Russian-led invasion" → Russia.

use super::Claims;
use super::clause::{self, is_form};
use crate::entity::{ActorId, Reference};
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, Element, Slot};

/// The word classes of wars and of agreements.
const SITUATION: &str = "situation";
const AGREEMENT: &str = "agreement";
/// The word class of what is said and done about something.
const MATTER: &str = "matter";

impl Claims<'_, '_> {
    /// To whom a thing belongs: "Russia's invasion", "Russian ships", "the sovereignty of Ukraine".
    #[must_use]
    pub fn owners(&self, s: usize, w: usize) -> Vec<ActorId> {
        let sentence = &self.reading.sentences[s];
        if let Some(owner) = sentence.child(w, &[Rel::NmodPoss]) {
            // "Navalny's poisoning" is not his deed.
            let mut owners = self.possessors(s, owner);
            let suffered =
                self.is_done_to(s, w) && !clause::obliques(sentence, w).any(|o| is_form(sentence, o.case, &["of"]));
            owners.retain(|&a| !suffered || self.class(a) != Class::Person);
            return owners;
        }
        let made = sentence
            .children(w)
            .find(|&c| matches!(sentence.words[c].rel, Rel::Acl | Rel::AclRelcl) && clause::is_passive(sentence, c));
        // "The attack, which was first reported by a newspaper", is not the newspaper's.
        let speech = |c: usize| self.reading.ontology.lexicon.speech_verbs.contains_key(&sentence.words[c].lemma);
        let made = made.filter(|&c| !(sentence.words[c].rel == Rel::AclRelcl && speech(c)));
        if let Some(agent) = made.and_then(|c| clause::agent(sentence, c)) {
            return self.actors(s, agent);
        }
        let by = |form: &'static [&'static str]| {
            clause::obliques(sentence, w).find(|o| o.word > w && is_form(sentence, o.case, form))
        };
        if let Some(by) = by(&["by", "from"]).filter(|o| !self.actors(s, o.word).is_empty()) {
            return self.actors(s, by.word);
        }
        let national = self.nationals(s, w);
        if !national.is_empty() {
            // "The Iraq War", "the Iran deal": where it was fought, with whom it was made.
            return if self.is_about(s, w) { Vec::new() } else { national };
        }
        by(&["of"]).filter(|_| !self.is_done_to(s, w)).map_or_else(Vec::new, |of| self.actors(s, of.word))
    }

    /// Whether the country in front of a noun is only what a war or an agreement is about: "the Iran deal".
    fn is_about(&self, s: usize, w: usize) -> bool {
        let sentence = &self.reading.sentences[s];
        let lexicon = &self.reading.ontology.lexicon;
        let lemma = sentence.words[w].lemma.to_lowercase();
        let named = |c: usize| {
            let mention = self.reading.mentions.at(s, c).filter(|m| m.by == Reference::Name);
            mention.is_some_and(|m| m.actors.iter().any(|&a| self.class(a) == Class::Country))
        };
        // "U.S. wars" are America's.
        let short = |c: usize| !self.reading.word(s, c).contains(char::is_lowercase);
        let front = |c: usize| c < w && sentence.words[c].rel != Rel::NmodPoss && !short(c) && named(c);
        // "The Peru AUMF": what a name that nobody knows is about.
        let named = sentence.words[w].upos == Upos::Propn && self.reading.mentions.at(s, w).is_none();
        let matter = named || [SITUATION, AGREEMENT, MATTER].iter().any(|class| lexicon.is_in(class, &lemma));
        matter && sentence.children(w).any(front)
    }

    /// Whether "of" after a noun names to whom it is done: "the killing of".
    fn is_done_to(&self, s: usize, w: usize) -> bool {
        let lexicon = &self.reading.ontology.lexicon;
        let takes = |&(m, p): &(usize, usize)| {
            let elements = &lexicon.modes[m].nouns[p].elements;
            elements.windows(2).any(|pair| {
                matches!(pair, [Element::Words(words), Element::Slot(Slot::Target, _)] if words.iter().any(|w| **w == *"of"))
            })
        };
        let patterns = lexicon.nouns.get(&*self.reading.sentences[s].words[w].lemma);
        patterns.is_some_and(|all| all.iter().any(takes))
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
        for c in sentence.children(w).filter(|&c| {
            c < w && matches!(sentence.words[c].rel, Rel::Amod | Rel::Compound | Rel::NmodDesc | Rel::Nmod)
        }) {
            // "A Kenyan-led strike", "a rebel-claimed bomb"
            let led = is_form(sentence, c, &["lead", "claim"])
                .then(|| sentence.child(c, &[Rel::Amod, Rel::Compound, Rel::Obl]))
                .flatten();
            for part in sentence.with_conjuncts(led.unwrap_or(c)) {
                // "Syrian government shelling", "a Yemeni school bus"
                let lexicon = &self.reading.ontology.lexicon;
                let within = self.reading.mentions.at(s, part).is_none()
                    && sentence.words[part].rel == Rel::Compound
                    && !lexicon.nouns.contains_key(&*sentence.words[part].lemma)
                    // "A Libya-style war" is not Libya's.
                    && (part == 0 || sentence.words[part - 1].xpos != "HYPH");
                let nested = if within { self.nationals(s, part) } else { Vec::new() };
                let named = self.reading.mentions.at(s, part).map_or(&nested, |m| &m.actors);
                for &actor in named {
                    let class = self.reading.mentions.actor(actor).entity.class;
                    // "Russian troop movements" are Russia's.
                    let nobody =
                        self.reading.mentions.actor(actor).described && self.reading.mentions.actor(actor).of.is_none();
                    if class.is_actor() && !nobody && !all.contains(&actor) {
                        all.push(actor);
                    }
                }
            }
        }
        all
    }
}
