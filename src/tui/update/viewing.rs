//! The view options: what is changed acts at once and is kept.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::command::Command;
use super::super::keymap::Keyboard;
use super::super::message::{Effect, Notice};
use super::super::model::{Model, Panel};
use super::super::options::Choice;
use super::moving;

/// Moves `choice` by `by` values.
pub fn change(model: &mut Model, choice: Choice, by: isize) -> Vec<Effect> {
    let before = model.settings.view;
    let changed = choice.moved(&before, by);
    model.settings.view = before.with(&changed);
    if model.settings.view == before {
        return Vec::new();
    }
    show(model);
    vec![Effect::KeepView(changed)]
}

/// Goes back to what the configuration says.
fn as_configured(model: &mut Model) -> Vec<Effect> {
    model.settings.view = model.settings.configured;
    show(model);
    model.notice = Some(Notice::plain("as-configured"));
    vec![Effect::ForgetView]
}

fn show(model: &mut Model) {
    model.words = model.settings.words();
    moving::reflow(model);
}

/// A key in the panel of the view options, whose row `at` keys speak of. Left and right move the value to where they point.
pub fn key(model: &mut Model, key: KeyEvent, at: usize) -> Vec<Effect> {
    let Some(choice) = Choice::ALL.get(at).copied() else { return Vec::new() };
    let forward = if model.words.right_to_left() { -1 } else { 1 };
    match (key.code, Keyboard::default().press(key)) {
        (_, Some(Command::Down | Command::NextClaim)) => scroll(model, 1),
        (_, Some(Command::Up | Command::PreviousClaim)) => scroll(model, -1),
        (_, Some(Command::Top)) => scroll(model, isize::MIN),
        (_, Some(Command::Bottom)) => scroll(model, isize::MAX),
        (KeyCode::Enter | KeyCode::Char(' '), _) => return change(model, choice, 1),
        (_, Some(Command::PaneRight)) => return change(model, choice, forward),
        (_, Some(Command::PaneLeft)) => return change(model, choice, -forward),
        (_, Some(Command::Wider)) => return change(model, Choice::Measure, 1),
        (_, Some(Command::Narrower)) => return change(model, Choice::Measure, -1),
        (_, Some(Command::AllSources)) => return as_configured(model),
        (_, Some(Command::Suspend)) => return vec![Effect::Suspend],
        (_, Some(Command::Back | Command::View)) => model.panel = None,
        _ => {}
    }
    Vec::new()
}

/// Moves to another row.
pub fn scroll(model: &mut Model, rows: isize) {
    if let Some(Panel::View(at)) = &mut model.panel {
        *at = at.saturating_add_signed(rows).min(Choice::ALL.len() - 1);
    }
}
