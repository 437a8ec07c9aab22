//! Events between actors into facts: each source with each target, or all who act together with one another.
//!
//! "The two leaders underscored their support for Ukraine" → each of them supported Ukraine.

use super::arguments::Filler;
use super::clause::{self, is_form};
use super::coding::code;
use super::counting;
use super::events::{self, Event};
use super::meetings::Last;
use super::predicates::{
    ACCUSED, AIDED, ASSAULTED, COERCED, CONCEDED, DEMANDED, PROTESTED, REJECTED, RETREATED, SUPPORTED, THREATENED,
};
use super::{Claims, earnest, modality, sanctions, threats};
use crate::entity::ActorId;
use crate::fact::Modality;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Class, SlotType};

/// The mode of criticism.
const DISAPPROVE: &str = "disapprove";

/// The mode of speaking up for somebody.
const DEFEND: &str = "defend";

/// Up to so many participants are paired with one another; of more, the first with each.
const PAIRED: usize = 6;

/// So many sentences after a meeting is told, its participants still speak to one another.
const REACH: usize = 5;

/// The word class of what only a state can do.
const STATE_ACT: &str = "act of state";

/// The word class of measures that punish.
const PENALTY: &str = "penalty";

/// Claims the facts of an event between actors.
pub fn claim(claims: &mut Claims<'_, '_>, event: &Event<'_>, last: Option<&Last>) -> Option<()> {
    let at = (event.sentence, event.head);
    // What is only the topic of a meeting is not said to happen.
    if event.kind.quad <= 2 && claims.is_topic(at.0, at.1) {
        claims.note(at.0, format!("{}: only a topic", event.rule()));
        return None;
    }
    if event.mode.label == threats::VOW {
        return match sanctions::imposed(claims, event) {
            Some(imposed) => sanctions::claim(claims, &imposed, last),
            None => threats::claim(claims, event, last),
        };
    }
    if let Some(vow) = to_come(claims, event) {
        return threats::claim(claims, &vow, last);
    }
    let verbal = in_words(claims, event).or_else(|| speaks_up(claims, event));
    let event = verbal.as_ref().unwrap_or(event);
    let mut pairs = if events::is_mutual(claims, event) { each_other(&event.sources) } else { pairs(event) };
    if pairs.is_empty() {
        pairs = to_counterpart(claims, event, last);
    }
    if pairs.is_empty() {
        claims.note(at.0, format!("{}: no target found", event.rule()));
        return None;
    }
    if let Some(why) = earnest::not_in_earnest(claims, event) {
        claims.note(at.0, format!("{}: {why}", event.rule()));
        return None;
    }
    let name = (event.kind.kind, event.kind.predicate.as_str());
    let rule = event.rule();
    let code = code(claims, event);
    let measure = measure(claims, event);
    let self_owned = is_self_owned(claims, event);
    for (source, target) in pairs {
        let ends = if let Filler::Actor(a) = target { vec![source, a] } else { vec![source] };
        // "Fights for our country", "defend their homeland": who is of it does not aid it.
        let own = |a: ActorId, b: ActorId| claims.reading.mentions.actor(a).of == Some(b);
        // "Train its own forces", "protect our own citizens": nobody else is helped.
        let among = |a: ActorId, b: ActorId| {
            matches!(claims.agent(b), Some("MIL" | "COP")) && own(b, a)
                || self_owned
                || defends_own(claims, event, a, b)
        };
        let at_home_aid = event.kind.predicate == AIDED && matches!(ends[..], [a, b] if own(a, b) || among(a, b));
        if at_home_aid || demands_sanctions(claims, event, source) {
            continue;
        }
        // A truce or a curfew at home has a place, not an opponent.
        let at_home = event.kind.predicate == RETREATED || matches!(event.fit.target, Some((_, SlotType::Place)));
        if !at_home && (is_own_organ(claims, &ends) || event.kind.quad >= 3 && is_own_office(claims, &ends)) {
            continue;
        }
        // Unrest in a place concerns whoever governs it.
        let unrest = |&a: &ActorId| claims.is_national(a) || claims.class(a).is_place();
        let between_peoples = event.kind.quad == 4 && claims.class(source) == Class::Group && ends.iter().any(unrest);
        if !between_peoples && !claims.concerns_public(&ends) && !is_campaign(claims, event, source) {
            claims.note(event.sentence, format!("{rule}: between private persons"));
            continue;
        }
        let (subject, object) = (claims.actor(source), claims.argument(&target));
        let fact = claims.add(name, at, subject, object, &rule);
        fact.event = Some(code.clone());
        if let Some(measure) = &measure {
            fact.qualifiers.insert("measure", measure.clone());
        }
    }
    Some(())
}

