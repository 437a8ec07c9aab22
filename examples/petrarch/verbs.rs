//! Verb dictionaries into patterns: `- * DIPLOMATIC TIES [064]` under `RESTORE` becomes `restore ~diplomatic ~tie Y:near`.
//!
//! A code `[032:033]` gives two events, one in each direction; it becomes the label of the mode.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chancery::grammar;
use chancery::text;

use crate::{bracketed, lines, quoted};

/// Patterns by code.
type Modes = BTreeMap<(String, bool), Vec<String>>;

/// The verbs as Turtle.
pub fn turtle(dictionary: &str) -> String {
    let sets = sets(dictionary);
    let mut modes = Modes::new();
    let (mut heads, mut fresh) = (Vec::new(), true);
    let mut set = false;
    for line in lines(dictionary) {
        if line.starts_with("--- ") {
            (fresh, set) = (true, false);
        } else if line.starts_with('&') {
            set = true;
        } else if let Some(pattern) = line.strip_prefix("- ") {
            (fresh, set) = (true, false);
            let Some((words, own)) = bracketed(pattern) else { continue };
            let both = words.split('*').next().is_some_and(|before| before.contains('%'));
            for text in patterns(words, &heads, &sets) {
                add(&mut modes, own, &text, both);
            }
        } else if !(set && line.starts_with('+')) {
            set = false;
            if std::mem::take(&mut fresh) {
                heads.clear();
            }
            let words = bracketed(line).map_or(line, |(w, _)| w);
            let head = words.split('{').next().unwrap_or_default().trim();
            let lemma =
                lemma(head.trim_start_matches('+').replace("_+", "_").split(['_', ' ']).next().unwrap_or_default());
            if !lemma.is_empty() {
                heads.push(lemma);
            }
        }
    }
    for (head, code) in defaults(dictionary) {
        add(&mut modes, &code, &format!("{head} Y:near"), false);
    }
    write(&modes)
}

/// The code that each verb has of its own, in the line `--- VERB [code] ---`.
fn defaults(dictionary: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut code = String::new();
    let mut set = false;
    for line in dictionary.lines().map(|l| l.split('#').next().unwrap_or_default().trim()) {
        if line.starts_with("--- ") {
            code = bracketed(line).map_or_else(String::new, |(_, c)| c.to_owned());
            set = false;
        } else if line.starts_with('&') {
            set = true;
        } else if line.is_empty() {
            set = false;
        } else if !line.starts_with('-') && !line.starts_with('<') && !set {
            let (words, own) = bracketed(line).map_or((line, None), |(w, c)| (w, Some(c)));
            let words = words.split('{').next().unwrap_or_default().trim().trim_start_matches('+').replace("_+", "_");
            let mut parts = words.split(['_', ' ']).filter(|w| !w.is_empty());
            let head = parts.next().map(lemma).unwrap_or_default();
            let steps: Vec<String> = std::iter::once(head).chain(parts.map(|p| format!("~{}", near(p)))).collect();
            all.push((steps.join(" "), own.map_or_else(|| code.clone(), str::to_owned)));
        }
    }
    all
}

/// Sets of synonyms: `&CURRENCY` and its members, those of sets within them included.
fn sets(dictionary: &str) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open = None;
    for line in lines(dictionary) {
        if let Some(name) = line.strip_prefix('&') {
            open = Some(name.trim().trim_end_matches('_').to_owned());
        } else if let (Some(name), Some(member)) = (&open, line.strip_prefix('+')) {
            let members = match member.trim().strip_prefix('&') {
                Some(inner) => all.get(inner).cloned().unwrap_or_default(),
                None => vec![member.trim().to_owned()],
            };
            all.entry(name.clone()).or_default().extend(members);
        } else {
            open = None;
        }
    }
    all
}

/// The patterns of a line for each verb; `*` is the verb, `$` the source, `+` the target, `^` and `%` any actor.
fn patterns(words: &str, heads: &[String], sets: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let spaced = words.replace('*', " * ").replace('+', " + ");
    let tokens: Vec<&str> = spaced.split_whitespace().map(|t| t.trim_matches('_')).filter(|t| !t.is_empty()).collect();
    let Some(verb) = tokens.iter().position(|t| *t == "*") else { return Vec::new() };
    let before = tokens[..verb].iter().filter_map(|t| element(t, sets));
    let after = tokens[verb + 1..].iter().filter_map(|t| element(t, sets));
    let target = if tokens[..verb].contains(&"+") { "Y " } else { "" };
    let both = tokens[..verb].contains(&"%");
    let rest = if target.is_empty() && !both { " Y:near" } else { "" };
    let (before, after): (Vec<String>, Vec<String>) = (before.collect(), after.collect());
    let one = |head: &String| {
        let steps = before.iter().chain(std::iter::once(head)).chain(&after).cloned().collect::<Vec<_>>().join(" ");
        format!("{target}{steps}{rest}")
    };
    heads.iter().map(one).collect()
}

