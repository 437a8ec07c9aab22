//! Mends trees where a verb's form or the part of a noun beside it cannot be what the net took it for.
//!
//! "The leaders called on Iran" has no auxiliary, so the leaders call; what has a preposition is no object.

use super::repair::{attach, children, extent, has_to, is_subject};
use super::valency::{DESCRIBING, GIVE, NO_INFINITIVE, NOUN_WITH_INFINITIVE, WITH_BACK, WITH_GERUND};
use super::{Rel, Upos, Word};

/// Mends what the other repairs build upon.
pub fn mend(words: &mut [Word]) {
    active_verbs(words);
    complementizers(words);
    prepositions_of_adjectives(words);
    objects_with_particles(words);
    objects_before_their_verb(words);
    objects_with_prepositions(words);
    named_objects(words);
    nouns_with_infinitives(words);
    infinitives_of_nouns(words);
    particles_of_nouns(words);
}

/// "Stressed the ban and also the need for Iran to stop": a need is no subject of what it is a need for.
fn nouns_with_infinitives(words: &mut [Word]) {
    for verb in 1..words.len() {
        let Some(above) = words[verb].head.filter(|&a| a < verb && words[verb].rel == Rel::Advcl) else { continue };
        let noun = children(words, verb)
            .find(|&c| words[c].rel == Rel::Nsubj && c < verb && NOUN_WITH_INFINITIVE.has(&words[c].lemma));
        let Some(noun) = noun.filter(|_| words[verb].xpos == "VB" && has_to(words, verb)) else { continue };
        let joined = children(words, noun).any(|c| words[c].rel == Rel::Cc);
        let object = children(words, above).find(|&c| words[c].rel == Rel::Obj && c > above && c < noun);
        let (head, rel) = match object {
            Some(object) if joined => (object, Rel::Conj),
            _ => (above, Rel::Obj),
        };
        if attach(words, noun, Some(head), rel) {
            attach(words, verb, Some(noun), Rel::Acl);
        }
    }
}

/// "The build-up": what has an article or a preposition is no particle of a verb.
fn particles_of_nouns(words: &mut [Word]) {
    for word in 1..words.len() {
        let nominal = |c: usize| matches!(words[c].rel, Rel::Case | Rel::Det) && c < word;
        if words[word].rel == Rel::CompoundPrt && children(words, word).any(nominal) {
            let preposed = children(words, word).any(|c| words[c].rel == Rel::Case);
            words[word].rel = if preposed { Rel::Obl } else { Rel::Obj };
            (words[word].upos, words[word].xpos) = (Upos::Noun, "NN");
        }
    }
}

/// "Discussed the readiness of Iran to talk": the readiness is to talk.
fn infinitives_of_nouns(words: &mut [Word]) {
    for verb in 0..words.len() {
        if words[verb].upos != Upos::Verb || !NO_INFINITIVE.has(&words[verb].lemma) {
            continue;
        }
        let noun = children(words, verb)
            .find(|&c| words[c].rel == Rel::Obj && c > verb && NOUN_WITH_INFINITIVE.has(&words[c].lemma));
        let Some(noun) = noun else { continue };
        let to = |c: usize| children(words, c).any(|m| words[m].rel == Rel::Mark && words[m].xpos == "TO" && m < c);
        let infinitive = children(words, verb).find(|&c| {
            c > noun && words[c].xpos == "VB" && matches!(words[c].rel, Rel::Xcomp | Rel::Advcl | Rel::Ccomp) && to(c)
        });
        if let Some(infinitive) = infinitive {
            // "The readiness of Peru along with its allies to answer"
            let between: Vec<usize> = children(words, verb).filter(|&c| c > noun && c < infinitive).collect();
            for c in between.into_iter().filter(|&c| words[c].rel == Rel::Obl).collect::<Vec<_>>() {
                attach(words, c, Some(noun), Rel::Nmod);
            }
            attach(words, infinitive, Some(noun), Rel::Acl);
        }
    }
}

