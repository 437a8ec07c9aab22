//! Closed lists of English orthography: abbreviations, prefixes, contractions, units, and words that begin sentences.
//!
//! "Gen." is a title and never ends a sentence before a name; "Inc." may; "Meanwhile" after "the U.S." begins one.

/// What kind of abbreviation a word with a full stop is; this decides whether a sentence may end with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name: "Mr.", "Gen.".
    Title,
    /// Month or weekday: "Dec.", "Tues.".
    Calendar,
    /// Stands before a number or a reference: "No.", "p.", "Art.".
    Reference,
    /// Follows a name: "Inc.", "Jr.", "Calif.".
    Suffix,
    /// Anything else: "etc.", "approx.".
    Other,
    /// Several letters with full stops: "U.S.", "Ph.D.".
    Acronym,
    /// "a.m.", "p.m.".
    Clock,
    /// One capital letter: "J. Smith".
    Initial,
}

const TITLES: &[&str] = &[
    "adm", "amb", "atty", "brig", "capt", "cardinal", "cmdr", "col", "comdr", "cpl", "cpt", "dr", "drs", "ens", "gen",
    "gov", "govs", "hon", "lt", "ltc", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "mx", "pfc",
    "pres", "prof", "profs", "pvt", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "spc", "st", "ste", "supt",
    "ft", "fr",
];
const CALENDAR: &[&str] = &[
    "apr", "aug", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "mon", "nov", "oct", "sat", "sep", "sept", "sun",
    "thu", "thur", "thurs", "tue", "tues", "wed", "weds",
];
const REFERENCES: &[&str] = &["art", "ch", "fig", "figs", "no", "nos", "nr", "para", "pp", "vol", "vols"];
const SUFFIXES: &[&str] = &[
    "ala", "ariz", "ark", "assn", "assoc", "ave", "blvd", "bros", "calif", "cie", "co", "colo", "conn", "corp", "del",
    "dept", "dist", "esq", "fla", "ga", "ill", "inc", "intl", "jr", "kan", "ky", "llc", "ltd", "mass", "md", "mfg",
    "mich", "minn", "mo", "mont", "nat", "natl", "neb", "nev", "okla", "ont", "pa", "ph", "plc", "pty", "que", "rd",
    "sr", "tenn", "tex", "univ", "va", "vt", "wis", "wyo",
];
const OTHERS: &[&str] = &[
    "al", "anon", "approx", "arr", "attn", "ca", "cf", "dep", "div", "ed", "eds", "esp", "est", "etc", "excl", "ext",
    "hrs", "ibid", "incl", "lb", "lbs", "mins", "misc", "oz", "resp", "trans", "tel", "viz", "voc", "vs", "yrs",
];
/// Single small letters with a full stop: "p. 5", "c. 1900", "b. 1962".
const LETTERS: &[&str] = &["b", "c", "d", "m", "n", "p", "v"];

/// Words that begin sentences and are no names, sorted.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "a", "about", "according", "after", "again", "all", "also", "although", "amid", "among", "an", "and", "another",
    "any", "as", "asked", "at", "because", "before", "between", "both", "but", "by", "despite", "during", "each",
    "earlier", "either", "even", "every", "finally", "following", "for", "from", "further", "he", "hence", "her",
    "here", "his", "how", "however", "i", "if", "in", "indeed", "instead", "it", "its", "just", "last", "later",
    "like", "many", "meanwhile", "more", "moreover", "most", "my", "nevertheless", "next", "no", "none", "nor", "not",
    "now", "of", "on", "once", "one", "only", "or", "other", "others", "our", "out", "over", "perhaps", "prior",
    "rather", "several", "she", "since", "so", "some", "soon", "still", "such", "than", "that", "the", "their",
    "then", "there", "therefore", "these", "they", "this", "those", "though", "through", "thus", "to", "today",
    "tomorrow", "under", "unlike", "until", "upon", "we", "what", "when", "where", "whether", "which", "while", "who",
    "why", "with", "within", "without", "yesterday", "yet", "you", "your",
];

/// The kind of abbreviation that a word without its full stop is, if it is one.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    let mut buffer = [0_u8; 8];
    let lower = lower(word, &mut buffer)?;
    let capital = word.as_bytes()[0].is_ascii_uppercase();
    if word.len() == 1 {
        return match () {
            () if capital => Some(Abbreviation::Initial),
            () if LETTERS.contains(&lower) => Some(Abbreviation::Reference),
            () => None,
        };
    }
    let has = |list: &[&str]| list.contains(&lower);
    match () {
        () if capital && has(TITLES) => Some(Abbreviation::Title),
        () if capital && has(CALENDAR) => Some(Abbreviation::Calendar),
        () if has(REFERENCES) && (capital || matches!(lower, "pp" | "vol" | "fig" | "no" | "nos")) => {
            Some(Abbreviation::Reference)
        }
        () if capital && has(SUFFIXES) => Some(Abbreviation::Suffix),
        () if has(OTHERS) => Some(Abbreviation::Other),
        () => None,
    }
}

/// Whether the word is the name of a month or weekday, or a time zone, as may follow "10 a.m.".
pub fn is_calendar_or_zone(word: &str) -> bool {
    const ZONES: &[&str] = &[
        "BST", "CDT", "CET", "CEST", "CST", "EDT", "EET", "ET", "EST", "Eastern", "GMT", "IST", "JST", "MSK", "MST",
        "Moscow", "PDT", "PST", "PT", "UTC", "Pacific", "Central",
    ];
    const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let mut buffer = [0_u8; 9];
    let lower = lower(word.trim_end_matches('.'), &mut buffer);
    ZONES.contains(&word) || lower.is_some_and(|w| DAYS.contains(&w) || MONTHS.contains(&w) || CALENDAR.contains(&w))
}

