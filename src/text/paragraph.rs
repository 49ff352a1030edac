//! A paragraph whose lines are made when they are looked at: of a long one, only those near the eye ever are.
//!
//! Of the lines that were reached only their bytes are kept, and where the pieces of the paragraph begin (`seams`); a line
//! is made again from the piece that it lies in.

use super::Layout;
use super::clusters::{Cluster, View};
use super::fill::Row;
use super::flow::{Flow, LEAST};
use super::line::VisualLine;
use super::options::LayoutOptions;
use super::reveal;
use super::visual;
use crate::span::{Offset, Span};

/// A paragraph laid out as far as it was looked at. It does not hold its text: all who ask give the same again.
///
/// ```
/// use isnad::text::{LayoutOptions, Paragraph, layout};
/// let (text, options) = ("قال الوزير إن العمل بدأ", LayoutOptions::of_width(10));
/// let mut paragraph = Paragraph::new(text, &options);
/// assert_eq!(paragraph.line(text, 1).as_ref(), layout(text, &options).lines.get(1));
/// ```
#[derive(Debug, Clone)]
pub struct Paragraph {
    flow: Flow,
    rows: Vec<Mark>,
    is_whole: bool,
    /// The last line that was reached, while its clusters are still there.
    last: Option<Row>,
    near: Near,
    /// All lines, where characters are named: these are not the text's own.
    named: Option<Layout>,
}

/// Where a line lies, in bytes.
#[derive(Debug, Clone, Copy)]
struct Mark {
    start: u32,
    /// The end of what is drawn.
    drawn: u32,
    end: u32,
}

impl Mark {
    fn of(span: Span) -> Mark {
        Mark { start: span.start.0 as u32, drawn: span.end.0 as u32, end: span.end.0 as u32 }
    }
}

/// The clusters of some pieces that follow each other.
#[derive(Debug, Clone, Default)]
struct Near {
    list: Vec<Cluster>,
    start: usize,
    end: usize,
    /// The piece after them.
    next: usize,
}

/// So many clusters are kept before pieces far behind are let go.
const MOST_NEAR: usize = 8192;

impl Paragraph {
    /// A paragraph of which nothing is laid out yet.
    pub fn new(text: &str, options: &LayoutOptions) -> Paragraph {
        Paragraph::with_pieces(text, options, LEAST)
    }

    pub(super) fn with_pieces(text: &str, options: &LayoutOptions, least: usize) -> Paragraph {
        let flow = Flow::new(text, options, least);
        let mut paragraph = Paragraph {
            flow,
            rows: Vec::new(),
            is_whole: false,
            last: None,
            near: Near::default(),
            named: reveal::layout(text, options),
        };
        if let Some(named) = &paragraph.named {
            paragraph.is_whole = true;
            paragraph.rows = named.lines.iter().map(|line| Mark::of(line.span)).collect();
        }
        paragraph
    }

    /// Whether the paragraph level is odd (UAX #9 P2, P3, or forced).
    pub fn right_to_left(&self) -> bool {
        self.named.as_ref().map_or(self.flow.base == 1, |named| named.right_to_left)
    }

    /// Whether there is a line with this number, counted from 0. Lays out as far as that.
    pub fn has(&mut self, text: &str, row: usize) -> bool {
        while self.rows.len() <= row && self.reach(text) {}
        row < self.rows.len()
    }

    /// How many lines there are. Lays out all of them, once.
    pub fn count(&mut self, text: &str) -> usize {
        while self.reach(text) {}
        self.rows.len()
    }

    /// The number of the line that holds the byte at `offset`; the last one beyond the end.
    pub fn row_of(&mut self, text: &str, offset: Offset) -> usize {
        while self.rows.last().is_none_or(|last| last.end as usize <= offset.0) && self.reach(text) {}
        self.rows.partition_point(|row| row.end as usize <= offset.0).min(self.rows.len().saturating_sub(1))
    }

    /// The bytes of a line that was reached.
    pub fn span(&self, row: usize) -> Option<Span> {
        self.rows.get(row).map(|row| Span::new(row.start as usize, row.end as usize))
    }

    /// The line with this number, counted from 0.
    pub fn line(&mut self, text: &str, row: usize) -> Option<VisualLine> {
        if !self.has(text, row) {
            return None;
        }
        if let Some(named) = &self.named {
            return named.lines.get(row).cloned();
        }
        if let Some(last) = self.last.as_ref().filter(|_| row + 1 == self.rows.len()) {
            return Some(self.flow.visual(text, last));
        }
        let mark = *self.rows.get(row)?;
        self.come_near(text, mark);
        let place = |byte: u32| self.near.list.partition_point(|cluster| cluster.start < byte);
        let row = Row { all: place(mark.start)..place(mark.end), drawn: place(mark.drawn) };
        let Near { list, end, .. } = &self.near;
        let view = View { text, list, end: *end, harakat: self.flow.options.harakat };
        Some(self.flow.visual_of(view, &row))
    }

    /// One more line, if there is one.
    fn reach(&mut self, text: &str) -> bool {
        if self.is_whole {
            return false;
        }
        let Some(row) = self.flow.next(text) else {
            self.is_whole = true;
            self.last = None;
            self.flow.rest();
            return false;
        };
        let view = self.flow.view(text);
        let span = visual::span_of(view, &row);
        let mark = Mark::of(span);
        let drawn = if row.drawn < row.all.end { view.list[row.drawn].start } else { mark.end };
        self.rows.push(Mark { drawn, ..mark });
        self.last = Some(row);
        true
    }

    /// Makes the clusters of a line.
    fn come_near(&mut self, text: &str, mark: Mark) {
        let (start, end) = (mark.start as usize, mark.end as usize);
        let near = &mut self.near;
        if near.next == 0 || start < near.start || near.end < start || near.list.len() > MOST_NEAR && near.end < end {
            let first = self.flow.pieces.partition_point(|&piece| piece <= mark.start).saturating_sub(1);
            near.list.clear();
            near.start = self.flow.pieces.get(first).map_or(0, |&piece| piece as usize);
            (near.end, near.next) = (near.start, first);
        }
        while near.end < end && near.next < self.flow.pieces.len() {
            near.end = self.flow.shape_again(text, near.next, &mut near.list);
            near.next += 1;
        }
    }
}
