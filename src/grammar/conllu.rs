//! Reads and writes CoNLL-U, the tab-separated format of treebanks.
//!
//! `Biden's` is the lines `1-2 Biden's`, `1 Biden`, `2 's`: the words tile the text, the range line is dropped.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use super::{Rel, Sentence, Upos, tagset};
use crate::error::Error;
use crate::text::{RawSentence, Span};

/// A word as a treebank gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldWord {
    /// The word as written; the words of a sentence tile its text.
    pub form: Box<str>,
    /// Dictionary form.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag, `_` where there is none.
    pub xpos: Box<str>,
    /// Index of the head, `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub rel: Rel,
    /// Whether white space follows.
    pub space_after: bool,
    /// The last column.
    pub misc: Box<str>,
}

/// A sentence of a treebank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldSentence {
    /// Its words.
    pub words: Vec<GoldWord>,
    /// The words that together are one written token (`do` `n't`).
    pub contractions: Vec<Range<usize>>,
    /// Whether a document begins with it.
    pub starts_document: bool,
    /// Whether a paragraph begins with it.
    pub starts_paragraph: bool,
}

/// The text of some sentences and where their words stand in it: sentences are parted by a space, paragraphs by a
/// blank line.
#[must_use]
pub fn text_of(sentences: &[GoldSentence]) -> (String, Vec<RawSentence>) {
    let (mut text, mut raw, mut paragraph) = (String::new(), Vec::with_capacity(sentences.len()), 0);
    for sentence in sentences {
        if !text.is_empty() {
            let apart = sentence.starts_paragraph || sentence.starts_document;
            text.push_str(if apart { "\n\n" } else { " " });
            paragraph += usize::from(apart);
        }
        let start = text.len();
        let mut tokens = Vec::with_capacity(sentence.words.len());
        for (i, word) in sentence.words.iter().enumerate() {
            tokens.push(Span { start: text.len(), end: text.len() + word.form.len() });
            text.push_str(&word.form);
            if word.space_after && i + 1 < sentence.words.len() {
                text.push(' ');
            }
        }
        raw.push(RawSentence { span: Span { start, end: text.len() }, paragraph, tokens, boilerplate: false });
    }
    (text, raw)
}

/// Reads a CoNLL-U file.
///
/// # Errors
/// If the file cannot be read or a line of it is malformed; the error names the file and the line.
pub fn read(path: &Path) -> crate::error::Result<Vec<GoldSentence>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::path(path, e))?;
    parse(&text).map_err(|(line, problem)| Error::line(path, line, problem))
}

