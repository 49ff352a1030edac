//! The bytes that come from the terminal: keys, mouse, pasted text, and the answers of [`super::detect`] among them.
//!
//! [`Decoder`] is an incremental state machine over one stream, so that an answer is told from a key at the byte level,
//! whenever it comes and however it is split. That is why keys are not read by crossterm's reader, which hands late
//! answers on as keys; its event types are used throughout.

mod csi;
mod keys;
mod strings;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent};

use super::detect::Answer;

/// A control string longer than this is no answer.
const LONGEST_STRING: usize = 4096;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// One thing that came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// The mouse, columns and rows from 0, as the terminal reports them.
    Mouse(MouseEvent),
    /// Pasted text, line ends as `\n`.
    Paste(String),
    /// The window has the keys again.
    Focused,
    /// An answer to a question.
    Answer(Answer),
}

/// What the front of the buffer holds.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// So many bytes, and what they mean, if anything.
    Whole(usize, Option<Input>),
    /// The beginning of something.
    Part(Wait),
}

/// Why more bytes are awaited, and so for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// An escape that may be the key Esc: not for long.
    Escape,
    /// A character or sequence that was split on its way.
    Rest,
}

/// Bytes to inputs.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: Vec<u8>,
    paste: Option<Vec<u8>>,
    cursor_reports: u8,
    asking: bool,
}

impl Decoder {
    /// Questions have gone out: strings are awaited, and so many cursor reports, which look like the key F3.
    pub fn expect_answers(&mut self, cursor_reports: u8) {
        self.asking = true;
        self.cursor_reports = cursor_reports;
    }

    /// No answer is awaited any more. What still looks like one is dropped all the same.
    pub fn expect_nothing(&mut self) {
        self.asking = false;
        self.cursor_reports = 0;
    }

    /// Takes bytes in and gives what they complete.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.buffer.extend_from_slice(bytes);
        let mut inputs = Vec::new();
        loop {
            if self.paste.is_some() {
                match self.take_paste() {
                    Some(text) => inputs.push(Input::Paste(text)),
                    None => return inputs,
                }
            }
            if self.buffer.is_empty() {
                return inputs;
            }
            if self.buffer.starts_with(PASTE_START) {
                self.buffer.drain(..PASTE_START.len());
                self.paste = Some(Vec::new());
                continue;
            }
            match self.front() {
                Found::Whole(count, input) => {
                    self.buffer.drain(..count.clamp(1, self.buffer.len()));
                    if matches!(input, Some(Input::Answer(Answer::Cursor(_)))) {
                        self.cursor_reports = self.cursor_reports.saturating_sub(1);
                    }
                    inputs.extend(input);
                }
                Found::Part(_) if self.buffer.len() > LONGEST_STRING => self.buffer.clear(),
                Found::Part(_) => return inputs,
            }
        }
    }

    /// What is awaited, if anything.
    pub fn waits(&self) -> Option<Wait> {
        if self.paste.is_some() || self.buffer.is_empty() {
            return None;
        }
        match self.front() {
            Found::Part(wait) => Some(wait),
            Found::Whole(..) => None,
        }
    }

    /// Nothing more came in time: a lone escape is the key Esc, escape and a letter is Alt and that letter, and the
    /// beginning of anything else is dropped.
    pub fn give_up(&mut self) -> Vec<Input> {
        let buffer = std::mem::take(&mut self.buffer);
        match buffer.as_slice() {
            [0x1b] => vec![Input::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))],
            [0x1b, letter @ 0x20..=0x7e] => {
                vec![Input::Key(keys::with(keys::of_char(char::from(*letter)), KeyModifiers::ALT))]
            }
            _ => Vec::new(),
        }
    }

    fn front(&self) -> Found {
        match self.buffer.as_slice() {
            [0x1b] => Found::Part(Wait::Escape),
            [0x1b, b'['] | [0x1b, b'O'] => Found::Part(Wait::Escape),
            [0x1b, b'[', rest @ ..] => csi::parse(rest, self.cursor_reports > 0).after(2),
            [0x1b, b'O', letter, ..] => Found::Whole(3, keys::of_ss3(*letter).map(Input::Key)),
            [0x1b, b'P' | b']' | b'_' | b'^' | b'X'] => {
                Found::Part(if self.asking { Wait::Rest } else { Wait::Escape })
            }
            [0x1b, kind @ (b'P' | b']' | b'_' | b'^' | b'X'), rest @ ..] => strings::parse(*kind, rest).after(2),
            [0x1b, 0x1b, ..] => Found::Whole(1, Some(Input::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)))),
            [0x1b, rest @ ..] => keys::parse(rest, KeyModifiers::ALT).after(1),
            bytes => keys::parse(bytes, KeyModifiers::NONE),
        }
    }

    fn take_paste(&mut self) -> Option<String> {
        let text = self.paste.as_mut()?;
        text.append(&mut self.buffer);
        let end = text.windows(PASTE_END.len()).position(|window| window == PASTE_END)?;
        self.buffer = text.split_off(end + PASTE_END.len());
        text.truncate(end);
        let pasted = String::from_utf8_lossy(text).replace("\r\n", "\n").replace('\r', "\n");
        self.paste = None;
        Some(pasted)
    }
}

impl Found {
    /// The same, found so many bytes further on.
    fn after(self, by: usize) -> Found {
        match self {
            Found::Whole(count, input) => Found::Whole(count + by, input),
            part => part,
        }
    }
}

#[cfg(test)]
mod tests;
