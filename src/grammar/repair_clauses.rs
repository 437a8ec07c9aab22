//! Mends trees where what describes a noun was taken for more: a participle for the verb, a place for a second subject.
//!
//! "A report released last year said that …": the report said; it was released last year. "Observers in Accra and
//! around the country say": observers say, wherever they are.

use super::repair::{child, children, is_subject, told, under};
use super::valency::{CLAIM, DESCRIBING, SPEECH_ACT, TRANSITIVE, reports, speaks};
use super::{Rel, Upos, Word};

/// Mends clauses that describe a noun.
pub fn mend(words: &mut [Word]) {
    clauses_beside_subjects(words);
    reduced_relatives(words);
    prepositional_conjuncts(words);
    contact_clauses(words);
    clauses_without_object(words);
    gerunds_after_to(words);
    anticipated(words);
    content_clauses(words);
    bare_conjuncts(words);
    behind_reports(words);
    acts_of_speakers(words);
    subjects_of_content(words);
    names_behind_a_dash(words);
    gerunds_beside_predicates(words);
}

/// "Rebels loyal to the king freed two envoys", "Anna Holm, an aide, said so": the tree sets the clause beside who acts in it.
fn clauses_beside_subjects(words: &mut [Word]) {
    let Some(root) = words.iter().position(|w| w.rel == Rel::Root) else { return };
    if !words[root].is_nominal() || child(words, root, &[Rel::Cop, Rel::Nsubj]).is_some() {
        return;
    }
    let bound = [Rel::Nsubj, Rel::NsubjPass, Rel::Csubj, Rel::Expl, Rel::Mark, Rel::AuxPass, Rel::Cop];
    let beside =
        |&c: &usize| c > root && words[c].rel == Rel::Parataxis && told(&words[c]) && child(words, c, &bound).is_none();
    let Some(verb) = children(words, root).find(beside) else { return };
    let begins = (root + 1..=verb).find(|&w| under(words, w, verb)).unwrap_or(verb);
    let comma = &*words[begins - 1].lemma == ",";
    let described = children(words, root).any(|c| c > root && c < verb && matches!(words[c].rel, Rel::Amod | Rel::Acl));
    let parted = words[root..verb].iter().any(|w| matches!(&*w.lemma, ":" | "—" | "–" | "--" | "|" | "-" | "/"));
    if parted || !comma && !described {
        return;
    }
    (words[verb].head, words[verb].rel) = (None, Rel::Root);
    (words[root].head, words[root].rel) = (Some(verb), Rel::Nsubj);
    for word in words[verb + 1..].iter_mut().filter(|word| word.head == Some(root)) {
        word.head = Some(verb);
    }
}

/// "With its partners — Ghana, Chad and Mali": those named are the partners, not what the partners are listed with.
fn names_behind_a_dash(words: &mut [Word]) {
    for noun in 0..words.len().saturating_sub(2) {
        let listed = words[noun].rel == Rel::Conj && words[noun].upos == Upos::Noun && words[noun].is_plural();
        let Some(first) = words[noun].head.filter(|&h| listed && h > noun + 1 && words[h].upos == Upos::Propn) else {
            continue;
        };
        let dash = (noun + 1..first).all(|w| matches!(&*words[w].lemma, "—" | "–" | "-" | "--" | ":" | "the"));
        let more = children(words, first).any(|c| c > first && words[c].rel == Rel::Conj);
        if !dash || !more {
            continue;
        }
        let rel = if child(words, noun, &[Rel::Cc]).is_some() { Rel::Conj } else { words[first].rel };
        (words[noun].head, words[noun].rel) = (words[first].head, rel);
        (words[first].head, words[first].rel) = (Some(noun), Rel::Appos);
        for word in words[..noun].iter_mut().filter(|word| word.head == Some(first)) {
            word.head = Some(noun);
        }
    }
}

/// "Holm is at the palace, meeting the queen": Holm meets her; the palace is not called so.
fn gerunds_beside_predicates(words: &mut [Word]) {
    for gerund in 2..words.len() {
        let apposed =
            words[gerund].rel == Rel::Appos && words[gerund].xpos == "VBG" && words[gerund].upos == Upos::Verb;
        let Some(place) = words[gerund].head.filter(|&h| apposed && h < gerund) else { continue };
        let predicate = child(words, place, &[Rel::Cop]).is_some() && child(words, place, &[Rel::Nsubj]).is_some();
        if predicate && child(words, gerund, &[Rel::Det, Rel::Amod, Rel::NmodPoss]).is_none() {
            words[gerund].rel = Rel::Advcl;
        }
    }
}

