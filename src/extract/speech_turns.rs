//! Speech in transcripts: what stands behind a speaker's label, up to the next one.
//!
//! "MS. HOLM:  We agreed." → Anna Holm said "We agreed."

use super::speech::Speech;
use super::{Reading, speech_quotes};
use crate::entity::Turn;

/// The speeches of all turns, one a paragraph.
pub fn find(reading: &Reading<'_>) -> Vec<Speech> {
    reading.mentions.turns.iter().flat_map(|turn| paragraphs(reading, turn)).collect()
}

fn paragraphs(reading: &Reading<'_>, turn: &Turn) -> Vec<Speech> {
    let Some(speaker) = turn.speaker else { return Vec::new() };
    let (label, sentences) = (turn.sentences.start, &reading.sentences);
    let verb = sentences[label].words.len().saturating_sub(2);
    let mut all: Vec<Speech> = Vec::new();
    let mut paragraph = None;
    for sentence in &sentences[label + 1..turn.sentences.end] {
        let span = sentence.span;
        if paragraph == Some(sentence.paragraph)
            && let Some(last) = all.last_mut()
        {
            last.content[0].end = span.end;
            continue;
        }
        paragraph = Some(sentence.paragraph);
        all.push(Speech { turn: true, ..speech_quotes::named(vec![speaker], label, verb, span) });
    }
    all
}
