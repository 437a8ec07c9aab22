//! Sanctions: who issues them, against whom, the measure and the stage (demanded, considered, threatened, imposed, extended, eased, lifted).
//!
//! "The EU would consider more sanctions on Russia" → European Union sanctioned Russia, possible, measure "more sanctions".

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use super::coding::code;
use super::events::Event;
use super::interactions::measure;
use super::meetings::Last;
use super::predicates::THREATENED;
use super::{modality, sanctions_announced, sources, threats};
use crate::entity::ActorId;
use crate::fact::{Argument, Kind, Modality};
use crate::ontology::{Class, SlotType};

/// Claims the facts of a sanction; issuer and target are taken from the noun of the measure where the verb has none.
pub fn claim(claims: &mut Claims<'_, '_>, event: &Event<'_>, last: Option<&Last>) -> Option<()> {
    let s = event.sentence;
    if event.mode.stage.as_deref() == Some("threatened") {
        let _threat = threats::claim(claims, event, last);
    }
    let own = issuers(claims, event);
    let announced = if own.is_empty() { sanctions_announced::issuers(claims, event) } else { None };
    let inherited = announced.is_some();
    let (issuers, first_line) = announced.unwrap_or((own, None));
    if issuers.is_empty() {
        claims.note(s, format!("{}: no issuer found", event.rule()));
        return None;
    }
    let mut targets = if event.targets.is_empty() { aimed_at(claims, event) } else { event.targets.clone() };
    targets.retain(|t| match t {
        Filler::Actor(a) => !issuers.contains(a),
        // "This includes restrictions on semiconductors": against whom is told before.
        Filler::Words(_) => !inherited,
    });
    let told = targets.len();
    targets.retain(|t| !is_anyone(claims, t));
    if targets.is_empty() && told > 0 {
        claims.note(s, format!("{}: on nobody in particular", event.rule()));
        return None;
    }
    named_only(claims, &mut targets);
    if targets.is_empty() {
        targets = provoking(claims, event, &issuers);
    }
    if targets.is_empty() {
        targets = aimed_at_before(claims, s, &issuers);
    }
    if targets.is_empty() {
        claims.note(s, format!("{}: no target found", event.rule()));
        return None;
    }
    let code = code(claims, event);
    let measure = measure_of(claims, event);
    let goes_on = inherited && sanctions_announced::goes_on(claims, event);
    for &issuer in &issuers {
        for target in &targets {
            let (subject, object) = (claims.actor(issuer), claims.argument(target));
            let fact = claims.add((Kind::Sanction, "sanctioned"), (s, event.head), subject, object, &event.rule());
            fact.event = Some(code.clone());
            // "These measures will isolate Peru": they are imposed, the effect is to come.
            if goes_on && fact.modality == Modality::Planned {
                fact.modality = Modality::Actual;
            }
            if let Some(measure) = &measure {
                fact.qualifiers.insert("measure", measure.clone());
            }
            if let Some(stage) = stage(event.mode.stage.as_deref(), fact.modality) {
                fact.qualifiers.insert("stage", stage.to_owned());
            }
            if let Some(line) = first_line {
                claims.support(claims.len() - 1, line);
            }
        }
    }
    Some(())
}

/// "Is imposing severe costs on Peru": what was threatened is done.
pub fn imposed<'o>(claims: &Claims<'_, 'o>, event: &Event<'o>) -> Option<Event<'o>> {
    let sentence = &claims.reading.sentences[event.sentence];
    let imposes = !event.nominal && is_form(sentence, event.head, &["impose"]) && !event.sources.is_empty();
    if !imposes || modality::of(claims.reading, event.sentence, event.head) != Modality::Actual {
        return None;
    }
    let lexicon = &claims.reading.ontology.lexicon;
    event.told_as(lexicon, |kind| kind.kind == Kind::Sanction, |mode| mode.stage.as_deref() == Some("imposed"))
}

/// The stage that the words tell; of sanctions not yet imposed, how far they have come.
fn stage(told: Option<&str>, modality: Modality) -> Option<&str> {
    match (told?, modality) {
        ("imposed", Modality::Demanded) => Some("demanded"),
        ("imposed", Modality::Possible) => Some("considered"),
        ("imposed", Modality::Conditional) => Some("threatened"),
        // "Responded with sanctions"
        ("threatened", Modality::Actual) => Some("imposed"),
        (stage, _) => Some(stage),
    }
}

/// "Sanctions on persons determined to operate there": on nobody yet.
fn is_anyone(claims: &Claims<'_, '_>, target: &Filler) -> bool {
    const ANYONE: [&str; 9] =
        ["person", "persons", "people", "individual", "individuals", "entity", "entities", "anyone", "those"];
    ANYONE.contains(&claims.argument(target).text().as_str())
}

