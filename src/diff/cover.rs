//! Runs of words to stretches of both texts that leave nothing out: what stands between two words is compared as well.

use super::tidy::Op;
use super::tokens::Tokens;
use super::{Change, Kind};
use crate::fold::{Level, fold_char, folded};
use crate::span::Span;

/// Both texts with their words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides<'a> {
    pub old: (&'a str, &'a Tokens),
    pub new: (&'a str, &'a Tokens),
}

/// The changes, in order; neighbours of one kind are one.
pub(super) fn cover(sides: Sides<'_>, ops: &[Op]) -> Vec<Change> {
    let mut cover = Cover { sides, changes: Vec::new(), at: (0, 0) };
    for op in ops {
        if op.same {
            for (old, new) in (op.old.0..op.old.1).zip(op.new.0..op.new.1) {
                let (old, new) = (sides.old.1.span(old), sides.new.1.span(new));
                cover.between(old.start.0, new.start.0);
                let kind = spelled(old.of(sides.old.0), new.of(sides.new.0));
                cover.push(kind, old.end.0, new.end.0);
            }
        } else {
            cover.changed(op);
        }
    }
    cover.between(sides.old.0.len(), sides.new.0.len());
    cover.changes
}

struct Cover<'a> {
    sides: Sides<'a>,
    changes: Vec<Change>,
    /// How far both texts are covered.
    at: (usize, usize),
}

impl Cover<'_> {
    /// Covers both texts up to here, as one change of this kind.
    fn push(&mut self, kind: Kind, old: usize, new: usize) {
        let change = Change { kind, old: Span::new(self.at.0, old), new: Span::new(self.at.1, new) };
        self.at = (old, new);
        if change.old.is_empty() && change.new.is_empty() {
            return;
        }
        match self.changes.last_mut().filter(|last| last.kind == kind && kind == Kind::Same) {
            Some(last) => (last.old.end, last.new.end) = (change.old.end, change.new.end),
            None => self.changes.push(change),
        }
    }

    /// Covers what stands before two words that are the same, or behind the last ones.
    fn between(&mut self, old: usize, new: usize) {
        let (old_text, new_text) = self.gaps(old, new);
        if marks(old_text).eq(marks(new_text)) {
            return self.push(Kind::Same, old, new);
        }
        // The blanks around the marks are no part of what was changed.
        let lead = (blanks(old_text), blanks(new_text));
        let trail = (old_text.trim_end().len().max(lead.0), new_text.trim_end().len().max(lead.1));
        let from = self.at;
        self.push(Kind::Same, from.0 + lead.0, from.1 + lead.1);
        self.push(Kind::Punctuation, from.0 + trail.0, from.1 + trail.1);
        self.push(Kind::Same, old, new);
    }

    /// Covers words that were changed.
    fn changed(&mut self, op: &Op) {
        match (stretch(self.sides.old.1, op.old), stretch(self.sides.new.1, op.new)) {
            (Some(old), Some(new)) => {
                self.between(old.start.0, new.start.0);
                self.push(Kind::Words, old.end.0, new.end.0);
            }
            (Some(old), None) => {
                let next = (next_word(self.sides.old, op.old.1), next_word(self.sides.new, op.new.1));
                let ends = one_sided(self.gaps(old.start.0, next.1), old, self.sides.old.0, next.0);
                self.push(Kind::Same, self.at.0 + ends.before, self.at.1 + ends.other);
                self.push(Kind::Words, ends.end, self.at.1);
            }
            (None, Some(new)) => {
                let next = (next_word(self.sides.old, op.old.1), next_word(self.sides.new, op.new.1));
                let (stays, before) = self.gaps(next.0, new.start.0);
                let ends = one_sided((before, stays), new, self.sides.new.0, next.1);
                self.push(Kind::Same, self.at.0 + ends.other, self.at.1 + ends.before);
                self.push(Kind::Words, self.at.0, ends.end);
            }
            (None, None) => {}
        }
    }

    /// What is not yet covered before `old` and before `new`.
    fn gaps(&self, old: usize, new: usize) -> (&str, &str) {
        (Span::new(self.at.0, old).of(self.sides.old.0), Span::new(self.at.1, new).of(self.sides.new.0))
    }
}

/// What goes with words that only one text has.
struct Ends {
    /// How much before them stays, in bytes.
    before: usize,
    /// As much of the other text is the same.
    other: usize,
    /// Where what goes with them ends.
    end: usize,
}

/// The marks on one side of such words go with them, or those on both where none stay. `gaps`: what stands before them, and
/// what parts their neighbours in the other text; `next`: where the next word begins.
fn one_sided((before, stays): (&str, &str), words: Span, text: &str, next: usize) -> Ends {
    let after = Span::new(words.end.0, next).of(text);
    let with_after = words.end.0 + after.trim_end().len();
    if marks(before).eq(marks(stays)) {
        return Ends { before: before.len(), other: stays.len(), end: with_after };
    }
    let none_stay = marks(stays).next().is_none();
    Ends { before: blanks(before), other: 0, end: if none_stay { with_after } else { words.end.0 } }
}

/// The words from the first of a run to its last, with all between them.
fn stretch(tokens: &Tokens, (first, after): (usize, usize)) -> Option<Span> {
    (first < after).then(|| Span { start: tokens.span(first).start, end: tokens.span(after - 1).end })
}

/// Where word number `at` begins, or the text ends.
fn next_word((text, tokens): (&str, &Tokens), at: usize) -> usize {
    if at < tokens.len() { tokens.span(at).start.0 } else { text.len() }
}

/// How two words that are the same when folded are spelled.
fn spelled(old: &str, new: &str) -> Kind {
    if old == new {
        return Kind::Same;
    }
    let bare = |word: &str| -> String {
        folded(word, Level::Exact).chars().filter(|&c| fold_char(c, Level::Normal).is_some()).collect()
    };
    let seen = |word: &str| word.chars().filter(|&c| !is_unseen(c)).collect::<String>();
    if seen(old) == seen(new) {
        Kind::Same
    } else if bare(old) == bare(new) {
        Kind::Vowels
    } else {
        Kind::Spelling
    }
}

/// Controls of direction and of joining, which nobody sees.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What is seen of a gap, without its blanks.
fn marks(gap: &str) -> impl Iterator<Item = char> {
    gap.chars().filter(|&c| !c.is_whitespace() && !is_unseen(c))
}

/// How many bytes of blanks a gap begins with.
fn blanks(gap: &str) -> usize {
    gap.len() - gap.trim_start().len()
}
