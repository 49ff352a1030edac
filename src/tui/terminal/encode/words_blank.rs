//! `words-blank`: for terminals that drop bidi controls (PuTTY, zellij). U+2800, blank and strong left-to-right, stands
//! for every space; a run reaches from the first Arabic cell between two of them to the last.
//!
//! A European number that follows an Arabic letter on its right without a blank (`عربي` written after `19-`) must stand
//! inside a run, with an Arabic letter on its right: the algorithm takes it to the left of the letters that come before
//! it. So the blanks up to the next word on its right stay spaces, and both words are one run. Where no Arabic letter
//! follows before Latin ones, a border or the end of the row, the number cannot be sent right: every cell has the class
//! of the character in it, nothing of no width counts, and no digit is strong. It is then seen on the left of its word.
//!
//! PuTTY takes a row's direction from its first strong character. A row that begins with a border and has no blank before
//! its first Arabic letter would be turned as a whole: a letter that looks like a border, strong left-to-right, stands
//! for it. A row that begins with an Arabic letter is beyond help.

use std::ops::Range;

use icu_properties::props::BidiClass;

use super::{BRAILLE_BLANK, Piece, class, stretches};

/// A letter of the Latin script that looks like a border.
const BAR: &str = "\u{1C0}";

/// Replaces the blanks and turns the runs round, the neutrals and numbers inside them included.
pub fn encode(row: &mut [Piece]) {
    let bridges = bridges(row);
    for (at, piece) in row.iter_mut().enumerate().filter(|(_, piece)| class::is_blank(piece)) {
        let is_bridged = bridges.iter().any(|bridge| bridge.contains(&at));
        piece.text.clear();
        piece.text.push(if is_bridged { ' ' } else { BRAILLE_BLANK });
    }
    begin_left_to_right(row);
    for part in stretches(row, |at| !is_left_to_right(&row[at])) {
        let Some(first) = part.clone().find(|at| pulls(&row[*at])) else { continue };
        let last = part.rev().find(|at| pulls(&row[*at])).unwrap_or(first);
        class::turn_round(&mut row[first..=last]);
    }
}

fn is_left_to_right(piece: &Piece) -> bool {
    class::class(piece) == BidiClass::LeftToRight
}

fn pulls(piece: &Piece) -> bool {
    class::is_arabic(piece) || class::is_arabic_digit(piece)
}

/// The stretches from a word that a number follows to the next Arabic letter, found from right to left: onto a word whose
/// own number cannot be sent right there is no bridge, or its number would be seen on the left of both.
fn bridges(row: &[Piece]) -> Vec<Range<usize>> {
    let mut bridges = Vec::new();
    let mut beyond_help: Option<Range<usize>> = None;
    for word in stretches(row, |at| !class::is_blank(&row[at]) && !is_left_to_right(&row[at])).into_iter().rev() {
        if !is_followed_by_number(&row[word.clone()]) {
            continue;
        }
        let onto = (word.end..row.len())
            .take_while(|&at| !is_left_to_right(&row[at]) && !class::is_box(&row[at]))
            .find(|&at| class::is_arabic(&row[at]));
        match onto.filter(|at| beyond_help.as_ref().is_none_or(|word| !word.contains(at))) {
            Some(onto) => bridges.push(word.end..onto),
            None => beyond_help = Some(word),
        }
    }
    bridges
}

/// Whether a European number stands on the right of the word's last Arabic cell.
fn is_followed_by_number(word: &[Piece]) -> bool {
    let Some(last) = word.iter().rposition(pulls) else { return false };
    word.iter().skip(last).any(|piece| class::class(piece) == BidiClass::EuropeanNumber)
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