/// Reads CoNLL-U from a string.
///
/// # Errors
/// The number of the malformed line, counted from 1, and what is wrong there.
pub fn parse(text: &str) -> Result<Vec<GoldSentence>, (u64, String)> {
    let mut reader = Reader::default();
    let mut number = 0;
    for line in text.lines() {
        number += 1;
        reader.line(line).map_err(|problem| (number, problem))?;
    }
    reader.end().map_err(|problem| (number, problem))?;
    Ok(reader.sentences)
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    sentences: Vec<GoldSentence>,
    open: GoldSentence,
    /// Whether the contraction being read is followed by white space, and its last word.
    range: Option<(usize, bool)>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            return self.end();
        }
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim_start();
            self.open.starts_document |= comment.starts_with("newdoc");
            self.open.starts_paragraph |= comment == "newpar" || comment.starts_with("newpar ");
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 {
            return Err(format!("expected 10 tab-separated columns, found {}", columns.len()));
        }
        if let Some((first, last)) = columns[0].split_once('-') {
            return self.contraction(first, last, columns[9]);
        }
        if columns[0].contains('.') {
            return Ok(());
        }
        self.word(&columns)
    }

    fn contraction(&mut self, first: &str, last: &str, misc: &str) -> Result<(), String> {
        let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
            return Err(format!("`{first}-{last}` is not a range of words"));
        };
        if first != self.open.words.len() + 1 || last < first {
            return Err(format!("the range {first}-{last} does not begin at the next word"));
        }
        self.open.contractions.push(first - 1..last);
        self.range = Some((last, space_after(misc)));
        Ok(())
    }

    fn word(&mut self, columns: &[&str]) -> Result<(), String> {
        let number = self.open.words.len() + 1;
        if columns[0].parse() != Ok(number) {
            return Err(format!("expected word {number}, found `{}`", columns[0]));
        }
        let upos = Upos::from_name(columns[3]).ok_or_else(|| format!("unknown part of speech `{}`", columns[3]))?;
        let head: usize = columns[6].parse().map_err(|_| format!("`{}` is not a head", columns[6]))?;
        let rel = Rel::from_name(columns[7]).ok_or_else(|| format!("unknown relation `{}`", columns[7]))?;
        if columns[1].is_empty() {
            return Err("the form is empty".into());
        }
        let mut space = space_after(columns[9]);
        if let Some((last, after)) = self.range {
            space = number == last && after;
            if number == last {
                self.range = None;
            }
        }
        self.open.words.push(GoldWord {
            form: columns[1].into(),
            lemma: columns[2].into(),
            upos,
            xpos: columns[4].into(),
            head: head.checked_sub(1),
            rel,
            space_after: space,
            misc: columns[9].into(),
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let sentence = std::mem::take(&mut self.open);
        if sentence.words.is_empty() {
            self.open.starts_document = sentence.starts_document;
            self.open.starts_paragraph = sentence.starts_paragraph;
            return Ok(());
        }
        if self.range.take().is_some() {
            return Err("the sentence ends inside a range of words".into());
        }
        check_tree(&sentence.words)?;
        self.sentences.push(sentence);
        Ok(())
    }
}

fn space_after(misc: &str) -> bool {
    !misc.split('|').any(|part| part == "SpaceAfter=No")
}

/// Every head exists, and from every word the way up ends at the only root.
fn check_tree(words: &[GoldWord]) -> Result<(), String> {
    let roots = words.iter().filter(|word| word.head.is_none()).count();
    if roots != 1 {
        return Err(format!("the sentence above has {roots} roots"));
    }
    let mut reaches_root = vec![false; words.len()];
    for start in 0..words.len() {
        let (mut at, mut path) = (start, Vec::new());
        while !reaches_root[at] {
            if path.len() > words.len() {
                return Err(format!("the heads above word {} run in a circle", start + 1));
            }
            path.push(at);
            match words[at].head {
                None => break,
                Some(head) if head < words.len() => at = head,
                Some(head) => return Err(format!("word {} has the head {}, which does not exist", at + 1, head + 1)),
            }
        }
        for word in path {
            reaches_root[word] = true;
        }
    }
    Ok(())
}

/// Writes a sentence as CoNLL-U, with its text and, for words written together, their range.
#[must_use]
pub fn write(sentence: &Sentence, id: &str, text: &str) -> String {
    let mut out = String::new();
    let shown = sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "# sent_id = {id}\n# text = {shown}");
    let words = &sentence.words;
    let closes_up = |i: usize| words.get(i + 1).is_some_and(|next| next.span.start == words[i].span.end);
    let mut ranges = contractions(sentence, text).into_iter().peekable();
    let mut range_end = 0;
    for (i, word) in words.iter().enumerate() {
        if let Some(range) = ranges.next_if(|range| range.start == i) {
            let form = sentence.span_of(range.clone()).of(text);
            let misc = if closes_up(range.end - 1) { "SpaceAfter=No" } else { "_" };
            let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", i + 1, range.end);
            range_end = range.end;
        }
        let misc = if i >= range_end && closes_up(i) { "SpaceAfter=No" } else { "_" };
        let (head, rel) = if sentence.parsed {
            (word.head.map_or(0, |head| head + 1).to_string(), word.rel.name())
        } else {
            ("_".into(), "_")
        };
        let (form, lemma, upos, xpos) = (word.span.of(text), &word.lemma, word.upos.name(), word.xpos);
        let _ = writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{rel}\t_\t{misc}", i + 1);
    }
    out.push('\n');
    out
}

/// The words that together are one written token: `do` `n't`, `Biden` `'s`.
#[must_use]
pub fn contractions(sentence: &Sentence, text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for word in 1..sentence.words.len() {
        if is_clitic(sentence, word, text) {
            match ranges.last_mut() {
                Some(last) if last.end == word => last.end += 1,
                _ => ranges.push(word - 1..word + 1),
            }
        }
    }
    ranges
}

/// Whether a word is written onto the one before it as part of the same token: `n't`, `'s`, `na`.
fn is_clitic(sentence: &Sentence, word: usize, text: &str) -> bool {
    let Some(before) = word.checked_sub(1).and_then(|before| sentence.words.get(before)) else { return false };
    let Some(this) = sentence.words.get(word) else { return false };
    let closes_up = before.span.end == this.span.start;
    let form = this.span.of(text).to_lowercase().replace('’', "'");
    closes_up
        && before.upos != Upos::Punct
        && (this.xpos == "POS"
            || matches!(this.upos, Upos::Aux | Upos::Part | Upos::Pron | Upos::Verb) && before.upos != Upos::Sym)
        && (form.starts_with('\'') || matches!(&*form, "n't" | "nt" | "not" | "na" | "ta" | "s" | "m" | "re" | "ve"))
}

/// The Penn tag of a gold word as a static string, `XX` for one that is not of the set.
#[must_use]
pub fn penn_of(word: &GoldWord) -> &'static str {
    tagset::penn(&word.xpos).unwrap_or("XX")
}
