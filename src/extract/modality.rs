//! Whether a clause says that its event happened: negation, modals, conditions, plans, wishes, doubt.
//!
//! "has never planned to attack" → denied; "is considering sanctions" → possible; "would respond if" → conditional.
//!
//! The tree is walked from the event's word to the root. Each word on the way adds what its auxiliaries,
//! negation and adverbs say ([`modality_clause`]), and what it makes of the clause or phrase under it
//! ([`modality_governors`]). Attribution changes nothing, except that to deny is to negate and to demand to demand.

use super::modality_clause::{self as clause, Own};
use super::speech_tree::{is_finite, lower, marked};
use super::{Reading, modality_ahead as ahead, modality_governors as governors};
use crate::fact::Modality;
use crate::grammar::{Rel, Sentence, Upos};

/// The modality of the event named by a word, from its own clause and all that govern it.
#[must_use]
pub fn of(reading: &Reading<'_>, sentence: usize, word: usize) -> Modality {
    let s = &reading.sentences[sentence];
    if word >= s.words.len() {
        return Modality::Actual;
    }
    let found = Walk { reading, sentence: s, event: word }.climb();
    let to_come = || ahead::is_dated(reading, sentence, word) || ahead::is_meeting(reading, sentence, word);
    if found == Modality::Actual && to_come() { Modality::Planned } else { found }
}

/// The modality of a verb by its own auxiliaries and negation, whatever governs it.
#[must_use]
pub fn of_clause(reading: &Reading<'_>, sentence: usize, word: usize) -> Modality {
    through(clause::own(reading, &reading.sentences[sentence], word), Modality::Actual)
}

