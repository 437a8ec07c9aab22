//! What Chancery knows: who is who, which offices there are, and which words express which event.
//!
//! Read from the Turtle files under `ontology/`, which are compiled in; a directory given by the
//! user adds to them. Nothing is a name or a trigger word in the code itself.

mod check;
mod entities;
pub mod forms;
mod kinds;
mod lexicon;
pub mod names;
mod pattern;
mod plurals;
mod trigger;
mod turtle;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

pub use kinds::{Kind, Modality};
pub use lexicon::{EventMode, EventType, Lexicon, Operator, OperatorPlace, SpeechVerb};
pub use pattern::{Element, Pattern, Slot, SlotType};
pub use turtle::Source;

/// The namespace of Chancery's own terms.
pub const CH: &str = "https://w3id.org/chancery/ns#";
/// The namespace of entities.
pub const ENT: &str = "https://w3id.org/chancery/entity/";

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the classes of ontology/chancery.ttl")]
#[rustfmt::skip]
pub enum Class {
    Person, Country, Region, City, Place, Organization, InternationalOrganization, GovernmentBody, Parliament,
    ArmedForces, ArmedGroup, Party, Company, NewsOutlet, University, Ngo, Group, Event,
}

impl Class {
    /// Every class.
    #[rustfmt::skip]
    pub const ALL: [Self; 18] = [
        Self::Person, Self::Country, Self::Region, Self::City, Self::Place, Self::Organization,
        Self::InternationalOrganization, Self::GovernmentBody, Self::Parliament, Self::ArmedForces, Self::ArmedGroup,
        Self::Party, Self::Company, Self::NewsOutlet, Self::University, Self::Ngo, Self::Group, Self::Event,
    ];

    /// Local name in the ontology and in the public format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Country => "Country",
            Self::Region => "Region",
            Self::City => "City",
            Self::Place => "Place",
            Self::Organization => "Organization",
            Self::InternationalOrganization => "InternationalOrganization",
            Self::GovernmentBody => "GovernmentBody",
            Self::Parliament => "Parliament",
            Self::ArmedForces => "ArmedForces",
            Self::ArmedGroup => "ArmedGroup",
            Self::Party => "Party",
            Self::Company => "Company",
            Self::NewsOutlet => "NewsOutlet",
            Self::University => "University",
            Self::Ngo => "Ngo",
            Self::Group => "Group",
            Self::Event => "Event",
        }
    }

    /// The class of that local name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }

    /// A body of any kind: organisation, ministry, army, party, company, outlet.
    #[must_use]
    pub fn is_organization(self) -> bool {
        !matches!(
            self,
            Self::Person | Self::Country | Self::Region | Self::City | Self::Place | Self::Group | Self::Event
        )
    }

    /// Somewhere: a place as such, not an actor.
    #[must_use]
    pub fn is_place(self) -> bool {
        matches!(self, Self::Country | Self::Region | Self::City | Self::Place)
    }

    /// Someone who can act: a person, country, body or described group.
    #[must_use]
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Person | Self::Country | Self::Group) || self.is_organization()
    }
}

/// Index of an entity in [`Ontology::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Index of a role in [`Ontology::roles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u32);

/// A term of office. Bounds are ISO 8601 values to the precision known (`2021`, `2021-01`, `2021-01-20`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The office.
    pub role: RoleId,
    /// The country or body.
    pub of: EntityId,
    /// First day; `None` where unknown.
    pub from: Option<String>,
    /// Last day; `None` while in office.
    pub until: Option<String>,
}

/// An entry of the ontology.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Full IRI.
    pub iri: String,
    /// Canonical English name.
    pub label: String,
    /// What it is.
    pub class: Class,
    /// Other names, abbreviations, then former names.
    pub names: Vec<String>,
    /// Adjectives of nationality or region: "French".
    pub adjectives: Vec<String>,
    /// Nouns for its people: "Frenchman".
    pub inhabitants: Vec<String>,
    /// Family name, where it is not the last word.
    pub surname: Option<String>,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// `m`, `f` or `x`.
    pub gender: Option<char>,
    /// The state or body that it speaks for.
    pub acts_for: Option<EntityId>,
    /// The country of a person.
    pub citizen_of: Vec<EntityId>,
    /// What a place lies in.
    pub located_in: Vec<EntityId>,
    /// What a body belongs to.
    pub part_of: Vec<EntityId>,
    /// Capital of a country.
    pub capital: Option<EntityId>,
    /// Other cities that stand for its government: "The Hague".
    pub seats: Vec<EntityId>,
    /// Names of hosts at which it publishes, with all below them: "gov.uk".
    pub sites: Vec<String>,
    /// Members of a body.
    pub members: Vec<EntityId>,
    /// Offices held, in order of the file.
    pub terms: Vec<Term>,
    /// When a state or body began and ended.
    pub from: Option<String>,
    /// See `from`.
    pub until: Option<String>,
    /// 0–100, ranks homonyms.
    pub prominence: u8,
    /// The same thing elsewhere (`DBpedia` …).
    pub same_as: Vec<String>,
}

/// An office in the ontology.
#[derive(Debug, Clone)]
pub struct Role {
    /// Full IRI.
    pub iri: String,
    /// As in "ROLE of X".
    pub label: String,
    /// All other forms found in text, plurals where irregular.
    pub names: Vec<String>,
    /// Local name of the rank: `headOfState`, `foreignMinister` …
    pub rank: String,
    /// Whether the holder leads the country or body.
    pub leads: bool,
    /// CAMEO agent code: `GOV`.
    pub agent: Option<String>,
    /// The polity meant when the text gives none.
    pub of: Option<EntityId>,
}

