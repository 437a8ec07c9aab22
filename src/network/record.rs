//! Facts as they are read back from the graph, with the names and sentences that a reader needs.
//!
//! `<article#f2> a ch:Meeting ; rdf:subject ent:Joe_Biden …` → `Record { kind: "meeting", subject: Joe Biden, … }`.

use std::collections::BTreeMap;
use std::sync::Arc;

use oxrdf::{NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use crate::graph::vocabulary::{CH, ENT, OFFICE, encode, term};

/// The class of nodes that are only words.
pub const TEXT: &str = "Text";

/// Someone or something, as the graph names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Full IRI.
    pub iri: String,
    /// English name, else the end of the IRI.
    pub label: String,
    /// Local name of its class: `Person`; empty where the graph does not say.
    pub class: String,
    /// CAMEO actor code.
    pub code: Option<String>,
}

impl Node {
    /// A short name that is unique: the end of the IRI in Chancery's own namespaces, else the whole IRI.
    #[must_use]
    pub fn id(&self) -> &str {
        short(&self.iri)
    }
}

/// The end of an IRI in Chancery's namespace of entities, else the whole IRI.
#[must_use]
pub fn short(iri: &str) -> &str {
    iri.strip_prefix(ENT).unwrap_or(iri)
}

/// What a fact is about besides its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// Someone or something.
    Entity(Arc<Node>),
    /// Words: a statement, a topic, a described object.
    Words(String),
    /// An office.
    Post {
        /// The office itself, labelled `ROLE of X`.
        post: Arc<Node>,
        /// `President`, `former President`.
        role: String,
        /// The country or body.
        of: Option<Arc<Node>>,
    },
}

impl Object {
    /// The name or the words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Entity(node) | Self::Post { post: node, .. } => &node.label,
            Self::Words(words) => words,
        }
    }
}

/// Where a fact was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Full IRI, also that of the article's graph.
    pub iri: String,
    /// The article's id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// ISO day of publication.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// A sentence that states a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence {
    /// Index in the article, from 0.
    pub index: u64,
    /// First Unicode code point in the article.
    pub start: u64,
    /// Code point after the last.
    pub end: u64,
    /// Its words.
    pub text: String,
    /// Full IRI.
    pub iri: String,
}

/// The coding of an event in the PLOVER and CAMEO schemes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coding {
    /// PLOVER event type: `CONSULT`.
    pub plover: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Quad class, `1` to `4`.
    pub quad: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
}

/// A fact with everything that the graph says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Full IRI of the fact.
    pub iri: String,
    /// `office`, `meeting`, `topic`, `statement`, `sanction`, `force`, `interaction`.
    pub kind: String,
    /// Who.
    pub subject: Arc<Node>,
    /// Local name of the property.
    pub predicate: String,
    /// Whom or what.
    pub object: Object,
    /// Name of the modality.
    pub modality: String,
    /// Who asserts it.
    pub attribution: Option<Arc<Node>>,
    /// ISO 8601/EDTF.
    pub date: Option<String>,
    /// Where.
    pub place: Option<Arc<Node>>,
    /// Whom a statement is addressed to.
    pub addressee: Option<Arc<Node>>,
    /// `mode start end topic measure quantity unit addressee via direct target stage`.
    pub qualifiers: BTreeMap<String, String>,
    /// Event coding, for kinds that are events.
    pub coding: Option<Coding>,
    /// The rule that made it.
    pub rule: String,
    /// The article.
    pub source: Arc<Source>,
    /// The sentences, in text order.
    pub sentences: Vec<Sentence>,
}

impl Record {
    /// Whom or what a picture joins the subject to: the object, the country or body of an office, the addressee of
    /// a statement; `None` where there are only words.
    #[must_use]
    pub fn counterpart(&self) -> Option<&Arc<Node>> {
        match &self.object {
            Object::Entity(node) => Some(node),
            Object::Post { of, post, .. } => Some(of.as_ref().unwrap_or(post)),
            Object::Words(_) => self.addressee.as_ref(),
        }
    }

    /// The counterpart, else a node for the words.
    #[must_use]
    pub fn target(&self) -> Arc<Node> {
        self.counterpart().cloned().unwrap_or_else(|| {
            let label = self.object.text().to_owned();
            Arc::new(Node { iri: format!("{}-words", self.iri), label, class: TEXT.to_owned(), code: None })
        })
    }

    /// What a picture writes on the edge: the role of an office, else the predicate.
    #[must_use]
    pub fn label(&self) -> &str {
        match &self.object {
            Object::Post { role, .. } if !role.is_empty() => role,
            _ => &self.predicate,
        }
    }

    /// The sentences as one text.
    #[must_use]
    pub fn text(&self) -> String {
        self.sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" … ")
    }

    /// Everyone and everything that it names, subject first.
    pub fn nodes(&self) -> impl Iterator<Item = &Arc<Node>> {
        std::iter::once(&self.subject).chain(self.counterpart()).chain(&self.attribution).chain(&self.place)
    }
}

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

fn value(term: &Term) -> Option<&str> {
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
