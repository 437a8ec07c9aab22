//! The words of reported speech: content clauses without "that" and without who says so.
//!
//! "The minister said on Monday that talks had failed, according to Reuters" → "talks had failed".

use std::ops::Range;

use super::Reading;
use super::speech_acts::{Act, Form};
use super::speech_position;
use super::speech_tree::{cased, clause_of, is_finite, lower, marked, predicates, runs};
use crate::grammar::{Rel, Sentence, Upos};
use crate::text::Span;

/// Conjunctions of clauses that only tell the circumstances of saying: "said as the call began".
pub const ADVERBIAL: [&str; 12] =
    ["as", "when", "while", "after", "before", "because", "since", "until", "once", "although", "though", "unless"];

/// The clauses that an act reports, as bytes; nothing where it reports none.
pub fn content(reading: &Reading<'_>, act: &Act, acts: &[Act]) -> Vec<Span> {
    let sentence = &reading.sentences[act.sentence];
    if !sentence.parsed || is_of_others(reading, sentence, act) {
        return Vec::new();
    }
    let mut found = match act.form {
        Form::According => speech_position::accorded(reading, sentence, act),
        Form::Noun | Form::Verb => Vec::new(),
    };
    if found.is_empty()
        && let Some((clause, own)) = clause(reading, sentence, act)
    {
        found = if act.form == Form::Verb && own.is_none() && is_doubtful(sentence, clause, act.word) {
            speech_position::after(reading, sentence, act, acts).into_iter().collect()
        } else {
            whole(reading, sentence, act, runs(sentence, clause, &attributions(sentence, act, acts, clause, own)))
        };
    }
    if found.is_empty() {
        found = charge(reading, sentence, act).into_iter().collect();
    }
    if found.is_empty() {
        found = speech_position::delayed(reading, sentence, act, acts).into_iter().collect();
    }
    if found.is_empty() {
        found = speech_position::around(reading, sentence, act);
    }
    found
        .into_iter()
        .map(|run| unplaced(reading, sentence, act, run))
        .map(|run| undated(reading, act, speech_position::closed(reading, sentence, act, acts, run)))
        .map(|run| trimmed(reading, sentence, run))
        .filter(|run| has_substance(sentence, run))
        .map(|run| sentence.span_of(run))
        .collect()
}

/// The word class of what one may be accused of.
const CHARGE: &str = "charge";

/// "Denied all accusations": they are what is denied, as words; those "of Iran" are rejected as Iran's.
fn charge(reading: &Reading<'_>, sentence: &Sentence, act: &Act) -> Option<Range<usize>> {
    let denies = act.form == Form::Verb && act.class == "deny";
    let object = sentence.child(act.word, &[Rel::Obj]).filter(|&o| denies && sentence.words[o].upos == Upos::Noun)?;
    let charged = reading.ontology.lexicon.is_in(CHARGE, &sentence.words[object].lemma);
    let others = sentence.children_by(object, Rel::Nmod).any(|c| reading.mentions.at(act.sentence, c).is_some());
    // "Denied reports that it had fled": that it had.
    let told = sentence.children_by(object, Rel::Acl).find(|&c| marked(reading, sentence, c, &["that"]));
    let told = told.filter(|&c| is_finite(sentence, c));
    (charged && !others).then(|| sentence.extent(told.unwrap_or(object)))
}

/// Whether the tree does not know a clause for the complement of the verb before it.
fn is_doubtful(sentence: &Sentence, clause: usize, verb: usize) -> bool {
    clause > verb
        && sentence.words[clause].head == Some(verb)
        && !matches!(sentence.words[clause].rel, Rel::Ccomp | Rel::Csubj | Rel::CsubjPass | Rel::Parataxis)
}

