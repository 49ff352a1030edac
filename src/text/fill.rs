//! The fifth stage: clusters to lines, greedily, by their widths.
//!
//! Blanks hang at the end of a line that goes on below: they take no room and are not drawn. At the end of the paragraph
//! they are drawn as far as there is room. A word is cut only where it is wider than a whole line, and then between
//! clusters.

use std::ops::Range;

use super::clusters::{Cluster, Kind};

/// One line, as cluster numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// All that the line holds.
    pub all: Range<usize>,
    /// The end of what is drawn.
    pub drawn: usize,
}

/// Fills lines from clusters that come piece by piece.
#[derive(Debug, Clone)]
pub(super) struct Filler {
    /// The columns of a line.
    limit: usize,
    /// The first cluster of the line being filled.
    start: usize,
    /// The next cluster.
    at: usize,
    /// The columns of what it holds, blanks at its end included.
    used: usize,
    /// The last place where it may end, and the columns up to there.
    chance: Option<(usize, usize)>,
    /// Whether there is a line to come even if there are no more clusters: none yet, or the last one was ended.
    owes: bool,
}

/// Whether clusters are still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    /// They are: what is left over is no line yet.
    ToCome,
    /// There are no more.
    No,
}

impl Filler {
    /// Lines of `width` columns.
    pub fn new(width: u16) -> Filler {
        let limit = usize::from(width.max(1));
        Filler { limit, start: 0, at: 0, used: 0, chance: None, owes: true }
    }

    /// Begins another paragraph.
    pub fn begin(&mut self) {
        *self = Filler { limit: self.limit, start: 0, at: 0, used: 0, chance: None, owes: true };
    }

    /// The clusters before this one are done with.
    pub const fn done(&self) -> usize {
        self.start
    }

    /// The clusters before [`Filler::done`] were taken away.
    pub fn forget(&mut self) {
        self.at -= self.start;
        self.chance = self.chance.map(|(index, used)| (index - self.start, used));
        self.start = 0;
    }

    /// The next line of `clusters`, if it is known where it ends.
    pub fn next(&mut self, clusters: &[Cluster], more: More) -> Option<Row> {
        let Filler { limit, start, mut used, mut chance, .. } = *self;
        let first = self.at;
        let mut found = None;
        for (at, cluster) in (first..).zip(clusters.get(first..).unwrap_or_default()) {
            if cluster.props.may_break() && at > start {
                chance = Some((at, used));
            }
            let wider = used + usize::from(cluster.width);
            if cluster.kind == Kind::LineEnd || (wider > limit && !cluster.kind.hangs() && at > start) {
                found = Some(at);
                break;
            }
            used = wider;
        }
        (self.at, self.used, self.chance) = (found.unwrap_or(clusters.len()), used, chance);
        match found {
            Some(at) if clusters[at].kind == Kind::LineEnd => {
                self.owes = true;
                self.at += 1;
                return Some(self.end(clusters));
            }
            Some(_) => return Some(self.cut(clusters)),
            None => {}
        }
        if more == More::ToCome || (self.start >= clusters.len() && !self.owes) {
            return None;
        }
        self.owes = false;
        Some(self.end(clusters))
    }

    /// Ends the line at the last chance, or before the present cluster.
    fn cut(&mut self, clusters: &[Cluster]) -> Row {
        let (cut, before) = self.chance.take().unwrap_or((self.at, self.used));
        let row = Row { all: self.start..cut, drawn: without_blanks(clusters, self.start..cut) };
        self.start = cut;
        self.used -= before;
        self.owes = false;
        row
    }

    /// Ends the line before the present cluster, where the text ends it.
    fn end(&mut self, clusters: &[Cluster]) -> Row {
        let all = self.start..self.at;
        let mut drawn = without_blanks(clusters, all.clone());
        let mut used: usize = clusters[all.start..drawn].iter().map(|cluster| usize::from(cluster.width)).sum();
        for cluster in &clusters[drawn..all.end] {
            used += usize::from(cluster.width);
            if cluster.kind == Kind::LineEnd || used > self.limit {
                break;
            }
            drawn += 1;
        }
        self.start = self.at;
        self.used = 0;
        self.chance = None;
        Row { all, drawn }
    }
}

/// The end of what `line` holds without the blanks at its end.
fn without_blanks(clusters: &[Cluster], line: Range<usize>) -> usize {
    let hanging = clusters[line.clone()].iter().rev().take_while(|cluster| cluster.kind.hangs()).count();
    line.end - hanging
}
