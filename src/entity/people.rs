//! The people whom an article names: met in full, then known by surname, title or a like spelling.
//!
//! "Chancellor Angela Merkel … Merkel", "Sergei Lavrov" for Sergey Lavrov, "Mr Reed" after "Adam Reed".

use super::ActorId;
use super::choose::{Front, choose, country, front, surnamed};
use super::lexis::RoleSpan;
use super::link::{Linker, label};
use super::names::Found;
use crate::ontology::names::{is_junior, surname_forms};
use crate::ontology::{Class, EntityId, NameOf, RoleId};

/// A person whom the article names in full.
#[derive(Debug)]
pub struct Person {
    /// Who it is.
    pub actor: ActorId,
    /// The pieces of the full name.
    pub full: Vec<String>,
    /// Ways to write the surname.
    pub surnames: Vec<String>,
    /// Where the name stands first.
    pub sentence: usize,
}

/// Someone with an office right before the name.
#[derive(Debug)]
pub struct Titled {
    /// Who it is.
    pub actor: ActorId,
    /// What the office can be.
    pub roles: Vec<RoleId>,
}

impl Linker<'_, '_> {
    /// Notes known people whom the headline names, in full or by title and surname.
    pub(super) fn meet_title(&mut self) {
        let page = self.page;
        let pieces = crate::ontology::names::fold(page.article.title.as_deref().unwrap_or(""));
        let mut i = 0;
        while i < pieces.len() {
            if let Some((id, n)) = self.full_name(&pieces[i..]) {
                let actor = self.actors.known(page, id);
                let full = pieces[i..i + n].to_vec();
                let surnames = surname_forms(&full, page.ontology.entity(id).surname.as_deref());
                self.people.push(Person { actor, full, surnames, sentence: 0 });
                self.headline.push(actor);
                i += n;
            } else if let Some((id, n)) = self.titled_surname(&pieces[i..]) {
                let actor = self.actors.known(page, id);
                self.headline.push(actor);
                i += n;
            } else {
                i += 1;
            }
        }
        let mut seen = Vec::new();
        self.headline.retain(|&a| {
            !seen.contains(&a) && {
                seen.push(a);
                true
            }
        });
    }

    /// A known person's full name at the start of the pieces, and its length.
    pub(super) fn full_name(&self, pieces: &[String]) -> Option<(EntityId, usize)> {
        let page = self.page;
        let most = page.index().longest(&pieces[0]).min(pieces.len());
        (2..=most).rev().find_map(|n| {
            let &[NameOf::Entity(id)] = page.index().named(&pieces[..n].join(" ")) else { return None };
            (page.ontology.entity(id).class == Class::Person).then_some((id, n))
        })
    }

    /// "Chancellor Holm of Germany" at the start of the pieces: who that is, and how many pieces title and name have.
    pub(super) fn titled_surname(&self, pieces: &[String]) -> Option<(EntityId, usize)> {
        let page = self.page;
        let lower: Vec<String> = pieces.iter().take(6).map(|p| p.to_lowercase()).collect();
        let most = page.index().longest_role(&lower[0]).min(lower.len());
        let (roles, n) = (1..=most).rev().find_map(|n| {
            let names = page.index().roles(&lower[..n].join(" "));
            (!names.is_empty()).then(|| (names.iter().map(|r| r.role).collect::<Vec<_>>(), n))
        })?;
        (1..=3usize).rev().filter(|m| n + m <= pieces.len()).find_map(|m| {
            let behind = (pieces.get(n + m).map(String::as_str) == Some("of")).then(|| &pieces[n + m + 1..]);
            let home = behind.and_then(|b| self.country(b));
            let front = Front { roles: roles.clone(), honorific: None, home };
            surnamed(page, &self.context, &pieces[n..n + m].join(" "), &front).map(|id| (id, n + m))
        })
    }

    /// The country that the pieces start with, an article aside.
    fn country(&self, pieces: &[String]) -> Option<EntityId> {
        let page = self.page;
        let pieces = pieces.strip_prefix(&["the".to_owned()]).unwrap_or(pieces);
        (1..=pieces.len().min(4)).rev().find_map(|n| country(page, &pieces[..n]))
    }