/// "The leaders called on Iran": a participle that is a main verb, with a subject and no auxiliary, is past tense.
fn active_verbs(words: &mut [Word]) {
    for verb in 0..words.len() {
        let main = matches!(words[verb].rel, Rel::Root | Rel::Ccomp | Rel::Parataxis);
        if words[verb].xpos != "VBN" || !main || children(words, verb).any(|c| is_auxiliary(words[c].rel)) {
            continue;
        }
        let passive: Vec<usize> = children(words, verb).filter(|&c| words[c].rel == Rel::NsubjPass).collect();
        let subject = !passive.is_empty() || children(words, verb).any(|c| c < verb && words[c].rel == Rel::Nsubj);
        if !subject {
            continue;
        }
        words[verb].xpos = "VBD";
        for subject in passive {
            words[subject].rel = Rel::Nsubj;
        }
    }
}

fn is_auxiliary(rel: Rel) -> bool {
    matches!(rel, Rel::Aux | Rel::AuxPass | Rel::Cop)
}

/// "Warned Iran that sanctions could follow": "that" begins the clause.
fn complementizers(words: &mut [Word]) {
    for that in 0..words.len() {
        let word = &words[that];
        let begins = &*word.lemma == "that" && word.xpos == "IN" && word.rel != Rel::Mark;
        let Some(verb) = word.head.filter(|_| begins) else { continue };
        let beside = children(words, verb).find(|&c| c > that && words[c].rel == Rel::Ccomp);
        if verb > that && words[verb].rel == Rel::Ccomp {
            words[that].rel = Rel::Mark;
        } else if beside.is_some() {
            attach(words, that, beside, Rel::Mark);
        }
    }
}

/// "With strong measures": the preposition is that of the measures, not of the adjective between.
fn prepositions_of_adjectives(words: &mut [Word]) {
    for case in 0..words.len() {
        let Some(adjective) = words[case].head.filter(|&a| words[case].rel == Rel::Case && a > case) else { continue };
        let noun = words[adjective].head.filter(|&n| words[adjective].rel == Rel::Amod && n > adjective);
        if let Some(noun) = noun {
            attach(words, case, Some(noun), Rel::Case);
        }
    }
}

/// Prepositions that are no particles of verbs, as "off" in "cut off Iran" is.
const PREPOSITIONS: [&str; 16] = [
    "with", "in", "on", "at", "from", "for", "by", "against", "about", "during", "between", "among", "into", "towards",
    "without", "under",
];

/// What completes a verb rather than begins a phrase, where an object follows.
const PARTICLES: [&str; 6] = ["over", "up", "off", "out", "down", "back"];

/// "Handed over three hostages", "sent back migrants": the hostages are handed, over nobody.
fn objects_with_particles(words: &mut [Word]) {
    for noun in 2..words.len() {
        let Some(verb) = words[noun].head.filter(|&v| v < noun && words[v].upos == Upos::Verb) else { continue };
        let particle = verb + 1;
        // "Three" may have it, too.
        let number = |h: usize| words[h].upos == Upos::Num && words[h].head == Some(noun);
        let held = words[particle].head.is_some_and(|h| h == noun || number(h));
        let before = words[particle].rel == Rel::Case && PARTICLES.contains(&&*words[particle].lemma);
        // "Handed over two hostages" tells of no more than two.
        let over = &*words[verb].lemma == "hand"
            && &*words[particle].lemma == "over"
            && matches!(words[particle].rel, Rel::Case | Rel::Advmod);
        let back = words[particle].rel == Rel::Compound && &*words[particle].lemma == "back";
        let sent = back && WITH_BACK.has(&words[verb].lemma) && words[noun].is_plural();
        let object = words[noun].rel == Rel::Obj || over && words[noun].rel == Rel::Obl;
        if held && object && (before || sent || over) && attach(words, particle, Some(verb), Rel::CompoundPrt) {
            words[noun].rel = Rel::Obj;
            (words[particle].upos, words[particle].xpos) = (Upos::Adp, "RP");
        }
    }
}