/// "600 individuals and entities, including Iran": those named, where some are.
fn named_only(claims: &Claims<'_, '_>, targets: &mut Vec<Filler>) {
    let named = |t: &Filler| matches!(t, Filler::Actor(a) if !claims.reading.mentions.actor(*a).described);
    if targets.iter().any(named) {
        targets.retain(named);
    }
}

/// "would respond with sanctions": whoever the act told before, in this sentence or the one before, is by.
fn provoking(claims: &Claims<'_, '_>, event: &Event<'_>, issuers: &[ActorId]) -> Vec<Filler> {
    let found = sources::provoker(claims, (event.sentence, event.head), |a| !issuers.contains(&a));
    found.map(Filler::Actor).into_iter().collect()
}

/// "We will impose costs on Peru. Today we are announcing a first tranche of sanctions": on whom they threatened or sanctioned
/// just before.
fn aimed_at_before(claims: &Claims<'_, '_>, s: usize, issuers: &[ActorId]) -> Vec<Filler> {
    const NEAR: usize = 3;
    let mentions = &claims.reading.mentions;
    let sides: Vec<_> = issuers.iter().flat_map(|&a| [Some(a), mentions.actor(a).of]).flatten().collect();
    let theirs = |subject: &Argument| sides.iter().any(|&a| claims.actor(a).text() == subject.text());
    let facts = claims.facts().iter().rev().filter(|f| f.kind == Kind::Sanction || &*f.predicate == THREATENED);
    let near = facts.take_while(|f| f.evidence.first().is_some_and(|e| e.sentence + NEAR >= s));
    let told = near.filter(|f| theirs(&f.subject)).map(|f| f.object.text());
    let found = told.filter_map(|label| mentions.called(&label, |a| !a.described));
    found.map(Filler::Actor).take(1).collect()
}

fn nouns(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<usize> {
    let sentence = &claims.reading.sentences[event.sentence];
    // "Cut it from the SWIFT system": what one is cut off from is no measure.
    let cut_off = |&w: &usize| clause::preposition(sentence, w).is_some_and(|p| is_form(sentence, p, &["from"]));
    let used = event.fit.used.iter().copied().filter(|&w| sentence.words[w].is_nominal()).filter(|w| !cut_off(w));
    used.chain(event.nominal.then_some(event.head)).collect()
}

fn issuers(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    if !event.sources.is_empty() {
        return event.sources.clone();
    }
    if let Some(signers) = sanctions_announced::signers(claims, event) {
        return signers;
    }
    let from_noun = |&w: &usize| sources::of_noun(claims, event.sentence, w, event.pattern, false);
    let found = nouns(claims, event).iter().map(from_noun).find(|found| !found.is_empty()).unwrap_or_default();
    if !found.is_empty() {
        return found;
    }
    // "is considering …, including cutting off": the state that the sentence is about.
    let sentence = &claims.reading.sentences[event.sentence];
    let subject = sentence.root().and_then(|r| clause::subject(sentence, r));
    let able = |&a: &ActorId| claims.class(a) == Class::Country || claims.class(a) == Class::InternationalOrganization;
    subject.map_or_else(Vec::new, |w| claims.actors(event.sentence, w)).into_iter().filter(able).collect()
}

/// "new sanctions on Iran and its proxies": whom the noun names, wherever it hangs.
fn aimed_at(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<Filler> {
    let sentence = &claims.reading.sentences[event.sentence];
    for w in nouns(claims, event).into_iter().chain([event.head]) {
        let found =
            clause::obliques(sentence, w).find(|o| is_form(sentence, o.case, &["on", "against", "upon", "targeting"]));
        let fillers = found.map_or_else(Vec::new, |o| claims.fillers(event.sentence, o.word, SlotType::Any, false));
        if fillers.iter().any(|f| matches!(f, Filler::Actor(_))) {
            return fillers;
        }
    }
    Vec::new()
}

/// The measure as worded, with the verb where the measure is what it does to something: taking it away, easing or ending it.
fn measure_of(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<String> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let Some(&noun) = nouns(claims, event).first() else {
        // "Cutting Peru off from the market": all of it.
        let last = event.fit.used.iter().copied().filter(|&w| w > event.head && sentence.words[w].is_nominal()).max();
        return match last {
            Some(last) => Some(claims.words(s, event.head..clause::phrase(sentence, last).end)),
            None => measure(claims, event),
        };
    };
    let phrase = clause::phrase(sentence, noun);
    let ends = matches!(event.mode.stage.as_deref(), Some("lifted" | "eased" | "extended"));
    let takes = ends || claims.reading.ontology.lexicon.is_in("takeAwayVerb", &sentence.words[event.head].lemma);
    let start = if takes && !event.nominal && event.head < phrase.start { event.head } else { phrase.start };
    Some(claims.words(s, start..phrase.end))
}
