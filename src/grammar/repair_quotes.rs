//! Who speaks beside a quotation, where the tree takes the speaker for a part of it or for something else.
//!
//! "“All is well,” Reed, an adviser, said", read with `Reed` inside the quotation: he is the subject of `said`.

use super::repair::{SUBJECTS, attach, child, extent, told, under};
use super::{Rel, Upos, Word};

/// Mends the words around quotations.
pub fn mend(words: &mut [Word]) {
    speakers_after_quotes(words);
    subjects_after_quotes(words);
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
