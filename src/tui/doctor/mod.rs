//! `isnad doctor`: says what terminal it found and how, shows a line in each encoding, and keeps which one reads right.
//!
//! As in the reader, a key goes to `update`, which changes the `model` and returns effects; `outside` performs them;
//! `view` draws. Findings, report and font advice are pure values, and are also written without a screen.

mod findings;
mod fonts;
mod message;
mod model;
mod outside;
mod report;
mod update;
mod view;
mod world;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::KeyEventKind;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::terminal::{Event, NoTerminal, Session};
use crate::config::Settings;
pub use findings::{Findings, Line};
pub use fonts::{Font, advice as font_advice, installed as installed_fonts};
use message::{Effect, Message};
use model::Model;
use outside::{Answer, Outside};
pub use report::report;
use world::{Desk, World};

/// How often the terminal's answers are looked for while they come in.
const GLANCE: Duration = Duration::from_millis(40);

/// Whether the doctor goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    GoOn,
    Leave,
}

/// Asks the terminal, if there is one behind the program, and gives what was found. Nothing stays on its screen.
pub fn examine(settings: &Settings) -> Findings {
    let desk = Desk::of(settings);
    match Session::ask(desk.wishes()) {
        Ok(asked) => {
            desk.findings(findings::Heard { answers: asked.answers, size: Some(asked.size), is_settled: true })
        }
        Err(_) => desk.findings_without_terminal(),
    }
}

/// Shows the findings and the eye test until the user leaves.
///
/// # Errors
/// Where there is no terminal, or it fails.
pub fn run(settings: &Settings) -> Result<(), NoTerminal> {
    let desk = Desk::of(settings);
    let mut session = Session::open(desk.wishes())?;
    let words = settings.words();
    let mut model = Model::new(words, desk.findings_of(&session));
    let mut world = World { session: &mut session, desk };
    loop {
        draw(&mut world, &model)?;
        let patience = (!world.session.is_settled()).then_some(GLANCE);
        let event = world.session.next(patience)?;
        let heard = Message::Heard(Box::new(world.desk.findings_of(world.session)));
        for message in [Some(heard), event.and_then(message_of)].into_iter().flatten() {
            if turn(&mut world, &mut model, message) == Flow::Leave {
                return Ok(());
            }
        }
    }
}

/// Takes a message in, performs effects and what follows from them.
fn turn(world: &mut impl Outside, model: &mut Model, message: Message) -> Flow {
    let mut waiting: VecDeque<Effect> = update::update(model, message).into();
    while let Some(effect) = waiting.pop_front() {
        match world.perform(effect) {
            Answer::Done => {}
            Answer::Leave => return Flow::Leave,
            Answer::Tell(message) => waiting.extend(update::update(model, message)),
        }
    }
    Flow::GoOn
}

fn draw(world: &mut World<'_>, model: &Model) -> io::Result<()> {
    let size = world.session.size();
    // Which rows are sent in an encoding of their own must be known before the frame is sent.
    let sent = view::view(model, &mut Buffer::empty(Rect::new(0, 0, size.width, size.height)));
    world.session.send_rows(sent.rows, sent.whole);
    world.session.draw(|frame| {
        view::view(model, frame.buffer_mut());
    })
}

fn message_of(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Message::Key(key)),
        Event::Closed => Some(Message::Closed),
        _ => None,
    }
}
