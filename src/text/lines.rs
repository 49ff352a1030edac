//! A paragraph's lines one after the other, each gone when the next one is asked for: text of any length in little space.

use std::vec;

use super::Layout;
use super::fill::Row;
use super::flow::{Flow, LEAST};
use super::line::VisualLine;
use super::options::LayoutOptions;
use super::reveal;
use super::visual::{self, Arrangement};
use crate::span::{Column, Span};

/// The lines of a paragraph, top to bottom.
///
/// ```
/// use isnad::text::{Lines, LayoutOptions};
/// let mut lines = Lines::new("قال لا (UN)", &LayoutOptions::of_width(9));
/// let mut rows = Vec::new();
/// while let Some(line) = lines.next_line() {
///     line.push_to(&mut rows);
///     rows.push(b'|');
/// }
/// assert_eq!(rows, "\u{fefb} \u{fedd}\u{fe8e}\u{fed7}|(UN)|".as_bytes());
/// ```
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    text: &'t str,
    flow: Flow,
    arrangement: Arrangement,
    /// All lines, where characters are named: these are not the text's own.
    named: Option<Named>,
}

#[derive(Debug, Clone)]
struct Named {
    right_to_left: bool,
    lines: vec::IntoIter<VisualLine>,
}

impl<'t> Lines<'t> {
    /// The lines of `paragraph`.
    pub fn new(paragraph: &'t str, options: &LayoutOptions) -> Lines<'t> {
        let flow = Flow::new(paragraph, options, LEAST);
        Lines { text: paragraph, named: named(paragraph, options), flow, arrangement: Arrangement::default() }
    }

    /// The lines of another paragraph, with the same options and in the same space.
    pub fn over<'u>(mut self, paragraph: &'u str) -> Lines<'u> {
        self.flow.begin(paragraph);
        let named = named(paragraph, &self.flow.options);
        Lines { text: paragraph, named, flow: self.flow, arrangement: self.arrangement }
    }

    /// Whether the paragraph level is odd (UAX #9 P2, P3, or forced).
    pub fn right_to_left(&self) -> bool {
        self.named.as_ref().map_or(self.flow.base == 1, |named| named.right_to_left)
    }

    /// The next line.
    pub fn next_line(&mut self) -> Option<Line<'_>> {
        let (row, made) = match &mut self.named {
            Some(named) => (Row::default(), Some(named.lines.next()?)),
            None => {
                let row = self.flow.next(self.text)?;
                let made = self.flow.is_lengthened().then(|| self.flow.visual(self.text, &row));
                (row, made)
            }
        };
        Some(Line { text: self.text, flow: &self.flow, row, arrangement: &mut self.arrangement, made })
    }
}

fn named(paragraph: &str, options: &LayoutOptions) -> Option<Named> {
    let Layout { right_to_left, lines } = reveal::layout(paragraph, options)?;
    Some(Named { right_to_left, lines: lines.into_iter() })
}

/// A line that is not drawn yet.
#[derive(Debug)]
pub struct Line<'a> {
    text: &'a str,
    flow: &'a Flow,
    row: Row,
    arrangement: &'a mut Arrangement,
    /// It with its cells, where these are not those of its clusters alone.
    made: Option<VisualLine>,
}

impl Line<'_> {
    /// The bytes of the paragraph that the line holds, the blanks that hang at its end included.
    pub fn span(&self) -> Span {
        self.made.as_ref().map_or_else(|| visual::span_of(self.flow.view(self.text), &self.row), |line| line.span)
    }

    /// How many columns are drawn.
    pub fn width(&self) -> Column {
        if let Some(line) = &self.made {
            return line.width;
        }
        let drawn = &self.flow.view(self.text).list[self.row.all.start..self.row.drawn];
        Column(drawn.iter().map(|cluster| u16::from(cluster.width)).sum())
    }

    /// Puts the symbols of its cells, from left to right, at the end of `out`, as UTF-8.
    pub fn push_to(self, out: &mut Vec<u8>) {
        match self.made {
            Some(line) => line.cells.iter().for_each(|cell| out.extend_from_slice(cell.symbol.as_bytes())),
            None => visual::write(self.flow.view(self.text), &self.row, self.flow.base, self.arrangement, out),
        }
    }

    /// The line with its cells.
    pub fn visual(self) -> VisualLine {
        self.made.unwrap_or_else(|| self.flow.visual(self.text, &self.row))
    }
}
