//! The reader: a model, what changes it, how it is drawn, and the terminal underneath.
//!
//! A key goes from [`terminal`] through `keymap` to `update`, which changes the `model` and returns effects; `outside`
//! performs them and answers with messages, which are updates again; `view` draws. Nothing is drawn that has not
//! changed, and nothing wakes the program but its user.

mod area;
mod command;
mod corrections;
pub mod doctor;
mod drift;
mod focus;
mod hit;
mod keymap;
mod marked;
mod message;
mod model;
mod options;
mod outside;
mod page;
mod row;
mod selection;
mod sheet;
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
use crate::config::{ColorWish, Settings, ThemeWish};
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
/// At most so many events that wait are taken in before the screen is drawn.
const MOST_EVENTS: usize = 64;
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
    let wishes = Wishes::of(&settings);
    let finding = find_claims(&article, settings.overlay);
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
    let mut flow = turn(&mut world, &mut model, started)?;
    while flow == Flow::GoOn {
        let (effects, is_gone) = take_in(&mut world, &mut model, &mut clicks)?;
        let done = turn(&mut world, &mut model, effects);
        // A terminal that is gone cannot be drawn on, which is no failure.
        flow = if is_gone { Flow::Leave } else { done? };
    }
    Ok(())
}

/// Sleeps until something happens, and takes in what waits with it, up to what asks for something to be done: a key that
/// is held down must not go on after it was let go. Says what is to be done, and whether the terminal is gone.
fn take_in(world: &mut World<'_>, model: &mut Model, clicks: &mut Clicks) -> io::Result<(Vec<Effect>, bool)> {
    let mut patience = None;
    for _ in 0..MOST_EVENTS {
        let Some(event) = world.session.next(patience)? else { break };
        patience = Some(Duration::ZERO);
        let is_gone = event == Event::Closed;
        let effects = update::update(model, message_of(event, clicks));
        if is_gone || !effects.is_empty() {
            return Ok((effects, is_gone));
        }
    }
    Ok((Vec::new(), false))
}

/// Looks for the claims of a short article while the terminal is taken over and the page laid out.
fn find_claims(article: &Article, overlay: Option<claims::Overlay>) -> Option<JoinHandle<Extraction>> {
    if article.window.is_some() || article.text.len() > AT_ONCE {
        return None;
    }
    let article = article.clone();
    Some(thread::spawn(move || claims::extract_with(&article, overlay)))
}

/// Whether the reader goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    GoOn,
    Leave,
}

/// Draws, then performs effects and what follows from them, drawing after each answer. What is to be saved is saved
/// even where nothing can be drawn any more.
fn turn(world: &mut World<'_>, model: &mut Model, effects: Vec<Effect>) -> Result<Flow, RunError> {
    let mut waiting = VecDeque::from(effects);
    let mut drawn = draw(world, model);
    while let Some(effect) = waiting.pop_front() {
        match world.perform(effect, model) {
            Answer::Done => continue,
            Answer::Leave => return Ok(Flow::Leave),
            Answer::Fail(cause) => return Err(cause.into()),
            Answer::Tell(message) => waiting.extend(update::update(model, *message)),
        }
        drawn = drawn.and_then(|()| draw(world, model));
    }
    drawn?;
    Ok(Flow::GoOn)
}

/// Draws what may have changed.
fn draw(world: &mut World<'_>, model: &mut Model) -> io::Result<()> {
    if !std::mem::take(&mut model.dirty) {
        return Ok(());
    }
    fit(model, world.session.size());
    world.session.wish_harakat(model.settings.view.harakat)?;
    let ground = match (model.settings.view.theme, world.session.background()) {
        // Without colours attributes stand for all, and those are the dark ground's.
        _ if model.settings.color == ColorWish::Never => Ground::Dark,
        (ThemeWish::Light, _) | (ThemeWish::Auto, Some(Background::Light)) => Ground::Light,
        _ => Ground::Dark,
    };
    model.display = world.session.profile().encoding.name().to_owned();
    world.session.draw(|frame| {
        if let Some(cursor) = view::view(model, ground, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })
}

/// Lays the reader out on the screen that there is now: while an editor had the terminal, or the program was stopped, it
/// may have become another one, and the event that says so waits behind others.
fn fit(model: &mut Model, size: ratatui::layout::Size) {
    let size = Size { width: size.width, height: size.height };
    if size != model.size {
        update::update(model, Message::Resize(size));
        model.dirty = false;
    }
}

/// The last click, to tell double ones.
#[derive(Debug, Default)]
struct Clicks {
    last: Option<(Cell, Instant)>,
}

/// What an event means to the reader.
fn message_of(event: Event, clicks: &mut Clicks) -> Message {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => Message::Nothing,
        Event::Key(key) => Message::Key(key),
        Event::Mouse(mouse) => clicks.message(mouse),
        Event::Paste(text) => Message::Paste(text),
        Event::Resize(size) => Message::Resize(Size { width: size.width, height: size.height }),
        Event::Redraw => Message::Nothing,
        Event::Closed => Message::Closed,
    }
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
            MouseEventKind::Drag(MouseButton::Left) => Message::Drag(cell),
            _ => Message::Nothing,
        }
    }
}
