//! Speech set off by a colon without quotation marks: "The Minister said:" and the paragraphs after it.
//!
//! "Smith: We shall see." → Smith said "We shall see."

use std::ops::Range;

use super::Reading;
use super::speech::Speech;
use super::speech_acts::{Act, Form};
use super::speech_tree::lower;
use crate::entity::{Mention, Reference};
use crate::grammar::Upos;
use crate::ontology::Class;
use crate::text::Span;

/// The speeches that a colon introduces, one a paragraph.
pub fn find(reading: &Reading<'_>, acts: &[Act]) -> Vec<Speech> {
    let paragraphs = paragraphs(reading);
    let mut all = Vec::new();
    // Sentences before this one belong to a block already.
    let mut done = 0;
    for (p, sentences) in paragraphs.iter().enumerate() {
        for s in sentences.clone() {
            if s < done {
                continue;
            }
            let Some((act, colon)) = introduced(reading, acts, s) else { continue };
            let speeches = block(reading, acts, &paragraphs[p..], &act, colon);
            for content in speeches {
                done = reading.sentences.partition_point(|x| x.span.start < content.end);
                // "Reed has been clear: Whoever comes is welcome" may be in other words.
                let inline = act.sentence == s && content.start < reading.sentences[s].span.end;
                let told = inline && reading.sentences[s].words[act.word].upos == Upos::Verb;
                let text = content.of(&reading.article.text);
                let direct = !told || speaks_for_itself(text);
                let bare = if direct { text } else { text.trim_end_matches('.') };
                let content = Span { end: content.start + bare.len(), ..content };
                all.push(Speech::new(&act, vec![content], direct));
            }
        }
    }
    all
}

/// Whether words speak of the speaker in the first person.
fn speaks_for_itself(words: &str) -> bool {
    const FIRST: [&str; 8] = ["I", "we", "We", "our", "Our", "my", "My", "us"];
    words.split(|c: char| !c.is_alphanumeric()).any(|word| FIRST.contains(&word))
}

/// The ranges of sentences that are paragraphs.
fn paragraphs(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (s, sentence) in reading.sentences.iter().enumerate() {
        match all.last_mut() {
            Some(last) if reading.sentences[last.start].paragraph == sentence.paragraph => last.end = s + 1,
            _ => all.push(s..s + 1),
        }
    }
    all
}

/// The act before a colon that introduces a speech, and the colon.
fn introduced(reading: &Reading<'_>, acts: &[Act], s: usize) -> Option<(Act, usize)> {
    let sentence = &reading.sentences[s];
    if reading.mentions.turn(s).is_some_and(|turn| turn.sentences.start == s) {
        return None;
    }
    let colon = (0..sentence.words.len()).find(|&w| lower(reading, sentence, w) == ":")?;
    if reading.quotation(sentence.words[colon].span).is_some() {
        return None;
    }
    let first = acts.partition_point(|a| (a.sentence, a.word) < (s, 0));
    let before = acts[first..].iter().take_while(|a| a.sentence == s && a.word < colon);
    let speaks = |a: &&Act| a.form == Form::Verb && !a.speakers.is_empty();
    if let Some(act) = before.filter(speaks).last() {
        let clause = sentence.words[act.word + 1..colon].iter().any(|w| matches!(w.xpos, "VBD" | "VBZ" | "VBP" | "MD"));
        return (!clause).then(|| (act.clone(), colon));
    }
    // "Smith: …" in a transcript.
    let verbless = !sentence.words[..colon].iter().any(|w| w.upos == Upos::Verb);
    let mention = (0..colon.min(6)).rev().find_map(|w| reading.mentions.at(s, w)).filter(|_| verbless && colon <= 6)?;
    let person = |a: &crate::entity::ActorId| reading.mentions.actor(*a).entity.class == Class::Person;
    if mention.words.end != colon || mention.actors.len() != 1 || !mention.actors.iter().all(person) {
        return None;
    }
    let act = Act {
        sentence: s,
        word: mention.head,
        form: Form::Verb,
        class: "neutral".to_owned(),
        speakers: mention.actors.clone(),
        subject: Some(mention.head),
        via: Vec::new(),
        addressee: None,
    };
    Some((act, colon))
}

