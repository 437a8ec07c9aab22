//! The merged layer as quads of its own graph.
//!
//! `event:met/2021-12-07/Joe_Biden/Vladimir_Putin a ch:MergedEvent ; ch:report <a#f2>, <b#f1> ; ch:sources 2`.

use oxrdf::{Literal, NamedNode, Quad, Term};
use rayon::prelude::*;

use super::conflict::{Claim, Conflict, Property};
use super::event::{Event, merged};
use super::ledger::Ledger;
use super::overrides::Overrides;
use super::reports::{Name, Reports, Told};
use crate::graph::block::Block;
use crate::graph::derived::{Derive, MERGED, OVERRIDES, Taken};
use crate::graph::home::Home;
use crate::graph::quads::{date, english, text, typed};
use crate::graph::vocabulary::{self as v, ch, term};

/// Merges what it is given.
#[derive(Debug, Default)]
pub struct Merger {
    reports: Reports,
    overrides: Overrides,
    /// Where the graph lives whose ledger has not been opened: a load that changes nothing needs none.
    home: Option<Home>,
    ledger: Option<Ledger>,
    events: Vec<Event>,
    unknown: Vec<String>,
}

impl Derive for Merger {
    fn knows(&mut self, iri: &str, digest: u64) -> bool {
        if let Some(home) = self.home.take() {
            self.ledger = Ledger::beside(&home);
        }
        self.ledger.as_ref().is_some_and(|ledger| ledger.knows(iri, digest))
    }

    fn add(&mut self, graphs: Vec<Taken>) {
        let (overrides, articles): (Vec<Taken>, Vec<Taken>) = graphs.into_iter().partition(|g| g.iri == OVERRIDES);
        let ledger = self.ledger.as_ref();
        let told = |graph: &Taken| match &graph.quads {
            Some(quads) => Told::of(quads),
            None => ledger.and_then(|ledger| ledger.told(&graph.iri)),
        };
        let told: Vec<Option<Told>> = articles.par_iter().map(told).collect();
        for (graph, told) in articles.iter().zip(told) {
            let Some(told) = told else { continue };
            if let Some(ledger) = &mut self.ledger {
                ledger.keep(&graph.iri, graph.digest, &told);
            }
            self.reports.add(told);
        }
        for quads in overrides.iter().filter_map(|graph| graph.quads.as_ref()) {
            self.overrides = Overrides::of(quads);
        }
    }

    fn finish(&mut self, digest: u64) -> Block {
        if let Some(ledger) = self.ledger.take() {
            ledger.close();
        }
        (self.events, self.unknown) = merged(&self.reports, &self.overrides);
        let mut out = Out::default();
        self.events.iter().for_each(|event| out.event(event, &self.reports));
        Block::new(MERGED.to_owned(), digest, &out.lines)
    }
}

impl Merger {
    /// A merger of the graph that lives there, which remembers what unchanged articles report.
    #[must_use]
    pub fn of(home: &Home) -> Self {
        Self { home: Some(home.clone()), ..Self::default() }
    }

    /// What was merged, once that is done.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The facts that decisions are about and the graph does not have.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }
}

/// Collects lines.
#[derive(Default)]
struct Out {
    lines: String,
}

impl Out {
    fn add(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        let graph = NamedNode::new_unchecked(MERGED);
        let quad = Quad::new(subject.clone(), predicate, object, graph);
        self.lines.push_str(&quad.to_string());
        self.lines.push_str(" .\n");
    }

    fn event(&mut self, event: &Event, reports: &Reports) {
        let node = NamedNode::new_unchecked(&event.iri);
        self.add(&node, term::TYPE, ch(if event.happens { "MergedEvent" } else { "MergedFact" }));
        self.add(&node, term::LABEL, english(&event.label));
        self.add(&node, ch("eventType"), ch(reports.text(event.predicate)));
        self.add(&node, ch("status"), text(&event.status));
        self.parties(&node, event, reports);
        for (property, value) in &event.agreed {
            match property {
                Property::Status => {}
                Property::Date => self.add(&node, ch("date"), date(value)),
                Property::Place => self.add(&node, ch("place"), v::iri(value)),
                other => self.add(&node, ch(other.name()), text(value)),
            }
        }
        for report in &event.reports {
            self.add(&node, ch("report"), v::iri(&reports.all[*report].fact));
        }
        if let Some(sentence) = told_in(event, reports) {
            self.add(&node, ch("toldIn"), v::iri(sentence));
        }
        for why in &event.because {
            self.add(&node, ch("because"), text(why));
        }
        self.add(&node, ch("articles"), count(event.articles));
        self.add(&node, ch("sources"), count(event.sources));
        for conflict in &event.conflicts {
            self.conflict(&node, conflict, reports);
        }
    }

    fn parties(&mut self, node: &NamedNode, event: &Event, reports: &Reports) {
        let between = reports.all[event.reports[0]].between;
        let party = |name: Name| Term::from(v::iri(reports.text(name)));
        match &event.parties[..] {
            [subject, object] if !event.mutual => {
                self.add(node, term::SUBJECT, party(*subject));
                let object = if between { party(*object) } else { text(reports.text(*object)).into() };
                self.add(node, term::OBJECT, object);
            }
            parties => parties.iter().for_each(|name| self.add(node, ch("participant"), party(*name))),
        }
    }

    fn conflict(&mut self, event: &NamedNode, conflict: &Conflict, reports: &Reports) {
        let node = NamedNode::new_unchecked(format!("{}#{}", event.as_str(), conflict.property.name()));
        self.add(&node, term::TYPE, ch("Conflict"));
        self.add(&node, ch("about"), event.clone());
        self.add(&node, ch("property"), ch(conflict.property.name()));
        for (number, claim) in (1_usize..).zip(&conflict.claims) {
            let own = NamedNode::new_unchecked(format!("{}-{number}", node.as_str()));
            self.add(&node, ch("claim"), own.clone());
            self.claim(&own, conflict.property, claim, reports);
        }
    }

    fn claim(&mut self, node: &NamedNode, property: Property, claim: &Claim, reports: &Reports) {
        self.add(node, term::TYPE, ch("Claim"));
        let value: Term = match property {
            Property::Date => date(&claim.value).into(),
            Property::Place => v::iri(&claim.value).into(),
            _ => text(&claim.value).into(),
        };
        self.add(node, ch("value"), value);
        if claim.garbled {
            self.add(node, ch("garbled"), typed("true", term::BOOLEAN));
        }
        for report in &claim.reports {
            let report = &reports.all[*report];
            self.add(node, ch("report"), v::iri(&report.fact));
            for sentence in report.sentences_of(property) {
                self.add(node, term::DERIVED_FROM, v::iri(sentence));
            }
        }
    }
}

/// The sentence that names most who took part; of what happened none that only plans it.
fn told_in<'r>(event: &Event, reports: &'r Reports) -> Option<&'r String> {
    let happened = event.status == "happened";
    let tells = |report: &&usize| !happened || reports.text(reports.all[**report].modality) == "actual";
    let best = event.reports.iter().filter(tells).max_by_key(|&&report| {
        let best = reports.all[report].best;
        (best.named, std::cmp::Reverse((best.index, report)))
    })?;
    let report = &reports.all[*best];
    report.sentences.get(report.best.place)
}

fn count(number: usize) -> Literal {
    typed(&number.to_string(), term::COUNT)
}
