//! The session: takes the terminal over, draws and listens, and gives the terminal back.
//!
//! Drawing comes first. The profile is guessed from the environment, the questions go out in the same write as the
//! first frame, and when the answers show another terminal than the guess, the frame is sent again in its encoding.

mod entry;
mod listen;

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{self, PipeReader};
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Instant;

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::Frame;
use ratatui::layout::Size;
use rustix::termios;

use super::backend::{Order, RowBackend, RowSending, Rows, Screen};
use super::detect::{Answers, Background, Entry, OuterTerminal, Profile};
use super::input::Decoder;
use super::keeper::{FrameWriter, Keeper, Unread};
use super::signals;
use crate::config::{BidiWish, ColorWish, Environment, HarakatWish, Settings, Terminals};
use entry::Questions;
pub use entry::profile_of;

/// What the reader wishes of the session.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// How rows are sent.
    pub bidi: BidiWish,
    /// What becomes of vowel marks.
    pub harakat: HarakatWish,
    /// Whether colours are sent.
    pub color: ColorWish,
    /// What was seen in terminals before.
    pub terminals: Terminals,
}

impl Wishes {
    /// Those of the settings, with what was seen in terminals before, where that may count. A file that cannot be read is
    /// for `isnad doctor` to complain of.
    pub fn of(settings: &Settings) -> Wishes {
        let counts = settings.bidi == BidiWish::Auto || settings.view.harakat == HarakatWish::Auto;
        let path = settings.terminals.as_deref().filter(|_| counts);
        let terminals = path.and_then(|path| Terminals::read(path).ok()).unwrap_or_default();
        Wishes { bidi: settings.bidi, harakat: settings.view.harakat, color: settings.color, terminals }
    }
}

/// Whether the terminal's own ordering, where it is one for the whole screen (mlterm), is on while rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// As the profile has it.
    AsEver,
    /// On.
    TerminalOrders,
}

/// Why there can be no session.
#[derive(Debug, thiserror::Error)]
pub enum NoTerminal {
    /// Standard output is a file or a pipe.
    #[error("standard output is not a terminal; `isnad print` writes to files and pipes")]
    NotATerminal,
    /// `TERM=dumb`.
    #[error("the terminal cannot place text on the screen (TERM=dumb); `isnad print` needs none")]
    Dumb,
    /// Standard input is no terminal, and there is no other to read keys from.
    #[error("there is no terminal to read keys from: {0}")]
    NoKeys(#[source] io::Error),
    /// The terminal does not let itself be set.
    #[error("the terminal cannot be set up: {0}")]
    Io(#[from] io::Error),
}

/// What the reader of the screen did, or what happened to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key.
    Key(KeyEvent),
    /// The mouse; the column is the one that is seen.
    Mouse(MouseEvent),
    /// Pasted text, line ends as `\n`.
    Paste(String),
    /// The screen has another size.
    Resize(Size),
    /// The profile is another one, or the screen was out of sight. What was drawn has been sent again.
    Redraw,
    /// The terminal has the keys again, after another window had them.
    Focused,
    /// The terminal is gone.
    Closed,
}

impl Event {
    /// The same event as crossterm has it, for a program that draws through ratatui's `CrosstermBackend` at times; nothing
    /// for a loss of focus.
    pub fn from_crossterm(event: crossterm::event::Event) -> Option<Event> {
        use crossterm::event::Event as Theirs;
        Some(match event {
            Theirs::Key(key) => Event::Key(key),
            Theirs::Mouse(mouse) => Event::Mouse(mouse),
            Theirs::Paste(text) => Event::Paste(text),
            Theirs::Resize(width, height) => Event::Resize(Size::new(width, height)),
            Theirs::FocusGained => Event::Focused,
            Theirs::FocusLost => return None,
        })
    }
}

/// What a terminal has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its answers.
    pub answers: Answers,
    /// What it is taken for.
    pub profile: Profile,
    /// The size of its screen.
    pub size: Size,
}

