//! Who holds an office: from a name beside it, else from what the article said before, else from known terms.
//!
//! "Ursula von der Leyen, president of the European Commission," names her; "the German chancellor" in May 2018 is
//! Angela Merkel by her term.

use super::holders_told::{given_before, is_present, named_before, shortened, titled};
use super::offices::Office;
use super::resolver::Resolver;
use super::{ActorId, Reference, titles};
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, EntityId, RoleId};

/// The holder that the text names.
pub fn by_text(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    after(resolver, s, office)
        .or_else(|| apposed(resolver, s, office))
        .or_else(|| copula(resolver, s, office))
        .or_else(|| listed_before(resolver, s, office))
        .or_else(|| super::holders_told::party_and(resolver, s, office))
        .or_else(|| titles::behind(resolver, s, office))
}

/// A name right behind: "President Putin", "Pentagon spokesman, John Kirby,".
fn after(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let page = resolver.page;
    if let Some((actor, _)) = resolver.person_at(page.after_honorifics(s, office.end)) {
        return Some(actor);
    }
    if let Some(actor) = titles::joined(resolver, s, office) {
        return Some(actor);
    }
    if !matches!(page.word(s, office.end), "," | "—" | "–" | "-") {
        return None;
    }
    // "The spokesman, the Rev. Jon Reed,"
    let the = usize::from(page.lower(s, office.end + 1) == "the");
    let titled = page.after_honorifics(s, office.end + 1 + the);
    let (actor, words) = resolver.person_at(titled).or_else(|| resolver.person_at(office.end + 1))?;
    let sentence = &page.sentences[s];
    let head = page.head(s, words.clone());
    if sentence.words[head].rel == Rel::Appos && sentence.words[head].head == Some(office.head) {
        return Some(actor);
    }
    let closed = words.end >= sentence.words.len() || matches!(page.word(s, words.end), "," | "." | "—" | "–" | ";");
    let listed = sentence.words[head].rel == Rel::Conj || sentence.child(head, &[Rel::Conj]).is_some();
    (closed && !listed).then_some(actor)
}

/// A name before it: "Angela Merkel, the Chancellor of Germany,".
fn apposed(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let sentence = &resolver.page.sentences[s];
    if sentence.words[office.head].rel == Rel::Appos {
        let first = sentence.words[office.head].head?;
        // "Jon Reed and Ada Holm, the minister": she is.
        let last = sentence.children_by(first, Rel::Conj).rfind(|&c| c < office.start);
        let actor = last.and_then(|c| person_of(resolver, c)).or_else(|| person_of(resolver, first));
        // "The Secretary of State, the Secretary of Defense, …" are two.
        let named = resolver.covering(first).is_some_and(|m| m.by == Reference::Name);
        let apart = sentence.children_by(office.head, Rel::Det).any(|d| resolver.page.lower(s, d) == "the");
        if actor.is_some() && (named || !apart) {
            return actor;
        }
    }
    let comma = office.start.checked_sub(1)?;
    if !matches!(resolver.page.word(s, comma), "," | "—" | "–" | "(") {
        return None;
    }
    let mention =
        resolver.covering(comma.checked_sub(1)?).filter(|m| m.by == Reference::Name && m.words.end == comma)?;
    let next = resolver.page.word(s, office.end);
    let closes = matches!(next, "," | "." | "—" | "–" | ")" | ";" | "and") || office.end >= sentence.words.len();
    let coordinated = sentence.words[office.head].rel == Rel::Conj;
    let actor = *mention.actors.first()?;
    (closes && !coordinated && resolver.is_person(actor)).then_some(actor)
}

/// "Macron is the president of France", but not "may become".
fn copula(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let sentence = &resolver.page.sentences[s];
    // "I am with the president of France" is said by somebody else.
    sentence.child(office.head, &[Rel::Cop]).filter(|_| sentence.child(office.head, &[Rel::Case]).is_none())?;
    let hedged = sentence.children(office.head).any(|c| {
        let word = &sentence.words[c];
        word.rel == Rel::Aux && word.xpos == "MD" || word.rel == Rel::Advmod && matches!(&*word.lemma, "not" | "never")
    });
    let subject = sentence.child(office.head, &[Rel::Nsubj])?;
    // "I was the minister then" is told by someone who is no longer.
    let past = sentence.children_by(office.head, Rel::Cop).any(|c| sentence.words[c].xpos == "VBD");
    let own = resolver.page.lower(s, subject) == "i";
    if hedged || past && own { None } else { person_of(resolver, subject) }
}

