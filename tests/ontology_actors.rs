//! The built-in ontology's actors: everything that is named is described, nothing contradicts itself, every state has a leader.

use std::collections::{BTreeMap, BTreeSet};

use chancery::ontology::{Class, Entity, Ontology};

const CH: &str = "https://w3id.org/chancery/ns#";

fn ontology() -> &'static Ontology {
    Ontology::built_in()
}

/// All resources that a property of the compiled-in files points to, with the line.
fn targets(text: &str) -> Vec<(usize, String)> {
    const LINKS: [&str; 8] = ["of", "citizenOf", "capital", "seat", "locatedIn", "member", "partOf", "actsFor"];
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        for (i, word) in words.iter().enumerate() {
            let Some(property) = word.strip_prefix("ch:") else { continue };
            if !LINKS.contains(&property) {
                continue;
            }
            for object in words[i + 1..].iter().map(|w| w.trim_end_matches(',')) {
                let Some(iri) = expand(object) else { break };
                all.push((number + 1, iri));
            }
        }
    }
    all
}

fn expand(object: &str) -> Option<String> {
    if let Some(local) = object.strip_prefix("ent:") {
        return Some(format!("https://w3id.org/chancery/entity/{local}"));
    }
    object.strip_prefix('<').and_then(|o| o.strip_suffix('>')).map(str::to_owned)
}

const FILES: [(&str, &str); 5] = [
    ("countries.ttl", include_str!("../ontology/countries.ttl")),
    ("organizations.ttl", include_str!("../ontology/organizations.ttl")),
    ("places.ttl", include_str!("../ontology/places.ttl")),
    ("people.ttl", include_str!("../ontology/people.ttl")),
    ("offices.ttl", include_str!("../ontology/offices.ttl")),
];

#[test]
fn nothing_in_the_built_in_ontology_contradicts_itself() {
    let problems: Vec<String> = ontology().problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn whatever_is_pointed_to_is_described() {
    let mut missing = Vec::new();
    for (file, text) in FILES {
        for (line, iri) in targets(text) {
            if ontology().by_iri(&iri).is_none() {
                missing.push(format!("ontology/{file}:{line}: {iri}"));
            }
        }
    }
    assert!(missing.is_empty(), "not described:\n{}", missing.join("\n"));
}

#[test]
fn full_names_are_of_one_entity_each() {
    let mut by_label: BTreeMap<&str, Vec<&Entity>> = BTreeMap::new();
    for entity in &ontology().entities {
        by_label.entry(&entity.label).or_default().push(entity);
    }
    let doubled: Vec<String> = by_label
        .iter()
        .filter(|(_, entities)| entities.len() > 1)
        .map(|(label, entities)| format!("{label}: {:?}", entities.iter().map(|e| &e.iri).collect::<Vec<_>>()))
        .collect();
    assert!(doubled.is_empty(), "{}", doubled.join("\n"));
}

#[test]
fn the_world_is_covered() {
    let count = |test: fn(Class) -> bool| ontology().entities.iter().filter(|e| test(e.class)).count();
    assert!(count(Class::is_organization) >= 400);
    assert!(count(|c| c == Class::Country) >= 195);
    assert!(count(|c| c == Class::City) >= 600);
    assert!(count(|c| c == Class::Person) >= 2000);
}

/// Its two captains regent change every half year and are not recorded.
const TWO_LEADERS: &str = "San Marino";

/// "2021-12-07" lies within a term.
fn runs(from: Option<&str>, until: Option<&str>, day: &str) -> bool {
    let begun = from.is_none_or(|f| f <= &day[..f.len()]);
    let ended = until.is_some_and(|u| u < &day[..u.len()]);
    begun && !ended
}

#[test]
fn every_sovereign_state_has_a_leader_on_a_day() {
    let ontology = ontology();
    let mut led = BTreeSet::new();
    for person in &ontology.entities {
        for term in &person.terms {
            if ontology.role(term.role).leads && runs(term.from.as_deref(), term.until.as_deref(), "2021-12-07") {
                led.insert(term.of);
            }
        }
    }
    let united_nations = ontology.by_iri("https://w3id.org/chancery/entity/United_Nations").expect("described");
    let leaderless: Vec<&str> = ontology
        .entities
        .iter()
        .enumerate()
        .filter(|(i, e)| {
            e.class == Class::Country
                && e.located_in.is_empty()
                && e.until.is_none()
                && e.label != TWO_LEADERS
                && !led.contains(&chancery::ontology::EntityId(u32::try_from(*i).unwrap_or(u32::MAX)))
        })
        .map(|(_, e)| e.label.as_str())
        .collect();
    assert!(leaderless.is_empty(), "no leader: {leaderless:?}");
    assert!(led.contains(&united_nations));
}

#[test]
fn adjectives_and_seats_lead_to_states() {
    let ontology = ontology();
    let labels = |name: &str| -> BTreeSet<&str> {
        ontology.named(name).iter().map(|n| ontology.entity(entity_of(*n)).label.as_str()).collect()
    };
    assert_eq!(labels("French"), BTreeSet::from(["France"]));
    assert!(labels("Georgia").is_superset(&BTreeSet::from(["Georgia", "Georgia (U.S. state)"])));
    assert!(labels("Congo").len() == 2);
    for (seat, state) in
        [("Moscow", "Russia"), ("Beijing", "China"), ("The_Hague", "Netherlands"), ("Tel_Aviv", "Israel")]
    {
        let city = ontology.by_iri(&format!("https://w3id.org/chancery/entity/{seat}")).expect("the city is described");
        let country = ontology.index.capital_of(city).map(|c| ontology.entity(c).label.as_str());
        assert_eq!(country, Some(state), "{seat}");
    }
}

fn entity_of(name: chancery::ontology::NameOf) -> chancery::ontology::EntityId {
    use chancery::ontology::NameOf::{Adjective, Entity, Inhabitant};
    match name {
        Entity(id) | Adjective(id) | Inhabitant(id) => id,
    }
}

#[test]
fn the_namespace_is_the_one_of_the_files() {
    for (file, text) in FILES {
        assert!(text.contains(CH), "{file} declares another namespace");
    }
}
