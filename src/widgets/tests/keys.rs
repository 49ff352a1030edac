//! The keys of a field.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::*;
use crate::text::tests::{from_cap, to_cap};

const NONE: KeyModifiers = KeyModifiers::NONE;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;

/// Presses keys in a field of many lines and compares the text, what is selected in brackets.
fn check(keys: &[(KeyCode, KeyModifiers)], expected: &str) {
    let mut field = TextField::multi().with_text(&from_cap("abc DEF"));
    for &(code, held) in keys {
        let _ = field.press(KeyEvent::new(code, held));
    }
    let selected = field.selection().unwrap_or_else(|| (field.caret().offset.0..field.caret().offset.0).into());
    let (before, rest) = field.text().split_at(selected.start.0);
    let (inside, after) = rest.split_at(selected.len());
    assert_eq!(to_cap(&format!("{before}[{inside}]{after}")), expected, "{keys:?}");
}

#[test]
fn keys_mean_what_they_mean_elsewhere() {
    let c = KeyCode::Char;
    check(&[(c('x'), NONE), (c('Y'), SHIFT)], "abc DEFxY[]");
    check(&[(KeyCode::Home, NONE), (KeyCode::Right, SHIFT)], "[a]bc DEF");
    check(&[(c('a'), CONTROL), (KeyCode::Right, CONTROL | SHIFT)], "[abc ]DEF");
    check(&[(c('a'), ALT), (c('z'), NONE)], "z[]");
    check(&[(c('ش'), ALT)], "[abc DEF]");
    check(&[(c('w'), CONTROL), (c('w'), CONTROL)], "[]");
    check(&[(c('u'), CONTROL), (c('z'), CONTROL)], "abc DEF[]");
    check(&[(c('u'), CONTROL), (c('z'), CONTROL), (c('y'), CONTROL)], "[]");
    check(&[(KeyCode::Backspace, ALT)], "abc []");
    check(&[(c('h'), CONTROL)], "abc DE[]");
    check(&[(KeyCode::Home, CONTROL), (KeyCode::Delete, CONTROL)], "[] DEF");
    check(&[(KeyCode::Home, CONTROL), (c('k'), CONTROL)], "[]");
    check(&[(KeyCode::Enter, ALT), (c('j'), CONTROL), (KeyCode::Enter, NONE)], "abc DEF\n\n\n[]");
    // AltGr types letters.
    check(&[(c('@'), CONTROL | ALT)], "abc DEF@[]");
}

#[test]
fn what_a_field_has_no_use_for_is_the_programs() {
    let mut field = TextField::single().with_text("abc");
    for (code, held) in [
        (KeyCode::Enter, NONE),
        (KeyCode::Esc, NONE),
        (KeyCode::Tab, NONE),
        (KeyCode::Char('j'), CONTROL),
        (KeyCode::Char('c'), CONTROL),
        (KeyCode::Char('q'), ALT),
    ] {
        assert_eq!(field.press(KeyEvent::new(code, held)), Pressed::Unused, "{code:?}");
    }
    field.select_all();
    assert_eq!(field.press(KeyEvent::new(KeyCode::Char('c'), CONTROL)), Pressed::Copied("abc".to_owned()));
    assert_eq!(field.press(KeyEvent::new(KeyCode::Delete, SHIFT)), Pressed::Copied("abc".to_owned()));
    assert!(field.is_empty());
}
