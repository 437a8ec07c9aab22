//! Which of the entities that share a name is meant: by type, day, title beside it and what else the article names.
//!
//! "Ukraine and Georgia" is about the country, "Atlanta, Georgia" about the state.

use rustc_hash::FxHashMap;

use super::lexis::RoleSpan;
use super::names::Found;
use super::page::{Page, covers, is_possessive, label_key};
use crate::grammar::{NameKind, Rel, Upos};
use crate::ontology::{Class, Entity, EntityId, NameOf, RoleId};

/// How often the article names known entities without doubt, and what these belong to.
#[derive(Debug, Default)]
pub struct Context {
    named: FxHashMap<EntityId, u32>,
    /// Bodies and places by what they belong to or lie in.
    parts: FxHashMap<EntityId, u32>,
}

impl Context {
    /// Counts all names that can mean one entity only.
    pub fn new(page: &Page<'_>, founds: &[Vec<Found>]) -> Self {
        let mut context = Self::default();
        for found in founds.iter().flatten() {
            let mut ids = found.candidates.iter().map(|c| entity_of(*c));
            let Some(id) = ids.next() else { continue };
            if ids.all(|other| other == id) {
                context.add(page, id);
            }
        }
        context
    }

    fn add(&mut self, page: &Page<'_>, id: EntityId) {
        *self.named.entry(id).or_default() += 1;
        let entity = page.ontology.entity(id);
        let wholes = entity.located_in.iter().chain(&entity.part_of).chain(&entity.citizen_of).chain(&entity.acts_for);
        for &whole in wholes {
            *self.parts.entry(whole).or_default() += 1;
        }
        if let Some(country) = page.index().capital_of(id) {
            *self.parts.entry(country).or_default() += 1;
        }
    }

    /// How often the entity, or something that belongs to it, is named.
    pub fn weight(&self, id: EntityId) -> u32 {
        self.named.get(&id).copied().unwrap_or(0) + self.parts.get(&id).copied().unwrap_or(0)
    }

    /// All that the article names without doubt, in the order of the ontology.
    pub fn all(&self) -> Vec<EntityId> {
        let mut all: Vec<EntityId> = self.named.keys().copied().collect();
        all.sort_unstable();
        all
    }

    /// The only state that the article is about.
    pub fn only_state(&self, page: &Page<'_>) -> Option<EntityId> {
        let weighed = self.named.keys().chain(self.parts.keys());
        let mut states: Vec<EntityId> =
            weighed.copied().filter(|&id| page.ontology.entity(id).class == Class::Country).collect();
        states.sort_unstable();
        states.dedup();
        let &[state] = states.as_slice() else { return None };
        (self.weight(state) >= 2).then_some(state)
    }

    fn parts(&self, id: EntityId) -> u32 {
        self.parts.get(&id).copied().unwrap_or(0)
    }
}

/// The entity behind a name, adjective or noun for people.
pub fn entity_of(name: NameOf) -> EntityId {
    match name {
        NameOf::Entity(id) | NameOf::Adjective(id) | NameOf::Inhabitant(id) => id,
    }
}

/// A title of address: "Mr".
#[derive(Debug, Clone, Copy)]
pub struct Address {
    /// The gender that it tells.
    pub gender: Option<char>,
}

/// What stands before a name and tells who is meant.
#[derive(Debug, Default)]
pub struct Front {
    /// The offices of a title: "Secretary".
    pub roles: Vec<RoleId>,
    /// Whether there is a title of address, and its gender.
    pub honorific: Option<Address>,
    /// What an "of" behind the name says that the title is of: "Prime Minister Lee of Singapore".
    pub home: Option<EntityId>,
}

/// The title right before a name.
pub fn front(page: &Page<'_>, s: usize, start: usize, roles: &[RoleSpan]) -> Front {
    let mut front = Front::default();
    if start == 0 {
        return front;
    }
    let titles = page.honorifics_before(s, start);
    let begin = titles.map_or(start, |t| t.0);
    if let Some(role) = roles.iter().find(|r| r.words.end == start || r.words.end == begin) {
        front.roles = role.names.iter().map(|n| n.role).collect();
        front.home = behind(page, s, start);
    }
    front.honorific = titles.map(|(_, gender)| Address { gender });
    front
}

