//! A stage for the asking: lines of a right-to-left paragraph lengthened by tatweel, inside their words.
//!
//! Where a word may be lengthened, and which place comes first, is Microsoft's list for Internet Explorer 5.5
//! ("Justifying Text using Cascading Style Sheets", 2000), in the reading that later implementations share: after a
//! tatweel that the writer put; after seen and sad; before a final heh, teh marbuta or dal; before a final alef, tah, lam or
//! kaf; between a medial beh and a final reh or yeh; before a final waw, ain, qaf or feh; before any other final letter;
//! of equals, the one nearest the word's end. Departures, because in a terminal a tatweel is a whole cell: one place a
//! word, two a line, two tatweels a place; a line that would need more stays ragged by the rest. Blanks are never
//! stretched. Nothing is put into a lam-alef, which is one cell, nor into the name of God in any of its spellings.
//!
//! The last line of a paragraph, and one that ends where the text ends it, stay as they are. Only joints between
//! presentation forms are known to be joints: base letters (`Shapes::Base`) are left alone. A tatweel stands for no bytes:
//! it is a filler that belongs to the letter before it.

use compact_str::CompactString;

use super::chars;
use super::forms::{self, Form};
use super::line::{Cell, VisualLine};
use crate::span::Column;

const TATWEEL: char = '\u{640}';
/// Places in a line.
const MOST_PLACES: usize = 2;
/// Tatweels in a place.
const MOST_AT_ONCE: u16 = 2;
/// What the spellings of the name of God share: الله، والله، لله، اللهم.
const NAME_OF_GOD: &str = "لله";

/// A line of a right-to-left paragraph, lengthened towards `width` if it goes on below.
pub(super) fn justified(paragraph: &str, line: VisualLine, width: Column) -> VisualLine {
    let room = width.0.saturating_sub(line.width.0);
    let is_last = line.span.end.0 >= paragraph.len();
    if room == 0 || is_last || line.span.of(paragraph).ends_with(chars::is_line_end) {
        return line;
    }
    let places = places(paragraph, &line, room);
    lengthened(line, &places)
}

/// Where a word may be lengthened: after the letter in this cell, and how good a place that is, 1 being the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Joint {
    cell: Column,
    rank: u8,
}

/// The cells after whose letters tatweels go, by their columns, and how many.
fn places(paragraph: &str, line: &VisualLine, room: u16) -> Vec<(Column, u16)> {
    let letters: Vec<Letter> = line.logical_cells().map(|cell| Letter::of(paragraph, cell)).collect();
    let words = letters.split(|letter| !letter.is_of_word());
    let mut best: Vec<Joint> = words.filter_map(best_joint).collect();
    // A stable sort of the words from the line's end on: of equals, the later one.
    best.reverse();
    best.sort_by_key(|joint| joint.rank);
    let mut room = room;
    let mut places = Vec::new();
    for joint in best.into_iter().take(MOST_PLACES) {
        let count = room.min(MOST_AT_ONCE);
        if count > 0 {
            places.push((joint.cell, count));
        }
        room -= count;
    }
    places
}

/// A letter of a line, as far as its joints are concerned.
#[derive(Debug, Clone, Copy)]
struct Letter {
    /// As it is written; of a lam-alef, the lam.
    written: char,
    glyph: char,
    form: Option<Form>,
    cell: Column,
    level: u8,
}

impl Letter {
    fn of(paragraph: &str, cell: &Cell) -> Letter {
        let glyph = cell.symbol.chars().next().unwrap_or(' ');
        let mut written = cell.span.of(paragraph).chars().filter(|&c| !chars::is_invisible(c));
        Letter {
            written: written.next().unwrap_or(' '),
            glyph,
            form: forms::form_of(glyph),
            cell: cell.column,
            level: cell.level,
        }
    }

    fn is_of_word(&self) -> bool {
        self.level % 2 == 1 && (self.form.is_some() || self.glyph == TATWEEL)
    }

    fn is_final(&self) -> bool {
        self.form == Some(Form::Final)
    }
}

/// The best joint of a word, the last of equals.
fn best_joint(word: &[Letter]) -> Option<Joint> {
    let written: String = word.iter().map(|letter| letter.written).filter(|&c| c != TATWEEL).collect();
    if written.contains(NAME_OF_GOD) {
        return None;
    }
    let joints = word
        .iter()
        .zip(word.iter().skip(1))
        .rev()
        .filter_map(|(before, after)| rank(before, after).map(|rank| Joint { cell: before.cell, rank }));
    joints.min_by_key(|joint| joint.rank)
}