/// A terminal taken over. Dropping it gives the terminal back.
///
/// It stands in the place of ratatui's `Terminal` and of crossterm's event reader in any program whose widgets draw
/// right-to-left text in visual order (see [`widgets`](crate::widgets)): it asks the terminal who it is and sends each row
/// in the encoding in which that terminal shows it so. Raw mode, the alternate screen, the mouse and bracketed paste are
/// on; Ctrl-Z, panics and signals leave the terminal as it was.
///
/// ```no_run
/// use isnad::tui::terminal::{Event, Session, Wishes};
/// use isnad::widgets::BidiParagraph;
///
/// let mut session = Session::open(&Wishes::default())?;
/// loop {
///     session.draw(|frame| frame.render_widget(BidiParagraph::new("قال (NATO) لا"), frame.area()))?;
///     if matches!(session.next(None)?, Some(Event::Key(_) | Event::Closed)) {
///         break;
///     }
/// }
/// # anyhow::Ok(())
/// ```
#[derive(Debug)]
pub struct Session {
    terminal: Screen<FrameWriter>,
    keeper: Arc<Keeper>,
    keys: OwnedFd,
    told: PipeReader,
    decoder: Decoder,
    waiting_since: Option<Instant>,
    queue: VecDeque<Event>,
    wishes: Wishes,
    environment: Environment,
    answers: Answers,
    profile: Profile,
    asking: Option<Asking>,
}

/// The round trip that is under way.
#[derive(Debug, Default)]
struct Asking {
    /// When the questions went out; nothing until the first frame is drawn.
    since: Option<Instant>,
    outer: Option<OuterTerminal>,
    /// The time is up, and it was decided without the rest.
    late: bool,
}

impl Session {
    /// Takes the terminal over. Nothing is written before the first [`Session::draw`].
    ///
    /// # Errors
    /// Where standard output is no terminal or a dumb one, or no keys can be read.
    pub fn open(wishes: &Wishes) -> Result<Session, NoTerminal> {
        let stdout = rustix::stdio::stdout();
        if !termios::isatty(stdout) {
            return Err(NoTerminal::NotATerminal);
        }
        let screen = File::from(rustix::io::dup(stdout).map_err(io::Error::from)?);
        Session::open_on(screen, wishes)
    }

    /// Takes the terminal over for as long as it takes to answer, and gives what it says: also where standard output is
    /// a file or a pipe, if there is a terminal behind the program.
    ///
    /// # Errors
    /// Where there is no terminal, or a dumb one.
    pub fn ask(wishes: &Wishes) -> Result<Asked, NoTerminal> {
        let terminal = File::options().read(true).write(true).open("/dev/tty").map_err(NoTerminal::NoKeys)?;
        let mut session = Session::open_on(terminal, wishes)?;
        session.draw(|_| {})?;
        while !session.is_settled() {
            if session.next(None)? == Some(Event::Closed) {
                break;
            }
        }
        let size = session.size();
        Ok(Asked { answers: session.answers.clone(), profile: session.profile.clone(), size })
    }

    fn open_on(screen: File, wishes: &Wishes) -> Result<Session, NoTerminal> {
        let environment = Environment::of_process();
        if environment.term() == "dumb" {
            return Err(NoTerminal::Dumb);
        }
        let keys = entry::keys_from().map_err(NoTerminal::NoKeys)?;
        let size = entry::size_of(&screen)?;
        let (keeper, told) = Keeper::new(screen, keys.try_clone()?)?;
        signals::watch()?;
        let answers = Answers::default();
        let profile = entry::profile_of(&answers, &environment, wishes);
        let sending = entry::sending(&profile, wishes, &environment);
        let backend = RowBackend::new(FrameWriter(Arc::clone(&keeper)), size, sending);
        let mut session = Session {
            terminal: Screen::new(backend)?,
            keeper,
            keys,
            told,
            decoder: Decoder::default(),
            waiting_since: None,
            queue: VecDeque::new(),
            wishes: wishes.clone(),
            environment,
            answers,
            profile,
            asking: None,
        };
        session.enter(Questions::Ask)?;
        Ok(session)
    }

