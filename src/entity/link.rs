//! Names to actors: known entities, people and bodies of this article, short forms of either.
//!
//! "Angela Merkel … Merkel" is one person; "Syrian Democratic Forces (SDF) … the SDF" one body.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::actors::Actors;
use super::choose::{Context, Front, choose, country, entity_of, front, surnamed};
use super::initials::{Initials, Long};
use super::lexis::{RoleSpan, is_calendar};
use super::looks::class_by_look;
use super::names::Found;
use super::page::Page;
use super::people::{Person, Titled};
use super::placed;
use super::runs::is_direction;
use super::{ActorId, Reference};
use crate::ontology::names::{is_junior, is_suffix};
use crate::ontology::{Class, NameOf};

/// A name with the actor it means.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Its words.
    pub words: Range<usize>,
    /// Its head.
    pub head: usize,
    /// Who is meant.
    pub actor: ActorId,
    /// By name or by nationality.
    pub by: Reference,
    /// Whether a noun for people of a country: "Russians".
    pub inhabitant: bool,
}

/// Names to actors, for the whole article.
pub struct Linker<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    /// The article's actors.
    pub actors: Actors,
    /// What the article names without doubt.
    pub context: Context,
    /// Gender of people where a title, given name or the ontology tells it.
    pub genders: FxHashMap<ActorId, char>,
    pub(super) people: Vec<Person>,
    pub(super) titles: Vec<Titled>,
    /// Those whom the headline names, in order.
    pub headline: Vec<ActorId>,
    /// What names are that the ontology does not have, where one place in the article tells.
    kinds: FxHashMap<String, Class>,
    aliases: FxHashMap<String, ActorId>,
    /// Whom a surname alone has meant so far: "Trump" stays whom it meant before "Melania Trump" came.
    pub(super) by_surname: FxHashMap<String, ActorId>,
    initials: Initials,
}

/// The word class of coins and notes.
const CURRENCY: &str = "currency";

impl<'p, 'a> Linker<'p, 'a> {
    /// A linker that knows the people whom the article names in full.
    pub fn new(page: &'p Page<'a>, founds: &[Vec<Found>], roles: &[Vec<RoleSpan>]) -> Self {
        let context = Context::new(page, founds);
        let mut linker = Self {
            page,
            actors: Actors::default(),
            context,
            genders: FxHashMap::default(),
            people: Vec::new(),
            titles: Vec::new(),
            headline: Vec::new(),
            kinds: FxHashMap::default(),
            aliases: FxHashMap::default(),
            by_surname: FxHashMap::default(),
            initials: Initials::new(page, founds),
        };
        linker.meet_title();
        for (s, found) in founds.iter().enumerate().flat_map(|(s, f)| f.iter().map(move |f| (s, f))) {
            linker.meet(s, found, &roles[s]);
            if found.candidates.is_empty()
                && let Some(class) = linker.class(s, found)
            {
                linker.kinds.entry(page.key(s, found.words.clone()).join(" ")).or_insert(class);
            }
        }
        linker
    }

    /// The actors of a sentence's names.
    pub fn link(&mut self, s: usize, founds: &[Found], roles: &[RoleSpan]) -> Vec<Linked> {
        let mut all: Vec<Linked> = Vec::new();
        for found in founds {
            // "The Administration" is whoever governs, no body of that name.
            let alone = found.words.len() == 1 && found.candidates.is_empty();
            if alone && super::runs::is_organ(self.page, s, found.words.start) {
                continue;
            }
            if super::members::is_member(self.page, s, found) {
                continue;
            }
            let bracketed = all.last().filter(|l| self.in_brackets(s, l, found)).map(|l| l.actor);
            let key = self.page.key(s, found.words.clone()).join(" ");
            if let Some(actor) = bracketed.filter(|_| found.candidates.is_empty()) {
                self.aliases.insert(key.clone(), actor);
            }
            let Some((actor, by, inhabitant)) = self.decide(s, found, &key, roles) else { continue };
            if !key.contains(' ') && self.actors.class(actor) == Class::Person {
                self.by_surname.entry(key.clone()).or_insert(actor);
            }
            let head = self.page.head(s, found.words.clone());
            all.push(Linked { words: found.words.clone(), head, actor, by, inhabitant });
        }
        all
    }

    /// Whether a name stands in brackets right after another, as its abbreviation.
    fn in_brackets(&self, s: usize, before: &Linked, found: &Found) -> bool {
        let open = before.words.end;
        open + 1 == found.words.start && self.page.word(s, open) == "(" && self.page.word(s, found.words.end) == ")"
    }

