//! Who is meant, over hand-made trees: `word/TAG/head/relation`, heads counted from 1.

use std::fmt::Write as _;
use std::path::PathBuf;

use chancery::article::Article;
use chancery::entity::{self, Mentions};
use chancery::grammar::{Rel, Sentence, Upos, Word};
use chancery::ontology::{Ontology, Source};
use chancery::text::Span;

/// Trees of an article resolved, with the words of its sentences for look-ups.
struct Read {
    mentions: Mentions,
    words: Vec<Vec<String>>,
}

impl Read {
    fn new(day: &str, trees: &[&str]) -> Self {
        Self::parsed(day, trees, true)
    }

    fn parsed(day: &str, trees: &[&str], parsed: bool) -> Self {
        let source = Source { path: PathBuf::from("world.ttl"), text: include_str!("entities/world.ttl").to_owned() };
        let ontology = Ontology::read(vec![source]).expect("the test world is well-formed");
        assert!(ontology.problems.is_empty(), "{:?}", ontology.problems);
        let mut article = Article::default();
        let sentences: Vec<Sentence> = trees.iter().map(|tree| sentence(&mut article.text, tree, parsed)).collect();
        let words =
            sentences.iter().map(|s| s.words.iter().map(|w| w.span.of(&article.text).to_owned()).collect()).collect();
        let mentions = entity::resolve(&article, &sentences, &ontology, day.parse().ok());
        Self { mentions, words }
    }

    /// Labels of whoever the word (the `nth` of its kind in the sentence) means.
    fn who(&self, s: usize, word: &str) -> Vec<&str> {
        let at = self.words[s].iter().position(|w| w == word).expect("the word is in the sentence");
        let mention = self.mentions.at(s, at);
        mention.iter().flat_map(|m| &m.actors).map(|&a| self.mentions.actor(a).entity.label.as_str()).collect()
    }

    /// All offices as `marks role of X: holder`, `~` before those by knowledge.
    fn offices(&self) -> Vec<String> {
        let label = |id: Option<entity::ActorId>| id.map_or("?", |id| &self.mentions.actor(id).entity.label);
        let mut all = Vec::new();
        for r in &self.mentions.roles {
            let mut line = String::new();
            for mark in &r.marks {
                let _ = write!(line, "{mark} ");
            }
            let known = if r.by_knowledge { "~" } else { "" };
            let _ = write!(line, "{} of {}: {known}{}", r.text, label(r.of), label(r.holder));
            all.push(line);
        }
        all
    }
}

/// A sentence from a tree in the notation above; its words are added to the text.
pub fn sentence(text: &mut String, tree: &str, parsed: bool) -> Sentence {
    let start = text.len();
    let mut words = Vec::new();
    for token in tree.split_whitespace() {
        let fields: Vec<&str> = token.rsplitn(4, '/').collect();
        let [rel, head, tag, form] = fields[..] else { panic!("{token} has not four parts") };
        if !matches!(form, "," | "." | "'s" | "'") && !text.is_empty() {
            text.push(' ');
        }
        let at = text.len();
        text.push_str(form);
        let plural = matches!(tag, "NNS");
        words.push(Word {
            span: Span { start: at, end: text.len() },
            lemma: lemma(form, tag, plural).into(),
            upos: upos(form, tag),
            xpos: Box::leak(tag.to_owned().into_boxed_str()),
            head: head.parse::<usize>().expect("a head").checked_sub(1).filter(|_| parsed),
            rel: if parsed { relation(rel) } else { Rel::Dep },
        });
    }
    Sentence::new(Span { start, end: text.len() }, 0, words, Vec::new(), parsed)
}

fn lemma(form: &str, tag: &str, plural: bool) -> String {
    if tag.starts_with("NNP") {
        return form.to_owned();
    }
    let lower = form.to_lowercase();
    match lower.strip_suffix('s') {
        Some(stem) if plural => stem.to_owned(),
        _ => lower,
    }
}

fn upos(form: &str, tag: &str) -> Upos {
    match tag {
        "NNP" | "NNPS" => Upos::Propn,
        "NN" | "NNS" => Upos::Noun,
        "JJ" => Upos::Adj,
        "IN" | "TO" => Upos::Adp,
        "DT" => Upos::Det,
        "PRP" | "PRP$" | "WP" => Upos::Pron,
        "CC" => Upos::Cconj,
        "CD" => Upos::Num,
        "POS" => Upos::Part,
        "RB" => Upos::Adv,
        "AUX" | "MD" => Upos::Aux,
        _ if form.chars().all(|c| c.is_ascii_punctuation()) => Upos::Punct,
        _ => Upos::Verb,
    }
}

