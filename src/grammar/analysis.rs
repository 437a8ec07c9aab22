//! From tokens to analysed sentences: the net, dictionary forms, trees mended, names.
//!
//! `Biden met Xi.`: `met` is `VERB|VBD`, lemma `meet`, root; `Biden` its `nsubj`, `Xi` its `obj`.

use std::ops::Range;

use super::model::Model;
use super::net::input::{Form, style};
use super::net::layout::MARKS;
use super::net::{Said, Scratch, mentions, voices};
use super::{Name, Rel, Sentence, Upos, Word, irregular, names, phrases, repair};
use crate::ontology::Ontology;
use crate::text::{RawSentence, Span};

/// Longer sentences get no tree: no writer means them as one.
pub const LONGEST: usize = 2400;
/// Words that are read at a time; longer sentences are lists, whose parts are read each for itself.
const WINDOW: usize = 250;

/// Analyses sentences with a model.
#[must_use]
pub fn analyse_with(model: &Model, text: &str, sentences: &[RawSentence]) -> Vec<Sentence> {
    let mut scratch = Scratch::default();
    let one = |sentence| analyse_one(model, text, sentence, &mut scratch);
    let (mut analysed, mut marks): (Vec<Sentence>, Vec<Vec<Marks>>) = sentences.iter().map(one).unzip();
    mention(model, &mut analysed, &mut marks, text);
    analysed
}

/// Scores of the marks of mentions for a word.
type Marks = [f32; MARKS];

fn analyse_one(model: &Model, text: &str, raw: &RawSentence, scratch: &mut Scratch) -> (Sentence, Vec<Marks>) {
    let parsed = !raw.tokens.is_empty() && raw.tokens.len() <= LONGEST;
    let forms: Vec<Form> = raw.tokens.iter().map(|span| form(model, span.of(text))).collect();
    let style = style(raw.tokens.iter().map(|span| span.of(text)));
    let windows = windows(&raw.tokens, text);
    let (mut words, mut heads, mut marks) = (Vec::with_capacity(forms.len()), Vec::new(), Vec::new());
    for window in &windows {
        let said = model.net.read(&forms[window.clone()], style, scratch);
        let mut these = tagged(model, text, &raw.tokens[window.clone()], &said);
        if parsed {
            hang(&mut these, &said);
        }
        words.append(&mut these);
        heads.extend(said.kinds);
        marks.extend(said.marks);
    }
    if parsed {
        join(&mut words, &windows);
    }
    let mut sentence = Sentence::new(raw.span, raw.paragraph, words, Vec::new(), parsed);
    sentence.names = names::names(&sentence, text, &heads);
    (sentence, marks)
}

/// How much the opinions of words count for where mentions begin and end; this and the next two found on GUM dev.
const WHERE: f32 = 0.5;
/// How much less than the net holds speaks for words being outside of mentions.
const OUTSIDE: f32 = 0.5;
/// How much the opinions count for what mentions are of: far more than where, since the treebank that marks names is
/// small, so that the net knows few of them.
const WHAT: f32 = 3.0;

/// Finds the mentions of sentences that are one document, after all places of a name have agreed on what it names.
fn mention(model: &Model, sentences: &mut [Sentence], marks: &mut [Vec<Marks>], text: &str) {
    let name = |sentence: usize, place: usize| {
        let word: &Word = sentences[sentence].words.get(place)?;
        Some(word.span.of(text)).filter(|written| word.upos == Upos::Propn && written.starts_with(char::is_uppercase))
    };
    let mut kinds = marks.to_vec();
    for (sentence, (marks, kinds)) in marks.iter_mut().zip(&mut kinds).enumerate() {
        for (place, (marks, kinds)) in marks.iter_mut().zip(kinds).enumerate() {
            marks[0] -= OUTSIDE;
            if let Some(opinion) = name(sentence, place).and_then(|word| model.opinions.of(word)) {
                voices::add(&opinion, WHERE, marks);
                voices::add(&opinion, WHAT, kinds);
            }
        }
    }
    voices::agree(marks, name);
    voices::agree(&mut kinds, name);
    for (sentence, (marks, kinds)) in sentences.iter_mut().zip(marks.iter().zip(&kinds)) {
        let name = |(words, _): (Range<usize>, u8)| {
            let kind = names::MENTIONED[usize::from(mentions::kind(&kinds[words.clone()]))];
            Name { words, kind }
        };
        let found = mentions::best(marks).into_iter().map(name).collect();
        sentence.mentions = phrases::widen(sentence, text, found);
    }
}

/// What the net sees of a word.
fn form(model: &Model, word: &str) -> Form {
    model.vocabulary.form(word, names::known_word(Ontology::built_in(), word))
}

