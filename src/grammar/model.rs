//! The model: everything learnt, as one compressed file that is compiled in.
//!
//! `chancery train` writes it, [`Model::read`] checks it and refuses a damaged or foreign file with one sentence.

use std::sync::OnceLock;

use super::lemmas::{Lemmas, read_string, string};
use super::tokens::{Classes, Lexicon};
use super::weights::{Table, number, read_number};
use super::{Upos, tagset};

/// First bytes of a model, with the version of its format.
const MAGIC: &[u8] = b"chancery grammar 2\n";
/// No model unpacks to more bytes than this.
const LARGEST: usize = 1 << 28;

/// Words with what is known of them, as the model keeps them.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Words with their classes.
    pub classes: Vec<(String, Classes)>,
    /// Words with the number of their set of tags.
    pub tags: Vec<(String, u16)>,
    /// Sets of tags.
    pub sets: Vec<Vec<u8>>,
}

/// A model that tags, lemmatises, parses and finds names.
pub struct Model {
    /// The tags as `UPOS|XPOS`.
    pub tags: Vec<String>,
    /// The same, taken apart.
    pub parts: Vec<(Upos, &'static str)>,
    /// What is known of words.
    pub lexicon: Lexicon,
    /// Weights of the tagger.
    pub tagger: Table,
    /// Weights of the parser.
    pub parser: Table,
    /// Weights of the labeller.
    pub labeller: Table,
    /// Weights of the name finder.
    pub names: Table,
    /// Dictionary forms.
    pub lemmas: Lemmas,
    words: Words,
}

impl Model {
    /// Puts a model together.
    ///
    /// # Errors
    /// If a tag is not of the form `UPOS|XPOS` with known parts.
    pub fn new(tags: Vec<String>, words: Words, tables: [Table; 4], lemmas: Lemmas) -> Result<Self, String> {
        let parts = parts(&tags)?;
        let lexicon = Lexicon::new(&words.classes, &words.tags, words.sets.clone());
        let [tagger, parser, labeller, names] = tables;
        Ok(Self { tags, parts, lexicon, tagger, parser, labeller, names, lemmas, words })
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
        number(&mut out, self.tags.len());
        self.tags.iter().for_each(|tag| string(&mut out, tag));
        self.words.write(&mut out);
        for table in [&self.tagger, &self.parser, &self.labeller, &self.names] {
            table.write(&mut out);
        }
        self.lemmas.write(&mut out);
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
        let model = Self::sections(input).ok_or("the grammar model is damaged")?;
        if !input.is_empty() {
            return Err("the grammar model is followed by something else".into());
        }
        Self::new(model.0, model.1, model.2, model.3)
    }

    fn sections(input: &mut &[u8]) -> Option<(Vec<String>, Words, [Table; 4], Lemmas)> {
        let mut tags = Vec::new();
        for _ in 0..read_number(input)? {
            tags.push(read_string(input)?);
        }
        let words = Words::read(input, tags.len())?;
        let tables = [Table::read(input)?, Table::read(input)?, Table::read(input)?, Table::read(input)?];
        let fits = !tags.is_empty() && tags.len() <= super::tagger::BLOCKS * super::weights::LANES;
        fits.then_some(())?;
        Some((tags, words, tables, Lemmas::read(input)?))
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

impl Words {
    fn write(&self, out: &mut Vec<u8>) {
        number(out, self.classes.len());
        for (word, class) in &self.classes {
            string(out, word);
            out.extend(class);
        }
        number(out, self.sets.len());
        for set in &self.sets {
            number(out, set.len());
            out.extend(set);
        }
        number(out, self.tags.len());
        for (word, set) in &self.tags {
            string(out, word);
            number(out, usize::from(*set));
        }
    }

    fn read(input: &mut &[u8], tags: usize) -> Option<Self> {
        let mut words = Self::default();
        for _ in 0..read_number(input)? {
            let word = read_string(input)?;
            let (&class, rest) = input.split_first_chunk()?;
            *input = rest;
            words.classes.push((word, class));
        }
        for _ in 0..read_number(input)? {
            let length = read_number(input)?;
            let (set, rest) = input.split_at_checked(length)?;
            *input = rest;
            if set.iter().any(|&tag| usize::from(tag) >= tags) {
                return None;
            }
            words.sets.push(set.to_vec());
        }
        for _ in 0..read_number(input)? {
            let word = read_string(input)?;
            let set = u16::try_from(read_number(input)?).ok().filter(|&set| usize::from(set) < words.sets.len())?;
            words.tags.push((word, set));
        }
        Some(words)
    }
}
