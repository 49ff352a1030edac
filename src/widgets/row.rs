//! A text of several paragraphs as visual rows: what a paragraph widget draws and a field moves over.

use std::ops::Range;

use ratatui::layout::Alignment;

use super::caret::{Affinity, Caret};
use crate::span::{Column, Offset};
use crate::text::{LayoutOptions, VisualLine, layout};

/// One visual line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextRow {
    /// The line; its spans count from `base`.
    pub line: VisualLine,
    /// Where its paragraph starts in the text.
    pub base: usize,
    /// The direction of its paragraph.
    pub right_to_left: bool,
    /// Whether its paragraph ends here.
    pub is_last: bool,
}

/// The rows of `text`, one at least.
pub(super) fn rows_of(text: &str, options: &LayoutOptions) -> Vec<TextRow> {
    let mut rows = Vec::new();
    for paragraph in paragraphs(text) {
        let laid = layout(text.get(paragraph.clone()).unwrap_or(""), options);
        let last = laid.lines.len().saturating_sub(1);
        rows.extend(laid.lines.into_iter().enumerate().map(|(at, line)| TextRow {
            line,
            base: paragraph.start,
            right_to_left: laid.right_to_left,
            is_last: at == last,
        }));
    }
    rows
}

/// The bytes of each paragraph of `text`, without the `\n` or `\r\n` that ends it.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut base = 0;
    text.split('\n').map(move |line| {
        let start = base;
        base += line.len() + 1;
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    })
}

/// The column, in an area of `width` columns, of the first column of something `taken` columns wide; negative where it is
/// too wide and cut on the left. Nothing is cut on the side it is aligned to; what is centred and too wide is cut at its end.
pub(super) fn origin_of(alignment: Alignment, taken: Column, width: Column) -> i32 {
    let free = i32::from(width.0) - i32::from(taken.0);
    match alignment {
        Alignment::Left => 0,
        Alignment::Center => free.max(0) / 2,
        Alignment::Right => free,
    }
}

impl TextRow {
    /// The side at which its paragraph begins.
    pub const fn start_side(&self) -> Alignment {
        if self.right_to_left { Alignment::Right } else { Alignment::Left }
    }

    /// The column of the area in which the line's first column stands.
    pub fn origin(&self, width: Column) -> i32 {
        origin_of(self.start_side(), self.line.width, width)
    }

    /// The first byte of the row in the text.
    pub const fn start(&self) -> usize {
        self.base + self.line.span.start.0
    }

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

    /// The column of a caret from the left edge of an area of `width` columns.
    pub fn place(&self, caret: Caret, width: Column) -> i32 {
        self.origin(width) + self.column_of(caret)
    }

    /// The caret nearest to a column of an area of `width` columns.
    pub fn caret_at(&self, place: i32, width: Column) -> Caret {
        let column = place - self.origin(width);
        if let Some(caret) = self.on_cell_at(column) {
            return caret;
        }
        let behind_end = if self.right_to_left { column < 0 } else { column >= 0 };
        if behind_end && self.has_end() { self.end_place() } else { self.at_edge(column) }
    }

    /// The caret one cell to the left or right of the column `from`, if the line has one there.
    pub fn beside(&self, from: i32, by: i32) -> Option<Caret> {
        let here = u16::try_from(from).ok().and_then(|column| self.line.cell_at(Column(column)));
        let next = match (here, by) {
            (Some(cell), 1..) => i32::from(cell.end().0),
            (Some(cell), _) => i32::from(cell.column.0) - 1,
            (None, _) => from + by,
        };
        if let Some(caret) = self.on_cell_at(next) {
            return Some(caret);
        }
        let reaches_end = next == self.end_column() && self.is_forward(by) && self.has_end();
        reaches_end.then(|| self.end_place())
    }

    /// Whether a step by `by` columns goes on in the direction of the paragraph.
    pub const fn is_forward(&self, by: i32) -> bool {
        (by < 0) == self.right_to_left
    }

    /// The place at the edge where the paragraph's direction begins.
    pub fn first_place(&self) -> Caret {
        if self.line.cells.is_empty() {
            return self.end();
        }
        self.at_edge(if self.right_to_left { i32::from(self.line.width.0) } else { 0 })
    }

    /// The last place of the line that belongs to no other: its end, or its last cluster where the line below goes on at once.
    pub fn last_place(&self) -> Caret {
        if self.has_end() { self.end_place() } else { self.at_edge(self.end_column()) }
    }

    /// The end of the line: behind its last letter.
    pub fn end(&self) -> Caret {
        let drawn = self.line.logical_cells().next_back().map_or(self.line.span.start, |cell| cell.span.end);
        let offset = if self.is_last { self.line.span.end } else { drawn };
        Caret { offset: Offset(self.base + offset.0), affinity: Affinity::Before }
    }

    /// The column of the place behind the line's end.
    const fn end_column(&self) -> i32 {
        if self.right_to_left { -1 } else { self.line.width.0 as i32 }
    }

    /// Whether the place behind the end is one of its own: not where a word is cut.
    fn has_end(&self) -> bool {
        self.is_last || self.end().offset.0 < self.base + self.line.span.end.0
    }

    /// The end as a place one steps to: drawn past the edge, whatever the direction of the last word.
    fn end_place(&self) -> Caret {
        Caret { affinity: Affinity::After, ..self.end() }
    }

    /// The cell at an edge of the line, or its end where it has none.
    fn at_edge(&self, column: i32) -> Caret {
        let last = i32::from(self.line.width.0) - 1;
        self.on_cell_at(column.clamp(0, last.max(0))).unwrap_or_else(|| self.end())
    }

    fn on_cell_at(&self, column: i32) -> Option<Caret> {
        let cell = self.line.cell_at(Column(u16::try_from(column).ok()?))?;
        Some(Caret { offset: Offset(self.base + cell.span.start.0), affinity: Affinity::After })
    }
}
