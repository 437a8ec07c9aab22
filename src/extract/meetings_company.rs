//! With whom somebody meets where the tree hangs the one or the other elsewhere, and meetings told by their topic alone.
//!
//! "Reed met on March 3 with Holm" → Holm, though "with Holm" may hang on the day; "Reed and Holm spoke about trade".

use super::Claims;
use super::arguments::Filler;
use super::clause::{self, is_form};
use super::events::Event;
use super::meetings::{Last, VISIT};
use crate::entity::{ActorId, Mention, Reference, date};
use crate::fact::Kind;
use crate::grammar::{Rel, Upos, Word};
use crate::ontology::{Class, Lexicon};

/// The word class of nouns for the same office elsewhere.
const COUNTERPART: &str = "counterpart noun";

/// The rule by which those of a list took part in a meeting.
pub const LISTED: &str = "met/list of those who took part";

/// The word class of verbs for taking part in a meeting.
const TAKE_PART: &str = "takePartVerb";

/// So many words between "with" and the name: "with the newly elected Prime Minister of the Republic of".
const TITLE: usize = 10;

/// So many sentences after a meeting is told, its participants are not said to meet again by discussing.
const REACH: usize = 8;

/// The others at a meeting: whoever "with" introduces behind its word, before the next verb.
pub fn others(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let Some(with) = next_with(claims, event) else { return Vec::new() };
    let mentions = claims.reading.mentions.within(s..s + 1);
    let mut after = mentions.iter().skip_while(|m| m.words.start <= with).peekable();
    let Some(mut whom) = after.next().filter(|m| m.words.start <= with + TITLE && m.by != Reference::Pronoun) else {
        return Vec::new();
    };
    if (with + 1..whom.words.start).any(|w| !is_title(&sentence.words[w])) {
        return Vec::new();
    }
    // "with the prime minister of Norway, Jon Holm" is he, as is "with Norway's Jon Holm".
    while !is_person(claims, whom)
        && let Some(next) = after.next_if(|m| {
            // "With Kremlin ties, the Times reported"
            (is_person(claims, m) || (whom.words.end..m.words.start).all(|w| sentence.words[w].upos != Upos::Punct))
                && whom.words.end <= m.words.start
                && (whom.words.end..m.words.start).all(|w| is_title(&sentence.words[w]))
        })
    {
        whom = next;
    }
    let all = claims.actors(s, whom.head);
    if all.is_empty() { whom.actors.clone() } else { all }
}

/// The next "with" behind the word of a meeting, no verb with a tense or purpose between.
fn next_with(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<usize> {
    let (s, head) = (&claims.reading.sentences[event.sentence], event.head);
    let lexicon = &claims.reading.ontology.lexicon;
    let ends = |w: &usize| {
        let word = &s.words[*w];
        matches!(word.xpos, "VBD" | "VBZ" | "VBP" | "MD" | "TO" | "WDT" | "WP") || matches!(&*word.lemma, ";" | ":")
    };
    let end = (head + 1..s.words.len()).find(ends).unwrap_or(s.words.len());
    // "With the exception of" names who stays away, "with those of Holm" whose they are.
    let without = |w: usize| {
        (w + 1..end.min(w + 3)).any(|n| is_form(s, n, &["exception"]))
            || w + 1 < end && matches!(&*s.words[w + 1].lemma, "that" | "those" | "this")
    };
    // "Began the day with meetings at the palace", "gathered near the border with Holm": nobody is with them by that.
    let other = |w: usize| {
        let noun = s.words[w].head.filter(|_| s.words[w].rel == Rel::Case);
        let beside =
            |n: usize| s.words[n].upos == Upos::Noun && lexicon.is_in(super::forces::BORDER, &s.words[n].lemma);
        noun.is_some_and(|n| event.fit.used.contains(&n) || s.words[n].head.is_some_and(beside))
    };
    (head + 1..end).find(|&w| is_form(s, w, &["with"]) && !without(w) && !other(w))
}

/// Words of a title before a name.
fn is_title(word: &Word) -> bool {
    matches!(word.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adp | Upos::Part)
        || matches!(word.upos, Upos::Punct | Upos::Cconj | Upos::Pron)
}

fn is_person(claims: &Claims<'_, '_>, mention: &Mention) -> bool {
    mention.actors.iter().all(|&a| claims.class(a) == Class::Person && !claims.reading.mentions.actor(a).described)
}

/// Who meets according to the words right before the verb: "Reed today met", where "Reed" was taken for the whole sentence.
pub fn subject(claims: &Claims<'_, '_>, event: &Event<'_>) -> Vec<ActorId> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    if event.nominal || clause::is_passive(sentence, event.head) && sentence.words[event.head].xpos != "VBN" {
        return Vec::new();
    }
    let times = &claims.reading.times[s];
    let between = |w: usize| {
        matches!(sentence.words[w].upos, Upos::Adv | Upos::Punct) || times.iter().any(|t| t.words.contains(&w))
    };
    let mut at = event.head;
    while at > 0 && between(at - 1) {
        at -= 1;
    }
    let Some(who) =
        claims.reading.mentions.within(s..s + 1).iter().find(|m| m.words.end == at && m.by != Reference::Nationality)
    else {
        return Vec::new();
    };
    let mut top = who.head;
    while sentence.words[top].rel == Rel::Conj
        && let Some(head) = sentence.words[top].head
    {
        top = head;
    }
    claims.actors(s, top)
}

