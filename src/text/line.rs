//! The visual line: the one type in which visual order exists.

use compact_str::CompactString;

use crate::span::{Column, Offset, Span};

/// One line of a paragraph as it is seen, cells from left to right, with both maps between cells and text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisualLine {
    /// The bytes of the paragraph that the line holds, the blanks that hang at its end included.
    pub span: Span,
    /// The clusters that are seen, from left to right.
    pub cells: Vec<Cell>,
    /// The sum of the cells' widths.
    pub width: Column,
}

/// One cluster as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What to draw: shaped, mirrored, with its marks; never a control, never only marks.
    pub symbol: CompactString,
    /// How many columns it takes: 1 or 2.
    pub width: u8,
    /// The column of its left edge in the line.
    pub column: Column,
    /// The bytes of the paragraph it stands for (two letters for lam-alef).
    pub span: Span,
    /// Its embedding level (UAX #9), after L1.
    pub level: u8,
}

impl VisualLine {
    /// The cell drawn at `column`.
    pub fn cell_at(&self, column: Column) -> Option<&Cell> {
        let at = self.cells.partition_point(|cell| cell.column <= column).checked_sub(1)?;
        let cell = &self.cells[at];
        (column.0 < cell.column.0 + u16::from(cell.width)).then_some(cell)
    }

    /// The cell that stands for the byte at `offset`.
    pub fn cell_of(&self, offset: Offset) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.span.holds(offset))
    }

    /// The stretches of columns in which any byte of `span` is seen, from left to right, neighbours joined.
    pub fn columns_of(&self, span: Span) -> Vec<(Column, Column)> {
        let mut out: Vec<(Column, Column)> = Vec::new();
        for cell in self.cells.iter().filter(|cell| cell.span.meets(span)) {
            let end = Column(cell.column.0 + u16::from(cell.width));
            match out.last_mut() {
                Some(last) if last.1 == cell.column => last.1 = end,
                _ => out.push((cell.column, end)),
            }
        }
        out
    }
}