    fn decide(&mut self, s: usize, found: &Found, key: &str, roles: &[RoleSpan]) -> Option<(ActorId, Reference, bool)> {
        let page = self.page;
        let front = front(page, s, found.words.start, roles);
        let titled = front.honorific.is_some() || !front.roles.is_empty();
        // "Donald Trump, Jr.": the rest of a name is nobody.
        if is_suffix(key) {
            return None;
        }
        if is_calendar(key) && (!titled || key.ends_with("day") && front.honorific.is_none()) {
            return self.of_article(s, key, &front).map(|actor| (actor, Reference::Name, false));
        }
        let by_name = |actor| Some((actor, Reference::Name, false));
        // "Reed Jr.", whose father may be called Reed
        let suffix = page.word(s, found.words.end).trim_end_matches('.');
        if is_junior(suffix)
            && let Some(son) = self.of_article(s, &format!("{key} {suffix}"), &front)
        {
            return by_name(son);
        }
        let person = found.kind == Some(crate::grammar::NameKind::Person) || self.is_surname_here(s, found, key);
        if (titled || found.candidates.is_empty() || person)
            && let Some(actor) = self.of_article(s, key, &front)
        {
            return by_name(actor);
        }
        let chosen = choose(page, &self.context, s, found, roles);
        if chosen.is_some()
            && let Some(actor) = self.shortened(s, found)
        {
            return by_name(actor);
        }
        let Some(chosen) = chosen.filter(|_| !placed::is_elsewhere(page, s, found)) else {
            if let Some(actor) = self.shouted(key) {
                return by_name(actor);
            }
            if let Some(name) = capitalised(key) {
                let spoken = self.of_article(s, &name, &front);
                let known = spoken
                    .or_else(|| surnamed(page, &self.context, &name, &front).map(|id| self.actors.known(page, id)));
                if let Some(actor) = known {
                    return by_name(actor);
                }
            }
            return self.own(s, found, key, &front).and_then(by_name);
        };
        let titled_place =
            titled && found.words.len() == 1 && page.ontology.entity(entity_of(chosen)).class != Class::Person;
        if titled_place
            && matches!(chosen, NameOf::Entity(_))
            && let Some(id) = surnamed(page, &self.context, key, &front)
        {
            return by_name(self.actors.known(page, id));
        }
        let actor = self.actors.known(page, entity_of(chosen));
        if let Some(gender) = page.ontology.entity(entity_of(chosen)).gender {
            self.genders.entry(actor).or_insert(gender);
        }
        match chosen {
            NameOf::Entity(_) => by_name(actor),
            NameOf::Adjective(_) if self.is_money(s, found.words.end) => None,
            NameOf::Adjective(_) => Some((actor, Reference::Nationality, false)),
            NameOf::Inhabitant(_) => Some((actor, Reference::Nationality, true)),
        }
    }

    /// "Canadian dollars" are not Canada's.
    fn is_money(&self, s: usize, w: usize) -> bool {
        let words = &self.page.sentences[s].words;
        words.get(w).is_some_and(|word| self.page.ontology.lexicon.is_in(CURRENCY, &word.lemma))
    }

    /// The person of that full name in capitals: "ANNA HOLM".
    fn shouted(&mut self, key: &str) -> Option<ActorId> {
        let shouted = key.contains(' ') && !key.chars().any(char::is_lowercase);
        let person = if shouted { self.page.person_named(&super::turns::proper(key)) } else { None };
        person.map(|id| self.actors.known(self.page, id))
    }

    /// "Dayton's family" after "Scott Dayton": he, not the town, unless something is in it.
    fn is_surname_here(&self, s: usize, found: &Found, key: &str) -> bool {
        const WHERE: [&str; 9] = ["in", "at", "near", "from", "to", "of", "around", "outside", "into"];
        let page = self.page;
        let town = |name: &NameOf| matches!(page.ontology.entity(entity_of(*name)).class, Class::City | Class::Place);
        let before = found.words.start.checked_sub(1).map(|w| page.lower(s, w)).unwrap_or_default();
        found.words.len() == 1
            && (page.has_possessive(s, found.words.end) || !WHERE.contains(&&*before))
            && found.candidates.iter().all(town)
            && self.people.iter().any(|p| p.sentence <= s && p.full.len() > 1 && p.surnames.iter().any(|n| n == key))
    }

    /// An actor that the ontology has no name for.
    fn own(&mut self, s: usize, found: &Found, key: &str, front: &Front) -> Option<ActorId> {
        let page = self.page;
        if let Some(&actor) = self.aliases.get(key) {
            return Some(actor);
        }
        let titled = front.honorific.is_some() || !front.roles.is_empty();
        let full = page.key(s, found.words.clone());
        if full.len() == 1 && found.kind.is_none() && !titled && self.is_given_name(key) {
            return None;
        }
        if let Some(actor) = self.spelt_out(key) {
            self.aliases.insert(key.to_owned(), actor);
            return Some(actor);
        }
        if let Some(actor) = self.shortened(s, found).or_else(|| self.half(s, found)) {
            return Some(actor);
        }
        let class = self.class(s, found).or_else(|| self.kinds.get(key).copied());
        let actor = if titled || class == Some(Class::Person) || found.kind.is_none() && full.len() == 1 {
            match self.person(s, found, key, &full, front, titled || class == Some(Class::Person)) {
                Some(actor) => actor,
                None => self.actors.named(&label(page, s, found.words.clone(), class), class?, None),
            }
        } else {
            let home = self.home(s, found).or_else(|| {
                // "Poland's National Security Bureau"
                let owner = super::choose::owner(self.page, s, found.words.start)?;
                Some(self.actors.known(self.page, owner))
            });
            self.actors.named(&label(page, s, found.words.clone(), class), class?, home)
        };
        self.aliases.insert(key.to_owned(), actor);
        Some(actor)
    }

