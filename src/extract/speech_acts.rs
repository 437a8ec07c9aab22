//! Acts of saying: verbs and nouns of speech and "according to", with speaker, relay and addressee.
//!
//! "Two officials told CNN that …" → said by the two officials, through CNN.

use super::Reading;
use super::speech::is_medium;
use super::speech_reported::complement;
use super::speech_sources::{self, subject};
use super::speech_tree::{cased, has_pattern, lower, marked, predicates};
use crate::entity::ActorId;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Class, SpeechVerb};

/// How an act of saying is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A verb: "said".
    Verb,
    /// "According to".
    According,
    /// A noun: "the claim that".
    Noun,
}

/// An act of saying in a sentence, whatever is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The sentence.
    pub sentence: usize,
    /// The verb or noun, or "according".
    pub word: usize,
    /// How it is worded.
    pub form: Form,
    /// Class of the verb in the ontology.
    pub class: String,
    /// Who says so.
    pub speakers: Vec<ActorId>,
    /// Head of the phrase that names the speaker.
    pub subject: Option<usize>,
    /// Who relays it.
    pub via: Vec<ActorId>,
    /// To whom it is said.
    pub addressee: Option<ActorId>,
}

/// All acts of saying of an article, in text order.
pub fn find(reading: &Reading<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    for (s, sentence) in reading.sentences.iter().enumerate() {
        for w in 0..sentence.words.len() {
            let act = match kind(reading, sentence, w) {
                Some((Form::According, _)) => according(reading, s, w),
                Some((form, speech)) => Some(spoken(reading, s, w, form, speech)),
                None => None,
            };
            acts.extend(act);
        }
    }
    go_on(reading, &mut acts);
    // "The statement added": whose the last document was, else whoever spoke last.
    let (mut last, mut author): (Vec<ActorId>, Vec<ActorId>) = (Vec::new(), Vec::new());
    for act in &mut acts {
        let document = speech_sources::has_document(reading, act);
        if act.speakers.is_empty() && speech_sources::is_bare_document(reading, act) {
            act.speakers.clone_from(if author.is_empty() { &last } else { &author });
        }
        // "“… the truce declared by Holm,” the statement said": what is quoted was told by others, elsewhere.
        let sentence = &reading.sentences[act.sentence];
        if !act.speakers.is_empty() && reading.quotation(sentence.words[act.word].span).is_none() {
            last.clone_from(&act.speakers);
            if document {
                author.clone_from(&act.speakers);
            }
        }
    }
    acts
}

/// "Smith went further: “…,” he said": he is Smith.
fn go_on(reading: &Reading<'_>, acts: &mut [Act]) {
    for i in 1..acts.len() {
        let (before, act) = (&acts[i - 1], &acts[i]);
        let sentence = &reading.sentences[act.sentence];
        let pronoun = act.subject.is_some_and(|n| sentence.words[n].upos == Upos::Pron);
        let same = before.sentence == act.sentence && !before.speakers.is_empty() && before.form == Form::Verb;
        let colon = |w: usize| lower(reading, sentence, w) == ":";
        let said = if same && (before.word..act.word).any(colon) {
            Some(before)
        } else {
            added_to(reading, &acts[..i], act).or_else(|| body_of(reading, &acts[..i], act))
        };
        if let Some(speakers) = said.filter(|_| pronoun).map(|said| said.speakers.clone()) {
            acts[i].speakers = speakers;
        }
    }
}

/// "The ministry said the road was open. More will follow, it added": nobody is named, and the body spoke just before.
fn body_of<'a>(reading: &Reading<'_>, before: &'a [Act], act: &Act) -> Option<&'a Act> {
    let it = act.subject.is_some_and(|n| &*reading.sentences[act.sentence].words[n].lemma == "it");
    let told = |b: &Act| matches!(reading.sentences[b.sentence].words[b.word].xpos, "VBD" | "VBZ");
    let mut near = before.iter().rev().take_while(|b| b.sentence + 1 >= act.sentence);
    let before = near.find(|b| b.form == Form::Verb && told(b))?;
    let body = |a: &ActorId| {
        let class = reading.mentions.actor(*a).entity.class;
        class.is_organization() || class == Class::Country
    };
    let one = matches!(&before.speakers[..], [speaker] if body(speaker));
    (it && act.speakers.is_empty() && one).then_some(before)
}

/// "“We will help,” Reed said. “We are ready,” she added": who adds to what was just said is who said it, rather than some
/// official without a name.
fn added_to<'a>(reading: &Reading<'_>, before: &'a [Act], act: &Act) -> Option<&'a Act> {
    const ADDS: [&str; 3] = ["add", "continue", "conclude"];
    let actor = |a: &ActorId| reading.mentions.actor(*a);
    let named = |a: &ActorId| !actor(a).described && actor(a).entity.class == Class::Person;
    let verb = &reading.sentences[act.sentence].words[act.word].lemma;
    if !ADDS.contains(&&**verb) || act.speakers.iter().any(named) {
        return None;
    }
    let near = before.iter().rev().take_while(|b| b.sentence + 1 >= act.sentence);
    let said = near.filter(|b| b.sentence + 1 == act.sentence).find(|b| b.form == Form::Verb)?;
    matches!(&said.speakers[..], [speaker] if named(speaker)).then_some(said)
}

