//! What can happen to the doctor, and what it asks for.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use super::findings::Findings;
use crate::config::EyeTest;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A key.
    Key(KeyEvent),
    /// More was heard of the terminal, or its screen is another.
    Heard(Box<Findings>),
    /// What was seen was written, or why it was not.
    Kept(Result<PathBuf, String>),
    /// What was seen before is forgotten, or why it is not.
    Forgotten(Result<(), String>),
    /// The terminal is gone.
    Closed,
}

/// How the screen is to be sent from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// As the reader would.
    OfReader,
    /// As the terminal was found, nothing laid over it.
    Found,
    /// As the user has seen it.
    Seen(EyeTest),
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send the screen otherwise.
    Look(Look),
    /// Write what was seen in this terminal.
    Keep(EyeTest),
    /// Forget what was seen in this terminal.
    Forget,
    /// Stop the program.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Leave.
    Quit,
}
