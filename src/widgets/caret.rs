//! Where text is inserted, and the steps that lead there.

use crate::span::Offset;

/// To which of its two neighbours a caret clings; they may be far apart on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Affinity {
    /// To the cluster that ends here: the caret is drawn behind it.
    Before,
    /// To the cluster that starts here: the caret is drawn on it.
    #[default]
    After,
}

/// Where text is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caret {
    /// A boundary of grapheme clusters in the text, or of the cells of a cluster that is drawn in several.
    pub offset: Offset,
    /// The neighbour it is drawn at.
    pub affinity: Affinity,
}

impl Caret {
    pub(super) const fn before(offset: usize) -> Caret {
        Caret { offset: Offset(offset), affinity: Affinity::Before }
    }

    pub(super) const fn after(offset: usize) -> Caret {
        Caret { offset: Offset(offset), affinity: Affinity::After }
    }
}

/// A step of the caret. Left, right, up and down are those of the screen; beginnings and ends are those of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One cell to the left.
    Left,
    /// One cell to the right.
    Right,
    /// To the next first letter of a word to the left.
    WordLeft,
    /// To the next first letter of a word to the right.
    WordRight,
    /// One row up, in the same column as far as the row goes.
    Up,
    /// One row down, in the same column as far as the row goes.
    Down,
    /// As many rows up as the field shows.
    PageUp,
    /// As many rows down as the field shows.
    PageDown,
    /// To the beginning of the row.
    Home,
    /// To the end of the row.
    End,
    /// To the beginning of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
}