/// The head of what is reported, and the head of the phrase of attribution inside it, if it lies there.
fn clause(reading: &Reading<'_>, sentence: &Sentence, act: &Act) -> Option<(usize, Option<usize>)> {
    let words = &sentence.words;
    match act.form {
        Form::According => {
            let source = act.subject?;
            let hung = if words[act.word].head == Some(source) { source } else { act.word };
            let mut said = clause_of(sentence, words[hung].head?);
            // "Worked there before moving, according to Reed": all of it, wherever the tree hangs the source.
            let hangs = said;
            let apart = sentence.extent(hung).start.checked_sub(1).is_some_and(|w| words[w].xpos == ",");
            while matches!(words[said].rel, Rel::Advcl | Rel::Acl | Rel::Xcomp)
                && (!is_finite(sentence, said) || apart && marked(reading, sentence, said, &ADVERBIAL))
                && sentence.extent(hung).end + 2 >= sentence.extent(said).end
                && let Some(head) = words[said].head
            {
                said = clause_of(sentence, head);
            }
            // "About families, which number many, to lead them, according to Reed": it is not clear what.
            (said == hangs || words[said].rel != Rel::AclRelcl).then_some((said, Some(hung)))
        }
        Form::Noun => sentence
            .children(act.word)
            .find(|&c| {
                matches!(words[c].rel, Rel::Acl | Rel::Ccomp)
                    && is_finite(sentence, c)
                    && marked(reading, sentence, c, &["that"])
            })
            .map(|c| (c, None)),
        Form::Verb => {
            if let Some(c) = complement(reading, sentence, act.word) {
                return Some((c, None));
            }
            let (head, rel) = (words[act.word].head?, words[act.word].rel);
            let opens = sentence.child(act.word, &[Rel::Nsubj]).map(|n| sentence.extent(n).start.min(act.word));
            let aside = rel == Rel::Parataxis && opens.is_some_and(|o| o == 0 || words[o - 1].upos == Upos::Punct);
            let as_put = rel == Rel::Advcl
                && marked(reading, sentence, act.word, &["as"])
                && ends_before_object(sentence, act.word);
            let content = is_finite(sentence, head) || sentence.child(head, &[Rel::Nsubj, Rel::NsubjPass]).is_some();
            (content && (aside || as_put)).then_some((head, Some(act.word)))
        }
    }
}

/// "As the minister put it", "as officials say": nothing else is said there.
fn ends_before_object(sentence: &Sentence, verb: usize) -> bool {
    sentence.children(verb).all(|c| {
        !matches!(sentence.words[c].rel, Rel::Obj | Rel::Ccomp | Rel::Xcomp) || sentence.words[c].upos == Upos::Pron
    })
}

/// The finite clause that a verb of speech governs.
pub fn complement(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let fits = |&c: &usize| {
        let rel = words[c].rel;
        let clausal = rel == Rel::Ccomp
            || matches!(rel, Rel::Csubj | Rel::CsubjPass) && sentence.child(verb, &[Rel::Expl]).is_some();
        let quoted = rel == Rel::Parataxis && c > verb && preceded_by_colon(reading, sentence, c, verb);
        let follows = c > verb && rel != Rel::Parataxis && rel != Rel::Conj && follows(reading, sentence, c, verb);
        // "Pledged to act should it go on": a condition.
        let first = sentence.extent(c).start;
        let inverted = sentence.words[first].xpos == "MD" && lower(reading, sentence, first) == "should";
        let beside = inverted
            || marked(reading, sentence, c, &ADVERBIAL)
            || sentence.words[c].xpos == "VBG" && marked(reading, sentence, c, &["with", "by", "without"]);
        (clausal || quoted || follows) && is_finite(sentence, c) && !beside && !is_bare(reading, sentence, c, verb)
    };
    sentence.children(verb).find(fits).or_else(|| {
        // "made it clear that": the clause may hang on the adjective.
        let said = |x: usize| {
            let patterns = reading.ontology.lexicon.speech_verbs.get(&*words[verb].lemma);
            patterns.is_some_and(|all| all.iter().any(|v| predicates(&v.pattern, &words[x].lemma)))
        };
        let clear = sentence.children_by(verb, Rel::Xcomp).filter(|&x| words[x].upos == Upos::Adj && said(x));
        clear
            .flat_map(|x| sentence.children(x))
            .find(|&c| matches!(words[c].rel, Rel::Ccomp | Rel::Csubj) && is_finite(sentence, c))
    })
}

