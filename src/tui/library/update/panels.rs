//! What lies over the list: opening, the keys inside, closing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::super::area;
use super::super::ask::Choices;
use super::super::message::Effect;
use super::super::model::{Choosing, Model, Panel, Tab};
use super::super::sheet;
use super::{choosing, exporting, facts, finding, reading, saying};
use crate::text::Direction;
use crate::tui::command::Command;
use crate::tui::keymap::{Keyboard, latin};
use crate::tui::message::{Cell, Notice};
use crate::tui::sheet::field_rows;
use crate::widgets::{Pressed, TextField};

/// Rows that a page of a panel has.
const PAGE: isize = 10;

/// Opens the field for words that rows must hold, with those in it that they must hold now.
pub fn open_words(model: &mut Model) {
    let field = field(model, choosing::words_of(model));
    model.panel = Some(Panel::Words(Box::new(field)));
    resize(model);
}

/// Opens the help.
pub fn open_help(model: &mut Model) {
    model.panel = Some(Panel::Help(Box::new(field(model, "")), 0));
    resize(model);
}

/// Compares the claim with how other articles word it.
pub fn open_wordings(model: &mut Model) {
    let row = model.dossier.as_ref().and_then(|open| open.claims.list.selected());
    match row {
        Some(row) if !row.others.is_empty() => model.panel = Some(Panel::Wordings(0)),
        _ => model.notice = Some(Notice::plain("wordings.zero")),
    }
}

/// Asks whether to remove the article.
pub fn open_remove(model: &mut Model) {
    let row = model.articles.list.selected().filter(|_| model.tab == Tab::Articles && model.dossier.is_none());
    match row {
        Some(row) => model.panel = Some(Panel::Remove(row.place.id, row.title.clone())),
        None => model.notice = Some(Notice::plain("nothing-selected")),
    }
}

/// Opens a choice, or asks for what it is to be made from.
pub fn open_choice(model: &mut Model, command: Command) -> Vec<Effect> {
    let list = model.dossier.is_none().then_some(model.tab);
    let choosing = match (command, list) {
        (Command::Sort, _) => Choosing::Sort,
        (Command::ByOutlet, Some(Tab::Articles)) => return vec![Effect::ReadChoices(Choices::Outlets)],
        (Command::ByOutlet, Some(Tab::Quotes)) => return choosing::only_source(model),
        (Command::ByCategory, Some(Tab::Articles)) => return vec![Effect::ReadChoices(Choices::Tags)],
        (Command::ByCategory, _) => Choosing::Kind,
        (Command::ByVerdict, Some(Tab::Quotes) | None) => Choosing::Verdict,
        (Command::ByReliability, Some(Tab::Sources)) => Choosing::Reliability,
        _ => return choosing::no_such_filter(model),
    };
    choose_from(model, choosing);
    Vec::new()
}

/// Lets one of what was read be chosen.
pub fn choices(model: &mut Model, which: Choices, found: Vec<(String, Option<usize>)>) {
    let (choosing, none) = match which {
        Choices::Outlets => (Choosing::Outlet(found), "library.no-outlets"),
        Choices::Tags => (Choosing::Tag(found), "library.no-tags"),
    };
    if choosing::offers(model, &choosing).len() > 1 {
        choose_from(model, choosing);
    } else {
        model.notice = Some(Notice::plain(none));
    }
}

fn choose_from(model: &mut Model, choosing: Choosing) {
    let at = choosing::offers(model, &choosing).iter().position(|offer| offer.chosen).unwrap_or(0);
    model.panel = Some(Panel::Choose(choosing, at));
}

/// A key while a panel is open.
pub fn key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if let Some(Panel::Export(exporting)) = model.panel.take_if(|panel| matches!(panel, Panel::Export(_))) {
        return exporting::key(model, exporting, key);
    }
    let leaves = key.code == KeyCode::Esc || (control && key.code == KeyCode::Char('c'));
    match model.panel.take() {
        Some(Panel::Words(_)) if leaves => choosing::words(model, ""),
        Some(Panel::Say(writing, _)) if leaves => {
            facts::reopen(model, writing);
            Vec::new()
        }
        _ if leaves => Vec::new(),
        Some(Panel::Words(field)) => words_key(model, field, key),
        Some(Panel::Say(writing, field)) if key.code == KeyCode::Enter && key.modifiers.is_empty() => {
            saying::keep(model, writing, field)
        }
        Some(Panel::Say(writing, mut field)) => {
            let pressed = field.press(key);
            model.panel = Some(Panel::Say(writing, field));
            if let Pressed::Copied(text) = pressed { vec![Effect::Copy(text)] } else { Vec::new() }
        }
        Some(Panel::Find(found)) => finding::key(model, found, key),
        Some(Panel::Help(field, top)) => {
            help_key(model, field, top, key);
            Vec::new()
        }
        Some(Panel::Choose(choosing, at)) => choice_key(model, choosing, at, key),
        Some(Panel::Remove(document, _)) if key.code == KeyCode::Enter => vec![Effect::Remove(document)],
        Some(Panel::Facts(at)) => facts::key(model, at, key),
        Some(Panel::About(top)) => {
            model.panel = read_key(top, key).map(Panel::About);
            Vec::new()
        }
        Some(Panel::Wordings(top)) => {
            model.panel = read_key(top, key).map(Panel::Wordings);
            Vec::new()
        }
        Some(Panel::Remove(..) | Panel::Export(_)) | None => Vec::new(),
    }
}

