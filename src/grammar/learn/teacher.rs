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
use crate::grammar::net::{Net, Said, Scratch, voices};

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
    let mut said: Vec<Said> = readings.iter().map(read).collect();
    let mut marks: Vec<_> = said.iter_mut().map(|said| std::mem::take(&mut said.marks)).collect();
    voices::agree(&mut marks, |sentence, place| {
        let word = &sentences[sentence].words[place];
        Some(&*word.form).filter(|form| word.upos == Upos::Propn && form.starts_with(char::is_uppercase))
    });
    for ((sentence, (said, marks)), lesson) in sentences.iter().zip(said.iter().zip(&marks)).zip(lessons) {
        lesson.marks.fill(OUTSIDE);
        for (words, kind) in best(marks) {
            words.clone().for_each(|word| lesson.marks[word] = mark(kind, &words, word));
        }
        let heads = (0..said.kinds.len()).filter(|&word| may_name(&sentence.words, word));
        heads.for_each(|word| lesson.kinds[word] = said.kinds[word]);
    }
}
