//! Who stands where in a clause: subjects, objects and obliques of a verb, also where they are shared, raised or relative.
//!
//! "Biden plans to visit Kyiv" → the subject of *visit* is "Biden"; "a deal that Iran signed" → its object is "deal".

use super::clause_subject::{controlled, own_subject};
use crate::grammar::{Rel, Sentence, Upos};

pub use super::clause_subject::subject;

/// Steps through control and coordination; deeper chains are not worth following.
const DEPTH: usize = 6;

/// Verbs whose agent does what their subject names.
pub const DONE: [&str; 19] = [
    "impose",
    "place",
    "put",
    "levy",
    "launch",
    "conduct",
    "carry",
    "make",
    "commit",
    "mount",
    "stage",
    "order",
    "perpetrate",
    "deliver",
    "begin",
    "execute",
    "undertake",
    "issue",
    "do",
];

/// A noun hanging on a verb or noun by a preposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Oblique {
    /// First word of the preposition.
    pub case: usize,
    /// The noun.
    pub word: usize,
}

/// Whether a word heads a clause as a verb.
#[must_use]
pub fn is_verb(s: &Sentence, w: usize) -> bool {
    s.words[w].upos == Upos::Verb
}

/// Whether a verb stands in the passive: "was attacked", "an attack carried out by".
#[must_use]
pub fn is_passive(s: &Sentence, v: usize) -> bool {
    let word = &s.words[v];
    if s.child(v, &[Rel::AuxPass, Rel::CsubjPass, Rel::OblAgent]).is_some() {
        return true;
    }
    // "Russia attacked Ukraine" may be taken for a passive, but it has an object and no "be".
    if s.child(v, &[Rel::NsubjPass]).is_some() {
        return s.child(v, &[Rel::Obj]).is_none();
    }
    if word.xpos != "VBN" || s.child(v, &[Rel::Aux, Rel::Nsubj]).is_some() {
        return false;
    }
    match word.rel {
        Rel::Acl => true,
        Rel::Advcl | Rel::Parataxis | Rel::Xcomp => s.child(v, &[Rel::Obj]).is_none(),
        Rel::Conj => word.head.is_some_and(|h| is_passive(s, h)),
        _ => false,
    }
}

pub fn is_relative(s: &Sentence, w: usize) -> bool {
    matches!(s.words[w].xpos, "WDT" | "WP") || s.words[w].upos == Upos::Pron && is_form(s, w, &["that", "which", "who"])
}

/// Whether the lemma is one of these.
#[must_use]
pub fn is_form(s: &Sentence, w: usize, forms: &[&str]) -> bool {
    forms.contains(&&*s.words[w].lemma)
}

/// The noun that a relative clause, in which `w` stands, hangs on.
fn antecedent(s: &Sentence, w: usize) -> Option<usize> {
    let mut at = w;
    for _ in 0..DEPTH {
        if s.words[at].rel == Rel::AclRelcl {
            return s.words[at].head;
        }
        at = s.words[at].head?;
    }
    None
}

/// The word itself, or for a relative pronoun the noun that it stands for.
#[must_use]
pub fn referent(s: &Sentence, w: usize) -> usize {
    if !is_relative(s, w) {
        return w;
    }
    let found = antecedent(s, w).or_else(|| noun_before(s, w)).unwrap_or(w);
    if is_form(s, w, &["who", "whom"]) { leader(s, found).unwrap_or(found) } else { found }
}

/// "Lena Lund, director of the Harbour League, who": she, not what she leads.
fn leader(s: &Sentence, name: usize) -> Option<usize> {
    let word = &s.words[name];
    let office = word.head.filter(|_| word.rel == Rel::Nmod && word.upos == Upos::Propn)?;
    s.words[office].head.filter(|&h| s.words[office].rel == Rel::Appos && s.words[h].upos == Upos::Propn)
}

/// The noun right before a relative pronoun, for a clause that the tree hangs elsewhere.
fn noun_before(s: &Sentence, w: usize) -> Option<usize> {
    let mut at = (0..w).rev().find(|&b| s.words[b].upos != Upos::Punct).filter(|&b| s.words[b].is_nominal())?;
    while matches!(s.words[at].rel, Rel::Flat | Rel::Compound) {
        at = s.words[at].head?;
    }
    Some(at)
}

/// The agent of a passive: "by Russia".
#[must_use]
pub fn agent(s: &Sentence, v: usize) -> Option<usize> {
    let by = |&c: &usize| {
        s.words[c].rel == Rel::OblAgent
            || matches!(s.words[c].rel, Rel::Obl | Rel::Obj)
                && preposition(s, c).is_some_and(|p| is_form(s, p, &["by"]))
    };
    let own = s.children(v).find(by);
    own.or_else(|| {
        // "was attacked and occupied by Russia"
        let conjunct = s.children_by(v, Rel::Conj).find(|&c| is_verb(s, c) && own_subject(s, c).is_none())?;
        s.children(conjunct).find(by)
    })
    .or_else(|| {
        // "imposed on Iran by the Union", where the tree hangs the agent on the noun before it.
        let nouns = s.children(v).filter(|&c| c > v && matches!(s.words[c].rel, Rel::Obl | Rel::Xcomp));
        nouns
            .flat_map(|n| s.children_by(n, Rel::Nmod))
            .find(|&c| preposition(s, c).is_some_and(|p| is_form(s, p, &["by"])))
    })
    .map(|w| referent(s, w))
}

