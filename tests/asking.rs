//! What newcomers ask of a graph, each answered by one command.

use crate::cli::Place;

const CALL: &str = "date 2021-12-06\nPresident Joe Biden spoke by phone with President Emmanuel Macron, Chancellor \
    Angela Merkel and Prime Minister Boris Johnson on Monday.";
const VIDEO: &str = "date 2021-12-08\nUS President Joe Biden and Russian President Vladimir Putin held a video call on \
    Tuesday. The meeting began at 10:07 and ended at 14:08, according to the Kremlin.";
const SHORT: &str = "date 2021-12-08\nPresident Joe Biden spoke with President Vladimir Putin by video link on \
    Tuesday. The meeting ended at 12:08 p.m., an aide said.";
const PLAN: &str = "date 2021-12-10\nForeign Minister Annalena Baerbock will meet Secretary of State Antony Blinken in \
    Berlin in January 2022.";
const MEASURES: &str = "date 2022-02-27\nThe European Union imposed sanctions on the Central Bank of Russia. Canada \
    imposed sanctions on Russian banks. Japan imposed sanctions on Iran.";
const EARLIER: &str = "date 2015-03-02\nNorwegian Foreign Minister Ann Example met Chancellor Angela Merkel.";

fn place() -> Place {
    let place = Place::new();
    let all = [
        ("call", CALL),
        ("video", VIDEO),
        ("short", SHORT),
        ("plan", PLAN),
        ("measures", MEASURES),
        ("earlier", EARLIER),
    ];
    for (id, text) in all {
        place.write(&format!("in/{id}.txt"), text);
    }
    place.done(&["load", "in"]);
    place
}

