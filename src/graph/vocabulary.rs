//! The terms that the graph is written in: Chancery's own and those it borrows.
//!
//! `vocabulary::ch("met")` is `<https://w3id.org/chancery/ns#met>`; `vocabulary::article("2021/call 1")` is
//! `<https://w3id.org/chancery/article/2021/call%201>`.

use std::fmt::Write as _;

use oxrdf::{NamedNode, NamedNodeRef};

pub use crate::ontology::{CH, ENT};

/// The namespace of articles, whose IRIs are also those of their named graphs.
pub const ARTICLE: &str = "https://w3id.org/chancery/article/";
/// The namespace of events that articles report, in the merged layer.
pub const EVENT: &str = "https://w3id.org/chancery/event/";
/// The namespace of offices.
pub const OFFICE: &str = "https://w3id.org/chancery/office/";

/// Prefixes by which people write these namespaces, in alphabetical order.
pub const PREFIXES: [(&str, &str); 16] = [
    ("article", ARTICLE),
    ("ch", CH),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("ent", ENT),
    ("event", EVENT),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("office", OFFICE),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("role", "https://w3id.org/chancery/role/"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Declares terms by their full IRIs.
macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $iri:literal;)*) => {
        $($(#[$doc])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
    };
}

/// Terms of other vocabularies.
pub mod term {
    use super::NamedNodeRef;

    terms! {
        /// `dcterms:identifier`
        IDENTIFIER = "http://purl.org/dc/terms/identifier";
        /// `dcterms:issued`
        ISSUED = "http://purl.org/dc/terms/issued";
        /// `dcterms:publisher`
        PUBLISHER = "http://purl.org/dc/terms/publisher";
        /// `dcterms:source`
        SOURCE = "http://purl.org/dc/terms/source";
        /// `dcterms:title`
        TITLE = "http://purl.org/dc/terms/title";
        /// `nif:Sentence`
        NIF_SENTENCE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence";
        /// `nif:anchorOf`
        ANCHOR_OF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";
        /// `nif:beginIndex`
        BEGIN_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
        /// `nif:endIndex`
        END_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex";
        /// `nif:referenceContext`
        REFERENCE_CONTEXT = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext";
        /// `org:Membership`
        MEMBERSHIP = "http://www.w3.org/ns/org#Membership";
        /// `org:member`
        MEMBER = "http://www.w3.org/ns/org#member";
        /// `org:organization`
        ORGANIZATION = "http://www.w3.org/ns/org#organization";
        /// `owl:sameAs`
        SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
        /// `prov:wasDerivedFrom`
        DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
        /// `rdf:type`
        TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        /// `rdf:subject`
        SUBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
        /// `rdf:predicate`
        PREDICATE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
        /// `rdf:object`
        OBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
        /// `schema:NewsArticle`
        NEWS_ARTICLE = "https://schema.org/NewsArticle";
        /// `schema:url`
        URL = "https://schema.org/url";
        /// `skos:prefLabel`
        LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
        /// `xsd:date`
        DATE = "http://www.w3.org/2001/XMLSchema#date";
        /// `xsd:gYearMonth`
        YEAR_MONTH = "http://www.w3.org/2001/XMLSchema#gYearMonth";
        /// `xsd:gYear`
        YEAR = "http://www.w3.org/2001/XMLSchema#gYear";
        /// `xsd:integer`
        INTEGER = "http://www.w3.org/2001/XMLSchema#integer";
        /// `xsd:nonNegativeInteger`
        COUNT = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger";
        /// `xsd:boolean`
        BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean";
    }
}

/// One of Chancery's own terms, by its local name.
#[must_use]
pub fn ch(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{CH}{local}"))
}

/// The IRI of an article and of its graph.
#[must_use]
pub fn article(id: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{ARTICLE}{}", encode(id)))
}

/// The id of the article with that IRI; `None` for any other IRI.
#[must_use]
pub fn article_id(iri: &str) -> Option<String> {
    decode(iri.strip_prefix(ARTICLE)?)
}

/// The IRI of an office from its label: "President of France" → `office:President_of_France`.
#[must_use]
pub fn office(label: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{OFFICE}{}", encode(&label.replace(' ', "_"))))
}

/// An IRI from elsewhere; characters that no IRI may have are percent-encoded.
#[must_use]
pub fn iri(text: &str) -> NamedNode {
    let bad = |c: char| c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' | '\u{7f}');
    if !text.contains(bad) {
        return NamedNode::new_unchecked(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| if bad(c) { percent(&mut out, c) } else { out.push(c) });
    NamedNode::new_unchecked(out)
}

/// Percent-encodes all but letters, digits, `- _ . ~ /` and what is not ASCII but a letter or digit.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '/') {
            out.push(c);
        } else {
            percent(&mut out, c);
        }
    }
    out
}

fn percent(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        let _ = write!(out, "%{byte:02X}");
    }
}

/// The text that [`encode`] made this of; `None` where it cannot have.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_their_iris() {
        for id in ["seed", "a/b c", "100%", "Genève – 1/2", "<x>\"{}|^`\\", "a\u{0}b"] {
            let iri = article(id);
            assert!(NamedNode::new(iri.as_str()).is_ok(), "{iri}");
            assert_eq!(article_id(iri.as_str()).as_deref(), Some(id));
        }
        assert_eq!(article_id("https://example.org/x"), None);
    }

    #[test]
    fn foreign_iris_are_made_valid() {
        assert_eq!(iri("https://example.org/a b").as_str(), "https://example.org/a%20b");
        assert_eq!(iri("https://example.org/é").as_str(), "https://example.org/é");
    }
}
