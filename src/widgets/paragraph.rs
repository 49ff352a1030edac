//! Text of one paragraph or many, wrapped and in visual order, as a widget: styles by byte, alignment, scrolling, hits.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::{Style, Styled};
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, BlockExt, StatefulWidget, Widget};

use super::line::{BidiLine, StyledSpan, clear, row_area};
use super::paragraph_state::ParagraphState;
use super::row::{TextRow, rows_of};
use super::styled::flatten;
use crate::span::{Column, Span};
use crate::text::{Direction, Harakat, LayoutOptions};

/// Text wrapped at the width of its area, each paragraph at the side where its direction begins.
///
/// Paragraphs end at `\n` or `\r\n`, and each finds its own direction. Styles are given by bytes of the text, or come with
/// a ratatui [`Text`] or [`Line`]. It is drawn as a [`Widget`], or, to scroll and to hit, as a [`StatefulWidget`] with a
/// [`ParagraphState`], which also keeps the layout from one frame to the next. Nothing here panics, on any text and area.
///
/// ```
/// use isnad::span::Offset;
/// use isnad::widgets::{BidiParagraph, ParagraphState};
/// use ratatui::{buffer::Buffer, layout::{Position, Rect}, style::{Style, Stylize}, widgets::{Block, StatefulWidget}};
///
/// let area = Rect::new(0, 0, 10, 4);
/// let mut buffer = Buffer::empty(area);
/// let mut state = ParagraphState::default();
/// let paragraph = BidiParagraph::new("قال لا\nok").block(Block::bordered()).styled(0..6, Style::new().red()).on_blue();
/// paragraph.render(area, &mut buffer, &mut state);
/// assert_eq!(buffer[(8, 1)].symbol(), "\u{fed7}");
/// assert_eq!(state.offset_at(Position::new(8, 1)), Some(Offset(0)));
/// assert_eq!(state.areas_of((0..6).into()), [Rect::new(6, 1, 3, 1)]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct BidiParagraph<'a> {
    text: Cow<'a, str>,
    styles: Vec<StyledSpan>,
    style: Style,
    options: Options,
    alignment: Option<Alignment>,
    alignments: Vec<Option<Alignment>>,
    block: Option<Block<'a>>,
    first: usize,
}

/// What the rows depend on beside the text and the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Options {
    direction: Direction,
    harakat: Harakat,
}

impl<'a> BidiParagraph<'a> {
    /// A paragraph of plain text, whose bytes are those of `text`. A [`Text`] or [`Line`] with its styles goes through
    /// [`From`].
    pub fn new<T: Into<Cow<'a, str>>>(text: T) -> BidiParagraph<'a> {
        BidiParagraph { text: text.into(), ..BidiParagraph::default() }
    }

