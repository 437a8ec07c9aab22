//! Who is known to hold an office on the article's day.
//!
//! "The German chancellor" on 2018-05-06 is Angela Merkel; "the French and German leaders" are the president of the one
//! and the chancellor of the other.

use std::ops::Range;

use super::offices::Office;
use super::page::{Page, is_possessive};
use super::resolver::Resolver;
use super::{ActorId, Reference};
use crate::grammar::Upos;
use crate::ontology::{Class, EntityId, RoleId};

impl Resolver<'_, '_> {
    /// The known holder of an office of a country or body on the article's day.
    pub fn incumbent(&mut self, office: &Office, of: ActorId) -> Option<ActorId> {
        let page = self.page;
        page.day.as_ref()?;
        let of = self.linker.actors.get(of).known?;
        let state = page.ontology.entity(of).acts_for;
        let holder =
            holder(page, office, of).or_else(|| holder(page, office, state?)).or_else(|| leader(page, office, of))?;
        Some(self.linker.actors.known(page, holder))
    }

    /// "The French and German leaders": the holders in all countries named before the noun, if all are known.
    pub fn incumbents(&mut self, s: usize, office: &Office) -> Option<Vec<(ActorId, ActorId)>> {
        let before: Vec<ActorId> =
            self.listed_before(s, office.words.start).names.iter().map(|(owner, _)| *owner).collect();
        let all = before.iter().all(|&owner| self.linker.actors.class(owner) == Class::Country);
        let before = if all { before } else { Vec::new() };
        let countries = if before.len() < 2 { self.countries_after(s, office.words.end).0 } else { before };
        if countries.len() < 2 {
            return None;
        }
        countries.into_iter().map(|of| Some((self.incumbent(office, of)?, of))).collect()
    }

    /// "The administration": the one named before, "the Holm administration", else that of the president named first.
    pub fn administration(&mut self, s: usize, w: usize) -> Option<ActorId> {
        let page = self.page;
        let the = w > 0 && page.lower(s, w - 1) == "the";
        if !the || &*page.sentences[s].words[w].lemma != "administration" || page.lower(s, w + 1) == "of" {
            return None;
        }
        if let Some(named) = self.named_so(s, w) {
            return Some(named);
        }
        let presides = |r: &&super::RolePhrase| {
            let head = r.role.is_some_and(|role| page.ontology.role(role).is_head_of_state());
            head && r.marks.is_empty() && r.holder.is_some()
        };
        let (holder, of) = self.roles.iter().find(presides).map(|r| (r.holder, r.of))?;
        let label = &self.linker.actors.get(holder?).entity.label;
        let label = format!("{} administration", label.rsplit(' ').next()?);
        Some(self.linker.actors.described(&label, Class::GovernmentBody, of, Some("GOV")))
    }

    /// The CAMEO agent that an office makes of its holders.
    pub fn agent(&self, office: &Office) -> Option<String> {
        office.names.first().and_then(|&role| self.page.ontology.role(role).agent.clone())
    }

    /// "The ambassadors of Norway and Finland": those of each.
    pub fn described_holders(&mut self, s: usize, office: &Office, countries: &[ActorId]) {
        let title = self.page.phrase(s, office.words.clone());
        let agent = self.agent(office);
        let of_each = countries.iter().map(|&of| {
            let label = format!("{title} of {}", self.linker.actors.get(of).entity.label);
            self.linker.actors.described(&label, Class::Group, Some(of), agent.as_deref())
        });
        let actors = of_each.collect();
        self.role_mention(s, office, actors);
    }

    /// "head of Iran's atomic agency": an unnamed body, unless a name follows.
    pub fn owned_body(&mut self, s: usize, office: &mut Office, owner: Option<ActorId>, start: usize) {
        let page = self.page;
        let words = &page.sentences[s].words;
        let Some(begin) = (start..words.len()).find(|&w| is_possessive(page.word(s, w))) else { return };
        let part = |w: &usize| matches!(words[*w].upos, Upos::Adj | Upos::Noun | Upos::Propn);
        let Some(last) = (begin + 1..words.len().min(begin + 6)).take_while(part).last() else { return };
        let named = self.covering(last).filter(|m| m.by == Reference::Name).and_then(|m| m.actors.first().copied());
        let label = page.phrase(s, start..last + 1);
        office.of = named.or_else(|| Some(self.linker.actors.described(&label, Class::Organization, owner, None)));
        office.end = last + 1;
    }

