//! Who is meant to act where a clause does not say it itself: relatives, infinitives, participles, coordination.
//!
//! "urged Iran to release" → Iran; "promised Iran to release" → whoever promised.

use super::clause::{adds, has_preposition, is_form, is_passive, is_relative, is_verb, preposition, referent};
use super::counting::counted;
use crate::grammar::valency::{BLAME, CONTROL, STANCE};
use crate::grammar::{Rel, Sentence, Upos};

/// Clauses are followed so far upwards.
const DEPTH: usize = 6;

/// The grammatical subject of a verb or predicate, found through relatives, control and coordination.
#[must_use]
pub fn subject(s: &Sentence, v: usize) -> Option<usize> {
    subject_within(s, v, DEPTH)
}

fn subject_within(s: &Sentence, v: usize, depth: usize) -> Option<usize> {
    if let Some(own) = own_subject(s, v) {
        return Some(referent(s, own));
    }
    let depth = depth.checked_sub(1)?;
    let head = s.words[v].head?;
    match s.words[v].rel {
        Rel::Conj => subject_within(s, head, depth),
        Rel::Xcomp | Rel::Ccomp | Rel::Csubj => controller(s, v, head, depth),
        Rel::Advcl | Rel::AdvclRelcl => adjunct_controller(s, v, head, depth),
        Rel::Acl => Some(noun_clause_subject(s, v, head, depth)),
        Rel::AclRelcl => own_relative(s, v).is_none().then_some(head),
        Rel::Parataxis if matches!(s.words[v].xpos, "VBG" | "VBN") => subject_within(s, head, depth),
        _ => None,
    }
}

pub fn own_subject(s: &Sentence, v: usize) -> Option<usize> {
    s.child(v, &[Rel::Nsubj, Rel::NsubjPass, Rel::NsubjOuter]).filter(|&w| s.words[w].rel != Rel::Expl)
}

/// A relative pronoun among the dependents of a verb, other than its subject.
fn own_relative(s: &Sentence, v: usize) -> Option<usize> {
    s.children(v).find(|&c| is_relative(s, c) && !matches!(s.words[c].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Mark))
}

/// "urged Iran to release": Iran; "promised Iran to", "plans to": the subject of the governor.
fn controller(s: &Sentence, v: usize, head: usize, depth: usize) -> Option<usize> {
    let finite = matches!(s.words[v].xpos, "VBD" | "VBZ" | "VBP" | "MD");
    // "Is about to restore": what the tree takes for a clausal subject, beside a subject of its own.
    if finite || s.words[v].rel == Rel::Csubj && own_subject(s, head).is_none() {
        return None;
    }
    let by_object = !is_form(s, head, &["promise", "vow", "threaten", "pledge"]) && !joins(s, head);
    // "While ensuring readiness to talk": whoever ensures it is ready.
    let object = s.child(head, &[Rel::Obj, Rel::Iobj]).filter(|&o| !is_leaning(s, o));
    if by_object && let Some(object) = object {
        return Some(referent(s, object));
    }
    // "called on Iran to release", "pressed for Russia to use".
    let oblique = s
        .children_by(head, Rel::Obl)
        .find(|&c| c < v && preposition(s, c).is_some_and(|p| is_form(s, p, &["on", "upon", "for"])));
    if by_object && let Some(word) = oblique.filter(|&c| s.words[c].upos != Upos::Noun || s.words[c].xpos == "NNS") {
        return Some(referent(s, word));
    }
    subject_within(s, head, depth)
}

/// "Joined forces to bomb it": whoever joins them does.
fn joins(s: &Sentence, verb: usize) -> bool {
    let together = |o: usize| is_form(s, o, &["force", "forces", "hand", "hands"]);
    is_form(s, verb, &["join", "combine"]) && s.child(verb, &[Rel::Obj]).is_some_and(together)
}

/// "left after meeting Putin": the subject of the main clause; "accused Iran of arming": Iran.
fn adjunct_controller(s: &Sentence, v: usize, head: usize, depth: usize) -> Option<usize> {
    let marked =
        |forms: &[&str]| s.children(v).any(|c| matches!(s.words[c].rel, Rel::Mark | Rel::Case) && is_form(s, c, forms));
    if marked(&["of", "from"]) || marked(&["for"]) && s.words[v].xpos == "VBG" {
        if let Some(object) = s.child(head, &[Rel::Obj]) {
            return Some(referent(s, object));
        }
        if let Some(passive) = s.child(head, &[Rel::NsubjPass]) {
            return Some(referent(s, passive));
        }
    }
    // "Described the agreement as giving them weapons": the agreement does.
    if let Some(object) = s.child(head, &[Rel::Obj]).filter(|&o| o < v && s.words[v].xpos == "VBG" && marked(&["as"])) {
        return Some(referent(s, object));
    }
    // "Prompting thousands to march": they march.
    let causes = CONTROL.has(&s.words[head].lemma)
        || is_form(s, head, &["prompt", "lead", "cause", "drive", "enable", "push", "bring"]);
    let purpose = s.words[v].xpos == "VB" && marked(&["to"]);
    if let Some(object) = s.child(head, &[Rel::Obj]).filter(|&o| purpose && causes && o < v) {
        return Some(referent(s, object));
    }
    // "Sent Holm to visit Peru": Holm visits it.
    let sends = purpose && is_form(s, head, &["send", "dispatch", "despatch"]) && !is_passive(s, head);
    let envoy = |&o: &usize| s.words[o].upos == Upos::Propn && o < v;
    if let Some(envoy) = s.child(head, &[Rel::Obj, Rel::Iobj]).filter(|o| sends && envoy(o)) {
        return Some(envoy);
    }
    // "called on Iran to release" is often read as a purpose.
    // But "called the minister to discuss it" is said of a telephone.
    let rings = is_form(s, head, &["call"]) && s.children_by(head, Rel::Obj).any(|o| preposition(s, o).is_none());
    if s.words[v].xpos == "VB" && is_form(s, head, &["call", "appeal"]) && !rings {
        return controller(s, v, head, depth);
    }
    subject_within(s, head, depth)
}

