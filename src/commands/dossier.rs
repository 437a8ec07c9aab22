//! All that the graph says of someone or something: offices, relations, and what is said when, with sentences.
//!
//! `Vladimir Putin … Offices … Relations: met ↔ Joe Biden ×2 … Timeline: 2021-12-07 …`

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::json;

use super::telling::{self, Verbs, many, md};
use super::tenure::Tenure;
use super::timeline::{self, Entries};
use crate::network::{Node, Object, Record};
use crate::ontology::Ontology;
use crate::query::{day, plain, wrapped};

/// All that the graph says of one.
pub struct Dossier<'f> {
    node: Node,
    same: Vec<String>,
    on: Option<&'f str>,
    facts: Vec<&'f Record>,
    /// `President of Russia` with days and articles.
    offices: BTreeMap<String, Tenure>,
    /// `met Vladimir Putin` with the number of facts.
    relations: BTreeMap<String, usize>,
    dated: Entries,
    undated: Entries,
}

impl<'f> Dossier<'f> {
    /// Gathers what facts say of that IRI, of that day, month or year alone where one is given.
    #[must_use]
    pub fn new(iri: &str, facts: &'f [Record], ontology: &Ontology, on: Option<&'f str>) -> Self {
        let node = facts.iter().flat_map(Record::nodes).find(|node| node.iri == iri).map(|node| (**node).clone());
        let node =
            node.unwrap_or(Node { iri: iri.to_owned(), label: iri.to_owned(), class: String::new(), code: None });
        let same = ontology.by_iri(iri).map(|id| ontology.entity(id).same_as.clone()).unwrap_or_default();
        let mut dossier = Self {
            node,
            same,
            on,
            facts: Vec::new(),
            offices: BTreeMap::new(),
            relations: BTreeMap::new(),
            dated: BTreeMap::new(),
            undated: BTreeMap::new(),
        };
        let verbs = Verbs::new(ontology);
        for record in facts {
            let told = !dossier.office(record) && dossier.is_of_day(record);
            if told {
                dossier.add(record, &verbs);
            }
            if told || on.is_none() {
                dossier.facts.push(record);
            }
        }
        if let Some(on) = on {
            dossier.offices.retain(|_, tenure| tenure.includes(on));
        }
        dossier
    }

    /// Whether it is of the day that is asked for; what has no date is of the day on which it was published.
    fn is_of_day(&self, record: &Record) -> bool {
        let day = record.date.as_deref().or(record.source.date.as_deref());
        self.on.is_none_or(|on| day.is_some_and(|day| day.starts_with(on)))
    }

    /// Notes an office that it holds or that is of it, else gives `false`.
    fn office(&mut self, record: &Record) -> bool {
        let Object::Post { post, of, role } = &record.object else { return false };
        let own = record.subject.iri == self.node.iri;
        let theirs = of.as_ref().is_some_and(|of| of.iri == self.node.iri);
        let told = |of: &Node| format!("{role} of {}", of.label);
        let office = match of {
            // "president of Russia" in one article, "President of Russia" in another.
            Some(of) if told(of).to_lowercase() == post.label.to_lowercase() => post.label.clone(),
            // What someone had been is what was held on the day that is asked for.
            Some(of) if !role.is_empty() && self.on.is_none() => told(of),
            _ => post.label.clone(),
        };
        let text = if own { office } else { format!("{office}: {}", record.subject.label) };
        if own || theirs {
            self.offices.entry(plain(&text)).or_default().add(record);
        }
        own || theirs
    }

    fn add(&mut self, record: &Record, verbs: &Verbs<'_>) {
        if let Some(relation) = self.relation(record, verbs) {
            *self.relations.entry(relation).or_default() += 1;
        }
        match &record.date {
            Some(date) => timeline::add(&mut self.dated, date.clone(), record, verbs),
            None => timeline::add(&mut self.undated, String::new(), record, verbs),
        }
    }