fn relation(name: &str) -> Rel {
    match name {
        "poss" => Rel::NmodPoss,
        "desc" => Rel::NmodDesc,
        other => Rel::from_name(other).unwrap_or_else(|| panic!("{other} is no relation")),
    }
}

#[test]
fn full_name_then_surname_then_pronoun() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Joe/NNP/3/nsubj Biden/NNP/1/flat spoke/VBD/0/root with/IN/5/case Putin/NNP/3/obl ././3/punct",
            "He/PRP/2/nsubj warned/VBD/0/root Mr/NNP/4/desc Putin/NNP/2/obj ././2/punct",
            "Biden/NNP/2/nsubj left/VBD/0/root his/PRP$/4/poss house/NN/2/obj ././2/punct",
        ],
    );
    assert_eq!(read.who(0, "Joe"), ["Joe Biden"]);
    assert_eq!(read.who(0, "Putin"), ["Vladimir Putin"]);
    assert_eq!(read.who(1, "He"), ["Joe Biden"]);
    assert_eq!(read.who(1, "Putin"), ["Vladimir Putin"]);
    assert_eq!(read.who(2, "his"), ["Joe Biden"]);
}

#[test]
fn unknown_people_are_kept_apart_by_surname_and_title() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Mr/NNP/2/desc Adam/NNP/4/nsubj Reed/NNP/2/flat met/VBD/0/root Ms/NNP/6/desc Eva/NNP/4/obj Stone/NNP/6/flat ././4/punct",
            "Stone/NNP/2/nsubj thanked/VBD/0/root Reed/NNP/2/obj ././2/punct",
            "She/PRP/2/nsubj left/VBD/0/root ././2/punct",
        ],
    );
    assert_eq!(read.who(1, "Stone"), ["Eva Stone"]);
    assert_eq!(read.who(1, "Reed"), ["Adam Reed"]);
    assert_eq!(read.who(2, "She"), ["Eva Stone"]);
}

#[test]
fn a_bare_unknown_surname_is_nobody_known() {
    let read = Read::new("2021-12-07", &["Greetings/NNS/0/root from/IN/3/case Merkelson/NNP/1/nmod ././1/punct"]);
    assert!(read.who(0, "Merkelson").is_empty());
}

#[test]
fn capitals_act_for_their_states_but_are_places_too() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Moscow/NNP/2/nsubj demanded/VBD/0/root talks/NNS/2/obj in/IN/5/case Paris/NNP/3/nmod ././2/punct",
            "Talks/NNS/5/nsubj between/IN/3/case Moscow/NNP/1/nmod and/CC/5/cc Kyiv/NNP/3/conj ././5/punct",
            "Biden/NNP/2/nsubj visited/VBD/0/root Kyiv/NNP/2/obj ././2/punct",
        ],
    );
    assert_eq!(read.who(0, "Moscow"), ["Russia"]);
    assert_eq!(read.who(0, "Paris"), ["Paris"]);
    assert_eq!(read.who(1, "Moscow"), ["Russia"]);
    assert_eq!(read.who(1, "Kyiv"), ["Ukraine"]);
}

#[test]
fn homonyms_by_neighbours() {
    let read =
        Read::new("2021-12-07", &["Ukraine/NNP/4/nsubj and/CC/3/cc Georgia/NNP/1/conj agreed/VBD/0/root ././4/punct"]);
    assert_eq!(
        read.mentions.actors.iter().map(|a| a.entity.iri.rsplit('/').next()).collect::<Vec<_>>(),
        [Some("Ukraine"), Some("Georgia")]
    );
    let read = Read::new(
        "2021-12-07",
        &[
            "Biden/NNP/2/nsubj spoke/VBD/0/root in/IN/4/case Atlanta/NNP/2/obl ,/,/6/punct Georgia/NNP/4/appos ././2/punct",
        ],
    );
    let iris: Vec<&str> = read.mentions.actors.iter().map(|a| a.entity.iri.as_str()).collect();
    assert!(iris.iter().any(|i| i.ends_with("Georgia_(U.S._state)")), "{iris:?}");
}

