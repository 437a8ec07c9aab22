//! Who acts: the subject of a verb, and of a noun its possessor, "by", adjective of nationality or the subject of the verb that carries it.
//!
//! "Russian strikes on Kyiv", "strikes on Kyiv by Russia", "Russia launched strikes on Kyiv" → Russia.

use super::clause::{self, is_form};
use super::events::Event;
use super::predicates::{ASSAULTED, COERCED, CONCEDED, SANCTIONED};
use super::{Claims, carriers};
use crate::entity::ActorId;
use crate::fact::{Kind, Modality};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Class, Element, EventType, OperatorPlace, Pattern, Slot};

/// People through whom leaders go on talking.
pub const TEAMS: [&str; 4] = ["team", "delegation", "negotiator", "staff"];

/// Bodies that are no more than whoever has them.
const BUREAUS: [&str; 4] = ["office", "campaign", "camp", "administration"];

/// CAMEO agents whose acts are their state's; courts act on their own.
const STATE: [&str; 5] = ["GOV", "MIL", "COP", "SPY", "LEG"];

/// The word class of what kills for whoever has laid it.
const EXPLOSIVE: &str = "explosive";

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
        && clause::has_preposition(sentence, w, "of")
    {
        // "Russia's escalation of forces": Russia's; but not so "its campaign against rebels".
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
    // "A series of spats threatens to expose it": things only endanger.
    let endangers = |w: &usize| {
        is_form(sentence, v, &["threaten"]) && sentence.words[*w].is_nominal() && claims.actors(s, *w).is_empty()
    };
    let doer = doer.filter(|w| !endangers(w));
    let found = doer.map_or_else(Vec::new, |w| of_word(claims, s, w));
    let by_state = || matches!(kind.predicate.as_str(), COERCED | SANCTIONED | CONCEDED);
    if doer.is_none() && by_state() {
        authorities(claims, s, v)
    } else if doer.is_none() && kind.predicate == ASSAULTED && clause::is_passive(sentence, v) {
        attackers(claims, s, v)
    } else {
        found
    }
}

/// "Were killed in a Malian raid", "was wounded during an attack by rebels": whose attack it was.
fn attackers(claims: &Claims<'_, '_>, s: usize, v: usize) -> Vec<ActorId> {
    let sentence = &claims.reading.sentences[s];
    let lexicon = &claims.reading.ontology.lexicon;
    let is_attack = |w: usize| lexicon.types_named(&sentence.words[w].lemma).any(|kind| kind.predicate == ASSAULTED);
    let attacks =
        clause::obliques(sentence, v).filter(|o| is_form(sentence, o.case, &["in", "during", "after", "amid"]));
    // "Killed in Kenya attacks": there, while "US attacks" are America's.
    let there = |w: usize| {
        let place = |c: usize| claims.actors_alone(s, c).iter().any(|&a| claims.class(a) == Class::Country);
        let mut before = sentence.children_by(w, Rel::Compound);
        before.any(|c| place(c) && claims.reading.word(s, c).contains(char::is_lowercase))
    };
    let owners = attacks.filter(|o| is_attack(o.word) && !there(o.word)).map(|o| claims.owners(s, o.word));
    let mut owners = owners.into_iter().find(|owners| !owners.is_empty()).unwrap_or_default();
    owners.retain(|&a| claims.class(a).is_actor());
    owners
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
    let mut noun =
        sentence.words[v].head.filter(|_| sentence.words[v].rel == Rel::Acl && sentence.words[v].xpos == "VBN")?;
    // "Relatives of the victims rallied": the relatives did.
    while sentence.words[noun].rel == Rel::Nmod && sentence.words[noun].upos == Upos::Noun {
        noun = sentence.words[noun].head?;
    }
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
    // "A Twitter tirade", "a CNN interview": where it was said.
    let mut national = claims.nationals(s, n);
    national.retain(|&a| !matches!(claims.class(a), Class::Company | Class::NewsOutlet));
    // "An Oval Office meeting with Holm": where it was held.
    national.retain(|&a| !symmetric || claims.meets_by_itself(a));
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
    let carried = carriers::carrier(claims, sentence, n, symmetric).map_or_else(Vec::new, |w| {
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
