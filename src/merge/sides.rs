//! On whose side the parties of an event are, so that a people, its leaders and its country are known to be one.
//!
//! "Israeli civilians", "Israelis" and Netanyahu are of Israel, "Hamas terrorists" of Hamas; "partners of Ukraine" are not of it.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::joining::{Item, Joining, MET, Nature};
use super::reports::{Name, Reports};
use crate::network::Node;
use crate::ontology::{Class, Entity, NameOf, Ontology, Pattern};

/// Letters of a code of one kind of agent, and of a country.
const LETTERS: usize = 3;
/// Agents that are with somebody, not of them: partners, allies, counterparts.
const BESIDE: &str = "IGO";
/// Agents that act for their country.
const STATE: &str = "GOV";

/// IRI of the country or body that a party belongs to or acts for; none of one that is a side by itself.
#[must_use]
pub fn side(party: &Node) -> Option<String> {
    let code = party.code.as_deref()?;
    let class = Class::from_name(&party.class)?;
    let acts = || country(code.get(..LETTERS)?).filter(|_| code.ends_with(STATE));
    match class {
        Class::Person => acts().cloned(),
        Class::Group => {
            let agent = code.get(code.len().checked_sub(LETTERS)?..).filter(|agent| *agent != BESIDE)?;
            country(code).or_else(|| country(code.strip_suffix(agent)?)).cloned().or_else(|| {
                let body = body(&party.label)?;
                (body.code.as_deref() == code.strip_suffix(agent)).then(|| body.iri.clone())
            })
        }
        class if class.is_organization() => acts().filter(|_| code.len() == 2 * LETTERS).cloned(),
        _ => None,
    }
}

/// IRI of the country of that code.
fn country(code: &str) -> Option<&'static String> {
    static COUNTRIES: OnceLock<FxHashMap<&'static str, &'static String>> = OnceLock::new();
    let all = COUNTRIES.get_or_init(|| {
        let countries = Ontology::built_in().entities.iter().filter(|e| e.class == Class::Country && e.until.is_none());
        let mut by_code: Vec<&Entity> = countries.collect();
        // Of two of one code, a country and what it was before, the better known.
        by_code.sort_by_key(|country| country.prominence);
        by_code.into_iter().filter_map(|country| Some((country.code.as_deref()?, &country.iri))).collect()
    });
    all.get(code).copied()
}

/// The body that is named in what a group is called: Hamas in "Hamas terrorists".
fn body(label: &str) -> Option<&'static Entity> {
    let ontology: &'static Ontology = Ontology::built_in();
    let words: Vec<&str> = label.split(' ').collect();
    let spans = (1..words.len()).rev().flat_map(|length| words.windows(length));
    spans.map(|span| span.join(" ")).find_map(|name| {
        let entities = ontology.named(&name).iter().filter_map(|meant| match meant {
            NameOf::Entity(id) => Some(ontology.entity(*id)),
            _ => None,
        });
        entities.filter(|entity| entity.class.is_organization()).max_by_key(|entity| entity.prominence)
    })
}

/// What kind of telling a rule recognises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Aspect {
    /// News of it: "attacked", "met".
    #[default]
    News,
    /// A noun, which speaks of what is known: "the attack on", "their meeting".
    Mention,
    /// What the same two seldom do twice within days: "signed".
    Once,
    /// What goes on for long: "the war against".
    Situation,
    /// Being in contact, which is no occasion: "remain in touch with".
    Contact,
    /// Being in a country: "visited", "travel to".
    Visit,
}

/// Whether it is one person.
#[must_use]
pub fn is_person(party: &Node) -> bool {
    party.class == Class::Person.name()
}

/// Whether a rule, `assaulted/assassination of Y`, tells that somebody was killed.
#[must_use]
pub fn kills(rule: &str) -> bool {
    static ALL: OnceLock<FxHashSet<String>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let lexicon = &Ontology::built_in().lexicon;
        let killing = |heads: &[Box<str>]| !heads.is_empty() && heads.iter().all(|head| lexicon.is_in("killing", head));
        let mut all = FxHashSet::default();
        for mode in &lexicon.modes {
            let patterns = mode.verbs.iter().chain(&mode.nouns).filter(|pattern| killing(pattern.heads()));
            let predicate = &lexicon.types[mode.event].predicate;
            all.extend(patterns.map(|pattern| format!("{predicate}/{}", pattern.text)));
        }
        all
    });
    all.contains(rule)
}

