//! What the articles report, in as few bytes as merging needs.
//!
//! `<article#f2> a ch:Meeting …` becomes a [`Report`] of Biden and Putin, 2021-12-07, by video.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use oxrdf::{Quad, Term};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::best::Best;
use super::carrying::{Given, given};
use super::conflict::Property;
use super::likeness;
use super::sides::{self, Aspect};
use super::when::When;
use crate::article::{host, signature};
use crate::extract::LISTED;
use crate::graph::vocabulary::CH;
use crate::network::{Node, Object, Record, records};
use crate::ontology::{Class, Ontology};

/// An article, as a source.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Full IRI.
    pub iri: String,
    /// Day of publication.
    pub day: Option<Date>,
    /// Who published it: the publisher's name, else the host of its address.
    pub outlet: Option<String>,
    /// By which the same text is recognised elsewhere.
    pub signature: Vec<u16>,
    /// By which another translation of it is.
    pub names: Vec<u16>,
}

/// A word or name, by its number in [`Reports`].
pub type Name = u32;

/// One fact of one article.
#[derive(Debug, Clone)]
pub struct Report {
    /// Full IRI of the fact.
    pub fact: String,
    /// Its article, by number.
    pub source: usize,
    /// `meeting`, `sanction` …
    pub kind: Name,
    /// Local name of the property.
    pub predicate: Name,
    /// IRI of who.
    pub subject: Name,
    /// IRI of whom or of the office, or the words.
    pub object: Name,
    /// Whether the object is someone or something.
    pub between: bool,
    /// Name of the modality.
    pub modality: Name,
    /// When, as the graph has it.
    pub date: Option<Name>,
    /// The same, to count with.
    pub when: When,
    /// What may be compared between reports.
    pub values: Vec<Value>,
    /// IRIs of the sentences.
    pub sentences: Vec<String>,
    /// Which of them tells most.
    pub best: Best,
    /// Whether it stands in a list of those who took part in one meeting.
    pub listed: bool,
    /// Whether it tells of a person's death.
    pub death: bool,
    /// How it is told.
    pub aspect: Aspect,
    /// Which words tell of it: those of the object, where it is words, else those of the sentences.
    pub content: Vec<u32>,
}

/// What a report says of a property.
#[derive(Debug, Clone)]
pub struct Value {
    /// Of what.
    pub property: Property,
    /// The value.
    pub name: Name,
    /// The sentences that give it, by place among those of the report; empty for all.
    pub sentences: Vec<usize>,
}

impl Report {
    /// A value that it gives.
    #[must_use]
    pub fn value(&self, property: Property) -> Option<Name> {
        self.values.iter().find(|value| value.property == property).map(|value| value.name)
    }

    /// IRIs of the sentences that give the value.
    pub fn sentences_of(&self, property: Property) -> impl Iterator<Item = &String> {
        let only = self.values.iter().find(|value| value.property == property);
        let only = only.map_or(&[][..], |value| &value.sentences[..]);
        let all = self.sentences.iter().enumerate();
        all.filter(|(number, _)| only.is_empty() || only.contains(number)).map(|(_, iri)| iri)
    }
}

/// All that the articles of a graph report, in order of article and fact.
#[derive(Debug, Default)]
pub struct Reports {
    /// The articles.
    pub sources: Vec<Source>,
    /// The facts.
    pub all: Vec<Report>,
    names: Vec<String>,
    numbers: FxHashMap<String, Name>,
    labels: BTreeMap<Name, String>,
    /// Groups that are only described: "partners", "other officials".
    groups: BTreeSet<Name>,
    /// Single people.
    people: BTreeSet<Name>,
    /// Those who are of a country or body, and of which.
    sides: BTreeMap<Name, Name>,
    /// What places lie in.
    within: BTreeMap<Name, BTreeSet<Name>>,
}

