//! Signatures by which the same text is recognised in another article, though it was cut, added to or translated anew.
//!
//! A wire report and its reprint with another last line share most of the 32 numbers; two reports of one call do not. Two
//! translations of one text share few words, but their names and numbers stand beside one another in both.

use std::fmt::Write as _;
use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Numbers in a signature.
const SIZE: usize = 32;
/// Words in a shingle.
const SHINGLE: usize = 5;

/// Names and numbers so near one another are a pair, whichever comes first: translations turn sentences round.
const NEAR: usize = 5;
/// Texts with fewer names and numbers have too few pairs: a list of those present would do.
const NAMED: usize = 50;
/// So many letters of a name are compared: `Zelenskyy` and `Zelensky` are one.
const LETTERS: usize = 5;

/// A signature by which near-duplicates of a text are found: Broder's `MinHash` over shingles of five words, 32 numbers
/// of 16 bits in hexadecimal; empty for a text of fewer words.
#[must_use]
pub fn signature(text: &str) -> String {
    let words: Vec<u64> = words(text).map(|word| hash(&word)).collect();
    let joined = |shingle: &[u64]| shingle.iter().fold(0_u64, |sum, word| sum.rotate_left(7).wrapping_mul(31) ^ word);
    if words.len() < SHINGLE { String::new() } else { min_hash(words.windows(SHINGLE).map(joined)) }
}

/// A signature by which another translation of a text is found: the same over pairs of names and numbers that stand near
/// one another; empty for a text with few of them.
#[must_use]
pub fn names(text: &str) -> String {
    let names = anchors(text);
    let pairs = names.iter().enumerate().flat_map(|(at, &one)| {
        let near = names[at + 1..].iter().take(NEAR).filter(move |&&other| other != one);
        near.map(move |&other| scattered(one.min(other)).wrapping_mul(31) ^ one.max(other))
    });
    if names.len() < NAMED { String::new() } else { min_hash(pairs) }
}

