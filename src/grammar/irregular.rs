//! Past tenses and participles of irregular English verbs, for those that no treebank shows.
//!
//! "Froze" is the past tense of "freeze", whatever the net takes the unknown word for.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// A verb: its dictionary form, its past tenses and its participles.
type Verb = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Verbs whose past forms are no other verb's dictionary form.
const VERBS: [Verb; 108] = [
    ("abide", &["abode"], &[]),
    ("arise", &["arose"], &["arisen"]),
    ("awake", &["awoke"], &["awoken"]),
    ("become", &["became"], &[]),
    ("befall", &["befell"], &["befallen"]),
    ("begin", &["began"], &["begun"]),
    ("behold", &["beheld"], &["beheld"]),
    ("bend", &["bent"], &["bent"]),
    ("beseech", &["besought"], &["besought"]),
    ("betake", &["betook"], &["betaken"]),
    ("bid", &["bade"], &["bidden"]),
    ("bite", &["bit"], &["bitten"]),
    ("bleed", &["bled"], &["bled"]),
    ("blow", &["blew"], &["blown"]),
    ("break", &["broke"], &["broken"]),
    ("breed", &["bred"], &["bred"]),
    ("bring", &["brought"], &["brought"]),
    ("build", &["built"], &["built"]),
    ("buy", &["bought"], &["bought"]),
    ("catch", &["caught"], &["caught"]),
    ("choose", &["chose"], &["chosen"]),
    ("cling", &["clung"], &["clung"]),
    ("creep", &["crept"], &["crept"]),
    ("deal", &["dealt"], &["dealt"]),
    ("dig", &["dug"], &["dug"]),
    ("draw", &["drew"], &["drawn"]),
    ("drink", &["drank"], &["drunk"]),
    ("drive", &["drove"], &["driven"]),
    ("eat", &["ate"], &["eaten"]),
    ("feed", &["fed"], &["fed"]),
    ("fight", &["fought"], &["fought"]),
    ("flee", &["fled"], &["fled"]),
    ("fling", &["flung"], &["flung"]),
    ("fly", &["flew"], &["flown"]),
    ("forbid", &["forbade"], &["forbidden"]),
    ("foresee", &["foresaw"], &["foreseen"]),
    ("forget", &["forgot"], &["forgotten"]),
    ("forgive", &["forgave"], &["forgiven"]),
    ("forgo", &["forwent"], &["forgone"]),
    ("forsake", &["forsook"], &["forsaken"]),
    ("forswear", &["forswore"], &["forsworn"]),
    ("freeze", &["froze"], &["frozen"]),
    ("get", &["got"], &["gotten"]),
    ("give", &["gave"], &["given"]),
    ("grow", &["grew"], &["grown"]),
    ("hide", &["hid"], &["hidden"]),
    ("hold", &["held"], &["held"]),
    ("keep", &["kept"], &["kept"]),
    ("kneel", &["knelt"], &["knelt"]),
    ("know", &["knew"], &["known"]),
    ("lead", &["led"], &["led"]),
    ("lose", &["lost"], &["lost"]),
    ("make", &["made"], &["made"]),
    ("meet", &["met"], &["met"]),
    ("mislead", &["misled"], &["misled"]),
    ("mistake", &["mistook"], &["mistaken"]),
    ("outdo", &["outdid"], &["outdone"]),
    ("outgrow", &["outgrew"], &["outgrown"]),
    ("overcome", &["overcame"], &[]),
    ("overrun", &["overran"], &[]),
    ("oversee", &["oversaw"], &["overseen"]),
    ("overtake", &["overtook"], &["overtaken"]),
    ("overthrow", &["overthrew"], &["overthrown"]),
    ("partake", &["partook"], &["partaken"]),
    ("rebuild", &["rebuilt"], &["rebuilt"]),
    ("retake", &["retook"], &["retaken"]),
    ("ride", &["rode"], &["ridden"]),
    ("ring", &["rang"], &["rung"]),
    ("run", &["ran"], &[]),
    ("seek", &["sought"], &["sought"]),
    ("sell", &["sold"], &["sold"]),
    ("send", &["sent"], &["sent"]),
    ("shake", &["shook"], &["shaken"]),
    ("shoot", &["shot"], &["shot"]),
    ("shrink", &["shrank"], &["shrunk"]),
    ("sing", &["sang"], &["sung"]),
    ("sink", &["sank"], &["sunk"]),
    ("slay", &["slew"], &["slain"]),
    ("sling", &["slung"], &["slung"]),
    ("speak", &["spoke"], &["spoken"]),
    ("speed", &["sped"], &["sped"]),
    ("spend", &["spent"], &["spent"]),
    ("spring", &["sprang"], &["sprung"]),
    ("stand", &["stood"], &["stood"]),
    ("steal", &["stole"], &["stolen"]),
    ("stick", &["stuck"], &["stuck"]),
    ("strike", &["struck"], &["stricken"]),
    ("strive", &["strove"], &["striven"]),
    ("swear", &["swore"], &["sworn"]),
    ("sweep", &["swept"], &["swept"]),
    ("swim", &["swam"], &["swum"]),
    ("swing", &["swung"], &["swung"]),
    ("take", &["took"], &["taken"]),
    ("teach", &["taught"], &["taught"]),
    ("tear", &["tore"], &["torn"]),
    ("tell", &["told"], &["told"]),
    ("throw", &["threw"], &["thrown"]),
    ("undergo", &["underwent"], &["undergone"]),
    ("undertake", &["undertook"], &["undertaken"]),
    ("undo", &["undid"], &["undone"]),
    ("uphold", &["upheld"], &["upheld"]),
    ("unfreeze", &["unfroze"], &["unfrozen"]),
    ("weave", &["wove"], &["woven"]),
    ("weep", &["wept"], &["wept"]),
    ("withdraw", &["withdrew"], &["withdrawn"]),
    ("withhold", &["withheld"], &["withheld"]),
    ("withstand", &["withstood"], &["withstood"]),
    ("write", &["wrote"], &["written"]),
];

/// The dictionary form of a past tense or participle, and the tag that a finite verb of that form has: `VBD` for a past
/// tense, `VBN` for what is only a participle. Lower case.
#[must_use]
pub fn base(form: &str) -> Option<(&'static str, &'static str)> {
    static FORMS: OnceLock<FxHashMap<&str, (&str, &str)>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let participles = VERBS.iter().flat_map(|(verb, _, all)| all.iter().map(move |form| (*form, (*verb, "VBN"))));
        let past = VERBS.iter().flat_map(|(verb, all, _)| all.iter().map(move |form| (*form, (*verb, "VBD"))));
        // A form that is both is taken for a past tense.
        participles.chain(past).collect()
    });
    forms.get(form).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_is_that_of_two_verbs() {
        let mut forms: Vec<&str> =
            VERBS.iter().flat_map(|(verb, past, _)| past.iter().chain([verb])).copied().collect();
        forms.sort_unstable();
        assert!(forms.windows(2).all(|pair| pair[0] != pair[1]), "{forms:?}");
        assert_eq!(base("froze"), Some(("freeze", "VBD")));
        assert_eq!(base("withdrawn"), Some(("withdraw", "VBN")));
        assert_eq!(base("freeze"), None);
    }
}