/// Who does it: the subject of an active verb, the agent of a passive one.
#[must_use]
pub fn doer(s: &Sentence, v: usize) -> Option<usize> {
    if is_passive(s, v) { agent(s, v) } else { subject(s, v) }
}

/// Whether a verb has a modal: "will hold", "would take".
#[must_use]
pub fn is_modal(s: &Sentence, v: usize) -> bool {
    s.children_by(v, Rel::Aux).any(|a| s.words[a].xpos == "MD")
}

/// To whom it is done: the object of an active verb, the subject of a passive one.
#[must_use]
pub fn patient(s: &Sentence, v: usize) -> Option<usize> {
    if is_passive(s, v) { subject(s, v) } else { object(s, v) }
}

/// The object of a verb, also of a relative clause or shared under coordination.
#[must_use]
pub fn object(s: &Sentence, v: usize) -> Option<usize> {
    if let Some(own) = s.children_by(v, Rel::Obj).find(|&c| !is_form(s, c, &["himself", "themselves", "itself"])) {
        return Some(referent(s, own));
    }
    if s.words[v].rel == Rel::AclRelcl && !is_passive(s, v) && own_subject(s, v).is_some_and(|c| !is_relative(s, c)) {
        let free = s.children(v).all(|c| !is_relative(s, c));
        return s.words[v].head.filter(|_| free && s.child(v, &[Rel::Ccomp, Rel::Xcomp]).is_none());
    }
    // "invaded and occupied Crimea": either verb may have it.
    let other = match s.words[v].rel {
        Rel::Conj => s.words[v].head.filter(|&h| is_verb(s, h)),
        _ => None,
    };
    let shared = other.and_then(|h| s.child(h, &[Rel::Obj])).filter(|&o| o > v);
    shared.or_else(|| {
        let next = s.children_by(v, Rel::Conj).find(|&c| is_verb(s, c) && own_subject(s, c).is_none())?;
        let bare = s.children(v).all(|c| c < v || matches!(s.words[c].rel, Rel::Conj | Rel::Punct));
        s.child(next, &[Rel::Obj]).filter(|_| bare)
    })
}

/// The preposition of a noun.
#[must_use]
pub fn preposition(s: &Sentence, w: usize) -> Option<usize> {
    s.children_by(w, Rel::Case).find(|&c| !matches!(s.words[c].xpos, "POS"))
}

/// Whether the prepositions of a noun include one: "to", or joined `on_behalf_of`, `out_of`.
#[must_use]
pub fn has_preposition(s: &Sentence, w: usize, wanted: &str) -> bool {
    let Some((first, rest)) = wanted.split_once('_') else {
        return s.children_by(w, Rel::Case).any(|c| *s.words[c].lemma == *wanted);
    };
    s.children_by(w, Rel::Case).any(|c| *s.words[c].lemma == *first && starts_with(s, c + 1, rest))
}

/// Whether the words from `at` on have these lemmas, joined by `_`.
#[must_use]
pub fn starts_with(s: &Sentence, at: usize, joined: &str) -> bool {
    joined
        .split('_')
        .enumerate()
        .all(|(i, part)| s.words.get(at + i).is_some_and(|w| w.lemma.eq_ignore_ascii_case(part)))
}

/// The nouns that hang on a word by a preposition; relative pronouns stand for their nouns.
pub fn obliques(s: &Sentence, w: usize) -> impl Iterator<Item = Oblique> + '_ {
    s.children(w).filter_map(move |c| {
        let fits = matches!(
            s.words[c].rel,
            Rel::Obl
                | Rel::OblAgent
                | Rel::Nmod
                | Rel::Xcomp
                | Rel::Advcl
                | Rel::Dep
                | Rel::NmodDesc
                | Rel::Orphan
                | Rel::Obj
        );
        let case = preposition(s, c).filter(|_| fits)?;
        Some(Oblique { case, word: referent(s, c) })
    })
}

