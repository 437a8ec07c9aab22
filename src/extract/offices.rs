//! Offices held: titles before names, appositions, copulas, and appointments, elections and resignations.
//!
//! "Pentagon spokesman John Kirby" → John Kirby holdsOffice spokesman of the Pentagon.

use std::collections::BTreeSet;

use super::Claims;
use super::clause::{self, is_form};
use crate::entity::{ActorId, RolePhrase, date};
use crate::fact::{Argument, Kind, Modality};
use crate::grammar::{Rel, Sentence, Upos, Word};
use crate::ontology::{Class, NameOf, names};

/// The word classes of verbs that give an office, whose subject takes or has one, and that end one.
const APPOINT: &str = "appointVerb";
const ENTER: &str = "enterVerb";
const RESIGN: &str = "resignVerb";

/// Who holds an office according to a phrase, and whether the text says so only of the past or future.
struct Held {
    holder: ActorId,
    marks: Vec<String>,
    modality: Modality,
}

/// Claims a fact for each office that the text gives to someone; the same office in other words is one.
pub fn claim(claims: &mut Claims<'_, '_>) {
    let reading = claims.reading;
    let mut seen = BTreeSet::new();
    for phrase in &reading.mentions.roles {
        let Some(held) = held(claims, phrase) else { continue };
        let Some(of) = phrase.of else {
            claims.note(phrase.sentence, format!("office \"{}\": no country or body found", phrase.text));
            continue;
        };
        if claims.class(held.holder) != Class::Person
            || reading.mentions.actor(held.holder).described
            || of == held.holder
        {
            continue;
        }
        if is_occupation(claims, phrase, of) {
            claims.note(
                phrase.sentence,
                format!("office \"{}\": an occupation, not an office of a country", phrase.text),
            );
            continue;
        }
        let role = wording(claims, phrase, of, &held.marks);
        // "The first foreign leader to come": that is no office.
        if ["foreign leader", "world leader", "global leader"].contains(&role.to_lowercase().as_str()) {
            continue;
        }
        let same = phrase.role.map_or_else(|| role.to_lowercase(), |r| format!("{} {}", held.marks.join(" "), r.0));
        let first = seen.insert((held.holder, of, same, held.modality));
        let object = Argument::Office { role, of: reading.mentions.actor(of).entity.clone() };
        let subject = claims.actor(held.holder);
        let at = (phrase.sentence, phrase.head);
        if first {
            let fact = claims.add((Kind::Office, "holdsOffice"), at, subject, object, "office");
            (fact.modality, fact.attribution, fact.date) = (held.modality, None, None);
        }
    }
}

/// "Kenyan filmmaker Ama Okoro" makes films, not for Kenya; "an analyst at the institute" has a post there.
fn is_occupation(claims: &Claims<'_, '_>, phrase: &RolePhrase, of: ActorId) -> bool {
    let rank = phrase.role.map(|role| claims.reading.ontology.role(role).rank.as_str());
    claims.class(of).is_place() && matches!(rank, Some("occupation" | "journalist"))
}

fn held(claims: &Claims<'_, '_>, phrase: &RolePhrase) -> Option<Held> {
    let reading = claims.reading;
    let sentence = &reading.sentences[phrase.sentence];
    let mut marks = phrase.marks.clone();
    if let Some(holder) = phrase.holder.filter(|_| !phrase.by_knowledge) {
        if marks.is_empty() && is_over(claims, phrase, holder) {
            marks.push("former".to_owned());
        }
        let predicate = sentence.child(phrase.head, &[Rel::Cop]).is_some();
        let modality =
            if predicate { super::modality::of(reading, phrase.sentence, phrase.head) } else { Modality::Actual };
        return Some(Held { holder, marks, modality });
    }
    appointed(claims, phrase, sentence, marks)
}

/// "Under President Holm", when her terms are known to have ended long before the article.
fn is_over(claims: &Claims<'_, '_>, phrase: &RolePhrase, holder: ActorId) -> bool {
    /// A date told only roughly, a handover: so many days are none.
    const DAYS: i32 = 60;
    let reading = claims.reading;
    let known = |a: ActorId| reading.mentions.actor(a).known;
    let (Some(person), Some(of), Some(role)) = (known(holder), phrase.of.and_then(known), phrase.role) else {
        return false;
    };
    let Some(day) = reading.date.date.and_then(|day| date::add_days(day, -DAYS)) else { return false };
    let day = day.to_string();
    let entity = reading.ontology.entity(person);
    let mut held = entity.terms.iter().filter(|t| t.role == role && t.of == of).peekable();
    held.peek().is_some() && held.all(|t| t.until.as_deref().is_some_and(|until| until < day.as_str()))
}

