//! From tokens to analysed sentences: tagger, lemmatiser, parser and labeller in a row.
//!
//! `Biden met Xi.`: `met` is `VERB|VBD`, lemma `meet`, root; `Biden` its `nsubj`, `Xi` its `obj`.

use std::ops::Range;

use super::model::Model;
use super::namefacts::{self, Document};
use super::names::Scene;
use super::parser::{Search, tree};
use super::templates::{self, Node};
use super::tokens::Token;
use super::{Rel, Sentence, Upos, Word, labeller, names, repair, tagger};
use crate::ontology::Ontology;
use crate::text::RawSentence;

/// Longer sentences get no tree: no writer means them as one.
pub const LONGEST: usize = 2400;
/// Words that are parsed at a time; longer sentences are lists, whose parts are parsed each for itself.
const WINDOW: usize = 300;
/// Partial trees that the parser keeps.
pub const WIDTH: usize = 8;

/// Analyses sentences with a model.
#[must_use]
pub fn analyse_with(model: &Model, text: &str, sentences: &[RawSentence]) -> Vec<Sentence> {
    let mut search = Search::new(WIDTH);
    sentences.chunks(STRETCH).flat_map(|stretch| analyse_stretch(model, text, stretch, &mut search)).collect()
}

/// Sentences that are taken for one document when names are sought.
const STRETCH: usize = 500;

fn analyse_stretch(model: &Model, text: &str, sentences: &[RawSentence], search: &mut Search<i32>) -> Vec<Sentence> {
    let analysed = sentences.iter().map(|sentence| analyse_one(model, text, sentence, search));
    let (mut analysed, tokens): (Vec<Sentence>, Vec<Vec<Token>>) = analysed.unzip();
    let document = Document::new(&tokens);
    let ontology = &**Ontology::built_in();
    for (number, (sentence, tokens)) in analysed.iter_mut().zip(&tokens).enumerate() {
        let known = &namefacts::known_words(ontology, sentence, tokens, text);
        let scene = Scene { known, sentence, tokens, text, document: &document, number, ontology };
        let (heads, mentions) = names::find(&model.names, &scene);
        sentence.names = names::names(sentence, text, &heads);
        sentence.mentions = mentions;
    }
    analysed
}

fn analyse_one(model: &Model, text: &str, raw: &RawSentence, search: &mut Search<i32>) -> (Sentence, Vec<Token>) {
    let tokens: Vec<Token> = model.lexicon.tokens(raw.tokens.iter().map(|span| span.of(text)));
    let tags = tagger::tag(&model.tagger, &model.lexicon, &tokens, model.tags.len());
    let known = |word: &str| model.lexicon.knows(word);
    let words = raw.tokens.iter().zip(&tags).map(|(&span, &tag)| {
        let (upos, xpos) = model.parts[usize::from(tag)];
        let lemma = model.lemmas.lemma(span.of(text), &model.tags[usize::from(tag)], &known).into();
        Word { span, lemma, upos, xpos, head: None, rel: Rel::Dep }
    });
    let mut words: Vec<Word> = words.collect();
    let parsed = !words.is_empty() && words.len() <= LONGEST;
    if parsed {
        for window in windows(&words) {
            let nodes = templates::nodes(&tokens[window.clone()], &tags[window.clone()], &model.parts);
            parse(model, &nodes, &mut words[window], search);
        }
        join(&mut words);
    }
    (Sentence::new(raw.span, raw.paragraph, words, Vec::new(), parsed), tokens)
}

/// Sets heads, counted within these words, and relations.
fn parse(model: &Model, nodes: &[Node], words: &mut [Word], search: &mut Search<i32>) {
    let actions = search.run(&model.parser, nodes, None);
    let (heads, kinds): (Vec<usize>, Vec<u8>) = tree(&actions, words.len()).into_iter().unzip();
    let rels = labeller::label(&model.labeller, nodes, &labeller::Shape::new(&heads), &kinds);
    for (word, (head, rel)) in words.iter_mut().zip(heads.into_iter().zip(rels)) {
        (word.head, word.rel) = (head.checked_sub(1), rel);
    }
    repair::mend(words);
}

/// The parts of a sentence that are parsed each for itself. A part ends after the last semicolon, colon, comma or the
/// like in its second half, or where it is full.
fn windows(words: &[Word]) -> Vec<Range<usize>> {
    let (mut windows, mut start) = (Vec::new(), 0);
    while words.len() - start > WINDOW {
        let half = start + WINDOW / 2..start + WINDOW;
        let last =
            |tags: &[&str]| half.clone().rev().find(|&w| words[w].upos == Upos::Punct && tags.contains(&words[w].xpos));
        let end = last(&["."]).or_else(|| last(&[":"])).or_else(|| last(&[","])).unwrap_or(half.end - 1) + 1;
        windows.push(start..end);
        start = end;
    }
    windows.push(start..words.len());
    windows
}

/// Makes the trees of the windows one: the later ones hang on the first beside it.
fn join(words: &mut [Word]) {
    let windows = windows(words);
    let root = words.iter().position(|word| word.head.is_none()).unwrap_or(0);
    for window in windows.into_iter().skip(1) {
        for word in &mut words[window.clone()] {
            if let Some(head) = &mut word.head {
                *head += window.start;
            } else {
                (word.head, word.rel) = (Some(root), Rel::Parataxis);
            }
        }
    }
}
