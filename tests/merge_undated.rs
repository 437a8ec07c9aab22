//! Reports that give no day: which event of known day they are of, and which of them are of one.

use super::merge::{events, loaded, reports};

const VISIT: [(&str, &str); 2] = [
    ("v1", "date 2018-05-29\nPresident Macron met President Erdogan in Vienna on Monday."),
    ("v2", "date 2018-05-30\nOn May 28, President Emmanuel Macron met President Erdogan in Vienna."),
];

#[test]
fn a_plan_to_meet_is_of_the_meeting_that_stands_out() {
    let early = ("a", "date 2018-03-09\nPresident Macron plans to meet President Erdogan.");
    let named =
        ("b", "date 2018-04-20\nMuch hangs on the planned meeting between President Macron and President Erdogan.");
    let lunch = ("c", "date 2018-06-11\nPresident Macron met President Erdogan on June 10.");
    let all = [early, named, lunch, VISIT[0], VISIT[1]];
    let days: Vec<(String, usize)> =
        events(&loaded(&all), &["Macron", "Erdogan"]).into_iter().map(|(day, ids)| (day, ids.len())).collect();
    assert_eq!(days, [("2018-05-28".to_owned(), 4), ("2018-06-10".to_owned(), 1)]);
}

#[test]
fn a_plan_that_nothing_comes_of_is_one_while_it_is_pending() {
    let plan = |day: &str| format!("date 2018-{day}\nPresident Macron plans to meet President Erdogan.");
    let graph = |days: [&str; 2]| reports(&loaded(&[("a", &plan(days[0])), ("b", &plan(days[1]))]), "met");
    assert_eq!(graph(["03-09", "03-29"]), [2]);
    assert_eq!(graph(["03-09", "06-29"]), [1, 1]);
}

#[test]
fn a_summit_of_two_countries_is_that_of_their_leaders() {
    let named = ("a", "date 2018-05-31\nCritics of the summit between France and Turkey were quick to answer.");
    let summit = ("s", "date 2018-05-29\nPresident Macron held a summit with President Erdogan in Vienna on Monday.");
    let all = events(&loaded(&[VISIT[0], summit, named]), &["Macron", "Erdogan"]);
    assert_eq!(all, [("2018-05-28".to_owned(), ["a", "s", "v1"].map(str::to_owned).to_vec())]);
}

#[test]
fn a_person_is_killed_but_once() {
    let dated = ("a", "date 2020-03-04\nFrance killed General Hassan Omari on March 3.");
    let later =
        ("b", "date 2020-04-25\nFew expected that France would kill again after it killed General Hassan Omari.");
    let strike = ("c", "date 2020-03-20\nPresident Macron ordered a strike against General Hassan Omari.");
    assert_eq!(reports(&loaded(&[dated, later, strike]), "assaulted"), [3]);
    let before = ("c", "date 2020-01-20\nPresident Macron ordered a strike against General Hassan Omari.");
    assert_eq!(reports(&loaded(&[dated, before]), "assaulted"), [1, 1], "that one failed");
}

#[test]
fn an_attack_beside_which_none_is_known_is_one() {
    let first = ("a", "date 2023-05-03\nThe council met after Turkey bombed Lebanon.");
    let second = ("b", "date 2023-05-06\nMarkets fell since Turkey shelled Lebanon.");
    assert_eq!(reports(&loaded(&[first, second]), "assaulted"), [2]);
    let blows = [("c", "04-28"), ("d", "05-01"), ("e", "05-04")];
    let blows = blows.map(|(id, day)| (id, format!("date 2023-{day}\nTurkey bombed Lebanon today.")));
    let mut all: Vec<(&str, &str)> = blows.iter().map(|(id, text)| (*id, &**text)).collect();
    all.extend([first, second]);
    assert_eq!(reports(&loaded(&all), "assaulted").len(), 5, "where blows fall day by day, any may be meant");
}

#[test]
fn a_deal_reached_is_not_reached_twice_within_days() {
    let dated = ("a", "date 2015-07-15\nFrance and Iran reached a deal on Tuesday to trade grain for oil.");
    let bare = ("b", "date 2015-07-16\nFrance has reached a deal with Iran, though few know what is in it.");
    assert_eq!(reports(&loaded(&[dated, bare]), "agreed"), [2]);
}
