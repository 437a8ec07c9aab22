//! Statements as facts: who said which words, quoted or reported, to whom and through whom.
//!
//! "Officials told CNN that talks had failed" → officials said "talks had failed", `via=CNN`.

use std::collections::BTreeSet;

use super::speech::{Speech, Speeches, is_medium};
use super::{Claims, Reading, modality};
use crate::fact::{Argument, Evidence, Fact, Kind, Modality};
use crate::ontology::Class;
use crate::text::Span;

/// A paragraph of a transcript has at least so many words, else it says little by itself: "Thank you all.", "(Laughter.)".
const TURN: usize = 12;
/// At most so many joint speakers get a fact each.
const MOST_SPEAKERS: usize = 6;

/// Claims a fact for each speech that states something.
pub fn find(claims: &mut Claims<'_, '_>) {
    let (reading, speeches) = (claims.reading, claims.speeches);
    for (i, speech) in speeches.all.iter().enumerate() {
        let Some(modality) = counts(reading, speeches, speech) else { continue };
        if is_repeated(reading, &speeches.all, i) || is_own(reading, claims, speech) {
            continue;
        }
        let words = words(reading, speech);
        // "Denied the accusation" says all that is denied.
        let least = match speech {
            Speech { turn: true, .. } => TURN,
            _ if speech.direct || speech.class == "deny" => 2,
            _ => 3,
        };
        if words.split(' ').count() < least {
            continue;
        }
        for &speaker in speech.speakers.iter().take(MOST_SPEAKERS) {
            claim(claims, speech, speaker, &words, modality);
        }
    }
}

fn claim(
    claims: &mut Claims<'_, '_>,
    speech: &Speech,
    speaker: crate::entity::ActorId,
    words: &str,
    modality: Modality,
) {
    let reading = claims.reading;
    let label = |a: crate::entity::ActorId| reading.mentions.actor(a).entity.label.clone();
    let (subject, object) = (claims.actor(speaker), Argument::Value(words.to_owned()));
    let rule = if speech.direct { "statement/quoted" } else { "statement/reported" };
    let fact = claims.add((Kind::Statement, "said"), (speech.sentence, speech.verb), subject, object, rule);
    fact.modality = modality;
    fact.attribution = fact.attribution.take().filter(|a| *a != fact.subject);
    fact.evidence = evidence(reading, speech);
    fact.qualifiers.insert("direct", if speech.direct { "yes" } else { "no" }.to_owned());
    if !speech.via.is_empty() {
        fact.qualifiers.insert("via", speech.via.iter().map(|&a| label(a)).collect::<Vec<_>>().join(", "));
    }
    if let Some(addressee) = speech.addressee {
        fact.qualifiers.insert("addressee", label(addressee));
    }
}

/// The modality of a speech that states something; `None` for questions, media that only relay, and
/// words that nobody has said.
fn counts(reading: &Reading<'_>, speeches: &Speeches, speech: &Speech) -> Option<Modality> {
    let able = |&a: &crate::entity::ActorId| reading.mentions.actor(a).entity.class.is_actor();
    let media = speech.speakers.iter().all(|&a| is_medium(reading, a));
    if media && !is_sole(speeches, speech)
        || !speech.speakers.iter().all(able)
        || speech.class == "question" && !speech.direct
    {
        return None;
    }
    // Whoever is quoted has spoken, whatever the tree hangs the verb on.
    let of = if speech.direct { modality::of_clause } else { modality::of };
    match of(reading, speech.sentence, speech.verb) {
        Modality::Actual if speech.class == "deny" && !speech.direct => Some(Modality::Denied),
        m @ (Modality::Actual | Modality::Planned) => Some(m),
        _ => None,
    }
}

