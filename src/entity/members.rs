//! Members of a party, and lawmakers called by where they come from.
//!
//! "The Ohio Republican" is the lawmaker whom the article has introduced as one from Ohio; "a senior Republican" is somebody.

use super::names::{Found, party_of};
use super::offices::Office;
use super::page::Page;
use super::resolver::Resolver;
use super::{ActorId, Mention, Reference};
use crate::grammar::{NameKind, Rel, Upos};
use crate::ontology::{Class, EntityId, NameOf, RoleId};

/// So many words stand at most between a lawmaker's name and the state: "Jon Reed, a senior Republican from".
const APART: usize = 6;
/// Within so many sentences a lawmaker of whom no state is told may be meant.
const NEAR: usize = 2;

impl Resolver<'_, '_> {
    /// Resolves a noun for somebody of a party, if it is one.
    pub fn member(&mut self, s: usize, w: usize) -> bool {
        let page = self.page;
        let word = &page.sentences[s].words[w];
        // The tree first: looking up a name for every noun would take time.
        let named = if heads(page, s, w) { party_of(page, s, w) } else { None };
        let Some(party) = named else { return false };
        let start = self.modifier_start(s, w);
        let told = if word.is_plural() { None } else { self.told_of(s, w, start) };
        let actor = told.unwrap_or_else(|| {
            let party = self.linker.actors.known(page, party);
            let class = if word.is_plural() { Class::Group } else { Class::Person };
            self.linker.actors.described(&page.phrase(s, start..w + 1), class, Some(party), None)
        });
        self.add(Mention { sentence: s, words: start..w + 1, head: w, actors: vec![actor], by: Reference::Group });
        true
    }

    /// Whom a member's noun stands beside, or whom it means by the state before it.
    fn told_of(&self, s: usize, w: usize, start: usize) -> Option<ActorId> {
        let sentence = &self.page.sentences[s];
        let person = |w: usize| {
            let mention = self.covering(w).filter(|m| m.by == Reference::Name)?;
            mention.actors.first().copied().filter(|&a| self.is_person(a))
        };
        if sentence.words[w].rel == Rel::Appos {
            return person(sentence.words[w].head?);
        }
        // "Jon Reed, Ohio Republican and head of the panel, said", however it hangs
        let article = start > 0 && sentence.words[start - 1].upos == Upos::Det;
        let comma = start.checked_sub(1 + usize::from(article)).filter(|&w| self.page.word(s, w) == ",");
        let behind = comma.and_then(|w| person(w.checked_sub(1)?));
        if behind.is_some() {
            return behind;
        }
        if let Some(beside) = sentence.children_by(w, Rel::Appos).find_map(person) {
            return Some(beside);
        }
        let before = start.checked_sub(1).filter(|&b| self.page.lower(s, b) == "the");
        let place = (start..w).find_map(|from| self.place(s, from..w));
        before.and_then(|_| self.lawmaker_from(s, place?))
    }

    fn place(&self, s: usize, words: std::ops::Range<usize>) -> Option<EntityId> {
        let page = self.page;
        page.index().named(&page.key(s, words).join(" ")).iter().find_map(|name| match name {
            NameOf::Entity(id) if page.ontology.entity(*id).class.is_place() => Some(*id),
            _ => None,
        })
    }

    /// "The Ohio senator", "the senator from Ohio".
    pub fn lawmaker(&self, s: usize, office: &Office) -> Option<ActorId> {
        let page = self.page;
        let place = self.linker.actors.get(office.of?).known?;
        let part = page.ontology.entity(place).class != Class::Country && page.ontology.entity(place).class.is_place();
        if self.sits(office) && part && office.marks.is_empty() { self.lawmaker_from(s, place) } else { None }
    }

    /// The lawmaker from a place whom the article has named last; if it tells of none where from, the last one named just
    /// before.
    pub fn lawmaker_from(&self, s: usize, place: EntityId) -> Option<ActorId> {
        let named =
            || (0..=s).rev().flat_map(|at| self.mentions_of(at).iter().rev()).filter(|m| m.by == Reference::Name);
        let person = |m: &Mention| m.actors.first().copied().filter(|&a| self.is_person(a));
        if let Some(told) = named().find_map(|m| person(m).filter(|_| self.home_told(m) == Some(place))) {
            return Some(told);
        }
        let near = || named().take_while(|m| m.sentence + NEAR >= s);
        let lawmaker = |m: &Mention| person(m).filter(|&a| self.is_lawmaker(a) && self.home_of(a).is_none());
        // Rather one who does something than of whom something is said.
        let acts = |m: &&Mention| self.page.sentences[m.sentence].words[m.head].rel == Rel::Nsubj;
        near().filter(acts).find_map(lawmaker).or_else(|| near().find_map(lawmaker))
    }

