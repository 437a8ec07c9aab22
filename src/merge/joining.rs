//! Which reports are of one event: joined by kind, who took part, day, place, way and wording.
//!
//! "Biden and Putin spoke on 7 December" and "their two-hour call on Tuesday" are one; their call of 30 December is not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::conflict::Property;
use super::likeness::{Sets, shared};
use super::meetings;
use super::reports::{Name, Report, Reports};
use super::sides::Aspect;
use super::undated::Undated;
use super::when::When;

/// Days between article and event within which an undated report may be of it.
pub const RECENT: i32 = 7;
/// The share of words from which on the same parties are taken to do the same thing, as told on one day.
pub const ALIKE: f64 = 0.5;
/// The same, as told on different days: readouts repeat whole phrases, reprints whole sentences.
pub const VERBATIM: f64 = 0.75;
/// The share of words that speaks for one of several events.
pub const HINT: f64 = 0.3;
/// Local name of the property of meetings.
pub const MET: &str = "met";

/// Whether something is real enough that reports of it may tell of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Happened, planned or denied: the same event before and after, or in dispute.
    Real,
    /// Only thought of, in that modality.
    Open(Name),
}

/// How people met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By phone or video.
    Remote,
    /// Face to face.
    InPerson,
}

/// What sets an event apart from others of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Nothing.
    Plain,
    /// A summit, at which countries meet through those who lead them.
    Summit,
    /// Somebody's death, which comes but once.
    Death,
}

/// What one article reports of one event.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its facts, by number; a meeting of three has three.
    pub reports: Vec<usize>,
    /// The article.
    pub source: usize,
    /// Day of publication.
    pub told: Option<Date>,
    /// Local name of the property.
    pub predicate: Name,
    /// Whether it is real.
    pub standing: Standing,
    /// Whether it lies ahead of the article.
    pub planned: bool,
    /// Whether it is said not to be.
    pub denied: bool,
    /// `imposed`, `threatened` … of sanctions.
    pub stage: Option<Name>,
    /// Who took part, each once, in order; of anything but a meeting first who acts, then on whom.
    pub parties: Vec<Name>,
    /// Whether all take part alike.
    pub mutual: bool,
    /// When.
    pub when: When,
    /// How.
    pub way: Option<Way>,
    /// Where.
    pub place: Option<Name>,
    /// What it is besides.
    pub nature: Nature,
    /// How it is told.
    pub aspect: Aspect,
    /// Which words tell of it.
    pub content: Vec<u32>,
}

impl Item {
    /// An event of one fact.
    #[must_use]
    pub fn of(number: usize, reports: &Reports) -> Self {
        let report = &reports.all[number];
        let modality = reports.text(report.modality);
        let real = matches!(modality, "actual" | "planned" | "denied");
        Self {
            reports: vec![number],
            source: report.source,
            told: reports.sources[report.source].day,
            predicate: report.predicate,
            standing: if real { Standing::Real } else { Standing::Open(report.modality) },
            planned: modality == "planned",
            denied: modality == "denied",
            stage: report.value(Property::Stage),
            parties: vec![report.subject, report.object],
            mutual: false,
            when: report.when,
            way: way(report.value(Property::Mode).map(|mode| reports.text(mode)), report.value(Property::Place)),
            place: report.value(Property::Place),
            nature: if report.value(Property::Mode).is_some_and(|mode| reports.text(mode) == "summit") {
                Nature::Summit
            } else if report.death {
                Nature::Death
            } else {
                Nature::Plain
            },
            aspect: report.aspect,
            content: report.content.clone(),
        }
    }

    /// Whether the parties of one are among those of the other.
    pub fn fits(&self, parties: &[Name]) -> bool {
        if !self.mutual {
            return self.parties == parties;
        }
        let (few, many) = if self.parties.len() <= parties.len() {
            (&self.parties[..], parties)
        } else {
            (parties, &self.parties[..])
        };
        few.iter().all(|party| many.contains(party))
    }
}

fn way(mode: Option<&str>, place: Option<Name>) -> Option<Way> {
    match mode {
        Some("phone" | "video") => Some(Way::Remote),
        Some("in person") => Some(Way::InPerson),
        // Those who talk in one place are there.
        _ => place.map(|_| Way::InPerson),
    }
}

/// Reports of one day that are of one event.
#[derive(Debug)]
pub struct Dated {
    /// Its items; never empty.
    pub items: Vec<usize>,
    /// The day.
    pub day: Date,
    /// Who took part, as [`Item::parties`].
    pub parties: Vec<Name>,
    /// How.
    pub way: Option<Way>,
    /// Where.
    pub places: BTreeSet<Name>,
}

/// Joins the items of a graph.
#[derive(Debug)]
pub struct Joining<'r> {
    /// What is reported.
    pub reports: &'r Reports,
    /// What each article reports of each event.
    pub items: Vec<Item>,
    /// Which of them are one.
    pub sets: Sets,
}

impl<'r> Joining<'r> {
    /// The events of all articles, those of several articles joined.
    #[must_use]
    pub fn new(reports: &'r Reports) -> Self {
        let items = items(reports);
        let sets = Sets::new(items.len());
        let mut joining = Self { reports, items, sets };
        let mut blocks: BTreeMap<(Name, Standing, Option<Name>), Vec<usize>> = BTreeMap::new();
        for (number, item) in joining.items.iter().enumerate() {
            blocks.entry((item.predicate, item.standing, item.stage)).or_default().push(number);
        }
        for block in blocks.values() {
            joining.block(block);
        }
        joining
    }

