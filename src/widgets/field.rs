//! The state of a text field: its text, and a caret that moves as the eye expects.
//!
//! It knows no key and no screen: the program maps keys to methods. The caret is drawn as a block on a cell: on the
//! cluster before which it inserts, or, after typing, on the cell next to the cluster just typed, on the side to which
//! the typing goes ([`Affinity`]). Left and right step from cell to cell as they are seen, whatever their direction, so
//! one press is always one cell; past the last cell of a line lies the place where the line's end is written on.

use crate::span::{Column, Offset};
use crate::text::{Direction, LayoutOptions, VisualLine, layout};

use super::edit::History;

/// To which of its two neighbours a caret clings; they may be far apart on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Affinity {
    /// To the cluster that ends here: the caret is drawn behind it.
    Before,
    /// To the cluster that starts here: the caret is drawn on it.
    #[default]
    After,
}

/// Where text is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caret {
    /// A boundary of grapheme clusters in the text.
    pub offset: Offset,
    /// The neighbour it is drawn at.
    pub affinity: Affinity,
}

/// How many lines a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// One: line ends that are typed or pasted become blanks, and the view scrolls sideways.
    #[default]
    Single,
    /// Any number, wrapped at the field's width.
    Multi,
}

/// A text being written.
///
/// ```
/// use isnad::span::Offset;
/// use isnad::widgets::{Lines, TextField};
/// let mut field = TextField::new(Lines::Single);
/// field.insert("قال bbc");
/// field.home();
/// field.left(); // in a right-to-left text this goes on
/// assert_eq!(field.caret().offset, Offset(2));
/// ```
#[derive(Debug, Clone)]
pub struct TextField {
    pub(super) text: String,
    pub(super) caret: Caret,
    pub(super) lines: Lines,
    pub(super) history: History,
    direction: Direction,
    width: Column,
    /// The column that up and down try to keep, counted as `FieldRow::place` does.
    goal: Option<i32>,
}

/// One visual line of a field.
#[derive(Debug, Clone)]
pub(super) struct FieldRow {
    /// The line; its spans count from `base`.
    pub line: VisualLine,
    /// Where its paragraph starts in the field's text.
    pub base: usize,
    pub right_to_left: bool,
    /// Whether its paragraph ends here.
    pub is_last: bool,
}

impl TextField {
    /// An empty field.
    pub fn new(lines: Lines) -> TextField {
        TextField {
            text: String::new(),
            caret: Caret::default(),
            lines,
            history: History::default(),
            direction: Direction::Auto,
            width: Column(u16::MAX),
            goal: None,
        }
    }

    /// The same for text of this direction; [`Direction::AutoRightToLeft`] begins an empty field at the right.
    pub fn direction(mut self, direction: Direction) -> TextField {
        self.direction = direction;
        self
    }

    /// The width of the area in which it is drawn, for up, down and the ends of wrapped lines.
    pub fn set_width(&mut self, width: Column) {
        self.width = width;
    }

    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where text is inserted.
    pub fn caret(&self) -> Caret {
        self.caret
    }

    /// Steps one cell to the left.
    pub fn left(&mut self) {
        self.step(-1);
    }

    /// Steps one cell to the right.
    pub fn right(&mut self) {
        self.step(1);
    }

    /// Steps to the line above, in the same column as far as it goes.
    pub fn up(&mut self) {
        self.step_line(-1);
    }

    /// Steps to the line below, in the same column as far as it goes.
    pub fn down(&mut self) {
        self.step_line(1);
    }

    /// Goes to the beginning of the visual line.
    pub fn home(&mut self) {
        let rows = self.rows(self.width);
        let row = &rows[self.row_of_caret(&rows)];
        self.put(Caret { offset: Offset(row.base + row.line.span.start.0), affinity: Affinity::After });
    }

    /// Goes to the end of the visual line.
    pub fn end(&mut self) {
        let rows = self.rows(self.width);
        let row = &rows[self.row_of_caret(&rows)];
        self.put(row.end());
    }

    /// Goes to the beginning of the text.
    pub fn start_of_text(&mut self) {
        self.put(Caret::default());
    }