/// The country after "of" behind a name that starts here: "Lee of Singapore".
fn behind(page: &Page<'_>, s: usize, start: usize) -> Option<EntityId> {
    let last = page.sentences[s].words.len().min(start + 4);
    let of = (start + 1..last).find(|&w| page.word(s, w) == "of")? + 1;
    let of = if page.lower(s, of) == "the" { of + 1 } else { of };
    (of + 1..=(of + 4).min(page.sentences[s].words.len())).rev().find_map(|end| country(page, &page.key(s, of..end)))
}

/// Whether a term is of an office that a title can mean: "Leader" of a majority leader, "President" of one of a council.
fn is_titled(page: &Page<'_>, front: &Front, term: RoleId) -> bool {
    let label = page.ontology.role(term).label.to_lowercase();
    let short = |r: &RoleId| {
        let title = page.ontology.role(*r).label.to_lowercase();
        label.strip_suffix(&title).is_some_and(|rest| rest.ends_with(' '))
            || label.strip_prefix(&title).is_some_and(|rest| rest.starts_with(" of "))
    };
    front.roles.contains(&term) || front.roles.iter().any(short)
}

/// The likeliest of a name's candidates; none of several bodies of that name if nothing points to one.
pub fn choose(page: &Page<'_>, context: &Context, s: usize, found: &Found, roles: &[RoleSpan]) -> Option<NameOf> {
    let front = front(page, s, found.words.start, roles);
    let head = page.head(s, found.words.clone());
    let key = page.key(s, found.words.clone()).join(" ");
    let owner = owner(page, s, found.words.start);
    found
        .candidates
        .iter()
        .filter(|&&c| owner.is_none_or(|owner| may_belong(page, entity_of(c), owner)))
        .map(|&c| (score(page, context, s, found, head, &front, &key, c), c))
        .max_by_key(|&(score, c)| (score, std::cmp::Reverse(c)))
        .map(|(_, c)| c)
        .filter(|&c| is_clear(page, context, found, &key, c))
}

/// The country whose a name is: "Peru's Congress".
pub fn owner(page: &Page<'_>, s: usize, start: usize) -> Option<EntityId> {
    let last = start.checked_sub(2).filter(|_| is_possessive(page.word(s, start - 1)))?;
    (last.saturating_sub(2)..=last).find_map(|first| country(page, &page.key(s, first..last + 1)))
}

/// The country that the pieces name.
pub fn country(page: &Page<'_>, pieces: &[String]) -> Option<EntityId> {
    page.index().named(&pieces.join(" ")).iter().find_map(|name| match name {
        NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Country => Some(*id),
        _ => None,
    })
}

/// Whether something is a country's, or no other country's.
fn may_belong(page: &Page<'_>, id: EntityId, owner: EntityId) -> bool {
    let entity = page.ontology.entity(id);
    let mut homes = entity.acts_for.iter().chain(&entity.part_of).chain(&entity.located_in).peekable();
    if !entity.class.is_organization() || entity.class == Class::InternationalOrganization || homes.peek().is_none() {
        return true;
    }
    let country = |home: EntityId| {
        let home_of = page.ontology.entity(home);
        home == owner || home_of.class != Class::Country && may_belong(page, home, owner)
    };
    homes.any(|&home| country(home))
}

/// Of this prominence, a name means one body wherever it is written.
const WELL_KNOWN: u8 = 40;

