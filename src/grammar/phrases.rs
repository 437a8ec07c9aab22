//! Lets mentions reach as far as the tree says: marks tell well where a name is, trees tell what stands before it and
//! what it is of.
//!
//! Of `a Dr. Hallam` the marks may leave out the article, of `the Food Standards of Norland` what it is of.

use std::ops::Range;

use super::{Name, Rel, Sentence, Upos};

/// Words of the longest relative clause that is still part of a mention: longer ones the parser often hangs wrong.
const CLAUSE: usize = 12;

/// Widens mentions of a sentence, leaves out those that no proper noun heads, and of those that then lie in each other
/// the inner ones.
#[must_use]
pub fn widen(sentence: &Sentence, text: &str, mentions: Vec<Name>) -> Vec<Name> {
    if !sentence.parsed {
        return mentions;
    }
    let whole = |name: Name| {
        let mut words = without_verb(sentence, text, name.words);
        let head = head(sentence, &words)?;
        let mark = sentence.words.get(words.end).is_some_and(|next| next.xpos == "POS" && next.head == Some(head));
        words.end += usize::from(mark);
        let words = before(sentence, head, &words)..behind(sentence, text, head, &words);
        (sentence.words[head].upos == Upos::Propn).then_some(Name { words, ..name })
    };
    let mut found: Vec<Name> = mentions.into_iter().filter_map(whole).collect();
    found.sort_by_key(|name| (name.words.start, std::cmp::Reverse(name.words.end)));
    let mut kept: Vec<Name> = Vec::with_capacity(found.len());
    for name in found {
        if kept.last().is_none_or(|last| last.words.end <= name.words.start) {
            kept.push(name);
        }
    }
    kept
}

/// Mentions end before an `'s` that is a verb; one that marks an owner belongs to them.
fn without_verb(sentence: &Sentence, text: &str, words: Range<usize>) -> Range<usize> {
    let last = &sentence.words[words.end - 1];
    let verb = words.len() > 1 && last.xpos != "POS" && matches!(last.span.of(text), "'s" | "’s" | "'" | "’");
    words.start..words.end - usize::from(verb)
}

/// The first of some words whose head lies outside of them.
fn head(sentence: &Sentence, words: &Range<usize>) -> Option<usize> {
    words.clone().find(|&word| sentence.words[word].head.is_none_or(|head| !words.contains(&head)))
}

/// Where a mention begins if articles, adjectives, owners, and nouns before it belong to it.
fn before(sentence: &Sentence, head: usize, words: &Range<usize>) -> usize {
    let mut start = words.start;
    for child in sentence.children(head).rev().skip_while(|&child| child >= words.start) {
        let rel = sentence.words[child].rel;
        let extent = sentence.extent(child);
        let belongs = matches!(rel, Rel::Det | Rel::Amod | Rel::NmodPoss | Rel::Compound | Rel::Nummod);
        if !belongs || extent.end != start {
            break;
        }
        start = extent.start;
    }
    start
}