/// Whether a capitalised word after an abbreviation shows that a sentence begins: "The", "However", "In".
pub fn begins_sentence(word: &str) -> bool {
    let mut buffer = [0_u8; 12];
    lower(word, &mut buffer).is_some_and(|w| STARTERS.binary_search(&w).is_ok())
}

/// Whether a hyphen after this prefix stays inside the word: "non-profit", "pro-Russian".
pub fn is_prefix(word: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "inter", "intra", "mega", "micro",
        "mid", "mini", "mis", "multi", "non", "over", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "sub",
        "super", "trans", "tri", "ultra", "un",
    ];
    let mut buffer = [0_u8; 8];
    lower(word, &mut buffer).is_some_and(|w| PREFIXES.binary_search(&w).is_ok())
}

/// Where a word written without apostrophe is two: "cannot" after 3 bytes, "gonna" after 3.
pub fn contraction(word: &str) -> Option<usize> {
    let mut buffer = [0_u8; 8];
    if !(3..=8).contains(&word.len()) {
        return None;
    }
    match lower(word, &mut buffer)? {
        "cannot" | "gonna" | "gotta" | "wanna" | "lotta" => Some(3),
        "dont" | "cant" => Some(2),
        "didnt" | "isnt" | "wasnt" | "arent" | "hasnt" | "doesnt" | "havent" | "couldnt" | "wouldnt" | "shouldnt"
        | "werent" | "hadnt" | "youre" | "theyre" | "youve" | "theyve" | "youll" | "theyll" | "itll" => {
            Some(word.len() - 2)
        }
        "thats" | "theres" | "whats" => Some(word.len() - 1),
        "ive" if word.len() == 3 && !word.ends_with('E') => Some(1),
        _ => None,
    }
}

/// Whether letters glued to a number are a unit, a word of their own: "5pm", "430km", "2.5m".
pub fn is_unit(word: &str) -> bool {
    const UNITS: &[&str] = &[
        "am", "bn", "c", "cm", "f", "ft", "ghz", "gw", "ha", "hr", "hrs", "hz", "in", "k", "kg", "kgs", "khz", "km",
        "kmh", "kph", "kw", "kwh", "lb", "lbs", "m", "mb", "mg", "mhz", "min", "mins", "ml", "mm", "mn", "mph", "mw",
        "mwh", "nm", "oz", "pm", "sec", "secs", "tn", "trn", "yrs",
    ];
    let mut buffer = [0_u8; 8];
    lower(word, &mut buffer).is_some_and(|w| UNITS.binary_search(&w).is_ok())
}

/// Whether the last part of a dotted word makes it an Internet address: "example.org".
pub fn is_domain(word: &str) -> bool {
    const DOMAINS: &[&str] = &[
        "ac", "ai", "au", "be", "biz", "br", "ca", "ch", "cn", "co", "com", "de", "edu", "es", "eu", "fm", "fr", "gov",
        "ie", "info", "int", "io", "ir", "jp", "kr", "me", "mil", "net", "news", "nl", "no", "nz", "org", "pl", "ru",
        "se", "tr", "tv", "tw", "ua", "uk", "us",
    ];
    let mut buffer = [0_u8; 8];
    lower(word, &mut buffer).is_some_and(|w| DOMAINS.binary_search(&w).is_ok())
}

/// Whether the last part of a dotted word is that of a file's name: "report.pdf".
pub fn is_file_ending(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "json", "md", "mp3", "mp4", "pdf", "php",
        "png", "ppt", "pptx", "rtf", "tif", "txt", "url", "xls", "xlsx", "xml", "zip",
    ];
    let mut buffer = [0_u8; 8];
    lower(word, &mut buffer).is_some_and(|w| ENDINGS.binary_search(&w).is_ok())
}

/// Whether these characters are an emoticon.
pub fn is_emoticon(word: &str) -> bool {
    const FACES: &[&str] = &[
        ":)", ":(", ":D", ":P", ":p", ":/", ":-)", ":-(", ":-D", ":-P", ":-/", ";)", ";-)", "=)", "=(", "(:", ":o)",
        ":'(", "^_^", "<3", ":?", ":*", ":]", ":[", ":))", ";D", "=D", ":O", ":o", "xD", "XD", ":|", "-_-",
    ];
    word.len() <= 4 && FACES.contains(&word)
}

/// The word in small letters, when it is ASCII letters and digits and fits the buffer.
fn lower<'b>(word: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    let target = buffer.get_mut(..word.len())?;
    if word.is_empty() || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_have_kinds() {
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("gen"), None);
        assert_eq!(abbreviation("Sept"), Some(Abbreviation::Calendar));
        assert_eq!(abbreviation("etc"), Some(Abbreviation::Other));
        assert_eq!(abbreviation("J"), Some(Abbreviation::Initial));
        assert_eq!(abbreviation("talks"), None);
    }

    #[test]
    fn lists_that_are_searched_are_sorted() {
        assert!(begins_sentence("The") && begins_sentence("However") && !begins_sentence("Putin"));
        assert!(begins_sentence("A") && begins_sentence("Your") && begins_sentence("Meanwhile"));
        assert!(is_prefix("anti") && is_prefix("Pro") && is_prefix("un") && !is_prefix("well"));
        assert!(is_unit("km") && is_unit("am") && is_unit("yrs") && !is_unit("th"));
        assert!(is_domain("ac") && is_domain("org") && is_domain("uk") && is_file_ending("pdf"));
    }
}