/// "Called for sanctions against Peru": of whoever could impose them that is a demand and told as a sanction.
fn demands_sanctions(claims: &Claims<'_, '_>, event: &Event<'_>, source: ActorId) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let penalty = |&w: &usize| claims.reading.ontology.lexicon.is_in(PENALTY, &sentence.words[w].lemma);
    event.kind.predicate == ACCUSED
        && event.fit.used.iter().any(penalty)
        && matches!(claims.class(source), Class::Country | Class::InternationalOrganization | Class::GovernmentBody)
}

/// "Train its own forces"
fn is_self_owned(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let own = |w: usize| sentence.children_by(w, Rel::Amod).any(|c| is_form(sentence, c, &["own"]));
    event.fit.target.is_some_and(|(w, _)| own(w))
}

/// "Protect our citizens", "defend the American people": who looks after those at home aids nobody.
fn defends_own(claims: &Claims<'_, '_>, event: &Event<'_>, source: ActorId, target: ActorId) -> bool {
    const PROTECTS: [&str; 5] = ["protect", "defend", "safeguard", "shield", "guard"];
    const FRIENDS: [&str; 4] = ["ally", "partner", "friend", "neighbor"];
    let sentence = &claims.reading.sentences[event.sentence];
    let Some((word, _)) = event.fit.target.filter(|_| is_form(sentence, event.head, &PROTECTS)) else { return false };
    if is_form(sentence, word, &FRIENDS) || !sentence.words[word].is_plural() && !is_form(sentence, word, &["people"]) {
        return false;
    }
    let mentions = &claims.reading.mentions;
    let home = |a: ActorId| if claims.class(a) == Class::Country { Some(a) } else { mentions.actor(a).of };
    let theirs = sentence.child(word, &[Rel::NmodPoss]).is_some_and(|o| sentence.words[o].upos == Upos::Pron);
    theirs
        || claims.class(target) == Class::Group && mentions.actor(target).of.is_some_and(|of| home(source) == Some(of))
}

/// "Will hold Peru accountable": what is to come is a threat.
fn to_come<'o>(claims: &Claims<'_, 'o>, event: &Event<'o>) -> Option<Event<'o>> {
    let sentence = &claims.reading.sentences[event.sentence];
    if event.kind.predicate != ACCUSED || event.nominal || !is_form(sentence, event.head, &["hold"]) {
        return None;
    }
    // "Aid to hold governments accountable" threatens nobody.
    let modal = |w: usize| clause::is_modal(sentence, w);
    let above = sentence.words[event.head].head.filter(|_| sentence.words[event.head].rel == Rel::Advcl);
    if !modal(event.head) && !above.is_some_and(modal) {
        return None;
    }
    let ahead = modality::of(claims.reading, event.sentence, event.head);
    let lexicon = &claims.reading.ontology.lexicon;
    let vow = || event.told_as(lexicon, |kind| kind.predicate == THREATENED, |mode| mode.label == threats::VOW);
    matches!(ahead, Modality::Planned | Modality::Conditional).then(vow).flatten()
}

