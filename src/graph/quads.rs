//! An article's facts as quads of its own graph, with the sentences that say so.
//!
//! "Biden spoke with Putin on Tuesday" → `<a#f0> a ch:Meeting … prov:wasDerivedFrom <a#s0>` and, as it is
//! actual, `ent:Joe_Biden ch:met ent:Vladimir_Putin`.

use std::collections::BTreeSet;

use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::terms;
use super::vocabulary::{self as v, ch, term};
use crate::article::signature::{names, signature};
use crate::article::{Article, CodePoints};
use crate::entity::moment::Moment;
use crate::extract::Extraction;
use crate::fact::{Argument, Entity, Evidence, Fact, Kind, Modality};
use crate::ontology::{Class, EntityId, Ontology};

/// All that an article says, as quads of its graph in canonical order, none twice.
#[must_use]
pub fn quads(article: &Article, extraction: &Extraction, ontology: &Ontology) -> Vec<Quad> {
    let mut lines: Vec<(String, Quad)> =
        unordered(article, extraction, ontology).into_iter().map(|q| (q.to_string(), q)).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.dedup_by(|a, b| a.0 == b.0);
    lines.into_iter().map(|(_, quad)| quad).collect()
}

/// The same as canonical N-Quads, one line each, sorted by bytes.
#[must_use]
pub fn lines(article: &Article, extraction: &Extraction, ontology: &Ontology) -> String {
    let mut lines: Vec<String> =
        unordered(article, extraction, ontology).iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

fn unordered(article: &Article, extraction: &Extraction, ontology: &Ontology) -> Vec<Quad> {
    let mut builder = Builder::new(article, ontology);
    builder.article(extraction);
    for (number, fact) in extraction.facts.iter().enumerate() {
        builder.fact(number, fact);
    }
    builder.quads
}

/// Collects the quads of one article.
struct Builder<'a> {
    article: &'a Article,
    ontology: &'a Ontology,
    points: CodePoints<'a>,
    iri: NamedNode,
    /// Day of publication; empty where unknown.
    day: String,
    described: BTreeSet<String>,
    sentences: BTreeSet<usize>,
    quads: Vec<Quad>,
}

impl<'a> Builder<'a> {
    fn new(article: &'a Article, ontology: &'a Ontology) -> Self {
        Self {
            article,
            ontology,
            points: article.code_points(),
            iri: v::article(&article.id),
            day: String::new(),
            described: BTreeSet::new(),
            sentences: BTreeSet::new(),
            quads: Vec::new(),
        }
    }

    fn add(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        let graph = GraphName::NamedNode(self.iri.clone());
        self.quads.push(Quad::new(subject.clone(), predicate, object, graph));
    }

    /// A node of this article: `<article#f7>`.
    fn node(&self, letter: char, number: usize) -> NamedNode {
        NamedNode::new_unchecked(format!("{}#{letter}{number}", self.iri.as_str()))
    }

    fn article(&mut self, extraction: &Extraction) {
        let (article, iri) = (self.article, self.iri.clone());
        self.add(&iri, term::TYPE, ch("Article"));
        self.add(&iri, term::TYPE, term::NEWS_ARTICLE);
        self.add(&iri, term::IDENTIFIER, text(&article.id));
        if let Some(date) = extraction.date.date.or(article.date) {
            self.day = date.to_string();
            self.add(&iri, term::ISSUED, typed(&date.to_string(), term::DATE));
            if extraction.date.inferred {
                self.add(&iri, ch("dateInferred"), typed("true", term::BOOLEAN));
            }
        }
        for (property, value) in [(term::TITLE, &article.title), (term::PUBLISHER, &article.publisher)] {
            if let Some(value) = value {
                self.add(&iri, property, text(value));
            }
        }
        for (property, signature) in [("signature", signature(&article.text)), ("nameSignature", names(&article.text))]
        {
            if !signature.is_empty() {
                self.add(&iri, ch(property), text(&signature));
            }
        }
        if let Some(url) = &article.url {
            let object: Term = if url.contains(':') { v::iri(url).into() } else { text(url).into() };
            self.add(&iri, term::URL, object);
        }
    }

    fn fact(&mut self, number: usize, fact: &Fact) {
        let node = self.node('f', number);
        let (subject, object) = (self.argument(&fact.subject), self.argument(&fact.object));
        self.add(&node, term::TYPE, ch("Fact"));
        self.add(&node, term::TYPE, ch(class(fact.kind)));
        self.add(&node, term::SUBJECT, subject.clone());
        self.add(&node, term::PREDICATE, ch(&fact.predicate));
        self.add(&node, term::OBJECT, object.clone());
        self.add(&node, ch("modality"), ch(fact.modality.name()));
        self.add(&node, ch("rule"), text(&fact.rule));
        let article = self.iri.clone();
        self.add(&node, term::SOURCE, article);
        self.circumstances(&node, fact);
        for evidence in &fact.evidence {
            self.sentence(evidence);
            let sentence = self.node('s', evidence.sentence);
            self.add(&node, term::DERIVED_FROM, sentence);
        }
        if let Argument::Office { role, of } = &fact.object {
            self.office(&node, &subject, role, of, fact);
        } else if let (Modality::Actual, Term::NamedNode(subject)) = (fact.modality, &subject) {
            self.add(subject, ch(&fact.predicate), object);
        }
    }

