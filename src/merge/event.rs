//! Events as many articles report them: what is agreed, what is disputed, how many sources there are.
//!
//! Six reports in four articles, two of which are one text, make one event with three independent sources.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::conflict::{Conflict, Property, compared};
use super::joining::{EVENTS, Item, Joining, Standing};
use super::likeness::{Sets, families, shared};
use super::meetings::{COMPANY, is_company};
use super::overrides::Overrides;
use super::reports::{Name, Reports};
use super::when::days;
use crate::graph::vocabulary::{self, ENT, EVENT};
use crate::network::spaced;
use crate::ontology::Ontology;

/// An event, or another fact that several articles report.
#[derive(Debug, Clone)]
pub struct Event {
    /// Full IRI.
    pub iri: String,
    /// In words: `Joe Biden and Vladimir Putin met, 2021-12-07`.
    pub label: String,
    /// Whether it is an event; else an office, a statement or a topic.
    pub happens: bool,
    /// Local name of the property.
    pub predicate: Name,
    /// Who took part; of anything but a meeting first who acts, then on whom or what.
    pub parties: Vec<Name>,
    /// Whether all take part alike.
    pub mutual: bool,
    /// What it comes to: `happened`, `planned`, `denied`, or the modality of all its reports.
    pub status: String,
    /// What the reports agree on.
    pub agreed: BTreeMap<Property, String>,
    /// Where they do not.
    pub conflicts: Vec<Conflict>,
    /// The reports, by number, in order.
    pub reports: Vec<usize>,
    /// Why reports of other articles are taken to be of it.
    pub because: Vec<String>,
    /// Number of articles.
    pub articles: usize,
    /// Number of sources that do not repeat one another.
    pub sources: usize,
}

/// All events of a graph in order of their IRIs, and the facts in overrides that are no events of it.
#[must_use]
pub fn merged(reports: &Reports, overrides: &Overrides) -> (Vec<Event>, Vec<String>) {
    let mut joining = Joining::new(reports);
    let (split, unknown) = decide(&mut joining, overrides);
    let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, part) in split.iter().enumerate() {
        groups.entry((joining.sets.first(number), *part)).or_default().push(number);
    }
    let families = families(&reports.sources);
    let mut events: Vec<Event> = groups
        .values()
        .map(|items| {
            let items: Vec<&Item> = items.iter().map(|n| &joining.items[*n]).collect();
            event(&items, reports, &families)
        })
        .collect();
    events.extend(echoes(reports, &families));
    name(&mut events, reports);
    events.sort_by(|a, b| a.iri.cmp(&b.iri));
    (events, unknown)
}

/// Joins and splits as people have decided; gives the part of its set to which each item belongs.
fn decide(joining: &mut Joining<'_>, overrides: &Overrides) -> (Vec<usize>, Vec<String>) {
    let mut part = vec![0; joining.items.len()];
    if overrides.is_empty() {
        return (part, Vec::new());
    }
    let of: FxHashMap<&str, usize> = joining
        .items
        .iter()
        .enumerate()
        .flat_map(|(n, item)| item.reports.iter().map(move |r| (*r, n)))
        .map(|(report, n)| (joining.reports.all[report].fact.as_str(), n))
        .collect();
    let mut unknown = BTreeSet::new();
    let mut pairs = |pairs: &[(String, String)]| -> Vec<(usize, usize)> {
        let mut found = |fact: &String| {
            let item = of.get(fact.as_str()).copied();
            if item.is_none() {
                unknown.insert(fact.clone());
            }
            item
        };
        pairs.iter().filter_map(|(a, b)| found(a).zip(found(b))).collect()
    };
    let (same, different) = (pairs(&overrides.same), pairs(&overrides.different));
    for (a, b) in same {
        joining.sets.join(a, b);
    }
    for (a, b) in different {
        if joining.sets.first(a) == joining.sets.first(b) && part[a] == part[b] {
            part[a.max(b)] = a.max(b) + 1;
        }
    }
    (part, unknown.into_iter().collect())
}

