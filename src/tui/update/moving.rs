//! Up, down, pages, panes, sizes.

use super::super::area;
use super::super::message::{Effect, Leaf, Notice, Size};
use super::super::model::{Model, Pane, SidebarPlace, Target};
use super::super::page::Place;
use super::{choosing, marking, pane_height, panels};
use crate::article::{Block, BlockKind};
use crate::span::Offset;

/// The most blank rows between two lines.
const BLANKS: usize = 2;

/// The left or the right hand: panes are where they are seen, in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Lays out what the pane shows, so that drawing only looks.
pub fn settle(model: &mut Model) {
    let height = pane_height(model);
    model.places = model.page.places(&model.article, model.top, height);
    if model.places.len() < height {
        // The end is in sight: it stands at the bottom. Elsewhere the last page need not be laid out.
        let last = model.page.last_top(&model.article, height);
        model.top = model.top.min(last);
        model.places = model.page.places(&model.article, model.top, height);
    }
}

/// One line down or up, in the pane that has the keys.
pub fn line(model: &mut Model, rows: isize) -> Vec<Effect> {
    if model.focus == Pane::Sidebar {
        choosing::row(model, rows);
        return Vec::new();
    }
    scroll(model, rows)
}

/// One page down or up, with a line of the page before.
pub fn page(model: &mut Model, pages: isize) -> Vec<Effect> {
    let rows = pane_height(model).saturating_sub(1).max(1) as isize;
    if model.focus == Pane::Sidebar {
        choosing::row(model, pages * rows / 3);
        return Vec::new();
    }
    scroll(model, pages * rows)
}

/// Moves the article by `rows`; past the end of a window of a large file, opens the next one.
pub fn scroll(model: &mut Model, rows: isize) -> Vec<Effect> {
    let height = pane_height(model);
    let mut moved = model.page.moved(&model.article, model.top, rows);
    if model.page.places(&model.article, moved, height).len() < height {
        moved = moved.min(model.page.last_top(&model.article, height));
    }
    if moved == model.top
        && let Some(window) = model.article.window
    {
        if rows > 0 && window.end < window.file {
            return turn(model, Leaf::After);
        }
        if rows < 0 && window.start > 0 {
            return turn(model, Leaf::Before);
        }
    }
    model.top = moved;
    Vec::new()
}

/// To the beginning.
pub fn top(model: &mut Model) -> Vec<Effect> {
    if model.focus == Pane::Sidebar {
        choosing::row(model, isize::MIN / 2);
        return Vec::new();
    }
    model.top = Place::default();
    match model.article.window {
        Some(window) if window.start > 0 => turn(model, Leaf::First),
        _ => Vec::new(),
    }
}

/// To the end.
pub fn bottom(model: &mut Model) -> Vec<Effect> {
    if model.focus == Pane::Sidebar {
        choosing::row(model, isize::MAX / 2);
        return Vec::new();
    }
    model.top = model.page.last_top(&model.article, pane_height(model));
    match model.article.window {
        Some(window) if window.end < window.file => turn(model, Leaf::Last),
        _ => Vec::new(),
    }
}

/// To a heading further down, or up where negative, in the first row: of a book the next chapter. Stays where there is none.
pub fn heading(model: &mut Model, by: isize) {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
    let mut headings = model.article.blocks.iter().enumerate().filter(|(_, block)| is_heading(block)).map(|(at, _)| at);
    let place = |block: usize| Place { block, row: 0 };
    // At the end of the text the last headings may not come up to the first row: the one that was gone to counts.
    let here = model.heading.filter(|(_, top)| *top == model.top).map_or(model.top, |(block, _)| place(block));
    let found = if by > 0 {
        headings.find(|block| place(*block) > here)
    } else {
        headings.rev().find(|block| place(*block) < here)
    };
    match found {
        Some(block) => {
            model.top = place(block);
            settle(model);
            model.heading = Some((block, model.top));
        }
        None => model.notice = Some(Notice::plain("no-heading")),
    }
}

