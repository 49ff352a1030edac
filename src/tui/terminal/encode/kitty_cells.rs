//! `kitty-cells`: every cell its own unit by kitty's text-sizing protocol (OSC 66, from 0.40), with the alignment `h`
//! in turn, so that no two neighbours are shaped together. Words of ASCII alone go as they are.
//!
//! Final and separate seen, sheen, sad and dad reach out of their cell to the left in many monospaced fonts, and kitty
//! cuts glyphs at the edge: such a letter takes the blank on its left into its unit, letter first.

use compact_str::format_compact;

use super::{Piece, class, stretches};

/// Letters that are wider than a cell.
const WIDE: [char; 8] =
    ['\u{FEB1}', '\u{FEB2}', '\u{FEB5}', '\u{FEB6}', '\u{FEB9}', '\u{FEBA}', '\u{FEBD}', '\u{FEBE}'];

/// Puts the cells of every word that is not ASCII alone into units.
pub fn encode(row: &mut Vec<Piece>) {
    let words = stretches(row, |at| !class::is_blank(&row[at]) && !class::is_box(&row[at]));
    let mut swallowed = Vec::new();
    for word in words {
        if row[word.clone()].iter().all(|piece| piece.text.is_ascii()) {
            continue;
        }
        for (turn, at) in word.enumerate() {
            let takes_blank = WIDE.contains(&class::first(&row[at])) && at > 0 && is_bare(&row[at - 1], &row[at]);
            if takes_blank {
                swallowed.push(at - 1);
                row[at].seen_at = row[at - 1].seen_at;
            }
            wrap(&mut row[at], turn % 2, takes_blank);
        }
    }
    for at in swallowed.into_iter().rev() {
        row.remove(at);
    }
}

/// Whether `left` is a plain blank painted as `letter` is.
fn is_bare(left: &Piece, letter: &Piece) -> bool {
    left.text == " " && left.paint == letter.paint
}

fn wrap(piece: &mut Piece, alignment: usize, with_blank: bool) {
    let (width, blank) = if with_blank { (piece.width + 1, " ") } else { (piece.width, "") };
    piece.text = format_compact!("\x1b]66;w={width}:h={alignment};{}{blank}\x1b\\", piece.text);
    piece.width = width;
}
