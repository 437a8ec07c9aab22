//! Mends trees where a verb was taken for a noun, or a noun's participle for a verb, because both have one form.
//!
//! "Demanded that Holm resign": Holm is to resign. "Threatened to shell positions": they will be shelled. "Approved the
//! extradition of a man wanted in Peru": that was approved, nothing is told of the extradition.

use super::repair::{DAYS, attach, child, children, extent, finite, is_subject, under};
use super::valency_objects::{ONLY_OBJECT, ORDER, VERDICT, WISH, WITH_INFINITIVE};
use super::{Rel, Upos, Word};

/// Mends verbs that look like nouns, and the other way round.
pub fn mend(words: &mut [Word]) {
    subjunctives(words);
    infinitives(words);
    infinitives_of_objects(words);
    sums_worth(words);
    objects_with_participles(words);
    subjects_in_apposition(words);
    courts(words);
}

/// Relations of what stands in front of a noun as a part of it.
const FRONT: [Rel; 7] = [Rel::Det, Rel::Amod, Rel::Compound, Rel::NmodPoss, Rel::Nummod, Rel::NmodDesc, Rel::Nmod];

/// "Demanded that the leader of the party resign", where the party was taken for a part of a noun: it is who resigns.
fn subjunctives(words: &mut [Word]) {
    for clause in 2..words.len() {
        let Some(verb) = words[clause].head.filter(|&v| v + 1 < clause && WISH.has(&words[v].lemma)) else { continue };
        let that =
            children(words, clause).find(|&c| c < clause && words[c].rel == Rel::Mark && &*words[c].lemma == "that");
        let noun = words[clause].xpos == "NN" && that.is_some();
        let form = matches!(words[clause].xpos, "VB" | "VBP" | "VBN" | "VBD");
        let wished = words[clause].rel == Rel::Ccomp || form && words[clause].rel == Rel::Obj;
        let bound = |c: usize| {
            is_subject(words[c].rel) || matches!(words[c].rel, Rel::Cop | Rel::Aux | Rel::AuxPass | Rel::Case)
        };
        if !(noun || form) || !wished || children(words, clause).any(bound) {
            continue;
        }
        let begins = that.map_or(verb + 1, |t| t + 1);
        let front = |c: usize| c >= begins && c < clause && FRONT.contains(&words[c].rel);
        let subject = children(words, clause).filter(|&c| front(c)).max();
        let whole = |c: usize| words[c].is_nominal() && extent(words, c).end == clause;
        let owner = |c: usize| child(words, c, &[Rel::Case]).is_some_and(|k| words[k].xpos == "POS");
        let Some(subject) = subject.filter(|&c| whole(c) && !owner(c)) else { continue };
        let parts: Vec<usize> = children(words, clause).filter(|&c| front(c) && c != subject).collect();
        for part in parts {
            words[part].head = Some(subject);
        }
        words[subject].rel = Rel::Nsubj;
        (words[clause].upos, words[clause].xpos, words[clause].rel) = (Upos::Verb, "VB", Rel::Ccomp);
    }
}

/// "Threatened to shell positions": after such a verb no noun follows "to".
fn infinitives(words: &mut [Word]) {
    for to in 1..words.len().saturating_sub(2) {
        let infinitive = to + 1;
        let Some(noun) = words[to].head.filter(|&n| n > infinitive && words[to].rel == Rel::Case) else { continue };
        let Some(verb) = words[noun].head.filter(|&v| v < to && words[noun].rel == Rel::Obl) else { continue };
        let form = matches!(words[infinitive].xpos, "NN" | "VB" | "VBP") && words[infinitive].head == Some(noun);
        let to_word = &*words[to].lemma == "to" && WITH_INFINITIVE.has(&words[verb].lemma);
        if !form || !to_word || words[infinitive].rel != Rel::Compound || child(words, infinitive, &FRONT).is_some() {
            continue;
        }
        (words[infinitive].head, words[infinitive].rel) = (Some(verb), Rel::Xcomp);
        (words[infinitive].upos, words[infinitive].xpos) = (Upos::Verb, "VB");
        (words[noun].head, words[noun].rel) = (Some(infinitive), Rel::Obj);
        (words[to].head, words[to].rel) = (Some(infinitive), Rel::Mark);
    }
}

/// "Forced the plane to land": what has no article behind "to" is what the plane is to do.
fn infinitives_of_objects(words: &mut [Word]) {
    for infinitive in 3..words.len() {
        let to = infinitive - 1;
        let bare = words[infinitive].xpos == "NN" && words[infinitive].rel == Rel::Obl;
        let Some(verb) = words[infinitive].head.filter(|&v| bare && v < to && ORDER.has(&words[v].lemma)) else {
            continue;
        };
        let behind = words[to].head == Some(infinitive) && words[to].rel == Rel::Case && &*words[to].lemma == "to";
        let object = child(words, verb, &[Rel::Obj]).is_some_and(|o| o > verb && o < to);
        if behind && object && extent(words, infinitive).start == to {
            (words[infinitive].upos, words[infinitive].xpos, words[infinitive].rel) = (Upos::Verb, "VB", Rel::Xcomp);
            words[to].rel = Rel::Mark;
        }
    }
}

