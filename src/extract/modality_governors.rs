//! What verbs, nouns and adjectives make of the clauses and phrases that they govern.
//!
//! "consider sanctions" → possible; "call for talks" → demanded; "a plan to attack" → planned.

use super::Reading;
use super::meetings::VISIT;
use super::modality::is;
use super::modality_clause::{has_to, is_past};
use super::speech_tree::{has_pattern, is_finite, predicates};
use crate::fact::{Kind, Modality};
use crate::grammar::valency::takes_infinitive;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Element, Operator, OperatorPlace};

/// The word class of verbs with which a noun makes one predicate: "hold talks", "talks take place".
pub(super) const LIGHT: &str = "lightVerb";
/// The word class of nouns that stand for a part of what follows "of": "a round of talks".
const PART: &str = "part noun";
/// The word class of nouns for taking part in something: "a role in the attack".
pub(super) const INVOLVEMENT: &str = "involvement";
/// The word class of verbs by which plans have a content: "the plan includes".
const CONTAIN: &str = "contain";
/// The word class of being for something.
const FAVOUR: &str = "favourVerb";
/// The word class of bringing to an end what goes on.
const END: &str = "end";
/// The word class of wishing to do something, and of verbs that do it by being said.
const WISH: &str = "wish verb";
const PERFORMATIVE: &str = "performative";
/// The word class of deciding and knowing, which leaves things open where it has not happened.
const DECISION: &str = "decision";
/// The word classes of occasions and of taking them.
const OCCASION: &str = "occasion";
const TAKING: &str = "occasion verb";

/// What the operator at `head` makes of the clause or phrase headed by `below`; `None` if it is no operator.
///
/// A word that names the event itself (`named`) does not also complete the operator: in "stressed the need to act" the
/// need is real, the act demanded. But what is announced lies ahead: "announced the withdrawal".
pub fn operator(
    reading: &Reading<'_>,
    sentence: &Sentence,
    head: usize,
    below: usize,
    named: bool,
) -> Option<Modality> {
    let lemma = &sentence.words[below].lemma;
    let found = governing(reading, sentence, head, below)?;
    if is_achieved(sentence, head) {
        return Some(Modality::Actual);
    }
    if is_meanwhile(reading, sentence, head, below, found) {
        return None;
    }
    let completes = |o: &Operator| {
        o.pattern
            .elements
            .iter()
            .enumerate()
            .any(|(i, e)| i != o.pattern.head && matches!(e, Element::Words(w) if w.contains(lemma)))
    };
    (!named || found.modality == Modality::Planned || !completes(found)).then_some(found.modality)
}

/// "Approved the plan in a conversation", "foiled an attack, capturing ten men": what goes on beside it, not what it is about.
fn is_meanwhile(reading: &Reading<'_>, sentence: &Sentence, head: usize, below: usize, found: &Operator) -> bool {
    const WITHIN: [&str; 6] = ["in", "during", "at", "amid", "after", "before"];
    let names = |c: usize| {
        found.pattern.elements.iter().any(|e| matches!(e, Element::Words(w) if w.contains(&sentence.words[c].lemma)))
    };
    if sentence.children_by(below, Rel::Case).any(|c| is(reading, sentence, c, &WITHIN) && !names(c)) {
        return true;
    }
    let word = &sentence.words[below];
    let object = sentence.child(head, &[Rel::Obj]).filter(|_| word.rel == Rel::Advcl && word.xpos == "VBG");
    object.is_some_and(|o| o < below && sentence.words[o].upos == Upos::Noun)
        && sentence.child(below, &[Rel::Mark]).is_none()
}

fn governing<'r>(reading: &'r Reading<'_>, sentence: &Sentence, head: usize, below: usize) -> Option<&'r Operator> {
    let place = match sentence.words[head].upos {
        Upos::Verb | Upos::Aux => OperatorPlace::Verb,
        Upos::Noun | Upos::Propn => OperatorPlace::Noun,
        Upos::Adj | Upos::Adv => OperatorPlace::Adjective,
        _ => return None,
    };
    let found = best(reading, sentence, place, head, Some(below));
    // A participle may be tagged as an adjective, and the other way round.
    found.or_else(|| match place {
        OperatorPlace::Adjective => {
            best(reading, sentence, OperatorPlace::Verb, head, Some(below)).or_else(|| copular(reading, sentence, head))
        }
        OperatorPlace::Verb => best(reading, sentence, OperatorPlace::Adjective, head, Some(below)),
        _ => None,
    })
}