fn event(items: &[&Item], reports: &Reports, families: &[usize]) -> Event {
    // The item that says most is the one that the others are compared with.
    let telling = |item: &&&Item| {
        let known = usize::from(item.when.day().is_some())
            + usize::from(item.way.is_some())
            + usize::from(item.place.is_some());
        (known, item.parties.len(), std::cmp::Reverse(item.reports[0]))
    };
    let first = items.iter().max_by_key(telling).copied().unwrap_or(items[0]);
    let mut numbers: Vec<usize> = items.iter().flat_map(|item| item.reports.iter().copied()).collect();
    numbers.sort_unstable();
    let because = items
        .iter()
        .filter(|item| item.source != first.source)
        .map(|item| format!("{}: {}", reports.all[item.reports[0]].fact, because(first, item, reports)))
        .collect();
    let mut parties: Vec<Name> = first.parties.clone();
    if first.mutual {
        for item in items {
            // Who is there with another name already is not there twice.
            let known = |party: &Name| reports.are_one(item, parties.iter().copied(), *party);
            let new: Vec<Name> = item.parties.iter().copied().filter(|party| !known(party)).collect();
            parties.extend(new);
        }
        parties.sort_by_key(|party| reports.text(*party));
        parties.dedup();
        // "Her counterparts" are those named.
        if parties.iter().filter(|party| !reports.is_group(**party)).count() >= COMPANY {
            parties.retain(|party| !is_company(*party, reports));
        }
    }
    let (agreed, conflicts) = compared(&numbers, reports);
    let status = status(items, reports);
    let mut event = whole(numbers, parties, reports, families);
    (event.status, event.because, event.mutual, event.happens) = (status, because, first.mutual, true);
    (event.agreed, event.conflicts) = (agreed, conflicts);
    event
}

/// An event or fact with its reports counted.
fn whole(numbers: Vec<usize>, parties: Vec<Name>, reports: &Reports, families: &[usize]) -> Event {
    let (articles, sources) = count(&numbers, reports, families);
    Event {
        iri: String::new(),
        label: String::new(),
        happens: false,
        predicate: reports.all[numbers[0]].predicate,
        parties,
        mutual: false,
        status: reports.text(reports.all[numbers[0]].modality).to_owned(),
        agreed: BTreeMap::new(),
        conflicts: Vec::new(),
        reports: numbers,
        because: Vec::new(),
        articles,
        sources,
    }
}

/// What the reports come to: what one says happened has happened.
fn status(items: &[&Item], reports: &Reports) -> String {
    if let Standing::Open(modality) = items[0].standing {
        return reports.text(modality).to_owned();
    }
    let modalities: BTreeSet<&str> =
        items.iter().flat_map(|i| &i.reports).map(|r| reports.text(reports.all[*r].modality)).collect();
    match modalities {
        all if all.contains("actual") => "happened",
        all if all.contains("denied") => "denied",
        _ => "planned",
    }
    .to_owned()
}

/// How sure it is that two articles tell of one event, from 0 to 1, and why.
fn because(first: &Item, item: &Item, reports: &Reports) -> String {
    let mut score = 0.35;
    let mut why = Vec::new();
    if first.parties == item.parties {
        score += 0.15;
        why.push("the same parties".to_owned());
    } else {
        why.push("parties of it".to_owned());
    }
    match (first.when.day(), item.when.day()) {
        (Some(a), Some(b)) if a == b => {
            score += 0.25;
            why.push("the same day".to_owned());
        }
        (Some(day), None) => {
            score += 0.1;
            why.push(match item.told.map(|told| days(day, told)) {
                _ if item.when != super::when::When::Unknown => "a time that fits".to_owned(),
                Some(away) if away > 0 => format!("reported {away} days after it"),
                Some(0) => "reported on its day".to_owned(),
                _ => "announced for about then".to_owned(),
            });
        }
        _ => {}
    }
    let alike = [
        (first.way.is_some() && first.way == item.way, "held the same way"),
        (
            first.place.zip(item.place).is_some_and(|(a, b)| reports.lies_in(a, b) || reports.lies_in(b, a)),
            "the same place",
        ),
    ];
    for (same, what) in alike {
        if same {
            score += 0.1;
            why.push(what.to_owned());
        }
    }
    let words = shared(&first.content, &item.content);
    if words >= 0.2 {
        score += 0.15 * words;
        why.push(format!("{:.0} % of the words", words * 100.0));
    }
    format!("{score:.2}, {}", why.join(", "))
}

/// How many articles there are, and how many sources that do not repeat one another.
fn count(numbers: &[usize], reports: &Reports, families: &[usize]) -> (usize, usize) {
    let articles: Vec<usize> =
        numbers.iter().map(|n| reports.all[*n].source).collect::<BTreeSet<_>>().into_iter().collect();
    let at = |source: usize| articles.binary_search(&source).unwrap_or_default();
    let mut sets = Sets::new(articles.len());
    let mut family: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, article) in articles.iter().enumerate() {
        sets.join(*family.entry(families[*article]).or_insert(n), n);
    }
    // Whoever prints the same sentence has it from the same source.
    let mut sentences: BTreeMap<&[u32], usize> = BTreeMap::new();
    for number in numbers {
        let report = &reports.all[*number];
        if report.content.len() > 7 {
            let n = at(report.source);
            sets.join(*sentences.entry(&report.content).or_insert(n), n);
        }
    }
    let sources: BTreeSet<usize> = (0..articles.len()).map(|n| sets.first(n)).collect();
    (articles.len(), sources.len())
}

