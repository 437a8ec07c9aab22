//! Tags, lemmas, dependency trees and names of sentences.
//!
//! This interface is all that the stages below know of grammar; how it is worked out stays in here.

pub mod analysis;
mod bytes;
pub mod conllu;
pub mod evaluate;
pub mod learn;
pub mod lemmas;
pub mod model;
pub mod names;
pub mod net;
pub mod opinions;
mod phrases;
mod irregular;
mod repair;
mod repair_clauses;
mod repair_forms;
mod repair_relatives;
mod repair_speech;
mod repair_names;
mod repair_persons;
mod repair_quotes;
mod repair_verbs;
pub mod tagset;
pub mod time;
mod timedates;
mod timeparts;
mod timespans;
mod timewords;
mod timex;
pub mod tree;
pub mod valency;
mod valency_objects;

use std::ops::Range;

use crate::text::{RawSentence, Span};

/// Analyses sentences: tags, lemmas, trees, names. A pure function of the text.
#[must_use]
pub fn analyse(text: &str, sentences: &[RawSentence]) -> Vec<Sentence> {
    analysis::analyse_with(model::Model::builtin(), text, sentences)
}

/// Universal part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of Universal Dependencies")]
#[rustfmt::skip]
pub enum Upos { Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, X }

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
#[rustfmt::skip]
pub enum NameKind { Person, Organization, Place, Event, Other }

/// A name found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The words it covers.
    pub words: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// Universal dependency relation of a word to its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of Universal Dependencies, subtype after the base")]
#[rustfmt::skip]
pub enum Rel {
    Acl, AclRelcl, Advcl, AdvclRelcl, Advmod, Amod, Appos, Aux, AuxPass, Case, Cc, CcPreconj, Ccomp, Compound,
    CompoundPrt, Conj, Cop, Csubj, CsubjOuter, CsubjPass, Dep, Det, DetPredet, Discourse, Dislocated, Expl, Fixed,
    Flat, Goeswith, Iobj, List, Mark, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Nsubj, NsubjOuter, NsubjPass, Nummod,
    Obj, Obl, OblAgent, OblUnmarked, Orphan, Parataxis, Punct, Reparandum, Root, Vocative, Xcomp,
}

/// A syntactic word: contractions and possessives are split (`do n't`, `Biden 's`), so words tile the text.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its bytes in the article's text.
    pub span: Span,
    /// Dictionary form; lower case except for proper nouns.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag: `NNS`, `VBD` …; number, tense and verb form are read off it.
    pub xpos: &'static str,
    /// Index of the head in the sentence; `None` for the root (and for all words of a sentence without a tree).
    pub head: Option<usize>,
    /// Relation to the head.
    pub rel: Rel,
}

impl Word {
    /// Plural noun or proper noun.
    #[must_use]
    pub fn is_plural(&self) -> bool {
        matches!(self.xpos, "NNS" | "NNPS")
    }

    /// Common or proper noun.
    #[must_use]
    pub fn is_nominal(&self) -> bool {
        matches!(self.upos, Upos::Noun | Upos::Propn)
    }
}

/// A sentence with its analysis.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// Its bytes in the article's text.
    pub span: Span,
    /// Paragraph index in the article, from 0 (blank lines separate paragraphs).
    pub paragraph: usize,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Names found in it, in order, not overlapping.
    pub names: Vec<Name>,
    /// The longest phrases that mention persons, organizations and places by name, in order, not overlapping:
    /// `the University of Portsmouth`, `President Biden`.
    pub mentions: Vec<Name>,
    /// Whether `head` and `rel` of the words are set.
    pub parsed: bool,
    /// Children of word `i`: `child_list[child_start[i]..child_start[i + 1]]`, in text order.
    child_start: Vec<u32>,
    child_list: Vec<u32>,
}

impl Sentence {
    /// A sentence with its children indexed once, so that walking the tree allocates nothing.
    #[must_use]
    pub fn new(span: Span, paragraph: usize, words: Vec<Word>, names: Vec<Name>, parsed: bool) -> Self {
        let mut child_start = vec![0_u32; words.len() + 1];
        for word in &words {
            if let Some(head) = word.head {
                child_start[head + 1] += 1;
            }
        }
        for i in 0..words.len() {
            child_start[i + 1] += child_start[i];
        }
        let mut next = child_start.clone();
        let mut child_list = vec![0_u32; child_start[words.len()] as usize];
        for (i, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                child_list[next[head] as usize] = u32::try_from(i).unwrap_or(u32::MAX);
                next[head] += 1;
            }
        }
        Self { span, paragraph, words, names, mentions: Vec::new(), parsed, child_start, child_list }
    }

    /// The root of the tree, if the sentence has one.
    #[must_use]
    pub fn root(&self) -> Option<usize> {
        if self.parsed { self.words.iter().position(|w| w.rel == Rel::Root) } else { None }
    }

    /// The children of a word in text order.
    #[must_use]
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = match (self.child_start.get(word), self.child_start.get(word + 1)) {
            (Some(&a), Some(&b)) => a as usize..b as usize,
            _ => 0..0,
        };
        self.child_list[range].iter().map(|&i| i as usize)
    }

    /// The children standing in one relation.
    #[must_use]
    pub fn children_by(&self, word: usize, rel: Rel) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(word).filter(move |&c| self.words[c].rel == rel)
    }

    /// The first child standing in one of these relations.
    #[must_use]
    pub fn child(&self, word: usize, rels: &[Rel]) -> Option<usize> {
        self.children(word).find(|&c| rels.contains(&self.words[c].rel))
    }

    /// The words from the leftmost to the rightmost descendant; in a projective tree just the subtree.
    #[must_use]
    pub fn extent(&self, word: usize) -> Range<usize> {
        let (mut low, mut high) = (word, word);
        let mut open = vec![word];
        while let Some(w) = open.pop() {
            (low, high) = (low.min(w), high.max(w));
            open.extend(self.children(w));
        }
        low..high + 1
    }

    /// A word and the words coordinated with it, in text order.
    #[must_use]
    pub fn with_conjuncts(&self, word: usize) -> Vec<usize> {
        let mut all = vec![word];
        let mut next = 0;
        while next < all.len() {
            all.extend(self.children_by(all[next], Rel::Conj));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The bytes from the first to the last of these words.
    #[must_use]
    pub fn span_of(&self, words: Range<usize>) -> Span {
        match (self.words.get(words.start), self.words.get(words.end.saturating_sub(1))) {
            (Some(a), Some(b)) if words.start < words.end => Span { start: a.span.start, end: b.span.end },
            _ => Span { start: self.span.start, end: self.span.start },
        }
    }

    /// The words above a word, from its head to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.words[word].head, |&above| self.words[above].head).take(self.words.len())
    }

    /// Whether the word stands below `ancestor` or is it.
    #[must_use]
    pub fn is_under(&self, word: usize, ancestor: usize) -> bool {
        word == ancestor || self.ancestors(word).any(|above| above == ancestor)
    }
}
