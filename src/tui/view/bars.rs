//! The title above, the status and the keys below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::strip::{self, Look};
use crate::article::Warning;
use crate::span::Offset;
use crate::text;
use crate::tui::command::Command;
use crate::tui::keymap;
use crate::tui::message::Notice;
use crate::tui::model::{Library, Model, Pane};
use crate::tui::page::Place;
use crate::tui::row::{Ink, Piece, Row};
use crate::words::Words;

pub const RULE: &str = " │ ";

/// The keys that the last row names, the most wanted first; what does not fit beside [`ALWAYS`] is left out.
const HINTS: &[Command] = &[
    Command::NextClaim,
    Command::Verdict,
    Command::Evaluate,
    Command::Note,
    Command::Tags,
    Command::Why,
    Command::Dossier,
    Command::Copy,
    Command::Search,
    Command::Sidebar,
    Command::View,
    Command::Back,
];

/// The key that the last row always ends with: it leads to all others.
const ALWAYS: Command = Command::Help;

/// The program's name and the article's headline.
pub fn title(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let headline: String = model.article.title().chars().take(400).collect();
    let name = Piece::new(model.words.say("name"), Ink::Strong);
    strip::draw(&Row::of(vec![name, Piece::dim(RULE), Piece::plain(headline)]).indented(1), area, look, buf);
}

/// Where the reader is and what is known, or a notice.
pub fn status(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let row = match &model.notice {
        Some(notice) => told(model.words, notice),
        None => joined(parts(model), area.width, look),
    };
    strip::draw(&row, area, look, buf);
}

/// A notice in one row.
pub fn told(words: Words, notice: &Notice) -> Row {
    let values: Vec<String> = notice.values.iter().map(|value| text::isolate(value)).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let ink = if matches!(notice.key, "save-failed" | "library.failed") { Ink::Warning } else { Ink::Strong };
    Row::of(vec![Piece::new(words.fill(notice.key, &values), ink)]).indented(1)
}

/// As many of the parts of a status line as there is room for.
pub fn joined(parts: Vec<Piece>, width: u16, look: Look) -> Row {
    let mut room = width.saturating_sub(2);
    let mut pieces = Vec::new();
    for part in parts {
        let is_warning = part.ink == Ink::Warning;
        let part = if pieces.is_empty() { vec![part] } else { vec![Piece::dim(RULE), part] };
        let taken = strip::width(&part, look);
        // The beginning of a warning is worth more than nothing of it.
        if taken > room && !is_warning {
            break;
        }
        pieces.extend(part);
        let Some(left) = room.checked_sub(taken) else { break };
        room = left;
    }
    Row::of(pieces).indented(1)
}

/// The parts of the status line, the most wanted first.
fn parts(model: &Model) -> Vec<Piece> {
    let words = model.words;
    let mode = match model.focus {
        _ if model.selection.is_some() => "mode.selecting",
        Pane::Article => "mode.reading",
        Pane::Sidebar => "mode.sources",
    };
    let mut parts = vec![Piece::plain(words.say(mode))];
    if let Some(place) = claim_place(model) {
        parts.push(Piece::plain(words.fill("claim-of", &[&place])));
    }
    if let Some(search) = &model.search {
        let place = words.fill("of", &[&words.number(search.at + 1), &words.count("hits", search.hits.len())]);
        parts.push(Piece::plain(place));
        parts.push(Piece::dim(words.say(&format!("level.{:?}", search.level).to_lowercase())));
    }
    parts.push(Piece::plain(percent(model)));
    if model.corrections.idle > 0 {
        parts.push(Piece::new(words.count("idle", model.corrections.idle), Ink::Warning));
    }
    if model.bidi_controls > 0 {
        parts.push(Piece::new(words.count("bidi-controls", model.bidi_controls), Ink::Warning));
    }
    for warning in &model.article.warnings {
        parts.push(Piece::new(warned(words, warning), Ink::Warning));
    }
    if !model.unsaved.is_empty() || model.library == Library::Missing {
        parts.push(Piece::new(words.say("no-store"), Ink::Warning));
    } else if model.changed {
        parts.push(Piece::plain(words.say("saved")));
    }
    if let Some(window) = model.article.window {
        let mebibytes = |bytes: u64| words.number((bytes >> 20) as usize);
        let of = words.fill("of", &[&mebibytes(window.start), &format!("{} MiB", mebibytes(window.file))]);
        parts.push(Piece::plain(words.fill("window", &[&of])));
    }
    parts.extend(drifted(model));
    parts.extend(counts(model));
    if !model.display.is_empty() {
        parts.push(Piece::dim(words.fill("display", &[&model.display])));
    }
    parts
}

/// What was put right or assumed while reading.
fn warned(words: Words, warning: &Warning) -> String {
    match *warning {
        Warning::GuessedEncoding(name) => words.fill("warning.guessed", &[name]),
        Warning::Malformed { encoding, count } => words.fill("warning.malformed", &[encoding, &words.number(count)]),
        Warning::Controls(count) => words.fill("warning.controls", &[&words.number(count)]),
        Warning::OnlyFeed(ref why) => words.fill("warning.only-feed", &[why]),
        Warning::PageCut => words.say("warning.page-cut").to_owned(),
        Warning::Missing(count) => words.fill("warning.missing-parts", &[&words.number(count)]),
        Warning::Cut { at } => words.fill("warning.cut", &[&words.number((at >> 20) as usize)]),
    }
}

