//! `visual-lrm`: a left-to-right mark at the end of each Arabic cell, so that a reordering terminal finds runs of one
//! letter only. Arabic digits get it too: neutrals between two Arabic numbers go right to left (UAX #9 N1).

use super::{LRM, Piece, class};

/// Puts the mark into the same string as the letter, after its marks: after an escape sequence it could be lost.
pub fn encode(row: &mut [Piece]) {
    for piece in row.iter_mut().filter(|piece| class::is_arabic(piece) || class::is_arabic_digit(piece)) {
        piece.text.push(LRM);
    }
}
