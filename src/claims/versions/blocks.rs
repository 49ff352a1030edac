//! Blocks of two versions that belong together: the same ones first, then, between those, the most alike in order.

use std::collections::HashMap;

use crate::article::Article;
use crate::diff::{Tokens, same};

/// A block of the old version with the one of the new version that it became, by their numbers.
pub(super) type Joined = (Option<usize>, Option<usize>);

/// Two blocks belong together from so many shared words on, in hundredths of all words of both.
const LEAST: usize = 40;
/// Up to so many pairs are looked at between two blocks that stayed; beyond that, what is between was replaced.
const MOST: usize = 100_000;

/// All blocks of both versions, in the order of the new one; what is gone stands where it stood.
pub(super) fn join(old: &Article, new: &Article) -> Vec<Joined> {
    let (old, new) = (Words::of(old), Words::of(new));
    let mut joined = Vec::with_capacity(old.blocks.len().max(new.blocks.len()));
    for run in same(&old.keys, &new.keys) {
        if run.same {
            joined.extend((run.old.0..run.old.1).zip(run.new.0..run.new.1).map(|(old, new)| (Some(old), Some(new))));
        } else {
            between(&old, &new, (run.old, run.new), &mut joined);
        }
    }
    joined
}

/// The words of each block, folded.
struct Words {
    /// All words of a block, with blanks between.
    keys: Vec<String>,
    blocks: Vec<HashMap<String, usize>>,
    lengths: Vec<usize>,
}

impl Words {
    fn of(article: &Article) -> Words {
        let tokens = article.blocks.iter().map(|block| Tokens::of(block.span.of(&article.text)));
        let (mut keys, mut blocks, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
        for tokens in tokens {
            let mut counts: HashMap<String, usize> = HashMap::new();
            for key in tokens.keys() {
                *counts.entry(key.to_owned()).or_default() += 1;
            }
            keys.push(tokens.keys().collect::<Vec<_>>().join(" "));
            blocks.push(counts);
            lengths.push(tokens.len());
        }
        Words { keys, blocks, lengths }
    }
}

/// How many words two blocks share, in hundredths of all words of both.
fn alike(old: &Words, new: &Words, (one, other): (usize, usize)) -> usize {
    let shared: usize =
        old.blocks[one].iter().map(|(key, n)| new.blocks[other].get(key).map_or(0, |more| (*n).min(*more))).sum();
    let both = old.lengths[one] + new.lengths[other];
    (200 * shared).checked_div(both).unwrap_or(100)
}

/// Joins the blocks between two that stayed: in order, so that they are the most alike in sum.
fn between(old: &Words, new: &Words, (of_old, of_new): ((usize, usize), (usize, usize)), joined: &mut Vec<Joined>) {
    let (rows, columns) = (of_old.1 - of_old.0, of_new.1 - of_new.0);
    if rows.saturating_mul(columns) > MOST {
        joined.extend((of_old.0..of_old.1).map(|old| (Some(old), None)));
        joined.extend((of_new.0..of_new.1).map(|new| (None, Some(new))));
        return;
    }
    // The best sum of what is still to come, from each pair on.
    let mut best = vec![vec![0; columns + 1]; rows + 1];
    let mut likeness = vec![vec![0; columns]; rows];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let alike = alike(old, new, (of_old.0 + row, of_new.0 + column));
            likeness[row][column] = if alike >= LEAST { alike } else { 0 };
            let pair = likeness[row][column] + best[row + 1][column + 1];
            best[row][column] = pair.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let is_pair = row < rows
            && column < columns
            && likeness[row][column] > 0
            && best[row][column] == likeness[row][column] + best[row + 1][column + 1];
        if is_pair {
            joined.push((Some(of_old.0 + row), Some(of_new.0 + column)));
            (row, column) = (row + 1, column + 1);
        } else if row < rows && (column == columns || best[row][column] == best[row + 1][column]) {
            joined.push((Some(of_old.0 + row), None));
            row += 1;
        } else {
            joined.push((None, Some(of_new.0 + column)));
            column += 1;
        }
    }
}
