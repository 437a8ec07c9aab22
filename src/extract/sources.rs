//! Who acts: the subject of a verb, and of a noun its possessor, "by", adjective of nationality or the subject of the verb that carries it.
//!
//! "Russian strikes on Kyiv", "strikes on Kyiv by Russia", "Russia launched strikes on Kyiv" → Russia.

use super::Claims;
use super::clause::{self, is_form};
use super::events::Event;
use super::modality_governors::{INVOLVEMENT, LIGHT};
use crate::entity::ActorId;
use crate::fact::{Kind, Modality};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Class, Element, EventType, OperatorPlace, Pattern, Slot};

/// People through whom leaders go on talking.
pub const TEAMS: [&str; 4] = ["team", "delegation", "negotiator", "staff"];

/// Bodies that are no more than whoever has them.
const BUREAUS: [&str; 4] = ["office", "campaign", "camp", "administration"];

/// The predicates of what authorities do: arrests, expulsions, releases.
const COERCED: &str = "coerced";
const SANCTIONED: &str = "sanctioned";
const CONCEDED: &str = "conceded";

/// The word class of what kills for whoever has laid it.
const EXPLOSIVE: &str = "explosive";

/// CAMEO agents through whom a state acts.
const STATE: [&str; 5] = ["GOV", "MIL", "COP", "SPY", "LEG"];

/// Whoever a word means, or whoever the thing it names belongs to.
#[must_use]
pub fn of_word(claims: &Claims<'_, '_>, s: usize, w: usize) -> Vec<ActorId> {
    let actors: Vec<ActorId> = claims.actors(s, w).into_iter().filter(|&a| claims.class(a).is_actor()).collect();
    let sentence = &claims.reading.sentences[s];
    if let [actor] = actors[..]
        && let described = claims.reading.mentions.actor(actor)
        && described.described
        && described.of.is_none()
        && sentence.words[w].rel == Rel::Nmod
    {
        // "Russia's escalation of forces": Russia's.
        let owner = sentence.words[w].head.and_then(|h| sentence.child(h, &[Rel::NmodPoss]));
        let owners = owner.map_or_else(Vec::new, |o| claims.possessors(s, o));
        return if owners.is_empty() { actors } else { owners };
    }
    if !actors.is_empty() || !sentence.words[w].is_nominal() {
        return actors;
    }
    // "Abbas's office condemned": Abbas did.
    if is_form(sentence, w, &BUREAUS) {
        let mut owners = claims.owners(s, w);
        owners.retain(|&a| claims.class(a) == Class::Person);
        return owners;
    }
    // "Their teams will consult allies": the states do.
    if is_form(sentence, w, &TEAMS) {
        return states_of(claims, &claims.owners(s, w));
    }
    // "Russian jets bombed", "Iran's attack killed": what acts is a force or an act of theirs; "their practices" do not act.
    let lexicon = &claims.reading.ontology.lexicon;
    let lemma = &*sentence.words[w].lemma;
    let acts = lexicon.nouns.contains_key(lemma) || lexicon.is_in(EXPLOSIVE, lemma);
    if !acts && !lexicon.speech_nouns.contains_key(lemma) {
        return Vec::new();
    }
    let owners: Vec<ActorId> = claims.owners(s, w).into_iter().filter(|&a| claims.class(a).is_actor()).collect();
    // "posted a message that blames Iran": whoever posted it.
    let verb = sentence.words[w].head.filter(|&v| sentence.words[w].rel == Rel::Obj && clause::is_verb(sentence, v));
    match verb.filter(|_| owners.is_empty() && lexicon.speech_nouns.contains_key(lemma)) {
        Some(verb) => clause::doer(sentence, verb).map_or(owners, |doer| claims.actors(s, doer)),
        None => owners,
    }
}

