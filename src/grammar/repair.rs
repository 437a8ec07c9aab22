//! Trees mended where English grammar leaves no doubt.
//!
//! "News agency Reuters said", read with two subjects: `agency` describes `Reuters`, which is the subject.

use std::ops::Range;

use super::valency::TELL;
use super::{
    Rel, Upos, Word, repair_clauses, repair_forms, repair_names, repair_quotes, repair_relatives, repair_speech,
    repair_verbs,
};

/// Mends the tree of a sentence; what would be no tree any more is left as it was.
pub fn mend(words: &mut [Word]) {
    attempt(words, |words| {
        repair(words);
        words.is_empty() || is_tree(words)
    });
}

/// Changes a tree, or leaves it as it was where the change does not succeed.
pub fn attempt(words: &mut [Word], change: impl FnOnce(&mut [Word]) -> bool) {
    let before: Vec<_> = words.iter().map(|w| (w.head, w.rel)).collect();
    if !change(words) {
        for (word, (head, rel)) in words.iter_mut().zip(before) {
            (word.head, word.rel) = (head, rel);
        }
    }
}

/// Whether every word hangs on a root in the end and no arcs cross: what is below a word stands together.
fn is_tree(words: &[Word]) -> bool {
    // First and last word below each, and how many.
    let mut below: Vec<(usize, usize, usize)> = (0..words.len()).map(|w| (w, w, 1)).collect();
    let mut rooted = |word: usize| {
        let mut at = word;
        for _ in 0..words.len() {
            let Some(head) = words[at].head else { return true };
            let (first, last, count) = below[head];
            below[head] = (first.min(word), last.max(word), count + 1);
            at = head;
        }
        false
    };
    (0..words.len()).all(&mut rooted) && below.iter().all(|&(first, last, count)| last - first + 1 == count)
}

fn repair(words: &mut [Word]) {
    repair_forms::mend(words);
    repair_clauses::mend(words);
    repair_relatives::mend(words);
    repair_verbs::mend(words);
    repair_verbs::verbs_like_plurals(words);
    names_after_to(words);
    dependents_of_auxiliaries(words);
    passives_without_auxiliary(words);
    objects_without_preposition(words);
    repair_verbs::rounded_subjects(words);
    main_clauses(words);
    repair_names::mend(words);
    repair_speech::mend(words);
    subjects_of_what_is_said(words);
    repair_verbs::indirect_objects(words);
    repair_verbs::objects_behind_as(words);
    repair_speech::told_clauses(words);
    complements_of_times(words);
    inclusions(words);
    repair_quotes::mend(words);
    repair_verbs::media_of_messages(words);
    objects_that_are_subjects(words);
    repair_verbs::coordinated_tenses(words);
    repair_verbs::gerunds_with_objects(words);
    repair_verbs::as_many_as(words);
    repair_forms::days_behind_subjects(words);
}

/// "Said the number of tents now exceeds ten": what stands right before a finite verb without subject is it.
fn objects_that_are_subjects(words: &mut [Word]) {
    for clause in 1..words.len() {
        let tensed = |w: usize| matches!(words[w].xpos, "VBZ" | "VBP" | "VBD");
        let finite = tensed(clause) || child(words, clause, &[Rel::Cop]).is_some_and(tensed);
        let said = finite && words[clause].rel == Rel::Ccomp;
        let Some(verb) = words[clause].head.filter(|&v| said && v < clause) else { continue };
        if TELL.has(&words[verb].lemma) || child(words, clause, &SUBJECTS).is_some() {
            continue;
        }
        let begins = extent(words, clause).start;
        let object = |&c: &usize| matches!(words[c].rel, Rel::Obj | Rel::Iobj) && extent(words, c).end == begins;
        let Some(first) = children(words, verb).find(object) else { continue };
        attach(words, first, Some(clause), Rel::Nsubj);
    }
}

/// The words that hang on a word.
pub fn children(words: &[Word], head: usize) -> impl Iterator<Item = usize> + '_ {
    (0..words.len()).filter(move |&w| words[w].head == Some(head))
}

