//! What a meeting or call was about: each topic a phrase of its own, verbatim.
//!
//! "discussed their concern about the border and trade, including tariffs" → "the border", "trade", "tariffs".

use super::Claims;
use super::clause::{self, is_form};
use super::events::Event;
use super::meetings::Last;
use crate::entity::ActorId;
use crate::fact::{Argument, Kind};
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::Class;

/// The word class of nouns that only introduce a topic: "their concern about the border".
const FRAME: &str = "topicFrame";

/// The word class of nouns that an infinitive completes.
const OPEN: &str = "open noun";

/// The way of words that tell a topic only where a meeting has been told: "focus on".
const MENTION: &str = "mention";

/// So many sentences after a meeting is told, what its participants discuss is still that meeting's.
const REACH: usize = 8;

/// Claims a fact for each topic of an event of discussing.
pub fn claim(claims: &mut Claims<'_, '_>, event: &Event<'_>, last: Option<&Last>) -> Option<()> {
    let s = event.sentence;
    let word = matter(claims, event)?;
    // "discussed the dialogue on arms": the dialogue is a topic itself.
    if claims.is_topic(s, event.head) {
        return None;
    }
    // "Spoke on condition of anonymity to discuss the plan", "was not authorized to discuss it": with reporters.
    let sentence = &claims.reading.sentences[s];
    let above = sentence.words[event.head].head.filter(|_| sentence.words[event.head].xpos == "VB");
    if above.is_some_and(|w| is_form(sentence, w, &["anonymity", "condition", "authorize", "authorise", "authorized"]))
    {
        return None;
    }
    let participant = participant(claims, event, last)?;
    let mut topics = Vec::new();
    collect(claims, s, word, &mut topics);
    continued(claims, event, word, &mut topics);
    let inherited =
        last.filter(|l| l.participants.contains(&participant) && s - l.sentence <= REACH).and_then(|l| l.date.clone());
    for words in topics {
        let words = without_frame(claims, s, words);
        let phrase = claims.words(s, words.clone());
        let phrase = trimmed(&phrase).to_owned();
        if phrase.is_empty() {
            continue;
        }
        claims.topics.push((s, words));
        let subject = claims.actor(participant);
        let fact =
            claims.add((Kind::Topic, "discussed"), (s, event.head), subject, Argument::Value(phrase), &event.rule());
        if fact.date.is_none() {
            fact.date.clone_from(&inherited);
        }
    }
    Some(())
}