/// Who does what a verb says.
#[must_use]
pub fn of_verb(claims: &Claims<'_, '_>, s: usize, v: usize, kind: &EventType) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[s];
    if let Some(asked) = asked(claims, s, v) {
        return asked;
    }
    let doer = clause::doer(sentence, v);
    // "were seated next to him": those who meet are the subject, whatever the voice.
    let doer = doer.or_else(|| clause::subject(sentence, v).filter(|_| kind.kind == Kind::Meeting));
    let found = doer.map_or_else(Vec::new, |w| of_word(claims, s, w));
    let by_state = || matches!(kind.predicate.as_str(), COERCED | SANCTIONED | CONCEDED);
    if doer.is_none() && by_state() { authorities(claims, s, v) } else { found }
}

/// "Was arrested in Niger", "were expelled from Niger": the state where it happens does it.
fn authorities(claims: &Claims<'_, '_>, s: usize, v: usize) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[s];
    let arrests = ["arrest", "detain", "jail", "imprison", "convict", "sentence", "execute"];
    let sends = is_form(sentence, v, &["expel", "deport", "banish", "extradite"]);
    if !clause::is_passive(sentence, v) || !sends && !is_form(sentence, v, &arrests) {
        return Vec::new();
    }
    let place =
        clause::obliques(sentence, v).find(|o| is_form(sentence, o.case, if sends { &["from"] } else { &["in"] }));
    let mut states = place.map_or_else(Vec::new, |o| claims.actors(s, o.word));
    states.retain(|&a| claims.class(a) == Class::Country);
    states
}

/// Whoever acts in a main clause whose verb the tree takes for a participle: "supporters clashed with police".
#[must_use]
pub fn of_participle(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    let (s, v) = (event.sentence, event.head);
    let sentence = &claims.reading.sentences[s];
    let free =
        |&noun: &usize| !event.fit.used.contains(&noun) && event.fit.target.is_some_and(|(word, _)| word != noun);
    participle_of(sentence, v).filter(free).map_or_else(Vec::new, |noun| of_word(claims, s, noun))
}

fn participle_of(sentence: &Sentence, v: usize) -> Option<usize> {
    let noun =
        sentence.words[v].head.filter(|_| sentence.words[v].rel == Rel::Acl && sentence.words[v].xpos == "VBN")?;
    let verbless = sentence.words[noun].rel == Rel::Root && sentence.child(noun, &[Rel::Cop, Rel::Nsubj]).is_none();
    verbless.then_some(noun)
}

/// "urged the government to provide": whoever is asked to, also where the tree takes it for a purpose.
fn asked(claims: &Claims<'_, '_>, s: usize, v: usize) -> Option<Vec<ActorId>> {
    let sentence = &claims.reading.sentences[s];
    let word = &sentence.words[v];
    let governor =
        word.head.filter(|_| word.rel == Rel::Advcl && word.xpos == "VB" && !clause::is_passive(sentence, v))?;
    let lexicon = &claims.reading.ontology.lexicon;
    let asks = lexicon.operators.get(&(OperatorPlace::Verb, sentence.words[governor].lemma.clone()));
    let demands = asks.is_some_and(|all| all.iter().any(|o| o.modality == Modality::Demanded));
    let object = sentence.child(governor, &[Rel::Obj, Rel::Iobj]).filter(|&o| demands && o < v)?;
    let actors = claims.actors(s, clause::referent(sentence, object));
    (!actors.is_empty()).then_some(actors)
}

/// Whoever an answer is to, where the clause does not say: who acted with force just before, else the country whose
/// conduct the sentence speaks of.
#[must_use]
pub fn provoker(
    claims: &Claims<'_, '_>,
    (s, head): (usize, usize),
    other: impl Fn(ActorId) -> bool,
) -> Option<ActorId> {
    let country = |&a: &ActorId| claims.class(a) == Class::Country && other(a);
    let acted =
        claims.conflict.as_ref().filter(|(at, _)| s - at <= 1).and_then(|(_, all)| all.iter().copied().find(country));
    acted.or_else(|| {
        let sentence = &claims.reading.sentences[s];
        let mut owners = (0..head).filter(|&w| sentence.words[w].rel == Rel::NmodPoss);
        owners.find_map(|w| claims.actors_alone(s, w).into_iter().find(country))
    })
}

