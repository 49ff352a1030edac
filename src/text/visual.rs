//! The last stage: a line's clusters to cells from left to right (UAX #9 L1 and L2; L3 holds by clusters, L4 in `drawing`).

use super::chars;
use super::clusters::{Cluster, Kind, NO_GAP, Tail, View};
use super::drawing;
use super::fill::Row;
use super::line::{Cell, VisualLine};
use crate::span::{Column, Offset, Span};

/// A line's clusters arranged, in space that is used again: their levels after L1, and their places from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrangement {
    levels: Vec<u8>,
    order: Vec<u32>,
}

/// The cells of one line of a paragraph of level `base`.
pub(super) fn order(view: View, row: &Row, base: u8) -> VisualLine {
    let mut arrangement = Arrangement::default();
    arrangement.arrange(view, row, base);
    let mut column = 0;
    let mut cells = Vec::with_capacity(arrangement.order.len());
    for &at in &arrangement.order {
        let index = row.all.start + at as usize;
        let cluster = view.list[index];
        let level = arrangement.levels[at as usize];
        let span = view.span(index);
        cells.push(Cell {
            symbol: drawing::symbol(&cluster, span.of(view.text), view.harakat, level),
            width: cluster.width,
            column: Column(column),
            span,
            level,
            filler: false,
        });
        column += u16::from(cluster.width);
    }
    VisualLine::new(span_of(view, row), cells, &arrangement.order)
}

/// What the cells of one line show from left to right, put as UTF-8 at the end of `out`.
pub(super) fn write(view: View, row: &Row, base: u8, arrangement: &mut Arrangement, out: &mut Vec<u8>) {
    let drawn = &view.list[row.all.start..row.drawn];
    let mut pen = Pen { at: out.len(), out };
    pen.make_room(drawn.len());
    // The commonest line: all of it right-to-left, in a paragraph that is.
    if base == 1 && drawn.iter().fold(true, |all, cluster| all & (cluster.level == 1) & !is_odd(cluster)) {
        for (at, cluster) in drawn.iter().enumerate().rev() {
            pen.write(drawing::glyph(cluster, 1));
            if cluster.tail != Tail::None {
                pen.write_marks(view, row.all.start + at);
            }
        }
    } else {
        arrangement.arrange(view, row, base);
        for &at in &arrangement.order {
            let at = at as usize;
            pen.write(drawing::glyph(&drawn[at], arrangement.levels[at]));
            if drawn[at].tail != Tail::None {
                pen.write_marks(view, row.all.start + at);
            }
        }
    }
    pen.out.truncate(pen.at);
}

/// Writes characters into room that was made beforehand.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    /// Where the next byte goes.
    at: usize,
}

impl Pen<'_> {
    /// Makes room for `count` characters more.
    fn make_room(&mut self, count: usize) {
        self.out.resize(self.out.len() + count * 4, 0);
    }

    /// One character as UTF-8; nearly all are of one or three bytes. Four are written, those too many over again.
    #[inline]
    fn write(&mut self, c: char) {
        let code = u32::from(c);
        let (bytes, len) = match code {
            0..=0x7f => ([code as u8, 0, 0, 0], 1),
            0x800..=0xffff => {
                let [first, second, third] = [code >> 12 | 0xe0, code >> 6 & 0x3f | 0x80, code & 0x3f | 0x80];
                ([first as u8, second as u8, third as u8, 0], 3)
            }
            _ => {
                let mut bytes = [0; 4];
                let len = c.encode_utf8(&mut bytes).len();
                (bytes, len)
            }
        };
        if let Some(room) = self.out.get_mut(self.at..self.at + 4) {
            room.copy_from_slice(&bytes);
            self.at += len;
        }
    }

    /// What is drawn beside the glyph of a cluster.
    fn write_marks(&mut self, view: View, index: usize) {
        for mark in drawing::marks(&view.list[index], view.text(index), view.harakat) {
            self.make_room(1);
            self.write(mark);
        }
    }
}

/// Whether more is to be asked for L1 and L2 than the levels of a line's clusters and the blanks at its end.
const fn is_odd(cluster: &Cluster) -> bool {
    (cluster.gap != NO_GAP) | matches!(cluster.kind, Kind::Tab)
}

