//! Who speaks: the subject of a verb of speech, the author of a document, described sources.
//!
//! "A White House statement said" → the White House; "two sources familiar with the plans" → as described.

use std::ops::Range;

use super::Reading;
use super::speech_acts::{Act, Form};
use super::speech_tree::{cased, lower};
use crate::entity::{ActorId, Mention, Mentions, Reference};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Class, Ontology};

/// The word class of verbs whose subject may as well be a thing: "shows", "proves".
const EVIDENCE: &str = "evidence verb";

/// The head of the phrase that names who speaks: never inside a quotation that the verb is outside of, nor
/// the source of "according to".
pub fn subject(reading: &Reading<'_>, s: usize, verb: usize) -> Option<usize> {
    let sentence = &reading.sentences[s];
    let quoted = |w: usize| reading.quotation(sentence.words[w].span);
    let fits = |n: &usize| quoted(*n) == quoted(verb) && !cased(reading, sentence, *n, &["according"]);
    if let Some(found) = actor(reading, s, verb).filter(fits) {
        return Some(found);
    }
    let mut at = verb;
    loop {
        let found = beside(reading, s, at).filter(fits);
        let first = sentence.words[at].head.filter(|_| found.is_none() && sentence.words[at].rel == Rel::Conj);
        match first {
            Some(head) if sentence.words[head].upos == Upos::Verb => at = head,
            _ => return found,
        }
    }
}

/// The head of the phrase that names who acts in a clause, also where another clause names it.
fn actor(reading: &Reading<'_>, s: usize, verb: usize) -> Option<usize> {
    let sentence = &reading.sentences[s];
    if !sentence.parsed {
        return None;
    }
    if is_passive(sentence, verb) {
        let agent = sentence.child(verb, &[Rel::OblAgent]);
        return agent.or_else(|| sentence.children_by(verb, Rel::Obl).find(|&c| cased(reading, sentence, c, &["by"])));
    }
    let mut at = verb;
    for step in 0..6 {
        let rels: &[Rel] =
            if step == 0 { &[Rel::Nsubj, Rel::NsubjOuter] } else { &[Rel::Nsubj, Rel::NsubjPass, Rel::NsubjOuter] };
        if let Some(found) = sentence.child(at, rels) {
            return Some(found);
        }
        let word = &sentence.words[at];
        let head = word.head?;
        match word.rel {
            Rel::Conj if sentence.words[head].upos == Upos::Verb || sentence.child(head, &[Rel::Cop]).is_some() => {}
            Rel::Xcomp => {
                let controller = sentence.child(head, &[Rel::Iobj, Rel::Obj]);
                if let Some(object) = controller.filter(|&o| o < at && sentence.words[at].xpos == "VB") {
                    return Some(object);
                }
            }
            Rel::Advcl if !matches!(word.xpos, "VBD" | "VBZ" | "VBP") => {}
            Rel::Acl if sentence.words[head].is_nominal() => return Some(head),
            Rel::AclRelcl => return Some(head),
            _ => break,
        }
        at = head;
    }
    None
}

fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    sentence.child(verb, &[Rel::AuxPass, Rel::NsubjPass, Rel::CsubjPass]).is_some()
}

/// Where the tree names nobody: a name right before or after the verb, or one set off by commas before it.
fn beside(reading: &Reading<'_>, s: usize, verb: usize) -> Option<usize> {
    let words = &reading.sentences[s].words;
    if !matches!(words[verb].xpos, "VBD" | "VBZ" | "VBP") || words[verb].upos != Upos::Verb {
        return None;
    }
    let mention = |w: usize| reading.mentions.at(s, w).map(|m| m.head);
    let before = (verb.saturating_sub(2)..verb).rev().find(|&b| words[b].upos != Upos::Punct && words[b].upos != Upos::Adv)?;
    let apart = before + 1 < verb && words[before + 1].upos == Upos::Punct;
    let named = if apart { words[before].upos == Upos::Propn } else { words[before].upos == Upos::Pron || words[before].is_nominal() };
    let after = Some(verb + 1).filter(|&a| a < words.len() && words[a].upos == Upos::Propn);
    Some(before).filter(|_| named).and_then(mention).or_else(|| after.and_then(mention))
}

/// Who is meant by the phrase of a speaker: its actors and those coordinated with it, or a document's author.
pub fn speakers(reading: &Reading<'_>, s: usize, head: usize) -> Vec<ActorId> {
    let sentence = &reading.sentences[s];
    let mut all = Vec::new();
    for h in sentence.with_conjuncts(head) {
        let actors = match reading.mentions.at(s, h) {
            Some(mention) => mention.actors.clone(),
            None if sentence.words[h].is_nominal() => authors(reading, s, h),
            None => Vec::new(),
        };
        for actor in actors {
            if !all.contains(&actor) && reading.mentions.actor(actor).entity.class != Class::Event {
                all.push(actor);
            }
        }
    }
    all
}

