//! Rows in columns: the first stands where reading begins, whatever the language.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text;
use crate::tui::row::{Piece, Row};
use crate::tui::view::strip::{self, Look};
use crate::words::Words;

/// Columns between two columns.
const GAP: u16 = 1;
/// Columns that stay free at both ends.
const MARGIN: u16 = 1;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, as a key of the table of words; empty where it has none.
    pub key: &'static str,
    /// What it takes.
    pub width: Width,
    /// At which side of it its words stand.
    pub side: Side,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many columns of the screen.
    Fixed(u16),
    /// As its name, but no less than so many.
    Name(u16),
    /// What the others leave.
    Rest,
}

/// A side of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where reading begins.
    Start,
    /// The right one: numbers, whose digits run from the left in any language.
    Right,
}

/// The columns as they stand in an area: the leftmost column of the screen, and how many there are.
pub fn places(columns: &[Column], area: Rect, words: Words) -> Vec<Rect> {
    let fixed = |column: &Column| match column.width {
        Width::Fixed(width) => width,
        Width::Name(least) => text::width(words.say(column.key)).0.max(least),
        Width::Rest => 0,
    };
    let gaps = GAP * (columns.len() as u16).saturating_sub(1);
    let taken: u16 = columns.iter().map(fixed).sum::<u16>() + gaps + 2 * MARGIN;
    let rest = area.width.saturating_sub(taken);
    let mut before = MARGIN;
    let place = |column: &Column| {
        let width = if column.width == Width::Rest { rest } else { fixed(column) };
        let x = if words.right_to_left() {
            area.right().saturating_sub(before + width).max(area.x)
        } else {
            area.x + before
        };
        before += width + GAP;
        Rect { x, width, height: 1, ..area }.intersection(area)
    };
    columns.iter().map(place).collect()
}

/// The names of the columns.
pub fn heads(columns: &[Column], words: Words) -> Vec<Vec<Piece>> {
    let name = |column: &Column| if column.key.is_empty() { "" } else { words.say(column.key) };
    columns.iter().map(|column| vec![Piece::dim(name(column)).in_interface()]).collect()
}

/// Draws one row of cells at `y`.
pub fn draw(columns: &[Column], places: &[Rect], cells: Vec<Vec<Piece>>, (y, look): (u16, Look), buf: &mut Buffer) {
    for ((column, place), cell) in columns.iter().zip(places).zip(cells) {
        let row = match column.side {
            Side::Right if !look.right_to_left => Row::default().with_tail(cell),
            Side::Start | Side::Right => Row::of(cell),
        };
        strip::draw(&row, Rect { y, ..*place }, look, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn columns_run_as_the_interface_reads() {
        let column = |width| Column { key: "", width, side: Side::Start };
        let columns = [column(Width::Fixed(4)), column(Width::Rest), column(Width::Fixed(2))];
        let at = |language| -> Vec<(u16, u16)> {
            let places = places(&columns, Rect::new(10, 3, 20, 5), Words::of(language));
            places.iter().map(|place| (place.x, place.width)).collect()
        };
        assert_eq!(at(Language::English), [(11, 4), (16, 10), (27, 2)]);
        assert_eq!(at(Language::Arabic), [(25, 4), (14, 10), (11, 2)]);
    }

    #[test]
    fn nothing_stands_outside() {
        let columns = [Column { key: "", width: Width::Fixed(30), side: Side::Start }; 3];
        for width in 0..40 {
            let area = Rect::new(2, 2, width, 1);
            for place in places(&columns, area, Words::of(Language::Arabic)) {
                assert_eq!(place, place.intersection(area));
            }
        }
    }
}
