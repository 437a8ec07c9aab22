//! The event engine: trigger words of the ontology to events with source and target, by the grammar of their clause.
//!
//! "Russia's invasion of Ukraine was condemned by Germany" → Russia assaulted Ukraine; Germany accused Russia.

use super::arguments::{Filler, accepts};
use super::clause::{self, is_form};
use super::matching::{self, Fit};
use super::modality_governors::LIGHT;
use super::predicates::PROTESTED;
use super::{Claims, earnest, events_targets, modality, sources, threats};
use crate::entity::{ActorId, Mention, Reference};
use crate::fact::{Kind, Modality};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{EventMode, EventType, Lexicon, Pattern, SlotType};

/// An event named by a word, with those who take part as far as the clause names them.
#[derive(Debug, Clone)]
pub struct Event<'o> {
    /// The sentence.
    pub sentence: usize,
    /// The verb or noun.
    pub head: usize,
    /// What it says.
    pub kind: &'o EventType,
    /// In which way.
    pub mode: &'o EventMode,
    /// The pattern that fitted.
    pub pattern: &'o Pattern,
    /// How it fitted.
    pub fit: Fit,
    /// Whether a noun names it.
    pub nominal: bool,
    /// Who does it; empty where the clause does not say.
    pub sources: Vec<ActorId>,
    /// To whom; empty where the clause does not say.
    pub targets: Vec<Filler>,
}

impl<'o> Event<'o> {
    /// The same words, told as another kind of event in another way.
    #[must_use]
    pub fn told_as(
        &self,
        lexicon: &'o Lexicon,
        is_kind: impl Fn(&EventType) -> bool,
        is_mode: impl Fn(&EventMode) -> bool,
    ) -> Option<Self> {
        let at = lexicon.types.iter().position(is_kind)?;
        let mode = lexicon.modes.iter().find(|mode| mode.event == at && is_mode(mode))?;
        Some(Self { kind: &lexicon.types[at], mode, ..self.clone() })
    }

    /// The name of the rule, for `explain`.
    #[must_use]
    pub fn rule(&self) -> String {
        format!("{}/{}", self.kind.predicate, self.pattern.text)
    }
}

/// Finds the events of a sentence, in text order.
pub fn find<'o>(claims: &mut Claims<'_, 'o>, s: usize) -> Vec<Event<'o>> {
    let mut all = Vec::new();
    if !claims.reading.sentences[s].parsed {
        return all;
    }
    for w in 0..claims.reading.sentences[s].words.len() {
        // "Talks with Iran on trade" names a meeting and its topic.
        all.extend(at(claims, s, w, false, true));
        all.extend(at(claims, s, w, true, true));
    }
    // A word that completes a longer trigger names no further event of that type: "launch an attack" is one attack,
    // but "threaten sanctions" is a threat and a sanction. And trade that is banned is no trade.
    // "A meeting between Peru and Chile was held": the noun tells who meets.
    let ends = |e: &Event<'_>| e.sources.len() + e.targets.len();
    let empty = |e: &Event<'_>| {
        let fuller =
            |n: &Event<'_>| n.nominal && n.mode.event == e.mode.event && ends(n) > 1 && e.fit.used.contains(&n.head);
        e.kind.symmetric && !e.nominal && ends(e) < 2 && all.iter().any(fuller)
    };
    let hollow: Vec<usize> = (0..all.len()).filter(|&i| empty(&all[i])).rev().collect();
    for i in hollow {
        all.remove(i);
    }
    let used: Vec<(usize, usize, bool)> =
        all.iter().flat_map(|e| e.fit.used.iter().map(|&w| (w, e.mode.event, e.kind.kind == Kind::Sanction))).collect();
    all.retain(|event| {
        let kind = event.mode.event;
        !used.iter().any(|&(w, of, bans)| w == event.head && (of == kind || bans && event.kind.quad <= 2))
    });
    all
}

