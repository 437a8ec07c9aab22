//! The facts of each sentence of a suite as (source, target, first two digits of the event code) against those expected.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chancery::article::Article;
use chancery::extract::extract;
use chancery::fact::{Argument, Fact, Modality};
use chancery::ontology::Ontology;
use serde_json::Value;

use crate::Outcome;

/// Source, target and the first two digits of the event's code.
type Triple = (String, String, String);

/// Predicates of events that come from a dictionary.
const CODED: [&str; 2] = ["coded", "both"];

/// Scores a suite and prints how many sentences are right, with `-v` those that are not.
pub fn run(suite: &Path, options: &[&str]) -> Outcome<()> {
    let (right, all) = count(suite, options)?;
    println!("{right} of {all} right");
    Ok(())
}

/// How many sentences of a suite are right, and how many there are.
pub fn count(suite: &Path, options: &[&str]) -> Outcome<(usize, usize)> {
    let directory = options.iter().position(|o| *o == "--ontology").and_then(|i| options.get(i + 1));
    let ontology = match directory {
        Some(directory) => Ontology::with_directory(Path::new(directory))?,
        None => Arc::clone(Ontology::built_in()),
    };
    let coded = ontology.lexicon.types.iter().any(|t| CODED.contains(&t.predicate.as_str()));
    let (mut right, mut all) = (0, 0);
    for line in std::fs::read_to_string(suite)?.lines() {
        let sentence: Value = serde_json::from_str(line)?;
        let (wanted, found) = (wanted(&sentence), found(&sentence, &ontology, coded));
        all += 1;
        if wanted == found {
            right += 1;
        } else if options.contains(&"-v") {
            println!("{} {}\n  wanted {wanted:?}\n  found  {found:?}", text(&sentence, "id"), text(&sentence, "text"));
        }
    }
    Ok((right, all))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The events that a suite gives for a sentence.
fn wanted(sentence: &Value) -> BTreeSet<Triple> {
    let events = sentence["events"].as_array().into_iter().flatten();
    let triple = |e: &Value| {
        let code = text(e, "eventcode");
        (text(e, "sourcecode").to_owned(), text(e, "targetcode").to_owned(), root(code))
    };
    events.map(triple).filter(|(a, b, _)| is_named(a) && is_named(b)).collect()
}

/// Whether a code says who it is.
fn is_named(code: &str) -> bool {
    !code.is_empty() && !code.starts_with("---")
}

fn root(code: &str) -> String {
    code.chars().take(2).collect()
}

/// The events that are found in a sentence.
fn found(sentence: &Value, ontology: &Ontology, coded: bool) -> BTreeSet<Triple> {
    let digits = text(sentence, "date");
    let date = digits.get(..8).map(|d| format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..]));
    let date = date.and_then(|d| d.parse().ok());
    let article = Article { text: text(sentence, "text").to_owned(), date, ..Article::default() };
    let facts = extract(&article, ontology).facts;
    let mut all = BTreeSet::new();
    // What is only asked of somebody has no code of its own in CAMEO, though a dictionary may give it one; what somebody
    // wants to do is coded as ahead.
    let own = |f: &Fact| ontology.lexicon.types.iter().find(|t| *t.predicate == *f.predicate).map(|t| &t.plover);
    let ahead = |f: &Fact| f.event.as_ref().is_some_and(|event| own(f) != Some(&event.plover));
    let counts = |f: &&Fact| {
        if coded {
            CODED.contains(&&*f.predicate)
        } else {
            f.modality != Modality::Possible && (f.modality != Modality::Demanded || ahead(f))
        }
    };
    for fact in facts.iter().filter(counts) {
        add(fact, ontology, &mut all);
    }
    all
}

fn add(fact: &Fact, ontology: &Ontology, all: &mut BTreeSet<Triple>) {
    let (Some(event), sources, targets) = (&fact.event, codes(&fact.subject, ontology), codes(&fact.object, ontology))
    else {
        return;
    };
    // What is both ways is so as its code says: a signature is one side's.
    let kind = ontology.lexicon.types.iter().find(|t| *t.predicate == *fact.predicate);
    let kind = kind.filter(|own| {
        let coded = ontology.lexicon.types.iter().find(|t| t.plover == event.plover);
        CODED.contains(&&*own.predicate) || own.plover == event.plover || coded.is_some_and(|t| t.symmetric)
    });
    let mode = event.mode.as_deref().unwrap_or_default();
    let there = mode.split(':').next().unwrap_or_default();
    let there = if there.starts_with(|c: char| c.is_ascii_digit()) { there } else { &event.cameo };
    let back = mode.split_once(':').map(|(_, b)| b);
    // What one side promises (03) is its own intent.
    let both = kind.is_some_and(|k| k.symmetric && !(root(there) == "03" && fact.modality == Modality::Actual));
    let back = back.or_else(|| both.then_some(""));
    for source in &sources {
        for target in targets.iter().filter(|t| *t != source) {
            all.insert((source.clone(), target.clone(), root(there)));
            if let Some(back) = back {
                all.insert((target.clone(), source.clone(), root(if back.is_empty() { there } else { back })));
            }
        }
    }
}

/// The codes of an argument; `A/B` are two. Whoever is only a described kind of people has none.
fn codes(argument: &Argument, ontology: &Ontology) -> Vec<String> {
    let Argument::Entity(entity) = argument else { return Vec::new() };
    let kinds = || {
        let groups = ontology.groups.iter().map(|g| &g.agent);
        groups.chain(ontology.roles.iter().map(|r| &r.agent)).flatten()
    };
    let codes = entity.code.iter().flat_map(|c| c.split('/')).map(|code| undoubled(code, kinds().map(String::as_str)));
    codes.filter(|code| !kinds().any(|kind| kind == code)).collect()
}

/// `USAGOVGOV` is `USAGOV`.
fn undoubled<'k>(code: &str, mut kinds: impl Iterator<Item = &'k str>) -> String {
    let doubled = kinds.find(|kind| code.ends_with(&kind.repeat(2)) && !kind.is_empty());
    code[..code.len() - doubled.map_or(0, str::len)].to_owned()
}
