//! One visual line, drawn with styles by byte range: for programs that lay paragraphs out themselves and keep them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::row::{TextRow, origin_of};
use crate::span::{Column, Offset, Span};
use crate::text::VisualLine;

/// Bytes of a text and the style that they are drawn in.
pub type StyledSpan = (Span, Style);

/// One visual line in the first row of its area. Its bytes are those of the text that was laid out.
///
/// ```
/// use isnad::span::{Offset, Span};
/// use isnad::text::{LayoutOptions, layout};
/// use isnad::widgets::BidiLine;
/// use ratatui::{buffer::Buffer, layout::{Position, Rect}, style::Style, widgets::Widget};
///
/// let area = Rect::new(0, 0, 8, 1);
/// let mut buffer = Buffer::empty(area);
/// let laid = layout("قال لا", &LayoutOptions::of_width(area.width));
/// let styles = [(Span::new(0, 6), Style::new().bold())];
/// let line = BidiLine::new(&laid.lines[0]).right_aligned().styles(&styles);
/// assert_eq!(line.offset_at(area, Position::new(7, 0)), Some(Offset(0)));
/// assert_eq!(line.areas_of(area, Span::new(0, 6)), [Rect::new(5, 0, 3, 1)]);
/// line.render(area, &mut buffer);
/// assert_eq!(buffer[(7, 0)].symbol(), "\u{fed7}");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct BidiLine<'a> {
    line: &'a VisualLine,
    styles: &'a [StyledSpan],
    style: Style,
    alignment: Alignment,
    /// Where the paragraph of the line starts in the text that `styles` and hits speak of.
    base: usize,
}

impl<'a> BidiLine<'a> {
    /// A line at the left edge.
    pub const fn new(line: &'a VisualLine) -> BidiLine<'a> {
        BidiLine { line, styles: &[], style: Style::new(), alignment: Alignment::Left, base: 0 }
    }

    pub(super) const fn of_row(row: &'a TextRow) -> BidiLine<'a> {
        BidiLine { alignment: row.start_side(), base: row.base, ..BidiLine::new(&row.line) }
    }

    /// The same at this side of its area; a line too wide for the area is cut on the other side.
    #[must_use]
    pub const fn alignment(mut self, alignment: Alignment) -> BidiLine<'a> {
        self.alignment = alignment;
        self
    }

    /// The same at the right edge.
    #[must_use]
    pub const fn right_aligned(self) -> BidiLine<'a> {
        self.alignment(Alignment::Right)
    }

    /// Styles by bytes of the text that was laid out; later ones patch earlier ones.
    #[must_use]
    pub const fn styles(mut self, styles: &'a [StyledSpan]) -> BidiLine<'a> {
        self.styles = styles;
        self
    }

    /// The style under everything, blanks included.
    #[must_use]
    pub fn style<S: Into<Style>>(mut self, style: S) -> BidiLine<'a> {
        self.style = style.into();
        self
    }

    /// The byte at which the cluster seen at `position` starts; none where nothing is drawn.
    pub fn offset_at(&self, area: Rect, position: Position) -> Option<Offset> {
        if area.height == 0 || position.y != area.y || position.x < area.x || position.x >= area.right() {
            return None;
        }
        let column = i32::from(position.x - area.x) - self.origin(area);
        let cell = self.line.cell_at(Column(u16::try_from(column).ok()?))?;
        Some(Offset(self.base + cell.span.start.0))
    }

    /// Where the bytes of `span` are seen, from left to right.
    pub fn areas_of(&self, area: Rect, span: Span) -> Vec<Rect> {
        let local = Span::new(span.start.0.saturating_sub(self.base), span.end.0.saturating_sub(self.base));
        stretches(self.line, self.origin(area), area, local)
    }

    fn origin(&self, area: Rect) -> i32 {
        origin_of(self.alignment, self.line.width, Column(area.width))
    }

    /// Draws the symbols and the styles by byte, and clears nothing.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer) {
        draw_cells(self.line, self.origin(area), area, buffer);
        let visible = area.intersection(buffer.area);
        let shown = self.line.span.shifted(self.base);
        for &(span, style) in self.styles.iter().filter(|(span, _)| span.meets(shown)) {
            for stretch in self.areas_of(area, span) {
                buffer.set_style(stretch.intersection(visible), style);
            }
        }
    }
}

impl Widget for BidiLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        clear(area, self.style, buffer);
        if area.height > 0 {
            self.draw(row_area(area, 0), buffer);
        }
    }
}

impl Widget for &BidiLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Widget::render(*self, area, buffer);
    }
}

/// Where the bytes of `span` are seen, the first column of `line` standing in column `origin` of `area`.
pub(super) fn stretches(line: &VisualLine, origin: i32, area: Rect, span: Span) -> Vec<Rect> {
    if area.height == 0 {
        return Vec::new();
    }
    let inside = |column: Column| (origin + i32::from(column.0)).clamp(0, i32::from(area.width)) as u16;
    let columns = line.columns_of(span).into_iter().map(|(from, to)| (inside(from), inside(to)));
    columns
        .filter(|(from, to)| from < to)
        .map(|(from, to)| Rect::new(area.x.saturating_add(from), area.y, to - from, 1))
        .collect()
}

/// Draws the symbols of `line`, whose first column stands in column `origin` of `area`. A wide cell that the edge of the area
/// would cut is left blank.
pub(super) fn draw_cells(line: &VisualLine, origin: i32, area: Rect, buffer: &mut Buffer) {
    let visible = area.intersection(buffer.area);
    if visible.is_empty() {
        return;
    }
    for cell in &line.cells {
        let left = i32::from(area.x) + origin + i32::from(cell.column.0);
        let right = left + i32::from(cell.width);
        if left < i32::from(visible.x) || right > i32::from(visible.right()) {
            continue;
        }
        buffer[(left as u16, visible.y)].set_symbol(&cell.symbol);
        for hidden in left + 1..right {
            buffer[(hidden as u16, visible.y)].set_symbol(" ");
        }
    }
}

/// Blanks in `style` all over `area`.
pub(super) fn clear(area: Rect, style: Style, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let mut blank = ratatui::buffer::Cell::EMPTY;
    blank.set_style(style);
    for y in area.top()..area.bottom() {
        let start = buffer.index_of(area.x, y);
        if let Some(row) = buffer.content.get_mut(start..start + usize::from(area.width)) {
            row.fill(blank.clone());
        }
    }
}

/// Row number `row` of `area`.
pub(super) fn row_area(area: Rect, row: usize) -> Rect {
    let below = u16::try_from(row).unwrap_or(u16::MAX);
    Rect { y: area.y.saturating_add(below), height: area.height.saturating_sub(below).min(1), ..area }
}