/// "Be likely": the pattern of a copula whose predicate is at `head`.
fn copular<'r>(reading: &'r Reading<'_>, sentence: &Sentence, head: usize) -> Option<&'r Operator> {
    sentence.child(head, &[Rel::Cop])?;
    let all = reading.ontology.lexicon.operators.get(&(OperatorPlace::Verb, "be".into()))?;
    all.iter().find(|o| predicates(&o.pattern, &sentence.words[head].lemma))
}

/// "Urged Peru to end its attacks", "an end to the attacks": what is to end is going on.
pub fn ends(reading: &Reading<'_>, sentence: &Sentence, head: usize, below: usize) -> bool {
    if !reading.ontology.lexicon.is_in(END, &sentence.words[head].lemma) {
        return false;
    }
    let to = || sentence.children_by(below, Rel::Case).any(|c| is(reading, sentence, c, &["to", "of"]));
    let object = matches!(sentence.words[below].rel, Rel::Obj | Rel::NsubjPass);
    // "Stopped an attack": it may never have begun.
    let any = sentence.children_by(below, Rel::Det).any(|d| is(reading, sentence, d, &["a", "an", "any"]));
    !any && if sentence.words[head].upos == Upos::Verb { object } else { to() }
}

/// What an adverb, adjective or auxiliary makes of the word that it modifies.
pub fn modifier(reading: &Reading<'_>, sentence: &Sentence, place: OperatorPlace, word: usize) -> Option<Modality> {
    let above = sentence.words[word].head;
    // "His planned visit": the participle, where its lemma is that of the verb.
    let form = || {
        let all = reading
            .ontology
            .lexicon
            .operators
            .get(&(place, super::speech_tree::lower(reading, sentence, word).into()))?;
        all.iter().find(|o| o.pattern.elements.len() == 1)
    };
    let found = best(reading, sentence, place, word, above).or_else(form)?.modality;
    // "Later met": what is past is not to come.
    let past = place == OperatorPlace::Adverb && sentence.words[word].head.is_some_and(|verb| is_past(sentence, verb));
    (found != Modality::Planned || !past).then_some(found)
}

fn best<'r>(
    reading: &'r Reading<'_>,
    sentence: &Sentence,
    place: OperatorPlace,
    head: usize,
    below: Option<usize>,
) -> Option<&'r Operator> {
    let all = reading.ontology.lexicon.operators.get(&(place, sentence.words[head].lemma.clone()))?;
    let fits = |o: &&Operator| has_pattern(sentence, head, below, &o.pattern);
    all.iter().filter(fits).max_by_key(|o| o.pattern.elements.len())
}

/// The class of a verb, adjective or noun of speech; `None` if it is none.
pub fn speech<'r>(reading: &'r Reading<'_>, sentence: &Sentence, head: usize) -> Option<&'r str> {
    let (_, verb) = super::speech_acts::kind(reading, sentence, head)?;
    Some(verb.map_or("neutral", |v| v.class.as_str()))
}

/// "Demanded that it withdraw": a bare verb with a subject.
pub fn is_subjunctive(sentence: &Sentence, verb: usize) -> bool {
    let bare = sentence.words[verb].xpos == "VB"
        || sentence.children_by(verb, Rel::AuxPass).any(|c| sentence.words[c].xpos == "VB");
    bare || sentence.words[verb].xpos == "VBP" || has_to(sentence, verb)
}

/// "Is to meet", "is going to meet", "has to withdraw".
pub fn periphrastic(sentence: &Sentence, head: usize, below: usize) -> Modality {
    let word = &sentence.words[head];
    // "Has yet to condemn it", "is yet to condemn it"
    let yet = |c: usize| c < below && &*sentence.words[c].lemma == "yet";
    if matches!(&*word.lemma, "be" | "have")
        && has_to(sentence, below)
        && sentence.children_by(head, Rel::Advmod).any(yet)
    {
        return Modality::Denied;
    }
    match &*word.lemma {
        "be" => Modality::Planned,
        "go" if word.xpos == "VBG" => Modality::Planned,
        // "Could have vetoed it" is no duty.
        "have" if has_to(sentence, below) || sentence.child(head, &[Rel::Obj]).is_some() => Modality::Demanded,
        _ => Modality::Actual,
    }
}