/// The least of all hashes in each of [`SIZE`] orders.
fn min_hash(hashes: impl Iterator<Item = u64>) -> String {
    let mut least = [u64::MAX; SIZE];
    for hash in hashes {
        for (number, least) in (1_u64..).zip(&mut least) {
            *least = (*least).min(scattered(hash ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        }
    }
    least.iter().fold(String::with_capacity(4 * SIZE), |mut out, number| {
        let _ = write!(out, "{:04x}", number & 0xFFFF);
        out
    })
}

/// Hashes of the names and numbers of a text in order, none twice running: words with a capital that never stand without,
/// and at the beginning of a sentence only those that stand elsewhere, too.
fn anchors(text: &str) -> Vec<u64> {
    let mut all: Vec<(&str, bool)> = Vec::new();
    let (mut within, mut small): (FxHashSet<&str>, FxHashSet<String>) = Default::default();
    let mut begins = true;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if let Some(first) = word.chars().next() {
            match (first.is_uppercase(), begins) {
                (true, false) => _ = within.insert(word),
                (true, true) => {}
                (false, _) => _ = small.insert(word.to_lowercase()),
            }
            all.push((word, begins));
            begins = false;
        }
        begins |= piece.ends_with(['.', '!', '?', ':', '\n', '“', '"']);
    }
    let named = |&(word, begins): &(&str, bool)| {
        let capital = word.starts_with(char::is_uppercase);
        let name = capital && (!begins || within.contains(word)) && !small.contains(&word.to_lowercase());
        name || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut anchors: Vec<u64> = all.iter().filter(|word| named(word)).map(|(word, _)| hash(&beginning(word))).collect();
    anchors.dedup();
    anchors
}

/// The first letters of a word, small, without accents and none doubled.
fn beginning(word: &str) -> String {
    let mut letters: Vec<char> = word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    letters.dedup();
    letters.into_iter().take(LETTERS).collect()
}

/// The numbers of a signature; none of anything else.
#[must_use]
pub fn numbers(signature: &str) -> Vec<u16> {
    let part = |i: usize| u16::from_str_radix(signature.get(4 * i..4 * i + 4)?, 16).ok();
    (0..signature.len() / 4).map_while(part).collect()
}

/// How many numbers two signatures share.
#[must_use]
pub fn alike(a: &[u16], b: &[u16]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a == b).count()
}

/// A mixing function after Steele, Lea and Flood (`SplitMix`), so that each number orders shingles anew.
fn scattered(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// The words of a text in lower case.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// A hash of a word, the same on every machine.
#[must_use]
pub fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    scattered(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_ending_changes_little() {
        let text = "The ministers met in Vienna to discuss the return of prisoners and the price of gas".repeat(3);
        let (a, b) = (numbers(&signature(&text)), numbers(&signature(&format!("{text} on Monday."))));
        let shared = alike(&a, &b);
        assert!((24..SIZE).contains(&shared), "{shared}");
        assert_eq!(signature("too short for it"), "");
    }

    const REPORT: &str = "The foreign ministers of Norway and Poland, Espen Barth Eide and Radoslaw Sikorski, met in Gdansk on \
        14 March to discuss the protection of cables in the Baltic Sea. According to the Norwegian ministry, the talks lasted \
        three hours. “We have agreed on joint patrols from May,” Eide told journalists. Sikorski recalled that in 2023 the \
        anchor of the freighter Halcyon Bear had damaged a pipeline between Finland and Estonia. Warsaw will send two frigates, \
        Kaszub and Mazur, and Oslo three P-8 Poseidon aircraft. The European Commission in Brussels welcomed the decision. Its \
        president, Ursula von der Leyen, announced 120 million euros. Moscow rejected the accusations: Maria Zakharova spoke \
        of hysteria. Sweden and Denmark want to join, Pal Jonson said on Swedish radio on 15 March. Mark Rutte of NATO will \
        visit Gdynia on 20 March. In 2024 more than 40 incidents were counted, among them a cut cable that links Helsinki \
        with Rostock in Germany.";
    const AGAIN: &str = "Poland's and Norway's top diplomats, Radosław Sikorski and Espen Barth Eide, conferred on March 14 in \
        Gdansk about how to keep the cables in the Baltic Sea safe. As the ministry of Norway reports, the conversation went \
        on for three hours. “From May on we will patrol together,” said Eide to the press. Sikorski reminded them of the \
        damage that the Halcyon Bear did with its anchor to a pipeline linking Finland with Estonia in 2023. Two frigates, \
        the Kaszub and the Mazur, are provided by Warsaw, Oslo contributes three aircraft of the type P-8 Poseidon. From \
        Brussels the European Commission praised the resolution. 120 million euros were promised by its head, Ursula von der \
        Leyen. The reproaches were dismissed by Moscow; Maria Zakharova called them hysterical. On Swedish radio Pal Jonson \
        declared on March 15 that Sweden and Denmark wished to take part. Mark Rutte of NATO is expected in Gdynia on March 20. \
        More than 40 incidents were recorded in 2024; one was when the cable between Helsinki and the city of Rostock in \
        Germany was cut.";
    const OTHER: &str = "Norway and Poland will start joint naval patrols in the Baltic Sea in May, their foreign ministers said \
        on Friday after three hours of talks in Gdansk, amid a string of attacks on undersea cables. Poland's Radoslaw Sikorski \
        said his country would contribute two frigates, while Norway is to send P-8 aircraft. Espen Barth Eide called the deal \
        a clear signal. The move comes after a cable between Finland and Germany was cut in 2024, one of more than 40 \
        incidents. Finland seized the tanker Eagle in December on suspicion of damaging the Estlink 2 power line to Estonia. \
        Russia denies involvement. “This is hysteria,” Maria Zakharova said. Ursula von der Leyen pledged 120 million euros. \
        Sweden's defence minister Pal Jonson told Swedish Radio that Stockholm wants to take part together with Denmark. NATO \
        launched its own Baltic Sentry mission in January; its chief Mark Rutte visits Gdynia next week, Lithuania and Latvia \
        in April. The United States Navy and the Royal Navy sent the Carney and the Defender to Riga and Tallinn.";

    #[test]
    fn translations_share_their_names_and_other_reports_do_not() {
        let names = [REPORT, AGAIN, OTHER].map(|text| numbers(&names(text)));
        assert!(names.iter().all(|names| names.len() == SIZE));
        let shared = |a: usize, b: usize| alike(&names[a], &names[b]);
        assert!(
            shared(0, 1) >= 15 && shared(0, 2) <= 8 && shared(1, 2) <= 8,
            "{} {} {}",
            shared(0, 1),
            shared(0, 2),
            shared(1, 2)
        );
        let words = [REPORT, AGAIN].map(|text| numbers(&signature(text)));
        assert!(alike(&words[0], &words[1]) < 4, "the words are others");
    }
}