/// Of acts done together, a person's belongings do not make the person take part: "their teams will talk".
pub fn only_own(claims: &Claims<'_, '_>, event: &mut Event<'_>) {
    let (s, head) = (event.sentence, event.head);
    let sentence = &claims.reading.sentences[s];
    let doer = if event.nominal { None } else { event.fit.source.or_else(|| clause::doer(sentence, head)) };
    let thing = |w: usize| sentence.words[w].is_nominal() && !is_form(sentence, w, &BUREAUS);
    if doer.is_some_and(|w| thing(w) && claims.actors(s, w).is_empty()) {
        event.sources = states_of(claims, &event.sources);
    }
}

/// Those whom the teams of some act for: of people their countries.
fn states_of(claims: &Claims<'_, '_>, owners: &[ActorId]) -> Vec<ActorId> {
    let home = |a: ActorId| claims.reading.mentions.actor(a).of.filter(|&of| claims.class(of) == Class::Country);
    let state = |&a: &ActorId| if claims.class(a) == Class::Person { home(a) } else { Some(a) };
    owners.iter().filter_map(state).collect()
}

/// Unnamed officials of a state stand for it in what only a state does.
pub fn as_state(claims: &Claims<'_, '_>, sources: &mut Vec<ActorId>) {
    let mentions = &claims.reading.mentions;
    for source in sources.iter_mut() {
        let actor = mentions.actor(*source);
        // "Syrian rebels" are not Syria.
        let code = |id: ActorId| mentions.actor(id).entity.code.as_deref().unwrap_or_default();
        let speaks = |of: ActorId| {
            let agent = code(*source).strip_prefix(code(of)).unwrap_or_default();
            agent.is_empty() || STATE.iter().any(|organ| agent.starts_with(organ))
        };
        let state = actor.of.filter(|&of| actor.described && claims.class(of) == Class::Country);
        if let Some(of) = state.filter(|&of| speaks(of)) {
            *source = of;
        }
    }
    let mut seen = Vec::new();
    sources.retain(|s| {
        !seen.contains(s) && {
            seen.push(*s);
            true
        }
    });
}

/// Whether the pattern puts the target behind this preposition.
fn takes(pattern: &Pattern, preposition: &str) -> bool {
    pattern.elements.windows(2).any(|pair| {
        matches!(pair, [Element::Words(words), Element::Slot(Slot::Target, _)] if words.iter().any(|w| **w == *preposition))
    })
}

/// Who does what a noun says.
#[must_use]
pub fn of_noun(claims: &Claims<'_, '_>, s: usize, n: usize, pattern: &Pattern, symmetric: bool) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[s];
    if sentence.words[n].upos == Upos::Adj {
        let noun = sentence.words[n].head.filter(|_| sentence.words[n].rel == Rel::Amod);
        return noun.or_else(|| clause::subject(sentence, n)).map_or_else(Vec::new, |w| of_word(claims, s, w));
    }
    if let Some(owner) = sentence.child(n, &[Rel::NmodPoss]) {
        let owners = claims.possessors(s, owner);
        // Whose it is says the pronoun, even where it is not clear whom that means.
        if !owners.is_empty() || sentence.words[owner].upos == Upos::Pron {
            return if owners.is_empty() { owner_of_first(claims, s, n) } else { owners };
        }
    }
    let at = |node: usize, form: &'static [&'static str]| {
        let found = clause::obliques(sentence, node).find(|o| o.word > n && is_form(sentence, o.case, form));
        found.map_or_else(Vec::new, |o| of_word(claims, s, o.word))
    };
    let named = |form: &'static [&'static str]| at(n, form);
    let mut by = named(&["by"]);
    // "the threat of the use of force by Russia", wherever the tree hangs Russia
    if let Some(above) =
        sentence.words[n].head.filter(|&h| sentence.words[n].rel == Rel::Nmod && sentence.words[h].is_nominal())
    {
        by = if by.is_empty() { at(above, &["by"]) } else { by };
    }
    if !by.is_empty() {
        return by;
    }
    let national = claims.nationals(s, n);
    if !national.is_empty() {
        return national;
    }
    // "Announced the deployment of troops": unnamed people are moved by whoever is named.
    let unnamed = |actors: &[ActorId]| actors.iter().all(|&a| claims.class(a) == Class::Group);
    let after: [&'static [&'static str]; 3] = [&["of"], &["from"], &["between"]];
    let of = after.into_iter().filter(|p| !takes(pattern, p[0])).map(named).find(|f| !f.is_empty());
    if let Some(found) = of.as_ref().filter(|found| !unnamed(found)) {
        return found.clone();
    }
    let carried = carrier(claims, sentence, n, symmetric).map_or_else(Vec::new, |w| {
        // Their teams are not they: "their teams will stay in touch".
        let lexicon = &claims.reading.ontology.lexicon;
        let plans = lexicon.operators.contains_key(&(OperatorPlace::Noun, sentence.words[w].lemma.clone()));
        let own = !symmetric || plans || !claims.actors(s, w).is_empty();
        let all = of_word(claims, s, w);
        if own { all } else { states_of(claims, &all) }
    });
    if let Some(found) = Some(carried).filter(|c| !c.is_empty()).or(of) {
        return found;
    }
    // "Trump's ties to Russia and the investigation into Flynn": nobody says whose that is.
    if sentence.child(n, &[Rel::Det]).is_some() { Vec::new() } else { owner_of_first(claims, s, n) }
}

