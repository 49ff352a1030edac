//! What a key does to the doctor. Letters count on an Arabic and on a Latin keyboard, digits of both kinds.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::message::{Effect, Look, Message};
use super::model::{Model, Outcome, Page, drops_marks};
use crate::config::EyeTest;
use crate::tui::keymap;
use crate::tui::terminal::encode::Encoding;

/// What a key says, on any keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Yes,
    No,
    Digit(u8),
    Next,
    Back,
    Forget,
    Leave,
    Suspend,
    Redraw,
    Nothing,
}

/// Takes a message in, and says what is to be done.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => press(model, key),
        Message::Heard(findings) => {
            model.findings = *findings;
            Vec::new()
        }
        Message::Kept(Ok(path)) => end(model, Outcome::Kept(path)),
        Message::Kept(Err(cause)) | Message::Forgotten(Err(cause)) => end(model, Outcome::NotKept(cause)),
        Message::Forgotten(Ok(())) => end(model, Outcome::Forgotten),
        Message::Closed => vec![Effect::Quit],
    }
}

fn end(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    model.page = Page::End(outcome);
    Vec::new()
}

fn press(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if let KeyCode::Char(c) = key.code
        && c.is_alphabetic()
        && !key.modifiers.contains(KeyModifiers::CONTROL)
    {
        model.arabic_keys = keymap::latin(c).is_some();
    }
    match (said(key), &model.page) {
        (Said::Leave, _) => vec![Effect::Quit],
        (Said::Suspend, _) => vec![Effect::Suspend],
        (Said::Redraw, _) => vec![Effect::Redraw],
        (Said::Forget, Page::Findings | Page::Lines(_)) if model.findings.seen.is_some() => vec![Effect::Forget],
        (Said::Next, Page::Findings) => show_lines(model),
        (Said::Next, Page::Lines(at)) => turn(model, at + 1),
        (Said::Back, Page::Lines(_)) => {
            model.page = Page::Findings;
            vec![Effect::Look(Look::OfReader)]
        }
        (Said::Back, Page::Marks | Page::Borders) => show_lines(model),
        (Said::Digit(digit), Page::Lines(at)) => choose(model, *at, digit),
        (Said::Yes, Page::Marks) => marks(model, true),
        (Said::No, Page::Marks) => marks(model, false),
        (Said::Yes, Page::Borders) => borders(model, true),
        (Said::No, Page::Borders) => borders(model, false),
        (Said::Next, Page::End(_)) => vec![Effect::Quit],
        _ => Vec::new(),
    }
}

fn show_lines(model: &mut Model) -> Vec<Effect> {
    model.page = Page::Lines(0);
    model.seen = None;
    vec![Effect::Look(Look::Found)]
}

fn turn(model: &mut Model, at: usize) -> Vec<Effect> {
    model.page = Page::Lines(at % model.sheets().len());
    Vec::new()
}

/// The user says which line reads right: one of those on the page, or none.
fn choose(model: &mut Model, at: usize, digit: u8) -> Vec<Effect> {
    if digit == 0 {
        return end(model, Outcome::NoneReads);
    }
    let chosen = Encoding::ALL.get(usize::from(digit) - 1).copied();
    let sheets = model.sheets();
    let offered = sheets.get(at).map(|sheet| sheet.encodings.as_slice()).unwrap_or_default();
    let Some(chosen) = chosen.filter(|chosen| offered.contains(chosen)) else { return Vec::new() };
    let asks_marks = !drops_marks(chosen);
    let seen = EyeTest { encoding: chosen.name().to_owned(), marks: asks_marks.then_some(true), borders: None };
    model.page = if asks_marks { Page::Marks } else { Page::Borders };
    model.seen = Some(seen.clone());
    vec![Effect::Look(Look::Seen(seen))]
}

fn marks(model: &mut Model, right: bool) -> Vec<Effect> {
    let Some(seen) = &mut model.seen else { return Vec::new() };
    seen.marks = Some(right);
    model.page = Page::Borders;
    vec![Effect::Look(Look::Seen(seen.clone()))]
}

fn borders(model: &mut Model, straight: bool) -> Vec<Effect> {
    let Some(seen) = &mut model.seen else { return Vec::new() };
    seen.borders = Some(straight);
    vec![Effect::Keep(seen.clone())]
}

fn said(key: KeyEvent) -> Said {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c') if control => Said::Leave,
        KeyCode::Char('z') if control => Said::Suspend,
        KeyCode::Char('l') if control => Said::Redraw,
        KeyCode::Char(_) if control => Said::Nothing,
        KeyCode::Enter | KeyCode::Tab | KeyCode::PageDown => Said::Next,
        KeyCode::Backspace | KeyCode::BackTab | KeyCode::PageUp => Said::Back,
        KeyCode::Esc => Said::Leave,
        KeyCode::Char(c) => letter(c),
        _ => Said::Nothing,
    }
}

/// «نعم» and «لا» begin with letters of their own; else a letter is the key that it stands on.
fn letter(c: char) -> Said {
    match c {
        'ن' => return Said::Yes,
        'ل' | 'ﻻ' => return Said::No,
        _ => {}
    }
    match keymap::latin(c).unwrap_or(c) {
        'y' | 'Y' => Said::Yes,
        'n' | 'N' => Said::No,
        'd' => Said::Forget,
        'q' => Said::Leave,
        ' ' => Said::Next,
        digit => match digit.to_digit(10) {
            Some(digit) => Said::Digit(digit as u8),
            None => Said::Nothing,
        },
    }
}