/// "Around 500 nurses marched": the nurses did, about so many.
pub fn rounded_subjects(words: &mut [Word]) {
    for case in 0..words.len().saturating_sub(2) {
        let number = case + 1;
        let rounds =
            words[case].rel == Rel::Case && matches!(&*words[case].lemma, "around" | "about" | "over" | "under");
        if !rounds || words[number].upos != Upos::Num {
            continue;
        }
        // The tree may hang the preposition on the number.
        let Some(noun) = words[number].head.filter(|&n| [Some(n), Some(number)].contains(&words[case].head)) else {
            continue;
        };
        let Some(verb) = words[noun].head.filter(|&v| v > noun && words[noun].rel == Rel::Obl) else { continue };
        let free = words[verb].upos == Upos::Verb && !children(words, verb).any(|c| is_subject(words[c].rel));
        if free && words[noun].is_plural() && extent(words, noun).end <= verb {
            let passive = children(words, verb).any(|c| words[c].rel == Rel::AuxPass);
            words[noun].rel = if passive { Rel::NsubjPass } else { Rel::Nsubj };
            attach(words, case, Some(number), Rel::Advmod);
        }
    }
}

/// "Helps Togo train its nurses": Togo trains them.
fn objects_before_their_verb(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Some(verb) = words[noun].head.filter(|&v| v > noun && words[noun].rel == Rel::Obj) else { continue };
        let open = words[verb].rel == Rel::Xcomp && words[verb].xpos == "VB" && !has_to(words, verb);
        let Some(above) = words[verb].head.filter(|&a| open && a < noun && words[a].upos == Upos::Verb) else {
            continue;
        };
        let free = !children(words, above).any(|c| matches!(words[c].rel, Rel::Obj | Rel::Iobj));
        if free && matches!(words[noun].upos, Upos::Noun | Upos::Propn) {
            attach(words, noun, Some(above), Rel::Obj);
        }
    }
}

/// "Respond with measures": the measures are no object.
fn objects_with_prepositions(words: &mut [Word]) {
    for noun in 1..words.len() {
        let preposed = words[noun].rel == Rel::Obj && words[noun].upos != Upos::Num;
        let before = |c: usize| c < noun && words[c].rel == Rel::Case && PREPOSITIONS.contains(&&*words[c].lemma);
        if preposed && children(words, noun).any(before) {
            words[noun].rel = Rel::Obl;
        }
    }
}

/// "Named the Workers' Party as a threat": a name that follows a verb without object is its object.
fn named_objects(words: &mut [Word]) {
    const LINKING: [&str; 6] = ["become", "remain", "be", "stay", "elect", "appoint"];
    for noun in 1..words.len() {
        let Some(verb) = words[noun].head.filter(|&v| v < noun && words[noun].rel == Rel::Xcomp) else { continue };
        let object = |c: usize| matches!(words[c].rel, Rel::Obj | Rel::Iobj | Rel::NsubjPass);
        let named = words[noun].upos == Upos::Propn && !LINKING.contains(&&*words[verb].lemma);
        if named && words[verb].upos == Upos::Verb && !children(words, verb).any(object) {
            words[noun].rel = Rel::Obj;
        }
    }
}

/// "Rwanda denies backing them", read as denies of Rwanda: verbs that a gerund completes.
pub fn verbs_like_plurals(words: &mut [Word]) {
    for verb in 1..words.len() {
        let plural = words[verb].xpos == "NNS" && words[verb].rel == Rel::Root && WITH_GERUND.has(&words[verb].lemma);
        let name = children(words, verb)
            .find(|&c| c + 1 == verb && words[c].upos == Upos::Propn && words[c].rel == Rel::Compound);
        let gerund =
            children(words, verb).find(|&c| c == verb + 1 && words[c].xpos == "VBG" && words[c].rel == Rel::Acl);
        let (Some(name), Some(gerund)) = (name.filter(|_| plural), gerund) else { continue };
        (words[verb].upos, words[verb].xpos) = (Upos::Verb, "VBZ");
        (words[name].rel, words[gerund].rel) = (Rel::Nsubj, Rel::Xcomp);
    }
}