/// "Pull-out", "sit-in": the noun that a hyphen makes of a verb and its particle.
fn hyphenated(s: &Sentence, w: usize) -> Option<String> {
    let verb = w.checked_sub(2).filter(|&v| s.words[w - 1].xpos == "HYPH" && s.words[v].head == Some(w))?;
    let particle = matches!(&*s.words[w].lemma, "up" | "off" | "out" | "down" | "in" | "over" | "back" | "away");
    particle.then(|| format!("{}-{}", s.words[verb].lemma, s.words[w].lemma))
}

/// The patterns headed by a word: index of the mode, the pattern, whether it is a noun's.
fn candidates<'o>(
    lexicon: &'o Lexicon,
    s: &Sentence,
    w: usize,
) -> impl Iterator<Item = (&'o EventMode, &'o Pattern, bool)> {
    let word = &s.words[w];
    // "Continued close consultation" is none yet.
    let light = word.rel == Rel::Amod && word.upos == Upos::Verb && lexicon.is_in(LIGHT, &word.lemma);
    let nominal = match word.upos {
        _ if light => None,
        Upos::Verb => Some(false),
        Upos::Noun | Upos::Propn | Upos::Adj => Some(true),
        _ => None,
    };
    let whole = hyphenated(s, w);
    let nominal = if whole.is_some() { Some(true) } else { nominal };
    let find = |lemma: &str, nominal: bool| if nominal { lexicon.nouns.get(lemma) } else { lexicon.verbs.get(lemma) };
    let found = nominal.and_then(|n| {
        let other = match word.xpos {
            // A participle whose verb ends in "e" is not always told from one whose does not.
            "VBD" | "VBN" | "VBG" => Some(format!("{}e", word.lemma)),
            _ => (word.upos == Upos::Propn).then(|| word.lemma.to_lowercase()),
        };
        whole.and_then(|noun| find(&noun, n)).or_else(|| find(&word.lemma, n)).or_else(|| find(&other?, n))
    });
    let nominal = nominal == Some(true);
    found.into_iter().flatten().map(move |&(m, p)| {
        let mode = &lexicon.modes[m];
        (mode, if nominal { &mode.nouns[p] } else { &mode.verbs[p] }, nominal)
    })
}

