//! Sentences, tokens and quotations.

use std::time::{Duration, Instant};

use chancery::text::{Quotation, RawSentence, quotations, split};
use proptest::prelude::*;

fn tokens(text: &str) -> Vec<&str> {
    split(text, 0).iter().flat_map(|s| s.tokens.iter().map(|t| t.of(text))).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    split(text, 0).iter().map(|s| s.span.of(text)).collect()
}

fn quoted(text: &str) -> Vec<&str> {
    quotations(text, 0).iter().map(|q| q.inner.of(text)).collect()
}

#[test]
fn tokens_follow_universal_dependencies() {
    let cases = [
        ("Biden's aides didn't say.", "Biden 's aides did n't say ."),
        ("We’ve heard they can’t.", "We ’ve heard they ca n’t ."),
        ("He cannot, and they're gonna leave.", "He can not , and they 're gon na leave ."),
        ("the leaders' talks", "the leaders ' talks"),
        ("O'Neill met d'Estaing in Sana'a.", "O'Neill met d'Estaing in Sana'a ."),
        ("a U.S.-led, pro-European bloc", "a U.S. - led , pro-European bloc"),
        ("non-aligned self-styled ex-minister", "non-aligned self - styled ex-minister"),
        ("Kim Jong-un and Al-Shabaab", "Kim Jong - un and Al - Shabaab"),
        ("the 14-year-old F-16", "the 14 - year - old F - 16"),
        ("$5 and US$2.5m or €3bn, 20%", "$ 5 and US $ 2.5 m or € 3 bn , 20 %"),
        ("at 10:07 a.m. and 5pm", "at 10:07 a.m. and 5 pm"),
        ("175,000 troops, 2019–2020, 5-10", "175,000 troops , 2019 – 2020 , 5 - 10"),
        ("on 9/11, on 2021-12-07 and in the 1980s", "on 9/11 , on 2021-12-07 and in the 1980s"),
        ("this Tuesday (7th), 40 km/h", "this Tuesday ( 7th ) , 40 km / h"),
        ("call 202-555-0123 and/or 555-0123", "call 202-555-0123 and / or 555-0123"),
        ("No. 5 of Gen. Smith's Inc. papers", "No. 5 of Gen. Smith 's Inc. papers"),
        ("J. R. Smith of AT&T and R&D", "J. R. Smith of AT&T and R&D"),
        ("“Yes,” he said… ‘No!’ «Oui»", "“ Yes , ” he said … ‘ No ! ’ « Oui »"),
        ("wait...what?! --no-- :-)", "wait ... what ?! -- no -- :-)"),
        ("see https://example.org/a_(b). or www.example.org,", "see https://example.org/a_(b) . or www.example.org ,"),
        ("jane@example.org @handle #peace #1", "jane@example.org @handle #peace # 1"),
        ("**bold** [text](https://example.org)", "** bold ** [ text ] ( https://example.org )"),
        ("back in the '90s, get 'em", "back in the '90s , get 'em"),
    ];
    for (text, expected) in cases {
        assert_eq!(tokens(text).join(" "), expected, "{text}");
    }
}

#[test]
fn the_stop_of_an_abbreviation_at_the_end_is_a_token() {
    assert_eq!(tokens("He left the U.S."), ["He", "left", "the", "U.S", "."]);
    assert_eq!(tokens("It ended at 5 p.m."), ["It", "ended", "at", "5", "p.m", "."]);
}