/// What a participle set off by a comma is added to: "sought to avoid a clash, urging both to wait". Whoever says
/// something meanwhile does so beside the main clause, not beside what it holds.
pub fn main_of_aside(reading: &Reading<'_>, sentence: &Sentence, at: usize, head: usize) -> Option<usize> {
    let words = &sentence.words;
    let comma = sentence.extent(at).start.checked_sub(1).is_some_and(|w| w > head && &*words[w].lemma == ",")
        || sentence.extent(at).next().is_some_and(|w| w > head && &*words[w].lemma == ",");
    if !comma || words[at].xpos != "VBG" || sentence.child(at, &[Rel::Mark]).is_some() {
        return None;
    }
    let mut main = head;
    while reading.ontology.lexicon.speech_verbs.contains_key(&words[at].lemma) && !is_finite(sentence, main) {
        match words[main].head.filter(|_| matches!(words[main].rel, Rel::Xcomp | Rel::Advcl)) {
            Some(above) => main = above,
            None => break,
        }
    }
    // "Accused of using batons, using gas": one of a list.
    (words[main].xpos != "VBG" || sentence.child(main, &[Rel::Aux]).is_some()).then_some(main)
}

/// Whether what is not done leaves things open: "has not decided", "has not made a decision".
pub fn is_decision(reading: &Reading<'_>, sentence: &Sentence, word: usize) -> bool {
    let decides = |w: usize| reading.ontology.lexicon.is_in(DECISION, &sentence.words[w].lemma);
    decides(word) || sentence.child(word, &[Rel::Obj, Rel::NsubjPass]).is_some_and(decides)
}

/// Whether what a verb has as its object is only wished for if it is an act: "supports imposing sanctions".
pub fn is_favour(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    reading.ontology.lexicon.is_in(FAVOUR, &sentence.words[verb].lemma)
}

/// The verb by which someone takes an occasion: "took the opportunity to", "used the speech to".
pub fn takes_occasion(reading: &Reading<'_>, sentence: &Sentence, noun: usize) -> Option<usize> {
    let word = &sentence.words[noun];
    let lexicon = &reading.ontology.lexicon;
    let verb = word.head.filter(|_| word.rel == Rel::Obj && lexicon.is_in(OCCASION, &word.lemma))?;
    lexicon.is_in(TAKING, &sentence.words[verb].lemma).then_some(verb)
}

/// Whether a verb leaves what it governs as it is.
pub fn leaves(reading: &Reading<'_>, sentence: &Sentence, head: usize, below: usize) -> bool {
    governing(reading, sentence, head, below).is_some_and(|o| o.modality == Modality::Actual)
}

/// "Was able to meet them": what somebody was able to do is done, if the past tells of it and denies nothing.
fn is_achieved(sentence: &Sentence, head: usize) -> bool {
    &*sentence.words[head].lemma == "able"
        && sentence.child(head, &[Rel::Cop]).is_some_and(|c| sentence.words[c].xpos == "VBD")
        && sentence.child(head, &[Rel::Aux]).is_none()
        && is_finite(sentence, head)
}

/// Whether a noun and the verb that governs it make one predicate.
pub fn is_light(reading: &Reading<'_>, sentence: &Sentence, noun: usize, verb: usize) -> bool {
    let argument = matches!(sentence.words[noun].rel, Rel::Obj | Rel::Nsubj | Rel::NsubjPass)
        || sentence.children_by(noun, Rel::Case).any(|c| is(reading, sentence, c, &["in", "into"]));
    let copular = sentence.words[verb].upos != Upos::Verb && sentence.child(verb, &[Rel::Cop]).is_some();
    let lemma = &*sentence.words[verb].lemma;
    // "Have talks", but "talks would have effects".
    let has = lemma == "have" && sentence.words[noun].rel == Rel::Nsubj;
    let light = reading.ontology.lexicon.is_in(LIGHT, lemma) && !has;
    // "There would be talks"
    let there = lemma == "be" && sentence.child(verb, &[Rel::Expl]).is_some();
    argument && (light && sentence.words[verb].upos == Upos::Verb || copular || there)
}

/// "The plan includes the deployment of troops": what a plan, proposal or threat holds is as far off as the plan itself.
pub fn content_of(reading: &Reading<'_>, sentence: &Sentence, below: usize, verb: usize) -> Option<Modality> {
    if !reading.ontology.lexicon.is_in(CONTAIN, &sentence.words[verb].lemma) || sentence.words[below].rel != Rel::Obj {
        return None;
    }
    let holder = sentence.child(verb, &[Rel::Nsubj])?;
    let noun = super::clause::referent(sentence, holder);
    let all = reading.ontology.lexicon.operators.get(&(OperatorPlace::Noun, sentence.words[noun].lemma.clone()))?;
    all.first().map(|o| o.modality)
}

