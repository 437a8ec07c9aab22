//! To whom an event is done: who or what stands in the slot of the target, or takes part in the event of its clause.
//!
//! "Threatened to attack Peru" → Peru; "lifted the curfew" → the curfew, where nobody is named.

use super::arguments::Filler;
use super::clause::{self, is_form};
use super::events::{Event, at};
use super::modality_clause::has_to;
use super::predicates::{DEMANDED, INVESTIGATED, PROTESTED, REJECTED, RETREATED};
use super::{Claims, forces, interactions, sources};
use crate::entity::ActorId;
use crate::fact::Kind;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Class, SlotType};

/// Verbs of what is done to nobody, and so told whole by themselves: "refused to resign".
const ALONE: [&str; 10] = [
    "resign",
    "negotiate",
    "surrender",
    "withdraw",
    "retreat",
    "compromise",
    "yield",
    "disarm",
    "cooperate",
    "testify",
];

/// The word class of those through whom a state is abroad.
const ENVOY: &str = "diplomat";

/// The word class of what may be struck or taken, whosever it is.
const SITE: &str = "site";

/// Fills in the targets; an error says why there are none.
pub fn fill(claims: &mut Claims<'_, '_>, event: &mut Event<'_>) -> Result<(), String> {
    let (s, w) = (event.sentence, event.head);
    if let Some((_, SlotType::Near)) = event.fit.target {
        event.targets = claims.near(s, w, &event.sources);
        // "Pilots at an airline began a strike"
        let doer = clause::subject(&claims.reading.sentences[s], w).filter(|_| event.kind.predicate == PROTESTED);
        if let Some(doer) = doer.filter(|_| event.targets.is_empty()) {
            event.targets = claims.workplace(s, doer);
        }
    } else if let Some((word, kind)) = event.fit.target {
        return fill_slot(claims, event, word, kind);
    } else if let Some(verb) = event.fit.clause.filter(|_| !event.kind.symmetric || event.sources.len() < 2) {
        event.targets = clause_targets(claims, s, verb, event);
        let private = |t: &Filler| matches!(t, Filler::Actor(a) if !claims.is_public(*a));
        event.targets.retain(|t| !event.kind.symmetric || !private(t));
        let sentence = &claims.reading.sentences[s];
        let words = interactions::content(sentence, verb);
        // "Whom they refuse to repatriate" is somebody; who refuses to resign leaves out nobody.
        let gap = words.len() == 1 && event.kind.quad == 3 && !is_form(sentence, verb, &ALONE);
        let verbatim = event.fit.verbatim && has_to(sentence, verb) && !gap;
        // What is an event of its own is told as such: "agreed to lift the sanctions on Peru".
        let named = |told: Event<'_>| told.targets.iter().any(|t| matches!(t, Filler::Actor(_)));
        if event.targets.is_empty() && verbatim && !at(claims, s, verb, false, false).is_some_and(named) {
            event.targets = vec![Filler::Words(claims.words(s, plain(sentence, verb, words)))];
        }
    }
    Ok(())
}

/// An infinitive without what a comma and a clause of its own add: "leave the camp, where they had lived for years".
fn plain(sentence: &Sentence, verb: usize, words: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let adds = |w: usize| matches!(sentence.words[w].rel, Rel::Advcl | Rel::AclRelcl | Rel::Parataxis);
    let begins = |c: usize| {
        let start = sentence.extent(c).start;
        let comma = |w: usize| &*sentence.words[w].lemma == ",";
        if comma(start) { Some(start) } else { start.checked_sub(1).filter(|&w| comma(w)) }
    };
    let ends = words.clone().filter(|&c| c > verb && adds(c)).filter_map(begins).filter(|&w| w > verb).min();
    words.start..ends.unwrap_or(words.end)
}

