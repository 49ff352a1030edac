//! What is done at the terminal, as the screens hear of it: clicks that are double, notches of the wheel in rows.

use std::time::{Duration, Instant};

use crossterm::event::{KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};

use super::message::{Cell, Size};
use super::terminal::Event;

/// Two clicks within this time on one cell are a double click.
const DOUBLE: Duration = Duration::from_millis(400);
/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// Something that was done at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse was pressed at a cell.
    Click(Cell),
    /// The mouse was pressed twice at a cell.
    DoubleClick(Cell),
    /// The mouse was moved to a cell while it was pressed.
    Drag(Cell),
    /// The wheel was turned at a cell: so many rows down, or up where negative.
    Wheel(Cell, isize),
    /// The screen has a new size.
    Resize(Size),
    /// The terminal is gone.
    Closed,
    /// The terminal has the keys again: another program may have been at work meanwhile.
    Focused,
    /// Nothing that changes a screen; what is drawn may look another way now.
    Nothing,
}

/// The last click, to tell double ones.
#[derive(Debug, Default)]
pub struct Clicks {
    last: Option<(Cell, Instant)>,
}

impl Clicks {
    /// What an event means, after the clicks before it.
    pub fn input(&mut self, event: Event) -> Input {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => Input::Nothing,
            Event::Key(key) => Input::Key(key),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Paste(text) => Input::Paste(text),
            Event::Resize(size) => Input::Resize(Size { width: size.width, height: size.height }),
            Event::Redraw => Input::Nothing,
            Event::Focused => Input::Focused,
            Event::Closed => Input::Closed,
        }
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Input {
        let cell = Cell { x: mouse.column, y: mouse.row };
        match mouse.kind {
            MouseEventKind::ScrollDown => Input::Wheel(cell, NOTCH),
            MouseEventKind::ScrollUp => Input::Wheel(cell, -NOTCH),
            MouseEventKind::Down(MouseButton::Left) => {
                let now = Instant::now();
                let double = self.last.is_some_and(|(last, at)| last == cell && now - at < DOUBLE);
                self.last = (!double).then_some((cell, now));
                if double { Input::DoubleClick(cell) } else { Input::Click(cell) }
            }
            MouseEventKind::Drag(MouseButton::Left) => Input::Drag(cell),
            _ => Input::Nothing,
        }
    }
}
