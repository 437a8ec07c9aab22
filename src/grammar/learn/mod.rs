//! Learns the model from treebanks and unlabelled text, always to the same bytes.
//!
//! From text alone the net learns which words stand in which company, then from `Biden met Xi` with its tree that `met`
//! after a name is a verb and that the names beside it are its subject and object.

mod lessons;
pub mod names;
pub mod net;
pub mod opinions;
pub mod teacher;

use super::Rel;
use super::conllu::GoldSentence;
use super::lemmas::Lemmas;
use super::model::Model;
use super::net::Net;
use super::net::layout::Weights;
use lessons::{Forms, Numbered, Tags};
use net::encoder::Reading;
use net::judge::Lesson;
use net::{pretrain, treebank};
use teacher::Again;

/// How much is learnt.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// From unlabelled text.
    pub text: pretrain::Plan,
    /// From treebanks.
    pub treebanks: treebank::Plan,
    /// From what the net says of names where the treebanks mark none.
    pub names: Again,
}

/// Longer sentences of the treebanks are not learnt from.
const LONGEST: usize = 120;

/// Learns a model from treebanks, and before that from unlabelled texts; `report` is told what is going on.
///
/// # Errors
/// If a tag of the treebanks is unknown or there is no sentence to learn from.
pub fn train(
    sentences: &[GoldSentence],
    unlabelled: &[String],
    settings: Settings,
    report: &dyn Fn(&str),
) -> Result<Model, String> {
    if sentences.is_empty() {
        return Err("there is no sentence to learn from".into());
    }
    report("reading");
    let texts = lessons::unlabelled(unlabelled);
    let in_treebanks = lessons::counts(sentences.iter().flat_map(|s| &s.words).map(|word| &*word.form));
    let elsewhere = lessons::counts(texts.iter().flatten().copied());
    let vocabulary = lessons::vocabulary(&in_treebanks, &elsewhere);
    let tags = Tags::new(sentences);
    let mut forms = Forms::new(&vocabulary, &in_treebanks);
    let in_text: Vec<Numbered> = texts.iter().map(|words| forms.number(words.iter().copied())).collect();
    let taught: Vec<&GoldSentence> = sentences.iter().filter(|s| s.words.len() <= LONGEST).collect();
    let numbered: Vec<Numbered> = taught.iter().map(|s| forms.number(s.words.iter().map(|word| &*word.form))).collect();
    let readings: Vec<Reading> = numbered.iter().map(|sentence| forms.reading(sentence)).collect();
    let documents = documents(sentences);
    let lesson = |(sentence, of): (&&GoldSentence, &Document)| tags.lesson(sentence, of.marked);
    let mut lessons: Vec<Lesson> = taught.iter().zip(&documents).map(lesson).collect();

    let mut weights = net::fresh(vocabulary.rows(), tags.names.len(), Rel::COUNT);
    let also = readings.iter().filter(|reading| lessons::GUESSED.contains(&reading.forms.len())).cloned();
    let all: Vec<Reading> = in_text.iter().map(|s| forms.reading(s)).chain(also).collect();
    pretrain::learn(&mut weights, &all, settings.text, &mut |step, steps, loss| {
        report(&format!("text: batch {step} of {steps}, loss of a guess {loss:.2}"));
    });
    drop(all);
    let lead = |weights: &mut _, lessons: &[Lesson], plan: treebank::Plan| {
        treebank::learn(weights, &readings, lessons, plan, &mut |epoch, losses| {
            let treebank::Losses { tags, arcs, rels, names } = losses;
            report(&format!("treebanks: pass {epoch}, losses {tags:.3} {arcs:.3} {rels:.3} {names:.3}"));
        });
    };
    lead(&mut weights, &lessons, settings.treebanks);
    if documents.iter().any(|of| of.marked) && documents.iter().any(|of| !of.marked) {
        let stored = Weights::round(&weights, Rel::COUNT, tags.names.len());
        let net = Net::new(&stored, tags.names.len(), Rel::Root as usize);
        teach(&net, &documents, (&taught, &readings), &mut lessons);
        let Again { epochs, rate } = settings.names;
        lead(&mut weights, &lessons, treebank::Plan { epochs, rate, ..settings.treebanks });
    }
    let all_words: Vec<(String, _)> =
        sentences.iter().flat_map(|s| &s.words).map(|word| (lessons::tag(word), word)).collect();
    let lemmas = Lemmas::learn(all_words.iter().map(|(tag, word)| (&*word.form, &**tag, &*word.lemma)), &|word| {
        vocabulary.knows(word)
    });
    let stored = Weights::round(&weights, Rel::COUNT, tags.names.len());
    Model::new(tags.names, vocabulary.words().to_vec(), stored, lemmas)
}

/// Makes lessons in names for the sentences of all documents that mark none.
fn teach(net: &Net, documents: &[Document], of: (&[&GoldSentence], &[Reading<'_>]), lessons: &mut [Lesson]) {
    let mut start = 0;
    for document in documents.chunk_by(|a, b| a == b) {
        let range = start..start + document.len();
        start = range.end;
        if !document[0].marked {
            teacher::teach(net, &of.0[range.clone()], &of.1[range.clone()], &mut lessons[range]);
        }
    }
}

/// The document of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Document {
    number: usize,
    /// Whether it marks names.
    marked: bool,
}

/// The documents of the sentences that are learnt from.
fn documents(sentences: &[GoldSentence]) -> Vec<Document> {
    let marked = names::marked(sentences);
    let mut number = 0;
    let documents = sentences.iter().zip(marked).map(|(sentence, marked)| {
        number += usize::from(sentence.starts_document);
        (sentence, Document { number, marked })
    });
    documents.filter(|(sentence, _)| sentence.words.len() <= LONGEST).map(|(_, document)| document).collect()
}

/// A stream of numbers that looks random and is always the same.
pub struct Shuffle(u64);

impl Shuffle {
    /// A stream from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % limit.max(1) as u64).unwrap_or(0)
    }

    /// Puts things into another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}
