//! Meetings and agreements of more than two: the pairs of an article put together, and smaller companies found in larger ones.
//!
//! "Biden spoke with Macron and Merkel" is three pairs and one call; "Biden told Macron" on that day may be of it.

use std::collections::{BTreeMap, BTreeSet};

use super::joining::{Dated, HINT, Item, Joining, Standing, Way};
use super::reports::{Name, Reports};
use super::sides::Aspect;
use super::when::When;

/// The meetings and agreements of one article: pairs of the same day and standing that a sentence names together, where each has met
/// each.
#[must_use]
pub fn items(pairs: &[usize], reports: &Reports) -> Vec<Item> {
    let mut alike: BTreeMap<(Name, Standing, bool, When), Vec<Item>> = BTreeMap::new();
    for &pair in pairs {
        let item = Item::of(pair, reports);
        alike.entry((item.predicate, item.standing, item.planned, item.when)).or_default().push(item);
    }
    let mut items: Vec<Item> = alike.into_values().flat_map(|pairs| companies(&pairs, reports)).collect();
    items.sort_by(|a, b| a.reports.cmp(&b.reports));
    items
}

/// Puts pairs together: each pair goes to the first company in which it fits.
fn companies(pairs: &[Item], reports: &Reports) -> Vec<Item> {
    let pair = |a: Name, b: Name| (a.min(b), a.max(b));
    let met: BTreeMap<(Name, Name), usize> =
        pairs.iter().enumerate().rev().map(|(n, item)| (pair(item.parties[0], item.parties[1]), n)).collect();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut out = Vec::new();
    for first in 0..pairs.len() {
        if taken.contains(&first) {
            continue;
        }
        let mut company = pairs[first].parties.clone();
        let mut members = BTreeSet::from([first]);
        for other in first + 1..pairs.len() {
            let new: Vec<Name> = pairs[other].parties.iter().copied().filter(|p| !company.contains(p)).collect();
            let [new] = new[..] else { continue };
            let links: Vec<usize> = company.iter().filter_map(|p| met.get(&pair(*p, new)).copied()).collect();
            let together = links.iter().all(|n| !taken.contains(n) && one_sentence(&pairs[first], &pairs[*n], reports));
            let all = links.len() == company.len() || at_one_side(&pairs[first], &pairs[other], new, reports);
            if all && together {
                company.push(new);
                members.extend(links);
            }
        }
        taken.extend(&members);
        company.sort_unstable();
        company.dedup();
        out.push(company_of(&members, pairs, company));
    }
    out
}

/// Whether the new party is with the first pair though nobody says that it has met each of them: so are groups beside
/// others, as in "spoke with foreign ministers and other officials", all who are with one person in one place, and those of one list.
/// Two countries that somebody visits are not with each other.
fn at_one_side(first: &Item, other: &Item, new: Name, reports: &Reports) -> bool {
    let here = other.way == Some(Way::InPerson) && other.place == first.place;
    let listed = |item: &Item| reports.all[item.reports[0]].listed;
    if first.aspect == Aspect::Visit && other.aspect == Aspect::Visit {
        return false;
    }
    first.way == other.way && (here || reports.is_group(new) || listed(other))
}

/// Whether one sentence tells of both, or a list of those who took part adds the second.
fn one_sentence(a: &Item, b: &Item, reports: &Reports) -> bool {
    let sentences = |item: &Item| reports.all[item.reports[0]].sentences.iter().collect::<BTreeSet<_>>();
    reports.all[b.reports[0]].listed || !sentences(a).is_disjoint(&sentences(b))
}

fn company_of(members: &BTreeSet<usize>, pairs: &[Item], parties: Vec<Name>) -> Item {
    let all = || members.iter().map(|n| &pairs[*n]);
    let mut item = pairs[members.first().copied().unwrap_or_default()].clone();
    item.reports = all().flat_map(|pair| pair.reports.clone()).collect();
    item.way = all().find_map(|pair| pair.way);
    item.place = all().find_map(|pair| pair.place);
    (item.parties, item.mutual) = (parties, true);
    item
}