    fn relation(&self, record: &Record, verbs: &Verbs<'_>) -> Option<String> {
        let other = record.counterpart()?;
        let note = if record.modality == "actual" { String::new() } else { format!(" ({})", record.modality) };
        let (mark, name) = if record.subject.iri == self.node.iri {
            ("→", &other.label)
        } else if other.iri == self.node.iri {
            ("←", &record.subject.label)
        } else {
            return None;
        };
        Some(plain(&format!("{} {mark} {name}{note}", verbs.of(record.label()))))
    }

    fn ranked(&self) -> Vec<(&str, usize)> {
        let mut all: Vec<(&str, usize)> = self.relations.iter().map(|(r, n)| (r.as_str(), *n)).collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }

    fn articles(&self) -> usize {
        self.facts.iter().map(|record| record.source.id.as_str()).collect::<BTreeSet<_>>().len()
    }

    fn head(&self) -> String {
        let on = self.on.map(|on| format!(", {on}")).unwrap_or_default();
        let class = if self.node.class.is_empty() { "unknown kind" } else { &self.node.class };
        let code = self.node.code.as_ref().map(|code| format!(", {code}")).unwrap_or_default();
        format!("{class}{code}{on}; {} in {}", many(self.facts.len(), "fact"), many(self.articles(), "article"))
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self, width: usize) -> String {
        let mut text = format!("{}\n{}\n{}\n", plain(&self.node.label), self.head(), self.node.iri);
        for same in &self.same {
            let _ = writeln!(text, "same as {same}");
        }
        if !self.offices.is_empty() {
            text.push_str("\nOffices\n");
            for (office, tenure) in &self.offices {
                text.push_str(&hanging(&format!("{office} · {}", tenure.told()), width));
            }
        }
        if !self.relations.is_empty() {
            text.push_str("\nRelations\n");
            for (relation, count) in self.ranked().into_iter().take(20) {
                let times = if count > 1 { format!(" ×{count}") } else { String::new() };
                let _ = writeln!(text, "  {relation}{times}");
            }
        }
        for (title, entries) in [("Timeline", &self.dated), ("Undated", &self.undated)] {
            if !entries.is_empty() {
                let _ = write!(text, "\n{title}\n{}", timeline::told(entries, true, width));
            }
        }
        text
    }

    /// A briefing in Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n{}\n", md(&self.node.label), md(&self.head()));
        if !self.offices.is_empty() {
            text.push_str("\n## Offices\n\n");
            for (office, tenure) in &self.offices {
                let _ = writeln!(text, "- {} ({})", md(office), md(&tenure.told()));
            }
        }
        if !self.relations.is_empty() {
            text.push_str("\n## Relations\n\n");
            for (relation, count) in self.ranked() {
                let _ = writeln!(text, "- {} ({})", md(relation), many(count, "fact"));
            }
        }
        for (title, entries) in [("Timeline", &self.dated), ("Undated", &self.undated)] {
            if entries.is_empty() {
                continue;
            }
            let _ = write!(text, "\n## {title}\n\n");
            for ((date, fact), entry) in entries {
                let date = if date.is_empty() { String::new() } else { format!("**{}** ", day(date)) };
                let _ = writeln!(text, "- {date}{} ({})", md(fact), md(&entry.articles.join(", ")));
                for sentence in &entry.sentences {
                    let _ = writeln!(text, "  > {}\n", md(sentence));
                }
            }
        }
        text
    }

    /// For `--json`.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        json!({
            "entity": telling::node(&self.node),
            "sameAs": self.same,
            "offices": self.offices.iter().map(|(office, tenure)| tenure.json(office)).collect::<Vec<_>>(),
            "relations": self.ranked().into_iter().map(|(r, n)| json!({ "relation": r, "facts": n })).collect::<Vec<_>>(),
            "facts": self.facts.iter().map(|record| telling::json(record)).collect::<Vec<_>>(),
        })
    }
}

/// A line of a list; what does not fit stands further in.
fn hanging(line: &str, width: usize) -> String {
    let text = wrapped(line, width.saturating_sub(2), "  ");
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    lines.fold(format!("{first}\n"), |text, line| format!("{text}  {line}\n"))
}
