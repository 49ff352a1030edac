//! From a cell of the screen back to the text.

use super::area::{self, GUTTER};
use super::message::Cell;
use super::model::Model;
use super::page::Place;
use crate::claims::ClaimId;
use crate::span::{Column, Offset};
use crate::widgets::BidiLine;
use ratatui::layout::{Position, Rect};

/// Where the lines of the article stand in their pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextColumn {
    /// The leftmost column of the lines.
    pub x: u16,
    /// How wide lines may be.
    pub width: u16,
    /// The leftmost column of the gutter.
    pub gutter: u16,
}

/// The lines and the gutter in the article pane: the gutter at the start side, equal margins on both sides, the odd
/// column at the end side: PuTTY turns a row whose first cell is an Arabic letter.
pub fn text_column(model: &Model) -> TextColumn {
    let pane = area::areas(model).article;
    let width = model.page.options().width.0.min(pane.width.saturating_sub(GUTTER));
    let free = pane.width.saturating_sub(width + GUTTER);
    let left = pane.x + free / 2;
    if model.words.right_to_left() {
        let left = pane.x + free.div_ceil(2);
        TextColumn { x: left, width, gutter: left + width }
    } else {
        TextColumn { x: left + GUTTER, width, gutter: left }
    }
}

/// The row of the page at `cell`, and the column of its line that is there or nearest to it.
pub fn column_at(model: &Model, cell: Cell) -> Option<(Place, Column)> {
    let pane = area::areas(model).article;
    let row = usize::from(cell.y.clamp(pane.y, pane.bottom().saturating_sub(1)) - pane.y);
    let place = *model.places.get(row.min(model.places.len().checked_sub(1)?))?;
    let line = model.page.line(place)?;
    let column = text_column(model);
    let left = if model.page.right_to_left(place.block)? { column.width.saturating_sub(line.width.0) } else { 0 };
    let inside = cell.x.saturating_sub(column.x + left).min(line.width.0.saturating_sub(1));
    Some((place, Column(inside)))
}

/// The cell of the screen at which the byte at `offset` of the article's text is seen, if it is.
pub fn cell_of(model: &Model, offset: Offset) -> Option<Cell> {
    let pane = area::areas(model).article;
    let column = text_column(model);
    let mut rows = model.places.iter().enumerate();
    rows.find_map(|(row, place)| {
        let line = model.page.line(*place)?;
        let start = model.article.blocks.get(place.block)?.span.start.0;
        let seen = line.cell_of(Offset(offset.0.checked_sub(start)?))?;
        let left = if model.page.right_to_left(place.block)? { column.width.saturating_sub(line.width.0) } else { 0 };
        Some(Cell { x: column.x + left + seen.column.0, y: pane.y + row as u16 })
    })
}

/// The byte of the article's text that is seen at `cell`.
pub fn offset_at(model: &Model, cell: Cell) -> Option<Offset> {
    let pane = area::areas(model).article;
    let place = *model.places.get(usize::from(cell.y.checked_sub(pane.y)?))?;
    let line = model.page.line(place)?;
    let column = text_column(model);
    let drawn = BidiLine::new(line);
    let drawn = if model.page.right_to_left(place.block)? { drawn.right_aligned() } else { drawn };
    let area = Rect { x: column.x, y: cell.y, width: column.width, height: 1 };
    let seen = drawn.offset_at(area, Position::new(cell.x, cell.y))?;
    Some(Offset(model.article.blocks[place.block].span.start.0 + seen.0))
}

/// The innermost claim whose content, speaker or cue is seen at `cell`.
pub fn claim_at(model: &Model, cell: Cell) -> Option<ClaimId> {
    let offset = offset_at(model, cell)?;
    let claims = model.extraction.claims.iter().enumerate().filter(|(_, claim)| {
        let cue = claim.cue.as_ref().map(|cue| cue.span);
        [Some(claim.content), claim.speaker, cue].into_iter().flatten().any(|span| span.holds(offset))
    });
    claims.min_by_key(|(_, claim)| claim.content.len()).map(|(at, _)| ClaimId(at))
}
