//! The last stage: a line's clusters to cells from left to right (UAX #9 L1 and L2; L3 holds by clusters, L4 in `drawing`).

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};

use super::chars;
use super::clusters::{Cluster, Clusters, Kind, NO_GAP};
use super::drawing;
use super::fill::Row;
use super::levels::Levelled;
use super::line::{Cell, VisualLine};
use crate::span::{Column, Offset, Span};

/// The cells of one line.
pub(super) fn order(levelled: &Levelled, row: &Row) -> VisualLine {
    let clusters = &levelled.clusters;
    let first = row.all.start;
    let levels = line_levels(clusters, first..row.drawn, levelled.base);
    let mut column = 0;
    let mut cells = Vec::with_capacity(levels.len());
    let order = order_of(&clusters.list[first..row.drawn], &levels);
    for &at in &order {
        let index = first + at;
        let cluster = clusters.list[index];
        let span = clusters.span(index);
        cells.push(Cell {
            symbol: drawing::symbol(&cluster, span.of(clusters.text), clusters.harakat),
            width: cluster.width,
            column: Column(column),
            span,
            level: levels[at],
            filler: false,
        });
        column += u16::from(cluster.width);
    }
    VisualLine::new(span_of(clusters, row), cells, &order)
}

/// The levels of a line's clusters after L1: tabs, and blanks before them and at the end, have the paragraph's. A mark that
/// is not drawn (LRM …) is no white space: the blanks before it keep their levels.
fn line_levels(clusters: &Clusters, line: Range<usize>, base: u8) -> Vec<u8> {
    let list = &clusters.list[line.clone()];
    let mut levels: Vec<u8> = list.iter().map(|cluster| cluster.level).collect();
    let mut resets = true;
    for (at, cluster) in list.iter().enumerate().rev() {
        resets = match cluster.kind {
            Kind::Tab | Kind::LineEnd => true,
            Kind::Blank => resets && !(cluster.gap != NO_GAP && precedes_mark(clusters.text(line.start + at))),
            Kind::Text => false,
        };
        if resets {
            levels[at] = base;
        }
    }
    levels
}

/// Whether a mark of direction stands after the blank of a cluster, in the cluster's text.
fn precedes_mark(text: &str) -> bool {
    text.chars().rev().take_while(|&c| !chars::is_blank(c)).any(chars::is_direction_mark)
}

/// The places of a line's clusters from left to right. Controls that are not drawn and have a level take part, as L2 has it.
fn order_of(clusters: &[Cluster], levels: &[u8]) -> Vec<usize> {
    if clusters.iter().all(|cluster| cluster.gap == NO_GAP) {
        return reorder(levels);
    }
    let mut places = Vec::with_capacity(clusters.len());
    let mut with_gaps = Vec::with_capacity(clusters.len());
    for (place, (cluster, &level)) in clusters.iter().zip(levels).enumerate() {
        places.push(Some(place));
        with_gaps.push(level);
        if cluster.gap != NO_GAP {
            places.push(None);
            with_gaps.push(cluster.gap);
        }
    }
    reorder(&with_gaps).into_iter().filter_map(|at| places[at]).collect()
}

/// L2: for each place from left to right the place in logical order.
fn reorder(levels: &[u8]) -> Vec<usize> {
    let Some(&first) = levels.first() else { return Vec::new() };
    if levels.iter().all(|&level| level == first) {
        return if first % 2 == 1 { (0..levels.len()).rev().collect() } else { (0..levels.len()).collect() };
    }
    let levels: Vec<Level> = levels.iter().map(|&level| Level::new(level).unwrap_or_else(|_| Level::ltr())).collect();
    ParagraphBidiInfo::reorder_visual(&levels)
}

fn span_of(clusters: &Clusters, row: &Row) -> Span {
    let end = match row.all.end.checked_sub(1) {
        Some(last) if last >= row.all.start => clusters.span(last).end,
        _ => Offset(clusters.text.len()),
    };
    let start = clusters.list.get(row.all.start).map_or(clusters.text.len(), |first| first.start as usize);
    Span { start: if clusters.list.is_empty() { Offset(0) } else { Offset(start) }, end }
}
