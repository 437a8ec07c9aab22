//! Entities, offices and the nouns for described actors out of their descriptions.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::turtle::{Description, Graph};
use super::{CH, Class, Entity, EntityId, GroupNoun, NameOf, Ontology, Role, RoleId, Term};
use crate::error::Result;

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const SAME_AS: &str = "http://www.w3.org/2002/07/owl#sameAs";

/// Short cuts to the properties of a description.
struct Properties<'g>(&'g Description);

impl<'g> Properties<'g> {
    fn texts(&self, local: &str) -> Vec<String> {
        let property = format!("{CH}{local}");
        self.0.texts(&property).map(str::to_owned).collect()
    }

    fn text(&self, local: &str) -> Option<String> {
        self.texts(local).pop()
    }

    fn labels(&self, local: &str) -> Vec<String> {
        let property = format!("{SKOS}{local}");
        self.0.texts(&property).map(str::to_owned).collect()
    }

    fn nodes(&self, local: &str) -> Vec<&'g str> {
        let property = format!("{CH}{local}");
        self.0
            .properties
            .iter()
            .filter(|(p, ..)| *p == property)
            .filter_map(|(_, v, _)| if let super::turtle::Value::Node(n) = v { Some(n.as_str()) } else { None })
            .collect()
    }

    fn node(&self, local: &str) -> Option<&'g str> {
        self.nodes(local).pop()
    }
}

/// The parts of an ontology that describe who is who.
pub fn read(graph: &Graph) -> Result<Ontology> {
    let mut ontology = Ontology::default();
    let described: Vec<(&str, &Description, Class)> =
        graph.subjects.iter().filter_map(|(iri, d)| Some((iri.as_str(), d, class(d)?))).collect();
    for (index, (iri, ..)) in described.iter().enumerate() {
        ontology.by_iri.insert((*iri).to_owned(), EntityId(u32::try_from(index).unwrap_or(u32::MAX)));
    }
    read_roles(graph, &mut ontology)?;
    for (iri, description, class) in described {
        let entity = entity(graph, &mut ontology, iri, description, class)?;
        ontology.entities.push(entity);
    }
    read_nouns(graph, &mut ontology);
    let contradictions = super::check::contradictions(graph, &ontology);
    ontology.problems.extend(contradictions);
    index_names(&mut ontology);
    ontology.index = super::names::Index::new(&ontology);
    Ok(ontology)
}

/// The class of an entity; the last one given counts.
fn class(description: &Description) -> Option<Class> {
    description.nodes(super::turtle::RDF_TYPE).filter_map(|t| Class::from_name(t.strip_prefix(CH)?)).last()
}

fn read_roles(graph: &Graph, ontology: &mut Ontology) -> Result<()> {
    for (iri, description) in graph.of_class("Role") {
        let p = Properties(description);
        let Some(label) = p.labels("prefLabel").pop() else {
            return Err(graph.error(description.file, &tail(iri), format!("the role {iri} has no skos:prefLabel.")));
        };
        let mut names = p.labels("altLabel");
        names.extend(p.texts("plural"));
        let of = p.node("of").and_then(|n| ontology.by_iri(n));
        let id = RoleId(u32::try_from(ontology.roles.len()).unwrap_or(u32::MAX));
        ontology.role_by_iri.insert(iri.to_owned(), id);
        ontology.roles.push(Role {
            iri: iri.to_owned(),
            label,
            names,
            rank: p.node("rank").and_then(|r| r.strip_prefix(CH)).unwrap_or("other").to_owned(),
            leads: p.text("leads").is_some_and(|t| t == "true"),
            agent: p.text("agent"),
            of,
        });
    }
    Ok(())
}

fn entity(
    graph: &Graph,
    ontology: &mut Ontology,
    iri: &str,
    description: &Description,
    class: Class,
) -> Result<Entity> {
    let p = Properties(description);
    let Some(label) = p.labels("prefLabel").pop() else {
        return Err(graph.error(description.file, &tail(iri), format!("the entity {iri} has no skos:prefLabel.")));
    };
    let mut names = p.labels("altLabel");
    names.extend(p.labels("hiddenLabel"));
    let terms = terms(graph, ontology, &label, description);
    let known =
        |local: &str| -> Vec<EntityId> { p.nodes(local).into_iter().filter_map(|n| ontology.by_iri(n)).collect() };
    Ok(Entity {
        iri: iri.to_owned(),
        class,
        names,
        adjectives: p.texts("adjective"),
        inhabitants: p.texts("inhabitant"),
        surname: p.text("surname"),
        code: p.text("code"),
        gender: p.text("gender").and_then(|g| g.chars().next()),
        acts_for: known("actsFor").pop(),
        citizen_of: known("citizenOf"),
        located_in: known("locatedIn"),
        part_of: known("partOf"),
        capital: known("capital").pop(),
        seats: known("seat"),
        sites: p.texts("site"),
        members: known("member"),
        terms,
        from: p.text("from"),
        until: p.text("until"),
        prominence: p.text("prominence").and_then(|t| t.parse().ok()).unwrap_or(0),
        same_as: description.nodes(SAME_AS).map(str::to_owned).collect(),
        label,
    })
}

