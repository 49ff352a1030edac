//! A laid-out paragraph, and one line of it, drawn with styles by byte range.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::span::{Column, Offset, Span};
use crate::text::{Layout, VisualLine};

/// Bytes of the text and the style that they are drawn in.
pub type Styled = (Span, Style);

/// A paragraph, at the edge where its direction begins.
///
/// ```
/// use isnad::span::Span;
/// use isnad::text::{LayoutOptions, layout};
/// use isnad::widgets::BidiParagraph;
/// use ratatui::{buffer::Buffer, layout::{Position, Rect}, style::{Style, Stylize}, widgets::Widget};
///
/// let area = Rect::new(0, 0, 8, 2);
/// let mut buffer = Buffer::empty(area);
/// let laid = layout("قال لا", &LayoutOptions::of_width(area.width));
/// let styles = [(Span::new(0, 6), Style::new().bold())];
/// let paragraph = BidiParagraph::new(&laid).styles(&styles);
/// assert_eq!(paragraph.offset_at(area, Position::new(7, 0)).map(|at| at.0), Some(0));
/// assert_eq!(paragraph.areas_of(area, Span::new(0, 6)), [Rect::new(5, 0, 3, 1)]);
/// paragraph.render(area, &mut buffer);
/// assert_eq!(buffer[(7, 0)].symbol(), "\u{fed7}");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct BidiParagraph<'a> {
    layout: &'a Layout,
    styles: &'a [Styled],
    base: Style,
    first: usize,
}

impl<'a> BidiParagraph<'a> {
    /// A paragraph without styles, from its first line on.
    pub const fn new(layout: &'a Layout) -> BidiParagraph<'a> {
        BidiParagraph { layout, styles: &[], base: Style::new(), first: 0 }
    }

    /// Styles by bytes of the paragraph; later ones patch earlier ones.
    pub const fn styles(mut self, styles: &'a [Styled]) -> BidiParagraph<'a> {
        self.styles = styles;
        self
    }

    /// The style under everything, blanks included.
    pub const fn style(mut self, style: Style) -> BidiParagraph<'a> {
        self.base = style;
        self
    }

    /// The line that stands in the first row.
    pub const fn scroll(mut self, first_line: usize) -> BidiParagraph<'a> {
        self.first = first_line;
        self
    }

    /// The byte at which the cluster seen at `position` starts; none where nothing is drawn.
    pub fn offset_at(&self, area: Rect, position: Position) -> Option<Offset> {
        let row = usize::from(position.y.checked_sub(area.y).filter(|&row| row < area.height)?);
        let line = self.layout.lines.get(self.first.checked_add(row)?)?;
        self.line(line).offset_at(row_of(area, row), position)
    }

    /// Where the bytes of `span` are seen: one rectangle of one row for each stretch, top to bottom, left to right.
    pub fn areas_of(&self, area: Rect, span: Span) -> Vec<Rect> {
        let lines = self.layout.lines.iter().skip(self.first).take(usize::from(area.height)).enumerate();
        lines.flat_map(|(row, line)| self.line(line).areas_of(row_of(area, row), span)).collect()
    }

    fn line(&self, line: &'a VisualLine) -> BidiLine<'a> {
        BidiLine { line, styles: self.styles, base: self.base, at_right: self.layout.right_to_left }
    }
}

impl Widget for BidiParagraph<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        clear(area, self.base, buffer);
        let lines = self.layout.lines.iter().skip(self.first).take(usize::from(area.height));
        for (row, line) in lines.enumerate() {
            self.line(line).draw(row_of(area, row), buffer);
        }
    }
}

/// One visual line in the first row of its area.
#[derive(Debug, Clone, Copy)]
pub struct BidiLine<'a> {
    line: &'a VisualLine,
    styles: &'a [Styled],
    base: Style,
    at_right: bool,
}

impl<'a> BidiLine<'a> {
    /// A line at the left edge.
    pub const fn new(line: &'a VisualLine) -> BidiLine<'a> {
        BidiLine { line, styles: &[], base: Style::new(), at_right: false }
    }

    /// The same at the right edge.
    pub const fn right_aligned(mut self) -> BidiLine<'a> {
        self.at_right = true;
        self
    }

    /// Styles by bytes of the text that was laid out; later ones patch earlier ones.
    pub const fn styles(mut self, styles: &'a [Styled]) -> BidiLine<'a> {
        self.styles = styles;
        self
    }

    /// The style under everything, blanks included.
    pub const fn style(mut self, style: Style) -> BidiLine<'a> {
        self.base = style;
        self
    }

    /// The byte at which the cluster seen at `position` starts; none where nothing is drawn.
    pub fn offset_at(&self, area: Rect, position: Position) -> Option<Offset> {
        if area.height == 0 || position.y != area.y || position.x < area.x || position.x >= area.right() {
            return None;
        }
        let column = i32::from(position.x - area.x) - self.origin(area);
        let cell = self.line.cell_at(Column(u16::try_from(column).ok()?))?;
        Some(cell.span.start)
    }

    /// Where the bytes of `span` are seen, from left to right.
    pub fn areas_of(&self, area: Rect, span: Span) -> Vec<Rect> {
        if area.height == 0 {
            return Vec::new();
        }
        let origin = self.origin(area);
        let inside = |column: Column| (origin + i32::from(column.0)).clamp(0, i32::from(area.width)) as u16;
        let stretches = self.line.columns_of(span).into_iter().map(|(from, to)| (inside(from), inside(to)));
        stretches
            .filter(|(from, to)| from < to)
            .map(|(from, to)| Rect::new(area.x + from, area.y, to - from, 1))
            .collect()
    }

    /// The column of the area in which the line's first column stands; negative where the line is cut on the left.
    fn origin(&self, area: Rect) -> i32 {
        if self.at_right { i32::from(area.width) - i32::from(self.line.width.0) } else { 0 }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer) {
        draw_cells(self.line, self.origin(area), area, buffer);
        let visible = area.intersection(buffer.area);
        for &(span, style) in self.styles.iter().filter(|(span, _)| span.meets(self.line.span)) {
            for stretch in self.areas_of(area, span) {
                buffer.set_style(stretch.intersection(visible), style);
            }
        }
    }
}

impl Widget for BidiLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        clear(area, self.base, buffer);
        if area.height > 0 {
            self.draw(row_of(area, 0), buffer);
        }
    }
}

/// Draws the symbols of `line`, whose first column stands in column `origin` of `area`.
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
    for position in area.intersection(buffer.area).positions() {
        buffer[position].reset();
    }
    buffer.set_style(area, style);
}

/// Row number `row` of `area`.
pub(super) fn row_of(area: Rect, row: usize) -> Rect {
    Rect { y: area.y.saturating_add(row as u16), height: area.height.saturating_sub(row as u16).min(1), ..area }
}