#[test]
fn offices_by_title_apposition_and_copula() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Pentagon/NNP/2/compound spokesman/NN/6/nsubj ,/,/4/punct John/NNP/2/appos Kirby/NNP/4/flat said/VBD/0/root ././6/punct",
            "President/NNP/2/desc Emmanuel/NNP/6/nsubj Macron/NNP/2/flat of/IN/5/case France/NNP/2/nmod left/VBD/0/root ././6/punct",
            "Eva/NNP/9/nsubj Stone/NNP/1/flat ,/,/5/punct former/JJ/5/amod director/NN/1/appos of/IN/8/case the/DT/8/det Pentagon/NNP/5/nmod said/VBD/0/root ././9/punct",
            "Angela/NNP/5/nsubj Merkel/NNP/1/flat is/AUX/5/cop the/DT/5/det Chancellor/NNP/0/root of/IN/7/case Germany/NNP/5/nmod ././5/punct",
        ],
    );
    assert_eq!(
        read.offices(),
        [
            "spokesman of The Pentagon: John Kirby",
            "President of France: Emmanuel Macron",
            "former director of The Pentagon: Eva Stone",
            "Chancellor of Germany: Angela Merkel",
        ]
    );
    assert_eq!(read.who(0, "spokesman"), ["John Kirby"]);
}

#[test]
fn an_office_alone_means_its_holder_on_the_day() {
    let tree = ["The/DT/3/det French/JJ/3/amod president/NN/4/nsubj left/VBD/0/root ././4/punct"];
    for (day, holder) in [("2008-08-01", "Nicolas Sarkozy"), ("2018-08-01", "Emmanuel Macron")] {
        let read = Read::new(day, &tree);
        assert_eq!(read.who(0, "president"), [holder]);
        assert_eq!(read.offices(), [format!("president of France: ~{holder}")]);
    }
    // Before anyone known, and on an unknown day, nobody is guessed.
    assert_eq!(Read::new("1990-01-01", &tree).who(0, "president"), ["French president"]);
    assert_eq!(Read::new("", &tree).who(0, "president"), ["French president"]);
}

#[test]
fn an_indefinite_or_former_office_means_nobody_known() {
    let read = Read::new(
        "2018-08-01",
        &["A/DT/4/det former/JJ/4/amod French/JJ/4/amod president/NN/5/nsubj left/VBD/0/root ././5/punct"],
    );
    assert_eq!(read.offices(), ["former president of France: ?"]);
}

#[test]
fn a_counterpart_holds_the_same_office_elsewhere() {
    let read = Read::new(
        "2021-12-07",
        &[
            "President/NNP/2/desc Biden/NNP/3/nsubj met/VBD/0/root his/PRP$/6/poss French/JJ/6/amod counterpart/NN/3/obj ././3/punct",
            "Foreign/NNP/2/compound Minister/NNP/3/desc Adam/NNP/5/nsubj Reed/NNP/3/flat met/VBD/0/root his/PRP$/8/poss German/JJ/8/amod \
         counterpart/NN/5/obj ,/,/8/punct Eva/NNP/8/appos Stone/NNP/10/flat ././5/punct",
        ],
    );
    assert_eq!(read.who(0, "counterpart"), ["Emmanuel Macron"]);
    assert_eq!(read.who(1, "counterpart"), ["Eva Stone"]);
    assert!(read.offices().contains(&"Foreign Minister of Germany: Eva Stone".to_owned()), "{:?}", read.offices());
}

#[test]
fn counterparts_in_a_list_are_paired_with_their_countries() {
    let read = Read::new(
        "2020-01-11",
        &[
            "Foreign/NNP/2/compound Minister/NNP/3/desc Adam/NNP/5/nsubj Reed/NNP/3/flat met/VBD/0/root his/PRP$/10/poss French/JJ/10/amod \
         and/CC/9/cc German/JJ/7/conj counterparts/NNS/5/obj ,/,/10/punct Eva/NNP/10/appos Stone/NNP/12/flat and/CC/15/cc \
         Max/NNP/12/conj Hill/NNP/15/flat ././5/punct",
        ],
    );
    assert_eq!(read.who(0, "counterparts"), ["Eva Stone", "Max Hill"]);
    let offices = read.offices();
    assert!(offices.contains(&"Foreign Minister of France: Eva Stone".to_owned()), "{offices:?}");
    assert!(offices.contains(&"Foreign Minister of Germany: Max Hill".to_owned()), "{offices:?}");
}

#[test]
fn a_plural_title_gives_each_name_the_office() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Presidents/NNPS/2/desc Biden/NNP/5/nsubj and/CC/4/cc Putin/NNP/2/conj spoke/VBD/0/root ././5/punct",
            "The/DT/2/det president/NN/3/nsubj of/IN/4/case Russia/NNP/2/nmod left/VBD/0/root ././5/punct",
        ],
    );
    assert_eq!(read.offices()[..2], ["Presidents of United States: Joe Biden", "Presidents of Russia: Vladimir Putin"]);
    assert_eq!(read.who(1, "president"), ["Vladimir Putin"]);
}

