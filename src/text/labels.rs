//! Labels that tell in a transcript who speaks next: capitals and a colon at the start of a line, or a bare `Q`.
//!
//! "PRIME MINISTER HOLM (continuing):  We agreed." → `PRIME MINISTER HOLM (continuing):`; "Q    Why?" → `Q`.

/// How many bytes a label has at most.
const LONGEST: usize = 80;
/// How many words a label has at most.
const MOST: usize = 8;
/// How many letters the words in capitals have at least: "D.C.:" is none.
const LETTERS: usize = 3;
/// Labels of questions and answers that are not written in capitals.
const ASKED: [&str; 9] =
    ["Q", "A", "Question", "Answer", "Journalist", "Reporter", "Moderator", "Interviewer", "Audience"];

/// The label that a line starts with, white space and marks of emphasis before it included.
#[must_use]
pub fn label(line: &str) -> Option<&str> {
    let begin = line.find(|c: char| !c.is_whitespace() && !matches!(c, '*' | '_'))?;
    let length = asked(&line[begin..]).or_else(|| shouted(&line[begin..]))?;
    Some(&line[..begin + length])
}

/// The length of "Q", "Q2:" or "Answer:".
fn asked(text: &str) -> Option<usize> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &text[..letters];
    let digits = text[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let (at, rest) = (letters + digits, &text[letters + digits..]);
    if !ASKED.contains(&word) || digits > 0 && word != "Q" {
        return None;
    }
    if let Some(behind) = rest.strip_prefix(':') {
        return ends(behind).then_some(at + 1);
    }
    // "Q  And then" in a transcript, but not "Q fever".
    let spoken = rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '—' | '–' | '(' | '“' | '"'));
    (word == "Q" && (rest.is_empty() || rest.starts_with(char::is_whitespace) && spoken)).then_some(at)
}

/// The length of words in capitals up to a colon, with what is said of them in brackets.
fn shouted(text: &str) -> Option<usize> {
    let colon = text.bytes().take(LONGEST).take_while(|&b| b != b'\n').position(|b| b == b':')?;
    let (mut words, mut letters, mut bracketed) = (0, 0, false);
    for word in text[..colon].split_whitespace() {
        let aside = bracketed || word.starts_with('(');
        bracketed = aside && !word.ends_with(')');
        if aside {
            continue;
        }
        words += 1;
        letters += word.chars().filter(|c| c.is_alphabetic()).count();
        // "McGURK"
        let word = word.strip_prefix("Mc").or_else(|| word.strip_prefix("Mac")).unwrap_or(word);
        let capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || ".-‑’'#&/".contains(c);
        if !word.chars().all(capital) || !word.starts_with(|c: char| c.is_uppercase() || c == '#') {
            return None;
        }
    }
    (ends(&text[colon + 1..]) && (1..=MOST).contains(&words) && letters >= LETTERS).then_some(colon + 1)
}

/// Whether a label may end before this.
fn ends(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_capitals_or_letters_of_questions() {
        for (line, found) in [
            ("THE PRIME MINISTER:  We agreed.", Some("THE PRIME MINISTER:")),
            ("  MS. O’HOLM (as interpreted): Yes.", Some("  MS. O’HOLM (as interpreted):")),
            ("DR. McREED:", Some("DR. McREED:")),
            ("Q    And why?", Some("Q")),
            ("Q", Some("Q")),
            ("Q: And why?", Some("Q:")),
            ("Answer: Because.", Some("Answer:")),
            ("Q fever spreads.", None),
            ("D.C.: Thank you", None),
            ("The Prime Minister: We agreed.", None),
            ("NATO’s aims are: peace", None),
            ("GRAIN TALKS RESUME", None),
            ("", None),
        ] {
            assert_eq!(label(line), found, "{line}");
        }
    }
}
