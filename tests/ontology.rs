//! The ontology: what is compiled in reads without problems and says enough; what cannot mean anything is an error with file and line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chancery::ontology::{Element, Lexicon, Ontology, OperatorPlace, Pattern, Slot, Source};

fn lexicon() -> &'static Lexicon {
    &Ontology::built_in().lexicon
}

#[test]
fn built_in_reads_without_problems() {
    let problems = &Ontology::built_in().problems;
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn every_event_type_has_words_enough() {
    let lexicon = lexicon();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mode in &lexicon.modes {
        *counts.entry(&lexicon.types[mode.event].predicate).or_default() += mode.verbs.len() + mode.nouns.len();
    }
    assert_eq!(counts.len(), 18, "{counts:?}");
    assert!(counts.values().all(|&n| n >= 50), "{counts:?}");
    assert!(counts.values().sum::<usize>() >= 3000, "{counts:?}");
    let blocks: usize = lexicon.modes.iter().map(|m| m.blocks.len()).sum();
    assert!(blocks >= 400, "{blocks}");
}

#[test]
fn speech_has_words_enough() {
    let lexicon = lexicon();
    assert!(lexicon.speech_verbs.len() >= 200, "{}", lexicon.speech_verbs.len());
    assert!(lexicon.speech_nouns.len() >= 100, "{}", lexicon.speech_nouns.len());
    for verb in ["say", "tell", "claim", "deny", "demand", "ask", "write", "believe"] {
        assert!(lexicon.speech_verbs.contains_key(verb), "{verb}");
    }
}

#[test]
fn every_modality_has_operators() {
    let lexicon = lexicon();
    for (place, word) in [
        (OperatorPlace::Verb, "consider"),
        (OperatorPlace::Verb, "plan"),
        (OperatorPlace::Verb, "refuse"),
        (OperatorPlace::Verb, "urge"),
        (OperatorPlace::Verb, "threaten"),
        (OperatorPlace::Verb, "manage"),
        (OperatorPlace::Noun, "possibility"),
        (OperatorPlace::Adjective, "upcoming"),
        (OperatorPlace::Adverb, "possibly"),
    ] {
        assert!(lexicon.operators.contains_key(&(place, word.into())), "{place:?} {word}");
    }
}

/// CAMEO roots (and leaves, where PLOVER moved them) of each event type.
fn roots(predicate: &str) -> &'static [&'static str] {
    match predicate {
        "met" | "discussed" => &["04"],
        "supported" => &["05"],
        "agreed" => &["03", "057"],
        "cooperated" => &["06"],
        "aided" => &["07"],
        "conceded" => &["08"],
        "retreated" => &["08", "166"],
        "investigated" => &["09"],
        "demanded" => &["10"],
        "accused" => &["11"],
        "rejected" => &["12"],
        "threatened" => &["13"],
        "protested" => &["14", "114"],
        "mobilized" => &["15"],
        "sanctioned" => &["16", "085"],
        "coerced" => &["17", "191", "192"],
        "assaulted" => &["18", "19", "20", "171", "175"],
        other => panic!("no CAMEO root for {other}"),
    }
}

#[test]
fn codes_belong_to_their_type() {
    let lexicon = lexicon();
    for event in &lexicon.types {
        assert!((1..=4).contains(&event.quad), "{event:?}");
        assert!(!event.plover.is_empty() && event.plover.bytes().all(|b| b.is_ascii_uppercase()), "{event:?}");
        assert!(roots(&event.predicate).iter().any(|r| event.cameo.starts_with(r)), "{event:?}");
    }
    for mode in &lexicon.modes {
        let event = &lexicon.types[mode.event];
        assert!(
            roots(&event.predicate).iter().any(|r| mode.cameo.starts_with(r)),
            "{} {}",
            event.predicate,
            mode.cameo
        );
        assert!((2..=4).contains(&mode.cameo.len()), "{}", mode.cameo);
        assert_eq!(mode.stage.is_some(), event.predicate == "sanctioned", "{} {}", event.predicate, mode.label);
    }
}

/// All ways to read the alternatives of a pattern.
fn spelled_out(pattern: &Pattern) -> Vec<String> {
    let mut all = vec![String::new()];
    for element in &pattern.elements {
        let steps: Vec<String> = match element {
            Element::Words(words) => words.iter().map(ToString::to_string).collect(),
            Element::Slot(Slot::Clause, kind) => vec![format!(">:{kind:?}")],
            Element::Slot(slot, kind) => vec![format!("{slot:?}:{kind:?}")],
            Element::Near(words) => words.iter().map(|w| format!("~{w}")).collect(),
        };
        all = all.iter().flat_map(|before| steps.iter().map(move |step| format!("{before} {step}"))).collect();
    }
    all
}

