//! Whoever the article itself has given an office before.
//!
//! "The minister" after "Foreign Minister Hans Weber"; "the president", where the article speaks of two, is the one of whom it speaks most.

use super::offices::Office;
use super::resolver::Resolver;
use super::{ActorId, Reference};
use crate::grammar::Upos;

/// Whether "the President" may still be whom the text called so: one whose term runs, or who was spoken of just before,
/// not one whose portrait hangs in the hall.
pub fn is_present(resolver: &Resolver<'_, '_>, s: usize, office: &Office, holder: ActorId) -> bool {
    const NEAR: usize = 2;
    let known = resolver.linker.actors.get(holder).known.is_some();
    let mut near = resolver.mentions.iter().rev().take_while(|m| m.sentence + NEAR >= s);
    known && runs(resolver, office, holder) || near.any(|m| m.actors.contains(&holder))
}

/// So many mentions is it worth to have been spoken of just now.
const BONUS: usize = 3;

/// Whoever the article gave this office before, best one whose term runs.
pub fn given_before(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let fits = |r: &&super::RolePhrase| {
        let same = r.marks.is_empty() && r.role.is_some_and(|r| office.names.contains(&r));
        same && office.of.is_none_or(|of| resolver.same_polity(r.of, of))
    };
    let holders = || resolver.roles.iter().rev().filter(fits).filter_map(|r| r.holder);
    let mut running: Vec<ActorId> = Vec::new();
    for holder in holders().filter(|&holder| runs(resolver, office, holder)) {
        if !running.contains(&holder) {
            running.push(holder);
        }
    }
    if office.of.is_some() || running.len() < 2 {
        return running.first().copied().or_else(|| holders().next());
    }
    // Of several presidents the one of whom the article speaks most, or was speaking just now.
    let weight = |&holder: &ActorId| {
        let named = resolver.mentions.iter().filter(|m| m.actors == [holder]);
        let near = named.clone().any(|m| m.sentence + 1 >= s && m.by != Reference::Pronoun);
        named.count() + if near { BONUS } else { 0 }
    };
    running.into_iter().rev().max_by_key(weight)
}

/// Whether a person's term of an office runs on the day of the article, as far as anything is known of it.
fn runs(resolver: &Resolver<'_, '_>, office: &Office, holder: ActorId) -> bool {
    let known = resolver.linker.actors.get(holder).known;
    known.is_none_or(|id| resolver.page.holds(id, |t| office.names.contains(&t.role)) == 2)
}

/// "The minister" after "Foreign Minister Hans Weber".
pub fn shortened(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let page = resolver.page;
    if office.of.is_some() || office.names.iter().any(|&r| page.ontology.role(r).leads) {
        return None;
    }
    let short = page.phrase(s, office.core.clone()).to_lowercase();
    let longer = |text: &str| {
        let text = text.to_lowercase();
        text.len() > short.len() && (text.ends_with(&short) || text.starts_with(&short))
    };
    let before = resolver.roles.iter().rev().take_while(|r| r.sentence + 6 > s);
    before.filter(|r| r.marks.is_empty() && r.holder.is_some()).find(|r| longer(&r.text)).and_then(|r| r.holder)
}

/// The one person whom the article calls by this title, here or later.
pub fn titled(resolver: &Resolver<'_, '_>, office: &Office) -> Option<ActorId> {
    if office.of.is_some() {
        return None;
    }
    let mut all = resolver.linker.titled(&office.names);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The one person named in the article so far who is known to hold such an office: "the King" after "King Abdullah".
pub fn named_before(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let page = resolver.page;
    if office.of.is_some() {
        return None;
    }
    // Without a day, whoever held it at any time.
    let least = if page.day.is_some() { 2 } else { 1 };
    let runs = |a: &ActorId| {
        let known = resolver.linker.actors.get(*a).known;
        known.is_some_and(|id| page.holds(id, |t| office.names.contains(&t.role)) >= least)
    };
    let mut all: Vec<ActorId> = Vec::new();
    for mention in resolver.mentions.iter().filter(|m| m.by == Reference::Name && m.sentence <= s) {
        all.extend(mention.actors.iter().copied().filter(|a| !all.contains(a) && runs(a)).collect::<Vec<_>>());
    }
    let &[one] = all.as_slice() else { return None };
    Some(one)
}

/// "Anna Holm, Norwegian liberal and a member of the committee,": a second apposition of the same person.
pub fn party_and(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    /// So many words the first apposition has at most.
    const FIRST: usize = 5;
    let page = resolver.page;
    let and = office.start.checked_sub(1).filter(|&w| page.word(s, w) == "and")?;
    let article = matches!(page.lower(s, office.start).as_str(), "a" | "an" | "the");
    let comma = (and.saturating_sub(FIRST + 1)..and).rev().find(|&w| page.word(s, w) == ",")?;
    let noun = |w: usize| {
        let other = resolver.covering(w).is_some_and(|m| m.actors.iter().any(|&a| resolver.is_person(a)));
        let name = resolver.covering(w).is_some_and(|m| m.by == Reference::Name);
        matches!(page.sentences[s].words[w].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Punct)
            && !(other && name)
    };
    let closes = matches!(page.word(s, office.end), "," | "." | "—" | "–");
    if !article || !closes || comma + 1 >= and || !(comma + 1..and).all(noun) {
        return None;
    }
    let (actor, _) = (0..comma).rev().find_map(|w| resolver.person_at(w).filter(|(_, words)| words.end == comma))?;
    (!resolver.linker.actors.get(actor).described).then_some(actor)
}

/// "The former mayor": the only one of those named so far who is known to have been one, of a country or town named or not.
pub fn once(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let page = resolver.page;
    let definite = (office.start..office.words.start).any(|w| page.lower(s, w) == "the");
    if !definite || office.plural {
        return None;
    }
    let known = |a: ActorId| resolver.linker.actors.get(a).known;
    let of = office.of.map(known);
    let was = |&a: &ActorId| {
        let Some(person) = known(a).filter(|&id| page.is_person(id)) else { return false };
        let terms = &page.ontology.entity(person).terms;
        let fits = |t: &&crate::ontology::Term| office.names.contains(&t.role) && of.is_none_or(|of| of == Some(t.of));
        let mut held = terms.iter().filter(fits).peekable();
        held.peek().is_some() && held.all(|t| page.begun(t) && !page.runs(t))
    };
    let mut all = resolver.mentions.iter().filter(|m| m.by == Reference::Name).flat_map(|m| m.actors.iter().copied());
    let first = all.find(was)?;
    all.all(|a| a == first || !was(&a)).then_some(first)
}
