//! CSI sequences: arrows and function keys with modifiers, the mouse (SGR), and answers.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::keys::of_letter;
use super::{Found, Input, Wait};
use crate::tui::terminal::detect::Answer;

/// What follows `ESC [`. `cursor` says whether a cursor report is awaited, which the key F3 looks like.
pub fn parse(bytes: &[u8], cursor: bool) -> Found {
    // The Linux console's F1 to F5.
    if let [b'[', rest @ ..] = bytes {
        return match rest.first() {
            Some(letter @ b'A'..=b'E') => whole(2, Some(key(KeyCode::F(letter - b'A' + 1), KeyModifiers::NONE))),
            Some(_) => whole(2, None),
            None => Found::Part(Wait::Rest),
        };
    }
    let Some(length) = bytes.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        return Found::Part(Wait::Rest);
    };
    let (body, last) = (&bytes[..length], bytes[length]);
    // An old mouse report: three bytes more. It is not asked for.
    if last == b'M' && body.is_empty() {
        return if bytes.len() < length + 4 { Found::Part(Wait::Rest) } else { whole(length + 4, None) };
    }
    if !(0x40..=0x7e).contains(&last) {
        // Cut short by something else, which begins here.
        return whole(length, None);
    }
    whole(length + 1, meaning(body, last, cursor))
}

fn whole(count: usize, input: Option<Input>) -> Found {
    Found::Whole(count, input)
}

fn meaning(body: &[u8], last: u8, cursor: bool) -> Option<Input> {
    let body = std::str::from_utf8(body).ok()?;
    if let Some(report) = body.strip_prefix('<') {
        return mouse(report, last).map(Input::Mouse);
    }
    if let Some(numbers) = body.strip_prefix('>') {
        return (last == b'c').then(|| Input::Answer(Answer::Secondary(numbers.to_owned())));
    }
    if body.starts_with('?') {
        return (last == b'c').then_some(Input::Answer(Answer::Fence));
    }
    if body.is_empty() && last == b'I' {
        return Some(Input::Focused);
    }
    let numbers: Vec<u16> = body.trim_end_matches('$').split(';').map(first_number).collect();
    if last == b'y' && body.ends_with('$') {
        return Some(Input::Answer(Answer::Mode(*numbers.first()?, *numbers.get(1)? as u8)));
    }
    if last == b'R' && numbers.len() == 2 && cursor {
        return Some(Input::Answer(Answer::Cursor(numbers[1])));
    }
    function_key(&numbers, last)
}

/// The number before a colon; 0 where there is none.
fn first_number(field: &str) -> u16 {
    field.split(':').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn function_key(numbers: &[u16], last: u8) -> Option<Input> {
    let first = numbers.first().copied().unwrap_or(0);
    let held = modifiers(numbers.get(1).copied().unwrap_or(1));
    let code = match last {
        b'Z' => return Some(key(KeyCode::BackTab, KeyModifiers::SHIFT)),
        // urxvt: Shift and an arrow.
        b'a' => return Some(key(KeyCode::Up, KeyModifiers::SHIFT)),
        b'b' => return Some(key(KeyCode::Down, KeyModifiers::SHIFT)),
        b'c' => return Some(key(KeyCode::Right, KeyModifiers::SHIFT)),
        b'd' => return Some(key(KeyCode::Left, KeyModifiers::SHIFT)),
        b'~' if first == 27 => return character(numbers.get(2).copied()?, held),
        b'~' => numbered(first)?,
        // urxvt: Ctrl and a numbered key.
        b'^' => return Some(key(numbered(first)?, KeyModifiers::CONTROL)),
        b'u' => return character(first, held),
        letter => of_letter(letter)?,
    };
    Some(key(code, held))
}

fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28 | 29 => KeyCode::F(number as u8 - 13),
        31..=34 => KeyCode::F(number as u8 - 14),
        _ => return None,
    })
}

/// A character with its modifiers (xterm's modifyOtherKeys, kitty's protocol).
fn character(code: u16, held: KeyModifiers) -> Option<Input> {
    let code = match code {
        9 if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        other => KeyCode::Char(char::from_u32(u32::from(other)).filter(|c| !c.is_control())?),
    };
    Some(key(code, held))
}

/// xterm's number for modifiers: one more than a sum of bits.
fn modifiers(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let known =
        [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL), (8, KeyModifiers::SUPER)];
    known.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect()
}

fn key(code: KeyCode, held: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, held))
}

/// An SGR mouse report: `button;column;row`, then `M` pressed or `m` released.
fn mouse(report: &str, last: u8) -> Option<MouseEvent> {
    let mut numbers = report.split(';').map(str::parse::<u16>);
    let (bits, column, row) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    let button = match bits & 3 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (bits & 64 != 0, bits & 32 != 0, last) {
        (true, ..) => match bits & 3 {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            2 => MouseEventKind::ScrollLeft,
            _ => MouseEventKind::ScrollRight,
        },
        (_, true, _) if bits & 3 == 3 => MouseEventKind::Moved,
        (_, true, _) => MouseEventKind::Drag(button),
        (.., b'm') => MouseEventKind::Up(button),
        (.., b'M') => MouseEventKind::Down(button),
        _ => return None,
    };
    let held = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let modifiers = held.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect();
    Some(MouseEvent { kind, column: column.checked_sub(1)?, row: row.checked_sub(1)?, modifiers })
}
