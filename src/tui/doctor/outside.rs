//! The world behind one trait: the doctor asks, the world does. Tests put a script in its place.

use super::message::{Effect, Message};

/// Does what the doctor asks for.
pub trait Outside {
    /// Does `effect`, and tells what came of it.
    fn perform(&mut self, effect: Effect) -> Answer;
}

/// What came of an effect.
#[derive(Debug)]
pub enum Answer {
    /// Nothing that the doctor must know.
    Done,
    /// Something that it must know.
    Tell(Message),
    /// It is to leave.
    Leave,
}