/// How good a place the joint between two letters is; none where they are not joined, or where nothing speaks for it.
fn rank(before: &Letter, after: &Letter) -> Option<u8> {
    let reaches_on = before.glyph == TATWEEL || matches!(before.form, Some(Form::Initial | Form::Medial));
    let reaches_back = after.glyph == TATWEEL || matches!(after.form, Some(Form::Final | Form::Medial));
    // In a right-to-left run the next letter stands at the left, and nothing between.
    if !reaches_on || !reaches_back || before.level != after.level || after.cell.0 + 1 != before.cell.0 {
        return None;
    }
    match (before.written, after.written) {
        (TATWEEL, _) => Some(1),
        ('س' | 'ش' | 'ص' | 'ض', _) => Some(2),
        _ if !after.is_final() => None,
        (_, 'ه' | 'ة' | 'ہ' | 'ە' | 'ۃ' | 'د' | 'ذ' | 'ڈ') => Some(3),
        (_, 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ط' | 'ظ' | 'ك' | 'ک' | 'گ' | 'ڭ') => Some(4),
        (_, 'ل') if !matches!(after.glyph, '\u{fef5}'..='\u{fefc}') => Some(4),
        ('ب' | 'ت' | 'ث' | 'ن' | 'ي' | 'پ' | 'ٹ' | 'ی', 'ر' | 'ز' | 'ڑ' | 'ژ' | 'ي' | 'ى' | 'ی' | 'ے')
            if before.form == Some(Form::Medial) =>
        {
            Some(5)
        }
        (_, 'و' | 'ؤ' | 'ع' | 'غ' | 'ق' | 'ف' | 'ڤ') => Some(6),
        _ => Some(7),
    }
}

/// The line with tatweels after the letters in the cells of `places`.
fn lengthened(line: VisualLine, places: &[(Column, u16)]) -> VisualLine {
    let span = line.span;
    line.remade(span, |_, cell, cells| {
        let count = places.iter().find(|(column, _)| *column == cell.column).map_or(0, |(_, count)| *count);
        let tatweel = Cell { symbol: CompactString::const_new("\u{640}"), width: 1, filler: true, ..cell.clone() };
        // What comes after a letter stands on its left.
        cells.extend(std::iter::repeat_n(tatweel, usize::from(count)));
        cells.push(cell);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Offset, Span};
    use crate::text::{Kashida, LayoutOptions, Shapes, layout};

    fn options(width: u16) -> LayoutOptions {
        LayoutOptions { kashida: Kashida::On, ..LayoutOptions::of_width(width) }
    }

    /// The first line in logical order, a tatweel that was added as `+`.
    fn first_line(text: &str, options: &LayoutOptions) -> String {
        let layout = layout(text, options);
        let line = &layout.lines[0];
        let mut out = String::new();
        for cell in line.logical_cells() {
            out.push_str(cell.span.of(text));
            out.extend(line.cells.iter().filter(|other| other.filler && other.span == cell.span).map(|_| '+'));
        }
        out
    }

    /// The first of two lines, `width` columns wide, that ends before the last word of `text`.
    fn check(width: u16, expected: &str) {
        let text = expected.replace('+', "");
        let full = format!("{text} {}", "خ".repeat(60));
        assert_eq!(first_line(&full, &options(width)), expected, "{text} at {width}");
    }

    #[test]
    fn places_come_in_the_order_of_the_list() {
        check(10, "زر كـ++تم");
        check(10, "زر مس++مع");
        check(10, "رس++الة");
        check(10, "زر معه++د");
        check(10, "زر كتب++ه");
        check(10, "زر كت++اب");
        check(10, "زر بي++روت");
        check(10, "زر قل++وب");
        check(10, "زر معل++م");
    }

    #[test]
    fn one_place_a_word_two_a_line_two_tatweels_a_place() {
        check(20, "ص++ص معه++د ط طالب");
        check(14, "مس++مع ط++الب");
        check(13, "مس++مع ط++الب");
        check(12, "مس++مع ط+الب");
        check(11, "مس++مع طالب");
        check(10, "مس+مع طالب");
        check(9, "مسمع طالب");
    }

    #[test]
    fn of_equal_words_those_at_the_end_of_the_line_come_first() {
        check(14, "معلم معل++م زر");
    }

    #[test]
    fn some_words_stay_as_they_are() {
        for word in ["الله", "والله", "لله", "اللهم", "باللّٰه", "ٱللَّهِ", "دار", "abc", "٢٠٢٥", "2025", "שלום"]
        {
            check(30, word);
        }
        // Nothing goes into a lam-alef; before it is another matter.
        check(30, "س++لام");
        check(30, "لا");
    }

    #[test]
    fn marks_stay_with_their_letter() {
        check(30, "مُعَلِّ++مٌ");
    }

    #[test]
    fn the_last_line_and_one_that_the_text_ends_are_left_alone() {
        assert_eq!(first_line("معلم", &options(30)), "معلم");
        assert_eq!(first_line("معلم\nمعلم", &options(30)), "معلم");
        assert_eq!(first_line("abc معلم خخخخخخخخخ", &options(12)), "abc معلم");
        let base = LayoutOptions { shapes: Shapes::Base, ..options(10) };
        assert_eq!(first_line("زر معلم خخخخخخخخخ", &base), "زر معلم");
    }

    #[test]
    fn a_tatweel_belongs_to_the_letter_before_it() {
        let text = "معلم خخخخخخخخخخخخ";
        let layout = layout(text, &options(10));
        let line = &layout.lines[0];
        let lam = Span::new(4, 6);
        assert_eq!(line.columns_of(lam), [(Column(1), Column(4))]);
        assert_eq!(line.columns_of(Span::new(6, 8)), [(Column(0), Column(1))]);
        for column in 1..4 {
            assert_eq!(line.cell_at(Column(column)).map(|cell| cell.span), Some(lam));
        }
        assert_eq!(line.cell_of(Offset(4)).map(|cell| (cell.filler, cell.column)), Some((false, Column(3))));
    }
}
