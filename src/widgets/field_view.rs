//! A text field drawn: its rows, scrolled so that the caret is seen, and where the caret is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::field::{Affinity, Caret, FieldRow, Lines, TextField};
use super::paragraph::{clear, draw_cells, row_of};
use crate::span::{Column, Offset};

/// A text field as a widget.
///
/// ```
/// use isnad::widgets::{FieldView, Lines, TextField};
/// use ratatui::{buffer::Buffer, layout::{Position, Rect}, widgets::Widget};
///
/// let mut field = TextField::new(Lines::Single);
/// field.insert("ok");
/// let area = Rect::new(0, 0, 6, 1);
/// let mut buffer = Buffer::empty(area);
/// let view = FieldView::new(&field);
/// assert_eq!(view.cursor(area), Some(Position::new(2, 0)));
/// view.render(area, &mut buffer);
/// assert_eq!(buffer, Buffer::with_lines(["ok    "]));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FieldView<'a> {
    field: &'a TextField,
    style: Style,
}

/// What of a field is seen in an area.
struct Window {
    rows: Vec<FieldRow>,
    /// The row that stands in the first line of the area.
    first: usize,
    /// The row of the caret.
    caret_row: usize,
    /// Added to every column: a single line scrolls sideways.
    shift: i32,
}

impl<'a> FieldView<'a> {
    /// A view without style.
    pub const fn new(field: &'a TextField) -> FieldView<'a> {
        FieldView { field, style: Style::new() }
    }

    /// The style of the whole area.
    pub const fn style(mut self, style: Style) -> FieldView<'a> {
        self.style = style;
        self
    }

    /// The cell for the terminal's cursor; none where the area is empty.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let window = self.window(area);
        let row = &window.rows[window.caret_row];
        let place = row.place(self.field.caret, Column(area.width)) + window.shift;
        let x = place.clamp(0, i32::from(area.width) - 1) as u16;
        Some(Position::new(area.x + x, area.y + (window.caret_row - window.first) as u16))
    }

    /// The caret for a click at `position`; none outside the area.
    pub fn caret_at(&self, area: Rect, position: Position) -> Option<Caret> {
        if !area.contains(position) {
            return None;
        }
        let window = self.window(area);
        let row = window.first + usize::from(position.y - area.y);
        let Some(row) = window.rows.get(row) else {
            let end = Offset(self.field.text.len());
            return Some(Caret { offset: end, affinity: Affinity::Before });
        };
        Some(row.caret_at(i32::from(position.x - area.x) - window.shift, Column(area.width)))
    }

    fn window(&self, area: Rect) -> Window {
        let rows = self.field.rows(Column(area.width));
        let caret_row = self.field.row_of_caret(&rows);
        let first = (caret_row + 1).saturating_sub(usize::from(area.height.max(1)));
        let place = rows[caret_row].place(self.field.caret, Column(area.width));
        let shift = match self.field.lines {
            Lines::Multi => 0,
            Lines::Single if rows[caret_row].right_to_left => (-place).max(0),
            Lines::Single => (i32::from(area.width) - 1 - place).min(0),
        };
        Window { rows, first, caret_row, shift }
    }
}

impl Widget for FieldView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        clear(area, self.style, buffer);
        if area.is_empty() {
            return;
        }
        let window = self.window(area);
        let rows = window.rows.iter().skip(window.first).take(usize::from(area.height));
        for (at, row) in rows.enumerate() {
            draw_cells(&row.line, row.origin(Column(area.width)) + window.shift, row_of(area, at), buffer);
        }
    }
}

impl TextField {
    /// Puts the caret where `position` was clicked, if that lies in the `area` in which the field is drawn.
    pub fn click(&mut self, area: Rect, position: Position) {
        if let Some(caret) = FieldView::new(self).caret_at(area, position) {
            self.put(caret);
        }
    }
}