/// The meeting that two who speak about something have: "Reed and Holm spoke today about trade".
pub fn of_topic<'o>(claims: &Claims<'_, 'o>, event: &Event<'o>, last: Option<&Last>) -> Option<Event<'o>> {
    let lexicon = &claims.reading.ontology.lexicon;
    let sentence = &claims.reading.sentences[event.sentence];
    let people = |a: &ActorId| matches!(claims.class(*a), Class::Person | Class::Country);
    if event.nominal || event.sources.len() < 2 || !event.sources.iter().all(people) {
        return None;
    }
    let told =
        |l: &Last| event.sentence - l.sentence <= REACH && event.sources.iter().all(|a| l.participants.contains(a));
    let times = &claims.reading.times[event.sentence];
    let when = date::for_event(sentence, event.head, times, claims.reading.date.date, None);
    let other = |l: &Last| matches!((&when, &l.date), (Some(a), Some(b)) if !a.may_be(b));
    if last.is_some_and(|l| told(l) && !other(l)) {
        return None;
    }
    let patterns = lexicon.verbs.get(&*sentence.words[event.head].lemma)?;
    let &(mode, pattern) = patterns.iter().find(|&&trigger| lexicon.meets(trigger))?;
    let mode = &lexicon.modes[mode];
    let fit = super::matching::Fit { target: None, ..event.fit.clone() };
    Some(Event {
        kind: &lexicon.types[mode.event],
        mode,
        pattern: &mode.verbs[pattern],
        fit,
        targets: Vec::new(),
        ..event.clone()
    })
}

/// "Reed and Holm spoke in Geneva", "spoke about trade": each may have made a speech. "Reed and Holm spoke on Tuesday" is a talk.
pub fn speaks_elsewhere(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let times = &claims.reading.times[event.sentence];
    let bare = !event.nominal && event.pattern.elements.len() == 1;
    let speaks = claims.reading.ontology.lexicon.speech_verbs.contains_key(&*sentence.words[event.head].lemma);
    bare && speaks && clause::obliques(sentence, event.head).any(|o| !times.iter().any(|t| t.words.contains(&o.word)))
}

/// "Speaking to thousands of people": nobody in particular, who listens.
pub fn is_audience(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let Some((word, _)) = event.fit.target.filter(|_| !event.nominal && !event.targets.is_empty()) else {
        return false;
    };
    let to = sentence.children_by(word, Rel::Case).any(|c| is_form(sentence, c, &["to"]));
    let anybody = |t: &Filler| {
        let Filler::Actor(a) = t else { return false };
        let organ = claims.reading.mentions.actor(*a).entity.code.as_deref().is_some_and(|code| code != "CVL");
        claims.is_nobody(*a) && claims.class(*a) == Class::Group && !organ
    };
    // "Will speak to the American people": to all of them at once.
    let all = is_form(sentence, word, &["people", "nation", "public", "citizen", "world"]);
    to && is_form(sentence, event.head, &["speak", "talk"]) && (all || event.targets.iter().all(anybody))
}

