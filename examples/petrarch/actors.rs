//! Actor and agent dictionaries into entities and nouns for described actors.
//!
//! `GONDOR [GON]` is an actor with that code, `SOLDIER [~MIL]` a noun: "soldiers from Gondor" are `GONMIL`.

use std::fmt::Write as _;

use crate::{bracketed, lines, quoted};

/// An actor with its names and its codes, which may be limited in time.
#[derive(Default)]
struct Actor {
    names: Vec<String>,
    codes: Vec<String>,
}

/// The actors as Turtle.
pub fn turtle(dictionary: &str) -> String {
    let mut all: Vec<Actor> = Vec::new();
    for line in lines(dictionary) {
        if let Some(name) = line.strip_prefix('+') {
            if let Some(last) = all.last_mut() {
                last.names.push(title(name));
            }
            continue;
        }
        let (name, code) = bracketed(line).map_or((line, None), |(name, code)| (name, Some(code)));
        if !name.is_empty() {
            all.push(Actor { names: vec![title(name)], codes: Vec::new() });
        }
        if let (Some(last), Some(code)) = (all.last_mut(), code) {
            last.codes.push(code.to_owned());
        }
    }
    let mut out = String::new();
    for actor in &all {
        for (index, code) in actor.codes.iter().enumerate() {
            let turn = if index == 0 { String::new() } else { format!("_{index}") };
            let id = format!("<https://w3id.org/chancery/entity/{}{turn}>", actor.names[0].replace(' ', "_"));
            // Of several codes for one day the later one counts.
            write(&mut out, &id, actor, code, 50 + index);
        }
    }
    out
}

fn write(out: &mut String, id: &str, actor: &Actor, code: &str, rank: usize) {
    let mut parts = code.splitn(2, [' ', '<', '>']);
    let plain = parts.next().unwrap_or_default().trim();
    let letters = plain.chars().all(|c| c.is_alphanumeric() || c == '/');
    if plain.is_empty() || !letters {
        return;
    }
    let limits = limits(code);
    let adjectives = actor.names.iter().filter(|n| is_adjective(n)).map(|n| quoted(n));
    let names = actor.names.iter().skip(1).map(|n| quoted(n));
    let label = quoted(&actor.names[0]);
    let _ =
        write!(out, "{id} a ch:Country ; skos:prefLabel {label} ; ch:code {} ; ch:prominence {rank}", quoted(plain));
    for (property, values) in [
        ("skos:altLabel", names.collect::<Vec<_>>()),
        ("ch:adjective", adjectives.collect()),
        ("ch:from", limits.0.into_iter().map(|d| quoted(&d)).collect()),
        ("ch:until", limits.1.into_iter().map(|d| quoted(&d)).collect()),
    ] {
        if !values.is_empty() {
            let _ = write!(out, " ; {property} {}", values.join(", "));
        }
    }
    out.push_str(" .\n");
}

/// `< 950601`, `> 990816`, `950601 - 990815` as first and last day.
fn limits(code: &str) -> (Option<String>, Option<String>) {
    let days: Vec<String> = code.split(|c: char| !c.is_ascii_digit()).filter_map(day).collect();
    match (days.as_slice(), code.contains('<')) {
        ([from, until, ..], _) => (Some(from.clone()), Some(until.clone())),
        ([one], true) => (None, Some(one.clone())),
        ([one], false) => (Some(one.clone()), None),
        _ => (None, None),
    }
}

fn day(digits: &str) -> Option<String> {
    let full = match digits.len() {
        6 => format!("19{digits}"),
        8 => digits.to_owned(),
        _ => return None,
    };
    Some(format!("{}-{}-{}", &full[..4], &full[4..6], &full[6..]))
}

/// The ending of an adjective of nationality.
fn is_adjective(name: &str) -> bool {
    !name.contains(' ') && ["an", "ese", "ish", "i", "ian", "ch"].iter().any(|ending| name.ends_with(ending))
}

/// `PRINCE_OF DOL AMROTH` → `Prince of Dol Amroth`.
fn title(name: &str) -> String {
    let words = name.split(['_', ' ']).filter(|w| !w.is_empty()).map(|word| {
        let lower = word.to_lowercase();
        let short = word.contains('.') || word.len() <= 3 && word.chars().all(char::is_alphabetic) && !is_small(&lower);
        let mut letters = lower.chars();
        match letters.next() {
            _ if is_small(&lower) => lower,
            _ if short => word.to_owned(),
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => lower,
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "in")
}

/// The agents as Turtle.
pub fn agents(dictionary: &str) -> String {
    let mut out = String::new();
    let mut sets: Vec<(String, Vec<String>)> = Vec::new();
    for line in lines(dictionary) {
        if let Some((name, members)) = line.split_once('=').filter(|_| line.starts_with('!')) {
            sets.push((name.trim().to_owned(), members.split(',').map(|m| m.trim().to_owned()).collect()));
            continue;
        }
        let Some((nouns, code)) = bracketed(line) else { continue };
        let code = code.replace(['~', ' '], "");
        let (noun, plural) =
            nouns.split_once('{').map_or((nouns, None), |(n, p)| (n.trim(), Some(p.trim_end_matches('}'))));
        let mut forms = vec![noun.to_owned()];
        for (name, members) in &sets {
            forms = forms.iter().flat_map(|f| members.iter().map(|m| f.replace(name.as_str(), m))).collect();
            forms.dedup();
        }
        let plurals: Vec<String> = match plural {
            None => forms.iter().map(|f| plural_of(f)).collect(),
            Some(given) => given.split_whitespace().map(str::to_owned).collect(),
        };
        for (all, single) in [(forms, "true"), (plurals, "false")] {
            let labels: Vec<String> = all.iter().map(|f| quoted(&f.replace('_', " ").to_lowercase())).collect();
            if !labels.is_empty() {
                let _ = writeln!(
                    out,
                    "[] a ch:GroupNoun ; skos:altLabel {} ; ch:agent {} ; ch:individual {single} .",
                    labels.join(", "),
                    quoted(&code)
                );
            }
        }
    }
    out
}

fn plural_of(noun: &str) -> String {
    noun.strip_suffix('Y').map_or_else(|| format!("{noun}S"), |stem| format!("{stem}IES"))
}
