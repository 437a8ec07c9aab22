//! Builds the tree of a sentence from left to right with a beam of partial trees.
//!
//! `Biden met Xi in Geneva`: words are shifted onto a stack; the top of the stack becomes a child of the next word
//! (`Biden` of `met`, `in` of `Geneva`) or of the word below it (`Xi` and `Geneva` of `met`). At the end one word is
//! left: the root. There is always exactly one, and no two arcs cross.

use super::Rel;
use super::templates::{self, Node};
use super::weights::{LANES, Score, Weights};

/// Coarse kinds of relations, which the search tells apart.
pub const KINDS: u8 = 7;
/// The next word is put on the stack.
pub const SHIFT: u8 = 0;
/// The first of the actions that make the top of the stack a child of the next word.
pub const LEFT: u8 = 1;
/// The first of the actions that make the top of the stack a child of the word below it.
pub const RIGHT: u8 = LEFT + KINDS;
const ACTIONS: usize = 1 + 2 * KINDS as usize;
/// Blocks of weights that the actions fill.
const BLOCKS: usize = ACTIONS.div_ceil(LANES);

/// The coarse kind of a relation.
#[must_use]
#[rustfmt::skip]
pub fn kind(rel: Rel) -> u8 {
    match rel {
        Rel::Det | Rel::Case | Rel::Mark | Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::Cc | Rel::DetPredet
        | Rel::CcPreconj | Rel::CompoundPrt | Rel::Fixed => 0,
        Rel::Nsubj | Rel::NsubjPass | Rel::NsubjOuter | Rel::Csubj | Rel::CsubjPass | Rel::CsubjOuter | Rel::Expl => 1,
        Rel::Obl | Rel::OblAgent | Rel::OblUnmarked | Rel::Advmod | Rel::Discourse | Rel::Vocative | Rel::Dislocated => 2,
        Rel::Amod | Rel::Nummod | Rel::Nmod | Rel::NmodPoss | Rel::NmodUnmarked | Rel::NmodDesc | Rel::Compound | Rel::Flat
        | Rel::Goeswith | Rel::Dep | Rel::Root => 3,
        Rel::Obj | Rel::Iobj | Rel::Xcomp | Rel::Ccomp => 4,
        Rel::Advcl | Rel::AdvclRelcl | Rel::Acl | Rel::AclRelcl | Rel::Conj | Rel::Parataxis | Rel::Appos | Rel::List
        | Rel::Orphan | Rel::Reparandum => 5,
        Rel::Punct => 6,
    }
}

/// A word with the part of its subtree built so far. Number 0 is no word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Item {
    /// Number of the word, counted from 1.
    pub word: u32,
    /// What lies below it on the stack.
    pub below: u32,
    /// Its outermost left child and the next.
    pub left: [u32; 2],
    /// Its outermost right child and the next.
    pub right: [u32; 2],
    /// Kinds of these children, plus one.
    pub left_kind: [u8; 2],
    /// Kinds of these children, plus one.
    pub right_kind: [u8; 2],
    /// Numbers of children.
    pub children: [u8; 2],
    /// Which kinds of children it has, on either side.
    pub kinds: [u16; 2],
}

/// A partial tree: the top of the stack, the next word, and how it came about.
#[derive(Debug, Clone, Copy)]
pub struct State<S> {
    /// Top of the stack.
    pub top: u32,
    /// The next word with the left children it has so far.
    pub next: u32,
    score: S,
    parent: u32,
    action: u8,
}

/// The search, with its memory kept from sentence to sentence.
pub struct Search<S> {
    items: Vec<Item>,
    states: Vec<State<S>>,
    features: Vec<u64>,
    found: Vec<(S, u32, u8)>,
    /// How many partial trees are kept.
    width: usize,
}