    /// The text that bytes count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Draws some bytes in a style of their own, which patches what was given before.
    #[must_use]
    pub fn styled<B: Into<Span>, S: Into<Style>>(mut self, bytes: B, style: S) -> BidiParagraph<'a> {
        self.styles.push((bytes.into(), style.into()));
        self
    }

    /// The same for many. A span that does not fit the text is drawn as far as it does.
    #[must_use]
    pub fn styles<I: IntoIterator<Item = StyledSpan>>(mut self, styles: I) -> BidiParagraph<'a> {
        self.styles.extend(styles);
        self
    }

    /// The style under everything, block and blanks included.
    #[must_use]
    pub fn style<S: Into<Style>>(mut self, style: S) -> BidiParagraph<'a> {
        self.style = style.into();
        self
    }

    /// A block around it. Its titles are drawn as they are given; [`visual_line`](super::visual_line) makes Arabic ones.
    #[must_use]
    pub fn block(mut self, block: Block<'a>) -> BidiParagraph<'a> {
        self.block = Some(block);
        self
    }

    /// The direction of each paragraph; by its first strong letter if nothing else is said.
    #[must_use]
    pub const fn direction(mut self, direction: Direction) -> BidiParagraph<'a> {
        self.options.direction = direction;
        self
    }

    /// What becomes of vowel marks.
    #[must_use]
    pub const fn harakat(mut self, harakat: Harakat) -> BidiParagraph<'a> {
        self.options.harakat = harakat;
        self
    }

    /// All lines at one side, whatever their direction, except lines of a [`Text`] that have an alignment of their own.
    #[must_use]
    pub const fn alignment(mut self, alignment: Alignment) -> BidiParagraph<'a> {
        self.alignment = Some(alignment);
        self
    }

    /// All lines at the left.
    #[must_use]
    pub const fn left_aligned(self) -> BidiParagraph<'a> {
        self.alignment(Alignment::Left)
    }

    /// All lines in the middle.
    #[must_use]
    pub const fn centered(self) -> BidiParagraph<'a> {
        self.alignment(Alignment::Center)
    }

    /// All lines at the right.
    #[must_use]
    pub const fn right_aligned(self) -> BidiParagraph<'a> {
        self.alignment(Alignment::Right)
    }

    /// The line in the first row when it is drawn without a state, or with one for the first time.
    #[must_use]
    pub const fn scroll(mut self, first_line: usize) -> BidiParagraph<'a> {
        self.first = first_line;
        self
    }

    /// How many rows it takes in `width` columns, the block's included.
    ///
    /// ```
    /// use isnad::widgets::BidiParagraph;
    /// use ratatui::widgets::Block;
    /// let paragraph = BidiParagraph::new("قال الوزير أمس");
    /// assert_eq!(paragraph.line_count(10), 2);
    /// assert_eq!(paragraph.block(Block::bordered()).line_count(10), 5);
    /// ```
    pub fn line_count(&self, width: u16) -> usize {
        const TALL: u16 = 1000;
        let area = Rect::new(0, 0, width, TALL);
        let inner = self.block.inner_if_some(area);
        rows_of(&self.text, &self.layout_options(inner.width)).len() + usize::from(TALL - inner.height)
    }

    pub(super) const fn first_line(&self) -> usize {
        self.first
    }

    /// How its rows are laid out in `width` columns.
    pub(super) const fn layout_options(&self, width: u16) -> LayoutOptions {
        let Options { direction, harakat } = self.options;
        LayoutOptions { direction, harakat, ..LayoutOptions::of_width(width) }
    }

    /// The side of each of its rows, one after the other.
    pub(super) fn sides(&self, rows: &[TextRow]) -> Vec<Alignment> {
        let mut paragraph = 0;
        let mut sides = Vec::with_capacity(rows.len());
        for row in rows {
            let own = self.alignments.get(paragraph).copied().flatten();
            sides.push(own.or(self.alignment).unwrap_or(row.start_side()));
            paragraph += usize::from(row.is_last);
        }
        sides
    }
}

impl<'a> From<Text<'a>> for BidiParagraph<'a> {
    fn from(text: Text<'a>) -> BidiParagraph<'a> {
        let flat = flatten(&text);
        BidiParagraph {
            text: Cow::Owned(flat.text),
            styles: flat.styles,
            alignments: flat.alignments,
            style: text.style,
            alignment: text.alignment,
            ..BidiParagraph::default()
        }
    }
}

impl<'a> From<Line<'a>> for BidiParagraph<'a> {
    fn from(line: Line<'a>) -> BidiParagraph<'a> {
        Text::from(line).into()
    }
}

impl Styled for BidiParagraph<'_> {
    type Item = Self;

    fn style(&self) -> Style {
        self.style
    }

    fn set_style<S: Into<Style>>(self, style: S) -> Self {
        self.style(style)
    }
}

impl Widget for BidiParagraph<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Widget::render(&self, area, buffer);
    }
}

impl Widget for &BidiParagraph<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        StatefulWidget::render(self, area, buffer, &mut ParagraphState::default());
    }
}

impl StatefulWidget for BidiParagraph<'_> {
    type State = ParagraphState;

    fn render(self, area: Rect, buffer: &mut Buffer, state: &mut ParagraphState) {
        StatefulWidget::render(&self, area, buffer, state);
    }
}

impl StatefulWidget for &BidiParagraph<'_> {
    type State = ParagraphState;

    fn render(self, area: Rect, buffer: &mut Buffer, state: &mut ParagraphState) {
        let area = area.intersection(buffer.area);
        clear(area, self.style, buffer);
        self.block.as_ref().render(area, buffer);
        state.prepare(self, self.block.inner_if_some(area));
        for (at, line) in state.shown() {
            line.styles(&self.styles).draw(row_area(state.area(), at), buffer);
        }
    }
}

/// A row of a paragraph at its side.
pub(super) const fn aligned(row: &TextRow, side: Alignment) -> BidiLine<'_> {
    BidiLine::of_row(row).alignment(side)
}

/// The columns of the widest row.
pub(super) fn widest(rows: &[TextRow]) -> Column {
    rows.iter().map(|row| row.line.width).max().unwrap_or_default()
}
