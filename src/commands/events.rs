//! Events of the merged layer told: who, when, how, by how many, and where the reports disagree.
//!
//! `chancery show Biden Putin --on 2021-12-07` → the call, its seven reports, and the conflict about its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::conflicts;
use super::telling::{self, many, md};
use crate::error::{Error, Result};
use crate::graph::vocabulary::EVENT;
use crate::merge::layer::{self, Merged};
use crate::network::{Names, Record};
use crate::query::{plain, width, wrapped};

/// Some events with the facts that report them.
pub struct Events {
    events: Vec<Merged>,
    facts: BTreeMap<String, Record>,
}

/// The IRI of an event that a name is: `event:met/…`, whole, or in angle brackets.
#[must_use]
pub fn iri(name: &str) -> Option<String> {
    let bare = name.trim_start_matches('<').trim_end_matches('>');
    let rest = bare.strip_prefix("event:").or_else(|| bare.strip_prefix(EVENT))?;
    Some(format!("{EVENT}{rest}"))
}

impl Events {
    /// The event of that IRI.
    ///
    /// # Errors
    /// No such event; a graph that cannot be read.
    pub fn of_iri(graph: &str, iri: &str) -> Result<Self> {
        let of = Self::new(graph, |event| event.iri == iri)?;
        if of.events.is_empty() {
            return Err(Error::Usage(format!(
                "There is no event {iri} in the graph; `chancery query --named events` lists them."
            )));
        }
        Ok(of)
    }

    /// The events in which all of these took part, on that day or in that month or year, in order of time.
    ///
    /// # Errors
    /// A graph that cannot be read.
    pub fn between(graph: &str, parties: &[String], on: Option<&str>) -> Result<Self> {
        Self::new(graph, |event| {
            event.happens && event.is_of(on) && parties.iter().all(|party| event.parties.contains(party))
        })
    }

    fn new(graph: &str, wanted: impl Fn(&Merged) -> bool) -> Result<Self> {
        let mut events = layer::layer(graph, wanted)?;
        // Undated ones come last.
        events.sort_by_cached_key(|e| (!e.agreed.contains_key("date"), e.agreed.get("date").cloned(), e.iri.clone()));
        let facts = conflicts::facts(graph, &events)?;
        Ok(Self { events, facts })
    }

    /// What a page about them is called.
    #[must_use]
    pub fn title(&self) -> String {
        self.events.first().map(|event| event.label.clone()).unwrap_or_default()
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self, names: &Names) -> String {
        if self.events.is_empty() {
            return "No event fits.\n".to_owned();
        }
        let width = width(telling::READABLE);
        self.events.iter().map(|event| self.event(event, names, width)).collect::<Vec<_>>().join("\n")
    }

    fn event(&self, event: &Merged, names: &Names, width: usize) -> String {
        let mut text = format!("{}\n{}\n{}\n", plain(&event.label), counted(event), event.iri);
        for (property, value) in &event.agreed {
            let _ = writeln!(text, "  {property}: {}", plain(names.label(value)));
        }
        if !event.conflicts.is_empty() {
            let _ = write!(text, "\nConflicts\n{}", conflicts::told(event, &self.facts, names, width));
        }
        text.push_str("\nReports\n");
        for record in event.reports.iter().filter_map(|fact| self.facts.get(fact)) {
            let head = format!("{}  <{}>", source(record), record.iri);
            text.push_str(&wrapped(&head, width, "  "));
            for sentence in &record.sentences {
                text.push_str(&wrapped(&format!("“{}”", plain(&sentence.text)), width, "    "));
            }
        }
        for why in &event.because {
            text.push_str(&wrapped(&format!("joined: {}", plain(why)), width, "  "));
        }
        text
    }

    /// A briefing in Markdown.
    #[must_use]
    pub fn markdown(&self, names: &Names) -> String {
        let mut text = String::new();
        for event in &self.events {
            let _ = write!(text, "# {}\n\n{}\n\n", md(&event.label), counted(event));
            for (property, value) in &event.agreed {
                let _ = writeln!(text, "- {property}: {}", md(names.label(value)));
            }
            if !event.conflicts.is_empty() {
                text.push_str("\n## Conflicts\n\n");
            }
            for conflict in &event.conflicts {
                let _ = writeln!(text, "- {}", conflict.property);
                for claim in &conflict.claims {
                    let garbled = if claim.garbled { " (garbled)" } else { "" };
                    let by: Vec<String> =
                        claim.reports.iter().filter_map(|f| self.facts.get(f)).map(|r| md(&r.source.id)).collect();
                    let _ = writeln!(text, "  - {}{garbled}: {}", md(names.label(&claim.value)), by.join(", "));
                }
            }
            text.push_str("\n## Reports\n\n");
            for record in event.reports.iter().filter_map(|fact| self.facts.get(fact)) {
                let _ = writeln!(text, "- {}", md(&source(record)));
                for sentence in &record.sentences {
                    let _ = writeln!(text, "  > {}\n", md(&sentence.text));
                }
            }
            text.push('\n');
        }
        text
    }

    /// For `--json`.
    #[must_use]
    pub fn json(&self, names: &Names) -> Value {
        let event = |event: &Merged| {
            json!({
                "event": event.iri,
                "label": event.label,
                "status": event.status,
                "parties": event.parties,
                "agreed": event.agreed,
                "articles": event.articles,
                "sources": event.sources,
                "conflicts": event.conflicts.iter()
                    .map(|conflict| conflicts::object(event, conflict, &self.facts, names)).collect::<Vec<_>>(),
                "reports": event.reports.iter().filter_map(|f| self.facts.get(f)).map(telling::json).collect::<Vec<_>>(),
                "because": event.because,
            })
        };
        self.events.iter().map(event).collect()
    }
}

/// `happened; 4 articles, 2 independent sources`.
fn counted(event: &Merged) -> String {
    let sources = many(event.sources, "independent source");
    format!("{}; {}, {sources}", event.status, many(event.articles, "article"))
}

/// The article of a report, with publisher and day where known.
fn source(record: &Record) -> String {
    let of = &record.source;
    let more: Vec<&str> = [&of.publisher, &of.date].into_iter().flatten().map(String::as_str).collect();
    let modality = if record.modality == "actual" { String::new() } else { format!(", {}", record.modality) };
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("{}{more}{modality}", of.id)
}
