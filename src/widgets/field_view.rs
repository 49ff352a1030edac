//! A text field drawn: its rows, what is selected, where the caret is.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Style, Styled};
use ratatui::widgets::{Block, BlockExt, StatefulWidget, Widget};

use super::caret::Caret;
use super::field::{Lines, Scroll, TextField};
use super::line::{clear, draw_cells, row_area, stretches};
use super::row::{TextRow, origin_of, rows_of};
use crate::span::{Column, Offset, Span};
use crate::text;

/// How a [`TextField`] looks.
///
/// As a [`StatefulWidget`] it draws the field, which is its state, and tells it its area; [`FieldView::draw`] draws a field
/// that has been told. The caret is the terminal's own cursor: the program puts it at [`FieldView::cursor`].
///
/// ```
/// use isnad::widgets::{FieldView, TextField};
/// use ratatui::{buffer::Buffer, layout::{Position, Rect}, widgets::{Block, StatefulWidget}};
///
/// let mut field = TextField::single().with_text("ok");
/// let area = Rect::new(0, 0, 8, 3);
/// let mut buffer = Buffer::empty(area);
/// let view = FieldView::new().block(Block::bordered()).placeholder("name");
/// assert_eq!(view.cursor(&field, area), Some(Position::new(3, 1)));
/// view.render(area, &mut buffer, &mut field);
/// assert_eq!(buffer, Buffer::with_lines(["┌──────┐", "│ok    │", "└──────┘"]));
/// assert!(field.click(Position::new(2, 1)));
/// ```
#[derive(Debug, Clone)]
pub struct FieldView<'a> {
    block: Option<Block<'a>>,
    style: Style,
    selected: Style,
    placeholder: Cow<'a, str>,
    placeholder_style: Style,
}

/// What of a field is seen in an area.
pub(super) struct Window<'f> {
    rows: Cow<'f, [TextRow]>,
    caret_row: usize,
    /// The column of the caret before anything is scrolled sideways.
    place: i32,
    length: usize,
    pub scroll: Scroll,
}

impl Default for FieldView<'_> {
    fn default() -> Self {
        FieldView::new()
    }
}

impl<'a> FieldView<'a> {
    /// A view without style; what is selected is reversed, the placeholder dim.
    pub const fn new() -> FieldView<'a> {
        FieldView {
            block: None,
            style: Style::new(),
            selected: Style::new().reversed(),
            placeholder: Cow::Borrowed(""),
            placeholder_style: Style::new().dim(),
        }
    }

    /// The style of the whole area.
    #[must_use]
    pub fn style<S: Into<Style>>(mut self, style: S) -> FieldView<'a> {
        self.style = style.into();
        self
    }

    /// A block around it.
    #[must_use]
    pub fn block(mut self, block: Block<'a>) -> FieldView<'a> {
        self.block = Some(block);
        self
    }

    /// The style of what is selected.
    #[must_use]
    pub fn selection_style<S: Into<Style>>(mut self, style: S) -> FieldView<'a> {
        self.selected = style.into();
        self
    }

    /// What is shown while nothing is written.
    #[must_use]
    pub fn placeholder<T: Into<Cow<'a, str>>>(mut self, words: T) -> FieldView<'a> {
        self.placeholder = words.into();
        self
    }

    /// The style of the placeholder.
    #[must_use]
    pub fn placeholder_style<S: Into<Style>>(mut self, style: S) -> FieldView<'a> {
        self.placeholder_style = style.into();
        self
    }

    /// The part of `area` that the text has.
    pub fn inner(&self, area: Rect) -> Rect {
        self.block.inner_if_some(area)
    }

    /// The cell for the terminal's cursor; none where there is no room for the text.
    pub fn cursor(&self, field: &TextField, area: Rect) -> Option<Position> {
        let area = self.inner(area);
        (!area.is_empty()).then(|| field.window(area).cursor(area))
    }

    /// The caret for a click at `position`; none outside the text's part of `area`.
    pub fn caret_at(&self, field: &TextField, area: Rect, position: Position) -> Option<Caret> {
        let area = self.inner(area);
        field.window(area).caret_at(area, position)
    }

    /// Draws `field` and tells it nothing.
    pub fn draw(&self, field: &TextField, area: Rect, buffer: &mut Buffer) {
        clear(area, self.style, buffer);
        self.block.as_ref().render(area, buffer);
        let area = self.inner(area);
        if area.is_empty() {
            return;
        }
        if field.is_empty() {
            return self.draw_placeholder(field, area, buffer);
        }
        let window = field.window(area);
        let selection = field.selection().unwrap_or_default();
        for (at, row) in window.rows.iter().skip(window.scroll.row).take(usize::from(area.height)).enumerate() {
            let (place, origin) = (row_area(area, at), row.origin(Column(area.width)) + window.scroll.shift);
            draw_cells(&row.line, origin, place, buffer);
            let local = |offset: Offset| Offset(offset.0.saturating_sub(row.base));
            let selected = Span { start: local(selection.start), end: local(selection.end) };
            paint(stretches(&row.line, origin, place, selected), self.selected, buffer);
        }
    }

    fn draw_placeholder(&self, field: &TextField, area: Rect, buffer: &mut Buffer) {
        let options = field.layout_options(Column(area.width));
        let words = text::line(&self.placeholder, &text::LayoutOptions { width: Column(area.width), ..options });
        // It stands where the first letter would if it were of the placeholder's own script.
        let side = rows_of(&self.placeholder, &options)[0].start_side();
        let place = row_area(area, 0);
        let origin = origin_of(side, words.width, Column(area.width));
        draw_cells(&words, origin, place, buffer);
        paint(stretches(&words, origin, place, words.span), self.placeholder_style, buffer);
    }
}

