//! The panels in which something is put right, and what the panel "why?" says of it.

use super::{Sheet, about, field};
use crate::claims::{Claim, ClaimId, Evidence};
use crate::export;
use crate::text;
use crate::tui::corrections::{Naming, Purpose, Renaming, Splitting, Told, is_corrected, rivals};
use crate::tui::keymap::{self, CORRECT};
use crate::tui::model::{Model, Target};
use crate::tui::row::{Ink, Piece, Row, kind_label, wrapped, wrapped_words};
use crate::tui::sidebar::quoted;
use crate::tui::update::{KINDS, listed};

/// From this height on the actions of "why?" stay in sight; on lower screens they follow its rows.
const TALL: u16 = 20;

/// The question whose an ambiguous claim is, with the digit that answers.
pub fn question(model: &Model, claim: &Claim) -> Vec<Row> {
    let Some(rivals) = rivals(claim) else { return Vec::new() };
    let mut rows = vec![Row::of(vec![Piece::new(model.words.say("ambiguous-which"), Ink::Warning).in_interface()])];
    for (at, source) in rivals.into_iter().enumerate() {
        let number = Piece::new(model.words.number(at + 1), Ink::Strong);
        rows.push(Row::of(vec![number, Piece::plain("  "), Piece::plain(model.name_of(source))]).indented(2));
    }
    rows
}

/// A step of the evidence in the interface's direction, whatever the words are that it begins with.
pub fn evidence(model: &Model, step: &Evidence, width: u16) -> Vec<Row> {
    let mut isolated = step.clone();
    isolated.words.iter_mut().for_each(|word| *word = text::isolate(word));
    sentence(model, &export::why(&isolated, model.words), width)
}

fn sentence(model: &Model, line: &str, width: u16) -> Vec<Row> {
    let rows = wrapped_words(line, model.words, width.saturating_sub(2), 6);
    rows.into_iter().map(|row| row.indented(2)).collect()
}

/// That it is open whose the claim is, and the two names.
pub fn asked(model: &Model, claim: &Claim) -> Option<Row> {
    let names = rivals(claim)?.map(|source| text::isolate(model.name_of(source)));
    let asked = model.words.fill("ambiguous", &[&names[0], &names[1]]);
    Some(Row::of(vec![Piece::new(asked, Ink::Warning).in_interface()]))
}

/// What the reader put right of a claim and of its source.
pub fn told(model: &Model, claim: &Claim, width: u16) -> Vec<Row> {
    let words = model.words;
    let mut rows = Vec::new();
    for told in model.corrections.of_source(|| claim.source.map_or("", |source| model.uids().source(source))) {
        let line = match told {
            Told::Renamed(name) => words.fill("told.renamed", &[&text::isolate(name)]),
            Told::Merged(name) => words.fill("told.merged", &[&text::isolate(name)]),
        };
        rows.push(Row::default());
        rows.extend(sentence(model, &line, width));
    }
    rows
}

/// The word for what the reader put right.
pub fn sign(model: &Model, claim: &Claim) -> Option<Piece> {
    is_corrected(claim).then(|| Piece::new(model.words.say("corrected"), Ink::Strong))
}

/// The keys that put something right, each with what it does, in as few rows as they fit in.
pub fn actions(model: &Model, width: u16) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut room = 0;
    let add = keymap::bindings().iter().filter(|binding| binding.name == "select");
    let all = keymap::bindings().iter().filter(|binding| binding.group == CORRECT).chain(add);
    for binding in all {
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

/// Puts the actions below the rows: in sight where the screen is high enough.
pub fn with_actions<'a>(model: &Model, sheet: Sheet<'a>, width: u16) -> Sheet<'a> {
    let foot = [vec![Row::default()], actions(model, width)].concat();
    if model.size.height >= TALL {
        return Sheet { foot, ..sheet };
    }
    Sheet { rows: [sheet.rows, foot].concat(), ..sheet }
}