/// A second office of the same person: "mayor of London, and member of Parliament".
fn listed_before(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let sentence = &resolver.page.sentences[s];
    if sentence.words[office.head].rel != Rel::Conj {
        return None;
    }
    let first = sentence.words[office.head].head?;
    let phrase = resolver.roles.iter().rev().take_while(|r| r.sentence == s).find(|r| r.head == first)?;
    // "The Secretary of State and the Secretary of Defense" are two, whoever was introduced as the first of them before.
    let by = |m: &super::Mention| matches!(m.by, Reference::Name | Reference::Pronoun);
    let named = |m: &super::Mention| by(m) && phrase.holder.is_some_and(|h| m.actors == [h]);
    let sure = resolver.mentions_of(s).iter().any(named)
        && !phrase.by_knowledge
        && matches!(sentence.words[first].rel, Rel::Appos | Rel::Root | Rel::Conj | Rel::Parataxis);
    phrase.holder.filter(|_| sure)
}

fn person_of(resolver: &Resolver<'_, '_>, w: usize) -> Option<ActorId> {
    let mention = resolver.covering(w)?;
    let &[actor] = mention.actors.as_slice() else { return None };
    (resolver.is_person(actor) && !resolver.linker.actors.get(actor).described).then_some(actor)
}

/// "Presidents Biden and Putin": one office each. Whether such a list follows.
pub fn held_by_list(resolver: &mut Resolver<'_, '_>, s: usize, office: &Office) -> bool {
    let page = resolver.page;
    let comma = page.word(s, office.end) == ",";
    let people = resolver.people_listed(s, office.end + usize::from(comma));
    if people.len() < 2 {
        return false;
    }
    let mut phrases: Vec<_> = people.iter().map(|&person| resolver.phrase(s, office, Some(person), false)).collect();
    // They sit together: where one is known to sit, the others do as well.
    let common = phrases.iter().find_map(|p| p.of).filter(|_| resolver.sits(office));
    for phrase in &mut phrases {
        phrase.of = phrase.of.or(common);
    }
    resolver.roles.extend(phrases);
    resolver.role_mention(s, office, people);
    true
}

/// The holder known from the article or from terms of office.
pub fn by_knowledge(resolver: &mut Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    if let Some(lawmaker) = resolver.lawmaker(s, office).filter(|_| definite(resolver, s, office)) {
        return Some(lawmaker);
    }
    if office.marks == ["former"] {
        return super::holders_told::once(resolver, s, office);
    }
    if !office.marks.is_empty() || office.vague || office.words != office.core || !definite(resolver, s, office) {
        return None;
    }
    let told = given_before(resolver, s, office)
        .or_else(|| shortened(resolver, s, office))
        .or_else(|| titled(resolver, office))
        .or_else(|| named_before(resolver, s, office));
    if let Some(told) = told {
        let past = !is_present(resolver, s, office, told);
        return of_today(resolver, office).filter(|_| past).or(Some(told));
    }
    if let Some(of) = office.of {
        resolver.incumbent(office, of)
    } else {
        let page = resolver.page;
        let understood = office.names.iter().find_map(|&r| page.ontology.role(r).of);
        let of = understood.or(page.state).or_else(|| resolver.linker.context.only_state(page))?;
        let of = resolver.linker.actors.known(resolver.page, of);
        resolver.incumbent(office, of)
    }
}

/// Whoever holds an office of which nothing more is said, of the state that publishes the article, is the only one in it
/// or has the office that the article speaks of first.
fn of_today(resolver: &mut Resolver<'_, '_>, office: &Office) -> Option<ActorId> {
    const LEAD: usize = 2;
    if office.of.is_some() {
        return None;
    }
    let page = resolver.page;
    let state = page.state.or_else(|| resolver.linker.context.only_state(page));
    let state = state.map(|state| resolver.linker.actors.known(page, state));
    let country = |&a: &ActorId| resolver.linker.actors.class(a) == Class::Country;
    let first = || resolver.roles.iter().filter(|r| r.sentence <= LEAD).find_map(|r| r.of.filter(country));
    resolver.incumbent(office, state.or_else(first)?)
}