/// "Asked about the deal, Reed said", "a man they suspected had fled", "said, stressing that": no clause that is said.
fn is_bare(reading: &Reading<'_>, sentence: &Sentence, clause: usize, verb: usize) -> bool {
    let word = &sentence.words[clause];
    let subject = [Rel::Nsubj, Rel::NsubjPass, Rel::NsubjOuter, Rel::Csubj, Rel::CsubjPass, Rel::Expl];
    if word.upos != Upos::Verb || sentence.child(clause, &subject).is_some() {
        return false;
    }
    let fronted = clause < verb && matches!(word.xpos, "VBD" | "VBN") && sentence.extent(clause).start == clause;
    let told = word.xpos == "VBG" && reading.ontology.lexicon.speech_verbs.contains_key(&*word.lemma);
    let gap =
        clause > verb && sentence.words[verb].rel == Rel::AclRelcl && !marked(reading, sentence, clause, &["that"]);
    fronted || told || gap && matches!(word.xpos, "VBD" | "VBZ")
}

/// Nouns for what has been settled, of which a clause tells what it is.
const SETTLED: [&str; 5] = ["commitment", "decision", "plan", "agreement", "intention"];

/// "Welcomed Japan's announcement that it would": what others announced.
fn is_of_others(reading: &Reading<'_>, sentence: &Sentence, act: &Act) -> bool {
    let words = &sentence.words;
    let object = sentence.child(act.word, &[Rel::Obj]).filter(|&o| o > act.word && words[o].upos == Upos::Noun);
    // Whoever repeats it says so, too.
    let repeats = ["reiterate", "repeat", "echo", "reaffirm", "restate", "confirm"].contains(&&*words[act.word].lemma);
    let Some(noun) = object.filter(|_| act.form == Form::Verb && !repeats) else { return false };
    let owner = sentence.children(noun).find(|&c| match words[c].rel {
        Rel::NmodPoss => words[c].upos == Upos::Propn,
        Rel::Nmod => cased(reading, sentence, c, &["by"]),
        _ => false,
    });
    let next = owner.map(|owner| sentence.extent(owner).end.max(noun + 1));
    let that = next.is_some_and(|w| w < words.len() && lower(reading, sentence, w) == "that");
    let lemma = &*words[noun].lemma;
    that && (reading.ontology.lexicon.speech_nouns.contains_key(lemma) || SETTLED.contains(&lemma))
}

/// Whether a clause begins with "that" or has its subject right after the verb, whatever the tree calls it.
fn follows(reading: &Reading<'_>, sentence: &Sentence, clause: usize, verb: usize) -> bool {
    let that = sentence.children_by(clause, Rel::Mark).any(|m| lower(reading, sentence, m) == "that");
    let heard = |w: usize| w > verb && sentence.words[w].head == Some(verb) && sentence.words[w].rel == Rel::Obj;
    let begins = |n: usize| {
        let start = sentence.extent(n).start;
        start == verb + 1 || start > 0 && heard(start - 1) && start <= verb + 4
    };
    that || sentence.child(clause, &[Rel::Nsubj, Rel::NsubjPass, Rel::Expl]).is_some_and(begins)
        || sentence.words[verb + 1].xpos == "EX"
        || sentence.extent(clause).start == verb + 1
            && sentence.words[verb + 1].upos != Upos::Punct
            && sentence.words[clause].rel == Rel::Advcl
}

fn preceded_by_colon(reading: &Reading<'_>, sentence: &Sentence, clause: usize, verb: usize) -> bool {
    let start = sentence.extent(clause).start;
    (verb..clause).any(|w| w <= start + 1 && lower(reading, sentence, w) == ":")
}

