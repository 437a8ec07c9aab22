//! Troops moved, massed, deployed or exercised: whose, how many, where or against whom.
//!
//! "Russia has massed up to 100,000 troops near Ukraine" → Russia mobilized Ukraine, quantity 100000, unit troops.

use std::iter::successors;

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use super::coding::code;
use super::events::Event;
use super::forces_strength::strength;
use super::matching;
use super::meetings::VISIT;
use super::predicates::RETREATED;
use super::public::ARMED;
use super::sources;
use crate::entity::{ActorId, Mention, Reference};
use crate::fact::Kind;
use crate::grammar::{Rel, Sentence};
use crate::ontology::{Class, EventType};

/// The word class of nouns for troops.
pub const TROOPS: &str = "troops";

/// The word class of nouns for a border.
pub const BORDER: &str = "border";

/// Prepositions of where forces stand or go.
const WHERE: [&str; 20] = [
    "to", "into", "near", "along", "around", "in", "on", "at", "across", "toward", "towards", "against", "inside",
    "off", "through", "over", "outside", "within", "opposite", "close",
];

/// Claims the facts of a movement of forces.
pub fn claim(claims: &mut Claims<'_, '_>, event: &Event<'_>) -> Option<()> {
    let s = event.sentence;
    let mut actors = actors(claims, event);
    // "The group's activities in Peru": a firm has no troops.
    actors.retain(|&a| claims.is_public(a) && claims.class(a) != Class::Company);
    if actors.is_empty() {
        claims.note(s, format!("{}: nobody found whose forces they are", event.rule()));
        return None;
    }
    if let Some(why) = moves_no_troops(claims, event) {
        claims.note(s, format!("{}: {why}", event.rule()));
        return None;
    }
    let mut places = if event.targets.is_empty() { places(claims, event) } else { event.targets.clone() };
    places.retain(|p| !matches!(p, Filler::Actor(a) if actors.contains(a)));
    if let [one, other] = actors[..]
        && on_their_border(claims, event)
    {
        // Each stands against the other.
        return add(claims, event, &[(one, Filler::Actor(other)), (other, Filler::Actor(one))]);
    }
    if is_ordered(claims, event) {
        claims.note(s, format!("{}: it is told where they are to go", event.rule()));
        return None;
    }
    if places.is_empty() {
        claims.note(s, format!("{}: no place or opponent found", event.rule()));
        return None;
    }
    let pairs: Vec<_> = actors.iter().flat_map(|&a| places.iter().map(move |p| (a, p.clone()))).collect();
    add(claims, event, &pairs)
}

/// "Danish soldiers arrived in Kenya": soldiers do not visit, they are moved.
pub fn arrival<'o>(claims: &Claims<'_, 'o>, event: &Event<'o>) -> Option<Event<'o>> {
    if event.nominal || event.mode.label != VISIT {
        return None;
    }
    let sentence = &claims.reading.sentences[event.sentence];
    let ontology = claims.reading.ontology;
    let doer = clause::doer(sentence, event.head)?;
    let counted = super::counting::counted(sentence, doer).unwrap_or(doer);
    let soldiers = agent(claims, &sentence.words[counted].lemma) == Some("MIL");
    soldiers.then(|| event.told_as(&ontology.lexicon, |kind| kind.kind == Kind::Force, |_| true)).flatten()
}