/// The event named by a word, or with `topics` the topic that it introduces, if a pattern fits and its arguments are of the right kind.
pub fn at<'o>(claims: &mut Claims<'_, 'o>, s: usize, w: usize, topics: bool, notes: bool) -> Option<Event<'o>> {
    let lexicon = &claims.reading.ontology.lexicon;
    let sentence = &claims.reading.sentences[s];
    let times = &claims.reading.times[s];
    let mut fits: Vec<(Fit, &'o EventMode, &'o Pattern, bool)> = candidates(lexicon, sentence, w)
        .filter_map(|(m, p, n)| Some((matching::fit(sentence, times, w, p)?, m, p, n)))
        .collect();
    // "Meet the Press" is a programme.
    let named = |m: &Mention| m.by == Reference::Name && m.words.contains(&w) && m.words.len() > 1;
    let verb = !fits.is_empty() && sentence.words[w].upos == Upos::Verb;
    if verb && claims.reading.mentions.within(s..s + 1).iter().any(named) {
        return None;
    }
    // What has been added to the ontology goes before what it held.
    fits.sort_by_key(|(fit, mode, ..)| std::cmp::Reverse((mode.added, fit.weight)));
    let (mut reason, mut aimless) = (None, None::<Event<'o>>);
    for (fit, mode, pattern, nominal) in fits {
        let kind = &lexicon.types[mode.event];
        if kind.kind == Kind::Statement || topics != (kind.kind == Kind::Topic) {
            continue;
        }
        if let Some(block) = blocked(claims, s, w, mode.event, fit.weight) {
            reason.get_or_insert_with(|| format!("{}/{}: blocked by \"{block}\"", kind.predicate, pattern.text));
            continue;
        }
        if aimless.as_ref().is_some_and(|a| a.mode.event != mode.event) {
            continue;
        }
        let mut event =
            Event { sentence: s, head: w, kind, mode, pattern, fit, nominal, sources: Vec::new(), targets: Vec::new() };
        match fill(claims, &mut event) {
            // Words that need no target may find one by another pattern.
            Ok(()) if event.targets.is_empty() && !event.kind.symmetric && is_noun(sentence, event.fit.target) => {
                aimless.get_or_insert(event);
            }
            Ok(()) => return Some(event),
            Err(why) => {
                if kind.quad == 4 && !event.sources.is_empty() && notes {
                    claims.conflict = Some((s, event.sources.clone()));
                }
                reason.get_or_insert_with(|| format!("{}/{}: {why}", kind.predicate, pattern.text));
            }
        }
    }
    if aimless.is_some() {
        return aimless;
    }
    if let Some(reason) = reason.filter(|_| notes) {
        claims.note(s, reason);
    } else if notes && !topics {
        remember(claims, s, w);
    }
    None
}

/// Keeps who acts with force where a noun says so without naming against whom: "Turkey began an offensive".
fn remember(claims: &mut Claims<'_, '_>, s: usize, w: usize) {
    let lexicon = &claims.reading.ontology.lexicon;
    let sentence = &claims.reading.sentences[s];
    let hostile = candidates(lexicon, sentence, w).find(|(m, _, nominal)| *nominal && lexicon.types[m.event].quad == 4);
    let carried = matches!(sentence.words[w].rel, Rel::Obj | Rel::NsubjPass | Rel::Nmod | Rel::Obl)
        && sentence.child(w, &[Rel::Amod, Rel::Det]).is_some();
    let Some((_, pattern, _)) = hostile.filter(|_| carried) else { return };
    let sources = sources::of_noun(claims, s, w, pattern, false);
    if sources.iter().any(|&a| claims.is_public(a)) {
        claims.conflict = Some((s, sources));
    }
}

/// Whether a noun stands in the place of the target, rather than a pronoun.
fn is_noun(sentence: &Sentence, target: Option<(usize, SlotType)>) -> bool {
    target.is_some_and(|(word, _)| sentence.words[word].is_nominal())
}

/// A blocking pattern of the event type that fits here, slots and all, and says at least as much.
fn blocked<'o>(claims: &Claims<'_, 'o>, s: usize, w: usize, event: usize, weight: usize) -> Option<&'o str> {
    let lexicon = &claims.reading.ontology.lexicon;
    let sentence = &claims.reading.sentences[s];
    let lemma = &sentence.words[w].lemma;
    let blocks = lexicon.modes.iter().filter(|m| m.event == event).flat_map(|m| &m.blocks);
    let mut fitting = blocks.filter(|b| b.heads().iter().any(|h| h.eq_ignore_ascii_case(lemma)));
    let fits = |b: &&Pattern| {
        matching::fit(sentence, &claims.reading.times[s], w, b).is_some_and(|f| {
            let typed = f.target.is_none_or(|(word, kind)| {
                kind == SlotType::Any || claims.actors(s, word).iter().any(|&a| accepts(kind, claims.class(a), false))
            });
            f.weight >= weight && typed
        })
    };
    fitting.find(fits).map(|b| b.text.as_str())
}

/// Fills in source and target; an error says what is missing.
fn fill(claims: &mut Claims<'_, '_>, event: &mut Event<'_>) -> Result<(), String> {
    let (s, w) = (event.sentence, event.head);
    event.sources = match event.fit.source {
        Some(word) => sources::of_word(claims, s, word),
        None if event.nominal => sources::of_noun(claims, s, w, event.pattern, event.kind.symmetric),
        // "Iran would face sanctions": the subject is to whom it is done.
        None if is_subject(claims, event) => Vec::new(),
        None => sources::of_verb(claims, s, w, event.kind),
    };
    if event.sources.is_empty() && !event.nominal {
        event.sources = sources::of_participle(claims, event);
    }
    if event.kind.symmetric {
        sources::only_own(claims, event);
    }
    // "Thousands of Hungarians marched": Hungary did not.
    if acts_as_state(event.kind) && event.kind.predicate != PROTESTED {
        sources::as_state(claims, &mut event.sources);
    }
    let sentence = &claims.reading.sentences[s];
    if let Some(why) = earnest::refusal(sentence, event) {
        return Err(why.to_owned());
    }
    if let Some(content) = event.fit.content {
        let told = event.fit.clause.and_then(|verb| at(claims, s, verb, false, false));
        let kinds = |verb| {
            let lexicon = &claims.reading.ontology.lexicon;
            let mut all =
                candidates(lexicon, &claims.reading.sentences[s], verb).map(|(m, ..)| &lexicon.types[m.event]);
            all.next().is_some_and(|first| [first].into_iter().chain(all).all(|kind| is_content(kind, content)))
        };
        // "Announced aid to help people in Peru": whoever helps, it is help.
        let helps = || content == SlotType::Cooperation && event.fit.clause.is_some_and(kinds);
        if !told.map_or_else(helps, |told| is_content(told.kind, content)) {
            return Err("what it is about is no event of that kind".to_owned());
        }
    }
    if is_mutual(claims, event) {
        event.targets = event.sources.iter().copied().map(Filler::Actor).collect();
    } else {
        events_targets::fill(claims, event)?;
        event.targets.retain(|t| !matches!(t, Filler::Actor(a) if event.sources.contains(a)));
    }
    only_denied_of_anyone(claims, event);
    if event.kind.kind != Kind::Interaction || event.mode.label == threats::VOW {
        return Ok(());
    }
    // "Clashes between X": the pattern says that both ends are there.
    let pairs = (event.kind.symmetric || event.fit.source.is_some()) && event.sources.len() > 1;
    if event.sources.is_empty() {
        Err("no source found".to_owned())
    } else if event.targets.is_empty() && !pairs && event.kind.quad != 3 {
        Err("no target found".to_owned())
    } else {
        Ok(())
    }
}

/// "Blamed each other": each is to whom it is done, too.
pub fn is_mutual(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let is = |w: usize, form: &str| claims.reading.word(event.sentence, w).eq_ignore_ascii_case(form);
    let both = |w: usize| is(w, "each") && is(w + 1, "other") || is(w, "one") && is(w + 1, "another");
    let last = claims.reading.sentences[event.sentence].words.len() - 1;
    // "Traded accusations": each accuses the other.
    let traded = matches!(event.fit.target, Some((_, SlotType::Near))) && !event.nominal && event.sources.len() > 1;
    if traded && is_form(&claims.reading.sentences[event.sentence], event.head, &["trade", "exchange", "swap"]) {
        return true;
    }
    let at = event.fit.target.map(|(word, _)| word);
    at.is_some_and(|word| word < last && both(word) || word > 0 && both(word - 1))
}

/// Whether the pattern has its target in the place of the subject.
pub fn is_subject(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let subject = clause::subject(&claims.reading.sentences[event.sentence], event.head);
    event.fit.target.is_some_and(|(word, _)| Some(word) == subject && event.pattern.head > 0)
}

/// "Has not attacked anyone" denies something, "attacked anyone" would say nothing.
fn only_denied_of_anyone(claims: &Claims<'_, '_>, event: &mut Event<'_>) {
    let anyone = event.fit.target.is_some_and(|(word, _)| claims.is_anyone(event.sentence, word));
    if anyone && modality::of(claims.reading, event.sentence, event.head) != Modality::Denied {
        event.targets.retain(|t| matches!(t, Filler::Actor(_)));
    }
}

/// Whether an event is of the kind that a clause must tell of.
fn is_content(kind: &EventType, content: SlotType) -> bool {
    match content {
        SlotType::Conflict => kind.quad == 4 && kind.kind != Kind::Force,
        SlotType::Cooperation => kind.quad <= 2,
        _ => true,
    }
}

/// Whether officials who do this are the state that does it.
fn acts_as_state(kind: &EventType) -> bool {
    matches!(kind.kind, Kind::Sanction | Kind::Force) || kind.quad == 4 || kind.quad == 2
}
