//! Meetings, calls, summits and visits: everyone who takes part, in which way, where, and from when to when.
//!
//! "Biden, joined by Blinken, met Putin in Geneva" → Biden met Putin, Biden met Blinken, in Geneva.

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use super::coding::code;
use super::events::Event;
use super::forces::TROOPS;
use super::interactions::among;
use super::meetings_company as company;
use super::modality;
use crate::entity::{ActorId, date};
use crate::fact::{Kind, Modality, When};
use crate::grammar::{Rel, Upos};
use crate::ontology::Class;

/// The word class of verbs for those who come along: "joined by".
const ACCOMPANY: &str = "accompanyVerb";

/// The mode of visits, whose hosts do not meet one another.
pub const VISIT: &str = "visit";

/// The mode of negotiations.
const NEGOTIATE: &str = "negotiate";

/// The code of receiving visitors, whose hosts do not meet one another, either.
const HOST: &str = "043";

/// The headline tells the way of meetings told down to this sentence.
const LEAD: usize = 3;

/// The meeting spoken of last, which "the call" and "the leaders discussed" refer to.
#[derive(Debug, Clone, Default)]
pub struct Last {
    /// Who took part.
    pub participants: Vec<ActorId>,
    /// When, if known.
    pub date: Option<When>,
    /// Where it was told.
    pub sentence: usize,
    /// Its facts among the claims.
    pub facts: std::ops::Range<usize>,
}

/// Claims the facts of a meeting; one without participants is the last one told, seen again.
pub fn claim(claims: &mut Claims<'_, '_>, event: &Event<'_>, last: &mut Option<Last>) -> Option<()> {
    if let Some(why) = no_meeting(claims, event) {
        claims.note(event.sentence, format!("{}: {why}", event.rule()));
        return None;
    }
    let mut participants = event.sources.clone();
    if participants.is_empty() {
        participants = company::subject(claims, event);
    }
    let mut others = others(claims, event, participants.is_empty());
    let person = |a: &ActorId| claims.class(*a) == Class::Person;
    if !event.nominal && !others.is_empty() && !others.iter().any(person) {
        // "with Amir Tamim at the White House": the tree may hang the first name on the second.
        let next = company::others(claims, event);
        others = if next.first().is_some_and(person) { next } else { others };
    }
    // "Speaking to Al Jazeera": whoever speaks to a medium gives it an interview.
    let told = is_form(&claims.reading.sentences[event.sentence], event.head, &["speak", "talk"]);
    let medium = |a: &ActorId| told && claims.class(*a) == Class::NewsOutlet;
    others.retain(|a| !(participants.contains(a) || medium(a) || person(a) && claims.is_nobody(*a)));
    if let Some(owner) = company::owner(claims, event, &participants).filter(|o| !others.contains(o)) {
        participants.insert(0, owner);
    }
    // "In consultation with allies and partners": whoever it is that consults them, they do not consult one another.
    if participants.is_empty() && event.fit.target.is_some() {
        others.truncate(1);
    }
    let comers = !participants.is_empty() && participants.iter().all(|&a| company::is_no_guest(claims, a));
    let visit = event.mode.label == VISIT;
    if visit && comers || of_forces(claims, event) && (visit || others.is_empty()) {
        return None;
    }
    others.retain(|&place| !(visit && participants.iter().any(|&a| claims.is_home(a, place))));
    let beside = beside(claims, event) && !participants.is_empty() && !others.is_empty();
    let pairs = if beside {
        participants.iter().flat_map(|&a| others.iter().map(move |&b| (b, a))).collect()
    } else {
        let apart = company::several(claims, event) || is_in_turn(claims, event, &others);
        let mut pairs = together(claims, &participants, &others, apart);
        let each_with_others =
            through_teams(claims, event) || company::each_alone(claims, event) || event.mode.cameo == HOST;
        pairs.retain(|(_, with)| others.is_empty() || !each_with_others || others.contains(with));
        participants.extend(&others);
        for guest in companions(claims, event) {
            if let Some(&host) = participants.first().filter(|_| !participants.contains(&guest)) {
                pairs.push((host, guest));
            }
        }
        pairs
    };
    let pairs: Vec<_> =
        pairs.into_iter().filter(|&(a, b)| claims.concerns_public(&[a, b]) && is_told_of(claims, a, b)).collect();
    if pairs.is_empty() {
        return again(claims, event, last);
    }
    let begin = claims.len();
    add(claims, event, &pairs);
    if !beside {
        // "The two leaders spoke" after "spoke on Tuesday" is the same talk.
        let told = last.as_ref().filter(|l| participants.iter().all(|a| l.participants.contains(a)));
        let date = claims.fact(begin).date.clone().or_else(|| told.and_then(|l| l.date.clone()));
        *last = Some(Last { participants, date, sentence: event.sentence, facts: begin..claims.len() });
    }
    Some(())
}

