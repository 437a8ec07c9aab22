//! What happened in a meeting, or was said on one occasion, has its day, though only one sentence tells it.
//!
//! "Biden spoke with Putin today. He reiterated his support for Ukraine." → the support is of today, too.

use super::clause;
use super::{Reading, Speeches};
use crate::entity::date::{self, Direction, direction};
use crate::fact::{Argument, Fact, Kind, Modality, When};
use crate::grammar::time::Time;
use crate::grammar::{Rel, Sentence};

/// So many sentences after a meeting is told, what its participants do is still of its day.
const MEETING: usize = 12;
/// So many sentences after dated words, more words of the same speaker are of the same day.
const SPEECH: usize = 3;
/// So many sentences after a dated sentence of the same paragraph, what its subject does is of the same day.
const PARAGRAPH: usize = 5;

/// Length of a value that is a day or a span of days.
const DAY: usize = "2021-12-07".len();
/// Prepositions and conjunctions that set what happens apart from the occasion: "following the visit, he said".
const APART: [&str; 11] =
    ["after", "before", "follow", "following", "ahead", "prior", "since", "until", "later", "earlier", "previously"];

/// What an occasion is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// What the main verb of a sentence tells; it reaches further in its own paragraph than beyond it.
    Sentence,
    /// Words said.
    Speech,
    /// A meeting, of which "the meeting" speaks again.
    Meeting,
    /// A visit, during which others are met.
    Visit,
}

/// Something dated by the text, in which actors have part.
struct Occasion {
    sort: Sort,
    actors: Vec<String>,
    when: When,
    sentence: usize,
    planned: bool,
}

impl Occasion {
    /// Whether a sentence may still tell of it.
    fn reaches(&self, reading: &Reading<'_>, sentence: usize) -> bool {
        let paragraph = |s: usize| reading.sentences[s].paragraph;
        let reach = match self.sort {
            Sort::Meeting | Sort::Visit => MEETING,
            Sort::Sentence if paragraph(self.sentence) == paragraph(sentence) => PARAGRAPH,
            Sort::Sentence | Sort::Speech => SPEECH,
        };
        sentence.saturating_sub(self.sentence) <= reach
    }
}

/// Gives facts without a date that of the occasion to which they belong.
///
/// `anchors` are the sentence and word of each fact's event.
pub fn carry(facts: &mut [Fact], anchors: &[(usize, usize)], reading: &Reading<'_>, speeches: &Speeches) {
    let mut order: Vec<usize> = (0..facts.len()).filter(|&i| carries(&facts[i]) || takes(&facts[i])).collect();
    order.sort_by_key(|&i| (anchors[i], i));
    let mut occasions: Vec<Occasion> = Vec::new();
    let mut begun = 0;
    for i in order {
        let (sentence, word) = anchors[i];
        while begun <= sentence {
            occasions.extend(told(reading, begun));
            begun += 1;
        }
        if facts[i].date.is_none() && takes(&facts[i]) {
            facts[i].date = inherited(&occasions, &facts[i], (sentence, word), reading)
                .or_else(|| spoken(&occasions, &facts[i], (sentence, word), reading, speeches));
        }
        if facts[i].date.is_none() {
            facts[i].date = news_of_the_day(&facts[i], (sentence, word), reading)
                .or_else(|| just_now(&facts[i], (sentence, word), reading));
        }
        occasions.extend(occasion(&facts[i], sentence));
    }
}

/// "The president met the chancellor", without a day, in the first sentence of an article is that day's news.
fn news_of_the_day(fact: &Fact, (sentence, word): (usize, usize), reading: &Reading<'_>) -> Option<When> {
    let s = &reading.sentences[sentence];
    let boilerplate = |i: usize| reading.boilerplate.get(i).is_some_and(|&b| b) || !reading.sentences[i].parsed;
    let first = (0..sentence).all(boilerplate);
    let main = |w: usize| s.words[w].rel == Rel::Root || s.words[w].head.is_some_and(|h| s.words[h].rel == Rel::Root);
    let day = reading.article.date.filter(|_| first && fact.kind == Kind::Meeting && main(word))?;
    let told = fact.modality == Modality::Actual && fact.attribution.is_none() && tells(s, word, fact.modality);
    (told && !is_apart(reading, sentence, word))
        .then(|| When { value: day.to_string(), how: format!("told as the news of the day in an article of {day}") })
}

