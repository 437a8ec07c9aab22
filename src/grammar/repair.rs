//! Trees mended where English grammar leaves no doubt: what a clause without a subject and a name before it are.
//!
//! "Donald Trump did not meet Rouhani", read as a name with a clause beside it: `meet` is the root, `Donald` its `nsubj`.

use std::ops::Range;

use super::{Rel, Upos, Word};

/// Mends the tree of a sentence.
pub fn mend(words: &mut [Word]) {
    subject_of_the_root(words);
    lists_of_names(words);
    adverbial_clauses(words);
    indirect_objects(words);
    told_clauses(words);
}

fn children(words: &[Word], head: usize) -> impl Iterator<Item = usize> + '_ {
    (0..words.len()).filter(move |&w| words[w].head == Some(head))
}

fn child(words: &[Word], head: usize, rels: &[Rel]) -> Option<usize> {
    children(words, head).find(|&c| rels.contains(&words[c].rel))
}

/// Whether a word is another, or below it.
fn under(words: &[Word], mut word: usize, above: usize) -> bool {
    loop {
        match words[word].head {
            _ if word == above => return true,
            Some(head) => word = head,
            None => return false,
        }
    }
}

/// Hangs a word elsewhere, unless arcs would cross; whether it was done.
fn attach(words: &mut [Word], word: usize, head: Option<usize>, rel: Rel) -> bool {
    let old = (words[word].head, words[word].rel);
    (words[word].head, words[word].rel) = (head, rel);
    let crosses = |(low, high, head): (usize, usize, usize)| (low + 1..high).any(|w| !under(words, w, head));
    let arcs = words.iter().enumerate().filter_map(|(w, word)| word.head.map(|h| (w.min(h), w.max(h), h)));
    let fits = !arcs.into_iter().any(crosses);
    if !fits {
        (words[word].head, words[word].rel) = old;
    }
    fits
}

/// From the first to the last word below a word.
fn extent(words: &[Word], word: usize) -> Range<usize> {
    let below = || (0..words.len()).filter(|&w| under(words, w, word));
    below().next().unwrap_or(word)..below().next_back().unwrap_or(word) + 1
}

/// A finite clause beside a noun that is the root, without a subject and with nothing between: the noun is its subject.
fn subject_of_the_root(words: &mut [Word]) {
    let Some(root) = words.iter().position(|w| w.rel == Rel::Root) else { return };
    if !matches!(words[root].upos, Upos::Noun | Upos::Propn | Upos::Pron) || child(words, root, &[Rel::Cop]).is_some() {
        return;
    }
    let aside = [Rel::Parataxis, Rel::Acl, Rel::Dep];
    let Some(verb) = children(words, root).find(|&c| c > root && aside.contains(&words[c].rel)) else { return };
    if !finite(words, verb)
        || child(words, verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Csubj, Rel::Expl, Rel::Mark]).is_some()
    {
        return;
    }
    let begins = extent(words, verb).start;
    let before = children(words, root).filter(|&c| c != verb && c < begins);
    let ends = before.map(|c| extent(words, c).end).max().unwrap_or(0).max(root + 1);
    if ends != begins {
        return;
    }
    let passive = child(words, verb, &[Rel::AuxPass]).is_some();
    let later: Vec<usize> = children(words, root).filter(|&c| c >= begins && c != verb).collect();
    for c in later {
        words[c].head = Some(verb);
    }
    (words[verb].head, words[verb].rel) = (None, Rel::Root);
    (words[root].head, words[root].rel) = (Some(verb), if passive { Rel::NsubjPass } else { Rel::Nsubj });
}

/// Whether a verb heads a finite clause: its own form or its auxiliary tells.
fn finite(words: &[Word], verb: usize) -> bool {
    let told = |w: &Word| matches!(w.xpos, "VBD" | "VBZ" | "VBP" | "MD");
    let helped = || children(words, verb).any(|c| matches!(words[c].rel, Rel::Aux | Rel::AuxPass) && told(&words[c]));
    words[verb].upos == Upos::Verb && (matches!(words[verb].xpos, "VBZ" | "VBP") || helped())
}

/// "Angela Merkel, Emmanuel Macron and Boris Johnson": full names in a row are a list, not one name for another.
fn lists_of_names(words: &mut [Word]) {
    for second in 1..words.len() {
        let Some(first) = words[second].head.filter(|&h| words[second].rel == Rel::Appos && h < second) else {
            continue;
        };
        let listed = children(words, first)
            .find(|&c| c > second && words[c].rel == Rel::Conj && child(words, c, &[Rel::Cc]).is_some());
        if listed.is_some_and(|last| [first, second, last].iter().all(|&w| full_name(words, w))) {
            words[second].rel = Rel::Conj;
        }
    }
}

/// What can only begin an adverbial clause.
const SUBORDINATORS: [&str; 9] = ["if", "unless", "because", "although", "though", "whereas", "lest", "until", "till"];