    /// When, where, how, according to whom.
    fn circumstances(&mut self, node: &NamedNode, fact: &Fact) {
        if let Some(attribution) = &fact.attribution {
            let by = self.argument(attribution);
            self.add(node, ch("attribution"), by);
        }
        if let Some(when) = &fact.date {
            self.add(node, ch("date"), date(&when.value));
            self.add(node, ch("dateHow"), text(&when.how));
        }
        if let Some(place) = &fact.place {
            let place = self.entity(place);
            self.add(node, ch("place"), place);
        }
        for (key, value) in &fact.qualifiers {
            self.add(node, ch(key), text(value));
        }
        if let Some(event) = &fact.event {
            self.add(node, ch("plover"), text(&event.plover));
            if let Some(mode) = &event.mode {
                self.add(node, ch("ploverMode"), text(mode));
            }
            self.add(node, ch("quadClass"), typed(&event.quad.to_string(), term::INTEGER));
            self.add(node, ch("cameo"), text(&event.cameo));
        }
    }

    /// The sentence as a node, once.
    fn sentence(&mut self, evidence: &Evidence) {
        if !self.sentences.insert(evidence.sentence) {
            return;
        }
        let (node, article) = (self.node('s', evidence.sentence), self.iri.clone());
        let words = evidence.span.of(&self.article.text);
        let count = |n: usize| typed(&n.to_string(), term::COUNT);
        let (start, end) = (self.points.at(evidence.span.start), self.points.at(evidence.span.end));
        self.add(&node, term::TYPE, ch("Sentence"));
        self.add(&node, term::TYPE, term::NIF_SENTENCE);
        self.add(&node, term::ANCHOR_OF, text(words));
        self.add(&node, term::BEGIN_INDEX, count(start));
        self.add(&node, term::END_INDEX, count(end));
        self.add(&node, term::REFERENCE_CONTEXT, article);
        self.add(&node, ch("index"), count(evidence.sentence));
    }

    /// An argument as a term; entities and offices are described beside it.
    fn argument(&mut self, argument: &Argument) -> Term {
        match argument {
            Argument::Entity(entity) => self.entity(entity).into(),
            Argument::Value(words) => text(words).into(),
            Argument::Office { role, of } => {
                let post = Post::new(role, of, self.ontology);
                let (node, body) = (v::office(&post.label), self.entity(of));
                if self.described.insert(node.as_str().to_owned()) {
                    self.add(&node, term::TYPE, ch("Post"));
                    self.add(&node, term::LABEL, english(&post.label));
                    self.add(&node, ch("role"), text(&post.role));
                    self.add(&node, ch("of"), body);
                }
                node.into()
            }
        }
    }

    fn entity(&mut self, entity: &Entity) -> NamedNode {
        let node = v::iri(&entity.iri);
        if self.described.insert(entity.iri.clone()) {
            self.add(&node, term::TYPE, ch(entity.class.name()));
            self.add(&node, term::LABEL, english(&entity.label));
            let ontology = self.ontology;
            let known: Option<&'a crate::ontology::Entity> = ontology.by_iri(&entity.iri).map(|id| ontology.entity(id));
            // What acts for a state in one sentence is no part of what the state is.
            let own = known.filter(|known| known.class != Class::Person).and_then(|known| known.code.as_ref());
            if let Some(code) = own.or(entity.code.as_ref()) {
                self.add(&node, ch("code"), text(code));
            }
            for same in known.iter().flat_map(|k| &k.same_as) {
                self.add(&node, term::SAME_AS, v::iri(same));
            }
            let known = known.into_iter();
            let ties = known.flat_map(|known| {
                let of = |property, all: &'a [EntityId]| all.iter().map(move |id| (property, *id));
                let acts_for = known.acts_for.iter().map(|id| ("actsFor", *id));
                let (part, citizen) = (of("partOf", &known.part_of), of("citizenOf", &known.citizen_of));
                of("locatedIn", &known.located_in).chain(acts_for).chain(part).chain(citizen)
            });
            for (property, other) in ties {
                self.add(&node, ch(property), v::iri(&ontology.entity(other).iri));
            }
        }
        node
    }

