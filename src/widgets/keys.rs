//! The keys of a text field, as editors and shells have them, for programs that have no keys of their own for it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::caret::Motion;
use super::field::{Lines, TextField};

/// What a key did to a text field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a text that was copied goes to the program's clipboard"]
pub enum Pressed {
    /// Nothing: it is the program's (Enter of a single line, Esc, Tab, function keys).
    Unused,
    /// The caret moved, or something else is selected.
    Moved,
    /// It meant a change of the text.
    Edited,
    /// This was copied or cut: it belongs into the program's clipboard.
    Copied(String),
}

impl TextField {
    /// Takes a key. Letters are letters of any keyboard, arrows go where they point.
    ///
    /// | keys | what they do |
    /// | --- | --- |
    /// | `←` `→` `↑` `↓` | one cell, one row |
    /// | `Ctrl` or `Alt` and `←` `→` | one word |
    /// | `Home` `End`, `Ctrl+A` `Ctrl+E` | the ends of the row |
    /// | `Ctrl+Home` `Ctrl+End`, `PageUp` `PageDown` | the ends of the text, pages |
    /// | `Shift` with these, `Alt+A` | select; select all |
    /// | `Backspace` `Delete` | the mark or cluster before, the cluster after |
    /// | `Ctrl+W` `Alt+Backspace` `Ctrl+Backspace`, `Alt+D` `Ctrl+Delete` | the word before, after |
    /// | `Ctrl+U` `Ctrl+K` | to the beginning, to the end of the paragraph |
    /// | `Ctrl+Z` `Ctrl+Y` | undo, redo |
    /// | `Ctrl+C` `Ctrl+Insert`, `Ctrl+X` `Shift+Delete` | copy, cut |
    /// | `Enter` with anything, `Ctrl+J` | a new line, in a field of many |
    ///
    /// Pasted text is [`TextField::insert`]ed.
    ///
    /// ```
    /// use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    /// use isnad::widgets::{Pressed, TextField};
    /// let mut field = TextField::single();
    /// let press = |code, held| KeyEvent::new(code, held);
    /// assert_eq!(field.press(press(KeyCode::Char('س'), KeyModifiers::NONE)), Pressed::Edited);
    /// assert_eq!(field.press(press(KeyCode::Home, KeyModifiers::SHIFT)), Pressed::Moved);
    /// assert_eq!(field.press(press(KeyCode::Char('x'), KeyModifiers::CONTROL)), Pressed::Copied("س".to_owned()));
    /// assert_eq!(field.press(press(KeyCode::Enter, KeyModifiers::NONE)), Pressed::Unused);
    /// ```
    pub fn press(&mut self, key: KeyEvent) -> Pressed {
        if key.kind == KeyEventKind::Release {
            return Pressed::Unused;
        }
        if let Some(motion) = motion_of(key) {
            if key.modifiers.contains(KeyModifiers::SHIFT) {
                self.extend(motion)
            } else {
                self.go(motion)
            }
            return Pressed::Moved;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            // AltGr is Ctrl and Alt to some terminals: what it types is a letter.
            KeyCode::Char(c) if control == alt => self.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Char(c) if control => return self.control(c),
            KeyCode::Char('a' | 'ش') => {
                self.select_all();
                return Pressed::Moved;
            }
            KeyCode::Char('d' | 'ي') => self.delete_next_word(),
            KeyCode::Delete if key.modifiers.contains(KeyModifiers::SHIFT) => return copied(self.cut()),
            KeyCode::Insert if control => return copied(self.selected_text().map(str::to_owned)),
            KeyCode::Backspace if control || alt => self.delete_word(),
            KeyCode::Delete if control || alt => self.delete_next_word(),
            KeyCode::Backspace => self.backspace(),
            KeyCode::Delete => self.delete(),
            KeyCode::Enter if self.lines == Lines::Multi => self.newline(),
            _ => return Pressed::Unused,
        }
        Pressed::Edited
    }

    fn control(&mut self, letter: char) -> Pressed {
        match letter {
            'w' => self.delete_word(),
            'u' => self.kill_to_start(),
            'k' => self.kill_to_end(),
            'h' => self.backspace(),
            'z' => self.undo(),
            'y' => self.redo(),
            'j' if self.lines == Lines::Multi => self.newline(),
            'c' => return copied(self.selected_text().map(str::to_owned)),
            'x' => return copied(self.cut()),
            _ => return Pressed::Unused,
        }
        Pressed::Edited
    }
}

fn copied(text: Option<String>) -> Pressed {
    text.map_or(Pressed::Unused, Pressed::Copied)
}

/// The motion that `key` stands for, with or without Shift.
fn motion_of(key: KeyEvent) -> Option<Motion> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let only_control = control && !key.modifiers.contains(KeyModifiers::ALT);
    let by_word = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    Some(match key.code {
        KeyCode::Left if by_word => Motion::WordLeft,
        KeyCode::Right if by_word => Motion::WordRight,
        KeyCode::Home if control => Motion::TextStart,
        KeyCode::End if control => Motion::TextEnd,
        KeyCode::Char('a') if only_control => Motion::Home,
        KeyCode::Char('e') if only_control => Motion::End,
        KeyCode::Left => Motion::Left,
        KeyCode::Right => Motion::Right,
        KeyCode::Up => Motion::Up,
        KeyCode::Down => Motion::Down,
        KeyCode::PageUp => Motion::PageUp,
        KeyCode::PageDown => Motion::PageDown,
        KeyCode::Home => Motion::Home,
        KeyCode::End => Motion::End,
        _ => return None,
    })
}
