//! Entering and leaving: what is written on the way in, what undoes it, and the change from the guess to what is known.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::time::Instant;

use ratatui::backend::Backend;
use ratatui::layout::Size;
use rustix::termios;

use super::{Asking, Event, Session, Wishes};
use crate::config::{ColorWish, Environment};
use crate::tui::terminal::backend::{Rows, Sending};
use crate::tui::terminal::detect::{self, Answers, Background, Entry, OuterTerminal, Profile};
use crate::tui::terminal::encode::Recipe;

const ENTER_SCREEN: &str = "\x1b[?1049h";
/// Pasted text in brackets, whether the window has the keys, the mouse (buttons and dragging, SGR reports), no cursor.
const ENTER_MODES: &str = "\x1b[?2004h\x1b[?1004h\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?25l";
const LEAVE_MODES: &str = "\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l";
const LEAVE_SCREEN: &str = "\x1b[?25h\x1b[?1049l";

/// mlterm's own ordering: off, on.
pub(super) const MLTERM_OFF: &str = "\x1b]5379;use_ctl=false\x07";
pub(super) const MLTERM_ON: &str = "\x1b]5379;use_ctl=true\x07";
/// The same through GNU screen, which hands the inside of a DCS on.
pub(super) const MLTERM_OFF_IN_SCREEN: &str = "\x1bP\x1b]5379;use_ctl=false\x07\x1b\\";
pub(super) const MLTERM_ON_IN_SCREEN: &str = "\x1bP\x1b]5379;use_ctl=true\x07\x1b\\";

/// Whether the terminal is asked who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Questions {
    /// It may be another one than before.
    Ask,
    /// It is the same as before.
    Spare,
}

impl Session {
    /// Raw mode now; everything else with the next frame, in one write: the alternate screen, the questions (before
    /// `CSI 8 l`, since they ask how mode 8 was; before the clear, since they leave traces), the entry, the modes.
    pub(super) fn enter(&mut self, questions: Questions) -> io::Result<()> {
        self.keeper.raw()?;
        let mut bytes = ENTER_SCREEN.to_owned();
        // The Linux console prints parts of what it does not know.
        if questions == Questions::Ask && self.environment.term() != "linux" {
            self.answers = Answers::default();
            self.asking = Some(Asking::default());
            self.decoder.expect_answers(detect::CURSOR_REPORTS);
            bytes.push_str(detect::QUESTIONS);
        }
        bytes.push_str(enter(self.profile.entry));
        bytes.push_str(ENTER_MODES);
        self.keeper.leave_with(leave_screen(&self.profile));
        let backend = self.terminal.backend_mut();
        backend.before_next_frame(bytes.as_bytes());
        backend.redraw();
        Ok(())
    }

    /// The questions have gone out with a frame: the clock runs.
    pub(super) fn questions_are_out(&mut self) {
        let Some(asking) = &mut self.asking else { return };
        if asking.since.is_none() {
            asking.since = Some(Instant::now());
            asking.outer = self.environment.has("TMUX").then(OuterTerminal::ask).flatten();
        }
    }

    /// Sends the frame again after the screen was out of sight, and says so.
    pub(super) fn back(&mut self) -> io::Result<()> {
        self.measure()?;
        self.terminal.backend_mut().flush()?;
        self.questions_are_out();
        self.queue.push_back(Event::Redraw);
        Ok(())
    }

    /// Takes the terminal over again after the program was stopped and continued by somebody else.
    pub(super) fn come_back(&mut self) -> io::Result<()> {
        self.enter(Questions::Ask)?;
        self.back()
    }

    /// Asks for the size of the screen, and says so if it is another one.
    pub(super) fn measure(&mut self) -> io::Result<()> {
        let size = size_of(self.keeper.screen())?;
        if size != self.terminal.backend().size()? {
            self.terminal.backend_mut().resize(size);
            self.queue.retain(|event| !matches!(event, Event::Resize(_)));
            self.queue.push_back(Event::Resize(size));
        }
        Ok(())
    }

    /// Decides anew by the answers there are. Where another encoding or entry comes out, the frame is sent again.
    pub(super) fn decide(&mut self) -> io::Result<()> {
        let profile = profile_of(&self.answers, &self.environment, &self.wishes);
        if profile == self.profile {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.profile, profile);
        self.keeper.leave_with(leave_screen(&self.profile));
        if self.profile.draws_otherwise_than(&before) {
            let sending = sending(&self.profile, &self.wishes, &self.environment);
            let backend = self.terminal.backend_mut();
            // Rows that were sent in an encoding of their own were chosen for the profile before.
            backend.send_rows(Rows::default());
            if before.entry != self.profile.entry {
                // The guess did not know how mode 8 was; the terminal has said so since.
                let implicit_before = before.implicit_before || self.answers.bdsm == Some(1);
                let change = [leave(&Profile { implicit_before, ..before }), enter(self.profile.entry)].concat();
                backend.before_next_frame(change.as_bytes());
            }
            backend.send_as(sending);
            backend.flush()?;
        }
        self.queue.push_back(Event::Redraw);
        Ok(())
    }
}

/// What the terminal is taken for: what was found, what its user saw, what is wished, each over the one before.
pub fn profile_of(answers: &Answers, environment: &Environment, wishes: &Wishes) -> Profile {
    let found = detect::decide(answers, environment);
    let seen = wishes.terminals.find(&detect::identity(answers, environment));
    detect::wished(detect::remembered(found, seen, answers), wishes.bidi, wishes.harakat, answers)
}

/// How frames are sent to the terminal of `profile`.
pub fn sending(profile: &Profile, wishes: &Wishes, environment: &Environment) -> Sending {
    let recipe = Recipe {
        encoding: profile.encoding,
        without_marks: profile.without_marks,
        light: profile.background == Some(Background::Light),
    };
    let without_color = match wishes.color {
        ColorWish::Auto => environment.has("NO_COLOR"),
        ColorWish::Always => false,
        ColorWish::Never => true,
    };
    Sending { recipe, without_color }
}

/// Where keys come from: standard input, or the terminal itself where that is a file or a pipe.
pub fn keys_from() -> io::Result<OwnedFd> {
    if io::stdin().is_terminal() {
        return Ok(rustix::io::dup(rustix::stdio::stdin())?);
    }
    Ok(File::options().read(true).write(true).open("/dev/tty")?.into())
}

/// The size of the terminal; 80×24 where it does not say.
pub fn size_of(screen: impl AsFd) -> io::Result<Size> {
    let size = termios::tcgetwinsize(screen)?;
    if size.ws_col == 0 || size.ws_row == 0 {
        return Ok(Size::new(80, 24));
    }
    Ok(Size::new(size.ws_col, size.ws_row))
}

const fn enter(entry: Entry) -> &'static str {
    match entry {
        Entry::None => "",
        Entry::Explicit => "\x1b[8l",
        Entry::Implicit => "\x1b[8h",
        Entry::Mlterm => MLTERM_OFF,
        Entry::MltermInScreen => MLTERM_OFF_IN_SCREEN,
    }
}

fn leave(profile: &Profile) -> &'static str {
    match profile.entry {
        Entry::Explicit if profile.implicit_before => "\x1b[8h",
        Entry::Implicit => "\x1b[8l",
        Entry::Mlterm => MLTERM_ON,
        Entry::MltermInScreen => MLTERM_ON_IN_SCREEN,
        Entry::None | Entry::Explicit => "",
    }
}

fn leave_screen(profile: &Profile) -> Vec<u8> {
    [LEAVE_MODES, leave(profile), LEAVE_SCREEN].concat().into_bytes()
}
