//! Internet addresses: URLs, e-mail addresses, domains and file names are one token each.
//!
//! `(see https://example.org/a_(b).)` holds `https://example.org/a_(b)`.

use super::abbreviations::{is_domain, is_file_ending};
use super::tokens::is_wordy;

/// Length of the address at the start of the text, or how many bytes certainly start none.
pub fn end(rest: &str) -> Result<usize, usize> {
    if has_scheme(rest) {
        return Ok(url(rest));
    }
    let name = rest.find(|c: char| !is_wordy(c) && !".-%+&=".contains(c)).unwrap_or(rest.len());
    if name == 0 {
        return Err(0);
    }
    if rest[name..].starts_with('@') {
        let host = &rest[name + 1..];
        let length = host.find(|c: char| !is_wordy(c) && c != '.' && c != '-').unwrap_or(host.len());
        let host = host[..length].trim_end_matches(['.', '-']);
        // A sign between two words is no address unless letters stand on both sides.
        if host.starts_with(char::is_alphabetic) {
            return Ok(name + 1 + host.len());
        }
        return Err(name);
    }
    dotted(rest, name).ok_or(name)
}

fn has_scheme(rest: &str) -> bool {
    const SCHEMES: [&str; 6] = ["http://", "https://", "ftp://", "www.", "mailto:", "doi:10"];
    let head = rest.as_bytes();
    SCHEMES.iter().any(|s| head.len() > s.len() && head[..s.len()].eq_ignore_ascii_case(s.as_bytes()))
}

/// Length of an address with a scheme: up to white space, quotes or angle brackets, without punctuation that ends it.
fn url(rest: &str) -> usize {
    let mut end = rest.find(['<', '>', '"', '“', '”', '«', '»', '’', '|', '\\', '^', '`', '\0']).unwrap_or(rest.len());
    let opened = |close: char| if close == ')' { '(' } else { '[' };
    while let Some(last) = rest[..end].chars().next_back() {
        let ends = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '…' => true,
            ')' | ']' => {
                // A bracket belongs to the address when it was opened in it; only what is near is searched.
                let from = end.saturating_sub(256);
                let tail = rest.get(from..end).unwrap_or(&rest[..end]);
                tail.matches(last).count() > tail.matches(opened(last)).count()
            }
            _ => false,
        };
        if !ends {
            break;
        }
        end -= last.len_utf8();
    }
    end.max(1)
}

/// Length of a dotted name that ends like a domain or a file, with the path behind it.
fn dotted(rest: &str, name: usize) -> Option<usize> {
    let name = rest[..name].trim_end_matches(['.', '-', '=', '&', '+', '%']);
    let name = name.strip_suffix("'s").unwrap_or(name);
    let (before, last) = name.rsplit_once('.')?;
    let ascii = |s: &str| s.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if before.is_empty() || !ascii(before) || before.starts_with('-') {
        return None;
    }
    let part = before.rsplit('.').next().unwrap_or(before);
    let same_case = last.bytes().all(|b| b.is_ascii_lowercase())
        || (last.bytes().all(|b| b.is_ascii_uppercase()) && part.bytes().any(|b| b.is_ascii_uppercase()));
    if part.len() < 2 || !same_case {
        return None;
    }
    if is_domain(last) {
        let path = &rest[name.len()..];
        return Some(if path.starts_with('/') { name.len() + url(path) } else { name.len() });
    }
    let newsgroup = before.contains('.') && name.bytes().all(|b| b.is_ascii_lowercase() || b"-_.".contains(&b));
    (is_file_ending(last) || newsgroup).then_some(name.len())
}

#[cfg(test)]
mod tests {
    use super::end;

    fn address(text: &str) -> Option<&str> {
        end(text).ok().map(|n| &text[..n])
    }

    #[test]
    fn addresses_end_before_punctuation() {
        assert_eq!(address("https://example.org/a_(b)."), Some("https://example.org/a_(b)"));
        assert_eq!(address("https://example.org)"), Some("https://example.org"));
        assert_eq!(address("www.example.org,"), Some("www.example.org"));
        assert_eq!(address("jane.doe@example.co.uk."), Some("jane.doe@example.co.uk"));
        assert_eq!(address("example.org/news"), Some("example.org/news"));
        assert_eq!(address("report.pdf"), Some("report.pdf"));
    }

    #[test]
    fn words_are_no_addresses() {
        assert_eq!(address("U.S."), None);
        assert_eq!(address("Kyiv.In"), None);
        assert_eq!(address("well-known"), None);
        assert_eq!(address("@home"), None);
    }
}
