//! What the parser looks at in a partial tree: the words on the stack and ahead, and the children they have.
//!
//! In `met Xi | in Geneva` with `in` already a child of `Geneva` it sees, among others, `met … in … Geneva`.

use super::Upos;
use super::features::Features;
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

impl Features<'_> {
    fn single(&mut self, node: &Node) {
        self.add([node.word]);
        self.add([node.tag]);
        self.add([node.both]);
        self.add([node.class_tag]);
    }

    fn pair(&mut self, a: &Node, b: &Node, d: u64) {
        self.add([a.both, b.both]);
        self.add([a.word, b.word]);
        self.add([a.both, b.tag]);
        self.add([a.tag, b.both]);
        self.add([a.tag, b.tag, d]);
        self.add([a.tag, b.tag]);
        self.add([a.class_tag, b.class_tag]);
        self.add([a.class_tag, b.tag]);
        self.add([a.tag, b.class_tag]);
        self.add([a.word, b.class]);
        self.add([a.class, b.word]);
    }

    fn children(&mut self, node: &Node, item: &Item) {
        let (left, right) = (u64::from(item.children[0].min(5)), u64::from(item.children[1].min(5)));
        let (left_kinds, right_kinds) = (u64::from(item.kinds[0]), u64::from(item.kinds[1]));
        self.add([node.both, left]);
        self.add([node.both, right]);
        self.add([node.tag, left, right]);
        self.add([node.both, left_kinds]);
        self.add([node.both, right_kinds]);
        self.add([node.tag, left_kinds, right_kinds]);
        self.add([node.class_tag, left_kinds, right_kinds]);
    }
}

/// A child with its kind.
struct Child<'a> {
    node: &'a Node,
    kind: u64,
    tag: u64,
}

/// The parts of a state that features look at: top of the stack and the words below, the next word and those after.
struct View<'a> {
    nodes: &'a [Node],
    items: &'a [Item],
    i0: &'a Item,
    i1: &'a Item,
    in0: &'a Item,
    s0: &'a Node,
    s1: &'a Node,
    s2: &'a Node,
    s3: &'a Node,
    n0: &'a Node,
    n1: &'a Node,
    n2: &'a Node,
}

impl<'a> View<'a> {
    fn new<S>(nodes: &'a [Node], items: &'a [Item], state: &State<S>) -> Self {
        let item = |number: u32| &items[number as usize];
        let node = |word: u32| &nodes[word as usize];
        let (i0, in0) = (item(state.top), item(state.next));
        let i1 = item(i0.below);
        let i2 = item(i1.below);
        let ahead = |by: u32| &nodes[((in0.word + by) as usize).min(nodes.len() - 1)];
        let (s0, s1, s2, s3) = (node(i0.word), node(i1.word), node(i2.word), node(item(i2.below).word));
        Self { nodes, items, i0, i1, in0, s0, s1, s2, s3, n0: node(in0.word), n1: ahead(1), n2: ahead(2) }
    }

    fn child(&self, number: u32, kind: u8) -> Child<'a> {
        let node = &self.nodes[self.items[number as usize].word as usize];
        Child { node, kind: u64::from(kind), tag: mix(node.tag, u64::from(kind)) }
    }
}

/// Hashes of the features of a state.
pub fn extract<S>(nodes: &[Node], items: &[Item], state: &State<S>, out: &mut Vec<u64>) {
    out.clear();
    let view = View::new(nodes, items, state);
    let f = &mut Features::new(out, 0);
    words(&view, f);
    triples(&view, f);
    families(&view, f);
}