/// "One aide said Mr. Reed, who leaves in May, has been too kind": nobody is said; Reed has been too kind.
fn subjects_of_content(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Some(verb) = words[noun].head.filter(|&v| words[noun].rel == Rel::Obj && v < noun) else { continue };
        if !CLAIM.has(&words[verb].lemma) || words[noun].upos == Upos::Pron {
            continue;
        }
        let bound = |c: usize| is_subject(words[c].rel) || matches!(words[c].rel, Rel::Expl | Rel::Mark);
        let tensed = |c: usize| {
            let own = |c: usize| matches!(words[c].xpos, "VBZ" | "VBP" | "VBD" | "MD");
            own(c) || children(words, c).any(|h| matches!(words[h].rel, Rel::Aux | Rel::AuxPass | Rel::Cop) && own(h))
        };
        let content = children(words, verb)
            .find(|&c| c > noun && words[c].rel == Rel::Ccomp && tensed(c) && !children(words, c).any(bound));
        if let Some(content) = content {
            (words[noun].head, words[noun].rel) = (Some(content), Rel::Nsubj);
        }
    }
}

/// "We must wait, the minister said, accusing Ghana": the minister accuses. "Said it was late, urging Ghana to act": whoever
/// said so urges.
fn acts_of_speakers(words: &mut [Word]) {
    for act in 4..words.len() {
        let Some(head) =
            words[act].head.filter(|&h| words[act].rel == Rel::Advcl && words[act].xpos == "VBG" && h < act)
        else {
            continue;
        };
        // "While continuing to accuse"
        let verb = child(words, act, &[Rel::Xcomp]).filter(|_| !SPEECH_ACT.has(&words[act].lemma)).unwrap_or(act);
        let bound = |c: usize| is_subject(words[c].rel) || words[c].rel == Rel::Mark && &*words[c].lemma != "while";
        let begins = (head + 1..=act).find(|&w| under(words, w, act)).unwrap_or(act);
        let apart = words[begins].upos == Upos::Punct;
        if !SPEECH_ACT.has(&words[verb].lemma) || children(words, act).any(bound) || !apart {
            continue;
        }
        let says = |w: usize| reports(&words[w].lemma) && children(words, w).any(|c| words[c].rel == Rel::Nsubj);
        let behind = children(words, head).find(|&c| c > head && c < act && words[c].rel == Rel::Parataxis && says(c));
        // "Said the walls were a hurdle, calling them illegal"
        let of_it = child(words, act, &[Rel::Obj]).is_some_and(|o| matches!(&*words[o].lemma, "it" | "they" | "them"));
        let nobody = |c: usize| {
            is_subject(words[c].rel) && matches!(&*words[c].lemma, "it" | "this" | "that") || words[c].rel == Rel::Expl
        };
        let above = words[head].head.filter(|&s| {
            words[head].rel == Rel::Ccomp && s < head && says(s) && (children(words, head).any(nobody) || of_it)
        });
        if let Some(speaks) = behind.or(above) {
            words[act].head = Some(speaks);
        }
    }
}

/// "Urged Ghana to allow visits and cooperate": what has no ending goes on with the infinitive, not with the verb in the past.
fn bare_conjuncts(words: &mut [Word]) {
    for bare in 2..words.len() {
        let Some(verb) = words[bare].head.filter(|&h| words[bare].rel == Rel::Conj && h < bare) else { continue };
        let bound = |c: usize| matches!(words[c].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Aux | Rel::AuxPass | Rel::Cop);
        if words[bare].xpos != "VB" || !matches!(words[verb].xpos, "VBD" | "VBZ") || children(words, bare).any(bound) {
            continue;
        }
        let infinitive = |&c: &usize| {
            let clause = matches!(words[c].rel, Rel::Xcomp | Rel::Advcl | Rel::Ccomp);
            clause && words[c].xpos == "VB" && c > verb && c < bare && child(words, c, &[Rel::Mark]).is_some()
        };
        if let Some(first) = children(words, verb).filter(infinitive).last() {
            words[bare].head = Some(first);
        }
    }
}

/// "Ghana will stay, two sources said, rejecting the offer": whoever stays rejects it, not the sources.
fn behind_reports(words: &mut [Word]) {
    for participle in 3..words.len() {
        let Some(says) = words[participle].head.filter(|&h| words[participle].rel == Rel::Advcl && h < participle)
        else {
            continue;
        };
        let bound = |c: usize| is_subject(words[c].rel) || words[c].rel == Rel::Mark;
        let bare = words[participle].xpos == "VBG" && !children(words, participle).any(bound);
        let begins = (says + 1..=participle).find(|&w| under(words, w, participle)).unwrap_or(participle);
        if speaks(&words[participle].lemma)
            || !bare
            || !reports(&words[says].lemma)
            || words[begins].upos != Upos::Punct
        {
            continue;
        }
        let content = children(words, says).find(|&c| c < says && words[c].rel == Rel::Ccomp);
        let above = words[says].head.filter(|&h| words[says].rel == Rel::Parataxis && h < says);
        let finite = |&c: &usize| words[c].upos == Upos::Verb && children(words, c).any(|s| is_subject(words[s].rel));
        if let Some(told) = content.or(above).filter(finite) {
            words[participle].head = Some(told);
        }
    }
}