/// "… attack Russia if Russia invades Turkey": a clause with such a word hangs on the verb above, as an adverbial.
fn adverbial_clauses(words: &mut [Word]) {
    for verb in 0..words.len() {
        let loose = matches!(words[verb].rel, Rel::Parataxis | Rel::Acl | Rel::AclRelcl | Rel::Conj | Rel::Dep);
        if !loose || words[verb].upos != Upos::Verb {
            continue;
        }
        let Some(mark) = child(words, verb, &[Rel::Mark]) else { continue };
        if !SUBORDINATORS.contains(&&*words[mark].lemma) || child(words, verb, &[Rel::Nsubj, Rel::NsubjPass]).is_none()
        {
            continue;
        }
        let mut head = words[verb].head;
        while let Some(noun) = head.filter(|&h| words[h].upos != Upos::Verb && words[h].head.is_some()) {
            head = words[noun].head;
        }
        attach(words, verb, head, Rel::Advcl);
    }
}

/// "Offered Ukraine her full support": no compound stands before an article or possessive, so that is an indirect object.
fn indirect_objects(words: &mut [Word]) {
    for first in 1..words.len() {
        let Some(object) = words[first].head.filter(|&h| h > first && words[h].rel == Rel::Obj) else { continue };
        let Some(verb) = words[object].head.filter(|&v| v < first && words[v].upos == Upos::Verb) else { continue };
        let named = matches!(words[first].upos, Upos::Propn | Upos::Noun) && words[first].rel == Rel::Compound;
        let opens = |c: usize| {
            c > first && c < object && matches!(words[c].xpos, "PRP$" | "DT") && words[c].head == Some(object)
        };
        if named && children(words, object).any(opens) {
            attach(words, first, Some(verb), Rel::Iobj);
        }
    }
}

/// Verbs that take someone and a clause: what follows "told reporters that" is told, not said of the reporters.
const TELL: [&str; 8] = ["tell", "inform", "remind", "assure", "warn", "notify", "advise", "convince"];

fn is_relative(rel: Rel) -> bool {
    matches!(rel, Rel::Acl | Rel::AclRelcl)
}

/// "Told reporters that Russia had agreed": a clause with a subject of its own behind "that" is what is told.
fn told_clauses(words: &mut [Word]) {
    for verb in 0..words.len() {
        let Some(noun) = words[verb].head.filter(|&n| is_relative(words[verb].rel) && n < verb) else { continue };
        let tells = |v: usize| TELL.contains(&&*words[v].lemma) && words[v].upos == Upos::Verb;
        let object = matches!(words[noun].rel, Rel::Obj | Rel::Iobj);
        let Some(above) = words[noun].head.filter(|&v| object && tells(v)) else { continue };
        let first = extent(words, verb).start;
        let subject = children(words, verb).any(|c| c != first && matches!(words[c].rel, Rel::Nsubj | Rel::NsubjPass));
        let told = &*words[first].lemma == "that" && words[first].head == Some(verb) && first == noun + 1 && subject;
        if told && attach(words, verb, Some(above), Rel::Ccomp) {
            (words[first].rel, words[first].upos, words[first].xpos) = (Rel::Mark, Upos::Sconj, "IN");
        }
    }
}

/// A proper noun with another that it carries on, and nothing common about it: "Boris Johnson", not "Foreign Secretary".
fn full_name(words: &[Word], word: usize) -> bool {
    let only = |rel: Rel| matches!(rel, Rel::Flat | Rel::Punct | Rel::Cc | Rel::Conj | Rel::Appos);
    words[word].upos == Upos::Propn
        && child(words, word, &[Rel::Flat]).is_some()
        && children(words, word).all(|c| only(words[c].rel) || words[c].rel == Rel::NmodDesc)
}

#[cfg(test)]
mod tests {
    use super::super::{analysis, model::Model};
    use super::*;
    use crate::text;

    fn relations(text: &str) -> Vec<(String, Rel)> {
        let sentences = analysis::analyse_with(Model::builtin(), text, &text::split(text, 0));
        sentences[0].words.iter().map(|w| (w.span.of(text).to_owned(), w.rel)).collect()
    }

    fn of(text: &str, word: &str) -> Rel {
        relations(text).into_iter().find(|(w, _)| w == word).expect("the word is there").1
    }

    #[test]
    fn a_name_before_a_clause_is_its_subject() {
        let text = "Donald Trump did not meet Hassan Rouhani in New York.";
        assert_eq!((of(text, "Donald"), of(text, "meet")), (Rel::Nsubj, Rel::Root));
    }

    #[test]
    fn names_in_a_row_are_a_list() {
        let text = "Joe Biden, Emmanuel Macron and Boris Johnson met in Rome.";
        assert_eq!((of(text, "Emmanuel"), of(text, "Boris")), (Rel::Conj, Rel::Conj));
    }

    #[test]
    fn conditions_hang_on_verbs() {
        let text = "France will attack Russia if Russia invades Turkey.";
        assert_eq!((of(text, "attack"), of(text, "invades")), (Rel::Root, Rel::Advcl));
    }

    #[test]
    fn what_is_told_is_no_relative_clause() {
        let text =
            "Draghi told reporters that Italy and the United States had agreed to begin consultations on fishing.";
        assert_eq!(of(text, "agreed"), Rel::Ccomp);
    }

    #[test]
    fn headings_and_appositions_stay() {
        let text = "Antony Blinken, Secretary of State, and Sergey Lavrov met.";
        assert_ne!(of(text, "Secretary"), Rel::Conj);
    }
}
