//! Trees and mentions into facts: one file per kind of fact, and one engine for the event types of the ontology.

mod arguments;
mod carriers;
mod chronology;
mod claims;
mod clause;
mod clause_subject;
mod coding;
mod counting;
mod earnest;
mod events;
mod events_targets;
mod first_person;
mod folding;
mod forces;
mod forces_strength;
mod interactions;
mod matching;
mod meetings;
mod meetings_company;
mod modality;
mod modality_ahead;
mod modality_clause;
mod modality_governors;
mod offices;
mod owners;
mod pointing;
mod predicates;
mod public;
mod reading;
mod sanctions;
mod sanctions_announced;
mod sources;
mod speech;
mod speech_acts;
mod speech_blocks;
mod speech_position;
mod speech_quotes;
mod speech_reported;
mod speech_sources;
mod speech_tree;
mod speech_turns;
mod statements;
mod threats;
mod topics;

use crate::article::Article;
use crate::fact::{Fact, Kind};
use crate::grammar::Sentence;
use crate::ontology::Ontology;

pub use crate::entity::ArticleDate;
pub use claims::Claims;
pub use meetings_company::LISTED;
pub use reading::Reading;
pub use speech::{Speech, Speeches};

/// Why a sentence with trigger words gave no fact, or anything else that `explain` should tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The sentence.
    pub sentence: usize,
    /// What is to be said about it.
    pub text: String,
}

/// All that was read out of one article.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// When it was published.
    pub date: ArticleDate,
    /// Its sentences with their analysis; fact evidence points here by index.
    pub sentences: Vec<Sentence>,
    /// Its facts in order of their first evidence, repeated ones folded.
    pub facts: Vec<Fact>,
    /// What stopped sentences that gave none.
    pub notes: Vec<Note>,
}

/// Reads the facts out of an article: a pure function of the article and the ontology.
#[must_use]
pub fn extract(article: &Article, ontology: &Ontology) -> Extraction {
    read(Reading::new(article, ontology))
}

/// Reads the facts out of an article that is analysed already.
#[must_use]
pub fn read(reading: Reading<'_>) -> Extraction {
    let speeches = speech::find(&reading);
    let mut claims = Claims::new(&reading, &speeches);
    offices::claim(&mut claims);
    statements::find(&mut claims);
    for turn in reading.mentions.turns.iter().filter(|turn| turn.speaker.is_none()) {
        claims.note(turn.sentences.start, "nobody in particular speaks, so that nothing said is taken for a fact");
    }
    let mut last = None;
    for s in 0..reading.sentences.len() {
        meetings_company::listed(&mut claims, s, last.as_ref());
        for event in events::find(&mut claims, s) {
            if claims.sport && !earnest::beyond_sport(&claims, &event) {
                claims.note(s, format!("{}: told in a report of sport", event.rule()));
                continue;
            }
            let event = forces::arrival(&claims, &event).unwrap_or(event);
            let _claimed = match event.kind.kind {
                Kind::Meeting => meetings::claim(&mut claims, &event, &mut last),
                Kind::Topic => {
                    if let Some(meeting) = meetings_company::of_topic(&claims, &event, last.as_ref()) {
                        let _met = meetings::claim(&mut claims, &meeting, &mut last);
                    }
                    topics::claim(&mut claims, &event, last.as_ref())
                }
                Kind::Sanction => sanctions::claim(&mut claims, &event, last.as_ref()),
                Kind::Force => forces::claim(&mut claims, &event),
                _ => interactions::claim(&mut claims, &event, last.as_ref()),
            };
            if event.kind.quad == 4 && !event.sources.is_empty() {
                claims.conflict = Some((s, event.sources));
            }
        }
    }
    let (facts, notes) = claims.into_facts();
    Extraction { date: reading.date, sentences: reading.sentences, facts, notes }
}