/// Fills in who or what stands at a word in the place of the target.
fn fill_slot(claims: &Claims<'_, '_>, event: &mut Event<'_>, word: usize, kind: SlotType) -> Result<(), String> {
    let (s, w) = (event.sentence, event.head);
    let sentence = &claims.reading.sentences[s];
    let places = event.kind.quad == 4;
    let kind = if may_be_anything(sentence, event, word, kind) { SlotType::Any } else { kind };
    // "Efforts to investigate the leak": who would, the tree seldom tells.
    let vague = !event.nominal && has_to(sentence, w) && is_form(sentence, w, &["investigate", "agree"]);
    let kind = if vague && kind == SlotType::Any { SlotType::Actor } else { kind };
    // "Burned the American flag": the noun of the pattern stands for its owner, unless it is someone itself.
    let owned = event.fit.used.contains(&word);
    // "Released American vessels": America's.
    let someone = |&a: &ActorId| claims.reading.mentions.actor(a).described || claims.class(a) != Class::Country;
    if owned && kind != SlotType::This && claims.actors_alone(s, word).iter().any(someone) {
        // "Expelled the top American diplomat" is done to America, whoever that is.
        let envoy = claims.reading.ontology.lexicon.is_in(ENVOY, &sentence.words[word].lemma);
        let owners = if envoy { senders(claims, event, word) } else { Vec::new() };
        event.targets = owners.into_iter().map(Filler::Actor).collect();
        if event.targets.is_empty() {
            return Err(format!("\"{}\" is the target itself", claims.reading.word(s, word)));
        }
        return Ok(());
    }
    event.targets = claims.fillers(s, against(claims, event, word).unwrap_or(word), kind, places);
    let holders = holders_there(claims, event, word);
    if !holders.is_empty() {
        event.targets = holders.into_iter().map(Filler::Actor).collect();
    }
    // "The president withdrew American troops": they are America's, who leaves is told nothing by that.
    let home =
        |a: ActorId| event.kind.predicate == RETREATED && claims.class(a) == Class::Country && is_own(claims, event, a);
    let is_source = |t: &Filler| matches!(t, Filler::Actor(a) if event.sources.contains(a) || home(*a));
    // "Ended their strike", "investigates attacks on its offices": theirs is no other end.
    let thing = kind == SlotType::Any && event.kind.predicate == INVESTIGATED && claims.actors(s, word).is_empty();
    let own = !event.targets.is_empty() && event.targets.iter().all(is_source);
    if kind == SlotType::This && (own || event.targets.is_empty()) || thing && own {
        let mut phrase = clause::phrase(sentence, word);
        if let Some(owner) = sentence.child(word, &[Rel::NmodPoss]).filter(|&o| o < word) {
            phrase.start = sentence.extent(owner).end;
        }
        event.targets = vec![Filler::Words(claims.words(s, phrase))];
    }
    if event.kind.quad == 3 && event.targets.iter().all(|t| matches!(t, Filler::Words(_))) {
        let mut found = claims.behind(s, word);
        found.retain(|t| !matches!(t, Filler::Actor(a) if is_own(claims, event, *a)));
        if !found.is_empty() {
            event.targets = found;
        }
    }
    // "Beat Croatia in Moscow" is not done to Moscow.
    if event.targets.is_empty() && places && claims.actors(s, word).is_empty() {
        event.targets = claims.standing_in(s, w).into_iter().map(Filler::Actor).collect();
    }
    if event.targets.is_empty() && event.kind.kind == Kind::Force {
        event.targets = forces::border_before(claims, event, word).into_iter().map(Filler::Actor).collect();
    }
    // "Struck a bus carrying workers": the thing itself.
    let is_site = |w: usize| claims.reading.ontology.lexicon.is_in(SITE, &sentence.words[w].lemma);
    // "Stormed the airport grounds"
    let site = is_site(word) || sentence.children_by(word, Rel::Compound).any(is_site);
    let struck = event.kind.kind == Kind::Interaction && kind != SlotType::Place && site;
    if event.targets.is_empty() && places && struck {
        event.targets = vec![Filler::Words(claims.words(s, clause::phrase(sentence, word)))];
    }
    if event.targets.is_empty() && (event.kind.quad != 3 || owned) {
        return Err(format!("\"{}\" is no target of the right kind", claims.reading.word(s, word)));
    }
    Ok(())
}

/// Whose envoy a word means: the country before it, else that of whoever holds the post.
fn senders(claims: &Claims<'_, '_>, event: &Event<'_>, word: usize) -> Vec<ActorId> {
    let owners = claims.owners(event.sentence, word);
    if !owners.is_empty() {
        return owners;
    }
    let home = |a: ActorId| claims.reading.mentions.actor(a).of.filter(|&of| claims.class(of) == Class::Country);
    let sent = claims.actors_alone(event.sentence, word).into_iter().filter_map(home);
    sent.filter(|of| !event.sources.contains(of)).collect()
}

/// Whether someone does the event, or is whose they are who do it.
fn is_own(claims: &Claims<'_, '_>, event: &Event<'_>, actor: ActorId) -> bool {
    event.sources.iter().any(|&x| x == actor || claims.reading.mentions.actor(x).of == Some(actor))
}

/// Anything can be sanctioned, but "cut off their funds" tells nothing where nobody knows who they are.
fn may_be_anything(sentence: &Sentence, event: &Event<'_>, word: usize, kind: SlotType) -> bool {
    let theirs = sentence.child(word, &[Rel::NmodPoss]).is_some_and(|w| sentence.words[w].upos == Upos::Pron);
    // "Sanctions over the detention", "for activities abroad": that is why.
    let why = sentence.children_by(word, Rel::Case).any(|c| is_form(sentence, c, &["over", "for"]));
    event.kind.kind == Kind::Sanction && kind == SlotType::Actor && !theirs && !why
}

