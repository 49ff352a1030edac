//! Lines for a terminal that is not taken over: what `isnad print` writes to one.
//!
//! Nothing is asked: questions would mix with the lines. The environment alone says how rows are sent.

use super::detect::{Answers, Entry, Profile};
use super::encode::{Recipe, encode};
use super::grid::Slot;
use super::session::{Wishes, profile_of};
use crate::config::Environment;
use unicode_width::UnicodeWidthStr;

/// How lines are sent to the terminal at hand.
#[derive(Debug, Clone)]
pub struct Lines {
    profile: Profile,
    recipe: Recipe,
}

/// The columns of the terminal on standard output, if it is one.
pub fn columns() -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    (size.ws_col > 0).then_some(size.ws_col)
}

impl Lines {
    /// As this process's environment and the user's wishes say.
    pub fn of_process(wishes: &Wishes) -> Lines {
        Lines::of_profile(profile_of(&Answers::default(), &Environment::of_process(), wishes))
    }

    /// For a terminal that has been asked.
    pub fn of_profile(profile: Profile) -> Lines {
        let recipe = Recipe { encoding: profile.encoding, without_marks: profile.without_marks, ..Recipe::default() };
        Lines { profile, recipe }
    }

    /// What goes before the first line.
    pub const fn enter(&self) -> &'static str {
        match self.profile.entry {
            Entry::Explicit => "\x1b[8l",
            _ => "",
        }
    }

    /// What goes after the last line.
    pub const fn leave(&self) -> &'static str {
        match (self.profile.entry, self.profile.implicit_before) {
            (Entry::Explicit, true) => "\x1b[8h",
            _ => "",
        }
    }

    /// A line of visual cells as it is sent.
    pub fn encode<'a>(&self, symbols: impl Iterator<Item = &'a str>) -> String {
        let row: Vec<Slot> = symbols.map(|symbol| Slot::new(symbol, symbol.width() as u8)).collect();
        encode(&row, self.recipe).iter().map(|piece| piece.text.as_str()).collect()
    }
}
