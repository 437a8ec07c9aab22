//! Records out of the quads of an article's graph.
//!
//! Twelve quads around `<article#f2>` and those of its sentence and its two entities make one [`Record`].

use std::collections::BTreeMap;
use std::sync::Arc;

use oxrdf::{NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::record::{Coding, Node, Object, Record, Sentence, Source};
use crate::graph::vocabulary::{CH, ENT, OFFICE, encode, term};

/// The qualifiers that the graph may hold, by local name.
const QUALIFIERS: [&str; 12] =
    ["mode", "start", "end", "topic", "measure", "quantity", "unit", "addressee", "via", "direct", "target", "stage"];

/// What one article's graph says, by subject.
struct Block<'q> {
    by_subject: FxHashMap<&'q str, Vec<(&'q str, &'q Term)>>,
    by_label: FxHashMap<&'q str, &'q str>,
}

/// The facts of one article, in order of their numbers.
///
/// `quads` is all that the article's graph holds; a graph of several articles does as well.
#[must_use]
pub fn records(quads: &[Quad]) -> Vec<Record> {
    let block = Block::new(quads);
    let fact = format!("{CH}Fact");
    let mut facts: Vec<&str> = quads
        .iter()
        .filter(|q| q.predicate == term::TYPE && matches!(&q.object, Term::NamedNode(c) if c.as_str() == fact))
        .filter_map(|q| named(&q.subject))
        .collect();
    facts.sort_by_key(|iri| by_number(iri));
    facts.dedup();
    let mut reader = Reader { block, nodes: FxHashMap::default(), sources: FxHashMap::default() };
    facts.into_iter().filter_map(|iri| reader.record(iri)).collect()
}

/// `article#f10` after `article#f9`.
fn by_number(iri: &str) -> (&str, usize, &str) {
    let stem = iri.trim_end_matches(|c: char| c.is_ascii_digit());
    (stem, iri.len(), iri)
}

fn named(subject: &NamedOrBlankNode) -> Option<&str> {
    match subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// The IRI or the words of a term.
#[must_use]
pub fn value(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        Term::BlankNode(_) => None,
    }
}

impl<'q> Block<'q> {
    fn new(quads: &'q [Quad]) -> Self {
        let mut by_subject: FxHashMap<_, Vec<_>> = FxHashMap::default();
        let mut by_label = FxHashMap::default();
        for quad in quads {
            let Some(subject) = named(&quad.subject) else { continue };
            by_subject.entry(subject).or_default().push((quad.predicate.as_str(), &quad.object));
            if quad.predicate == term::LABEL
                && let Term::Literal(label) = &quad.object
            {
                by_label.insert(label.value(), subject);
            }
        }
        Self { by_subject, by_label }
    }

    fn terms(&self, subject: &str, predicate: &str) -> impl Iterator<Item = &'q Term> {
        let all = self.by_subject.get(subject).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |(p, _)| *p == predicate).map(|(_, o)| *o)
    }

    fn term(&self, subject: &str, predicate: &str) -> Option<&'q Term> {
        self.terms(subject, predicate).next()
    }

    fn text(&self, subject: &str, predicate: &str) -> Option<&'q str> {
        self.terms(subject, predicate).find_map(value)
    }

    fn own(&self, subject: &str, local: &str) -> Option<&'q str> {
        self.text(subject, &format!("{CH}{local}"))
    }
}

/// Builds records, sharing the nodes and articles that several of them name.
struct Reader<'q> {
    block: Block<'q>,
    nodes: FxHashMap<String, Arc<Node>>,
    sources: FxHashMap<String, Arc<Source>>,
}