/// Where a mention ends if what it is of and short relative clauses belong to it.
fn behind(sentence: &Sentence, text: &str, head: usize, words: &Range<usize>) -> usize {
    let form = |word: usize| sentence.words[word].span.of(text);
    let mut end = words.end;
    for child in sentence.children(head).skip_while(|&child| child < words.end) {
        let extent = sentence.extent(child);
        let follows = extent.start == end;
        let after_comma = extent.start == end + 1 && form(end) == ",";
        let of = matches!(sentence.words[child].rel, Rel::Nmod | Rel::NmodDesc | Rel::NmodPoss | Rel::NmodUnmarked)
            && follows
            && form(extent.start) == "of";
        let clause = sentence.words[child].rel == Rel::AclRelcl;
        if of || clause && extent.len() <= CLAUSE && (follows || after_comma) {
            end = extent.end - usize::from(clause && form(extent.end - 1) == ",");
        } else if child > words.end || form(child) != "," {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{NameKind, Word};
    use crate::text::Span;

    /// A sentence of words written as `form/UPOS/XPOS/head/rel`, heads counted from 1.
    fn sentence(words: &str) -> (Sentence, String) {
        let mut text = String::new();
        let word = |word: &str| {
            let parts: Vec<&str> = word.split('/').collect();
            let start = text.len();
            text.push_str(parts[0]);
            let span = Span { start, end: text.len() };
            text.push(' ');
            let (head, rel) =
                (parts[3].parse::<usize>().expect("a head"), Rel::from_name(parts[4]).expect("a relation"));
            let (upos, xpos) =
                (Upos::from_name(parts[1]).expect("a part of speech"), if parts[2] == "POS" { "POS" } else { "NN" });
            Word { span, lemma: parts[0].into(), upos, xpos, head: head.checked_sub(1), rel }
        };
        let words: Vec<Word> = words.split(' ').map(word).collect();
        (Sentence::new(Span { start: 0, end: text.len() }, 0, words, Vec::new(), true), text)
    }

    #[track_caller]
    fn widened(words: &str, marked: &[(usize, usize)], wanted: &[(usize, usize)]) {
        let (sentence, text) = sentence(words);
        let name = |&(start, end): &(usize, usize)| Name { words: start..end, kind: NameKind::Organization };
        let found = widen(&sentence, &text, marked.iter().map(name).collect());
        let found: Vec<(usize, usize)> = found.into_iter().map(|name| (name.words.start, name.words.end)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_stands_before_a_name_belongs_to_it() {
        let words = "praised/VERB/VBD/0/root the/DET/DT/5/det late/ADJ/JJ/5/amod Dr./PROPN/NNP/5/compound \
                     Hallam/PROPN/NNP/1/obj";
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        widened(&words, &[(4, 5)], &[(1, 5)]);
        widened(&words, &[(3, 5)], &[(1, 5)]);
    }

    #[test]
    fn what_it_is_of_belongs_to_a_name_and_swallows_mentions_there() {
        let of = "Board/PROPN/NNP/0/root of/ADP/IN/3/case Norland/PROPN/NNP/1/nmod";
        widened(of, &[(0, 1), (2, 3)], &[(0, 3)]);
        let beside = of.replace("of/ADP", "in/ADP");
        widened(&beside, &[(0, 1), (2, 3)], &[(0, 1), (2, 3)]);
    }

    #[test]
    fn short_relative_clauses_belong_to_a_name() {
        let clause = |adverbs: usize| {
            let verb = 4 + adverbs;
            let adverbs = "again/ADV/RB/VERB/advmod ".repeat(adverbs);
            format!(
                "Hallam/PROPN/NNP/0/root ,/PUNCT/,/VERB/punct who/PRON/WP/VERB/nsubj {adverbs}left/VERB/VBD/1/acl:relcl \
                 ,/PUNCT/,/VERB/punct"
            )
                .replace("/VERB/punct", &format!("/{verb}/punct"))
                .replace("/VERB/nsubj", &format!("/{verb}/nsubj"))
                .replace("/VERB/advmod", &format!("/{verb}/advmod"))
        };
        widened(&clause(0), &[(0, 1)], &[(0, 4)]);
        widened(&clause(CLAUSE), &[(0, 1)], &[(0, 1)]);
    }

    #[test]
    fn verbs_are_no_part_and_common_nouns_no_head() {
        let verb = "Hallam/PROPN/NNP/3/nsubj 's/AUX/VBZ/3/aux leaving/VERB/VBG/0/root";
        widened(verb, &[(0, 2)], &[(0, 1)]);
        let owner = verb.replace("'s/AUX/VBZ/3/aux", "'s/PART/POS/1/case");
        widened(&owner, &[(0, 2)], &[(0, 2)]);
        widened(&owner, &[(0, 1)], &[(0, 2)]);
        widened(&verb.replace("PROPN", "NOUN"), &[(0, 1)], &[]);
    }
}
