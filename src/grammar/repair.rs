//! Trees mended where English grammar leaves no doubt.
//!
//! "News agency Reuters said", read with two subjects: `agency` describes `Reuters`, which is the subject.

use std::ops::Range;

use super::{Rel, Upos, Word};

/// Mends the tree of a sentence.
pub fn mend(words: &mut [Word]) {
    parts_of_names(words);
    complements_of_names(words);
    second_subjects(words);
    lists_of_names(words);
    indirect_objects(words);
    told_clauses(words);
    complements_of_times(words);
    inclusions(words);
    speakers_after_quotes(words);
    clauses_said(words);
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

/// "Offered Ukraine her full support": of two objects the first is the one who gets the second.
fn indirect_objects(words: &mut [Word]) {
    for first in 1..words.len() {
        let Some(verb) = words[first].head.filter(|&v| v < first && words[first].rel == Rel::Obj) else { continue };
        if children(words, verb).any(|c| c > first && words[c].rel == Rel::Obj) {
            words[first].rel = Rel::Iobj;
        }
    }
}

/// "News agency Reuters said": of two subjects side by side the common noun describes the name. "A, B, and C said": the
/// last, with "and", is listed with the first.
fn second_subjects(words: &mut [Word]) {
    for second in 1..words.len() {
        let subject = |w: usize| matches!(words[w].rel, Rel::Nsubj | Rel::NsubjPass);
        let Some(verb) = words[second].head.filter(|_| subject(second)) else { continue };
        let Some(first) = children(words, verb).find(|&c| c < second && subject(c)) else { continue };
        let begins = extent(words, second).start;
        if child(words, second, &[Rel::Cc]).is_some_and(|cc| cc < second) {
            attach(words, second, Some(first), Rel::Conj);
        } else if words[second].upos == Upos::Propn && words[first].upos == Upos::Noun && first + 1 == begins {
            attach(words, first, Some(second), Rel::NmodDesc);
        }
    }
}

/// The word of a run of proper nouns on which the others before `word` hang, if that lies to the left of it.
fn run_head(words: &[Word], word: usize) -> Option<usize> {
    let start = (0..=word).rev().take_while(|&w| words[w].upos == Upos::Propn).last()?;
    (start..word).find(|&w| words[w].head.is_none_or(|h| h < start || h > word))
}

/// "…, Chancellor Angela Merkel": what hangs beside the word before it, on the same name far to the left, goes on with it.
fn parts_of_names(words: &mut [Word]) {
    for word in 1..words.len() {
        if words[word].upos != Upos::Propn || !matches!(words[word].rel, Rel::Flat | Rel::Appos | Rel::Conj) {
            continue;
        }
        let Some(first) = run_head(words, word) else { continue };
        let left = words[word].head.filter(|&h| h < first && words[first].head == Some(h));
        if left.is_some() && child(words, word, &[Rel::Cc, Rel::Punct]).is_none_or(|c| c > word) {
            attach(words, word, Some(first), Rel::Flat);
        }
    }
}

/// "Macron of France, Merkel of Germany": "of" belongs to the name right before it.
fn complements_of_names(words: &mut [Word]) {
    for noun in 2..words.len() {
        let Some(far) = words[noun].head.filter(|&h| h < noun && words[h].upos == Upos::Propn) else { continue };
        let of = child(words, noun, &[Rel::Case]).filter(|&c| c > 0 && c < noun && &*words[c].lemma == "of");
        let Some(before) = of.map(|of| of - 1).filter(|&b| words[b].upos == Upos::Propn && b != far) else { continue };
        let near = run_head(words, before).unwrap_or(before);
        if near > far && words[near].head == Some(far) && matches!(words[near].rel, Rel::Appos | Rel::Conj) {
            attach(words, noun, Some(near), Rel::Nmod);
        }
    }
}

/// "Discussed the war, including the attacks": what is included is part of a thing, not of the doing.
fn inclusions(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Some(verb) = words[noun].head.filter(|&v| v < noun && words[v].upos == Upos::Verb) else { continue };
        let includes = |c: usize| &*words[c].lemma == "include" || &*words[c].lemma == "including";
        if !child(words, noun, &[Rel::Case]).is_some_and(includes) {
            continue;
        }
        let nominal = |&c: &usize| c > verb && c < noun && matches!(words[c].rel, Rel::Obj | Rel::Obl);
        let things: Vec<usize> = children(words, verb).filter(nominal).collect();
        let object = things.iter().copied().find(|&c| words[c].rel == Rel::Obj);
        let _ = object.is_some_and(|thing| attach(words, noun, Some(thing), Rel::Nmod))
            || things.last().is_some_and(|&thing| attach(words, noun, Some(thing), Rel::Nmod));
    }
}