/// Words of stack and queue, alone and in twos.
fn words(v: &View, f: &mut Features) {
    let (d0, d1) = (distance(v.i0.word, v.in0.word), distance(v.i1.word, v.i0.word));
    f.add([0]);
    for single in [v.s0, v.s1, v.n0, v.n1] {
        f.single(single);
    }
    f.add([v.s2.both]);
    f.add([v.s2.tag]);
    f.add([v.n2.both]);
    f.add([v.n2.tag]);
    f.pair(v.s0, v.n0, d0);
    f.pair(v.s1, v.s0, d1);
    f.add([v.s1.both, v.n0.both]);
    f.add([v.s1.both, v.n0.tag]);
    f.add([v.s1.tag, v.n0.both]);
    f.add([v.s1.tag, v.n0.tag]);
    f.add([v.s1.class_tag, v.n0.class_tag]);
    f.add([v.n0.both, v.n1.tag]);
    f.add([v.n0.tag, v.n1.both]);
    f.add([v.n0.tag, v.n1.tag]);
    f.add([v.s0.both, v.n1.tag]);
    f.add([v.s0.tag, v.n1.both]);
    f.add([v.s2.tag, v.s0.tag]);
    f.add([v.s2.both, v.n0.tag]);
    f.add([d0, v.s0.both]);
    f.add([d0, v.n0.both]);
    f.add([d1, v.s1.both]);
    f.add([d1, v.s0.both]);
}

/// Three and more words of stack and queue.
fn triples(v: &View, f: &mut Features) {
    f.add([v.s1.tag, v.s0.tag, v.n0.tag]);
    f.add([v.s1.both, v.s0.tag, v.n0.tag]);
    f.add([v.s1.tag, v.s0.both, v.n0.tag]);
    f.add([v.s1.tag, v.s0.tag, v.n0.both]);
    f.add([v.s2.tag, v.s1.tag, v.s0.tag]);
    f.add([v.s2.tag, v.s1.tag, v.s0.tag, v.n0.tag]);
    f.add([v.s3.tag, v.s2.tag, v.s1.tag, v.s0.tag]);
    f.add([v.s0.tag, v.n0.tag, v.n1.tag]);
    f.add([v.s0.both, v.n0.tag, v.n1.tag]);
    f.add([v.s0.tag, v.n0.both, v.n1.tag]);
    f.add([v.n0.tag, v.n1.tag, v.n2.tag]);
    f.add([v.s0.tag, v.n0.tag, v.n1.tag, v.n2.tag]);
    f.add([v.s1.tag, v.s0.tag, v.n0.tag, v.n1.tag]);
    f.add([v.s1.tag, v.n0.tag, v.n1.tag]);
    f.add([v.s2.tag, v.s1.tag, v.n0.tag]);
    f.add([v.s1.class_tag, v.s0.class_tag, v.n0.class_tag]);
    f.add([mix(v.s2.upos, v.s1.upos), v.s0.upos, v.n0.upos, v.n1.upos]);
    f.add([mix(v.s1.upos, v.s0.upos), v.n0.upos, v.n1.upos, v.n2.upos]);
    f.add([mix(v.s3.upos, v.s2.upos), v.s1.upos, v.s0.upos, v.n0.upos]);
}

/// Words with their children.
fn families(v: &View, f: &mut Features) {
    f.children(v.s0, v.i0);
    f.children(v.s1, v.i1);
    f.children(v.n0, v.in0);
    let s0l = v.child(v.i0.left[0], v.i0.left_kind[0]);
    let s0m = v.child(v.i0.left[1], v.i0.left_kind[1]);
    let s0r = v.child(v.i0.right[0], v.i0.right_kind[0]);
    let s0q = v.child(v.i0.right[1], v.i0.right_kind[1]);
    let s1l = v.child(v.i1.left[0], v.i1.left_kind[0]);
    let s1r = v.child(v.i1.right[0], v.i1.right_kind[0]);
    let s1q = v.child(v.i1.right[1], v.i1.right_kind[1]);
    let n0l = v.child(v.in0.left[0], v.in0.left_kind[0]);
    let n0m = v.child(v.in0.left[1], v.in0.left_kind[1]);
    for (owner, child) in
        [(v.s0, &s0l), (v.s0, &s0r), (v.s1, &s1l), (v.s1, &s1r), (v.n0, &n0l), (v.s0, &s0m), (v.n0, &n0m), (v.s0, &s0q)]
    {
        f.add([owner.tag, child.tag]);
        f.add([owner.tag, child.kind, child.node.both]);
        f.add([owner.both, child.tag]);
    }
    f.add([v.s0.tag, s0l.tag, s0m.tag]);
    f.add([v.s0.tag, s0r.tag, s0q.tag]);
    f.add([v.n0.tag, n0l.tag, n0m.tag]);
    f.add([v.s1.tag, s1r.tag, s1q.tag]);
    joined(v, f);
}