/// Whether somebody comes without being a guest: a body, people who hold no office, an unknown person.
pub fn is_no_guest(claims: &Claims<'_, '_>, id: ActorId) -> bool {
    cannot_visit(claims.class(id)) || is_anybody(claims, id) || is_private(claims, id)
}

/// Whether its coming is no visit: forces that arrive have come to stay, bodies have no feet.
fn cannot_visit(class: Class) -> bool {
    matches!(
        class,
        Class::ArmedForces
            | Class::ArmedGroup
            | Class::Organization
            | Class::Company
            | Class::InternationalOrganization
    )
}

/// "Syrians arriving in America", "his wife": people who hold no office are no guests of a state.
fn is_anybody(claims: &Claims<'_, '_>, id: ActorId) -> bool {
    let actor = claims.reading.mentions.actor(id);
    let code = actor.entity.code.as_deref().unwrap_or_default();
    let organ = ["GOV", "MIL", "LEG", "JUD", "SPY", "COP", "DIP"].iter().any(|agent| code.contains(agent));
    actor.described && !organ && matches!(actor.entity.class, Class::Group | Class::Person)
}

/// "Karim Tamim arrived in Germany": a person whom nobody knows and who holds no office, or is not even named.
fn is_private(claims: &Claims<'_, '_>, id: ActorId) -> bool {
    let mentions = &claims.reading.mentions;
    let actor = mentions.actor(id);
    let holds = || mentions.roles.iter().any(|role| role.holder == Some(id));
    actor.entity.class == Class::Person
        && if actor.described { claims.is_nobody(id) } else { actor.known.is_none() && !holds() }
}

/// "Their calls with Reed and Holm", unlike "their talks", "have met with Reed and Holm": each of these had one of its own.
pub fn several(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let word = &sentence.words[event.head];
    // "Talks with both Peru and Chile": with each of them.
    let both = |w: usize| sentence.children_by(w, Rel::CcPreconj).any(|c| is_form(sentence, c, &["both"]));
    let calls = !event.nominal && is_form(sentence, event.head, &["call", "phone", "telephone", "ring", "contact"]);
    if calls
        || event.mode.label == VISIT
        || apart(claims, event)
        || event.fit.target.is_some_and(|(target, _)| both(target))
    {
        return true;
    }
    if !event.nominal {
        // Three and more, to whom someone speaks, are on one line.
        return event.targets.len() < 3 && is_contact(claims, word)
            || sentence.children_by(event.head, Rel::Aux).any(|a| is_form(sentence, a, &["have"]));
    }
    word.is_plural() && ["meeting", "call", "conversation", "engagement"].contains(&&*word.lemma)
}

/// "Reed and Holm met separately with Tamim": not with one another.
pub fn apart(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let ways = ["separately", "individually", "separate", "individual"];
    let told = |&c: &usize| matches!(sentence.words[c].rel, Rel::Advmod | Rel::Amod) && is_form(sentence, c, &ways);
    let mut words = std::iter::once(event.head).chain(event.fit.used.iter().copied());
    words.any(|w| sentence.children(w).any(|c| told(&c)))
}

/// "Reed and Holm spoke to Tamim", "their talks with Tamim", "visited Peru": each with the other side, at times of their own.
/// Only a meeting, a meal or a summit brings all to one table.
pub fn each_alone(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let word = &sentence.words[event.head];
    let held = event.fit.used.iter().any(|&w| sentence.words[w].is_plural());
    several(claims, event) || if event.nominal { word.is_plural() } else { held || is_contact(claims, word) }
}

/// Whether one does by oneself what a verb tells: "speak", of several each.
fn is_contact(claims: &Claims<'_, '_>, verb: &Word) -> bool {
    claims.reading.ontology.lexicon.is_in("contactVerb", &verb.lemma)
}

