//! Who is meant by a name that the user gives.
//!
//! "Putin", "vladimir putin", `ent:Vladimir_Putin` → `Vladimir Putin`; "Putn" → none, but `Vladimir Putin` is near.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::record::{Node, Record};
use crate::error::{Error, Result};
use crate::graph::vocabulary::{ENT, PREFIXES};
use crate::ontology::{NameOf, Ontology};

/// Names of what the graph holds.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// IRI to label.
    labels: BTreeMap<String, String>,
    /// Facts that name it.
    weight: BTreeMap<String, usize>,
}

/// Who is meant by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant<'n> {
    /// The IRI.
    pub iri: &'n str,
    /// IRIs of those far less named whom the name fits as well.
    pub others: Vec<&'n str>,
}

/// How well a name fits, the best first.
type Fit = fn(&str, &str) -> bool;

/// One is meant before all others of its name if so many times as many facts name it as any of them.
const FAR_MORE: usize = 10;

impl Names {
    /// Notes everyone that a fact names.
    pub fn add(&mut self, record: &Record) {
        for node in record.nodes() {
            self.add_node(node);
        }
    }

    /// Notes someone or something.
    pub fn add_node(&mut self, node: &Node) {
        if !self.labels.contains_key(&node.iri) {
            self.labels.insert(node.iri.clone(), node.label.clone());
        }
        *self.weight.entry(node.iri.clone()).or_default() += 1;
    }

    /// Notes a label.
    pub fn add_label(&mut self, iri: &str, label: &str) {
        self.labels.entry(iri.to_owned()).or_insert_with(|| label.to_owned());
    }

    /// The label of that IRI.
    #[must_use]
    pub fn label<'n>(&'n self, iri: &'n str) -> &'n str {
        self.labels.get(iri).map_or(iri, String::as_str)
    }

    /// Notes how many facts name it.
    pub fn weigh(&mut self, iri: &str, facts: usize) {
        self.weight.insert(iri.to_owned(), facts);
    }

