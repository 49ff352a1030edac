//! A paragraph's lines one after the other, each gone when the next one is asked for: text of any length in little space.

use super::fill::Row;
use super::flow::{Flow, LEAST};
use super::line::VisualLine;
use super::options::LayoutOptions;
use super::visual::{self, Arrangement};
use crate::span::{Column, Span};

/// The lines of a paragraph, top to bottom.
///
/// ```
/// use isnad::text::{Lines, LayoutOptions};
/// let mut lines = Lines::new("قال لا (UN)", &LayoutOptions::of_width(9));
/// let mut rows = String::new();
/// while let Some(line) = lines.next_line() {
///     line.push_to(&mut rows);
///     rows.push('|');
/// }
/// assert_eq!(rows, "\u{fefb} \u{fedd}\u{fe8e}\u{fed7}|(UN)|");
/// ```
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    text: &'t str,
    flow: Flow,
    arrangement: Arrangement,
}

impl<'t> Lines<'t> {
    /// The lines of `paragraph`.
    pub fn new(paragraph: &'t str, options: &LayoutOptions) -> Lines<'t> {
        Lines { text: paragraph, flow: Flow::new(paragraph, options, LEAST), arrangement: Arrangement::default() }
    }

    /// The lines of another paragraph, with the same options and in the same space.
    pub fn over<'u>(mut self, paragraph: &'u str) -> Lines<'u> {
        self.flow.begin(paragraph);
        Lines { text: paragraph, flow: self.flow, arrangement: self.arrangement }
    }

    /// Whether the paragraph level is odd (UAX #9 P2, P3, or forced).
    pub const fn right_to_left(&self) -> bool {
        self.flow.base == 1
    }

    /// The next line.
    pub fn next_line(&mut self) -> Option<Line<'_>> {
        let row = self.flow.next(self.text)?;
        Some(Line { text: self.text, flow: &self.flow, row, arrangement: &mut self.arrangement })
    }
}

/// A line that is not drawn yet.
#[derive(Debug)]
pub struct Line<'a> {
    text: &'a str,
    flow: &'a Flow,
    row: Row,
    arrangement: &'a mut Arrangement,
}

impl Line<'_> {
    /// The bytes of the paragraph that the line holds, the blanks that hang at its end included.
    pub fn span(&self) -> Span {
        visual::span_of(self.flow.view(self.text), &self.row)
    }

    /// How many columns are drawn.
    pub fn width(&self) -> Column {
        let drawn = &self.flow.view(self.text).list[self.row.all.start..self.row.drawn];
        Column(drawn.iter().map(|cluster| u16::from(cluster.width)).sum())
    }

    /// Puts the symbols of its cells, from left to right, at the end of `out`.
    pub fn push_to(self, out: &mut String) {
        visual::write(self.flow.view(self.text), &self.row, self.flow.base, self.arrangement, out);
    }

    /// The line with its cells.
    pub fn visual(&self) -> VisualLine {
        visual::order(self.flow.view(self.text), &self.row, self.flow.base)
    }
}
