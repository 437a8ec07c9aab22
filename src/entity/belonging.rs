//! Whose described actors are by what follows them: "the mayor of Oslo", "the regime in Peru".
//!
//! "Sanctions on the regime in Peru" → on Peru; "troops in Peru" need not be Peru's.

use super::resolver::Resolver;
use super::{ActorId, Reference};
use crate::grammar::Upos;
use crate::ontology::Class;

impl Resolver<'_, '_> {
    /// Whose a noun is by the name behind it: "the leader of Peru"; "police in Peru" are Peru's, troops there may be anybody's.
    pub(super) fn owner_after(&self, s: usize, w: usize) -> Option<ActorId> {
        let page = self.page;
        let next = page.lower(s, w + 1);
        let powers = |noun: &str| page.ontology.lexicon.is_in("local power", noun);
        let local = next == "in" && (powers(&page.lower(s, w)) || powers(&page.sentences[s].words[w].lemma));
        if !local && !matches!(next.as_str(), "of" | "from" | "for") {
            return None;
        }
        let words = &page.sentences[s].words;
        let at = (w + 2..words.len().min(w + 4)).find(|&i| words[i].upos != Upos::Det)?;
        let mention = self.covering(at).filter(|m| m.words.start == at && m.by != Reference::Pronoun)?;
        mention.actors.first().copied().filter(|&a| !local || self.linker.actors.class(a) == Class::Country)
    }
}
