//! Measures entity linking on a treebank with Wikipedia links: `cargo run --example linking -- FILE.conllu [-v] [--ontology DIR]`.
//!
//! With `--dates`, it measures the values of dates instead: `XML=<date when:::"2011-04-12">` in the last column.
//!
//! The trees are read from the treebank; `Entity=(7-person-giv:act-…-Tom_Cruise` in its last column is the answer.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chancery::article::Article;
use chancery::entity::{self, Mentions, date};
use chancery::grammar::{Rel, Sentence, Upos, Word, time};
use chancery::ontology::{Ontology, names::fold};
use chancery::text::Span;

/// A mention that the treebank links to a Wikipedia title.
struct Gold {
    sentence: usize,
    words: std::ops::Range<usize>,
    head: usize,
    title: String,
    kind: String,
    /// Which of the words can be part of a name: proper nouns, what joins them, capitals.
    proper: Vec<bool>,
}

#[derive(Default)]
struct Document {
    id: String,
    article: Article,
    sentences: Vec<Sentence>,
    gold: Vec<Gold>,
    /// Sentence, words and value of each date.
    dates: Vec<(usize, std::ops::Range<usize>, String)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let path = args.first().ok_or("name a CoNLL-U file")?;
    let verbose = args.iter().any(|a| a == "-v");
    let ontology = match args.iter().position(|a| a == "--ontology").and_then(|i| args.get(i + 1)) {
        Some(directory) => Ontology::with_directory(Path::new(directory))?,
        None => Arc::clone(Ontology::built_in()),
    };
    if args.iter().any(|a| a == "--dates") {
        let (mut right, mut all) = (0, 0);
        for document in documents(&std::fs::read_to_string(path)?) {
            all += document.dates.len();
            right += right_dates(&document, verbose);
        }
        println!("{right} of {all} dates right: {} per mille", right * 1000 / all.max(1));
        return Ok(());
    }
    let mut tally: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for document in documents(&std::fs::read_to_string(path)?) {
        let mentions = entity::resolve(&document.article, &document.sentences, &ontology, document.article.date);
        if args.iter().any(|a| a == "--dump") {
            dump(&document, &mentions);
        }
        for gold in document.gold.iter().filter(|g| !is_inside(g, &document.gold)) {
            judge(&document, gold, &mentions, &ontology, &mut tally, verbose);
        }
    }
    let mut all = [0; 4];
    for (kind, counts) in &tally {
        println!("{kind:24} {} of {} right, {} wrong, {} none", counts[0], counts[3], counts[1], counts[2]);
        for i in 0..4 {
            all[i] += counts[i];
        }
    }
    println!("all {} of {}: {} per mille", all[0], all[3], all[0] * 1000 / all[3].max(1));
    Ok(())
}

/// How many of the dates of a document get their value.
fn right_dates(d: &Document, verbose: bool) -> usize {
    let mut right = 0;
    let mut last = None;
    for (s, sentence) in d.sentences.iter().enumerate() {
        let times = time::find(&d.article.text, sentence);
        let mut values = Vec::new();
        for time in &times {
            let side = date::direction(sentence, time.head);
            let when = date::resolve(time, d.article.date, side, last.as_ref());
            values.push(when.as_ref().map(|w| w.value.clone()));
            last = when.filter(|w| w.value.len() >= 7).or(last);
        }
        for (_, words, wanted) in d.dates.iter().filter(|(at, ..)| *at == s) {
            let at = times.iter().position(|t| t.words.start < words.end && words.start < t.words.end);
            let value = at.and_then(|i| values[i].clone());
            // "From March 3 to 5" is one expression here and two dates there.
            if value.as_deref().is_some_and(|v| v == wanted || v.split('/').any(|end| end == wanted)) {
                right += 1;
            } else if verbose {
                let text = sentence.span_of(words.clone()).of(&d.article.text);
                let whole = sentence.span.of(&d.article.text);
                println!(
                    "{} {}: “{text}” should be {wanted}, is {value:?} ({:?}): {whole}",
                    d.id,
                    s + 1,
                    d.article.date
                );
            }
        }
    }
    right
}