#[test]
fn no_words_mean_two_types_of_event() {
    let lexicon = lexicon();
    let mut seen: BTreeMap<String, (usize, usize, &str)> = BTreeMap::new();
    let mut twice = Vec::new();
    // What would follow may be told in words of other acts, which the tense tells apart: "will hold Iran accountable".
    for (number, mode) in lexicon.modes.iter().enumerate().filter(|(_, m)| m.label != "vow") {
        for (place, patterns) in [("verb", &mode.verbs), ("noun", &mode.nouns)] {
            for pattern in patterns {
                for words in spelled_out(pattern) {
                    let entry = (mode.event, number, pattern.text.as_str());
                    if let Some((event, other_mode, other)) = seen.insert(format!("{place}{words}"), entry)
                        && (event != mode.event || other_mode != number && other == pattern.text)
                    {
                        twice.push(format!("{words}: \"{other}\" and \"{}\"", pattern.text));
                    }
                }
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn no_operator_says_two_things() {
    for ((place, word), operators) in &lexicon().operators.iter().collect::<BTreeMap<_, _>>() {
        for (i, a) in operators.iter().enumerate() {
            let same = operators[i + 1..]
                .iter()
                .find(|b| b.pattern.elements == a.pattern.elements && b.modality != a.modality);
            assert!(same.is_none(), "{place:?} {word}: {:?}", a.pattern.text);
        }
    }
}

const HEAD: &str = "@prefix ch: <https://w3id.org/chancery/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ch:greeted a ch:EventType ; ch:plover \"CONSULT\" ; ch:quad 1 ; ch:cameo \"040\" ; ch:symmetric false .
";

fn complaint(turtle: &str) -> String {
    let source = Source { path: PathBuf::from("own.ttl"), text: format!("{HEAD}{turtle}") };
    Ontology::read(vec![source]).expect_err("this makes no sense").to_string()
}

#[test]
fn entries_that_can_never_fire_are_errors() {
    for (turtle, wanted) in [
        ("ch:greeted-a a ch:EventMode ;\n  ch:verb \"greet Y\" .", "own.ttl:4: "),
        ("ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted .", "own.ttl:4: "),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ;\n  ch:verb \"greet Y\", \"wave\" .",
            "own.ttl:5: the pattern \"wave\"",
        ),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ;\n\n  ch:verb \"X Y\" .",
            "own.ttl:6: the pattern \"X Y\" has no word",
        ),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ;\n  ch:verb \"greet Y:robot\" .",
            "own.ttl:5: \"robot\" is no type",
        ),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ;\n  ch:noun \"%wave at Y\" .",
            "own.ttl:5: no word class",
        ),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ;\n  ch:verb \"greet Y\" ; ch:trigger \"wave\" .",
            "own.ttl:5: ch:trigger says nothing",
        ),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ;\n  ch:verb \"greet Y\" ;\n  ch:cameo \"4\" .",
            "own.ttl:",
        ),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ; ch:verb \"greet Y\" ;\n  ch:stage \"thought about\" .",
            "own.ttl:5: ",
        ),
        (
            "ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ; ch:verb \"greet Y\" ;\n  ch:block \"warm greet\" .",
            "own.ttl:5: the block",
        ),
        ("ch:waved a ch:EventType ; ch:plover \"CONSULT\" ;\n  ch:quad 7 .", "own.ttl:"),
        ("ch:planned ch:operatorVerb \"plan/\" .", "own.ttl:4: \"plan/\" has an empty alternative"),
    ] {
        let found = complaint(turtle);
        assert!(found.starts_with(wanted), "{turtle}\n{found}");
    }
}

#[test]
fn own_words_add_to_those_that_are_known() {
    let text = format!("{HEAD}ch:greeted-a a ch:EventMode ; ch:eventType ch:greeted ; ch:verb \"greet/hail Y\" .");
    let ontology = Ontology::read(vec![Source { path: PathBuf::from("own.ttl"), text }]).expect("well-formed");
    assert_eq!(ontology.lexicon.verbs.len(), 2);
    assert_eq!(ontology.lexicon.modes[0].cameo, "040");
}

/// The test world with a file of the user's added.
fn with(text: &str) -> Ontology {
    let world = Source { path: PathBuf::from("world.ttl"), text: include_str!("entities/world.ttl").to_owned() };
    let prefixes = "@prefix ch: <https://w3id.org/chancery/ns#> .\n@prefix ent: <https://w3id.org/chancery/entity/> .\n\
        @prefix role: <https://w3id.org/chancery/role/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";
    let own = Source { path: PathBuf::from("own.ttl"), text: format!("{prefixes}{text}") };
    Ontology::read(vec![world, own]).expect("the files are Turtle")
}

#[test]
fn contradictions_are_reported_with_file_and_line() {
    let seat = "\nent:Eva_Stone a ch:Person ; skos:prefLabel \"Eva Stone\" ; ch:citizenOf ent:France ;\n  \
        ch:term [ ch:role role:president ; ch:of ent:France ; ch:from \"2019-01-01\" ] .";
    let twin = "ent:Eva_Stone a ch:Person ; skos:prefLabel \"Eva Stone\" .\n\
        ent:Eva_Stone_II a ch:Person ; skos:prefLabel \"Eva Stone\" .";
    let reversed = "ent:Eva_Stone a ch:Person ; skos:prefLabel \"Eva Stone\" ;\n  \
        ch:term [ ch:role role:president ; ch:of ent:France ; ch:from \"1990\" ; ch:until \"1980\" ] .";
    for (text, line, what) in [(seat, 6, "both hold"), (twin, 5, "tells them apart"), (reversed, 5, "before it starts")]
    {
        let problems: Vec<String> = with(text).problems.iter().map(ToString::to_string).collect();
        let [problem] = problems.as_slice() else { panic!("{problems:?}") };
        assert!(problem.starts_with(&format!("own.ttl:{line}: ")) && problem.contains(what), "{problem}");
    }
}

#[test]
fn a_users_file_adds_names() {
    let ontology = with("ent:Joe_Biden skos:altLabel \"Uncle Joe\" .");
    assert!(ontology.problems.is_empty());
    assert_eq!(ontology.index.named("Uncle Joe").len(), 1);
}

#[test]
fn the_built_in_ontology_is_well_formed() {
    assert!(!Ontology::built_in().entities.is_empty());
}