/// Whether a verb has a form that only a finite clause has.
fn told(word: &Word) -> bool {
    word.upos == Upos::Verb && matches!(word.xpos, "VBD" | "VBZ" | "VBP")
}

const SUBJECTS: [Rel; 4] = [Rel::Nsubj, Rel::NsubjPass, Rel::Csubj, Rel::Expl];

/// "“We stand ready,” tweeted Johnson": behind a quotation and a verb without a subject stands who speaks.
fn speakers_after_quotes(words: &mut [Word]) {
    for verb in 1..words.len() {
        if words[verb - 1].xpos != "''" || !told(&words[verb]) || child(words, verb, &SUBJECTS).is_some() {
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
                if words[before].upos == Upos::Verb && (before == head || under(words, before, head)) && before != verb {
                    attach(words, verb, Some(before), Rel::Ccomp);
                }
            }
            (Rel::Advcl, None) if words[head].upos == Upos::Verb => subject_from_above(words, head, verb, begins),
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

/// Nouns that tell a time.
const TIMES: [&str; 16] = [
    "year", "month", "week", "day", "hour", "decade", "today", "yesterday", "Monday", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday", "weekend",
];
/// Prepositions that no noun of time takes.
const NEVER_OF_TIMES: [&str; 5] = ["with", "between", "against", "about", "over"];

/// "Increased cooperation in recent years with the navies of India": years have nothing with anyone, so it hangs higher.
fn complements_of_times(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Some(time) = words[noun].head.filter(|&t| t < noun && words[noun].rel == Rel::Nmod) else { continue };
        let Some(case) = child(words, noun, &[Rel::Case]) else { continue };
        let told = |w: usize, of: &[&str]| of.contains(&&*words[w].lemma);
        let Some(above) = words[time].head.filter(|_| told(time, &TIMES) && told(case, &NEVER_OF_TIMES)) else { continue };
        let rel = if matches!(words[above].upos, Upos::Verb | Upos::Adj) { Rel::Obl } else { Rel::Nmod };
        attach(words, noun, Some(above), rel);
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
    let only = |rel: Rel| matches!(rel, Rel::Flat | Rel::Punct | Rel::Cc | Rel::Conj | Rel::Appos | Rel::Nmod | Rel::Case);
    words[word].upos == Upos::Propn
        && child(words, word, &[Rel::Flat, Rel::NmodDesc]).is_some()
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
    fn names_in_a_row_are_a_list() {
        let text = "Joe Biden, Emmanuel Macron and Boris Johnson met in Rome.";
        assert_eq!((of(text, "Emmanuel"), of(text, "Boris")), (Rel::Conj, Rel::Conj));
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
    #[test]
    fn names_with_titles_in_a_row_are_a_list() {
        let text = "Later Biden will speak with President Emmanuel Macron of France, Chancellor Angela Merkel of Germany, \
                    Prime Minister Mario Draghi of Italy and Prime Minister Boris Johnson.";
        assert_eq!((of(text, "Mario"), of(text, "Boris")), (Rel::Conj, Rel::Conj));
    }

    #[test]
    fn listed_subjects_are_one() {
        let text = "Today, President Emmanuel Macron of France, Chancellor Angela Merkel of Germany, Prime Minister Mario \
                    Draghi of Italy, Prime Minister Boris Johnson of the United Kingdom, and President Biden of the United \
                    States held a call.";
        assert_eq!(relations(text).iter().filter(|(_, rel)| *rel == Rel::Nsubj).count(), 1);
        assert_eq!((of(text, "Draghi"), of(text, "Boris"), of(text, "Biden")), (Rel::Flat, Rel::Conj, Rel::Conj));
    }

    #[test]
    fn two_objects_are_someone_and_something() {
        assert_eq!(of("The minister offered Norway her full support.", "Norway"), Rel::Iobj);
    }

    #[test]
    fn who_speaks_after_a_quotation() {
        assert_eq!(of("\"We are ready,\" tweeted Solberg, \"to help.\"", "Solberg"), Rel::Nsubj);
    }

    #[test]
    fn years_have_nothing_with_anyone() {
        let text = "Norway has increased cooperation in the last few years with the navies of Sweden and Finland.";
        assert_eq!(of(text, "navies"), Rel::Obl);
    }

    #[test]
    fn an_agency_is_described_not_a_second_subject() {
        let text = "On Monday the state-owned news agency Tanjug reported heavy floods.";
        assert!(relations(text).iter().filter(|(_, rel)| *rel == Rel::Nsubj).count() == 1);
    }

    #[test]
    fn what_is_said_without_that() {
        let text = "Her aides had alleged Petrova was poisoned.";
        assert_eq!(of(text, "poisoned"), Rel::Ccomp);
    }
}
