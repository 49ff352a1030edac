//! What lies over the panes: opening, the keys inside, closing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use super::super::command::Command;
use super::super::corrections::Naming;
use super::super::drift::Drifting;
use super::super::keymap::{self, Keyboard, latin};
use super::super::message::{Cell, Effect, Notice};
use super::super::model::{Asked, Model, Panel, Target, Writing};
use super::super::sheet;
use super::{
    correcting, drifting, evidence, exporting, field_text, lens, marking, pinning, searching, selecting, viewing,
};
use crate::text::Direction;
use crate::widgets::{Pressed, TextField};

/// How often a cell was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clicks {
    /// Once.
    One,
    /// Twice.
    Two,
}

/// Opens the list of verdicts, a field, or the question before deleting.
pub fn open_mark(model: &mut Model, command: Command) {
    let target = match command {
        Command::Verdict => model.selected.map(Target::Claim),
        _ => model.target(),
    };
    let Some(target) = target else {
        model.notice = Some(Notice::plain("nothing-selected"));
        return;
    };
    let panel = match (command, target) {
        (Command::Verdict, Target::Claim(claim)) => Panel::Verdict(claim),
        (Command::Note, _) => Panel::Note(target, Box::new(note_field(model, &marking::note(model, target)))),
        (Command::Tags, _) => Panel::Tags(target, Box::new(field(model, &marking::tags(model, target).join(" ")))),
        (Command::Delete, _) if marking::is_bare(model, target) => {
            model.notice = Some(Notice::plain("nothing-to-delete"));
            return;
        }
        _ => Panel::Delete(target),
    };
    model.panel = Some(panel);
}

/// Opens the ratings of the source and of the claim.
pub fn open_evaluate(model: &mut Model) {
    let panel = match model.target() {
        None => {
            model.notice = Some(Notice::plain("nothing-selected"));
            return;
        }
        Some(Target::Source(source)) => {
            Panel::Evaluate { source: Some(source), claim: None, asked: Asked::Reliability }
        }
        Some(Target::Claim(claim)) => {
            let source = model.claim(claim).and_then(|claim| claim.source);
            let asked = if source.is_some() { Asked::Reliability } else { Asked::Credibility };
            Panel::Evaluate { source, claim: Some(claim), asked }
        }
    };
    model.panel = Some(panel);
}

/// Opens the evidence of the selected claim.
pub fn open_why(model: &mut Model) {
    match model.selected {
        Some(claim) => model.panel = Some(Panel::Why(claim, 0)),
        None => model.notice = Some(Notice::plain("nothing-selected")),
    }
}

/// Asks for the dossier of the source at hand.
pub fn open_dossier(model: &mut Model) -> Vec<Effect> {
    let source = match model.target() {
        Some(Target::Source(source)) => Some(source),
        Some(Target::Claim(claim)) => model.claim(claim).and_then(|claim| claim.source),
        None => None,
    };
    let Some(source) = source else {
        model.notice = Some(Notice::plain("nothing-selected"));
        return Vec::new();
    };
    super::away(model, Effect::GoToDossier(source))
}

/// Opens the field for a search, with the last one in it.
pub fn open_search(model: &mut Model) {
    let query = model.search.as_ref().map_or(String::new(), |search| search.query.clone());
    model.panel = Some(Panel::Search(Box::new(field(model, &query))));
}

/// Opens the field for a name or an office.
pub fn open_name(model: &mut Model, naming: Naming, text: &str) {
    model.panel = Some(Panel::Name(naming, Box::new(field(model, text))));
}

/// Opens the field for something short.
pub fn open_writing(model: &mut Model, writing: Writing, text: &str) {
    model.panel = Some(Panel::Write(writing, Box::new(field(model, text))));
}

/// What a key means outside of panels.
pub fn command_of(key: KeyEvent) -> Option<Command> {
    Keyboard::default().press(key)
}

/// Opens the help.
pub fn open_help(model: &mut Model) {
    model.panel = Some(Panel::Help(Box::new(field(model, "")), 0));
}

