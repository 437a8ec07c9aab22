//! What the parser looks at in a partial tree: the words on the stack and ahead, and the children they have.
//!
//! In `met Xi | in Geneva` with `in` already a child of `Geneva` it sees, among others, `met … in … Geneva`.

use super::Upos;
use super::parser::{Item, State};
use super::tokens::Token;
use super::weights::mix;

/// A word as the parser sees it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Node {
    /// The word.
    pub word: u64,
    /// Its tag.
    pub tag: u64,
    /// Its universal part of speech.
    pub upos: u64,
    /// The word with its tag.
    pub both: u64,
    /// Its word class.
    pub class: u64,
    /// Its class with its tag.
    pub class_tag: u64,
}

/// Nodes before the first and after the last word.
pub const PADDING: usize = 4;

/// The nodes of a sentence: an empty one, the words, and three for its end. `parts` are the universal parts of speech
/// of the tags.
#[must_use]
pub fn nodes(tokens: &[Token], tags: &[u8], parts: &[(Upos, &'static str)]) -> Vec<Node> {
    let mut nodes = vec![Node::default(); tokens.len() + PADDING];
    for (node, (token, &tag)) in nodes[1..].iter_mut().zip(tokens.iter().zip(tags)) {
        let upos = parts.get(usize::from(tag)).map_or(0, |&(upos, _)| upos as u64) + 2;
        let tag = u64::from(tag) + 2;
        let class_tag = mix(token.class + 1, tag);
        *node = Node { word: token.lower, tag, upos, both: mix(token.lower, tag), class: token.class + 1, class_tag };
    }
    for node in &mut nodes[tokens.len() + 1..] {
        *node = Node { word: 1, tag: 1, upos: 1, both: 1, class: 1, class_tag: 1 };
    }
    nodes
}

fn distance(from: u32, to: u32) -> u64 {
    match to.saturating_sub(from) {
        d @ 0..=4 => u64::from(d),
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// Collects features.
struct Features<'a> {
    out: &'a mut Vec<u64>,
    name: u64,
}

impl Features<'_> {
    #[inline]
    fn one(&mut self, a: u64) {
        self.name += 1;
        self.out.push(mix(self.name, a));
    }

    #[inline]
    fn two(&mut self, a: u64, b: u64) {
        self.name += 1;
        self.out.push(mix(mix(self.name, a), b));
    }

    #[inline]
    fn three(&mut self, a: u64, b: u64, c: u64) {
        self.name += 1;
        self.out.push(mix(mix(mix(self.name, a), b), c));
    }

    #[inline]
    fn four(&mut self, a: u64, b: u64, c: u64, d: u64) {
        self.name += 1;
        self.out.push(mix(mix(mix(mix(self.name, a), b), c), d));
    }

    fn single(&mut self, node: &Node) {
        self.one(node.word);
        self.one(node.tag);
        self.one(node.both);
        self.one(node.class_tag);
    }

    fn pair(&mut self, a: &Node, b: &Node, d: u64) {
        self.two(a.both, b.both);
        self.two(a.word, b.word);
        self.two(a.both, b.tag);
        self.two(a.tag, b.both);
        self.three(a.tag, b.tag, d);
        self.two(a.tag, b.tag);
        self.two(a.class_tag, b.class_tag);
        self.two(a.class_tag, b.tag);
        self.two(a.tag, b.class_tag);
        self.two(a.word, b.class);
        self.two(a.class, b.word);
    }

    fn children(&mut self, node: &Node, item: &Item) {
        let (left, right) = (u64::from(item.children[0].min(5)), u64::from(item.children[1].min(5)));
        let (left_kinds, right_kinds) = (u64::from(item.kinds[0]), u64::from(item.kinds[1]));
        self.two(node.both, left);
        self.two(node.both, right);
        self.three(node.tag, left, right);
        self.two(node.both, left_kinds);
        self.two(node.both, right_kinds);
        self.three(node.tag, left_kinds, right_kinds);
        self.three(node.class_tag, left_kinds, right_kinds);
    }
}

/// A child with its kind.
struct Child<'a> {
    node: &'a Node,
    kind: u64,
    tag: u64,
}

/// Hashes of the features of a state.
pub fn extract<S>(nodes: &[Node], items: &[Item], state: &State<S>, out: &mut Vec<u64>) {
    out.clear();
    let item = |number: u32| &items[number as usize];
    let node = |word: u32| &nodes[word as usize];
    let child = |number: u32, kind: u8| {
        let node = node(item(number).word);
        Child { node, kind: u64::from(kind), tag: mix(node.tag, u64::from(kind)) }
    };
    let (i0, in0) = (item(state.top), item(state.next));
    let i1 = item(i0.below);
    let i2 = item(i1.below);
    let (s0, s1, s2, n0) = (node(i0.word), node(i1.word), node(i2.word), node(in0.word));
    let ahead = |by: u32| &nodes[((in0.word + by) as usize).min(nodes.len() - 1)];
    let (n1, n2) = (ahead(1), ahead(2));
    let s3 = node(item(i2.below).word);
    let (d0, d1) = (distance(i0.word, in0.word), distance(i1.word, i0.word));
    let f = &mut Features { out, name: 0 };
    f.one(0);
    for single in [s0, s1, n0, n1] {
        f.single(single);
    }
    f.one(s2.both);
    f.one(s2.tag);
    f.one(n2.both);
    f.one(n2.tag);
    f.pair(s0, n0, d0);
    f.pair(s1, s0, d1);
    f.two(s1.both, n0.both);
    f.two(s1.both, n0.tag);
    f.two(s1.tag, n0.both);
    f.two(s1.tag, n0.tag);
    f.two(s1.class_tag, n0.class_tag);
    f.two(n0.both, n1.tag);
    f.two(n0.tag, n1.both);
    f.two(n0.tag, n1.tag);
    f.two(s0.both, n1.tag);
    f.two(s0.tag, n1.both);
    f.two(s2.tag, s0.tag);
    f.two(s2.both, n0.tag);
    f.two(d0, s0.both);
    f.two(d0, n0.both);
    f.two(d1, s1.both);
    f.two(d1, s0.both);
    // Three words of stack and queue.
    f.three(s1.tag, s0.tag, n0.tag);
    f.three(s1.both, s0.tag, n0.tag);
    f.three(s1.tag, s0.both, n0.tag);
    f.three(s1.tag, s0.tag, n0.both);
    f.three(s2.tag, s1.tag, s0.tag);
    f.four(s2.tag, s1.tag, s0.tag, n0.tag);
    f.four(s3.tag, s2.tag, s1.tag, s0.tag);
    f.three(s0.tag, n0.tag, n1.tag);
    f.three(s0.both, n0.tag, n1.tag);
    f.three(s0.tag, n0.both, n1.tag);
    f.three(n0.tag, n1.tag, n2.tag);
    f.four(s0.tag, n0.tag, n1.tag, n2.tag);
    f.four(s1.tag, s0.tag, n0.tag, n1.tag);
    f.three(s1.tag, n0.tag, n1.tag);
    f.three(s2.tag, s1.tag, n0.tag);
    f.three(s1.class_tag, s0.class_tag, n0.class_tag);
    f.four(mix(s2.upos, s1.upos), s0.upos, n0.upos, n1.upos);
    f.four(mix(s1.upos, s0.upos), n0.upos, n1.upos, n2.upos);
    f.four(mix(s3.upos, s2.upos), s1.upos, s0.upos, n0.upos);
    // Children.
    f.children(s0, i0);
    f.children(s1, i1);
    f.children(n0, in0);
    let s0l = child(i0.left[0], i0.left_kind[0]);
    let s0m = child(i0.left[1], i0.left_kind[1]);
    let s0r = child(i0.right[0], i0.right_kind[0]);
    let s0q = child(i0.right[1], i0.right_kind[1]);
    let s1l = child(i1.left[0], i1.left_kind[0]);
    let s1r = child(i1.right[0], i1.right_kind[0]);
    let s1q = child(i1.right[1], i1.right_kind[1]);
    let n0l = child(in0.left[0], in0.left_kind[0]);
    let n0m = child(in0.left[1], in0.left_kind[1]);
    for (owner, child) in [(s0, &s0l), (s0, &s0r), (s1, &s1l), (s1, &s1r), (n0, &n0l), (s0, &s0m), (n0, &n0m), (s0, &s0q)] {
        f.two(owner.tag, child.tag);
        f.three(owner.tag, child.kind, child.node.both);
        f.two(owner.both, child.tag);
    }
    f.three(s0.tag, s0l.tag, s0m.tag);
    f.three(s0.tag, s0r.tag, s0q.tag);
    f.three(n0.tag, n0l.tag, n0m.tag);
    f.three(s1.tag, s1r.tag, s1q.tag);
    // A word, a word it may join, and a child of either: prepositions, markers, subjects.
    f.three(s0.tag, n0.tag, n0l.node.both);
    f.three(s0.both, n0.tag, n0l.node.both);
    f.three(s0.word, n0l.node.word, n0.word);
    f.three(s0.class_tag, n0l.node.word, n0.class_tag);
    f.three(s1.both, n0.tag, n0l.node.both);
    f.four(s1.tag, s0.tag, n0.tag, n0l.node.both);
    f.four(s1.both, s0.tag, n0.tag, n0l.tag);
    f.three(s1.tag, s0.tag, s0l.node.both);
    f.three(s1.both, s0.tag, s0l.node.both);
    f.three(s1.word, s0l.node.word, s0.word);
    f.three(s1.class_tag, s0l.node.word, s0.class_tag);
    f.four(s2.tag, s1.tag, s0.tag, s0l.node.both);
    f.three(s0.tag, n0.tag, s0l.tag);
    f.three(s0.tag, n0.tag, s0r.tag);
    f.three(s0.tag, n0.tag, s0r.node.both);
    f.four(s0.tag, s0r.tag, n0.tag, n0l.tag);
    f.three(s1.tag, s0.tag, s0r.tag);
    f.three(s1.tag, s0.tag, s1r.tag);
    f.three(s1.tag, s0.tag, s1l.tag);
    f.four(s1.tag, s1r.tag, s0.tag, s0l.tag);
    f.four(s1.tag, s1r.tag, s0.tag, n0.tag);
    f.four(s1.both, s1r.kind, s0.tag, s0l.kind);
    f.three(s1.tag, n0.tag, u64::from(i1.kinds[1]));
    f.four(s0.tag, n0.tag, u64::from(i0.kinds[1]), u64::from(in0.kinds[0]));
    f.four(s1.tag, s0.tag, u64::from(i1.kinds[1]), u64::from(i0.kinds[0]));
    f.four(mix(s2.upos, s1.upos), s0.upos, n0.upos, n0l.node.word);
    f.four(mix(s2.upos, s1.upos), s0.upos, u64::from(i1.kinds[1]), s0l.node.word);
    f.four(s1.tag, s0.tag, u64::from(i0.kinds[0]), u64::from(i0.kinds[1]));
    f.four(s0.tag, n0.tag, u64::from(i0.kinds[0]), u64::from(i0.kinds[1]));
}