    /// What is meant: an IRI, prefixed or whole; a label; another known name; a surname; a part of a name. Of several the
    /// one that ten times as many facts name as any other.
    ///
    /// # Errors
    /// A name that several things have, which are listed, or that nothing has, with the nearest.
    pub fn find(&self, name: &str, ontology: &Ontology) -> Result<Meant<'_>> {
        let fits = self.fitting(name, ontology);
        let weight = |iri: &str| self.weight.get(iri).copied().unwrap_or(0);
        match fits.as_slice() {
            [] => Err(Error::Usage(self.unknown(name, ontology))),
            [iri] => Ok(Meant { iri, others: Vec::new() }),
            [iri, others @ ..] if others.iter().all(|other| weight(iri) >= FAR_MORE * weight(other).max(1)) => {
                Ok(Meant { iri, others: others.to_vec() })
            }
            several => Err(Error::Usage(format!("`{name}` may be {}: which one?", self.listed(several)))),
        }
    }

    /// The first few labels.
    #[must_use]
    pub fn listed(&self, iris: &[&str]) -> String {
        let listed: Vec<_> = iris.iter().take(8).map(|iri| self.label(iri)).collect();
        listed.join(", ") + if iris.len() > listed.len() { ", …" } else { "" }
    }

    /// All that the name fits equally well, those named most first.
    #[must_use]
    pub fn fitting(&self, name: &str, ontology: &Ontology) -> Vec<&str> {
        if let Some(iri) = self.by_iri(name) {
            return vec![iri];
        }
        let wanted = folded(name);
        if wanted.is_empty() {
            return Vec::new();
        }
        let fits: [Fit; 3] = [
            |label, wanted| label == wanted,
            |label, wanted| label.rsplit(' ').next() == Some(wanted),
            |label, wanted| format!(" {label} ").contains(&format!(" {wanted} ")),
        ];
        for (rank, fit) in fits.into_iter().enumerate() {
            let found = self.ranked(|label| fit(label, &wanted));
            if !found.is_empty() {
                return found;
            }
            if rank == 0 {
                let known = self.known_to(name, ontology);
                if !known.is_empty() {
                    return known;
                }
            }
        }
        self.ranked(|label| wanted.len() >= 3 && label.contains(&wanted))
    }

    fn ranked(&self, fit: impl Fn(&str) -> bool) -> Vec<&str> {
        let mut found: Vec<&str> =
            self.labels.iter().filter(|(_, label)| fit(&folded(label))).map(|(iri, _)| iri.as_str()).collect();
        self.rank(&mut found);
        found
    }

    /// Those named most first.
    fn rank(&self, found: &mut [&str]) {
        found.sort_by_key(|iri| std::cmp::Reverse(self.weight.get(*iri).copied().unwrap_or(0)));
    }

    fn by_iri(&self, name: &str) -> Option<&str> {
        let bare = name.trim_start_matches('<').trim_end_matches('>');
        let expanded = bare.split_once(':').and_then(|(prefix, rest)| {
            PREFIXES.iter().find(|(p, _)| *p == prefix).map(|(_, namespace)| format!("{namespace}{rest}"))
        });
        let candidates = [Some(bare.to_owned()), expanded, Some(format!("{ENT}{bare}"))];
        candidates.into_iter().flatten().find_map(|iri| self.labels.get_key_value(&iri)).map(|(iri, _)| iri.as_str())
    }

    /// What in the graph has that name in the ontology.
    fn known_to(&self, name: &str, ontology: &Ontology) -> Vec<&str> {
        let mut found = BTreeSet::new();
        for of in ontology.named(name) {
            let (NameOf::Entity(id) | NameOf::Adjective(id) | NameOf::Inhabitant(id)) = of;
            if let Some((iri, _)) = self.labels.get_key_value(&ontology.entity(*id).iri) {
                found.insert(iri.as_str());
            }
        }
        let mut found: Vec<&str> = found.into_iter().collect();
        self.rank(&mut found);
        found
    }

    /// A sentence with the nearest names, or with whom a body acts for, or what a city is the capital of, that no fact names.
    fn unknown(&self, name: &str, ontology: &Ontology) -> String {
        let known = ontology.named(name).iter().find_map(|of| match of {
            NameOf::Entity(id) => Some(*id),
            _ => None,
        });
        if let Some(id) = known {
            let known = ontology.entity(id);
            let acts = known.acts_for.map(|of| ("acts for", of));
            let side = acts.or_else(|| ontology.index.capital_of(id).map(|of| ("is the capital of", of)));
            let there =
                side.map(|(how, of)| (how, ontology.entity(of))).filter(|(_, of)| self.labels.contains_key(&of.iri));
            let side = there.map(|(how, of)| format!(" It {how} {}, which is there.", of.label)).unwrap_or_default();
            return format!("Nothing in the graph names {}.{side}", known.label);
        }
        let wanted = folded(name);
        let mut near: Vec<(f64, &str)> = self
            .labels
            .iter()
            .map(|(iri, label)| (likeness(&folded(label), &wanted), self.label(iri).min(label.as_str())))
            .filter(|(likeness, _)| *likeness >= 0.85)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        near.dedup_by(|a, b| a.1 == b.1);
        let near: Vec<_> = near.into_iter().take(3).map(|(_, label)| label).collect();
        match near.as_slice() {
            [] => format!("Nothing in the graph is called `{name}`."),
            _ => format!("Nothing in the graph is called `{name}`. Did you mean {}?", near.join(" or ")),
        }
    }
}

/// The likeness of a name to a whole label or to one of its words, 0 to 1.
fn likeness(label: &str, wanted: &str) -> f64 {
    let words = label.split(' ').map(|word| strsim::jaro_winkler(word, wanted) * 0.99);
    words.fold(strsim::jaro_winkler(label, wanted), f64::max)
}

/// Lower case, without accents and punctuation.
fn folded(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c) && *c != '.')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
