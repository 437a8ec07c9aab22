//! Counterparts: the same office in another country.
//!
//! "Lavrov met his French counterpart, Jean-Yves Le Drian" → Le Drian is Foreign Minister of France.

use super::offices::Office;
use super::resolver::Resolver;
use super::{ActorId, Mention, Reference};
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, RoleId};

impl Resolver<'_, '_> {
    /// Resolves "his Greek and French counterparts, A and B", if the word is such a noun. Whether it is.
    pub fn counterpart(&mut self, s: usize, w: usize) -> bool {
        let page = self.page;
        let word = &page.sentences[s].words[w];
        let listed = |form: &str| page.ontology.lexicon.is_in("counterpart noun", form);
        if !listed(&word.lemma) && !listed(&page.lower(s, w)) {
            return false;
        }
        let (start, countries, owner) = self.before_counterpart(s, w);
        let role = owner.and_then(|owner| self.office_of(owner));
        let people = self.people_after(s, w);
        let mut actors = Vec::new();
        let pairs = people.len().max(countries.len());
        for i in 0..pairs {
            let of = if countries.len() == 1 { countries.first() } else { countries.get(i) }.copied();
            let office = office(w, start, role);
            let holder = match people.get(i) {
                Some(&person) => Some(person),
                None => of.and_then(|of| self.incumbent(&office, of)),
            };
            let Some(holder) = holder else { continue };
            actors.push(holder);
            if let Some(role) = role {
                let mut phrase = self.phrase(s, &Office { of, ..office }, Some(holder), people.get(i).is_none());
                let role = self.like_office(holder, of, role);
                phrase.role = Some(role);
                phrase.text.clone_from(&page.ontology.role(role).label);
                self.roles.push(phrase);
            }
        }
        if actors.is_empty() {
            let label = page.phrase(s, self.modifier_start(s, w)..w + 1);
            let class = if word.is_plural() { Class::Group } else { Class::Person };
            actors.push(self.linker.actors.described(&label, class, countries.first().copied(), None));
        }
        self.add(Mention { sentence: s, words: w..w + 1, head: w, actors, by: Reference::Role });
        true
    }

    /// The countries named before the noun, and whose counterpart it is.
    fn before_counterpart(&self, s: usize, w: usize) -> (usize, Vec<ActorId>, Option<ActorId>) {
        let page = self.page;
        let words = &page.sentences[s].words;
        let mut countries = Vec::new();
        let mut at = w;
        while at > 0 {
            let before = at - 1;
            if let Some(mention) = self.covering(before) {
                if mention.by == Reference::Pronoun || self.is_person(mention.actors[0]) {
                    return (before, countries, mention.actors.first().copied());
                }
                countries.insert(0, mention.actors[0]);
                at = mention.words.start;
            } else if matches!(
                words[before].upos,
                Upos::Cconj | Upos::Punct | Upos::Det | Upos::Num | Upos::Adj | Upos::Part
            ) {
                at = before;
            } else {
                break;
            }
        }
        (at, countries, None)
    }

    /// People named right after the noun.
    fn people_after(&self, s: usize, w: usize) -> Vec<ActorId> {
        let page = self.page;
        let skip = |mut at: usize| {
            while matches!(page.word(s, at), "," | "and" | ":" | "&" | "—" | "–") {
                at += 1;
            }
            at
        };
        let plural = page.sentences[s].words[w].is_plural();
        let mut at = if page.word(s, w + 1) == "," { w + 2 } else { w + 1 };
        let mut people = Vec::new();
        // "his Danish counterpart, Foreign Minister Dr. Anna Holm", "his counterpart Danish Foreign Minister Anna Holm"
        let national = self.covering(at).filter(|m| m.by == Reference::Nationality && m.words.start == at);
        let titled = national.map_or(at, |m| m.words.end);
        if let Some(title) = self.spans.iter().find(|r| (r.words.start == at || r.words.start == titled) && !plural)
            && let Some((actor, _)) = self.person_at(page.after_honorifics(s, title.words.end))
        {
            return vec![actor];
        }
        at = page.after_honorifics(s, at);
        while let Some((actor, words)) = self.person_at(at) {
            let head = page.head(s, words.clone());
            let apposed =
                at == w + 1 || matches!(page.sentences[s].words[head].rel, Rel::Appos | Rel::Conj | Rel::Flat);
            if !apposed {
                break;
            }
            people.push(actor);
            if !plural {
                break;
            }
            at = skip(words.end);
        }
        people
    }

    /// What an office is called elsewhere: the counterpart of a secretary of state is a foreign minister.
    fn like_office(&self, holder: ActorId, of: Option<ActorId>, role: RoleId) -> RoleId {
        let page = self.page;
        let rank = &page.ontology.role(role).rank;
        let known = |a: ActorId| self.linker.actors.get(a).known;
        let Some(entity) = known(holder).map(|id| page.ontology.entity(id)) else { return role };
        let here = |t: &&crate::ontology::Term| {
            page.runs(t) && of.and_then(known).is_none_or(|of| t.of == of) && page.ontology.role(t.role).rank == *rank
        };
        entity.terms.iter().find(here).map_or(role, |t| t.role)
    }

    /// The office that a person holds: the last one that the text gave, else the running one.
    fn office_of(&self, person: ActorId) -> Option<RoleId> {
        let told = self.roles.iter().rev().find(|r| r.holder == Some(person) && r.marks.is_empty() && r.role.is_some());
        told.and_then(|r| r.role).or_else(|| {
            let page = self.page;
            let entity = page.ontology.entity(self.linker.actors.get(person).known?);
            let running = entity.terms.iter().filter(|t| page.runs(t));
            running.max_by_key(|t| page.ontology.role(t.role).leads).map(|t| t.role)
        })
    }
}

fn office(w: usize, start: usize, role: Option<RoleId>) -> Office {
    Office {
        words: w..w + 1,
        core: w..w + 1,
        head: w,
        names: role.into_iter().collect(),
        plural: false,
        marks: Vec::new(),
        of: None,
        end: w + 1,
        start,
        vague: false,
    }
}