    /// What is particular to an office: the membership, and who holds and leads what.
    fn office(&mut self, node: &NamedNode, holder: &Term, role: &str, of: &Entity, fact: &Fact) {
        let (post, body) = (Post::new(role, of, self.ontology), v::iri(&of.iri));
        self.add(node, term::TYPE, term::MEMBERSHIP);
        self.add(node, term::MEMBER, holder.clone());
        self.add(node, term::ORGANIZATION, body.clone());
        self.add(node, ch("role"), text(role));
        if let (Modality::Actual, Term::NamedNode(person)) = (fact.modality, holder) {
            let told = fact.date.as_ref().and_then(|when| Moment::parse(&when.value)?.last());
            let told = told.map_or_else(|| self.day.clone(), |day| day.to_string());
            let term = terms::term(self.ontology, person.as_str(), &post.role, &of.iri, &told, post.held);
            for (property, day) in term.into_iter().flat_map(|t| [("from", &t.from), ("until", &t.until)]) {
                if let Some(day) = day {
                    self.add(node, ch(property), date(day));
                }
            }
        }
        if let (Modality::Actual, true, Term::NamedNode(person)) = (fact.modality, post.held, holder) {
            self.add(person, ch("holdsOffice"), v::office(&post.label));
            let leads = |r: &crate::ontology::Role| r.leads && r.label.eq_ignore_ascii_case(&post.role);
            if self.ontology.roles.iter().any(leads) {
                self.add(person, ch("leads"), body);
            }
        }
    }
}

/// The office behind a role as the text gives it: "former President" → President, not held.
struct Post {
    role: String,
    label: String,
    held: bool,
}

impl Post {
    /// Marks that tell of the holder, with whether the office is held; all others ("deputy") are part of the office.
    const MARKS: [(&'static str, bool); 14] = [
        ("former", false),
        ("late", false),
        ("ousted", false),
        ("incoming", false),
        ("elect", false),
        ("designate", false),
        ("honorary", false),
        ("self-proclaimed", false),
        ("acting", true),
        ("interim", true),
        ("caretaker", true),
        ("outgoing", true),
        ("senior", true),
        ("then", true),
    ];

    fn new(role: &str, of: &Entity, ontology: &Ontology) -> Self {
        let (bare, held) = Self::bare(role);
        let role = canonical(bare, ontology);
        Self { label: format!("{role} of {}", of.label), role, held }
    }

    /// The role without its marks, and whether it is held.
    fn bare(role: &str) -> (&str, bool) {
        let (mut bare, mut held) = (role, true);
        'marks: loop {
            for (mark, holds) in Self::MARKS {
                let before = bare.strip_prefix(mark).and_then(|rest| rest.strip_prefix(' '));
                let after = bare.strip_suffix(mark).and_then(|rest| rest.strip_suffix(['-', ' ']));
                if let Some(rest) = before.or(after) {
                    (bare, held) = (rest, held && holds);
                    continue 'marks;
                }
            }
            return (bare, held);
        }
    }
}

/// Whether a role as reported is held at the time: "Chancellor" and "acting Chancellor" are, "former Chancellor" is not.
#[must_use]
pub fn is_held(role: &str) -> bool {
    Post::bare(role).1
}

/// The same as a regular expression that roles which are not held fit.
#[must_use]
pub fn unheld_roles() -> String {
    let marks: Vec<&str> = Post::MARKS.into_iter().filter(|(_, holds)| !holds).map(|(mark, _)| mark).collect();
    let any = marks.join("|");
    format!("^({any}) |[ -]({any})$")
}

/// A role as the ontology writes it, so that "PRESIDENT" and "president" are one office; of an unknown one the first
/// letter is large, or that of each word where all were.
fn canonical(role: &str, ontology: &Ontology) -> String {
    if let Some(known) = ontology.roles.iter().find(|known| known.label.eq_ignore_ascii_case(role)) {
        return known.label.clone();
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    if role.chars().any(char::is_lowercase) {
        return capital(role);
    }
    let word = |word: &str| match word {
        "OF" | "THE" | "FOR" | "AND" => word.to_lowercase(),
        // "CEO", "MP"
        _ if word.chars().count() <= 3 => word.to_owned(),
        _ => capital(&word.to_lowercase()),
    };
    role.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The class of facts of a kind.
fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Office => "Office",
        Kind::Meeting => "Meeting",
        Kind::Topic => "Topic",
        Kind::Statement => "Statement",
        Kind::Sanction => "Sanction",
        Kind::Force => "Force",
        Kind::Interaction => "Interaction",
    }
}

/// Words as they are.
#[must_use]
pub fn text(value: &str) -> Literal {
    Literal::new_simple_literal(value)
}

/// An English name.
#[must_use]
pub fn english(value: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(value, "en")
}

/// A value of a datatype.
#[must_use]
pub fn typed(value: &str, datatype: NamedNodeRef<'static>) -> Literal {
    Literal::new_typed_literal(value, datatype)
}

/// A date to the precision known: a day, month or year, else a plain EDTF string.
#[must_use]
pub fn date(value: &str) -> Literal {
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match shape.as_str() {
        "0000-00-00" => typed(value, term::DATE),
        "0000-00" => typed(value, term::YEAR_MONTH),
        "0000" => typed(value, term::YEAR),
        _ => text(value),
    }
}
