//! Paragraphs in another language than English, of which nothing is understood.
//!
//! "El presidente viajará a Madrid para reunirse con el rey": none of its words is one of the commonest of English prose.

/// The commonest words of English that are rare in other languages written in Latin letters.
const COMMON: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "be", "because", "been", "before", "but", "by",
    "can", "could", "each", "every", "from", "had", "has", "have", "he", "her", "him", "his", "how", "if", "in",
    "into", "is", "it", "its", "just", "more", "most", "must", "my", "not", "of", "on", "one", "only", "or", "other",
    "our", "out", "over", "said", "she", "should", "some", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "up", "was", "we", "were", "what", "when", "where", "which", "who", "why",
    "will", "with", "would", "you", "your",
];

/// Words in small letters from which on prose can be told from a list of names.
const ENOUGH: usize = 20;
/// After so many, no more are looked at.
const PLENTY: usize = 400;
/// One for so many words in small letters is among the commonest, in English prose.
const SHARE: usize = 8;

/// Tells from paragraph to paragraph which are in another language.
#[derive(Debug)]
pub struct Languages {
    /// Whether the last one that was long enough to tell was.
    foreign: bool,
}

impl Languages {
    /// Begins with a text, whose first paragraphs may be too short.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (small, common) = count(text);
        Self { foreign: small >= ENOUGH && are_few(common, small) }
    }

    /// Whether the next paragraph is in another language: fewer than one for eight of its words in small letters is one of
    /// the commonest of English. English prose has one for two or three; one for sixteen is the most that languages near
    /// it come to (Portuguese, Danish). One too short to tell is in the language of the one before, unless it has such words.
    pub fn is_foreign(&mut self, paragraph: &str) -> bool {
        let (small, common) = count(paragraph);
        let few = are_few(common, small);
        if small >= ENOUGH {
            self.foreign = few;
            few
        } else {
            self.foreign && (few || common == 0)
        }
    }
}

/// Whether so many of the commonest words are too few for English prose of so many words in small letters.
const fn are_few(common: usize, small: usize) -> bool {
    common * SHARE < small
}

/// How many words are in small letters, and how many are among the commonest.
fn count(text: &str) -> (usize, usize) {
    let (mut small, mut common) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        small += usize::from(word.starts_with(char::is_lowercase));
        common += usize::from(is_common(word));
        if small == PLENTY {
            break;
        }
    }
    (small, common)
}

fn is_common(word: &str) -> bool {
    let mut small = [0; 8];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    COMMON.binary_search_by(|common| common.as_bytes().cmp(small)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_words_are_in_order() {
        assert!(COMMON.is_sorted() && COMMON.iter().all(|word| word.len() <= 8));
    }

    #[test]
    fn other_languages_are_told_from_english() {
        let foreign = [
            "El ministro viajará mañana a la capital para reunirse con sus homólogos de la región, según informó ayer su \
             oficina, y hablará con ellos sobre el comercio y la pesca en las aguas que comparten los dos países.",
            "O ministro disse que a visita do presidente às cidades do norte foi adiada para o mês que vem, e que as \
             conversas sobre a pesca e o comércio com os países vizinhos não serão retomadas antes disso.",
            "Le ministre se rendra demain dans la capitale pour y rencontrer ses homologues de la région, a annoncé hier \
             son bureau, et il parlera avec eux du commerce et de la pêche dans les eaux que les deux pays partagent.",
            "Ministeren sagde i går, at han ville rejse til hovedstaden for at tale med sine kolleger om handel og fiskeri \
             i de farvande, som de to lande deler, og at der ikke er noget nyt at sige om den aftale.",
            "De minister zei gisteren dat hij naar de hoofdstad zal reizen om met zijn collega's over handel en visserij \
             te praten in de wateren die de twee landen delen, en dat er over het akkoord niets nieuws is.",
            "Министр завтра поедет в столицу, чтобы встретиться со своими коллегами из региона, сообщила вчера его \
             пресс-служба, и обсудит с ними торговлю и рыболовство в водах, которые делят две страны.",
        ];
        for text in foreign {
            let (small, common) = count(text);
            assert!(Languages::of(text).is_foreign(text), "{common} of {small}: {text}");
        }
        let english = [
            "Floods in the north poured a year's worth of rain into the valleys within two weeks, and nearly forty bridges \
             are gone, officials of both provinces told reporters on Monday.",
            "Those present: the foreign ministers of Norway, Denmark and Poland; the defence ministers of Latvia and \
             Estonia; ambassadors from nine countries; the mayor; two generals; several bishops; a poet.",
            "Jens Holm, Ana Ruiz, Piotr Nowak, Li Wei, Marek Novak, Sofia Rossi, Juan Perez de la Cruz and Olga Popova.",
        ];
        for text in english {
            assert!(!Languages::of(text).is_foreign(text), "{text}");
        }
    }

    #[test]
    fn short_paragraphs_are_as_the_one_before() {
        let spanish = "El ministro viajará mañana a la capital para reunirse con sus homólogos de la región y hablará con \
            ellos sobre el comercio y la pesca en las aguas que comparten los dos países.";
        let mut languages = Languages::of(spanish);
        let all = ["Pilar I: Pesca", spanish, "Pilar II", "The talks go on.", "Sofia Rossi"];
        assert_eq!(all.map(|paragraph| languages.is_foreign(paragraph)), [true, true, true, false, true]);
        assert!(!Languages::of("Talks go on.").is_foreign("Pilar I: Pesca"));
    }
}
