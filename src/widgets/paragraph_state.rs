//! What of a paragraph outlives a frame: how far it is scrolled, and where everything was drawn.

use ratatui::layout::{Alignment, Position, Rect};

use super::line::{BidiLine, row_area};
use super::paragraph::{BidiParagraph, aligned, widest};
use super::row::{TextRow, rows_of};
use crate::span::{Column, Offset, Span};
use crate::text::LayoutOptions;

/// The state of a [`BidiParagraph`]: drawing lays the text out where it has changed, and scrolls no further than the last row.
/// Hits are those of the last drawing.
///
/// ```
/// use isnad::widgets::{BidiParagraph, ParagraphState};
/// use ratatui::{buffer::Buffer, layout::Rect, widgets::StatefulWidget};
///
/// let area = Rect::new(0, 0, 5, 2);
/// let mut buffer = Buffer::empty(area);
/// let mut state = ParagraphState::default();
/// state.scroll_by(9);
/// BidiParagraph::new("a\nb\nc").render(area, &mut buffer, &mut state);
/// assert_eq!((state.first_line(), state.line_count()), (1, 3));
/// assert_eq!(buffer, Buffer::with_lines(["b    ", "c    "]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct ParagraphState {
    /// None before the first drawing.
    first: Option<usize>,
    area: Rect,
    laid: Option<Laid>,
}

/// A text laid out, and what of.
#[derive(Debug, Clone)]
struct Laid {
    text: String,
    options: LayoutOptions,
    rows: Vec<TextRow>,
    sides: Vec<Alignment>,
}

impl ParagraphState {
    /// The line in the first row.
    pub const fn first_line(&self) -> usize {
        match self.first {
            Some(first) => first,
            None => 0,
        }
    }

    /// How many lines there are; none before the first drawing.
    pub fn line_count(&self) -> usize {
        self.rows().len()
    }

    /// The columns of the widest line.
    pub fn width(&self) -> Column {
        widest(self.rows())
    }

    /// Where the text was drawn, inside the block.
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// Puts a line into the first row; the next drawing stops at the last page.
    pub const fn scroll_to(&mut self, line: usize) {
        self.first = Some(line);
    }

    /// Scrolls by so many lines, down if positive.
    pub const fn scroll_by(&mut self, lines: isize) {
        self.first = Some(self.first_line().saturating_add_signed(lines));
    }

    /// Scrolls as little as needed for the byte at `offset` to be seen, as the text was last laid out.
    pub fn reveal(&mut self, offset: Offset) {
        let row = self.rows().partition_point(|row| row.start() <= offset.0).saturating_sub(1);
        let height = usize::from(self.area.height.max(1));
        self.first = Some(self.first_line().clamp((row + 1).saturating_sub(height), row));
    }

    /// The byte at which the cluster seen at `position` starts; none where nothing is drawn.
    pub fn offset_at(&self, position: Position) -> Option<Offset> {
        let row = usize::from(position.y.checked_sub(self.area.y).filter(|&row| row < self.area.height)?);
        let (_, line) = self.shown().nth(row)?;
        line.offset_at(row_area(self.area, row), position)
    }

    /// Where the bytes of `span` are seen: one rectangle of one row for each stretch, top to bottom, left to right.
    pub fn areas_of(&self, span: Span) -> Vec<Rect> {
        self.shown().flat_map(|(at, line)| line.areas_of(row_area(self.area, at), span)).collect()
    }

    fn rows(&self) -> &[TextRow] {
        self.laid.as_ref().map_or(&[], |laid| &laid.rows)
    }

    /// Lays `paragraph` out for `area`, if that is not done yet.
    pub(super) fn prepare(&mut self, paragraph: &BidiParagraph<'_>, area: Rect) {
        let options = paragraph.layout_options(area.width);
        let known = self.laid.take().filter(|laid| laid.text == paragraph.text() && laid.options == options);
        let mut laid = known.unwrap_or_else(|| Laid {
            text: paragraph.text().to_owned(),
            options,
            rows: rows_of(paragraph.text(), &options),
            sides: Vec::new(),
        });
        laid.sides = paragraph.sides(&laid.rows);
        let last = laid.rows.len().saturating_sub(usize::from(area.height.max(1)));
        self.first = Some(self.first.unwrap_or(paragraph.first_line()).min(last));
        self.laid = Some(laid);
        self.area = area;
    }

    /// The lines that are seen, with the numbers of their rows in the area.
    pub(super) fn shown(&self) -> impl Iterator<Item = (usize, BidiLine<'_>)> {
        let height = if self.area.width == 0 { 0 } else { usize::from(self.area.height) };
        let rows = self.laid.iter().flat_map(|laid| laid.rows.iter().zip(&laid.sides));
        rows.skip(self.first_line()).take(height).map(|(row, &side)| aligned(row, side)).enumerate()
    }
}