    /// Goes to the end of the text.
    pub fn end_of_text(&mut self) {
        self.put(Caret { offset: Offset(self.text.len()), affinity: Affinity::Before });
    }

    /// Puts the caret at a byte, or at the next cluster boundary before it.
    pub fn place(&mut self, offset: Offset) {
        let boundary = super::edit::boundary_at_or_before(&self.text, offset.0);
        self.put(Caret { offset: Offset(boundary), affinity: Affinity::After });
    }

    pub(super) fn put(&mut self, caret: Caret) {
        self.caret = caret;
        self.goal = None;
        self.history.close();
    }

    /// After an edit: the caret stays where the typing goes on.
    pub(super) fn edited(&mut self, offset: usize, affinity: Affinity) {
        self.caret = Caret { offset: Offset(offset), affinity };
        self.goal = None;
    }

    /// How many rows it takes in an area of `width` columns.
    pub fn height(&self, width: Column) -> usize {
        self.rows(width).len()
    }

    /// The text laid out for an area of `width` columns.
    pub(super) fn rows(&self, width: Column) -> Vec<FieldRow> {
        let room = match self.lines {
            Lines::Single => u16::MAX,
            // One column stays free for a caret behind the last letter.
            Lines::Multi => width.0.saturating_sub(1).max(1),
        };
        let options = LayoutOptions { direction: self.direction, ..LayoutOptions::of_width(room) };
        let mut rows = Vec::new();
        let mut base = 0;
        for paragraph in self.text.split('\n') {
            let laid = layout(paragraph, &options);
            let last = laid.lines.len().saturating_sub(1);
            rows.extend(laid.lines.into_iter().enumerate().map(|(at, line)| FieldRow {
                line,
                base,
                right_to_left: laid.right_to_left,
                is_last: at == last,
            }));
            base += paragraph.len() + 1;
        }
        rows
    }

    /// The number of the row in which the caret is drawn.
    pub(super) fn row_of_caret(&self, rows: &[FieldRow]) -> usize {
        let offset = self.caret.offset.0;
        let starting = rows.partition_point(|row| row.base + row.line.span.start.0 <= offset).saturating_sub(1);
        let row = &rows[starting];
        let at_cut = offset == row.base + row.line.span.start.0 && row.line.span.start.0 > 0;
        if at_cut && self.caret.affinity == Affinity::Before { starting - 1 } else { starting }
    }

    fn step(&mut self, by: i32) {
        let rows = self.rows(self.width);
        let number = self.row_of_caret(&rows);
        let row = &rows[number];
        let target = match row.beside(row.column_of(self.caret), by) {
            Some(caret) => Some(caret),
            None if row.is_forward(by) => rows.get(number + 1).map(FieldRow::first_place),
            None => number.checked_sub(1).map(|above| rows[above].last_place()),
        };
        if let Some(caret) = target {
            self.put(caret);
        }
    }

    fn step_line(&mut self, by: isize) {
        let rows = self.rows(self.width);
        let number = self.row_of_caret(&rows);
        let here = rows[number].place(self.caret, self.width);
        let goal = self.goal.unwrap_or(here);
        let target = number.checked_add_signed(by).and_then(|number| rows.get(number));
        let caret = match (target, by) {
            (Some(row), _) => row.caret_at(goal, self.width),
            (None, ..0) => Caret::default(),
            (None, _) => Caret { offset: Offset(self.text.len()), affinity: Affinity::Before },
        };
        self.put(caret);
        self.goal = target.map(|_| goal);
    }
}

impl FieldRow {
    /// The column, from the left edge of the line, on which a block caret is drawn: −1 is the one left of the line.
    pub fn column_of(&self, caret: Caret) -> i32 {
        let offset = caret.offset.0.saturating_sub(self.base);
        // At the start of its paragraph there is no letter to cling to.
        if caret.affinity == Affinity::After || offset == 0 {
            return self.line.cell_of(Offset(offset)).map_or(self.end_column(), |cell| i32::from(cell.column.0));
        }
        let before = offset.checked_sub(1).and_then(|last| self.line.cell_of(Offset(last)));
        match before {
            // A ligature of which only a part lies before the caret.
            Some(cell) if cell.span.end.0 > offset => i32::from(cell.column.0),
            Some(cell) if cell.is_right_to_left() => i32::from(cell.column.0) - 1,
            Some(cell) => i32::from(cell.end().0),
            None => self.end_column(),
        }
    }

