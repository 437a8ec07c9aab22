//! Short forms of names that the article gives in full elsewhere: abbreviations, with or without brackets, and parts.
//!
//! "The University of Southern Indiana … USI" and "the Coastal Observatory for Birds … the Observatory" are one body each.

use std::collections::BTreeSet;

use super::choose::entity_of;
use super::looks::class_by_look;
use super::names::Found;
use super::page::Page;
use crate::ontology::{Class, EntityId, NameOf};

/// What an abbreviation can stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Long {
    /// A known body.
    Known(EntityId),
    /// A body that only the text names, as it calls it.
    Named(String, Class),
}

/// The initials of all names of bodies in an article, and the surnames that stand alone in it.
#[derive(Debug, Default)]
pub struct Initials {
    all: Vec<(String, Long)>,
    /// The bodies with a name of several words, in the order of the text: the sentence, the pieces of the name, who it is.
    bodies: Vec<(usize, Vec<String>, Long)>,
    singles: BTreeSet<String>,
}

impl Initials {
    /// Gathers the names of an article.
    pub fn new(page: &Page<'_>, founds: &[Vec<Found>]) -> Self {
        let mut initials = Self::default();
        for (s, found) in founds.iter().enumerate().flat_map(|(s, f)| f.iter().map(move |f| (s, f))) {
            initials.add(page, s, found);
        }
        initials
    }

    fn add(&mut self, page: &Page<'_>, s: usize, found: &Found) {
        let key = page.key(s, found.words.clone());
        if let [single] = key.as_slice() {
            self.singles.insert(single.clone());
            return;
        }
        let long = match found.candidates.as_slice() {
            [] => class_by_look(page, s, found)
                .filter(|c| c.is_organization())
                .map(|class| Long::Named(page.phrase(s, found.words.clone()).replace('’', "'"), class)),
            &[NameOf::Entity(id)] => Some(Long::Known(id))
                .filter(|_| page.ontology.entity(entity_of(NameOf::Entity(id))).class.is_organization()),
            _ => None,
        };
        if let Some(long) = &long {
            self.bodies.push((s, key.clone(), long.clone()));
        }
        let capitals: String = key.iter().filter_map(|p| p.chars().next()).filter(|c| c.is_uppercase()).collect();
        if let Some(long) = long.filter(|_| capitals.len() >= 2) {
            self.all.push((capitals, long));
        }
    }

    /// What an abbreviation stands for: all initials, else the first or last three or more of them.
    pub fn long(&self, abbreviation: &str) -> Option<&Long> {
        let capital = abbreviation.len() >= 2 && abbreviation.bytes().all(|b| b.is_ascii_uppercase());
        let whole = self.all.iter().find(|(capitals, _)| capitals == abbreviation);
        let part = |(capitals, _): &&(String, Long)| {
            abbreviation.len() >= 3 && (capitals.starts_with(abbreviation) || capitals.ends_with(abbreviation))
        };
        whole.or_else(|| self.all.iter().find(part)).filter(|_| capital).map(|(_, long)| long)
    }

    /// The body named last before a sentence's end that these words of its name mean: "the Observatory". Words that may be
    /// somebody else's name must be its first, as in "the National Council" after "National Council of Farmers".
    pub fn longer(&self, s: usize, short: &[String], begins: bool) -> Option<&Long> {
        let part = |full: &[String]| {
            if begins {
                full.starts_with(short) && full.get(short.len()).is_some_and(|next| matches!(&**next, "of" | "for"))
            } else {
                full.len() > short.len() && full.windows(short.len()).any(|part| part == short)
            }
        };
        let before = self.bodies.iter().rev().filter(|(at, ..)| *at <= s);
        before.into_iter().find(|(_, full, _)| part(full)).map(|(.., long)| long)
    }

    /// Whether a name of a few words is a person's, because its last word stands alone elsewhere: "Heald" of
    /// "Colette Heald".
    pub fn is_person(&self, full: &[String]) -> bool {
        let word = |w: &String| w.chars().next().is_some_and(char::is_uppercase) && w.chars().any(char::is_lowercase);
        let [first, .., last] = full else { return false };
        full.len() <= 3 && full.iter().all(word) && self.singles.contains(last) && !self.singles.contains(first)
    }
}