/// "conducted strikes in Syria … against the group": whom an act of force is against comes before where it is.
fn against(claims: &Claims<'_, '_>, event: &Event<'_>, word: usize) -> Option<usize> {
    let sentence = &claims.reading.sentences[event.sentence];
    let within = sentence.children_by(word, Rel::Case).any(|c| is_form(sentence, c, &["in", "inside", "within"]));
    if event.kind.quad != 4 || !within {
        return None;
    }
    let mut marks = (event.head..sentence.words.len()).filter(|&w| is_form(sentence, w, &["against"]));
    marks.find_map(|m| {
        sentence.words[m].head.filter(|&h| !claims.fillers(event.sentence, h, SlotType::Actor, false).is_empty())
    })
}

/// "Struck Houthi positions in Yemen": those whose positions they are, before where these are.
fn holders_there(claims: &Claims<'_, '_>, event: &Event<'_>, word: usize) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[event.sentence];
    let within =
        sentence.children_by(word, Rel::Case).any(|c| is_form(sentence, c, &["in", "inside", "within", "near"]));
    let struck = clause::patient(sentence, event.head).filter(|o| event.fit.used.contains(o));
    let hits = event.kind.quad == 4 && event.kind.kind != Kind::Force && !event.nominal;
    let Some(struck) = struck.filter(|_| hits && within) else { return Vec::new() };
    let mut holders = claims.owners(event.sentence, struck);
    let lands = |a: ActorId| claims.class(a).is_place() && claims.class(a) != Class::Country;
    holders.retain(|&a| !lands(a) && !is_own(claims, event, a));
    holders
}

/// Whom the event of a clause concerns: "threatened to attack Ukraine" → Ukraine; "demanded that Russia withdraw" → Russia.
fn clause_targets(claims: &mut Claims<'_, '_>, s: usize, verb: usize, event: &Event<'_>) -> Vec<Filler> {
    // Whom they agree to punish they do not agree with.
    if event.kind.symmetric && at(claims, s, verb, false, false).is_some_and(|told| told.kind.quad >= 3) {
        return Vec::new();
    }
    let sentence = &claims.reading.sentences[s];
    // "Agreed that others would leave": of whoever is told, not with whom.
    if event.kind.symmetric && !has_to(sentence, verb) && sentence.child(verb, &[Rel::Nsubj, Rel::NsubjPass]).is_some()
    {
        return Vec::new();
    }
    // "If he refuses, which I doubt": what is refused would be an infinitive.
    if event.kind.predicate == REJECTED && event.fit.verbatim && !has_to(sentence, verb) {
        return Vec::new();
    }
    let others = |actors: Vec<ActorId>, claims: &Claims<'_, '_>| -> Vec<Filler> {
        actors
            .into_iter()
            .filter(|&a| !is_own(claims, event, a))
            .filter(|a| claims.class(*a).is_actor())
            .map(Filler::Actor)
            .collect()
    };
    // "Demanded that he be released": others are to release him.
    let suffers = event.kind.predicate == DEMANDED && clause::is_passive(sentence, verb);
    let agent = || clause::agent(sentence, verb).filter(|&w| !claims.actors(s, w).is_empty());
    let doer = if suffers { agent() } else { clause::subject(sentence, verb) };
    if suffers && doer.is_none() {
        return Vec::new();
    }
    if let Some(subject) = doer {
        let found = others(sources::of_word(claims, s, subject), claims);
        if !found.is_empty() {
            return found;
        }
    }
    if let Some(event) = at(claims, s, verb, false, false) {
        let found = others(event.targets.iter().filter_map(Filler::actor).collect(), claims);
        if !found.is_empty() {
            return found;
        }
    }
    // "Refused to use a ministry's telephone", "to protect them from rebels": neither had asked for it.
    let refused = event.kind.predicate == REJECTED && event.fit.verbatim;
    let asking = |w: &usize| {
        !refused || !claims.actors_alone(s, *w).is_empty() || sentence.child(*w, &[Rel::NmodPoss]).is_some()
    };
    let toward = |o: &clause::Oblique| {
        is_form(sentence, o.case, &["on", "against", "with", "to"])
            || is_form(sentence, o.case, if refused { &["before", "at"] } else { &["from"] })
    };
    let objects: Vec<usize> = clause::patient(sentence, verb)
        .into_iter()
        .filter(asking)
        .chain(clause::obliques(sentence, verb).filter(toward).map(|o| o.word))
        .collect();
    for word in objects {
        let fillers = claims.fillers(s, word, SlotType::Actor, false);
        let found = others(fillers.iter().filter_map(Filler::actor).collect(), claims);
        if !found.is_empty() {
            return found;
        }
    }
    // "would respond if Russia invades"
    let condition = sentence
        .children_by(verb, Rel::Advcl)
        .find(|&c| sentence.children_by(c, Rel::Mark).any(|m| is_form(sentence, m, &["if", "should", "unless"])));
    let subject = condition.and_then(|c| clause::subject(sentence, c));
    subject.map_or_else(Vec::new, |w| others(sources::of_word(claims, s, w), claims))
}