/// "its support and solidarity": the possessor of the first noun is of both.
fn owner_of_first(claims: &Claims<'_, '_>, s: usize, n: usize) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[s];
    let first =
        sentence.words[n].head.filter(|&h| sentence.words[n].rel == Rel::Conj && sentence.words[h].upos == Upos::Noun);
    let owner = first.and_then(|h| sentence.child(h, &[Rel::NmodPoss]));
    owner.map_or_else(Vec::new, |o| claims.possessors(s, o))
}

/// Whether a noun says that what "to" behind it names is not wanted: "opposition".
fn opposes(claims: &Claims<'_, '_>, noun: &str) -> bool {
    let all = claims.reading.ontology.lexicon.operators.get(&(OperatorPlace::Noun, noun.into()));
    all.is_some_and(|all| all.iter().any(|operator| operator.modality == Modality::Denied))
}

/// Prepositions that only tell when something is done: "after the attack, Ghana had to close the harbour".
const TIMES: [&str; 8] = ["after", "before", "since", "until", "during", "following", "amid", "despite"];

/// The subject of what carries a noun.
fn carrier(claims: &Claims<'_, '_>, s: &Sentence, n: usize, symmetric: bool) -> Option<usize> {
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
    if let Some(subject) = s.child(n, &[Rel::Nsubj]) {
        return Some(clause::referent(s, subject));
    }
    let mut noun = n;
    for _ in 0..3 {
        let head = s.words[noun].head?;
        match s.words[noun].rel {
            Rel::Obj if carries(claims, s, head, symmetric) => return clause::subject(s, head),
            Rel::NsubjPass if carries(claims, s, head, symmetric) => return clause::agent(s, head),
            // "supports Mali in the fight", "support for Mali in the fight": Mali fights.
            Rel::Obl | Rel::Nmod if clause::has_preposition(s, noun, "in") && helped(s, head, noun).is_some() => {
                return helped(s, head, noun);
            }
            // What the verb carries is its object: "conveyed condolences to the victims in the attack".
            Rel::Obl
                if carries(claims, s, head, symmetric)
                    && !clause::has_preposition(s, noun, "by")
                    && (symmetric || !TIMES.iter().any(|p| clause::has_preposition(s, noun, p)))
                    && (symmetric || s.child(head, &[Rel::Obj]).is_none() || is_bare(s, noun)) =>
            {
                return clause::doer(s, head);
            }
            Rel::Obl
                if symmetric
                    && ["in", "during", "on", "at", "over"].iter().any(|p| clause::has_preposition(s, noun, p)) =>
            {
                return clause::doer(s, head);
            }
            // "marched in opposition to the invasion": others invade.
            Rel::Nmod if opposes(claims, &s.words[head].lemma) => return None,
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
    let operators = lexicon.operators.get(&(OperatorPlace::Verb, lemma.clone()));
    operators.is_some_and(|all| {
        all.iter()
            .any(|o| symmetric || matches!(o.modality, Modality::Planned | Modality::Possible | Modality::Conditional))
    })
}
