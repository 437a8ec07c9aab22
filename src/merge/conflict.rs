//! What the reports of an event agree on, and where they contradict each other.
//!
//! One says that the call ended at 12:08, the other at 14:08: a conflict with two claims. `120:07` is kept as reported
//! and marked as garbled.

use std::collections::BTreeMap;

use super::reports::{Name, Reports};

/// What reports of one event may agree or disagree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Property {
    /// Whether it happened.
    Status,
    /// When.
    Date,
    /// When it began.
    Start,
    /// When it ended.
    End,
    /// Where.
    Place,
    /// How.
    Mode,
    /// How many of what.
    Quantity,
    /// What of.
    Unit,
    /// How far it has come.
    Stage,
}

impl Property {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Status,
        Self::Date,
        Self::Start,
        Self::End,
        Self::Place,
        Self::Mode,
        Self::Quantity,
        Self::Unit,
        Self::Stage,
    ];

    /// Local name of the property in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Date => "date",
            Self::Start => "start",
            Self::End => "end",
            Self::Place => "place",
            Self::Mode => "mode",
            Self::Quantity => "quantity",
            Self::Unit => "unit",
            Self::Stage => "stage",
        }
    }
}

/// A value, and who gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// As reported.
    pub value: String,
    /// Whether it cannot be meant so, as `120:07`.
    pub garbled: bool,
    /// The reports, by number.
    pub reports: Vec<usize>,
}

/// Values of which at most one is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What of the event.
    pub property: Property,
    /// The values in order of reports.
    pub claims: Vec<Claim>,
}

/// What the reports of one event agree on, and the conflicts among them.
#[must_use]
pub fn compared(numbers: &[usize], reports: &Reports) -> (BTreeMap<Property, String>, Vec<Conflict>) {
    let (mut agreed, mut conflicts) = (BTreeMap::new(), Vec::new());
    let happened = numbers.iter().any(|number| reports.text(reports.all[*number].modality) == "actual");
    for property in Property::ALL {
        let mut claims: Vec<Claim> = Vec::new();
        for &number in numbers {
            let Some(value) = value(number, property, reports, happened) else { continue };
            match claims.iter_mut().find(|claim| claim.value == value) {
                Some(claim) => claim.reports.push(number),
                None => claims.push(Claim { garbled: garbled(property, &value), value, reports: vec![number] }),
            }
        }
        let mut finest = claims.clone();
        finest.retain(|claim| !claims.iter().any(|other| is_coarser(property, claim, other, reports)));
        let contradict = |a: &Claim| {
            finest
                .iter()
                .any(|b| a.value != b.value && !same(property, &a.value, &b.value) && meant(a, b, property, reports))
        };
        let disputed = finest.iter().any(contradict);
        let of_all = matches!(property, Property::Status | Property::Date);
        if disputed && (happened || of_all) {
            conflicts.push(Conflict { property, claims: finest });
        } else if let Some(first) = finest.into_iter().find(|claim| !claim.garbled && !disputed) {
            agreed.insert(property, first.value);
        }
    }
    (agreed, conflicts)
}

/// What a report says of a property, of an event that has happened or not.
fn value(number: usize, property: Property, reports: &Reports, happened: bool) -> Option<String> {
    let report = &reports.all[number];
    let text = |name: Name| reports.text(name).to_owned();
    match property {
        Property::Status => match reports.text(report.modality) {
            "actual" => Some("happened".to_owned()),
            "denied" => Some("denied".to_owned()),
            _ => None,
        },
        Property::Date => report.date.map(text),
        Property::Unit | Property::Stage => report.value(property).map(text),
        // What is planned, feared or demanded may well differ from what comes.
        _ if happened && reports.text(report.modality) != "actual" => None,
        _ => report.value(property).map(text),
    }
}

/// Whether a claim says the same as another, only less of it.
fn is_coarser(property: Property, claim: &Claim, other: &Claim, reports: &Reports) -> bool {
    match property {
        Property::Date => {
            let (a, b) = (super::when::When::parse(&claim.value), super::when::When::parse(&other.value));
            claim.value != other.value && b.day().is_some_and(|day| a.day().is_none() && a.may_be(day))
        }
        Property::Place => {
            let place = |claim: &Claim| reports.all[claim.reports[0]].value(Property::Place);
            let (a, b) = (place(claim), place(other));
            a != b && a.zip(b).is_some_and(|(a, b)| reports.lies_in(b, a))
        }
        // A call may well be by video.
        Property::Mode => claim.value == "phone" && other.value == "video",
        // The same time, without its zone.
        Property::Start | Property::End => {
            let zoned = |claim: &Claim| clock(&claim.value).is_some_and(|(_, zone)| !zone.is_empty());
            !zoned(claim) && zoned(other) && same(property, &claim.value, &other.value)
        }
        _ => false,
    }
}

/// Whether two values mean the same.
fn same(property: Property, a: &str, b: &str) -> bool {
    match property {
        Property::Start | Property::End => clock(a)
            .zip(clock(b))
            .is_some_and(|((a, here), (b, there))| a == b && (here == there || here.is_empty() || there.is_empty())),
        Property::Quantity => figure(a).is_some() && figure(a) == figure(b),
        _ => false,
    }
}

/// Whether a difference is one of substance.
fn meant(a: &Claim, b: &Claim, property: Property, reports: &Reports) -> bool {
    let text = |claim: &Claim, of| reports.all[claim.reports[0]].value(of).map(|name| reports.text(name));
    match property {
        Property::Quantity => {
            figure(&a.value).zip(figure(&b.value)).is_some() && text(a, Property::Unit) == text(b, Property::Unit)
        }
        Property::Unit | Property::Stage => false,
        Property::Mode => [a, b].iter().all(|claim| matches!(claim.value.as_str(), "phone" | "video" | "in person")),
        _ => true,
    }
}

/// Minutes after midnight of `10:07`, `10:07 EST`; `None` where it is no time of day.
fn clock(value: &str) -> Option<(u32, &str)> {
    let (time, zone) = value.split_once(' ').unwrap_or((value, ""));
    let (hours, minutes) = time.split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some((hours * 60 + minutes, zone))
}

/// The number in `more than 90,000`.
fn figure(value: &str) -> Option<u64> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Whether a time of day is none.
fn garbled(property: Property, value: &str) -> bool {
    matches!(property, Property::Start | Property::End)
        && value.split(' ').next().is_some_and(|time| time.contains(':'))
        && clock(value).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_compared_by_the_minute() {
        assert!(same(Property::Start, "9:07", "09:07"));
        assert!(!same(Property::Start, "9:07", "9:08") && !same(Property::Start, "9:07 GMT", "9:07 CET"));
        assert!(same(Property::Start, "9:07 GMT", "9:07"));
        assert!(garbled(Property::Start, "120:07") && garbled(Property::End, "10:77"));
        assert!(!garbled(Property::Start, "10:07 GMT") && !garbled(Property::Start, "2021-12-07"));
        assert!(same(Property::Quantity, "100,000", "100000") && !same(Property::Quantity, "many", "some"));
    }
}
