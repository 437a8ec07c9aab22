//! Learns from treebanks that mark names what words name by themselves, from where vectors place them.
//!
//! If `Croydon` and `Richmond` are places in the treebank, `Dulwich`, whose vector lies among theirs, is held for one.

use super::names::{marked, outermost};
use crate::grammar::Upos;
use crate::grammar::conllu::GoldSentence;
use crate::grammar::names::MENTIONED;
use crate::grammar::net::input::normal;
use crate::grammar::net::math::exp;
use crate::grammar::opinions::Opinions;

/// Words with a vector for each.
#[derive(Debug, Default)]
pub struct Vectors {
    words: Vec<String>,
    width: usize,
    numbers: Vec<f32>,
}

impl Vectors {
    /// Reads vectors as `GloVe` writes them, a word and its numbers on each line.
    ///
    /// # Errors
    /// The number of the line that is malformed, counted from 1, and what is wrong there.
    pub fn parse(text: &str) -> Result<Self, (u64, String)> {
        let mut vectors = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let mut parts = line.split(' ');
            let word = parts.next().unwrap_or_default();
            let before = vectors.numbers.len();
            for part in parts {
                let value = part.parse().ok().filter(|value: &f32| value.is_finite());
                vectors.numbers.push(value.ok_or_else(|| (number, format!("`{part}` is not a number")))?);
            }
            let width = vectors.numbers.len() - before;
            if width == 0 || vectors.width > 0 && width != vectors.width {
                return Err((number, format!("expected a word and {} numbers, found {width}", vectors.width.max(1))));
            }
            vectors.width = width;
            vectors.words.push(word.to_owned());
        }
        Ok(vectors)
    }

    fn all(&self) -> impl Iterator<Item = (&str, &[f32])> {
        self.words.iter().map(|word| &**word).zip(self.numbers.chunks_exact(self.width.max(1)))
    }
}

/// Outside of mentions, and in one of each kind.
const VOICES: usize = 1 + MENTIONED.len();

/// Passes over the names of the treebanks.
const PASSES: usize = 400;
/// Rate of learning.
const RATE: f32 = 0.1;
/// How much of each step is taken again in the next.
const MOMENTUM: f32 = 0.9;
/// How much weights are held back, over all names.
const HELD: f32 = 10.0;

/// Learns opinions of all words that have a vector and begin with a letter.
///
/// # Errors
/// If no word that the treebanks mark has a vector.
pub fn learn(sentences: &[GoldSentence], vectors: &Vectors) -> Result<Opinions, String> {
    let lessons = lessons(sentences, vectors);
    if lessons.is_empty() {
        return Err("no name that the treebanks mark has a vector".to_owned());
    }
    let scale = Scale::new(&lessons, vectors.width);
    let lessons: Vec<(Vec<f32>, usize)> = lessons.iter().map(|&(vector, voice)| (scale.of(vector), voice)).collect();
    let weights = fit(&lessons, vectors.width);
    // How frequent a voice is among all names the net knows better, so that the last weight, of no number, is left out.
    let opinion = |(word, vector)| {
        let scaled = scale.of(vector);
        let [outside, kinds @ ..] = weights.each_ref().map(|weights| product(weights, &scaled));
        (word, kinds.map(|kind| kind - outside))
    };
    Ok(Opinions::new(vectors.all().filter(|(word, _)| word.starts_with(char::is_alphabetic)).map(opinion)))
}

/// The vectors of proper nouns in documents that mark names, each with its voice.
fn lessons<'v>(sentences: &[GoldSentence], vectors: &'v Vectors) -> Vec<(&'v [f32], usize)> {
    let key = |word: &str| normal(word).to_lowercase();
    let mut known = std::collections::BTreeMap::new();
    for (word, vector) in vectors.all() {
        known.entry(key(word)).or_insert(vector);
    }
    let mut lessons = Vec::new();
    for (sentence, _) in sentences.iter().zip(marked(sentences)).filter(|(_, marked)| *marked) {
        let mut voices = vec![0; sentence.words.len()];
        for entity in outermost(sentence) {
            let kind = MENTIONED.iter().position(|&kind| kind == entity.kind);
            voices[entity.words].fill(kind.map_or(0, |kind| kind + 1));
        }
        for (word, voice) in sentence.words.iter().zip(voices) {
            if word.upos == Upos::Propn && word.form.starts_with(char::is_uppercase) {
                lessons.extend(known.get(&key(&word.form)).map(|&vector| (vector, voice)));
            }
        }
    }
    lessons
}

