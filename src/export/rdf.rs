//! RDF: all quads as they are, or those of the facts that are wanted.
//!
//! `--to trig` keeps the articles' graphs apart, `--to ttl` gives their union, each statement about an entity once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxrdf::{LiteralRef, NamedNodeRef, NamedOrBlankNode, Quad, Term, TripleRef};
use rustc_hash::FxHashSet;

use super::output;
use crate::error::{Error, Result};
use crate::graph::vocabulary::{ARTICLE, CH, ENT, OFFICE, PREFIXES, term};
use crate::network::{Object, Record, Selection, records};

/// `rdf:reifies` of RDF 1.2.
const REIFIES: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies");
/// What says of RDF 1.1's fact nodes what they are about.
const REIFICATION: [NamedNodeRef<'static>; 3] = [term::SUBJECT, term::PREDICATE, term::OBJECT];

/// The RDF formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rdf {
    /// Turtle.
    Turtle,
    /// N-Triples.
    NTriples,
    /// N-Quads.
    NQuads,
    /// `TriG`.
    TriG,
    /// RDF/XML.
    Xml,
    /// JSON-LD.
    JsonLd,
    /// N-Triples of RDF 1.2: `<fact> rdf:reifies <<( s p o )>>`.
    Reified,
}

impl Rdf {
    fn format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::NTriples | Self::Reified => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::TriG => RdfFormat::TriG,
            Self::Xml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }
}

/// Writes quads graph by graph.
pub struct Writer<W: Write> {
    rdf: Rdf,
    inner: Inner<W>,
    /// Digests of what was said of entities, where graphs are joined.
    said: FxHashSet<(u64, u64)>,
}

enum Inner<W: Write> {
    Serializer(Box<WriterQuadSerializer<W>>),
    Lines(W),
}

impl<W: Write> Writer<W> {
    /// Begins to write.
    ///
    /// # Errors
    /// A prefix that is no IRI: never.
    pub fn new(rdf: Rdf, out: W) -> Result<Self> {
        let mut serializer = RdfSerializer::from_format(rdf.format());
        // Names of entities may end with a dot (`Washington,_D.C.`), which rdflib cannot read in a prefixed name.
        for (name, iri) in PREFIXES.into_iter().filter(|(_, iri)| ![ARTICLE, ENT, OFFICE].contains(iri)) {
            serializer = serializer.with_prefix(name, iri).map_err(|e| Error::Usage(e.to_string()))?;
        }
        let inner = if rdf == Rdf::Reified {
            Inner::Lines(out)
        } else {
            Inner::Serializer(Box::new(serializer.for_writer(out)))
        };
        Ok(Self { rdf, inner, said: FxHashSet::default() })
    }

    /// Writes what is wanted of a graph.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn graph(&mut self, quads: &[Quad], selection: &Selection) -> Result<()> {
        if self.rdf == Rdf::Reified {
            self.reify(quads, selection)?;
        }
        if selection.is_open() {
            return quads.iter().try_for_each(|quad| self.quad(quad));
        }
        let kept: Vec<Record> = records(quads).into_iter().filter(|r| selection.keeps(r)).collect();
        if kept.is_empty() {
            return Ok(());
        }
        let wanted = Wanted::new(&kept);
        quads.iter().filter(|quad| wanted.keeps(quad)).try_for_each(|quad| self.quad(quad))
    }

    /// `<fact> rdf:reifies <<( s p o )>>` for each fact.
    fn reify(&mut self, quads: &[Quad], selection: &Selection) -> Result<()> {
        let Inner::Lines(out) = &mut self.inner else { return Ok(()) };
        for record in records(quads).iter().filter(|r| selection.keeps(r)) {
            let subject = NamedNodeRef::new_unchecked(&record.subject.iri);
            let predicate = format!("{CH}{}", record.predicate);
            let predicate = NamedNodeRef::new_unchecked(&predicate);
            let object: Term = match &record.object {
                Object::Entity(node) | Object::Post { post: node, .. } => NamedNodeRef::new_unchecked(&node.iri).into(),
                Object::Words(words) => LiteralRef::new_simple_literal(words).into_owned().into(),
            };
            let fact = NamedNodeRef::new_unchecked(&record.iri);
            writeln!(out, "{fact} {REIFIES} <<( {subject} {predicate} {object} )>> .").map_err(output)?;
        }
        Ok(())
    }

    fn quad(&mut self, quad: &Quad) -> Result<()> {
        let apart = self.rdf.format().supports_datasets();
        if !apart && !is_local(&quad.subject) && !self.said.insert(digest(quad)) {
            return Ok(());
        }
        match &mut self.inner {
            Inner::Serializer(serializer) if apart => serializer.serialize_quad(quad),
            Inner::Serializer(serializer) => {
                serializer.serialize_triple(TripleRef::new(&quad.subject, &quad.predicate, &quad.object))
            }
            // What these say, the triple term does.
            Inner::Lines(_) if REIFICATION.contains(&quad.predicate.as_ref()) => Ok(()),
            Inner::Lines(out) => writeln!(out, "{} {} {} .", quad.subject, quad.predicate, quad.object),
        }
        .map_err(output)
    }

    /// Writes what ends the format.
    ///
    /// # Errors
    /// An output that cannot be written.
    pub fn finish(self) -> Result<W> {
        match self.inner {
            Inner::Serializer(serializer) => serializer.finish().map_err(output),
            Inner::Lines(out) => Ok(out),
        }
    }
}

