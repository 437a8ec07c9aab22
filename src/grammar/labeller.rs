//! Names the relations of a finished tree, from the root down.
//!
//! In the tree of `Xi was met in Geneva`, `Xi` left of `met` beside `was` is `nsubj:pass`, `Geneva` with `in` is `obl`.

use super::Rel;
use super::features::Features;
use super::parser::kind;
use super::templates::Node;
use super::weights::{LANES, Score, Weights, mix};

/// Blocks of classes that the relations fill.
pub const BLOCKS: usize = Rel::COUNT.div_ceil(LANES);

/// The shape of a tree: heads (counted from 1, 0 for the root) and children in text order.
pub struct Shape {
    /// Head of each word; the first entry is none.
    pub heads: Vec<usize>,
    start: Vec<usize>,
    list: Vec<usize>,
}

impl Shape {
    /// The tree in which word `i + 1` hangs on `heads[i]`.
    #[must_use]
    pub fn new(heads: &[usize]) -> Self {
        let words = heads.len();
        let mut start = vec![0; words + 2];
        for &head in heads {
            start[head + 1] += 1;
        }
        for i in 0..=words {
            start[i + 1] += start[i];
        }
        let (mut next, mut list) = (start.clone(), vec![0; words]);
        for (i, &head) in heads.iter().enumerate() {
            list[next[head]] = i + 1;
            next[head] += 1;
        }
        let mut all = vec![0; words + 1];
        all[1..].copy_from_slice(heads);
        Self { heads: all, start, list }
    }

    /// The children of a word (of the sentence for 0) in text order.
    #[must_use]
    pub fn children(&self, word: usize) -> &[usize] {
        &self.list[self.start[word]..self.start[word + 1]]
    }

    /// All words, heads before children.
    #[must_use]
    pub fn from_the_root(&self) -> Vec<usize> {
        let mut order = self.children(0).to_vec();
        let mut next = 0;
        while next < order.len() {
            order.extend(self.children(order[next]));
            next += 1;
        }
        order
    }
}

fn length(from: usize, to: usize) -> u64 {
    let length = match from.abs_diff(to) {
        d @ 0..=3 => d as u64,
        4..=6 => 4,
        _ => 5,
    };
    length * 2 + u64::from(from < to)
}

/// Hashes of the features of a word's relation; `rels` holds the relations named so far (their number plus one).
pub fn features(nodes: &[Node], shape: &Shape, rels: &[u8], word: usize, out: &mut Vec<u64>) {
    out.clear();
    let around = Around::new(nodes, shape, word);
    let f = &mut Features::new(out, 500);
    around.pair(f, u64::from(rels[around.head]));
    around.children(f);
    around.siblings(f, rels);
    around.text(f);
}

/// A word, its head, and what stands around them in tree and text.
struct Around<'a> {
    nodes: &'a [Node],
    shape: &'a Shape,
    word: usize,
    head: usize,
    d: &'a Node,
    h: &'a Node,
    side: u64,
    /// The word's first child.
    first: &'a Node,
    siblings: &'a [usize],
    place: usize,
}

static NONE: Node = Node { word: 0, tag: 0, upos: 0, both: 0, class: 0, class_tag: 0 };

impl<'a> Around<'a> {
    fn new(nodes: &'a [Node], shape: &'a Shape, word: usize) -> Self {
        let head = shape.heads[word];
        let siblings = shape.children(head);
        Self {
            nodes,
            shape,
            word,
            head,
            d: &nodes[word],
            h: &nodes[head],
            side: u64::from(word > head),
            first: shape.children(word).first().map_or(&NONE, |&child| &nodes[child]),
            siblings,
            place: siblings.iter().position(|&s| s == word).unwrap_or(0),
        }
    }