/// "The sanctions the United States will impose": what stands behind a noun without a comma and before a verb without
/// subject is the subject of a relative clause.
fn contact_clauses(words: &mut [Word]) {
    for subject in 1..words.len() {
        let Some(noun) = words[subject].head.filter(|&h| words[subject].rel == Rel::Appos && h < subject) else {
            continue;
        };
        let parted = words[noun + 1..subject].iter().any(|w| matches!(w.upos, Upos::Punct | Upos::Cconj | Upos::Sconj));
        let articled = child(words, subject, &[Rel::Det, Rel::NmodPoss]) == Some(noun + 1);
        if parted || !articled && words[noun + 1].upos != Upos::Propn {
            continue;
        }
        let end = (subject..words.len()).take_while(|&w| under(words, w, subject)).last().unwrap_or(subject);
        let helps = |w: &Word| matches!(w.upos, Upos::Aux | Upos::Part) || w.xpos.starts_with("RB");
        let Some(verb) = (end + 1..words.len()).find(|&w| !helps(&words[w])) else { continue };
        let finite = words[verb].xpos.starts_with("VB") && (verb > end + 1 || words[verb].xpos != "VB");
        let own = |rel: Rel| matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj | Rel::Cc | Rel::Mark);
        let outside = words[verb].head.is_some_and(|h| h < noun) && words[verb].rel == Rel::Conj;
        if finite && outside && !children(words, verb).any(|c| own(words[c].rel)) {
            (words[subject].head, words[subject].rel) = (Some(verb), Rel::Nsubj);
            (words[verb].head, words[verb].rel) = (Some(noun), Rel::AclRelcl);
        }
    }
}

/// "Announced the sanctions Canada imposed on them": what lacks an object is told of the noun before it.
fn clauses_without_object(words: &mut [Word]) {
    for verb in 2..words.len() {
        let Some(head) = words[verb].head.filter(|&h| words[verb].rel == Rel::Ccomp && h < verb) else { continue };
        let Some(noun) = child(words, head, &[Rel::Obj]).filter(|&n| words[n].upos == Upos::Noun) else { continue };
        let Some(subject) = child(words, verb, &[Rel::Nsubj]) else { continue };
        let lacks = TRANSITIVE.has(&words[verb].lemma) && child(words, verb, &[Rel::Obj, Rel::Mark]).is_none();
        let begins = (0..=subject).find(|&w| under(words, w, subject)).unwrap_or(subject);
        if lacks && noun + 1 == begins {
            (words[verb].head, words[verb].rel) = (Some(noun), Rel::AclRelcl);
        }
    }
}

/// "Looks forward to welcoming Chancellor Merz": whom one welcomes is no one who welcomes.
fn gerunds_after_to(words: &mut [Word]) {
    for gerund in 2..words.len() {
        let to = gerund - 1;
        let describes = |w: usize| matches!(words[w].rel, Rel::Amod | Rel::NmodDesc | Rel::Compound);
        let ing = words[gerund].xpos == "VBG" || words[gerund].lemma.ends_with("ing");
        if !ing || &*words[to].lemma != "to" || words[gerund].rel != Rel::Amod {
            continue;
        }
        // The tree may hang it on the title: "welcoming Prime Minister Holm".
        let object = std::iter::successors(words[gerund].head, |&w| words[w].head.filter(|_| describes(w)))
            .take(4)
            .find(|&o| words[to].head == Some(o) && words[to].rel == Rel::Case && o > gerund);
        let Some(object) = object else { continue };
        let forward = &*words[to - 1].lemma == "forward";
        let sure = forward || words[object].upos == Upos::Propn && words[gerund].xpos == "VBG";
        if sure && !DESCRIBING.has(&words[gerund].lemma) {
            (words[gerund].head, words[gerund].rel) = (words[object].head, Rel::Advcl);
            (words[object].head, words[object].rel) = (Some(gerund), Rel::Obj);
            (words[to].head, words[to].rel) = (Some(gerund), Rel::Mark);
            (words[gerund].upos, words[gerund].xpos) = (Upos::Verb, "VBG");
        }
    }
}