    /// Countries in a list after "of" or "in", and where it ends: "of France, Spain and Italy".
    pub fn countries_after(&self, s: usize, of: usize) -> (Vec<ActorId>, usize) {
        let (mut countries, mut end) = (Vec::new(), of);
        let mut at = of + 1;
        while matches!(self.page.word(s, of), "of" | "in" | "from") {
            if let Some(mention) = self.covering(at) {
                let &[country] = mention.actors.as_slice() else { break };
                if self.linker.actors.class(country) != Class::Country || mention.words.start != at {
                    break;
                }
                countries.push(country);
                at = mention.words.end;
                end = at;
            } else if matches!(self.page.lower(s, at).as_str(), "," | "and" | "the") {
                at += 1;
            } else {
                break;
            }
        }
        (countries, end)
    }

    /// The people named one after the other from a word on: "Biden, Macron and Scholz".
    pub fn people_listed(&self, s: usize, start: usize) -> Vec<ActorId> {
        let mut people = Vec::new();
        let mut at = start;
        while let Some((actor, words)) = self.person_at(at) {
            people.push(actor);
            at = words.end;
            while matches!(self.page.word(s, at), "," | "and" | "&") {
                at += 1;
            }
        }
        people
    }

    /// "The foreign ministers of Norway and Finland, Holm and Lind": one for each country, in the same order.
    pub fn held_in_order(&mut self, s: usize, office: &Office) -> bool {
        let (countries, end) = self.countries_after(s, office.words.end);
        let comma = self.page.word(s, end) == ",";
        let people = if comma { self.people_listed(s, end + 1) } else { Vec::new() };
        if people.len() < 2 || people.len() != countries.len() {
            return false;
        }
        for (&person, &of) in people.iter().zip(&countries) {
            let phrase = self.phrase(s, &Office { of: Some(of), ..office.clone() }, Some(person), false);
            self.roles.push(phrase);
        }
        self.role_mention(s, office, people);
        true
    }

    /// "Russian and Ukrainian negotiators", "US and Taliban envoys", "France and Germany's ministers": those of each, where
    /// two or more are listed before.
    pub fn of_each(&mut self, s: usize, words: Range<usize>, state: bool, agent: Option<&str>) -> Option<Vec<ActorId>> {
        let listed = self.listed_before(s, words.start);
        if listed.names.len() < 2 {
            return None;
        }
        let noun = self.page.phrase(s, listed.end..words.end);
        let each = listed.names.into_iter().map(|(owner, name)| {
            if state && self.linker.actors.class(owner) == Class::Country {
                return owner;
            }
            let label = if listed.possessive {
                format!("{noun} of {}", self.linker.actors.get(owner).entity.label)
            } else {
                format!("{} {noun}", self.page.phrase(s, name))
            };
            self.linker.actors.described(&label, Class::Group, Some(owner), agent)
        });
        Some(each.collect())
    }

    /// "Soldiers from Chad and Niger": those of each country listed behind the noun.
    pub fn of_each_after(&mut self, s: usize, w: usize, state: bool, agent: Option<&str>) -> Option<Vec<ActorId>> {
        let (countries, _) = self.countries_after(s, w + 1);
        if countries.len() < 2 || self.page.word(s, w + 1) == "in" {
            return None;
        }
        if state {
            return Some(countries);
        }
        let noun = self.page.phrase(s, self.modifier_start(s, w)..w + 1);
        let described = |of: ActorId| {
            let label = format!("{noun} of {}", self.linker.actors.get(of).entity.label);
            self.linker.actors.described(&label, Class::Group, Some(of), agent)
        };
        Some(countries.into_iter().map(described).collect())
    }

