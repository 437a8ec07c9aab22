//! The model: everything learnt, as one compressed file that is compiled in.
//!
//! `chancery train` writes it, [`Model::read`] checks it and refuses a damaged or foreign file with one sentence.

use std::sync::OnceLock;

use super::bytes::{read_strings, strings};
use super::lemmas::Lemmas;
use super::net::Net;
use super::net::input::{RESERVED, Vocabulary};
use super::net::layout::Weights;
use super::net::store::Stored;
use super::opinions::Opinions;
use super::{Rel, Upos, tagset};

/// First bytes of a model, with the version of its format.
const MAGIC: &[u8] = b"chancery grammar 4\n";
/// No model unpacks to more bytes than this.
const LARGEST: usize = 1 << 28;
/// No model has more tags than this.
const MOST_TAGS: usize = 250;

/// A model that tags, lemmatises, parses and finds names.
pub struct Model {
    /// The tags as `UPOS|XPOS`.
    pub tags: Vec<String>,
    /// The same, taken apart.
    pub parts: Vec<(Upos, &'static str)>,
    /// The words that the net knows.
    pub vocabulary: Vocabulary,
    /// What tells tags, trees and names.
    pub net: Net,
    /// Dictionary forms.
    pub lemmas: Lemmas,
    /// What words name by themselves.
    pub opinions: Opinions,
    weights: Weights<Stored>,
}

impl Model {
    /// Puts a model together.
    ///
    /// # Errors
    /// If a tag is not of the form `UPOS|XPOS` with known parts, or there are none or too many.
    pub fn new(
        tags: Vec<String>,
        words: Vec<String>,
        weights: Weights<Stored>,
        lemmas: Lemmas,
    ) -> Result<Self, String> {
        if tags.is_empty() || tags.len() > MOST_TAGS {
            return Err(format!("a model has 1 to {MOST_TAGS} tags, not {}", tags.len()));
        }
        let parts = parts(&tags)?;
        let net = Net::new(&weights, tags.len(), Rel::Root as usize);
        let (vocabulary, opinions) = (Vocabulary::new(words), Opinions::default());
        Ok(Self { tags, parts, vocabulary, net, lemmas, opinions, weights })
    }

    /// The number of a tag, if the model has it: `NOUN|NNS`.
    #[must_use]
    pub fn tag(&self, name: &str) -> Option<usize> {
        self.tags.iter().position(|tag| tag == name)
    }

    /// The model that is compiled in.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| match Self::read(include_bytes!("model.bin.zst")) {
            Ok(model) => model,
            Err(problem) => unreachable!("the model that is compiled in cannot be read: {problem}"),
        })
    }

    /// Writes the model, compressed.
    ///
    /// # Errors
    /// If the compressor runs out of memory.
    pub fn write(&self) -> std::io::Result<Vec<u8>> {
        let mut out = MAGIC.to_vec();
        strings(&mut out, &self.tags);
        strings(&mut out, self.vocabulary.words());
        self.weights.write(&mut out);
        self.lemmas.write(&mut out);
        self.opinions.write(&mut out);
        let mut encoder = zstd::Encoder::new(Vec::new(), 19)?;
        encoder.include_checksum(true)?;
        std::io::Write::write_all(&mut encoder, &out)?;
        encoder.finish()
    }

    /// Reads what [`Model::write`] wrote.
    ///
    /// # Errors
    /// One sentence that says why the bytes are no model.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut unpacked = Vec::new();
        let unpack = |unpacked: &mut Vec<u8>| {
            let decoder = zstd::Decoder::new(bytes)?;
            std::io::Read::read_to_end(&mut std::io::Read::take(decoder, LARGEST as u64), unpacked)
        };
        unpack(&mut unpacked).map_err(|_| "this is not a grammar model or it is damaged")?;
        let Some(mut input) = unpacked.strip_prefix(MAGIC) else {
            return Err("this is not a grammar model of this version".into());
        };
        let input = &mut input;
        let model = Self::sections(input).ok_or("the grammar model is damaged")??;
        if !input.is_empty() {
            return Err("the grammar model is followed by something else".into());
        }
        Ok(model)
    }

    /// The parts of a model put together; `None` if they are damaged.
    fn sections(input: &mut &[u8]) -> Option<Result<Self, String>> {
        let (tags, words) = (read_strings(input)?, read_strings(input)?);
        let weights = Weights::read(input, words.len() + RESERVED, tags.len(), Rel::COUNT)?;
        let lemmas = Lemmas::read(input)?;
        let opinions = Opinions::read(input)?;
        Some(Self::new(tags, words, weights, lemmas).map(|model| Self { opinions, ..model }))
    }
}

/// Tags of the form `UPOS|XPOS`, taken apart.
///
/// # Errors
/// If a part is unknown.
pub fn parts(tags: &[String]) -> Result<Vec<(Upos, &'static str)>, String> {
    let part = |tag: &String| {
        let known = tag.split_once('|').and_then(|(upos, xpos)| Some((Upos::from_name(upos)?, tagset::penn(xpos)?)));
        known.ok_or_else(|| format!("the tag `{tag}` is unknown"))
    };
    tags.iter().map(part).collect()
}
