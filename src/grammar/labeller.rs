//! Names the relations of a finished tree, from the root down.
//!
//! In the tree of `Xi was met in Geneva`, `Xi` left of `met` beside `was` is `nsubj:pass`, `Geneva` with `in` is `obl`.

use super::Rel;
use super::templates::Node;
use super::weights::{LANES, Weights, mix};

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
    let head = shape.heads[word];
    let (d, h, g) = (&nodes[word], &nodes[head], &nodes[shape.heads[head]]);
    let (kids, siblings) = (shape.children(word), shape.children(head));
    let place = siblings.iter().position(|&s| s == word).unwrap_or(0);
    let none = Node::default();
    let at = |word: Option<&usize>| word.map_or(&none, |&w| &nodes[w]);
    let (first, second, last) = (at(kids.first()), at(kids.get(1)), at(kids.last()));
    let before = place.checked_sub(1).and_then(|i| siblings.get(i));
    let after = siblings.get(place + 1);
    let (before_node, after_node) = (at(before), at(after));
    let before_rel = before.map_or(0, |&w| u64::from(rels[w]));
    let (left, right) = (&nodes[word - 1], &nodes[word + 1]);
    let head_rel = u64::from(rels[head]);
    let way = length(head, word);
    let side = u64::from(word > head);
    let taken = siblings[..place].iter().fold(0_u64, |set, &w| set | 1 << rels[w].min(63));
    let marks = kids.iter().take_while(|&&k| k < word).fold(7, |sum, &k| mix(sum, nodes[k].tag));
    let subject_marks = siblings.iter().filter(|&&s| s != word).fold(7, |sum, &s| mix(sum, nodes[s].tag));
    let head_first = at(siblings.first());
    let mut name = 500;
    let mut add = |values: &[u64]| {
        name += 1;
        out.push(values.iter().fold(name, |sum, &value| mix(sum, value)));
    };
    add(&[side]);
    add(&[d.both, side]);
    add(&[d.word, side]);
    add(&[d.tag, h.tag, side]);
    add(&[d.tag, h.tag, way]);
    add(&[h.both, d.tag, side]);
    add(&[h.tag, d.both, side]);
    add(&[h.both, d.both]);
    add(&[h.word, d.word]);
    add(&[h.class_tag, d.class_tag, side]);
    add(&[h.tag, d.class_tag, side]);
    add(&[h.class_tag, d.tag, side]);
    add(&[d.class_tag, side]);
    add(&[head_rel, d.tag, h.tag, side]);
    add(&[head_rel, d.both]);
    add(&[g.tag, h.tag, d.tag, side]);
    add(&[first.both, d.tag, side]);
    add(&[first.both, d.tag, h.tag, side]);
    add(&[first.both, d.both]);
    add(&[first.both, h.both, d.tag, side]);
    add(&[first.word, d.word, h.word]);
    add(&[first.both, d.class_tag, h.class_tag]);
    add(&[second.both, d.tag, h.tag, side]);
    add(&[first.tag, second.tag, d.tag, h.tag, side]);
    add(&[last.tag, d.tag, h.tag, side]);
    add(&[marks, d.tag, h.tag, side]);
    add(&[marks, d.both]);
    add(&[kids.len().min(4) as u64, d.tag, h.tag, side]);
    add(&[before_node.tag, before_rel, d.tag, h.tag, side]);
    add(&[before_node.both, d.tag, h.tag, side]);
    add(&[after_node.tag, d.tag, h.tag, side]);
    add(&[after_node.both, d.tag, side]);
    add(&[taken, d.tag, h.tag, side]);
    add(&[taken, h.both, d.tag, side]);
    add(&[subject_marks, d.tag, h.tag, side]);
    add(&[head_first.both, d.tag, h.tag, side]);
    add(&[left.both, d.tag, side]);
    add(&[right.both, d.tag, side]);
    add(&[left.tag, d.tag, right.tag, h.tag]);
    add(&[left.word, d.word]);
    add(&[d.word, right.word]);
    add(&[place.min(4) as u64, (siblings.len() - place).min(4) as u64, d.tag, h.tag, side]);
    add(&[at(siblings.iter().rfind(|&&s| s < word && nodes[s].tag != d.tag)).both, d.both]);
    add(&[u64::from(head == 0), d.tag]);
}

/// Names the relation of every word; `root` goes to the root alone.
pub fn label<W: Weights>(weights: &W, nodes: &[Node], shape: &Shape) -> Vec<Rel> {
    let mut rels = vec![0; shape.heads.len()];
    let mut found = Vec::with_capacity(64);
    for word in shape.from_the_root() {
        rels[word] = if shape.heads[word] == 0 {
            Rel::Root as u8 + 1
        } else {
            features(nodes, shape, &rels, word, &mut found);
            best(weights, &found) + 1
        };
    }
    rels[1..].iter().map(|&rel| Rel::from_index(rel as usize - 1)).collect()
}

/// The relation with the highest score, `root` excepted.
pub fn best<W: Weights>(weights: &W, features: &[u64]) -> u8 {
    let mut scores = [[W::Score::default(); LANES]; BLOCKS];
    for &feature in features {
        weights.add(feature, &mut scores);
    }
    let score = |rel: usize| scores[rel / LANES][rel % LANES];
    let better = |best: usize, rel: usize| if score(rel) > score(best) { rel } else { best };
    let found = (0..Rel::COUNT).filter(|&rel| rel != Rel::Root as usize).fold(0, better);
    u8::try_from(found).unwrap_or(0)
}

const _: () = assert!(Rel::COUNT < 64, "sets of relations are kept in 64 bits");
