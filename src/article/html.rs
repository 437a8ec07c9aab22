//! Web pages and feeds: the main text of a page, without menus and notices, and what its head says of it.
//!
//! `<article><p>Ministers <b>met</b> in Bonn.</p></article>` among menus becomes `Ministers met in Bonn.`

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use super::metadata::{self, Metadata};

/// Elements within elements beyond which a page is refused: laying it out takes time with the square of the depth.
const DEPTH: usize = 400;

/// Most elements of a page.
const ELEMENTS: usize = 200_000;

/// The main text of a page and its metadata: title, day, publisher and address.
///
/// # Errors
/// A page without a main text, or nested too deep, as a sentence without the file's name.
pub fn page(html: &str) -> Page {
    check_depth(html)?;
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: ELEMENTS,
        char_threshold: 120,
        ..Config::default()
    };
    let none = |e: dom_smoothie::ReadabilityError| format!("has no main text: {}.", lower(&e.to_string()));
    let article = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse()).map_err(none)?;
    let metadata = Metadata {
        id: None,
        title: Some(fold(&article.title)).filter(|title| !title.is_empty()),
        date: article.published_time.and_then(|time| metadata::day(&time).ok()),
        url: article.url,
        publisher: article.site_name.map(|name| fold(&name)),
    };
    Ok((metadata, article.text_content.trim().to_owned()))
}

/// The text of a piece of HTML, such as the content of a feed's entry.
///
/// # Errors
/// HTML nested too deep.
pub fn fragment(html: &str) -> Result<String, String> {
    check_depth(html)?;
    Ok(Document::fragment(html).formatted_text().trim().to_owned())
}

/// Metadata and text, or why there are none, as a sentence without the file's name.
pub type Page = Result<(Metadata, String), String>;

/// Articles of an RSS, Atom or JSON feed: metadata and text of each entry.
///
/// # Errors
/// What is no feed or not well-formed.
pub fn feed(content: &str) -> Result<Vec<Page>, String> {
    let feed = feed_rs::parser::parse(content.as_bytes())
        .map_err(|e| format!("is no well-formed feed: {}.", lower(&e.to_string())))?;
    let publisher = feed.title.map(|title| fold(&title.content)).filter(|title| !title.is_empty());
    let entry = |entry: feed_rs::model::Entry| {
        let day = entry.published.or(entry.updated).map(|time| time.to_rfc3339());
        let metadata = Metadata {
            id: Some(entry.id).filter(|id| !id.is_empty()),
            title: entry.title.map(|title| fold(&title.content)),
            date: day.and_then(|day| metadata::day(&day).ok()),
            url: entry.links.into_iter().next().map(|link| link.href),
            publisher: publisher.clone(),
        };
        let body = entry.content.and_then(|content| content.body).or(entry.summary.map(|summary| summary.content));
        fragment(&body.unwrap_or_default()).map(|text| (metadata, text))
    };
    Ok(feed.entries.into_iter().map(entry).collect())
}

/// Whether a text that is not known to be one thing or the other is a feed rather than a page.
#[must_use]
pub fn is_feed(content: &str) -> bool {
    let start: String = content.chars().take(1000).collect();
    ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| start.contains(tag))
}

/// Refuses what is nested too deep. Elements whose end may be left out do not count.
fn check_depth(html: &str) -> Result<(), String> {
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = &html[at + 1..];
        let closes = rest.starts_with('/');
        let name: String =
            rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
        if name.is_empty() || is_loose(&name.to_ascii_lowercase()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > DEPTH {
            return Err(format!("has elements nested more than {DEPTH} deep."));
        }
    }
    Ok(())
}

/// Elements without an end, or whose end is often left out.
fn is_loose(name: &str) -> bool {
    #[rustfmt::skip]
    let loose = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
        "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rp", "rt", "path",
        "circle", "rect", "line", "use", "stop", "polygon", "param",
    ];
    loose.contains(&name)
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lower(problem: &str) -> String {
    let problem = fold(problem.trim_end_matches('.'));
    let mut chars = problem.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><title>Ministers meet in Bonn | Agency</title>
        <meta property="og:site_name" content="Agency"><meta property="article:published_time" content="2021-12-07T10:00:00Z">
        </head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <article><h1>Ministers meet in Bonn</h1>
        <p>The foreign ministers of France and Germany <b>met</b> in Bonn on Tuesday, and they talked for two hours.</p>
        <p>“We agree,” said the German minister, who will travel to Paris next week to continue the talks.</p></article>
        <aside class="related"><a href="/x">Related link</a></aside><footer>All rights reserved</footer></body></html>"#;

    #[test]
    fn a_page_is_its_main_text() {
        let (metadata, text) = page(PAGE).expect("a page");
        let expected = "The foreign ministers of France and Germany met in Bonn on Tuesday, and they talked for two hours.\n\n\
            “We agree,” said the German minister, who will travel to Paris next week to continue the talks.";
        assert_eq!(text, expected);
        assert_eq!(metadata.date, "2021-12-07".parse().ok());
        assert_eq!(metadata.publisher.as_deref(), Some("Agency"));
        assert!(metadata.title.is_some_and(|title| title.starts_with("Ministers meet in Bonn")));
    }

    #[test]
    fn pages_that_are_no_articles_are_refused() {
        assert!(page("<html><body></body></html>").is_err());
        let deep = format!("<body>{}<p>Ministers met.</p></body>", "<div>".repeat(100_000));
        assert_eq!(page(&deep), Err("has elements nested more than 400 deep.".to_owned()));
    }

    #[test]
    fn a_feed_is_its_entries() {
        let source = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Agency</title><item>
            <guid>a-7</guid><title>Talks</title><link>https://example.org/7</link>
            <pubDate>Tue, 07 Dec 2021 10:00:00 GMT</pubDate>
            <description>&lt;p&gt;Ministers &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;They talked.&lt;/p&gt;</description>
            </item></channel></rss>"#;
        assert!(is_feed(source) && !is_feed(PAGE));
        let entries = feed(source).expect("a feed");
        let (metadata, text) = entries[0].as_ref().expect("an entry");
        assert_eq!(text, "Ministers met.\n\nThey talked.");
        let expected = Metadata {
            id: Some("a-7".into()),
            title: Some("Talks".into()),
            date: "2021-12-07".parse().ok(),
            url: Some("https://example.org/7".into()),
            publisher: Some("Agency".into()),
        };
        assert_eq!(*metadata, expected);
        assert!(feed("nothing").is_err());
    }
}
