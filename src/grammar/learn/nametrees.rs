//! Trees for the sentences that names are learnt from, by parsers that have not seen them.
//!
//! The name finder will meet trees with mistakes: if it learnt from the treebank's own, it would trust them too much.

use rayon::prelude::*;

use super::{Amount, Parts, example, labeller, parser, shape};
use crate::grammar::conllu::GoldSentence;
use crate::grammar::labeller::{Shape, label};
use crate::grammar::parser::{Search, tree};
use crate::grammar::tokens::Token;
use crate::grammar::{Rel, Sentence, Word, repair, templates};

/// Parts that are parsed by what the rest teaches.
const PARTS: usize = 2;
/// Partial trees that these parsers keep.
const WIDTH: usize = 2;

/// Sentences with tags and trees of parsers that have not seen them; `analysed` are the same sentences with the
/// treebank's own.
#[must_use]
pub fn unseen(
    sentences: &[GoldSentence],
    tokens: &[Vec<Token>],
    tags: &[Vec<u8>],
    parts: &Parts,
    amounts: [Amount; 2],
    analysed: &[Sentence],
) -> Vec<Sentence> {
    let part_of = parts_of(sentences);
    let parsed: Vec<Vec<(usize, Sentence)>> = (0..PARTS)
        .into_par_iter()
        .map(|held| {
            let seen: Vec<usize> = (0..sentences.len()).filter(|&i| part_of[i] != held).collect();
            let of = |&i: &usize| example(&sentences[i], &tokens[i], &tags[i], parts);
            let examples: Vec<_> = seen.iter().filter_map(of).collect();
            let parser = parser::learn(&examples, amounts[0], WIDTH, |_, _| ());
            let shapes: Vec<_> = seen.iter().map(|&i| shape(&sentences[i], &tokens[i], &tags[i], parts)).collect();
            let labeller = labeller::learn(&shapes, amounts[1]);
            let mut search = Search::new(WIDTH);
            let parse = |i: usize| {
                let nodes = templates::nodes(&tokens[i], &tags[i], parts);
                let actions = search.run(&parser, &nodes, None);
                let (heads, kinds): (Vec<usize>, Vec<u8>) = tree(&actions, tokens[i].len()).into_iter().unzip();
                let rels = label(&labeller, &nodes, &Shape::new(&heads), &kinds);
                (i, with_tree(&analysed[i], &tags[i], parts, &heads, &rels))
            };
            (0..sentences.len()).filter(|&i| part_of[i] == held).map(parse).collect()
        })
        .collect();
    let mut all: Vec<(usize, Sentence)> = parsed.into_iter().flatten().collect();
    all.sort_by_key(|(i, _)| *i);
    all.into_iter().map(|(_, sentence)| sentence).collect()
}

/// The part of each sentence: documents stay whole.
fn parts_of(sentences: &[GoldSentence]) -> Vec<usize> {
    let mut documents = 0;
    let part = |sentence: &GoldSentence| {
        documents += usize::from(sentence.starts_document);
        documents % PARTS
    };
    sentences.iter().map(part).collect()
}

fn with_tree(sentence: &Sentence, tags: &[u8], parts: &Parts, heads: &[usize], rels: &[Rel]) -> Sentence {
    let word = |(i, word): (usize, &Word)| {
        let (upos, xpos) = parts[usize::from(tags[i])];
        Word { upos, xpos, head: heads[i].checked_sub(1), rel: rels[i], ..word.clone() }
    };
    let mut words: Vec<Word> = sentence.words.iter().enumerate().map(word).collect();
    repair::mend(&mut words);
    Sentence::new(sentence.span, sentence.paragraph, words, Vec::new(), true)
}