    /// Notes a person named in full.
    pub(super) fn meet(&mut self, s: usize, found: &Found, roles: &[RoleSpan]) {
        let full = self.page.key(s, found.words.clone());
        if full.len() < 2 {
            return;
        }
        let page = self.page;
        let actor = if found.candidates.is_empty() {
            if self.class(s, found) != Some(Class::Person) {
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
        if is_son(page, &full) {
            for name in &mut surnames {
                *name = format!("{name} {}", full[full.len() - 1]);
            }
        } else if given_by_data.is_none() && full.len() > 2 {
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

    pub(super) fn own_person(&mut self, s: usize, found: &Found, full: &[String]) -> ActorId {
        let same = self.people.iter().find(|p| p.full == full || (p.full.len() > full.len() && p.full.ends_with(full)));
        if let Some(person) = same {
            return person.actor;
        }
        let name = label(self.page, s, found.words.clone(), None);
        let son = if name.ends_with(" Jr") || name.ends_with(" Sr") { name + "." } else { name };
        self.actors.named(&son, Class::Person, None)
    }

    pub(super) fn gender(&mut self, s: usize, found: &Found, actor: ActorId, full: &[String], roles: &[RoleSpan]) {
        let page = self.page;
        let known = self.actors.get(actor).known.and_then(|id| page.ontology.entity(id).gender);
        let title = front(page, s, found.words.start, roles).honorific.and_then(|a| a.gender);
        let gender = known.or(title).or_else(|| page.index().given(&full[0]).filter(|g| *g != 'x'));
        if let Some(gender) = gender {
            self.genders.entry(actor).or_insert(gender);
        }
    }

    /// A known person with the same surname and nearly the same given name: "Sergei Lavrov".
    pub(super) fn resembling(&self, full: &[String]) -> Option<EntityId> {
        let page = self.page;
        if is_son(page, full) {
            return None;
        }
        if let [first, last] = full
            && let &[NameOf::Entity(id)] = page.index().named(&format!("{last} {first}"))
            && page.ontology.entity(id).class == Class::Person
        {
            // "Kishida Fumio"
            return Some(id);
        }
        let surname = surname_forms(full, None).into_iter().next()?;
        let alike = |id: &EntityId| {
            let label = crate::ontology::names::fold(&page.ontology.entity(*id).label);
            let (Some(a), Some(b)) = (label.first(), full.first()) else { return false };
            // "Charlotte Charles" is not Charles III, nor "Maria Draghi" Mario Draghi.
            let genders = (page.index().given(a), page.index().given(b));
            if *a == surname || matches!(genders, (Some(a), Some(b)) if a != b) {
                return false;
            }
            if let ([_, middle, _], [_, other, _]) = (label.as_slice(), full)
                && middle.chars().next() != other.chars().next()
            {
                return false;
            }
            let initial = b.chars().count() <= 2 && a.chars().next() == b.chars().next();
            a == b || initial && full.len() > 2 && label.get(1) == full.get(1) || strsim::jaro_winkler(a, b) >= 0.9
        };
        let mut fitting = page.index().surnamed(&surname).iter().filter(|id| alike(id));
        let first = *fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// A known holder of the office before the name with the same surname and initial: "President Joseph R. Biden".
    pub(super) fn in_title(&self, full: &[String], front: &Front) -> Option<EntityId> {
        let page = self.page;
        if is_son(page, full) {
            return None;
        }
        let surname =
            surname_forms(full, None).into_iter().next().filter(|_| full.len() > 1 && !front.roles.is_empty())?;
        let initial = |name: &str| name.chars().next();
        page.index().surnamed(&surname).iter().copied().find(|&id| {
            let same = initial(&page.ontology.entity(id).label) == full.first().and_then(|f| initial(f));
            same && page.holds(id, |t| front.roles.contains(&t.role)) > 0
        })
    }

    /// The person of this article with that surname: of several, the one whom the title fits, then the one who was called
    /// so before, then the first one named, since relatives are named in full.
    pub(super) fn of_article(&self, s: usize, key: &str, front: &Front) -> Option<ActorId> {
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
            let settled = self.by_surname.get(key) == Some(&p.actor);
            (office, settled, before, usize::MAX - p.sentence)
        };
        let by_surname = self.people.iter().rev().filter(fits).max_by_key(rank);
        // "Trump" of the first lines stays who he is, when his wife is named in full further down.
        if let Some(actor) = by_surname.and_then(|p| self.settled(key, front, rank(&p).0)) {
            return Some(actor);
        }
        // "President Biden" is the president, though only his wife has been named.
        let holds = |id: EntityId| page.holds(id, |t| front.roles.contains(&t.role));
        let own = |p: &Person| {
            let titled = self.titled(&front.roles).any(|actor| actor == p.actor);
            titled || self.actors.get(p.actor).known.is_none_or(|id| holds(id) > 0)
        };
        if by_surname.is_some_and(|p| !own(p)) && page.index().surnamed(key).iter().any(|&id| holds(id) == 2) {
            return None;
        }
        // "Trump warned Iran", before the article comes to his wife.
        let later = by_surname.is_some_and(|p| p.sentence > s && !self.headline.contains(&p.actor));
        let known = |id: EntityId| page.ontology.entity(id).terms.iter().any(|t| page.runs(t));
        if later && surnamed(page, &self.context, key, front).is_some_and(known) {
            return None;
        }
        let by_surname = by_surname.map(|p| p.actor);
        by_surname.or_else(|| self.by_given_name(key, front))
    }

    /// Whom a surname alone meant before, if the article never names that one in full and the title suits.
    fn settled(&self, key: &str, front: &Front, office: u8) -> Option<ActorId> {
        let &actor = self.by_surname.get(key)?;
        let known = self.actors.get(actor).known.filter(|_| self.people.iter().all(|p| p.actor != actor))?;
        let gender = (front.honorific.and_then(|a| a.gender), self.page.ontology.entity(known).gender);
        let clash = matches!(gender, (Some(title), Some(g)) if title != g);
        let held = self.page.holds(known, |t| front.roles.contains(&t.role));
        (!clash && held >= office).then_some(actor)
    }

    /// The only person of this article with that given name: "Sheikh Tamim", "President Samia", "Yulia".
    fn by_given_name(&self, key: &str, front: &Front) -> Option<ActorId> {
        let page = self.page;
        let suits = |p: &&Person| {
            let title = front.honorific.and_then(|a| a.gender);
            let told = self.genders.get(&p.actor).copied();
            let gender = !matches!((title, told), (Some(title), Some(g)) if title != g);
            let known = self.actors.get(p.actor).known;
            let office =
                front.roles.is_empty() || known.is_none_or(|id| page.holds(id, |t| front.roles.contains(&t.role)) > 0);
            p.full.len() > 1 && p.full.first().is_some_and(|first| first == key) && gender && office
        };
        let mut fitting = self.people.iter().filter(suits).map(|p| p.actor);
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some(first)
    }
}

/// Whether a name is that of a known person with "Jr." behind it.
fn is_son(page: &super::page::Page<'_>, full: &[String]) -> bool {
    let Some((suffix, rest)) = full.split_last() else { return false };
    let named = || page.index().named(&rest.join(" "));
    let person = |c: &NameOf| matches!(c, NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Person);
    is_junior(suffix) && named().iter().any(person)
}
