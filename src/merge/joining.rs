//! Which reports are of one event: joined by kind, who took part, day, place, way and wording.
//!
//! "Biden and Putin spoke on 7 December" and "their two-hour call on Tuesday" are one; their call of 30 December is not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::conflict::Property;
use super::likeness::{Sets, shared};
use super::meetings;
use super::reports::{Name, Report, Reports};
use super::when::{When, days};

/// Days between article and event within which an undated report may be of it.
const RECENT: i32 = 7;
/// Days ahead within which an undated plan may be of it.
const AHEAD: i32 = 14;
/// The share of words from which on the same parties are taken to do the same thing, as told on one day.
const ALIKE: f64 = 0.5;
/// The same, as told on different days: readouts repeat whole phrases, reprints whole sentences.
const VERBATIM: f64 = 0.75;
/// The share of words that speaks for one of several events.
pub const HINT: f64 = 0.3;
/// Local name of the property of meetings.
const MET: &str = "met";

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
            stage: report.value(Property::Stage),
            parties: vec![report.subject, report.object],
            mutual: false,
            when: report.when,
            way: way(report.value(Property::Mode).map(|mode| reports.text(mode)), report.value(Property::Place)),
            place: report.value(Property::Place),
            content: report.content.clone(),
        }
    }

    /// Whether the parties of one are among those of the other.
    fn fits(&self, parties: &[Name]) -> bool {
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
        }
        for event in &dated {
            event.items.iter().for_each(|item| self.sets.join(event.items[0], *item));
        }
        let mut by_party: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
        for (number, event) in dated.iter().enumerate() {
            event.parties.iter().for_each(|party| by_party.entry(*party).or_default().push(number));
        }
        let mut left: BTreeMap<Vec<Name>, Vec<usize>> = BTreeMap::new();
        for item in others {
            let near: BTreeSet<usize> =
                self.items[item].parties.iter().filter_map(|party| by_party.get(party)).flatten().copied().collect();
            let near: Vec<&Dated> = near.into_iter().map(|n| &dated[n]).collect();
            match self.event_of(item, &near) {
                Some(event) => self.sets.join(event.items[0], item),
                None => left.entry(self.items[item].parties.clone()).or_default().push(item),
            }
        }
        for items in left.into_values() {
            self.undated(items);
        }
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

    /// The one event of known day that a report without a day is of, if only one comes into question.
    fn event_of<'d>(&self, item: usize, dated: &[&'d Dated]) -> Option<&'d Dated> {
        let of = &self.items[item];
        let fitting = |event: &&&'d Dated| of.fits(&event.parties) && self.agree(event, of.way, of.place);
        let likeness = |event: &&'d Dated| self.likeness(&[item], &event.items);
        match of.when {
            When::Day(_) => None,
            When::Within(..) => {
                let mut possible = dated.iter().filter(fitting).filter(|event| of.when.may_be(event.day));
                let only = possible.next().filter(|_| possible.next().is_none())?;
                let sure = (of.mutual && (of.when.is_fine() || of.place.is_some())) || likeness(only) >= HINT;
                sure.then_some(only)
            }
            When::Unknown => {
                let told = of.told?;
                let recent = |event: &&&Dated| match days(told, event.day) {
                    away if of.planned => (0..=AHEAD).contains(&away),
                    away => (-RECENT..=0).contains(&away),
                };
                let own = |event: &&&Dated| event.items.iter().any(|i| self.items[*i].source == of.source);
                let possible: Vec<&&Dated> = dated.iter().filter(fitting).filter(recent).collect();
                // What is ahead is not what the same article reports as done.
                let possible = possible.into_iter().filter(|event| !of.planned || !own(event));
                let possible: Vec<&&Dated> = possible.collect();
                let likest = possible
                    .iter()
                    .copied()
                    .max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.items[0].cmp(&a.items[0])));
                let likest = likest
                    .filter(|event| likeness(event) >= if of.mutual || event.day == told { HINT } else { VERBATIM });
                // People meet on one occasion at a time; what they agree on or do together they may do again.
                let meets = self.reports.text(of.predicate) == MET;
                let only = possible.first().copied().filter(|_| meets && possible.len() == 1);
                only.or(likest).copied()
            }
        }
    }

    /// Joins events of the same parties whose day nobody tells, where the time or the words are the same.
    fn undated(&mut self, mut items: Vec<usize>) {
        items.sort_by_key(|i| (self.items[*i].told, *i));
        for (at, &first) in items.iter().enumerate() {
            for &second in &items[at + 1..] {
                let (a, b) = (&self.items[first], &self.items[second]);
                let apart = a.told.zip(b.told).map(|(a, b)| days(a, b));
                let same_time = a.when == b.when && a.when.is_fine() && a.mutual;
                if !same_time && apart.is_some_and(|days| days > RECENT) {
                    // Later ones are further away, and only the same time joins them.
                    if a.when == When::Unknown {
                        break;
                    }
                    continue;
                }
                // What is ahead is not what the same article reports as done, and groups without a name are not the
                // same ones elsewhere.
                let own = a.source == b.source;
                let nobodies = !own && a.parties.iter().all(|party| self.reports.is_group(*party));
                let ways = a.way.is_none() || b.way.is_none() || a.way == b.way;
                let times = a.when == b.when || a.when == When::Unknown || b.when == When::Unknown;
                let telling = a.content.len().min(b.content.len()) > 4;
                let least = if apart == Some(0) { ALIKE } else { VERBATIM };
                let alike = telling && times && shared(&a.content, &b.content) >= least;
                if ways && !nobodies && !(own && a.planned != b.planned) && (same_time || alike) {
                    self.sets.join(first, second);
                }
            }
        }
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
