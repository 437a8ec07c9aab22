//! Words, numbers, acronyms and contractions inside a run of characters.
//!
//! "can't" → `ca` `n't`; "non-U.S." → `non` `-` `U.S.`; "10:07a.m." → `10:07` `a.m.`

use super::abbreviations::{Abbreviation, abbreviation, is_prefix, is_unit};
use super::tokens::{Chunk, is_apostrophe, is_wordy};

/// Takes the word or number that begins here, with the parts it consists of.
pub fn word(chunk: &mut Chunk<'_, '_>) {
    if chunk.rest().starts_with(|c: char| c.is_ascii_digit()) {
        return number(chunk);
    }
    if acronym(chunk) {
        return;
    }
    let mut end = chunk.at + chunk.run_while(is_wordy);
    loop {
        let run = &chunk.text[chunk.at..end];
        let mut next = chunk.from(end).chars();
        let (Some(mark), after) = (next.next(), next.next()) else { return chunk.plain_word(end) };
        match mark {
            '.' => return full_stop(chunk, end, after),
            _ if is_apostrophe(mark) => match apostrophe(chunk, end, mark) {
                Some(further) => end = further,
                None => return,
            },
            '-' | '‐' | '‑' if is_prefix(run) && after.is_some_and(char::is_alphanumeric) => {
                end += mark.len_utf8();
                end += chunk.from(end).find(|c| !is_wordy(c)).unwrap_or(chunk.end - end);
            }
            '&' if run.len() <= 3 && is_capitals(run) && after.is_some_and(char::is_uppercase) => {
                end += 1;
                end += chunk.from(end).find(|c| !is_wordy(c)).unwrap_or(chunk.end - end);
            }
            '/' if is_short_form(run, chunk.from(end)) => {
                end += 1;
                end += chunk.from(end).find(|c| !is_wordy(c)).unwrap_or(chunk.end - end);
                return chunk.push(end);
            }
            _ => return chunk.plain_word(end),
        }
    }
}

/// Whether a word is what follows the apostrophe of a contraction or possessive.
pub fn is_clitic(word: &str) -> bool {
    const CLITICS: [&str; 6] = ["s", "ll", "re", "ve", "m", "d"];
    CLITICS.iter().any(|c| word.eq_ignore_ascii_case(c))
}

fn is_capitals(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase())
}

/// "w/", "w/o", "b/c", "n/a", "s/he", "c/o".
fn is_short_form(run: &str, rest: &str) -> bool {
    let tail = &rest[1..];
    let tail = &tail[..tail.find(|c| !is_wordy(c)).unwrap_or(tail.len())];
    match run {
        "w" | "W" => matches!(tail, "" | "o" | "O"),
        "b" => tail == "c",
        "n" | "N" => matches!(tail, "a" | "A"),
        "s" => tail == "he",
        _ => false,
    }
}

/// An apostrophe after the word that ends here: cuts off "'s" and "n't" and ends the word (`None`), or goes on behind
/// "O'Neill" (the new end).
fn apostrophe(chunk: &mut Chunk<'_, '_>, end: usize, mark: char) -> Option<usize> {
    let behind = end + mark.len_utf8();
    let tail = chunk.from(behind);
    let letters = tail.find(|c| !is_wordy(c)).unwrap_or(tail.len());
    let (word, run) = (&tail[..letters], &chunk.text[chunk.at..end]);
    if word.eq_ignore_ascii_case("t") && run.len() > 1 && run.ends_with(['n', 'N']) {
        chunk.push(end - 1);
        chunk.push(behind + letters);
        return None;
    }
    if letters == 0 || mark == '‘' || is_clitic(word) {
        let clitic = is_clitic(word);
        chunk.plain_word(end);
        if clitic {
            chunk.push(behind + letters);
        }
        return None;
    }
    if run.eq_ignore_ascii_case("y") && word.eq_ignore_ascii_case("all") {
        chunk.push(end);
        return None;
    }
    Some(behind + letters)
}

