//! The article as lines of the screen, laid out block by block as far as it has been looked at.
//!
//! A place on the page is a block and a row in it, never a line number counted from the start: so the first screen of
//! a long article costs what the first screen of a short one does. Nor is a block laid out further than it was looked
//! at: that holds of a long paragraph, too.

use std::collections::BTreeMap;

use crate::article::{Article, BlockKind};
use crate::span::{Offset, Span};
use crate::text::{Kashida, LayoutOptions, Paragraph, VisualLine};

/// How many laid-out blocks are kept.
const KEPT: usize = 512;

/// How many lines are kept.
const KEPT_LINES: usize = 1024;

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
    paragraphs: BTreeMap<usize, Paragraph>,
    /// The lines that were shown lately.
    lines: BTreeMap<Place, VisualLine>,
}

impl Page {
    /// A page on which nothing is laid out yet.
    pub fn new(options: PageOptions) -> Page {
        Page { options, paragraphs: BTreeMap::new(), lines: BTreeMap::new() }
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

    /// The line at `place`, if that was among the last `places` and is not blank.
    pub fn line(&self, place: Place) -> Option<&VisualLine> {
        self.lines.get(&place)
    }

    /// Whether the lines of `block` stand at the right edge, if it was looked at.
    pub fn right_to_left(&self, block: usize) -> Option<bool> {
        self.paragraphs.get(&block).map(Paragraph::right_to_left)
    }

    /// The `count` places from `top` down, laid out.
    pub fn places(&mut self, article: &Article, top: Place, count: usize) -> Vec<Place> {
        if self.lines.len() > KEPT_LINES {
            self.lines.clear();
        }
        let mut places = Vec::with_capacity(count);
        let mut at = Some(top);
        while let Some(place) = at
            && places.len() < count
        {
            self.show(article, place);
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
        let last = Place { block, row: self.count(article, block).saturating_sub(1) * self.options.spacing };
        self.moved(article, last, -(height.saturating_sub(1) as isize))
    }

    /// Where the byte at `offset` of the article's text is seen; between blocks, the block after.
    pub fn place_of(&mut self, article: &Article, offset: Offset) -> Place {
        let block = match article.block_at(offset) {
            Some(block) => block,
            None => return Place::default(),
        };
        let inner = Offset(offset.0.saturating_sub(article.blocks[block].span.start.0));
        let line = self.lay(article, block).map_or(0, |(paragraph, text)| paragraph.row_of(text, inner));
        Place { block, row: line * self.options.spacing }
    }

    /// The bytes of the article's text that the row at `place` shows.
    pub fn span_at(&self, article: &Article, place: Place) -> Option<Span> {
        let start = article.blocks.get(place.block)?.span.start.0;
        let span = self.paragraphs.get(&place.block)?.span(self.line_of(place.row)?)?;
        Some(span.shifted(start))
    }

    fn after(&mut self, article: &Article, place: Place) -> Option<Place> {
        let next = Place { row: place.row + 1, ..place };
        // A row that is not the block's last: the line of the row after, or a later one, is there.
        let line = next.row.div_ceil(self.options.spacing);
        if self.lay(article, place.block).is_some_and(|(paragraph, text)| paragraph.has(text, line))
            || next.row < self.rows(article, place.block)
        {
            return Some(next);
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
        self.count(article, block) * self.options.spacing + usize::from(is_followed_by_blank(article, block))
    }

    /// How many lines a block has.
    fn count(&mut self, article: &Article, block: usize) -> usize {
        self.lay(article, block).map_or(0, |(paragraph, text)| paragraph.count(text))
    }

    /// Which line of its block a row is; none where it is blank.
    const fn line_of(&self, row: usize) -> Option<usize> {
        let spacing = self.options.spacing;
        if row.is_multiple_of(spacing) { Some(row / spacing) } else { None }
    }

    /// Makes the line at `place`, if it is not there.
    fn show(&mut self, article: &Article, place: Place) {
        let line = self.line_of(place.row).filter(|_| !self.lines.contains_key(&place));
        let Some((paragraph, text)) = self.lay(article, place.block) else { return };
        if let Some(line) = line.and_then(|line| paragraph.line(text, line)) {
            self.lines.insert(place, line);
        }
    }

    /// The paragraph of a block, and its text.
    fn lay<'a>(&mut self, article: &'a Article, block: usize) -> Option<(&mut Paragraph, &'a str)> {
        let found = article.blocks.get(block)?;
        let text = found.span.of(&article.text);
        if self.paragraphs.len() >= KEPT && !self.paragraphs.contains_key(&block) {
            self.paragraphs.retain(|at, _| at.abs_diff(block) < KEPT / 4);
        }
        let paragraph = self.paragraphs.entry(block).or_insert_with(|| {
            let justified = matches!(found.kind, BlockKind::Paragraph | BlockKind::Quote);
            let kashida = if justified { self.options.layout.kashida } else { Kashida::Off };
            Paragraph::new(text, &LayoutOptions { kashida, ..self.options.layout })
        });
        Some((paragraph, text))
    }
}

/// The lines above the body stand close together, as on a printed page.
fn is_followed_by_blank(article: &Article, block: usize) -> bool {
    let kind = |at: usize| article.blocks.get(at).map(|block| block.kind);
    let heads =
        |kind| matches!(kind, Some(BlockKind::Byline | BlockKind::Dateline | BlockKind::Date | BlockKind::Boilerplate));
    !(heads(kind(block)) && heads(kind(block + 1)))
}