/// Whether one of two is somebody: "governments should talk to terrorists", where nobody in particular meets nobody.
fn is_told_of(claims: &Claims<'_, '_>, a: ActorId, b: ActorId) -> bool {
    let anybody = |a: ActorId| claims.is_nobody(a) && claims.class(a) == Class::Group;
    let bare = |a: ActorId| {
        let label = &claims.reading.mentions.actor(a).entity.label;
        !label.contains(' ') && label.ends_with('s')
    };
    !(anybody(a) && anybody(b) && (bare(a) || bare(b)))
}

/// Those on the other side, as far as the clause or "with" names them.
fn others(claims: &Claims<'_, '_>, event: &Event<'_>, alone: bool) -> Vec<ActorId> {
    let mut others: Vec<ActorId> = event.targets.iter().filter_map(actor).collect();
    if let Some((word, _)) = event.fit.target {
        // "met British companies": not Britain.
        let own = |a: &ActorId| claims.owners(event.sentence, word).contains(a);
        let named = claims.actors(event.sentence, word);
        others.retain(|a| named.contains(a) || !own(a));
    }
    if others.is_empty() && (event.fit.target.is_none() || alone) {
        others = company::others(claims, event);
    }
    others
}

/// "Their teams will consult with allies": with whom, not with one another.
fn through_teams(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let verb = super::speech_tree::clause_of(sentence, event.head);
    let subject = clause::subject(sentence, verb);
    subject.is_some_and(|w| is_form(sentence, w, &super::sources::TEAMS))
}

/// Why words for a meeting tell of none.
fn no_meeting(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    // "discussed the dialogue on arms": what they spoke about is not said to be going on; "his call with Putin" was one.
    let owned = claims.reading.sentences[event.sentence].child(event.head, &[Rel::NmodPoss]).is_some();
    if event.nominal && !owned && claims.is_topic(event.sentence, event.head) {
        return Some("only a topic");
    }
    let sentence = &claims.reading.sentences[event.sentence];
    // "A round of talks with Peru": the talks tell it.
    let lexicon = &claims.reading.ontology.lexicon;
    let talks = |w: usize| lexicon.names_meeting(&sentence.words[w].lemma);
    if event.nominal && event.fit.source.is_some_and(|w| talks(w) && claims.actors(event.sentence, w).is_empty()) {
        return Some("told by the noun behind it");
    }
    let object = sentence.child(event.head, &[Rel::Obj]).filter(|_| !event.nominal && event.mode.label == VISIT);
    // "Attended a meeting of the Council": the meeting is what they go to.
    let brought = |o: usize| !event.fit.used.contains(&o) && event.fit.target.is_none_or(|(word, _)| word != o);
    if object.is_some_and(brought) {
        return Some("they bring something");
    }
    // "Were flown to Berlin": somebody took them there.
    let taken = ["fly", "bring", "take", "drive", "transport", "airlift"];
    if event.mode.label == VISIT && is_form(sentence, event.head, &taken) && clause::is_passive(sentence, event.head) {
        return Some("they are brought there");
    }
    // "While flying back to Oslo": whoever comes back is at home.
    let returns = |c: usize| is_form(sentence, c, &["back", "home"]);
    if event.mode.label == VISIT && !event.nominal && sentence.children_by(event.head, Rel::Advmod).any(returns) {
        return Some("they come back");
    }
    let named = |c: usize| !matches!(sentence.words[c].upos, Upos::Verb | Upos::Aux);
    let calls = is_form(sentence, event.head, &["call"]) && !event.nominal;
    let two = sentence.child(event.head, &[Rel::Iobj]).is_some() && sentence.child(event.head, &[Rel::Obj]).is_some();
    // "Called his rival “a robot”"
    let object = sentence.child(event.head, &[Rel::Obj]).map_or(event.head, |o| sentence.extent(o).end);
    let target = event.fit.target.map_or(event.head, |(word, _)| word);
    let quotes = |w: usize| {
        matches!(claims.reading.word(event.sentence, w.min(sentence.words.len() - 1)), "“" | "\"" | "''" | "``" | "‘")
    };
    let two = two || quotes(object) || quotes(target + 1);
    if calls && (two || sentence.children_by(event.head, Rel::Xcomp).any(named)) {
        return Some("called so");
    }
    if company::is_audience(claims, event) {
        return Some("a speech to an audience");
    }
    if event.nominal && event.targets.is_empty() && is_hosted(claims, event) {
        return Some("hosts do not meet one another");
    }
    if event.fit.target.is_none() && is_purpose(claims, event) {
        return Some("what another meeting is for");
    }
    let meals = ["dinner", "lunch", "breakfast"];
    if event.nominal
        && event.fit.target.is_none()
        && event.pattern.elements.len() == 1
        && sentence.words[event.head].is_plural()
        && is_form(sentence, event.head, &meals)
    {
        return Some("a meal, of which nobody says with whom");
    }
    company::speaks_elsewhere(claims, event).then_some("a speech, no talk")
}

