//! Patterns of the ontology against the tree of a sentence.
//!
//! `impose sanction on Y` fits "sanctions imposed on Iran", "imposed new sanctions on Iran" and "the sanctions that were imposed on Iran".

use super::clause::{self, is_form, starts_with};
use super::counting;
use crate::grammar::time::TimeExpression;
use crate::grammar::valency::takes_infinitive;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::{Element, Pattern, Slot, SlotType};

/// A pattern that fits at a word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fit {
    /// The word in the place of the source, where the pattern says where that is.
    pub source: Option<usize>,
    /// The word in the place of the target, and the type it must have.
    pub target: Option<(usize, SlotType)>,
    /// The verb of the clause in the place of `>`.
    pub clause: Option<usize>,
    /// What the event of that clause must be.
    pub content: Option<SlotType>,
    /// Whether the words of that clause are the target where it names nobody.
    pub verbatim: bool,
    /// The words matched beside the head.
    pub used: Vec<usize>,
    /// How much was matched: a more specific pattern weighs more.
    pub weight: usize,
}

/// Fits a pattern whose head lemma stands at `head`, or `None`. Words of `times` fill no slot.
#[must_use]
pub fn fit(s: &Sentence, times: &[TimeExpression], head: usize, pattern: &Pattern) -> Option<Fit> {
    let mut fitting = Fitting {
        s,
        times,
        head,
        verb: clause::is_verb(s, head),
        nodes: vec![head],
        reach: (head, head),
        phrases: Vec::new(),
        things: Vec::new(),
        fit: Fit { weight: 2, ..Fit::default() },
    };
    for element in pattern.elements[..pattern.head].iter().rev() {
        match element {
            Element::Slot(Slot::Target, kind) => fitting.fit.target = Some((clause::subject(s, head)?, *kind)),
            Element::Near(words) => fitting.before(words)?,
            _ => {}
        }
    }
    let mut rest = &pattern.elements[pattern.head + 1..];
    while let Some((element, after)) = rest.split_first() {
        let taken = match element {
            Element::Slot(slot, kind) => fitting.slot(*slot, *kind).map(|()| 0),
            Element::Words(words) => fitting.words(words, after.first()),
            Element::Near(words) => fitting.after(words).map(|()| 0),
        };
        rest = &after[taken?..];
    }
    Some(fitting.fit)
}

/// Verbs whose participle says no more than that there is what it describes: "the sanctions imposed on".
const PUT: [&str; 8] = ["impose", "place", "put", "levy", "slap", "launch", "conduct", "carry"];

struct Fitting<'s> {
    s: &'s Sentence,
    times: &'s [TimeExpression],
    head: usize,
    verb: bool,
    /// Where the next element may attach: the head and the nouns matched so far.
    nodes: Vec<usize>,
    /// How far words that stand anywhere have been found before and after the head.
    reach: (usize, usize),
    /// Nouns matched behind a preposition of the pattern.
    phrases: Vec<usize>,
    /// Things in the place of a slot, on which a tree may hang what belongs to the verb.
    things: Vec<usize>,
    fit: Fit,
}

