//! `kitty-words`: for a kitty before 0.40, or under tmux, whose main font has Arabic. It lays a blank-parted word that
//! begins with an Arabic letter out from right to left inside its own cells, punctuation included, and leaves the
//! colours where they were; a change to bold or italic is another font, and parts the word. So the text of such a word is sent turned round, styles staying, marks left out.

use super::{Piece, class, stretches_of_one_face};

/// Turns whole words round.
pub fn encode(row: &mut [Piece]) {
    for word in stretches_of_one_face(row, |at| !class::is_blank(&row[at]) && !class::is_box(&row[at])) {
        let cells = &mut row[word];
        if !cells.iter().any(is_turned) {
            continue;
        }
        cells.iter_mut().for_each(keep_base);
        // The terminal turns a word whose first letter, as sent, is Arabic. Arabic digits count as letters (seen).
        let is_letter = |piece: &&Piece| class::first(piece).is_alphabetic() || is_turned(piece);
        if cells.iter().rev().find(is_letter).is_some_and(is_turned) {
            reverse_texts(cells);
            cells.iter_mut().for_each(class::turn_over);
        }
    }
}

/// Whether a cell makes kitty lay its surroundings out from right to left: also the digits of Persian and Urdu, which are
/// European to the bidi algorithm and Arabic by script.
pub fn is_turned(piece: &Piece) -> bool {
    class::is_arabic(piece) || class::is_arabic_digit(piece) || matches!(class::first(piece), '\u{6f0}'..='\u{6f9}')
}

/// Leaves the marks out: they would be torn from their letter.
pub fn keep_base(piece: &mut Piece) {
    let base = class::first(piece);
    if piece.text.len() > base.len_utf8() && (class::is_arabic(piece) || piece.text.chars().skip(1).all(class::is_mark))
    {
        piece.text.clear();
        piece.text.push(base);
    }
}

/// Turns the texts round and leaves styles and columns where they are. A stretch with a wide cluster stays.
pub fn reverse_texts(cells: &mut [Piece]) {
    if cells.iter().any(|piece| piece.width != 1) {
        return;
    }
    let mut texts: Vec<_> = cells.iter().map(|piece| piece.text.clone()).collect();
    for piece in cells {
        piece.text = texts.pop().unwrap_or_default();
    }
}