/// The first of them in one of these relations.
pub fn child(words: &[Word], head: usize, rels: &[Rel]) -> Option<usize> {
    children(words, head).find(|&c| rels.contains(&words[c].rel))
}

/// Whether a word is another, or below it.
pub fn under(words: &[Word], mut word: usize, above: usize) -> bool {
    for _ in 0..words.len() {
        match words[word].head {
            _ if word == above => return true,
            Some(head) => word = head,
            None => return false,
        }
    }
    false
}

/// Hangs a word elsewhere, unless that lies below it or arcs would cross; whether it was done.
pub fn attach(words: &mut [Word], word: usize, head: Option<usize>, rel: Rel) -> bool {
    if head.is_some_and(|head| under(words, head, word)) {
        return false;
    }
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

/// Whether a clause is an infinitive with "to".
pub fn has_to(words: &[Word], clause: usize) -> bool {
    children(words, clause).any(|m| words[m].rel == Rel::Mark && words[m].xpos == "TO")
}

/// From the first to the last word below a word.
pub fn extent(words: &[Word], word: usize) -> Range<usize> {
    let below = || (0..words.len()).filter(|&w| under(words, w, word));
    below().next().unwrap_or(word)..below().next_back().unwrap_or(word) + 1
}

/// Whether a verb heads a finite clause: its own form or its auxiliary tells.
pub fn finite(words: &[Word], verb: usize) -> bool {
    let told = |w: &Word| matches!(w.xpos, "VBD" | "VBZ" | "VBP" | "MD");
    let helped = || children(words, verb).any(|c| matches!(words[c].rel, Rel::Aux | Rel::AuxPass) && told(&words[c]));
    words[verb].upos == Upos::Verb && (matches!(words[verb].xpos, "VBZ" | "VBP") || helped())
}

/// "Sent a thousand tents to Zorund": before a name "to" is a preposition.
fn names_after_to(words: &mut [Word]) {
    for name in 1..words.len() {
        let mark = child(words, name, &[Rel::Mark]).filter(|&m| words[m].xpos == "TO" && m + 1 == name);
        let Some(to) = mark.filter(|_| words[name].upos == Upos::Propn) else { continue };
        (words[to].rel, words[to].upos, words[to].xpos) = (Rel::Case, Upos::Adp, "IN");
        if matches!(words[name].rel, Rel::Advcl | Rel::Xcomp | Rel::Acl) {
            words[name].rel = if words[name].rel == Rel::Acl { Rel::Nmod } else { Rel::Obl };
        }
    }
}

/// "Norway has broken relations": an auxiliary has no subject or object of its own, its verb has.
fn dependents_of_auxiliaries(words: &mut [Word]) {
    for word in 0..words.len() {
        let Some(helper) = words[word].head.filter(|&h| matches!(words[h].rel, Rel::Aux | Rel::AuxPass | Rel::Cop))
        else {
            continue;
        };
        if is_subject(words[word].rel) || matches!(words[word].rel, Rel::Obj | Rel::Obl | Rel::Advcl) {
            let (verb, rel) = (words[helper].head, words[word].rel);
            attach(words, word, verb, rel);
        }
    }
}

/// "The prime minister called for calm": without an auxiliary a finite verb is not passive.
fn passives_without_auxiliary(words: &mut [Word]) {
    for subject in 0..words.len() {
        let Some(verb) = words[subject].head.filter(|_| words[subject].rel == Rel::NsubjPass) else { continue };
        let finite = matches!(words[verb].xpos, "VBD" | "VBZ" | "VBP");
        if finite && child(words, verb, &[Rel::AuxPass, Rel::OblAgent]).is_none() {
            words[subject].rel = Rel::Nsubj;
        }
    }
}

/// "Have cordoned off the roads": what a verb without an object has behind it without a preposition is its object.
fn objects_without_preposition(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Some(verb) = words[noun].head.filter(|&v| v < noun && words[v].upos == Upos::Verb) else { continue };
        let bare =
            words[noun].rel == Rel::Obl && words[noun].is_nominal() && child(words, noun, &[Rel::Case]).is_none();
        let near = (verb + 1..extent(words, noun).start).all(|w| words[w].rel == Rel::CompoundPrt);
        if bare && near && child(words, verb, &[Rel::Obj, Rel::AuxPass]).is_none() {
            words[noun].rel = Rel::Obj;
        }
    }
}

