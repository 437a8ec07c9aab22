//! Facts as they are read back from the graph, with the names and sentences that a reader needs.
//!
//! `<article#f2> a ch:Meeting ; rdf:subject ent:Joe_Biden …` → `Record { kind: "meeting", subject: Joe Biden, … }`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::graph::vocabulary::ENT;

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

/// The words of a property's local name: `holdsOffice` → `holds office`.
#[must_use]
pub fn spaced(predicate: &str) -> String {
    predicate.chars().fold(String::new(), |mut out, c| {
        if c.is_uppercase() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
        out
    })
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
    /// How the date was worked out: `"Tuesday" before 2021-12-07`.
    pub date_how: Option<String>,
    /// First and last day of an office, where known.
    pub term: (Option<String>, Option<String>),
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
    /// Whether its words were said so: only these stand in quotation marks, what is reported or talked about may be
    /// worded otherwise.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.qualifiers.get("direct").is_some_and(|direct| direct == "yes")
    }

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