/// Whether nothing else is as likely: "the Foreign Ministry" is that of a state which the article names.
fn is_clear(page: &Page<'_>, context: &Context, found: &Found, key: &str, chosen: NameOf) -> bool {
    let chosen = entity_of(chosen);
    let entity = page.ontology.entity(chosen);
    let one_of_many = is_one_of_many(page, chosen) || is_plain_word(entity, key);
    if !entity.class.is_organization() || !one_of_many && label_key(page, chosen) == key {
        return true;
    }
    let wholes = entity.acts_for.iter().chain(&entity.part_of).chain(&entity.located_in);
    // What it lies in is named beside it, not only by it.
    let own = if one_of_many { context.named.get(&chosen).copied().unwrap_or(0) } else { 0 };
    if wholes.map(|&w| context.weight(w)).max().unwrap_or(0) > own {
        return true;
    }
    !one_of_many
        && found.candidates.iter().map(|&c| entity_of(c)).filter(|&c| c != chosen).all(|other| {
            let other = page.ontology.entity(other);
            !other.class.is_organization() || i32::from(entity.prominence) >= i32::from(other.prominence) + 12
        })
}

/// "Labor", "Liberals": the party of a state that the text need not be about.
fn is_plain_word(entity: &Entity, key: &str) -> bool {
    entity.class == Class::Party && entity.prominence < WELL_KNOWN && !key.contains(' ')
}

/// Whether other states have a body of that name too, and this one is little known: "Electoral Commission (United Kingdom)".
fn is_one_of_many(page: &Page<'_>, id: EntityId) -> bool {
    let entity = page.ontology.entity(id);
    let Some((_, home)) = entity.label.strip_suffix(')').and_then(|label| label.rsplit_once('(')) else { return false };
    let is_state = |name: &NameOf| page.ontology.entity(entity_of(*name)).class == Class::Country;
    let key = crate::ontology::names::fold(home).join(" ");
    entity.prominence < WELL_KNOWN && page.index().named(&key).iter().any(is_state)
}

#[expect(clippy::too_many_arguments, reason = "the sum of independent kinds of evidence about one candidate")]
fn score(
    page: &Page<'_>,
    context: &Context,
    s: usize,
    found: &Found,
    head: usize,
    front: &Front,
    key: &str,
    name: NameOf,
) -> i32 {
    let id = entity_of(name);
    let entity = page.ontology.entity(id);
    let titled = !front.roles.is_empty() || front.honorific.is_some();
    let mut score = by_form(page, s, head, name) + i32::from(entity.prominence) / 2;
    score += match entity.class {
        Class::Country => 30,
        Class::Person => prominence(page, id) / 4 + if in_office(page, id) { 6 } else { 0 },
        Class::City if page.index().capital_of(id).is_some() => 22,
        class if class.is_organization() => 20,
        _ => 15,
    };
    let person = entity.class == Class::Person;
    score += match found.kind {
        Some(NameKind::Person) => {
            if person {
                40
            } else {
                -40
            }
        }
        Some(NameKind::Place) if entity.class.is_place() => 20,
        Some(NameKind::Organization) if entity.class.is_organization() => 20,
        _ => 0,
    };
    if titled && found.words.len() == 1 {
        score += if person { 50 } else { -10 };
    }
    if page.day.as_deref().is_some_and(|d| !covers(entity.from.as_deref(), entity.until.as_deref(), d)) {
        score -= 40;
    }
    if label_key(page, id) == key {
        score += 8;
    }
    score + by_context(page, context, s, head, id)
}

/// Whether the word's form suits a name, an adjective or a noun for people.
fn by_form(page: &Page<'_>, s: usize, head: usize, name: NameOf) -> i32 {
    let word = &page.sentences[s].words[head];
    let attributive = word.upos == Upos::Adj || matches!(word.rel, Rel::Amod | Rel::Compound);
    match name {
        NameOf::Entity(_) => {
            if word.upos == Upos::Adj {
                0
            } else {
                20
            }
        }
        NameOf::Adjective(_) => {
            if attributive {
                30
            } else {
                5
            }
        }
        NameOf::Inhabitant(_) => {
            if attributive {
                0
            } else {
                15
            }
        }
    }
}

fn by_context(page: &Page<'_>, context: &Context, s: usize, head: usize, id: EntityId) -> i32 {
    let entity = page.ontology.entity(id);
    let capped = |n: u32, by: i32, most: u32| i32::try_from(n.min(most)).unwrap_or(0) * by;
    let mut score = capped(context.parts(id), 8, 3);
    let wholes = entity.located_in.iter().chain(&entity.citizen_of).chain(&entity.part_of).chain(&entity.acts_for);
    score += wholes.map(|&w| capped(context.weight(w), 2, 4)).max().unwrap_or(0);
    score += beside(page, s, head, entity.class, id);
    score
}