/// Words with tags and dictionary forms, not yet hung anywhere.
fn tagged(model: &Model, text: &str, spans: &[Span], said: &Said) -> Vec<Word> {
    let known = |word: &str| model.vocabulary.knows(word);
    let word = |(i, &span): (usize, &Span)| {
        let other = if is_common(model, text, spans, &said.tags, i) {
            model.tag("NOUN|NNS")
        } else if is_no_verb(model, text, spans, &said.tags, i) {
            model.tag("PROPN|NNP")
        } else if is_participle(model, text, spans, &said.tags, i) {
            model.tag("ADJ|JJ")
        } else {
            None
        };
        let tag = other.unwrap_or_else(|| usize::from(said.tags[i]));
        let (upos, xpos) = model.parts[tag];
        let written = span.of(text);
        let lemma = model.lemmas.lemma(written, &model.tags[tag], &known);
        // A past form that the model has never met: "froze".
        let past =
            (upos == Upos::Verb && lemma.eq_ignore_ascii_case(written)).then(|| irregular::base(&lemma)).flatten();
        let xpos = past.filter(|_| matches!(xpos, "VB" | "VBP")).map_or(xpos, |(_, tag)| tag);
        // So has "vetoed" its ending.
        let told = xpos == "VBP" && written.ends_with("ed") && !written.ends_with("eed") && !known(written);
        let xpos = if told { "VBD" } else { xpos };
        let lemma = past.map_or_else(|| lemma.into(), |(verb, _)| verb.into());
        Word { span, lemma, upos, xpos, head: None, rel: Rel::Dep }
    };
    spans.iter().enumerate().map(word).collect()
}

/// Whether what was taken for a verb after "to" has the ending of a participle: "committed to continued dialogue".
fn is_participle(model: &Model, text: &str, spans: &[Span], tags: &[u8], word: usize) -> bool {
    let written = spans[word].of(text);
    matches!(model.parts[usize::from(tags[word])], (Upos::Verb, "VB" | "VBN"))
        && word > 0
        && spans[word - 1].of(text) == "to"
        && written.len() > 6
        && written.ends_with("ed")
        && !written.ends_with("eed")
}

/// Whether what was taken for a verb is a name that the net has never met: "sent a thousand tents to Zorund",
/// "Sarah Rutherfurd will speak".
fn is_no_verb(model: &Model, text: &str, spans: &[Span], tags: &[u8], word: usize) -> bool {
    let written = spans[word].of(text);
    let (upos, xpos) = model.parts[usize::from(tags[word])];
    let Some(before) = word.checked_sub(1).filter(|_| upos == Upos::Verb) else { return false };
    let given = || {
        let (upos, _) = model.parts[usize::from(tags[before])];
        upos == Upos::Propn && Ontology::built_in().index.given(spans[before].of(text)).is_some()
    };
    let unknown = || !model.vocabulary.knows(&written.to_lowercase());
    written.starts_with(char::is_uppercase) && (xpos == "VB" && spans[before].of(text) == "to" && unknown() || given())
}

/// Whether what was taken for a name is a noun that describes a group, with a capital out of respect: "the Ministers",
/// "our European Allies".
fn is_common(model: &Model, text: &str, spans: &[Span], tags: &[u8], word: usize) -> bool {
    let tag = |word: usize| tags.get(word).map(|&tag| model.parts[usize::from(tag)]);
    if tag(word) != Some((Upos::Propn, "NNPS")) || tag(word + 1).is_some_and(|(upos, _)| upos == Upos::Propn) {
        return false;
    }
    let before = |word: usize| word.checked_sub(1).and_then(tag);
    let adjectives = (0..word).rev().take_while(|&w| tag(w).is_some_and(|(upos, _)| upos == Upos::Adj)).count();
    let described = match before(word - adjectives) {
        Some((_, "PRP$")) => true,
        Some((Upos::Det | Upos::Adp | Upos::Num | Upos::Cconj, _)) => adjectives == 0,
        _ => false,
    };
    described && Ontology::built_in().group_noun(&spans[word].of(text).to_lowercase()).is_some()
}

/// Sets heads, counted within these words, and relations.
fn hang(words: &mut [Word], said: &Said) {
    for (word, (head, rel)) in words.iter_mut().zip(said.heads.iter().zip(&said.rels)) {
        (word.head, word.rel) = (head.checked_sub(1), Rel::from_index(usize::from(*rel)));
    }
    repair::mend(words);
}

/// The parts of a sentence that are read each for itself. A part ends after the last full stop, semicolon, colon or
/// comma in its second half, or where it is full.
fn windows(tokens: &[Span], text: &str) -> Vec<Range<usize>> {
    let (mut windows, mut start) = (Vec::new(), 0);
    while tokens.len() - start > WINDOW {
        let half = start + WINDOW / 2..start + WINDOW;
        let last = |marks: &[&str]| half.clone().rev().find(|&token| marks.contains(&tokens[token].of(text)));
        let end = last(&[".", "!", "?"]).or_else(|| last(&[";", ":", "–", "—"])).or_else(|| last(&[","]));
        let end = end.unwrap_or(half.end - 1) + 1;
        windows.push(start..end);
        start = end;
    }
    windows.push(start..tokens.len());
    windows
}

/// Makes the trees of the windows one: the later ones hang on the first beside it.
fn join(words: &mut [Word], windows: &[Range<usize>]) {
    let root = words.iter().position(|word| word.head.is_none()).unwrap_or(0);
    for window in windows.iter().skip(1) {
        for word in &mut words[window.clone()] {
            if let Some(head) = &mut word.head {
                *head += window.start;
            } else {
                (word.head, word.rel) = (Some(root), Rel::Parataxis);
            }
        }
    }
}
