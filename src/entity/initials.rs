//! Abbreviations of names that the article spells out elsewhere, with or without brackets.
//!
//! "The University of Southern Indiana … USI" and "the Hong Kong Federation of Trade Unions … the FTU" are one body each.

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

    /// Whether a name of a few words is a person's, because its last word stands alone elsewhere: "Heald" of
    /// "Colette Heald".
    pub fn is_person(&self, full: &[String]) -> bool {
        let word = |w: &String| w.chars().next().is_some_and(char::is_uppercase) && w.chars().any(char::is_lowercase);
        let [first, .., last] = full else { return false };
        full.len() <= 3 && full.iter().all(word) && self.singles.contains(last) && !self.singles.contains(first)
    }
}
