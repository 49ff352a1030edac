//! The mouse: a click is on the word that is seen.

use super::super::area;
use super::super::message::{Cell, Effect};
use super::super::model::{Model, Pane, Panel};
use super::super::{hit, sidebar};
use super::panels::{self, Clicks};
use super::{choosing, moving};
use ratatui::layout::Position;

/// A click selects the claim under it, or the row of the sidebar; in a field it puts the caret; beside an open panel it
/// closes that.
pub fn click(model: &mut Model, cell: Cell) {
    if model.panel.is_some() {
        let is_written_in = matches!(model.panel, Some(Panel::Note(..) | Panel::Tags(..) | Panel::Export(_)));
        if !panels::click(model, cell, Clicks::One) && !is_written_in {
            model.panel = None;
        }
        return;
    }
    model.selection = None;
    model.pressed = None;
    let areas = area::areas(model);
    let at = Position::new(cell.x, cell.y);
    if areas.sidebar.contains(at) {
        model.focus = Pane::Sidebar;
        if let Some(target) = sidebar::target_at(model, cell.y) {
            choosing::cursor(model, target);
        }
    } else if areas.article.contains(at) {
        model.focus = Pane::Article;
        model.pressed = Some(cell);
        if let Some(claim) = hit::claim_at(model, cell) {
            model.filter =
                model.filter.filter(|source| model.claim(claim).and_then(|claim| claim.source) == Some(*source));
            choosing::select(model, claim);
        }
    }
}

/// A double click opens: a group of the sidebar, or why a claim was attributed so. In a field it selects a word.
pub fn double_click(model: &mut Model, cell: Cell) {
    if model.panel.is_some() {
        panels::click(model, cell, Clicks::Two);
        return;
    }
    click(model, cell);
    match model.focus {
        Pane::Sidebar => choosing::enter(model),
        Pane::Article if hit::claim_at(model, cell).is_some() => panels::open_why(model),
        Pane::Article => {}
    }
}

/// The wheel moves the pane under it, and past the end of a window of a large file turns to the next one.
pub fn wheel(model: &mut Model, cell: Cell, rows: isize) -> Vec<Effect> {
    if model.panel.is_some() {
        panels::scroll(model, rows);
    } else if area::areas(model).sidebar.contains(Position::new(cell.x, cell.y)) {
        sidebar::scroll(model, rows);
    } else {
        return moving::scroll(model, rows);
    }
    Vec::new()
}