/// Heads of all phrases of attribution inside a clause: they are not part of what is said.
fn attributions(sentence: &Sentence, act: &Act, acts: &[Act], clause: usize, own: Option<usize>) -> Vec<usize> {
    let mut all: Vec<usize> = own.into_iter().collect();
    let first = acts.partition_point(|a| a.sentence < act.sentence);
    for other in acts[first..].iter().take_while(|a| a.sentence == act.sentence) {
        let head = match other.form {
            Form::According => {
                other.subject.filter(|&n| sentence.words[other.word].head == Some(n)).unwrap_or(other.word)
            }
            Form::Verb => other.word,
            Form::Noun => continue,
        };
        let rel = sentence.words[head].rel;
        let aside = other.form == Form::According
            || rel == Rel::Parataxis && sentence.child(head, &[Rel::Ccomp]).is_none()
            || rel == Rel::Advcl && sentence.words[head].xpos == "VBG" && head > clause && is_apart(sentence, head);
        if aside && head != clause && other.word != act.word && sentence.is_under(head, clause) {
            all.push(head);
        }
    }
    if own.is_none() && act.word != clause && sentence.is_under(act.word, clause) {
        all.push(act.word);
    }
    all
}

/// Whether a comma or the like stands before a clause: ", adding that"; but "immediately upon assuming office".
fn is_apart(sentence: &Sentence, head: usize) -> bool {
    let start = sentence.extent(head).start;
    let comma = |w: usize| sentence.words[w].xpos == "," || sentence.words[w].xpos == ":";
    comma(start) || start > 0 && comma(start - 1)
}

/// "Said leaving now would hurt", "said it would stay because there was no other way": what begins right behind the verb
/// and what follows without a comma is said, too, where the tree hangs it on the verb of speech.
fn whole(reading: &Reading<'_>, sentence: &Sentence, act: &Act, mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if act.form != Form::Verb {
        return found;
    }
    let begins = |c: &usize| sentence.words[*c].xpos == "VBG" && sentence.extent(*c).start == act.word + 1;
    if let Some(first) = found.first_mut()
        && sentence.children(act.word).any(|c| begins(&c) && sentence.extent(c).end == first.start)
    {
        first.start = act.word + 1;
    }
    if let Some(last) = found.last_mut() {
        let goes_on = |at: usize| {
            sentence
                .children(act.word)
                .find(|&c| sentence.extent(c).start == at && is_said_too(reading, sentence, act, c))
        };
        while let Some(c) = goes_on(last.end) {
            last.end = sentence.extent(c).end;
        }
    }
    found
}

/// Whether what hangs on a verb of speech behind what is said tells no circumstance of saying it: "in an interview",
/// "on Monday", "as the call began".
fn is_said_too(reading: &Reading<'_>, sentence: &Sentence, act: &Act, c: usize) -> bool {
    const MEANWHILE: [&str; 4] = ["as", "when", "while", "before"];
    let times = reading.times.get(act.sentence).map_or(&[][..], Vec::as_slice);
    let dated = times.iter().any(|t| t.words.contains(&c));
    match sentence.words[c].rel {
        Rel::Ccomp | Rel::Xcomp => true,
        // "…, urging Ghana to act" is what the speaker does.
        Rel::Advcl => {
            let speaks = reading.ontology.lexicon.speech_verbs.contains_key(&sentence.words[c].lemma);
            let does = speaks && sentence.words[c].xpos == "VBG" && is_apart(sentence, c);
            !does && !marked(reading, sentence, c, &MEANWHILE)
        }
        Rel::Obl => !dated && is_matter(reading, sentence, act, c),
        _ => false,
    }
}

