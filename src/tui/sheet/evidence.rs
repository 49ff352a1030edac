//! The panels of evidence, of the day it was said, of the check's progress, and of pinned claims.

use super::correcting::{numbered, plain};
use super::{Sheet, about, field};
use crate::claims::ClaimId;
use crate::store::{ClaimMarks, Contradiction, EvidenceKind, EvidenceLink, Status};
use crate::text;
use crate::tui::keymap::{self, EVIDENCE};
use crate::tui::model::{Linking, Model, Target, Writing};
use crate::tui::row::{Ink, Piece, Row, wrapped, wrapped_words};
use crate::tui::update::claim_of;

/// How far the check has come, to choose from.
pub fn status<'a>(model: &'a Model, claim: ClaimId, width: u16) -> Sheet<'a> {
    let now = model.marks_of_claim(claim).status;
    let mut rows = about(model, Target::Claim(claim), width);
    for (place, status) in Status::ALL.into_iter().enumerate() {
        rows.push(choice(model, place, model.words.say(&status_key(status)), now == Some(status)));
    }
    plain(model, "panel.status", model.words.say("keys.status"), rows)
}

/// The kinds of evidence, to choose from.
pub fn kind<'a>(model: &'a Model, linking: &Linking, width: u16) -> Sheet<'a> {
    let (url, now) = match linking {
        Linking::New(_, url) => (url.clone(), EvidenceKind::default()),
        Linking::Old(claim, at) => match model.marks_of_claim(*claim).evidence.get(*at) {
            Some(link) => (link.url.clone(), link.kind),
            None => (String::new(), EvidenceKind::default()),
        },
    };
    let mut rows = wrapped(&url, Ink::Dim, width, 2);
    for (place, kind) in EvidenceKind::ALL.into_iter().enumerate() {
        rows.push(choice(model, place, model.words.say(&kind_key(kind)), now == kind));
    }
    plain(model, "panel.evidence-kind", model.words.say("keys.kind"), rows)
}

fn choice(model: &Model, place: usize, label: &str, is_chosen: bool) -> Row {
    let ink = if is_chosen { Ink::Cursor } else { Ink::Plain };
    let number = Piece::new(model.words.number(place + 1), Ink::Strong);
    Row::of(vec![number, Piece::plain("  "), Piece::new(label, ink).in_interface()])
}

/// The evidence of a claim.
pub fn list<'a>(model: &'a Model, claim: ClaimId, at: usize, width: u16) -> Sheet<'a> {
    let mut rows = about(model, Target::Claim(claim), width);
    let mut cursor = 0;
    for (place, link) in model.marks_of_claim(claim).evidence.iter().enumerate() {
        rows.extend(link_rows(model, link, place, Look { is_current: place == at, width }));
        cursor = if place == at { rows.len() - 1 } else { cursor };
    }
    let foot = [vec![Row::default()], actions(model, width)].concat();
    Sheet { cursor, foot, ..plain(model, "panel.evidence", model.words.say("keys.evidence"), rows) }
}

/// How a link is shown.
#[derive(Clone, Copy)]
struct Look {
    is_current: bool,
    width: u16,
}

/// A link: its kind, when it was looked at, and below them its address, its copy and the word on it.
fn link_rows(model: &Model, link: &EvidenceLink, place: usize, look: Look) -> Vec<Row> {
    let mut head = numbered(model, place, look.is_current);
    let ink = if look.is_current { Ink::Strong } else { Ink::Plain };
    head.push(Piece::new(model.words.say(&kind_key(link.kind)), ink).in_interface());
    let accessed = (!link.accessed.is_empty()).then(|| Piece::dim(link.accessed.clone()));
    let mut rows = vec![Row::of(head).with_tail(accessed.into_iter().collect())];
    let width = look.width.saturating_sub(4);
    rows.extend(wrapped(&link.url, Ink::Plain, width, 2));
    if !link.archive.is_empty() {
        let archive = model.words.fill("archived", &[&text::isolate(&link.archive)]);
        rows.extend(wrapped_words(&archive, model.words, width, 2));
    }
    rows.extend(wrapped(&link.note, Ink::Dim, width, 4).into_iter().filter(|_| !link.note.is_empty()));
    rows.iter_mut().skip(1).for_each(|row| row.indent = 4);
    rows
}

/// The keys that count in the list, each with what it does.
fn actions(model: &Model, width: u16) -> Vec<Row> {
    let delete = keymap::bindings().iter().filter(|binding| binding.name == "delete");
    let mut rows: Vec<Row> = Vec::new();
    let mut room = 0;
    for binding in keymap::bindings().iter().filter(|binding| binding.group == EVIDENCE).chain(delete) {
        let key = model.key_name(binding.keys[0]);
        let does = model.words.say(&format!("hint.{}", binding.name));
        let taken = text::width(&key).0 + text::width(does).0 + 3;
        let pieces = [Piece::new(key, Ink::Strong), Piece::dim(format!(" {does}  ")).in_interface()];
        match rows.last_mut().filter(|_| taken <= room) {
            Some(row) => row.head.extend(pieces),
            None => {
                rows.push(Row::of(pieces.into()));
                room = width;
            }
        }
        room = room.saturating_sub(taken);
    }
    rows
}

