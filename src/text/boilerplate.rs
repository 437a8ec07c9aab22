//! Sentences that are not reporting: bylines, links to other articles, credits, calls to subscribe, mere marks.
//!
//! "10:49 A.M. EET", "Related Link: Ministers Meet In Lisbon", "Jane Doe contributed to this report.", "(Text translated by a machine)".

use super::Span;
use super::abbreviations::is_calendar_or_zone;

/// Beginnings of such sentences, in small letters.
const LEADS: &[&str] = &[
    "related link",
    "related:",
    "related article",
    "related stor",
    "related coverage",
    "related content",
    "related news",
    "related topics",
    "read more",
    "read also",
    "read next",
    "read the full",
    "also read",
    "see also",
    "more on this",
    "more from",
    "more:",
    "watch:",
    "watch the video",
    "listen to this",
    "photo:",
    "photo by",
    "photo credit",
    "photos:",
    "photograph:",
    "photograph by",
    "image:",
    "image by",
    "image credit",
    "picture:",
    "picture credit",
    "video:",
    "file photo",
    "getty images",
    "advertisement",
    "copyright",
    "©",
    "all rights reserved",
    "reporting by",
    "additional reporting",
    "writing by",
    "written by",
    "editing by",
    "edited by",
    "follow us",
    "follow him on",
    "follow her on",
    "sign up",
    "subscribe",
    "click here",
    "click to",
    "share this",
    "share on",
    "skip to",
    "this website uses cookies",
    "this site uses cookies",
    "we use cookies",
    "by continuing to use",
    "accept all cookies",
    "cookie policy",
    "privacy policy",
    "terms of use",
    "terms of service",
    "text translated",
    "translated by",
    "translated from",
    "this article was",
    "this story was",
    "this article originally",
    "this article first",
    "this story has been updated",
    "view comments",
    "leave a comment",
    "print this",
    "newsletter",
    "originally published",
    "our standards:",
];

/// Ends of such sentences, in small letters.
const ENDS: &[&str] = &[
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "contributed reporting",
    "contributed to the report",
    "all rights reserved",
    "read original in english here",
    "read the original here",
    "for free here",
];

/// Whether a sentence is boilerplate.
pub fn is_boilerplate(text: &str, span: Span, tokens: &[Span]) -> bool {
    let words = span.of(text);
    !words.contains(char::is_alphanumeric)
        || leads(words)
        || ends(words)
        || is_byline(text, tokens)
        || is_clock(text, tokens)
}

/// Whether words begin like boilerplate.
pub fn leads(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let head = words.as_bytes();
    LEADS.iter().any(|lead| starts_with(head, lead))
}

fn starts_with(words: &[u8], lead: &str) -> bool {
    let lead = lead.as_bytes();
    words.len() >= lead.len() && words[..lead.len()].eq_ignore_ascii_case(lead)
}

fn ends(words: &str) -> bool {
    let tail = words.trim_end_matches(|c: char| !c.is_alphanumeric()).as_bytes();
    ENDS.iter()
        .any(|end| tail.len() >= end.len() && tail[tail.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes()))
}

/// "By Jane Doe", "By Jane Doe and John Roe".
fn is_byline(text: &str, tokens: &[Span]) -> bool {
    let word = |s: &Span| s.of(text);
    (3..=12).contains(&tokens.len())
        && matches!(word(&tokens[0]), "By" | "BY")
        && tokens[1..].iter().all(|t| {
            let w = word(t);
            w.starts_with(char::is_uppercase)
                || matches!(w, "and" | "," | "-" | "|" | "de" | "van" | "von" | "al" | "'")
        })
}

/// "10:49 A.M. EET", "END 3:05 P.M. EDT": when a transcript begins and ends.
fn is_clock(text: &str, tokens: &[Span]) -> bool {
    let half = |w: &str| matches!(w.replace('.', "").to_ascii_lowercase().as_str(), "am" | "pm");
    let within = |w: &str| {
        w.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '(' | ')'))
            || half(w)
            || is_calendar_or_zone(w)
            || matches!(w, "END" | "LOCAL" | "local" | "Local")
    };
    tokens.len() <= 10 && tokens.iter().any(|t| half(t.of(text))) && tokens.iter().all(|t| within(t.of(text)))
}

#[cfg(test)]
mod tests {
    use super::leads;

    #[test]
    fn reporting_is_no_boilerplate() {
        assert!(leads("Related Link: Grain Talks Resume"));
        assert!(leads("(Text translated from Portuguese)"));
        assert!(!leads("Relations between both states improved."));
        assert!(!leads("Sharing the stage, both leaders smiled."));
    }
}
