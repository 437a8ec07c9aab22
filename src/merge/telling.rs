//! Which event of known day a report is of that does not give the day.
//!
//! "Hamas's attack on Israel" of 14 October is of the attack of the 7th, if that is the one much told of; "the leaders'
//! meeting", in an announcement of their meeting of the 25th, is that one.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::joining::{ALIKE, Dated, HINT, Item, Joining, Nature, RECENT, Standing, VERBATIM};
use super::reports::Name;
use super::sides::Aspect;
use super::when::{When, days};
use crate::ontology::{Kind, Ontology};

/// Days ahead within which an undated plan may be of it.
const AHEAD: i32 = 14;
/// The same of a plan to meet, of which one event stands out.
const FAR: i32 = 100;
/// Days for which what much is told of needs no date.
const REMEMBERED: i32 = 60;
/// So many times more articles tell of the one event that all know of than of any other like it.
const KNOWN: usize = 3;
/// So many times more does one of several events stand out that lie near.
const OUTSTANDING: usize = 2;
/// Days after which the articles that tell of an event count half.
const HALF: usize = 7;
/// Quad class of deeds that hurt.
const MATERIAL: u8 = 4;

impl Joining<'_> {
    /// The one event of known day that a report without a day is of, if only one comes into question.
    pub fn event_of<'d>(&self, item: usize, dated: &[&'d Dated]) -> Option<&'d Dated> {
        let of = &self.items[item];
        let fitting: Vec<&'d Dated> = dated.iter().copied().filter(|event| self.may_be(of, event)).collect();
        match of.when {
            When::Day(_) => None,
            When::Within(..) => {
                let possible: Vec<&Dated> = fitting.iter().copied().filter(|event| of.when.may_be(event.day)).collect();
                let only = self.foremost(None, &possible)?;
                let same = of.fits(&only.parties) || of.nature == Nature::Summit;
                let told = of.mutual && same && (of.when.is_fine() || of.place.is_some());
                let rare = of.when.is_fine() && self.rare(of, only, &fitting);
                (told || rare || self.likeness(&[item], &only.items) >= HINT).then_some(only)
            }
            When::Unknown => self
                .announced(of, &fitting)
                .or_else(|| self.ahead(of, &fitting))
                .or_else(|| self.recent(item, &fitting))
                .or_else(|| self.known(of, &fitting)),
        }
    }

    /// Whether an item may be of an event, but for the day.
    fn may_be(&self, of: &Item, event: &Dated) -> bool {
        let fewer = !self.meets(of) && of.parties.len() <= event.parties.len();
        // "Iran, the United States and other world powers": how those beside the named are called differs.
        let named: Vec<Name> = of.parties.iter().copied().filter(|party| !self.reports.is_group(*party)).collect();
        let among = of.mutual && named.len() > 1 && named.iter().all(|party| event.parties.contains(party));
        let summit = of.nature == Nature::Summit && event.items.iter().any(|i| self.items[*i].nature == Nature::Summit);
        let same = of.fits(&event.parties)
            || among && !self.meets(of)
            || summit && self.led(of, &event.parties)
            || fewer && self.kindred(&of.parties, &event.parties, of.mutual);
        same && self.agree(event, of.way, of.place)
    }

    /// What the same article announces, where it speaks of that again: "their meeting".
    fn announced<'d>(&self, of: &Item, fitting: &[&'d Dated]) -> Option<&'d Dated> {
        let told = of.told.filter(|_| of.aspect == Aspect::Mention && self.meets(of))?;
        let ahead = |event: &&&Dated| event.day > told && of.fits(&event.parties) && self.tells(of, event);
        let mut ahead = fitting.iter().filter(ahead);
        ahead.next().filter(|_| ahead.next().is_none()).copied()
    }

    /// Whether the article of an item tells of an event.
    fn tells(&self, of: &Item, event: &Dated) -> bool {
        event.items.iter().any(|i| self.items[*i].source == of.source)
    }

    /// Whether it tells of it as done.
    fn has_done(&self, of: &Item, event: &Dated) -> bool {
        event.items.iter().any(|i| self.items[*i].source == of.source && !self.items[*i].planned)
    }

    /// How many articles tell of an event.
    fn articles(&self, event: &Dated) -> usize {
        event.items.iter().map(|i| self.items[*i].source).collect::<BTreeSet<_>>().len()
    }

    /// The only one of some events, or the one that stands out: of which by far the most articles tell, the nearer to a
    /// day the better.
    fn foremost<'d>(&self, day: Option<Date>, events: &[&'d Dated]) -> Option<&'d Dated> {
        let weight = |event: &Dated| {
            let away = day.map_or(0, |day| days(day, event.day).unsigned_abs() as usize);
            self.articles(event) * 1000 / (HALF + away)
        };
        let mut all: Vec<(usize, &Dated)> = events.iter().map(|event| (weight(event), *event)).collect();
        all.sort_by_key(|(weight, event)| (std::cmp::Reverse(*weight), event.items[0]));
        let &(most, first) = all.first()?;
        all.get(1).is_none_or(|(next, _)| most >= OUTSTANDING * next).then_some(first)
    }

    /// Whether no event like an item is known of the weeks about its article.
    #[must_use]
    pub fn is_lone(&self, item: usize, dated: &[&Dated]) -> bool {
        let of = &self.items[item];
        let about = |event: &&&Dated| of.told.is_none_or(|told| days(told, event.day).abs() <= AHEAD);
        !dated.iter().filter(about).any(|event| self.kindred(&of.parties, &event.parties, of.mutual))
    }

    /// What was done of late or lies just ahead.
    fn recent<'d>(&self, item: usize, fitting: &[&'d Dated]) -> Option<&'d Dated> {
        let of = &self.items[item];
        let told = of.told?;
        // Those two alone meet more seldom than countries do.
        let pair = self.meets(of) && of.parties.len() == 2 && of.parties.iter().all(|p| self.reports.is_person(*p));
        let back = if pair && of.aspect != Aspect::Contact { AHEAD } else { RECENT };
        let recent = |event: &&Dated| match days(told, event.day) {
            away if of.planned => (0..=AHEAD).contains(&away),
            away => (-back..=0).contains(&away),
        };
        // What is ahead is not what the same article reports as done.
        let possible = |event: &&Dated| recent(event) && (!of.planned || !self.has_done(of, event));
        let possible: Vec<&Dated> = fitting.iter().copied().filter(possible).collect();
        let likeness = |event: &Dated| self.likeness(&[item], &event.items);
        let likest = possible
            .iter()
            .copied()
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.items[0].cmp(&a.items[0])));
        let likest =
            likest.filter(|event| likeness(event) >= if of.mutual || event.day == told { HINT } else { VERBATIM });
        // People meet on one occasion at a time; what they agree on or do together they may do again.
        let Some(foremost) = self.foremost(Some(told), &possible) else { return likest };
        let once = self.meets(of) && of.aspect != Aspect::Contact
            || self.signed(of, foremost, &[Aspect::Once])
            || self.rare(of, foremost, fitting);
        // Groups that are only described may be left out elsewhere.
        let all = of.parties.iter().filter(|party| !self.reports.is_group(**party)).count() <= foremost.parties.len();
        if once && all { Some(foremost) } else { likest }
    }

    /// Whether an item is of a deed that hurts, and the event stands out among all like it of the weeks about then: where
    /// blows fall day by day, each day's is another.
    fn rare(&self, of: &Item, event: &Dated, fitting: &[&Dated]) -> bool {
        let about = |other: &&Dated| days(event.day, other.day).abs() <= AHEAD;
        let about: Vec<&Dated> = fitting.iter().copied().filter(about).collect();
        let real = of.standing == Standing::Real && !of.planned && !of.denied;
        let single = real && of.aspect != Aspect::Situation && self.hurts(of);
        single && self.foremost(None, &about).is_some_and(|known| known.items == event.items)
    }

    /// Whether an item and some item of an event are told in one of those ways.
    fn signed(&self, of: &Item, event: &Dated, ways: &[Aspect]) -> bool {
        of.mutual && ways.contains(&of.aspect) && event.items.iter().any(|i| ways.contains(&self.items[*i].aspect))
    }

    /// The meeting ahead that stands out, of a plan to meet; also where the plan is spoken of as if it were done, if it
    /// stands out among those of late, too: "the summit between them may fail".
    fn ahead<'d>(&self, of: &Item, fitting: &[&'d Dated]) -> Option<&'d Dated> {
        let told = of.told.filter(|_| self.meets(of) && of.aspect != Aspect::Contact)?;
        if !of.planned && of.aspect != Aspect::Mention {
            return None;
        }
        let first = if of.planned { 0 } else { -REMEMBERED };
        let about = |event: &&Dated| {
            (first..=FAR).contains(&days(told, event.day))
                && of.parties.len() <= event.parties.len()
                && !(of.planned && self.has_done(of, event))
        };
        let about: Vec<&Dated> = fitting.iter().copied().filter(about).collect();
        let several = |event: &&Dated| of.planned || event.day > told && self.articles(event) > 1;
        self.foremost(Some(told), &about).filter(several)
    }

    /// What everybody knows of: the event that is meant by "the attack" or "their agreement" without a day, since by far
    /// the most articles tell of it.
    fn known<'d>(&self, of: &Item, fitting: &[&'d Dated]) -> Option<&'d Dated> {
        let told = of.told.filter(|_| of.standing == Standing::Real && !of.planned)?;
        let noun = of.aspect == Aspect::Mention;
        // A war is not what happens in it.
        let deed = |event: &Dated| event.items.iter().any(|i| self.items[*i].aspect != Aspect::Situation);
        let like = |event: &Dated| {
            noun && (self.meets(of) || self.hurts(of) && deed(event))
                || self.signed(of, event, &[Aspect::Mention, Aspect::Once])
        };
        let past = |event: &&&Dated| (-REMEMBERED..=0).contains(&days(told, event.day)) && like(event);
        let mut told_of: Vec<(usize, &Dated)> =
            fitting.iter().filter(past).map(|event| (self.articles(event), *event)).collect();
        told_of.sort_by_key(|(articles, event)| (std::cmp::Reverse(*articles), event.items[0]));
        // Of many attacks few are known to all.
        let least = if self.hurts(of) { 2 } else { 1 };
        let &(most, known) = told_of.first().filter(|(articles, _)| *articles >= least)?;
        told_of.get(1).is_none_or(|(next, _)| most >= KNOWN * next).then_some(known)
    }

    /// Pairs of those who met in a week or month that reports give, and reports of just before or after it that give no
    /// time: "looks forward to visiting Chile" and, in the next week, "visited Chile this week".
    pub fn spanned(&self, items: &[usize]) -> Vec<(usize, usize)> {
        let fine: Vec<usize> = items.iter().copied().filter(|i| self.items[*i].when.is_fine()).collect();
        let unknown = items.iter().copied().filter(|i| {
            let of = &self.items[*i];
            of.when == When::Unknown && of.aspect != Aspect::Contact && self.meets(of)
        });
        let near = |of: &Item, told: Date, other: &Item| {
            let When::Within(first, last) = other.when else { return false };
            let (from, to) = if of.planned { (0, AHEAD) } else { (-RECENT, 0) };
            let ways = of.way.is_none() || other.way.is_none() || of.way == other.way;
            ways && days(told, last) >= from && days(told, first) <= to && !(of.planned && of.source == other.source)
        };
        let only = |item: usize| {
            let of = &self.items[item];
            let told = of.told?;
            let near: Vec<usize> = fine.iter().copied().filter(|i| near(of, told, &self.items[*i])).collect();
            let &first = near.first()?;
            near.iter().all(|i| self.items[*i].when == self.items[first].when).then_some((first, item))
        };
        unknown.filter_map(only).collect()
    }

    /// Whether it is a deed that hurts: an attack, a seizure.
    #[must_use]
    pub fn hurts(&self, item: &Item) -> bool {
        let types = &Ontology::built_in().lexicon.types;
        let predicate = self.reports.text(item.predicate);
        types.iter().any(|t| t.predicate == predicate && t.quad == MATERIAL && t.kind == Kind::Interaction)
    }

    /// Joins the events of one day, from `first` on, that reports of one country or body tell with other names: its
    /// leader's, its people's. What is only said or given on that day is the same where the words are alike, too.
    pub fn close_ranks(&self, dated: &mut Vec<Dated>, first: usize) {
        let day: Vec<Dated> = dated.drain(first..).collect();
        for event in day {
            let item = &self.items[event.items[0]];
            let same = |other: &&mut Dated| {
                let places = event.places.iter().map(|place| Some(*place));
                let mut places = places.chain([None]);
                self.kindred(&event.parties, &other.parties, item.mutual)
                    && places.all(|place| self.agree(other, event.way, place))
                    && (self.hurts(item) || self.likeness(&event.items, &other.items) >= ALIKE)
            };
            let other = if self.meets(item) { None } else { dated[first..].iter_mut().find(same) };
            match other {
                Some(other) => {
                    other.items.extend(&event.items);
                    other.items.sort_unstable();
                    other.way = other.way.or(event.way);
                    other.places.extend(&event.places);
                }
                None => dated.push(event),
            }
        }
    }
}
