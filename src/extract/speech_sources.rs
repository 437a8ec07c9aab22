//! Who speaks: the subject of a verb of speech, the author of a document, described sources.
//!
//! "A White House statement said" → the White House; "two sources familiar with the plans" → as described.

use std::ops::Range;

use super::Reading;
use super::speech_acts::{Act, Form};
use super::speech_reported::complement;
use super::speech_tree::{cased, lower};
use crate::entity::{ActorId, Mention, Mentions, Reference};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::Class;

/// The word class of verbs by which a document comes to be.
const ISSUE: &str = "issue verb";

/// The word class of verbs whose subject may as well be a thing: "shows", "proves".
const EVIDENCE: &str = "evidence verb";

/// The head of the phrase that names who speaks: never inside a quotation that the verb is outside of, nor
/// the source of "according to".
pub fn subject(reading: &Reading<'_>, s: usize, verb: usize) -> Option<usize> {
    let sentence = &reading.sentences[s];
    let quoted = |w: usize| reading.quotation(sentence.words[w].span);
    let fits =
        |n: &usize| quoted(*n).is_none_or(|q| quoted(verb) == Some(q)) && !cased(reading, sentence, *n, &["according"]);
    if let Some(found) = actor(reading, s, verb).filter(fits) {
        return Some(named_before(reading, s, verb, found).unwrap_or(found));
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

/// "US Secretary of State Pompeo said": the person right before the verb, where the tree takes a word further ahead.
fn named_before(reading: &Reading<'_>, s: usize, verb: usize, found: usize) -> Option<usize> {
    let before = verb.checked_sub(1).filter(|&b| found < b)?;
    let person = |w: usize| {
        reading
            .mentions
            .at(s, w)
            .filter(|m| m.actors.iter().all(|&a| reading.mentions.actor(a).entity.class == Class::Person))
    };
    let mention =
        person(before).filter(|m| m.by == Reference::Name && !m.actors.is_empty() && person(found).is_none())?;
    let sentence = &reading.sentences[s];
    let apart = (found..before).any(|w| matches!(sentence.words[w].upos, Upos::Punct | Upos::Cconj));
    let case = mention.words.clone().any(|w| sentence.children_by(w, Rel::Case).any(|c| c < mention.words.start));
    (!apart && !case).then_some(mention.head)
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
    let mut at = said_beside(reading, sentence, verb).unwrap_or(verb);
    for _ in 0..6 {
        if let Some(noun) = misparsed(reading, s, at) {
            return Some(noun);
        }
        let subject = |c: &usize| {
            let word = &sentence.words[*c];
            matches!(word.rel, Rel::Nsubj | Rel::NsubjPass | Rel::NsubjOuter)
                && (word.is_nominal() || word.upos != Upos::Verb)
        };
        if let Some(found) =
            sentence.children(at).filter(subject).rfind(|&c| c < at).or_else(|| sentence.children(at).find(subject))
        {
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
            // "Quoted Rouhani as saying": Rouhani says it.
            Rel::Advcl if sentence.children_by(at, Rel::Mark).any(|m| lower(reading, sentence, m) == "as") => {
                if let Some(object) = sentence.child(head, &[Rel::Obj]) {
                    return Some(object);
                }
            }
            Rel::Advcl if !matches!(word.xpos, "VBD" | "VBZ" | "VBP") => {}
            Rel::Acl if sentence.words[head].is_nominal() && at <= head + 2 => return Some(head),
            // "shot down a jet, blaming …": whoever the clause is about.
            Rel::Acl => {
                at = super::speech_tree::clause_of(sentence, head);
                continue;
            }
            Rel::AclRelcl => return Some(head),
            Rel::Parataxis if head < at && reading.mentions.at(s, head).is_some() => return Some(head),
            _ => break,
        }
        at = head;
    }
    None
}

/// "Officials familiar with the plan said": a finite clause has no preposition at its head, so the noun before is the subject.
fn misparsed(reading: &Reading<'_>, s: usize, verb: usize) -> Option<usize> {
    let sentence = &reading.sentences[s];
    let preposition = |c: usize| {
        ["with", "of", "in", "on", "for", "from", "by", "at", "about"].contains(&lower(reading, sentence, c).as_str())
    };
    let finite = matches!(sentence.words[verb].xpos, "VBD" | "VBZ" | "VBP");
    let marked = sentence.children_by(verb, Rel::Mark).any(preposition);
    let mut noun = sentence.words[verb].head.filter(|&h| finite && marked && h < verb)?;
    if sentence.words[noun].upos == Upos::Adj {
        noun = sentence.words[noun].head?;
    }
    Some(noun).filter(|&n| reading.mentions.at(s, n).is_some())
}

fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    let word = &sentence.words[verb];
    // "Appeared pleased when told that"
    let told = word.rel == Rel::Advcl && sentence.child(verb, &[Rel::Aux, Rel::Nsubj]).is_none();
    let participle = word.xpos == "VBN" && (word.rel == Rel::Acl || told);
    sentence.child(verb, &[Rel::AuxPass, Rel::CsubjPass]).is_some() || participle
}

/// "Said talks had failed, adding that …": the verb of speech to which "adding" belongs, past the clause that it hangs on.
fn said_beside(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> Option<usize> {
    let word = &sentence.words[verb];
    let mut at = word.head.filter(|_| word.rel == Rel::Advcl && word.xpos == "VBG")?;
    for _ in 0..4 {
        let over = sentence.words[at].head.filter(|_| sentence.words[at].rel == Rel::Ccomp)?;
        if reading.ontology.lexicon.speech_verbs.contains_key(&*sentence.words[over].lemma) {
            return Some(over);
        }
        at = over;
    }
    None
}

/// Where the tree names nobody: a name right before or after the verb, or one set off by commas before it.
fn beside(reading: &Reading<'_>, s: usize, verb: usize) -> Option<usize> {
    let words = &reading.sentences[s].words;
    if !matches!(words[verb].xpos, "VBD" | "VBZ" | "VBP") || words[verb].upos != Upos::Verb {
        return None;
    }
    let mention = |w: usize| reading.mentions.at(s, w).map(|m| m.head);
    let before = (verb.saturating_sub(2)..verb).rev().find(|&b| !matches!(words[b].upos, Upos::Punct | Upos::Adv));
    let named = |b: usize| {
        let apart = b + 1 < verb && words[b + 1].upos == Upos::Punct;
        if apart { words[b].upos == Upos::Propn } else { words[b].upos == Upos::Pron || words[b].is_nominal() }
    };
    // "Aides of Reed alleged": Reed does not.
    let of = |w: usize| reading.sentences[s].children_by(w, Rel::Case).any(|c| words[c].xpos == "IN" && c < w);
    if let Some(found) = before.filter(|&b| named(b)).and_then(mention).filter(|&m| !of(m)) {
        return Some(found);
    }
    // "…,” one source close to the talks told Reed", where the tree hangs the source on what is said.
    let outside = |w: usize| reading.quotation(words[w].span) == reading.quotation(words[verb].span);
    let up = std::iter::successors(before, |&w| words[w].head.filter(|&h| h < verb && outside(h)));
    let top = up.filter(|&w| words[w].is_nominal() && reading.mentions.at(s, w).is_some()).last();
    let shows = reading.ontology.lexicon.is_in(EVIDENCE, &words[verb].lemma) || &*words[verb].lemma == "suggest";
    if let Some(found) = top.filter(|&w| !shows && reading.sentences[s].extent(w).end + 1 >= verb && !of(w)) {
        return Some(found);
    }
    // "…,” said one soldier": the tree takes the speaker for an object.
    let set_off = verb > 0 && words[verb - 1].upos == Upos::Punct;
    let sentence = &reading.sentences[s];
    let object = sentence.child(verb, &[Rel::Obj]).filter(|&o| set_off && sentence.extent(o).start == verb + 1);
    if let Some(found) = object.filter(|&o| !of_noun(reading, s, o).is_empty()) {
        return Some(found);
    }
    // "…,” said Pentagon spokesman Kirby": all up to the end of the sentence or a comma is one phrase.
    let behind = verb > 0 && words[verb - 1].upos == Upos::Punct
        || words[verb + 1..].first().is_some_and(|w| w.upos == Upos::Propn);
    let phrase =
        (verb + 1..(verb + 7).min(words.len())).take_while(|&w| words[w].is_nominal() || words[w].upos == Upos::Adj);
    phrase.filter(|_| behind).last().and_then(mention)
}

/// Who is meant by the phrase of a speaker: its actors and those coordinated with it, or a document's author.
pub fn speakers(reading: &Reading<'_>, s: usize, head: usize) -> Vec<ActorId> {
    let mut all = Vec::new();
    for h in reading.sentences[s].with_conjuncts(head) {
        all.extend(of_noun(reading, s, h).into_iter().filter(|a| !all.contains(a)).collect::<Vec<_>>());
    }
    all
}

/// Who is meant by one noun or pronoun: its actors, or the author of the document that it names.
pub fn of_noun(reading: &Reading<'_>, s: usize, noun: usize) -> Vec<ActorId> {
    let actors = match reading.mentions.at(s, noun) {
        Some(mention) => mention.actors.clone(),
        None if is_document(reading, &reading.sentences[s], noun) => authors(reading, s, noun),
        None => Vec::new(),
    };
    let mut actors = introduced(reading, s, noun, &actors).unwrap_or(actors);
    actors.retain(|&a| reading.mentions.actor(a).entity.class != Class::Event);
    actors
}

/// "NATO chief, Jens Stoltenberg": the person named in apposition, where the noun itself means no person.
fn introduced(reading: &Reading<'_>, s: usize, noun: usize, actors: &[ActorId]) -> Option<Vec<ActorId>> {
    let sentence = &reading.sentences[s];
    let person =
        |a: &ActorId| reading.mentions.actor(*a).entity.class == Class::Person && !reading.mentions.actor(*a).described;
    if actors.is_empty() || actors.iter().any(person) {
        return None;
    }
    let apposed = |c: &usize| matches!(sentence.words[*c].rel, Rel::Appos | Rel::Flat);
    let named = |c: usize| reading.mentions.at(s, c).filter(|m| m.by == Reference::Name && m.actors.iter().all(person));
    sentence.children(noun).filter(apposed).find_map(named).map(|m| m.actors.clone())
}

fn is_document(reading: &Reading<'_>, sentence: &Sentence, noun: usize) -> bool {
    let (lexicon, lemma) = (&reading.ontology.lexicon, &*sentence.words[noun].lemma);
    // A call is talked in, it says nothing.
    lexicon.speech_nouns.contains_key(lemma) && !lexicon.names_meeting(lemma)
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
    sentence
        .children(noun)
        .filter_map(|c| Some((rank(c)?, named(c)?)))
        .min_by_key(|(r, _)| *r)
        .map(|(_, a)| a)
        // "A survey published by the bank"
        .or_else(|| {
            let issues = |w: usize| reading.ontology.lexicon.is_in(ISSUE, &sentence.words[w].lemma);
            let made = sentence.child(noun, &[Rel::Acl]).filter(|&c| sentence.words[c].xpos == "VBN" && issues(c))?;
            named(sentence.child(made, &[Rel::OblAgent])?)
        })
        .unwrap_or_default()
}

/// Whether the subject of an act is a document: "the White House statement said".
pub fn has_document(reading: &Reading<'_>, act: &Act) -> bool {
    let sentence = &reading.sentences[act.sentence];
    act.form == Form::Verb
        && act
            .subject
            .is_some_and(|n| is_document(reading, sentence, n) && reading.mentions.at(act.sentence, n).is_none())
}

/// Whether a speech's subject is just "the statement", whose author the text before tells.
pub fn is_bare_document(reading: &Reading<'_>, act: &Act) -> bool {
    let sentence = &reading.sentences[act.sentence];
    act.form == Form::Verb
        && act.subject.is_some_and(|n| {
            let definite = sentence.children_by(n, Rel::Det).any(|d| lower(reading, sentence, d) == "the");
            definite && is_document(reading, sentence, n)
        })
}

/// Described speakers that nothing else names: "critics of the plan said".
pub fn described(reading: &Reading<'_>) -> Vec<(Mention, String, Class)> {
    let lexicon = &reading.ontology.lexicon;
    let mut found = Vec::new();
    for (s, sentence) in reading.sentences.iter().enumerate().filter(|(_, s)| s.parsed) {
        for (w, word) in sentence.words.iter().enumerate() {
            let says = word.upos == Upos::Verb && lexicon.speech_verbs.contains_key(&*word.lemma);
            let shows = || lexicon.is_in(EVIDENCE, &word.lemma);
            if !says
                || is_passive(sentence, w)
                || shows()
                || word.rel != Rel::Parataxis && complement(reading, sentence, w).is_none()
            {
                continue;
            }
            let Some(noun) = sentence.children_by(w, Rel::Nsubj).last() else { continue };
            let known = reading.mentions.at(s, noun).is_some() || is_document(reading, sentence, noun);
            if sentence.words[noun].upos != Upos::Noun || known {
                continue;
            }
            let words = phrase(sentence, noun);
            let label = label(&reading.article.text, sentence, s, words.clone(), &reading.mentions);
            let class = if sentence.words[noun].is_plural() { Class::Group } else { Class::Person };
            found.push((
                Mention { sentence: s, words, head: noun, actors: Vec::new(), by: Reference::Group },
                label,
                class,
            ));
        }
    }
    found
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