/// Where the numbers of vectors lie, and how far they are spread.
struct Scale {
    means: Vec<f32>,
    spreads: Vec<f32>,
}

impl Scale {
    fn new(lessons: &[(&[f32], usize)], width: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "names of treebanks")]
        let count = lessons.len() as f32;
        let mean = |of: &dyn Fn(&[f32]) -> f32| lessons.iter().map(|(vector, _)| of(vector)).sum::<f32>() / count;
        let means: Vec<f32> = (0..width).map(|i| mean(&|vector| vector[i])).collect();
        let spread = |(i, &middle): (usize, &f32)| mean(&|vector| (vector[i] - middle).powi(2)).sqrt().max(1e-6);
        Self { spreads: means.iter().enumerate().map(spread).collect(), means }
    }

    fn of(&self, vector: &[f32]) -> Vec<f32> {
        let scaled = vector.iter().zip(&self.means).zip(&self.spreads);
        scaled.map(|((number, mean), spread)| (number - mean) / spread).collect()
    }
}

/// The sum of products; a last weight that has no number is left out.
fn product(weights: &[f32], numbers: &[f32]) -> f32 {
    weights.iter().zip(numbers).map(|(weight, number)| weight * number).sum()
}

/// For each voice the weights of the numbers, and one more for none of them (multinomial logistic regression).
fn fit(lessons: &[(Vec<f32>, usize)], width: usize) -> [Vec<f32>; VOICES] {
    let mut weights: [Vec<f32>; VOICES] = std::array::from_fn(|_| vec![0.0; width + 1]);
    let mut steps = weights.clone();
    #[expect(clippy::cast_precision_loss, reason = "names of treebanks")]
    let share = 1.0 / lessons.len() as f32;
    for _ in 0..PASSES {
        let mut slopes: [Vec<f32>; VOICES] = std::array::from_fn(|_| vec![0.0; width + 1]);
        for (numbers, voice) in lessons {
            let scores = weights.each_ref().map(|weights| product(weights, numbers) + weights[width]);
            let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let powers = scores.map(|score| exp(score - highest));
            let sum: f32 = powers.iter().sum();
            for (other, slopes) in slopes.iter_mut().enumerate() {
                let wrong = powers[other] / sum - f32::from(u8::from(other == *voice));
                slopes.iter_mut().zip(numbers).for_each(|(slope, number)| *slope += wrong * number);
                slopes[width] += wrong;
            }
        }
        for ((weights, steps), slopes) in weights.iter_mut().zip(&mut steps).zip(&slopes) {
            for (i, ((weight, step), slope)) in weights.iter_mut().zip(steps).zip(slopes).enumerate() {
                let held = if i < width { HELD * *weight } else { 0.0 };
                *step = MOMENTUM * *step - RATE * share * (slope + held);
                *weight += *step;
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::conllu;

    /// What is learnt with some vectors from sentences of one word each that name persons and places.
    fn learnt(vectors: &str) -> Result<Opinions, String> {
        let sentence = |name: &str, kind: &str| {
            format!("1\t{name}\t{name}\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-{kind}-new-1-coref)\n\n")
        };
        let persons = ["Alda", "Bero", "Cilla"].map(|name| sentence(name, "person"));
        let places = ["Gunda", "Hakon", "Ilmar"].map(|name| sentence(name, "place"));
        let treebank = conllu::parse(&(persons.concat() + &places.concat()).repeat(20)).expect("a treebank");
        learn(&treebank, &Vectors::parse(vectors).expect("vectors"))
    }

    #[test]
    fn a_word_is_held_for_what_its_neighbours_are() {
        let opinions = learnt(
            "alda 1 0.1\nbero 0.9 0\ncilla 1.1 0.2\ngunda -1 0.1\nhakon -0.9 0.2\nilmar -1 0\nelva 1 0\njurra -1 0.2\n0 1 1",
        )
        .expect("learnt");
        let person_over_place = |word| opinions.of(word).map(|[person, _, place]| person - place);
        assert!(person_over_place("Elva").expect("an opinion") > 0.5);
        assert!(person_over_place("Jurra").expect("an opinion") < -0.5);
        assert_eq!(opinions.of("0"), None, "numbers name nothing");
        assert!(learnt("elva 1 0").is_err(), "nothing to learn from");
    }

    #[test]
    fn malformed_vectors_name_the_line() {
        for (line, text) in [(1, "word\n"), (2, "a 1 2\nb 1\n"), (2, "a 1 2\nb 1 x\n"), (1, "a NaN")] {
            let (found, problem) = Vectors::parse(text).expect_err("malformed");
            assert_eq!(found, line, "{problem}");
        }
    }
}