    fn at(&self, word: Option<&usize>) -> &'a Node {
        word.map_or(&NONE, |&word| &self.nodes[word])
    }

    fn pair(&self, f: &mut Features, head_rel: u64) {
        let Self { d, h, side, .. } = *self;
        let g = &self.nodes[self.shape.heads[self.head]];
        let way = length(self.head, self.word);
        f.add([side]);
        f.add([d.both, side]);
        f.add([d.word, side]);
        f.add([d.tag, h.tag, side]);
        f.add([d.tag, h.tag, way]);
        f.add([h.both, d.tag, side]);
        f.add([h.tag, d.both, side]);
        f.add([h.both, d.both]);
        f.add([h.word, d.word]);
        f.add([h.class_tag, d.class_tag, side]);
        f.add([h.tag, d.class_tag, side]);
        f.add([h.class_tag, d.tag, side]);
        f.add([d.class_tag, side]);
        f.add([head_rel, d.tag, h.tag, side]);
        f.add([head_rel, d.both]);
        f.add([g.tag, h.tag, d.tag, side]);
    }

    fn children(&self, f: &mut Features) {
        let Self { d, h, side, first, .. } = *self;
        let kids = self.shape.children(self.word);
        let (second, last) = (self.at(kids.get(1)), self.at(kids.last()));
        let marks = kids.iter().take_while(|&&k| k < self.word).fold(7, |sum, &k| mix(sum, self.nodes[k].tag));
        f.add([first.both, d.tag, side]);
        f.add([first.both, d.tag, h.tag, side]);
        f.add([first.both, d.both]);
        f.add([first.both, h.both, d.tag, side]);
        f.add([first.word, d.word, h.word]);
        f.add([first.both, d.class_tag, h.class_tag]);
        f.add([second.both, d.tag, h.tag, side]);
        f.add([first.tag, second.tag, d.tag, h.tag, side]);
        f.add([last.tag, d.tag, h.tag, side]);
        f.add([marks, d.tag, h.tag, side]);
        f.add([marks, d.both]);
        f.add([kids.len().min(4) as u64, d.tag, h.tag, side]);
    }

    fn siblings(&self, f: &mut Features, rels: &[u8]) {
        let Self { d, h, side, siblings, place, word, nodes, .. } = *self;
        let before = place.checked_sub(1).and_then(|i| siblings.get(i));
        let before_rel = before.map_or(0, |&w| u64::from(rels[w]));
        let (before, after) = (self.at(before), self.at(siblings.get(place + 1)));
        let taken = siblings[..place].iter().fold(0_u64, |set, &w| set | 1 << rels[w].min(63));
        let tags = siblings.iter().filter(|&&s| s != word).fold(7, |sum, &s| mix(sum, nodes[s].tag));
        f.add([before.tag, before_rel, d.tag, h.tag, side]);
        f.add([before.both, d.tag, h.tag, side]);
        f.add([after.tag, d.tag, h.tag, side]);
        f.add([after.both, d.tag, side]);
        f.add([taken, d.tag, h.tag, side]);
        f.add([taken, h.both, d.tag, side]);
        f.add([tags, d.tag, h.tag, side]);
        f.add([self.at(siblings.first()).both, d.tag, h.tag, side]);
    }

    fn text(&self, f: &mut Features) {
        let Self { d, h, side, siblings, place, word, nodes, head, .. } = *self;
        let (left, right) = (&nodes[word - 1], &nodes[word + 1]);
        f.add([left.both, d.tag, side]);
        f.add([right.both, d.tag, side]);
        f.add([left.tag, d.tag, right.tag, h.tag]);
        f.add([left.word, d.word]);
        f.add([d.word, right.word]);
        f.add([place.min(4) as u64, (siblings.len() - place).min(4) as u64, d.tag, h.tag, side]);
        f.add([self.at(siblings.iter().rfind(|&&s| s < word && nodes[s].tag != d.tag)).both, d.both]);
        f.add([u64::from(head == 0), d.tag]);
    }
}

/// What a relation gains that is of the kind which the parser meant.
const BONUS: i16 = 60;

/// Names the relation of every word; `root` goes to the root alone. `kinds` are what the parser meant each to be.
pub fn label<W: Weights>(weights: &W, nodes: &[Node], shape: &Shape, kinds: &[u8]) -> Vec<Rel> {
    let mut rels = vec![0; shape.heads.len()];
    let mut found = Vec::with_capacity(64);
    for word in shape.from_the_root() {
        rels[word] = if shape.heads[word] == 0 {
            Rel::Root as u8 + 1
        } else {
            features(nodes, shape, &rels, word, &mut found);
            best(weights, &found, kinds.get(word - 1).copied()) + 1
        };
    }
    rels[1..].iter().map(|&rel| Rel::from_index(rel as usize - 1)).collect()
}

/// The relation with the highest score, `root` excepted; those of the favoured kind gain a bonus.
pub fn best<W: Weights>(weights: &W, features: &[u64], favoured: Option<u8>) -> u8 {
    let mut scores = [[W::Score::default(); LANES]; BLOCKS];
    for &feature in features {
        weights.add(feature, &mut scores);
    }
    for rel in (0..Rel::COUNT).filter(|&rel| favoured == Some(kind(Rel::from_index(rel)))) {
        scores[rel / LANES][rel % LANES] += W::Score::whole(BONUS);
    }
    let score = |rel: usize| scores[rel / LANES][rel % LANES];
    let better = |best: usize, rel: usize| if score(rel) > score(best) { rel } else { best };
    let found = (0..Rel::COUNT).filter(|&rel| rel != Rel::Root as usize).fold(0, better);
    u8::try_from(found).unwrap_or(0)
}

const _: () = assert!(Rel::COUNT < 64, "sets of relations are kept in 64 bits");
