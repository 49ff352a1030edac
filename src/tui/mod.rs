//! The reader: a model, what changes it, how it is drawn, and the terminal underneath.
//!
//! A key goes from [`terminal`] through `keymap` to `update`, which changes the `model` and returns effects; `outside`
//! performs them and answers with messages, which are updates again; `view` draws. Nothing is drawn that has not
//! changed, and nothing wakes the program but its user.

mod area;
mod command;
mod hit;
mod keymap;
mod message;
mod model;
mod outside;
mod page;
mod row;
mod sidebar;
pub mod terminal;
mod update;
mod view;
mod world;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::event::{KeyEventKind, MouseButton, MouseEvent, MouseEventKind};

use crate::article::Article;
use crate::claims::{self, Extraction};
use crate::config::Settings;
use crate::store::StoreError;
use message::{Cell, Effect, Message, Size};
use model::Model;
use outside::{Answer, Outside};
pub use terminal::NoTerminal;
use terminal::detect::Background;
use terminal::{Event, Session, Wishes};
use view::Ground;
use world::World;

/// Two clicks within this time on one cell are a double click.
const DOUBLE: Duration = Duration::from_millis(400);
/// Up to this many bytes of text, claims are found before the first screen: that takes less time than drawing twice.
const AT_ONCE: usize = 64 * 1024;
/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// Why the reader could not run, or not on.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no terminal to read in, or it failed.
    #[error(transparent)]
    Terminal(#[from] NoTerminal),
    /// The library cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> RunError {
        RunError::Terminal(error.into())
    }
}

/// Reads `article` until the user leaves.
///
/// # Errors
/// Where there is no terminal to read in, it fails while the reader runs, or the library cannot be used.
pub fn run(article: Article, settings: Settings) -> Result<(), RunError> {
    let wishes = Wishes { bidi: settings.bidi, harakat: settings.harakat, color: settings.color };
    let finding = find_claims(&article);
    let mut session = Session::open(&wishes)?;
    let size = session.size();
    let library = settings.library.clone();
    let mut model = Model::new(article, settings, Size { width: size.width, height: size.height });
    let mut started = update::start(&mut model);
    let mut world = World::new(&mut session, library);
    let mut clicks = Clicks::default();
    // A thread that panicked leaves the work, and the panic, to this one.
    if let Some(Ok(found)) = finding.map(JoinHandle::join) {
        started = update::update(&mut model, Message::Extracted(found));
    }
    draw(&mut world, &mut model)?;
    if work(&mut world, &mut model, started)? == Flow::Leave {
        return Ok(());
    }
    loop {
        let Some(event) = world.session.next(None)? else { continue };
        let Some(message) = message_of(event, &mut clicks) else { return Ok(()) };
        let effects = update::update(&mut model, message);
        draw(&mut world, &mut model)?;
        if work(&mut world, &mut model, effects)? == Flow::Leave {
            return Ok(());
        }
    }
}

/// Looks for the claims of a short article while the terminal is taken over and the page laid out.
fn find_claims(article: &Article) -> Option<JoinHandle<Extraction>> {
    if article.window.is_some() || article.text.len() > AT_ONCE {
        return None;
    }
    let article = article.clone();
    Some(thread::spawn(move || claims::extract(&article)))
}

/// Whether the reader goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    GoOn,
    Leave,
}

/// Performs effects and what follows from them, drawing after each answer.
fn work(world: &mut World<'_>, model: &mut Model, effects: Vec<Effect>) -> Result<Flow, RunError> {
    let mut waiting = VecDeque::from(effects);
    while let Some(effect) = waiting.pop_front() {
        match world.perform(effect, model) {
            Answer::Done => continue,
            Answer::Leave => return Ok(Flow::Leave),
            Answer::Fail(cause) => return Err(cause.into()),
            Answer::Tell(message) => waiting.extend(update::update(model, *message)),
        }
        draw(world, model)?;
    }
    Ok(Flow::GoOn)
}

/// Draws what may have changed.
fn draw(world: &mut World<'_>, model: &mut Model) -> io::Result<()> {
    if !std::mem::take(&mut model.dirty) {
        return Ok(());
    }
    let ground = match world.session.background() {
        Some(Background::Light) => Ground::Light,
        _ => Ground::Dark,
    };
    model.display = world.session.profile().encoding.name().to_owned();
    world.session.draw(|frame| {
        if let Some(cursor) = view::view(model, ground, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })
}

/// The last click, to tell double ones.
#[derive(Debug, Default)]
struct Clicks {
    last: Option<(Cell, Instant)>,
}

/// What an event means to the reader; nothing where the terminal is gone.
fn message_of(event: Event, clicks: &mut Clicks) -> Option<Message> {
    Some(match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => Message::Nothing,
        Event::Key(key) => Message::Key(key),
        Event::Mouse(mouse) => clicks.message(mouse),
        Event::Paste(text) => Message::Paste(text),
        Event::Resize(size) => Message::Resize(Size { width: size.width, height: size.height }),
        Event::Redraw => Message::Nothing,
        Event::Closed => return None,
    })
}

impl Clicks {
    fn message(&mut self, mouse: MouseEvent) -> Message {
        let cell = Cell { x: mouse.column, y: mouse.row };
        match mouse.kind {
            MouseEventKind::ScrollDown => Message::Wheel(cell, NOTCH),
            MouseEventKind::ScrollUp => Message::Wheel(cell, -NOTCH),
            MouseEventKind::Down(MouseButton::Left) => {
                let now = Instant::now();
                let double = self.last.is_some_and(|(last, at)| last == cell && now - at < DOUBLE);
                self.last = (!double).then_some((cell, now));
                if double { Message::DoubleClick(cell) } else { Message::Click(cell) }
            }
            _ => Message::Nothing,
        }
    }
}