/// Offices, statements and topics that more than one article reports: the same person in the same office, the same
/// words from the same mouth.
fn echoes(reports: &Reports, families: &[usize]) -> Vec<Event> {
    let mut same: BTreeMap<(Name, Name, Name, Echo<'_>), Vec<usize>> = BTreeMap::new();
    for (number, report) in reports.all.iter().enumerate() {
        if EVENTS.contains(&reports.text(report.kind)) {
            continue;
        }
        let what = if report.between { Echo::Of(report.object) } else { Echo::Words(report.date, &report.content) };
        if !report.between && report.content.len() < 3 {
            continue;
        }
        same.entry((report.predicate, report.subject, report.modality, what)).or_default().push(number);
    }
    let several =
        |numbers: &Vec<usize>| numbers.iter().any(|n| reports.all[*n].source != reports.all[numbers[0]].source);
    let groups = same.into_values().filter(several);
    groups
        .map(|numbers| {
            let first = &reports.all[numbers[0]];
            whole(numbers, vec![first.subject, first.object], reports, families)
        })
        .collect()
}

/// What makes two reports the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Echo<'r> {
    /// The same office.
    Of(Name),
    /// The same longer words, in whatever order, of the same time.
    Words(Option<Name>, &'r [u32]),
}

/// Gives each event its IRI and its label.
fn name(events: &mut [Event], reports: &Reports) {
    let mut taken: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, event) in events.iter_mut().enumerate() {
        let day = event.agreed.get(&Property::Date).filter(|_| event.happens);
        event.label = label(event, day, reports);
        let mut path: Vec<String> = vec![reports.text(event.predicate).to_owned()];
        path.push(day.map_or_else(|| "undated".to_owned(), |day| vocabulary::encode(&day.replace('/', "_"))));
        let shown = if event.parties.len() > 4 { 3 } else { 4 };
        path.extend(event.parties.iter().take(shown).map(|party| tail(reports.text(*party))));
        if event.parties.len() > shown {
            path.push(format!("and-{}-more", event.parties.len() - shown));
        }
        event.iri = format!("{EVENT}{}", path.join("/"));
        taken.entry(event.iri.clone()).or_default().push(number);
    }
    // Of several that would have one name, each but the first is told by the article that reports it first.
    for (_, mut numbers) in taken {
        numbers.sort_by_key(|n| (!events[*n].agreed.contains_key(&Property::Date), events[*n].reports[0]));
        for number in numbers.into_iter().skip(1) {
            let fact = &reports.all[events[number].reports[0]].fact;
            let fact = fact.strip_prefix(vocabulary::ARTICLE).unwrap_or(fact).replace('#', "/");
            events[number].iri = format!("{}/in/{fact}", events[number].iri);
        }
    }
}

fn tail(iri: &str) -> String {
    let tail = [ENT, vocabulary::OFFICE].iter().find_map(|space| iri.strip_prefix(space));
    tail.map_or_else(|| vocabulary::encode(&iri.chars().take(60).collect::<String>()).replace('/', "_"), str::to_owned)
}

/// The words that join who acts and on whom: "agreed with".
fn verb(event: &Event, reports: &Reports) -> String {
    let predicate = reports.text(event.predicate);
    let known = Ontology::built_in().lexicon.types.iter().find(|kind| kind.predicate == predicate);
    known.map_or_else(|| spaced(predicate), |kind| kind.label.clone())
}

fn label(event: &Event, day: Option<&String>, reports: &Reports) -> String {
    let names: Vec<&str> = event.parties.iter().map(|party| reports.label(*party)).collect();
    let predicate = spaced(reports.text(event.predicate));
    let mut text = match &names[..] {
        [some @ .., last] if event.mutual => format!("{} and {last} {predicate}", some.join(", ")),
        [subject, object] => format!("{subject} {} {object}", verb(event, reports)),
        _ => format!("{} {predicate}", names.join(", ")),
    };
    let note = [day.map(String::as_str), Some(event.status.as_str()).filter(|s| !matches!(*s, "happened" | "actual"))];
    for note in note.into_iter().flatten() {
        text.push_str(", ");
        text.push_str(note);
    }
    text
}
