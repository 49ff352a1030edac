//! The library's screens: articles, sources, all claims, and the dossier of a source.
//!
//! As in the reader, a key goes to `update`, which changes the `model` and returns effects; `outside` performs them and
//! its answers are updates again; `view` draws. Lists are read a window at a time (`listing`): the library may hold more
//! than anybody scrolls through.

mod area;
mod ask;
mod jobs;
mod listing;
mod message;
mod model;
mod outside;
mod rows;
mod sheet;
mod update;
mod view;
mod world;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::events::{Clicks, Input};
use super::message::{Notice, Size};
use super::model::Goal;
use super::terminal::Session;
use super::{MOST_EVENTS, RunError, ground};
use crate::article::Article;
use crate::config::Settings;
use message::{Effect, Message};
use model::Model;
pub use model::Tab;
use outside::{Outside, Told};
use rows::Sameness;
use world::World;

/// Where to, from the library's screens.
#[derive(Debug)]
pub enum Exit {
    /// To what was there before.
    Back,
    /// Out of the program.
    Quit,
    /// Into an article, to what was chosen in it.
    Article(Box<Article>, Option<Goal>),
}

/// What of the library is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entrance {
    /// A list.
    List(Tab),
    /// The articles, with the search of the library over them.
    Find,
    /// The dossier of a source by its number.
    Dossier(i64),
}

/// The library's screens, as they are kept while an article is read.
#[derive(Debug, Clone)]
pub struct Shelves {
    model: Model,
    entrance: Option<Entrance>,
}

impl Shelves {
    /// The screens as they are come to by `entrance`.
    pub fn new(settings: Settings, entrance: Entrance) -> Shelves {
        let tab = if let Entrance::List(tab) = entrance { tab } else { Tab::Articles };
        let model = Model::new(settings, Size { width: 0, height: 0 }, tab);
        Shelves { model, entrance: Some(entrance) }
    }

    /// Shows the articles of this outlet at first.
    pub fn narrow_to(&mut self, outlet: String) {
        self.model.articles.ask.outlet = Some(outlet);
    }

    /// Takes over what was changed of the view elsewhere.
    pub fn set_settings(&mut self, settings: Settings) {
        self.model.words = settings.words();
        self.model.settings = settings;
    }

    /// Shows the screens until they are left.
    ///
    /// # Errors
    /// Where the terminal fails or the library cannot be opened.
    pub fn run(&mut self, session: &mut Session) -> Result<Exit, RunError> {
        let model = &mut self.model;
        let size = session.size();
        model.size = Size { width: size.width, height: size.height };
        let mut world = World::open(session, &model.settings)?;
        let effects = match self.entrance.take() {
            Some(Entrance::Dossier(source)) => update::start_with_dossier(model, source),
            Some(Entrance::Find) => update::start_with_search(model),
            Some(Entrance::List(_)) => update::start(model),
            None => update::update(model, Message::Back),
        };
        let mut clicks = Clicks::default();
        let mut exit = turn(&mut world, model, effects);
        while exit.is_none() {
            draw(world.session, model)?;
            let effects = take_in(&mut world, model, &mut clicks)?;
            exit = turn(&mut world, model, effects);
            while exit.is_none()
                && let Some(news) = world.jobs.news()
            {
                let effects = update::update(model, news);
                exit = turn(&mut world, model, effects);
            }
        }
        Ok(exit.unwrap_or(Exit::Back))
    }
}

/// How often it is looked for news of what is done beside the screens, while there is such.
const NEWS: Duration = Duration::from_millis(80);

/// Sleeps until something happens, and takes in what waits with it.
fn take_in(world: &mut World<'_>, model: &mut Model, clicks: &mut Clicks) -> io::Result<Vec<Effect>> {
    let mut patience = world.jobs.are_busy().then_some(NEWS);
    for _ in 0..MOST_EVENTS {
        let Some(event) = world.session.next(patience)? else { break };
        patience = Some(Duration::ZERO);
        let effects = update::update(model, message_of(clicks.input(event)));
        if !effects.is_empty() {
            return Ok(effects);
        }
    }
    Ok(Vec::new())
}

/// Performs effects and what follows from them, and says where the screens are left to, if they are.
fn turn(outside: &mut impl Outside, model: &mut Model, effects: Vec<Effect>) -> Option<Exit> {
    let mut waiting = VecDeque::from(effects);
    while let Some(effect) = waiting.pop_front() {
        match perform(outside, model, effect) {
            Ok(Performed::Nothing) => {}
            Ok(Performed::Tell(message)) => waiting.extend(update::update(model, *message)),
            Ok(Performed::Leave(exit)) => return Some(exit),
            Err(why) => waiting.extend(update::update(model, Message::Failed(why))),
        }
    }
    None
}

