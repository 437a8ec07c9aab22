//! Places told apart by the region after a comma: "Arlington, Texas" is not the Arlington of another state.
//!
//! "A fire in Huntsville, Alabama" → the place `Huntsville, Alabama`.

use std::ops::Range;

use super::names::Found;
use super::page::Page;
use crate::ontology::{Class, EntityId, NameOf};

/// The region that stands after a comma behind a name.
pub fn region(page: &Page<'_>, s: usize, words: &Range<usize>) -> Option<EntityId> {
    if page.word(s, words.end) != "," {
        return None;
    }
    let start = words.end + 1;
    let longest = (start + 4).min(page.sentences[s].words.len());
    (start + 1..=longest).rev().find_map(|end| {
        let names = page.index().named(&page.key(s, start..end).join(" "));
        names.iter().find_map(|n| match n {
            NameOf::Entity(id) if page.ontology.entity(*id).class == Class::Region => Some(*id),
            _ => None,
        })
    })
}

/// The name of a region without what tells it from others: "Georgia".
pub fn bare(page: &Page<'_>, region: EntityId) -> String {
    let label = &page.ontology.entity(region).label;
    label.split(" (").next().unwrap_or(label).to_owned()
}

/// Whether all that a name can be lies elsewhere than in the region behind it.
pub fn is_elsewhere(page: &Page<'_>, s: usize, found: &Found) -> bool {
    let Some(region) = region(page, s, &found.words) else { return false };
    let name = bare(page, region);
    let elsewhere = |candidate: &NameOf| {
        let NameOf::Entity(id) = candidate else { return false };
        let entity = page.ontology.entity(*id);
        let told = entity.label.split_once(", ").is_some_and(|(_, within)| within != name);
        matches!(entity.class, Class::City | Class::Place) && told && !entity.located_in.contains(&region)
    };
    !found.candidates.is_empty() && found.candidates.iter().all(elsewhere)
}
