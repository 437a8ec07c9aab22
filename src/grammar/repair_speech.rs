//! Mends who speaks, acts and is spoken with, where the tree hangs names and clauses on the wrong word.
//!
//! "Told reporters the visits were over": that is what was told, not which reporters. "Will discuss the dam with Sudan":
//! Sudan is spoken with, it is no part of the dam.

use super::repair::{SUBJECTS, attach, attempt, child, children, extent, has_to, is_subject, told};
use super::valency::{APPEAL, CLAIM, DISCUSS, MUTUAL, TELL, speaks};
use super::{Rel, Upos, Word};

/// Mends what hangs on verbs of speech, and on nouns for talks and appeals.
pub fn mend(words: &mut [Word]) {
    subjects_for_vocatives(words);
    agents_of_active_verbs(words);
    told_without_that(words);
    said_of_objects(words);
    second_contents(words);
    partners(words);
    both_sides(words);
    appeals(words);
}

/// "Speaking at noon, Minister Anna Holm, a liberal, urged them on": nobody calls out to her, she is who urged them.
fn subjects_for_vocatives(words: &mut [Word]) {
    for name in 0..words.len() {
        let Some(verb) = words[name].head.filter(|&v| words[name].rel == Rel::Vocative && v > name) else { continue };
        // "Holm, come here" is no statement.
        let said =
            |v: usize| words[v].head.is_some_and(|above| words[v].rel == Rel::Ccomp && speaks(&words[above].lemma));
        let states = told(&words[verb]) && words[verb].xpos != "VBP" || said(verb);
        if states && child(words, verb, &SUBJECTS).is_none() {
            words[name].rel = Rel::Nsubj;
        }
    }
}

/// "The army has stood by Holm": what a verb with a subject of its own and no "be" has behind "by" is nobody who does it.
fn agents_of_active_verbs(words: &mut [Word]) {
    for agent in 1..words.len() {
        let Some(verb) = words[agent].head.filter(|&v| words[agent].rel == Rel::OblAgent && v < agent) else {
            continue;
        };
        let has = |c: usize| words[c].rel == Rel::Aux && matches!(&*words[c].lemma, "have" | "will" | "would");
        let active = children(words, verb).any(|c| words[c].rel == Rel::Nsubj) && children(words, verb).any(has);
        let passive = children(words, verb).any(|c| matches!(words[c].rel, Rel::AuxPass | Rel::NsubjPass));
        let been = children(words, verb).any(|c| matches!(&*words[c].lemma, "be" | "get"));
        if active && !passive && !been {
            words[agent].rel = Rel::Obl;
        }
    }
}

/// Whether a clause lacks nothing: what "is" or "was" says, a passive, or a verb with its object.
fn complete(words: &[Word], clause: usize) -> bool {
    children(words, clause)
        .any(|c| matches!(words[c].rel, Rel::Cop | Rel::AuxPass | Rel::Obj | Rel::Ccomp | Rel::Xcomp | Rel::Expl))
}

/// "Told reporters the visits were over": a whole clause right behind those who are told is what they are told.
fn told_without_that(words: &mut [Word]) {
    for clause in 2..words.len() {
        let Some(noun) = words[clause].head.filter(|&n| words[clause].rel == Rel::AclRelcl && n < clause) else {
            continue;
        };
        let object = matches!(words[noun].rel, Rel::Obj | Rel::Iobj);
        let Some(verb) = words[noun].head.filter(|&v| object && TELL.has(&words[v].lemma)) else { continue };
        let subject = children(words, clause).find(|&c| is_subject(words[c].rel) && c < clause);
        let Some(subject) = subject.filter(|&s| !words[s].xpos.starts_with('W')) else { continue };
        let at_once = extent(words, subject).start == noun + 1 && &*words[subject].lemma != "that";
        if at_once && complete(words, clause) && child(words, verb, &[Rel::Ccomp]).is_none() {
            attach(words, clause, Some(verb), Rel::Ccomp);
        }
    }
}

fn is_relative(rel: Rel) -> bool {
    matches!(rel, Rel::Acl | Rel::AclRelcl)
}

