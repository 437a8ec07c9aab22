//! Described actors that were told before: "the officials", "the two countries", "the group".
//!
//! "US officials arrived. The officials met Reed": the same ones.

use super::resolver::Resolver;
use super::{ActorId, Mention, Reference};
use crate::grammar::{Rel, Upos};
use crate::ontology::Class;

impl Resolver<'_, '_> {
    /// "The officials", "troops" after "US officials", "Russian troops": the same ones; but "allies and partners" are any.
    pub fn same_noun(&self, s: usize, w: usize) -> Option<Vec<ActorId>> {
        let page = self.page;
        let noun = &page.sentences[s].words[w];
        let is_new = |c: usize| {
            matches!(
                page.lower(s, c).as_str(),
                "a" | "an" | "another" | "any" | "some" | "no" | "every" | "each" | "one"
            )
        };
        let sentence = &page.sentences[s];
        let listed = noun.rel == Rel::Conj || sentence.child(w, &[Rel::Conj]).is_some();
        let any = noun.is_plural() && listed && sentence.child(w, &[Rel::Det, Rel::NmodPoss]).is_none();
        if any || sentence.children(w).any(is_new) || w > 0 && is_new(w - 1) {
            return None;
        }
        for back in 0..=12.min(s) {
            let same = self.mentions_of(s - back).iter().rev().find(|m| {
                matches!(m.by, Reference::Group | Reference::Role) && (back > 0 || m.head < w) && {
                    let other = &page.sentences[m.sentence].words[m.head];
                    other.lemma == noun.lemma && other.is_plural() == noun.is_plural()
                }
            });
            if let Some(mention) = same {
                return Some(mention.actors.clone());
            }
        }
        None
    }

    /// "The two countries", "both sides", "the country", "the group": the last ones of that kind named.
    pub(super) fn definite_kind(&mut self, s: usize, w: usize, lower: &str) -> Option<Vec<ActorId>> {
        let page = self.page;
        let words = &page.sentences[s].words;
        let of_class = |class: &str| {
            let lexicon = &page.ontology.lexicon;
            lexicon.is_in(class, &words[w].lemma) || lexicon.is_in(class, lower)
        };
        let start = self.modifier_start(s, w);
        if words[w].is_plural() {
            let countries = of_class("country noun");
            if !countries && !of_class("side noun") {
                return None;
            }
            let number = (start.saturating_sub(2)..w).find_map(|i| super::lexis::number(page.word(s, i)));
            // "The three Baltic countries": not the last three named.
            let other = |i: usize| ["other", "same", "last", "first"].contains(&&*words[i].lemma);
            let only_number = (start..w).all(|i| words[i].upos != Upos::Adj || other(i));
            if start != w && (number.is_none() || !only_number) {
                return None;
            }
            // "Will go to four countries" names new ones.
            let known = ["the", "these", "those", "all", "other", "our"];
            let definite = (start.saturating_sub(3)..w).any(|i| known.contains(&page.lower(s, i).as_str()));
            return number.filter(|&n| n <= 2 || definite).and_then(|n| self.last_countries(s, w, n));
        }
        // "The state of California" is not the one told before.
        if start != w
            || w == 0
            || !matches!(page.lower(s, w - 1).as_str(), "the" | "this" | "that")
            || self.is_named_of(s, w)
        {
            return None;
        }
        let capital =
            lower.chars().take(1).flat_map(char::to_uppercase).chain(lower.chars().skip(1)).collect::<String>();
        let named = page.ontology.name_words.get(capital.as_str()).copied();
        let actor = if of_class("country noun") {
            let named = self.topical(s, w).or_else(|| self.last_of(s, w, &|c| c == Class::Country));
            named.or_else(|| self.last_countries(s, w, 1).and_then(|all| all.first().copied()))
        } else if of_class("bloc noun") {
            self.last_of(s, w, &|c| c == Class::InternationalOrganization)
        } else if of_class("body noun") {
            self.last_of(s, w, &|c: Class| match named {
                Some(Class::Organization) => false,
                Some(class) => c == class,
                None => c.is_organization() && !matches!(c, Class::NewsOutlet | Class::GovernmentBody),
            })
        } else {
            None
        };
        actor.map(|a| vec![a])
    }

