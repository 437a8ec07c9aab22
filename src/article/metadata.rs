//! What is known about an article beside its text.
//!
//! `{"id":"a7","title":"Talks","date":"2021-12-07"}` from JSON, a YAML head or a sibling `.json`; or a text that
//! begins with `date 2021-12-07`.

use jiff::civil::Date;
use serde_json::{Map, Value};

/// Metadata as read; anything may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Identifier.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Address.
    pub url: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
}

impl Metadata {
    /// Takes what it knows of out of an object, under the names that such files commonly use.
    ///
    /// # Errors
    /// A value of the wrong type or a malformed date, as a sentence without the file's name.
    pub fn from_object(object: &Map<String, Value>) -> Result<Self, String> {
        let date = match string(object, &["date", "published", "published_time", "issued"])? {
            None => None,
            Some(text) if is_rough(&text) => None,
            Some(text) => Some(day(&text)?),
        };
        Ok(Self {
            id: string(object, &["id"])?,
            title: string(object, &["title", "headline"])?,
            date,
            url: string(object, &["url", "source_url", "link"])?,
            publisher: string(object, &["publisher", "site_name"])?,
        })
    }

    /// What is missing here is taken from `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            id: self.id.or(other.id),
            title: self.title.or(other.title),
            date: self.date.or(other.date),
            url: self.url.or(other.url),
            publisher: self.publisher.or(other.publisher),
        }
    }
}

/// The first of these fields that is there, white space folded; `null` and blanks count as not there.
fn string(object: &Map<String, Value>, names: &[&str]) -> Result<Option<String>, String> {
    for name in names {
        let text = match object.get(*name) {
            None | Some(Value::Null) => continue,
            Some(Value::String(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => return Err(format!("has a “{name}” that is no text.")),
        };
        if !text.is_empty() {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

/// A day written as `2021-12-07`, with or without a time after it.
///
/// # Errors
/// Anything else, as a sentence without the file's name.
pub fn day(text: &str) -> Result<Date, String> {
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let parsed = if rest.is_empty() || rest.starts_with(['T', 't', ' ']) { date.parse().ok() } else { None };
    parsed.ok_or_else(|| format!("has the date “{text}”, which is no day like 2021-12-07."))
}

/// Whether this is a month `2021-12` or a year `2021`, which dates no article to the day.
fn is_rough(text: &str) -> bool {
    matches!(text.len(), 4 | 7) && format!("{text}-01-01").get(..10).is_some_and(|day| day.parse::<Date>().is_ok())
}

/// The date that a text begins with, `date 2021-12-07`, and the byte at which the reporting begins.
#[must_use]
pub fn head(text: &str) -> Option<(Date, usize)> {
    let rest = text.trim_start();
    let word = rest.get(..4).filter(|word| word.eq_ignore_ascii_case("date"))?;
    let after = rest[word.len()..].trim_start_matches([':', ' ', '\t', '\u{a0}']);
    if after.len() + word.len() == rest.len() {
        return None;
    }
    let date = after.get(..10)?.parse().ok()?;
    let body = &after[10..];
    let reporting = body.trim_start();
    (reporting.len() < body.len() || body.is_empty()).then_some((date, text.len() - reporting.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn the_head_of_a_text_may_date_it() {
        assert_eq!(head(" date 2021-12-07 The talks began."), Some((date("2021-12-07"), 17)));
        assert_eq!(head("Date: 2021-12-07\n\nThe talks"), Some((date("2021-12-07"), 18)));
        assert_eq!(head("date 2021-12-07"), Some((date("2021-12-07"), 15)));
        for text in
            ["date 2021-13-07 x", "dated 2021-12-07 x", "date 2021-12-075 x", "date2021-12-07 x", "daté", "", "da"]
        {
            assert_eq!(head(text), None, "{text}");
        }
    }

    #[test]
    fn days_may_carry_a_time() {
        for text in ["2021-12-07", "2021-12-07T21:56:00Z", "2021-12-07 21:56:00-04:00"] {
            assert_eq!(day(text), Ok(date("2021-12-07")), "{text}");
        }
        for text in ["7 December 2021", "2021-12-0", "2021-02-30", "2021-12-071", "2021–12–07"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn months_and_years_date_no_article() {
        for (text, rough) in [("2021-12", true), ("2021", true), ("2021-13", false), ("soon", false), ("2021-1", false)]
        {
            assert_eq!(is_rough(text), rough, "{text}");
        }
    }

    #[test]
    fn fields_of_the_wrong_type_are_reported() {
        let object = |json: &str| match serde_json::from_str(json) {
            Ok(Value::Object(object)) => object,
            _ => panic!("an object"),
        };
        let metadata =
            Metadata::from_object(&object(r#"{"id":7,"title":" A\n B ","url":null,"source_url":"http://x"}"#));
        let expected = Metadata {
            id: Some("7".into()),
            title: Some("A B".into()),
            url: Some("http://x".into()),
            ..Metadata::default()
        };
        assert_eq!(metadata, Ok(expected));
        assert!(Metadata::from_object(&object(r#"{"title":["x"]}"#)).is_err());
    }
}
