//! The fifth stage: clusters to lines, greedily, by their widths.
//!
//! Blanks hang at the end of a line that goes on below: they take no room and are not drawn. At the end of the paragraph
//! they are drawn as far as there is room. A word is cut only where it is wider than a whole line, and then between
//! clusters.

use std::ops::Range;

use super::breaks::Breaks;
use super::clusters::{Cluster, Kind};

/// One line, as cluster numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// All that the line holds.
    pub all: Range<usize>,
    /// The end of what is drawn.
    pub drawn: usize,
}

/// Fills lines of `width` columns.
pub(super) fn fill(clusters: &[Cluster], breaks: &Breaks, width: u16) -> Vec<Row> {
    let mut filler =
        Filler { clusters, limit: usize::from(width.max(1)), rows: Vec::new(), start: 0, used: 0, chance: None };
    let mut breaks = breaks.0.iter().map(|&index| index as usize).peekable();
    for (index, cluster) in clusters.iter().enumerate() {
        if breaks.next_if(|&at| at <= index).is_some() && index > filler.start {
            filler.chance = Some((index, filler.used));
        }
        if cluster.kind == Kind::LineEnd {
            filler.end(index + 1);
            continue;
        }
        if !cluster.kind.hangs() {
            filler.make_room(index);
        }
        filler.used += usize::from(cluster.width);
    }
    let ends_open = clusters.last().is_none_or(|last| last.kind != Kind::LineEnd);
    if filler.start < clusters.len() || !ends_open || filler.rows.is_empty() {
        filler.end(clusters.len());
    }
    filler.rows
}

struct Filler<'c> {
    clusters: &'c [Cluster],
    limit: usize,
    rows: Vec<Row>,
    /// The first cluster of the line being filled.
    start: usize,
    /// The columns of what it holds, blanks at its end included.
    used: usize,
    /// The last place where it may end, and the columns up to there.
    chance: Option<(usize, usize)>,
}

impl Filler<'_> {
    /// Ends lines until the cluster at `index` has room.
    fn make_room(&mut self, index: usize) {
        while self.used + usize::from(self.clusters[index].width) > self.limit && index > self.start {
            let (cut, before) = self.chance.take().unwrap_or((index, self.used));
            let drawn = self.without_blanks(cut);
            self.rows.push(Row { all: self.start..cut, drawn });
            self.start = cut;
            self.used -= before;
        }
    }

    /// Ends the line before the cluster at `end`, where the text ends it.
    fn end(&mut self, end: usize) {
        let mut drawn = self.without_blanks(end);
        let mut used: usize = self.clusters[self.start..drawn].iter().map(|cluster| usize::from(cluster.width)).sum();
        for cluster in &self.clusters[drawn..end] {
            used += usize::from(cluster.width);
            if cluster.kind == Kind::LineEnd || used > self.limit {
                break;
            }
            drawn += 1;
        }
        self.rows.push(Row { all: self.start..end, drawn });
        self.start = end;
        self.used = 0;
        self.chance = None;
    }

    /// The end of what the line holds before `end` without the blanks at its end.
    fn without_blanks(&self, end: usize) -> usize {
        let hanging = self.clusters[self.start..end].iter().rev().take_while(|cluster| cluster.kind.hangs()).count();
        end - hanging
    }
}