/// "Sent $5 million worth of tents": what the sum is worth is sent, not sent to the sum.
fn sums_worth(words: &mut [Word]) {
    for worth in 2..words.len() {
        let Some(verb) = words[worth].head.filter(|_| &*words[worth].lemma == "worth" && words[worth].rel == Rel::Obj)
        else {
            continue;
        };
        let sum = children(words, verb).find(|&c| words[c].rel == Rel::Iobj && c > verb && c < worth);
        if let Some(sum) = sum.filter(|&c| extent(words, c).end == worth) {
            attach(words, sum, Some(worth), Rel::NmodUnmarked);
        }
    }
}

/// "Approved the extradition of a man wanted in Peru": a verb that takes no clause has the noun for its object.
fn objects_with_participles(words: &mut [Word]) {
    for clause in 3..words.len() {
        let form = matches!(words[clause].rel, Rel::Ccomp | Rel::Advcl) && matches!(words[clause].xpos, "VBD" | "VBN");
        let Some(verb) = words[clause].head.filter(|&v| form && v < clause && ONLY_OBJECT.has(&words[v].lemma)) else {
            continue;
        };
        let own =
            |c: usize| matches!(words[c].rel, Rel::Obj | Rel::Mark | Rel::Aux | Rel::AuxPass | Rel::Xcomp | Rel::Ccomp);
        if children(words, clause).any(own) {
            continue;
        }
        let object = child(words, verb, &[Rel::Obj]);
        let Some(noun) = child(words, clause, &[Rel::Nsubj, Rel::NsubjPass]).filter(|&n| n > verb) else {
            // "Freed a man wanted in Peru"
            let right = object.is_some_and(|o| o < clause && under(words, clause - 1, o));
            if right && extent(words, clause).start == clause && attach(words, clause, Some(clause - 1), Rel::Acl) {
                words[clause].xpos = "VBN";
            }
            continue;
        };
        if object.is_some() || extent(words, noun).end != clause {
            continue;
        }
        let described = if words[clause - 1].is_nominal() { clause - 1 } else { noun };
        (words[noun].head, words[noun].rel) = (Some(verb), Rel::Obj);
        (words[clause].head, words[clause].rel, words[clause].xpos) = (Some(described), Rel::Acl, "VBN");
    }
}

/// "In the West, a guard was wounded", where the guard was taken for the West: a finite verb has a subject.
fn subjects_in_apposition(words: &mut [Word]) {
    for subject in 2..words.len() {
        let Some(place) = words[subject].head.filter(|&p| words[subject].rel == Rel::Appos && p < subject) else {
            continue;
        };
        let Some(verb) = words[place].head.filter(|&v| v > subject && words[place].rel == Rel::Obl) else { continue };
        let lone = finite(words, verb)
            && !children(words, verb).any(|c| is_subject(words[c].rel) || words[c].rel == Rel::Expl);
        let behind =
            child(words, place, &[Rel::Case]).is_some() && extent(words, subject).end == extent(words, place).end;
        if !lone || !behind {
            continue;
        }
        let passive = child(words, verb, &[Rel::AuxPass]).is_some();
        let first = extent(words, subject).start;
        let comma = first.checked_sub(1).filter(|&c| words[c].upos == Upos::Punct);
        let rel = if passive { Rel::NsubjPass } else { Rel::Nsubj };
        let Some(comma) = comma.filter(|_| attach(words, subject, Some(verb), rel)) else { continue };
        if words[comma].head == Some(subject) {
            words[comma].head = Some(place);
        }
    }
}

/// "The donors Friday said", where the day was taken for who said so.
pub fn days_behind_subjects(words: &mut [Word]) {
    for day in 1..words.len() {
        if !DAYS.contains(&&*words[day].lemma) || !is_subject(words[day].rel) {
            continue;
        }
        let before = |c: usize| c < day && words[c].is_nominal() && extent(words, c).end == day;
        let verb = words[day].head.filter(|&v| v > day);
        if verb.is_some_and(|v| children(words, v).any(|c| before(c) && is_subject(words[c].rel))) {
            words[day].rel = Rel::OblUnmarked;
            continue;
        }
        let owner = |c: usize| child(words, c, &[Rel::Case]).is_some();
        let Some(subject) = children(words, day).find(|&c| before(c) && !owner(c)) else { continue };
        (words[subject].head, words[subject].rel) = (words[day].head, words[day].rel);
        words[day].rel = Rel::OblUnmarked;
        for word in words[..day].iter_mut().filter(|word| word.head == Some(day)) {
            word.head = Some(subject);
        }
    }
}

/// "Convicted on all counts in the bombings by a jury": the jury did not bomb.
fn courts(words: &mut [Word]) {
    for court in 3..words.len() {
        if words[court].rel != Rel::Nmod || words[court].upos == Upos::Propn {
            continue;
        }
        let by = child(words, court, &[Rel::Case]).is_some_and(|c| &*words[c].lemma == "by" && c < court);
        let mut above = words[court].head.filter(|_| by);
        while let Some(noun) = above.filter(|&n| words[n].is_nominal()) {
            above = words[noun].head.filter(|_| matches!(words[noun].rel, Rel::Nmod | Rel::Obl | Rel::NmodUnmarked));
        }
        let Some(verb) = above.filter(|&v| v < court && VERDICT.has(&words[v].lemma)) else { continue };
        let passive = child(words, verb, &[Rel::AuxPass]).is_some() && child(words, verb, &[Rel::OblAgent]).is_none();
        if passive {
            attach(words, court, Some(verb), Rel::OblAgent);
        }
    }
}
