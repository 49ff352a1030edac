//! The state of a text field: its text, a caret that moves as the eye expects, a selection, and how far it is scrolled.
//!
//! The caret is drawn as a block on a cell: on the cluster before which it inserts, or, after typing, on the cell next to
//! the cluster just typed, on the side to which the typing goes ([`Affinity`](super::Affinity)). Left and right step from
//! cell to cell as they are seen, whatever their direction, so one press is always one cell; past the last cell of a line
//! lies the place where the line's end is written on. A lam-alef is one cell and so one stop, and marks have none of their
//! own. Insertion and deletion go by the text's order.
//!
//! One model serves a line and many: a single line is a text that has no line ends and is not wrapped.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use super::caret::{Affinity, Caret, Motion};
use super::history::History;
use super::row::{TextRow, rows_of};
use super::words;
use crate::span::{Column, Offset, Span};
use crate::text::{Direction, LayoutOptions};

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
/// It is drawn by [`FieldView`](super::FieldView). A program gives it keys ([`TextField::press`]), or maps its own keys to
/// [`TextField::go`], [`TextField::extend`], [`TextField::insert`] and their like. Nothing here panics. Each change lays
/// the text out again, which suits notes and messages, not books.
///
/// ```
/// use isnad::span::Offset;
/// use isnad::widgets::{Motion, TextField};
/// let mut field = TextField::single().with_text("قال bbc");
/// field.go(Motion::Home);
/// field.go(Motion::Left); // in a right-to-left text this goes on
/// assert_eq!(field.caret().offset, Offset(2));
/// field.extend(Motion::Left);
/// assert_eq!(field.cut().as_deref(), Some("ا"));
/// field.undo();
/// assert_eq!(field.text(), "قال bbc");
/// ```
#[derive(Debug, Clone)]
pub struct TextField {
    pub(super) text: String,
    pub(super) caret: Caret,
    pub(super) anchor: Option<Offset>,
    pub(super) lines: Lines,
    pub(super) history: History,
    pub(super) most: Option<usize>,
    pub(super) scroll: Scroll,
    direction: Direction,
    area: Rect,
    rows: Vec<TextRow>,
    /// The column that up and down try to keep, counted as `TextRow::place` does.
    goal: Option<i32>,
}

/// What of a field stands in its first cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scroll {
    /// The row that stands in the first line.
    pub row: usize,
    /// Added to every column: a single line scrolls sideways.
    pub shift: i32,
}

impl TextField {
    /// An empty field.
    pub fn new(lines: Lines) -> TextField {
        let mut field = TextField {
            text: String::new(),
            caret: Caret::default(),
            anchor: None,
            lines,
            history: History::default(),
            most: None,
            scroll: Scroll::default(),
            direction: Direction::Auto,
            area: Rect::new(0, 0, u16::MAX, u16::MAX),
            rows: Vec::new(),
            goal: None,
        };
        field.lay_out();
        field
    }

    /// An empty field of one line.
    pub fn single() -> TextField {
        TextField::new(Lines::Single)
    }

    /// An empty field of many lines.
    pub fn multi() -> TextField {
        TextField::new(Lines::Multi)
    }