/// "Reports that he had met them" tells what is reported, not which reports; "a report claiming he met them" what is claimed.
fn content_clauses(words: &mut [Word]) {
    for clause in 2..words.len() {
        let Some(noun) = words[clause].head.filter(|&n| words[clause].rel == Rel::AclRelcl && n < clause) else {
            continue;
        };
        if child(words, clause, &[Rel::Mark]).is_some_and(|m| &*words[m].lemma == "that") {
            words[clause].rel = Rel::Acl;
            continue;
        }
        let Some(subject) = child(words, clause, &[Rel::Nsubj]).filter(|&s| s < clause) else { continue };
        let begins = (noun..subject).find(|&w| under(words, w, subject)).unwrap_or(subject);
        let says = begins - 1;
        let before = words[says].head == Some(noun) && words[says].rel == Rel::Acl && words[says].xpos == "VBG";
        if before && reports(&words[says].lemma) {
            (words[clause].head, words[clause].rel) = (Some(says), Rel::Ccomp);
        }
    }
}

/// "Looks forward to welcoming him to Rome": to Rome goes who is welcomed, not who looks.
fn anticipated(words: &mut [Word]) {
    for gerund in 3..words.len() {
        let clause = words[gerund].xpos == "VBG" && matches!(words[gerund].rel, Rel::Advcl | Rel::Xcomp);
        let forward = &*words[gerund - 1].lemma == "to" && &*words[gerund - 2].lemma == "forward";
        let Some(look) = words[gerund].head.filter(|&l| clause && forward && l < gerund) else { continue };
        for word in words[gerund + 1..].iter_mut().filter(|w| w.head == Some(look) && w.rel == Rel::Obl) {
            word.head = Some(gerund);
        }
        words[gerund - 1].rel = Rel::Mark;
    }
}

/// "Observers in Accra and around the country": a conjunct with a preposition goes on with the last phrase that has one,
/// not with a noun that has none.
fn prepositional_conjuncts(words: &mut [Word]) {
    for joined in 0..words.len() {
        let Some(noun) = words[joined].head.filter(|&h| words[joined].rel == Rel::Conj && h < joined) else { continue };
        let adds = |w: usize| matches!(&*words[w].lemma, "as" | "along" | "together" | "including" | "than" | "'s");
        let prepositioned = |w: usize| child(words, w, &[Rel::Case]).is_some_and(|case| !adds(case));
        if !words[noun].is_nominal() || !prepositioned(joined) || child(words, noun, &[Rel::Case]).is_some() {
            continue;
        }
        let inside = children(words, noun)
            .filter(|&c| words[c].rel == Rel::Nmod && c > noun && c < joined && prepositioned(c))
            .last();
        if let Some(place) = inside {
            words[joined].head = Some(place);
        }
    }
}

/// "A report released last year said that": of two verbs in the past that share a subject, the second without subject,
/// object or conjunction between, the first is a participle.
fn reduced_relatives(words: &mut [Word]) {
    for first in 0..words.len() {
        if words[first].upos != Upos::Verb || !matches!(words[first].xpos, "VBD" | "VBN") {
            continue;
        }
        let own =
            |rel: Rel| matches!(rel, Rel::Aux | Rel::AuxPass | Rel::Obj | Rel::Iobj | Rel::Mark | Rel::CompoundPrt);
        let Some(noun) = child(words, first, &[Rel::Nsubj, Rel::NsubjPass]).filter(|&n| n < first) else {
            continue;
        };
        let parted = words[noun..first].iter().any(|w| w.upos == Upos::Punct || w.xpos.starts_with(['R', 'V']));
        if parted || words[noun].upos == Upos::Pron || children(words, first).any(|c| own(words[c].rel)) {
            continue;
        }
        let bare = |verb: usize| {
            let subject =
                |rel: Rel| matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Expl | Rel::Mark | Rel::Aux | Rel::Cc);
            !children(words, verb).any(|c| subject(words[c].rel))
        };
        let follows = |c: usize| {
            // Said at once, "reporters heard said" would be no English.
            words[c].xpos == "VBD" && c > first + 1 && bare(c) && words[first..c].iter().all(|w| w.upos != Upos::Punct)
        };
        let below = children(words, first).find(|&c| {
            let told = matches!(words[c].rel, Rel::Ccomp | Rel::Xcomp | Rel::Advcl);
            told && (noun + 1 == first || child(words, c, &[Rel::Ccomp]).is_some()) && follows(c)
        });
        let above = words[first].head.filter(|&h| words[first].rel == Rel::Ccomp && follows(h));
        let Some(main) = below.or(above) else { continue };
        if below.is_some() {
            (words[main].head, words[main].rel) = (words[first].head, words[first].rel);
        }
        for (c, word) in words.iter_mut().enumerate() {
            if word.head == Some(first) && (c < noun || c > main) {
                word.head = Some(main);
            }
        }
        (words[noun].head, words[noun].rel) = (Some(main), Rel::Nsubj);
        (words[first].head, words[first].rel, words[first].xpos) = (Some(noun), Rel::Acl, "VBN");
    }
}