/// Groups that a company of leaders is also called.
const COMPANIES: [&str; 7] = ["allies", "leaders", "counterparts", "partners", "presidents", "premiers", "ministers"];
/// So many parties a company has at least that is spoken of as such a group and one of them.
pub const COMPANY: usize = 4;

/// Whether it is a group that a company of leaders is also called: "European allies".
pub fn is_company(party: Name, reports: &Reports) -> bool {
    let last = reports.label(party).rsplit(' ').next().unwrap_or_default().to_lowercase();
    reports.is_group(party) && COMPANIES.contains(&last.as_str())
}

/// Whether two are a company spoken of without its names: "the leader met her counterparts" beside those whom she met.
fn unnamed(event: &Dated, around: &Dated, reports: &Reports) -> bool {
    let &[one, other] = &event.parties[..] else { return false };
    let (named, group) = if reports.is_group(one) { (other, one) } else { (one, other) };
    let people = !around.parties.iter().any(|&party| reports.is_group(party));
    is_company(group, reports) && around.parties.len() >= COMPANY && people && around.parties.contains(&named)
}

/// Joins companies of one day, from `first` on, with the one larger company of that day in which they are contained,
/// unless an article tells of both.
pub fn widen(joining: &Joining<'_>, dated: &mut Vec<Dated>, first: usize) {
    let day: Vec<Dated> = dated.drain(first..).collect();
    let mut by_party: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    let mutual = |event: &Dated| joining.items[event.items[0]].mutual;
    for (number, event) in day.iter().enumerate().filter(|(_, event)| mutual(event)) {
        event.parties.iter().for_each(|party| by_party.entry(*party).or_default().push(number));
    }
    // That some of those who met or were to meet spoke with one another that day does not tell that it was then; the same
    // way, a place where both were, or the same words do.
    let alike = |event: &Dated, around: &Dated| {
        event.way.is_some() && event.way == around.way
            || !event.places.is_empty() && !around.places.is_empty()
            || joining.likeness(&event.items, &around.items) >= HINT
    };
    let sources: Vec<BTreeSet<usize>> =
        day.iter().map(|event| event.items.iter().map(|i| joining.items[*i].source).collect()).collect();
    let larger = |number: usize| {
        let event = &day[number];
        let near = event.parties.first().and_then(|party| by_party.get(party)).map_or(&[][..], Vec::as_slice);
        let holds = |other: &usize| {
            let around = &day[*other];
            if unnamed(event, around, joining.reports) {
                return joining.agree(around, event.way, event.places.iter().next().copied());
            }
            around.parties.len() > event.parties.len()
                && event.parties.iter().all(|party| around.parties.contains(party))
                && event.places.iter().all(|place| joining.agree(around, event.way, Some(*place)))
                && joining.agree(around, event.way, None)
                && alike(event, around)
                && sources[*other].is_disjoint(&sources[number])
        };
        let holding: Vec<usize> = near.iter().copied().filter(holds).collect();
        // Of companies within companies the smallest; of two that differ, neither.
        let smallest = holding.iter().copied().min_by_key(|n| day[*n].parties.len())?;
        let nested = |n: &usize| day[smallest].parties.iter().all(|party| day[*n].parties.contains(party));
        holding.iter().all(nested).then_some(smallest)
    };
    let goes: Vec<Option<usize>> = (0..day.len()).map(|n| if mutual(&day[n]) { larger(n) } else { None }).collect();
    let end = |mut n: usize| {
        while let Some(next) = goes[n] {
            n = next;
        }
        n
    };
    let mut joined: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, event) in day.iter().enumerate() {
        joined.entry(end(number)).or_default().extend(&event.items);
    }
    for (number, mut event) in day.into_iter().enumerate() {
        if let Some(mut items) = joined.remove(&number) {
            items.sort_unstable();
            event.items = items;
            dated.push(event);
        }
    }
}