impl Arrangement {
    fn arrange(&mut self, view: View, row: &Row, base: u8) {
        let drawn = &view.list[row.all.start..row.drawn];
        self.levels.clear();
        self.levels.extend(drawn.iter().map(|cluster| cluster.level));
        if drawn.iter().fold(false, |any, cluster| any | is_odd(cluster)) {
            self.reset_blanks(view, row, base);
            return self.reorder_with_gaps(drawn);
        }
        let blanks = drawn.iter().rev().take_while(|cluster| cluster.kind.hangs()).count();
        self.levels[drawn.len() - blanks..].fill(base); // L1
        reorder(&self.levels, &mut self.order);
    }

    /// L1 in full: tabs, and blanks before them and at the end, get the paragraph's level. A mark that is not drawn
    /// (LRM …) is no white space: the blanks before it keep their levels.
    fn reset_blanks(&mut self, view: View, row: &Row, base: u8) {
        let list = &view.list[row.all.start..row.drawn];
        let mut resets = true;
        for (at, cluster) in list.iter().enumerate().rev() {
            resets = match cluster.kind {
                Kind::Tab | Kind::LineEnd => true,
                Kind::Blank => resets && !(cluster.gap != NO_GAP && precedes_mark(view.text(row.all.start + at))),
                Kind::Text => false,
            };
            if resets {
                self.levels[at] = base;
            }
        }
    }

    /// The order where controls that are not drawn and have a level take part, as L2 has it.
    fn reorder_with_gaps(&mut self, clusters: &[Cluster]) {
        let mut places = Vec::with_capacity(clusters.len());
        let mut with_gaps = Vec::with_capacity(clusters.len());
        for (place, (cluster, &level)) in (0..).zip(clusters.iter().zip(&self.levels)) {
            places.push(Some(place));
            with_gaps.push(level);
            if cluster.gap != NO_GAP {
                places.push(None);
                with_gaps.push(cluster.gap);
            }
        }
        let mut order = Vec::new();
        reorder(&with_gaps, &mut order);
        self.order.clear();
        self.order.extend(order.into_iter().filter_map(|at| places[at as usize]));
    }
}

/// Whether a mark of direction stands after the blank of a cluster, in the cluster's text.
fn precedes_mark(text: &str) -> bool {
    text.chars().rev().take_while(|&c| !chars::is_blank(c)).any(chars::is_direction_mark)
}

/// L2: for each place from left to right the place in logical order.
fn reorder(levels: &[u8], order: &mut Vec<u32>) {
    order.clear();
    let count = levels.len() as u32;
    let lowest = levels.iter().copied().min().unwrap_or(0);
    let highest = levels.iter().copied().max().unwrap_or(0);
    if lowest == highest {
        return if lowest % 2 == 1 { order.extend((0..count).rev()) } else { order.extend(0..count) };
    }
    order.extend(0..count);
    for level in
        (lowest..=highest).rev().take_while(|&level| level > lowest || level % 2 == 1).filter(|&level| level > 0)
    {
        let mut at = 0;
        while at < levels.len() {
            let run = levels[at..].iter().take_while(|&&other| other >= level).count();
            order[at..at + run].reverse();
            at += run.max(1);
        }
    }
}

/// The bytes of a line.
pub(super) fn span_of(view: View, row: &Row) -> Span {
    let end = match row.all.end.checked_sub(1) {
        Some(last) if last >= row.all.start => view.span(last).end,
        _ => Offset(view.end),
    };
    let start = view.list.get(row.all.start).map_or(view.end, |first| first.start as usize);
    Span { start: if view.list.is_empty() { Offset(0) } else { Offset(start) }, end }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_bidi::{Level, ParagraphBidiInfo};

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_library(levels in prop::collection::vec(0u8..6, 0..40)) {
            let mut order = Vec::new();
            reorder(&levels, &mut order);
            let levels: Vec<Level> = levels.iter().filter_map(|&level| Level::new(level).ok()).collect();
            let expected: Vec<u32> =
                ParagraphBidiInfo::reorder_visual(&levels).into_iter().map(|at| at as u32).collect();
            prop_assert_eq!(order, expected);
        }
    }
}