fn rows(place: &Place, arguments: &[&str]) -> Vec<String> {
    let all = place.done(&[&["query"], arguments, &["--format", "csv"]].concat());
    all.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_meeting_of_many_is_one_row() {
    let place = place();
    let december = rows(&place, &["meetings", "on=2021-12"]);
    let expected = [
        "2021-12-06,\"Angela Merkel, Boris Johnson, Emmanuel Macron and Joe Biden\",phone,,happened,1,",
        "2021-12-07,Joe Biden and Vladimir Putin,video,,happened,2,",
    ];
    assert_eq!(december.len(), 2, "{december:?}");
    assert!(december.iter().zip(expected).all(|(row, head)| row.starts_with(head)), "{december:?}");
    assert_eq!(rows(&place, &["meetings", "Putin", "since=2021-12-07", "until=2021-12"]), december[1..]);
    let planned = rows(&place, &["meetings", "who=Baerbock"]);
    assert!(planned[0].contains(",Berlin,planned,1,"), "{planned:?}");
}

#[test]
fn meetings_are_found_by_country_way_place_and_bare_date() {
    let place = place();
    let all = rows(&place, &["meetings", "on=2021-12"]);
    assert_eq!(rows(&place, &["meetings", "2021-12"]), all, "a date is no name");
    assert_eq!(rows(&place, &["meetings", "who=Germany", "on=2021-12"]), all[..1], "its chancellor took part");
    assert_eq!(rows(&place, &["meetings", "United States", "with=Russia"]), all[1..]);
    assert_eq!(rows(&place, &["meetings", "mode=Phone"]), all[..1]);
    let berlin = rows(&place, &["meetings", "place=berlin"]);
    assert!(berlin.len() == 1 && berlin[0].contains("Annalena Baerbock"), "{berlin:?}");
}

#[test]
fn an_office_cites_the_article_that_says_of_what_it_is() {
    let place = Place::new();
    place.write("in/short.txt", "date 2022-03-10\nPresident Macron left.");
    place.write("in/long.txt", "date 2022-03-11\nEmmanuel Macron, President of France, flew to Berlin.");
    place.done(&["load", "in"]);
    let held = rows(&place, &["offices", "Macron"]);
    assert!(held.len() == 1 && held[0].contains(",2,") && held[0].ends_with("flew to Berlin.\",long"), "{held:?}");
}

#[test]
fn of_a_country_its_bodies_and_what_is_named_after_it_are_found() {
    let place = place();
    let found = rows(&place, &["sanctions", "Russia"]);
    assert!(found.len() == 2 && found.iter().all(|row| !row.contains("Iran")), "{found:?}");
    assert!(found.iter().any(|row| row.contains("Central Bank of Russia")), "{found:?}");
    assert_eq!(rows(&place, &["sanctions", "Iran"]).len(), 1);
    assert_eq!(rows(&place, &["sanctions"]).len(), 3);
}

#[test]
fn offices_are_those_of_the_day() {
    let place = place();
    let held = rows(&place, &["offices", "Germany", "on=2021-12-07"]);
    assert!(held.len() == 1 && held[0].contains("Angela Merkel"), "{held:?}");
    assert!(held[0].contains(",2005-11-22,2021-12-08,2015-03-02,2021-12-06,2,"), "{held:?}");
    assert_eq!(rows(&place, &["leaders", "Germany", "on=2021-12"]).len(), 1);
    let none =
        |question: &[&str]| place.run(&[&["query"], question, &["--format", "csv"]].concat()).out.lines().count() == 1;
    assert!(none(&["leaders", "Germany", "on=2022"]));
    // Of someone whose term is not known, reports of half a year around count.
    assert_eq!(rows(&place, &["offices", "Ann Example", "on=2015-06-01"]).len(), 1);
    assert!(none(&["offices", "Ann Example", "on=2021-12-07"]));
    let day = place.done(&["show", "Merkel", "--on", "2021-12-06"]);
    let parts = [
        "2021-12-06; 3 facts in 1 article\n",
        "\nOffices\n  Chancellor of Germany · 2005-11-22 to 2021-12-08; reported 2015-03-02 to 2021-12-06,",
        "met ← Joe Biden",
    ];
    assert!(parts.iter().all(|part| day.contains(part)) && !day.contains("Norway"), "{day}");
    assert!(!place.done(&["show", "Merkel", "--on", "2022-01"]).contains("Offices"));
    assert!(place.run(&["show", "Merkel", "--on", "Tuesday"]).err.contains("2021-12-07"));
}

#[test]
fn a_value_in_dispute_shows_the_sentences_that_give_it() {
    let told = place().done(&["conflicts"]);
    let expected = "  end\n    12:08 [short]\n      “The meeting ended at 12:08 p.m., an aide said.”\n    14:08 [video]\n      \
        “The meeting began at 10:07 and ended at 14:08, according to the Kremlin.”\n";
    assert!(told.ends_with(expected) && !told.contains("start"), "{told}");
}

#[test]
fn conflicts_are_those_of_some_and_of_a_day() {
    let place = place();
    let all = place.done(&["conflicts"]);
    assert_eq!(place.done(&["conflicts", "Biden", "Putin", "--on", "2021-12"]), all);
    for other in [&["conflicts", "--on", "2021-11"][..], &["conflicts", "Putin", "Merkel"]] {
        assert_eq!(place.done(other), "No reports contradict each other.\n");
    }
    assert!(place.run(&["conflicts", "--on", "Tuesday"]).err.contains("2021-12-07"));
    assert_eq!(rows(&place, &["conflicts", "Biden", "with=Putin", "on=2021-12-07"]).len(), 2);
}

#[test]
fn a_threat_tells_whether_it_came_true() {
    let place = Place::new();
    place.write("in/measures.txt", MEASURES);
    place.write("in/early.txt", "date 2022-01-10\nThe European Union is considering sanctions on Russia.");
    place.write("in/other.txt", "date 2022-01-11\nThe United Kingdom is considering sanctions on Russia.");
    place.write("in/late.txt", "date 2022-03-10\nThe European Union is considering sanctions on Russia.");
    place.done(&["load", "in"]);
    let threats = rows(&place, &["threats", "Russia"]);
    let imposed: Vec<(&str, bool)> =
        threats.iter().map(|row| (&row[..10], row.contains(",2022-02-27,measures,"))).collect();
    assert_eq!(imposed, [("2022-01-10", true), ("2022-01-11", false), ("2022-03-10", false)], "{threats:?}");
    assert!(threats.iter().all(|row| row.contains(",possible,considered,")), "{threats:?}");
    let of = |parameters: &[&str]| rows(&place, &[&["threats", "Russia"], parameters].concat()).len();
    assert_eq!((of(&["by=European Union"]), of(&["since=2022-01-11"]), of(&["until=2022-01-10"])), (2, 2, 1));
    let sanctions = |parameters: &[&str]| rows(&place, &[&["sanctions", "Russia"], parameters].concat()).len();
    assert_eq!((sanctions(&["by=United Kingdom"]), sanctions(&["since=2022-03"])), (1, 1));
}

#[test]
fn of_a_country_those_who_speak_for_it_are_heard() {
    let place = Place::new();
    let said = "date 2022-02-20\nRussian President Vladimir Putin said the talks had failed. The Kremlin said the talks \
        would go on. French President Emmanuel Macron said the talks had been useful.";
    place.write("in/said.txt", said).done(&["load", "in"]);
    let russia = rows(&place, &["statements", "Russia"]);
    assert!(russia.len() == 2 && russia.iter().all(|row| row.contains(",reported,")), "{russia:?}");
    assert_eq!(rows(&place, &["statements", "Kremlin"]).len(), 1);
    place.fails(&["query", "denied", "Bundestag"], 2, "Nothing in the graph names Bundestag.");
}

#[test]
fn what_has_no_date_is_of_the_day_of_publication() {
    let place = Place::new();
    place
        .write("in/a.txt", "date 2022-03-10\nThe European Union may impose sanctions on Russia.")
        .done(&["load", "in"]);
    assert!(place.done(&["show", "Russia", "--on", "2022-03-10"]).contains("European Union sanctioned Russia"));
    assert!(!place.done(&["show", "Russia", "--on", "2022-03-11"]).contains("European Union"));
}

#[test]
fn an_office_is_found_by_its_words() {
    let place = place();
    let ministers = rows(&place, &["offices", "role=foreign minister"]);
    assert!(ministers.len() == 2 && ministers.iter().all(|row| row.contains("oreign")), "{ministers:?}");
}

#[test]
fn a_rejected_accusation_is_a_denial() {
    let place = Place::new();
    place.write("in/a.txt", "date 2021-03-02\nThe Chilean government dismissed the accusation of Bolivia as absurd.");
    place.done(&["load", "in"]);
    let denied = rows(&place, &["denied", "Chile"]);
    assert!(denied.len() == 1 && denied[0].contains("rejected: accusation of Bolivia"), "{denied:?}");
}

#[test]
fn those_of_a_list_and_an_unnamed_company_are_one_meeting() {
    let place = Place::new();
    let call = "date 2020-05-04\nChancellor Angela Merkel spoke by phone with President Emmanuel Macron, Prime Minister \
        Mark Rutte and Prime Minister Pedro Sánchez on Monday. Merkel also thanked the European leaders with whom she spoke \
        on Monday.";
    let list = "date 2020-06-05\nKing Felipe spoke today with Sauli Niinistö of Finland.\n\nTwo more guests \
        joined the call:\n\nErna Solberg and Stefan Löfven.";
    place.write("in/call.txt", call);
    place.write("in/list.txt", list);
    place.done(&["load", "in"]);
    let meetings = rows(&place, &["meetings"]);
    let heads = [
        "2020-05-04,\"Angela Merkel, Emmanuel Macron, Mark Rutte and Pedro Sánchez\",phone,,happened,1,",
        "2020-06-05,\"Erna Solberg, Felipe VI, Sauli Niinistö and Stefan Löfven\",phone,,happened,1,",
    ];
    assert!(
        meetings.len() == 2 && meetings.iter().zip(heads).all(|(row, head)| row.starts_with(head)),
        "{meetings:#?}"
    );
}

#[test]
fn a_capital_points_to_its_state() {
    let sentence = "Nothing in the graph names Moscow. It is the capital of Russia, which is there.";
    place().fails(&["query", "threats", "Moscow"], 2, sentence);
}

#[test]
fn a_parameter_too_many_is_told_which_there_are() {
    let place = place();
    let sentence = "`denied` takes no further parameter `now`; it takes NAME=VALUE for who, since, until.";
    place.fails(&["query", "denied", "Russia", "2020", "2021", "now"], 2, sentence);
    let sentence = "`denied` has no parameter `on=2021`; it takes NAME=VALUE for who, since, until.";
    place.fails(&["query", "denied", "on=2021"], 2, sentence);
}

#[test]
fn what_was_not_done_to_sanctions_is_told() {
    let place = Place::new();
    place.write("in/a.txt", "date 2022-03-10\nCanada has not lifted its sanctions on Cuba.").done(&["load", "in"]);
    let denied = rows(&place, &["denied"]);
    assert!(denied.len() == 1 && denied[0].contains(",Canada,not sanctioned: lifted,Cuba,"), "{denied:?}");
}
