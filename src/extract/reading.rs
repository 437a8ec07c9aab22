//! The article as the extractors see it: sentences, times, quotations, and who is meant.

use super::speech_sources;
use crate::article::Article;
use crate::entity::{self, Mentions};
use crate::extract::ArticleDate;
use crate::grammar::time::{self, Time, TimeExpression};
use crate::grammar::{self, Sentence, Upos, Word};
use crate::ontology::Ontology;
use crate::text::{self, Quotation, Span};

/// Everything that was worked out before facts are looked for.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// What is known.
    pub ontology: &'a Ontology,
    /// Its sentences with their analysis.
    pub sentences: Vec<Sentence>,
    /// The time expressions of each sentence.
    pub times: Vec<Vec<TimeExpression>>,
    /// The quotations of the text, in order.
    pub quotations: Vec<Quotation>,
    /// When it was published, as far as known.
    pub date: ArticleDate,
    /// Whether a sentence is no reporting: bylines, links, credits, another language, what nobody in particular says in a
    /// transcript.
    pub boilerplate: Vec<bool>,
    /// Who is meant.
    pub mentions: Mentions,
}

impl<'a> Reading<'a> {
    /// Runs the stages from text to mentions.
    #[must_use]
    pub fn new(article: &'a Article, ontology: &'a Ontology) -> Self {
        let raw = text::split(&article.text, article.body);
        let mut sentences = grammar::analyse(&article.text, &raw);
        know_verbs(&article.text, &mut sentences, ontology);
        let mut reading = Self::analysed(article, ontology, sentences);
        let nobodys = |s: usize| reading.mentions.turn(s).is_some_and(|turn| turn.speaker.is_none());
        reading.boilerplate = raw.iter().enumerate().map(|(s, raw)| raw.boilerplate || nobodys(s)).collect();
        reading
    }

    /// Runs the stages after grammar on sentences that are analysed already, such as those of a treebank.
    #[must_use]
    pub fn analysed(article: &'a Article, ontology: &'a Ontology, sentences: Vec<Sentence>) -> Self {
        let quotations = text::quotations(&article.text, article.body);
        let mut times: Vec<_> = sentences.iter().map(|s| time::find(&article.text, s)).collect();
        for (times, sentence) in times.iter_mut().zip(&sentences) {
            times.retain(|time| !is_attribute(time, sentence));
        }
        let date = entity::article_date(article, &sentences, &times, ontology);
        let mentions = entity::resolve(article, &sentences, ontology, date.date);
        let boilerplate = vec![false; sentences.len()];
        let mut reading = Self { article, ontology, sentences, times, quotations, date, boilerplate, mentions };
        let described = speech_sources::described(&reading);
        if !described.is_empty() {
            reading.mentions.describe(described);
        }
        reading
    }

    /// The quotation that holds these bytes, by its index.
    #[must_use]
    pub fn quotation(&self, span: Span) -> Option<usize> {
        text::quotation_at(&self.quotations, span)
    }

    /// A word as written.
    #[must_use]
    pub fn word(&self, sentence: usize, word: usize) -> &'a str {
        self.sentences[sentence].words[word].span.of(&self.article.text)
    }
}

/// Gives forms of verbs that the ontology knows their lemma, where a guess from the ending gave none that it knows.
fn know_verbs(text: &str, sentences: &mut [Sentence], ontology: &Ontology) {
    let forms = &ontology.lexicon.forms;
    let verbs = sentences.iter_mut().flat_map(|s| &mut s.words).filter(|w| w.upos == Upos::Verb);
    // "Raped" is no form of "rap", which has its consonant twice.
    let short = |w: &Word| w.lemma.len() < 5 && w.span.of(text).strip_suffix("ed") == Some(&*w.lemma);
    for word in verbs.filter(|w| !forms.knows(&w.lemma) || short(w)) {
        if let Some(lemma) = forms.lemma(&word.span.of(text).to_lowercase()) {
            word.lemma = lemma.into();
        }
    }
}

/// "An eighteenth-century villa": a century or decade that only describes a thing dates nothing.
fn is_attribute(time: &TimeExpression, sentence: &Sentence) -> bool {
    matches!(time.time, Time::Century(_) | Time::Decade { .. })
        && sentence.words.get(time.words.end).is_some_and(Word::is_nominal)
}
