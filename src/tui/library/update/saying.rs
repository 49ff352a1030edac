//! What the reader says of the source whose dossier is open: a note, tags, a grade, and what the panel of its facts holds.

use super::super::message::Effect;
use super::super::model::{Choosing, Model, Panel};
use super::super::rows::Said;
use super::facts;
use crate::store::{Reliability, parse_tags};
use crate::text::Direction;
use crate::tui::command::Command;
use crate::tui::message::Notice;
use crate::tui::sheet::field_rows;
use crate::widgets::{Lines, TextField};

/// What a field is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// The note.
    Note,
    /// The tags.
    Tags,
    /// Why the source has this grade.
    Why(Reliability),
    /// Why it does not speak under its name.
    Reason,
    /// Its country.
    Country,
    /// How to reach it.
    Contact,
    /// An office by its place, or another one.
    Role(Option<usize>),
    /// A link by its place, or another one.
    Link(Option<usize>),
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

/// Opens a field of one line with what is known.
pub fn write(model: &mut Model, writing: Writing, text: &str) {
    model.panel = Some(Panel::Say(writing, Box::new(field(model, Lines::Single, text))));
}

/// Keeps what was written; what is not to be understood stays to be written on.
pub fn keep(model: &mut Model, writing: Writing, field: Box<TextField>) -> Vec<Effect> {
    let typed = field.text().trim().to_owned();
    let said = match writing {
        Writing::Note => Some(Said::Note(typed)),
        Writing::Tags => Some(Said::Tags(parse_tags(&typed))),
        Writing::Why(grade) => Some(Said::Reliability(Some(grade), typed)),
        Writing::Reason => Some(Said::Reason(typed)),
        Writing::Country => Some(Said::Country(typed)),
        Writing::Contact => Some(Said::Contact(typed)),
        Writing::Role(at) => facts::roles(model, at, &typed),
        Writing::Link(at) => facts::links(model, at, &typed),
    };
    let Some(said) = said else {
        model.notice = Some(Notice::plain("library.no-such-role"));
        model.panel = Some(Panel::Say(writing, field));
        return Vec::new();
    };
    facts::reopen(model, writing);
    say(model, said)
}

/// Asks why the source has the grade with this place among the offers: the first takes it back.
pub fn grade(model: &mut Model, at: usize) -> Vec<Effect> {
    match at.checked_sub(1).and_then(|at| Reliability::ALL.get(at)) {
        Some(grade) => {
            write(model, Writing::Why(*grade), "");
            Vec::new()
        }
        None => say(model, Said::Reliability(None, String::new())),
    }
}

/// Keeps what was said.
pub fn say(model: &Model, said: Said) -> Vec<Effect> {
    model.dossier.as_ref().map(|open| Effect::Say(open.dossier.id, said)).into_iter().collect()
}
