//! Facts of the news documents of a treebank.
//! The trees are read from the treebank; `Entity=(7-person-giv:act-…-Tom_Cruise` in its last column is the answer.

use std::path::Path;
use std::sync::Arc;
use chancery::article::Article;
use chancery::extract::{read, Reading};
use chancery::grammar::{Rel, Sentence, Upos, Word};
use chancery::ontology::Ontology;
use chancery::text::Span;

const UPOS: [(&str, Upos); 17] = [
    ("ADJ", Upos::Adj),
    ("ADP", Upos::Adp),
    ("ADV", Upos::Adv),
    ("AUX", Upos::Aux),
    ("CCONJ", Upos::Cconj),
    ("DET", Upos::Det),
    ("INTJ", Upos::Intj),
    ("NOUN", Upos::Noun),
    ("NUM", Upos::Num),
    ("PART", Upos::Part),
    ("PRON", Upos::Pron),
    ("PROPN", Upos::Propn),
    ("PUNCT", Upos::Punct),
    ("SCONJ", Upos::Sconj),
    ("SYM", Upos::Sym),
    ("VERB", Upos::Verb),
    ("X", Upos::X),
];

const RELS: [Rel; 53] = [
    Rel::Acl,
    Rel::AclRelcl,
    Rel::Advcl,
    Rel::AdvclRelcl,
    Rel::Advmod,
    Rel::Amod,
    Rel::Appos,
    Rel::Aux,
    Rel::AuxPass,
    Rel::Case,
    Rel::Cc,
    Rel::CcPreconj,
    Rel::Ccomp,
    Rel::Compound,
    Rel::CompoundPrt,
    Rel::Conj,
    Rel::Cop,
    Rel::Csubj,
    Rel::CsubjOuter,
    Rel::CsubjPass,
    Rel::Dep,
    Rel::Det,
    Rel::DetPredet,
    Rel::Discourse,
    Rel::Dislocated,
    Rel::Expl,
    Rel::Fixed,
    Rel::Flat,
    Rel::Goeswith,
    Rel::Iobj,
    Rel::List,
    Rel::Mark,
    Rel::Nmod,
    Rel::NmodDesc,
    Rel::NmodPoss,
    Rel::NmodUnmarked,
    Rel::Nsubj,
    Rel::NsubjOuter,
    Rel::NsubjPass,
    Rel::Nummod,
    Rel::Obj,
    Rel::Obl,
    Rel::OblAgent,
    Rel::OblUnmarked,
    Rel::Orphan,
    Rel::Parataxis,
    Rel::Punct,
    Rel::Reparandum,
    Rel::Root,
    Rel::Vocative,
    Rel::Xcomp,
    Rel::Dep,
    Rel::Dep,
];

#[derive(Default)]
struct Document {
    id: String,
    article: Article,
    sentences: Vec<Sentence>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let path = args.first().ok_or("name a CoNLL-U file")?;
    let ontology = match args.iter().position(|a| a == "--ontology").and_then(|i| args.get(i + 1)) {
        Some(directory) => Ontology::with_directory(Path::new(directory))?,
        None => Arc::clone(Ontology::built_in()),
    };
    for document in documents(&std::fs::read_to_string(path)?) {
        let e = read(Reading::analysed(&document.article, &ontology, document.sentences.clone()));
        println!("=== {}", document.id);
        for (i, s) in e.sentences.iter().enumerate() {
            println!("\n[{i}] {}", s.span.of(&document.article.text));
            for f in e.facts.iter().filter(|f| f.evidence[0].sentence == i) {
                println!("   FACT {} | {} | {} [{} {}] {:?} <{}>", f.subject.text(), f.predicate, f.object.text(), f.modality.name(), f.date.as_ref().map_or("", |d| &d.value), f.qualifiers, f.rule);
            }
            for n in e.notes.iter().filter(|n| n.sentence == i) {
                println!("   note {}", n.text);
            }
        }
    }
    Ok(())
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
    
    document.sentences.push(sentence);
}

fn word(row: &[&str], span: Span) -> Word {
    let relation: String = row[7].split(':').map(|part| part[..1].to_uppercase() + &part[1..]).collect::<String>();
    Word {
        span,
        lemma: row[2].into(),
        upos: UPOS.iter().find(|(name, _)| *name == row[3]).map_or(Upos::X, |(_, u)| *u),
        xpos: Box::leak(row[4].to_owned().into_boxed_str()),
        head: row[6].parse::<usize>().ok().filter(|h| *h > 0).map(|h| h - 1),
        rel: RELS.iter().copied().find(|r| format!("{r:?}") == relation).unwrap_or(Rel::Dep),
    }
}