/// The list of sources.
pub fn sources<'a>(model: &'a Model, purpose: Purpose, at: usize, width: u16) -> Sheet<'a> {
    let words = model.words;
    let (title, head) = match purpose {
        Purpose::Give(claim) => ("panel.give", about(model, Target::Claim(claim), width)),
        Purpose::Merge(source) => ("panel.merge", about(model, Target::Source(source), width)),
        Purpose::Add(span) => ("panel.add", wrapped(span.of(&model.article.text).trim(), Ink::Dim, width, 1)),
    };
    let now = match purpose {
        Purpose::Give(claim) => model.claim(claim).and_then(|claim| claim.source),
        _ => None,
    };
    let mut rows = head;
    let before = rows.len();
    for (place, source) in listed(model, purpose).into_iter().enumerate() {
        let Some(found) = model.extraction.sources.get(source.0) else { continue };
        let mut pieces = numbered(model, place, place == at);
        pieces.push(Piece::plain(found.name.as_str()));
        pieces.push(Piece::dim(format!("  {}", kind_label(words, found.kind))));
        let tail = if now == Some(source) { vec![Piece::dim(words.say("now")).in_interface()] } else { Vec::new() };
        rows.push(Row::of(pieces).with_tail(tail));
    }
    let keys = if matches!(purpose, Purpose::Merge(_)) { words.say("keys.sources") } else { words.say("keys.names") };
    Sheet { cursor: before + at, ..plain(model, title, keys, rows) }
}

/// The number of a row that a digit chooses, behind the sign of the row that keys speak of.
pub(super) fn numbered(model: &Model, place: usize, is_current: bool) -> Vec<Piece> {
    let pointer = if model.words.right_to_left() { "◂" } else { "▸" };
    let sign = if is_current { pointer } else { " " };
    let number = if place < 9 { model.words.number(place + 1) } else { " ".to_owned() };
    vec![Piece::new(sign, Ink::Strong), Piece::new(number, Ink::Strong), Piece::plain("  ")]
}

/// The claims of a source, of which some are split off.
pub fn split<'a>(model: &'a Model, split: &Splitting, width: u16) -> Sheet<'a> {
    let mut rows = about(model, Target::Source(split.source), width);
    let before = rows.len();
    for (place, id) in model.extraction.claims_of(split.source).enumerate() {
        let Some(claim) = model.claim(id) else { continue };
        let mut pieces = numbered(model, place, place == split.at);
        let is_chosen = split.chosen.contains(&id);
        pieces.push(Piece::new(if is_chosen { "[×] " } else { "[ ] " }, Ink::Strong).in_interface());
        pieces.push(Piece::new(quoted(model, claim), if is_chosen { Ink::Strong } else { Ink::Plain }));
        rows.push(Row::of(pieces));
    }
    Sheet { cursor: before + split.at, ..plain(model, "panel.split", model.words.say("keys.split"), rows) }
}

/// The field for a name or an office, above what it is for.
pub fn name<'a>(model: &'a Model, naming: &Naming, width: u16) -> Sheet<'a> {
    let words = model.words;
    let claims = |claims: &[ClaimId]| {
        claims.iter().take(6).flat_map(|claim| about(model, Target::Claim(*claim), width)).collect::<Vec<_>>()
    };
    let (title, rows) = match naming {
        Naming::Give(claim) => ("panel.new-source", claims(&[*claim])),
        Naming::Add(span) => ("panel.new-source", wrapped(span.of(&model.article.text).trim(), Ink::Dim, width, 1)),
        Naming::Split(chosen) => ("panel.new-source", claims(chosen)),
        Naming::Rename(source) => ("panel.rename", about(model, Target::Source(*source), width)),
        Naming::Role(_, name) => ("panel.role", vec![field(words.say("field.source"), name)]),
    };
    plain(model, title, words.say("keys.name"), rows)
}

/// What a source may be.
pub fn kind<'a>(model: &'a Model, renaming: &Renaming) -> Sheet<'a> {
    let words = model.words;
    let now = model.extraction.sources.get(renaming.source.0).map(|source| source.kind);
    let mut rows = vec![field(words.say("field.source"), &renaming.name)];
    if !renaming.role.is_empty() {
        rows.push(field(words.say("field.role"), &renaming.role));
    }
    for (place, kind) in KINDS.into_iter().enumerate() {
        let ink = if now == Some(kind) { Ink::Cursor } else { Ink::Plain };
        let label = Piece::new(kind_label(words, kind), ink);
        rows.push(Row::of(vec![Piece::new(words.number(place + 1), Ink::Strong), Piece::plain("  "), label]));
    }
    plain(model, "panel.kind", words.say("keys.kind"), rows)
}

pub(super) fn plain<'a>(model: &'a Model, title: &str, keys: &'a str, rows: Vec<Row>) -> Sheet<'a> {
    Sheet::of(model.words.say(title), keys, rows)
}
