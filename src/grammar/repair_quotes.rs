//! What is said and by whom, where the tree takes a speaker for a part of it or a clause that is said for something else.
//!
//! "“All is well,” Reed, an adviser, said", read with `Reed` inside the quotation: he is the subject of `said`.

use super::repair::{SUBJECTS, attach, child, children, extent, finite, told, under};
use super::valency_objects::ONLY_OBJECT;
use super::{Rel, Upos, Word};

/// Mends the words around quotations.
pub fn mend(words: &mut [Word]) {
    speakers_after_quotes(words);
    subjects_after_quotes(words);
    clauses_said(words);
}

/// Whether a quotation ends with a word: a mark, known for a closing one or behind a comma or the like.
fn closes_quotation(words: &[Word], mark: usize) -> bool {
    let closing = words[mark].xpos == "''";
    closing || mark > 0 && words[mark].xpos == "``" && words[mark - 1].upos == Upos::Punct
}

/// "“All is well,” Reed, an adviser, said": what stands between a quotation and a verb without a subject is no part of
/// what is quoted.
fn subjects_after_quotes(words: &mut [Word]) {
    for verb in 2..words.len() {
        if !told(&words[verb]) || child(words, verb, &SUBJECTS).is_some() {
            continue;
        }
        let Some(clause) = child(words, verb, &[Rel::Ccomp]).filter(|&c| c < verb) else { continue };
        let behind = |&c: &usize| {
            let all = extent(words, c);
            let quoted = all.start > clause && closes_quotation(words, all.start - 1);
            let aside = |w: usize| matches!(words[w].upos, Upos::Punct | Upos::Adv);
            words[c].rel == Rel::Nsubj && quoted && (all.end..verb).all(aside)
        };
        let Some(subject) = (clause..verb).find(|c| behind(c) && under(words, *c, clause)) else { continue };
        attach(words, subject, Some(verb), Rel::Nsubj);
    }
}

/// "“We stand ready,” tweeted Johnson": behind a quotation and a verb without a subject stands who speaks.
fn speakers_after_quotes(words: &mut [Word]) {
    for verb in 1..words.len() {
        if !closes_quotation(words, verb - 1) || !told(&words[verb]) || child(words, verb, &SUBJECTS).is_some() {
            continue;
        }
        let speaks = |&c: &usize| {
            c > verb && matches!(words[c].upos, Upos::Propn | Upos::Pron) && extent(words, c).start == verb + 1
        };
        let Some(name) = child(words, verb, &[Rel::Obj]).filter(speaks) else { continue };
        words[name].rel = Rel::Nsubj;
        if matches!(words[verb].rel, Rel::Xcomp | Rel::Advcl | Rel::Acl | Rel::Dep) {
            words[verb].rel = Rel::Parataxis;
        }
    }
}

/// "Had alleged Navalny was poisoned", "announced the tests found traces": a finite clause right behind a verb, without
/// a conjunction, is what the verb is about; what seems its object may be the subject of the clause.
fn clauses_said(words: &mut [Word]) {
    for verb in 1..words.len() {
        if !(told(&words[verb]) || finite(words, verb)) || child(words, verb, &[Rel::Mark, Rel::Cc]).is_some() {
            continue;
        }
        let begins = extent(words, verb).start;
        let Some(head) = words[verb].head.filter(|&h| h < begins) else { continue };
        let subject = child(words, verb, &SUBJECTS);
        match (words[verb].rel, subject) {
            (Rel::Conj | Rel::Parataxis | Rel::Advcl, Some(subject)) if subject < verb && begins > 0 => {
                let before = begins - 1;
                if words[before].upos == Upos::Verb && (before == head || under(words, before, head)) && before != verb
                {
                    attach(words, verb, Some(before), Rel::Ccomp);
                }
            }
            (Rel::Advcl, None) if words[head].upos == Upos::Verb && !ONLY_OBJECT.has(&words[head].lemma) => {
                subject_from_above(words, head, verb, begins);
            }
            _ => {}
        }
    }
}

/// Makes the object of `head` the subject of a finite clause behind it, with all that stands between.
fn subject_from_above(words: &mut [Word], head: usize, verb: usize, begins: usize) {
    let Some(object) = child(words, head, &[Rel::Obj]).filter(|&o| o > head && o < begins) else { return };
    let between: Vec<usize> = children(words, head).filter(|&c| c > object && c < verb).collect();
    let ends = between.iter().copied().chain([object]).map(|c| extent(words, c).end).max();
    if ends != Some(begins) || between.iter().any(|&c| words[c].rel != Rel::Obl) {
        return;
    }
    for c in between {
        (words[c].head, words[c].rel) = (Some(object), Rel::Nmod);
    }
    (words[object].head, words[object].rel) = (Some(verb), Rel::Nsubj);
    words[verb].rel = Rel::Ccomp;
}