    /// Joins events of one kind.
    fn block(&mut self, block: &[usize]) {
        let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        let mut others = Vec::new();
        for &item in block {
            match self.items[item].when.day() {
                Some(day) => days.entry(day).or_default().push(item),
                None => others.push(item),
            }
        }
        let mut dated = Vec::new();
        for (day, items) in days {
            let first = dated.len();
            dated.extend(self.of_one_day(day, &items));
            meetings::widen(self, &mut dated, first);
            self.close_ranks(&mut dated, first);
        }
        for event in &dated {
            event.items.iter().for_each(|item| self.sets.join(event.items[0], *item));
        }
        let by_side = self.by_side(&dated);
        let mut left: BTreeMap<Vec<Name>, Vec<Undated>> = BTreeMap::new();
        for item in others {
            let near: Vec<&Dated> = self.near(item, &by_side).into_iter().map(|n| &dated[n]).collect();
            match self.event_of(item, &near) {
                Some(event) => self.sets.join(event.items[0], item),
                None => {
                    left.entry(self.sides(item)).or_default().push(Undated { item, lone: self.is_lone(item, &near) });
                }
            }
        }
        for items in left.into_values() {
            self.undated(items);
        }
        self.deaths(block);
    }

    /// The sides that took part; of a meeting those who met.
    fn sides(&self, item: usize) -> Vec<Name> {
        let of = &self.items[item];
        let mut sides = of.parties.clone();
        if !self.meets(of) {
            for party in &mut sides {
                *party = self.reports.side(*party);
            }
        }
        if of.mutual {
            sides.sort_unstable();
        }
        sides
    }

    /// Places of the events in which each side has part.
    fn by_side(&self, dated: &[Dated]) -> BTreeMap<Name, Vec<usize>> {
        let mut by_side: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
        for (number, event) in dated.iter().enumerate() {
            let sides: BTreeSet<Name> = event.parties.iter().map(|party| self.reports.side(*party)).collect();
            for side in sides {
                by_side.entry(side).or_default().push(number);
            }
        }
        by_side
    }

    /// Places of the events in which those of an item may have part.
    fn near(&self, item: usize, by_side: &BTreeMap<Name, Vec<usize>>) -> BTreeSet<usize> {
        let of = &self.items[item];
        let sides: BTreeSet<Name> = of.parties.iter().map(|party| self.reports.side(*party)).collect();
        let lists = sides.iter().map(|side| by_side.get(side).map_or(&[][..], Vec::as_slice));
        if of.mutual {
            return lists.flatten().copied().collect();
        }
        // Whoever acts and on whom are both there.
        lists.min_by_key(|list| list.len()).unwrap_or_default().iter().copied().collect()
    }

    /// Whether it is a meeting, of which only those who are named have part.
    #[must_use]
    pub fn meets(&self, item: &Item) -> bool {
        self.reports.text(item.predicate) == MET
    }

    /// The events that the items of one day are of: one for each company, unless way or place tell them apart.
    fn of_one_day(&self, day: Date, items: &[usize]) -> Vec<Dated> {
        let mut companies: BTreeMap<&[Name], Vec<usize>> = BTreeMap::new();
        for &item in items {
            companies.entry(&self.items[item].parties).or_default().push(item);
        }
        let mut dated = Vec::new();
        for (parties, mut company) in companies {
            // Those that say more come first, so that what says little goes to the event with most reports.
            company.sort_by_key(|i| {
                let item = &self.items[*i];
                (item.way.is_none(), item.place.is_none(), *i)
            });
            let first = dated.len();
            for item in company {
                let (way, place) = (self.items[item].way, self.items[item].place);
                let open = dated[first..].iter_mut().filter(|event: &&mut Dated| self.agree(event, way, place));
                match open.max_by_key(|event| (event.items.len(), std::cmp::Reverse(event.items[0]))) {
                    Some(event) => {
                        event.items.push(item);
                        event.way = event.way.or(way);
                        event.places.extend(place);
                    }
                    None => dated.push(Dated {
                        items: vec![item],
                        day,
                        parties: parties.to_vec(),
                        way,
                        places: place.into_iter().collect(),
                    }),
                }
            }
        }
        dated
    }

    /// Whether an event may have been held so and there.
    #[must_use]
    pub fn agree(&self, event: &Dated, way: Option<Way>, place: Option<Name>) -> bool {
        let ways = event.way.is_none() || way.is_none() || event.way == way;
        let near = |other: &Name, place| self.reports.lies_in(place, *other) || self.reports.lies_in(*other, place);
        ways && place.is_none_or(|place| event.places.is_empty() || event.places.iter().any(|other| near(other, place)))
    }

    /// How much those of some items and of others that are most alike share of their words, from 0 to 1.
    #[must_use]
    pub fn likeness(&self, some: &[usize], others: &[usize]) -> f64 {
        let content = |item: &usize| &self.items[*item].content;
        let pairs = some.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| shared(content(a), content(b))).fold(0.0, f64::max)
    }
}

/// Kinds of facts that are events.
pub const EVENTS: [&str; 4] = ["meeting", "sanction", "force", "interaction"];

/// What each article reports of each event.
fn items(reports: &Reports) -> Vec<Item> {
    let mut items = Vec::new();
    let mut start = 0;
    while let Some(first) = reports.all.get(start) {
        let end = start + reports.all[start..].iter().take_while(|r| r.source == first.source).count();
        let is_event = |report: &Report| report.between && EVENTS.contains(&reports.text(report.kind));
        let events = (start..end).filter(|n| is_event(&reports.all[*n]));
        let (mutual, others): (Vec<usize>, Vec<usize>) = events.partition(|n| reports.is_mutual(&reports.all[*n]));
        items.extend(meetings::items(&mutual, reports));
        items.extend(others.into_iter().map(|number| Item::of(number, reports)));
        start = end;
    }
    items
}
