//! What the models see of a token: hashes of the word, its beginning, ending and shape, and its class.
//!
//! `Kremlin` has the shape `Aa`, the ending `lin`, and the class of words that stand where it stands.

use rustc_hash::FxHashMap;

use super::weights::mix;

/// A token as the models see it.
#[derive(Debug, Clone, Default)]
pub struct Token {
    /// The word as written, quotation marks and dashes unified, digits alike.
    pub form: u64,
    /// The same in lower case.
    pub lower: u64,
    /// The last one to five letters.
    pub suffix: [u64; 5],
    /// The first one to four letters.
    pub prefix: [u64; 4],
    /// Capitals, small letters, digits and others, runs shortened: `Aa-Aa`.
    pub shape: u64,
    /// The same with runs of up to four kept.
    pub long_shape: u64,
    /// The word class learnt from unlabelled text, 0 if unknown.
    pub class: u64,
    /// The same, coarser.
    pub coarse: u64,
    /// The class of the word in lower case.
    pub lower_class: u64,
    /// The tags that the training text has for the word, 0 if unknown.
    pub ambiguity: u64,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// How the sentence uses capitals: as usual, in most words, in all letters, nowhere.
    pub style: u64,
}

impl Token {
    /// What stands before the first and after the last word.
    pub const EDGE: Self = Self {
        form: 0,
        lower: 0,
        suffix: [0; 5],
        prefix: [0; 4],
        shape: 0,
        long_shape: 0,
        class: 0,
        coarse: 0,
        lower_class: 0,
        ambiguity: 0,
        capital: false,
        style: 0,
    };
}

/// The fine and the coarse class of a word.
pub type Classes = [u8; 2];

/// What is known of words beyond their letters.
#[derive(Default)]
pub struct Lexicon {
    /// Class of a word by the hash of its form.
    classes: FxHashMap<u64, Classes>,
    /// Set of tags of a word by the hash of its form.
    tags: FxHashMap<u64, u16>,
    /// The sets of tags, each sorted.
    pub sets: Vec<Vec<u8>>,
}

impl Lexicon {
    /// Makes one of words with their classes, and words with their sets of tags.
    #[must_use]
    pub fn new(classes: &[(String, Classes)], tags: &[(String, u16)], sets: Vec<Vec<u8>>) -> Self {
        let classes = classes.iter().map(|(word, class)| (hash(word), *class)).collect();
        let tags = tags.iter().map(|(word, set)| (hash(word), *set)).collect();
        Self { classes, tags, sets }
    }

    /// The tags that a token may have; empty if it may have any.
    #[must_use]
    pub fn tags_of(&self, token: &Token) -> &[u8] {
        match token.ambiguity.checked_sub(1) {
            Some(set) => usize::try_from(set).ok().and_then(|set| self.sets.get(set)).map_or(&[], Vec::as_slice),
            None => &[],
        }
    }

    /// Whether a word was met in the texts that classes were learnt from.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.classes.contains_key(&hash(word))
    }

    /// Looks the words of a sentence over.
    #[must_use]
    pub fn tokens<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<Token> {
        let (mut tokens, mut counts): (Vec<Token>, [usize; 4]) = (Vec::new(), [0; 4]);
        for word in words {
            let mut letters = word.chars().filter(|c| c.is_alphabetic());
            let capital = letters.next().map(char::is_uppercase);
            let long = word.len() > 3 && capital.is_some();
            let capitals = capital == Some(true) && letters.all(char::is_uppercase);
            counts[0] += usize::from(long);
            counts[1] += usize::from(long && capital == Some(true));
            counts[2] += usize::from(long && capitals);
            counts[3] += usize::from(capital == Some(true));
            tokens.push(self.token(word));
        }
        let style = match counts {
            [_, _, _, 0] => 3,
            [long, _, all, _] if long > 1 && all * 3 > long * 2 => 2,
            [long, first, ..] if long > 1 && first * 3 > long * 2 => 1,
            _ => 0,
        };
        for token in &mut tokens {
            token.style = style;
        }
        tokens
    }

    fn token(&self, word: &str) -> Token {
        let form = normal(word);
        let lower = form.to_lowercase();
        let form_hash = hash(&form);
        let mut token = Token { form: form_hash, lower: hash(&lower), ..Token::default() };
        token.capital = form.starts_with(char::is_uppercase);
        let mut letters = lower.char_indices().rev();
        let mut sum = 1;
        for suffix in &mut token.suffix {
            if let Some((_, letter)) = letters.next() {
                sum = mix(sum, u64::from(letter));
            }
            *suffix = sum;
        }
        let mut letters = lower.chars();
        let mut sum = 2;
        for prefix in &mut token.prefix {
            if let Some(letter) = letters.next() {
                sum = mix(sum, u64::from(letter));
            }
            *prefix = sum;
        }
        (token.shape, token.long_shape) = shapes(&form);
        let number = |class: Option<&u8>| class.map_or(0, |&class| u64::from(class) + 1);
        let lower = self.classes.get(&token.lower);
        let classes = self.classes.get(&form_hash).or(lower);
        token.class = number(classes.map(|classes| &classes[0]));
        token.coarse = number(classes.map(|classes| &classes[1]));
        token.lower_class = number(lower.map(|classes| &classes[0]));
        token.ambiguity = self.tags.get(&form_hash).map_or(0, |&set| u64::from(set) + 1);
        token
    }
}

/// Hash of a string, the same on every machine.
#[must_use]
pub fn hash(word: &str) -> u64 {
    word.as_bytes().iter().fold(word.len() as u64, |sum, &byte| mix(sum, u64::from(byte)))
}

/// A word with quotation marks and dashes unified, digits alike, and cut after 40 letters.
#[must_use]
pub fn normal(word: &str) -> String {
    word.chars()
        .take(40)
        .map(|c| match c {
            '’' | '‘' | '`' | '´' => '\'',
            '“' | '”' | '«' | '»' | '„' => '"',
            '–' | '—' | '―' | '−' | '‑' => '-',
            '0'..='9' => '0',
            _ => c,
        })
        .collect()
}

fn shapes(form: &str) -> (u64, u64) {
    let (mut short, mut long, mut last, mut run) = (3, 4, 0, 0);
    for letter in form.chars() {
        let kind = match letter {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            '0' => 3,
            c if c.is_alphanumeric() => 4,
            c => 16 + u64::from(c),
        };
        run = if kind == last { run + 1 } else { 1 };
        if run == 1 {
            short = mix(short, kind);
        }
        if run <= 4 {
            long = mix(long, kind);
        }
        last = kind;
    }
    (short, long)
}
