//! PLOVER and CAMEO codes: of the words, and of how far what they tell has come.

use chancery::article::Article;
use chancery::extract::extract;
use chancery::ontology::Ontology;

/// Sentences with the predicate, PLOVER type, quad class and CAMEO code of the one event that they tell.
const CODED: [(&str, &str, &str, u8, &str); 14] = [
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