impl Reader<'_> {
    fn record(&mut self, iri: &str) -> Option<Record> {
        let subject = self.block.term(iri, term::SUBJECT.as_str())?;
        let predicate = self.block.text(iri, term::PREDICATE.as_str())?;
        let object = self.block.term(iri, term::OBJECT.as_str())?;
        let attribution = self.block.term(iri, &format!("{CH}attribution"));
        let sentences = self.sentences(iri);
        let qualifiers: BTreeMap<String, String> =
            QUALIFIERS.into_iter().filter_map(|q| Some((q.to_owned(), self.block.own(iri, q)?.to_owned()))).collect();
        Some(Record {
            iri: iri.to_owned(),
            kind: self.kind(iri),
            subject: self.party(subject)?,
            predicate: predicate.strip_prefix(CH).unwrap_or(predicate).to_owned(),
            object: self.object(iri, object)?,
            modality: self.block.own(iri, "modality").map_or("actual", |m| m.strip_prefix(CH).unwrap_or(m)).to_owned(),
            attribution: attribution.and_then(|a| self.party(a)),
            date: self.block.own(iri, "date").map(str::to_owned),
            date_how: self.block.own(iri, "dateHow").map(str::to_owned),
            term: {
                let own = |names: [&str; 2]| names.iter().find_map(|name| self.block.own(iri, name)).map(str::to_owned);
                (own(["from", "start"]), own(["until", "end"]))
            },
            place: self.block.own(iri, "place").map(|p| self.node(p)),
            addressee: qualifiers.get("addressee").map(|name| self.named(name)),
            coding: self.coding(iri),
            rule: self.block.own(iri, "rule").unwrap_or_default().to_owned(),
            source: self.source(iri, &sentences),
            qualifiers,
            sentences,
        })
    }

    fn kind(&self, iri: &str) -> String {
        let mut kinds: Vec<&str> = self
            .block
            .terms(iri, term::TYPE.as_str())
            .filter_map(value)
            .filter_map(|class| class.strip_prefix(CH))
            .filter(|class| *class != "Fact")
            .collect();
        kinds.sort_unstable();
        kinds.first().map(|k| k.to_lowercase()).unwrap_or_default()
    }

    fn object(&mut self, fact: &str, object: &Term) -> Option<Object> {
        let iri = match object {
            Term::NamedNode(node) => node.as_str(),
            _ => return Some(Object::Words(value(object)?.to_owned())),
        };
        let of = self.block.own(iri, "of");
        if of.is_none() && !iri.starts_with(OFFICE) {
            return Some(Object::Entity(self.node(iri)));
        }
        let role = self.block.own(fact, "role").or_else(|| self.block.own(iri, "role")).unwrap_or_default();
        Some(Object::Post { post: self.node(iri), role: role.to_owned(), of: of.map(|of| self.node(of)) })
    }

    fn coding(&self, iri: &str) -> Option<Coding> {
        let own = |local| self.block.own(iri, local).map(str::to_owned);
        Some(Coding { plover: own("plover")?, mode: own("ploverMode"), quad: own("quadClass"), cameo: own("cameo") })
    }

    fn sentences(&self, iri: &str) -> Vec<Sentence> {
        let number = |iri: &str, predicate: &str| {
            self.block.text(iri, predicate).and_then(|n| n.parse().ok()).unwrap_or_default()
        };
        let mut all: Vec<Sentence> = self
            .block
            .terms(iri, term::DERIVED_FROM.as_str())
            .filter_map(value)
            .map(|sentence| Sentence {
                index: number(sentence, &format!("{CH}index")),
                start: number(sentence, term::BEGIN_INDEX.as_str()),
                end: number(sentence, term::END_INDEX.as_str()),
                text: self.block.text(sentence, term::ANCHOR_OF.as_str()).unwrap_or_default().to_owned(),
                iri: sentence.to_owned(),
            })
            .collect();
        all.sort();
        all
    }

    fn source(&mut self, fact: &str, sentences: &[Sentence]) -> Arc<Source> {
        let article = sentences
            .first()
            .and_then(|s| self.block.text(&s.iri, term::REFERENCE_CONTEXT.as_str()))
            .unwrap_or_else(|| fact.split('#').next().unwrap_or(fact));
        if let Some(known) = self.sources.get(article) {
            return Arc::clone(known);
        }
        let text = |predicate: &str| self.block.text(article, predicate).map(str::to_owned);
        let source = Arc::new(Source {
            iri: article.to_owned(),
            id: text(term::IDENTIFIER.as_str()).unwrap_or_else(|| article.to_owned()),
            title: text(term::TITLE.as_str()),
            date: text(term::ISSUED.as_str()),
            publisher: text(term::PUBLISHER.as_str()),
            url: text(term::URL.as_str()),
        });
        self.sources.insert(article.to_owned(), Arc::clone(&source));
        source
    }

    /// The node with that label, else one made from it.
    fn named(&mut self, label: &str) -> Arc<Node> {
        if let Some(iri) = self.block.by_label.get(label) {
            return self.node(iri);
        }
        let iri = format!("{ENT}{}", encode(&label.replace(' ', "_")));
        Arc::new(Node { iri, label: label.to_owned(), class: String::new(), code: None })
    }

    /// Someone or something, described parties by their words.
    fn party(&mut self, term: &Term) -> Option<Arc<Node>> {
        match term {
            Term::NamedNode(node) => Some(self.node(node.as_str())),
            Term::Literal(words) => Some(self.named(words.value())),
            Term::BlankNode(_) => None,
        }
    }

    fn node(&mut self, iri: &str) -> Arc<Node> {
        if let Some(known) = self.nodes.get(iri) {
            return Arc::clone(known);
        }
        let class = self
            .block
            .terms(iri, term::TYPE.as_str())
            .filter_map(value)
            .find_map(|class| class.strip_prefix(CH))
            .unwrap_or_default();
        let label = self.block.text(iri, term::LABEL.as_str()).map_or_else(|| label_of(iri), str::to_owned);
        let node = Arc::new(Node {
            iri: iri.to_owned(),
            label,
            class: class.to_owned(),
            code: self.block.own(iri, "code").map(str::to_owned),
        });
        self.nodes.insert(iri.to_owned(), Arc::clone(&node));
        node
    }
}

/// The end of an IRI as words: `ent:Joe_Biden` → `Joe Biden`.
fn label_of(iri: &str) -> String {
    iri.rsplit(['/', '#']).find(|part| !part.is_empty()).unwrap_or(iri).replace('_', " ")
}
