//! The reader: a model, what changes it, how it is drawn, and the terminal underneath. `app` leads from the reader to the
//! screens of the library (`library`) and back.
//!
//! A key goes from [`terminal`] through `keymap` to `update`, which changes the `model` and returns effects; `outside`
//! performs them and answers with messages, which are updates again; `view` draws. Nothing is drawn that has not
//! changed, and nothing wakes the program but its user.

mod app;
mod area;
mod command;
mod corrections;
pub mod doctor;
mod drift;
mod events;
mod exporting;
mod focus;
mod hit;
mod keymap;
mod library;
mod marked;
mod message;
mod model;
mod options;
mod outside;
mod page;
mod row;
mod selection;
mod sheet;
mod shelf;
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
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::article::Article;
use crate::claims::{self, Extraction};
use crate::config::{ColorWish, Settings, ThemeWish};
use crate::store::StoreError;
use app::{App, Screen};
use events::{Clicks, Input};
use library::{Entrance, Shelves, Tab};
use message::{Away, Effect, Message, Size};
use model::{Goal, Model};
use outside::{Answer, Outside};
use shelf::Shelf;
pub use terminal::NoTerminal;
use terminal::detect::Background;
use terminal::{Event, Session, Wishes};
use view::Ground;
use world::World;

/// Up to this many bytes of text, claims are found before the first screen: that takes less time than drawing twice.
const AT_ONCE: usize = 64 * 1024;
/// At most so many events that wait are taken in before the screen is drawn.
const MOST_EVENTS: usize = 64;

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
    let reading = Reading::begin(article, None, &settings);
    let session = Session::open(&wishes)?;
    App::new(session, settings).run(Screen::Reader(Box::new(reading)))
}

/// Shows the library until the user leaves.
///
/// # Errors
/// As [`run`].
pub fn run_library(settings: Settings) -> Result<(), RunError> {
    let session = Session::open(&Wishes::of(&settings))?;
    let shelves = Shelves::new(settings.clone(), Entrance::List(Tab::Articles));
    App::new(session, settings).run(Screen::Library(Box::new(shelves)))
}

/// Shows the articles of one outlet until the user leaves.
///
/// # Errors
/// As [`run`].
pub fn run_outlet(outlet: String, settings: Settings) -> Result<(), RunError> {
    let session = Session::open(&Wishes::of(&settings))?;
    let mut shelves = Shelves::new(settings.clone(), Entrance::List(Tab::Articles));
    shelves.narrow_to(outlet);
    App::new(session, settings).run(Screen::Library(Box::new(shelves)))
}

/// An article that is to be read.
#[derive(Debug)]
struct Reading {
    article: Article,
    /// What to go to, if not to where reading stopped.
    goal: Option<Goal>,
    /// The claims, which are being looked for.
    finding: Option<JoinHandle<Extraction>>,
}

impl Reading {
    fn begin(article: Article, goal: Option<Goal>, settings: &Settings) -> Reading {
        Reading { finding: find_claims(&article, settings.overlay), article, goal }
    }

    /// Reads until the article is left; gives what it is come back to with, and says where to.
    fn run(self, session: &mut Session, settings: Settings) -> Result<(Held, Flow), RunError> {
        let size = session.size();
        let mut model = Model::new(self.article, settings, Size { width: size.width, height: size.height });
        model.goal = self.goal;
        let mut started = update::start(&mut model);
        // A thread that panicked leaves the work, and the panic, to this one.
        if let Some(Ok(found)) = self.finding.map(JoinHandle::join) {
            started = update::update(&mut model, Message::Extracted(found));
        }
        Held { model, shelf: None }.read(session, started)
    }
}

/// An article that is left for another screen: its search, its filter and what can be taken back stay as they are.
struct Held {
    model: Model,
    shelf: Option<Shelf>,
}

impl Held {
    /// Reads on until the article is left again. What was changed of it meanwhile, in the library, counts.
    fn run(mut self, session: &mut Session, settings: Settings) -> Result<(Held, Flow), RunError> {
        let size = session.size();
        let started = update::resume(&mut self.model, settings, Size { width: size.width, height: size.height });
        if let Some(shelf) = &mut self.shelf {
            shelf.leave_place();
            // What cannot be read now is said when something is saved.
            if let Ok(Some(fresh)) = shelf.refresh(&self.model) {
                update::renew(&mut self.model, fresh);
            }
        }
        self.read(session, started)
    }

    fn read(self, session: &mut Session, started: Vec<Effect>) -> Result<(Held, Flow), RunError> {
        let mut model = self.model;
        let mut world = World::new(session, model.settings.library.clone(), self.shelf);
        let mut clicks = Clicks::default();
        let mut flow = turn(&mut world, &mut model, started)?;
        while flow == Flow::GoOn {
            model.today = Offset::UTC.to_datetime(Timestamp::now()).date().to_string();
            let (effects, is_gone) = take_in(&mut world, &mut model, &mut clicks)?;
            let done = turn(&mut world, &mut model, effects);
            // A terminal that is gone cannot be drawn on, which is no failure.
            flow = if is_gone { Flow::Go(Away::Out) } else { done? };
        }
        Ok((Held { model, shelf: world.into_shelf() }, flow))
    }
}

/// Sleeps until something happens, and takes in what waits with it, up to what asks for something to be done: a key that
/// is held down must not go on after it was let go. Says what is to be done, and whether the terminal is gone.
fn take_in(world: &mut World<'_>, model: &mut Model, clicks: &mut Clicks) -> io::Result<(Vec<Effect>, bool)> {
    let mut patience = None;
    for _ in 0..MOST_EVENTS {
        let Some(event) = world.session.next(patience)? else { break };
        patience = Some(Duration::ZERO);
        let is_gone = event == Event::Closed;
        let effects = update::update(model, message_of(clicks.input(event)));
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
    Go(Away),
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
            Answer::Go(away) => return Ok(Flow::Go(away)),
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
    let ground = ground(&model.settings, world.session.background());
    model.display = world.session.profile().encoding.name().to_owned();
    world.session.draw(|frame| {
        if let Some(cursor) = view::view(model, ground, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })
}

/// What is drawn on, by what was wished and what the terminal answered.
fn ground(settings: &Settings, background: Option<Background>) -> Ground {
    match (settings.view.theme, background) {
        // Without colours attributes stand for all, and those are the dark ground's.
        _ if settings.color == ColorWish::Never => Ground::Dark,
        (ThemeWish::Light, _) | (ThemeWish::Auto, Some(Background::Light)) => Ground::Light,
        _ => Ground::Dark,
    }
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

/// What was done at the terminal, to the reader.
fn message_of(input: Input) -> Message {
    match input {
        Input::Key(key) => Message::Key(key),
        Input::Paste(text) => Message::Paste(text),
        Input::Click(cell) => Message::Click(cell),
        Input::DoubleClick(cell) => Message::DoubleClick(cell),
        Input::Drag(cell) => Message::Drag(cell),
        Input::Wheel(cell, rows) => Message::Wheel(cell, rows),
        Input::Resize(size) => Message::Resize(size),
        Input::Closed => Message::Closed,
        Input::Focused => Message::Focused,
        Input::Nothing => Message::Nothing,
    }
}