#[test]
fn sentences_end_where_they_do() {
    let cases: &[(&str, &[&str])] = &[
        ("Talks began at 10 a.m. Tuesday. They ended.", &["Talks began at 10 a.m. Tuesday.", "They ended."]),
        ("It left the U.S. The envoy stayed.", &["It left the U.S.", "The envoy stayed."]),
        ("Gen. J. P. Smith met Dr. Jones on Dec. 7 there.", &["Gen. J. P. Smith met Dr. Jones on Dec. 7 there."]),
        ("Acme Inc. Chief Ann Lee spoke.", &["Acme Inc. Chief Ann Lee spoke."]),
        ("“We agree. Talks go on.” He left.", &["“We agree.", "Talks go on.”", "He left."]),
        ("“Welcome!” Costa said on arrival.", &["“Welcome!” Costa said on arrival."]),
        ("“Who pays?” she asked. Nobody did.", &["“Who pays?” she asked.", "Nobody did."]),
        ("They met in Kyiv.Moscow objected.", &["They met in Kyiv.", "Moscow objected."]),
        ("What Happened: Ministers met in Lisbon today.", &["What Happened:", "Ministers met in Lisbon today."]),
        ("LISBON, March 3 (Agency) — Ministers met today.", &["LISBON, March 3 (Agency) —", "Ministers met today."]),
        ("Monday, May 3, 2021 Ministers met in Lisbon.", &["Monday, May 3, 2021", "Ministers met in Lisbon."]),
        ("NATO — the alliance — said it would help.", &["NATO — the alliance — said it would help."]),
        ("Grain Talks Resume\n\nMinisters met.", &["Grain Talks Resume", "Ministers met."]),
        ("Grain Talks Resume\nMinisters met.", &["Grain Talks Resume", "Ministers met."]),
        ("- one point\n- another point", &["- one point", "- another point"]),
        ("Ministers met. Related Link: Grain Talks Resume", &["Ministers met.", "Related Link: Grain Talks Resume"]),
        ("Ministers met today Related Link: Grain Talks", &["Ministers met today", "Related Link: Grain Talks"]),
        ("1. Ministers met.", &["1. Ministers met."]),
    ];
    for (text, expected) in cases {
        assert_eq!(&sentences(text), expected, "{text}");
    }
}

#[test]
fn boilerplate_is_marked() {
    let marked = |text: &str| split(text, 0).iter().map(|s| s.boilerplate).collect::<Vec<_>>();
    assert_eq!(marked("Ministers met. Related Link: Grain Talks Resume"), [false, true]);
    assert_eq!(marked("Jane Doe and John Roe contributed to this report."), [true]);
    assert_eq!(marked("(Text translated by a machine)"), [true]);
    assert_eq!(marked("By Jane Doe\n\nBy Tuesday the ministers had met."), [true, false]);
    assert_eq!(marked("Reporting by Jane Doe; editing by John Roe"), [true]);
}

#[test]
fn reading_starts_at_the_given_byte() {
    let text = "date 2021-05-03 Ministers met.";
    let first = &split(text, 15)[0];
    assert_eq!(first.span.of(text), "Ministers met.");
    assert!(split("é", 1).is_empty() && split("a", 9).is_empty());
}