/// What is not as it was when it was marked.
fn drifted(model: &Model) -> Vec<Piece> {
    let words = model.words;
    let mut parts = Vec::new();
    let asking = model.drift.asking();
    let orphans = model.drift.lost.len() - asking;
    let counted = [("asking", asking), ("orphans", orphans)].into_iter().filter(|(_, n)| *n > 0);
    parts.extend(counted.map(|(key, n)| Piece::new(words.count(key, n), Ink::Warning)));
    if let Some(earlier) = &model.drift.earlier {
        parts.push(Piece::new(words.fill("changed-since", &[&text::isolate(&earlier.day)]), Ink::Warning));
    }
    parts
}

fn counts(model: &Model) -> Vec<Piece> {
    let words = model.words;
    if model.speakers.is_empty() {
        return Vec::new();
    }
    let anonymous = model.marked.anonymous;
    let sources = words.count("sources", model.speakers.len());
    let named = words.count("named", model.speakers.len() - anonymous);
    let mut parts =
        vec![Piece::plain(format!("{sources}: {named}{} {}", words.say("comma"), words.count("anonymous", anonymous)))];
    let verdicts = model.claim_marks.values().filter(|marks| marks.verdict.is_some()).count();
    if verdicts > 0 {
        parts.push(Piece::plain(words.count("verdicts", verdicts)));
    }
    if !model.corrections.made.is_empty() {
        parts.push(Piece::plain(words.count("corrections", model.corrections.made.len())));
    }
    parts
}

/// "3 of 27", among the claims that are listed.
pub fn claim_place(model: &Model) -> Option<String> {
    let (at, count) = match model.filter {
        None => (model.selected.filter(|id| model.claim(*id).is_some())?.0, model.extraction.claims.len()),
        Some(_) => {
            let listed = model.listed_claims();
            (listed.iter().position(|id| Some(*id) == model.selected)?, listed.len())
        }
    };
    Some(model.words.fill("of", &[&model.words.number(at + 1), &model.words.number(count)]))
}

/// How far down in the article, or in the file of which it is a window, the last row of the pane is.
fn percent(model: &Model) -> String {
    let window = model.article.window;
    let before = window.map_or(0, |window| window.start);
    if model.top == Place::default() && before == 0 {
        return format!("{}%", model.words.number(0));
    }
    let mut spans = model.places.iter().filter_map(|place| model.page.span_at(&model.article, *place));
    let end = spans.next_back().map_or(Offset(0), |span| span.end).0 as u64;
    let last = model.article.blocks.last().map_or(1, |block| block.span.end.0) as u64;
    let whole = match window {
        // Of the text and of the file it may be another encoding: near enough for a percentage.
        Some(window) if window.end < window.file => window.file,
        Some(window) => window.start + last,
        None => last,
    };
    let percent = (before + end).min(whole) * 100 / whole.max(1);
    format!("{}%", model.words.number(percent as usize))
}

/// The keys, as the user types them now.
pub fn hints(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    if model.selection.is_some() {
        let keys = selecting(model, area.width.saturating_sub(2), look);
        strip::draw(&Row::of(keys).indented(1), area, look, buf);
        return;
    }
    let hint = |command: &Command| hint(model, *command);
    let row = keys(HINTS.iter().map(hint), hint(&ALWAYS), area.width, look);
    strip::draw(&row, area, look, buf);
}

/// As many hints as there is room for beside the last one.
pub fn keys(hints: impl Iterator<Item = Vec<Piece>>, always: Vec<Piece>, width: u16, look: Look) -> Row {
    let mut room = width.saturating_sub(2 + strip::width(&always, look));
    let mut pieces: Vec<Piece> = Vec::new();
    for mut hint in hints {
        hint.push(Piece::plain("  "));
        let taken = strip::width(&hint, look);
        if taken <= room {
            room -= taken;
            pieces.extend(hint);
        }
    }
    pieces.extend(always);
    Row::of(pieces).indented(1)
}

/// The keys that count while words are being selected.
fn selecting(model: &Model, width: u16, look: Look) -> Vec<Piece> {
    let say = |key: &str| Piece::dim(format!(" {}  ", model.words.say(key)));
    let key = |name: &str| Piece::new(model.key_name(name), Ink::Strong);
    let hints = [
        [key("Enter"), say("hint.accept")],
        [key("o"), say("hint.other-end")],
        [key("s"), say("hint.step")],
        [key("y"), say("hint.copy")],
        [key("Esc"), say("hint.leave")],
        [Piece::new("← →", Ink::Strong).in_interface(), say("hint.move")],
        [key("f"), say("hint.respan")],
    ];
    let mut room = width;
    let fitting = hints.into_iter().map(Vec::from).filter(|hint| {
        let taken = strip::width(hint, look);
        let fits = taken <= room;
        room -= if fits { taken } else { 0 };
        fits
    });
    fitting.flatten().collect()
}

/// One key and what it does.
fn hint(model: &Model, command: Command) -> Vec<Piece> {
    let Some(binding) = keymap::bindings().iter().find(|known| known.command == command) else { return Vec::new() };
    let key = Piece::new(model.key_name(binding.keys[0]), Ink::Strong);
    let does = Piece::dim(format!(" {}", model.words.say(&format!("hint.{}", binding.name))));
    vec![key, does]
}