/// Leaves the window for another one: its marks are saved first.
fn turn(model: &Model, leaf: Leaf) -> Vec<Effect> {
    let mut effects = marking::save_unsaved(model);
    effects.push(Effect::Turn(leaf));
    effects
}

/// Gives the keys to the pane on that side.
pub fn pane(model: &mut Model, side: Side) {
    let areas = area::areas(model);
    if areas.sidebar.is_empty() || areas.article.is_empty() {
        return;
    }
    let sidebar_is_left = areas.sidebar.x < areas.article.x;
    model.focus = if sidebar_is_left == (side == Side::Left) { Pane::Sidebar } else { Pane::Article };
}

/// Never leaves the keys with a pane that is not there.
pub fn keep_focus_visible(model: &mut Model) {
    let areas = area::areas(model);
    if areas.sidebar.is_empty() {
        model.focus = Pane::Article;
    } else if areas.article.is_empty() {
        model.focus = Pane::Sidebar;
    }
}

/// A screen of another size.
pub fn resize(model: &mut Model, size: Size) {
    model.size = size;
    panels::resize(model);
    keep_focus_visible(model);
    reflow(model);
}

/// Lays out anew at the present width, with the same words at the top: the same through any number of widths, not the
/// beginning of whatever line they come to stand in.
pub fn reflow(model: &mut Model) {
    // A blank row has no words: those below it count. Nothing is known of a row before it is laid out.
    model.page.places(&model.article, model.top, BLANKS + 1);
    let mut first_row = model.top;
    for _ in 0..BLANKS {
        if model.page.line(first_row).is_none() {
            first_row = model.page.moved(&model.article, first_row, 1);
        }
    }
    let shown = model.page.span_at(&model.article, first_row);
    let still_there = |held: &Offset| shown.is_some_and(|span| span.holds(*held));
    let first = model.held.filter(still_there).or(shown.map(|span| span.start));
    model.held = first;
    let width = area::areas(model).article.width;
    if width == 0 {
        return;
    }
    model.page.set_options(area::options(&model.settings, width, model.article.about.direction));
    if let Some(offset) = first {
        model.top = model.page.place_of(&model.article, offset);
    }
}

/// Scrolls until the byte at `offset` is seen, a third from the top where it was not.
pub fn show(model: &mut Model, offset: Offset) {
    let place = model.page.place_of(&model.article, offset);
    let height = pane_height(model);
    let seen = model.page.places(&model.article, model.top, height.saturating_sub(1));
    if !seen.contains(&place) {
        model.top = model.page.moved(&model.article, place, -(height as isize / 3));
    }
}

/// Scrolls no further than it takes to see the byte at `offset`.
pub fn keep_seen(model: &mut Model, offset: Offset) {
    let place = model.page.place_of(&model.article, offset);
    let height = pane_height(model);
    if place < model.top {
        model.top = place;
    } else if !model.page.places(&model.article, model.top, height).contains(&place) {
        model.top = model.page.moved(&model.article, place, 1 - (height as isize));
    }
}

/// Shows the claim or the source that the sidebar speaks of.
pub fn show_target(model: &mut Model, target: Target) {
    let offset = match target {
        Target::Claim(claim) => model.claim(claim).map(|claim| claim.content.start),
        Target::Source(source) => model
            .extraction
            .sources
            .get(source.0)
            .and_then(|source| source.mentions.first())
            .map(|mention| mention.span.start),
    };
    if let Some(offset) = offset {
        show(model, offset);
    }
    uncover_article(model);
}

/// Shows the article where a narrow screen shows the list alone.
pub fn uncover_article(model: &mut Model) {
    if model.size.width < area::WIDE && model.sidebar == SidebarPlace::Start {
        model.sidebar = SidebarPlace::End;
        keep_focus_visible(model);
        reflow(model);
    }
}
