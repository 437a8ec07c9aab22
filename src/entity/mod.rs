//! Who is meant: mentions in the text resolved to entities, and phrases of time to days.
//!
//! "The two leaders", "he", "the German chancellor" and "Merkel" become the entities they stand for.

mod actors;
mod authors;
mod belonging;
mod choose;
mod clocks;
mod clues;
mod company;
mod counterparts;
pub mod date;
mod dating;
mod groups;
mod groups_again;
mod holders;
mod holders_told;
mod incumbents;
mod initials;
mod lexis;
mod link;
mod looks;
mod members;
mod metonyms;
pub mod moment;
mod names;
mod offices;
mod offices_behind;
mod page;
mod people;
mod placed;
mod pronouns;
mod pronouns_near;
mod resolver;
mod rules;
mod runs;
mod scope;
mod spans;
mod speakers;
mod tense;
mod titles;
mod turns;
mod widen;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::fact;
use crate::grammar::Sentence;
use crate::ontology::{Class, EntityId, Ontology, RoleId};

pub use dating::{ArticleDate, article_date};
pub use turns::Turn;

/// Resolves all that an article mentions. `day` is the article's day, which offices and surnames depend on.
#[must_use]
pub fn resolve(article: &Article, sentences: &[Sentence], ontology: &Ontology, day: Option<Date>) -> Mentions {
    resolver::resolve(&page::Page::new(article, sentences, ontology, day))
}

/// Index of an actor in [`Mentions::actors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// An entity of this article, whether the ontology knows it or the text alone introduces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// IRI, label, class and code as facts show them.
    pub entity: Arc<fact::Entity>,
    /// The ontology's entry, where there is one.
    pub known: Option<EntityId>,
    /// The country or body it belongs to or acts for: officials → their state, a ministry → its state.
    pub of: Option<ActorId>,
    /// Whether it is a described, unnamed actor: "US officials".
    pub described: bool,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// By full or short name or abbreviation.
    Name,
    /// By an adjective or noun of nationality: "Russian", "the Russians".
    Nationality,
    /// By a seat that stands for its government: "Moscow said".
    Metonym,
    /// By an office: "the German chancellor".
    Role,
    /// By a describing noun: "US officials", "the two leaders".
    Group,
    /// By a pronoun or possessive.
    Pronoun,
}

/// A phrase that refers to one or more actors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The sentence.
    pub sentence: usize,
    /// The words of the phrase.
    pub words: Range<usize>,
    /// The syntactic head of the phrase among them.
    pub head: usize,
    /// Who is meant; several for "the two leaders" or "they".
    pub actors: Vec<ActorId>,
    /// How.
    pub by: Reference,
}

/// A noun phrase naming an office, with its holder where the text gives one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePhrase {
    /// The sentence.
    pub sentence: usize,
    /// The words of the role itself: "Secretary of State", "senior director for Russia and Central Asia".
    pub words: Range<usize>,
    /// The head noun.
    pub head: usize,
    /// The role in the ontology, where known.
    pub role: Option<RoleId>,
    /// The role as written, without `former`, `deputy` …: "Secretary of State".
    pub text: String,
    /// `former`, `deputy`, `acting`, `elect` …, in text order.
    pub marks: Vec<String>,
    /// The country or body: "of Russia", "Pentagon spokesman".
    pub of: Option<ActorId>,
    /// Whoever holds it according to the phrase (title before a name, apposition) or, with `by_knowledge`, to the ontology.
    pub holder: Option<ActorId>,
    /// Whether the holder comes from the ontology's terms of office, not from the text.
    pub by_knowledge: bool,
}

/// All that the article mentions, resolved.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// The article's actors.
    pub actors: Vec<Actor>,
    /// Mentions in text order.
    pub mentions: Vec<Mention>,
    /// Offices in text order.
    pub roles: Vec<RolePhrase>,
    /// Who speaks when, where the article is a transcript.
    pub turns: Vec<Turn>,
    /// Whose words the article is outside of all turns and quotations, as its title or its end says.
    pub author: Option<ActorId>,
    /// The state for which the article's publisher speaks.
    pub state: Option<EntityId>,
    /// For each sentence and word, the mention whose head it is.
    at: Vec<Vec<Option<u32>>>,
}