    /// Whether an office is a seat in a parliament.
    pub fn sits(&self, office: &Office) -> bool {
        office.names.iter().all(|&r| self.is_seat(r))
    }

    fn is_seat(&self, role: RoleId) -> bool {
        self.page.ontology.role(role).rank == LAWMAKER
    }

    /// The place that the text tells of a person by any of the names so far.
    pub fn home_of(&self, person: ActorId) -> Option<EntityId> {
        self.mentions.iter().filter(|m| m.by == Reference::Name && m.actors == [person]).find_map(|m| self.home_told(m))
    }

    /// "Jon Reed (R-Ohio)", "Jon Reed, an Ohio Republican", "Jon Reed of Ohio", "Ohio Sen. Jon Reed".
    fn home_told(&self, name: &Mention) -> Option<EntityId> {
        let words = &self.page.sentences[name.sentence].words;
        let place = |m: &Mention| {
            let known = self.linker.actors.get(*m.actors.first()?).known?;
            self.page.ontology.entity(known).class.is_place().then_some(known)
        };
        let passes = |w: usize| {
            let of = matches!(self.page.word(name.sentence, w), "of" | "from");
            of || matches!(words[w].upos, Upos::Adj | Upos::Det | Upos::Noun | Upos::Propn | Upos::Punct)
        };
        let beside = |m: &&Mention| {
            let (from, to) = (name.words.end, m.words.start);
            let behind = to >= from && to - from <= APART && (from..to).all(passes);
            let before = m.words.end < name.words.start && name.words.start - m.words.end <= 2;
            behind || before && self.is_titled(name.sentence, m.words.end..name.words.start)
        };
        self.mentions_of(name.sentence).iter().filter(|m| m.by == Reference::Name).filter(beside).find_map(place)
    }

    fn is_titled(&self, s: usize, mut words: std::ops::Range<usize>) -> bool {
        let lawmaker = |w: usize| {
            let name = self.page.lower(s, w);
            let roles = self.page.index().roles(name.trim_end_matches('.'));
            roles.iter().any(|r| self.is_seat(r.role))
                || self.page.index().honorific(&self.page.word(s, w).replace('.', "")).is_some()
        };
        words.all(lawmaker)
    }

    /// Whether the text or the ontology has somebody sit in a parliament now.
    fn is_lawmaker(&self, person: ActorId) -> bool {
        let sits = |role: RoleId| self.is_seat(role);
        let told =
            self.roles.iter().any(|r| r.marks.is_empty() && r.holder == Some(person) && r.role.is_some_and(sits));
        told || self.linker.actors.get(person).known.is_some_and(|id| self.page.holds(id, |t| sits(t.role)) == 2)
    }
}

/// Whether a name ends in a noun for somebody of a party, and is none of a body: "Senate Republican", "the Ohio Democrat".
pub fn is_member(page: &Page<'_>, s: usize, name: &Found) -> bool {
    let last = name.words.end - 1;
    let called = name.kind == Some(NameKind::Person) && name.words.len() > 1;
    name.candidates.is_empty() && !called && heads(page, s, last) && party_of(page, s, last).is_some()
}

/// Whether a noun is one's own, not what tells of another, and has a word before it: "a Republican", "House Democrats",
/// not "Republican lawmakers", "Green said".
fn heads(page: &Page<'_>, s: usize, w: usize) -> bool {
    let sentence = &page.sentences[s];
    let told = |c: usize| matches!(sentence.words[c].rel, Rel::Det | Rel::Amod | Rel::Nummod | Rel::Compound);
    let apart = matches!(sentence.words[w].rel, Rel::Compound | Rel::Amod | Rel::NmodDesc | Rel::Flat);
    !apart && sentence.children(w).any(told)
}

/// The rank of those who sit in a parliament.
const LAWMAKER: &str = "legislator";