/// "Encouraged the migrants to go": the infinitive, which the tree may hang on whoever is to go.
pub fn controlled(s: &Sentence, verb: usize) -> Option<usize> {
    let object = s.child(verb, &[Rel::Obj]).filter(|_| is_verb(s, verb) && CONTROL.has(&s.words[verb].lemma))?;
    s.children_by(object, Rel::Acl).find(|&c| s.words[c].xpos == "VB" && s.children_by(c, Rel::Mark).any(|m| m < c))
}

/// "troops massed near": troops; "a plan to attack": whoever has the plan.
fn noun_clause_subject(s: &Sentence, v: usize, noun: usize, depth: usize) -> usize {
    if s.words[noun].head.and_then(|verb| controlled(s, verb)) == Some(v) {
        return noun;
    }
    // "Wants nobody to vote for it": nobody votes.
    if is_form(s, noun, &["anybody", "anyone", "nobody", "somebody", "someone", "everybody", "everyone"]) {
        return noun;
    }
    let marked = |forms: &[&str]| s.children_by(v, Rel::Mark).any(|m| is_form(s, m, forms));
    // "Accused Iran of arming", "a deadline for Iran to free": Iran.
    let warned = |h: usize| BLAME.has(&s.words[h].lemma) && matches!(s.words[noun].rel, Rel::Obj | Rel::NsubjPass);
    if s.words[v].xpos == "VBG" && marked(&["of", "from"]) && s.words[noun].head.is_some_and(warned) {
        return noun;
    }
    let to = s.children_by(v, Rel::Mark).find(|&m| s.words[m].xpos == "TO");
    let bidden = |&c: &usize| c < v && has_preposition(s, c, "for") && to == Some(s.extent(c).end);
    if let Some(whom) = s.children_by(noun, Rel::Nmod).find(bidden) {
        return whom;
    }
    let participle = s.words[v].xpos == "VBG" && s.child(noun, &[Rel::Cop]).is_some();
    if s.words[v].xpos != "VB" && !participle && !s.children(v).any(|c| matches!(s.words[c].rel, Rel::Mark | Rel::Case))
    {
        return noun;
    }
    // "Germany is the largest donor, giving ten million", "is an opponent of giving money": Germany.
    if let Some(subject) = own_subject(s, noun).filter(|_| s.child(noun, &[Rel::Cop]).is_some()) {
        return subject;
    }
    if let Some(owner) = s.child(noun, &[Rel::NmodPoss]) {
        return owner;
    }
    // "The readiness of Iran to talk", "preparations by Iran to talk": Iran's.
    let whose = |c: usize| has_preposition(s, c, "of") || has_preposition(s, c, "by");
    let of = s.children_by(noun, Rel::Nmod).find(|&c| c < v && whose(c));
    if let Some(owner) = of.filter(|&c| s.words[c].upos == Upos::Propn && is_leaning(s, noun)) {
        return owner;
    }
    // "Discussed trade, including preparations to impose duties", "concerns about it as well as preparations to": theirs.
    let mut listed = noun;
    for _ in 0..3 {
        let joined =
            s.words[listed].rel == Rel::Conj || s.words[listed].rel == Rel::Nmod && (adds(s, listed) || listed != noun);
        match s.words[listed].head.filter(|_| is_leaning(s, noun) && joined) {
            Some(head) => listed = head,
            None => break,
        }
    }
    let noun = listed;
    // "Gave $5 million in aid to help": the sum hangs on the verb.
    let first = s.words[noun].head.filter(|_| s.words[noun].rel == Rel::Conj).unwrap_or(noun);
    let top = s.words[first].head.filter(|&h| counted(s, h) == Some(first)).unwrap_or(noun);
    let governor = s.words[top].head.filter(|&h| matches!(s.words[top].rel, Rel::Obj | Rel::Obl) && is_verb(s, h));
    governor.and_then(|g| subject_within(s, g, depth)).unwrap_or(noun)
}

/// Whether a noun tells how someone stands to what an infinitive behind it names.
fn is_leaning(s: &Sentence, noun: usize) -> bool {
    STANCE.has(&s.words[noun].lemma)
}
