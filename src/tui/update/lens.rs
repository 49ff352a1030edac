//! The sourcing label and the figures to check: opening, their keys, and the way to where a figure stands.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::command::Command;
use super::super::message::{Effect, Notice};
use super::super::model::{Extracted, Model, Panel};
use super::{choosing, moving, panels};
use crate::label::{Label, label};

/// Opens the label of the article.
pub fn open_label(model: &mut Model) {
    if let Some(label) = made(model) {
        model.panel = Some(Panel::Label(Box::new(label), 0));
    }
}

/// Opens the figures in claims, at the first one of the selected claim or behind it.
pub fn open_numbers(model: &mut Model) {
    if let Some(label) = made(model) {
        let selected = model.selected;
        let at = label.numbers.iter().position(|number| Some(number.item.claim) >= selected).unwrap_or(0);
        model.panel = Some(Panel::Numbers(label.numbers, at));
    }
}

fn made(model: &mut Model) -> Option<Label> {
    if model.extracted != Extracted::Done {
        model.notice = Some(Notice::plain("claims-not-yet"));
        return None;
    }
    Some(label("", None, &model.article, &model.extraction))
}

/// A key in the label: rows move, `gn` goes on to the figures.
pub fn label_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if let Some(rows) = panels::row_key(key) {
        panels::scroll(model, rows);
        return Vec::new();
    }
    match model.keyboard.press(key) {
        Some(Command::Down) => panels::scroll(model, 1),
        Some(Command::Up) => panels::scroll(model, -1),
        Some(Command::Numbers) => open_numbers(model),
        Some(Command::Suspend) => return vec![Effect::Suspend],
        Some(Command::Back | Command::Enter | Command::Label) => model.panel = None,
        _ => {}
    }
    Vec::new()
}

/// A key among the figures: Enter goes to where the figure stands, the verdict's key judges its claim.
pub fn numbers_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    match (key.code, model.keyboard.press(key)) {
        (KeyCode::PageDown, _) => scroll(model, 10),
        (KeyCode::PageUp, _) => scroll(model, -10),
        (_, Some(Command::Down | Command::NextClaim)) => scroll(model, 1),
        (_, Some(Command::Up | Command::PreviousClaim)) => scroll(model, -1),
        (_, Some(Command::Top)) => scroll(model, isize::MIN),
        (_, Some(Command::Bottom)) => scroll(model, isize::MAX),
        (_, Some(Command::Enter)) => go(model),
        (_, Some(Command::Verdict)) => {
            go(model);
            panels::open_mark(model, Command::Verdict);
        }
        (_, Some(Command::Label)) => open_label(model),
        (_, Some(Command::Suspend)) => return vec![Effect::Suspend],
        (_, Some(Command::Back | Command::Numbers)) => model.panel = None,
        _ => {}
    }
    Vec::new()
}

/// Moves to another figure.
pub fn scroll(model: &mut Model, rows: isize) {
    if let Some(Panel::Numbers(numbers, at)) = &mut model.panel {
        *at = at.saturating_add_signed(rows).min(numbers.len().saturating_sub(1));
    }
}

/// Selects the claim of the figure and shows the figure in the text.
fn go(model: &mut Model) {
    let Some(Panel::Numbers(numbers, at)) = &model.panel else { return };
    let found = numbers.get(*at).map(|number| (number.item.claim, number.item.figure.span.start));
    if let Some((claim, start)) = found {
        model.panel = None;
        choosing::select(model, claim);
        moving::uncover_article(model);
        moving::show(model, start);
    }
}