    /// Countries and bodies in a list right before a noun and what modifies it: "French and German", "France and Germany's".
    fn listed_before(&self, s: usize, start: usize) -> Listed {
        let mut at = start;
        let first = self.modifier_start(s, at);
        // "Qatar and other Gulf states" are not Qatar's.
        while at > first && self.covering(at - 1).is_none() && self.page.lower(s, at - 1) != "other" {
            at -= 1;
        }
        let possessive = at > 0 && is_possessive(self.page.word(s, at - 1));
        let mut listed = Listed { names: Vec::new(), possessive, end: at };
        let mut alike: Option<Reference> = None;
        let mut joined = false;
        at -= usize::from(possessive);
        while at > 0 {
            if let Some(mention) = self.covering(at - 1) {
                let &[owner] = mention.actors.as_slice() else { break };
                let class = self.linker.actors.class(owner);
                let free =
                    mention.words.start == 0 || self.page.sentences[s].words[mention.words.start - 1].upos != Upos::Det;
                // "Senate and Pentagon officials"; but who told "the Senate and Pentagon officials" told the Senate.
                let body = class.is_organization() && class != Class::NewsOutlet && (free || listed.names.is_empty());
                let acts =
                    body || matches!(class, Class::Country | Class::ArmedGroup | Class::InternationalOrganization);
                // "British and EU negotiators", "US and British troops"; but "in Ukraine, Russian troops" are only Russia's.
                let noun = self.page.sentences[s].words[mention.head].head;
                let of_noun = noun.is_some_and(|n| n >= start && self.page.sentences[s].words[n].is_nominal());
                let pair = alike == Some(Reference::Nationality) && mention.by == Reference::Name && of_noun;
                let national = (mention.by == Reference::Nationality || pair) && self.page.lower(s, at) == "and";
                let suits = alike.is_none_or(|by| by == mention.by || national);
                // "The US and its allies" are not the allies of each.
                let named = mention.by != Reference::Pronoun;
                if !acts || !named || !suits || !(listed.names.is_empty() || joined) {
                    break;
                }
                listed.names.insert(0, (owner, mention.words.clone()));
                alike = alike.or(Some(mention.by));
                (at, joined) = (mention.words.start, false);
            } else if !listed.names.is_empty() && matches!(self.page.word(s, at - 1), "," | "and") {
                (at, joined) = (at - 1, true);
            } else {
                break;
            }
        }
        listed
    }
}

/// Those whose people a noun names.
struct Listed {
    /// Who, and the words of each.
    names: Vec<(ActorId, Range<usize>)>,
    /// Whether the last stands in the genitive.
    possessive: bool,
    /// Where the list ends, and the noun with what modifies it begins.
    end: usize,
}

/// The holder of the office itself; on the day of a handover the successor counts.
fn holder(page: &Page<'_>, office: &Office, of: EntityId) -> Option<EntityId> {
    let since = |id: EntityId, role: RoleId| {
        let terms = page.ontology.entity(id).terms.iter();
        terms.filter(|t| t.role == role && t.of == of && page.runs(t)).map(|t| t.from.clone()).max()
    };
    office.names.iter().find_map(|&role| {
        let holders = page.index().holders(role, of).iter().filter_map(|&id| Some((since(id, role)?, id)));
        holders.max().map(|(_, id)| id)
    })
}

/// Whoever leads, where the office is called no more than "leader": the one of several who stands out.
fn leader(page: &Page<'_>, office: &Office, of: EntityId) -> Option<EntityId> {
    let plain = |&r: &RoleId| page.ontology.role(r).leads_body();
    if !office.names.iter().any(plain) {
        return None;
    }
    let leads = |id: EntityId| page.holds(id, |t| t.of == of && page.ontology.role(t.role).leads) == 2;
    let leaders = page.index().leaders(of).iter().copied().filter(|&id| leads(id));
    let mut ranked: Vec<(u8, EntityId)> = leaders.map(|id| (page.ontology.entity(id).prominence, id)).collect();
    ranked.sort_unstable();
    ranked.dedup();
    match ranked.as_slice() {
        [.., (second, _), (first, id)] if first > second => Some(*id),
        [(_, id)] => Some(*id),
        _ => None,
    }
}
