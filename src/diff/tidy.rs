//! The shortest edit script is not the one that reads best: where a sentence was written anew, the few small words that both
//! happen to hold are no common ground. They join the changes around them.

use similar::DiffOp;

/// A run of words that both texts have, or a run of the one in place of a run of the other, as numbers of words: the first, and
/// the one after the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// Whether they are the same.
    pub same: bool,
    /// Where it is in the old row.
    pub old: (usize, usize),
    /// Where it is in the new row.
    pub new: (usize, usize),
}

impl Op {
    /// The longer of its two sides, in words.
    fn longer(&self) -> usize {
        (self.old.1 - self.old.0).max(self.new.1 - self.new.0)
    }
}

/// The runs of a script, neighbours of one sort joined.
pub(super) fn plain(script: Vec<DiffOp>) -> Vec<Op> {
    let mut ops: Vec<Op> = Vec::with_capacity(script.len());
    for op in script {
        let (old, new) = (op.old_range(), op.new_range());
        let same = matches!(op, DiffOp::Equal { .. });
        push(&mut ops, Op { same, old: (old.start, old.end), new: (new.start, new.end) });
    }
    ops
}

/// Joins changes with what lies between them where that is no longer than either.
pub(super) fn tidy(script: Vec<Op>) -> Vec<Op> {
    let mut ops: Vec<Op> = Vec::with_capacity(script.len());
    for op in script {
        push(&mut ops, op);
        absorb(&mut ops);
    }
    ops
}

fn push(ops: &mut Vec<Op>, next: Op) {
    match ops.last_mut().filter(|last| last.same == next.same) {
        Some(last) => (last.old.1, last.new.1) = (next.old.1, next.new.1),
        None => ops.push(next),
    }
}

/// Joins the last two changes, and those before them, while what lies between is short.
fn absorb(ops: &mut Vec<Op>) {
    while let [.., before, between, after] = ops.as_slice() {
        let short = between.same && between.longer() <= before.longer().min(after.longer()) && between.longer() <= MOST;
        // One word on either side of a word that stayed: two changes, each plain to see.
        if !short || after.longer() < 2 || before.longer() < 2 {
            return;
        }
        let (old, new) = (after.old.1, after.new.1);
        ops.truncate(ops.len() - 2);
        if let Some(before) = ops.last_mut() {
            (before.old.1, before.new.1) = (old, new);
        }
    }
}

/// So many words in a row are common ground, whatever is around them.
const MOST: usize = 3;
