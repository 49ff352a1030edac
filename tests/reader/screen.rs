//! A screen as it was at one moment, and its rows read back: shaped letters in visual order become the words that a
//! reader reads.

use std::cell::OnceCell;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

/// What stands in one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The cell's cluster; a blank where there is nothing, empty right of a wide one.
    pub text: String,
    pub bold: bool,
    pub underlined: bool,
    pub reversed: bool,
}

/// A row of cells, and what it says in either direction, once that was asked for.
#[derive(Debug, Clone, Default)]
struct Row {
    cells: Vec<Cell>,
    read: [OnceCell<Reading>; 2],
}

/// What a row says: its text, and the byte at which each of its columns starts there.
#[derive(Debug, Clone)]
struct Reading {
    text: String,
    columns: Vec<(usize, usize)>,
}

/// A screen at one moment.
#[derive(Debug, Clone)]
pub struct Screen {
    rows: Vec<Row>,
    /// The column and row of the cursor, where it is shown.
    pub cursor: Option<(u16, u16)>,
}

/// Words that were found on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Their row.
    pub y: u16,
    /// The leftmost column.
    pub left: u16,
    /// The rightmost column.
    pub right: u16,
    /// Their cells.
    pub cells: Vec<Cell>,
}

impl Found {
    /// Whether all of it is in reverse video.
    pub fn is_reversed(&self) -> bool {
        self.cells.iter().all(|cell| cell.reversed)
    }
}

/// In which direction a row is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    RightToLeft,
    LeftToRight,
}

impl Screen {
    pub fn of(screen: &vt100::Screen) -> Screen {
        let (height, width) = screen.size();
        let cell = |y, x| {
            let Some(cell) = screen.cell(y, x) else { return Cell::default() };
            let text = match cell.contents() {
                "" if cell.is_wide_continuation() => String::new(),
                "" => " ".to_owned(),
                text => text.to_owned(),
            };
            Cell { text, bold: cell.bold(), underlined: cell.underline(), reversed: cell.inverse() }
        };
        let row = |y| Row { cells: (0..width.get()).map(|x| cell(y, x)).collect(), ..Row::default() };
        let rows = (0..height.get()).map(row).collect();
        let (y, x) = screen.cursor_position();
        Screen { rows, cursor: (!screen.hide_cursor()).then_some((x, y)) }
    }

    pub fn width(&self) -> u16 {
        self.rows[0].cells.len() as u16
    }

    pub fn height(&self) -> u16 {
        self.rows.len() as u16
    }

    /// A row as it is seen, from left to right.
    pub fn row(&self, y: u16) -> String {
        self.rows[usize::from(y)].cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    pub fn cell(&self, x: u16, y: u16) -> &Cell {
        &self.rows[usize::from(y)].cells[usize::from(x)]
    }

    /// Whether `words` stand in one row, read in either direction.
    pub fn shows(&self, words: &str) -> bool {
        self.find(words).is_some()
    }

    /// Whether `words` are in what a row says, for its last row but one: the status line.
    pub fn status_shows(&self, words: &str) -> bool {
        self.find_in(words, self.height() - 2).is_some()
    }

    /// The first place from the top where `words` stand.
    pub fn find(&self, words: &str) -> Option<Found> {
        self.find_all(words).into_iter().next()
    }

    /// The first place in a row where `words` stand.
    pub fn find_in(&self, words: &str, y: u16) -> Option<Found> {
        self.places(words, y).into_iter().next()
    }

    /// Every place where `words` stand, from the top.
    pub fn find_all(&self, words: &str) -> Vec<Found> {
        (0..self.height()).flat_map(|y| self.places(words, y)).collect()
    }

    /// Every place in a row; the row is read from the right, and from the left where that finds nothing.
    fn places(&self, words: &str, y: u16) -> Vec<Found> {
        let wanted = plain(words);
        let row = &self.rows[usize::from(y)];
        for direction in [Direction::RightToLeft, Direction::LeftToRight] {
            let reading = row.reading(direction);
            let starts: Vec<usize> = reading.text.match_indices(&wanted).map(|(start, _)| start).collect();
            if !starts.is_empty() {
                return starts.into_iter().map(|start| row.found(reading, y, start..start + wanted.len())).collect();
            }
        }
        Vec::new()
    }

    /// The rows read from the right, for messages.
    pub fn logical(&self) -> String {
        let rows = self.rows.iter().map(|row| row.reading(Direction::RightToLeft).text.trim_end().to_owned() + "\n");
        rows.collect()
    }
}

impl Row {
    fn reading(&self, direction: Direction) -> &Reading {
        self.read[direction as usize].get_or_init(|| {
            let mut reading = Reading { text: String::new(), columns: Vec::new() };
            for (column, text) in read(&self.cells, direction) {
                reading.columns.push((reading.text.len(), column));
                reading.text.push_str(&text);
            }
            reading
        })
    }