impl Fitting<'_> {
    /// A slot without a preposition: the object, or the clause.
    fn slot(&mut self, slot: Slot, kind: SlotType) -> Option<()> {
        let s = self.s;
        if slot == Slot::Clause {
            // "It works, she told the BBC" asks the BBC for nothing.
            let after = |&c: &usize| self.fit.target.is_none_or(|(_, kind)| kind == SlotType::Any || c > self.head);
            self.fit.clause = Some(self.nodes.iter().rev().find_map(|&n| clause::complement(s, n).filter(after))?);
            self.fit.content = Some(kind).filter(|k| !matches!(k, SlotType::Actor | SlotType::Any));
            self.fit.verbatim = kind == SlotType::Any;
            self.fit.weight += 1 + usize::from(self.fit.content.is_some());
            return Some(());
        }
        if kind == SlotType::Near {
            self.fit.target = Some((self.head, kind));
            return Some(());
        }
        if kind == SlotType::This {
            // "Stopped work in a strike" stops no strike.
            let object = |w: &usize| {
                let stray = matches!(s.words[*w].rel, Rel::Obl | Rel::Nmod) && !self.phrases.contains(w);
                s.words[*w].is_nominal() && !stray
            };
            let word = self.fit.used.iter().copied().find(object)?;
            self.fit.target = Some((word, kind));
            return Some(());
        }
        if kind == SlotType::Condition {
            self.fit.target = Some((clause::condition(s, self.head)?, SlotType::Actor));
            self.fit.weight += 2;
            return Some(());
        }
        let free = |w: &usize| !self.fit.used.contains(w);
        let word = if self.verb {
            // Whom something is given or asked: "sent Ukraine troops" still moves the troops.
            let indirect =
                s.child(self.head, &[Rel::Iobj]).filter(|_| !self.fit.used.is_empty() || kind != SlotType::Group);
            let direct = || clause::patient(s, self.head).filter(free);
            let second = || s.children_by(self.head, Rel::Obj).find(free).map(|w| clause::referent(s, w));
            indirect.or_else(direct).or_else(second)?
        } else {
            s.child(self.head, &[Rel::NmodPoss])
                .or_else(|| clause::obliques(s, self.head).find(|o| *s.words[o.case].lemma == *"of").map(|o| o.word))?
        };
        self.fill(slot, word, kind);
        if kind == SlotType::Any && self.verb {
            self.things.push(word);
        }
        Some(())
    }

    fn fill(&mut self, slot: Slot, word: usize, kind: SlotType) {
        self.fit.weight += 1 + usize::from(!matches!(kind, SlotType::Actor | SlotType::Any));
        match slot {
            Slot::Source => self.fit.source = Some(word),
            Slot::Target => self.fit.target = Some((word, kind)),
            Slot::Clause => self.fit.clause = Some(word),
        }
    }

    /// One of these words somewhere before the head and what was found before it.
    fn before(&mut self, words: &[Box<str>]) -> Option<()> {
        let at = (0..self.reach.0).rev().find(|&w| is_one(self.s, w, words))?;
        self.reach.0 = at;
        self.fit.weight += 2;
        Some(())
    }

    /// One of these words somewhere after the head and what was found after it.
    fn after(&mut self, words: &[Box<str>]) -> Option<()> {
        let at = (self.reach.1 + 1..self.s.words.len()).find(|&w| is_one(self.s, w, words))?;
        self.reach.1 = at;
        self.fit.weight += 2;
        Some(())
    }

    /// Words, and what follows if they are its preposition; the number of further elements taken.
    fn words(&mut self, words: &[Box<str>], next: Option<&Element>) -> Option<usize> {
        let s = self.s;
        match next {
            Some(&Element::Slot(slot, kind)) => {
                if slot == Slot::Clause
                    && let Some(clause) = self.marked_clause(words)
                {
                    self.fit.clause = Some(clause);
                    self.fit.weight += 2;
                    return Some(1);
                }
                // "On Twitter, Bush called Trump a fool" calls on nobody.
                let fronted = |w: usize| w < self.head && s.words[w].head == Some(self.head);
                let behind = |w: usize| !self.verb || !fronted(w);
                // A thing of the pattern may stand for its owner, not for itself.
                let itself = |w: &usize| kind == SlotType::Any && self.fit.used.contains(w);
                let possessor = self.possessor(words).filter(|w| !self.has_own(words) && !itself(w));
                // "Withdrew its troops from Syria", "American troops were withdrawn from Iraq": whose they are is known.
                let known = possessor.filter(|&w| s.words[w].upos == Upos::Pron || self.fit.used.contains(&w));
                let named = known.and_then(|_| self.oblique(words, behind));
                if let Some(word) = named.or(possessor).or_else(|| self.oblique(words, behind)) {
                    self.fit.weight += 1;
                    self.fill(slot, word, kind);
                    return Some(1);
                }
            }
            Some(Element::Words(nouns)) => {
                if let Some(word) = self.oblique(words, |w| is_one(s, w, nouns)) {
                    self.take(word);
                    self.phrases.push(word);
                    self.fit.weight += 1;
                    return Some(1);
                }
            }
            Some(Element::Near(_)) | None => {}
        }
        let slot_follows = matches!(next, Some(Element::Slot(..)));
        let direct = self.nodes.iter().rev().find_map(|&n| self.dependent(n, words));
        let word = direct.or_else(|| self.introducing(words).filter(|_| !slot_follows))?;
        self.take(word);
        Some(0)
    }

    fn take(&mut self, word: usize) {
        self.fit.weight += 2;
        self.fit.used.push(word);
        // "Some of its troops from Syria": what follows may hang on either.
        let counts = self.s.words[word].head.filter(|&h| counting::counted(self.s, h) == Some(word));
        self.nodes.extend(counts);
        self.nodes.push(word);
    }

    /// A noun hanging by one of these prepositions on what was matched so far.
    fn oblique(&self, prepositions: &[Box<str>], wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let s = self.s;
        // "Stripped a writer of citizenship", where the tree hangs it on the writer.
        let of_object = || {
            let (object, _) = self.fit.target.filter(|&(w, _)| self.verb && s.words[w].rel == Rel::Obj)?;
            let with = |o: &clause::Oblique| is_one(s, o.case, prepositions) && wanted(o.word);
            clause::obliques(s, object).find(with).map(|o| o.word)
        };
        prepositions.iter().find_map(|p| self.behind(p, &wanted)).or_else(of_object).or_else(|| {
            // "Returned a vase stolen in 1990 to Italy": the last phrase of the kind behind the thing.
            let &thing = self.things.last()?;
            let told = |n: usize| {
                let above = std::iter::successors(Some(n), |&w| s.words[w].head).take_while(|&w| w != self.head);
                above
                    .map(|w| s.words[w].rel)
                    .any(|rel| matches!(rel, Rel::Ccomp | Rel::Advcl | Rel::Parataxis | Rel::Conj | Rel::Root))
            };
            let behind = |c: &usize| {
                let case = s.words[*c].head.filter(|_| s.words[*c].rel == Rel::Case);
                let near = |n: usize| thing > self.head && s.is_under(n, thing) || !told(n);
                *c > thing.max(self.head) && is_one(s, *c, prepositions) && case.is_some_and(|n| near(n) && wanted(n))
            };
            s.extent(self.head).rev().find(behind).and_then(|c| s.words[c].head)
        })
    }

    /// "the security of Israel" may be "Israel's security"; of the head itself the possessor is who does it.
    fn possessor(&self, words: &[Box<str>]) -> Option<usize> {
        let noun = self.nodes.last().copied().filter(|&n| n != self.head && words.iter().any(|w| **w == *"of"))?;
        // So may "the American flag" be that of America: the noun stands for its owner.
        let national = || self.s.child(noun, &[Rel::Amod, Rel::Compound]).is_some();
        self.s.child(noun, &[Rel::NmodPoss]).or_else(|| national().then_some(noun))
    }

    /// Whether the noun matched last has a phrase with one of these prepositions of its own: "the border of Poland".
    fn has_own(&self, words: &[Box<str>]) -> bool {
        let s = self.s;
        // "Peru's plan for a tribunal" is Peru's.
        let owned = |n: usize| {
            takes_infinitive(&s.words[n].lemma)
                && s.child(n, &[Rel::NmodPoss]).is_some_and(|o| s.words[o].upos != Upos::Pron)
        };
        self.nodes.last().is_some_and(|&n| {
            !owned(n)
                && clause::obliques(s, n).any(|o| {
                    s.words[o.case].head.is_some_and(|w| words.iter().any(|p| clause::has_preposition(s, w, p)))
                })
        })
    }

    /// A noun hanging by a preposition.
    fn behind(&self, preposition: &str, wanted: &impl Fn(usize) -> bool) -> Option<usize> {
        let s = self.s;
        let fits = |o: &clause::Oblique| {
            let behind = s.words[o.case].head.is_some_and(|n| clause::has_preposition(s, n, preposition));
            behind && wanted(o.word) && !self.times.iter().any(|t| t.words.contains(&o.word))
        };
        self.nodes.iter().rev().find_map(|&n| {
            // "Lifted the sanctions imposed on Iran"
            let done = s.children_by(n, Rel::Acl).filter(|&c| s.words[c].xpos == "VBN" && is_form(s, c, &PUT));
            let mut near = clause::obliques(s, n).chain(done.flat_map(|c| clause::obliques(s, c)));
            let direct = near.find(fits).map(|o| o.word);
            // "The attack on them was condemned by Peru": Peru did not carry it out.
            let others = |h: usize| preposition == "by" && !self.verb && !is_form(s, h, &clause::DONE);
            let governor = s.words[n].head.filter(|&h| clause::is_verb(s, h) && !others(h));
            direct.or_else(|| {
                // "met and spoke with Putin", "sent aid to Ukraine": the preposition may stand at either word.
                let joined = match s.words[n].rel {
                    Rel::Conj if n != self.head => s.words[n].head,
                    Rel::Obj | Rel::NsubjPass => governor,
                    // "movements have been observed on the border"
                    Rel::Nsubj => governor.filter(|&g| clause::is_passive(s, g)),
                    // "saw a concentration of tanks near the border"
                    Rel::Nmod if clause::has_preposition(s, n, "of") => {
                        s.words[n].head.filter(|&h| s.words[h].rel == Rel::Obj).and_then(|h| s.words[h].head)
                    }
                    _ => None,
                }?;
                clause::obliques(s, joined).filter(|o| o.word > n).find(fits).map(|o| o.word)
            })
        })
    }

    /// "accused of arming": the clause that one of these words introduces.
    fn marked_clause(&self, words: &[Box<str>]) -> Option<usize> {
        let s = self.s;
        self.nodes.iter().rev().find_map(|&n| {
            s.children(n).find(|&c| {
                matches!(s.words[c].rel, Rel::Advcl | Rel::Acl | Rel::Xcomp | Rel::Ccomp | Rel::Obl)
                    && clause::is_verb(s, c)
                    && s.children(c).any(|m| {
                        matches!(s.words[m].rel, Rel::Mark | Rel::Case)
                            && words.iter().any(|w| **w == *s.words[m].lemma)
                    })
            })
        })
    }

    /// A preposition or conjunction with one of these lemmas, whatever it introduces: "doubt that", "settle for".
    fn introducing(&self, words: &[Box<str>]) -> Option<usize> {
        let s = self.s;
        let below = self.nodes.iter().rev().flat_map(|&n| s.children(n)).flat_map(|c| s.children(c));
        // "welcomed Holm to the palace", where the tree hangs the palace on Holm.
        let objects = self.nodes.iter().rev().flat_map(|&n| s.children_by(n, Rel::Obj));
        let within = objects.flat_map(|o| s.children_by(o, Rel::Nmod)).flat_map(|c| s.children(c));
        below
            .chain(within)
            .filter(|&c| s.words[c].rel == Rel::Case || s.words[c].rel == Rel::Mark && s.words[c].xpos != "TO")
            // "Regarding" is no regard.
            .filter(|&c| s.words[c].xpos != "VBG")
            .find(|&c| is_one(s, c, words))
    }

    /// A particle, complement or modifier of a word with one of these lemmas.
    fn dependent(&self, node: usize, words: &[Box<str>]) -> Option<usize> {
        let s = self.s;
        if node == self.head && self.verb {
            let patient = clause::patient(s, node).or_else(|| clause::object(s, node));
            // "moved thousands of troops", "gave $5 million in aid"
            let counted = patient.and_then(|p| counting::counted_by(s, node, p)).filter(|&c| is_one(s, c, words));
            let plain = || patient.and_then(|p| s.with_conjuncts(p).into_iter().find(|&c| is_one(s, c, words)));
            if let Some(found) = counted.or_else(plain) {
                return Some(found);
            }
        }
        let fits = |c: &usize| {
            let rel = s.words[*c].rel;
            let attached = matches!(
                rel,
                Rel::Obj
                    | Rel::Iobj
                    | Rel::Xcomp
                    | Rel::CompoundPrt
                    | Rel::Advmod
                    | Rel::Compound
                    | Rel::Amod
                    | Rel::OblUnmarked
                    | Rel::NmodUnmarked
                    | Rel::Ccomp
                    | Rel::Advcl
                    | Rel::Obl
                    | Rel::Nmod
                    | Rel::Acl
                    | Rel::Nsubj
                    | Rel::NsubjPass
                    | Rel::Dep
                    | Rel::NmodDesc
                    | Rel::Fixed
                    | Rel::Det
                    | Rel::Cop
                    | Rel::NmodPoss
            );
            // "build-up" is not "up".
            let particle = matches!(&*s.words[*c].lemma, "up" | "off" | "out" | "down" | "in" | "on" | "over" | "back");
            // "Was dismissed early on" is not "dismissed on".
            let timed = &*s.words[*c].lemma == "on" && s.child(*c, &[Rel::Advmod]).is_some();
            let whole = !timed && (*c == 0 || s.words[*c - 1].xpos != "HYPH" || !particle);
            // "At a meeting, she suggested" suggests no meeting.
            let circumstance = self.verb && rel == Rel::Obl && *c < node;
            attached && whole && !circumstance && (rel != Rel::Nsubj || !self.verb) && is_one(s, *c, words)
        };
        s.children(node).find(fits).or_else(|| {
            let objects = s.children(node).filter(|&c| matches!(s.words[c].rel, Rel::Obj | Rel::Xcomp));
            let objects: Vec<usize> = objects.flat_map(|o| s.with_conjuncts(o)).collect();
            objects.iter().copied().find(|&c| is_one(s, c, words)).or_else(|| {
                // "held the government responsible", "let free the crew": said of the object, where the tree hangs it.
                let said = |c: usize, o: usize| c > o || self.verb && c == node + 1;
                objects.iter().find_map(|&o| s.children_by(o, Rel::Amod).find(|&c| said(c, o) && is_one(s, c, words)))
            })
        })
    }
}

/// Whether a word has one of these lemmas; of a lemma of several words it is the last, or the first.
#[must_use]
pub fn is_one(s: &Sentence, w: usize, lemmas: &[Box<str>]) -> bool {
    lemmas.iter().any(|lemma| {
        if !lemma.contains('_') {
            // "Sit-in" may be several words to the tokeniser.
            let parts = || lemma.split_once('-').filter(|_| w > 1 && s.words[w - 1].xpos == "HYPH");
            let joined =
                |(verb, particle): (&str, &str)| *s.words[w - 2].lemma == *verb && *s.words[w].lemma == *particle;
            return s.words[w].lemma.eq_ignore_ascii_case(lemma) || parts().is_some_and(joined);
        }
        let n = lemma.split('_').count();
        w + 1 >= n && starts_with(s, w + 1 - n, lemma) || starts_with(s, w, lemma)
    })
}
