//! `words-blank`: for terminals that drop bidi controls (PuTTY, zellij). U+2800, blank and strong left-to-right, stands
//! for every space; a run reaches from the first Arabic cell between two of them to the last.
//!
//! Known gap: a European number that follows an Arabic letter on its right without a blank cannot be sent right, since
//! nothing strong and invisible may stand between them.

use icu_properties::props::BidiClass;

use super::{BRAILLE_BLANK, Piece, class, stretches};

/// A letter of the Latin script that looks like a border.
const BAR: &str = "\u{1C0}";

/// Replaces the blanks and turns the runs round, the neutrals and numbers inside them included.
pub fn encode(row: &mut [Piece]) {
    for piece in row.iter_mut().filter(|piece| class::is_blank(piece)) {
        piece.text.clear();
        piece.text.push(BRAILLE_BLANK);
    }
    begin_left_to_right(row);
    for part in stretches(row, |at| class::class(&row[at]) != BidiClass::LeftToRight) {
        let pulls = |at: &usize| class::is_arabic(&row[*at]) || class::is_arabic_digit(&row[*at]);
        let Some(first) = part.clone().find(pulls) else { continue };
        let last = part.rev().find(pulls).unwrap_or(first);
        class::turn_round(&mut row[first..=last]);
    }
}

/// Where an Arabic letter is the first strong cell, a border before it becomes one: the terminal takes the row's direction
/// from there.
fn begin_left_to_right(row: &mut [Piece]) {
    let is_strong = |piece: &Piece| class::is_arabic(piece) || class::class(piece) == BidiClass::LeftToRight;
    let Some(first) = row.iter().position(is_strong).filter(|&first| class::is_arabic(&row[first])) else { return };
    if let Some(border) = row.iter_mut().take(first).find(|piece| piece.text == "│") {
        border.text = BAR.into();
    }
}