/// Whether a noun is neither where nor to whom something is said.
fn is_matter(reading: &Reading<'_>, sentence: &Sentence, act: &Act, noun: usize) -> bool {
    let (lexicon, lemma) = (&reading.ontology.lexicon, &*sentence.words[noun].lemma);
    let spoken = lexicon.speech_nouns.contains_key(lemma) || lexicon.nouns.contains_key(lemma);
    let heard = reading.mentions.at(act.sentence, noun).is_some();
    !spoken && !heard
}

/// "Said Tuesday the ships would sail": without the time of saying.
fn undated(reading: &Reading<'_>, act: &Act, mut run: Range<usize>) -> Range<usize> {
    let times = reading.times.get(act.sentence).map_or(&[][..], Vec::as_slice);
    let words = &reading.sentences[act.sentence].words;
    let time = times.iter().find(|t| {
        // "Said Tuesday", "said in May"
        let at = t.words.start - usize::from(t.words.start > 0 && words[t.words.start - 1].upos == Upos::Adp);
        act.form == Form::Verb && at == act.word + 1 && (at == run.start || t.words.start == run.start)
    });
    let noun = |w: usize| {
        words.get(w).is_some_and(|w| matches!(w.upos, Upos::Det | Upos::Propn | Upos::Pron | Upos::Noun | Upos::Adj))
    };
    if let Some(time) = time.filter(|t| t.words.end < run.end && noun(t.words.end)) {
        run.start = time.words.end;
    }
    run
}

/// "Said in a meeting on Monday that it would": without where and when it was said.
fn unplaced(reading: &Reading<'_>, sentence: &Sentence, act: &Act, mut run: Range<usize>) -> Range<usize> {
    let that = |w: &usize| sentence.words[*w].rel == Rel::Mark && lower(reading, sentence, *w) == "that";
    let placed = act.form == Form::Verb && run.start > act.word && sentence.words[run.start].upos == Upos::Adp;
    if let Some(that) = run.clone().find(that).filter(|_| placed)
        && (run.start..that).all(|w| !matches!(sentence.words[w].upos, Upos::Verb | Upos::Aux | Upos::Punct))
    {
        run.start = that + 1;
    }
    run
}

/// Without the conjunction, commas and such around it.
fn trimmed(reading: &Reading<'_>, sentence: &Sentence, mut run: Range<usize>) -> Range<usize> {
    let idle = |w: usize| sentence.words[w].upos == Upos::Punct && !is_bracket(reading, sentence, w);
    while run.start < run.end {
        let w = run.start;
        let that = sentence.words[w].rel == Rel::Mark && lower(reading, sentence, w) == "that";
        let and = sentence.words[w].rel == Rel::Cc;
        if !idle(w) && !that && !and {
            break;
        }
        run.start += 1;
    }
    while run.start < run.end && idle(run.end - 1) {
        run.end -= 1;
    }
    unquoted(reading, sentence, run)
}

/// Without a quotation mark at an edge whose other one is not inside, and without both around it all.
fn unquoted(reading: &Reading<'_>, sentence: &Sentence, mut run: Range<usize>) -> Range<usize> {
    let mark = |w: usize| matches!(lower(reading, sentence, w).as_str(), "“" | "”" | "\"");
    let marks = run.clone().filter(|&w| mark(w)).count();
    let (first, last) = (run.clone().next().is_some_and(mark), run.clone().last().is_some_and(mark));
    if first && (marks % 2 == 1 || marks == 2 && last) {
        run.start += 1;
    }
    if last && run.start < run.end && (marks % 2 == 1 && !first || marks == 2 && first) {
        run.end -= 1;
    }
    run
}

fn is_bracket(reading: &Reading<'_>, sentence: &Sentence, w: usize) -> bool {
    matches!(lower(reading, sentence, w).as_str(), "(" | ")" | "[" | "]" | "“" | "”" | "\"")
}

/// Whether a run says anything.
fn has_substance(sentence: &Sentence, run: &Range<usize>) -> bool {
    let tells = |w: &crate::grammar::Word| {
        matches!(w.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Pron | Upos::Num)
    };
    sentence.words[run.clone()].iter().any(tells)
}
