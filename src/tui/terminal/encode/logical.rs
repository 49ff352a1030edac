//! `logical`: the nearest thing to logical order that a laid-out row allows. Each stretch of a row between borders,
//! Latin letters and gaps of two blanks is turned round with its neutrals, forms go back to base letters, and a
//! left-to-right mark ends it; the terminal orders and joins. Borders hold, what is between them is the terminal's.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::BidiClass;

use super::{LRM, Piece, class, joins, stretches};

/// Turns the stretches round.
pub fn encode(row: &mut [Piece]) {
    for part in stretches(row, |at| !parts(row, at)) {
        let pulls = |at: &usize| class::is_arabic(&row[*at]) || class::is_arabic_digit(&row[*at]);
        let Some(first) = part.clone().find(pulls) else { continue };
        let last = part.rev().find(pulls).unwrap_or(first);
        class::turn_round(&mut row[first..=last]);
        for word in stretches(row, |at| (first..=last).contains(&at) && class::is_arabic(&row[at])) {
            joins::keep(row, word);
        }
        row[first..=last].iter_mut().for_each(unshape);
        row[last].text.push(LRM);
    }
}

/// Whether the cell parts two stretches: a border, a Latin letter, a blank beside a blank.
fn parts(row: &[Piece], at: usize) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| row.get(at)).is_some_and(class::is_blank);
    class::is_box(&row[at])
        || class::class(&row[at]) == BidiClass::LeftToRight
        || blank(Some(at)) && (blank(at.checked_sub(1)) || blank(Some(at + 1)))
}

/// A presentation form back to its base letter; lam-alef stays in one cell, or the columns after it would move.
fn unshape(piece: &mut Piece) {
    let c = class::first(piece);
    if !matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEF4}') {
        return;
    }
    let base = ComposingNormalizerBorrowed::new_nfkc().normalize(c.encode_utf8(&mut [0; 4])).into_owned();
    if base.chars().count() == 1 {
        piece.text = base.chars().chain(piece.text.chars().skip(1)).collect();
    }
}
