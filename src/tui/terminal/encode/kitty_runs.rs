//! `kitty-runs`: for a kitty before 0.40, or under tmux, whose Arabic comes from a fallback font. It lays each run of
//! characters of that font out from right to left; colours stay. So the text of such a run is sent turned round,
//! styles staying, marks left out.

use super::kitty_words::{is_turned, keep_base, reverse_texts};
use super::{Piece, class, stretches_of_one_face};

/// Turns runs of the Arabic blocks round.
pub fn encode(row: &mut [Piece]) {
    row.iter_mut().for_each(keep_base);
    for run in stretches_of_one_face(row, |at| in_arabic_block(class::first(&row[at]))) {
        let cells = &mut row[run];
        if cells.iter().any(is_turned) {
            reverse_texts(cells);
        }
    }
}

/// The blocks that a fallback font is asked for: Arabic to Arabic Extended-A, and both blocks of presentation forms.
const fn in_arabic_block(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}