/// What an article reports, read out of its graph alone: all that merging needs of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    iri: String,
    day: Option<String>,
    outlet: Option<String>,
    signature: Vec<u16>,
    names: Vec<u16>,
    /// Places, and what they lie in.
    within: Vec<(String, String)>,
    facts: Vec<ToldFact>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ToldFact {
    iri: String,
    kind: String,
    predicate: String,
    subject: String,
    object: String,
    between: bool,
    modality: String,
    date: Option<String>,
    listed: bool,
    death: bool,
    aspect: Aspect,
    sentences: Vec<String>,
    parties: Vec<Party>,
    values: Vec<(Property, Given)>,
    content: Vec<u32>,
    best: Best,
}

/// Somebody or something that a fact names.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Party {
    iri: String,
    label: String,
    group: bool,
    person: bool,
    side: Option<String>,
}

impl Told {
    /// Reads the graph of an article; other graphs tell nothing.
    #[must_use]
    pub fn of(quads: &[Quad]) -> Option<Self> {
        let iri = graph(quads)?;
        let (mut signature, mut names, mut within) = (Vec::new(), Vec::new(), Vec::new());
        let [of_text, of_names, lies] = ["signature", "nameSignature", "locatedIn"].map(|name| format!("{CH}{name}"));
        for quad in quads {
            if let Term::Literal(literal) = &quad.object {
                match quad.predicate.as_str() {
                    predicate if predicate == of_text => signature = signature::numbers(literal.value()),
                    predicate if predicate == of_names => names = signature::numbers(literal.value()),
                    _ => {}
                }
            } else if quad.predicate.as_str() == lies
                && let (oxrdf::NamedOrBlankNode::NamedNode(place), Term::NamedNode(around)) =
                    (&quad.subject, &quad.object)
            {
                within.push((place.as_str().to_owned(), around.as_str().to_owned()));
            }
        }
        let records = records(quads);
        let source = records.first().map(|first| &first.source);
        let outlet = source.and_then(|source| {
            let host = source.url.as_deref().filter(|url| url.contains("://")).and_then(host);
            source.publisher.clone().or(host.map(str::to_owned)).map(|o| o.to_lowercase())
        });
        let day = source.and_then(|source| source.date.clone());
        let facts = records.into_iter().map(ToldFact::of).collect();
        Some(Self { iri, day, outlet, signature, names, within, facts })
    }
}

impl ToldFact {
    fn of(record: Record) -> Self {
        let value = |property: Property| {
            let value = match property {
                Property::Status => None,
                Property::Date => record.date.as_deref(),
                Property::Place => record.place.as_ref().map(|place| place.iri.as_str()),
                other => record.qualifiers.get(other.name()).map(String::as_str),
            };
            Some((property, given(property, value?, &record)))
        };
        let values = Property::ALL.into_iter().filter_map(value).collect();
        let content = match &record.object {
            Object::Words(words) => likeness::content(words),
            _ => likeness::content(&record.text()),
        };
        let party = |node: &Node| Party {
            iri: node.iri.clone(),
            label: node.label.clone(),
            group: node.class == Class::Group.name(),
            person: sides::is_person(node),
            side: sides::side(node),
        };
        let mut parties: Vec<Party> = record.nodes().map(|node| party(node)).collect();
        let (object, between) = match &record.object {
            Object::Entity(node) => (node.iri.clone(), true),
            Object::Post { post, .. } => {
                parties.push(Party { group: false, person: false, ..party(post) });
                (post.iri.clone(), true)
            }
            Object::Words(words) => (words.clone(), false),
        };
        let best = Best::of(&record);
        Self {
            subject: record.subject.iri.clone(),
            sentences: record.sentences.iter().map(|s| s.iri.clone()).collect(),
            listed: record.rule == LISTED,
            death: matches!(&record.object, Object::Entity(node) if sides::is_person(node))
                && sides::kills(&record.rule),
            aspect: Aspect::of(&record.rule),
            iri: record.iri,
            kind: record.kind,
            predicate: record.predicate,
            modality: record.modality,
            date: record.date,
            object,
            between,
            parties,
            values,
            content,
            best,
        }
    }
}

