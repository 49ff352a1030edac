//! `words-lrm`: each unbroken Arabic run turned round, so that the terminal turns it back and joins it as one word.
//! A left-to-right mark on the run's last sent cell parts it from what follows, joiners keep the forms as they are. Konsole.

use super::{LRM, Piece, class, joins, stretches};

/// Turns the runs round; styles go with their cells.
pub fn encode(row: &mut [Piece]) {
    for run in stretches(row, |at| class::is_arabic(&row[at])) {
        row[run.clone()].reverse();
        joins::keep(row, run.clone());
        row[run.end - 1].text.push(LRM);
    }
    // Neutrals between two Arabic numbers would go right to left (UAX #9 N1).
    for run in stretches(row, |at| class::is_arabic_digit(&row[at])) {
        row[run.end - 1].text.push(LRM);
    }
}