/// "Clinton attacked Trump", "his campaign against Republicans": a politician who attacks another, or a party that does, criticises.
fn in_words<'o>(claims: &Claims<'_, 'o>, event: &Event<'o>) -> Option<Event<'o>> {
    let attacks = event.kind.predicate == ASSAULTED
        && [event.head].iter().chain(&event.fit.used).any(|&w| {
            is_form(
                &claims.reading.sentences[event.sentence],
                w,
                &["attack", "campaign", "battle", "clash", "hit", "fight"],
            )
        });
    let speaks = |a: ActorId| {
        let actor = claims.reading.mentions.actor(a);
        let party = actor.entity.class == Class::Party;
        party || actor.entity.class == Class::Person && !actor.described && actor.known.is_some()
    };
    // "His fight against the movement" may be one with arms.
    let fights = is_form(&claims.reading.sentences[event.sentence], event.head, &["fight"]);
    let spoken_of = |t: &Filler| {
        matches!(t, Filler::Actor(a) if {
            let class = claims.class(*a);
            class == Class::Person || class == Class::Party || !fights && class.is_organization() && class != Class::ArmedForces && class != Class::ArmedGroup
        })
    };
    let both =
        !event.targets.is_empty() && event.sources.iter().all(|&a| speaks(a)) && event.targets.iter().all(spoken_of);
    if !attacks || !both {
        return None;
    }
    let lexicon = &claims.reading.ontology.lexicon;
    event.told_as(lexicon, |kind| kind.predicate == ACCUSED, |mode| mode.label == DISAPPROVE)
}

/// "Defended the minister", "defended her nomination": whom politicians and parties defend they speak up for.
fn speaks_up<'o>(claims: &Claims<'_, 'o>, event: &Event<'o>) -> Option<Event<'o>> {
    let defends =
        event.kind.predicate == AIDED && is_form(&claims.reading.sentences[event.sentence], event.head, &["defend"]);
    let civil = |&a: &ActorId| match claims.class(a) {
        Class::Person | Class::Party | Class::Parliament => claims.agent(a) != Some("MIL"),
        Class::GovernmentBody => true,
        Class::Group => !claims.is_armed(a),
        _ => false,
    };
    let political = |&a: &ActorId| {
        let actor = claims.reading.mentions.actor(a);
        matches!(actor.entity.class, Class::Party | Class::GovernmentBody)
            || actor.entity.class == Class::Person && !actor.described
    };
    let targets: Vec<ActorId> = event.targets.iter().filter_map(Filler::actor).collect();
    let spoken = defends && !targets.is_empty() && event.sources.iter().all(civil) && targets.iter().all(political);
    if !spoken {
        return None;
    }
    let lexicon = &claims.reading.ontology.lexicon;
    event.told_as(lexicon, |kind| kind.predicate == SUPPORTED, |mode| mode.label == DEFEND)
}

/// Whether somebody takes part in public life by what they do: workers who strike, associations that condemn, whoever
/// pardons.
fn is_campaign(claims: &Claims<'_, '_>, event: &Event<'_>, source: ActorId) -> bool {
    let word = &claims.reading.sentences[event.sentence].words[event.head];
    if !event.nominal && claims.reading.ontology.lexicon.is_in(STATE_ACT, &word.lemma) {
        return true;
    }
    let entity = &claims.reading.mentions.actor(source).entity;
    let organized =
        entity.class == Class::Ngo || claims.agent(source).is_some_and(|a| ["NGO", "LAB", "OPP"].contains(&a));
    match event.kind.predicate.as_str() {
        PROTESTED => entity.class != Class::Person || claims.reading.mentions.actor(source).described,
        // Only authorities arrest and ban.
        COERCED => entity.class == Class::Organization,
        CONCEDED => entity.class == Class::Group && matches!(event.fit.target, Some((_, SlotType::This))),
        // "The charity gave food to villagers": what charities are for.
        AIDED => entity.class == Class::Ngo,
        ACCUSED | REJECTED | DEMANDED | THREATENED => organized && claims.class(source) != Class::Person,
        _ => false,
    }
}

/// Whether one end is a seat or organ that speaks for the other: "the Kremlin" and Russia.
fn is_own_organ(claims: &Claims<'_, '_>, ends: &[ActorId]) -> bool {
    let [a, b] = ends[..] else { return false };
    let speaks_for = |a: ActorId, b: ActorId| {
        let actor = claims.reading.mentions.actor(a);
        actor.of == Some(b) && actor.entity.class == Class::GovernmentBody
    };
    speaks_for(a, b) || speaks_for(b, a)
}

/// Whether the first holds an office of the second: a president is not in conflict with the state presided over.
fn is_own_office(claims: &Claims<'_, '_>, ends: &[ActorId]) -> bool {
    let [holder, of] = ends[..] else { return false };
    let roles = &claims.reading.mentions.roles;
    roles.iter().any(|r| r.holder == Some(holder) && r.of == Some(of) && r.marks.is_empty())
}

