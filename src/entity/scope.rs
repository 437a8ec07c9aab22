//! Which of a sentence's dates is that of an event.
//!
//! "On Tuesday, Biden met Putin to discuss the 2019 agreement" → the meeting is of Tuesday; nothing is of 2019.

use jiff::civil::Date;

use super::date::resolve;
use super::moment::Moment;
use super::tense::{Direction, direction};
use crate::fact::When;
use crate::grammar::time::{Part, Point, Time, TimeExpression, Unit};
use crate::grammar::{Rel, Sentence, Upos};

/// Verbs whose object or subject is the event itself: "held talks on Monday", "the vote took place on Monday".
const LIGHT: [&str; 34] = [
    "hold", "have", "take", "make", "give", "conduct", "carry", "launch", "stage", "mount", "occur", "happen", "begin",
    "start", "end", "open", "close", "conclude", "continue", "last", "resume", "come", "follow", "attend", "host",
    "pay", "join", "schedule", "plan", "set", "do", "finish", "commence", "sign",
];
/// Prepositions that bound a time instead of giving it.
const BOUNDS: [&str; 13] =
    ["since", "until", "till", "by", "before", "after", "of", "for", "than", "to", "ahead", "as", "following"];
/// How an event's setting is attached: "spoke in a call on Tuesday".
const SETTINGS: [&str; 8] = ["in", "during", "at", "over", "by", "via", "on", "through"];

/// When an event happened or will: the time attached to its word or to what governs it, resolved by its tense.
///
/// `event` is the verb or noun of the event, `expressions` those of [`crate::grammar::time::find`] in the same
/// sentence, `anchor` the article's date, `reference` the time spoken of before. A time inside another event's
/// clause or noun phrase is never taken, nor one that only bounds ("since 2014", "by Friday").
#[must_use]
pub fn for_event(
    sentence: &Sentence,
    event: usize,
    expressions: &[TimeExpression],
    anchor: Option<Date>,
    reference: Option<&When>,
) -> Option<When> {
    if expressions.is_empty() || event >= sentence.words.len() {
        return None;
    }
    let scope = Scope { sentence, expressions, anchor, reference };
    if !sentence.parsed {
        return scope.only();
    }
    scope.of_event(event)
}

/// The main verb of a sentence that begins with a time: the first with a tense after it.
#[must_use]
pub fn main_verb(sentence: &Sentence, expressions: &[TimeExpression]) -> Option<usize> {
    let first = expressions.first().filter(|e| e.words.start <= 1)?;
    let tensed = |&w: &usize| matches!(sentence.words[w].xpos, "VBD" | "VBZ" | "VBP" | "MD");
    let found = (first.words.end..sentence.words.len()).find(tensed)?;
    let helps = matches!(sentence.words[found].rel, Rel::Aux | Rel::AuxPass);
    if helps { sentence.words[found].head } else { Some(found) }
}

struct Scope<'a> {
    sentence: &'a Sentence,
    expressions: &'a [TimeExpression],
    anchor: Option<Date>,
    reference: Option<&'a When>,
}

