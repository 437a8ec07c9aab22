//! Trees and mentions into facts: one file per kind of fact, and one engine for the event types of the ontology.

use jiff::civil::Date;

use crate::article::Article;
use crate::fact::Fact;
use crate::grammar::Sentence;
use crate::ontology::Ontology;

/// The article's date and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleDate {
    /// The day, if known.
    pub date: Option<Date>,
    /// Whether it was inferred from the text, rather than given.
    pub inferred: bool,
    /// The reasons, for `explain`.
    pub reasons: Vec<String>,
}

/// Why a sentence with trigger words gave no fact, or anything else that `explain` should tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The sentence.
    pub sentence: usize,
    /// What is to be said about it.
    pub text: String,
}

/// All that was read out of one article.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// When it was published.
    pub date: ArticleDate,
    /// Its sentences with their analysis; fact evidence points here by index.
    pub sentences: Vec<Sentence>,
    /// Its facts in order of their first evidence, repeated ones folded.
    pub facts: Vec<Fact>,
    /// What stopped sentences that gave none.
    pub notes: Vec<Note>,
}

/// Reads the facts out of an article: a pure function of the article and the ontology.
#[must_use]
pub fn extract(article: &Article, _ontology: &Ontology) -> Extraction {
    Extraction { date: ArticleDate { date: article.date, ..ArticleDate::default() }, ..Extraction::default() }
}