    /// The column of the place behind the line's end.
    fn end_column(&self) -> i32 {
        if self.right_to_left { -1 } else { i32::from(self.line.width.0) }
    }

    /// The place at the edge where the paragraph's direction begins.
    fn first_place(&self) -> Caret {
        if self.line.cells.is_empty() {
            return self.end();
        }
        self.at_edge(if self.right_to_left { i32::from(self.line.width.0) } else { 0 })
    }

    /// The end of the line: behind its last letter.
    fn end(&self) -> Caret {
        let drawn = self.line.logical_cells().next_back().map_or(self.line.span.start, |cell| cell.span.end);
        let offset = if self.is_last { self.line.span.end } else { drawn };
        Caret { offset: Offset(self.base + offset.0), affinity: Affinity::Before }
    }

    /// The last place of the line that belongs to no other: its end, or its last cluster where the line below goes on at once.
    fn last_place(&self) -> Caret {
        if self.has_end() { self.end_place() } else { self.at_edge(self.end_column()) }
    }

    /// Whether the place behind the end is one of its own: not where a word is cut.
    fn has_end(&self) -> bool {
        self.is_last || self.end().offset.0 < self.base + self.line.span.end.0
    }

    /// Whether a step by `by` columns goes on in the direction of the paragraph.
    fn is_forward(&self, by: i32) -> bool {
        (by < 0) == self.right_to_left
    }

    /// The caret one cell to the left or right of the column `from`, if the line has one there.
    fn beside(&self, from: i32, by: i32) -> Option<Caret> {
        let here = u16::try_from(from).ok().and_then(|column| self.line.cell_at(Column(column)));
        let next = match (here, by) {
            (Some(cell), 1..) => i32::from(cell.end().0),
            (Some(cell), _) => i32::from(cell.column.0) - 1,
            (None, _) => from + by,
        };
        if let Some(cell) = u16::try_from(next).ok().and_then(|column| self.line.cell_at(Column(column))) {
            return Some(Caret { offset: Offset(self.base + cell.span.start.0), affinity: Affinity::After });
        }
        let reaches_end = next == self.end_column() && self.is_forward(by) && self.has_end();
        reaches_end.then(|| self.end_place())
    }

    /// The end as a place one steps to: drawn past the edge, whatever the direction of the last word.
    fn end_place(&self) -> Caret {
        Caret { affinity: Affinity::After, ..self.end() }
    }

    /// The cell at an edge of the line, or its end where it has none.
    fn at_edge(&self, column: i32) -> Caret {
        let cell = if column <= 0 { self.line.cells.first() } else { self.line.cells.last() };
        cell.map_or(self.end(), |cell| Caret {
            offset: Offset(self.base + cell.span.start.0),
            affinity: Affinity::After,
        })
    }

    /// The column of a caret from the left edge of an area of `width` columns.
    pub fn place(&self, caret: Caret, width: Column) -> i32 {
        self.origin(width) + self.column_of(caret)
    }

    /// The column of the area in which the line's first column stands.
    pub fn origin(&self, width: Column) -> i32 {
        if self.right_to_left { i32::from(width.0) - i32::from(self.line.width.0) } else { 0 }
    }

    /// The caret nearest to a column of an area of `width` columns.
    pub fn caret_at(&self, place: i32, width: Column) -> Caret {
        let column = place - self.origin(width);
        if let Some(cell) = u16::try_from(column).ok().and_then(|column| self.line.cell_at(Column(column))) {
            return Caret { offset: Offset(self.base + cell.span.start.0), affinity: Affinity::After };
        }
        let behind_end = if self.right_to_left { column < 0 } else { column >= 0 };
        if behind_end && self.has_end() { self.end_place() } else { self.at_edge(column) }
    }
}
