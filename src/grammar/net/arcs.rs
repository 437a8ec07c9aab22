//! The best tree for scores of arcs, exactly one word on the root, no arcs crossing (Eisner 1996).
//!
//! In `Biden met Xi` the arcs met→Biden and met→Xi together outweigh Biden→met and met→Xi.

#![expect(
    clippy::many_single_char_names,
    reason = "the ends of spans and what lies between are i, j and k in all that is written of it"
)]

/// What is left of a negative number in a view of a word.
pub const LEAK: f32 = 0.1;

/// A number, or a part of it if it is negative.
#[inline(always)]
#[must_use]
pub fn leaky(x: f32, leak: f32) -> f32 {
    if x > 0.0 { x } else { leak * x }
}

/// Tables of the search, kept from sentence to sentence. Of each span one entry, in the row of its head; those whose
/// name ends in `across` are the same in the row of the other end, so that every search goes along rows.
#[derive(Debug, Default)]
pub struct Trees {
    length: usize,
    /// Complete spans with the head on the left.
    right: Vec<f32>,
    right_across: Vec<f32>,
    /// Complete spans with the head on the right.
    left: Vec<f32>,
    left_across: Vec<f32>,
    /// Spans with an arc from the left end to the right one, which may take more on its inner side alone.
    right_open: Vec<f32>,
    /// The same from the right to the left.
    left_open: Vec<f32>,
}

/// The largest sum of numbers of two rows that stand at the same place.
fn best(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; 8];
    let (a_chunks, a_rest) = a.as_chunks::<8>();
    let (b_chunks, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for lane in 0..8 {
            let sum = a[lane] + b[lane];
            lanes[lane] = if sum > lanes[lane] { sum } else { lanes[lane] };
        }
    }
    for ((lane, a), b) in lanes.iter_mut().zip(a_rest).zip(b_rest) {
        let sum = a + b;
        *lane = if sum > *lane { sum } else { *lane };
    }
    lanes.into_iter().fold(f32::NEG_INFINITY, |best, sum| if sum > best { sum } else { best })
}

fn first(a: &[f32], b: &[f32], sum: f32) -> usize {
    a.iter().zip(b).position(|(a, b)| a + b >= sum).unwrap_or(0)
}

impl Trees {
    /// Heads for scores: `scores[dependent * (length + 1) + head]`, heads counted from 1 and 0 for the root.
    pub fn heads(&mut self, scores: &[f32], length: usize) -> Vec<usize> {
        if length == 0 {
            return Vec::new();
        }
        self.fill(scores, length);
        let top = |word: usize| {
            scores[word * (length + 1)] + self.left[word * length] + self.right[word * length + length - 1]
        };
        let root = (1..length).fold(0, |best, word| if top(word) > top(best) { word } else { best });
        let mut heads = vec![0; length];
        self.take_apart(vec![(root, 0), (root, length - 1)], &mut heads);
        heads
    }

    fn fill(&mut self, scores: &[f32], n: usize) {
        self.length = n;
        let tables = [&mut self.right, &mut self.right_across, &mut self.left, &mut self.left_across];
        for table in tables.into_iter().chain([&mut self.right_open, &mut self.left_open]) {
            table.clear();
            table.resize(n * n, 0.0);
        }
        for width in 1..n {
            for i in 0..n - width {
                let j = i + width;
                let (a, b) = self.meeting(i, j);
                let open = best(a, b);
                self.right_open[i * n + j] = open + scores[j * (n + 1) + i + 1];
                self.left_open[j * n + i] = open + scores[i * (n + 1) + j + 1];
                let (a, b) = self.rightward(i, j);
                let right = best(a, b);
                (self.right[i * n + j], self.right_across[j * n + i]) = (right, right);
                let (a, b) = self.leftward(i, j);
                let left = best(a, b);
                (self.left[j * n + i], self.left_across[i * n + j]) = (left, left);
            }
        }
    }

    /// Two complete spans that meet between two words: from `i` to `k`, and from `k + 1` to `j`.
    fn meeting(&self, i: usize, j: usize) -> (&[f32], &[f32]) {
        let n = self.length;
        (&self.right[i * n + i..i * n + j], &self.left[j * n + i + 1..=j * n + j])
    }

    /// An arc from `i` to a `k` on its right, and what `k` has on its right up to `j`.
    fn rightward(&self, i: usize, j: usize) -> (&[f32], &[f32]) {
        let n = self.length;
        (&self.right_open[i * n + i + 1..=i * n + j], &self.right_across[j * n + i + 1..=j * n + j])
    }

    /// What a `k` has on its left from `i`, and an arc to it from `j` on its right.
    fn leftward(&self, i: usize, j: usize) -> (&[f32], &[f32]) {
        let n = self.length;
        (&self.left_across[i * n + i..i * n + j], &self.left_open[j * n + i..j * n + j])
    }

    /// Sets the heads of the words of complete spans: the head and the other end of each.
    fn take_apart(&self, spans: Vec<(usize, usize)>, heads: &mut [usize]) {
        let n = self.length;
        let mut open = spans;
        while let Some((head, end)) = open.pop() {
            if head == end {
                continue;
            }
            let k = if head < end {
                let (a, b) = self.rightward(head, end);
                head + 1 + first(a, b, self.right[head * n + end])
            } else {
                let (a, b) = self.leftward(end, head);
                end + first(a, b, self.left[head * n + end])
            };
            heads[k] = head + 1;
            open.push((k, end));
            let (i, j) = (head.min(k), head.max(k));
            let (a, b) = self.meeting(i, j);
            let middle = i + first(a, b, best(a, b));
            open.extend([(i, middle), (j, middle + 1)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::learn::Shuffle;

    /// The best tree among all.
    fn slowly(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for number in 0..(n + 1).pow(u32::try_from(n).expect("short")) {
            let heads: Vec<usize> = (0..n)
                .scan(number, |rest, _| {
                    let head = *rest % (n + 1);
                    *rest /= n + 1;
                    Some(head)
                })
                .collect();
            if is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, head)| scores[word * (heads.len() + 1) + head]).sum()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let rooted = |word: usize| {
            let mut word = word;
            for _ in 0..=heads.len() {
                match heads[word] {
                    0 => return true,
                    head => word = head - 1,
                }
            }
            false
        };
        let arc = |(word, &head): (usize, &usize)| (head > 0).then(|| (word.min(head - 1), word.max(head - 1)));
        let arcs: Vec<(usize, usize)> = heads.iter().enumerate().filter_map(arc).collect();
        let cross = |&(a, b): &(usize, usize)| arcs.iter().any(|&(c, d)| a < c && c < b && b < d);
        let covers_root = |&(a, b): &(usize, usize)| (a + 1..b).any(|word| heads[word] == 0);
        heads.iter().filter(|&&head| head == 0).count() == 1
            && (0..heads.len()).all(rooted)
            && !arcs.iter().any(cross)
            && !arcs.iter().any(covers_root)
    }

    #[test]
    fn as_good_as_trying_all_trees() {
        let (mut chance, mut trees) = (Shuffle::new(1), Trees::default());
        for round in 0..60 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| f32::from(u8::try_from(chance.below(100)).unwrap_or(0)) / 4.0 - 12.0)
                .collect();
            let heads = trees.heads(&scores, n);
            assert!(is_tree(&heads), "{heads:?}");
            assert!((total(&scores, &heads) - slowly(&scores, n)).abs() < 1e-3, "{heads:?}");
        }
    }
}
