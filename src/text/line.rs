//! The visual line: the one type in which visual order exists.

use compact_str::CompactString;

use super::chars;
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
    /// The numbers of the cells in logical order, fillers left out.
    logical: Vec<u16>,
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
    /// Whether it stands for no bytes of its own: a tatweel that lengthens the line, or the rest of a control's name.
    /// `span` is then that of its neighbour to which it belongs.
    pub filler: bool,
}

impl Cell {
    /// The column after its last one.
    pub const fn end(&self) -> Column {
        Column(self.column.0 + self.width as u16)
    }

    /// Whether its letter carries a vowel mark or a reading sign; a madda or a hamza is a part of its letter.
    pub fn carries_haraka(&self) -> bool {
        self.symbol.chars().skip(1).any(chars::is_haraka)
    }

    /// Whether its text runs from right to left.
    pub const fn is_right_to_left(&self) -> bool {
        self.level % 2 == 1
    }
}

impl VisualLine {
    /// A line of cells from left to right, `order` being the logical place of each.
    pub(super) fn new(span: Span, cells: Vec<Cell>, order: &[u32]) -> VisualLine {
        let mut logical = vec![0; order.len()];
        for (seen, &place) in order.iter().enumerate() {
            logical[place as usize] = seen as u16;
        }
        let line = VisualLine { span, width: cells.last().map_or(Column(0), Cell::end), cells, logical };
        debug_assert!(line.maps_are_inverse());
        line
    }

    /// The same line with every cell made anew by `make`, which is given it and its place in `cells` and may put fillers
    /// beside it, in the order in which they are seen. Columns are counted anew.
    pub(super) fn remade(self, span: Span, mut make: impl FnMut(usize, Cell, &mut Vec<Cell>)) -> VisualLine {
        let mut places = Vec::with_capacity(self.cells.len());
        let mut cells = Vec::with_capacity(self.cells.len());
        for (at, cell) in self.cells.into_iter().enumerate() {
            let first = cells.len();
            make(at, cell, &mut cells);
            places.push((first..cells.len()).find(|&made: &usize| !cells[made].filler));
        }
        let mut column = 0;
        for cell in &mut cells {
            cell.column = Column(column);
            column += u16::from(cell.width);
        }
        let logical = self.logical.iter().filter_map(|&seen| places[usize::from(seen)]).map(|at| at as u16).collect();
        let line = VisualLine { span, cells, width: Column(column), logical };
        debug_assert!(line.maps_are_inverse());
        line
    }

    /// The cell drawn at `column`.
    pub fn cell_at(&self, column: Column) -> Option<&Cell> {
        let at = self.cells.partition_point(|cell| cell.column <= column).checked_sub(1)?;
        let cell = &self.cells[at];
        (column < cell.end()).then_some(cell)
    }

    /// The cell that stands for the byte at `offset`; none for blanks that hang and for line ends.
    pub fn cell_of(&self, offset: Offset) -> Option<&Cell> {
        let place =
            self.logical.partition_point(|&seen| self.cells[usize::from(seen)].span.start <= offset).checked_sub(1)?;
        let cell = &self.cells[usize::from(self.logical[place])];
        cell.span.holds(offset).then_some(cell)
    }

    /// The cells in the order of the text, without fillers.
    pub fn logical_cells(&self) -> impl DoubleEndedIterator<Item = &Cell> + ExactSizeIterator {
        self.logical.iter().map(|&seen| &self.cells[usize::from(seen)])
    }

    /// The stretches of columns in which any byte of `span` is seen, from left to right, neighbours joined.
    pub fn columns_of(&self, span: Span) -> Vec<(Column, Column)> {
        let from = self.logical.partition_point(|&seen| self.cells[usize::from(seen)].span.end <= span.start);
        let till = self.logical.partition_point(|&seen| self.cells[usize::from(seen)].span.start < span.end);
        let mut seen: Vec<u16> = self.logical.get(from..till).unwrap_or_default().to_vec();
        seen.sort_unstable();
        let mut out: Vec<(Column, Column)> = Vec::new();
        for (start, end) in seen.iter().map(|&seen| self.with_fillers(usize::from(seen))) {
            match out.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => out.push((start, end)),
            }
        }
        out
    }

    /// The columns of the cell at `seen` and of the fillers that belong to it.
    fn with_fillers(&self, seen: usize) -> (Column, Column) {
        let span = self.cells[seen].span;
        let belongs = |cell: &&Cell| cell.filler && cell.span == span;
        let (before, after) = self.cells.split_at(seen);
        let left = before.iter().rev().take_while(belongs).last();
        let right = after.iter().skip(1).take_while(belongs).last();
        (left.unwrap_or(&self.cells[seen]).column, right.unwrap_or(&self.cells[seen]).end())
    }

    fn maps_are_inverse(&self) -> bool {
        self.cells.iter().all(|cell| {
            self.cell_at(cell.column) == Some(cell)
                && (cell.filler || cell.span.is_empty() || self.cell_of(cell.span.start) == Some(cell))
        }) && self.logical_cells().zip(self.logical_cells().skip(1)).all(|(a, b)| a.span.end <= b.span.start)
    }
}