/// "The minister who signed resigned", "Morocco severed relations": a noun that seems the root beside a finite verb.
fn main_clauses(words: &mut [Word]) {
    let Some(root) = words.iter().position(|w| w.rel == Rel::Root) else { return };
    if !words[root].is_nominal() || child(words, root, &[Rel::Cop]).is_some() {
        return;
    }
    for verb in 0..words.len() {
        let past = words[verb].upos == Upos::Verb && matches!(words[verb].xpos, "VBD" | "VBN");
        let Some(head) = words[verb].head else { continue };
        let subject = child(words, verb, &SUBJECTS);
        if told(&words[verb]) && head == root && words[verb].rel == Rel::Amod && subject.is_some() {
            (words[verb].head, words[verb].rel) = (None, Rel::Root);
            (words[root].head, words[root].rel) = (Some(verb), Rel::Obj);
            return;
        }
        // "Morocco severed ties", where the tree takes the country for a part of the name of the ties.
        let named = |c: &usize| *c + 1 == verb && words[*c].rel == Rel::Compound && words[*c].upos == Upos::Propn;
        let first = children(words, root).find(named).filter(|_| head == root && words[verb].rel == Rel::Amod);
        if let Some(first) = first.filter(|_| past) {
            (words[verb].head, words[verb].rel) = (None, Rel::Root);
            (words[root].head, words[root].rel) = (Some(verb), Rel::Obj);
            (words[first].head, words[first].rel) = (Some(verb), Rel::Nsubj);
            return;
        }
        let relative = words[head].head == Some(root) && words[head].rel == Rel::AclRelcl;
        let free = subject.is_none() && child(words, verb, &[Rel::Mark, Rel::Aux, Rel::AuxPass]).is_none();
        if past && relative && free && words[verb].rel == Rel::Xcomp && child(words, head, &[Rel::Obj]).is_some() {
            (words[verb].head, words[verb].rel) = (None, Rel::Root);
            (words[root].head, words[root].rel) = (Some(verb), Rel::Nsubj);
            (words[verb].upos, words[verb].xpos) = (Upos::Verb, "VBD");
            for word in words[verb + 1..].iter_mut().filter(|word| word.head == Some(root)) {
                word.head = Some(verb);
            }
            return;
        }
    }
}