/// Whether a word is one of saying, and of which class.
pub fn kind<'r>(reading: &'r Reading<'_>, sentence: &Sentence, w: usize) -> Option<(Form, Option<&'r SpeechVerb>)> {
    let word = &sentence.words[w];
    let lexicon = &reading.ontology.lexicon;
    let fits = |all: Option<&'r Vec<SpeechVerb>>| {
        all.and_then(|all| {
            all.iter().filter(|v| has_pattern(sentence, w, None, &v.pattern)).max_by_key(|v| v.pattern.elements.len())
        })
    };
    match word.upos {
        Upos::Verb if word.rel != Rel::Amod && word.rel != Rel::Compound => {
            if lower(reading, sentence, w) == "according" {
                return Some((Form::According, None)).filter(|_| is_to(reading, sentence, w + 1));
            }
            // "Continues to advance" says nothing.
            let acts = |c: usize| sentence.words[c].xpos == "VB" && marked(reading, sentence, c, &["to"]);
            let infinitive = sentence.children_by(w, Rel::Xcomp).any(acts);
            fits(lexicon.speech_verbs.get(&*word.lemma))
                .filter(|v| !infinitive || v.class != "neutral")
                .map(|v| (Form::Verb, Some(v)))
        }
        Upos::Noun => fits(lexicon.speech_nouns.get(&*word.lemma)).map(|v| (Form::Noun, Some(v))),
        Upos::Adj | Upos::Adv => {
            sentence.child(w, &[Rel::Cop])?;
            let all = lexicon.speech_verbs.get("be")?;
            all.iter().find(|v| predicates(&v.pattern, &word.lemma)).map(|v| (Form::Verb, Some(v)))
        }
        _ if word.span.end - word.span.start == 9 && lower(reading, sentence, w) == "according" => {
            Some((Form::According, None)).filter(|_| is_to(reading, sentence, w + 1))
        }
        _ => None,
    }
}

fn is_to(reading: &Reading<'_>, sentence: &Sentence, w: usize) -> bool {
    w < sentence.words.len() && lower(reading, sentence, w) == "to"
}

/// The word class of what holds figures and findings, and is whoever's it is.
const RECORD: &str = "record noun";

/// "According to X": X, or through X where X is a medium.
fn according(reading: &Reading<'_>, s: usize, w: usize) -> Option<Act> {
    let sentence = &reading.sentences[s];
    let words = &sentence.words;
    let mut source = words[w].head.filter(|&h| words[w].rel == Rel::Case && h > w);
    if source.is_none() {
        // "According" taken for the head of its phrase.
        source = sentence.child(w, &[Rel::Obl, Rel::Nmod]).or_else(|| {
            (w + 2..words.len().min(w + 8)).find(|&n| words[n].is_nominal() && reading.mentions.at(s, n).is_some())
        });
    }
    let source = source?;
    let mut speakers = speech_sources::speakers(reading, s, source);
    if speakers.is_empty() && reading.ontology.lexicon.is_in(RECORD, &sentence.words[source].lemma) {
        speakers = speech_sources::authors(reading, s, source);
    }
    // "According to Reuters, Merkel …": the name after the comma is not a source.
    let comma = (source..words.len()).find(|&n| lower(reading, sentence, n) == ",");
    if comma.is_some_and(|c| sentence.with_conjuncts(source).last().is_some_and(|&n| n > c)) {
        speakers = speech_sources::of_noun(reading, s, source);
    }
    Some(Act {
        sentence: s,
        word: w,
        form: Form::According,
        class: "neutral".to_owned(),
        speakers,
        subject: Some(source),
        via: Vec::new(),
        addressee: None,
    })
}

fn spoken(reading: &Reading<'_>, s: usize, w: usize, form: Form, speech: Option<&SpeechVerb>) -> Act {
    let sentence = &reading.sentences[s];
    let class = speech.map_or("neutral", |v| v.class.as_str()).to_owned();
    let (subject, speakers) = if form == Form::Noun {
        (Some(w), speech_sources::authors(reading, s, w))
    } else {
        let subject = subject(reading, s, w);
        (subject, subject.map(|n| speech_sources::speakers(reading, s, n)).unwrap_or_default())
    };
    let mut act = Act { sentence: s, word: w, form, class, speakers, subject, via: Vec::new(), addressee: None };
    hearers(reading, sentence, &mut act);
    if let Some(medium) = super::speech_tree::relay(sentence, w).and_then(|above| sentence.child(above, &[Rel::Nsubj]))
    {
        let actors = reading.mentions.at(s, medium).map_or(&[][..], |m| &m.actors);
        act.via.extend(actors.iter().copied().filter(|&a| is_medium(reading, a)));
    }
    let open = complement(reading, sentence, w).is_some_and(|c| marked(reading, sentence, c, &["whether"]));
    if form == Form::Verb && open {
        "question".clone_into(&mut act.class);
    }
    act
}

/// "Told lawmakers", "to Putin"; told to a medium it is relayed by it, as by "on Twitter".
fn hearers(reading: &Reading<'_>, sentence: &Sentence, act: &mut Act) {
    for c in sentence.children(act.word) {
        let rel = sentence.words[c].rel;
        let heard = matches!(rel, Rel::Iobj | Rel::Obj | Rel::NsubjPass)
            || matches!(rel, Rel::Obl | Rel::Nmod) && cased(reading, sentence, c, &["to", "with"]);
        let medium =
            matches!(rel, Rel::Obl | Rel::Nmod) && cased(reading, sentence, c, &["on", "via", "in", "through", "by"]);
        if !heard && !medium || Some(c) == act.subject {
            continue;
        }
        let Some(&actor) = reading.mentions.at(act.sentence, c).and_then(|m| m.actors.first()) else { continue };
        let class = reading.mentions.actor(actor).entity.class;
        if is_medium(reading, actor) || medium && class == Class::Company {
            act.via.push(actor);
        } else if heard && class.is_actor() && act.addressee.is_none() && !act.speakers.contains(&actor) {
            act.addressee = Some(actor);
        }
    }
}