/// Whose a document or remark is: "Merkel's statement", "a statement by Merkel", "a White House statement".
pub fn authors(reading: &Reading<'_>, s: usize, noun: usize) -> Vec<ActorId> {
    let sentence = &reading.sentences[s];
    let rank = |c: usize| {
        let rel = sentence.words[c].rel;
        match rel {
            Rel::NmodPoss => Some(0),
            Rel::Nmod if cased(reading, sentence, c, &["by", "from"]) => Some(1),
            Rel::Nmod if cased(reading, sentence, c, &["of"]) => Some(2),
            Rel::Compound | Rel::Amod | Rel::NmodDesc => Some(3),
            _ => None,
        }
    };
    let named = |c: usize| reading.mentions.at(s, c).map(|m| m.actors.clone()).filter(|a| !a.is_empty());
    sentence.children(noun).filter_map(|c| Some((rank(c)?, named(c)?))).min_by_key(|(r, _)| *r).map_or(Vec::new(), |(_, a)| a)
}

/// Whether a speech's subject is just "the statement", whose author the text before tells.
pub fn is_bare_document(reading: &Reading<'_>, act: &Act) -> bool {
    let sentence = &reading.sentences[act.sentence];
    act.form == Form::Verb
        && act.subject.is_some_and(|n| {
            let definite = sentence.children_by(n, Rel::Det).any(|d| lower(reading, sentence, d) == "the");
            definite && reading.ontology.lexicon.speech_nouns.contains_key(&*sentence.words[n].lemma)
        })
}

/// Adds the described speakers that nothing else names: "critics of the plan said".
pub fn introduce(ontology: &Ontology, text: &str, sentences: &[Sentence], mentions: &mut Mentions) {
    let mut found = Vec::new();
    for (s, sentence) in sentences.iter().enumerate() {
        if !sentence.parsed {
            continue;
        }
        for w in 0..sentence.words.len() {
            let word = &sentence.words[w];
            // What "shows" or "proves" may be anything, but only people say and think.
            let says = ontology.lexicon.speech_verbs.contains_key(&*word.lemma);
            let shows = ontology.lexicon.classes.get(EVIDENCE).is_some_and(|all| all.iter().any(|l| **l == *word.lemma));
            if word.upos != Upos::Verb || !says || shows {
                continue;
            }
            let says = sentence.child(w, &[Rel::Ccomp]).is_some() || word.rel == Rel::Parataxis;
            let Some(noun) = sentence.child(w, &[Rel::Nsubj]).filter(|_| says) else { continue };
            if sentence.words[noun].upos != Upos::Noun || mentions.at(s, noun).is_some() {
                continue;
            }
            if ontology.lexicon.speech_nouns.contains_key(&*sentence.words[noun].lemma) {
                continue;
            }
            let words = phrase(sentence, noun);
            let label = label(text, sentence, s, words.clone(), mentions);
            let class = if sentence.words[noun].is_plural() { Class::Group } else { Class::Person };
            let mention = Mention { sentence: s, words, head: noun, actors: Vec::new(), by: Reference::Group };
            found.push((mention, label, class));
        }
    }
    if !found.is_empty() {
        mentions.describe(found);
    }
}

/// A phrase as written, with the name of whoever "his" or "their" stands for.
fn label(text: &str, sentence: &Sentence, s: usize, words: Range<usize>, mentions: &Mentions) -> String {
    let owner = |w: usize| {
        let mention = mentions.at(s, w).filter(|_| sentence.words[w].xpos == "PRP$")?;
        let &[actor] = mention.actors.as_slice() else { return None };
        Some(format!("{}'s", mentions.actor(actor).entity.label))
    };
    let mut label = String::new();
    let mut end = None;
    for w in words {
        let span = sentence.words[w].span;
        if end.is_some_and(|e| e < span.start) {
            label.push(' ');
        }
        label.push_str(&owner(w).unwrap_or_else(|| span.of(text).to_owned()));
        end = Some(span.end);
    }
    label
}

/// A noun with what stands before it, without article, and its own prepositional phrases.
fn phrase(sentence: &Sentence, noun: usize) -> Range<usize> {
    let mut range = noun..noun + 1;
    for c in sentence.children(noun) {
        let extent = sentence.extent(c);
        let word = &sentence.words[c];
        if c < noun && !matches!(word.rel, Rel::Det | Rel::DetPredet | Rel::Punct | Rel::Case | Rel::Mark | Rel::Cc) {
            range.start = range.start.min(extent.start);
        } else if c > noun && matches!(word.rel, Rel::Nmod | Rel::Amod) && extent.start == range.end {
            range.end = extent.end;
        }
    }
    range
}
