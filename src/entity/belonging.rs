//! Whose described actors are by what follows them: "the mayor of Oslo", "the regime in Peru".
//!
//! "Sanctions on the regime in Peru" → on Peru; "troops in Peru" need not be Peru's.

use super::resolver::Resolver;
use super::{ActorId, Reference};
use crate::grammar::Upos;
use crate::ontology::Class;

impl Resolver<'_, '_> {
    /// "The regime in Peru": who governs somewhere is of there; of soldiers that only says where they are.
    pub(super) fn governed_place(&self, s: usize, w: usize) -> Option<ActorId> {
        let governs =
            self.group_noun(s, w).is_some_and(|noun| noun.stands_for_state && noun.agent.as_deref() == Some("GOV"));
        let rules = governs
            && ["regime", "government", "leadership", "junta", "ruler", "authority"]
                .contains(&&*self.page.sentences[s].words[w].lemma);
        let country = |at: usize| {
            let mention = self.covering(at).filter(|m| m.words.start == at && m.by != Reference::Pronoun)?;
            mention.actors.first().copied().filter(|&a| self.linker.actors.class(a) == Class::Country)
        };
        (rules && self.page.lower(s, w + 1) == "in").then(|| country(w + 2)).flatten()
    }

    pub(super) fn owner_after(&self, s: usize, w: usize) -> Option<ActorId> {
        let page = self.page;
        if !matches!(page.lower(s, w + 1).as_str(), "of" | "from" | "for") {
            return None;
        }
        let words = &page.sentences[s].words;
        let at = (w + 2..words.len().min(w + 4)).find(|&i| words[i].upos != Upos::Det)?;
        let mention = self.covering(at).filter(|m| m.words.start == at && m.by != Reference::Pronoun)?;
        mention.actors.first().copied()
    }
}
