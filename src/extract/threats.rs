//! Threats that are told as what would follow: the threat is actual, whoever says so makes it.
//!
//! "Biden said the United States would respond decisively if Russia invades" → Joe Biden threatened Russia, actual.

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use super::coding::code;
use super::events::{self, Event};
use super::interactions::measure;
use super::meetings::Last;
use super::predicates::THREATENED;
use super::sources;
use crate::entity::ActorId;
use crate::fact::{EventCode, Modality};
use crate::grammar::Rel;
use crate::ontology::Class;

/// The mode of threats whose words name what would follow.
pub const VOW: &str = "vow";
/// Claims a threat by whoever speaks against whoever would be answered.
pub fn claim(claims: &mut Claims<'_, '_>, event: &Event<'_>, last: Option<&Last>) -> Option<()> {
    let at = (event.sentence, event.head);
    if only_tried(claims, event) {
        claims.note(at.0, format!("{}: it is only an effort", event.rule()));
        return None;
    }
    let speech = claims.speeches.around(claims.reading.sentences[at.0].words[at.1].span);
    let speaker = speech.and_then(|s| s.speakers.first().copied());
    let doers = warners(claims, event).unwrap_or_else(|| event.sources.clone());
    let makers = speaker.map_or_else(|| doers.clone(), |s| vec![s]);
    let &first = makers.first()?;
    let ahead = super::modality::of(claims.reading, at.0, at.1);
    if !matches!(ahead, Modality::Planned | Modality::Conditional | Modality::Possible) {
        claims.note(at.0, format!("{}: nothing that lies ahead", event.rule()));
        return None;
    }
    if is_aim_of_deed(claims, event) {
        claims.note(at.0, format!("{}: what something done is for", event.rule()));
        return None;
    }
    let target = target(claims, event, &doers, first, last);
    let Some(target) = target else {
        claims.note(at.0, format!("{}: nobody found who is threatened", event.rule()));
        return None;
    };
    // Sanctions that would follow are threatened, too.
    let kind = claims.reading.ontology.lexicon.types.iter().find(|t| t.predicate == THREATENED)?;
    let (code, measure) = (code(claims, event), measure(claims, event));
    let rule = format!("{THREATENED}/{}", event.pattern.text);
    let code = EventCode { plover: kind.plover.clone(), quad: kind.quad, cameo: kind.cameo.clone(), ..code };
    for source in makers.into_iter().filter(|&m| !matches!(target, Filler::Actor(t) if t == m)) {
        let (subject, object) = (claims.actor(source), claims.argument(&target));
        let fact = claims.add((kind.kind, THREATENED), at, subject, object, &rule);
        (fact.modality, fact.attribution, fact.event) = (Modality::Actual, None, Some(code.clone()));
        if let Some(measure) = &measure {
            fact.qualifiers.insert("measure", measure.clone());
        }
    }
    Some(())
}

/// "Signed an order to respond to the raid": it is done, not threatened.
fn is_aim_of_deed(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let word = &sentence.words[event.head];
    let above = word.head.filter(|_| matches!(word.rel, Rel::Advcl | Rel::Xcomp | Rel::Acl) && word.xpos == "VB");
    let verb = above.map(|w| if sentence.words[w].is_nominal() { sentence.words[w].head.unwrap_or(w) } else { w });
    let deed = |v: usize| is_form(sentence, v, &["sign", "issue", "adopt", "take", "approve", "pass", "launch"]);
    verb.is_some_and(|v| deed(v) && !clause::is_modal(sentence, v))
}

/// "Discussed efforts to hold Peru accountable": nobody says that it will be done.
fn only_tried(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let mut at = event.head;
    while let Some(head) = sentence.words[at].head.filter(|_| sentence.words[at].rel == Rel::Conj) {
        at = head;
    }
    let noun = sentence.words[at].head.filter(|_| matches!(sentence.words[at].rel, Rel::Acl | Rel::Xcomp));
    noun.is_some_and(|n| is_form(sentence, n, &["effort", "way", "step", "attempt", "work", "option", "mechanism"]))
}

/// "They warned that Peru would face consequences": whoever says so, where the subject is who is threatened.
fn warners(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<Vec<ActorId>> {
    let sentence = &claims.reading.sentences[event.sentence];
    if !events::is_subject(claims, event) {
        return None;
    }
    let above = sentence.words[event.head].head.filter(|_| sentence.words[event.head].rel == Rel::Ccomp);
    let doer = above.and_then(|verb| clause::doer(sentence, verb));
    Some(doer.map_or_else(|| claims.house.into_iter().collect(), |w| sources::of_word(claims, event.sentence, w)))
}

/// Who is threatened: the target named, the subject of the condition, whoever acted with force just before, else the one spoken to.
fn target(
    claims: &Claims<'_, '_>,
    event: &Event<'_>,
    doers: &[ActorId],
    source: ActorId,
    last: Option<&Last>,
) -> Option<Filler> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let mentions = &claims.reading.mentions;
    let own = |a: ActorId| a == source || mentions.actor(source).of == Some(a) || doers.contains(&a);
    let other = |actors: Vec<ActorId>| actors.into_iter().find(|&a| !own(a) && claims.class(a).is_actor());
    let named = event.targets.iter().find(|t| !matches!(t, Filler::Actor(a) if own(*a)));
    if let Some(named) = named {
        return Some(named.clone());
    }
    let condition = sentence
        .children_by(event.head, Rel::Advcl)
        .filter(|&c| sentence.children_by(c, Rel::Mark).any(|m| is_form(sentence, m, &["if", "should", "unless"])));
    let provoking =
        condition.filter_map(|c| clause::subject(sentence, c)).find_map(|w| other(sources::of_word(claims, s, w)));
    // A condition that the tree does not show: the first country after "if".
    let after_if = || {
        let mark = (event.head..sentence.words.len()).find(|&w| is_form(sentence, w, &["if"]))?;
        (mark..sentence.words.len()).find_map(|w| {
            let mention = mentions.at(s, w)?;
            other(mention.actors.clone()).filter(|&a| claims.class(a) == Class::Country)
        })
    };
    // "Would respond, with its allies, to Russian aggression": whose it is, wherever the tree hangs it.
    let answered = || {
        let acts = |w: &usize| claims.reading.ontology.lexicon.nouns.contains_key(&*sentence.words[*w].lemma);
        let behind = (event.head + 1..sentence.words.len()).filter(|&w| clause::has_preposition(sentence, w, "to"));
        let to = clause::obliques(sentence, event.head).filter(|o| is_form(sentence, o.case, &["to"]));
        to.map(|o| o.word).chain(behind.filter(acts)).find_map(|w| other(claims.owners(s, w)))
    };
    let acted = || sources::provoker(claims, (s, event.head), |a| !own(a));
    let partner = || {
        let of_two = |l: &&Last| l.participants.len() == 2 && l.participants.iter().any(|&p| own(p));
        last.filter(of_two).filter(|l| s - l.sentence <= 5).and_then(|l| other(l.participants.clone()))
    };
    provoking.or_else(after_if).or_else(answered).or_else(acted).or_else(partner).map(Filler::Actor)
}