impl Reports {
    /// Adds an article. They are added in order of their IRIs.
    pub fn add(&mut self, told: Told) {
        let source = self.sources.len();
        let Told { iri, day, outlet, signature, names, within, facts } = told;
        let day = day.and_then(|day| day.parse().ok());
        self.sources.push(Source { iri, day, outlet, signature, names });
        for (place, around) in &within {
            let (place, around) = (self.name(place), self.name(around));
            self.within.entry(place).or_default().insert(around);
        }
        for fact in facts {
            self.fact(source, fact);
        }
    }

    fn fact(&mut self, source: usize, fact: ToldFact) {
        for Party { iri, label, group, person, side } in fact.parties {
            let name = self.name(&iri);
            self.labels.entry(name).or_insert(label);
            if let Some(side) = side {
                let side = self.name(&side);
                self.sides.entry(name).or_insert(side);
            }
            if group {
                self.groups.insert(name);
            }
            if person {
                self.people.insert(name);
            }
        }
        let object = self.name(&fact.object);
        let value = |(property, given): (Property, Given)| Value {
            property,
            name: self.name(&given.value),
            sentences: given.sentences,
        };
        let values = fact.values.into_iter().map(value).collect();
        let report = Report {
            source,
            kind: self.name(&fact.kind),
            predicate: self.name(&fact.predicate),
            subject: self.name(&fact.subject),
            object,
            between: fact.between,
            modality: self.name(&fact.modality),
            date: fact.date.as_ref().map(|date| self.name(date)),
            when: fact.date.as_deref().map_or(When::Unknown, When::parse),
            values,
            sentences: fact.sentences,
            best: fact.best,
            listed: fact.listed,
            death: fact.death,
            aspect: fact.aspect,
            content: fact.content,
            fact: fact.iri,
        };
        self.all.push(report);
    }

    fn name(&mut self, text: &str) -> Name {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = Name::try_from(self.names.len()).unwrap_or(Name::MAX);
        self.names.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The text of a name.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        self.names.get(name as usize).map_or("", String::as_str)
    }

    /// What people call it.
    #[must_use]
    pub fn label(&self, name: Name) -> &str {
        self.labels.get(&name).map_or_else(|| self.text(name), String::as_str)
    }

    /// Whether both sides of a fact take part alike.
    #[must_use]
    pub fn is_mutual(&self, report: &Report) -> bool {
        let types = &Ontology::built_in().lexicon.types;
        types.iter().any(|kind| kind.symmetric && kind.predicate == self.text(report.predicate))
    }

    /// Whether it is some group that is only described, "partners" or "other officials".
    #[must_use]
    pub fn is_group(&self, party: Name) -> bool {
        self.groups.contains(&party)
    }

    /// Whether it is one person.
    #[must_use]
    pub fn is_person(&self, party: Name) -> bool {
        self.people.contains(&party)
    }

    /// The country or body that a party is of, else itself.
    #[must_use]
    pub fn side(&self, party: Name) -> Name {
        self.sides.get(&party).copied().unwrap_or(party)
    }

    /// Whether a place lies in another, or is it.
    #[must_use]
    pub fn lies_in(&self, place: Name, around: Name) -> bool {
        // Places lie in cities, regions, countries: no further than four steps.
        let mut here = BTreeSet::from([place]);
        for _ in 0..4 {
            if here.contains(&around) {
                return true;
            }
            here = here.iter().filter_map(|p| self.within.get(p)).flatten().copied().collect();
        }
        false
    }
}

/// The graph that the quads are of.
fn graph(quads: &[Quad]) -> Option<String> {
    match &quads.first()?.graph_name {
        oxrdf::GraphName::NamedNode(graph) => Some(graph.as_str().to_owned()),
        _ => None,
    }
}
