//! Runs a screen in either of two ways, for the examples.
//!
//! By default in a [`Session`]: it finds out which terminal this is and sends each row so that Arabic stands there as it
//! was laid out. With `--plain` through ratatui's own `CrosstermBackend`, which sends cells as they are: right in terminals
//! that leave the order alone (xterm, foot, Alacritty, st …), turned round in those that order by themselves (VTE,
//! Konsole, mlterm …).

use std::io::stdout;
use std::ops::ControlFlow;

use isnad::tui::terminal::{Event, Session, Wishes};
use ratatui::Frame;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, read,
};
use ratatui::crossterm::execute;

/// What an example draws, and what it makes of events.
pub trait Screen {
    /// Draws everything.
    fn draw(&mut self, frame: &mut Frame);
    /// Takes an event; breaks to leave.
    fn on(&mut self, event: Event) -> ControlFlow<()>;
}

/// Draws and listens until the screen breaks off or the terminal is gone.
pub fn run(screen: &mut impl Screen) -> anyhow::Result<()> {
    if std::env::args().any(|argument| argument == "--plain") { plain(screen) } else { in_session(screen) }
}

fn in_session(screen: &mut impl Screen) -> anyhow::Result<()> {
    let mut session = Session::open(&Wishes::default())?;
    loop {
        session.draw(|frame| screen.draw(frame))?;
        let Some(event) = session.next(None)? else { continue };
        if event == Event::Closed || screen.on(event).is_break() {
            return Ok(());
        }
    }
}

fn plain(screen: &mut impl Screen) -> anyhow::Result<()> {
    ratatui::run(|terminal| {
        execute!(stdout(), EnableMouseCapture, EnableBracketedPaste)?;
        loop {
            terminal.draw(|frame| screen.draw(frame))?;
            let event = Event::from_crossterm(read()?);
            if event.is_some_and(|event| screen.on(event).is_break()) {
                break;
            }
        }
        execute!(stdout(), DisableBracketedPaste, DisableMouseCapture)?;
        Ok(())
    })
}
