//! Cards about people that a web page shows when one points at a name, run into the sentence by whoever saved its text.
//!
//! `President Holm Anna HolmRivals ask for a vote Holm opens a bridge MORE said on Friday` → "President Holm said on Friday".

use super::tokens::Token;

/// The word that ends a card.
const END: &str = "MORE";
/// So many tokens a card has at most: the full name and some headlines.
const LONGEST: usize = 110;
/// So many tokens a full name has at most.
const NAME: usize = 8;

/// Takes out the tokens of cards.
pub fn take_out(text: &str, tokens: &mut Vec<Token>) {
    let mut from = 0;
    while let Some(end) = (from..tokens.len()).find(|&t| tokens[t].span.of(text) == END) {
        from = end + 1;
        if let Some(start) = (0..end).rev().take(LONGEST).find_map(|glued| start(text, tokens, glued, end)) {
            tokens.drain(start..=end);
            from = start;
        }
    }
}

/// Where the card begins whose full name is glued to the first headline: `Holm Anna HolmRivals`.
fn start(text: &str, tokens: &[Token], glued: usize, end: usize) -> Option<usize> {
    let word = |t: usize| tokens.get(t).map_or("", |t| t.span.of(text));
    let surname = |t: usize| {
        let rest =
            word(glued).strip_prefix(word(t)).filter(|_| word(t).len() > 1 && word(t).starts_with(char::is_uppercase));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    };
    let first = glued.saturating_sub(NAME);
    let named = |t: usize| {
        let part = |&t: &usize| word(t).starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | ')'));
        (t..glued).all(|t| part(&t))
    };
    if let Some(named) = (first..glued).find(|&t| surname(t) && named(t)) {
        return Some(named + 1);
    }
    // "Press secretary Anna Anna Maria HolmRivals … MORE Holm": the card stands within the name.
    let given = |&t: &usize| {
        (t.saturating_sub(3)..t).any(|before| word(before) == word(t) && word(t).starts_with(char::is_uppercase))
    };
    (first..glued).find(given).filter(|&t| named(t) && surname(end + 1))
}

#[cfg(test)]
mod tests {
    use super::super::split;

    fn words(text: &str) -> Vec<&str> {
        split(text, 0).iter().flat_map(|s| s.tokens.iter().map(|t| t.of(text))).collect()
    }

    #[test]
    fn cards_within_sentences_are_left_out() {
        let text = "President Holm Anna Lea HolmRivals ask for a vote Lund: Holm 'must go' MORE’s aides left.";
        assert_eq!(words(text), ["President", "Holm", "’s", "aides", "left", "."]);
        let text = "Press secretary Anna Anna Lea HolmRivals ask for a vote MORE Holm spoke.";
        assert_eq!(words(text), ["Press", "secretary", "Anna", "Holm", "spoke", "."]);
    }

    #[test]
    fn other_words_in_capitals_end_no_card() {
        let text = "Anna Holm of HolmSoft wants MORE money.";
        assert_eq!(words(text).len(), 8);
    }
}
