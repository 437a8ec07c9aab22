//! Several offices of one person: before the name, and behind it.
//!
//! "Crown Prince and Prime Minister Salman", "Jon Holm, deputy prime minister and foreign minister of Norway".

use super::offices::Office;
use super::resolver::Resolver;
use super::{ActorId, Reference};
use crate::grammar::Upos;

/// Several offices of one person before the name: "Crown Prince and Prime Minister Salman", "Amir Sheikh Tamim".
pub fn joined(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let page = resolver.page;
    let title = |words: std::ops::Range<usize>| {
        words.clone().any(|w| page.word(s, w).starts_with(char::is_uppercase))
            && page.sentences[s].words[words.start.saturating_sub(1)].upos != Upos::Det
    };
    if office.plural || !title(office.start..office.end) || page.sentences[s].words[office.start].upos == Upos::Det {
        return None;
    }
    let mut end = office.end;
    for span in resolver.spans.iter().filter(|r| r.words.start >= office.end) {
        let listed = (end..span.words.start)
            .all(|w| matches!(page.word(s, w), "," | "and" | "&") || page.index().mark(&page.lower(s, w)).is_some());
        if !listed || !title(span.words.clone()) || span.plural() {
            return None;
        }
        if let Some(actor) = person_behind(resolver, s, span.words.end) {
            return Some(actor);
        }
        // "Director of the Office of Trade, and"
        end = span.words.end;
        if page.word(s, end) == "of" {
            end = (end..page.sentences[s].words.len()).find(|&w| matches!(page.word(s, w), "," | "and"))?;
        }
    }
    None
}

/// The person named right behind a title, or behind what it is for: "Coordinator for Trade and Industry Anna Holm".
fn person_behind(resolver: &Resolver<'_, '_>, s: usize, end: usize) -> Option<ActorId> {
    let page = resolver.page;
    if let Some((actor, _)) = resolver.person_at(page.after_honorifics(s, end)) {
        return Some(actor);
    }
    if page.word(s, end) != "for" {
        return None;
    }
    let part = |w: &usize| {
        matches!(page.sentences[s].words[*w].upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det)
            || page.word(s, *w) == "and"
    };
    let field = (end + 1..page.sentences[s].words.len()).take_while(part);
    field.into_iter().find_map(|w| resolver.person_at(w)).map(|(actor, _)| actor)
}

/// Further offices behind the name: "Jon Holm, deputy prime minister, foreign minister and minister of trade".
pub fn behind(resolver: &Resolver<'_, '_>, s: usize, office: &Office) -> Option<ActorId> {
    let page = resolver.page;
    let joint = |w: usize| matches!(page.word(s, w), "," | "and" | "&");
    let mut at = office.start;
    if at == 0 || !joint(at - 1) || page.sentences[s].words[at].upos == Upos::Det {
        return None;
    }
    while at > 0 && joint(at - 1) {
        at -= 1;
    }
    let before = at.checked_sub(1)?;
    // The name itself, with a comma: a bare list of titles without articles is his.
    let named = resolver.covering(before).filter(|m| m.by == Reference::Name && m.words.end == at);
    if let Some(&[actor]) = named.map(|m| m.actors.as_slice())
        && page.word(s, at) == ","
        && resolver.is_person(actor)
        && page.word(s, office.start).starts_with(char::is_uppercase)
    {
        let closed = office.end >= page.sentences[s].words.len()
            || matches!(page.word(s, office.end), "," | "." | ";" | "—" | "–" | ")" | "and");
        return closed.then_some(actor);
    }
    let phrase = resolver.roles.iter().rev().take_while(|r| r.sentence == s).find(|r| r.words.start < office.start)?;
    let holder = phrase.holder.filter(|_| !phrase.by_knowledge)?;
    // It stands behind the name, with nothing but what it is of in between.
    let name = resolver.mentions_of(s).iter().rev().find(|m| m.by == Reference::Name && m.actors == [holder])?;
    let first = name.words.end <= phrase.words.start;
    let of = |w: usize| {
        page.word(s, w) == "of"
            || page.sentences[s].words[w].is_nominal()
            || page.sentences[s].words[w].upos == Upos::Det
            || page.sentences[s].words[w].upos == Upos::Adj
    };
    (first && (phrase.words.end..at).all(of)).then_some(holder)
}

impl Resolver<'_, '_> {
    /// "Adviser to the Prime Minister Anna Holm": she, not the country's; but "adviser to President Reed" is not he.
    pub fn read_chief(&self, s: usize, office: &mut Office) {
        let at = office.end + 2;
        let chief = self.spans.iter().find(|span| span.words.start == at && !span.plural());
        if let Some(chief) = chief.filter(|_| self.page.lower(s, at - 1) == "the") {
            office.words.end = chief.words.end;
            office.end = chief.words.end;
            office.vague = true;
        }
    }
}