/// A key while a panel is open.
pub fn key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if let Some(Panel::Export(_)) = model.panel {
        return exporting::key(model, key);
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if key.code == KeyCode::Esc || (control && key.code == KeyCode::Char('c')) {
        model.panel = match model.panel {
            // What was asked is not done, and the panel stays.
            Some(Panel::Drift(Drifting { at, deleting: true })) => Some(Panel::Drift(Drifting { at, deleting: false })),
            _ => None,
        };
        return Vec::new();
    }
    if let Some(effects) = field_key(model, key) {
        return effects;
    }
    match &mut model.panel {
        Some(Panel::Evidence(claim, at)) => {
            let (claim, at) = (*claim, *at);
            evidence::key(model, key, claim, at)
        }
        Some(Panel::EvidenceKind(linking)) => {
            let linking = linking.clone();
            evidence::kind_key(model, key, linking)
        }
        Some(Panel::Pins(claim, at)) => {
            let (claim, at) = (*claim, *at);
            pinning::key(model, key, claim, at)
        }
        Some(Panel::Verdict(_) | Panel::Status(_) | Panel::Evaluate { .. }) => choice(model, key),
        Some(Panel::Delete(target)) => {
            let target = *target;
            model.panel = None;
            if key.code == KeyCode::Enter { marking::delete(model, target) } else { Vec::new() }
        }
        Some(Panel::Why(..) | Panel::Dossier(..)) => read_only(model, key),
        Some(Panel::Label(..)) => lens::label_key(model, key),
        Some(Panel::Numbers(..)) => lens::numbers_key(model, key),
        Some(Panel::Sources(purpose, at)) => {
            let (purpose, at) = (*purpose, *at);
            correcting::sources_key(model, key, purpose, at)
        }
        Some(Panel::Split(split)) => {
            let split = split.clone();
            correcting::split_key(model, key, split)
        }
        Some(Panel::Kind(renaming)) => {
            let renaming = renaming.clone();
            correcting::kind_key(model, key, renaming)
        }
        Some(Panel::Drift(drifting)) => {
            let drifting = *drifting;
            drifting::key(model, key, drifting)
        }
        Some(Panel::Changes(at)) => {
            let at = *at;
            drifting::changes_key(model, key, at)
        }
        Some(Panel::View(at)) => {
            let at = *at;
            viewing::key(model, key, at)
        }
        // Panels with a field are done with.
        _ => Vec::new(),
    }
}

/// A key while a panel with a field is open; nothing where it has none.
fn field_key(model: &mut Model, key: KeyEvent) -> Option<Vec<Effect>> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let effects = match &mut model.panel {
        Some(Panel::Note(target, _)) if control && key.code == KeyCode::Char('e') => {
            let target = *target;
            field_text(model).map(|text| Effect::Edit(target, text)).into_iter().collect()
        }
        Some(Panel::Note(..) | Panel::Tags(..) | Panel::Search(_) | Panel::Name(..) | Panel::Write(..))
            if is_plain_enter(key) =>
        {
            accept(model)
        }
        Some(
            Panel::Note(_, field)
            | Panel::Tags(_, field)
            | Panel::Search(field)
            | Panel::Name(_, field)
            | Panel::Write(_, field),
        ) => type_into(field, key),
        Some(Panel::Help(field, top)) => {
            match row_key(key) {
                Some(rows) => *top = top.saturating_add_signed(rows),
                None if key.code == KeyCode::Enter => model.panel = None,
                None => {
                    *top = 0;
                    return Some(type_into(field, key));
                }
            }
            Vec::new()
        }
        _ => return None,
    };
    Some(effects)
}

/// Never scrolls past the last row of the open panel: each step back would else first undo what nobody saw.
pub fn settle(model: &mut Model) {
    if !matches!(model.panel, Some(Panel::Why(..) | Panel::Dossier(..) | Panel::Help(..) | Panel::Label(..))) {
        return;
    }
    let shown = sheet::top(model);
    if let Some(Panel::Why(_, top) | Panel::Dossier(_, top) | Panel::Help(_, top) | Panel::Label(_, top)) =
        &mut model.panel
    {
        *top = shown;
    }
}