/// What came of an effect.
enum Performed {
    Nothing,
    Tell(Box<Message>),
    Leave(Exit),
}

impl From<Message> for Performed {
    fn from(message: Message) -> Performed {
        Performed::Tell(Box::new(message))
    }
}

fn perform(outside: &mut impl Outside, model: &Model, effect: Effect) -> Told<Performed> {
    Ok(match effect {
        Effect::ReadArticles(part) => {
            let page = outside.documents(&model.articles.ask, &part)?;
            Message::Articles(part, page).into()
        }
        Effect::ReadSources(part) => {
            let page = outside.sources(&model.sources.ask, &part)?;
            Message::Sources(part, page).into()
        }
        Effect::ReadQuotes(which, part) => {
            let Some(ask) = model.asked(which) else { return Ok(Performed::Nothing) };
            let page = outside.quotes(ask, &part)?;
            Message::Quotes(which, part, page).into()
        }
        Effect::ReadDossier(source) => Message::Dossier(outside.dossier(source)?.map(Box::new)).into(),
        Effect::ReadAlike(source) => Message::Alike(source, outside.alike(source)?).into(),
        Effect::Decide(source, other, same) => {
            outside.decide(source, &other, same)?;
            let key = if same == Sameness::Same { "library.joined" } else { "library.kept-apart" };
            Message::Changed(Notice::plain(key)).into()
        }
        Effect::Count => Message::Totals(outside.totals()?).into(),
        Effect::ReadChoices(which) => Message::Choices(which, outside.choices(which)?).into(),
        Effect::MarkRead(document, read) => {
            outside.mark_read(document, read)?;
            Message::Changed(Notice::plain(if read { "library.marked-read" } else { "library.marked-unread" })).into()
        }
        Effect::Remove(document) => {
            outside.remove(document)?;
            Message::Changed(Notice::plain("library.removed")).into()
        }
        Effect::AskFeeds => outside.ask_feeds()?.into(),
        Effect::GiveUp if outside.give_up() => Message::PageGivenUp.into(),
        Effect::GiveUp => Performed::Nothing,
        Effect::Say(source, said) => {
            outside.say(source, &said)?;
            Message::Said(source).into()
        }
        Effect::Export(wish) => Message::Exported(outside.export(&wish, &model.articles.ask, &model.settings)).into(),
        Effect::Copy(text) => Message::Told(outside.copy(&text, Notice::plain("copied"))).into(),
        Effect::Suspend => {
            outside.suspend();
            Message::Nothing.into()
        }
        Effect::Redraw => {
            outside.redraw();
            Message::Nothing.into()
        }
        Effect::Leave(message::Exit::Back) => Performed::Leave(Exit::Back),
        Effect::Leave(message::Exit::Quit) => Performed::Leave(Exit::Quit),
        Effect::Find(typed) => {
            let found = outside.find(&typed, usize::from(model.size.width) / 3)?;
            Message::Found(typed, found).into()
        }
        Effect::Leave(message::Exit::Hit { article, at }) => {
            Performed::Leave(Exit::Article(Box::new(outside.text(article)?), Some(Goal::Words(at))))
        }
        Effect::Leave(message::Exit::Article { document, claim }) if outside.fetch(document, claim.as_deref())? => {
            Message::PageAwaited.into()
        }
        Effect::Leave(message::Exit::Article { document, claim }) => {
            Performed::Leave(Exit::Article(Box::new(outside.article(document)?), claim.map(Goal::Claim)))
        }
    })
}

/// Draws what may have changed.
fn draw(session: &mut Session, model: &mut Model) -> io::Result<()> {
    if !std::mem::take(&mut model.dirty) {
        return Ok(());
    }
    let size = session.size();
    let size = Size { width: size.width, height: size.height };
    if size != model.size {
        update::update(model, Message::Resize(size));
        model.dirty = false;
    }
    session.wish_harakat(model.settings.view.harakat)?;
    let ground = ground(&model.settings, session.background());
    session.draw(|frame| {
        if let Some(cursor) = view::view(model, ground, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })
}

/// What was done at the terminal, to the library's screens.
fn message_of(input: Input) -> Message {
    match input {
        Input::Key(key) => Message::Key(key),
        Input::Paste(text) => Message::Paste(text),
        Input::Click(cell) => Message::Click(cell),
        Input::DoubleClick(cell) => Message::DoubleClick(cell),
        Input::Wheel(_, rows) => Message::Wheel(rows),
        Input::Resize(size) => Message::Resize(size),
        Input::Closed => Message::Closed,
        Input::Focused => Message::Nothing,
        Input::Drag(_) | Input::Nothing => Message::Nothing,
    }
}
