//! Names of people mended in trees: given names, ages, names on both sides of a semicolon.
//!
//! "Aide Ann Blake said": `Ann` begins the name, whatever the tree hung it on.

use super::repair::children;
use super::{Rel, Upos, Word};
use crate::ontology::Ontology;

/// Mends what names of people consist of.
pub fn mend(words: &mut [Word]) {
    ages(words);
    given_names_of_titles(words);
    given_names_in_apposition(words);
    names_beyond_semicolons(words);
}

/// Makes a given name the head of the name that the word after it heads.
pub fn begin_name(words: &mut [Word], given: usize, name: usize) {
    for word in words.iter_mut().filter(|w| w.head == Some(name)) {
        word.head = Some(given);
    }
    (words[given].head, words[given].rel) = (words[name].head, words[name].rel);
    (words[name].head, words[name].rel) = (Some(given), Rel::Flat);
}

/// "Police spokesman Ann Blake called it", where Ann was taken for an apposition to Blake: nothing stands in apposition to
/// what comes after it.
fn given_names_in_apposition(words: &mut [Word]) {
    for name in 1..words.len() {
        let given = name - 1;
        let apposed = words[given].head == Some(name) && words[given].rel == Rel::Appos;
        if apposed && [given, name].iter().all(|&w| words[w].upos == Upos::Propn) {
            begin_name(words, given, name);
        }
    }
}

/// "Minister Ann Blake; General Omar Reed; and": a semicolon is no part of a name, so that what comes after it is the next.
fn names_beyond_semicolons(words: &mut [Word]) {
    for next in 2..words.len() {
        let Some(name) = words[next].head.filter(|&h| words[next].rel == Rel::Flat && h < next) else { continue };
        if !(name + 1..next).any(|w| &*words[w].lemma == ";") {
            continue;
        }
        let behind: Vec<usize> = children(words, name).filter(|&c| c > next && words[c].rel != Rel::Conj).collect();
        words[next].rel = Rel::Conj;
        for child in behind {
            words[child].head = Some(next);
        }
    }
}

/// "Representative Ann Blake", where the given name hung on the title: it begins the name.
fn given_names_of_titles(words: &mut [Word]) {
    for name in 2..words.len() {
        let (given, title) = (name - 1, name - 2);
        let parts =
            matches!(words[given].rel, Rel::Flat | Rel::Appos | Rel::Compound) && words[title].rel == Rel::NmodDesc;
        let chain = words[given].head == Some(title) && words[title].head == Some(name);
        if !(parts && chain) || [given, name].iter().any(|&w| words[w].upos != Upos::Propn) {
            continue;
        }
        begin_name(words, given, name);
    }
}

/// "Ann Blake, 58, said": the age is no part of the name.
fn ages(words: &mut [Word]) {
    for age in 2..words.len() {
        let name = words[age].head.filter(|_| words[age].rel == Rel::Flat && words[age].xpos == "CD");
        let apart = &*words[age - 1].lemma == ",";
        if name.is_some_and(|name| name < age && words[name].upos == Upos::Propn) && apart {
            words[age].rel = Rel::NmodUnmarked;
        }
    }
}

/// "Called Frédéric Bernard": what is no title in front of a name is a part of it.
pub fn given_names(words: &mut [Word]) {
    let index = &Ontology::built_in().index;
    for given in 1..words.len().saturating_sub(1) {
        let name = given + 1;
        let both = words[given].upos == Upos::Propn && words[name].upos == Upos::Propn;
        if !both || words[given].rel != Rel::NmodDesc || words[given].head != Some(name) {
            continue;
        }
        let lemma = &*words[given].lemma;
        let title = index.honorific(lemma).is_some() || !index.roles(&lemma.to_lowercase()).is_empty();
        let short = lemma.ends_with('.') || lemma.chars().all(char::is_uppercase);
        let alone = children(words, given).next().is_none() && words[given - 1].upos != Upos::Propn;
        if !title && !short && alone {
            words[given].rel = Rel::Compound;
        }
    }
}