/// Troops of which a sentence only speaks: "the commander of the troops in Mali", "killed three soldiers in Mali". Where they
/// are is told by "there are", by a number, by a verb of sending or keeping, and by words for being near or massed.
fn only_mentioned(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let lexicon = &claims.reading.ontology.lexicon;
    if !event.nominal || !lexicon.is_in(TROOPS, &sentence.words[event.head].lemma) {
        return false;
    }
    let inside = event
        .fit
        .target
        .is_some_and(|(w, _)| sentence.children_by(w, Rel::Case).any(|c| is_form(sentence, c, &["in", "on", "at"])));
    let (noun, counts) = first_of_count(sentence, event.head);
    let counted = counts || sentence.child(event.head, &[Rel::Nummod]).is_some();
    let Some(head) = sentence.words[noun].head else { return false };
    let there = |w: usize| sentence.child(w, &[Rel::Expl]).is_some();
    if there(head) || there(noun) {
        return false;
    }
    let names = |is: &dyn Fn(&EventType) -> bool| {
        let lemma = &*sentence.words[head].lemma;
        let all = lexicon.verbs.get(lemma).into_iter().chain(lexicon.nouns.get(lemma)).flatten();
        let mut kinds = all.map(|&(m, _)| &lexicon.types[lexicon.modes[m].event]);
        kinds.any(is)
    };
    let object = matches!(sentence.words[noun].rel, Rel::Obj | Rel::Nsubj | Rel::NsubjPass | Rel::Nmod);
    let moves = object && names(&|kind| kind.kind == Kind::Force);
    let hostile = names(&|kind| kind.quad == 4 && kind.kind != Kind::Force || kind.predicate == RETREATED);
    if !clause::is_verb(sentence, head) {
        return !moves && sentence.words[noun].rel == Rel::Nmod;
    }
    !moves && (hostile || inside && !counted)
}

/// The noun that counts another or that it is listed with, and whether it is counted: "thousands of soldiers".
fn first_of_count(sentence: &Sentence, mut noun: usize) -> (usize, bool) {
    let mut counted = false;
    while let Some(head) = sentence.words[noun].head {
        let counts = super::counting::counted(sentence, head) == Some(noun);
        if !counts && (sentence.words[noun].rel != Rel::Conj || clause::is_verb(sentence, head)) {
            break;
        }
        counted |= counts;
        noun = head;
    }
    (noun, counted)
}

/// The CAMEO agent of those whom a noun describes: `MIL` of "soldiers".
fn agent<'o>(claims: &Claims<'_, 'o>, noun: &str) -> Option<&'o str> {
    claims.reading.ontology.group_noun(noun).and_then(|group| group.agent.as_deref())
}

/// Whether whoever is there by himself bears arms: people who stay, gather or go somewhere are no forces else.
fn bears_arms(claims: &Claims<'_, '_>, s: usize, doer: usize) -> bool {
    let sentence = &claims.reading.sentences[s];
    let noun = super::counting::counted(sentence, doer).unwrap_or(doer);
    let armed = agent(claims, &sentence.words[noun].lemma).is_some_and(|agent| ARMED.contains(&agent));
    let force = |&a: &ActorId| matches!(claims.class(a), Class::ArmedForces | Class::ArmedGroup);
    armed
        || claims.reading.ontology.lexicon.is_in(TROOPS, &sentence.words[noun].lemma)
        || claims.actors(s, doer).iter().any(force)
}

