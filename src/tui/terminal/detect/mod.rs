//! Which terminal is this, and what must it be sent?
//!
//! One round trip: [`QUESTIONS`] go out before the first frame, closed by DA1, which every terminal answers and answers
//! last. Until then [`decide`] works from the environment alone; each answer makes it surer. The rules are those of
//! measured terminals: the multiplexer first, an answer before a variable.

mod answers;
mod background;
mod decide;
mod identity;
mod profile;
mod tmux;

pub use answers::{Answer, Answers, Background};
pub use decide::{decide, remembered, wished};
pub use identity::identity;
pub use profile::{Entry, KnownBy, Marks, Profile};
pub use tmux::OuterTerminal;

/// What is asked, in one write, on the alternate screen and before it is cleared.
///
/// XTVERSION, DA2, DECRQM of mode 8 (BDSM), XTGETTCAP of the terminal's name and of kitty's font, the background
/// (OSC 11), two width tests in row 1 (does a left-to-right mark take a column, does OSC 66 work), and DA1, the fence.
pub const QUESTIONS: &str = concat!(
    "\x1b[>q",
    "\x1b[>c",
    "\x1b[8$p",
    "\x1bP+q544e\x1b\\",
    "\x1bP+q6b697474792d71756572792d666f6e745f66616d696c79\x1b\\",
    "\x1b]11;?\x1b\\",
    "\x1b[H\x1b[2KX\u{200E}\x1b[6n",
    "\r\x1b[2K\x1b]66;w=2; \x1b\\\x1b[6n",
    "\r\x1b[2K",
    "\x1b[c",
);

/// How many cursor reports [`QUESTIONS`] ask for.
pub const CURSOR_REPORTS: u8 = 2;

#[cfg(test)]
mod tests;
