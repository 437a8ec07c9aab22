//! Reports whose day nobody tells, joined with one another.
//!
//! "plans to meet Kim" in March and "their planned summit" in April are of one summit, whether or not it comes about; a
//! person is killed but once.

use std::collections::{BTreeMap, BTreeSet};

use super::joining::{ALIKE, Item, Joining, Nature, RECENT, Standing, VERBATIM};
use super::likeness::shared;
use super::reports::Name;
use super::sides::Aspect;
use super::when::{When, days};

/// Days between two articles that speak of one war.
const LASTING: i32 = 180;
/// The same of one plan to meet.
const PENDING: i32 = 30;
/// The same of people who have met, and do so rarely.
const JUST: i32 = 3;

/// An item without a day.
#[derive(Debug, Clone, Copy)]
pub struct Undated {
    /// Its number.
    pub item: usize,
    /// Whether nothing like it is known to have happened on a day about then.
    pub lone: bool,
}

impl Joining<'_> {
    /// Joins events of the same parties whose day nobody tells, where the time or the words are the same, or nothing but
    /// one occasion comes into question.
    pub fn undated(&mut self, mut all: Vec<Undated>) {
        all.sort_by_key(|undated| (self.items[undated.item].told, undated.item));
        let items: Vec<usize> = all.iter().map(|undated| undated.item).collect();
        self.situations(&items);
        for (one, other) in self.spanned(&items) {
            self.sets.join(one, other);
        }
        for (at, &first) in all.iter().enumerate() {
            let a = &self.items[first.item];
            let far = if a.planned { PENDING } else { RECENT };
            let mut found = Vec::new();
            for &second in &all[at + 1..] {
                let b = &self.items[second.item];
                let apart = a.told.zip(b.told).map(|(a, b)| days(a, b));
                let same_time = a.when == b.when && a.when.is_fine() && a.mutual;
                if !same_time && apart.is_some_and(|days| days > far) {
                    // Later ones are further away, and only the same time joins them.
                    if a.when == When::Unknown {
                        break;
                    }
                    continue;
                }
                if self.compatible(a, b) && (same_time || Self::alike(a, b, apart) || self.only(&first, &second, apart))
                {
                    found.push(second.item);
                }
            }
            for second in found {
                self.sets.join(first.item, second);
            }
        }
    }

    /// Whether nothing speaks against it that two items are of one event.
    fn compatible(&self, a: &Item, b: &Item) -> bool {
        // What is ahead is not what the same article reports as done, and groups without a name are not the same ones
        // elsewhere.
        let own = a.source == b.source;
        let nobodies = !own && a.parties.iter().all(|party| self.reports.is_group(*party));
        let ways = a.way.is_none() || b.way.is_none() || a.way == b.way;
        ways && !nobodies && !(own && a.planned != b.planned) && self.kindred(&a.parties, &b.parties, a.mutual)
    }

    /// Whether the words are the same.
    fn alike(a: &Item, b: &Item, apart: Option<i32>) -> bool {
        let times = a.when == b.when || a.when == When::Unknown || b.when == When::Unknown;
        let least = if apart == Some(0) { ALIKE } else { VERBATIM };
        let telling = a.content.len().min(b.content.len()) > 4;
        apart.is_none_or(|days| days <= RECENT) && telling && times && shared(&a.content, &b.content) >= least
    }

    /// Whether two items that give no time can hardly be of more than one occasion: a plan to meet that is pending, people
    /// who have just met, a deed beside which none like it is known.
    fn only(&self, first: &Undated, second: &Undated, apart: Option<i32>) -> bool {
        let (a, b) = (&self.items[first.item], &self.items[second.item]);
        let Some(apart) = apart.filter(|_| a.when == When::Unknown && b.when == When::Unknown) else { return false };
        let near = |a: Name, b: Name| self.reports.lies_in(a, b) || self.reports.lies_in(b, a);
        let places = a.place.zip(b.place).is_none_or(|(a, b)| near(a, b));
        let vague = |party: &Name| self.reports.is_group(*party) && self.reports.side(*party) == *party;
        let parties = || a.parties.iter().chain(&b.parties);
        let passing = |item: &Item| matches!(item.aspect, Aspect::Contact | Aspect::Situation);
        if a.planned != b.planned || a.denied != b.denied || !places || passing(a) || passing(b) || parties().any(vague)
        {
            return false;
        }
        let real = a.standing == Standing::Real && !a.planned && !a.denied;
        match self.meets(a) {
            true if a.planned => apart <= PENDING,
            true => apart <= JUST && parties().all(|party| self.reports.is_person(*party)),
            false => real && apart <= RECENT && first.lone && second.lone && self.hurts(a),
        }
    }

    /// Joins what is told of one war or siege by articles that follow one another, in order of their days.
    fn situations(&mut self, items: &[usize]) {
        let lasting = |i: &usize| self.items[*i].aspect == Aspect::Situation && !self.items[*i].planned;
        let lasting: Vec<usize> = items.iter().copied().filter(lasting).collect();
        for (at, &item) in lasting.iter().enumerate() {
            let of = &self.items[item];
            let near = |other: &usize| {
                let other = &self.items[*other];
                let apart = of.told.zip(other.told).map(|(later, earlier)| days(earlier, later));
                apart.is_some_and(|days| days <= LASTING) && self.kindred(&of.parties, &other.parties, of.mutual)
            };
            if let Some(before) = lasting[..at].iter().copied().rev().find(near) {
                self.sets.join(before, item);
            }
        }
    }

    /// Joins what is told of a person's death without its day, and what else that side then did to that person: "the strike
    /// on him" is the one that killed him.
    pub fn deaths(&mut self, block: &[usize]) {
        let mut victims: BTreeMap<(Name, Name), Vec<usize>> = BTreeMap::new();
        for &item in block {
            let of = &self.items[item];
            if let (false, false, &[actor, victim]) = (of.mutual, of.denied, &of.parties[..]) {
                victims.entry((victim, self.reports.side(actor))).or_default().push(item);
            }
        }
        for items in victims.into_values() {
            let dead: Vec<usize> = items
                .iter()
                .copied()
                .filter(|i| self.items[*i].nature == Nature::Death && !self.items[*i].planned)
                .collect();
            let sets: Vec<usize> = dead.iter().map(|i| self.sets.first(*i)).collect();
            let told = |set: usize| {
                let of_set = dead.iter().zip(&sets).filter(|(_, own)| **own == set);
                of_set.map(|(i, _)| self.items[*i].source).collect::<BTreeSet<_>>().len()
            };
            let dated = |i: usize| self.items[i].when.day().is_some();
            // Of several days on which it is said to have been, that which most tell.
            let places = (0..dead.len()).max_by_key(|&n| (dated(dead[n]), told(sets[n]), std::cmp::Reverse(dead[n])));
            let Some(known) = places.map(|n| dead[n]) else { continue };
            let day = self.items[known].when.day();
            let first = day.or_else(|| dead.iter().filter_map(|i| self.items[*i].told).min());
            let after = |of: &Item| of.told.zip(first).is_some_and(|(told, first)| first <= told);
            let joined = |i: &usize| {
                let of = &self.items[*i];
                let when = match of.when {
                    When::Day(_) => false,
                    When::Within(..) => day.is_some_and(|day| of.when.may_be(day)),
                    When::Unknown => true,
                };
                when && after(of) && (of.nature == Nature::Death || self.hurts(of) && of.aspect != Aspect::Situation)
            };
            let joined: Vec<usize> = items.iter().copied().filter(joined).collect();
            for item in joined {
                self.sets.join(known, item);
            }
        }
    }
}