/// Why words for a movement of troops tell of none: officials who enter a country, soldiers who are trained there.
fn moves_no_troops(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    const WALKS: [&str; 12] =
        ["fly", "enter", "march", "move", "advance", "cross", "pour", "roll", "push", "deploy", "redeploy", "sail"];
    const STAYS: [&str; 7] = ["stay", "remain", "gather", "assemble", "mass", "amass", "concentrate"];
    const CIVIL: [&str; 5] = ["GOV", "CVL", "BUS", "MED", "LEG"];
    const DONE_TO: [&str; 9] = ["train", "visit", "meet", "thank", "arm", "equip", "address", "attend", "watch"];
    let (s, sentence) = (event.sentence, &claims.reading.sentences[event.sentence]);
    let ontology = claims.reading.ontology;
    if only_mentioned(claims, event) {
        return Some("troops are only spoken of");
    }
    if event.nominal {
        let verb = sentence.words[event.head].head.filter(|_| sentence.words[event.head].rel == Rel::Obj);
        // "Withdraw its troops from the zone along the border"
        let lexicon = &ontology.lexicon;
        let leaves = |v: usize| {
            let times = &claims.reading.times[s];
            let mut all = lexicon.verbs.get(&*sentence.words[v].lemma).into_iter().flatten();
            all.any(|&(m, p)| {
                let mode = &lexicon.modes[m];
                let fit = || matching::fit(sentence, times, v, &mode.verbs[p]);
                lexicon.types[mode.event].predicate == RETREATED && fit().is_some_and(|f| f.used.contains(&event.head))
            })
        };
        return verb
            .filter(|&v| clause::is_form(sentence, v, &DONE_TO) || leaves(v))
            .map(|_| "they are there for another reason, or leave");
    }
    // "The president moved troops": whoever moves them need not walk.
    let stays = is_form(sentence, event.head, &STAYS);
    // "Massed tens of thousands of troops near the border": the pattern may not hold them.
    let objects = successors(clause::object(sentence, event.head), |&n| super::counting::counted(sentence, n));
    let mut moved = event.fit.used.iter().copied().chain(objects);
    let carries = moved.any(|w| ontology.lexicon.is_in(TROOPS, &sentence.words[w].lemma));
    if carries || clause::is_passive(sentence, event.head) || !stays && !is_form(sentence, event.head, &WALKS) {
        return None;
    }
    let doer = clause::doer(sentence, event.head)?;
    if stays && !bears_arms(claims, s, doer) {
        return Some("no soldiers");
    }
    let walker = |&a: &ActorId| matches!(claims.class(a), Class::Person | Class::GovernmentBody | Class::Party);
    let person = claims.actors(s, doer).iter().any(walker);
    let agent = agent(claims, &sentence.words[doer].lemma);
    let civil = agent.is_some_and(|agent| CIVIL.contains(&agent));
    // "Migrants entering Europe", "by entering our country": whoever is only described must be armed.
    let armed = agent.is_some_and(|agent| ARMED.contains(&agent));
    let unarmed = |a: ActorId| claims.reading.mentions.actor(a).described && !armed;
    let strangers = is_form(sentence, event.head, &["enter"]) && claims.actors(s, doer).into_iter().any(unarmed);
    // "Ghanaians have crossed into Togo"
    let noun = super::counting::counted(sentence, doer).unwrap_or(doer);
    let called = |m: &Mention| matches!(m.by, Reference::Nationality | Reference::Group);
    let people = sentence.words[noun].xpos == "NNPS" && claims.reading.mentions.at(s, noun).is_some_and(called);
    (person || civil || strangers || people).then_some("no soldiers")
}

fn add(claims: &mut Claims<'_, '_>, event: &Event<'_>, pairs: &[(ActorId, Filler)]) -> Option<()> {
    let code = code(claims, event);
    let strength = strength(claims, event);
    for (actor, place) in pairs {
        let (subject, object) = (claims.actor(*actor), claims.argument(place));
        let at = (event.sentence, event.head);
        let fact = claims.add((Kind::Force, "mobilized"), at, subject, object, &event.rule());
        fact.event = Some(code.clone());
        strength.clone().into_fact(fact);
    }
    (!pairs.is_empty()).then_some(())
}

/// "Ordered troops in Spain to move to Italy": where they stand is not the news.
fn is_ordered(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let words = &claims.reading.sentences[event.sentence];
    let noun = &words.words[event.head];
    let verb = noun.head.filter(|_| event.nominal && matches!(noun.rel, Rel::Obj | Rel::Iobj));
    verb.is_some_and(|v| words.child(v, &[Rel::Xcomp, Rel::Advcl]).is_some_and(|c| words.words[c].xpos == "VB"))
}

/// "India and China have troops along their border": the border of those whose forces they are.
fn on_their_border(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let own = |w: usize| {
        let shared = sentence.children_by(w, Rel::NmodPoss).any(|c| is_form(sentence, c, &["they", "their"]))
            || sentence.children_by(w, Rel::Amod).any(|c| is_form(sentence, c, &["common", "shared", "mutual"]));
        shared && claims.reading.ontology.lexicon.is_in(BORDER, &sentence.words[w].lemma)
    };
    let mut nodes = vec![event.head];
    nodes.extend(&event.fit.used);
    nodes.iter().any(|&n| own(n) || clause::obliques(sentence, n).any(|o| own(o.word)))
}

