//! `visual`: the cells as they are, for terminals that put every cell where they are told.

use super::Piece;

/// Leaves the row as it is.
pub fn encode(_row: &mut [Piece]) {}