/// "Uganda and Kenya offered to host talks": others will talk.
fn is_hosted(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let verb = sentence.words[event.head].head.filter(|_| sentence.words[event.head].rel == Rel::Obj);
    let hosts = ["host", "mediate", "broker", "facilitate", "organize", "organise"];
    let verb = verb.filter(|&v| is_form(sentence, v, &hosts));
    let host = verb.and_then(|v| clause::doer(sentence, v)).map(|w| claims.actors(event.sentence, w));
    host.is_some_and(|host| host == event.sources) && company::others(claims, event).is_empty()
}

/// "Spoke on Monday to discuss the treaty of 1990": one talk, which is told by "spoke".
fn is_purpose(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let lexicon = &claims.reading.ontology.lexicon;
    let sentence = &claims.reading.sentences[event.sentence];
    let word = &sentence.words[event.head];
    let above = word.head.filter(|_| matches!(word.rel, Rel::Advcl | Rel::Xcomp) && word.xpos == "VB");
    above.is_some_and(|verb| {
        let all = lexicon.verbs.get(&sentence.words[verb].lemma);
        all.is_some_and(|all| all.iter().any(|&trigger| lexicon.meets(trigger)))
            && sentence.child(verb, &[Rel::Nsubj]).is_some()
    })
}

/// Whether it is troops of someone that come.
fn of_forces(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let troops = |w: usize| claims.reading.ontology.lexicon.is_in(TROOPS, &sentence.words[w].lemma);
    // "Thousands of Syrian troops"
    let counted =
        |w: usize| sentence.children_by(w, Rel::Nmod).any(|c| clause::has_preposition(sentence, c, "of") && troops(c));
    // "As forces assemble", where the tree takes them for what the conjunction introduces
    let before = event.head.checked_sub(1).filter(|_| event.sources.is_empty());
    let mut subjects = clause::subject(sentence, event.head).into_iter().chain(before);
    !event.nominal && subjects.any(|w| troops(w) || counted(w))
}

/// Those on one side with those on the other; named people and states also with one another.
fn together(claims: &Claims<'_, '_>, one: &[ActorId], other: &[ActorId], apart: bool) -> Vec<(ActorId, ActorId)> {
    let all: Vec<ActorId> = one.iter().chain(other).copied().collect();
    let described = |a: ActorId| claims.reading.mentions.actor(a).described;
    let alike = |a: ActorId, b: ActorId| (claims.class(a) == Class::Person) == (claims.class(b) == Class::Person);
    let mut pairs = among(&all);
    if !one.is_empty() {
        pairs.retain(|&(a, b)| {
            !(other.contains(&a) && other.contains(&b) && (apart || described(a) || described(b) || !alike(a, b)))
        });
    }
    pairs
}

/// "Negotiations with Canada, Mexico and the European Union", "engaged with NATO and the EU": with each of them.
fn is_in_turn(claims: &Claims<'_, '_>, event: &Event<'_>, others: &[ActorId]) -> bool {
    let people = others.iter().any(|&a| claims.class(a) == Class::Person);
    let bodies = others.iter().any(|&a| claims.class(a).is_organization());
    let sentence = &claims.reading.sentences[event.sentence];
    // "Talks with Peru and Chile"
    let many = event.nominal && sentence.words[event.head].is_plural();
    (event.mode.label == NEGOTIATE || bodies || many) && !people
}

fn actor(filler: &Filler) -> Option<ActorId> {
    if let Filler::Actor(a) = filler { Some(*a) } else { None }
}