/// The paragraphs of a block that begins after a colon.
fn block(reading: &Reading<'_>, acts: &[Act], paragraphs: &[Range<usize>], act: &Act, colon: usize) -> Vec<Span> {
    let s = act.sentence;
    let sentences = &reading.sentences;
    let words = &sentences[s].words;
    let own = &paragraphs[0];
    let mut content = Vec::new();
    let begins =
        words.get(colon + 1).map(|w| w.span.start).or_else(|| (s + 1 < own.end).then(|| sentences[s + 1].span.start));
    if let Some(start) = begins {
        let capital = reading.article.text[start..].starts_with(char::is_uppercase);
        if !capital || reading.quotation(Span { start, end: start }).is_some() {
            return content;
        }
        // "Biden has been clear: … Biden also knows": who is spoken of speaks no longer.
        let last = (s + 1..own.end).find(|&at| names_speaker(reading, act, at..at + 1)).unwrap_or(own.end) - 1;
        let end = sentences[last].span.end;
        if end <= start {
            return content;
        }
        content.push(Span { start, end });
    }
    // Whoever tells in a transcript what others said goes on in the next paragraph himself.
    let told = reading.mentions.turn(s).is_some() && !content.is_empty();
    let reach = if content.is_empty() { in_first_person(reading, act, &paragraphs[1..]) } else { 0 };
    for (i, paragraph) in paragraphs[1..].iter().enumerate().take_while(|_| !told) {
        let span = Span { start: sentences[paragraph.start].span.start, end: sentences[paragraph.end - 1].span.end };
        let first = content.is_empty() && i == 0;
        // "Directed the following measures:" and a list of them.
        let item = span.of(&reading.article.text).starts_with(['-', '–', '—', '•', '*', '·']);
        if item
            || reading.quotation(span).is_some()
            || !first && i >= reach && ends_block(reading, acts, act, paragraph)
        {
            break;
        }
        content.push(span);
    }
    content
}

/// Of a block that begins in the first person, how many paragraphs reach up to the last one with "we" or "I", as far as
/// nobody else is introduced and the speaker is not spoken of: what others are said to have said between is told by the speaker.
fn in_first_person(reading: &Reading<'_>, act: &Act, paragraphs: &[Range<usize>]) -> usize {
    let text = |p: &Range<usize>| {
        let (first, last) = (&reading.sentences[p.start], &reading.sentences[p.end - 1]);
        Span { start: first.span.start, end: last.span.end }
    };
    let colon = |w: &crate::grammar::Word| &*w.lemma == ":";
    let own = |p: &&Range<usize>| {
        let introduces = reading.sentences[(*p).clone()].iter().any(|s| s.words.iter().any(colon));
        !introduces && reading.quotation(text(p)).is_none() && !names_speaker(reading, act, (*p).clone())
    };
    let block = paragraphs.iter().take_while(own).enumerate();
    let opens = paragraphs.first().is_some_and(|p| speaks_for_itself(text(p).of(&reading.article.text)));
    let spoken = block.filter(|(_, p)| opens && speaks_for_itself(text(p).of(&reading.article.text)));
    spoken.last().map_or(0, |(i, _)| i + 1)
}

/// Whether sentences speak of the speaker other than by a pronoun.
fn names_speaker(reading: &Reading<'_>, act: &Act, sentences: Range<usize>) -> bool {
    let own = |m: &Mention| m.by != Reference::Pronoun && m.actors.iter().any(|a| act.speakers.contains(a));
    reading.mentions.within(sentences).iter().any(own)
}

/// Whether a paragraph is no longer of the block: a heading, someone else is said to speak, or the speaker is spoken of.
fn ends_block(reading: &Reading<'_>, acts: &[Act], act: &Act, paragraph: &Range<usize>) -> bool {
    let sentences = &reading.sentences[paragraph.clone()];
    let words: usize = sentences.iter().map(|s| s.words.len()).sum();
    let open = sentences.last().and_then(|s| s.words.last()).is_none_or(|w| w.upos != Upos::Punct);
    let first = acts.partition_point(|a| a.sentence < paragraph.start);
    let spoken = acts[first..].iter().take_while(|a| a.sentence < paragraph.end);
    let other = introduced(reading, acts, paragraph.start).is_some();
    words <= 8 && open
        || other
        || names_speaker(reading, act, paragraph.clone())
        || spoken.into_iter().any(|a| a.form != Form::Noun && !a.speakers.is_empty())
}
