//! The article as lines of the screen, laid out block by block as far as it has been looked at.
//!
//! A place on the page is a block and a row in it, never a line number counted from the start: so the first screen of
//! a long article costs what the first screen of a short one does.

use std::collections::BTreeMap;

use crate::article::{Article, BlockKind};
use crate::span::{Offset, Span};
use crate::text::{self, Kashida, Layout, LayoutOptions, VisualLine};

/// How many laid-out blocks are kept.
const KEPT: usize = 512;

/// A row of the page: a block, and a row in it counted from 0. The rows between a block's lines and after its last one are
/// blank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which block.
    pub block: usize,
    /// Which row of it.
    pub row: usize,
}

/// What a page depends on beside the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageOptions {
    /// How paragraphs are laid out.
    pub layout: LayoutOptions,
    /// Rows from one line to the next, at least 1.
    pub spacing: usize,
}

/// The laid-out part of an article at one set of options.
#[derive(Debug, Clone)]
pub struct Page {
    options: PageOptions,
    layouts: BTreeMap<usize, Layout>,
}

impl Page {
    /// A page on which nothing is laid out yet.
    pub fn new(options: PageOptions) -> Page {
        Page { options, layouts: BTreeMap::new() }
    }

    /// What it is laid out with.
    pub fn options(&self) -> &LayoutOptions {
        &self.options.layout
    }

    /// Changes the options; what was laid out otherwise is dropped.
    pub fn set_options(&mut self, options: PageOptions) {
        if self.options != options {
            *self = Page::new(options);
        }
    }

    /// The line at `place`, if that is laid out and not blank.
    pub fn line(&self, place: Place) -> Option<&VisualLine> {
        let spacing = self.options.spacing;
        let line = place.row.is_multiple_of(spacing).then_some(place.row / spacing)?;
        self.layouts.get(&place.block)?.lines.get(line)
    }

    /// The layout of `block`, if it was looked at.
    pub fn layout(&self, block: usize) -> Option<&Layout> {
        self.layouts.get(&block)
    }

    /// The `count` places from `top` down, laid out.
    pub fn places(&mut self, article: &Article, top: Place, count: usize) -> Vec<Place> {
        let mut places = Vec::with_capacity(count);
        let mut at = Some(top);
        while let Some(place) = at
            && places.len() < count
        {
            self.lay(article, place.block);
            places.push(place);
            at = self.after(article, place);
        }
        places
    }

    /// `place` moved by `rows` down, or up where negative; it stays on the page.
    pub fn moved(&mut self, article: &Article, place: Place, rows: isize) -> Place {
        let mut place = place;
        for _ in 0..rows.unsigned_abs() {
            let next = if rows < 0 { self.before(article, place) } else { self.after(article, place) };
            let Some(next) = next else { break };
            place = next;
        }
        place
    }

    /// The lowest place at which the last row of the page is still at the bottom of a pane of `height` rows.
    pub fn last_top(&mut self, article: &Article, height: usize) -> Place {
        let Some(block) = article.blocks.len().checked_sub(1) else { return Place::default() };
        self.lay(article, block);
        let last = Place { block, row: self.lines(block).saturating_sub(1) * self.options.spacing };
        self.moved(article, last, -(height.saturating_sub(1) as isize))
    }

    /// Where the byte at `offset` of the article's text is seen; between blocks, the block after.
    pub fn place_of(&mut self, article: &Article, offset: Offset) -> Place {
        let block = match article.block_at(offset) {
            Some(block) => block,
            None => return Place::default(),
        };
        self.lay(article, block);
        let inner = Offset(offset.0.saturating_sub(article.blocks[block].span.start.0));
        let lines = self.layouts.get(&block).map_or(&[][..], |layout| &layout.lines);
        let line = lines.partition_point(|line| line.span.end <= inner).min(lines.len().saturating_sub(1));
        Place { block, row: line * self.options.spacing }
    }

    /// The bytes of the article's text that the row at `place` shows.
    pub fn span_at(&self, article: &Article, place: Place) -> Option<Span> {
        let start = article.blocks.get(place.block)?.span.start.0;
        self.line(place).map(|line| line.span.shifted(start))
    }

    fn after(&mut self, article: &Article, place: Place) -> Option<Place> {
        if place.row + 1 < self.rows(article, place.block) {
            return Some(Place { row: place.row + 1, ..place });
        }
        (place.block + 1 < article.blocks.len()).then_some(Place { block: place.block + 1, row: 0 })
    }

    fn before(&mut self, article: &Article, place: Place) -> Option<Place> {
        if let Some(row) = place.row.checked_sub(1) {
            return Some(Place { row, ..place });
        }
        let block = place.block.checked_sub(1)?;
        Some(Place { block, row: self.rows(article, block).saturating_sub(1) })
    }

    /// The lines of a block, the blank rows between them, and the blank row after it.
    fn rows(&mut self, article: &Article, block: usize) -> usize {
        self.lay(article, block);
        self.lines(block) * self.options.spacing + usize::from(is_followed_by_blank(article, block))
    }

    fn lines(&self, block: usize) -> usize {
        self.layouts.get(&block).map_or(0, |layout| layout.lines.len())
    }

    fn lay(&mut self, article: &Article, block: usize) {
        if self.layouts.contains_key(&block) {
            return;
        }
        let Some(found) = article.blocks.get(block) else { return };
        let justified = matches!(found.kind, BlockKind::Paragraph | BlockKind::Quote);
        let kashida = if justified { self.options.layout.kashida } else { Kashida::Off };
        let options = LayoutOptions { kashida, ..self.options.layout };
        if self.layouts.len() >= KEPT {
            self.layouts.retain(|at, _| at.abs_diff(block) < KEPT / 4);
        }
        self.layouts.insert(block, text::layout(found.span.of(&article.text), &options));
    }
}

/// The lines above the body stand close together, as on a printed page.
fn is_followed_by_blank(article: &Article, block: usize) -> bool {
    let kind = |at: usize| article.blocks.get(at).map(|block| block.kind);
    let heads =
        |kind| matches!(kind, Some(BlockKind::Byline | BlockKind::Dateline | BlockKind::Date | BlockKind::Boilerplate));
    !(heads(kind(block)) && heads(kind(block + 1)))
}