fn add(claims: &mut Claims<'_, '_>, event: &Event<'_>, pairs: &[(ActorId, ActorId)]) {
    let at = (event.sentence, event.head);
    let reading = claims.reading;
    let (start, end) = date::clocks(&reading.sentences[event.sentence], event.head, &reading.times[event.sentence]);
    let mut code = code(claims, event);
    if code.mode.is_none() && event.sentence <= LEAD {
        code.mode = company::headline_mode(claims, pairs);
    }
    for &(a, b) in pairs {
        let (subject, object) = (claims.actor(a), claims.actor(b));
        // Whoever sits beside a leader during a call meets the leader in person.
        let mode = if beside(claims, event) { Some("in person".to_owned()) } else { code.mode.clone() };
        let fact = claims.add((Kind::Meeting, "met"), at, subject, object, &event.rule());
        if let Some(mode) = &mode {
            fact.qualifiers.insert("mode", if mode == VISIT { "in person".to_owned() } else { mode.clone() });
        }
        for (key, clock) in [("start", &start), ("end", &end)] {
            if let Some(clock) = clock {
                fact.qualifiers.insert(key, clock.clone());
            }
        }
        fact.event = Some(code.clone());
    }
}

/// "The meeting began at 10:07" adds to the meeting told before; "the last call was in July" is another one of the same people.
fn again(claims: &mut Claims<'_, '_>, event: &Event<'_>, last: &mut Option<Last>) -> Option<()> {
    let reading = claims.reading;
    let sentence = &reading.sentences[event.sentence];
    let definite = sentence.children_by(event.head, Rel::Det).any(|d| is_form(sentence, d, &["the", "this", "that"]));
    // "Reed called off the meeting": the one told before, which does not take place.
    let own = |l: &&Last| !event.sources.is_empty() && event.sources.iter().all(|a| l.participants.contains(a));
    let off = last.as_ref().filter(own).filter(|l| event.nominal && definite && event.sentence - l.sentence <= 6);
    if let Some(told) = off.filter(|_| modality::of(reading, event.sentence, event.head) == Modality::Denied) {
        let pairs = among(&told.participants);
        add(claims, event, &pairs);
        return Some(());
    }
    let told = last
        .as_ref()
        .filter(|l| event.nominal && definite && event.sentence - l.sentence <= 6 && event.sources.is_empty());
    let Some(told) = told else {
        claims.note(event.sentence, format!("{}: fewer than two participants were found", event.rule()));
        return None;
    };
    let when = date::for_event(sentence, event.head, &reading.times[event.sentence], reading.date.date, None);
    let other = matches!((&when, &told.date), (Some(a), Some(b)) if !a.may_be(b));
    if other {
        let pairs = among(&told.participants);
        let governed = matches!(sentence.words[event.head].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj | Rel::Root);
        governed.then(|| add(claims, event, &pairs))
    } else {
        let (start, end) = date::clocks(sentence, event.head, &reading.times[event.sentence]);
        if start.is_none() && end.is_none() {
            return None;
        }
        for index in told.facts.clone() {
            for (key, clock) in [("start", &start), ("end", &end)] {
                if let Some(clock) = clock {
                    claims.fact_mut(index).qualifiers.entry(key).or_insert_with(|| clock.clone());
                }
            }
            claims.support(index, event.sentence);
        }
        Some(())
    }
}

/// "were seated next to Biden": with him, not with one another.
fn beside(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let places = ["next", "beside", "alongside"];
    !event.nominal
        && event.fit.target.is_some_and(|(w, _)| {
            sentence.children_by(w, Rel::Case).any(|c| is_form(sentence, c, &places))
                || event.fit.used.iter().any(|&u| is_form(sentence, u, &places))
        })
}

/// Those who come along with the subject.
fn companions(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[event.sentence];
    let joins = |c: &usize| {
        matches!(sentence.words[*c].rel, Rel::Acl | Rel::Advcl | Rel::Parataxis)
            && claims.reading.ontology.lexicon.is_in(ACCOMPANY, &sentence.words[*c].lemma)
            && clause::is_passive(sentence, *c)
    };
    let subject = (!event.nominal).then(|| clause::subject(sentence, event.head)).flatten();
    let mut all = Vec::new();
    for node in subject.into_iter().chain([event.head]) {
        for verb in sentence.children(node).filter(joins) {
            let by = clause::agent(sentence, verb);
            all.extend(by.map_or_else(Vec::new, |w| claims.actors(event.sentence, w)));
        }
    }
    all
}
