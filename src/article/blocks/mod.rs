//! Text to blocks: what each line is for.
//!
//! [`find`] names the stages: `lines` → the headline → each line by itself, in order (`furniture`, `date`, `origin`:
//! dateline and byline, `caption`, `shape`: lists, tables, quotations, cross-heads) → `repeats` → a dateline that opens
//! the first paragraph. Claims are looked for in prose only, so a line that is not surely something else is a paragraph.
//! The word lists are data under `assets/article/`.

mod caption;
mod cut;
mod date;
mod furniture;
mod lines;
mod origin;
mod shape;
mod words;

use super::manuscript::Part;
use super::model::{Block, BlockKind};
use crate::span::Offset;
use lines::Line;
pub(super) use lines::lines;

/// The blocks of a text, in order.
pub(super) fn find(text: &str, part: Part) -> Vec<Block> {
    let page = Page { text, lines: lines(text) };
    let mut kinds = page.kinds(part);
    caption::set_repeats(&page, &mut kinds);
    let mut blocks: Vec<Block> =
        page.lines.iter().zip(&kinds).map(|(line, &kind)| Block { kind, span: line.span }).collect();
    if part == Part::Start {
        origin::split_off(&page, &mut blocks);
    }
    blocks
}

/// A text and its lines.
struct Page<'a> {
    text: &'a str,
    lines: Vec<Line<'a>>,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first paragraph, and near the start.
    Top,
    /// After it.
    Body,
}

/// What stands before the first paragraph are at most so many lines.
const TOP: usize = 30;

/// A title is at most so many characters long.
const TITLE: usize = 200;

impl Page<'_> {
    fn kinds(&self, part: Part) -> Vec<BlockKind> {
        let mut kinds = Vec::with_capacity(self.lines.len());
        let mut place = if part == Part::Start { Place::Top } else { Place::Body };
        let mut titled = part == Part::Middle;
        for at in 0..self.lines.len() {
            let mut kind = self.kind(at, place);
            if !titled && matches!(kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Quote) {
                titled = true;
                if self.is_title(at) {
                    kind = BlockKind::Headline;
                }
            }
            if kind == BlockKind::Paragraph || at >= TOP {
                place = Place::Body;
            }
            kinds.push(kind);
        }
        kinds
    }

    fn kind(&self, at: usize, place: Place) -> BlockKind {
        let line = &self.lines[at];
        let found = furniture::kind(line)
            .or_else(|| date::kind(line))
            .or_else(|| origin::kind(self, line, place))
            .or_else(|| caption::kind(line, place))
            .or_else(|| shape::kind(self, at));
        found.unwrap_or(BlockKind::Paragraph)
    }

    /// Where the first line starts.
    fn first(&self) -> Offset {
        self.lines.first().map_or(Offset(0), |line| line.span.start)
    }

    fn is_title(&self, at: usize) -> bool {
        let line = &self.lines[at];
        at + 1 < self.lines.len() && !line.text.ends_with(['.', ':', '،']) && line.text.chars().count() <= TITLE
    }
}

#[cfg(test)]
mod tests;