/// Whether a verb says of what depends on it that it is not so: "deny", "dispute".
#[must_use]
pub fn denies(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> bool {
    governors::speech(reading, sentence, verb) == Some("deny")
}

/// What an outer modality makes of an inner one.
#[must_use]
pub fn under(outer: Modality, inner: Modality) -> Modality {
    use Modality::{Actual, Conditional, Demanded, Denied, Planned, Possible};
    match (outer, inner) {
        (Denied, Denied) | (Possible, Actual | Planned) => Possible,
        // "Rejected calls for a withdrawal": the withdrawal is still called for. But "asked to consider an
        // attack": what is only considered is not asked for.
        (Denied | Demanded, Demanded) | (Demanded, Actual | Planned) => Demanded,
        (_, Denied) | (Denied, _) => Denied,
        (Conditional, _) => Conditional,
        (Planned, Actual) => Planned,
        (Actual | Planned | Possible | Demanded, inner) => inner,
    }
}

/// What a clause's own auxiliaries and negation make of what it governs.
fn through(own: Own, inner: Modality) -> Modality {
    let modal = under(own.modality, inner);
    match (own.negated, modal) {
        (false, modal) => modal,
        (true, Modality::Denied) => Modality::Possible,
        // "May not attack" leaves it open.
        (true, Modality::Possible) if own.open => Modality::Possible,
        (true, _) => Modality::Denied,
    }
}

/// What one is or does before or after others.
const RANKS: [&str; 6] = ["first", "second", "third", "last", "only", "latest"];

/// A walk from an event's word up the tree.
struct Walk<'r, 'a> {
    reading: &'r Reading<'a>,
    sentence: &'r Sentence,
    event: usize,
}

impl Walk<'_, '_> {
    fn climb(&self) -> Modality {
        let (words, event) = (&self.sentence.words, self.event);
        let mut found = through(clause::own(self.reading, self.sentence, event), Modality::Actual);
        let mut at = event;
        for _ in 0..words.len() {
            let Some(head) = words[at].head else { break };
            if words[at].rel == Rel::Conj {
                // "was able to see it and left": a finite clause does not depend on what governs an infinitive.
                if is_finite(self.sentence, at)
                    && (clause::has_to(self.sentence, head)
                        || words[head].rel == Rel::Xcomp && self.sentence.child(at, &[Rel::Aux]).is_some())
                {
                    return found;
                }
                // "Supports new laws and sanctioning those who break them"
                let gerund = words[at].xpos == "VBG" && words[head].xpos != "VBG";
                let said = governors::is_communication(self.reading, self.sentence, at);
                if gerund && !said && governors::is_favour(self.reading, self.sentence, head) {
                    found = under(Modality::Demanded, found);
                }
                // "Questions about money and whether he took it"
                if marked(self.reading, self.sentence, at, &["whether"]) {
                    found = under(Modality::Possible, found);
                }
                at = self.list_of(at, head);
                continue;
            }
            let Some(next) = self.step(at, head, found) else { return found };
            found = next.0;
            if !next.1 {
                return found;
            }
            at = head;
        }
        if words[at].head.is_none() && self.sentence.parsed { self.of_sentence(at, found) } else { found }
    }

    /// What an event is listed with: "cutting banks off from SWIFT, restrictions on their owners" lists it with the act, though
    /// the tree may hang it on the name.
    fn list_of(&self, at: usize, head: usize) -> usize {
        let words = &self.sentence.words;
        let listed = matches!(words[at].xpos, "NNS" | "VBG");
        let stray = at == self.event && listed && words[head].upos == Upos::Propn;
        let act = std::iter::successors(words[head].head.filter(|_| stray), |&w| words[w].head)
            .find(|&w| words[w].upos == Upos::Verb);
        act.filter(|&verb| words[verb].xpos == "VBG").unwrap_or(head)
    }

    /// Imperatives and questions.
    fn of_sentence(&self, root: usize, found: Modality) -> Modality {
        if self.sentence.words.iter().rev().take(3).any(|w| w.span.of(&self.reading.article.text) == "?") {
            return under(Modality::Possible, found);
        }
        if clause::is_imperative(self.reading, self.sentence, root) { under(Modality::Demanded, found) } else { found }
    }

    /// What a step from a word to its head makes of the event, and whether to go on from there.
    /// `None` where the head says nothing about it.
    fn step(&self, at: usize, head: usize, found: Modality) -> Option<(Modality, bool)> {
        match self.sentence.words[at].rel {
            Rel::Xcomp | Rel::Ccomp | Rel::Csubj | Rel::CsubjPass | Rel::CsubjOuter => {
                Some(self.complement(at, head, found))
            }
            Rel::Advcl | Rel::AdvclRelcl => Some(self.adverbial(at, head, found)),
            Rel::Acl => self.adnominal(at, head, found),
            Rel::Obj | Rel::Iobj | Rel::Obl | Rel::OblAgent | Rel::OblUnmarked | Rel::Nsubj | Rel::NsubjPass => {
                self.argument(at, head, found)
            }
            Rel::Nmod | Rel::NmodPoss | Rel::NmodUnmarked | Rel::Compound | Rel::NmodDesc => {
                self.modifier(at, head, found)
            }
            // An infinitive that the tree hangs anywhere else.
            _ => clause::has_to(self.sentence, at).then(|| (under(Modality::Planned, found), false)),
        }
    }

    /// The head's operator, if it is one, and then its own auxiliaries and negation.
    fn governed(&self, at: usize, head: usize, found: Modality) -> Option<Modality> {
        let operator = governors::operator(self.reading, self.sentence, head, at, at == self.event)?;
        Some(self.own(at, head, under(operator, found)))
    }

    fn own(&self, at: usize, head: usize, found: Modality) -> Modality {
        through(clause::own_above(self.reading, self.sentence, head, Some(at)), found)
    }

    /// "Plans to attack", "denied that it attacked", "asked whether it would".
    fn complement(&self, at: usize, head: usize, found: Modality) -> (Modality, bool) {
        let whether = marked(self.reading, self.sentence, at, &["whether", "if"]);
        // "Whether they should issue sanctions" asks for nothing.
        let asked = found == Modality::Demanded;
        let found =
            if whether { under(Modality::Possible, if asked { Modality::Actual } else { found }) } else { found };
        if self.sentence.words[at].xpos == "VBG" && governors::is_favour(self.reading, self.sentence, head) {
            return (self.own(at, head, under(Modality::Demanded, found)), true);
        }
        if at == self.event && governors::performs(self.reading, self.sentence, at, head) {
            return (found, false);
        }
        let class = governors::speech(self.reading, self.sentence, head);
        // Whoever says so, it is said as a fact; what is hoped or feared is not.
        let attributed = class.is_some_and(|c| c != "believe") && is_finite(self.sentence, at);
        if let Some(next) = self.governed(at, head, found).filter(|_| !attributed) {
            return (next, true);
        }
        if let Some(class) = class {
            let open = !is_finite(self.sentence, at);
            let next = match class {
                "deny" => under(Modality::Denied, found),
                "demand" if open || governors::is_subjunctive(self.sentence, at) => under(Modality::Demanded, found),
                _ => found,
            };
            // "Denied a report claiming that it attacked"
            let noun = self.sentence.words[head].head.filter(|_| self.sentence.words[head].rel == Rel::Acl);
            return noun.and_then(|noun| self.told(noun, next)).unwrap_or((next, false));
        }
        if self.sentence.words[at].rel == Rel::Ccomp && is_finite(self.sentence, at) {
            return (found, false);
        }
        let found = under(governors::periphrastic(self.sentence, head, at), found);
        (self.own(at, head, found), true)
    }

    /// "If it attacks", "to help", "without attacking", "by imposing sanctions".
    fn adverbial(&self, at: usize, head: usize, found: Modality) -> (Modality, bool) {
        if clause::is_question(self.reading, self.sentence, at) {
            return (under(Modality::Possible, found), false);
        }
        if clause::is_condition(self.reading, self.sentence, at) {
            return (under(Modality::Conditional, found), false);
        }
        let mark = |marks: &[&str]| marked(self.reading, self.sentence, at, marks);
        if mark(&["without", "instead", "rather"]) {
            return (under(Modality::Denied, found), false);
        }
        if is_finite(self.sentence, at) {
            let ahead = clause::is_ahead(self.reading, self.sentence, head);
            let present = !clause::is_past(self.sentence, at);
            return match () {
                () if ahead && (present || mark(&["until"])) && mark(&["until", "unless"]) => {
                    (under(Modality::Demanded, found), false)
                }
                () if ahead && present && mark(&["once", "when", "after", "before"]) => {
                    (under(Modality::Conditional, found), false)
                }
                () if mark(&["so"]) && ahead => (under(Modality::Planned, found), false),
                // "Wanted to be heard before they meet": they have not met yet.
                () if at == self.event && clause::is_yet_to_come(self.reading, self.sentence, at, head) => {
                    (under(Modality::Planned, found), false)
                }
                () => (found, false),
            };
        }
        // "Called off the strike after reaching a deal": what comes before it is not called off.
        let ahead = clause::is_ahead(self.reading, self.sentence, head);
        if mark(&["after", "since", "despite"]) {
            return (if ahead { under(Modality::Conditional, found) } else { found }, false);
        }
        // "Did not comment before meeting the envoys": they are met all the same.
        let even = || self.sentence.children_by(at, Rel::Advmod).any(|c| is(self.reading, self.sentence, c, &["even"]));
        let negated = clause::own(self.reading, self.sentence, head).negated;
        if mark(&["while"]) && even() || mark(&["before"]) && negated {
            return (found, false);
        }
        if let Some(next) = self.aside(at, head, found) {
            return (next, false);
        }
        let spared = |next: &Modality| *next != Modality::Denied || !governors::is_aim(self.sentence, at, head);
        if let Some(next) = self.governed(at, head, found).filter(spared) {
            return (next, true);
        }
        // "Sent envoys, only to be rebuffed": that is what came of it.
        let outcome = self.sentence.children_by(at, Rel::Advmod).any(|c| {
            let to = self.sentence.words.get(c + 1);
            is(self.reading, self.sentence, c, &["only"]) && to.is_some_and(|w| w.xpos == "TO")
        });
        let purpose =
            clause::has_to(self.sentence, at) && !outcome && governors::is_ahead(self.reading, self.sentence, at, head);
        let found = if purpose { under(Modality::Planned, found) } else { found };
        (self.own(at, head, found), true)
    }

    /// "Did not come, accusing them of lying": what a participle behind a comma adds is not denied with what it is added to.
    fn aside(&self, at: usize, head: usize, found: Modality) -> Option<Modality> {
        let verb = governors::main_of_aside(self.reading, self.sentence, at, head)?;
        let main = Walk { event: verb, ..*self }.climb();
        Some(if main == Modality::Denied { found } else { under(main, found) })
    }

    /// "The decision to attack", "fears that it attacks".
    fn adnominal(&self, at: usize, head: usize, found: Modality) -> Option<(Modality, bool)> {
        // "Took the opportunity to condemn": whoever takes it does so.
        if clause::has_to(self.sentence, at)
            && let Some(verb) = governors::takes_occasion(self.reading, self.sentence, head)
        {
            return Some((self.own(head, verb, found), true));
        }
        if let Some(next) = self.governed(at, head, found) {
            return Some((next, true));
        }
        if denies(self.reading, self.sentence, head) && is_finite(self.sentence, at) {
            return Some((under(Modality::Denied, found), false));
        }
        if governors::speech(self.reading, self.sentence, head).is_some() && is_finite(self.sentence, at) {
            return self.told(head, found);
        }
        // "No sign that it attacked"
        if is_finite(self.sentence, at) && clause::own(self.reading, self.sentence, head).negated {
            return Some((under(Modality::Denied, found), false));
        }
        let infinitive = clause::has_to(self.sentence, at);
        // "Was the first leader to visit": whoever was the first has done it.
        let ranked = |c: usize| is(self.reading, self.sentence, c, &RANKS);
        if infinitive && self.sentence.children_by(head, Rel::Amod).any(ranked) {
            return Some((self.own(at, head, found), true));
        }
        if infinitive {
            return Some((under(Modality::Planned, found), false));
        }
        // "A plan that has soldiers crossing the border": what they do depends on whether they are there.
        let loose = self.sentence.words[at].xpos == "VBG"
            && !clause::is_definite(self.reading, self.sentence, head)
            && !governors::is_helped(self.reading, self.sentence, head);
        // "A plan that includes 9,000 soldiers crossing the border", however many they are.
        let verb = self.sentence.words[head].head.filter(|_| self.sentence.words[at].xpos == "VBG");
        let planned = verb.is_some_and(|v| governors::content_of(self.reading, self.sentence, head, v).is_some());
        (loose || planned).then_some((found, true))
    }

    /// "Dismissed reports that it attacked": what is told in reports, claims or rumours that someone denies.
    fn told(&self, noun: usize, found: Modality) -> Option<(Modality, bool)> {
        let words = &self.sentence.words;
        let verb = words[noun].head.filter(|_| matches!(words[noun].rel, Rel::Obj | Rel::NsubjPass))?;
        let denied = denies(self.reading, self.sentence, verb)
            || governors::operator(self.reading, self.sentence, verb, noun, false) == Some(Modality::Denied);
        denied.then(|| (self.own(noun, verb, under(Modality::Denied, found)), false))
    }

    /// "Is considering sanctions", "imposed no sanctions", "sanctions are possible".
    fn argument(&self, at: usize, head: usize, found: Modality) -> Option<(Modality, bool)> {
        if clause::is_case_of(self.reading, self.sentence, at) {
            return Some((under(Modality::Conditional, found), false));
        }
        if clause::lacks(self.reading, self.sentence, at) {
            return Some((under(Modality::Denied, found), false));
        }
        if governors::ends(self.reading, self.sentence, head, at) {
            return Some((found, false));
        }
        // "The deal could increase exports": what a subject makes of something else says nothing of the subject.
        let agent = self.sentence.words[at].rel == Rel::Nsubj && self.sentence.child(head, &[Rel::Obj]).is_some();
        let next = if agent && governors::leaves(self.reading, self.sentence, head, at) {
            None
        } else {
            self.governed(at, head, found)
        };
        // But what is planned or waited for need not be: "a day has been set for her visit".
        if !matches!(next, Some(Modality::Demanded | Modality::Planned))
            && clause::is_granted(self.reading, self.sentence, at)
        {
            return Some((found, false));
        }
        if let Some(next) = next {
            return Some((next, true));
        }
        if governors::is_light(self.reading, self.sentence, at, head) {
            return Some((self.own(at, head, found), true));
        }
        if let Some(plan) = governors::content_of(self.reading, self.sentence, at, head) {
            return Some((self.own(at, head, under(plan, found)), false));
        }
        // "Will retaliate with tariffs": they come when it does.
        let means = at == self.event
            && self.sentence.words[at].rel == Rel::Obl
            && self.sentence.words[head].upos == Upos::Verb
            && self.sentence.children_by(at, Rel::Case).any(|c| is(self.reading, self.sentence, c, &["with"]));
        if means {
            return Some((self.own(at, head, found), true));
        }
        let (object, subject) = (self.sentence.words[at].rel == Rel::Obj, self.sentence.words[at].rel == Rel::Nsubj);
        // "Supports restrictions on Iran": there need not be any yet.
        if object
            && governors::is_favour(self.reading, self.sentence, head)
            && !clause::is_definite(self.reading, self.sentence, at)
        {
            return Some((self.own(at, head, under(Modality::Demanded, found)), true));
        }
        // "A further attack would have consequences": one that may come.
        if subject && at == self.event && !clause::is_definite(self.reading, self.sentence, at) {
            let own = clause::own(self.reading, self.sentence, head).modality;
            let open = matches!(own, Modality::Conditional | Modality::Possible | Modality::Planned);
            return open
                .then(|| (under(if own == Modality::Planned { Modality::Conditional } else { own }, found), false));
        }
        let said = governors::is_communication(self.reading, self.sentence, head);
        let open = object && !said && !clause::is_definite(self.reading, self.sentence, at);
        open.then(|| (self.own(at, head, found), true))
    }

    /// "The threat of sanctions", "talks on a ceasefire".
    fn modifier(&self, at: usize, head: usize, found: Modality) -> Option<(Modality, bool)> {
        if clause::is_case_of(self.reading, self.sentence, head) && self.sentence.words[at].rel == Rel::Nmod {
            return Some((under(Modality::Conditional, found), false));
        }
        if clause::lacks(self.reading, self.sentence, at) {
            return Some((under(Modality::Denied, found), false));
        }
        if governors::ends(self.reading, self.sentence, head, at) {
            return Some((found, false));
        }
        if let Some(next) = self.governed(at, head, found) {
            return Some((next, true));
        }
        let part = governors::is_part(self.reading, self.sentence, at, head);
        part.then(|| (self.own(at, head, found), true))
    }
}

pub(super) fn is(reading: &Reading<'_>, sentence: &Sentence, word: usize, any: &[&str]) -> bool {
    any.contains(&lower(reading, sentence, word).as_str())
}