impl Scope<'_> {
    /// Without a tree: the only date that the sentence has.
    fn only(&self) -> Option<When> {
        let bounded = |e: &&TimeExpression| {
            let before = e.words.start.checked_sub(1).map(|b| self.sentence.words[b].lemma.to_lowercase());
            !before.is_some_and(|b| BOUNDS.contains(&b.as_str()))
        };
        let resolved = |e: &TimeExpression| resolve(e, self.anchor, direction(self.sentence, e.head), self.reference);
        let mut dates = self.expressions.iter().filter(bounded).filter_map(resolved);
        let first = dates.next()?;
        dates.all(|d| d.value == first.value).then_some(first)
    }

    fn of_event(&self, event: usize) -> Option<When> {
        let near = |e: &&TimeExpression| {
            let day = matches!(e.time, Time::Shift { unit: Unit::Day, from: Point::Article, .. });
            day && (e.words.end == event || e.words.start == event + 1)
        };
        // "today spoke … on the anniversary of the attack of October 7"
        if let Some(today) =
            self.expressions.iter().find(near).filter(|_| self.sentence.words[event].upos == Upos::Verb)
        {
            return self.resolve(today, event);
        }
        let mut at = event;
        // Each step goes to a head, so the number of words bounds them.
        for _ in 0..self.sentence.words.len() {
            if let Some(found) = self.best(at, event) {
                return Some(found);
            }
            let Some(wider) = self.wider(at) else { break };
            at = wider;
        }
        self.second(event).or_else(|| self.deictic(event)).or_else(|| self.fronted(event))
    }

    /// "today", "on Monday" below a verb, however it hangs, are of that verb: "met with Pope Francis today".
    fn deictic(&self, event: usize) -> Option<When> {
        let day = |e: &&TimeExpression| {
            matches!(e.time, Time::Shift { unit: Unit::Day, from: Point::Article, .. }) || self.is_on_a_day(e)
        };
        for expression in self.expressions.iter().filter(day) {
            let Some(verb) = governing_verb(self.sentence, expression.head) else { continue };
            let mut at = Some(event);
            for _ in 0..self.sentence.words.len() {
                match at {
                    Some(a) if a == verb => return self.resolve(expression, verb),
                    // "said on Monday that he would meet her": the day is that of the words.
                    Some(a) if self.is_told(a) => break,
                    Some(a) => at = self.wider(a),
                    None => break,
                }
            }
        }
        None
    }

    /// "Spoke today about the attack on the port on October 7": of two times of a verb, the one right behind another event
    /// is that one's.
    fn second(&self, event: usize) -> Option<When> {
        let verb = governing_verb(self.sentence, event).filter(|_| self.sentence.words[event].is_nominal())?;
        let behind = self.sentence.extent(event).end;
        let on = |e: &&TimeExpression| e.words.start == behind + 1 && self.is_on_a_day(e) && self.is_attached(e, verb);
        let found = self.expressions.iter().find(on)?;
        let other = self.expressions.iter().any(|e| e != found && self.is_attached(e, verb));
        if other { self.resolve(found, event) } else { None }
    }

    /// A time in front holds for the main clause, however it hangs: "Late on Sunday, the group announced a deal."
    fn fronted(&self, event: usize) -> Option<When> {
        let first = self.expressions.first().filter(|e| e.words.start <= 1 && !self.is_bounded(e))?;
        let main = main_verb(self.sentence, self.expressions)?;
        let mut at = event;
        for _ in 0..self.sentence.words.len() {
            if at == main {
                return self.resolve(first, main);
            }
            if self.is_told(at) && !self.is_simple_past(at) {
                return None;
            }
            at = self.wider(at)?;
        }
        None
    }

    /// The finest, then nearest, of the times at a word and in its setting.
    fn best(&self, at: usize, event: usize) -> Option<When> {
        let inherited = at != event;
        let mut best: Option<(u8, usize, When)> = None;
        for expression in self.expressions {
            if !self.is_attached(expression, at) || inherited && !self.reaches(expression, at, event) {
                continue;
            }
            let Some(when) = self.resolve(expression, at) else { continue };
            let coarse = Moment::parse(&when.value).map_or(4, Moment::coarseness);
            let rank = (coarse, expression.head.abs_diff(event));
            if best.as_ref().is_none_or(|b| rank < (b.0, b.1)) {
                best = Some((rank.0, rank.1, when));
            }
        }
        best.map(|(_, _, when)| when)
    }

    /// The date that an expression means; without any other, the year comes from another date of the sentence:
    /// "on 4 April and from 5 to 6 April 2016".
    fn resolve(&self, expression: &TimeExpression, at: usize) -> Option<When> {
        let side = self.direction_at(at);
        resolve(expression, self.anchor, side, self.reference).or_else(|| {
            let given = |e: &&TimeExpression| *e != expression;
            let mut others = self.expressions.iter().filter(given).filter_map(|e| resolve(e, None, side, None));
            others.find_map(|other| resolve(expression, None, side, Some(&other)))
        })
    }

    fn direction_at(&self, at: usize) -> Direction {
        direction(self.sentence, at)
    }

    /// Whether a time stands at a word, directly or through the nouns of its setting.
    fn is_attached(&self, expression: &TimeExpression, at: usize) -> bool {
        let words = &self.sentence.words;
        // "The minister today met": the verb was taken for a description of the day before it.
        if words[at].head == Some(expression.head) && words[at].rel == Rel::Acl && words[at].upos == Upos::Verb {
            return expression.words.end == at;
        }
        let Some(mut governor) = words[expression.head].head else {
            // "The summit is on Friday": the time is the predicate.
            return words[at].head == Some(expression.head) && matches!(words[at].rel, Rel::Nsubj | Rel::NsubjPass);
        };
        if self.is_bounded(expression) {
            return false;
        }
        if governor == at {
            return matches!(
                words[expression.head].rel,
                Rel::Obl
                    | Rel::OblUnmarked
                    | Rel::Nmod
                    | Rel::NmodUnmarked
                    | Rel::Advmod
                    | Rel::NmodPoss
                    | Rel::Compound
                    | Rel::Nummod
                    | Rel::Amod
                    | Rel::Appos
                    | Rel::NmodDesc
                    | Rel::Parataxis
                    | Rel::Dep
                    | Rel::Xcomp
                    | Rel::Advcl
                    | Rel::Obj
                    | Rel::Dislocated
                    | Rel::List
                    | Rel::Flat
                    | Rel::Discourse
            );
        }
        // "the November 27 border deal": the words of a compound may hang on one another.
        while let (Rel::Compound, Some(head)) = (words[governor].rel, words[governor].head) {
            if expression.head > governor {
                break;
            }
            governor = head;
        }
        if expression.head < governor {
            let below = words[governor].head == Some(at);
            let within = words[governor].rel == Rel::Obl && self.has_case(governor, &["in", "at", "during"]);
            // "held a much noted June 12 summit"
            let carried = words[governor].rel == Rel::Obj && LIGHT.contains(&&*words[at].lemma) && is_day(expression);
            return governor == at || below && (within || carried);
        }
        self.is_setting(expression, governor, at) || self.is_while(governor, at)
    }

    /// "said so while addressing the press yesterday": what went on at the same time has the same date.
    fn is_while(&self, verb: usize, at: usize) -> bool {
        let word = &self.sentence.words[verb];
        word.rel == Rel::Advcl
            && word.head == Some(at)
            && self.sentence.children_by(verb, Rel::Mark).any(|c| &*self.sentence.words[c].lemma == "while")
    }

    /// "since 2014", "by Friday", "the agreement of 2015": the preposition decides.
    fn is_bounded(&self, expression: &TimeExpression) -> bool {
        if matches!(expression.time, Time::Range(..)) {
            return false;
        }
        let case = self.sentence.children_by(expression.head, Rel::Case).find(|c| !expression.words.contains(c));
        case.is_some_and(|c| BOUNDS.contains(&&*self.sentence.words[c].lemma))
    }

    /// Whether a noun belongs to the event at a word, so that a time behind it is the event's:
    /// "spoke in a call this Tuesday", "met Putin on Monday", "held talks on Friday".
    fn is_setting(&self, expression: &TimeExpression, noun: usize, at: usize) -> bool {
        let words = &self.sentence.words;
        let mut noun = noun;
        for _ in 0..4 {
            let Some(head) = words[noun].head.filter(|_| words[noun].is_nominal()) else { return false };
            let name = words[noun].upos == Upos::Propn;
            let belongs = match words[noun].rel {
                Rel::Obj => name || LIGHT.contains(&&*words[head].lemma) || self.is_on_a_day(expression),
                Rel::Obl | Rel::Nmod => {
                    let bare = self.sentence.child(noun, &[Rel::Case]).is_none();
                    name || self.has_case(noun, &SETTINGS) || bare && self.is_on_a_day(expression)
                }
                Rel::NsubjPass | Rel::Nsubj => LIGHT.contains(&&*words[head].lemma),
                Rel::Appos | Rel::Flat | Rel::Conj | Rel::Compound => name,
                _ => false,
            };
            if !belongs {
                return false;
            }
            if head == at {
                return true;
            }
            noun = head;
        }
        false
    }

    /// "offered Ukraine her support on Tuesday": a day with "on" is rather the verb's than the object's.
    fn is_on_a_day(&self, expression: &TimeExpression) -> bool {
        is_day(expression) && self.has_case(expression.head, &["on"])
    }

    fn has_case(&self, noun: usize, prepositions: &[&str]) -> bool {
        self.sentence.children_by(noun, Rel::Case).any(|c| prepositions.contains(&&*self.sentence.words[c].lemma))
    }

    /// The word whose time also holds for the event at `at`.
    fn wider(&self, at: usize) -> Option<usize> {
        let words = &self.sentence.words;
        let head = words[at].head?;
        let light = LIGHT.contains(&&*words[head].lemma);
        let verbal = words[head].upos == Upos::Verb;
        let passes = match words[at].rel {
            Rel::Obj | Rel::NsubjPass | Rel::Nsubj => light,
            Rel::Obl => self.has_case(at, &SETTINGS) || light,
            Rel::Nmod => self.has_case(at, &["in", "during", "at"]) && !verbal,
            Rel::Conj => true,
            // "last Friday's strike, ordered by him"
            Rel::Acl => words[at].xpos == "VBN" && words[head].upos == Upos::Noun,
            Rel::Xcomp | Rel::Advcl | Rel::Ccomp | Rel::Parataxis => verbal && !self.is_apart(at),
            _ => false,
        };
        passes.then_some(head)
    }

    /// "after meeting him": a clause that says itself to be of another time.
    fn is_apart(&self, at: usize) -> bool {
        let marks = self
            .sentence
            .children(at)
            .filter(|&c| matches!(self.sentence.words[c].rel, Rel::Mark | Rel::Advmod | Rel::Case));
        marks.into_iter().any(|c| {
            matches!(
                &*self.sentence.words[c].lemma,
                "after" | "before" | "since" | "until" | "if" | "unless" | "because" | "although"
            )
        })
    }

    /// Whether a wider clause's time holds for the event: same tense, and for speech and coordination
    /// only a time set in front ("On Monday, officials said …", "On Monday X came and left").
    fn reaches(&self, expression: &TimeExpression, at: usize, event: usize) -> bool {
        let words = &self.sentence.words;
        // An event that is a noun has no tense of its own.
        let same = words[event].upos != Upos::Verb || self.direction_at(at) == self.direction_at(event);
        let mut inner = event;
        for _ in 0..words.len() {
            let Some(head) = words[inner].head else { return same };
            let fronted = expression.head < head;
            match words[inner].rel {
                Rel::Ccomp | Rel::Parataxis if !fronted || !self.is_simple_past(inner) => return false,
                Rel::Conj
                    if words[inner].upos == Upos::Verb
                        && !fronted
                        && self.sentence.child(inner, &[Rel::Nsubj, Rel::NsubjPass]).is_some() =>
                {
                    return false;
                }
                _ => {}
            }
            if head == at {
                return same;
            }
            inner = head;
        }
        same
    }

    /// Whether a clause is what somebody says.
    fn is_told(&self, at: usize) -> bool {
        self.sentence.words[at].rel == Rel::Ccomp
    }

    fn is_simple_past(&self, verb: usize) -> bool {
        let helped = self.sentence.children(verb).any(|c| {
            let word = &self.sentence.words[c];
            matches!(word.rel, Rel::Aux | Rel::AuxPass) && (&*word.lemma == "have" || word.xpos == "MD")
        });
        !helped && self.direction_at(verb) == Direction::Past
    }
}

/// Whether it is one day, by name or number.
fn is_day(expression: &TimeExpression) -> bool {
    matches!(expression.time, Time::Weekday { .. } | Time::Calendar { part: Part::Day(..), .. })
}

/// The verb above a word.
pub fn governing_verb(sentence: &Sentence, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..sentence.words.len() {
        at = sentence.words[at].head?;
        if sentence.words[at].upos == Upos::Verb {
            return Some(at);
        }
    }
    None
}
