//! Who plays a part in public affairs; what private persons do among themselves is no fact.
//!
//! "The singer met her sister" → nothing; "the minister met his sister" → a meeting.

use super::Claims;
use crate::entity::ActorId;
use crate::ontology::{Class, EntityId, RoleId};

/// CAMEO codes of described actors who act for a state, a body or a movement.
const PUBLIC_AGENTS: [&str; 12] = ["GOV", "MIL", "COP", "REB", "OPP", "LEG", "JUD", "SPY", "IGO", "UAF", "INS", "PTY"];

/// Those of them who govern, judge or police.
const GOVERNING: [&str; 6] = ["GOV", "COP", "LEG", "JUD", "SPY", "IGO"];

/// Those who carry arms, of whatever side: soldiers, police, rebels, insurgents, separatists and armed bands of no known side.
pub const ARMED: [&str; 6] = ["MIL", "COP", "REB", "INS", "SEP", "UAF"];

/// The rank of those who make laws.
const LEGISLATOR: &str = "legislator";

impl Claims<'_, '_> {
    /// The CAMEO agent in someone's code: `GOV` of `PERGOV`.
    #[must_use]
    pub fn agent(&self, id: ActorId) -> Option<&str> {
        let code = self.reading.mentions.actor(id).entity.code.as_deref()?;
        code.get(code.len().saturating_sub(3)..)
    }

    /// Whether someone is called by a word for those who carry arms: "soldiers", "gunmen".
    #[must_use]
    pub fn is_armed(&self, id: ActorId) -> bool {
        self.agent(id).is_some_and(|agent| ARMED.contains(&agent))
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
        let agent = self.agent(id);
        if actor.described {
            // "Red Crescent workers" act for a body that is known.
            let body = actor.of.map(|of| mentions.actor(of)).filter(|of| of.known.is_some());
            let international = body.is_some_and(|of| of.entity.class == Class::InternationalOrganization);
            return international || agent.is_some_and(|a| PUBLIC_AGENTS.contains(&a));
        }
        let held = |e: EntityId| !self.reading.ontology.entity(e).terms.is_empty();
        let person = actor.entity.class == Class::Person;
        public
            || !person && agent.is_some()
            || person
                && (actor.known.is_some_and(held)
                    || mentions.roles.iter().any(|r| r.holder == Some(id) && (r.of.is_some() || self.leads(r.role))))
    }

    /// Whether someone governs, judges or polices, or has a term of office that is known: not the captain of a team.
    #[must_use]
    pub fn governs(&self, id: ActorId) -> bool {
        let actor = self.reading.mentions.actor(id);
        let agent = self.agent(id);
        match actor.entity.class {
            Class::InternationalOrganization | Class::GovernmentBody | Class::Parliament | Class::ArmedGroup => true,
            Class::Person if !actor.described => {
                actor.known.is_some_and(|e| !self.reading.ontology.entity(e).terms.is_empty())
            }
            _ => actor.described && agent.is_some_and(|a| GOVERNING.contains(&a)),
        }
    }

    /// Whether an office is that of one who leads or makes laws: "President", "Senator", of whatever country.
    fn leads(&self, role: Option<RoleId>) -> bool {
        role.map(|role| self.reading.ontology.role(role)).is_some_and(|r| r.is_head_of_state() || r.rank == LEGISLATOR)
    }

    /// Whether someone is called by a nationality: "a Pakistani man".
    #[must_use]
    pub fn is_national(&self, id: ActorId) -> bool {
        let mentions = &self.reading.mentions;
        let actor = mentions.actor(id);
        actor.described && actor.of.is_some_and(|of| mentions.actor(of).entity.class == Class::Country)
    }

    /// Whether a place is where a person belongs or holds an office: who comes home is no guest.
    #[must_use]
    pub fn is_home(&self, person: ActorId, place: ActorId) -> bool {
        let mentions = &self.reading.mentions;
        let of = |a: ActorId| mentions.actor(a).of;
        let mut seats = mentions.roles.iter().filter(|r| r.holder == Some(person)).filter_map(|r| r.of);
        // The state of an unknown minister may have been guessed from the places around.
        let known = mentions.actor(person).known.is_some() && of(person) == Some(place);
        self.class(person) == Class::Person && (known || seats.any(|seat| of(seat) == Some(place)))
    }

    /// Whether at least one end of a fact plays a part in public affairs.
    #[must_use]
    pub fn concerns_public(&self, ends: &[ActorId]) -> bool {
        ends.iter().any(|&a| self.is_public(a))
    }

    /// Whether a name in front of "meeting" says who meets, not where: "Taliban talks", but "a Pentagon briefing".
    #[must_use]
    pub fn meets_by_itself(&self, id: ActorId) -> bool {
        let actor = self.reading.mentions.actor(id);
        let house = matches!(actor.entity.class, Class::GovernmentBody | Class::Organization | Class::Parliament);
        !house || actor.described
    }
}
