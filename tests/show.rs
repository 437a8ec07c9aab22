//! What the graph tells of one, of two and of all: `chancery show Putin`, `path Biden Ukraine`, `stats`.

use chancery::network::Names;
use chancery::ontology::Ontology;
use serde_json::Value;

use crate::query::{complaint, printed};

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).expect("JSON")
}

#[test]
fn someone_is_shown_under_any_name() {
    let full = printed(&["show", "Vladimir Putin"]);
    for name in
        ["Putin", "putin", "vladimir", "ent:Vladimir_Putin", "<https://w3id.org/chancery/entity/Vladimir_Putin>"]
    {
        assert_eq!(printed(&["show", name]), full, "{name}");
    }
    assert!(full.contains("President of Russia") && full.contains("met"), "{full}");
    assert!(full.contains("“U.S. President Joe Biden spoke by video"), "{full}");
    assert!(full.lines().all(|line| line.chars().count() <= 100), "{full}");
    assert_eq!(json(&["show", "Putin", "--json"])["facts"].as_array().map(Vec::len), Some(5));
    let briefing = printed(&["show", "Ukraine", "--format", "md"]);
    assert!(
        briefing.starts_with("# Ukraine\n") && briefing.contains("(denied, 90000 troops, according to Kremlin)"),
        "{briefing}"
    );
}

#[test]
fn a_name_that_fits_several_or_none_is_asked_back() {
    assert!(complaint(&["show", "Zelenzky"], 2).contains("Did you mean Volodymyr Zelenskyy?"));
    assert!(printed(&["show", "Zelensky"]).starts_with("Volodymyr Zelenskyy\n"), "a part of a name is enough");
    let several = complaint(&["show", "un"], 2);
    assert!(several.contains("Nothing in the graph"), "{several}");
    assert!(complaint(&["show", "Uni"], 2).contains("which one?"));
}

#[test]
fn of_several_the_one_named_far_more_often_is_meant() {
    let ontology = Ontology::built_in();
    let mut names = Names::default();
    names.add_label("e:Hunter", "Hunter Biden");
    names.add_label("e:Joe", "Joe Biden");
    names.weigh("e:Joe", 20);
    names.weigh("e:Hunter", 2);
    let meant = names.find("Biden", ontology).expect("one of them");
    assert_eq!((meant.iri, meant.others), ("e:Joe", vec!["e:Hunter"]));
    names.weigh("e:Hunter", 3);
    let asked = names.find("Biden", ontology).expect_err("nobody is meant before the other").to_string();
    assert_eq!(asked, "`Biden` may be Joe Biden, Hunter Biden: which one?");
}

#[test]
fn the_timeline_is_in_order_and_says_who_reports() {
    let all = printed(&["timeline"]);
    let days: Vec<&str> = all.lines().filter_map(|l| l.get(..10)).filter(|d| d.starts_with('2')).collect();
    assert!(days.len() == 4 && days.is_sorted(), "{all}");
    assert!(all.contains("[call]") && all.contains("(planned, in Brussels)"), "{all}");
    let putin = printed(&["timeline", "Putin", "--sentences"]);
    assert!(!putin.contains("Brussels") && putin.contains("spoke by video"), "{putin}");
    assert_eq!(printed(&["timeline", "Putin", "--json"]).lines().count(), 2);
    assert!(printed(&["timeline", "--since", "2030"]).contains("No dated fact"));
}

#[test]
fn a_path_has_a_sentence_for_each_step() {
    let told = printed(&["path", "Zelenskyy", "Putin"]);
    assert!(told.starts_with("Shortest: 2 steps\n"), "{told}");
    assert!(told.contains("supported") && told.contains("met ×2") && told.contains("thanked Biden"), "{told}");
    let ways = json(&["path", "Zelenskyy", "Putin", "--json"]);
    assert_eq!(ways[0]["steps"].as_array().map(Vec::len), Some(2));
    assert!(
        complaint(&["path", "Zelenskyy", "Putin", "--predicate", "aided"], 2).contains("Nothing in the graph joins")
    );
    assert!(complaint(&["path", "Zelenskyy", "Puttin"], 2).contains("Did you mean Vladimir Putin"));
}

#[test]
fn figures_add_up() {
    let figures = json(&["stats", "--json"]);
    assert_eq!((&figures["facts"], &figures["articles"], &figures["sentences"]), (&13.into(), &2.into(), &6.into()));
    for (name, table) in figures["by"].as_object().expect("tables") {
        let sum: u64 = table.as_object().expect("a table").values().filter_map(Value::as_u64).sum();
        assert_eq!(sum, 13, "{name}");
    }
    assert_eq!(figures["pairs"][0], serde_json::json!({ "pair": "Joe Biden – Vladimir Putin", "facts": 3 }));
    assert_eq!(figures["central"][0]["name"], "Joe Biden");
    let ranks: f64 = figures["central"].as_array().expect("a list").iter().filter_map(|c| c["rank"].as_f64()).sum();
    assert!((ranks - 1.0).abs() < 0.01, "ranks share out one: {ranks}");
    assert_eq!(figures["parts"], 1);
    let told = printed(&["stats", "--modality", "denied"]);
    assert!(told.starts_with("1 fact in 1 sentence of 1 article;"), "{told}");
}

#[test]
fn shells_and_manuals_are_served() {
    for shell in ["bash", "zsh", "fish"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("timeline") && script.contains("--around"), "{shell}");
    }
    let directory = tempfile::tempdir().expect("a directory");
    printed(&["man", "-o", &directory.path().display().to_string()]);
    let page = std::fs::read_to_string(directory.path().join("chancery-export.1")).expect("a page");
    assert!(page.contains("around") && page.contains("Examples"), "{page}");
    assert!(printed(&["man"]).contains(".TH chancery"));
}