/// Rows follow what is typed; keys that a field has no use for move the list.
fn words_key(model: &mut Model, mut field: Box<TextField>, key: KeyEvent) -> Vec<Effect> {
    let moved = match key.code {
        KeyCode::Enter => return choosing::words(model, field.text().trim()),
        KeyCode::Down | KeyCode::Tab => Some(reading::step(model, 1)),
        KeyCode::Up | KeyCode::BackTab => Some(reading::step(model, -1)),
        KeyCode::PageDown => Some(reading::page(model, 1)),
        KeyCode::PageUp => Some(reading::page(model, -1)),
        _ => None,
    };
    let effects = moved.unwrap_or_else(|| match field.press(key) {
        Pressed::Copied(text) => vec![Effect::Copy(text)],
        Pressed::Edited => choosing::words(model, field.text().trim()),
        Pressed::Unused | Pressed::Moved => Vec::new(),
    });
    model.panel = Some(Panel::Words(field));
    effects
}

fn help_key(model: &mut Model, mut field: Box<TextField>, top: usize, key: KeyEvent) {
    let top = match row_key(key) {
        Some(rows) => top.saturating_add_signed(rows),
        None if key.code == KeyCode::Enter => return,
        None => {
            let _ = field.press(key);
            0
        }
    };
    model.panel = Some(Panel::Help(field, top));
}

/// The first row of a panel that is only read, after a key; nothing where that closes it.
fn read_key(top: usize, key: KeyEvent) -> Option<usize> {
    let rows = match Keyboard::default().press(key) {
        Some(Command::Down) => 1,
        Some(Command::Up) => -1,
        Some(Command::PageDown) => PAGE,
        Some(Command::PageUp) => -PAGE,
        Some(Command::Back | Command::Enter | Command::Dossier) => return None,
        _ => 0,
    };
    Some(top.saturating_add_signed(rows))
}

/// A number chooses at once, counted from 0: that takes the filter back, where there is one.
fn choice_key(model: &mut Model, choosing: Choosing, at: usize, key: KeyEvent) -> Vec<Effect> {
    let last = choosing::offers(model, &choosing).len().saturating_sub(1);
    let first_number = usize::from(choosing == Choosing::Sort);
    let digit = if let KeyCode::Char(c) = key.code { latin(c).unwrap_or(c).to_digit(10) } else { None };
    if let Some(number) = digit {
        let chosen = (number as usize).checked_sub(first_number).filter(|at| *at <= last);
        return chosen.map_or_else(Vec::new, |at| choosing::choose(model, &choosing, at));
    }
    let at = match Keyboard::default().press(key) {
        Some(Command::Down) => at.saturating_add(1).min(last),
        Some(Command::Up) => at.saturating_sub(1),
        Some(Command::PageDown) => at.saturating_add(PAGE as usize).min(last),
        Some(Command::PageUp) => at.saturating_sub(PAGE as usize),
        Some(Command::Top) => 0,
        Some(Command::Bottom) => last,
        Some(Command::Enter) => return choosing::choose(model, &choosing, at),
        Some(Command::Back) => return Vec::new(),
        _ => at,
    };
    model.panel = Some(Panel::Choose(choosing, at));
    Vec::new()
}

fn row_key(key: KeyEvent) -> Option<isize> {
    match key.code {
        KeyCode::Down => Some(1),
        KeyCode::Up => Some(-1),
        KeyCode::PageDown => Some(PAGE),
        KeyCode::PageUp => Some(-PAGE),
        _ => None,
    }
}