impl<S: Score> Search<S> {
    /// A search that keeps `width` partial trees.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { items: Vec::new(), states: Vec::new(), features: Vec::new(), found: Vec::new(), width }
    }

    /// The actions that build the best tree over `nodes` (as [`templates::nodes`] makes them). With `trace`, the best
    /// partial tree after each step is noted there.
    pub fn run<W: Weights<Score = S>>(
        &mut self,
        weights: &W,
        nodes: &[Node],
        mut trace: Option<&mut Vec<u32>>,
    ) -> Vec<u8> {
        let words = nodes.len() - templates::PADDING;
        self.start();
        let mut beam = 0..1;
        for _ in 1..2 * words {
            self.found.clear();
            for state in beam.clone() {
                self.expand(weights, nodes, words, state);
            }
            let found = std::mem::take(&mut self.found);
            let first = self.states.len();
            for &(score, parent, action) in &found {
                let state = self.advance(parent, action, score, words);
                self.states.push(state);
            }
            self.found = found;
            beam = first..self.states.len();
            if let Some(trace) = trace.as_mut() {
                trace.push(u32::try_from(first).unwrap_or(0));
            }
        }
        self.actions(beam.start)
    }

    /// Follows given actions and reports the features and the score of each step.
    pub fn follow<W: Weights<Score = S>>(
        &mut self,
        weights: &W,
        nodes: &[Node],
        actions: &[u8],
        mut report: impl FnMut(&[u64], u8, S),
    ) {
        let words = nodes.len() - templates::PADDING;
        self.start();
        for (step, &action) in actions.iter().enumerate() {
            let mut scores = [[S::default(); LANES]; BLOCKS];
            self.score(weights, nodes, step, &mut scores);
            let score = self.states[step].score + scores.as_flattened()[action as usize];
            report(&self.features, action, score);
            let state = self.advance(u32::try_from(step).unwrap_or(0), action, score, words);
            self.states.push(state);
        }
    }

    fn start(&mut self) {
        self.items.clear();
        self.states.clear();
        self.items.extend([Item::default(), Item { word: 1, ..Item::default() }]);
        self.states.push(State { top: 0, next: 1, score: S::default(), parent: 0, action: SHIFT });
    }

    fn score<W: Weights<Score = S>>(
        &mut self,
        weights: &W,
        nodes: &[Node],
        state: usize,
        scores: &mut [[S; LANES]; BLOCKS],
    ) {
        templates::extract(nodes, &self.items, &self.states[state], &mut self.features);
        for &feature in &self.features {
            weights.add(feature, scores);
        }
    }

    /// Enters the continuations of a state among the best found.
    fn expand<W: Weights<Score = S>>(&mut self, weights: &W, nodes: &[Node], words: usize, state: usize) {
        let mut scores = [[S::default(); LANES]; BLOCKS];
        self.score(weights, nodes, state, &mut scores);
        let at = self.states[state];
        let (top, next) = (self.items[at.top as usize], self.items[at.next as usize]);
        let more = next.word as usize <= words;
        let may = [more, more && at.top != 0, at.top != 0 && top.below != 0];
        for (action, &score) in (0..RIGHT + KINDS).zip(scores.as_flattened()) {
            let kind = usize::from(action > 0) + usize::from(action >= RIGHT);
            let total = at.score + score;
            if !may[kind] || self.found.len() == self.width && self.found[self.width - 1].0 >= total {
                continue;
            }
            let place = self.found.iter().position(|found| found.0 < total).unwrap_or(self.found.len());
            if self.found.len() == self.width {
                self.found.pop();
            }
            self.found.insert(place, (total, u32::try_from(state).unwrap_or(0), action));
        }
    }

    /// The state after an action.
    fn advance(&mut self, parent: u32, action: u8, score: S, words: usize) -> State<S> {
        let State { mut top, mut next, .. } = self.states[parent as usize];
        let new = u32::try_from(self.items.len()).unwrap_or(0);
        if action == SHIFT {
            let item = self.items[next as usize];
            let following = (item.word + 1).min(u32::try_from(words + 1).unwrap_or(0));
            self.items.push(Item { below: top, ..item });
            self.items.push(Item { word: following, ..Item::default() });
            (top, next) = (new, new + 1);
        } else if action < RIGHT {
            let child = self.items[top as usize];
            let item = self.items[next as usize].with_child(top, action - LEFT, 0);
            self.items.push(item);
            (top, next) = (child.below, new);
        } else {
            let child = self.items[top as usize];
            let item = self.items[child.below as usize].with_child(top, action - RIGHT, 1);
            self.items.push(item);
            top = new;
        }
        State { top, next, score, parent, action }
    }

    /// The actions that led to a state.
    #[must_use]
    pub fn actions(&self, mut state: usize) -> Vec<u8> {
        let mut actions = Vec::new();
        while state != 0 {
            actions.push(self.states[state].action);
            state = self.states[state].parent as usize;
        }
        actions.reverse();
        actions
    }

    /// The score of a state.
    #[must_use]
    pub fn score_of(&self, state: u32) -> S {
        self.states[state as usize].score
    }
}

impl Item {
    fn with_child(mut self, child: u32, kind: u8, side: usize) -> Self {
        let (near, kinds) =
            if side == 0 { (&mut self.left, &mut self.left_kind) } else { (&mut self.right, &mut self.right_kind) };
        *near = [child, near[0]];
        *kinds = [kind + 1, kinds[0]];
        self.children[side] = self.children[side].saturating_add(1);
        self.kinds[side] |= 1 << kind;
        self
    }
}

/// The heads (counted from 1, 0 for the root) and kinds of arcs that actions build.
#[must_use]
pub fn tree(actions: &[u8], words: usize) -> Vec<(usize, u8)> {
    let mut arcs = vec![(0, 0); words];
    let (mut stack, mut next) = (Vec::new(), 1);
    for &action in actions {
        if action == SHIFT {
            stack.push(next);
            next += 1;
        } else if action < RIGHT {
            let child: usize = stack.pop().unwrap_or(1);
            arcs[child - 1] = (next, action - LEFT);
        } else {
            let child = stack.pop().unwrap_or(1);
            arcs[child - 1] = (stack.last().copied().unwrap_or(0), action - RIGHT);
        }
    }
    arcs
}
