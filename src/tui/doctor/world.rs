//! The real world: the terminal, and the file that keeps what was seen.

use std::path::PathBuf;

use super::findings::{Findings, Heard};
use super::message::{Effect, Look, Message};
use super::outside::{Answer, Outside};
use crate::config::{BidiWish, Environment, HarakatWish, Settings, Terminals};
use crate::tui::terminal::detect::Answers;
use crate::tui::terminal::{Session, Wishes};

/// What is asked of the world outside the session.
#[derive(Debug)]
pub struct Desk {
    wishes: Wishes,
    environment: Environment,
    path: Option<PathBuf>,
    trouble: Option<String>,
}

impl Desk {
    /// That of the user whose settings these are. What was seen before is read anew, since it may not be readable.
    pub fn of(settings: &Settings) -> Desk {
        let read = settings.terminals.as_deref().map(Terminals::read).transpose();
        let (terminals, trouble) = match read {
            Ok(terminals) => (terminals.unwrap_or_default(), None),
            Err(error) => (Terminals::default(), Some(error.to_string())),
        };
        let wishes = Wishes { bidi: settings.bidi, harakat: settings.view.harakat, color: settings.color, terminals };
        Desk { wishes, environment: Environment::of_process(), path: settings.terminals.clone(), trouble }
    }

    /// How the reader would use the terminal.
    pub const fn wishes(&self) -> &Wishes {
        &self.wishes
    }

    /// What follows from what was heard.
    pub fn findings(&self, heard: Heard) -> Findings {
        Findings::of(heard, &self.environment, &self.wishes, self.trouble.clone())
    }

    /// What follows from the environment alone.
    pub fn findings_without_terminal(&self) -> Findings {
        self.findings(Heard { answers: Answers::default(), size: None, is_settled: true })
    }

    /// What follows from what the session has heard up to now.
    pub fn findings_of(&self, session: &Session) -> Findings {
        let (answers, size) = (session.answers().clone(), Some(session.size()));
        self.findings(Heard { answers, size, is_settled: session.is_settled() })
    }

    /// Changes the file; another doctor may have written to it since it was read.
    fn change(&mut self, change: impl FnOnce(&mut Terminals)) -> Result<PathBuf, String> {
        let path = self.path.clone().ok_or_else(|| "there is no home folder to keep it in".to_owned())?;
        let mut terminals = Terminals::read(&path).map_err(|error| error.to_string())?;
        change(&mut terminals);
        terminals.write(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        self.wishes.terminals = terminals;
        Ok(path)
    }
}

/// The world that a real terminal stands in.
pub struct World<'a> {
    /// The terminal.
    pub session: &'a mut Session,
    /// Everything else.
    pub desk: Desk,
}

impl World<'_> {
    fn look(&mut self, look: Look) -> std::io::Result<()> {
        let free = Wishes { bidi: BidiWish::Auto, harakat: HarakatWish::Auto, ..self.desk.wishes.clone() };
        let wishes = match look {
            Look::OfReader => self.desk.wishes.clone(),
            Look::Found => Wishes { terminals: Terminals::default(), ..free },
            Look::Seen(seen) => {
                let mut terminals = Terminals::default();
                terminals.put(&self.desk.findings_of(self.session).id, Some(seen));
                Wishes { terminals, ..free }
            }
        };
        self.session.wish(wishes)
    }
}

impl Outside for World<'_> {
    fn perform(&mut self, effect: Effect) -> Answer {
        match effect {
            Effect::Look(look) => match self.look(look) {
                Ok(()) => Answer::Done,
                Err(_) => Answer::Leave,
            },
            Effect::Keep(seen) => {
                let id = self.desk.findings_of(self.session).id;
                Answer::Tell(Message::Kept(self.desk.change(|terminals| terminals.put(&id, Some(seen)))))
            }
            Effect::Forget => {
                let id = self.desk.findings_of(self.session).id;
                let changed = self.desk.change(|terminals| terminals.put(&id, None));
                if changed.is_ok() && self.look(Look::OfReader).is_err() {
                    return Answer::Leave;
                }
                Answer::Tell(Message::Forgotten(changed.map(drop)))
            }
            Effect::Suspend => {
                let _ = self.session.suspend();
                Answer::Done
            }
            Effect::Redraw => {
                self.session.redraw();
                Answer::Done
            }
            Effect::Quit => Answer::Leave,
        }
    }
}
