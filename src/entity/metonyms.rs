//! Capitals that stand for their states, and states that publish: "Moscow has demanded", but not "in Moscow".

use super::actors::Actors;
use super::link::Linked;
use super::page::Page;
use crate::article::{Article, host};
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, EntityId, NameOf, Ontology, names};

/// The state for which the publisher of an article speaks: of "The White House", or of a page at its site, the United States.
#[must_use]
pub fn publishing_state(article: &Article, ontology: &Ontology) -> Option<EntityId> {
    let sites = [&article.publisher, &article.url];
    let mut hosts = sites.into_iter().flatten().filter_map(|site| host(site));
    let mut at_site = || hosts.find_map(|host| ontology.index.publisher_at(&host.to_lowercase()));
    let mut state = publisher(article, ontology).or_else(&mut at_site)?;
    // An office of a ministry of a state.
    for _ in 0..3 {
        match ontology.entity(state).acts_for {
            Some(of) => state = of,
            None => break,
        }
    }
    (ontology.entity(state).class == Class::Country).then_some(state)
}

/// Whom the name of the publisher means.
fn publisher(article: &Article, ontology: &Ontology) -> Option<EntityId> {
    let publisher = article.publisher.as_deref()?;
    let pieces = names::fold(publisher.strip_prefix("The ").unwrap_or(publisher)).join(" ");
    let entity = |name: &NameOf| if let NameOf::Entity(id) = name { Some(*id) } else { None };
    ontology.index.named(&pieces).iter().find_map(entity)
}

/// The state meant by the name of its capital, where the capital acts.
pub fn state(page: &Page<'_>, actors: &Actors, s: usize, name: &Linked) -> Option<EntityId> {
    let city = actors.get(name.actor).known?;
    if page.ontology.entity(city).class != Class::City {
        return None;
    }
    let state = page.index().capital_of(city)?;
    (page.ontology.entity(state).class == Class::Country && acts(page, s, name)).then_some(state)
}

/// Whether a place stands where an actor does.
fn acts(page: &Page<'_>, s: usize, name: &Linked) -> bool {
    let sentence = &page.sentences[s];
    if !sentence.parsed {
        return sentence.words.get(name.words.end).is_some_and(|w| matches!(w.upos, Upos::Verb | Upos::Aux));
    }
    let (rel, governor, top) = page.role_of(s, name.head);
    let Some(governor) = governor else { return false };
    let after_comma = name.words.start > 0 && page.word(s, name.words.start - 1) == ",";
    match rel {
        Rel::Nsubj => sentence.child(governor, &[Rel::Cop]).is_none(),
        Rel::NsubjPass | Rel::Obj | Rel::Iobj => !of_place(page, &sentence.words[governor].lemma),
        Rel::OblAgent => true,
        // "London's mayor" and "Kabul's airport" are the city's.
        Rel::NmodPoss => !page.ontology.lexicon.is_in("city noun", &sentence.words[governor].lemma),
        Rel::Obl | Rel::Nmod => !after_comma && page.preposition(s, top).is_some_and(|p| takes_actor(&p)),
        _ => false,
    }
}

/// Prepositions after which a capital is its government.
fn takes_actor(preposition: &str) -> bool {
    matches!(preposition, "between" | "with" | "against" | "by" | "toward" | "towards" | "upon" | "on" | "among")
}

/// Verbs whose object is the place itself: "visit", "bomb".
fn of_place(page: &Page<'_>, lemma: &str) -> bool {
    page.ontology.lexicon.is_in("place verb", lemma)
}
