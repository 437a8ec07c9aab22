//! Learns the parser: a perceptron that corrects the beam where it strays furthest from the right tree.
//!
//! If the beam's best partial tree hangs `in Geneva` on `Xi` and the right one on `met`, the features of the steps in
//! which they differ gain and lose.

use super::{Amount, Shuffle};
use crate::grammar::parser::{LEFT, RIGHT, SHIFT, Search};
use crate::grammar::templates::Node;
use crate::grammar::weights::Learner;

/// A sentence to learn from: its nodes and the actions that build its tree.
pub struct Example {
    /// Its nodes.
    pub nodes: Vec<Node>,
    /// The actions.
    pub actions: Vec<u8>,
}

/// Lifts crossing arcs: while an arc spans a word that is not below its head, the shortest such arc is moved up to its
/// head's head.
pub fn projectivize(heads: &mut [Option<usize>]) {
    loop {
        let below = |mut word: usize, head: usize| loop {
            match heads[word] {
                Some(up) if up == head => return true,
                Some(up) => word = up,
                None => return false,
            }
        };
        let crossing = |word: usize| {
            let head = heads[word]?;
            let (low, high) = (word.min(head), word.max(head));
            let crosses = (low + 1..high).any(|between| !below(between, head));
            crosses.then_some((high - low, word, head))
        };
        let Some((_, word, head)) = (0..heads.len()).filter_map(crossing).min() else { return };
        heads[word] = heads[head];
    }
}

/// The actions that build a tree; `None` if arcs cross. A word is joined to the word below it on the stack as late as
/// possible: when the next word has all its left children.
#[must_use]
pub fn oracle(heads: &[Option<usize>], kinds: &[u8]) -> Option<Vec<u8>> {
    let last_child = |word: usize| (word + 1..heads.len()).rev().find(|&c| heads[c] == Some(word)).unwrap_or(0);
    let last: Vec<usize> = (0..heads.len()).map(last_child).collect();
    let (mut stack, mut next, mut actions): (Vec<usize>, usize, Vec<u8>) = (Vec::new(), 0, Vec::new());
    while actions.len() < 2 * heads.len() - 1 {
        let top = stack.last().copied();
        let below = stack.len().checked_sub(2).map(|i| stack[i]);
        let more = next < heads.len();
        match top {
            Some(top) if more && heads[top] == Some(next) => {
                actions.push(LEFT + kinds[top]);
                stack.pop();
            }
            Some(top)
                if below.is_some()
                    && heads[top] == below
                    && last[top] < next
                    && !(more && waits(heads, &stack, next)) =>
            {
                actions.push(RIGHT + kinds[top]);
                stack.pop();
            }
            _ if more => {
                actions.push(SHIFT);
                stack.push(next);
                next += 1;
            }
            _ => return None,
        }
    }
    Some(actions)
}

/// Whether the next word goes on the stack first: its head is to come and it has no more left children.
fn waits(heads: &[Option<usize>], stack: &[usize], next: usize) -> bool {
    heads[next].is_some_and(|head| head > next) && !stack.iter().any(|&word| heads[word] == Some(next))
}

/// Learns to parse.
#[must_use]
pub fn learn(examples: &[Example], amount: Amount, width: usize, mut report: impl FnMut(usize, f64)) -> Learner {
    let mut learner = Learner::new(amount.bits);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffle = Shuffle::new(2);
    let mut streaks = vec![0_u8; examples.len()];
    let (mut search, mut replay) = (Search::new(width), Search::new(1));
    for epoch in 0..amount.epochs {
        amount.restrict(&mut learner, epoch);
        shuffle.shuffle(&mut order);
        let mut right = 0.0;
        for &i in &order {
            // A tree found twice in a row is left out once.
            let found = streaks[i] >= 2 || sentence(&mut learner, &mut search, &mut replay, &examples[i]);
            streaks[i] = if !found {
                0
            } else if streaks[i] >= 2 {
                1
            } else {
                streaks[i] + 1
            };
            right += f64::from(u8::from(found));
            learner.tick();
        }
        report(epoch, right / f64::from(u32::try_from(examples.len()).unwrap_or(u32::MAX)));
    }
    learner.averaged()
}

/// Learns from a sentence; tells whether its tree was found.
fn sentence(learner: &mut Learner, search: &mut Search<f32>, replay: &mut Search<f32>, example: &Example) -> bool {
    let (mut trace, mut gold) = (Vec::new(), Vec::new());
    let found = search.run(learner, &example.nodes, Some(&mut trace));
    if found == example.actions {
        return true;
    }
    replay.follow(learner, &example.nodes, &example.actions, |_, _, score| gold.push(score));
    let violation = |step: usize| search.score_of(trace[step]) - gold[step];
    let worst = (0..trace.len())
        .rev()
        .fold(trace.len() - 1, |worst, step| if violation(step) > violation(worst) { step } else { worst });
    let wrong = search.actions(trace[worst] as usize);
    let same = wrong.iter().zip(&example.actions).take_while(|(a, b)| a == b).count();
    let mut changes: Vec<(u64, u8, f32)> = Vec::new();
    for (actions, by) in [(&example.actions[..=worst], 1.0), (&wrong[..], -1.0)] {
        let mut step = 0;
        replay.follow(learner, &example.nodes, actions, |features, action, _| {
            if step >= same {
                changes.extend(features.iter().map(|&feature| (feature, action, by)));
            }
            step += 1;
        });
    }
    for (feature, action, by) in changes {
        learner.change(feature, action as usize, by);
    }
    false
}