/// "The talks ended at noon, an aide said": of two subjects the one before the clause that is said is the clause's.
fn subjects_of_what_is_said(words: &mut [Word]) {
    for clause in 1..words.len() {
        let Some(verb) = words[clause].head.filter(|&v| v > clause && words[clause].rel == Rel::Ccomp) else {
            continue;
        };
        if child(words, clause, &SUBJECTS).is_some() {
            continue;
        }
        let begins = extent(words, clause).start;
        let subject = |&c: &usize| words[c].rel == Rel::Nsubj && extent(words, c).end == begins;
        let other = children(words, verb).any(|c| c > clause && words[c].rel == Rel::Nsubj);
        let Some(first) = children(words, verb).find(subject).filter(|_| other) else { continue };
        let passive = child(words, clause, &[Rel::AuxPass]).is_some();
        attach(words, first, Some(clause), if passive { Rel::NsubjPass } else { Rel::Nsubj });
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
pub fn told(word: &Word) -> bool {
    word.upos == Upos::Verb && matches!(word.xpos, "VBD" | "VBZ" | "VBP")
}

pub const SUBJECTS: [Rel; 4] = [Rel::Nsubj, Rel::NsubjPass, Rel::Csubj, Rel::Expl];

/// Whether it is the relation of a subject.
pub fn is_subject(rel: Rel) -> bool {
    SUBJECTS.contains(&rel)
}

/// The days of the week.
pub const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Other nouns that tell a time.
const TIMES: [&str; 9] = ["year", "month", "week", "day", "hour", "decade", "today", "yesterday", "weekend"];
/// Prepositions that no noun of time takes.
const NEVER_OF_TIMES: [&str; 5] = ["with", "between", "against", "about", "over"];

/// "Expanded training in recent years with Finland": years have nothing with anyone, so it hangs higher.
fn complements_of_times(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Some(time) = words[noun].head.filter(|&t| t < noun && words[noun].rel == Rel::Nmod) else { continue };
        let Some(case) = child(words, noun, &[Rel::Case]) else { continue };
        let told = |w: usize, of: &[&str]| of.contains(&&*words[w].lemma);
        let Some(above) =
            words[time].head.filter(|_| (told(time, &TIMES) || told(time, &DAYS)) && told(case, &NEVER_OF_TIMES))
        else {
            continue;
        };
        let rel = if matches!(words[above].upos, Upos::Verb | Upos::Adj) { Rel::Obl } else { Rel::Nmod };
        attach(words, noun, Some(above), rel);
    }
}

#[cfg(test)]
pub mod tests {
    use super::super::{analysis, model::Model};
    use super::*;
    use crate::text;

    pub fn relations(text: &str) -> Vec<(String, Rel)> {
        let sentences = analysis::analyse_with(Model::builtin(), text, &text::split(text, 0));
        sentences[0].words.iter().map(|w| (w.span.of(text).to_owned(), w.rel)).collect()
    }

    pub fn of(text: &str, word: &str) -> Rel {
        relations(text).into_iter().find(|(w, _)| w == word).expect("the word is there").1
    }

    #[test]
    fn no_word_hangs_below_itself() {
        let text = "The king saw the ships of Norway.";
        let mut sentences = analysis::analyse_with(Model::builtin(), text, &text::split(text, 0));
        let words = &mut sentences[0].words;
        let (above, below) =
            (words.iter().position(|w| &*w.lemma == "ship").expect("the ships are there"), words.len() - 2);
        assert!(under(words, below, above), "{words:#?}");
        assert!(!attach(words, above, Some(below), Rel::Obj));
        assert!(words.iter().any(|w| w.head.is_none()) && !under(words, above, below));
    }

    #[test]
    fn what_is_told_is_no_relative_clause() {
        let text =
            "Draghi told reporters that Italy and the United States had agreed to begin consultations on fishing.";
        assert_eq!(of(text, "agreed"), Rel::Ccomp);
    }

    #[test]
    fn helpers_have_nothing_of_their_own() {
        let text = "Peru has cut ties with Chile two months after rioters burned its consulate.";
        let sentences = analysis::analyse_with(Model::builtin(), text, &text::split(text, 0));
        assert_eq!(sentences[0].words[0].head, Some(2));
    }

    #[test]
    fn a_name_is_no_infinitive() {
        let text = "Velmark will send a thousand tents to Zorund some weeks after the flood.";
        assert_eq!(of(text, "Zorund"), Rel::Obl);
    }

    #[test]
    fn a_sentence_has_a_verb() {
        assert_eq!(of("The minister who signed the treaty resigned.", "resigned"), Rel::Root);
        let severed = "Morocco severed diplomatic relations with Iran.";
        assert_eq!((of(severed, "severed"), of(severed, "relations")), (Rel::Root, Rel::Obj));
    }

    #[test]
    fn what_is_said_keeps_its_subject() {
        let text = "The meeting ended at noon, an aide said.";
        assert_eq!(relations(text).iter().filter(|(_, rel)| *rel == Rel::Nsubj).count(), 2);
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
        let text = "Norway has expanded training in recent years with the navies of Sweden and Finland.";
        assert_eq!(of(text, "navies"), Rel::Obl);
    }

    #[test]
    fn what_is_said_without_that() {
        let text = "Her aides had alleged Petrova was poisoned.";
        assert_eq!(of(text, "poisoned"), Rel::Ccomp);
    }
}