/// Terms of office that name a known role and body; what is wrong with the others is noted.
fn terms(graph: &Graph, ontology: &mut Ontology, label: &str, description: &Description) -> Vec<Term> {
    let mut terms = Vec::new();
    for node in Properties(description).nodes("term") {
        let Some(term) = graph.subjects.get(node) else { continue };
        match read_term(ontology, term) {
            Ok(term) => terms.push(term),
            Err(what) => ontology.problems.push(graph.error(term.file, label, format!("a term of {label} {what}."))),
        }
    }
    terms
}

fn read_term(ontology: &Ontology, term: &Description) -> std::result::Result<Term, String> {
    let p = Properties(term);
    let role = p.node("role").ok_or("names no ch:role")?;
    let of = p.node("of").ok_or("does not say of what (ch:of)")?;
    let role = ontology.role_by_iri(role).ok_or_else(|| format!("has the role {role}, which no file describes"))?;
    let of = ontology.by_iri(of).ok_or_else(|| format!("is of {of}, which no file describes"))?;
    let (from, until) = (p.text("from"), p.text("until"));
    if let (Some(from), Some(until)) = (&from, &until) {
        // Values of different precision are compared to the coarser one.
        let n = from.len().min(until.len());
        if until[..n] < from[..n] {
            return Err(format!("ends {until}, before it starts {from}"));
        }
    }
    Ok(Term { role, of, from, until })
}

fn read_nouns(graph: &Graph, ontology: &mut Ontology) {
    let of_class = |local: &str| graph.of_class(local).map(|(_, d)| Properties(d)).collect::<Vec<_>>();
    // What has been added goes before what was there.
    let mut groups: Vec<_> = graph.of_class("GroupNoun").map(|(_, d)| d).collect();
    groups.sort_by_key(|d| !Graph::is_added(d.file));
    for p in groups.into_iter().map(Properties) {
        ontology.groups.push(GroupNoun {
            nouns: p.labels("altLabel"),
            agent: p.text("agent"),
            stands_for_state: p.text("standsForState").is_some_and(|t| t == "true"),
            individual: p.text("individual").is_some_and(|t| t == "true"),
            nobody: p.text("nobody").is_some_and(|t| t == "true"),
        });
    }
    for p in of_class("Honorific") {
        let gender = p.text("gender").and_then(|g| g.chars().next());
        ontology.honorifics.extend(p.labels("altLabel").into_iter().map(|t| (t, gender)));
    }
    for p in of_class("NameWord") {
        if let Some(class) = p.node("names").and_then(|c| Class::from_name(c.strip_prefix(CH)?)) {
            ontology.name_words.extend(p.labels("altLabel").into_iter().map(|word| (word.into(), class)));
        }
    }
    for p in of_class("GivenName") {
        let gender = p.text("gender").and_then(|g| g.chars().next()).unwrap_or('x');
        ontology.given_names.extend(p.labels("altLabel").into_iter().map(|name| (name, gender)));
    }
    for p in of_class("RoleModifier") {
        let mark = p.text("marks").unwrap_or_default();
        ontology.role_modifiers.extend(p.labels("altLabel").into_iter().map(|t| (t, mark.clone())));
    }
}

fn index_names(ontology: &mut Ontology) {
    let mut names: BTreeMap<&str, Vec<NameOf>> = BTreeMap::new();
    for (index, entity) in ontology.entities.iter().enumerate() {
        let id = EntityId(u32::try_from(index).unwrap_or(u32::MAX));
        names.entry(&entity.label).or_default().push(NameOf::Entity(id));
        for name in &entity.names {
            names.entry(name).or_default().push(NameOf::Entity(id));
        }
        for adjective in &entity.adjectives {
            names.entry(adjective).or_default().push(NameOf::Adjective(id));
        }
        for noun in &entity.inhabitants {
            names.entry(noun).or_default().push(NameOf::Inhabitant(id));
        }
    }
    let mut index: FxHashMap<Box<str>, Vec<NameOf>> = FxHashMap::default();
    for (name, mut of) in names {
        of.sort_unstable();
        of.dedup();
        index.insert(name.into(), of);
    }
    ontology.names = index;
}

/// The local part of an IRI, as a file would write it.
fn tail(iri: &str) -> String {
    iri.rsplit(['/', '#']).next().unwrap_or(iri).to_owned()
}
