//! Names and nouns mended in trees: titles, complements, lists, owners and doers.
//!
//! "Chancellor Angela Merkel" in a list: `Angela` goes on with `Chancellor`, not with the name before the comma.

use super::repair::{DAYS, attach, child, children, extent, is_subject};
use super::repair_persons::{self, begin_name, given_names};
use super::valency::NOUN_WITH_TO;
use super::{Rel, Upos, Word};

/// Where one place lies, seen from another.
const BEARINGS: [&str; 12] = [
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north-east",
    "north-west",
    "south-east",
    "south-west",
];

/// Mends what names are part of.
pub fn mend(words: &mut [Word]) {
    owners(words);
    given_names(words);
    names_for_verbs(words);
    days_before_subjects(words);
    parts_of_names(words);
    described_names(words);
    titles_with_departments(words);
    names_behind_departments(words);
    complements_of_names(words);
    names_of_holders(words);
    complements_with_to(words);
    doers_of_nouns(words);
    second_subjects(words);
    lists_of_names(words);
    days_behind_names(words);
    bearings(words);
    repair_persons::mend(words);
}

/// "Hit a base southwest of Lima", where the base was hung on the bearing: the bearing only says where it lies.
fn bearings(words: &mut [Word]) {
    for bearing in 1..words.len().saturating_sub(1) {
        let thing = bearing - 1;
        let hung = words[thing].head == Some(bearing) && words[thing].is_nominal();
        if !hung || &*words[bearing + 1].lemma != "of" || !BEARINGS.contains(&&*words[bearing].lemma) {
            continue;
        }
        for word in words[..thing].iter_mut().filter(|word| word.head == Some(bearing)) {
            word.head = Some(thing);
        }
        (words[thing].head, words[thing].rel) = (words[bearing].head, words[bearing].rel);
        (words[bearing].head, words[bearing].rel) = (Some(thing), Rel::Nmod);
    }
}

/// "The Union's closing of the port": what has a possessive ending belongs to the noun behind it.
fn owners(words: &mut [Word]) {
    for owner in 0..words.len() {
        let Some(ending) = child(words, owner, &[Rel::Case]).filter(|&c| words[c].xpos == "POS") else { continue };
        let behind = |&w: &usize| words[w].is_nominal() && extent(words, w).start == ending + 1;
        if !is_subject(words[owner].rel) || extent(words, owner).end != ending + 1 {
            continue;
        }
        if let Some(noun) = (ending + 1..words.len()).find(behind) {
            attach(words, owner, Some(noun), Rel::NmodPoss);
        }
    }
}

/// "Sarah Rutherfurd will speak", where the second was taken for a verb: a name goes on with the name before it.
fn names_for_verbs(words: &mut [Word]) {
    for word in 1..words.len() {
        let clausal = matches!(words[word].rel, Rel::Acl | Rel::AclRelcl | Rel::Advcl | Rel::Ccomp);
        let name = |w: usize| words[w].upos == Upos::Propn;
        let bare = || children(words, word).all(|c| words[c].rel == Rel::Punct);
        if clausal && name(word) && name(word - 1) && bare() {
            attach(words, word, Some(word - 1), Rel::Flat);
        }
    }
}

/// "On Monday Karen Blake met", "on Friday rebels attacked": the day is no part of the name or noun behind it.
fn days_before_subjects(words: &mut [Word]) {
    for day in 1..words.len().saturating_sub(1) {
        let on = day - 1;
        let dated = DAYS.contains(&&*words[day].lemma) && &*words[on].lemma == "on" && words[on].rel == Rel::Case;
        if !dated || words[day + 1].upos == Upos::Punct {
            continue;
        }
        let (noun, verb) = match (words[day].rel, words[day].head) {
            (Rel::Compound | Rel::NmodDesc | Rel::Amod, Some(noun)) if noun > day => (Some(noun), words[noun].head),
            (Rel::Obl | Rel::OblUnmarked, Some(verb)) => {
                (children(words, day).find(|&c| c == day + 1 && words[c].rel == Rel::Flat), Some(verb))
            }
            _ => continue,
        };
        let Some((noun, verb)) = noun.zip(verb) else { continue };
        let free =
            words[verb].upos == Upos::Verb && noun < verb && !children(words, verb).any(|c| is_subject(words[c].rel));
        if !free || !words[noun].is_nominal() {
            continue;
        }
        (words[day].head, words[day].rel) = (Some(verb), Rel::Obl);
        words[on].head = Some(day);
        (words[noun].head, words[noun].rel) = (Some(verb), Rel::Nsubj);
        for word in words.iter_mut().filter(|w| w.head == Some(day) && w.rel == Rel::Flat) {
            word.head = Some(noun);
        }
    }
}

