//! Which sentences of a report give a value, and how they write it.
//!
//! Of "They spoke on Tuesday." and "The call ended at 14:08 (GMT)." the second gives the end, as `14:08 GMT`.

use super::conflict::Property;
use crate::grammar;
use crate::grammar::time::{self, Clock};
use crate::network::Record;
use crate::ontology::{EventMode, Ontology};
use crate::text;

/// What a report says of a property.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Given {
    /// The value, times of day with their zone.
    pub value: String,
    /// The sentences that give it, by place among those of the report; empty where none can be told from the others.
    pub sentences: Vec<usize>,
}

/// A value of a report with the sentences that give it.
#[must_use]
pub fn given(property: Property, value: &str, record: &Record) -> Given {
    let texts: Vec<&str> = record.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    let with = |carries: &dyn Fn(&str) -> bool| -> Vec<usize> {
        texts.iter().enumerate().filter(|(_, text)| carries(text)).map(|(number, _)| number).collect()
    };
    let sentences = match property {
        Property::Start | Property::End => return timed(value, &texts),
        // One sentence gives all that there is.
        _ if texts.len() < 2 => Vec::new(),
        Property::Date => {
            let how = record.date_how.as_deref().and_then(|how| how.split('"').nth(1));
            how.map_or_else(Vec::new, |words| with(&|text| has(text, words)))
        }
        Property::Place => {
            let place = record.place.as_ref().map_or("", |place| place.label.as_str());
            let known = record.place.as_ref().and_then(|place| Ontology::built_in().by_iri(&place.iri));
            let names = known.map_or(&[][..], |id| &Ontology::built_in().entity(id).names);
            with(&|text| has(text, place) || names.iter().any(|name| has(text, name)))
        }
        Property::Mode => with(&|text| modes(record, value).any(|mode| mode.cues.iter().any(|cue| has(text, cue)))),
        Property::Quantity | Property::Unit => with(&|text| has(text, value)),
        Property::Status | Property::Stage => Vec::new(),
    };
    Given { value: value.to_owned(), sentences }
}

/// The ways of the record's kind of event that the graph calls by that name.
fn modes<'r>(record: &'r Record, value: &'r str) -> impl Iterator<Item = &'static EventMode> + use<'r> {
    let lexicon = &Ontology::built_in().lexicon;
    let of = move |mode: &&EventMode| lexicon.types[mode.event].predicate == record.predicate && mode.label == value;
    lexicon.modes.iter().filter(of)
}

/// A time of day with the zone that a sentence gives it.
fn timed(value: &str, texts: &[&str]) -> Given {
    let mut given = Given { value: value.to_owned(), sentences: Vec::new() };
    for (number, text) in texts.iter().enumerate() {
        let found = clocks(text).into_iter().filter(|clock| clock.value == value);
        for clock in found {
            given.sentences.push(number);
            if let Some(zone) = clock.zone
                && given.value == value
            {
                given.value = format!("{value} {zone}");
            }
        }
    }
    given.sentences.dedup();
    given
}

/// The times of day in a text.
fn clocks(text: &str) -> Vec<Clock> {
    if !text.contains(|c: char| c.is_ascii_digit()) && !text.contains("noon") && !text.contains("night") {
        return Vec::new();
    }
    let sentences = grammar::analyse(text, &text::split(text, 0));
    let found = sentences.iter().flat_map(|sentence| time::find(text, sentence));
    found.flat_map(|found| [found.clock, found.clock_end]).flatten().collect()
}

/// Whether a text has those words, in whatever case.
fn has(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !words.is_empty()
        && text
            .match_indices(&words)
            .any(|(at, _)| apart(text[..at].chars().next_back()) && apart(text[at + words.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_keeps_its_zone() {
        let texts = ["They spoke on Tuesday.", "The talk began at 9 a.m. and ended at 14:08 (GMT), an aide said."];
        let end = timed("14:08", &texts);
        assert_eq!((end.value.as_str(), &end.sentences[..]), ("14:08 GMT", &[1][..]));
        let start = timed("09:00", &texts);
        assert_eq!((start.value.as_str(), &start.sentences[..]), ("09:00", &[1][..]));
        assert_eq!(timed("11:11", &texts), Given { value: "11:11".to_owned(), sentences: Vec::new() });
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has("They met in Geneva.", "geneva") && !has("They met Genevan bankers.", "Geneva"));
        assert!(!has("Anything", ""));
    }
}
