//! Measures meetings on official readouts: `cargo run --example readouts -- DIRECTORY [-v]`.
//!
//! "Readout of President Reed's Call with Prime Minister Holm" says who met; the text alone, its title removed, must
//! give one meeting of just these two of that day: the day of publication, or up to three days before.
//! Meetings that the text dates to other days do not count.

use std::path::{Path, PathBuf};

use chancery::article::Article;
use chancery::extract::extract;
use chancery::fact::{Argument, Fact, Modality};
use chancery::ontology::{Class, Ontology};
use jiff::ToSpan;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let root = args.first().ok_or("name a directory of Markdown files")?;
    let verbose = args.iter().any(|a| a == "-v");
    let ontology = Ontology::built_in();
    let mut paths = Vec::new();
    markdown_below(Path::new(root), &mut paths)?;
    paths.sort();
    let (mut pairs_named, mut pair_found, mut only_pair, mut right) = (0, 0, 0, 0);
    for path in paths {
        let Ok(mut article) = Article::read(&path) else { continue };
        let Some(wanted) = titled_pair(&article, ontology) else { continue };
        article.title = None;
        let mut met = meetings(&extract(&article, ontology).facts);
        let found = met.iter().find(|(pair, date)| *pair == wanted && is_day(&article, date.as_deref()));
        let day = found.is_some();
        let found = day || met.iter().any(|(pair, _)| *pair == wanted);
        // What is told of other days is another meeting.
        met.retain(|(pair, date)| *pair == wanted || date.is_none() || is_day(&article, date.as_deref()));
        let alone = found && met.iter().all(|(pair, _)| *pair == wanted);
        pairs_named += 1;
        pair_found += usize::from(found);
        only_pair += usize::from(alone);
        right += usize::from(alone && day);
        if verbose && !(alone && day) {
            println!("{}: {wanted:?}, found {met:?}", path.display());
        }
    }
    let share = |n: usize| n * 1000 / pairs_named.max(1);
    println!("{pairs_named} readouts whose title names two people who met");
    println!("the pair met: {pair_found}, {} per mille", share(pair_found));
    println!("and nobody else: {only_pair}, {} per mille", share(only_pair));
    println!("on the right day: {right}, {} per mille", share(right));
    Ok(())
}

fn markdown_below(root: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        if path.is_dir() {
            markdown_below(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "md") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The two people of a title: "Readout of A's Call with B" read as the sentence "A met B."
fn titled_pair(article: &Article, ontology: &Ontology) -> Option<[String; 2]> {
    let title = article.title.as_deref()?.replace(['\u{a0}', '\n'], " ").replace('’', "'");
    let rest = title.trim().strip_prefix("Readout of ")?;
    let (who, event) = rest.split_once("'s ").or_else(|| rest.split_once("' "))?;
    let kind = ["Call ", "Meeting ", "Bilateral Meeting ", "Conversation ", "call ", "meeting "];
    let event = kind.iter().find_map(|k| event.strip_prefix(k))?;
    let whom = event.strip_prefix("with ")?;
    let sentence = Article { text: format!("{who} met with {whom}."), title: None, ..article.clone() };
    let met = meetings(&extract(&Article { body: 0, ..sentence }, ontology).facts);
    let [(pair, _)] = met.as_slice() else { return None };
    // A title alone is nobody yet: "the Director".
    let named =
        |name: &String| name.contains(' ') && !ontology.roles.iter().any(|r| r.label.eq_ignore_ascii_case(name));
    pair.iter().all(named).then(|| pair.clone())
}

/// All pairs of people who met or are to meet, with the day.
fn meetings(facts: &[Fact]) -> Vec<([String; 2], Option<String>)> {
    let mut all: Vec<([String; 2], Option<String>)> = Vec::new();
    for fact in facts.iter().filter(|f| &*f.predicate == "met" && f.modality == Modality::Actual) {
        let (Argument::Entity(a), Argument::Entity(b)) = (&fact.subject, &fact.object) else { continue };
        if a.class != Class::Person || b.class != Class::Person {
            continue;
        }
        let mut pair = [a.label.clone(), b.label.clone()];
        pair.sort();
        let date = fact.date.as_ref().map(|d| d.value.clone());
        if !all.iter().any(|(p, d)| *p == pair && *d == date) {
            all.push((pair, date));
        }
    }
    all
}

/// Whether a date is the article's day or one of the three before: some readouts name a day that is past.
fn is_day(article: &Article, date: Option<&str>) -> bool {
    let (Some(day), Some(date)) = (article.date, date) else { return false };
    let parts: Vec<&str> = date.split('/').collect();
    (-1..=3).any(|n| day.checked_sub(n.days()).is_ok_and(|d| parts.contains(&d.to_string().as_str())))
}