fn paint(stretches: Vec<Rect>, style: Style, buffer: &mut Buffer) {
    for stretch in stretches {
        buffer.set_style(stretch.intersection(buffer.area), style);
    }
}

impl Window<'_> {
    fn cursor(&self, area: Rect) -> Position {
        let x = (self.place + self.scroll.shift).clamp(0, i32::from(area.width) - 1) as u16;
        Position::new(area.x + x, area.y + (self.caret_row - self.scroll.row) as u16)
    }

    /// The caret for a click at `position`; none outside the area.
    pub fn caret_at(&self, area: Rect, position: Position) -> Option<Caret> {
        if !area.contains(position) {
            return None;
        }
        let row = self.scroll.row + usize::from(position.y - area.y);
        let Some(row) = self.rows.get(row) else { return Some(Caret::before(self.length)) };
        Some(row.caret_at(i32::from(position.x - area.x) - self.scroll.shift, Column(area.width)))
    }

    /// Scrolled from `before` as little as is needed for the caret to be seen, and no further than there is text.
    fn scrolled(&self, before: Scroll, area: Rect, lines: Lines) -> Scroll {
        let height = usize::from(area.height.max(1));
        let last = self.rows.len().saturating_sub(height);
        let row = before.row.min(last).clamp((self.caret_row + 1).saturating_sub(height), self.caret_row);
        if lines == Lines::Multi {
            return Scroll { row, shift: 0 };
        }
        let line = &self.rows[self.caret_row];
        let width = i32::from(area.width.max(1));
        // The end of the line and a caret behind it stand at the far edge, and no blanks beyond.
        let beyond = (i32::from(line.line.width.0) + 1 - width).max(0);
        let (allowed, place) =
            if line.right_to_left { (0..=beyond, self.place.min(width - 1)) } else { (-beyond..=0, self.place.max(0)) };
        let shift = before.shift.clamp(*allowed.start(), *allowed.end());
        Scroll { row, shift: shift.clamp(-place, width - 1 - place) }
    }
}

impl TextField {
    /// What is seen of it in `area`.
    pub(super) fn window(&self, area: Rect) -> Window<'_> {
        let rows = self.rows(Column(area.width));
        let caret_row = self.caret_row(&rows);
        let place = rows[caret_row].place(self.caret, Column(area.width));
        let mut window = Window { rows, caret_row, place, length: self.text.len(), scroll: Scroll::default() };
        window.scroll = window.scrolled(self.scroll, area, self.lines);
        window
    }
}

impl Styled for FieldView<'_> {
    type Item = Self;

    fn style(&self) -> Style {
        self.style
    }

    fn set_style<S: Into<Style>>(self, style: S) -> Self {
        self.style(style)
    }
}

impl StatefulWidget for FieldView<'_> {
    type State = TextField;

    fn render(self, area: Rect, buffer: &mut Buffer, field: &mut TextField) {
        StatefulWidget::render(&self, area, buffer, field);
    }
}

impl StatefulWidget for &FieldView<'_> {
    type State = TextField;

    fn render(self, area: Rect, buffer: &mut Buffer, field: &mut TextField) {
        field.set_area(self.inner(area));
        self.draw(field, area, buffer);
    }
}
