//! The PLOVER and CAMEO codes of an event: of the words that tell it, and of how far it has come.
//!
//! "Germany will send Peru aid" → AGREE, 033 (intent to provide aid); "will not send" → REJECT, 120.

use std::sync::Arc;

use super::clause;
use super::events::Event;
use super::{Claims, Reading, speech_tree};
use crate::entity::{ActorId, Mention, Reference};
use crate::fact::{Argument, Entity, EventCode, Fact, Kind, Modality};
use crate::grammar::Rel;
use crate::ontology::{Class, EventType, Lexicon};

/// The coding of an event: of the mode whose cue stands in the clause, else of the one whose pattern fitted.
#[must_use]
pub fn code(claims: &Claims<'_, '_>, event: &Event<'_>) -> EventCode {
    let sentence = &claims.reading.sentences[event.sentence];
    let extent = sentence.extent(event.head);
    // "Met days after they spoke by phone": how they spoke is not how they met.
    let elsewhere: Vec<_> = sentence
        .children_by(event.head, Rel::Advcl)
        .filter(|&c| !event.nominal && speech_tree::is_finite(sentence, c))
        .map(|c| sentence.extent(c))
        .collect();
    let told = |cue: &str| {
        extent.clone().filter(|w| !elsewhere.iter().any(|clause| clause.contains(w))).any(|w| {
            clause::starts_with(sentence, w, cue)
                || cue.contains(' ') && clause::starts_with(sentence, w, &cue.replace(' ', "_"))
        })
    };
    let lexicon = &claims.reading.ontology.lexicon;
    let cued = lexicon.modes.iter().find(|m| m.event == event.mode.event && m.cues.iter().any(|c| told(c)));
    let mode = cued.unwrap_or(event.mode);
    let kind = typed(lexicon, &mode.cameo, event.kind);
    EventCode {
        plover: mode.plover.as_ref().unwrap_or(&kind.plover).clone(),
        mode: Some(mode.label.clone()).filter(|l| !l.is_empty()),
        quad: kind.quad,
        cameo: mode.cameo.clone(),
    }
}

/// The event type of a CAMEO code: whose root it has, where that is not the one at hand. To ease sanctions is to
/// concede, to sign a treaty to give diplomatic support.
fn typed<'l>(lexicon: &'l Lexicon, cameo: &str, own: &'l EventType) -> &'l EventType {
    if own.cameo.get(..2) == cameo.get(..2) { own } else { with_root(lexicon, cameo).unwrap_or(own) }
}

/// The first event type whose CAMEO code has the root of this one.
fn with_root<'l>(lexicon: &'l Lexicon, cameo: &str) -> Option<&'l EventType> {
    let event = |t: &&EventType| !matches!(t.kind, Kind::Topic | Kind::Statement);
    lexicon.types.iter().filter(event).find(|t| t.cameo.get(..2) == cameo.get(..2))
}

/// Codes what is not done yet by what it shows, as CAMEO does: cooperation ahead is intent (03), pressure and force
/// ahead a threat (13), cooperation that is refused a refusal (12). What somebody wishes to do is ahead.
pub fn by_progress(fact: &mut Fact, own_wish: bool, lexicon: &Lexicon) {
    let Some(code) = fact.event.as_ref() else { return };
    let progress = if own_wish { Modality::Planned } else { fact.modality };
    let Some(cameo) = shown(progress, &code.cameo) else { return };
    let Some(kind) = with_root(lexicon, cameo) else { return };
    let mode = code.mode.clone();
    fact.event = Some(EventCode { plover: kind.plover.clone(), mode, quad: kind.quad, cameo: cameo.to_owned() });
}

/// The CAMEO code of an act of that code that is only ahead, or refused.
fn shown(modality: Modality, cameo: &str) -> Option<&'static str> {
    Some(match (modality, cameo.get(..2)?) {
        (Modality::Planned, "04") => "036",
        (Modality::Planned, "05") => "032",
        (Modality::Planned, "06") => "031",
        (Modality::Planned, "07") => "033",
        (Modality::Planned, "08") => "035",
        (Modality::Planned | Modality::Conditional, "14") => "133",
        (Modality::Planned | Modality::Conditional, "15" | "18" | "19" | "20") => "138",
        (Modality::Planned | Modality::Conditional, "16") => "131",
        (Modality::Planned | Modality::Conditional, "17") => "132",
        (Modality::Denied, "03" | "04" | "05") => "120",
        (Modality::Denied, "06") => "121",
        (Modality::Denied, "07") => "122",
        (Modality::Denied, "08") => "124",
        _ => return None,
    })
}

/// Whether what is wanted is to be done by whoever wants it: "Peru wants to help Chile".
#[must_use]
pub fn is_own_wish(reading: &Reading<'_>, fact: &Fact, (sentence, word): (usize, usize)) -> bool {
    let (s, Argument::Entity(subject)) = (&reading.sentences[sentence], &fact.subject) else { return false };
    let wants = || s.words[word].head.filter(|&h| s.words[word].rel == Rel::Xcomp && &*s.words[h].lemma == "want");
    let wisher = || reading.mentions.at(sentence, clause::subject(s, wants()?)?);
    let is = |&actor: &ActorId| reading.mentions.actor(actor).entity.iri == subject.iri;
    fact.modality == Modality::Demanded && wisher().is_some_and(|mention| mention.actors.iter().any(is))
}

/// Adds to the codes of states and bodies what those are who act for them in the text, as CAMEO does: "the Chilean
/// government" is `CHLGOV`, "UN troops" are `IGOUNOMIL`, though these are Chile and the UN.
pub fn by_agents(fact: &mut Fact, reading: &Reading<'_>, at: (usize, usize)) {
    for end in [&mut fact.subject, &mut fact.object] {
        if let Argument::Entity(entity) = end
            && let Some(code) = with_agent(entity, reading, at)
        {
            Arc::make_mut(entity).code = Some(code);
        }
    }
}

/// The code of an entity with the agent of the noun by which the mention nearest to a word calls it.
fn with_agent(entity: &Entity, reading: &Reading<'_>, (sentence, word): (usize, usize)) -> Option<String> {
    let code = entity.code.as_deref().filter(|_| entity.class != Class::Person)?;
    let all = reading.mentions.of_sentence(sentence);
    // The code of a described actor has its agent already.
    let known = |a: ActorId| Some(reading.mentions.actor(a)).filter(|actor| actor.known.is_some());
    let is = |m: &&Mention| m.actors.iter().any(|&a| known(a).is_some_and(|actor| actor.entity.iri == entity.iri));
    // "Chilean" in "the Chilean government" calls nobody by itself.
    let within = |m: &&Mention| all.iter().any(|whole| whole.head != m.head && whole.words.contains(&m.head));
    let own = all.iter().filter(is).filter(|m| !within(m));
    let nearest = own.min_by_key(|m| m.head.abs_diff(word))?;
    let noun = &reading.sentences[sentence].words[nearest.head].lemma;
    let group = reading.ontology.group_noun(noun)?;
    let agent = group.agent.as_deref().filter(|agent| group.stands_for_state && !code.ends_with(agent))?;
    (nearest.by == Reference::Group).then(|| format!("{code}{agent}"))
}