    /// "North Korea vowed to strike back after the Council imposed sanctions against the country": the country that acts above.
    fn topical(&self, s: usize, w: usize) -> Option<ActorId> {
        let sentence = &self.page.sentences[s];
        let mut own = w;
        while sentence.words[own].upos != Upos::Verb {
            own = sentence.words[own].head?;
        }
        let above = |m: &&Mention| {
            let word = &sentence.words[m.head];
            let subject = matches!(word.rel, Rel::Nsubj | Rel::NsubjPass);
            let named = matches!(m.by, Reference::Name | Reference::Metonym);
            subject && named && word.head.is_some_and(|verb| verb != own && sentence.is_under(own, verb))
        };
        let acting = self.mentions_of(s).iter().rev().filter(|m| m.head < w).filter(above);
        let mut actors = acting.filter_map(|m| if let &[actor] = m.actors.as_slice() { Some(actor) } else { None });
        actors.find(|&actor| self.linker.actors.class(actor) == Class::Country)
    }

    /// Whether "of" and a name follow a noun.
    fn is_named_of(&self, s: usize, w: usize) -> bool {
        let next = self.page.sentences[s].words.get(w + 2);
        self.page.lower(s, w + 1) == "of" && next.is_some_and(|word| word.upos == Upos::Propn)
    }

    /// The body whose own name ends in the noun: "the ministry" after "Ministry of Defence".
    pub fn named_so(&self, s: usize, w: usize) -> Option<ActorId> {
        let noun = self.page.lower(s, w);
        (0..=12.min(s)).find_map(|back| {
            self.mentions_of(s - back).iter().rev().find_map(|m| {
                let label = &self.linker.actors.get(*m.actors.first()?).entity.label;
                let has = label.split(' ').any(|word| word.to_lowercase() == noun);
                (m.by == Reference::Name && has && (back > 0 || m.head < w)).then(|| m.actors[0])
            })
        })
    }

    /// The last actor of a kind by name in this or the three sentences before.
    fn last_of(&self, s: usize, w: usize, fits: &dyn Fn(Class) -> bool) -> Option<ActorId> {
        if let Some(actor) = self.named_so(s, w) {
            return Some(actor);
        }
        (0..=2.min(s)).find_map(|back| {
            self.mentions_of(s - back).iter().rev().filter(|m| back > 0 || m.head < w).find_map(|m| {
                let &[actor] = m.actors.as_slice() else { return None };
                let named = matches!(m.by, Reference::Name | Reference::Metonym);
                (named && fits(self.linker.actors.class(actor))).then_some(actor)
            })
        })
    }

    /// The last countries named; of people, theirs.
    fn last_countries(&self, s: usize, w: usize, count: usize) -> Option<Vec<ActorId>> {
        let mut all: Vec<ActorId> = Vec::new();
        for back in 0..=6.min(s) {
            let mentions = self.mentions_of(s - back).iter().rev().filter(|m| back > 0 || m.head < w);
            for actor in mentions.flat_map(|m| m.actors.iter().rev()) {
                let country = match self.linker.actors.class(*actor) {
                    Class::Country => Some(*actor),
                    Class::Person => self.linker.actors.get(*actor).of,
                    _ => None,
                };
                if let Some(country) =
                    country.filter(|c| !all.contains(c) && self.linker.actors.class(*c) == Class::Country)
                {
                    all.push(country);
                }
            }
            if all.len() >= count {
                all.truncate(count);
                all.sort_unstable();
                return Some(all);
            }
        }
        None
    }
}