#[test]
fn names_that_look_like_offices_stay_names() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Dean/NNP/3/nsubj Smith/NNP/1/flat met/VBD/0/root Dean/NNP/5/desc Eva/NNP/3/obj Stone/NNP/5/flat ././3/punct",
        ],
    );
    assert_eq!(read.who(0, "Smith"), ["Dean Smith"]);
    assert_eq!(read.who(0, "Eva"), ["Eva Stone"]);
    assert_eq!(read.offices(), ["Dean of ?: Eva Stone"]);
}

#[test]
fn leaders_of_several_countries() {
    let read = Read::new(
        "2018-05-06",
        &[
            "The/DT/5/det French/JJ/5/amod and/CC/4/cc German/JJ/2/conj leaders/NNS/6/nsubj met/VBD/0/root ././6/punct",
            "The/DT/3/det French/JJ/3/amod leader/NN/4/nsubj left/VBD/0/root ././4/punct",
        ],
    );
    assert_eq!(read.who(0, "leaders"), ["Emmanuel Macron", "Angela Merkel"]);
    assert_eq!(read.who(1, "leader"), ["Emmanuel Macron"]);
}

#[test]
fn a_month_can_be_a_surname() {
    let read = Read::new(
        "2018-05-06",
        &[
            "Eva/NNP/3/nsubj May/NNP/1/flat left/VBD/0/root in/IN/5/case May/NNP/3/obl ././3/punct",
            "May/NNP/2/nsubj returned/VBD/0/root ././2/punct",
        ],
    );
    assert_eq!(read.mentions.mentions.len(), 2, "{:?}", read.mentions.mentions);
    assert_eq!(read.who(1, "May"), ["Eva May"]);
}

#[test]
fn the_two_leaders_are_the_last_two() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Biden/NNP/2/nsubj called/VBD/0/root Putin/NNP/2/obj ././2/punct",
            "The/DT/3/det two/CD/3/nummod leaders/NNS/4/nsubj agreed/VBD/0/root ././4/punct",
            "They/PRP/2/nsubj left/VBD/0/root the/DT/5/det two/CD/5/nummod countries/NNS/2/obj ././2/punct",
        ],
    );
    assert_eq!(read.who(1, "leaders"), ["Joe Biden", "Vladimir Putin"]);
    assert_eq!(read.who(2, "They"), ["Joe Biden", "Vladimir Putin"]);
}

#[test]
fn troops_are_their_state_and_officials_are_not() {
    let read = Read::new(
        "2021-12-07",
        &[
            "Russian/JJ/2/amod troops/NNS/3/nsubj left/VBD/0/root ,/,/6/punct U.S./NNP/6/compound officials/NNS/7/nsubj said/VBD/3/ccomp ././3/punct",
            "Officials/NNS/2/nsubj said/VBD/0/root more/RB/2/obj ././2/punct",
        ],
    );
    assert_eq!(read.who(0, "troops"), ["Russia"]);
    assert_eq!(read.who(0, "officials"), ["US officials"]);
    assert_eq!(read.who(1, "Officials"), ["US officials"]);
    let officials = read.mentions.actors.iter().find(|a| a.described).expect("officials are described");
    assert_eq!(officials.entity.code.as_deref(), Some("USAGOV"));
    assert_eq!(officials.of.map(|of| read.mentions.actor(of).entity.label.as_str()), Some("United States"));
}

#[test]
fn an_abbreviation_in_brackets_is_a_name() {
    let read = Read::new(
        "2021-12-07",
        &[
            "The/DT/4/det Northern/NNP/4/compound River/NNP/4/compound Forces/NNP/8/nsubj (/-LRB-/6/punct NRF/NNP/4/appos )/-RRB-/6/punct left/VBD/0/root ././8/punct",
            "The/DT/2/det NRF/NNP/3/nsubj returned/VBD/0/root ././3/punct",
        ],
    );
    assert_eq!(read.who(0, "NRF"), ["Northern River Forces"]);
    assert_eq!(read.who(1, "NRF"), ["Northern River Forces"]);
}

#[test]
fn sentences_without_trees_are_read_as_far_as_words_go() {
    let tree = "President/NNP/2/desc Putin/NNP/3/nsubj spoke/VBD/0/root ././3/punct";
    let read = Read::parsed("2021-12-07", &[tree], false);
    assert_eq!(read.who(0, "Putin"), ["Vladimir Putin"]);
    assert_eq!(read.offices(), ["President of Russia: Vladimir Putin"]);
}
