//! What all places of a document where a name stands say together of what it names.
//!
//! If `Athens` is a place in three sentences and by a hair a person in a fourth, it is a place in all four.

use rustc_hash::FxHashMap;

use super::layout::MARKS;

/// Outside of mentions, and in one of each kind.
const VOICES: usize = 1 + (MARKS - 1) / 4;

/// The voices of words: how well each does outside of mentions and in one of each kind, whatever its place there.
#[derive(Debug, Default)]
struct Voices<'t>(FxHashMap<&'t str, Sum>);

#[derive(Debug, Default)]
struct Sum {
    scores: [f32; VOICES],
    places: f32,
}

fn voice(scores: &[f32; MARKS]) -> [f32; VOICES] {
    let (kinds, _) = scores[1..].as_chunks::<4>();
    let mut voice = [scores[0]; VOICES];
    for (voice, kind) in voice[1..].iter_mut().zip(kinds) {
        *voice = kind.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    }
    voice
}

/// Adds what speaks for each kind rather than for none to the scores of the marks of a word, with a weight.
pub fn add(opinion: &[f32; VOICES - 1], weight: f32, scores: &mut [f32; MARKS]) {
    for (mark, score) in scores[1..].iter_mut().enumerate() {
        *score += weight * opinion[mark / 4];
    }
}

impl<'t> Voices<'t> {
    /// Hears the scores of the marks of a word at one place.
    fn hear(&mut self, word: &'t str, scores: &[f32; MARKS]) {
        let sum = self.0.entry(word).or_default();
        sum.scores.iter_mut().zip(voice(scores)).for_each(|(sum, voice)| *sum += voice);
        sum.places += 1.0;
    }

    /// Puts the mean of all voices of a word into the place of its own in the scores of its marks at one place that
    /// was heard. Which mark of a kind does best there stays as it is.
    fn agree(&self, word: &str, scores: &mut [f32; MARKS]) {
        let Some(sum) = self.0.get(word) else { return };
        let own = voice(scores);
        let more: [f32; VOICES] = std::array::from_fn(|voice| sum.scores[voice] / sum.places - own[voice]);
        for (mark, score) in scores.iter_mut().enumerate() {
            *score += more[mark.div_ceil(4)];
        }
    }
}

/// Lets all places of each name of a document agree; `name` is the word at a sentence and place, if it may be a name.
pub fn agree<'t>(marks: &mut [Vec<[f32; MARKS]>], name: impl Fn(usize, usize) -> Option<&'t str>) {
    let mut voices = Voices::default();
    for (sentence, marks) in marks.iter().enumerate() {
        for (place, marks) in marks.iter().enumerate() {
            if let Some(word) = name(sentence, place) {
                voices.hear(word, marks);
            }
        }
    }
    for (sentence, marks) in marks.iter_mut().enumerate() {
        for (place, marks) in marks.iter_mut().enumerate() {
            if let Some(word) = name(sentence, place) {
                voices.agree(word, marks);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_places_outvote_a_fourth() {
        // Outside; person that begins, goes on, ends, is single; organization; place.
        let place = [0.0, -2.0, -3.0, -2.0, -1.0, -5.0, -5.0, -5.0, -5.0, -1.0, -1.0, 2.0, 3.0];
        let person = [0.0, -2.0, -3.0, -2.0, 1.5, -5.0, -5.0, -5.0, -5.0, 0.0, -1.0, 0.5, 1.0];
        let mut voices = Voices::default();
        for scores in [place, place, place, person] {
            voices.hear("Athens", &scores);
        }
        let mut agreed = person;
        voices.agree("Athens", &mut agreed);
        let wanted = [0.0, -3.875, -4.875, -3.875, -0.375, -5.0, -5.0, -5.0, -5.0, 1.5, 0.5, 2.0, 2.5];
        assert_eq!(
            agreed.map(f32::to_bits),
            wanted.map(f32::to_bits),
            "the kinds change, the order of the marks of a kind does not"
        );
        let mut alone = person;
        voices.agree("Sparta", &mut alone);
        assert_eq!(alone.map(f32::to_bits), person.map(f32::to_bits));
    }
}