/// "Told reporters that Russia had agreed": a clause with a subject of its own behind "that" is what is told.
pub fn told_clauses(words: &mut [Word]) {
    for verb in 0..words.len() {
        let Some(noun) = words[verb].head.filter(|&n| is_relative(words[verb].rel) && n < verb) else { continue };
        let tells = |v: usize| TELL.has(&words[v].lemma) && words[v].upos == Upos::Verb;
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

/// "She said the study of the waves showed nothing": a finite verb without subject or conjunction goes on with no verb of
/// speech, it says what the noun before it does.
fn said_of_objects(words: &mut [Word]) {
    for clause in 3..words.len() {
        let joined = words[clause].rel == Rel::Conj && told(&words[clause]);
        let Some(verb) = words[clause].head.filter(|&v| joined && v < clause && CLAIM.has(&words[v].lemma)) else {
            continue;
        };
        let own = |c: usize| is_subject(words[c].rel) || matches!(words[c].rel, Rel::Cc | Rel::Mark);
        let begins = extent(words, clause).start;
        if children(words, clause).any(own) || words[begins].upos == Upos::Punct {
            continue;
        }
        let object = |&c: &usize| words[c].rel == Rel::Obj && c > verb && extent(words, c).end == begins;
        let Some(noun) = children(words, verb).find(object) else { continue };
        if attach(words, noun, Some(clause), Rel::Nsubj) {
            words[clause].rel = Rel::Ccomp;
        }
    }
}

/// "Said the dam was safe and that it would hold": what "and that" begins is said as well.
fn second_contents(words: &mut [Word]) {
    for clause in 3..words.len() {
        let Some(verb) = words[clause].head.filter(|&v| words[clause].rel == Rel::Conj && v < clause) else { continue };
        let that = children(words, clause).any(|c| words[c].rel == Rel::Mark && &*words[c].lemma == "that");
        let content = children(words, verb).find(|&c| words[c].rel == Rel::Ccomp && c > verb && c < clause);
        let spoken = words[verb].upos == Upos::Verb && that;
        if let Some(content) = content.filter(|_| spoken) {
            attach(words, clause, Some(content), Rel::Conj);
        }
    }
}

/// "Will discuss the dam with Sudan": he talks with Sudan about the dam.
fn partners(words: &mut [Word]) {
    for partner in 3..words.len() {
        let Some(thing) = words[partner].head.filter(|&t| words[partner].rel == Rel::Nmod && t < partner) else {
            continue;
        };
        let with = child(words, partner, &[Rel::Case]).is_some_and(|c| &*words[c].lemma == "with");
        let discussed = |v: usize| words[thing].rel == Rel::Obj && DISCUSS.has(&words[v].lemma) && v < thing;
        let Some(verb) = words[thing].head.filter(|&v| with && discussed(v)) else { continue };
        if words[partner].is_nominal() && !MUTUAL.has(&words[thing].lemma) {
            attach(words, partner, Some(verb), Rel::Obl);
        }
    }
}

/// "A meeting between Holm, who had come late, and Reed": what goes on with the meeting is the other side.
fn both_sides(words: &mut [Word]) {
    for other in 3..words.len() {
        let Some(noun) = words[other].head.filter(|&n| words[other].rel == Rel::Conj && n < other) else { continue };
        let between = |&c: &usize| {
            let case = |m: usize| words[m].rel == Rel::Case && &*words[m].lemma == "between";
            words[c].rel == Rel::Nmod && c > noun && c < other && children(words, c).any(case)
        };
        let Some(first) = children(words, noun).find(between) else { continue };
        let alone = !children(words, first).any(|c| words[c].rel == Rel::Conj);
        if alone && !words[first].is_plural() && words[other].upos == Upos::Propn {
            // What stands between them goes along: it tells of the first.
            let inside: Vec<usize> = children(words, noun).filter(|&c| c > first && c < other).collect();
            attempt(words, |words| {
                let moved = inside.into_iter().all(|c| {
                    let rel = words[c].rel;
                    attach(words, c, Some(first), rel)
                });
                moved && attach(words, other, Some(first), Rel::Conj)
            });
        }
    }
}

/// "Renewed their calls for Chad to open the road": to open it is what Chad is called on to do.
fn appeals(words: &mut [Word]) {
    for asked in 2..words.len() {
        let Some(noun) = words[asked].head.filter(|&n| words[asked].rel == Rel::Nmod && n < asked) else { continue };
        let case = |c: usize| words[c].rel == Rel::Case && matches!(&*words[c].lemma, "for" | "on" | "to");
        let appeal = words[noun].upos == Upos::Noun && APPEAL.has(&words[noun].lemma);
        let Some(verb) = words[noun].head.filter(|_| appeal && children(words, asked).any(case)) else { continue };
        let behind = extent(words, asked).end;
        let clause = children(words, verb).find(|&c| {
            let infinitive = words[c].xpos == "VB" && matches!(words[c].rel, Rel::Advcl | Rel::Xcomp);
            infinitive && has_to(words, c) && extent(words, c).start == behind
        });
        if let Some(clause) = clause {
            attach(words, clause, Some(noun), Rel::Acl);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::grammar::model::Model;
    use crate::grammar::{Rel, Sentence, analysis};
    use crate::text;

    fn read(text: &str) -> Sentence {
        analysis::analyse_with(Model::builtin(), text, &text::split(text, 0)).remove(0)
    }

    fn head_of<'t>(text: &'t str, word: &str) -> (Option<&'t str>, Rel) {
        let sentence = read(text);
        let spelled = |w: usize| sentence.words[w].span.of(text);
        let at = (0..sentence.words.len()).rfind(|&w| spelled(w) == word).expect("the word");
        (sentence.words[at].head.map(spelled), sentence.words[at].rel)
    }

    #[test]
    fn what_is_told_without_that() {
        let text = "A clerk told reporters the visits were part of a plan.";
        assert_eq!(head_of(text, "part"), (Some("told"), Rel::Ccomp));
    }

    #[test]
    fn who_is_spoken_with() {
        let text = "She said she would discuss the dam with Sudan next week.";
        assert_eq!(head_of(text, "Sudan"), (Some("discuss"), Rel::Obl));
        let ties = "They discussed relations with Sudan.";
        assert_eq!(head_of(ties, "Sudan").0, Some("relations"));
    }

    #[test]
    fn appeals_to_act() {
        let text = "The ministers renewed their calls for Chad to open the road.";
        assert_eq!(head_of(text, "open").0, Some("calls"));
    }
}
