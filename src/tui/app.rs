//! One terminal for all screens: from the reader to the library and its dossiers, and back to where one came from.
//!
//! What lies below the screen that is shown is kept: of an article all that the reader knows of it, with its search, its
//! filter and what can be taken back, while its marks are read again where they were changed meanwhile; of the library its
//! lists, with the row that was chosen.

use super::library::{Entrance, Exit, Shelves, Tab};
use super::message::Away;
use super::terminal::Session;
use super::{Flow, Held, Reading, RunError};
use crate::config::Settings;

/// A screen that is shown.
pub enum Screen {
    /// The reader.
    Reader(Box<Reading>),
    /// The reader, come back to.
    Again(Box<Held>),
    /// The library.
    Library(Box<Shelves>),
}

/// A screen that is come back to.
enum Below {
    Article(Box<Held>),
    Library(Box<Shelves>),
}

/// The program while it has a terminal.
pub struct App {
    session: Session,
    settings: Settings,
    below: Vec<Below>,
}

impl App {
    /// The program in a terminal.
    pub const fn new(session: Session, settings: Settings) -> App {
        App { session, settings, below: Vec::new() }
    }

    /// Shows `first`, and whatever the user goes to from there, until the last screen is left.
    ///
    /// # Errors
    /// Where the terminal fails, or the library cannot be used.
    pub fn run(mut self, first: Screen) -> Result<(), RunError> {
        let mut next = Some(first);
        while let Some(screen) = next {
            next = match screen {
                Screen::Reader(reading) => {
                    let left = reading.run(&mut self.session, self.settings.clone())?;
                    self.leave(left)
                }
                Screen::Again(held) => {
                    let left = held.run(&mut self.session, self.settings.clone())?;
                    self.leave(left)
                }
                Screen::Library(shelves) => self.show(shelves)?,
            };
        }
        Ok(())
    }

    /// Where to, from an article.
    fn leave(&mut self, (held, flow): (Held, Flow)) -> Option<Screen> {
        self.settings = held.model.settings.clone();
        let entrance = match flow {
            Flow::GoOn | Flow::Leave => return self.back(),
            Flow::Go(Away::Out) => return None,
            Flow::Go(Away::Library) => Entrance::List(Tab::Articles),
            Flow::Go(Away::Sources) => Entrance::List(Tab::Sources),
            Flow::Go(Away::Quotes) => Entrance::List(Tab::Quotes),
            Flow::Go(Away::Find) => Entrance::Find,
            Flow::Go(Away::Dossier(source)) => Entrance::Dossier(source),
        };
        self.below.push(Below::Article(Box::new(held)));
        Some(Screen::Library(Box::new(Shelves::new(self.settings.clone(), entrance))))
    }

    fn show(&mut self, mut shelves: Box<Shelves>) -> Result<Option<Screen>, RunError> {
        shelves.set_settings(self.settings.clone());
        match shelves.run(&mut self.session)? {
            Exit::Back => Ok(self.back()),
            Exit::Quit => Ok(None),
            Exit::Article(article, goal) => {
                self.below.push(Below::Library(shelves));
                Ok(Some(Screen::Reader(Box::new(Reading::begin(*article, goal, &self.settings)))))
            }
        }
    }

    /// The screen below, if there is one.
    fn back(&mut self) -> Option<Screen> {
        Some(match self.below.pop()? {
            Below::Article(held) => Screen::Again(held),
            Below::Library(shelves) => Screen::Library(shelves),
        })
    }
}