/// Whether a phrase means one certain holder: "the president", "France's president", "Foreign Secretary".
fn definite(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> bool {
    let page = resolver.page;
    let words = &page.sentences[s].words;
    if let Some(det) = (office.start..office.words.start).find(|&w| words[w].upos == Upos::Det) {
        return matches!(page.lower(s, det).as_str(), "the" | "this" | "that");
    }
    let owned = (office.start..office.words.start)
        .any(|w| super::page::is_possessive(page.word(s, w)) || words[w].upos == Upos::Pron);
    owned || office.core.clone().all(|w| page.word(s, w).starts_with(char::is_uppercase) || words[w].upos == Upos::Adp)
}

/// What the office of a named holder is of: its default, else where a known holder has it, else the holder's country.
pub fn polity_of(resolver: &mut Resolver<'_, '_>, office: &Office, holder: ActorId) -> Option<ActorId> {
    let page = resolver.page;
    let told = resolver.introduced(office, holder).and_then(|i| resolver.roles[i].of);
    if told.is_some() {
        return told;
    }
    let actor = resolver.linker.actors.get(holder);
    let of = match actor.known {
        Some(id) => {
            let entity = page.ontology.entity(id);
            let role = |r: crate::ontology::RoleId| page.ontology.role(r).label.to_lowercase();
            // "President Holm" may be one of a council.
            let longer = |t: &crate::ontology::Term| {
                let title = |&r: &crate::ontology::RoleId| role(t.role).starts_with(&format!("{} of ", role(r)));
                page.runs(t) && office.names.iter().any(title)
            };
            let held = |t: &&crate::ontology::Term| office.names.contains(&t.role);
            let mut terms: Vec<_> = entity.terms.iter().filter(held).collect();
            if !terms.iter().any(|t| page.runs(t)) {
                terms.extend(entity.terms.iter().filter(|t| longer(t)));
            }
            let home = |t: &&crate::ontology::Term| entity.citizen_of.contains(&t.of);
            terms.sort_by_key(|t| (page.runs(t), page.begun(t), home(t), t.from.clone()));
            terms
                .last()
                .map(|t| t.of)
                .or_else(|| default_of(resolver, office))
                .or_else(|| {
                    super::actors::polity(page, id).filter(|p| page.ontology.entity(*p).class == Class::Country)
                })
                .or_else(|| entity.citizen_of.first().copied())
                .or_else(|| if resolver.sits(office) { resolver.home_of(holder) } else { None })
        }
        None => actor
            .of
            .and_then(|of| resolver.linker.actors.get(of).known)
            .or_else(|| default_of(resolver, office))
            .or_else(|| if resolver.sits(office) { resolver.home_of(holder) } else { None }),
    };
    of.map(|of| resolver.linker.actors.known(page, of))
}

/// "The country's prime minister, Anna Holm": of hers, where that country is taken for another; "at the General Assembly
/// President Holm" is president of her country.
pub fn is_elsewhere(resolver: &Resolver<'_, '_>, office: &Office, holder: ActorId, of: ActorId) -> bool {
    let page = resolver.page;
    let actor = |a: ActorId| resolver.linker.actors.get(a).known;
    let Some(holder) = actor(holder).filter(|_| office.marks.is_empty()) else { return false };
    let entity = page.ontology.entity(holder);
    let held = || entity.terms.iter().filter(|t| office.names.contains(&t.role));
    if held().any(|t| actor(of) == Some(t.of)) {
        return false;
    }
    let presides = held().any(|t| page.runs(t) && page.ontology.role(t.role).is_head_of_state());
    let country = actor(of).filter(|&of| page.ontology.entity(of).class == Class::Country);
    let foreign = country.is_some_and(|of| !entity.citizen_of.is_empty() && !entity.citizen_of.contains(&of));
    presides && country.is_none() || held().next().is_some() && foreign
}

/// The polity that all offices of this name are of when nothing is said.
fn default_of(resolver: &Resolver<'_, '_>, office: &Office) -> Option<EntityId> {
    let mut all = office.names.iter().map(|&r| resolver.page.ontology.role(r).of);
    let first = all.next()??;
    all.all(|of| of == Some(first)).then_some(first)
}

/// The office meant among those of the same name: the one of that polity, else the general one.
pub fn role_for(resolver: &Resolver<'_, '_>, office: &Office, of: Option<ActorId>) -> Option<RoleId> {
    let known = of.and_then(|of| resolver.linker.actors.get(of).known);
    let role_of = |r: &&RoleId| resolver.page.ontology.role(**r).of;
    office
        .names
        .iter()
        .find(|r| known.is_some() && role_of(r) == known)
        .or_else(|| office.names.iter().find(|r| role_of(r).is_none()))
        .or(office.names.first())
        .copied()
}

/// "Secretary Blinken" is Secretary of State: the only office that someone holds whose name goes on from the title.
pub fn in_full(
    resolver: &Resolver<'_, '_>,
    title: &str,
    holder: Option<ActorId>,
    of: Option<ActorId>,
) -> Option<RoleId> {
    let page = resolver.page;
    let known = |actor: Option<ActorId>| actor.and_then(|a| resolver.linker.actors.get(a).known);
    let (holder, of) = (known(holder)?, known(of)?);
    let begins = format!("{} ", title.to_lowercase());
    let longer = |label: &str| {
        let label = label.to_lowercase();
        label.starts_with(&format!("{begins}of ")) || label.starts_with(&format!("{begins}for "))
    };
    let runs = |t: &crate::ontology::Term| page.day.is_none() || page.runs(t);
    let held = page.ontology.entity(holder).terms.iter().filter(|t| t.of == of && runs(t));
    let mut fitting = held.map(|t| t.role).filter(|&role| longer(&page.ontology.role(role).label));
    let role = fitting.next()?;
    fitting.all(|other| other == role).then_some(role)
}

impl Resolver<'_, '_> {
    /// "His foreign minister" is the country's, "his spokesman" his own; "GOP Sen. Reed" sits for no party.
    pub fn of_owner(&self, office: &mut Office) {
        office.of = office.of.filter(|&of| !self.sits(office) || self.linker.actors.class(of) != Class::Party);
        let Some(owner) = office.of.filter(|&of| self.is_person(of)) else { return };
        let own = ["spokesperson", "adviser", "other", "business", "occupation"];
        let rank = office.names.first().map_or("", |&r| self.page.ontology.role(r).rank.as_str());
        if !own.contains(&rank) {
            office.of = self.linker.actors.get(owner).of.or(office.of);
        }
    }

    /// The index of the phrase in which the text itself gave someone this office.
    pub fn introduced(&self, office: &Office, holder: ActorId) -> Option<usize> {
        self.roles.iter().position(|r| {
            !r.by_knowledge && r.holder == Some(holder) && r.role.is_some_and(|r| office.names.contains(&r))
        })
    }

    /// Whether two bodies are the same or one acts for the other: "White House" and the United States.
    pub fn same_polity(&self, a: Option<ActorId>, b: ActorId) -> bool {
        let Some(a) = a else { return false };
        let state = |id: ActorId| {
            let actor = self.linker.actors.get(id);
            match actor.entity.class {
                Class::Country => Some(id),
                Class::GovernmentBody | Class::Parliament | Class::ArmedForces | Class::Group => actor.of,
                // A society, firm or town in a state does not act for it.
                _ => None,
            }
        };
        a == b || state(a).is_some() && state(a) == state(b)
    }

    /// The leaders whom the headline names, where the text goes on about one of them: "Call of Holm with Reed and Lund".
    pub fn of_headline(&self, s: usize, office: &Office, count: Option<usize>) -> Vec<ActorId> {
        let fitting = self.linker.headline.iter().copied().filter(|&a| self.fits_office(a, office));
        let all: Vec<ActorId> = fitting.collect();
        let near = || (0..=3.min(s)).flat_map(|back| self.mentions_of(s - back)).flat_map(|m| &m.actors);
        if all.len() < 2 || count.is_some_and(|c| c != all.len()) || !near().any(|a| all.contains(a)) {
            return Vec::new();
        }
        let definite = self.page.sentences[s].children_by(office.head, Rel::Det).next().is_some();
        let here = self.mentions_of(s).iter().filter(|m| m.words.start < office.start && !definite);
        let named: Vec<ActorId> = here.flat_map(|m| m.actors.clone()).collect();
        all.into_iter().filter(|a| !named.contains(a)).collect()
    }

    /// Whether a person holds an office of that name or rank, by the text or by known terms.
    pub fn fits_office(&self, actor: ActorId, office: &Office) -> bool {
        if !self.is_person(actor) || self.linker.actors.get(actor).described {
            return false;
        }
        let page = self.page;
        let ranks: Vec<&str> = office.names.iter().map(|&r| page.ontology.role(r).rank.as_str()).collect();
        let leads = office.names.iter().any(|&r| page.ontology.role(r).leads);
        let suits = |role: RoleId| {
            let role_data = page.ontology.role(role);
            office.names.contains(&role) || ranks.contains(&role_data.rank.as_str()) || leads && role_data.leads
        };
        let by_text = self.roles.iter().any(|r| r.holder == Some(actor) && r.role.is_some_and(suits));
        by_text || self.linker.actors.get(actor).known.is_some_and(|id| page.holds(id, |t| suits(t.role)) > 0)
    }
}

/// Whether the phrase only addresses someone: "Mr. President".
pub fn only_addressed(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> bool {
    office.start > 0
        && resolver.page.index().honorific(&resolver.page.word(s, office.start - 1).replace('.', "")).is_some()
}