/// "Dismissed as nonsense reports that they fled": the reports are dismissed, the nonsense is what they are called.
pub fn objects_behind_as(words: &mut [Word]) {
    const DISMISS: [&str; 6] = ["dismiss", "reject", "denounce", "condemn", "describe", "deny"];
    for noun in 3..words.len() {
        let Some(verb) = words[noun].head.filter(|&v| v < noun && words[noun].rel == Rel::Obl) else { continue };
        if !DISMISS.contains(&&*words[verb].lemma) || children(words, verb).any(|c| words[c].rel == Rel::Obj) {
            continue;
        }
        let case = children(words, noun).find(|&c| words[c].rel == Rel::Case && &*words[c].lemma == "as");
        let called =
            children(words, noun).find(|&c| c + 1 == noun && matches!(words[c].rel, Rel::Amod | Rel::Compound));
        let clause = children(words, noun).find(|&c| c > noun && matches!(words[c].rel, Rel::Acl | Rel::AclRelcl));
        let that = clause.and_then(|c| children(words, c).find(|&t| &*words[t].lemma == "that" && t == noun + 1));
        let (Some(case), Some(called), Some(clause), Some(that)) = (case, called, clause, that) else { continue };
        words[noun].rel = Rel::Obj;
        attach(words, called, Some(verb), Rel::Obl);
        attach(words, case, Some(called), Rel::Case);
        (words[clause].rel, words[that].rel) = (Rel::Acl, Rel::Mark);
    }
}

/// "Supports disconnecting the largest banks", read as banks that disconnect: what it supports is to disconnect them.
pub fn gerunds_with_objects(words: &mut [Word]) {
    for verb in 0..words.len().saturating_sub(2) {
        let takes = words[verb].upos == Upos::Verb && WITH_GERUND.has(&words[verb].lemma);
        let gerund = verb + 1;
        if !takes || words[gerund].xpos != "VBG" || DESCRIBING.has(&words[gerund].lemma) {
            continue;
        }
        let noun = words[gerund].head.filter(|&n| words[gerund].rel == Rel::Amod && n > gerund + 1);
        let object = noun.filter(|&n| words[n].head == Some(verb) && words[n].rel == Rel::Obj);
        if let Some(noun) = object {
            (words[gerund].head, words[gerund].rel) = (Some(verb), Rel::Xcomp);
            words[gerund].upos = Upos::Verb;
            (words[noun].head, words[noun].rel) = (Some(gerund), Rel::Obj);
        }
    }
}

/// "Includes as many as 9,000 soldiers": they are its object, the second "as" is no preposition.
pub fn as_many_as(words: &mut [Word]) {
    for second in 2..words.len() {
        let is = |w: usize, any: &[&str]| any.contains(&&*words[w].lemma);
        let counts =
            is(second - 1, &["many", "much", "few", "little"]) && is(second - 2, &["as"]) && is(second, &["as"]);
        let Some(noun) = words[second].head.filter(|_| counts && words[second].rel == Rel::Case) else { continue };
        let verb = words[noun].head.filter(|_| words[noun].rel == Rel::Obl);
        let free =
            verb.filter(|&v| words[v].upos == Upos::Verb && !children(words, v).any(|c| words[c].rel == Rel::Obj));
        if free.is_some() && attach(words, second, Some(second - 1), Rel::Fixed) {
            words[noun].rel = Rel::Obj;
        }
    }
}

/// "Said it would declare its intention to leave and suggested that it might go": what is told in the past goes on with
/// what is told in the past, not with an infinitive.
pub fn coordinated_tenses(words: &mut [Word]) {
    for verb in 0..words.len() {
        let first = words[verb].head.filter(|_| words[verb].rel == Rel::Conj && words[verb].xpos == "VBD");
        let own =
            |rel: Rel| matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::Expl);
        let Some(first) = first.filter(|_| !children(words, verb).any(|c| own(words[c].rel))) else { continue };
        let emphatic = |c: usize| &*words[c].lemma == "do" && children(words, verb).any(|c| words[c].rel == Rel::Ccomp);
        let governs = |c: usize| matches!(words[c].xpos, "TO" | "MD") || emphatic(c);
        let open = words[first].xpos == "VB" && children(words, first).any(governs);
        let mut above = words[first].head.filter(|_| open);
        let found = loop {
            let Some(at) = above else { break None };
            let past = words[at].xpos == "VBD" && words[at].upos == Upos::Verb;
            if past && children(words, at).any(|c| matches!(words[c].rel, Rel::Nsubj | Rel::NsubjPass)) {
                break Some(at);
            }
            above = words[at].head;
        };
        if found.is_some() {
            attach(words, verb, found, Rel::Conj);
        }
    }
}