    /// The cells that hold the bytes `bytes` of a reading.
    fn found(&self, reading: &Reading, y: u16, bytes: Range<usize>) -> Found {
        let first = reading.columns.partition_point(|(start, _)| *start <= bytes.start).saturating_sub(1);
        let after = reading.columns.partition_point(|(start, _)| *start < bytes.end);
        let columns: Vec<usize> = reading.columns[first..after].iter().map(|(_, column)| *column).collect();
        let column = |x: Option<&usize>| x.map_or(0, |x| *x as u16);
        let cells = columns.iter().map(|x| self.cells[*x].clone()).collect();
        Found { y, left: column(columns.iter().min()), right: column(columns.iter().max()), cells }
    }
}

/// Compatibility forms folded: a presentation form and its letter are the same word.
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let normalizer = ComposingNormalizerBorrowed::new_nfkc();
    // An ellipsis is one cell, not three full stops.
    let parts: Vec<_> = text.split('…').map(|part| normalizer.normalize(part)).collect();
    let normal = parts.join("…");
    normal.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')).collect()
}

/// The cells of a row in the order in which they are read, with their columns.
fn read(row: &[Cell], direction: Direction) -> Vec<(usize, String)> {
    let cells: Vec<(usize, String)> = row.iter().enumerate().map(|(x, cell)| (x, plain(&cell.text))).collect();
    match direction {
        Direction::RightToLeft => from_right(&cells),
        Direction::LeftToRight => from_left(&cells),
    }
}

/// Reads from the right; Latin words and numbers keep their own order, brackets are the other ones of their pairs.
fn from_right(cells: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut read = Vec::with_capacity(cells.len());
    let mut end = cells.len();
    while end > 0 {
        let mut start = end - 1;
        if !is_forward(&cells[start].1) {
            read.push((cells[start].0, mirrored(&cells[start].1)));
            end = start;
            continue;
        }
        loop {
            if start > 0 && is_forward(&cells[start - 1].1) {
                start -= 1;
            } else if start > 1 && is_forward(&cells[start - 2].1) && joins(cells, start - 1) {
                start -= 2;
            } else {
                break;
            }
        }
        read.extend_from_slice(&cells[start..end]);
        end = start;
    }
    read
}

/// Reads from the left; runs of Arabic are read from the right.
fn from_left(cells: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut read = Vec::with_capacity(cells.len());
    let mut at = 0;
    while at < cells.len() {
        if !is_arabic(&cells[at].1) {
            read.push(cells[at].clone());
            at += 1;
            continue;
        }
        let mut end = at + 1;
        for (next, (_, text)) in cells.iter().enumerate().skip(at + 1) {
            if is_arabic(text) {
                end = next + 1;
            } else if next - end > 1 || text.chars().any(|c| c == '│' || c.is_ascii_alphabetic()) {
                break;
            }
        }
        read.extend(from_right(&cells[at..end]));
        at = end;
    }
    read
}

/// Whether the cell at `at` belongs to the Latin words or the number on both of its sides.
fn joins(cells: &[(usize, String)], at: usize) -> bool {
    let is_latin = |at: usize| cells[at].1.starts_with(|c: char| c.is_ascii_alphabetic());
    match cells[at].1.as_str() {
        "." | "," | ":" | "/" | "-" | "_" | "+" | "'" => true,
        " " => is_latin(at - 1) && is_latin(at + 1),
        _ => false,
    }
}

fn is_forward(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '٠'..='٩' | '۰'..='۹'))
}

fn is_arabic(text: &str) -> bool {
    text.starts_with(
        |c: char| matches!(c, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' | '\u{60c}' | '\u{61b}' | '\u{61f}'),
    )
}

fn mirrored(text: &str) -> String {
    let pairs = [("(", ")"), ("[", "]"), ("<", ">"), ("«", "»"), ("{", "}")];
    let other = pairs.iter().find_map(|(open, close)| match text {
        text if text == *open => Some(*close),
        text if text == *close => Some(*open),
        _ => None,
    });
    other.unwrap_or(text).to_owned()
}