/// The way of a meeting of those whom the headline names, where the text does not tell it: "Readout of Reed's Call with Holm".
pub fn headline_mode(claims: &Claims<'_, '_>, pairs: &[(ActorId, ActorId)]) -> Option<String> {
    let title = claims.reading.article.title.as_deref()?;
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let named = |a: &ActorId| {
        let label = &claims.reading.mentions.actor(*a).entity.label;
        label.split(' ').next_back().is_some_and(|last| words.contains(&last))
    };
    if !pairs.iter().all(|(a, b)| named(a) && named(b)) {
        return None;
    }
    let lexicon = &claims.reading.ontology.lexicon;
    words.iter().find_map(|word| meeting_mode(&word.to_lowercase(), lexicon))
}

/// The way of meeting that a noun tells: "call".
fn meeting_mode(noun: &str, lexicon: &Lexicon) -> Option<String> {
    let modes = lexicon.nouns.get(noun)?.iter().map(|&(m, _)| &lexicon.modes[m]);
    let mut meetings = modes.filter(|m| lexicon.types[m.event].kind == Kind::Meeting && !m.label.is_empty());
    meetings.find(|m| m.label != VISIT).map(|m| m.label.clone())
}

/// "Those who joined the call:" and a list: each of them took part in the meeting told last.
pub fn listed(claims: &mut Claims<'_, '_>, s: usize, last: Option<&Last>) {
    let reading = claims.reading;
    let sentence = &reading.sentences[s];
    let lexicon = &reading.ontology.lexicon;
    let takes_part = |w: &Word| lexicon.is_in(TAKE_PART, &w.lemma);
    let opens = sentence.words.last().is_some_and(|w| &*w.lemma == ":") && sentence.words.iter().any(takes_part);
    let Some(last) = last.filter(|l| opens && s - l.sentence <= REACH) else { return };
    let Some(&host) = last.participants.first() else { return };
    // "the call": by phone
    let mode = sentence.words.iter().find_map(|word| meeting_mode(&word.lemma, lexicon));
    if let Some(mode) = &mode {
        for index in last.facts.clone() {
            claims.fact_mut(index).qualifiers.entry("mode").or_insert_with(|| mode.clone());
        }
    }
    let event = claims.fact(last.facts.start).event.clone();
    let told = event.as_ref().and_then(|event| event.mode.clone()).filter(|mode| mode != VISIT);
    let mode = mode.or(told);
    let lines = (s + 1..reading.sentences.len()).take_while(|&t| {
        let finite = |w: &Word| matches!(w.xpos, "VBD" | "VBZ" | "VBP" | "MD");
        !reading.sentences[t].words.iter().any(finite)
    });
    for line in lines {
        let names = claims
            .reading
            .mentions
            .within(line..line + 1)
            .iter()
            .filter(|m| m.by == Reference::Name && is_person(claims, m));
        for mention in names.cloned().collect::<Vec<_>>() {
            let guest = mention.actors.first().copied().filter(|a| *a != host);
            let Some(guest) = guest.map(|a| claims.actor(a)) else { continue };
            let host = claims.actor(host);
            let fact = claims.add((Kind::Meeting, "met"), (line, mention.head), host, guest, LISTED);
            fact.date.clone_from(&last.date);
            fact.qualifiers.extend(mode.clone().map(|mode| ("mode", mode)));
            fact.event.clone_from(&event);
        }
    }
}

/// "Reed and his Danish and French counterparts, Holm and Lund, met": Reed, too, wherever the tree hangs him.
pub fn owner(claims: &Claims<'_, '_>, event: &Event<'_>, participants: &[ActorId]) -> Option<ActorId> {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let lexicon = &claims.reading.ontology.lexicon;
    let listed = |m: &&Mention| {
        lexicon.is_in(COUNTERPART, &sentence.words[m.head].lemma) && m.actors.iter().any(|a| participants.contains(a))
    };
    let noun = claims.reading.mentions.within(s..s + 1).iter().find(listed)?;
    let pronoun = claims
        .reading
        .mentions
        .within(s..s + 1)
        .iter()
        .rev()
        .find(|m| m.by == Reference::Pronoun && m.head < noun.head)?;
    let joined = pronoun.head > 0 && is_form(sentence, pronoun.head - 1, &["and"]);
    pronoun.actors.first().copied().filter(|owner| joined && !participants.contains(owner))
}