/// Names coordinated with this one are of the same kind; a place after a comma holds the place before it.
fn beside(page: &Page<'_>, s: usize, head: usize, class: Class, id: EntityId) -> i32 {
    let sentence = &page.sentences[s];
    let mut score = 0;
    let up = (sentence.words[head].rel == Rel::Conj).then_some(sentence.words[head].head).flatten();
    for other in sentence.children_by(head, Rel::Conj).chain(up) {
        let names = page.index().named(&page.key(s, other..other + 1).join(" "));
        if names.iter().any(|&n| entity_of(n) != id && page.ontology.entity(entity_of(n)).class == class) {
            score += 10;
        }
    }
    if head >= 2 && page.word(s, head - 1) == "," {
        let before = page.index().named(&page.key(s, head - 2..head - 1).join(" "));
        if before.iter().any(|&n| page.ontology.entity(entity_of(n)).located_in.contains(&id)) {
            score += 40;
        }
    }
    score
}

/// Whether someone is known to hold an office on the article's day: of two of one name the one meant.
fn in_office(page: &Page<'_>, id: EntityId) -> bool {
    page.day.is_some() && page.ontology.entity(id).terms.iter().any(|t| page.runs(t))
}

/// How likely a person is meant by the surname alone on the article's day, 0–100.
pub fn prominence(page: &Page<'_>, id: EntityId) -> i32 {
    let entity = page.ontology.entity(id);
    let by_office = entity
        .terms
        .iter()
        .map(|t| {
            let weight = match page.ontology.role(t.role).rank.as_str() {
                "headOfState" | "headOfGovernment" | "monarch" => 90,
                "foreignMinister" | "headOfOrganization" => 75,
                "defenceMinister" | "financeMinister" | "religious" => 65,
                _ => 50,
            };
            if page.runs(t) {
                weight
            } else if page.begun(t) {
                weight * 3 / 5
            } else {
                weight / 5
            }
        })
        .max()
        .unwrap_or(20);
    by_office.max(i32::from(entity.prominence))
}

/// The known person meant by a surname alone, if one stands out.
pub fn surnamed(page: &Page<'_>, context: &Context, surname: &str, front: &Front) -> Option<EntityId> {
    let mut best: Option<(i32, EntityId)> = None;
    let mut second = i32::MIN;
    for &id in page.index().surnamed(surname) {
        let entity = page.ontology.entity(id);
        let Some(score) = surname_score(page, context, id, front) else { continue };
        match best {
            Some((top, held)) if score > top => {
                (second, best) =
                    (if page.ontology.entity(held).label == entity.label { second } else { top }, Some((score, id)));
            }
            Some(_) => second = second.max(score),
            None => best = Some((score, id)),
        }
    }
    let (score, id) = best?;
    let least = if front.roles.is_empty() { 65 } else { 60 };
    (score >= least && score >= second.saturating_add(10)).then_some(id)
}

fn surname_score(page: &Page<'_>, context: &Context, id: EntityId, front: &Front) -> Option<i32> {
    let entity = page.ontology.entity(id);
    if let (Some(title), Some(gender)) = (front.honorific.and_then(|a| a.gender), entity.gender)
        && title != gender
    {
        return None;
    }
    let mut score = prominence(page, id);
    if !front.roles.is_empty() {
        score += match page.holds(id, |t| is_titled(page, front, t.role)) {
            2 => 50,
            1 => 25,
            _ => -25,
        };
    }
    let home = entity.citizen_of.iter().chain(entity.terms.iter().map(|t| &t.of)).map(|&c| context.weight(c)).max();
    if let Some(state) = front.home {
        score += if entity.citizen_of.contains(&state) { 30 } else { -30 };
    }
    Some(score + if home.unwrap_or(0) > 0 { 15 } else { 0 })
}