impl Role {
    /// Whether it is the office of a president or monarch.
    #[must_use]
    pub fn is_head_of_state(&self) -> bool {
        self.rank == "headOfState"
    }

    /// Whether it is the office of whoever leads a body, not of a head of state or government.
    #[must_use]
    pub fn leads_body(&self) -> bool {
        self.leads && self.rank == "headOfOrganization"
    }
}

/// A noun for described actors: "troops", "officials".
#[derive(Debug, Clone)]
pub struct GroupNoun {
    /// The nouns, as written in the ontology.
    pub nouns: Vec<String>,
    /// CAMEO agent code: `MIL`.
    pub agent: Option<String>,
    /// Whether the state acts through them.
    pub stands_for_state: bool,
    /// Whether the noun is of a single person.
    pub individual: bool,
    /// Whether these are no actors, though they end in a noun for one: "nerve agents", "in opposition".
    pub nobody: bool,
}

/// What a name can be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameOf {
    /// A name of an entity.
    Entity(EntityId),
    /// An adjective of nationality or region.
    Adjective(EntityId),
    /// A noun for people of a country.
    Inhabitant(EntityId),
}

/// Everything Chancery knows.
#[derive(Debug, Default)]
pub struct Ontology {
    /// Entities in order of IRI.
    pub entities: Vec<Entity>,
    /// Roles in order of IRI.
    pub roles: Vec<Role>,
    /// Nouns for described actors.
    pub groups: Vec<GroupNoun>,
    /// Titles of address with the gender they tell: "Mr" → `m`.
    pub honorifics: Vec<(String, Option<char>)>,
    /// Words that qualify an office, with the mark they leave: "ex" → `former`.
    pub role_modifiers: Vec<(String, String)>,
    /// Event types, trigger patterns, modality operators, speech verbs, word classes.
    pub lexicon: Lexicon,
    /// Names, offices and describing nouns by the pieces they are made of.
    pub index: names::Index,
    /// Given names with the gender they tell, `x` for both.
    pub given_names: Vec<(String, char)>,
    /// Words that tell what a name names: "University" → [`Class::University`].
    pub name_words: names::NameWords,
    names: FxHashMap<Box<str>, Vec<NameOf>>,
    by_iri: FxHashMap<String, EntityId>,
    role_by_iri: FxHashMap<String, RoleId>,
    digest: String,
    /// What is wrong with entries that were left out, in order of the files.
    pub problems: Vec<Error>,
}

impl Ontology {
    /// The ontology that is compiled in.
    ///
    /// # Panics
    /// Never: a test reads the compiled-in files.
    #[must_use]
    pub fn built_in() -> &'static Arc<Self> {
        static ONTOLOGY: OnceLock<Arc<Ontology>> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them")]
        ONTOLOGY.get_or_init(|| Arc::new(Self::read(turtle::built_in()).expect("the built-in ontology is well-formed")))
    }

    /// The compiled-in ontology with the `.ttl` files of a directory added.
    ///
    /// # Errors
    /// A file that cannot be read or is malformed, or an entry that makes no sense, with its line.
    pub fn with_directory(directory: &Path) -> Result<Arc<Self>> {
        let mut sources = turtle::built_in();
        sources.extend(turtle::directory(directory)?);
        let mut ontology = Self::read(sources)?;
        let own = |problem: &Error| matches!(problem, Error::Line { path, .. } if path.starts_with(directory));
        match ontology.problems.iter().position(own) {
            None => Ok(Arc::new(ontology)),
            Some(first) => Err(ontology.problems.swap_remove(first)),
        }
    }

    /// Reads an ontology from sources; later ones add to earlier ones.
    ///
    /// # Errors
    /// A malformed source, with its line.
    pub fn read(sources: Vec<Source>) -> Result<Self> {
        let mut hash = Sha256::new();
        for source in &sources {
            hash.update(source.text.as_bytes());
            hash.update([0]);
        }
        let graph = turtle::Graph::read(sources)?;
        let mut ontology = entities::read(&graph)?;
        ontology.lexicon = lexicon::read(&graph)?;
        for byte in hash.finalize().iter().take(8) {
            let _ = write!(ontology.digest, "{byte:02x}");
        }
        Ok(ontology)
    }

    /// A digest of all sources: equal ontologies give equal facts.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The noun for described actors that is spelt so; lower case.
    #[must_use]
    pub fn group_noun(&self, noun: &str) -> Option<&GroupNoun> {
        self.index.group(noun).map(|group| &self.groups[group])
    }

    /// The entity of that id.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The role of that id.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.0 as usize]
    }

    /// The entity with that full IRI.
    #[must_use]
    pub fn by_iri(&self, iri: &str) -> Option<EntityId> {
        self.by_iri.get(iri).copied()
    }

    /// The role with that full IRI.
    #[must_use]
    pub fn role_by_iri(&self, iri: &str) -> Option<RoleId> {
        self.role_by_iri.get(iri).copied()
    }

    /// What a name, exactly as written in the ontology, can be of.
    #[must_use]
    pub fn named(&self, name: &str) -> &[NameOf] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// All names with what they are of, sorted by name.
    #[must_use]
    pub fn all_names(&self) -> Vec<(&str, &[NameOf])> {
        let mut all: Vec<_> = self.names.iter().map(|(n, of)| (&**n, of.as_slice())).collect();
        all.sort_unstable();
        all
    }
}
