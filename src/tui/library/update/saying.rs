//! What the reader says of the source whose dossier is open: a note, tags, a grade.

use super::super::message::Effect;
use super::super::model::{Choosing, Model, Panel};
use super::super::rows::Said;
use crate::store::{Reliability, parse_tags};
use crate::text::Direction;
use crate::tui::command::Command;
use crate::tui::sheet::field_rows;
use crate::widgets::{Lines, TextField};

/// What a field is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// The note.
    Note,
    /// The tags.
    Tags,
}

/// Opens a field or the grades for the source whose dossier is open.
pub fn open(model: &mut Model, command: Command) {
    let Some(dossier) = model.dossier.as_ref().map(|open| &open.dossier) else { return };
    let panel = match command {
        Command::OnlyAlike => Panel::Say(Writing::Note, Box::new(field(model, Lines::Multi, &dossier.note))),
        Command::ByCategory => {
            Panel::Say(Writing::Tags, Box::new(field(model, Lines::Single, &dossier.tags.join(" "))))
        }
        _ => {
            let grade = dossier.ratings.first().and_then(|rating| rating.reliability);
            let at = grade.and_then(|grade| Reliability::ALL.iter().position(|known| *known == grade));
            Panel::Choose(Choosing::Grade, at.map_or(0, |at| at + 1))
        }
    };
    model.panel = Some(panel);
}

fn field(model: &Model, lines: Lines, text: &str) -> TextField {
    let direction = if model.words.right_to_left() { Direction::AutoRightToLeft } else { Direction::Auto };
    let mut field = TextField::new(lines).direction(direction).with_text(text);
    field.set_area(field_rows(model.size));
    field
}

/// Keeps what was written.
pub fn keep(model: &Model, writing: Writing, field: &TextField) -> Vec<Effect> {
    let said = match writing {
        Writing::Note => Said::Note(field.text().trim().to_owned()),
        Writing::Tags => Said::Tags(parse_tags(field.text())),
    };
    say(model, said)
}

/// Keeps the grade with this place among the offers: the first takes it back.
pub fn grade(model: &Model, at: usize) -> Vec<Effect> {
    say(model, Said::Reliability(at.checked_sub(1).and_then(|at| Reliability::ALL.get(at)).copied()))
}

fn say(model: &Model, said: Said) -> Vec<Effect> {
    model.dossier.as_ref().map(|open| Effect::Say(open.dossier.id, said)).into_iter().collect()
}
