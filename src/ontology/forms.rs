//! Forms of the verbs that the ontology knows, for words whose lemma no text has taught.
//!
//! "blockaded" → `blockade`, where a guess from the ending would be `blockad`.

use rustc_hash::FxHashMap;

use super::{Class, Entity};

/// The names of an entity; of people whose surname comes first also with the other way to write the given name:
/// "Kim Jong-un", "Kim Jong Un".
#[must_use]
pub fn of_name(entity: &Entity) -> Vec<String> {
    let mut all: Vec<String> = std::iter::once(&entity.label).chain(&entity.names).cloned().collect();
    let first = entity.surname.as_deref().filter(|_| entity.class == Class::Person);
    let parts: Vec<&str> = entity.label.split([' ', '-']).collect();
    if let (&[surname, one, two], Some(first)) = (parts.as_slice(), first)
        && surname == first
    {
        let mut rest = two.chars();
        let capital: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
        all.extend([format!("{surname} {one} {}", two.to_lowercase()), format!("{surname} {one} {capital}")]);
        all.dedup();
    }
    all
}

/// Lemmas by regular form.
#[derive(Debug, Default)]
pub struct Forms {
    by_form: FxHashMap<Box<str>, Box<str>>,
}

impl Forms {
    /// The regular forms of verbs; of two verbs with one form that on -e has it, since the other doubles its consonant
    /// ("raped", "rapped"), else the first.
    #[must_use]
    pub fn of<'a>(verbs: impl IntoIterator<Item = &'a str>) -> Self {
        let mut verbs: Vec<&str> = verbs.into_iter().filter(|v| is_plain(v)).collect();
        verbs.sort_unstable_by_key(|verb| (!verb.ends_with('e'), *verb));
        verbs.dedup();
        let mut by_form: FxHashMap<Box<str>, Box<str>> = verbs.iter().map(|v| ((*v).into(), (*v).into())).collect();
        for verb in verbs {
            for form in regular(verb) {
                by_form.entry(form.into()).or_insert_with(|| verb.into());
            }
        }
        Self { by_form }
    }

    /// The verb that a word in lower case is a form of.
    #[must_use]
    pub fn lemma(&self, form: &str) -> Option<&str> {
        self.by_form.get(form).map(|v| &**v)
    }

    /// Whether a lemma is one of these verbs.
    #[must_use]
    pub fn knows(&self, lemma: &str) -> bool {
        self.lemma(lemma) == Some(lemma)
    }
}

fn is_plain(verb: &str) -> bool {
    verb.len() > 2 && verb.bytes().all(|b| b.is_ascii_lowercase())
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The forms in -s, -ed and -ing; with one consonant and with two where the stress decides.
fn regular(verb: &str) -> Vec<String> {
    let letters = verb.as_bytes();
    let (last, before) = (letters[letters.len() - 1], letters[letters.len() - 2]);
    let stem = &verb[..verb.len() - 1];
    if last == b'e' {
        let ing = if before == b'i' { format!("{}ying", &verb[..verb.len() - 2]) } else { format!("{stem}ing") };
        return vec![format!("{verb}s"), format!("{verb}d"), ing];
    }
    if last == b'y' && !is_vowel(before) {
        return vec![format!("{stem}ies"), format!("{stem}ied"), format!("{verb}ing")];
    }
    let hissing = matches!(last, b's' | b'x' | b'z') || last == b'h' && matches!(before, b'c' | b's');
    let s = if hissing || last == b'o' { format!("{verb}es") } else { format!("{verb}s") };
    let mut all = vec![s, format!("{verb}ed"), format!("{verb}ing")];
    let long = letters.len() > 2 && is_vowel(letters[letters.len() - 3]);
    if is_vowel(before) && !long && !is_vowel(last) && !matches!(last, b'w' | b'x' | b'y') {
        let double = char::from(last);
        all.extend([format!("{verb}{double}ed"), format!("{verb}{double}ing")]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_lead_to_their_verbs() {
        let forms = Forms::of([
            "blockade", "ban", "deny", "attack", "condemn", "rule", "die", "quash", "veto", "expel", "withdraw", "rap",
            "rape",
        ]);
        for (form, verb) in [
            ("blockaded", "blockade"),
            ("blockading", "blockade"),
            ("banned", "ban"),
            ("denies", "deny"),
            ("denied", "deny"),
            ("attacking", "attack"),
            ("condemns", "condemn"),
            ("ruled", "rule"),
            ("dying", "die"),
            ("quashes", "quash"),
            ("vetoes", "veto"),
            ("expelled", "expel"),
            ("withdraw", "withdraw"),
            ("raped", "rape"),
            ("rapped", "rap"),
        ] {
            assert_eq!(forms.lemma(form), Some(verb), "{form}");
        }
        assert_eq!(forms.lemma("bandage"), None);
        assert!(forms.knows("ban") && !forms.knows("banned"));
    }
}
