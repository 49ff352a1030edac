//! Keys that are no CSI sequence: characters, control characters, SS3.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Found, Input, Wait};

/// The key at the front of `bytes`, with `modifiers` held.
pub fn parse(bytes: &[u8], modifiers: KeyModifiers) -> Found {
    let Some(&byte) = bytes.first() else { return Found::Part(Wait::Rest) };
    if byte < 0x80 {
        return Found::Whole(1, Some(Input::Key(with(of_ascii(byte), modifiers))));
    }
    let length = match byte {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return Found::Whole(1, None),
    };
    let cluster = bytes.get(..length).unwrap_or(bytes);
    match std::str::from_utf8(cluster) {
        Ok(text) => {
            let key = text.chars().next().map(|c| Input::Key(with(of_char(c), modifiers)));
            Found::Whole(length, key)
        }
        Err(error) if error.error_len().is_none() => Found::Part(Wait::Rest),
        Err(_) => Found::Whole(1, None),
    }
}

/// A character; a capital has Shift, as crossterm has it.
pub fn of_char(c: char) -> KeyEvent {
    let shift = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(c), shift)
}

/// The same key with more modifiers held.
pub fn with(mut key: KeyEvent, modifiers: KeyModifiers) -> KeyEvent {
    key.modifiers |= modifiers;
    key
}

/// What follows `ESC O`: arrows and function keys in application mode, the keypad.
pub fn of_ss3(letter: u8) -> Option<KeyEvent> {
    let code = match letter {
        b'M' => KeyCode::Enter,
        b'j'..=b'y' => KeyCode::Char(char::from(letter - 0x40)),
        letter => of_letter(letter)?,
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

/// The arrows, Home, End and F1 to F4 by the letter that ends them, behind `ESC O` as behind `ESC [`.
pub fn of_letter(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn of_ascii(byte: u8) -> KeyEvent {
    let control = |c: u8| KeyEvent::new(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    match byte {
        b'\r' => KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE),
        0x7f => KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE),
        0 => control(b' '),
        0x01..=0x1a => control(byte - 1 + b'a'),
        0x1b => KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE),
        0x1c..=0x1f => control(byte - 0x1c + b'4'),
        _ => of_char(char::from(byte)),
    }
}