/// Whether a noun stands for a part of the event named after "of".
pub fn is_part(reading: &Reading<'_>, sentence: &Sentence, below: usize, head: usize) -> bool {
    let lemma = &*sentence.words[head].lemma;
    let case = |forms: &[&str]| sentence.children_by(below, Rel::Case).any(|c| is(reading, sentence, c, forms));
    let part = reading.ontology.lexicon.is_in(PART, lemma) && case(&["of"]);
    let included = sentence.children_by(below, Rel::Case).any(|c| is(reading, sentence, c, &["including"]));
    part || included || reading.ontology.lexicon.is_in(INVOLVEMENT, lemma) && case(&["in", "with", "for"])
}

/// Whether a verb is one of speaking or meeting: what is done "to discuss", or what is spoken of, does not depend on it.
pub fn is_communication(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let lemma = &*sentence.words[verb].lemma;
    let consults = |all: &Vec<(usize, usize)>| {
        all.iter().any(|&(mode, _)| lexicon.types[lexicon.modes[mode].event].kind == Kind::Meeting)
    };
    lexicon.speech_verbs.contains_key(lemma) || lexicon.verbs.get(lemma).is_some_and(consults)
}

/// "While travelling to Oslo to meet him", "is flying there to meet him": whoever is on the way has not met him yet.
pub fn is_under_way(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let visits = |all: &Vec<(usize, usize)>| all.iter().any(|&(mode, _)| lexicon.modes[mode].label == VISIT);
    let word = &sentence.words[verb];
    let has = sentence.children_by(verb, Rel::Aux).any(|c| &*sentence.words[c].lemma == "have");
    let after = sentence.children_by(verb, Rel::Mark).any(|c| is(reading, sentence, c, &["after", "since"]));
    lexicon.verbs.get(&word.lemma).is_some_and(visits) && matches!(word.xpos, "VBG" | "VBZ" | "VBP") && !has && !after
}

/// "I want to thank them", "let me thank them": whoever says so does it.
pub fn performs(reading: &Reading<'_>, sentence: &Sentence, at: usize, head: usize) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let own = |w: usize, forms: &[&str]| is(reading, sentence, w, forms);
    let first = |c: usize| match sentence.words[c].rel {
        Rel::Nsubj => own(c, &["i", "we", "me", "us"]),
        Rel::Obj | Rel::Iobj => own(c, &["me", "us"]),
        _ => false,
    };
    // "We have long wanted to thank them"
    let now = matches!(sentence.words[head].xpos, "VB" | "VBP")
        && !sentence.children_by(head, Rel::Advmod).any(|c| own(c, &["not", "n't", "n’t", "never"]));
    let subject = || sentence.children(head).chain(sentence.children(at)).any(first);
    lexicon.is_in(WISH, &sentence.words[head].lemma)
        && lexicon.is_in(PERFORMATIVE, &sentence.words[at].lemma)
        && now
        && subject()
}

/// "Has not armed Malian soldiers fighting the rebels": those who are helped or sent something fight, whether they get it
/// or not.
pub fn is_helped(reading: &Reading<'_>, sentence: &Sentence, noun: usize) -> bool {
    let words = &sentence.words;
    let several = words[noun].is_plural() && words[noun].upos == Upos::Noun;
    let named = sentence.child(noun, &[Rel::Amod, Rel::Compound]).is_some();
    let case = |forms: &[&str]| sentence.children_by(noun, Rel::Case).any(|c| is(reading, sentence, c, forms));
    let helped = match words[noun].rel {
        Rel::Obj => words[noun].head.is_some_and(|v| reading.ontology.lexicon.is_in("helpVerb", &words[v].lemma)),
        Rel::Obl | Rel::Nmod => case(&["to", "with", "among"]),
        _ => false,
    };
    several && named && helped
}

/// "Blocked a road to protest": what something is done for is not prevented by it, unlike "turned down a request to leave".
#[must_use]
pub fn is_aim(sentence: &Sentence, at: usize, head: usize) -> bool {
    let plain = |o: usize| o < at && !takes_infinitive(&sentence.words[o].lemma);
    has_to(sentence, at) && sentence.child(head, &[Rel::Obj]).is_some_and(plain)
}

/// Whether what something is done for is yet to come: who speaks to thank, or marches to protest, does so.
pub fn is_ahead(reading: &Reading<'_>, sentence: &Sentence, at: usize, head: usize) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let is = |class: &str, w: usize| lexicon.is_in(class, &sentence.words[w].lemma);
    let protests = is("cause", at) && is("gathering", head);
    is_under_way(reading, sentence, head) || !is_communication(reading, sentence, head) && !protests
}
