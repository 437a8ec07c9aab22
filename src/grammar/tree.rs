//! Draws the tree of a sentence for the terminal, a word a line under its head.
//!
//! `Biden met Xi.` becomes
//! ```text
//! met  VERB VBD meet
//! ├─ nsubj  Biden  PROPN NNP
//! ├─ obj    Xi     PROPN NNP
//! └─ punct  .      PUNCT .
//! ```

use std::fmt::Write as _;

use super::{Rel, Sentence, Word};

/// The tree of a sentence, a word a line, cut at `width` columns; for a sentence without a tree its words with their tags.
#[must_use]
pub fn render(sentence: &Sentence, text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    match sentence.root() {
        Some(root) => {
            lines.push(line("", Rel::Root, 0, &sentence.words[root], 0, text));
            below(sentence, text, root, &mut lines);
        }
        None => lines.extend(sentence.words.iter().map(|word| line("", Rel::Root, 0, word, 0, text))),
    }
    let mut out = String::new();
    for line in lines {
        let cut: String = line.chars().take(width.max(1)).collect();
        let _ = writeln!(out, "{}", cut.trim_end());
    }
    out
}

/// Draws what hangs below a word, without recursion: trees can be deep.
fn below(sentence: &Sentence, text: &str, root: usize, lines: &mut Vec<String>) {
    let mut open: Vec<(String, Vec<usize>, usize)> = vec![(String::new(), sentence.children(root).collect(), 0)];
    while let Some((indent, children, next)) = open.last_mut() {
        let Some(&child) = children.get(*next) else {
            open.pop();
            continue;
        };
        *next += 1;
        let last = *next == children.len();
        let words = children.iter().map(|&c| &sentence.words[c]);
        let longest_rel = words.clone().map(|word| word.rel.name().len()).max().unwrap_or(0);
        let longest_form = words.map(|word| word.span.of(text).chars().count()).max().unwrap_or(0).min(20);
        let word = &sentence.words[child];
        let branch = format!("{indent}{}", if last { "└─ " } else { "├─ " });
        lines.push(line(&branch, word.rel, longest_rel, word, longest_form, text));
        let deeper = format!("{indent}{}", if last { "   " } else { "│  " });
        open.push((deeper, sentence.children(child).collect(), 0));
    }
}

fn line(branch: &str, rel: Rel, rel_width: usize, word: &Word, form_width: usize, text: &str) -> String {
    let form: String = word.span.of(text).chars().take(60).collect();
    let mut line = branch.to_owned();
    if rel != Rel::Root {
        let _ = write!(line, "{:rel_width$}  ", rel.name());
    }
    let _ = write!(line, "{form:form_width$}  {} {}", word.upos.name(), word.xpos);
    if *word.lemma != *form {
        let _ = write!(line, " {}", word.lemma);
    }
    line
}