/// "Met with Reed Sunday": the day is no part of the name.
fn days_behind_names(words: &mut [Word]) {
    for day in 1..words.len() {
        let named = DAYS.contains(&&*words[day].lemma) && matches!(words[day].rel, Rel::Flat | Rel::Appos);
        let name = words[day].head.filter(|&name| named && name < day && words[name].upos == Upos::Propn);
        let verb = name.and_then(|name| words[name].head.filter(|_| !DAYS.contains(&&*words[name].lemma)));
        if let Some(verb) = verb.filter(|&v| words[v].upos == Upos::Verb) {
            attach(words, day, Some(verb), Rel::OblUnmarked);
        }
    }
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

/// "Ann Blake and adviser Carl Dow": a noun right before a name, both hung on the same word, describes it.
fn described_names(words: &mut [Word]) {
    for name in 2..words.len() {
        let noun = name - 1;
        let beside = matches!(words[name].rel, Rel::Flat | Rel::Appos | Rel::Conj) && words[name].upos == Upos::Propn;
        let listed = matches!(words[noun].rel, Rel::Conj | Rel::Appos) && words[noun].upos == Upos::Noun;
        let Some(head) = words[noun].head.filter(|&h| beside && listed && h < noun) else { continue };
        if words[name].head != Some(head) {
            continue;
        }
        let joint = |word: &&mut Word| word.head == Some(noun) && matches!(word.rel, Rel::Cc | Rel::Punct);
        for word in words[..noun].iter_mut().filter(joint) {
            word.head = Some(name);
        }
        words[name].rel = words[noun].rel;
        (words[noun].head, words[noun].rel) = (Some(name), Rel::NmodDesc);
    }
}

/// "Minister of Trade Anna Holm, adviser Carl Lind, and …": the name goes on with the title, not with what it is of.
fn titles_with_departments(words: &mut [Word]) {
    for name in 3..words.len() {
        let field = name - 1;
        let described = words[field].head == Some(name) && matches!(words[field].rel, Rel::NmodDesc | Rel::Compound);
        let of = field - 1;
        let owned = words[name].rel == Rel::Nmod && words[of].head == Some(name) && &*words[of].lemma == "of";
        let Some(title) = words[name].head.filter(|&t| described && owned && t + 1 == of) else { continue };
        if [title, field, name].iter().any(|&w| words[w].upos != Upos::Propn)
            || child(words, name, &[Rel::Flat]).is_none()
        {
            continue;
        }
        let listed = child(words, title, &[Rel::Conj]).is_some();
        for word in words.iter_mut().filter(|w| w.head == Some(name)) {
            match word.rel {
                Rel::Appos if listed => (word.head, word.rel) = (Some(title), Rel::Conj),
                Rel::Conj | Rel::Punct | Rel::Appos => word.head = Some(title),
                _ => {}
            }
        }
        (words[name].head, words[name].rel) = (Some(title), Rel::Flat);
        (words[field].head, words[field].rel) = (Some(title), Rel::Nmod);
        words[of].head = Some(field);
    }
}

/// "Minister of Trade Anna Holm": a name hung on the title like something it is of, but without "of", goes on with it.
fn names_behind_departments(words: &mut [Word]) {
    for name in 3..words.len() {
        let bare = words[name].rel == Rel::Nmod && child(words, name, &[Rel::Case]).is_none();
        let Some(title) = words[name].head.filter(|&t| bare && t + 2 < name && words[t].upos == Upos::Propn) else {
            continue;
        };
        let behind = words[name - 1].head == Some(title) && child(words, name - 1, &[Rel::Case]).is_some();
        if behind && words[name].upos == Upos::Propn && child(words, name, &[Rel::Flat]).is_some() {
            words[name].rel = Rel::Flat;
        }
    }
}

/// "Tusk of Poland, Scholz of Germany": "of" belongs to the name right before it.
fn complements_of_names(words: &mut [Word]) {
    for noun in 2..words.len() {
        let Some(far) = words[noun].head.filter(|&h| words[h].upos == Upos::Propn) else { continue };
        let of = child(words, noun, &[Rel::Case]).filter(|&c| c > 0 && c < noun && &*words[c].lemma == "of");
        let Some(before) = of.map(|of| of - 1).filter(|&b| words[b].upos == Upos::Propn && b != far) else { continue };
        let near = run_head(words, before).unwrap_or(before);
        let listed = words[near].head == Some(far) && matches!(words[near].rel, Rel::Appos | Rel::Conj);
        if far > noun || near > far && listed {
            attach(words, noun, Some(near), Rel::Nmod);
        }
    }
}

/// "The president of Ghana, Nana Addo, met": without "and" the name is who holds the office, no second country.
fn names_of_holders(words: &mut [Word]) {
    for name in 3..words.len() {
        let Some(place) = words[name].head.filter(|&p| p < name && words[name].rel == Rel::Conj) else { continue };
        let titled = words[place].rel == Rel::Nmod
            && child(words, place, &[Rel::Case]).is_some_and(|c| &*words[c].lemma == "of");
        let Some(title) = words[place].head.filter(|&t| titled && t < place && words[t].upos == Upos::Noun) else {
            continue;
        };
        let proper = [place, name].iter().all(|&w| words[w].upos == Upos::Propn);
        let only = children(words, place).filter(|&c| words[c].rel == Rel::Conj).count() == 1;
        if proper && only && full_name(words, name) && child(words, name, &[Rel::Cc]).is_none() {
            attach(words, name, Some(title), Rel::Appos);
        }
    }
}

/// "Stressed her opposition to force": it is not underscored to anyone.
fn complements_with_to(words: &mut [Word]) {
    for noun in 2..words.len() {
        let to = child(words, noun, &[Rel::Case]).filter(|&c| words[noun].rel == Rel::Obl && &*words[c].lemma == "to");
        let Some((to, verb)) = to.zip(words[noun].head) else { continue };
        let before = to.checked_sub(1).filter(|&o| words[o].rel == Rel::Obj && words[o].head == Some(verb));
        if let Some(object) = before.filter(|&o| NOUN_WITH_TO.has(&words[o].lemma)) {
            attach(words, noun, Some(object), Rel::Nmod);
        }
    }
}

/// The word of a run of proper nouns on which the others before `word` hang, if that lies to the left of it.
fn run_head(words: &[Word], word: usize) -> Option<usize> {
    let start = (0..=word).rev().take_while(|&w| words[w].upos == Upos::Propn).last()?;
    (start..word).find(|&w| words[w].head.is_none_or(|h| h < start || h > word))
}

/// "The release of Mandela by South Africa", "dismissed the claims by Britain": a name does nothing to a name; nor does
/// someone act "by" a verb that has its subject.
fn doers_of_nouns(words: &mut [Word]) {
    for doer in 2..words.len() {
        let Some(by) = child(words, doer, &[Rel::Case]).filter(|&c| c > 0 && &*words[c].lemma == "by") else {
            continue;
        };
        let Some(head) = words[doer].head.filter(|&h| h < by && words[doer].upos == Upos::Propn) else { continue };
        let noun = |w: usize| words[w].upos == Upos::Noun;
        if words[doer].rel == Rel::Nmod && words[head].upos == Upos::Propn {
            if let Some(above) = words[head].head.filter(|&a| a < head && noun(a) && words[head].rel == Rel::Nmod) {
                attach(words, doer, Some(above), Rel::Nmod);
            }
        } else if words[doer].rel == Rel::Obl && child(words, head, &[Rel::AuxPass]).is_none() {
            let before = child(words, head, &[Rel::Obj]).filter(|&o| noun(o) && extent(words, o).end == by);
            if let Some(object) = before.filter(|_| children(words, head).any(|c| is_subject(words[c].rel))) {
                attach(words, doer, Some(object), Rel::Nmod);
            }
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
            if begins > 0 && words[begins - 1].upos == Upos::Punct {
                words[begins - 1].head = Some(second);
            }
            attach(words, second, Some(first), Rel::Conj);
        } else if words[second].upos == Upos::Propn && words[first].is_nominal() {
            // "Police spokesman Ann Blake said": the given name may hang on the common noun.
            let given = first + 1;
            let apart = given + 1 == begins && words[given].upos == Upos::Propn && words[given].head == Some(first);
            if given == begins || apart {
                attach(words, first, Some(second), Rel::NmodDesc);
            }
            if apart {
                begin_name(words, given, second);
            }
        }
    }
}

/// "Angela Merkel, Emmanuel Macron and Boris Johnson": full names in a row are a list, not one name for another.
fn lists_of_names(words: &mut [Word]) {
    for second in 1..words.len() {
        let beside = matches!(words[second].rel, Rel::Appos | Rel::NmodDesc);
        let Some(first) = words[second].head.filter(|&h| beside && h < second) else { continue };
        let listed = children(words, first)
            .any(|c| c > second && words[c].rel == Rel::Conj && child(words, c, &[Rel::Cc]).is_some());
        if listed && [first, second].iter().all(|&w| full_name(words, w)) {
            words[second].rel = Rel::Conj;
        }
    }
}

/// A proper noun with another that it carries on, and nothing common about it: "Boris Johnson", not "Foreign Secretary".
fn full_name(words: &[Word], word: usize) -> bool {
    let only =
        |rel: Rel| matches!(rel, Rel::Flat | Rel::Punct | Rel::Cc | Rel::Conj | Rel::Appos | Rel::Nmod | Rel::Case);
    let titled = |w: &Word| w.rel == Rel::NmodDesc || w.rel == Rel::Amod && w.xpos == "NNP";
    words[word].upos == Upos::Propn
        && child(words, word, &[Rel::Flat, Rel::NmodDesc]).is_some()
        && children(words, word).all(|c| only(words[c].rel) || titled(&words[c]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::repair::tests::{of, relations};

    #[test]
    fn what_lies_north_of_a_place_is_no_part_of_where() {
        let text = "Peru launched an air strike against a rebel camp southwest of Lima, the army command said on Monday night.";
        let raw = crate::text::split(text, 0);
        let words = &crate::grammar::analyse(text, &raw)[0].words;
        let at = |form: &str| words.iter().position(|w| w.span.of(text) == form).expect("the word is there");
        assert_eq!(words[at("southwest")].head, Some(at("camp")));
    }

    #[test]
    fn names_in_a_row_are_a_list() {
        let text = "Joe Biden, Emmanuel Macron and Boris Johnson met in Rome.";
        assert_eq!((of(text, "Emmanuel"), of(text, "Boris")), (Rel::Conj, Rel::Conj));
    }

    #[test]
    fn names_with_titles_in_a_row_are_a_list() {
        let text = "On Friday the king received President Alexander Stubb of Finland, Chancellor Olaf Scholz of Germany, \
                    Prime Minister Donald Tusk of Poland and Prime Minister Mette Frederiksen.";
        assert_eq!((of(text, "Donald"), of(text, "Mette")), (Rel::Conj, Rel::Conj));
    }

    #[test]
    fn listed_subjects_are_one() {
        let text = "On Friday, President Alexander Stubb of Finland, Chancellor Olaf Scholz of Germany, Prime Minister \
                    Donald Tusk of Poland, Prime Minister Mette Frederiksen of Denmark, and King Harald of Norway opened a \
                    museum.";
        assert_eq!(relations(text).iter().filter(|(_, rel)| *rel == Rel::Nsubj).count(), 1);
        assert_eq!((of(text, "Scholz"), of(text, "Mette"), of(text, "Harald")), (Rel::Flat, Rel::Conj, Rel::Conj));
    }

    #[test]
    fn owners_and_doers() {
        assert_eq!(of("The United States' killing of Qasem Soleimani enraged Iran.", "States"), Rel::NmodPoss);
        assert_eq!(of("Russia dismissed the claims by Britain.", "Britain"), Rel::Nmod);
    }

    #[test]
    fn an_agency_is_described_not_a_second_subject() {
        let text = "On Monday the state-owned news agency Tanjug reported heavy floods.";
        assert!(relations(text).iter().filter(|(_, rel)| *rel == Rel::Nsubj).count() == 1);
    }

    #[test]
    fn headings_and_appositions_stay() {
        let text = "Antony Blinken, Secretary of State, and Sergey Lavrov met.";
        assert_ne!(of(text, "Secretary"), Rel::Conj);
    }
}
