//! Who does what a noun says where another word carries it: the subject of a light verb, of a copula, of a verb of planning.
//!
//! "Russia launched strikes on Kyiv", "an attack carried out by Russia" → Russia.

use super::Claims;
use super::clause::{self, is_form};
use super::meetings::VISIT;
use super::modality_governors::{INVOLVEMENT, LIGHT};
use crate::fact::Modality;
use crate::grammar::valency::CHARGE;
use crate::grammar::{Rel, Sentence};
use crate::ontology::OperatorPlace;

/// Whether a noun says that what "to" behind it names is not wanted: "opposition".
fn opposes(claims: &Claims<'_, '_>, noun: &str) -> bool {
    let all = claims.reading.ontology.lexicon.operators.get(&(OperatorPlace::Noun, noun.into()));
    all.is_some_and(|all| all.iter().any(|operator| operator.modality == Modality::Denied))
}

/// Prepositions that only tell when something is done: "after the attack, Ghana had to close the harbour".
const TIMES: [&str; 8] = ["after", "before", "since", "until", "during", "following", "amid", "despite"];

/// The subject of what carries a noun.
#[must_use]
pub fn carrier(claims: &Claims<'_, '_>, s: &Sentence, n: usize, symmetric: bool) -> Option<usize> {
    // "attack carried out by Russia"
    let clause = s.children(n).find(|&c| matches!(s.words[c].rel, Rel::Acl | Rel::AclRelcl) && clause::is_verb(s, c));
    if let Some(agent) = clause.filter(|&c| clause::is_passive(s, c)).and_then(|c| clause::agent(s, c)) {
        return Some(agent);
    }
    if let Some(verb) = clause
        .filter(|&c| !clause::is_passive(s, c) && clause::object(s, c) == Some(n) && carries(claims, s, c, symmetric))
    {
        return clause::subject(s, verb);
    }
    // "The US is in talks with partners", "X is a supporter of Y"
    if let Some(known) = s.child(n, &[Rel::Nsubj]).map(|w| clause::referent(s, w)).or_else(|| blamed(s, n)) {
        return Some(known);
    }
    let of = |class: &str, w: usize| claims.reading.ontology.lexicon.is_in(class, &s.words[w].lemma);
    let mut noun = n;
    for _ in 0..3 {
        let head = s.words[noun].head?;
        match s.words[noun].rel {
            // "Opposes the deal with Iran": others have made it.
            Rel::Obj if symmetric && of("opinionVerb", head) => return None,
            Rel::Obj if carries(claims, s, head, symmetric) => return clause::subject(s, head),
            Rel::NsubjPass if carries(claims, s, head, symmetric) => return clause::agent(s, head),
            // "supports Mali in the fight", "support for Mali in the fight": Mali fights.
            Rel::Obl | Rel::Nmod if clause::has_preposition(s, noun, "in") && helped(s, head, noun).is_some() => {
                return helped(s, head, noun);
            }
            // What the verb carries is its object: "conveyed condolences to the victims in the attack". "Asked about talks"
            // with others: whoever asks takes no part in them.
            Rel::Obl
                if carries(claims, s, head, symmetric)
                    && !["by", "about", "of", "against"].iter().any(|p| clause::has_preposition(s, noun, p))
                    && (symmetric || !TIMES.iter().any(|p| clause::has_preposition(s, noun, p)))
                    && (symmetric || s.child(head, &[Rel::Obj]).is_none() || is_bare(s, noun)) =>
            {
                return clause::doer(s, head);
            }
            Rel::Obl if symmetric && takes_part(claims, s, noun, head) => return clause::doer(s, head),
            // "marched in opposition to the invasion", "gave an account of it": others invade.
            Rel::Nmod if opposes(claims, &s.words[head].lemma) || of("tellingNoun", head) => return None,
            // "stay in touch, including in consultation with allies"
            Rel::Nmod if symmetric && ["including", "include"].iter().any(|p| clause::has_preposition(s, noun, p)) => {
                noun = head;
            }
            // "a statement of support", "a series of talks"
            Rel::Nmod if ["of", "for", "to"].iter().any(|p| clause::has_preposition(s, noun, p)) => noun = head,
            // "denied any role in the attack"
            Rel::Nmod if claims.reading.ontology.lexicon.is_in(INVOLVEMENT, &s.words[head].lemma) => {
                let verb = s.words[head].head.filter(|&v| s.words[head].rel == Rel::Obj && clause::is_verb(s, v));
                if let Some(owner) = s.child(head, &[Rel::NmodPoss]) {
                    return Some(owner);
                }
                match verb {
                    Some(verb) => return clause::subject(s, verb),
                    None => noun = head,
                }
            }
            Rel::Conj if !clause::is_verb(s, head) => noun = head,
            _ => return None,
        }
    }
    None
}