fn element(token: &str, sets: &BTreeMap<String, Vec<String>>) -> Option<String> {
    if matches!(token, "$" | "+" | "^" | "%") {
        return None;
    }
    let mut ways: Vec<String> = vec![String::new()];
    for part in token.split('_').filter(|p| !p.is_empty()) {
        let choices = match part.strip_prefix('&') {
            Some(name) => sets.get(name).cloned().unwrap_or_default(),
            None => vec![part.to_owned()],
        };
        ways = ways.iter().flat_map(|w| choices.iter().map(move |c| format!("{w} {c}"))).collect();
    }
    let forms: Vec<String> = ways.iter().map(|way| near(way.trim())).collect();
    (!forms.is_empty()).then(|| format!("~{}", forms.join("/")))
}

/// Words as the analysis gives their lemmas, and as they are.
fn near(words: &str) -> String {
    let plain: Vec<String> = words.split([' ', '_']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let lemmas: Vec<String> = plain.iter().map(|w| lemma(w)).collect();
    let (plain, lemmas) = (plain.join("_"), lemmas.join("_"));
    if plain == lemmas { plain } else { format!("{plain}/{lemmas}") }
}

/// The lemma of a word as a verb, or as the noun that it is otherwise.
fn lemma(word: &str) -> String {
    let word = word.to_lowercase();
    match word.as_str() {
        "n't" => return "not".to_owned(),
        "wo" => return "will".to_owned(),
        "ca" => return "can".to_owned(),
        _ => {}
    }
    for frame in [format!("They often {word} them."), format!("The {word} are here.")] {
        let sentences = grammar::analyse(&frame, &text::split(&frame, 0));
        let found = sentences.first().and_then(|s| s.words.get(if frame.starts_with("The ") { 1 } else { 2 }));
        if let Some(found) = found.filter(|w| w.upos == grammar::Upos::Verb || frame.starts_with("The ")) {
            return found.lemma.to_string();
        }
    }
    word
}

fn add(modes: &mut Modes, code: &str, pattern: &str, both: bool) {
    let plain = |c: &str| c.chars().take_while(char::is_ascii_digit).collect::<String>();
    let codes: Vec<String> = code.split(':').map(plain).collect();
    let real = codes.iter().all(|c| (2..=4).contains(&c.len()));
    let code = if real { codes.join(":") } else { String::new() };
    if !code.is_empty() || code_is_null(pattern) {
        modes.entry((code, both)).or_default().push(pattern.to_owned());
    }
}

/// A pattern without a code says that there is no event, if it has more than the verb.
fn code_is_null(pattern: &str) -> bool {
    pattern.contains('~')
}

/// The event types: with a source and a target, and where both ends are the subject of the verb.
const TYPES: &str = "ch:coded a ch:EventType ; ch:plover \"\" ; ch:quad \"1\" ; ch:cameo \"10\" ; ch:symmetric false .
ch:both a ch:EventType ; ch:plover \"\" ; ch:quad \"1\" ; ch:cameo \"10\" ; ch:symmetric true .
";

fn write(modes: &Modes) -> String {
    let head = |p: &str| p.split(' ').find(|w| !w.starts_with(['~', 'Y'])).unwrap_or_default().to_owned();
    let coded: BTreeSet<String> = modes
        .iter()
        .filter(|((code, _), _)| !code.is_empty())
        .flat_map(|(_, all)| all.iter().map(|p| head(p)))
        .collect();
    let mut out = TYPES.to_owned();
    let mut blocks = String::new();
    for (index, ((code, both), patterns)) in modes.iter().enumerate() {
        let texts =
            patterns.iter().filter(|p| coded.contains(&head(p))).map(|p| quoted(p)).collect::<Vec<_>>().join(", ");
        if code.is_empty() {
            blocks = texts;
            continue;
        }
        let kind = if *both { "both" } else { "coded" };
        let first = code.split(':').next().unwrap_or_default();
        let _ = writeln!(
            out,
            "ch:{kind}-{index} a ch:EventMode ; ch:eventType ch:{kind} ; rdfs:label {} ; ch:cameo {} ; ch:verb {} .",
            quoted(code),
            quoted(first),
            texts
        );
    }
    if !blocks.is_empty() {
        let _ = writeln!(out, "ch:coded-1 ch:block {blocks} .");
    }
    out
}
