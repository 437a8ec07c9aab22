//! Pronouns that depend on who speaks: "I", "we" and "you" in speech, and outside of it in what has an author.
//!
//! "“We support Ghana,” the minister said" → her state; "I met Reed" in a statement by the minister → she.

use super::Claims;
use crate::entity::ActorId;
use crate::grammar::Rel;
use crate::ontology::Class;

/// Pronouns that depend on who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    One,
    Several,
    Addressed,
}

impl Person {
    fn of(form: &str) -> Option<Self> {
        let is = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(form));
        if is(&["i", "me", "my", "myself"]) {
            Some(Self::One)
        } else if form != "US" && form != "U.S." && is(&["we", "us", "our", "ours", "ourselves"]) {
            Some(Self::Several)
        } else if is(&["you", "your", "yours"]) {
            Some(Self::Addressed)
        } else {
            None
        }
    }
}

impl Claims<'_, '_> {
    /// "I" is the speaker, "we" whom the speaker acts for, "you" the one spoken to.
    pub(super) fn in_speech(&self, s: usize, w: usize) -> Option<Vec<ActorId>> {
        let sentence = &self.reading.sentences[s];
        let word = &sentence.words[w];
        let kind = Person::of(self.reading.word(s, w))?;
        let quotation = self.reading.quotation(word.span).map(|q| self.reading.quotations[q].inner);
        let Some(speech) = self.speeches.around(word.span) else {
            return self.outside(kind).filter(|_| quotation.is_none()).map(|a| vec![a]);
        };
        // Who is quoted in a transcript, or by an author, is someone else.
        if quotation.is_some_and(|inner| speech.turn && speech.content.iter().any(|part| part.start < inner.start)) {
            return Some(Vec::new());
        }
        let mentions = &self.reading.mentions;
        Some(match kind {
            Person::One => speech.speakers.iter().take(1).copied().collect(),
            Person::Several => {
                // "Our interests", says the speaker of a ministry: the state's.
                let state = |o: ActorId| match mentions.actor(o).of {
                    Some(of) if word.rel == Rel::NmodPoss && self.class(of) == Class::Country => of,
                    _ => o,
                };
                let first = speech.speakers.first();
                first.map(|&a| self.represented(a).map_or(a, state)).into_iter().collect()
            }
            Person::Addressed => speech.addressee.into_iter().collect(),
        })
    }

    /// The body or state for which a person speaks.
    fn represented(&self, actor: ActorId) -> Option<ActorId> {
        let mentions = &self.reading.mentions;
        let own = mentions.actor(actor);
        let held = mentions.roles.iter().find(|r| r.holder == Some(actor) && r.marks.is_empty());
        let body = held.and_then(|r| r.of).filter(|&o| mentions.actor(o).entity.class != Class::Person);
        body.or(own.of).filter(|_| own.entity.class == Class::Person)
    }

    /// Whom a pronoun means outside of all speech: the author, or those for whom the article speaks.
    fn outside(&self, kind: Person) -> Option<ActorId> {
        let author = self.reading.mentions.author;
        match kind {
            Person::One => author,
            Person::Several => self.house.or_else(|| self.represented(author?)),
            Person::Addressed => None,
        }
    }
}