/// "Put up a note on Twitter blaming Peru": the note blames, the preposition tells where it stands.
pub fn media_of_messages(words: &mut [Word]) {
    for w in 0..words.len() {
        let Some(verb) = words[w].head.filter(|&v| words[w].rel == Rel::Nsubj && words[v].xpos == "VBG") else {
            continue;
        };
        let Some(noun) = words[verb].head.filter(|&n| words[verb].rel == Rel::Acl && n < w) else { continue };
        if children(words, w).any(|c| c < w && words[c].rel == Rel::Case) {
            attach(words, w, Some(noun), Rel::Nmod);
        }
    }
}

/// "Offered Ukraine her full support": of two objects the first is the one who gets the second; but "met EU President
/// Charles Michel" and "met his counterpart Charles Michel" name one person.
pub fn indirect_objects(words: &mut [Word]) {
    for first in 1..words.len() {
        let object = matches!(words[first].rel, Rel::Obj | Rel::Iobj);
        let Some(verb) = words[first].head.filter(|&v| v < first && object) else { continue };
        let Some(second) = children(words, verb).find(|&c| c > first && words[c].rel == Rel::Obj) else { continue };
        let beside = extent(words, first).end == extent(words, second).start;
        let one = beside && words[second].upos == Upos::Propn && !GIVE.has(&words[verb].lemma);
        if one && words[first].upos == Upos::Propn {
            attach(words, first, Some(second), Rel::NmodDesc);
        } else if one && words[first].upos == Upos::Noun {
            words[first].rel = Rel::Obj;
            attach(words, second, Some(first), Rel::Appos);
        } else {
            words[first].rel = Rel::Iobj;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    /// Words with lemma, part of speech, tag, head counted from 1 and relation.
    fn tree(words: &[(&str, Upos, &'static str, usize, Rel)]) -> Vec<Word> {
        let word = |&(lemma, upos, xpos, head, rel): &(&str, Upos, &'static str, usize, Rel)| Word {
            span: Span::default(),
            lemma: lemma.into(),
            upos,
            xpos,
            head: head.checked_sub(1),
            rel,
        };
        words.iter().map(word).collect()
    }

    #[test]
    fn without_auxiliary_nothing_is_passive() {
        let mut called = tree(&[
            ("leader", Upos::Noun, "NNS", 2, Rel::NsubjPass),
            ("call", Upos::Verb, "VBN", 0, Rel::Root),
            ("on", Upos::Adp, "IN", 4, Rel::Case),
            ("Iran", Upos::Propn, "NNP", 2, Rel::Obj),
        ]);
        mend(&mut called);
        assert_eq!((called[1].xpos, called[0].rel, called[3].rel), ("VBD", Rel::Nsubj, Rel::Obl));
        let mut was = tree(&[
            ("Iran", Upos::Propn, "NNP", 3, Rel::NsubjPass),
            ("be", Upos::Aux, "VBD", 3, Rel::AuxPass),
            ("call", Upos::Verb, "VBN", 0, Rel::Root),
        ]);
        mend(&mut was);
        assert_eq!((was[2].xpos, was[0].rel), ("VBN", Rel::NsubjPass));
    }

    #[test]
    fn a_name_behind_a_verb_is_its_object() {
        let named = |lemma| {
            let mut words = tree(&[
                ("he", Upos::Pron, "PRP", 2, Rel::Nsubj),
                (lemma, Upos::Verb, "VBD", 0, Rel::Root),
                ("Hamas", Upos::Propn, "NNP", 2, Rel::Xcomp),
            ]);
            mend(&mut words);
            words[2].rel
        };
        assert_eq!((named("name"), named("become")), (Rel::Obj, Rel::Xcomp));
    }
}