/// "was elected president of France", "took office as mayor", "resigned as foreign minister".
fn appointed(claims: &Claims<'_, '_>, phrase: &RolePhrase, s: &Sentence, mut marks: Vec<String>) -> Option<Held> {
    let head = phrase.head;
    let above = s.words.get(head)?.head?;
    // "Won a sixth term as president"
    let term = is_form(s, above, &["term", "office", "oath", "seat"]) && s.words[above].rel == Rel::Obj;
    let verb = if term { s.words[above].head? } else { above };
    if !clause::is_verb(s, verb) {
        return None;
    }
    let is = |class: &str| claims.reading.ontology.lexicon.is_in(class, &s.words[verb].lemma);
    let preposed = s.children_by(head, Rel::Case).any(|c| is_form(s, c, &["as"]));
    let as_role = preposed || matches!(s.words[head].rel, Rel::Xcomp | Rel::Obj);
    if !as_role {
        return None;
    }
    let word = if is(APPOINT) {
        // "appointed him Foreign Secretary"
        let object = s.child(verb, &[Rel::Iobj]).or_else(|| clause::patient(s, verb)).filter(|&w| w != head);
        // "Appointed a retired diplomat": whoever appoints is none.
        let theirs = preposed || s.words[head].rel != Rel::Obj || clause::is_passive(s, verb);
        // "Her victory to become president" is hers, whoever congratulates her on it.
        let to = s.child(verb, &[Rel::Mark]).filter(|_| super::modality_clause::has_to(s, verb));
        let noun = to.and_then(|to| to.checked_sub(1)).filter(|&w| s.words[w].upos == Upos::Noun);
        let owner = noun.and_then(|n| s.child(n, &[Rel::NmodPoss]));
        object.or(owner).or_else(|| clause::subject(s, verb).filter(|_| theirs))?
    } else if is(RESIGN) || is(ENTER) && preposed {
        clause::subject(s, verb)?
    } else {
        return None;
    };
    let &holder = claims.actors(phrase.sentence, word).first()?;
    let modality = super::modality::of(claims.reading, phrase.sentence, verb);
    if is(RESIGN) && modality == Modality::Actual && !marks.iter().any(|m| m == "former") {
        marks.insert(0, "former".to_owned());
    }
    Some(Held { holder, marks, modality })
}

/// The role with its marks: "former President", "President-elect"; in the singular and without the body it is of.
fn wording(claims: &Claims<'_, '_>, phrase: &RolePhrase, of: ActorId, marks: &[String]) -> String {
    let s = &claims.reading.sentences[phrase.sentence];
    // "European Commission President" is President of the European Commission.
    let body = phrase.words.clone().find_map(|w| {
        let mention = claims.reading.mentions.at(phrase.sentence, w)?;
        (mention.words.start <= phrase.words.start
            && mention.words.end < phrase.words.end
            && mention.actors.contains(&of))
        .then_some(mention.words.end)
    });
    let body = body.or_else(|| named_in_front(claims, phrase, of));
    let mut role =
        body.map_or_else(|| phrase.text.clone(), |start| claims.words(phrase.sentence, start..phrase.words.end));
    if s.words.get(phrase.head).is_some_and(Word::is_plural) {
        role = singular(&role);
    }
    // "director general of the Energy Agency" is of it already.
    if let Some((short, behind)) = role.split_once(" of ") {
        let named = names::fold(behind.strip_prefix("the ").unwrap_or(behind)).join(" ");
        let known = claims.reading.mentions.actor(of).known;
        let same = |n: &NameOf| known.is_some_and(|id| *n == NameOf::Entity(id));
        if claims.reading.ontology.index.named(&named).iter().any(same) {
            role = short.to_owned();
        }
    }
    // "National Security Advisor" is the National Security Adviser.
    let known = phrase.role.map(|r| &claims.reading.ontology.role(r).label);
    if let Some(label) =
        known.filter(|label| respelt(label) == respelt(&role) && label.to_lowercase() != role.to_lowercase())
    {
        role.clone_from(label);
    }
    for mark in marks.iter().rev() {
        role = if mark == "elect" { format!("{role}-elect") } else { format!("{mark} {role}") };
    }
    role
}

/// Where the role begins behind a name of the body: "Pentagon spokesman".
fn named_in_front(claims: &Claims<'_, '_>, phrase: &RolePhrase, of: ActorId) -> Option<usize> {
    let ontology = claims.reading.ontology;
    let known = claims.reading.mentions.actor(of).known?;
    (phrase.words.start + 1..phrase.words.end).rev().find(|&end| {
        let front = names::fold(&claims.words(phrase.sentence, phrase.words.start..end)).join(" ");
        ontology.index.named(&front).iter().any(|n| *n == NameOf::Entity(known) || *n == NameOf::Adjective(known))
    })
}

/// A role in one of the ways in which it may be spelt.
fn respelt(role: &str) -> String {
    role.to_lowercase().replace('-', " ").replace("advisor", "adviser").replace("defense", "defence")
}

fn singular(role: &str) -> String {
    let (first, rest) = role.split_once(" of ").map_or((role, None), |(a, b)| (a, Some(b)));
    let first =
        first.strip_suffix("ies").map(|f| format!("{f}y")).or_else(|| first.strip_suffix('s').map(str::to_owned));
    match (first, rest) {
        (Some(first), Some(rest)) => format!("{first} of {rest}"),
        (Some(first), None) => first,
        (None, _) => role.to_owned(),
    }
}
