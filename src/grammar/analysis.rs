//! From tokens to analysed sentences: tagger, lemmatiser, parser and labeller in a row.
//!
//! `Biden met Xi.`: `met` is `VERB|VBD`, lemma `meet`, root; `Biden` its `nsubj`, `Xi` its `obj`.

use super::model::Model;
use super::namefacts::{self, Document};
use super::names::Scene;
use super::parser::{Search, tree};
use super::tokens::Token;
use super::{Rel, Sentence, Word, labeller, names, repair, tagger, templates};
use crate::ontology::Ontology;
use crate::text::RawSentence;

/// Longer sentences get no tree: no writer means them as one.
pub const LONGEST: usize = 300;
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
    let parsed = !tokens.is_empty() && tokens.len() <= LONGEST;
    let (heads, rels) = if parsed {
        parse(model, &tokens, &tags, search)
    } else {
        (vec![None; tokens.len()], vec![Rel::Dep; tokens.len()])
    };
    let known = |word: &str| model.lexicon.knows(word);
    let words = raw.tokens.iter().zip(&tags).zip(heads.into_iter().zip(rels)).map(|((&span, &tag), (head, rel))| {
        let (upos, xpos) = model.parts[usize::from(tag)];
        let lemma = model.lemmas.lemma(span.of(text), &model.tags[usize::from(tag)], &known).into();
        Word { span, lemma, upos, xpos, head, rel }
    });
    let mut words: Vec<Word> = words.collect();
    if parsed {
        repair::mend(&mut words);
    }
    (Sentence::new(raw.span, raw.paragraph, words, Vec::new(), parsed), tokens)
}

/// Heads (counted from 0) and relations of the words of a sentence.
fn parse(model: &Model, tokens: &[Token], tags: &[u8], search: &mut Search<i32>) -> (Vec<Option<usize>>, Vec<Rel>) {
    let nodes = templates::nodes(tokens, tags, &model.parts);
    let actions = search.run(&model.parser, &nodes, None);
    let (heads, kinds): (Vec<usize>, Vec<u8>) = tree(&actions, tokens.len()).into_iter().unzip();
    let rels = labeller::label(&model.labeller, &nodes, &labeller::Shape::new(&heads), &kinds);
    (heads.into_iter().map(|head| head.checked_sub(1)).collect(), rels)
}