    /// What the terminal is taken for.
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Leaves vowel marks out, or no longer, from now on.
    pub fn wish_harakat(&mut self, harakat: HarakatWish) -> io::Result<()> {
        if std::mem::replace(&mut self.wishes.harakat, harakat) == harakat {
            return Ok(());
        }
        self.decide()
    }

    /// What the terminal has answered.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Whether all that will be heard of the terminal was heard, or it was decided without the rest.
    pub fn is_settled(&self) -> bool {
        self.asking.as_ref().is_none_or(|asking| asking.late)
    }

    /// Heeds other wishes from now on; what they change is sent again at once. Colours stay.
    pub fn wish(&mut self, wishes: Wishes) -> io::Result<()> {
        self.wishes = wishes;
        self.decide()
    }

    /// Sends single rows otherwise than the rest, from the next frame on.
    pub fn send_rows(&mut self, rows: BTreeMap<u16, RowSending>, whole: Whole) {
        let rest = match self.profile.entry {
            Entry::Explicit => Order::Explicit,
            Entry::None | Entry::Implicit | Entry::Mlterm | Entry::MltermInScreen => Order::Implicit,
        };
        let before = match (self.profile.entry, whole) {
            (Entry::Mlterm, Whole::AsEver) => entry::MLTERM_OFF,
            (Entry::Mlterm, Whole::TerminalOrders) => entry::MLTERM_ON,
            (Entry::MltermInScreen, Whole::AsEver) => entry::MLTERM_OFF_IN_SCREEN,
            (Entry::MltermInScreen, Whole::TerminalOrders) => entry::MLTERM_ON_IN_SCREEN,
            _ => "",
        };
        self.terminal.backend_mut().send_rows(Rows { rows, rest, before });
    }

    /// Whether the background is dark or light, once that is known.
    pub const fn background(&self) -> Option<Background> {
        self.profile.background
    }

    /// The size of the screen.
    pub fn size(&self) -> Size {
        self.terminal.size().unwrap_or_default()
    }

    /// Draws a frame; what has not changed is not sent.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(render)?;
        self.questions_are_out();
        Ok(())
    }

    /// Stops the program as Ctrl-Z does; returns when it is continued, everything sent again. Where no shell would
    /// continue it, nothing happens.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.part();
        self.keeper.restore(Unread::Keep);
        if signals::stop() {
            // The signal that continues us is also told; hearing of it twice would draw twice.
            self.wait_for_continue();
        }
        self.enter(Questions::Ask)?;
        self.back()
    }

    /// Gives the terminal to another program (an editor) while `run` lasts, and takes it back.
    pub fn run_outside<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        self.part();
        self.keeper.set_outside(true);
        self.keeper.restore(Unread::Keep);
        let result = run();
        self.keeper.set_outside(false);
        self.forget_told();
        self.enter(Questions::Spare)?;
        self.back()?;
        Ok(result)
    }

    /// Writes, at once, a sequence that changes nothing on the screen, such as the clipboard's (OSC 52).
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.keeper.write(sequence.as_bytes())
    }

    /// Clears the screen and sends everything again with the next frame.
    pub fn redraw(&mut self) {
        self.terminal.backend_mut().redraw();
    }

    /// Whether the terminal can be thought to take text for a clipboard (OSC 52): the Linux console has none.
    pub fn has_clipboard(&self) -> bool {
        self.environment.term() != "linux"
    }

    /// Gives the terminal back. Dropping does the same.
    pub fn close(self) {}
}

impl Drop for Session {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.part();
        }
        self.keeper.restore(Unread::Keep);
        signals::left();
    }
}