/// What people "have just signed" together, or did before they "just got off the phone", is of the day on which they say
/// so; what they just decided or sent may be of that week.
fn just_now(fact: &Fact, (sentence, word): (usize, usize), reading: &Reading<'_>) -> Option<When> {
    let s = &reading.sentences[sentence];
    let types = &reading.ontology.lexicon.types;
    let together = types.iter().any(|kind| kind.symmetric && kind.predicate == *fact.predicate);
    let day = reading.article.date.filter(|_| together && fact.modality == Modality::Actual)?;
    let fresh = |verb: usize| {
        let helped = |c: usize| s.words[c].rel == Rel::Aux && &*s.words[c].lemma == "have";
        let past = match s.words[verb].xpos {
            "VBD" => true,
            "VBN" => s.children(verb).any(helped),
            _ => false,
        };
        let is = |c: usize, lemma: &str| &*s.words[c].lemma == lemma;
        let before = s.children_by(verb, Rel::Advmod).rfind(|&c| c < verb && !is(c, "now"));
        // "a moment ago"
        let ago = |c: usize| is(c, "ago") && s.children(c).any(|m| is(m, "moment") || is(m, "minute"));
        past && (before.is_some_and(|c| is(c, "just")) || s.children(verb).any(ago))
    };
    // From the event up to the verb that tells it: "off the phone", "finished speaking".
    let mut at = word;
    while !fresh(at) {
        let whole = matches!(s.words[at].rel, Rel::Root | Rel::Ccomp | Rel::Advcl | Rel::Acl | Rel::AclRelcl);
        at = s.words[at].head.filter(|_| !whole)?;
    }
    Some(When { value: day.to_string(), how: format!("told as just done in an article of {day}") })
}

/// Whether a fact is an occasion on which others may happen.
fn carries(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Meeting | Kind::Statement)
}

/// Whether a fact may be part of an occasion.
fn takes(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Statement | Kind::Interaction | Kind::Topic | Kind::Meeting)
        && matches!(fact.modality, Modality::Actual | Modality::Planned)
        && !is_visit(fact)
}

fn is_visit(fact: &Fact) -> bool {
    fact.kind == Kind::Meeting && fact.event.as_ref().and_then(|e| e.mode.as_deref()) == Some("visit")
}

/// The occasion that a dated fact is.
fn occasion(fact: &Fact, sentence: usize) -> Option<Occasion> {
    let when = fact.date.clone().filter(|w| carries(fact) && w.value.len() >= DAY)?;
    let meeting = fact.kind == Kind::Meeting;
    let actors = [iri(&fact.subject), iri(&fact.object).filter(|_| meeting)];
    let sort = match (fact.kind, is_visit(fact)) {
        (_, true) => Sort::Visit,
        (Kind::Meeting, _) => Sort::Meeting,
        _ => Sort::Speech,
    };
    Some(Occasion {
        sort,
        actors: actors.into_iter().flatten().map(str::to_owned).collect(),
        when,
        sentence,
        planned: fact.modality == Modality::Planned,
    })
}

/// The occasion that a sentence tells by its main verb: "On Tuesday, Mitsotakis called the deal void."
fn told(reading: &Reading<'_>, sentence: usize) -> Option<Occasion> {
    let s = &reading.sentences[sentence];
    let times = &reading.times[sentence];
    let own = |verb: usize| times.iter().any(|t| s.words[t.head].head == Some(verb) || t.words.start <= 1);
    let verb = s.root().filter(|&r| clause::is_verb(s, r)).or_else(|| date::main_verb(s, times)).filter(|&v| own(v))?;
    let planned = match direction(s, verb) {
        Direction::Past => false,
        Direction::Future => true,
        _ => return None,
    };
    let when = date::for_event(s, verb, times, reading.date.date, None).filter(|w| w.value.len() >= DAY)?;
    let mut actors = clause::doer(s, verb).map_or_else(Vec::new, |d| actors_of(reading, sentence, d));
    if actors.is_empty() {
        // A clause that could not be analysed: whoever is named before the verb.
        let named = reading.mentions.within(sentence..sentence + 1).iter().filter(|m| m.words.end <= verb);
        actors.extend(named.flat_map(|m| &m.actors).map(|&a| reading.mentions.actor(a).entity.iri.clone()));
    }
    (!actors.is_empty()).then_some(Occasion { sort: Sort::Sentence, actors, when, sentence, planned })
}

fn actors_of(reading: &Reading<'_>, sentence: usize, word: usize) -> Vec<String> {
    let mention = reading.mentions.at(sentence, word);
    mention.into_iter().flat_map(|m| &m.actors).map(|&a| reading.mentions.actor(a).entity.iri.clone()).collect()
}

/// The date of the last occasion before the fact in which one of its doers has part.
fn inherited(
    occasions: &[Occasion],
    fact: &Fact,
    (sentence, word): (usize, usize),
    reading: &Reading<'_>,
) -> Option<When> {
    let s = &reading.sentences[sentence];
    // "the following day": counted from what was told last.
    if let Some(last) = occasions.last()
        && let Some(when) = date::for_event(s, word, &reading.times[sentence], reading.date.date, Some(&last.when))
    {
        return Some(when);
    }
    if !tells(s, word, fact.modality) || is_apart(reading, sentence, word) {
        return None;
    }
    let planned = fact.modality == Modality::Planned;
    let mut doers = doers(fact, reading, sentence, word);
    let again = fact.kind == Kind::Meeting && names_meeting(reading, s);
    doers.extend(iri(&fact.object).filter(|_| again).map(str::to_owned));
    let has_part = |o: &&Occasion| {
        o.planned == planned
            && (fact.kind != Kind::Meeting || o.sort == Sort::Visit || o.sort == Sort::Meeting && again)
            && (o.sort != Sort::Sentence || o.reaches(reading, sentence))
            && o.actors.iter().any(|a| doers.contains(a))
    };
    let mut near = occasions.iter().rev().take_while(|o| sentence.saturating_sub(o.sentence) <= MEETING);
    let found = near.find(has_part).filter(|o| o.reaches(reading, sentence))?;
    let how = if found.when.how.starts_with("on the occasion") {
        found.when.how.clone()
    } else {
        format!("on the occasion told in sentence {}: {}", found.sentence, found.when.how)
    };
    Some(When { value: found.when.value.clone(), how })
}