/// What is discussed: of "reports that they had discussed the sanctions" not the reports, though the tree takes "that" for them.
fn matter(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<usize> {
    let sentence = &claims.reading.sentences[event.sentence];
    let (word, _) = event.fit.target?;
    let noun = |&c: &usize| sentence.words[c].is_nominal() && sentence.words[c].upos != Upos::Pron && c > event.head;
    let relative = !event.nominal && sentence.words[event.head].rel == Rel::AclRelcl;
    Some(sentence.children_by(event.head, Rel::Obj).find(noun).filter(|_| relative).unwrap_or(word))
}

/// Whether a noun is one for how people stand to each other, of which "with" names the other.
fn binds(claims: &Claims<'_, '_>, sentence: &Sentence, w: usize) -> bool {
    const BONDS: [&str; 12] = [
        "relationship",
        "relation",
        "tie",
        "link",
        "connection",
        "history",
        "experience",
        "feud",
        "friendship",
        "dispute",
        "rift",
        "deal",
    ];
    let lemma = &*sentence.words[w].lemma;
    BONDS.contains(&lemma) || claims.reading.ontology.lexicon.nouns.contains_key(lemma)
}

/// "The issue Monday with Commissioner Reed": without the day and those with whom it is discussed, which the tree hangs on it.
fn without_frame(claims: &Claims<'_, '_>, s: usize, mut words: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let sentence = &claims.reading.sentences[s];
    let is = |w: usize, forms: &[&str]| is_form(sentence, w, forms);
    let starts = |w: usize| {
        claims.reading.mentions.within(s..s + 1).iter().any(|m| {
            m.head >= w
                && m.words.start <= w + 2
                && m.words.end > w
                && m.actors.iter().all(|&a| matches!(claims.class(a), Class::Person | Class::Group))
        })
    };
    let dated = |w: usize| claims.reading.times[s].iter().any(|t| t.words.contains(&w));
    let free = |w: usize| dated(w) || !binds(claims, sentence, w);
    let with =
        (words.start + 1..words.end.saturating_sub(1)).find(|&w| is(w, &["with"]) && free(w - 1) && starts(w + 1));
    words.end = with.unwrap_or(words.end);
    for time in &claims.reading.times[s] {
        let day = sentence.words[time.words.start].lemma.ends_with("day")
            || sentence.words[time.words.start].lemma.ends_with("night");
        let bare = day && time.words.start > words.start && time.words.end == words.end;
        let on = bare && is(time.words.start - 1, &["on"]);
        if bare {
            words.end = time.words.start - usize::from(on);
            // "In Oslo on Sunday": where they spoke.
            let place = claims.reading.mentions.within(s..s + 1).iter().find(|m| m.words.end == words.end);
            let city = place.filter(|m| m.actors.iter().all(|&a| claims.class(a) == Class::City));
            let within = city.filter(|m| m.words.start > words.start + 1 && is(m.words.start - 1, &["in"]));
            words.end = within.map_or(words.end, |m| m.words.start - 1);
        }
    }
    words
}

/// A phrase without quotation marks and the words that only join it to another.
fn trimmed(phrase: &str) -> &str {
    let mut phrase = phrase.trim_matches(|c: char| matches!(c, '“' | '”' | '"' | ',' | '‘' | '–' | '—' | ' '));
    for joint in ["including ", "and ", "or ", "such as ", "as well as ", "along with ", "on ", "about "] {
        phrase = phrase.strip_prefix(joint).unwrap_or(phrase);
    }
    phrase
}

/// Whether the subject of the clause is a thing that is no meeting: "the measures include".
fn is_thing(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let s = &claims.reading.sentences[event.sentence];
    let doer = if event.nominal { None } else { clause::doer(s, event.head) };
    let lexicon = &claims.reading.ontology.lexicon;
    doer.is_some_and(|w| {
        let meeting = lexicon
            .nouns
            .get(&*s.words[w].lemma)
            .is_some_and(|all| all.iter().any(|&(m, _)| lexicon.types[lexicon.modes[m].event].kind == Kind::Meeting));
        s.words[w].is_nominal() && !meeting && claims.actors(event.sentence, w).is_empty()
    })
}

/// The first who takes part according to the clause, else in the meeting told last.
fn participant(claims: &mut Claims<'_, '_>, event: &Event<'_>, last: Option<&Last>) -> Option<ActorId> {
    if is_thing(claims, event) {
        return None;
    }
    if let Some(&source) = event.sources.first() {
        // "Reed reviewed the treaty" is told of a meeting only right behind it.
        let mentions = event.mode.label == MENTION;
        let reach = if mentions { 1 } else { REACH };
        let met = claims.class(source) == Class::Person
            && last.is_some_and(|l| l.participants.contains(&source) && event.sentence - l.sentence <= reach);
        let several =
            event.sources.len() > 1 && (!mentions || event.sources.iter().all(|&a| claims.class(a) == Class::Person));
        if met || several || with_others(claims, event) {
            return Some(source);
        }
        claims.note(event.sentence, format!("{}: no meeting in which it was discussed", event.rule()));
        return None;
    }
    let sentence = &claims.reading.sentences[event.sentence];
    // "a call to discuss", "the meeting focused on"
    let near = last.filter(|l| {
        event.sentence == l.sentence || event.sentence == l.sentence + 1 && clause::doer(sentence, event.head).is_some()
    });
    let found = near.and_then(|l| l.participants.first().copied());
    if found.is_none() {
        claims.note(event.sentence, format!("{}: nobody found who takes part", event.rule()));
    }
    found
}

/// "discussed the plan with Putin": somebody else takes part.
fn with_others(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let target = event.fit.target.map(|(w, _)| w);
    // "Focus the campaign on states with undecided voters": what a thing is like, if nobody is named.
    let described = |a: &ActorId| claims.reading.mentions.actor(*a).described;
    [Some(event.head), target].into_iter().flatten().any(|node| {
        let mut with = clause::obliques(sentence, node).filter(|o| is_form(sentence, o.case, &["with"]));
        with.any(|o| {
            let actors = claims.actors(event.sentence, o.word);
            // "Review the relationship with Peru": with whom it is, not with whom they review it.
            let bound = event.mode.label == MENTION && binds(claims, sentence, node);
            let free = node == event.head || !bound && !actors.iter().all(described);
            !actors.is_empty() && free
        })
    })
}

/// The topics of a coordinated phrase, with those that "including" adds.
fn collect(claims: &Claims<'_, '_>, s: usize, word: usize, topics: &mut Vec<std::ops::Range<usize>>) {
    let sentence = &claims.reading.sentences[s];
    let mut added = Vec::new();
    let listed = clause::members(sentence, word).into_iter().flat_map(|m| {
        // "the dialogue on arms, a dialogue on ransomware": a list without "and" looks like an apposition.
        let apposed = sentence.children_by(m, Rel::Appos).filter(|&c| sentence.words[c].upos == Upos::Noun);
        std::iter::once(m).chain(apposed.collect::<Vec<_>>())
    });
    for part in listed {
        let person = claims.actors_alone(s, part).iter().any(|&a| claims.class(a) == Class::Person);
        if !sentence.words[part].is_nominal() && sentence.words[part].xpos != "VBG" || person {
            continue;
        }
        if part == word
            && let Some(inner) = framed(claims, sentence, part)
        {
            collect(claims, s, inner, topics);
            continue;
        }
        added.extend(inclusions(sentence, part));
        topics.push(phrase(sentence, part));
    }
    for inclusion in added {
        let nominal = |&part: &usize| sentence.words[part].upos != Upos::Adj;
        for part in clause::members(sentence, inclusion).into_iter().filter(nominal) {
            topics.push(phrase(sentence, part));
        }
    }
    let mut seen = Vec::new();
    topics.retain(|t| {
        !seen.contains(t) && {
            seen.push(t.clone());
            true
        }
    });
}

/// "topics in the relationship, including trade": what follows the object and hangs on the verb belongs to it, too.
fn continued(claims: &Claims<'_, '_>, event: &Event<'_>, object: usize, topics: &mut Vec<std::ops::Range<usize>>) {
    let s = event.sentence;
    let sentence = &claims.reading.sentences[s];
    let times = &claims.reading.times[s];
    let Some(last) = topics.iter().position(|t| t.contains(&object)) else { return };
    for oblique in clause::obliques(sentence, event.head) {
        // "In their meeting" is where they discuss it.
        let lexicon = &claims.reading.ontology.lexicon;
        let talks = lexicon.names_meeting(&sentence.words[oblique.word].lemma);
        let there = talks && is_form(sentence, oblique.case, &["in", "on"]);
        let dated = times.iter().any(|t| t.words.contains(&oblique.word));
        let free = !there && !dated && !topics.iter().any(|t| t.contains(&oblique.word));
        let fits = is_form(
            sentence,
            oblique.case,
            &["in", "on", "about", "of", "over", "toward", "towards", "against", "between", "for", "to"],
        );
        if free && fits && oblique.case == topics[last].end && topics[last].end > object {
            topics[last].end = phrase(sentence, oblique.word).end;
            for inclusion in inclusions(sentence, oblique.word) {
                collect(claims, s, inclusion, topics);
            }
        } else if free && clause::adds(sentence, oblique.word) {
            collect(claims, s, oblique.word, topics);
        }
    }
    // "Discussed ways to end the war", where the tree hangs the infinitive on the verb
    let opens = claims.reading.ontology.lexicon.is_in(OPEN, &sentence.words[object].lemma);
    let to = |&c: &usize| {
        let clause = matches!(sentence.words[c].rel, Rel::Acl | Rel::Advcl | Rel::Xcomp);
        clause && sentence.words[c].xpos == "VB" && sentence.extent(c).start == topics[last].end
    };
    if let Some(clause) = sentence.children(event.head).find(to).filter(|_| opens && topics[last].end > object) {
        topics[last].end = phrase(sentence, clause).end;
    }
    // "…, as well as working together on Iran"
    let more =
        |&c: &usize| sentence.words[c].xpos == "VBG" && c > object && sentence.children_by(c, Rel::Cc).any(|m| m < c);
    if let Some(verb) = sentence.children_by(event.head, Rel::Advcl).find(more) {
        topics.push(phrase(sentence, verb));
    }
}

/// "their shared concern about the build-up": the build-up.
fn framed(claims: &Claims<'_, '_>, s: &Sentence, noun: usize) -> Option<usize> {
    let owned = s.child(noun, &[Rel::NmodPoss]).is_some();
    let frame = claims.reading.ontology.lexicon.is_in(FRAME, &s.words[noun].lemma) && owned;
    let about = clause::obliques(s, noun).find(|o| is_form(s, o.case, &["about", "over", "regarding", "on", "with"]));
    about.filter(|_| frame).map(|o| o.word)
}

/// The nouns that "including" hangs below a noun.
fn inclusions(s: &Sentence, noun: usize) -> Vec<usize> {
    let mut all = Vec::new();
    let mut open = vec![noun];
    while let Some(at) = open.pop() {
        for c in s.children(at).filter(|&c| !matches!(s.words[c].rel, Rel::Conj | Rel::AclRelcl | Rel::Acl)) {
            if clause::adds(s, c) {
                all.push(c);
            } else {
                open.push(c);
            }
        }
    }
    all.sort_unstable();
    all
}

/// A topic's words: without determiner-less comments, conjuncts and what "including" adds.
fn phrase(s: &Sentence, noun: usize) -> std::ops::Range<usize> {
    let (mut low, mut high) = (noun, noun);
    let mut open = vec![noun];
    while let Some(at) = open.pop() {
        (low, high) = (low.min(at), high.max(at));
        open.extend(s.children(at).filter(|&c| {
            let rel = s.words[c].rel;
            let top = at == noun
                && matches!(
                    rel,
                    Rel::Case | Rel::Mark | Rel::Cc | Rel::Conj | Rel::CcPreconj | Rel::Cop | Rel::Nsubj | Rel::Aux
                );
            let loose = matches!(rel, Rel::Parataxis | Rel::Punct | Rel::Appos) || rel == Rel::AclRelcl && at == noun;
            let added = clause::adds(s, c);
            !(top || loose && c > noun || added)
        }));
    }
    low..high + 1
}
