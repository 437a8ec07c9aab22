//! The article's actors, each once: known ones, those that only the text names, and described groups.
//!
//! "Tobias Ellwood" → `ent:Tobias_Ellwood`, Person; "US officials" → `ent:US_officials`, Group, `USAGOV`.

use std::fmt::Write as _;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::page::Page;
use super::{Actor, ActorId};
use crate::fact;
use crate::ontology::{Class, ENT, EntityId};

/// The actors found so far.
#[derive(Debug, Default)]
pub struct Actors {
    /// In order of first use.
    pub all: Vec<Actor>,
    by_iri: FxHashMap<String, ActorId>,
}

impl Actors {
    /// The actor that is a known entity.
    pub fn known(&mut self, page: &Page<'_>, id: EntityId) -> ActorId {
        let entity = page.ontology.entity(id);
        if let Some(&actor) = self.by_iri.get(&entity.iri) {
            return actor;
        }
        let of = polity(page, id).filter(|&of| of != id).map(|of| self.known(page, of));
        let code = code(page, id);
        let shown = fact::Entity { iri: entity.iri.clone(), label: entity.label.clone(), class: entity.class, code };
        self.add(Actor { entity: Arc::new(shown), known: Some(id), of, described: false })
    }

    /// The actor that only the text names.
    pub fn named(&mut self, label: &str, class: Class, of: Option<ActorId>) -> ActorId {
        self.own(label, class, of, None, false)
    }

    /// An unnamed actor, called as the text does.
    pub fn described(&mut self, label: &str, class: Class, of: Option<ActorId>, agent: Option<&str>) -> ActorId {
        let label = &undotted(label);
        let base = of.and_then(|of| self.get(of).entity.code.clone()).unwrap_or_default();
        let code = base + agent.unwrap_or_default();
        self.own(label, class, of, Some(code).filter(|c| !c.is_empty()), true)
    }

    fn own(
        &mut self,
        label: &str,
        class: Class,
        of: Option<ActorId>,
        code: Option<String>,
        described: bool,
    ) -> ActorId {
        let iri = mint(label);
        if let Some(&actor) = self.by_iri.get(&iri) {
            if self.get(actor).of.is_none() && actor != of.unwrap_or(actor) {
                self.all[actor.0 as usize].of = of;
            }
            return actor;
        }
        let entity = fact::Entity { iri, label: label.to_owned(), class, code };
        self.add(Actor { entity: Arc::new(entity), known: None, of, described })
    }

    fn add(&mut self, actor: Actor) -> ActorId {
        let id = ActorId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.by_iri.insert(actor.entity.iri.clone(), id);
        self.all.push(actor);
        id
    }

    /// The actor of that id.
    pub fn get(&self, id: ActorId) -> &Actor {
        &self.all[id.0 as usize]
    }

    /// What it is.
    pub fn class(&self, id: ActorId) -> Class {
        self.get(id).entity.class
    }

    /// Notes what a person belongs to, if that is not known yet.
    pub fn belongs(&mut self, id: ActorId, of: ActorId) {
        let code = self.get(of).entity.code.clone();
        let actor = &mut self.all[id.0 as usize];
        if id != of && actor.of.is_none() {
            actor.of = Some(of);
            if actor.known.is_none() && actor.entity.code.is_none() {
                Arc::make_mut(&mut actor.entity).code = code;
            }
        }
    }
}

/// The state or body that an entity belongs to: a minister's country, a ministry's state.
pub fn polity(page: &Page<'_>, id: EntityId) -> Option<EntityId> {
    let entity = page.ontology.entity(id);
    if entity.class == Class::Person {
        let office =
            entity.terms.iter().filter(|t| page.runs(t)).max_by_key(|t| u8::from(page.ontology.role(t.role).leads));
        let state = |t: &crate::ontology::Term| page.ontology.entity(t.of).class == Class::Country;
        return office
            .filter(|t| state(t))
            .map(|t| t.of)
            .or_else(|| entity.citizen_of.first().copied())
            .or(office.map(|t| t.of));
    }
    entity.acts_for.or_else(|| entity.part_of.first().copied()).or_else(|| entity.located_in.first().copied())
}

/// The CAMEO code: an entry's own, or that of a person's state with what the office adds.
fn code(page: &Page<'_>, id: EntityId) -> Option<String> {
    let entity = page.ontology.entity(id);
    if entity.code.is_some() || entity.class != Class::Person {
        return entity.code.clone();
    }
    let term = entity.terms.iter().filter(|t| page.runs(t)).min_by_key(|t| !page.ontology.role(t.role).leads);
    let of = term.map(|t| t.of).or_else(|| entity.citizen_of.first().copied())?;
    let mut code = page.ontology.entity(of).code.clone()?;
    if let Some(agent) = term.and_then(|t| page.ontology.role(t.role).agent.as_deref())
        && !code.ends_with(agent)
    {
        code.push_str(agent);
    }
    Some(code)
}

/// "U.S. officials" as "US officials", apostrophes straight.
fn undotted(label: &str) -> String {
    let plain = |word: &str| {
        let dotted = word.len() > 2
            && word.split_terminator('.').all(|part| part.len() == 1 && part.as_bytes()[0].is_ascii_uppercase());
        if dotted { word.replace('.', "") } else { word.replace('’', "'") }
    };
    label.split(' ').map(plain).collect::<Vec<_>>().join(" ")
}

/// The IRI of something that only texts name: Wikipedia's manner, escaping what IRIs forbid.
pub fn mint(label: &str) -> String {
    let mut iri = String::from(ENT);
    for c in label.chars() {
        match c {
            ' ' => iri.push('_'),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '%' | '#' | '?' | '[' | ']' => {
                let _ = write!(iri, "%{:02X}", u32::from(c));
            }
            c if c.is_whitespace() || c.is_control() => iri.push('_'),
            '’' => iri.push('\''),
            c => iri.push(c),
        }
    }
    iri
}
