//! Actors that are described, not named: "US officials", "Russian troops", "the two countries".
//!
//! Through troops and governments the state acts, so "Russian troops" is Russia; officials speak for themselves.

use super::page::{self, is_possessive};
use super::resolver::Resolver;
use super::{ActorId, Mention, Reference};
use crate::grammar::{Rel, Upos};
use crate::ontology::names::fold;
use crate::ontology::{Class, GroupNoun};

/// The word class of what kills for whoever has fired it.
const EXPLOSIVE: &str = "explosive";

impl<'a> Resolver<'_, 'a> {
    /// Resolves a noun that describes actors, if it is one.
    pub fn group(&mut self, s: usize, w: usize) {
        let page = self.page;
        let word = &page.sentences[s].words[w];
        if word.upos == Upos::Adj && word.rel == Rel::Amod || word.rel == Rel::Compound && self.modifies_noun(s, w) {
            return;
        }
        // "The Islamist group al-Shabaab": the name behind it.
        let apposed = || page.sentences[s].children_by(w, Rel::Appos).any(|c| c == w + 1);
        if let Some(body) = self.body_named(s, w).filter(|_| !apposed()) {
            let words = w..w + 1;
            self.add(Mention { sentence: s, words, head: w, actors: vec![body], by: Reference::Name });
            return;
        }
        let named = word.upos == Upos::Propn
            && (!word.is_plural() || w > 0 && page.sentences[s].words[w - 1].upos == Upos::Propn);
        let organ = super::runs::is_organ(page, s, w);
        // "An NGO", "two MPs"
        let short =
            page.word(s, w).len() > 1 && page.word(s, w).trim_end_matches('s').bytes().all(|b| b.is_ascii_uppercase());
        if named
            && !short
            && !organ
            && !super::runs::is_opening(page, s, w)
            && self.covering(w.saturating_sub(1)).is_none()
        {
            return;
        }
        // "Thousands of teachers" are teachers.
        let counts = matches!(page.lower(s, w).as_str(), "thousands" | "hundreds") && page.lower(s, w + 1) == "of";
        if counts || self.counterpart(s, w) {
            return;
        }
        let lower = page.lower(s, w);
        if let Some(actors) = self.definite_kind(s, w, &lower) {
            self.add(Mention { sentence: s, words: w..w + 1, head: w, actors, by: Reference::Group });
            return;
        }
        let Some(noun) = self.group_noun(s, w) else { return };
        let plural = page.sentences[s].words[w].is_plural();
        let (state, agent) = (noun.stands_for_state, noun.agent.as_deref());
        let actors = if let Some(actor) = self.name_of(s, w) {
            vec![actor]
        } else if let Some(each) = plural.then(|| self.of_each(s, w..w + 1, state, agent)).flatten() {
            each
        } else if let Some(each) = plural.then(|| self.of_each_after(s, w, state, agent)).flatten() {
            each
        } else {
            let of = self.owner(s, w).or_else(|| if organ { self.own_state() } else { None });
            // "A rocket hit the town": whose it was nobody says.
            if of.is_none() && page.ontology.lexicon.is_in(EXPLOSIVE, &word.lemma) {
                return;
            }
            self.described(s, w, noun, of)
        };
        if !actors.is_empty() {
            let start = self.modifier_start(s, w);
            self.add(Mention { sentence: s, words: start..w + 1, head: w, actors, by: Reference::Group });
        }
    }

    /// "The Wagner group", "the Hezbollah movement": the body named right before.
    fn body_named(&self, s: usize, w: usize) -> Option<ActorId> {
        let word = &self.page.sentences[s].words[w];
        if word.is_plural() || !self.page.ontology.lexicon.is_in("body noun", &word.lemma) {
            return None;
        }
        // "The Harbour League (HL) group"
        let bracket = (1..4).find(|&back| w > back && self.page.word(s, w - back) == "(");
        let before = bracket.filter(|_| self.page.word(s, w - 1) == ")").map_or(w, |back| w - back);
        let mention = self.covering(before.checked_sub(1)?).filter(|m| m.by == Reference::Name)?;
        let &[actor] = mention.actors.as_slice() else { return None };
        let class = self.linker.actors.class(actor);
        let group =
            matches!(class, Class::ArmedGroup | Class::Party | Class::Ngo | Class::Company | Class::Organization);
        (group && word.upos == Upos::Noun).then_some(actor)
    }

    /// The state whose office publishes the article.
    fn own_state(&mut self) -> Option<ActorId> {
        Some(self.linker.actors.known(self.page, self.page.state?))
    }

    /// The name that a describing noun introduces: "the agency Interfax", "his father, Adam Reed".
    fn name_of(&self, s: usize, w: usize) -> Option<ActorId> {
        let sentence = &self.page.sentences[s];
        if let Some((actor, _)) = self.person_at(w + 1).filter(|_| !sentence.words[w].is_plural()) {
            return Some(actor);
        }
        // "Its partners — Ghana and Mali": neither alone is the partners.
        let several = |c: usize| sentence.words[w].is_plural() && sentence.child(c, &[Rel::Conj]).is_some();
        let alone = sentence.children_by(w, Rel::Appos).filter(|&c| !several(c));
        let apposed = alone.filter_map(|c| self.covering(c)).find(|m| m.by == Reference::Name);
        apposed.and_then(|m| m.actors.first().copied())
    }

    /// The longest noun for described actors that ends in this word: "security forces".
    pub(super) fn group_noun(&self, s: usize, w: usize) -> Option<&'a GroupNoun> {
        let page = self.page;
        let words = &page.sentences[s].words;
        // A hyphen is no word: "asylum-seekers", "hostage-takers".
        let hyphens = (w.saturating_sub(3)..w).filter(|&i| page.word(s, i) == "-").count();
        let (own, lemma) = (page.folded(s, w..w + 1), fold(&words[w].lemma.to_lowercase()).join(" "));
        let found =
            (w.saturating_sub(2 + hyphens)..=w).filter(|&start| page.word(s, start) != "-").find_map(|start| {
                // "The prosecutor's office" is no office of that name.
                if (start..w).any(|i| is_possessive(page.word(s, i))) {
                    return None;
                }
                let before = page.folded(s, start..w);
                let group = |noun: &str| {
                    let whole = if before.is_empty() { noun.to_owned() } else { format!("{before} {noun}") };
                    page.ontology.group_noun(&whole)
                };
                let named = |group: &&GroupNoun| !group.nobody;
                // "In power" is nobody; "in powers" may be.
                group(&own).or_else(|| group(&lemma).filter(named)).or_else(|| {
                    // "Ex-rebels" are still somebody; an "ex-soldier" is no army any more.
                    let former = |noun: &str| {
                        noun.split_once(' ').and_then(|(mark, noun)| page.index().mark(mark).and(group(noun)))
                    };
                    let leaves = |group: &&GroupNoun| named(group) && !group.stands_for_state;
                    former(&own).or_else(|| former(&lemma)).filter(leaves)
                })
            })?;
        // "State of emergency"
        let after = format!("{} {} {}", page.lower(s, w), page.lower(s, w + 1), page.lower(s, w + 2));
        let mut whole = [after.as_str(), after.rsplit_once(' ').map_or("", |(two, _)| two)].into_iter();
        let nobody = whole.any(|words| page.ontology.group_noun(words).is_some_and(|group| group.nobody));
        (!found.nobody && !nobody).then_some(found)
    }

    fn modifies_noun(&self, s: usize, w: usize) -> bool {
        let words = &self.page.sentences[s].words;
        words[w].head.is_some_and(|h| h > w && words[h].is_nominal() && self.covers[h].is_none())
    }

    fn described(&mut self, s: usize, w: usize, noun: &GroupNoun, of: Option<ActorId>) -> Vec<ActorId> {
        let page = self.page;
        let start = self.modifier_start(s, w);
        let state = of.and_then(|of| self.acting_for(of));
        if noun.stands_for_state
            && let Some(state) = state
        {
            return vec![state];
        }
        if start == w && of.is_none() {
            if let Some(actor) = self.administration(s, w) {
                return vec![actor];
            }
            if let Some(actors) = self.same_noun(s, w) {
                return actors;
            }
        }
        let plural = page.sentences[s].words[w].is_plural() || !noun.individual;
        let class = if plural { Class::Group } else { Class::Person };
        let mut label = page::common(&page.phrase(s, start..w + 1));
        // "351 members of the Bolivian parliament": of whom else there are many.
        let end = self.complement_end(s, w);
        if end > w + 1 {
            label = format!("{label} {}", page.phrase(s, w + 1..end));
        }
        let label = self.owned_label(s, start..end.max(w + 1), label, of);
        let actor = self.linker.actors.described(&label, class, of, noun.agent.as_deref());
        let lexicon = &page.ontology.lexicon;
        let told = |class: &str| lexicon.is_in(class, &page.sentences[s].words[w].lemma);
        // "Her husband": no she.
        let gender = if told("masculine noun") { Some('m') } else { told("feminine noun").then_some('f') };
        if let Some(gender) = gender.filter(|_| class == Class::Person) {
            self.linker.genders.entry(actor).or_insert(gender);
        }
        vec![actor]
    }

    /// "Estonia's parliament", "its parliament": the parliament of Estonia, no other one. What words say already is not said again.
    pub fn owned_label(&self, s: usize, words: std::ops::Range<usize>, label: String, of: Option<ActorId>) -> String {
        let before = words.start.checked_sub(1).map_or_else(String::new, |w| self.page.lower(s, w));
        // "Their" may be anybody's.
        let possessed = is_possessive(&before) || ["its", "his", "her"].contains(&&*before);
        let said = |of: ActorId| words.clone().any(|w| self.covering(w).is_some_and(|m| m.actors.contains(&of)));
        let unsaid = of.filter(|&of| possessed && !said(of)).map(|of| self.linker.actors.get(of));
        match unsaid.filter(|actor| !actor.described) {
            Some(actor) => format!("{label} of {}", actor.entity.label),
            None => label,
        }
    }

    /// The start of the modifiers left of a word that belong to a described actor's label: "EU", "top".
    pub fn modifier_start(&self, s: usize, start: usize) -> usize {
        let words = &self.page.sentences[s].words;
        // "Asylum-seekers", not "the deal - soldiers left"
        let joined = |hyphen: usize| {
            words[hyphen - 1].span.end == words[hyphen].span.start
                && words[hyphen].span.end == words[hyphen + 1].span.start
        };
        let mut at = start;
        while at > 0 {
            // "Civilian and political leaders"
            if at > 1 && self.page.joins_adjectives(s, at - 1) && self.covering(at - 2).is_none() {
                at -= 2;
                continue;
            }
            let before = &words[at - 1];
            let modifier = matches!(before.upos, Upos::Adj | Upos::Noun | Upos::Propn)
                || before.upos == Upos::Verb && before.rel == Rel::Amod
                || self.page.word(s, at - 1) == "-" && at > 1 && (at < start || joined(at - 1))
                || matches!(before.upos, Upos::Num | Upos::Adv) && self.page.word(s, at) == "-";
            let named = self.page.word(s, at - 1);
            // "Last week protesters stormed it"
            let time = ["week", "weekend", "month", "year", "today", "yesterday", "tomorrow"].contains(&&*before.lemma)
                && self.page.word(s, at) != "-";
            if !modifier || time || is_possessive(named) || super::lexis::is_calendar(named) {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Where the phrase with "of" behind a noun ends; right behind the noun, if there is none.
    fn complement_end(&self, s: usize, w: usize) -> usize {
        let page = self.page;
        let words = &page.sentences[s].words;
        if page.lower(s, w + 1) != "of" {
            return w + 1;
        }
        let part = |i: &usize| {
            matches!(words[*i].upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn) || words[*i].xpos == "POS"
        };
        let end = (w + 2..words.len().min(w + 7)).take_while(part).last();
        let nominal = end.filter(|&last| words[last].is_nominal());
        nominal.map_or(w + 1, |last| last + 1)
    }

    /// The actor that acts through "troops" or "government": a country or body itself, a person's country.
    fn acting_for(&self, of: ActorId) -> Option<ActorId> {
        let actor = self.linker.actors.get(of);
        match actor.entity.class {
            Class::Country => Some(of),
            Class::Person => actor.of,
            class if class.is_organization() => Some(of),
            _ => None,
        }
    }

    /// Whom a described actor belongs to: an adjective or name before it, a possessor, "of" or "from" after it.
    fn owner(&self, s: usize, w: usize) -> Option<ActorId> {
        let page = self.page;
        let start = self.modifier_start(s, w);
        let named = |at: usize| {
            let mention = self.covering(at)?;
            mention.actors.first().copied()
        };
        if let Some(of) = (start..w).rev().find_map(named) {
            return Some(of);
        }
        let Some(before) = start.checked_sub(1) else { return self.owner_after(s, w) };
        if is_possessive(page.word(s, before)) {
            return before.checked_sub(1).and_then(named);
        }
        if page.sentences[s].words[before].upos == Upos::Pron {
            return self.covering(before).and_then(|m| m.actors.first().copied());
        }
        self.owner_after(s, w)
    }
}