/// "Accused Ghana of attacks on them", "convicted of an attack": whoever is blamed has done it.
fn blamed(s: &Sentence, noun: usize) -> Option<usize> {
    let by = ["of", "for", "with"].iter().any(|p| clause::has_preposition(s, noun, p));
    let head = s.words[noun].head.filter(|_| by)?;
    if clause::is_verb(s, head) {
        return clause::patient(s, head)
            .filter(|&o| CHARGE.has(&s.words[head].lemma) && o != noun)
            .map(|o| clause::referent(s, o));
    }
    let verb = s.words[head].head.filter(|&v| s.words[head].rel == Rel::Obj && CHARGE.has(&s.words[v].lemma))?;
    clause::is_verb(s, verb).then_some(head)
}

/// Whether whoever does what a verb tells takes part in what hangs on it: "said in talks", "came to Oslo for talks with Holm",
/// "worked on a deal with Iran", but "criticised her over a deal with Iran".
fn takes_part(claims: &Claims<'_, '_>, s: &Sentence, noun: usize, head: usize) -> bool {
    let has = |preposition: &str| clause::has_preposition(s, noun, preposition);
    has("in")
        || has("during")
        || has("at")
        || has("on") && claims.reading.ontology.lexicon.is_in("jointVerb", &s.words[head].lemma)
        || has("for") && travels(claims, s, head)
}

/// Whether a verb tells of a journey or of coming together.
fn travels(claims: &Claims<'_, '_>, s: &Sentence, verb: usize) -> bool {
    let lexicon = &claims.reading.ontology.lexicon;
    let all = lexicon.verbs.get(&*s.words[verb].lemma);
    let visits = all.is_some_and(|all| all.iter().any(|&(mode, _)| lexicon.modes[mode].label == VISIT));
    visits || is_form(s, verb, &["gather", "return", "come", "remain", "stay"])
}

/// "In support of Mali, France launched raids": what has no article tells how something is done.
fn is_bare(s: &Sentence, noun: usize) -> bool {
    clause::has_preposition(s, noun, "in") && s.child(noun, &[Rel::Det, Rel::NmodPoss]).is_none()
}

/// Whoever is helped by what a word tells, in front of another word.
fn helped(s: &Sentence, helps: usize, before: usize) -> Option<usize> {
    let noun = s.child(helps, &[Rel::Obj]).filter(|&o| is_form(s, o, &["support", "assistance", "help", "aid"]));
    if noun.is_none() && !is_form(s, helps, &["support", "assist", "assistance", "help", "aid", "back"]) {
        return None;
    }
    let object = s.child(helps, &[Rel::Obj]).filter(|_| noun.is_none());
    let of = noun.unwrap_or(helps);
    let named = || clause::obliques(s, of).find(|o| is_form(s, o.case, &["for", "to", "of"])).map(|o| o.word);
    object.or_else(named).filter(|&w| w < before)
}

/// Whether the subject of a verb is that of the noun which is its object: "launched an attack", "is considering sanctions";
/// who demands or cancels talks is to take part in them, who demands an attack is not.
fn carries(claims: &Claims<'_, '_>, s: &Sentence, v: usize, symmetric: bool) -> bool {
    let lexicon = &claims.reading.ontology.lexicon;
    let lemma = &s.words[v].lemma;
    // "Declared the crackdown to be a crime": whoever declares war makes it, but not what is there already.
    let there = |o: usize| s.children_by(o, Rel::Det).any(|d| is_form(s, d, &["the"]));
    if is_form(s, v, &["declare"]) && s.child(v, &[Rel::Obj]).is_some_and(there) {
        return false;
    }
    if lexicon.is_in(LIGHT, lemma) {
        return true;
    }
    // "Helped to prevent cleansing": others would do that.
    if is_form(s, v, &["prevent", "avert", "forestall", "fear", "suspect"]) {
        return false;
    }
    let operators = lexicon.operators.get(&(OperatorPlace::Verb, lemma.clone()));
    operators.is_some_and(|all| {
        all.iter()
            .any(|o| symmetric || matches!(o.modality, Modality::Planned | Modality::Possible | Modality::Conditional))
    })
}