/// Puts pasted text into the open field.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.panel.take() {
        Some(Panel::Words(mut field)) => {
            field.insert(text);
            let effects = choosing::words(model, field.text().trim());
            model.panel = Some(Panel::Words(field));
            effects
        }
        Some(Panel::Say(writing, mut field)) => {
            field.insert(text);
            model.panel = Some(Panel::Say(writing, field));
            Vec::new()
        }
        Some(Panel::Find(found)) => finding::paste(model, found, text),
        Some(Panel::Export(mut exporting)) => {
            if let Some(field) = exporting.open_field() {
                field.insert(text);
            }
            model.panel = Some(Panel::Export(exporting));
            Vec::new()
        }
        Some(Panel::Help(mut field, top)) => {
            field.insert(text);
            model.panel = Some(Panel::Help(field, top));
            Vec::new()
        }
        other => {
            model.panel = other;
            Vec::new()
        }
    }
}

/// Moves the rows of the open panel. Nothing where none is open, or it lies beside the list.
pub fn scroll(model: &mut Model, rows: isize) -> Option<Vec<Effect>> {
    match &mut model.panel {
        None | Some(Panel::Words(_)) => return None,
        Some(Panel::Help(_, top) | Panel::About(top) | Panel::Wordings(top)) => *top = top.saturating_add_signed(rows),
        Some(Panel::Choose(choosing, at)) => {
            let (choosing, moved) = (choosing.clone(), at.saturating_add_signed(rows.signum()));
            let last = choosing::offers(model, &choosing).len().saturating_sub(1);
            model.panel = Some(Panel::Choose(choosing, moved.min(last)));
        }
        Some(Panel::Facts(at)) => {
            let moved = at.saturating_add_signed(rows.signum());
            model.panel = Some(Panel::Facts(moved.min(facts::last(model))));
        }
        Some(Panel::Find(found)) => drop(finding::step(found, rows)),
        Some(Panel::Export(exporting)) => exporting.scroll(rows),
        Some(Panel::Remove(..) | Panel::Say(..)) => {}
    }
    Some(Vec::new())
}

/// A click chooses an offer, or puts the caret into the field; beside a panel it closes that.
pub fn click(model: &mut Model, cell: Cell) -> Vec<Effect> {
    let at: Position = cell.into();
    if matches!(model.panel, Some(Panel::Words(_))) {
        let row = area::words_row(model);
        match &mut model.panel {
            Some(Panel::Words(field)) if row.contains(at) => {
                field.click(Position::new(cell.x - row.x, 0));
            }
            _ => model.panel = None,
        }
        return Vec::new();
    }
    let Some((sheet, parts)) = sheet::open(model) else { return Vec::new() };
    if !parts.frame.contains(at) {
        // What is being written is not given up by a click beside it.
        model.panel = model.panel.take().filter(|panel| matches!(panel, Panel::Say(..) | Panel::Export(_)));
        return Vec::new();
    }
    let row = parts.list.contains(at).then(|| usize::from(cell.y - parts.list.y) + sheet.top(parts.list.height));
    match (row, model.panel.clone()) {
        (Some(at), Some(Panel::Choose(choosing, _))) if at < choosing::offers(model, &choosing).len() => {
            model.panel = None;
            choosing::choose(model, &choosing, at)
        }
        (Some(at), Some(Panel::Export(mut exporting))) => {
            exporting.click(at);
            model.panel = Some(Panel::Export(exporting));
            Vec::new()
        }
        (Some(at), Some(Panel::Facts(_))) if at <= facts::last(model) => facts::edit(model, at),
        _ => Vec::new(),
    }
}

/// Never scrolls past the last row of the open panel.
pub fn settle(model: &mut Model) {
    let shown = match &model.panel {
        Some(Panel::Help(..) | Panel::About(_) | Panel::Wordings(_)) => {
            sheet::open(model).map_or(0, |(sheet, parts)| sheet.top(parts.list.height))
        }
        _ => return,
    };
    if let Some(Panel::Help(_, top) | Panel::About(top) | Panel::Wordings(top)) = &mut model.panel {
        *top = shown;
    }
}

/// A screen of another size.
pub fn resize(model: &mut Model) {
    let words = area::words_row(model);
    let panel = crate::tui::area::panel_width(model.size.width);
    match &mut model.panel {
        Some(Panel::Words(field)) => field.set_area(Rect { x: 0, y: 0, ..words }),
        Some(Panel::Find(found)) => found.field.set_area(Rect::new(0, 0, panel.0, 1)),
        Some(Panel::Help(field, _)) => field.set_area(Rect::new(0, 0, panel.0, 1)),
        Some(Panel::Say(_, field)) => field.set_area(field_rows(model.size)),
        Some(Panel::Export(exporting)) => {
            if let Some(field) = exporting.open_field() {
                field.set_area(field_rows(model.size));
            }
        }
        _ => {}
    }
}

fn field(model: &Model, text: &str) -> TextField {
    let direction = if model.words.right_to_left() { Direction::AutoRightToLeft } else { Direction::Auto };
    TextField::single().direction(direction).with_text(text)
}
