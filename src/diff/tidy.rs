//! The shortest edit script is not the one that reads best: where a sentence was written anew, the few small words that both
//! happen to hold are no common ground. They join the changes around them.

use similar::DiffOp;

/// A run of words that both texts have, or a run of the one in place of a run of the other, as numbers of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Op {
    /// Whether they are the same words.
    pub same: bool,
    /// The first word of the old text, and the one after the last.
    pub old: (usize, usize),
    /// The same of the new text.
    pub new: (usize, usize),
}

impl Op {
    /// The longer of its two sides, in words.
    fn longer(&self) -> usize {
        (self.old.1 - self.old.0).max(self.new.1 - self.new.0)
    }
}

/// Joins changes with what lies between them where that is no longer than either.
pub(super) fn tidy(script: Vec<DiffOp>) -> Vec<Op> {
    let mut ops: Vec<Op> = Vec::with_capacity(script.len());
    for op in script.into_iter().map(op) {
        push(&mut ops, op);
        absorb(&mut ops);
    }
    ops
}

fn op(op: DiffOp) -> Op {
    let (old, new) = (op.old_range(), op.new_range());
    Op { same: matches!(op, DiffOp::Equal { .. }), old: (old.start, old.end), new: (new.start, new.end) }
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
