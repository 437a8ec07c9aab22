//! What the net is made of: the names and sizes of its matrices, whether as floats while it learns or as bytes after.
//!
//! Embeddings → two bidirectional LSTM layers → parts of speech, arcs, relations and names, all from the same states.

/// Width of a word's embedding.
pub const WORD: usize = 96;
/// Width of the summed embeddings of a word's beginnings, endings, shape and what is known of it.
pub const PIECE: usize = 64;
/// Rows of the table of those.
pub const PIECES: usize = 1 << 15;
/// What the first layer reads of a token.
pub const INPUT: usize = WORD + PIECE;
/// State of one direction of a layer.
pub const STATE: usize = 128;
/// What a layer says of a token, both directions side by side.
pub const BOTH: usize = 2 * STATE;
/// The four gates of a cell: input, forget, output, and the new content.
pub const GATES: usize = 4 * STATE;
/// Width of a word as dependent or head when arcs are weighed.
pub const ARC: usize = 96;
/// The same when relations are.
pub const REL: usize = 96;
/// Kinds of names, the last for none.
pub const KINDS: usize = 6;
/// Marks of mentions: outside, then begin, inside, end, single for each kind.
pub const MARKS: usize = 13;

/// Weights of one direction of a layer.
#[derive(Debug, Clone)]
pub struct Cell<M> {
    /// From the layer below: `GATES` rows.
    pub input: M,
    /// From the state before: `GATES` rows of `STATE`.
    pub state: M,
    /// One row.
    pub bias: M,
}

/// All matrices of the net.
#[derive(Debug, Clone)]
pub struct Weights<M> {
    /// Embeddings of words; the first row is for unknown words.
    pub words: M,
    /// Embeddings of pieces of words.
    pub pieces: M,
    /// The layers, each forward and backward.
    pub layers: [[Cell<M>; 2]; 2],
    /// From the states to everything that is said of a word by itself; its rows are laid out as [`Outputs`] tells.
    pub out: M,
    /// One row.
    pub out_bias: M,
    /// Between dependents and heads (Dozat and Manning 2017, "Deep Biaffine Attention").
    pub bilinear: M,
    /// How likely a word is a head at all, one row.
    pub head_bias: M,
    /// The root as a head, one row.
    pub root_arc: M,
    /// The root as a head whose relation is sought, one row.
    pub root_rel: M,
    /// From dependent and head together to relations.
    pub rel: M,
    /// One row.
    pub rel_bias: M,
}

/// Where in the row of all outputs each of them stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs {
    /// How many tags there are; they come first.
    pub tags: usize,
}

impl Outputs {
    /// A word as a dependent.
    #[must_use]
    pub fn dependent(self) -> std::ops::Range<usize> {
        self.tags..self.tags + ARC
    }

    /// A word as a head.
    #[must_use]
    pub fn head(self) -> std::ops::Range<usize> {
        self.tags + ARC..self.tags + 2 * ARC
    }

    /// A word as a dependent whose relation is sought.
    #[must_use]
    pub fn rel_dependent(self) -> std::ops::Range<usize> {
        self.tags + 2 * ARC..self.tags + 2 * ARC + REL
    }

    /// A word as the head of that relation.
    #[must_use]
    pub fn rel_head(self) -> std::ops::Range<usize> {
        self.tags + 2 * ARC + REL..self.tags + 2 * ARC + 2 * REL
    }

    /// What it names if it heads a name.
    #[must_use]
    pub fn kinds(self) -> std::ops::Range<usize> {
        self.rel_head().end..self.rel_head().end + KINDS
    }

    /// Its mark of mentions.
    #[must_use]
    pub fn marks(self) -> std::ops::Range<usize> {
        self.kinds().end..self.kinds().end + MARKS
    }

    /// How wide the row is.
    #[must_use]
    pub fn width(self) -> usize {
        self.marks().end
    }
}

impl<M> Weights<M> {
    /// Makes each matrix from its number of rows and columns.
    ///
    /// # Errors
    /// The first that `make` gives.
    pub fn make<E>(
        words: usize,
        tags: usize,
        rels: usize,
        mut make: impl FnMut(usize, usize) -> Result<M, E>,
    ) -> Result<Self, E> {
        let outputs = Outputs { tags };
        let cell = |below: usize, make: &mut dyn FnMut(usize, usize) -> Result<M, E>| {
            Ok(Cell { input: make(GATES, below)?, state: make(GATES, STATE)?, bias: make(1, GATES)? })
        };
        Ok(Self {
            words: make(words, WORD)?,
            pieces: make(PIECES, PIECE)?,
            layers: [
                [cell(INPUT, &mut make)?, cell(INPUT, &mut make)?],
                [cell(BOTH, &mut make)?, cell(BOTH, &mut make)?],
            ],
            out: make(outputs.width(), BOTH)?,
            out_bias: make(1, outputs.width())?,
            bilinear: make(ARC, ARC)?,
            head_bias: make(1, ARC)?,
            root_arc: make(1, ARC)?,
            root_rel: make(1, REL)?,
            rel: make(rels, REL)?,
            rel_bias: make(1, rels)?,
        })
    }

    /// All matrices, always in the order of [`Weights::make`].
    pub fn all(&self) -> Vec<&M> {
        let mut all = vec![&self.words, &self.pieces];
        for cell in self.layers.iter().flatten() {
            all.extend([&cell.input, &cell.state, &cell.bias]);
        }
        all.extend([&self.out, &self.out_bias, &self.bilinear, &self.head_bias, &self.root_arc, &self.root_rel]);
        all.extend([&self.rel, &self.rel_bias]);
        all
    }

    /// The same to be changed.
    pub fn all_mut(&mut self) -> Vec<&mut M> {
        let mut all = vec![&mut self.words, &mut self.pieces];
        for cell in self.layers.iter_mut().flatten() {
            all.extend([&mut cell.input, &mut cell.state, &mut cell.bias]);
        }
        all.extend([&mut self.out, &mut self.out_bias, &mut self.bilinear, &mut self.head_bias]);
        all.extend([&mut self.root_arc, &mut self.root_rel, &mut self.rel, &mut self.rel_bias]);
        all
    }
}

/// A matrix of floats, row after row.
#[derive(Debug, Clone, Default)]
pub struct Dense {
    /// How many columns it has.
    pub cols: usize,
    /// The rows, one after the other.
    pub values: Vec<f32>,
}

impl Dense {
    /// All zero.
    #[must_use]
    pub fn zero(rows: usize, cols: usize) -> Self {
        Self { cols, values: vec![0.0; rows * cols] }
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len() / self.cols.max(1)
    }

    /// One row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.cols..(row + 1) * self.cols]
    }

    /// One row to be changed.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.cols..(row + 1) * self.cols]
    }
}
