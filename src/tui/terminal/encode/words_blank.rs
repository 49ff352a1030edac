//! `words-blank`: for terminals that drop bidi controls (PuTTY, zellij). U+2800, blank and strong left-to-right, stands
//! for every space; a run reaches from the first Arabic cell between two of them to the last.
//!
//! Known gap: a European number that follows an Arabic letter on its right without a blank cannot be sent right, since
//! nothing strong and invisible may stand between them.

use icu_properties::props::BidiClass;

use super::{BRAILLE_BLANK, Piece, class, stretches};

/// Replaces the blanks and turns the runs round, the neutrals and numbers inside them included.
pub fn encode(row: &mut [Piece]) {
    for piece in row.iter_mut().filter(|piece| class::is_blank(piece)) {
        piece.text.clear();
        piece.text.push(BRAILLE_BLANK);
    }
    for part in stretches(row, |at| class::class(&row[at]) != BidiClass::LeftToRight) {
        let pulls = |at: &usize| class::is_arabic(&row[*at]) || class::is_arabic_digit(&row[*at]);
        let Some(first) = part.clone().find(pulls) else { continue };
        let last = part.rev().find(pulls).unwrap_or(first);
        class::turn_round(&mut row[first..=last]);
    }
}