/// A full stop after the word that ends here.
fn full_stop(chunk: &mut Chunk<'_, '_>, end: usize, after: Option<char>) {
    let run = &chunk.text[chunk.at..end];
    let kind = abbreviation(run).filter(|&k| fits(chunk, end, k));
    if let Some(kind) = kind {
        // "Ph.D."
        if run == "Ph" && chunk.from(end + 1).starts_with("D.") {
            return chunk.push_as(end + 3, Some(Abbreviation::Acronym));
        }
        if after.is_none_or(|c| !c.is_lowercase()) {
            return chunk.push_as(end + 1, Some(kind));
        }
    }
    let ends_small = run.chars().next_back().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    chunk.plain_word(end);
    if after.is_some_and(char::is_uppercase) && (ends_small || run.len() > 3) {
        chunk.glued_stop(end + 1);
    }
}

/// Whether what follows the full stop lets this be an abbreviation: "No. 5", but not "No. Never".
fn fits(chunk: &Chunk<'_, '_>, end: usize, kind: Abbreviation) -> bool {
    let mut next = chunk.text[end + 1..].trim_start().chars();
    match kind {
        Abbreviation::Reference => {
            let versus = &chunk.text[chunk.at..end] == "v";
            next.next().is_some_and(|c| c.is_ascii_digit() || (versus && c.is_uppercase()))
        }
        Abbreviation::Initial => !next.next().is_some_and(char::is_lowercase),
        _ => true,
    }
}

/// Takes letters with full stops between them: "U.S.", "a.m.", "U.S.A", "Ph.D.".
fn acronym(chunk: &mut Chunk<'_, '_>) -> bool {
    let rest = chunk.rest();
    let (mut end, mut stops, mut letters) = (0, 0, 0);
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !c.is_alphabetic() {
            break;
        }
        match chars.peek() {
            Some(&(_, '.')) => {
                chars.next();
                (stops, letters) = (stops + 1, letters + 1);
                end = at + c.len_utf8() + 1;
            }
            Some(&(_, d)) if is_wordy(d) => break,
            _ => {
                letters += 1;
                end = at + c.len_utf8();
                break;
            }
        }
    }
    if letters < 2 || stops == 0 {
        return false;
    }
    let word = &rest[..end];
    let clock = matches!(word.as_bytes(), [b'a' | b'p' | b'A' | b'P', b'.', b'm' | b'M', ..]) && letters == 2;
    // "J.K.Rowling" and "Q.What": letters before a word.
    let kind = if clock { Abbreviation::Clock } else { Abbreviation::Acronym };
    let whole = word.ends_with('.');
    let end = chunk.at + end;
    chunk.push_as(end, whole.then_some(kind));
    true
}

/// Takes a number with what is written into it: "175,000", "10:07", "9/11", "2021-12-07", "7th", "1980s".
fn number(chunk: &mut Chunk<'_, '_>) {
    let bytes = chunk.rest().as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = hyphenated(bytes);
    if end == 0 {
        while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',' | b':' | b'/')) && digit(end + 1)) {
            end += 1;
        }
    }
    let tail = &chunk.rest()[end..];
    let letters = &tail[..tail.find(|c| !is_wordy(c)).unwrap_or(tail.len())];
    let end = chunk.at + end;
    if letters.is_empty() {
        return chunk.push(end);
    }
    let clock = matches!(letters, "a" | "p") && (tail[1..].starts_with(".m") || tail[1..].starts_with(".M"));
    let money = chunk.before().is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥' | '₽' | '₴'));
    if clock || money || is_unit(letters) {
        chunk.push(end);
    } else {
        chunk.push(end + letters.len());
    }
}

/// Length of a telephone number or date written with hyphens: "555-0123", "202-555-0123", "2021-12-07".
fn hyphenated(bytes: &[u8]) -> usize {
    let mut groups = [0_usize; 5];
    let (mut count, mut at) = (0, 0);
    while count < groups.len() {
        let digits = bytes[at..].iter().take(8).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            return 0;
        }
        groups[count] = digits;
        count += 1;
        at += digits;
        let goes_on = bytes.get(at) == Some(&b'-') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !goes_on {
            break;
        }
        at += 1;
    }
    match groups[..count] {
        [3 | 5, 4] | [3, 3, 4] | [1, 3, 3, 4] | [4, 2, 2] => at,
        [a, b, 2 | 4] if a <= 2 && b <= 2 => at,
        _ => 0,
    }
}