/// Whether only one article's graph can speak of it.
fn is_local(subject: &NamedOrBlankNode) -> bool {
    matches!(subject, NamedOrBlankNode::NamedNode(node) if node.as_str().starts_with(ARTICLE))
}

fn digest(quad: &Quad) -> (u64, u64) {
    let mut hashers = [DefaultHasher::new(), DefaultHasher::new()];
    1u8.hash(&mut hashers[1]);
    for hasher in &mut hashers {
        (&quad.subject, &quad.predicate, &quad.object).hash(hasher);
    }
    (hashers[0].finish(), hashers[1].finish())
}

/// What belongs to the facts that are kept.
struct Wanted {
    /// Facts, their sentences and articles: all that is said of them.
    whole: FxHashSet<String>,
    /// Entities and offices: what describes them.
    described: FxHashSet<String>,
    /// Plain statements.
    plain: FxHashSet<(String, String, String)>,
}

impl Wanted {
    fn new(kept: &[Record]) -> Self {
        let mut wanted =
            Self { whole: FxHashSet::default(), described: FxHashSet::default(), plain: FxHashSet::default() };
        for record in kept {
            wanted.whole.insert(record.iri.clone());
            wanted.whole.insert(record.source.iri.clone());
            wanted.whole.extend(record.sentences.iter().map(|s| s.iri.clone()));
            wanted.described.extend(record.nodes().map(|node| node.iri.clone()));
            if record.modality == "actual" {
                wanted.plain(record);
            }
            if let Object::Post { post, .. } = &record.object {
                wanted.described.insert(post.iri.clone());
            }
        }
        wanted
    }

    fn plain(&mut self, record: &Record) {
        let mut add = |object: &str| {
            self.plain.insert((record.subject.iri.clone(), format!("{CH}{}", record.predicate), object.to_owned()));
        };
        match &record.object {
            Object::Entity(node) => add(&node.iri),
            Object::Words(words) => add(words),
            Object::Post { post, of, .. } => {
                add(&post.iri);
                if let Some(of) = of {
                    let leads = (record.subject.iri.clone(), format!("{CH}leads"), of.iri.clone());
                    self.plain.insert(leads);
                }
            }
        }
    }

    fn keeps(&self, quad: &Quad) -> bool {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return false };
        let (subject, predicate) = (subject.as_str(), quad.predicate.as_str());
        if self.whole.contains(subject) {
            return true;
        }
        let own = predicate.strip_prefix(CH);
        let describes = quad.predicate == term::TYPE || own.is_none_or(|p| matches!(p, "code" | "role" | "of"));
        if describes {
            return self.described.contains(subject);
        }
        let object = match &quad.object {
            Term::NamedNode(node) => node.as_str(),
            Term::Literal(literal) => literal.value(),
            Term::BlankNode(_) => return false,
        };
        self.plain.contains(&(subject.to_owned(), predicate.to_owned(), object.to_owned()))
    }
}
