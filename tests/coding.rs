//! PLOVER and CAMEO codes: of the words, and of how far what they tell has come.

use chancery::article::Article;
use chancery::extract::extract;
use chancery::fact::Argument;
use chancery::ontology::Ontology;

/// Sentences with the predicate, PLOVER type, quad class and CAMEO code of the one event that they tell.
const CODED: [(&str, &str, &str, u8, &str); 16] = [
    ("Norway sent Peru food.", "aided", "AID", 2, "070"),
    ("Norway will send Peru food.", "aided", "AGREE", 1, "033"),
    ("Norway refused to send Peru food.", "aided", "REJECT", 3, "122"),
    ("Norway will meet Peru next week.", "met", "AGREE", 1, "036"),
    ("Norway attacked Peru.", "assaulted", "ASSAULT", 4, "190"),
    ("Norway will attack Peru.", "assaulted", "THREATEN", 3, "138"),
    ("Norway and Peru signed a treaty.", "agreed", "SUPPORT", 1, "057"),
    ("Norway and Peru reached an agreement.", "agreed", "SUPPORT", 1, "057"),
    ("Norway imposed sanctions on Peru.", "sanctioned", "COERCE", 4, "163"),
    ("Norway eased sanctions on Peru.", "sanctioned", "CONCEDE", 2, "085"),
    ("Norway will impose sanctions on Peru.", "sanctioned", "THREATEN", 3, "131"),
    ("Norway wants to help Peru.", "aided", "AGREE", 1, "033"),
    ("Norway wants Chile to help Peru.", "aided", "AID", 2, "070"),
    ("Norway summoned the Peruvian ambassador.", "protested", "ACCUSE", 3, "114"),
    ("Norway withdrew its observers from Peru.", "retreated", "SANCTION", 4, "166"),
    ("Norway blockaded Peru.", "coerced", "ASSAULT", 4, "191"),
];

#[test]
fn events_are_coded_by_their_words_and_by_what_they_show() {
    for (text, predicate, plover, quad, cameo) in CODED {
        let article = Article { text: text.to_owned(), date: "2021-12-07".parse().ok(), ..Article::default() };
        let facts = extract(&article, Ontology::built_in()).facts;
        let fact = facts.iter().find(|f| &*f.predicate == predicate);
        let event = fact.and_then(|f| f.event.as_ref()).unwrap_or_else(|| panic!("{text}: {facts:#?}"));
        assert_eq!((event.plover.as_str(), event.quad, event.cameo.as_str()), (plover, quad, cameo), "{text}");
    }
}

/// Sentences with the codes of subject and object.
const PARTIES: [(&str, &str, &str); 6] = [
    ("Norway attacked Peru.", "NOR", "PER"),
    ("The Norwegian government attacked Peru.", "NORGOV", "PER"),
    ("Norwegian troops attacked Peru.", "NORMIL", "PER"),
    ("UN soldiers attacked Peru while the Peruvian government attacked Chile.", "IGOUNOMIL", "PER"),
    ("Peru attacked Norwegian peacekeepers.", "PER", "NOR"),
    ("Norway attacked four activists from Peru.", "NOR", "PEROPP"),
];

#[test]
fn parties_are_coded_by_what_the_sentence_calls_them() {
    for (text, subject, object) in PARTIES {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let facts = extract(&article, Ontology::built_in()).facts;
        let code = |end: &Argument| match end {
            Argument::Entity(entity) => entity.code.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let fact = facts.first().unwrap_or_else(|| panic!("{text}: no fact"));
        assert_eq!((code(&fact.subject).as_str(), code(&fact.object).as_str()), (subject, object), "{text}");
    }
}
