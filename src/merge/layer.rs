//! The merged layer read back from a graph, to be told.
//!
//! `event:met/2021-12-07/Joe_Biden/Vladimir_Putin` with its reports, values and the conflict about its end.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};

use super::conflict::Property;
use crate::error::Result;
use crate::graph::derived::MERGED;
use crate::graph::vocabulary::{CH, term};
use crate::network::{Record, records, source, value};

/// An event as the merged layer has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Full IRI.
    pub iri: String,
    /// In words.
    pub label: String,
    /// Whether it is an event; else a fact that several articles report.
    pub happens: bool,
    /// What it comes to.
    pub status: String,
    /// IRIs of who took part, or of who acts and on whom; also words.
    pub parties: BTreeSet<String>,
    /// What the reports agree on, by local name of the property; IRIs for places.
    pub agreed: BTreeMap<String, String>,
    /// IRIs of the facts.
    pub reports: Vec<String>,
    /// Why reports of other articles are taken to be of it.
    pub because: Vec<String>,
    /// Number of articles.
    pub articles: usize,
    /// Number of sources that do not repeat one another.
    pub sources: usize,
    /// Where the reports contradict each other.
    pub conflicts: Vec<Dispute>,
}

impl Merged {
    /// Whether the reports agree that it was on that day, or in that month or year; always where none is given.
    #[must_use]
    pub fn is_of(&self, on: Option<&str>) -> bool {
        on.is_none_or(|on| self.agreed.get("date").is_some_and(|date| date.starts_with(on)))
    }
}

/// A conflict as the merged layer has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dispute {
    /// Local name of the property.
    pub property: String,
    /// The values in order of reports.
    pub claims: Vec<Said>,
}

/// A value and who gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// As reported; an IRI for places.
    pub value: String,
    /// Whether it cannot be meant so.
    pub garbled: bool,
    /// IRIs of the facts.
    pub reports: Vec<String>,
    /// IRIs of the sentences that give it.
    pub sentences: BTreeSet<String>,
}

/// The events of a graph that are wanted, in order of their IRIs.
///
/// # Errors
/// A graph that cannot be read.
pub fn layer(graph: &str, wanted: impl Fn(&Merged) -> bool) -> Result<Vec<Merged>> {
    let mut events = Vec::new();
    source::each(graph, |quads| {
        if matches!(quads.first().map(|q| &q.graph_name), Some(GraphName::NamedNode(g)) if g.as_str() == MERGED) {
            events.extend(read(quads).into_iter().filter(&wanted));
        }
        Ok(())
    })?;
    Ok(events)
}

/// The facts of these IRIs.
///
/// # Errors
/// A graph that cannot be read.
pub fn facts(graph: &str, wanted: &BTreeSet<&str>) -> Result<BTreeMap<String, Record>> {
    let mut found = BTreeMap::new();
    source::each(graph, |quads| {
        let article = quads.first().map(|quad| quad.graph_name.clone());
        let Some(GraphName::NamedNode(article)) = article else { return Ok(()) };
        let next = wanted.range::<&str, _>(article.as_str()..).next();
        if next.is_some_and(|iri| iri.starts_with(article.as_str())) {
            let all = records(quads).into_iter().filter(|record| wanted.contains(record.iri.as_str()));
            found.extend(all.map(|record| (record.iri.clone(), record)));
        }
        Ok(())
    })?;
    Ok(found)
}

type Properties<'q> = BTreeMap<&'q str, Vec<(&'q str, &'q Term)>>;

fn read(quads: &[Quad]) -> Vec<Merged> {
    let mut by_subject: Properties<'_> = BTreeMap::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            by_subject.entry(subject.as_str()).or_default().push((quad.predicate.as_str(), &quad.object));
        }
    }
    let mut conflicts: BTreeMap<&str, Vec<Dispute>> = BTreeMap::new();
    for properties in by_subject.values() {
        let (Some(about), Some(property)) = (own(properties, "about").next(), own(properties, "property").next())
        else {
            continue;
        };
        let property = property.strip_prefix(CH).unwrap_or(property).to_owned();
        let mut names: Vec<&str> = own(properties, "claim").collect();
        names.sort_by_key(|name| (name.len(), *name));
        let claims = names.iter().filter_map(|name| by_subject.get(name)).map(|claim| said(claim)).collect();
        conflicts.entry(about).or_default().push(Dispute { property, claims });
    }
    let mut events: Vec<Merged> = by_subject.iter().filter_map(|(iri, properties)| event(iri, properties)).collect();
    for event in &mut events {
        event.conflicts = conflicts.remove(event.iri.as_str()).unwrap_or_default();
    }
    events
}

/// The values of one of Chancery's own properties.
fn own<'a, 'q>(properties: &'a [(&'q str, &'q Term)], local: &'a str) -> impl Iterator<Item = &'q str> + use<'a, 'q> {
    properties.iter().filter(move |(p, _)| p.strip_prefix(CH) == Some(local)).filter_map(|(_, term)| value(term))
}

fn said(properties: &[(&str, &Term)]) -> Said {
    Said {
        value: own(properties, "value").next().unwrap_or_default().to_owned(),
        garbled: own(properties, "garbled").next() == Some("true"),
        reports: own(properties, "report").map(str::to_owned).collect(),
        sentences: properties
            .iter()
            .filter(|(property, _)| *property == term::DERIVED_FROM.as_str())
            .filter_map(|(_, sentence)| value(sentence).map(str::to_owned))
            .collect(),
    }
}

fn event(iri: &str, properties: &[(&str, &Term)]) -> Option<Merged> {
    let other = |predicate: &str| properties.iter().filter(move |(p, _)| *p == predicate).find_map(|(_, v)| value(v));
    let class = other(term::TYPE.as_str())?.strip_prefix(CH)?;
    let happens = match class {
        "MergedEvent" => true,
        "MergedFact" => false,
        _ => return None,
    };
    let one = |local| own(properties, local).next().map(str::to_owned);
    let number = |local| one(local).and_then(|n| n.parse().ok()).unwrap_or_default();
    let ends = [other(term::SUBJECT.as_str()), other(term::OBJECT.as_str())];
    let known = Property::ALL.into_iter().map(Property::name).filter(|name| *name != "status");
    Some(Merged {
        iri: iri.to_owned(),
        label: other(term::LABEL.as_str())?.to_owned(),
        happens,
        status: one("status").unwrap_or_default(),
        parties: ends.into_iter().flatten().chain(own(properties, "participant")).map(str::to_owned).collect(),
        agreed: known.filter_map(|name| Some((name.to_owned(), one(name)?))).collect(),
        reports: own(properties, "report").map(str::to_owned).collect(),
        because: own(properties, "because").map(str::to_owned).collect(),
        articles: number("articles"),
        sources: number("sources"),
        conflicts: Vec::new(),
    })
}
