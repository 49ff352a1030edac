//! What a terminal is and needs: the outcome of detection.

use super::Background;
use crate::tui::terminal::encode::Encoding;

/// What is sent on entry and undone on exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entry {
    /// Nothing.
    None,
    /// `CSI 8 l`: the program orders. A terminal that does not know it swallows it.
    #[default]
    Explicit,
    /// `CSI 8 h`: the terminal orders, which something before us has switched off.
    Implicit,
    /// mlterm's `use_ctl=false`.
    Mlterm,
    /// The same, handed on by GNU screen.
    MltermInScreen,
}

/// What the terminal makes of vowel marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marks {
    /// It draws them on their letter.
    #[default]
    Right,
    /// It drops them.
    Dropped,
    /// It draws them in the wrong place, or loses the letter: better left out.
    Broken,
}

/// How the terminal was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KnownBy {
    /// Not at all.
    #[default]
    Nothing,
    /// By the width of a left-to-right mark.
    Width,
    /// By an environment variable.
    Variable,
    /// By its own answer.
    Answer,
    /// By what its user saw in `isnad doctor`.
    EyeTest,
    /// The reader said so.
    Wish,
}

/// What the terminal at hand is and needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The terminal, in words: `VTE`, `Konsole in tmux`.
    pub name: String,
    /// What rows become before they are sent.
    pub encoding: Encoding,
    /// What is sent on entry.
    pub entry: Entry,
    /// Whether mode 8 was set and must be set again on exit.
    pub implicit_before: bool,
    /// What it makes of vowel marks.
    pub marks: Marks,
    /// Whether vowel marks are left out.
    pub without_marks: bool,
    /// The background, where it is known.
    pub background: Option<Background>,
    /// How it was told.
    pub known_by: KnownBy,
}

impl Profile {
    /// Whether a frame drawn for `other` must be drawn again for this one.
    pub fn draws_otherwise_than(&self, other: &Profile) -> bool {
        let light = |profile: &Profile| {
            profile.encoding == Encoding::SplitColour && profile.background == Some(Background::Light)
        };
        self.encoding != other.encoding
            || self.entry != other.entry
            || self.without_marks != other.without_marks
            || light(self) != light(other)
    }
}
