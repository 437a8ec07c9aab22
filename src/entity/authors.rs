//! Whose words an article is, so that "I" is theirs: by the headline, by "I, Anna Holm, …" or by the name at its end.
//!
//! "Statement by Prime Minister Anna Holm on Grain" → Anna Holm; of two authors none.

use super::ActorId;
use super::resolver::Resolver;
use super::turns::proper;
use crate::ontology::names::fold;
use crate::ontology::{Class, EntityId};

/// The word class of documents that are their author's own words.
const DOCUMENT: &str = "own document";
/// So many words stand at most between a document and its author: "Remarks as prepared for delivery by".
const APART: usize = 6;
/// Words that follow the author in a headline.
const BEHIND: [&str; 22] = [
    "on",
    "at",
    "in",
    "before",
    "after",
    "to",
    "during",
    "regarding",
    "following",
    "about",
    "as",
    "with",
    "marking",
    "announcing",
    "honoring",
    "celebrating",
    "ahead",
    "concerning",
    "welcoming",
    "condemning",
    "while",
    "upon",
];

/// The author of the article, if it is one person's.
pub fn author(resolver: &mut Resolver<'_, '_>) -> Option<ActorId> {
    headed(resolver).or_else(|| introduced(resolver)).or_else(|| signed(resolver))
}

/// "Statement by Prime Minister Holm", "Prime Minister Holm's speech".
fn headed(resolver: &mut Resolver<'_, '_>) -> Option<ActorId> {
    let title = resolver.page.article.title.as_deref()?;
    // Marks that end a phrase are pieces of their own.
    let marked: String = title.chars().map(|c| if "|–—".contains(c) { ',' } else { c }).collect();
    let pieces = fold(&marked.replace('\u{2060}', ""));
    let lexicon = &resolver.page.ontology.lexicon;
    let lower: Vec<String> = pieces.iter().map(|p| p.to_lowercase()).collect();
    let document = lower.iter().position(|piece| lexicon.is_in(DOCUMENT, piece))?;
    if lower[..document].iter().any(|p| p == "joint") {
        return None;
    }
    let behind = document + 1;
    if let Some(by) = (behind..lower.len().min(behind + APART)).find(|&i| ["by", "from", "of"].contains(&&*lower[i])) {
        let rest = &pieces[by + 1..];
        let end = rest.iter().position(|p| BEHIND.contains(&&*p.to_lowercase()) || p == ",").unwrap_or(rest.len());
        // "Biden, Holm and Reed" are three.
        let several = rest.get(end).is_some_and(|mark| mark == ",") && rest[end..].iter().any(|p| p == "and");
        return if several { None } else { person(resolver, &rest[..end]) };
    }
    // A news headline may tell of a speech; a government's own paper brings it.
    let possessive = lower[..document].iter().rposition(|p| p == "s").filter(|&p| p > 0 && document - p <= 2)?;
    resolver.page.state?;
    person(resolver, &pieces[..possessive])
}

/// The one person whom the pieces name: known, in office, or with an unknown name behind an office.
fn person(resolver: &mut Resolver<'_, '_>, pieces: &[String]) -> Option<ActorId> {
    let page = resolver.page;
    let mut at = 0;
    while at < pieces.len() {
        let known = resolver.linker.full_name(&pieces[at..]).or_else(|| resolver.linker.titled_surname(&pieces[at..]));
        if let Some((id, n)) = known {
            let more = pieces[at + n..].iter().any(|p| p == "and");
            return if more { None } else { Some(resolver.linker.actors.known(page, id)) };
        }
        at += 1;
    }
    let lower: Vec<String> = pieces.iter().map(|p| p.to_lowercase()).collect();
    let office = |end: usize| (0..end).find(|&i| !page.index().roles(&lower[i..end].join(" ")).is_empty());
    let (end, first) = (1..=pieces.len()).rev().find_map(|end| Some((end, office(end)?)))?;
    let name = &pieces[end..];
    if name.is_empty() {
        let front = lower[..first].iter().all(|p| p == "the");
        return if front { seated(resolver, &lower[first..end].join(" ")) } else { None };
    }
    let capital = name.iter().all(|p| p.starts_with(char::is_uppercase));
    (capital && (2..=4).contains(&name.len())).then(|| {
        let met = resolver.linker.people.iter().find(|p| p.full == name).map(|p| p.actor);
        let of = page.state.map(|state| resolver.linker.actors.known(page, state));
        met.unwrap_or_else(|| resolver.linker.actors.named(&name.join(" "), Class::Person, of))
    })
}

/// "Statement by the President": of the state that publishes it.
fn seated(resolver: &mut Resolver<'_, '_>, office: &str) -> Option<ActorId> {
    let page = resolver.page;
    let state = page.state?;
    let names = page.index().roles(office);
    let holder = names.iter().flat_map(|n| page.index().holders(n.role, state).iter().map(move |&id| (n.role, id)));
    let mut running =
        holder.filter(|&(role, id)| page.day.is_some() && page.holds(id, |t| t.role == role && t.of == state) == 2);
    let (_, id) = running.next()?;
    Some(resolver.linker.actors.known(page, id))
}

/// "I, Anna Holm, Governor of …": who says so of themselves.
fn introduced(resolver: &mut Resolver<'_, '_>) -> Option<ActorId> {
    let page = resolver.page;
    let sentences = page.sentences.iter().enumerate();
    let found =
        sentences.flat_map(|(s, sentence)| (0..sentence.words.len()).map(move |w| (s, w))).find_map(|(s, w)| {
            let begins = page.word(s, w) == "I" && page.word(s, w + 1) == "," && !page.is_quoted(s, w);
            let longest = page.sentences[s].words.len().min(w + 8);
            let name = |end: usize| known(resolver, &page.phrase(s, w + 2..end));
            if begins { (w + 4..=longest).rev().find_map(name) } else { None }
        })?;
    Some(resolver.linker.actors.known(page, found))
}

/// A known person's name that stands alone at the end, in capitals or below "Sincerely,".
fn signed(resolver: &mut Resolver<'_, '_>) -> Option<ActorId> {
    const LAST: usize = 3;
    const CLOSING: [&str; 4] = ["Sincerely", "Respectfully", "Regards", "Yours"];
    let page = resolver.page;
    let text = |s: usize| page.sentences[s].span.of(&page.article.text).trim_matches(['#', '*', ' ', '.', ',']);
    let last = page.sentences.len().checked_sub(1)?;
    let found = (last.saturating_sub(LAST)..=last).rev().find_map(|s| {
        let shouted = !text(s).chars().any(char::is_lowercase);
        let closed = s > 0 && text(s - 1).split(' ').any(|word| CLOSING.contains(&word.trim_end_matches(',')));
        known(resolver, text(s)).filter(|_| shouted || closed)
    })?;
    Some(resolver.linker.actors.known(page, found))
}

/// The known person of that full name, also in capitals.
fn known(resolver: &Resolver<'_, '_>, name: &str) -> Option<EntityId> {
    resolver.page.person_named(&proper(name))
}