/// Whether a sentence speaks of "the meeting", "that call": one told before.
fn names_meeting(reading: &Reading<'_>, s: &Sentence) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let definite = |w: usize| s.children_by(w, Rel::Det).any(|d| clause::is_form(s, d, &["the", "this", "that"]));
    (0..s.words.len()).any(|w| s.words[w].is_nominal() && lexicon.names_meeting(&s.words[w].lemma) && definite(w))
}

/// The date of the words in which something verbal is done: "“We support Kyiv,” she said on Tuesday."
fn spoken(
    occasions: &[Occasion],
    fact: &Fact,
    (sentence, word): (usize, usize),
    reading: &Reading<'_>,
    speeches: &Speeches,
) -> Option<When> {
    let s = &reading.sentences[sentence];
    let verbal = fact.event.as_ref().is_some_and(|e| matches!(e.quad, 1 | 3));
    let told = finite(s, word).is_some_and(|verb| direction(s, verb) == Direction::Past);
    if !verbal || told || fact.kind != Kind::Interaction || fact.modality != Modality::Actual {
        return None;
    }
    let speech = speeches.around(s.words[word].span)?;
    let (at, verb) = (speech.sentence, speech.verb);
    date::for_event(&reading.sentences[at], verb, &reading.times[at], reading.date.date, None)
        .or_else(|| inherited(occasions, fact, (at, verb), reading))
}

/// Whether the clause of an event tells it as part of a story: simple past, or future for what is planned.
fn tells(sentence: &Sentence, word: usize, modality: Modality) -> bool {
    let Some(verb) = finite(sentence, word) else { return false };
    if modality == Modality::Planned {
        return direction(sentence, verb) == Direction::Future;
    }
    let helped = |c: usize| matches!(sentence.words[c].rel, Rel::Aux | Rel::AuxPass);
    let perfect = sentence.children(verb).any(|c| helped(c) && &*sentence.words[c].lemma == "have");
    !perfect && direction(sentence, verb) == Direction::Past
}

/// Whether the clause has a time of its own, though an unknown one: "in recent days", "following the visit".
fn is_apart(reading: &Reading<'_>, sentence: usize, word: usize) -> bool {
    let s = &reading.sentences[sentence];
    let Some(verb) = finite(s, word) else { return true };
    let own = reading.times[sentence]
        .iter()
        .any(|e| s.words[e.head].head == Some(verb) && !matches!(e.time, Time::Clock | Time::Duration { .. }));
    let apart = |w: usize| APART.contains(&&*s.words[w].lemma);
    own || s.children(verb).any(|c| {
        matches!(s.words[c].rel, Rel::Obl | Rel::Advcl | Rel::Advmod)
            && (apart(c) && s.words[c].rel == Rel::Advmod
                || s.children(c).any(|m| matches!(s.words[m].rel, Rel::Case | Rel::Mark) && apart(m)))
    })
}

/// The verb at or above a word that has a tense of its own.
fn finite(sentence: &Sentence, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..sentence.words.len() {
        let tensed = |w: usize| matches!(sentence.words[w].xpos, "VBD" | "VBZ" | "VBP" | "MD");
        let helper = |c: usize| matches!(sentence.words[c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop) && tensed(c);
        if tensed(at) || sentence.children(at).any(helper) {
            return Some(at);
        }
        at = sentence.words[at].head?;
    }
    None
}

/// Who does it: the fact's subject, and of what is done in words also the subject of the verb that governs it: "the
/// chancellor reaffirmed Germany's support". "She condemned the rebels' attack", "the plan endorsed by the council" are no
/// acts of hers.
fn doers(fact: &Fact, reading: &Reading<'_>, sentence: usize, word: usize) -> Vec<String> {
    let mut doers: Vec<String> = iri(&fact.subject).map(str::to_owned).into_iter().collect();
    let s = &reading.sentences[sentence];
    let Some(verb) = finite(s, word) else { return doers };
    let material = fact.event.as_ref().is_some_and(|e| matches!(e.quad, 2 | 4));
    let own = || s.child(word, &[Rel::Nsubj, Rel::NsubjPass, Rel::OblAgent]).is_some();
    if verb != word && (material || own()) {
        return doers;
    }
    if let Some(doer) = clause::doer(s, verb) {
        doers.extend(actors_of(reading, sentence, doer));
    }
    doers
}

fn iri(argument: &Argument) -> Option<&str> {
    if let Argument::Entity(e) = argument { Some(&e.iri) } else { None }
}