#[test]
fn paragraphs_are_counted() {
    let text = "One ended. Two ended.\n\n\nThree ended.";
    assert_eq!(split(text, 0).iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
}

#[test]
fn quotations_are_found() {
    let cases: &[(&str, &[&str])] = &[
        ("“We agree,” he said. “Talks go on.”", &["We agree,", "Talks go on."]),
        ("\"We agree,\" he said. \"Talks go on.\"", &["We agree,", "Talks go on."]),
        ("‘We don’t agree,’ he said.", &["We don’t agree,"]),
        ("'We don't agree,' he said.", &["We don't agree,"]),
        ("He said: “It is ‘over’ now.”", &["It is ‘over’ now."]),
        ("the ministers' talks in the '90s", &[]),
        ("«Nous sommes d’accord», he said.", &["Nous sommes d’accord"]),
        ("``We agree,'' he said.", &["We agree,"]),
        ("He is 6'2\" tall.", &[]),
        ("“One is open. The reporter goes on. “Two is closed,” he said.", &["One is open.", "Two is closed,"]),
    ];
    for (text, expected) in cases {
        assert_eq!(&quoted(text), expected, "{text}");
    }
}

#[test]
fn quotations_run_on_into_the_next_paragraph() {
    let text = "He said: “We came.\n\n“We saw,” he added.";
    let found = quotations(text, 0);
    assert_eq!(
        found.iter().map(|q| (q.inner.of(text), q.closed)).collect::<Vec<_>>(),
        [("We came.", false), ("We saw,", true)]
    );
}

/// Tokens in order, on character boundaries, with only white space between them and around the sentences.
fn check_tiling(text: &str, sentences: &[RawSentence]) -> Result<(), String> {
    let mut at = 0;
    for sentence in sentences {
        let (Some(first), Some(last)) = (sentence.tokens.first(), sentence.tokens.last()) else {
            return Err("a sentence without tokens".into());
        };
        if (sentence.span.start, sentence.span.end) != (first.start, last.end) {
            return Err(format!("{:?} is not what its tokens cover", sentence.span));
        }
        if sentence.tokens.len() > 402 {
            return Err(format!("{} tokens in a sentence", sentence.tokens.len()));
        }
        for token in &sentence.tokens {
            let gap = text.get(at..token.start).ok_or("overlap or cut character")?;
            let word = text.get(token.start..token.end).ok_or("cut character")?;
            if !gap.trim().is_empty() || word.is_empty() || word.contains(char::is_whitespace) {
                return Err(format!("{word:?} after {gap:?}"));
            }
            at = token.end;
        }
    }
    if text[at..].trim().is_empty() { Ok(()) } else { Err(format!("{:?} is lost", &text[at..])) }
}

fn check_quotations(text: &str, found: &[Quotation]) -> Result<(), String> {
    let mut at = 0;
    for q in found {
        let inside = at <= q.span.start && q.span.contains(q.inner);
        if !inside || text.get(q.span.start..q.span.end).is_none() || text.get(q.inner.start..q.inner.end).is_none() {
            return Err(format!("{q:?} after {at}"));
        }
        at = q.span.end;
    }
    Ok(())
}

/// Pieces that meet the rules in odd ways.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ \n\t.,!?'’‘“”\"«»()\\[\\]*_@#$%&/+:;=-]{1,8}",
        "[A-Za-z]{1,6}",
        "[0-9]{1,5}",
        prop::sample::select(vec![
            "U.S.",
            "a.m.",
            "Mr.",
            "Dec.",
            "n't",
            "'s",
            "http://a.b/(",
            "a@b",
            "👩‍👩‍👧",
            "\u{200F}",
            "\u{0}",
            "e\u{301}",
            "\u{FEFF}",
            "“",
            "”",
            "\n\n",
            "No.",
            "Ph.D.",
            "- ",
            "# ",
            "|",
            "Image:",
            "By ",
            "…",
            "中文。",
            "½",
            "5pm",
            "$3m",
            "ﬁ",
            "İ",
            "ß",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_tile_any_text(text in pieces()) {
        prop_assert_eq!(check_tiling(&text, &split(&text, 0)), Ok(()));
        prop_assert_eq!(check_quotations(&text, &quotations(&text, 0)), Ok(()));
    }
}

#[test]
fn texts_of_any_shape_are_read_in_linear_time() {
    const SIZE: usize = 1_000_000;
    let pieces = [
        "a",
        "word ",
        "a.",
        "A.",
        "a'",
        "'a ",
        "’a ‘b",
        "“",
        "“a ",
        "\"",
        "(",
        ")",
        "http://a)",
        ")",
        "a@",
        "a-",
        "1-",
        "1.",
        "#",
        "*",
        "👩‍👩‍👧",
        "e\u{301}",
        "\u{0}",
        "\u{200F}",
        "\n",
        "a\n",
        "- a\n",
        ". ",
        "U.S. ",
        "No. ",
        "J.",
        ":",
        "中",
        "a.b.",
        "..",
        "'",
        "''",
        "Image: ",
        "—",
        "a&A",
        "w/",
        "\u{301}",
        "\"a",
        "5'",
        "[a](",
    ];
    for piece in pieces {
        let text = piece.repeat(SIZE / piece.len());
        let start = Instant::now();
        assert_eq!(check_tiling(&text, &split(&text, 0)), Ok(()), "{piece:?}");
        assert_eq!(check_quotations(&text, &quotations(&text, 0)), Ok(()), "{piece:?}");
        // Linear work takes well under a second; quadratic work takes hours.
        assert!(start.elapsed() < Duration::from_secs(30), "{piece:?} took {:?}", start.elapsed());
    }
}