/// Who moves the forces; of forces that are moved without an agent, those whose they are.
fn actors(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let mut actors = event.sources.clone();
    if actors.is_empty() {
        let patient = (!event.nominal).then(|| clause::patient(sentence, event.head)).flatten();
        actors = patient.map_or_else(Vec::new, |w| sources::of_word(claims, s, w));
    }
    let mentions = &claims.reading.mentions;
    if actors.iter().all(|&a| mentions.actor(a).described && mentions.actor(a).of.is_none()) {
        let target = |a: &ActorId| event.targets.contains(&Filler::Actor(*a));
        let owners: Vec<ActorId> = above(claims, event).into_iter().filter(|a| !target(a)).collect();
        return if owners.is_empty() { actors } else { owners };
    }
    actors
}

/// Whose forces they are where only a clause above says so: "Russia has a plan for 175,000 troops to cross the border".
fn above(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let lexicon = &claims.reading.ontology.lexicon;
    let state = |a: &ActorId| matches!(claims.class(*a), Class::Country | Class::ArmedForces | Class::ArmedGroup);
    let verbs = sentence.ancestors(event.head).filter(|&v| clause::is_verb(sentence, v));
    // Whoever only tells of them does not own them.
    let own = verbs.take_while(|&v| !lexicon.speech_verbs.contains_key(&sentence.words[v].lemma));
    let mut owners =
        own.filter_map(|v| clause::subject(sentence, v)).map(|subject| sources::of_word(claims, s, subject));
    owners.find(|owners| owners.iter().any(state)).unwrap_or_default()
}

/// Where: the nouns behind prepositions of place at the verb and at the forces.
fn places(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<Filler> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let mut nodes = vec![event.head];
    nodes.extend(&event.fit.used);
    nodes.extend((!event.nominal).then(|| clause::patient(sentence, event.head)).flatten());
    for node in nodes {
        let mut found = Vec::new();
        for oblique in clause::obliques(sentence, node).filter(|o| is_form(sentence, o.case, &WHERE)) {
            for part in sentence.with_conjuncts(oblique.word) {
                let mut named = place(claims, s, part);
                if named.is_empty() {
                    named.extend(border_before(claims, event, part));
                }
                for actor in named {
                    let filler = Filler::Actor(actor);
                    if !found.contains(&filler) {
                        found.push(filler);
                    }
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The place that a noun names: itself, its owner ("Ukraine's borders"), or what it lies by ("the border with Ukraine").
fn place(claims: &Claims<'_, '_>, s: usize, w: usize) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[s];
    let fits = |a: &ActorId| claims.class(*a).is_place() || claims.class(*a).is_organization();
    let direct: Vec<ActorId> = claims.actors_alone(s, w).into_iter().filter(fits).collect();
    if !direct.is_empty() || !sentence.words[w].is_nominal() {
        return direct;
    }
    let by = clause::obliques(sentence, w).find(|o| is_form(sentence, o.case, &["with"]));
    let neighbour: Vec<ActorId> =
        by.map_or_else(Vec::new, |o| claims.actors(s, o.word)).into_iter().filter(fits).collect();
    if !neighbour.is_empty() {
        return neighbour;
    }
    claims.owners(s, w).into_iter().filter(fits).collect()
}

/// "The border" where nothing says with whom: that with the country told last, other than the one whose forces they are.
#[must_use]
pub fn border_before(claims: &Claims<'_, '_>, event: &Event<'_>, w: usize) -> Option<ActorId> {
    let s = event.sentence;
    let reading = claims.reading;
    let sentence = &reading.sentences[s];
    let definite = sentence.children_by(w, Rel::Det).any(|d| is_form(sentence, d, &["the", "their", "its"]));
    if !definite || !reading.ontology.lexicon.is_in(BORDER, &sentence.words[w].lemma) {
        return None;
    }
    let own = |a: ActorId| actors(claims, event).iter().any(|&x| x == a || reading.mentions.actor(x).of == Some(a));
    let before = reading.mentions.mentions.iter().rev().skip_while(|m| (m.sentence, m.head) >= (s, w));
    let near = before.take_while(|m| s - m.sentence <= 2).flat_map(|m| m.actors.iter().copied());
    near.into_iter().find(|&a| claims.class(a) == Class::Country && !own(a))
}