/// That a claim is pinned, and what it contradicts.
pub fn pins<'a>(model: &'a Model, claim: ClaimId, at: usize, width: u16) -> Sheet<'a> {
    let words = model.words;
    let marks = model.marks_of_claim(claim);
    let mut rows = about(model, Target::Claim(claim), width);
    let state = if marks.pinned { "pin.yes" } else { "pin.no" };
    rows.push(Row::of(vec![Piece::new(words.say(state), Ink::Strong).in_interface()]));
    let mut cursor = rows.len() - 1;
    for (place, other) in marks.contradicts.iter().enumerate() {
        let mut lines = against(model, other, width.saturating_sub(4), 3);
        if let Some(first) = lines.first_mut() {
            first.head.splice(..0, numbered(model, place, place == at));
        }
        lines.iter_mut().skip(1).for_each(|row| row.indent = 4);
        rows.extend(lines);
        if !other.note.is_empty() {
            rows.extend(
                wrapped(&other.note, Ink::Dim, width.saturating_sub(4), 4).into_iter().map(|row| row.indented(4)),
            );
        }
        cursor = if place == at { rows.len() - 1 } else { cursor };
    }
    Sheet { cursor, ..plain(model, "panel.pins", words.say("keys.pins"), rows) }
}

/// That a claim contradicts another one: by the number of its source where that speaks here, else by the title.
pub fn against(model: &Model, other: &Contradiction, width: u16, most: usize) -> Vec<Row> {
    let words = model.words;
    let quoted: Vec<&str> = other.words.split_whitespace().collect();
    let quoted = text::isolate(&format!("\"{}\"", quoted.join(" ")));
    let source = claim_of(model, other).and_then(|claim| model.claim(claim)).and_then(|claim| claim.source);
    let who = match source.and_then(|source| model.number_of(source)) {
        Some(number) => words.number(number),
        None if other.article == model.article.hash => words.say("source.none").to_owned(),
        None => text::isolate(&other.title),
    };
    let mut rows = wrapped_words(&words.fill("against", &[&who, &quoted]), words, width, most);
    rows.iter_mut().flat_map(|row| &mut row.head).for_each(|piece| piece.ink = Ink::Warning);
    rows
}

/// A short text being written, above what it is about.
pub fn write<'a>(model: &'a Model, writing: &Writing, width: u16) -> Sheet<'a> {
    let claim = writing.claim();
    let mut rows = about(model, Target::Claim(claim), width);
    let link =
        |at: usize| model.marks_of_claim(claim).evidence.get(at).map(|link| link.url.clone()).unwrap_or_default();
    let (title, keys) = match writing {
        Writing::Said(_) => ("panel.said", "keys.day"),
        Writing::Url(_) => ("panel.evidence-url", "keys.name"),
        Writing::Word(_, at) => {
            rows.extend(wrapped(&link(*at), Ink::Dim, width, 2));
            ("panel.evidence-word", "keys.accept")
        }
        Writing::Archive(_, at) => {
            rows.extend(wrapped(&link(*at), Ink::Dim, width, 2));
            ("panel.archive", "keys.accept")
        }
        Writing::Accessed(_, at) => {
            rows.extend(wrapped(&link(*at), Ink::Dim, width, 2));
            ("panel.accessed", "keys.day")
        }
        Writing::Against(_, other) => {
            rows.extend(against(model, other, width, 3));
            ("panel.against", "keys.accept")
        }
    };
    plain(model, title, model.words.say(keys), rows)
}

/// Status, day, evidence and contradictions, as far as they were given.
pub fn told(model: &Model, marks: &ClaimMarks, width: u16) -> Vec<Row> {
    let words = model.words;
    let mut rows = Vec::new();
    if let Some(status) = marks.status {
        rows.push(field(words.say("field.status"), words.say(&status_key(status))));
    }
    if !marks.said.is_empty() {
        rows.push(field(words.say("field.said"), &marks.said));
    }
    for link in &marks.evidence {
        rows.push(field(words.say(&kind_key(link.kind)), &text::isolate(&link.url)));
    }
    for other in &marks.contradicts {
        rows.extend(against(model, other, width, 2));
        if !other.note.is_empty() {
            rows.extend(
                wrapped(&other.note, Ink::Dim, width.saturating_sub(2), 3).into_iter().map(|row| row.indented(2)),
            );
        }
    }
    rows
}

/// The key of the words for a status.
pub fn status_key(status: Status) -> String {
    format!("status.{}", status.name())
}

fn kind_key(kind: EvidenceKind) -> String {
    format!("evidence.{}", kind.name())
}