/// Drops what media are the only ones to say where a fact tells it already: that fact names them as its source.
pub fn drop_relayed(facts: &mut Vec<Fact>, reading: &Reading<'_>) {
    let outlets = reading.mentions.actors.iter().filter(|a| a.entity.class == Class::NewsOutlet);
    let media: BTreeSet<&str> = outlets.map(|a| a.entity.iri.as_str()).collect();
    if media.is_empty() {
        return;
    }
    let medium = |a: &Argument| matches!(a, Argument::Entity(e) if media.contains(e.iri.as_str()));
    let told: Vec<(Argument, usize)> = facts
        .iter()
        .filter(|f| f.kind != Kind::Statement)
        .filter_map(|f| Some((f.attribution.clone()?, f.evidence.first()?.sentence)))
        .filter(|(source, _)| medium(source))
        .collect();
    let here = |f: &Fact, s: usize| f.evidence.iter().any(|e| e.sentence == s);
    let same = |f: &Fact| told.iter().any(|(source, s)| *source == f.subject && here(f, *s));
    facts.retain(|f| f.kind != Kind::Statement || !medium(&f.subject) || !same(f));
}

/// Whether nobody else speaks in what is said: "the agency reported that the ministry had denied it" is the ministry's.
fn is_sole(speeches: &Speeches, speech: &Speech) -> bool {
    let within = |o: &&Speech| o.sentence == speech.sentence && o.verb != speech.verb;
    let others = speeches.all.iter().filter(within);
    !others.into_iter().any(|o| touch(o, speech) || o.via.iter().any(|a| speech.speakers.contains(a)))
}

/// Whether another speech gives the same words better: of a reported clause and the quotations in it,
/// the quotations where they are most of it, else the clause.
fn is_repeated(reading: &Reading<'_>, all: &[Speech], i: usize) -> bool {
    let speech = &all[i];
    let same = |o: &&Speech| {
        (o.sentence, o.verb) == (speech.sentence, speech.verb) && o.direct != speech.direct && touch(o, speech)
    };
    let near = all[i.saturating_sub(8)..(i + 9).min(all.len())].iter();
    let (reported, quoted): (&Speech, Vec<&Speech>) = if speech.direct {
        let Some(reported) = near.clone().find(same) else { return false };
        let quoted =
            near.filter(|o| o.direct && (o.sentence, o.verb) == (speech.sentence, speech.verb) && touch(o, reported));
        (reported, quoted.collect())
    } else {
        (speech, near.filter(same).collect())
    };
    let whole: usize = letters(reading, &reported.content);
    let inside: usize = quoted.iter().map(|q| letters(reading, &q.content)).sum();
    let mostly_quoted = 2 * inside >= whole;
    mostly_quoted != speech.direct && !quoted.is_empty()
}

fn touch(a: &Speech, b: &Speech) -> bool {
    a.content.iter().any(|x| b.content.iter().any(|y| x.start < y.end && y.start < x.end))
}

fn letters(reading: &Reading<'_>, content: &[Span]) -> usize {
    content.iter().map(|c| c.of(&reading.article.text).chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

/// "I have always said that": a speaker's words on what the same speaker said.
fn is_own(reading: &Reading<'_>, claims: &Claims<'_, '_>, speech: &Speech) -> bool {
    let verb = reading.sentences[speech.sentence].words[speech.verb].span;
    claims.speeches.enclosing(verb).any(|outer| outer.speakers.iter().any(|a| speech.speakers.contains(a)))
}

/// The words said, with white space normalised; parts joined by an ellipsis.
fn words(reading: &Reading<'_>, speech: &Speech) -> String {
    let part = |span: &Span| {
        let text = span.of(&reading.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        text.trim_end_matches([',', ';', ':']).to_owned()
    };
    speech.content.iter().map(part).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" … ")
}

/// All sentences that a speech covers, with that of its verb.
fn evidence(reading: &Reading<'_>, speech: &Speech) -> Vec<Evidence> {
    let sentences = &reading.sentences;
    let begins = speech.content.first().map_or(0, |part| sentences.partition_point(|s| s.span.end <= part.start));
    // A speaker's label may stand far above.
    let mut all: Vec<usize> = vec![speech.sentence];
    all.retain(|&label| !speech.turn || label + 1 == begins);
    for part in &speech.content {
        let first = sentences.partition_point(|s| s.span.end <= part.start);
        let end = sentences.partition_point(|s| s.span.start < part.end);
        all.extend(first..end);
    }
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|s| Evidence { sentence: s, span: sentences[s].span }).collect()
}
