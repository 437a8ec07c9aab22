//! Mends relative clauses that the tree hangs on the wrong noun or whose speaker it takes for their subject.
//!
//! "An attack on a ferry that killed six": the attack killed them, not the ferry. "A raid that Ghana said killed six": Ghana
//! only said so.

use super::repair::{child, children, extent};
use super::valency::{CLAIM, CONTENT, WITH_CLAIM};
use super::{Rel, Upos, Word};

/// Mends relative clauses.
pub fn mend(words: &mut [Word]) {
    speakers_within(words);
    victims(words);
    names_before_which(words);
    contents_of_nouns(words);
}

/// "No allegation that Ghana worked with them", "the possibility Ghana had attacked": what is told lacks nothing, so the noun
/// has no part in it.
fn contents_of_nouns(words: &mut [Word]) {
    for verb in 2..words.len() {
        if words[verb].rel != Rel::AclRelcl || words[verb].upos != Upos::Verb || WITH_CLAIM.has(&words[verb].lemma) {
            continue;
        }
        let Some(noun) = words[verb].head.filter(|&n| n < verb && CONTENT.has(&words[n].lemma)) else {
            continue;
        };
        let Some(subject) = child(words, verb, &[Rel::Nsubj, Rel::NsubjPass]).filter(|&n| n > noun) else { continue };
        let begins = extent(words, subject).start;
        let that = (begins > 0 && &*words[begins - 1].lemma == "that").then(|| begins - 1).filter(|&t| t > noun);
        if that.is_none() && begins != noun + 1 || matches!(&*words[subject].lemma, "that" | "which") {
            continue;
        }
        if let Some(that) = that {
            words[that].rel = Rel::Mark;
            (words[that].upos, words[that].xpos) = (Upos::Sconj, "IN");
        }
        words[verb].rel = Rel::Acl;
    }
}

/// "French arms for Chad, which bombed the towns": Chad did. What follows a comma tells of the name right before it.
fn names_before_which(words: &mut [Word]) {
    for pronoun in 3..words.len() {
        let Some(verb) = words[pronoun].head.filter(|&v| v > pronoun && words[v].rel == Rel::AclRelcl) else {
            continue;
        };
        let apart = &*words[pronoun - 1].lemma == "," && words[pronoun].rel == Rel::Nsubj;
        // "The leader of Hamas, who left": with "who", those who lead are meant as often.
        if !apart || &*words[pronoun].lemma != "which" || words[verb].upos != Upos::Verb {
            continue;
        }
        let Some(noun) = words[verb].head.filter(|&n| n < pronoun && words[n].upos == Upos::Noun) else { continue };
        let name = children(words, noun).find(|&c| {
            words[c].rel == Rel::Nmod && words[c].upos == Upos::Propn && extent(words, c).end == pronoun - 1
        });
        if let Some(name) = name {
            words[verb].head = Some(name);
        }
    }
}

/// What acts of force do to people.
const HARM: [&str; 9] = ["kill", "wound", "injure", "maim", "leave", "claim", "destroy", "displace", "sink"];

/// What harms people.
const ATTACKS: [&str; 24] = [
    "attack",
    "strike",
    "airstrike",
    "bombing",
    "shooting",
    "raid",
    "assault",
    "explosion",
    "blast",
    "shelling",
    "downing",
    "crash",
    "massacre",
    "ambush",
    "bombardment",
    "crackdown",
    "sinking",
    "rampage",
    "siege",
    "fire",
    "war",
    "offensive",
    "stabbing",
    "hijacking",
];

/// Where or on whom an attack is.
const TARGETS: [&str; 8] = ["on", "of", "at", "in", "against", "near", "outside", "inside"];

/// "An attack on a ferry that killed six": what comes after "on" is hit.
fn victims(words: &mut [Word]) {
    for verb in 3..words.len() {
        let clause = words[verb].rel == Rel::AclRelcl && HARM.contains(&&*words[verb].lemma);
        let Some(hit) = words[verb].head.filter(|&n| clause && n < verb && words[n].rel == Rel::Nmod) else { continue };
        // A person or a force is told of with "who".
        let thing = |c: usize| words[c].rel == Rel::Nsubj && matches!(&*words[c].lemma, "that" | "which");
        let Some(attack) = words[hit].head.filter(|&a| a < hit && children(words, verb).any(thing)) else { continue };
        let on = children(words, hit).any(|c| words[c].rel == Rel::Case && TARGETS.contains(&&*words[c].lemma));
        // "An attack by a group in Kenya that killed six"
        if on && ATTACKS.contains(&&*words[attack].lemma) {
            words[verb].head = Some(attack);
        }
    }
}

/// "A raid that Ghana said killed six": the tree may take "said" for an auxiliary and Ghana for who killed.
fn speakers_within(words: &mut [Word]) {
    for verb in 4..words.len() {
        if !matches!(words[verb].rel, Rel::Acl | Rel::AclRelcl) || words[verb].upos != Upos::Verb {
            continue;
        }
        let says = |c: usize| c < verb && words[c].rel == Rel::Aux && CLAIM.has(&words[c].lemma);
        let Some(saying) = children(words, verb).find(|&c| says(c)) else { continue };
        let Some(speaker) = child(words, verb, &[Rel::Nsubj]).filter(|&n| n < saying) else { continue };
        let relative = |c: usize| c < speaker && matches!(&*words[c].lemma, "that" | "which" | "who");
        let Some(pronoun) = children(words, verb).find(|&c| relative(c)) else { continue };
        (words[speaker].head, words[saying].rel) = (Some(saying), Rel::Parataxis);
        words[pronoun].rel = Rel::Nsubj;
        words[verb].rel = Rel::AclRelcl;
    }
}
