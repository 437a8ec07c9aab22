//! Those who are together: listed with one another, or meeting one another in the sentence.
//!
//! "Reed spoke with Nordic leaders. They agreed …" → Reed and the Nordic leaders.

use super::offices::Office;
use super::resolver::Resolver;
use super::{ActorId, Mention, Reference};
use crate::grammar::Rel;
use crate::ontology::{Class, Role};

/// What people hold with one another.
const TALKS: [&str; 8] =
    ["call", "meeting", "talk", "conversation", "discussion", "consultation", "teleconference", "videoconference"];

impl Resolver<'_, '_> {
    /// "Reed met Holm", "Reed spoke with Holm and Lund", "Reed held a call with leaders": with the subject those whom it met,
    /// people or states like itself.
    fn met_by(&self, mention: &Mention) -> Vec<ActorId> {
        let sentence = &self.page.sentences[mention.sentence];
        let word = &sentence.words[mention.head];
        let Some(verb) = word.head.filter(|_| word.rel == Rel::Nsubj) else { return Vec::new() };
        let with = |&c: &usize| sentence.children_by(c, Rel::Case).any(|p| &*sentence.words[p].lemma == "with");
        let holds = self.page.ontology.lexicon.is_in("lightVerb", &sentence.words[verb].lemma);
        let talks = sentence.child(verb, &[Rel::Obj]).filter(|&o| holds && TALKS.contains(&&*sentence.words[o].lemma));
        let met = sentence.children(verb).filter(|c| match sentence.words[*c].rel {
            Rel::Obj => &*sentence.words[verb].lemma == "meet",
            Rel::Obl => with(c),
            _ => false,
        });
        let met = met.chain(talks.into_iter().flat_map(|o| sentence.children_by(o, Rel::Nmod)).filter(with));
        let class = |actor: ActorId| self.linker.actors.class(actor);
        let kind = mention.actors.first().map(|&a| class(a)).filter(|c| matches!(c, Class::Person | Class::Country));
        let named = |m: &&Mention| matches!(m.by, Reference::Name | Reference::Role);
        let mentions = met
            .flat_map(|c| sentence.with_conjuncts(c))
            .filter_map(|head| self.mentions_of(mention.sentence).iter().find(|m| m.head == head).filter(named));
        let alike = |m: &Mention, a: ActorId| {
            // "Transatlantic leaders" are people in office.
            let several = m.by == Reference::Role && class(a) == Class::Group && kind == Some(Class::Person);
            several || Some(class(a)) == kind && !self.linker.actors.get(a).described
        };
        mentions.flat_map(|m| m.actors.iter().copied().filter(move |&a| alike(m, a))).collect()
    }

    /// "Reed spoke with Nordic leaders. The leaders agreed …": all of them, also who spoke with them.
    pub fn all_who_met(&self, s: usize, noun: usize) -> Vec<ActorId> {
        const REACH: usize = 6;
        let lemma = &self.page.sentences[s].words[noun].lemma;
        for before in (s.saturating_sub(REACH)..s).rev() {
            let words = &self.page.sentences[before].words;
            let of_that_name = |m: &&Mention| m.by == Reference::Role && words[m.head].lemma == *lemma;
            let Some(group) = self.mentions_of(before).iter().find(of_that_name) else { continue };
            let host = self
                .mentions_of(before)
                .iter()
                .find(|m| words[m.head].rel == Rel::Nsubj && self.met_by(m).iter().any(|a| group.actors.contains(a)));
            return host.map_or_else(Vec::new, |host| [&host.actors[..], &group.actors].concat());
        }
        Vec::new()
    }

    /// The last several people named who hold such an office: "the two leaders".
    pub fn last_people(&self, s: usize, office: &Office, count: Option<usize>) -> Vec<ActorId> {
        // "The two leaders": rather those who lead states than a minister who once led an agency.
        let page = self.page;
        let governs = |a: ActorId| {
            let leads = |role: &Role| role.leads && !role.leads_body();
            self.linker.actors.get(a).known.is_some_and(|id| page.holds(id, |t| leads(page.ontology.role(t.role))) == 2)
        };
        if count.is_some() && office.names.iter().any(|&r| page.ontology.role(r).leads) {
            let states = self.last_fitting(s, office, count, &governs);
            if !states.is_empty() {
                return states;
            }
        }
        self.last_fitting(s, office, count, &|_| true)
    }

    fn last_fitting(
        &self,
        s: usize,
        office: &Office,
        count: Option<usize>,
        fits: &dyn Fn(ActorId) -> bool,
    ) -> Vec<ActorId> {
        let mut people: Vec<ActorId> = Vec::new();
        for back in 0..=6.min(s) {
            let mut here: Vec<ActorId> = Vec::new();
            for mention in self.mentions_of(s - back) {
                if back == 0 && mention.words.start >= office.start {
                    continue;
                }
                let persons = mention.actors.iter().filter(|&&a| self.fits_office(a, office) && fits(a));
                here.extend(persons.filter(|a| !people.contains(a)));
            }
            here.sort_unstable();
            here.dedup();
            match count {
                None if here.len() > 1 => return here,
                None => {}
                Some(count) => {
                    people.extend(here);
                    if people.len() >= count {
                        people.truncate(count);
                        return people;
                    }
                }
            }
        }
        Vec::new()
    }

    /// The actors of a mention with those coordinated with it.
    pub fn together(&self, mention: &Mention) -> Vec<ActorId> {
        let sentence = &self.page.sentences[mention.sentence];
        let mut actors = mention.actors.clone();
        // "Reed and his colleagues": the last of a list stands for all of it, too.
        let mut first = mention.head;
        while let Some(head) = sentence.words[first].head.filter(|_| sentence.words[first].rel == Rel::Conj) {
            first = head;
        }
        let named = self.mentions_of(mention.sentence).iter().any(|m| m.head == first);
        for head in sentence.with_conjuncts(if named { first } else { mention.head }) {
            if let Some(other) = self.mentions_of(mention.sentence).iter().find(|m| m.head == head) {
                actors.extend(other.actors.iter().filter(|a| !mention.actors.contains(a)));
            }
        }
        actors.extend(self.met_by(mention));
        actors.sort_unstable();
        actors.dedup();
        actors
    }
}
