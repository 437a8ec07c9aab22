//! What the net itself says of names in documents that mark none, for it to learn from (Yarowsky 1995).
//!
//! It has seen that `Athens` is a place wherever that is plain; where all places agree, it learns the others too.

use super::lessons::may_name;
use super::net::encoder::Reading;
use super::net::judge::Lesson;
use crate::grammar::Upos;
use crate::grammar::conllu::GoldSentence;
use crate::grammar::net::input::Form;
use crate::grammar::net::mentions::{OUTSIDE, best, mark};
use crate::grammar::net::voices::Voices;
use crate::grammar::net::{Net, Said, Scratch};

/// How the net goes on to learn once it has marked the names itself.
#[derive(Debug, Clone, Copy)]
pub struct Again {
    /// Passes over the treebanks.
    pub epochs: usize,
    /// Highest rate of learning.
    pub rate: f32,
}

impl Default for Again {
    fn default() -> Self {
        Self { epochs: 3, rate: 1e-3 }
    }
}

/// Makes lessons in names for the sentences of one document out of what the net says, all places of a name agreed.
pub fn teach(net: &Net, sentences: &[&GoldSentence], readings: &[Reading<'_>], lessons: &mut [Lesson]) {
    let mut scratch = Scratch::default();
    let read = |reading: &Reading<'_>| {
        let forms: Vec<Form> = reading.forms.iter().map(|&form| form.clone()).collect();
        net.read(&forms, reading.style, &mut scratch)
    };
    let said: Vec<Said> = readings.iter().map(read).collect();
    let named = |sentence: &GoldSentence, word: usize| {
        let word = &sentence.words[word];
        word.upos == Upos::Propn && word.form.starts_with(char::is_uppercase)
    };
    let mut voices = Voices::default();
    for (sentence, said) in sentences.iter().zip(&said) {
        let words = (0..said.marks.len()).filter(|&word| named(sentence, word));
        words.for_each(|word| voices.hear(&sentence.words[word].form, &said.marks[word]));
    }
    for ((sentence, mut said), lesson) in sentences.iter().zip(said).zip(lessons) {
        let words = (0..said.marks.len()).filter(|&word| named(sentence, word));
        words.for_each(|word| voices.agree(&sentence.words[word].form, &mut said.marks[word]));
        lesson.marks.fill(OUTSIDE);
        for (words, kind) in best(&said.marks) {
            words.clone().for_each(|word| lesson.marks[word] = mark(kind, &words, word));
        }
        let heads = (0..said.kinds.len()).filter(|&word| may_name(&sentence.words, word));
        heads.for_each(|word| lesson.kinds[word] = said.kinds[word]);
    }
}