/// Whether a name is only part of a longer one that has its own title: "Texas" of "University of Texas at Arlington".
fn is_inside(inner: &Gold, all: &[Gold]) -> bool {
    all.iter().any(|outer| {
        outer.sentence == inner.sentence
            && outer.words.len() > inner.words.len()
            && outer.words.start <= inner.words.start
            && inner.words.end <= outer.words.end
            && outer.words.clone().all(|w| outer.proper.get(w - outer.words.start) == Some(&true))
    })
}

/// Prints every sentence with its mentions and offices.
fn dump(d: &Document, mentions: &Mentions) {
    let label = |id: &entity::ActorId| mentions.actor(*id).entity.label.clone();
    for (s, sentence) in d.sentences.iter().enumerate() {
        println!("\n[{}] {}", s + 1, sentence.span.of(&d.article.text));
        let text = |words: &std::ops::Range<usize>| sentence.span_of(words.clone()).of(&d.article.text).to_owned();
        for m in mentions.mentions.iter().filter(|m| m.sentence == s) {
            println!(
                "    {:12} {} → {:?}",
                format!("{:?}", m.by),
                text(&m.words),
                m.actors.iter().map(label).collect::<Vec<_>>()
            );
        }
        for r in mentions.roles.iter().filter(|r| r.sentence == s) {
            let (of, holder) = (r.of.as_ref().map(label), r.holder.as_ref().map(label));
            println!(
                "    OFFICE {:?} {} of {of:?} held by {holder:?} {}",
                r.marks,
                r.text,
                if r.by_knowledge { "(known)" } else { "" }
            );
        }
    }
}

fn judge(
    d: &Document,
    gold: &Gold,
    mentions: &Mentions,
    ontology: &Ontology,
    tally: &mut BTreeMap<String, [usize; 4]>,
    verbose: bool,
) {
    let found = mentions.at(gold.sentence, gold.head);
    let title = decode(&gold.title).replace('_', " ");
    let bare = title.split(" (").next().unwrap_or(&title).to_owned();
    let plain = |name: &str| fold(name.trim_start_matches("The "));
    let same = |label: &str| plain(label) == plain(&title) || plain(label) == plain(&bare);
    let right = found.is_some_and(|m| {
        m.actors.iter().any(|&a| {
            let actor = mentions.actor(a);
            let by_name = actor.known.is_some_and(|id| ontology.entity(id).names.iter().any(|n| same(n)));
            same(&actor.entity.label) || by_name
        })
    });
    let text = d.sentences[gold.sentence].span_of(gold.words.clone()).of(&d.article.text).to_owned();
    let by = match d.sentences[gold.sentence].words[gold.head].upos {
        Upos::Pron => "pronoun",
        Upos::Propn => "name",
        _ => "noun",
    };
    let counts = tally.entry(format!("{} by {by}", gold.kind)).or_default();
    counts[3] += 1;
    counts[if right {
        0
    } else if found.is_some() {
        1
    } else {
        2
    }] += 1;
    if verbose && !right {
        let got: Vec<&str> =
            found.iter().flat_map(|m| &m.actors).map(|&a| mentions.actor(a).entity.label.as_str()).collect();
        println!("{} {}: “{text}” should be {title}, is {got:?}", d.id, gold.sentence + 1);
    }
}

/// Percent-escapes undone.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&b, tail)) = rest.split_first() {
        if let (b'%', Some(code)) =
            (b, tail.get(..2).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok()))
        {
            bytes.push(code);
            rest = &tail[2..];
        } else {
            bytes.push(b);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The news documents of a treebank.
fn documents(text: &str) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let mut paragraph = 0;
    for line in text.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            all.push(Document { id: id.to_owned(), ..Document::default() });
            paragraph = 0;
        } else if let Some(date) = line.strip_prefix("# meta::dateCreated = ") {
            if let Some(document) = all.last_mut() {
                document.article.date = date.trim().parse().ok();
            }
        } else if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            paragraph += 1;
        } else if line.is_empty() {
            if let Some(document) = all.last_mut() {
                add(document, &rows, paragraph);
            }
            rows.clear();
        } else if !line.starts_with('#') {
            rows.push(line.split('\t').collect());
        }
    }
    all.retain(|d| d.id.contains("_news_"));
    all
}

