//! What the encoders ask of a cell: is it Arabic, a digit, a blank, a border?

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass, BidiMirroringGlyph, GeneralCategory};

use super::Piece;
use crate::tui::terminal::grid::is_plain;

/// The bidi class of a cell: that of its first character.
pub fn class(piece: &Piece) -> BidiClass {
    CodePointMapData::<BidiClass>::new().get(first(piece))
}

/// The first character of a cell.
pub fn first(piece: &Piece) -> char {
    piece.text.chars().next().unwrap_or(' ')
}

/// Whether a cell holds a letter of a right-to-left script (bidi class AL or R).
pub fn is_arabic(piece: &Piece) -> bool {
    matches!(class(piece), BidiClass::ArabicLetter | BidiClass::RightToLeft)
}

/// Whether a cell holds an Arabic digit (bidi class AN).
pub fn is_arabic_digit(piece: &Piece) -> bool {
    class(piece) == BidiClass::ArabicNumber
}

/// Whether every terminal takes for a cell the columns that we give it. A conservative list, measured in nine terminals: of
/// emoji, of the spacing marks of Indic scripts and of what Unicode assigned late they take none, one or two each.
pub fn is_sure(piece: &Piece) -> bool {
    // Nearly all cells, told without a look at the ranges.
    if is_plain(piece.text.as_bytes()) {
        return true;
    }
    let is_sure = |c| {
        matches!(c, '\0'..='\u{377}' | '\u{384}'..='\u{52f}' | '\u{591}'..='\u{5c7}' | '\u{5d0}'..='\u{5ea}' | '\u{5ef}'..='\u{5f4}'
            | '\u{600}'..='\u{70d}' | '\u{70f}'..='\u{74a}' | '\u{74d}'..='\u{7b1}' | '\u{7c0}'..='\u{7fa}' | '\u{8a0}'..='\u{8b4}'
            | '\u{200c}'..='\u{200e}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203b}' | '\u{20a0}'..='\u{20bf}'
            | '\u{2190}'..='\u{2193}' | '\u{2212}' | '\u{2400}'..='\u{2426}' | '\u{2500}'..='\u{25a0}' | '\u{25b8}' | '\u{25be}' | '\u{25c2}'
            | '\u{25cb}'..='\u{25cf}' | '\u{2713}' | '\u{2717}' | '\u{2800}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}'
            | '\u{4e00}'..='\u{9fef}' | '\u{ac00}'..='\u{d7a3}' | '\u{fb1d}'..='\u{fbc1}' | '\u{fbd3}'..='\u{fd3f}' | '\u{fd50}'..='\u{fd8f}'
            | '\u{fd92}'..='\u{fdc7}' | '\u{fdf0}'..='\u{fdfd}' | '\u{fe70}'..='\u{fe74}' | '\u{fe76}'..='\u{fefc}' | '\u{fffd}')
    };
    piece.text.chars().all(is_sure)
}

/// Whether a cell is a blank.
pub fn is_blank(piece: &Piece) -> bool {
    matches!(piece.text.as_str(), " " | "\u{A0}")
}

/// Whether a cell is box drawing.
pub fn is_box(piece: &Piece) -> bool {
    matches!(first(piece), '\u{2500}'..='\u{257F}')
}

/// Whether a character is a mark that is drawn on the letter before it.
pub fn is_mark(c: char) -> bool {
    c >= '\u{300}' && CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::NonspacingMark
}

/// The cell with its bracket or quotation mark turned over (UAX #9 L4 undone).
pub fn turn_over(piece: &mut Piece) {
    let c = first(piece);
    if let Some(other) = CodePointMapData::<BidiMirroringGlyph>::new().get(c).mirroring_glyph {
        piece.text = std::iter::once(other).chain(piece.text.chars().skip(1)).collect();
    }
}

/// Turns a stretch of cells round as a reordering terminal will turn it back: mirrored signs turned over, numbers kept
/// forward. A number is digits with a single separator inside, as W4 has it after an Arabic letter.
pub fn turn_round(run: &mut [Piece]) {
    run.reverse();
    run.iter_mut().for_each(turn_over);
    let mut at = 0;
    while at < run.len() {
        let end = number_end(run, at);
        if end > at {
            run[at..end].reverse();
        }
        at = end.max(at + 1);
    }
}

fn number_end(run: &[Piece], start: usize) -> usize {
    let is_digit = |at: usize| {
        run.get(at).is_some_and(|p| matches!(class(p), BidiClass::EuropeanNumber | BidiClass::ArabicNumber))
    };
    let mut end = start;
    loop {
        while is_digit(end) {
            end += 1;
        }
        let separated =
            end > start && run.get(end).is_some_and(|p| class(p) == BidiClass::CommonSeparator) && is_digit(end + 1);
        if !separated {
            return end;
        }
        end += 1;
    }
}
