//! The world behind one trait: the reader asks, the world does. Tests put a script in its place.

use super::message::{Away, Effect, Message};
use super::model::Model;
use crate::store::StoreError;

/// Does what the reader asks for.
pub trait Outside {
    /// Does `effect`, and tells what came of it.
    fn perform(&mut self, effect: Effect, model: &Model) -> Answer;
}

/// What came of an effect.
#[derive(Debug)]
pub enum Answer {
    /// Nothing that the reader must know.
    Done,
    /// Something that the reader must know.
    Tell(Box<Message>),
    /// The reader is to leave.
    Leave,
    /// The reader is to leave for somewhere else.
    Go(Away),
    /// The reader cannot go on: the library cannot be used, and what the user marked would be lost.
    Fail(StoreError),
}

impl From<Message> for Answer {
    fn from(message: Message) -> Answer {
        Answer::Tell(Box::new(message))
    }
}
