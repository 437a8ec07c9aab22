//! Names to actors: known entities, people and bodies of this article, short forms of either.
//!
//! "Angela Merkel … Merkel" is one person; "Syrian Democratic Forces (SDF) … the SDF" one body.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::actors::Actors;
use super::choose::{Context, Front, choose, entity_of, front, surnamed};
use super::lexis::{RoleSpan, is_calendar};
use super::names::{Found, class_by_look};
use super::page::Page;
use super::{ActorId, Reference};
use crate::ontology::names::surname_forms;
use crate::ontology::{Class, EntityId, NameOf, RoleId};

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

/// A person whom the article names in full.
#[derive(Debug)]
struct Person {
    actor: ActorId,
    full: Vec<String>,
    surnames: Vec<String>,
    sentence: usize,
}

/// Someone with an office right before the name.
#[derive(Debug)]
struct Titled {
    actor: ActorId,
    roles: Vec<RoleId>,
}

/// Names to actors, for the whole article.
pub struct Linker<'p, 'a> {
    page: &'p Page<'a>,
    /// The article's actors.
    pub actors: Actors,
    /// What the article names without doubt.
    pub context: Context,
    /// Gender of people where a title, given name or the ontology tells it.
    pub genders: FxHashMap<ActorId, char>,
    people: Vec<Person>,
    titles: Vec<Titled>,
    /// What names are that the ontology does not have, where one place in the article tells.
    kinds: FxHashMap<String, Class>,
    aliases: FxHashMap<String, ActorId>,
}

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
            kinds: FxHashMap::default(),
            aliases: FxHashMap::default(),
        };
        linker.meet_title();
        for (s, found) in founds.iter().enumerate().flat_map(|(s, f)| f.iter().map(move |f| (s, f))) {
            linker.meet(s, found, &roles[s]);
            if found.candidates.is_empty()
                && let Some(class) = class_by_look(page, s, found)
            {
                linker.kinds.entry(page.key(s, found.words.clone()).join(" ")).or_insert(class);
            }
        }
        linker
    }

    /// Notes known people whom the headline names in full.
    fn meet_title(&mut self) {
        let page = self.page;
        let pieces = crate::ontology::names::fold(page.article.title.as_deref().unwrap_or(""));
        let mut i = 0;
        while i < pieces.len() {
            let most = page.index().longest(&pieces[i]).min(pieces.len() - i);
            let person = (2..=most).rev().find_map(|n| {
                let &[NameOf::Entity(id)] = page.index().named(&pieces[i..i + n].join(" ")) else { return None };
                (page.ontology.entity(id).class == Class::Person).then_some((id, n))
            });
            if let Some((id, n)) = person {
                let actor = self.actors.known(page, id);
                let full = pieces[i..i + n].to_vec();
                let surnames = surname_forms(&full, page.ontology.entity(id).surname.as_deref());
                self.people.push(Person { actor, full, surnames, sentence: 0 });
                i += n;
            } else {
                i += 1;
            }
        }
    }

    /// Notes a person named in full.
    fn meet(&mut self, s: usize, found: &Found, roles: &[RoleSpan]) {
        let full = self.page.key(s, found.words.clone());
        if full.len() < 2 {
            return;
        }
        let page = self.page;
        let actor = if found.candidates.is_empty() {
            if class_by_look(page, s, found) != Some(Class::Person) {
                return;
            }
            match self.resembling(&full) {
                Some(id) => self.actors.known(page, id),
                None => match self.in_title(&full, &front(page, s, found.words.start, roles)) {
                    Some(id) => self.actors.known(page, id),
                    None => self.own_person(s, found, &full),
                },
            }
        } else {
            let Some(NameOf::Entity(id)) = choose(page, &self.context, s, found, roles) else { return };
            if page.ontology.entity(id).class != Class::Person {
                return;
            }
            self.actors.known(page, id)
        };
        self.gender(s, found, actor, &full, roles);
        let before = front(page, s, found.words.start, roles).roles;
        if !before.is_empty() {
            self.titles.push(Titled { actor, roles: before });
        }
        let given_by_data = self.actors.get(actor).known.and_then(|id| page.ontology.entity(id).surname.as_deref());
        let mut surnames = surname_forms(&full, given_by_data);
        if given_by_data.is_none() && full.len() > 2 {
            surnames.extend(full.last().cloned());
        }
        if !self.people.iter().any(|p| p.actor == actor && p.full == full) {
            self.people.push(Person { actor, full, surnames, sentence: s });
        }
    }

    /// All whom the article names in full after an office of these.
    pub fn titled(&self, roles: &[RoleId]) -> impl Iterator<Item = ActorId> {
        self.titles.iter().filter(|t| t.roles.iter().any(|r| roles.contains(r))).map(|t| t.actor)
    }

    fn own_person(&mut self, s: usize, found: &Found, full: &[String]) -> ActorId {
        let same = self.people.iter().find(|p| p.full == full || (p.full.len() > full.len() && p.full.ends_with(full)));
        match same {
            Some(person) => person.actor,
            None => self.actors.named(&label(self.page, s, found.words.clone()), Class::Person, None),
        }
    }

    fn gender(&mut self, s: usize, found: &Found, actor: ActorId, full: &[String], roles: &[RoleSpan]) {
        let page = self.page;
        let known = self.actors.get(actor).known.and_then(|id| page.ontology.entity(id).gender);
        let title = front(page, s, found.words.start, roles).honorific.and_then(|a| a.gender);
        let gender = known.or(title).or_else(|| page.index().given(&full[0]).filter(|g| *g != 'x'));
        if let Some(gender) = gender {
            self.genders.entry(actor).or_insert(gender);
        }
    }

    /// A known person with the same surname and nearly the same given name: "Sergei Lavrov".
    fn resembling(&self, full: &[String]) -> Option<EntityId> {
        let page = self.page;
        let surname = surname_forms(full, None).into_iter().next()?;
        let alike = |id: &EntityId| {
            let label = crate::ontology::names::fold(&page.ontology.entity(*id).label);
            let (Some(a), Some(b)) = (label.first(), full.first()) else { return false };
            let initial = b.chars().count() <= 2 && a.chars().next() == b.chars().next();
            a == b || initial && full.len() > 2 && label.get(1) == full.get(1) || strsim::jaro_winkler(a, b) >= 0.9
        };
        let mut fitting = page.index().surnamed(&surname).iter().filter(|id| alike(id));
        let first = *fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// A known holder of the office before the name with the same surname and initial: "President Joseph R. Biden".
    fn in_title(&self, full: &[String], front: &Front) -> Option<EntityId> {
        let page = self.page;
        let surname =
            surname_forms(full, None).into_iter().next().filter(|_| full.len() > 1 && !front.roles.is_empty())?;
        let initial = |name: &str| name.chars().next();
        page.index().surnamed(&surname).iter().copied().find(|&id| {
            let same = initial(&page.ontology.entity(id).label) == full.first().and_then(|f| initial(f));
            same && page.holds(id, |t| front.roles.contains(&t.role)) > 0
        })
    }

    /// The actors of a sentence's names.
    pub fn link(&mut self, s: usize, founds: &[Found], roles: &[RoleSpan]) -> Vec<Linked> {
        let mut all: Vec<Linked> = Vec::new();
        for found in founds {
            let bracketed = all.last().filter(|l| self.in_brackets(s, l, found)).map(|l| l.actor);
            let key = self.page.key(s, found.words.clone()).join(" ");
            if let Some(actor) = bracketed.filter(|_| found.candidates.is_empty()) {
                self.aliases.insert(key.clone(), actor);
            }
            let Some((actor, by, inhabitant)) = self.decide(s, found, &key, roles) else { continue };
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
        if is_calendar(key) && !titled {
            return self.of_article(s, key, &front).map(|actor| (actor, Reference::Name, false));
        }
        let by_name = |actor| Some((actor, Reference::Name, false));
        if (titled || found.candidates.is_empty() || found.kind == Some(crate::grammar::NameKind::Person))
            && let Some(actor) = self.of_article(s, key, &front)
        {
            return by_name(actor);
        }
        if found.candidates.is_empty() {
            if let Some(name) = capitalised(key) {
                let spoken = self.of_article(s, &name, &front);
                let known = spoken
                    .or_else(|| surnamed(page, &self.context, &name, &front).map(|id| self.actors.known(page, id)));
                if let Some(actor) = known {
                    return by_name(actor);
                }
            }
            return self.own(s, found, key, &front).and_then(by_name);
        }
        let chosen = choose(page, &self.context, s, found, roles)?;
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
            NameOf::Adjective(_) => Some((actor, Reference::Nationality, false)),
            NameOf::Inhabitant(_) => Some((actor, Reference::Nationality, true)),
        }
    }

    /// The person of this article with that surname: of several, the one whom the title fits, then the last one named.
    fn of_article(&self, s: usize, key: &str, front: &Front) -> Option<ActorId> {
        let page = self.page;
        let fits = |p: &&Person| {
            let surname = p.surnames.iter().any(|n| n == key);
            let gender = self.genders.get(&p.actor).copied();
            surname && !matches!((front.honorific.and_then(|a| a.gender), gender), (Some(title), Some(g)) if title != g)
        };
        let rank = |p: &&Person| {
            let known = self.actors.get(p.actor).known;
            let office = known.map_or(0, |id| page.holds(id, |t| front.roles.contains(&t.role)));
            let before = p.sentence <= s;
            (office, before, if before { p.sentence } else { usize::MAX - p.sentence })
        };
        self.people.iter().filter(fits).max_by_key(rank).map(|p| p.actor)
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
        let class = class_by_look(page, s, found).or_else(|| self.kinds.get(key).copied());
        let actor = if titled || class == Some(Class::Person) || found.kind.is_none() && full.len() == 1 {
            match self.person(s, found, key, &full, front, titled || class == Some(Class::Person)) {
                Some(actor) => actor,
                None => self.actors.named(&label(page, s, found.words.clone()), class?, None),
            }
        } else {
            let home = self.home(s, found);
            self.actors.named(&label(page, s, found.words.clone()), class?, home)
        };
        self.aliases.insert(key.to_owned(), actor);
        Some(actor)
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
            self.actors.named(&label(page, s, found.words.clone()), Class::Person, None)
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

/// A name as written, with straight apostrophes.
fn label(page: &Page<'_>, s: usize, words: Range<usize>) -> String {
    page.phrase(s, words).replace('’', "'")
}