/// Moves the rows of the open panel.
pub fn scroll(model: &mut Model, rows: isize) {
    viewing::scroll(model, rows.signum());
    lens::scroll(model, rows.signum());
    if let Some(Panel::Export(exporting)) = &mut model.panel {
        exporting.scroll(rows);
    }
    if let Some(Panel::Why(_, top) | Panel::Dossier(_, top) | Panel::Help(_, top) | Panel::Label(_, top)) =
        &mut model.panel
    {
        *top = top.saturating_add_signed(rows);
    }
}

/// A screen of another size: the lines of a note break elsewhere.
pub fn resize(model: &mut Model) {
    let area = sheet::field_area(model);
    if let Some(field) = open_field(model) {
        field.set_area(area);
    }
}

/// Puts pasted text into the open field.
pub fn paste(model: &mut Model, text: &str) {
    if let Some(field) = open_field(model) {
        field.insert(text);
    }
}

/// A click in the open field puts its caret there; a second one selects the word. False outside the field.
pub fn click(model: &mut Model, cell: Cell, clicks: Clicks) -> bool {
    if let (Some(row), Some(Panel::Export(exporting))) = (sheet::row_at(model, cell), &mut model.panel) {
        exporting.click(row);
        return true;
    }
    let Some(place) = sheet::field_place(model) else { return false };
    let inside = cell.x.checked_sub(place.x).zip(cell.y.checked_sub(place.y));
    let inside = inside.filter(|_| place.contains(Position::new(cell.x, cell.y)));
    let (Some((x, y)), Some(field)) = (inside, open_field(model)) else { return false };
    field.click(Position::new(x, y));
    if clicks == Clicks::Two {
        field.select_word();
    }
    true
}

fn open_field(model: &mut Model) -> Option<&mut TextField> {
    match &mut model.panel {
        Some(
            Panel::Note(_, field)
            | Panel::Tags(_, field)
            | Panel::Search(field)
            | Panel::Name(_, field)
            | Panel::Write(_, field)
            | Panel::Help(field, _),
        ) => Some(field),
        Some(Panel::Export(exporting)) => exporting.open_field(),
        _ => None,
    }
}

fn field(model: &Model, text: &str) -> TextField {
    sized(TextField::single(), model, text)
}

/// A note may have been written in an editor, in many lines.
fn note_field(model: &Model, text: &str) -> TextField {
    sized(TextField::multi(), model, text)
}

fn sized(field: TextField, model: &Model, text: &str) -> TextField {
    let mut field = field.direction(field_direction(model)).with_text(text);
    field.set_area(sheet::field_area(model));
    field
}

fn field_direction(model: &Model) -> Direction {
    if model.words.right_to_left() { Direction::AutoRightToLeft } else { Direction::Auto }
}

fn accept(model: &mut Model) -> Vec<Effect> {
    match model.panel.take() {
        Some(Panel::Note(target, field)) => marking::set_note(model, target, field.text()),
        Some(Panel::Tags(target, field)) => marking::set_tags(model, target, field.text()),
        Some(Panel::Search(field)) => {
            searching::run(model, field.text());
            Vec::new()
        }
        Some(Panel::Name(naming, field)) => correcting::named(model, naming, field.text()),
        Some(Panel::Write(writing, field)) => evidence::written(model, writing, field.text()),
        _ => Vec::new(),
    }
}

/// Accepts a note or tags that are being written.
pub fn keep(model: &mut Model) -> Vec<Effect> {
    match &model.panel {
        Some(Panel::Note(..) | Panel::Tags(..)) => accept(model),
        // An address whose kind was not said yet is kept as context.
        Some(Panel::Write(Writing::Url(_), _)) => {
            let mut effects = accept(model);
            effects.extend(keep(model));
            effects
        }
        Some(Panel::Write(..)) => accept(model),
        Some(Panel::EvidenceKind(linking)) => {
            let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
            evidence::kind_key(model, enter, linking.clone())
        }
        _ => Vec::new(),
    }
}