    /// What a name seems to name; the bare surname elsewhere tells a person.
    pub(super) fn class(&self, s: usize, found: &Found) -> Option<Class> {
        let class = class_by_look(self.page, s, found);
        let open = found.kind.is_none() && class == Some(Class::Organization);
        if open && self.initials.is_person(&self.page.key(s, found.words.clone())) {
            return Some(Class::Person);
        }
        class
    }

    /// The body whose abbreviation this is.
    fn spelt_out(&mut self, key: &str) -> Option<ActorId> {
        let long = self.initials.long(key)?.clone();
        Some(self.body(&long))
    }

    /// The body of whose name "the Observatory" is a part.
    fn shortened(&mut self, s: usize, found: &Found) -> Option<ActorId> {
        let page = self.page;
        let body = page.ontology.name_words.get(page.word(s, found.words.end - 1)).is_some_and(|c| c.is_organization());
        if !body || !self.is_definite(s, found) {
            return None;
        }
        let long = self.initials.longer(s, &page.key(s, found.words.clone()), !found.candidates.is_empty())?;
        let long = long.clone();
        Some(self.body(&long))
    }

    /// The actor that is a body spelt out elsewhere.
    fn body(&mut self, long: &Long) -> ActorId {
        match long {
            Long::Known(id) => self.actors.known(self.page, *id),
            Long::Named(label, class) => self.actors.named(label, *class, None),
        }
    }

    fn is_definite(&self, s: usize, found: &Found) -> bool {
        found.words.start > 0 && self.page.lower(s, found.words.start - 1) == "the"
    }

    /// "The North" is the country of two called North and South that the article names.
    fn half(&mut self, s: usize, found: &Found) -> Option<ActorId> {
        let page = self.page;
        let word = page.word(s, found.words.start);
        if found.words.len() > 1 || !is_direction(word) || !self.is_definite(s, found) {
            return None;
        }
        let half = self.context.all().into_iter().find_map(|id| {
            let rest = page.ontology.entity(id).label.split_once(' ').filter(|(side, _)| is_direction(side))?.1;
            country(page, &[format!("{word} {rest}")])
        })?;
        Some(self.actors.known(page, half))
    }

    /// Whether a single word is a given name, which tells too little.
    fn is_given_name(&self, word: &str) -> bool {
        let acronym = word.chars().all(|c| c.is_ascii_uppercase());
        !acronym
            && (self.page.index().given(word).is_some()
                || self.people.iter().any(|p| p.full.first().is_some_and(|f| f == word)))
    }

    /// A person, known by surname or in full, else (if surely a person) one's own.
    fn person(
        &mut self,
        s: usize,
        found: &Found,
        key: &str,
        full: &[String],
        front: &Front,
        sure: bool,
    ) -> Option<ActorId> {
        let page = self.page;
        let known = match self.resembling(full).filter(|_| full.len() > 1) {
            Some(id) => Some(id),
            None => surnamed(page, &self.context, key, front).or_else(|| self.in_title(full, front)),
        };
        if let Some(id) = known {
            let actor = self.actors.known(page, id);
            if let Some(gender) = page.ontology.entity(id).gender {
                self.genders.entry(actor).or_insert(gender);
            }
            return Some(actor);
        }
        if !sure {
            return None;
        }
        let actor = if full.len() > 1 {
            self.own_person(s, found, full)
        } else {
            self.actors.named(&label(page, s, found.words.clone(), None), Class::Person, None)
        };
        if let Some(gender) = front.honorific.and_then(|a| a.gender) {
            self.genders.entry(actor).or_insert(gender);
        }
        Some(actor)
    }

    /// The state in the name of a body: "Russian Defence Ministry".
    fn home(&mut self, s: usize, found: &Found) -> Option<ActorId> {
        let page = self.page;
        let first = page.key(s, found.words.start..found.words.start + 1).join(" ");
        let id = page.index().named(&first).iter().find_map(|n| match n {
            NameOf::Adjective(id) => Some(*id),
            NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Country => Some(*id),
            _ => None,
        })?;
        Some(self.actors.known(page, id))
    }
}

/// "BIDEN" as "Biden".
fn capitalised(key: &str) -> Option<String> {
    let shouted = key.len() > 3 && key.bytes().all(|b| b.is_ascii_uppercase());
    shouted.then(|| key[..1].to_owned() + &key[1..].to_lowercase())
}

/// A name as written, with straight apostrophes; a place's with the region behind it.
pub(super) fn label(page: &Page<'_>, s: usize, words: Range<usize>, class: Option<Class>) -> String {
    let name = page.phrase(s, words.clone()).replace('’', "'");
    match placed::region(page, s, &words).filter(|_| matches!(class, Some(Class::City | Class::Place))) {
        Some(region) => format!("{name}, {}", placed::bare(page, region)),
        None => name,
    }
}