impl Aspect {
    /// That of a rule, `assaulted/attack on/against/at Y`.
    #[must_use]
    pub fn of(rule: &str) -> Self {
        static ALL: OnceLock<FxHashMap<String, Aspect>> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let lexicon = &Ontology::built_in().lexicon;
            let class = |heads: &[Box<str>]| {
                let named = [
                    ("situation", Self::Situation),
                    ("contact", Self::Contact),
                    ("signing", Self::Once),
                    ("journey", Self::Visit),
                ];
                let all = |class| heads.iter().all(|head| lexicon.is_in(class, head));
                named.into_iter().find_map(|(class, aspect)| all(class).then_some(aspect))
            };
            let mut aspects = FxHashMap::default();
            for mode in &lexicon.modes {
                let kind = &lexicon.types[mode.event];
                let predicate = &kind.predicate;
                let concludes = |pattern: &Pattern| {
                    let concludes = |head| lexicon.is_in("conclusion", head);
                    kind.symmetric && !pattern.heads().is_empty() && pattern.heads().iter().all(|head| concludes(head))
                };
                let nouns = mode.nouns.iter().map(|pattern| (pattern, Self::Mention));
                for (pattern, plain) in nouns.chain(mode.verbs.iter().map(|pattern| (pattern, Self::News))) {
                    let once = concludes(pattern).then_some(Self::Once);
                    let aspect = class(pattern.heads()).or(once).unwrap_or(plain);
                    aspects.insert(format!("{predicate}/{}", pattern.text), aspect);
                }
            }
            aspects
        });
        all.get(rule).copied().unwrap_or_default()
    }
}

impl Reports {
    /// Whether somebody is among the parties of an event, by whatever name; who met are each but themselves.
    #[must_use]
    pub fn are_one(&self, event: &Item, mut parties: impl Iterator<Item = Name>, party: Name) -> bool {
        let meets = self.text(event.predicate) == MET;
        // A country is at a summit through its leader.
        let led = |other| event.nature == Nature::Summit && self.is_person(other) && self.side(other) == party;
        parties.any(|other| if meets { other == party || led(other) } else { self.are_kin(other, party) })
    }

    /// Whether two parties may be one and the same to those who report: the same, or a side and those of it.
    #[must_use]
    pub fn are_kin(&self, a: Name, b: Name) -> bool {
        let loose = |party: Name| self.side(party) == party || self.is_group(party);
        a == b || self.side(a) == self.side(b) && (loose(a) || loose(b))
    }
}

impl Joining<'_> {
    /// Whether those of an item are the countries of those who took part in an event.
    #[must_use]
    pub fn led(&self, of: &Item, parties: &[Name]) -> bool {
        let people = |parties: &[Name]| parties.iter().filter(|party| self.reports.is_person(**party)).count();
        people(&of.parties) == 0
            && people(parties) == parties.len()
            && of.parties.len() == parties.len()
            && self.kindred(&of.parties, parties, of.mutual)
    }

    /// Whether those of a smaller company are all kin of others of the larger one; of what one does to the other, each of
    /// its counterpart.
    #[must_use]
    pub fn kindred(&self, some: &[Name], others: &[Name], mutual: bool) -> bool {
        if !mutual {
            return some.len() == others.len() && some.iter().zip(others).all(|(a, b)| self.reports.are_kin(*a, *b));
        }
        let (few, many) = if some.len() <= others.len() { (some, others) } else { (others, some) };
        let mut left: Vec<Name> = many.to_vec();
        few.iter().all(|party| {
            let place = left.iter().position(|other| other == party);
            let place = place.or_else(|| left.iter().position(|other| self.reports.are_kin(*party, *other)));
            place.map(|place| left.remove(place)).is_some()
        })
    }
}