/// A word, a word it may join, and a child of either: prepositions, markers, subjects.
fn joined(v: &View, f: &mut Features) {
    let s0l = v.child(v.i0.left[0], v.i0.left_kind[0]);
    let s0r = v.child(v.i0.right[0], v.i0.right_kind[0]);
    let s1l = v.child(v.i1.left[0], v.i1.left_kind[0]);
    let s1r = v.child(v.i1.right[0], v.i1.right_kind[0]);
    let n0l = v.child(v.in0.left[0], v.in0.left_kind[0]);
    f.add([v.s0.tag, v.n0.tag, n0l.node.both]);
    f.add([v.s0.both, v.n0.tag, n0l.node.both]);
    f.add([v.s0.word, n0l.node.word, v.n0.word]);
    f.add([v.s0.class_tag, n0l.node.word, v.n0.class_tag]);
    f.add([v.s1.both, v.n0.tag, n0l.node.both]);
    f.add([v.s1.tag, v.s0.tag, v.n0.tag, n0l.node.both]);
    f.add([v.s1.both, v.s0.tag, v.n0.tag, n0l.tag]);
    f.add([v.s1.tag, v.s0.tag, s0l.node.both]);
    f.add([v.s1.both, v.s0.tag, s0l.node.both]);
    f.add([v.s1.word, s0l.node.word, v.s0.word]);
    f.add([v.s1.class_tag, s0l.node.word, v.s0.class_tag]);
    f.add([v.s2.tag, v.s1.tag, v.s0.tag, s0l.node.both]);
    f.add([v.s0.tag, v.n0.tag, s0l.tag]);
    f.add([v.s0.tag, v.n0.tag, s0r.tag]);
    f.add([v.s0.tag, v.n0.tag, s0r.node.both]);
    f.add([v.s0.tag, s0r.tag, v.n0.tag, n0l.tag]);
    f.add([v.s1.tag, v.s0.tag, s0r.tag]);
    f.add([v.s1.tag, v.s0.tag, s1r.tag]);
    f.add([v.s1.tag, v.s0.tag, s1l.tag]);
    f.add([v.s1.tag, s1r.tag, v.s0.tag, s0l.tag]);
    f.add([v.s1.tag, s1r.tag, v.s0.tag, v.n0.tag]);
    f.add([v.s1.both, s1r.kind, v.s0.tag, s0l.kind]);
    f.add([v.s1.tag, v.n0.tag, u64::from(v.i1.kinds[1])]);
    f.add([v.s0.tag, v.n0.tag, u64::from(v.i0.kinds[1]), u64::from(v.in0.kinds[0])]);
    f.add([v.s1.tag, v.s0.tag, u64::from(v.i1.kinds[1]), u64::from(v.i0.kinds[0])]);
    f.add([mix(v.s2.upos, v.s1.upos), v.s0.upos, v.n0.upos, n0l.node.word]);
    f.add([mix(v.s2.upos, v.s1.upos), v.s0.upos, u64::from(v.i1.kinds[1]), s0l.node.word]);
    f.add([v.s1.tag, v.s0.tag, u64::from(v.i0.kinds[0]), u64::from(v.i0.kinds[1])]);
    f.add([v.s0.tag, v.n0.tag, u64::from(v.i0.kinds[0]), u64::from(v.i0.kinds[1])]);
}