    /// The same with this written in it, which cannot be undone, and the caret at its end.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> TextField {
        self.set_text(text);
        self.history = History::default();
        self
    }

    /// The same for text of this direction; [`Direction::AutoRightToLeft`] begins an empty field at the right.
    #[must_use]
    pub fn direction(mut self, direction: Direction) -> TextField {
        self.direction = direction;
        self.lay_out();
        self
    }

    /// The same for at most so many grapheme clusters: what is typed or pasted beyond is left out. What is already written
    /// stays.
    #[must_use]
    pub const fn max_length(mut self, clusters: usize) -> TextField {
        self.most = Some(clusters);
        self
    }

    /// Where it is drawn, inside any block: for up, down, the ends of wrapped lines, and clicks. Drawing it as a
    /// [`StatefulWidget`](ratatui::widgets::StatefulWidget) says the same.
    pub fn set_area(&mut self, area: Rect) {
        let breaks_elsewhere = area.width != self.area.width;
        self.area = area;
        if breaks_elsewhere {
            self.lay_out();
        }
        self.reveal();
    }

    /// Where it is drawn.
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is written.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where text is inserted.
    pub const fn caret(&self) -> Caret {
        self.caret
    }

    /// The bytes that are selected, if any are.
    pub fn selection(&self) -> Option<Span> {
        let anchor = self.anchor?;
        let (start, end) = (anchor.min(self.caret.offset), anchor.max(self.caret.offset));
        (start < end).then_some(Span { start, end })
    }

    /// The text that is selected, for the program's clipboard.
    pub fn selected_text(&self) -> Option<&str> {
        Some(self.selection()?.of(&self.text))
    }

    /// Moves the caret. Left and right first go to that end of what is selected.
    pub fn go(&mut self, motion: Motion) {
        let selected = self.selection();
        self.anchor = None;
        let forward = match (motion, selected) {
            (Motion::Left, Some(_)) => self.row_of_caret().is_forward(-1),
            (Motion::Right, Some(_)) => self.row_of_caret().is_forward(1),
            _ => return self.carry_out(motion),
        };
        let span = selected.unwrap_or_default();
        self.put(if forward { Caret::before(span.end.0) } else { Caret::after(span.start.0) });
    }

    /// Moves the caret and selects all between where it was at first and where it goes, in the text's order.
    pub fn extend(&mut self, motion: Motion) {
        let anchor = self.anchor.unwrap_or(self.caret.offset);
        self.carry_out(motion);
        self.anchor = Some(anchor);
    }

    /// Selects all.
    pub fn select_all(&mut self) {
        self.put(Caret::before(self.text.len()));
        self.anchor = Some(Offset(0));
    }

    /// Selects nothing.
    pub const fn unselect(&mut self) {
        self.anchor = None;
    }

    /// Puts the caret at a byte, or at the next cluster boundary before it.
    pub fn place(&mut self, offset: Offset) {
        self.anchor = None;
        self.put(Caret::after(super::edit::boundary_at_or_before(&self.text, offset.0)));
    }

    /// Puts the caret where `position` was clicked; false, and nothing happens, outside the [area](Self::set_area).
    pub fn click(&mut self, position: Position) -> bool {
        let Some(caret) = self.window(self.area).caret_at(self.area, position) else { return false };
        self.anchor = None;
        self.put(caret);
        true
    }

    /// Selects from where the caret was to `position`, or to what is nearest to it in the area.
    pub fn drag(&mut self, position: Position) {
        let area = self.area;
        let inside = Position {
            x: position.x.clamp(area.x, area.right().saturating_sub(1).max(area.x)),
            y: position.y.clamp(area.y, area.bottom().saturating_sub(1).max(area.y)),
        };
        let Some(caret) = self.window(area).caret_at(area, inside) else { return };
        let anchor = self.anchor.unwrap_or(self.caret.offset);
        self.put(caret);
        self.anchor = Some(anchor);
    }

    /// Selects the word at the caret, as a double click does.
    pub fn select_word(&mut self) {
        if let Some(word) = words::word_at(&self.text, self.caret.offset) {
            self.put(Caret::before(word.end.0));
            self.anchor = Some(word.start);
        }
    }

    /// How many rows it takes in an area of `width` columns.
    pub fn height(&self, width: Column) -> usize {
        self.rows(width).len()
    }

    /// The text laid out for an area of `width` columns.
    pub(super) fn rows(&self, width: Column) -> Cow<'_, [TextRow]> {
        if width.0 == self.area.width {
            return Cow::Borrowed(&self.rows);
        }
        Cow::Owned(rows_of(&self.text, &self.layout_options(width)))
    }

    /// How its text is laid out in an area of `width` columns.
    pub(super) fn layout_options(&self, width: Column) -> LayoutOptions {
        let room = match self.lines {
            Lines::Single => u16::MAX,
            // One column stays free for a caret behind the last letter.
            Lines::Multi => width.0.saturating_sub(1).max(1),
        };
        LayoutOptions { direction: self.direction, ..LayoutOptions::of_width(room) }
    }

    pub(super) fn lay_out(&mut self) {
        self.rows = rows_of(&self.text, &self.layout_options(Column(self.area.width)));
    }

    pub(super) fn put(&mut self, caret: Caret) {
        self.caret = caret;
        self.goal = None;
        self.history.close();
        self.reveal();
    }

    /// After an edit: the caret stays where the typing goes on.
    pub(super) fn edited(&mut self, caret: Caret) {
        self.caret = caret;
        self.anchor = None;
        self.goal = None;
        self.lay_out();
        self.reveal();
    }

    fn reveal(&mut self) {
        self.scroll = self.window(self.area).scroll;
    }

    fn carry_out(&mut self, motion: Motion) {
        let page = isize::try_from(self.area.height.max(2) - 1).unwrap_or(1);
        match motion {
            Motion::Left => self.step(-1),
            Motion::Right => self.step(1),
            Motion::WordLeft => self.step_word(-1),
            Motion::WordRight => self.step_word(1),
            Motion::Up => self.step_line(-1),
            Motion::Down => self.step_line(1),
            Motion::PageUp => self.step_line(-page),
            Motion::PageDown => self.step_line(page),
            Motion::Home => self.put(Caret::after(self.row_of_caret().start())),
            Motion::End => self.put(self.row_of_caret().end()),
            Motion::TextStart => self.put(Caret::default()),
            Motion::TextEnd => self.put(Caret::before(self.text.len())),
        }
    }

    /// The number of the row in which the caret is drawn.
    pub(super) fn caret_row(&self, rows: &[TextRow]) -> usize {
        let offset = self.caret.offset.0;
        let starting = rows.partition_point(|row| row.start() <= offset).saturating_sub(1);
        let row = &rows[starting];
        let at_cut = offset == row.start() && row.line.span.start.0 > 0;
        if at_cut && self.caret.affinity == Affinity::Before { starting - 1 } else { starting }
    }

    fn row_of_caret(&self) -> &TextRow {
        &self.rows[self.caret_row(&self.rows)]
    }

    fn step(&mut self, by: i32) {
        if let Some(caret) = self.beside(by) {
            self.put(caret);
        }
    }

    /// The place one cell to the left or right, in the row before or after where the row has no more.
    fn beside(&self, by: i32) -> Option<Caret> {
        let number = self.caret_row(&self.rows);
        let row = &self.rows[number];
        match row.beside(row.column_of(self.caret), by) {
            Some(caret) => Some(caret),
            None if row.is_forward(by) => self.rows.get(number + 1).map(TextRow::first_place),
            None => number.checked_sub(1).map(|above| self.rows[above].last_place()),
        }
    }

    fn step_word(&mut self, by: i32) {
        let starts = words::starts(&self.text);
        let forward = self.row_of_caret().is_forward(by);
        while let Some(caret) = self.beside(by) {
            self.caret = caret;
            // In a paragraph of the other direction the next step would lead back.
            if starts.binary_search(&caret.offset.0).is_ok() || self.row_of_caret().is_forward(by) != forward {
                break;
            }
        }
        self.put(self.caret);
    }

    fn step_line(&mut self, by: isize) {
        let width = Column(self.area.width);
        let number = self.caret_row(&self.rows);
        let here = self.rows[number].place(self.caret, width);
        let goal = self.goal.unwrap_or(here);
        let last = self.rows.len() - 1;
        let target = number.saturating_add_signed(by).min(last);
        let caret = match (target == number, by) {
            (false, _) => self.rows[target].caret_at(goal, width),
            (true, ..0) => Caret::default(),
            (true, _) => Caret::before(self.text.len()),
        };
        self.put(caret);
        self.goal = (target != number).then_some(goal);
    }
}
