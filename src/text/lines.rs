//! Paragraphs and lines: where a line break ends a sentence and where it only wraps the text.
//!
//! A heading, list item or table row stands alone, and so does what a speaker's label starts; lines broken at a fixed
//! width run on.

use super::labels;

/// A stretch of text in which no line break ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// Index of the paragraph.
    pub paragraph: usize,
}

/// Lines longer than this are not wrapped: each is a paragraph.
const UNWRAPPED: usize = 120;
/// Shorter than this, lines are not wrapped either: headings, verse, tables.
const NARROW: usize = 50;

/// The segments of the text from a byte on.
pub fn segments(text: &str, from: usize) -> Vec<Segment> {
    let mut found = Vec::new();
    let (mut block, mut at, mut paragraph) = (Vec::new(), from, 0);
    for line in text[from..].split_inclusive('\n') {
        let end = at + line.len();
        if line.trim().is_empty() {
            paragraph = close(text, &mut block, paragraph, &mut found);
        } else {
            block.push((at, end));
        }
        at = end;
    }
    close(text, &mut block, paragraph, &mut found);
    found
}

/// Ends a paragraph: joins its lines to segments and returns the index of the next paragraph.
fn close(text: &str, block: &mut Vec<(usize, usize)>, mut paragraph: usize, found: &mut Vec<Segment>) -> usize {
    let Some(&(mut from, mut to)) = block.first() else { return paragraph };
    let width = block.iter().map(|&(a, b)| text[a..b].trim().chars().count()).max().unwrap_or(0);
    for pair in block.windows(2) {
        let (line, next) = (text[pair[0].0..pair[0].1].trim(), text[pair[1].0..pair[1].1].trim());
        if stands_alone(line) || stands_alone(next) || is_item(next) || labels::label(next).is_some() {
            found.push(Segment { from, to, paragraph });
            from = pair[1].0;
        } else if !runs_on(line, next, width) {
            found.push(Segment { from, to, paragraph });
            from = pair[1].0;
            paragraph += usize::from(width > UNWRAPPED);
        }
        to = pair[1].1;
    }
    found.push(Segment { from, to, paragraph });
    block.clear();
    paragraph + 1
}

/// Whether the text of a line goes on in the next one.
fn runs_on(line: &str, next: &str, width: usize) -> bool {
    if next.starts_with(char::is_lowercase) && !line.ends_with(['.', '!', '?', ':']) {
        return true;
    }
    if !(NARROW..=UNWRAPPED).contains(&width) {
        return false;
    }
    let first = next.split_whitespace().next().unwrap_or_default();
    line.chars().count() + 1 + first.chars().count() > width
}

/// Headings, table rows, quoted lines and rules of Markdown.
fn stands_alone(line: &str) -> bool {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(char::is_whitespace);
    let rule = line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '|' | ':' | ' '));
    heading || rule || line.starts_with('|')
}

/// List items: "- …", "• …", "3. …", "(b) …".
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    let spaced = chars.as_str().starts_with(char::is_whitespace);
    if matches!(first, '•' | '▪' | '●' | '■' | '◦' | '‣' | '·')
        || (spaced && matches!(first, '-' | '*' | '+' | '–' | '>'))
    {
        return true;
    }
    let label = line.strip_prefix('(').unwrap_or(line);
    let length = label.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let length = if length == 0 { usize::from(label.starts_with(|c: char| c.is_ascii_lowercase())) } else { length };
    let rest = &label[length..];
    let marked = if label.len() < line.len() { rest.starts_with(')') } else { rest.starts_with(['.', ')']) };
    length > 0 && marked && rest[1..].starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        segments(text, 0).iter().map(|s| text[s.from..s.to].trim()).collect()
    }

    #[test]
    fn wrapped_lines_run_on() {
        let text = "The minister flew to the capital on Monday evening for\nTalks on grain with his colleague from the south, as\nplanned.";
        assert_eq!(parts(text).len(), 1);
    }

    #[test]
    fn headings_and_items_stand_alone() {
        let text = "# Grain talks\nThe ministers met.\n- First point\n- Second point";
        assert_eq!(parts(text), ["# Grain talks", "The ministers met.", "- First point", "- Second point"]);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = format!("The {}", "word ".repeat(40));
        let text = format!("{long}\n{long}");
        let segments = segments(&text, 0);
        assert_eq!(segments.iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 1]);
    }
}