fn add(document: &mut Document, rows: &[Vec<&str>], paragraph: usize) {
    let start = document.article.text.len();
    let mut words = Vec::new();
    let mut glued_until = 0;
    let mut space = true;
    for row in rows {
        if let Some((first, last)) = row[0].split_once('-') {
            glued_until = last.parse().unwrap_or(0);
            space = !row[9].contains("SpaceAfter=No");
            let _ = first;
            continue;
        }
        let Ok(id) = row[0].parse::<usize>() else { continue };
        let at = document.article.text.len();
        document.article.text.push_str(row[1]);
        words.push(word(row, Span { start: at, end: document.article.text.len() }));
        let glued =
            id < glued_until || id == glued_until && !space || id > glued_until && row[9].contains("SpaceAfter=No");
        if !glued {
            document.article.text.push(' ');
        }
    }
    let span = Span { start, end: document.article.text.len() };
    let sentence = Sentence::new(span, paragraph, words, Vec::new(), true);
    read_gold(document, rows, &sentence);
    read_dates(document, rows);
    document.sentences.push(sentence);
}

fn word(row: &[&str], span: Span) -> Word {
    Word {
        span,
        lemma: row[2].into(),
        upos: Upos::from_name(row[3]).unwrap_or(Upos::X),
        xpos: Box::leak(row[4].to_owned().into_boxed_str()),
        head: row[6].parse::<usize>().ok().filter(|h| *h > 0).map(|h| h - 1),
        rel: Rel::from_name(row[7]).unwrap_or(Rel::Dep),
    }
}

/// Dates: `<date when:::"2011-04-12">` opens one, `</date>` closes it.
fn read_dates(document: &mut Document, rows: &[Vec<&str>]) {
    let index = document.sentences.len();
    let mut open: Option<(usize, String)> = None;
    for (w, row) in rows.iter().filter(|r| r[0].parse::<usize>().is_ok()).enumerate() {
        if let Some(value) = row[9].split_once("<date when:::\"").and_then(|(_, rest)| rest.split('"').next()) {
            open = Some((w, value.to_owned()));
        }
        if row[9].contains("</date>")
            && let Some((first, value)) = open.take()
        {
            document.dates.push((index, first..w + 1, value));
        }
    }
}

/// Linked mentions: `(7-person-giv:act-…-Title` opens one, `7)` closes it.
fn read_gold(document: &mut Document, rows: &[Vec<&str>], sentence: &Sentence) {
    let index = document.sentences.len();
    let mut open: Vec<(String, String, Option<String>, usize)> = Vec::new();
    let rows = rows.iter().filter(|r| r[0].parse::<usize>().is_ok());
    for (w, row) in rows.enumerate() {
        let Some(entity) = row[9].split('|').find_map(|f| f.strip_prefix("Entity=")) else { continue };
        for part in entity.split_inclusive(['(', ')']).flat_map(|p| p.split('(')) {
            let closes = part.ends_with(')');
            let part = part.trim_end_matches(')');
            if part.is_empty() {
                continue;
            }
            let fields: Vec<&str> = part.splitn(8, '-').collect();
            if fields.len() > 1 {
                open.push((fields[0].to_owned(), fields[1].to_owned(), fields.get(7).map(|t| (*t).to_owned()), w));
            }
            if closes {
                let at = open.iter().rposition(|(id, ..)| id == fields[0]);
                if let Some((_, kind, title, first)) = at.map(|i| open.remove(i)) {
                    keep(document, index, sentence, &kind, title, first..w + 1);
                }
            }
        }
    }
}

fn keep(
    d: &mut Document,
    s: usize,
    sentence: &Sentence,
    kind: &str,
    title: Option<String>,
    words: std::ops::Range<usize>,
) {
    let Some(title) = title.filter(|_| matches!(kind, "person" | "place" | "organization")) else { return };
    let head =
        words.clone().find(|&w| sentence.words[w].head.is_none_or(|h| !words.contains(&h))).unwrap_or(words.start);
    let proper = |w: usize| {
        let text = sentence.words[w].span.of(&d.article.text);
        text.starts_with(char::is_uppercase)
            || matches!(text, "of" | "the" | "and" | "&" | "at" | "for" | "'s" | "-" | "in" | "on" | "," | "'")
    };
    let proper = words.clone().map(proper).collect();
    d.gold.push(Gold { sentence: s, words, head, title, kind: kind.to_owned(), proper });
}