/// A noun and all listed with it: conjuncts, also those of an apposition, and what "along with", "as well as" and "including" add.
#[must_use]
pub fn members(s: &Sentence, w: usize) -> Vec<usize> {
    let mut all = vec![w];
    let mut next = 0;
    while next < all.len() {
        let at = all[next];
        for c in s.children(at) {
            let listed = match s.words[c].rel {
                Rel::Conj => !is_beside(s, at, c) && !is_instead(s, c) && !is_bracketed(s, c),
                Rel::Nmod | Rel::Obl => adds(s, c),
                Rel::Appos => {
                    // "The Five (Peru, Chile and Ghana)": a list in brackets tells who they are.
                    let bracketed = is_bracketed(s, c);
                    all.extend(s.children_by(c, Rel::Conj).filter(|&c| s.words[c].is_nominal() && !bracketed));
                    false
                }
                _ => false,
            };
            if listed && !all.contains(&c) {
                all.push(c);
            }
        }
        next += 1;
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a conjunct stands for those who do not do it: "officers, rather than the army, held talks".
fn is_instead(s: &Sentence, conjunct: usize) -> bool {
    s.children_by(conjunct, Rel::Cc).any(|c| is_form(s, c, &["rather", "instead", "not"]))
}

/// Whether a word, which the tree may list with what is before it, stands behind an opening bracket: "the Five (Peru and Chile)".
pub fn is_bracketed(s: &Sentence, w: usize) -> bool {
    s.children_by(w, Rel::Punct).any(|c| c < w && is_form(s, c, &["(", "-lrb-"]))
}

/// Whether a conjunct has a preposition that its head has not: "consulted with allies on steps and on the crisis".
fn is_beside(s: &Sentence, head: usize, conjunct: usize) -> bool {
    let cases = |w: usize| s.children_by(w, Rel::Case).map(|c| &*s.words[c].lemma);
    let other = |own: &str| own != "'s" && cases(head).next().is_some() && cases(head).all(|of| of != own);
    !adds(s, conjunct) && cases(conjunct).next().is_some_and(other)
}

/// Whether the preposition of a noun adds it to a list: "along with", "together with", "as well as", "including".
#[must_use]
pub fn adds(s: &Sentence, w: usize) -> bool {
    s.children_by(w, Rel::Case).any(|c| {
        is_form(s, c, &["including", "include", "alongside", "plus"])
            || c > 0 && is_form(s, c, &["with"]) && is_form(s, c - 1, &["along", "together"])
            || is_form(s, c, &["along", "together"]) && starts_with(s, c + 1, "with")
            || starts_with(s, c, "as_well_as")
            || starts_with(s, c, "such_as")
            // "Allies like Peru": some of them; "a man like Reed" is another.
            || is_form(s, c, &["like"]) && s.words[w].head.is_some_and(|h| h + 1 == c && s.words[h].is_plural())
    })
}

/// The infinitive, gerund or that-clause that completes a verb or noun.
#[must_use]
pub fn complement(s: &Sentence, w: usize) -> Option<usize> {
    let direct = s.children(w).find(|&c| matches!(s.words[c].rel, Rel::Xcomp | Rel::Ccomp));
    direct.or_else(|| controlled(s, w)).or_else(|| {
        s.children(w).find(|&c| match s.words[c].rel {
            Rel::Acl => matches!(s.words[c].xpos, "VB" | "VBG") && c > w,
            Rel::Advcl => {
                c > w
                    && s.children_by(c, Rel::Mark)
                        .any(|m| is_form(s, m, &["of", "from", "for", "to", "with", "against", "by", "that"]))
            }
            _ => false,
        })
    })
}

/// The subject of the clause that says until or unless what a verb holds: "will not end it until the state pays".
#[must_use]
pub fn condition(s: &Sentence, v: usize) -> Option<usize> {
    let marked =
        |c: &usize| s.children_by(*c, Rel::Mark).any(|m| is_form(s, m, &["until", "till", "unless", "if", "before"]));
    let clause = s.children_by(v, Rel::Advcl).find(marked)?;
    agent(s, clause).or_else(|| subject(s, clause))
}

/// The words of a noun phrase without what only comments on it: relative clauses, appositions, the case before it.
#[must_use]
pub fn phrase(s: &Sentence, w: usize) -> std::ops::Range<usize> {
    let (mut low, mut high) = (w, w);
    let mut open = vec![w];
    while let Some(at) = open.pop() {
        (low, high) = (low.min(at), high.max(at));
        open.extend(s.children(at).filter(|&c| {
            let rel = s.words[c].rel;
            let loose = matches!(
                rel,
                Rel::AclRelcl
                    | Rel::Appos
                    | Rel::Parataxis
                    | Rel::Punct
                    | Rel::Cc
                    | Rel::Conj
                    | Rel::Dep
                    | Rel::Discourse
            );
            let outer = at == w
                && matches!(
                    rel,
                    Rel::Case | Rel::Mark | Rel::Cop | Rel::Nsubj | Rel::Aux | Rel::Det | Rel::DetPredet | Rel::Advmod
                );
            let inner_list = at != w && matches!(rel, Rel::Punct | Rel::Cc | Rel::Conj);
            !(loose && !inner_list || outer && (c < w || rel != Rel::Advmod))
        }));
    }
    low..high + 1
}