/// A digit, of any script, chooses; 0 takes back.
fn choice(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let KeyCode::Char(c) = key.code else { return Vec::new() };
    let number = match latin(c).unwrap_or(c) {
        c @ '0'..='9' => c as u8 - b'0',
        c @ 'a'..='f' if matches!(model.panel, Some(Panel::Evaluate { asked: Asked::Reliability, .. })) => {
            c as u8 - b'a' + 1
        }
        'q' => {
            model.panel = None;
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    match model.panel.clone() {
        Some(Panel::Verdict(claim)) => marking::choose_verdict(model, claim, number),
        Some(Panel::Status(claim)) => marking::choose_status(model, claim, number),
        Some(Panel::Evaluate { source, claim, asked }) => match (asked, source, claim) {
            (Asked::Reliability, Some(source), claim) => marking::choose_reliability(model, source, claim, number),
            (_, _, Some(claim)) => marking::choose_credibility(model, claim, number),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A panel that is only read: rows move, q closes, and the marks of what it shows can be changed from it.
fn read_only(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if let Some(Panel::Why(claim, _)) = model.panel {
        let digit = if let KeyCode::Char(c) = key.code { latin(c).unwrap_or(c).to_digit(10) } else { None };
        if let Some(number @ 1..) = digit {
            return correcting::settle(model, claim, number as usize);
        }
        if let Some(command) = keymap::find_in(keymap::CORRECT, key) {
            return correcting::obey(model, claim, command);
        }
    }
    if let Some(rows) = row_key(key) {
        scroll(model, rows);
        return Vec::new();
    }
    match Keyboard::default().press(key) {
        Some(Command::Down) => scroll(model, 1),
        Some(Command::Up) => scroll(model, -1),
        Some(command @ (Command::Note | Command::Tags | Command::Delete)) => open_mark(model, command),
        Some(Command::Verdict) if matches!(model.panel, Some(Panel::Why(..))) => open_mark(model, Command::Verdict),
        Some(command @ (Command::Status | Command::Said | Command::Evidence))
            if matches!(model.panel, Some(Panel::Why(..))) =>
        {
            evidence::open(model, command);
        }
        Some(Command::Evaluate) => open_evaluate(model),
        Some(Command::Dossier) if matches!(model.panel, Some(Panel::Why(..))) => return open_dossier(model),
        Some(command @ (Command::Copy | Command::CopyWords)) => return marking::copy(model, command),
        Some(Command::Undo) => return marking::undo(model),
        Some(Command::Redo) => return marking::redo(model),
        Some(Command::Select) => {
            model.panel = None;
            selecting::begin(model);
        }
        Some(Command::Suspend) => return vec![Effect::Suspend],
        Some(Command::Back | Command::Enter | Command::Why | Command::Dossier) => model.panel = None,
        _ => {}
    }
    Vec::new()
}

pub(super) fn row_key(key: KeyEvent) -> Option<isize> {
    match key.code {
        KeyCode::Down => Some(1),
        KeyCode::Up => Some(-1),
        KeyCode::PageDown => Some(10),
        KeyCode::PageUp => Some(-10),
        _ => None,
    }
}

/// Enter alone accepts; with Alt, or Shift where the terminal tells it, it begins a line of a note, as Ctrl+J does.
fn is_plain_enter(key: KeyEvent) -> bool {
    key.code == KeyCode::Enter && key.modifiers.is_empty()
}

/// A key of a text field: letters are letters, arrows go where they point. What is cut goes to the clipboard.
fn type_into(field: &mut TextField, key: KeyEvent) -> Vec<Effect> {
    match field.press(key) {
        Pressed::Copied(text) => vec![Effect::Copy(text, Notice::plain("copied-text"))],
        Pressed::Unused | Pressed::Moved | Pressed::Edited => Vec::new(),
    }
}
