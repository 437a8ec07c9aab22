//! Reports of one event in several articles: joined, counted, compared; kept apart where they are of two.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::cli::Place;

const CALL: &str = "date 2021-12-07\nPresident Joe Biden spoke with President Vladimir Putin by video link on Tuesday. \
    The meeting began at 10:07 a.m. and ended at 12:08 p.m., Washington time.";
const OTHER: &str = "date 2021-12-08\nUS President Joe Biden and Russian President Vladimir Putin held a video call on \
    Tuesday. The meeting began at 120:07 and ended at 14:08, according to the Kremlin.";
const PLAN: &str = "date 2021-12-04\nPresident Biden will hold a video call with President Vladimir Putin on Tuesday, \
    December 7.";
const LATER: &str = "date 2021-12-30\nPresident Biden spoke with President Putin of Russia by phone on Thursday.";

/// A graph of articles given as id and text.
pub fn loaded(articles: &[(&str, &str)]) -> Place {
    let place = Place::new();
    for (id, text) in articles {
        place.write(&format!("in/{id}.txt"), text);
    }
    place.done(&["load", "in"]);
    place
}

fn json(place: &Place, arguments: &[&str]) -> Value {
    serde_json::from_str(&place.done(arguments)).expect("JSON")
}

/// Ids of the articles that report each event between two, in order of time.
pub fn events(place: &Place, parties: &[&str]) -> Vec<(String, Vec<String>)> {
    let arguments = [&["show"], parties, &["--json"]].concat();
    let mut all = json(place, &arguments);
    all.as_array_mut().expect("events").retain(|event| event["agreed"]["date"].is_string());
    let articles = |event: &Value| {
        let mut all: Vec<String> =
            event["reports"].as_array().expect("reports").iter().map(|r| text(&r["article"])).collect();
        all.dedup();
        all
    };
    all.as_array().expect("events").iter().map(|e| (text(&e["agreed"]["date"]), articles(e))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

#[test]
fn reports_of_one_call_are_one_event_and_the_next_call_is_another() {
    let place = loaded(&[("a", CALL), ("b", OTHER), ("c", PLAN), ("d", LATER)]);
    let expected = [("2021-12-07", vec!["a", "b", "c"]), ("2021-12-30", vec!["d"])];
    let expected = expected.map(|(day, ids)| (day.to_owned(), ids.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!(events(&place, &["Biden", "Putin"]), expected);
    let event = &json(&place, &["show", "Biden", "Putin", "--on", "2021-12-07", "--json"])[0];
    assert_eq!((text(&event["status"]), text(&event["agreed"]["mode"])), ("happened".to_owned(), "video".to_owned()));
    assert_eq!((event["articles"].as_u64(), event["sources"].as_u64()), (Some(3), Some(3)));
    let because = event["because"].to_string();
    assert!(because.contains("the same parties, the same day, held the same way"), "{because}");
}

#[test]
fn a_conflict_names_both_values_and_their_sentences() {
    let place = loaded(&[("a", CALL), ("b", OTHER)]);
    let told = place.done(&["conflicts"]);
    let parts = [
        "Joe Biden and Vladimir Putin met, 2021-12-07\n",
        "  end\n    12:08 Washington time [a]\n",
        "    14:08 [b]\n",
        "    120:07 (garbled) [b]\n",
        "“The meeting began at 120:07 and ended at 14:08, according to the Kremlin.”",
    ];
    assert!(parts.iter().all(|part| told.contains(part)), "{told}");
    assert!(!told.contains("mode"), "both say that it was by video: {told}");
    let lines = place.done(&["conflicts", "Putin", "--json"]);
    let first: Value = serde_json::from_str(lines.lines().next().expect("a conflict")).expect("JSON");
    assert_eq!((text(&first["property"]), first["claims"].as_array().map(Vec::len)), ("end".to_owned(), Some(2)));
    let asked = place.done(&["query", "--named", "conflicts", "--format", "csv"]);
    assert!(asked.contains("start,120:07,garbled,b,"), "{asked}");
    let one = loaded(&[("a", CALL)]);
    assert_eq!(one.done(&["conflicts"]), "No reports contradict each other.\n");
}

#[test]
fn a_smaller_company_is_found_in_the_larger_one_of_that_day() {
    let four = "date 2021-12-06\nPresident Biden, President Emmanuel Macron, Chancellor Angela Merkel and Prime Minister \
        Boris Johnson spoke by phone on Monday.";
    let two = "date 2021-12-06\nPresident Emmanuel Macron spoke with Prime Minister Boris Johnson on Monday.";
    let next = "date 2021-12-07\nPresident Emmanuel Macron spoke with Prime Minister Boris Johnson on Tuesday.";
    let place = loaded(&[("four", four), ("two", two), ("next", next)]);
    let all = events(&place, &["Macron", "Johnson"]);
    assert_eq!(
        all.iter().map(|(day, ids)| (day.as_str(), ids.len())).collect::<Vec<_>>(),
        [("2021-12-06", 2), ("2021-12-07", 1)]
    );
}

#[test]
fn a_call_of_two_is_not_the_meeting_that_more_were_to_have() {
    let plan = "date 2023-05-01\nPresident Biden will travel to Amman on Wednesday, where he will meet with King Abdullah and \
        President Sisi.";
    let call = "date 2023-05-03\nPresident Biden spoke with President Sisi today about grain prices.";
    let place = loaded(&[("plan", plan), ("call", call)]);
    let all = events(&place, &["Biden", "Sisi"]);
    assert_eq!(all.iter().map(|(_, ids)| ids.len()).collect::<Vec<_>>(), [1, 1], "{all:?}");
}

#[test]
fn what_two_agreed_on_again_is_another_agreement() {
    let first = "date 2022-01-10\nBiden and Scholz agreed on Monday to open a border post.";
    let then = "date 2022-01-12\nBiden and Scholz have agreed to talk more about trade.";
    let place = loaded(&[("first", first), ("then", then)]);
    assert_eq!(reports(&place, "agreed"), [1, 1]);
}

/// For each event of a kind in how many facts it is reported, the events in order of their IRIs.
pub fn reports(place: &Place, predicate: &str) -> Vec<usize> {
    let event = format!("<https://w3id.org/chancery/event/{predicate}/");
    let graph = place.text("chancery.nq");
    let reports = graph.lines().filter(|line| line.starts_with(&event) && line.contains("ns#report>"));
    let mut all = BTreeMap::new();
    reports.for_each(|line| *all.entry(line.split_once(' ').expect("a quad").0.to_owned()).or_default() += 1);
    all.into_values().collect()
}

#[test]
fn all_whom_one_sentence_brings_together_are_one_company() {
    let groups = "date 2022-01-20\nSecretary of State Antony Blinken spoke on Thursday with foreign ministers, security \
        advisers and other officials.";
    assert_eq!(reports(&loaded(&[("groups", groups)]), "met"), [3]);
    let beside = "date 2022-03-01\nPresident Joe Biden spoke with President Vladimir Putin by video link on Tuesday. \
        A photograph of the talk showed that Antony Blinken and national security adviser Jake \
        Sullivan were seated next to Biden in Wilmington during the video call.";
    assert_eq!(reports(&loaded(&[("beside", beside)]), "met"), [2, 1], "those in the room; the call");
}

#[test]
fn groups_of_no_name_are_not_the_same_ones_elsewhere() {
    let day = |day: &str| {
        format!(
            "date 2022-03-{day}\nWestern envoys will keep consulting with regional allies about a common approach to the crisis."
        )
    };
    assert_eq!(reports(&loaded(&[("a", &day("04")), ("b", &day("06"))]), "met"), [1, 1]);
}

#[test]
fn what_is_yet_to_come_is_not_what_the_same_article_tells_as_done() {
    let aid = "date 2022-01-27\nNorway has supported Ukraine with loans and grants, and will support Ukraine with more \
        loans and grants.";
    assert_eq!(reports(&loaded(&[("a", aid)]), "supported"), [1, 1]);
}

#[test]
fn a_visit_and_a_call_of_one_day_are_two() {
    let visit = "date 2019-05-14\nSergey Lavrov met Mike Pompeo in Vienna on Tuesday.";
    let call = "date 2019-05-14\nSergey Lavrov spoke with Mike Pompeo by phone on Tuesday.";
    assert_eq!(events(&loaded(&[("visit", visit), ("call", call)]), &["Lavrov", "Pompeo"]).len(), 2);
    let bare = "date 2019-05-14\nSergey Lavrov held talks with Mike Pompeo on Tuesday.";
    assert_eq!(events(&loaded(&[("visit", visit), ("bare", bare)]), &["Lavrov", "Pompeo"]).len(), 1);
}

#[test]
fn background_goes_to_the_event_that_it_recalls() {
    let summit = "date 2021-06-16\nPresident Joe Biden met President Vladimir Putin in Geneva on Wednesday.";
    let recalled = "date 2021-12-04\nPresident Biden met President Putin in Geneva in June 2021.";
    let place = loaded(&[("summit", summit), ("recalled", recalled), ("call", CALL)]);
    let all = events(&place, &["Biden", "Putin"]);
    let expected = ["recalled", "summit"].map(str::to_owned).to_vec();
    assert_eq!(all[0], ("2021-06-16".to_owned(), expected));
    assert_eq!(all.len(), 2);
}

#[test]
fn one_text_in_two_papers_is_one_source() {
    let wire =
        format!("{CALL} Both sides said they would go on talking, though neither gave any ground on troops or gas.");
    let json = |id: &str, outlet: &str, text: &str| {
        serde_json::json!({"id": id, "publisher": outlet, "date": "2021-12-07", "text": text}).to_string() + "\n"
    };
    let reprint = format!("{wire} Our own correspondent contributed.");
    let lines =
        [json("a", "Daily", &wire), json("b", "Post", &reprint), json("c", "Star", OTHER), json("d", "Star", LATER)];
    let place = Place::new();
    place.write("in.jsonl", lines.concat()).done(&["load", "in.jsonl"]);
    let event = &self::json(&place, &["show", "Biden", "Putin", "--on", "2021-12-07", "--json"])[0];
    assert_eq!((event["articles"].as_u64(), event["sources"].as_u64()), (Some(3), Some(2)), "{event}");
}

#[test]
fn people_decide_what_is_one_event() {
    let place = loaded(&[("a", CALL), ("b", OTHER), ("d", LATER)]);
    let before = place.text("chancery.nq");
    let fact = |id: &str| {
        let all = json(&place, &["show", "Biden", "Putin", "--json"]);
        let reports =
            all.as_array().expect("events").iter().flat_map(|e| e["reports"].as_array().expect("reports").clone());
        let ids: Vec<String> = reports.filter(|r| text(&r["article"]) == id).map(|r| text(&r["id"])).collect();
        ids[0].clone()
    };
    let (a, b, d) = (fact("a"), fact("b"), fact("d"));
    place.write("apart.ttl", format!("<{a}> ch:differentEventFrom <{b}> .\n<{b}> ch:sameEventAs <{d}> .\n"));
    let said = place.done(&["merge", "--overrides", "apart.ttl"]);
    assert!(said.starts_with("2 events"), "{said}");
    let ids = |place: &Place| {
        events(place, &["Biden", "Putin"]).into_iter().map(|(_, ids)| ids.join("+")).collect::<Vec<_>>()
    };
    assert_eq!(ids(&place).len(), 1, "the event of b and d has no agreed date");
    place.done(&["load", "in"]);
    assert_eq!(place.done(&["merge"]), said, "the graph keeps decisions");
    place.done(&["merge", "--forget"]);
    assert_eq!(place.text("chancery.nq"), before, "and forgets them without a trace");
}

#[test]
fn bad_decisions_are_refused_with_their_line() {
    let place = loaded(&[("a", CALL)]);
    let before = place.text("chancery.nq");
    for (file, expected) in [
        ("<x:a> ch:met <x:b> .\n", "o.ttl:1: "),
        ("\n<x:a> ch:sameEventAs \"b\" .\n", "o.ttl:2: "),
        ("<x:a> ch:sameEventAs .\n", "o.ttl:1: "),
    ] {
        let ran = place.write("o.ttl", file).run(&["merge", "--overrides", "o.ttl"]);
        assert!(ran.status == 1 && ran.err.contains(expected), "{}: {}", ran.status, ran.err);
        assert_eq!(place.text("chancery.nq"), before);
    }
    let ran = place.write("o.ttl", "<x:a> ch:sameEventAs <x:b> .\n").run(&["merge", "--overrides", "o.ttl"]);
    assert!(ran.status == 3 && ran.err.contains("x:a, x:b"), "{}", ran.err);
    assert!(Place::new().run(&["merge"]).err.contains("there is no such graph"));
}

#[test]
fn an_event_is_told_in_every_format() {
    let place = loaded(&[("a", CALL), ("b", OTHER)]);
    let iri = text(&json(&place, &["show", "Biden", "Putin", "--json"])[0]["event"]);
    assert_eq!(iri, "https://w3id.org/chancery/event/met/2021-12-07/Joe_Biden/Vladimir_Putin");
    let told = place.done(&["show", "event:met/2021-12-07/Joe_Biden/Vladimir_Putin"]);
    assert!(
        told.contains("happened; 2 articles, 2 independent sources\n") && told.contains("\nConflicts\n  "),
        "{told}"
    );
    assert_eq!(place.done(&["show", &iri]), told);
    let page = place.done(&["show", "Biden", "Putin", "--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h2>Conflicts</h2>"), "{page}");
    let briefing = place.done(&["show", "Biden", "Putin", "--format", "md"]);
    assert!(briefing.contains("# Joe Biden and Vladimir Putin met, 2021-12-07\n"), "{briefing}");
    let listed = place.done(&["query", "--named", "events", "Biden", "--format", "csv"]);
    assert!(listed.contains(",happened,video,,2,2,2"), "{listed}");
    assert!(place.run(&["show", "event:met/nothing"]).err.contains("There is no event"));
    assert_eq!(place.done(&["show", "Biden", "Putin", "--on", "1999"]), "No event fits.\n");
}

#[test]
fn a_graph_without_its_layer_gets_it_again() {
    let place = loaded(&[("a", CALL), ("b", OTHER)]);
    let whole = place.text("chancery.nq");
    let end = whole.find("# graph ").expect("the merged layer");
    place.write("chancery.nq", &whole[..end]);
    assert!(place.done(&["load", "in"]).starts_with("0 articles added, 0 replaced, 2 unchanged"));
    assert_eq!(place.text("chancery.nq"), whole);
}

#[test]
fn what_is_remembered_of_articles_changes_no_graph() {
    let call = "Joe Biden called Vladimir Putin on 7 December 2021. The call ended at 12:08.";
    let other = "Joe Biden and Vladimir Putin spoke on 7 December 2021. Their call ended at 14:08.";
    let later = "Joe Biden met Vladimir Putin in Geneva on 16 June 2021.";
    let load = |place: &Place| {
        place.done(&["load", "a.txt", "b.txt"]);
        place.done(&["load", "c.txt"]);
        place.read("chancery.nq")
    };
    let fresh = || {
        let place = Place::new();
        place.write("a.txt", call).write("b.txt", other).write("c.txt", later);
        place
    };
    let whole = fresh();
    whole.done(&["load", "a.txt", "b.txt", "c.txt"]);
    let whole = whole.read("chancery.nq");
    let place = fresh();
    assert_eq!(load(&place), whole, "remembered");
    let again = |id: &str| {
        place.done(&["drop", id]);
        place.done(&["load", &format!("{id}.txt")]);
        place.read("chancery.nq")
    };
    assert_eq!(again("c"), whole, "dropped and loaded again");
    for damage in [None, Some(&b"no ledger"[..])] {
        let ledger = place.path(".chancery.nq.reports");
        match damage {
            None => std::fs::remove_file(&ledger).expect("it is there"),
            Some(bytes) => std::fs::write(&ledger, bytes).expect("written"),
        }
        assert_eq!(again("b"), whole, "with a ledger that is {damage:?}");
    }
    let bytes = std::fs::read(place.path(".chancery.nq.reports")).expect("it is there");
    std::fs::write(place.path(".chancery.nq.reports"), &bytes[..bytes.len() - 9]).expect("written");
    assert_eq!(again("a"), whole, "with a ledger that breaks off");
}

const ATTACK: &str = "date 2023-03-02\nHezbollah attacked Israel on March 1.";
const AGAIN: &str = "date 2023-03-03\nHezbollah fighters killed Israeli civilians on March 1.";

#[test]
fn those_of_a_side_are_one_with_it_and_its_partners_are_not() {
    assert_eq!(reports(&loaded(&[("a", ATTACK), ("b", AGAIN)]), "assaulted"), [2]);
    let partners = "date 2023-03-03\nHezbollah attacked partners of Israel on March 1.";
    assert_eq!(reports(&loaded(&[("a", ATTACK), ("b", partners)]), "assaulted"), [1, 1]);
    let biden = "date 2023-03-02\nPresident Biden condemned Hezbollah on March 1 for the shelling of a village school.";
    let country =
        "date 2023-03-02\nThe United States condemned Hezbollah on March 1 for the shelling of a village school.";
    let harris = country.replace("The United States", "Vice President Harris");
    assert_eq!(reports(&loaded(&[("a", biden), ("b", country)]), "accused"), [2]);
    assert_eq!(reports(&loaded(&[("a", biden), ("b", &harris)]), "accused"), [1, 1], "one minister is not another");
}

#[test]
fn an_attack_that_all_know_of_needs_no_day() {
    let known = "date 2023-03-29\nThe chancellor spoke at length about Hezbollah's attack on Israel.";
    assert_eq!(reports(&loaded(&[("a", ATTACK), ("b", AGAIN), ("c", known)]), "assaulted"), [3]);
    assert_eq!(reports(&loaded(&[("a", ATTACK), ("c", known)]), "assaulted"), [1, 1], "one article is not all");
    let other = "date 2023-03-21\nHezbollah attacked Israel on March 20.";
    let all = [("a", ATTACK), ("b", AGAIN), ("c", known), ("d", other)];
    assert_eq!(reports(&loaded(&all), "assaulted"), [2, 1, 1], "two attacks may be meant");
}

#[test]
fn a_war_is_one_and_no_attack_in_it() {
    let war = |day: &str| format!("date 2023-{day}\nMinisters deplored the costs of Russia's war against Ukraine.");
    let strike = "date 2023-05-03\nRussia attacked Ukraine on May 3.";
    let strikes = "date 2023-05-04\nRussian forces shelled Ukraine on May 3.";
    let all = [("a", &*war("03-02")), ("b", &*war("05-04")), ("c", strike), ("d", strikes)];
    assert_eq!(reports(&loaded(&all), "assaulted"), [2, 2]);
}

#[test]
fn to_stay_in_touch_is_no_meeting() {
    let touch = "date 2023-03-01\nPresident Macron spoke with Chancellor Scholz today. Macron will remain in touch with Scholz.";
    let call = "date 2023-03-06\nPresident Macron spoke with Chancellor Scholz today about rail freight.";
    assert_eq!(reports(&loaded(&[("a", touch), ("b", call)]), "met"), [1, 1, 1]);
}

#[test]
fn what_was_signed_is_named_by_either_side() {
    let signed = "date 2024-06-13\nPresident Macron and President Zelenskyy signed a pact on June 12 to train pilots.";
    let undated = "date 2024-06-15\nIn Lyon, President Macron and President Zelenskyy signed an agreement.";
    let sides = "date 2024-07-20\nOfficials praised the agreement between France and Ukraine.";
    assert_eq!(reports(&loaded(&[("a", signed), ("b", undated), ("c", sides)]), "agreed"), [3]);
}

#[test]
fn their_meeting_is_the_one_that_the_article_announces() {
    let call = "date 2024-07-05\nPresident Macron spoke with Prime Minister Starmer today.";
    let plan = "date 2024-07-08\nPresident Macron will host Prime Minister Keir Starmer in Paris on July 10. Aides \
        expect much of the meeting between Macron and Starmer.";
    let place = loaded(&[("call", call), ("plan", plan)]);
    let all = events(&place, &["Macron", "Starmer"]);
    assert_eq!(all.iter().map(|(day, _)| &**day).collect::<Vec<_>>(), ["2024-07-05", "2024-07-10"]);
    assert_eq!(reports(&place, "met").iter().max(), Some(&2), "the meeting is told of twice");
}

#[test]
fn two_countries_are_two_visits_and_the_week_of_one_is_found() {
    let plan = "date 2023-02-20\nPresident Macron looks forward to visiting Poland.";
    let done = "date 2023-02-24\nThis week, President Macron visited Ukraine and Poland.";
    let place = loaded(&[("plan", plan), ("done", done)]);
    assert_eq!(events(&place, &["Macron", "Poland"])[0].1, ["done", "plan"]);
    assert_eq!(events(&place, &["Macron", "Ukraine"])[0].1, ["done"]);
    let late = plan.replace("02-20", "01-20");
    assert_eq!(events(&loaded(&[("plan", &late), ("done", done)]), &["Macron", "Poland"])[0].1, ["done"]);
}