/// "called for a return to diplomacy" in a talk of two is addressed to the other.
fn to_counterpart(claims: &Claims<'_, '_>, event: &Event<'_>, last: Option<&Last>) -> Vec<(ActorId, Filler)> {
    let Some(last) = last.filter(|l| l.participants.len() == 2 && event.sentence - l.sentence <= REACH) else {
        return Vec::new();
    };
    let [source] = event.sources[..] else { return Vec::new() };
    // Guests are not threatened by what would follow for others.
    if event.kind.quad == 3 && event.kind.predicate != DEMANDED {
        return Vec::new();
    }
    if !last.participants.contains(&source) || claims.class(source) != Class::Person || event.nominal {
        return Vec::new();
    }
    let other = last.participants.iter().copied().find(|&a| a != source);
    other.map(|a| (source, Filler::Actor(a))).into_iter().collect()
}

/// The ends of each fact.
fn pairs(event: &Event<'_>) -> Vec<(ActorId, Filler)> {
    if event.targets.is_empty() {
        let unknown = event.kind.quad == 3 && event.fit.target.is_some();
        // "Reed and others refused to say": nobody said whom they refuse.
        let one_side = event.kind.quad >= 3 && !event.kind.symmetric && event.fit.source.is_none();
        let among = if unknown || one_side { Vec::new() } else { among(&event.sources) };
        return among.into_iter().map(|(a, b)| (a, Filler::Actor(b))).collect();
    }
    let with = |&source: &ActorId| event.targets.iter().map(move |t| (source, t.clone()));
    event.sources.iter().flat_map(with).collect()
}

fn each_other(actors: &[ActorId]) -> Vec<(ActorId, Filler)> {
    let pairs = among(actors);
    pairs.into_iter().flat_map(|(a, b)| [(a, Filler::Actor(b)), (b, Filler::Actor(a))]).collect()
}

/// Every pair of those who take part, or of more than six the first with each.
#[must_use]
pub fn among(actors: &[ActorId]) -> Vec<(ActorId, ActorId)> {
    let leads = if actors.len() > PAIRED { 1 } else { actors.len() };
    let mut all = Vec::new();
    for (i, &a) in actors.iter().enumerate().take(leads) {
        all.extend(actors[i + 1..].iter().map(|&b| (a, b)));
    }
    all
}

/// The words of a clause without what introduces it.
#[must_use]
pub fn content(sentence: &Sentence, verb: usize) -> std::ops::Range<usize> {
    let extent = sentence.extent(verb);
    let mark = sentence.children_by(verb, Rel::Mark).filter(|&c| c < verb).map(|c| c + 1).max();
    mark.unwrap_or(extent.start).min(verb)..extent.end
}

/// What an act consists in: the clause that completes it, or the noun that carries it.
#[must_use]
pub fn measure(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<String> {
    let sentence = &claims.reading.sentences[event.sentence];
    // "Impose costs should it attack": what is used up by the trigger tells more than what depends on it.
    let vowed = event.mode.label == threats::VOW && event.fit.used.iter().any(|&w| sentence.words[w].is_nominal());
    let clause = event.fit.clause.or_else(|| clause::complement(sentence, event.head).filter(|_| !vowed));
    if let Some(verb) = clause.filter(|_| !event.nominal) {
        return Some(claims.words(event.sentence, content(sentence, verb)));
    }
    // "Will respond to aggression": that is what it answers.
    let answered = |w: usize| {
        let to = || sentence.children_by(w, Rel::Case).any(|c| is_form(sentence, c, &["to"]));
        event.mode.label == threats::VOW && to()
    };
    let names = |w: usize| sentence.words[w].is_nominal() || sentence.words[w].upos == Upos::Sym;
    let noun = event.fit.used.iter().copied().find(|&w| names(w) && !answered(w))?;
    let mut words = clause::phrase(sentence, noun);
    // "Gave $5 million in aid": the sum, too.
    let given = clause::patient(sentence, event.head).filter(|_| !event.nominal);
    let sum = given.filter(|&sum| counting::counted_by(sentence, event.head, sum) == Some(noun));
    if let Some(sum) = sum {
        words.start = words.start.min(clause::phrase(sentence, sum).start);
    }
    Some(claims.words(event.sentence, words))
}