impl Mentions {
    /// Indexes mentions by their heads; `lengths` are the numbers of words of the sentences.
    #[must_use]
    pub fn new(actors: Vec<Actor>, mentions: Vec<Mention>, roles: Vec<RolePhrase>, lengths: &[usize]) -> Self {
        let mut at: Vec<Vec<Option<u32>>> = lengths.iter().map(|&n| vec![None; n]).collect();
        for (i, mention) in mentions.iter().enumerate() {
            // A parser may take another word of a name for its head.
            if mention.by == Reference::Name {
                for word in mention.words.clone() {
                    if let Some(slot @ None) = at.get_mut(mention.sentence).and_then(|s| s.get_mut(word)) {
                        *slot = u32::try_from(i).ok();
                    }
                }
            }
            if let Some(slot) = at.get_mut(mention.sentence).and_then(|s| s.get_mut(mention.head)) {
                *slot = u32::try_from(i).ok();
            }
        }
        Self { actors, mentions, roles, at, ..Self::default() }
    }

    /// The mention headed by a word.
    #[must_use]
    pub fn at(&self, sentence: usize, word: usize) -> Option<&Mention> {
        let index = (*self.at.get(sentence)?.get(word)?)?;
        self.mentions.get(index as usize)
    }

    /// The mentions in a sentence, in text order.
    #[must_use]
    pub fn of_sentence(&self, sentence: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|m| m.sentence < sentence);
        let end = self.mentions.partition_point(|m| m.sentence <= sentence);
        &self.mentions[start..end]
    }

    /// The turn of a transcript to which a sentence belongs.
    #[must_use]
    pub fn turn(&self, sentence: usize) -> Option<&Turn> {
        let next = self.turns.partition_point(|t| t.sentences.end <= sentence);
        self.turns.get(next).filter(|t| t.sentences.contains(&sentence))
    }

    /// The first actor of this label that fits.
    #[must_use]
    pub fn called(&self, label: &str, fits: impl Fn(&Actor) -> bool) -> Option<ActorId> {
        let at = self.actors.iter().position(|a| a.entity.label == label && fits(a))?;
        u32::try_from(at).ok().map(ActorId)
    }

    /// The mentions of a range of sentences, in text order.
    #[must_use]
    pub fn within(&self, sentences: Range<usize>) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.sentence < sentences.start);
        let end = self.mentions.partition_point(|m| m.sentence < sentences.end);
        &self.mentions[first..end]
    }

    /// Adds mentions of described actors that nothing else names, each with what the text calls it and what it is.
    pub fn describe(&mut self, found: Vec<(Mention, String, Class)>) {
        let mut known: FxHashMap<String, usize> =
            self.actors.iter().enumerate().map(|(i, a)| (a.entity.iri.clone(), i)).collect();
        for (mut mention, label, class) in found {
            let iri = actors::mint(&label);
            let index = *known.entry(iri.clone()).or_insert_with(|| {
                let entity = fact::Entity { iri, label, class, code: None };
                self.actors.push(Actor { entity: Arc::new(entity), known: None, of: None, described: true });
                self.actors.len() - 1
            });
            mention.actors = vec![ActorId(u32::try_from(index).unwrap_or(u32::MAX))];
            if let Some(slot) = self.at.get_mut(mention.sentence).and_then(|s| s.get_mut(mention.head)) {
                *slot = u32::try_from(self.mentions.len()).ok();
            }
            self.mentions.push(mention);
        }
        // Back into text order.
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&i| (self.mentions[i].sentence, self.mentions[i].words.start, self.mentions[i].head));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        for slot in self.at.iter_mut().flatten() {
            *slot = slot.and_then(|old| u32::try_from(*place.get(old as usize)?).ok());
        }
        self.mentions = order.iter().map(|&i| self.mentions[i].clone()).collect();
    }

    /// The actor of that id.
    #[must_use]
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0 as usize]
    }
}
