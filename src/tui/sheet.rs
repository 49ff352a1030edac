//! What a panel says: a title, rows or a field, and the keys that count in it.

pub mod correcting;
mod drifting;
pub mod evidence;
pub mod help;
mod lens;

use ratatui::layout::Rect;

use super::area;
use super::corrections;
use super::message::{Cell, Size};
use super::model::{Asked, Model, Panel, Target};
use super::options::Choice;
use super::row::{Ink, Piece, Row, kind_label, wrapped, wrapped_words};
use super::sidebar::quoted;
use crate::claims::{ClaimId, SourceId};
use crate::config::verdicts;
use crate::span::Column;
use crate::store::{ClaimMarks, Reliability};
use crate::text;
use crate::widgets::TextField;

/// The most rows that a field takes; further ones are scrolled to.
const FIELD_ROWS: usize = 8;
/// The widest rows of a panel at a side.
const SIDE: u16 = 44;

/// A panel before it is drawn.
pub struct Sheet<'a> {
    /// What it is about.
    pub title: String,
    /// The keys that count in it.
    pub keys: &'a str,
    /// What is being written.
    pub field: Option<&'a TextField>,
    /// Its rows, all of them.
    pub rows: Vec<Row>,
    /// Rows that stay in sight below them.
    pub foot: Vec<Row>,
    /// The first row that is wanted.
    pub top: usize,
    /// The row that must be seen.
    pub cursor: usize,
    /// Where it stands.
    pub place: Place,
}

impl<'a> Sheet<'a> {
    /// A sheet of rows alone, in the middle of the screen.
    pub fn of(title: &str, keys: &'a str, rows: Vec<Row>) -> Sheet<'a> {
        Sheet {
            title: title.to_owned(),
            keys,
            field: None,
            rows,
            foot: Vec::new(),
            top: 0,
            cursor: 0,
            place: Place::Middle,
        }
    }
}

/// Where on the screen a panel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the middle.
    Middle,
    /// At the bottom: what it changes is to be seen above it.
    Bottom,
    /// Under the title, at the left.
    Left,
    /// Under the title, at the right.
    Right,
}

/// Where the parts of a panel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The frame.
    pub frame: Rect,
    /// The field.
    pub field: Rect,
    /// The rows.
    pub list: Rect,
    /// The rows that stay in sight.
    pub foot: Rect,
    /// The keys.
    pub keys: Rect,
}

impl Sheet<'_> {
    /// Where it stands on `screen`, which must have room for the smallest screen that is drawn on.
    pub fn parts(&self, screen: Rect) -> Parts {
        let inside = match self.place {
            Place::Middle | Place::Bottom => area::panel_width(screen.width),
            Place::Left | Place::Right => Column(area::panel_width(screen.width).0.min(SIDE)),
        };
        let width = inside.0 + 4;
        let most = screen.height.saturating_sub(2).max(3);
        let field_rows = self.field.map_or(0, |field| field.height(inside).clamp(1, FIELD_ROWS) as u16).min(most - 2);
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let foot = self.foot.len() as u16;
        let height = rows.saturating_add(field_rows + foot + 3).min(most);
        let above = match self.place {
            Place::Middle => (screen.height - height) / 2,
            Place::Bottom => screen.height - height,
            Place::Left | Place::Right => 1.min(screen.height - height),
        };
        let before = match self.place {
            Place::Middle | Place::Bottom => (screen.width - width) / 2,
            Place::Left => 0,
            Place::Right => screen.width - width,
        };
        let (x, y) = (screen.x + before, screen.y + above);
        let frame = Rect { x, y, width, height };
        let inner = Rect { x: x + 2, y: y + 1, width: width - 4, height: height - 2 };
        Parts {
            frame,
            field: Rect { height: field_rows, ..inner },
            list: Rect { y: inner.y + field_rows, height: inner.height.saturating_sub(1 + field_rows + foot), ..inner },
            foot: Rect { y: (inner.bottom() - 1).saturating_sub(foot), height: foot, ..inner },
            keys: Rect { y: inner.bottom() - 1, height: 1, ..inner },
        }
    }

    /// The first row that is shown in a list of `height` rows: the last row stands at the bottom, not above it.
    pub fn top(&self, height: u16) -> usize {
        let height = usize::from(height);
        self.top.min(self.rows.len().saturating_sub(height)).max((self.cursor + 1).saturating_sub(height))
    }
}

/// The size of the field of a panel, wherever it stands, when it is full.
pub fn field_area(model: &Model) -> Rect {
    field_rows(model.size)
}

/// The same on a screen of `size`.
pub fn field_rows(size: Size) -> Rect {
    let rows = (FIELD_ROWS as u16).min(size.height.saturating_sub(4));
    Rect { x: 0, y: 0, width: area::panel_width(size.width).0, height: rows }
}

/// The first row that the open panel shows on the screen of `model`.
pub fn top(model: &Model) -> usize {
    open(model).map_or(0, |(sheet, parts)| sheet.top(parts.list.height))
}

/// Where the field of the open panel stands on the screen of `model`, if it has one.
pub fn field_place(model: &Model) -> Option<Rect> {
    let (sheet, parts) = open(model)?;
    sheet.field.map(|_| parts.field)
}

/// The row of the open panel's list that stands at a cell.
pub fn row_at(model: &Model, cell: Cell) -> Option<usize> {
    let (sheet, parts) = open(model)?;
    let row = parts.list.contains(cell.into()).then(|| usize::from(cell.y - parts.list.y))?;
    Some(row + sheet.top(parts.list.height)).filter(|row| *row < sheet.rows.len())
}

/// The open panel on the screen of `model`, if that has room for one.
fn open(model: &Model) -> Option<(Sheet<'_>, Parts)> {
    let panel = model.panel.as_ref().filter(|_| area::areas(model) != area::Areas::default())?;
    let sheet = sheet(model, panel, area::panel_width(model.size.width).0);
    let parts = sheet.parts(Rect::new(0, 0, model.size.width, model.size.height));
    Some((sheet, parts))
}

/// What `panel` says, in rows of `width` columns.
pub fn sheet<'a>(model: &'a Model, panel: &'a Panel, width: u16) -> Sheet<'a> {
    let words = model.words;
    let say = |key: &str| words.say(key);
    let plain = |title: &str, keys, rows| Sheet::of(say(title), keys, rows);
    match panel {
        Panel::Verdict(claim) => {
            let rows = [about(model, Target::Claim(*claim), width), verdict_rows(model, *claim)].concat();
            plain("panel.verdict", say("keys.choose"), rows)
        }
        Panel::Status(claim) => evidence::status(model, *claim, width),
        Panel::Evidence(claim, at) => evidence::list(model, *claim, *at, width),
        Panel::EvidenceKind(linking) => evidence::kind(model, linking, width),
        Panel::Pins(claim, at) => evidence::pins(model, *claim, *at, width),
        Panel::Write(writing, field) => Sheet { field: Some(field), ..evidence::write(model, writing, width) },
        Panel::Evaluate { source, claim, asked } => {
            plain("panel.evaluate", say("keys.evaluate"), rating_rows(model, *source, *claim, *asked))
        }
        Panel::Note(target, field) => {
            let title = if matches!(target, Target::Claim(_)) { "panel.note" } else { "panel.source-note" };
            Sheet { field: Some(field), ..plain(title, say("keys.field"), about(model, *target, width)) }
        }
        Panel::Tags(target, field) => {
            let title = if matches!(target, Target::Claim(_)) { "panel.tags" } else { "panel.source-tags" };
            Sheet { field: Some(field), ..plain(title, say("keys.tags"), about(model, *target, width)) }
        }
        Panel::Search(field) => Sheet { field: Some(field), ..plain("panel.search", say("keys.search"), Vec::new()) },
        Panel::Why(claim, top) => {
            let sheet = Sheet { top: *top, ..plain("panel.why", say("keys.close"), why_rows(model, *claim, width)) };
            correcting::with_actions(model, sheet, width)
        }
        Panel::Sources(purpose, at) => correcting::sources(model, *purpose, *at, width),
        Panel::Split(split) => correcting::split(model, split, width),
        Panel::Kind(renaming) => correcting::kind(model, renaming),
        Panel::Name(naming, field) => Sheet { field: Some(field), ..correcting::name(model, naming, width) },
        Panel::Dossier(source, top) => {
            Sheet { top: *top, ..plain("panel.dossier", say("keys.close"), dossier_rows(model, *source, width)) }
        }
        Panel::Help(field, top) => {
            let rows = help::rows(words, help::of_reader(), field.text());
            Sheet { field: Some(field), top: *top, ..plain("panel.help", say("keys.filter"), rows) }
        }
        Panel::View(at) => Sheet {
            cursor: *at,
            place: Place::Bottom,
            ..plain("panel.view", say("keys.view"), view_rows(model, *at, width))
        },
        Panel::Drift(drifting) => drifting::drift(model, *drifting, width),
        Panel::Changes(at) => drifting::changes(model, *at, width),
        Panel::Label(label, top) => {
            Sheet { top: *top, ..plain("panel.label", say("keys.label"), lens::label_rows(model, label, width)) }
        }
        Panel::Numbers(numbers, at) => {
            Sheet { cursor: *at, ..plain("panel.numbers", say("keys.numbers"), lens::number_rows(model, numbers, *at)) }
        }
        Panel::Export(exporting) => exporting.sheet(words, width),
        Panel::Delete(target) => plain("panel.delete", say("keys.confirm"), about(model, *target, width)),
    }
}

/// What is marked, in one row: the claim that keys speak of may be another than the row of the sidebar.
fn about(model: &Model, target: Target, width: u16) -> Vec<Row> {
    let words = match target {
        Target::Claim(claim) => model.claim(claim).map(|claim| quoted(model, claim)),
        Target::Source(source) => model.extraction.sources.get(source.0).map(|source| source.name.clone()),
    };
    wrapped(&words.unwrap_or_default(), Ink::Dim, width, 1)
}

fn verdict_rows(model: &Model, claim: ClaimId) -> Vec<Row> {
    let chosen = model.marks_of_claim(claim).verdict;
    let language = model.words.language();
    let vocabulary = verdicts();
    let rows = vocabulary.verdicts.iter().enumerate().map(|(at, verdict)| {
        let ink = if chosen.as_ref() == Some(&verdict.id) { Ink::Cursor } else { Ink::Plain };
        Row::of(vec![
            Piece::new(model.words.number(at + 1), Ink::Strong),
            Piece::plain("  "),
            Piece::new(vocabulary.name(Some(&verdict.id), language), ink),
        ])
    });
    let mut rows: Vec<Row> = rows.collect();
    // What another vocabulary said stays, and is shown, until another verdict is chosen.
    if let Some(other) = chosen.filter(|id| vocabulary.get(id).is_none()) {
        let name = vocabulary.name(Some(&other), language).to_owned();
        rows.push(Row::of(vec![Piece::plain("   "), Piece::new(name, Ink::Cursor)]));
    }
    rows
}

fn rating_rows(model: &Model, source: Option<SourceId>, claim: Option<ClaimId>, asked: Asked) -> Vec<Row> {
    let words = model.words;
    let reliability = source.and_then(|source| model.marks_of_source(source).reliability);
    let credibility = claim.and_then(|claim| model.marks_of_claim(claim).credibility);
    let heading = match asked {
        Asked::Reliability => "field.reliability-now",
        Asked::Credibility => "field.credibility-now",
    };
    let name = source.and_then(|source| model.extraction.sources.get(source.0)).map(|source| source.name.clone());
    let mut head = vec![Piece::new(words.say(heading), Ink::Strong)];
    if let (Asked::Reliability, Some(name)) = (asked, name) {
        head.push(Piece::dim(format!(": {name}")));
    }
    let mut rows = vec![Row::of(head)];
    for number in 1..=6_usize {
        let mut pieces = vec![Piece::new(words.number(number), Ink::Strong), Piece::plain("  ")];
        let (is_chosen, label) = match asked {
            Asked::Reliability => {
                let grade = Reliability::ALL[number - 1];
                pieces.push(Piece::plain(format!("{}  ", grade.letter())));
                (reliability == Some(grade), words.say(&format!("reliability.{}", grade.letter())))
            }
            Asked::Credibility => {
                let is_chosen = credibility.is_some_and(|grade| usize::from(grade.number()) == number);
                (is_chosen, words.say(&format!("credibility.{number}")))
            }
        };
        pieces.push(Piece::new(label, if is_chosen { Ink::Cursor } else { Ink::Plain }));
        rows.push(Row::of(pieces));
    }
    rows
}

fn why_rows(model: &Model, id: ClaimId, width: u16) -> Vec<Row> {
    let words = model.words;
    let Some(claim) = model.claim(id) else { return Vec::new() };
    let mut rows = wrapped(&quoted(model, claim), Ink::Plain, width, 4);
    rows.extend(correcting::question(model, claim));
    let name = |id: SourceId| model.name_of(id).to_owned();
    let source = claim.source.map_or(words.say("source.none").to_owned(), name);
    let mut row = field(words.say("field.source"), &source);
    row.tail.extend(correcting::sign(model, claim));
    rows.push(row);
    if let Some(other) = claim.runner_up.filter(|_| corrections::rivals(claim).is_none()) {
        rows.push(field(words.say("field.runner-up"), &name(other)));
    }
    if let Some(cue) = &claim.cue {
        let stance = words.say(&format!("stance.{}", cue.stance.name()));
        let mut row = field(words.say("field.cue"), cue.span.of(&model.article.text));
        row.head.push(Piece::plain(format!(" ({stance})")));
        rows.push(row);
    }
    if let Some(recipient) = claim.recipient {
        rows.push(Row::of(vec![Piece::dim(
            words.fill("recipient", &[&text::isolate(recipient.of(&model.article.text))]),
        )]));
    }
    for (key, carriers) in [("via", &claim.via), ("via-inferred", &claim.via_inferred)] {
        if !carriers.is_empty() {
            let names: Vec<String> = carriers.iter().map(|id| text::isolate(&name(*id))).collect();
            rows.push(Row::of(vec![Piece::plain(format!("↷ {}", words.fill(key, &[&names.join(" ← ")])))]));
        }
    }
    let percent = format!("{}%", words.number((claim.confidence * 100.0).round() as usize));
    rows.push(field(words.say("field.confidence"), &percent));
    let marks = model.marks_of_claim(id);
    if !marks.note.is_empty() {
        rows.extend(labelled(words.say("field.note"), &marks.note, width, 8));
    }
    rows.extend(judged_rows(model, &marks));
    rows.extend(evidence::told(model, &marks, width));
    rows.extend(correcting::told(model, claim, width));
    for step in &claim.why {
        rows.push(Row::default());
        rows.extend(correcting::evidence(model, step, width));
        rows.push(Row::of(vec![Piece::dim(step.rule)]).indented(2));
    }
    rows
}

/// Verdict, credibility and tags, as far as they were given.
fn judged_rows(model: &Model, marks: &ClaimMarks) -> Vec<Row> {
    let words = model.words;
    let mut rows = Vec::new();
    if let Some(verdict) = &marks.verdict {
        rows.push(field(words.say("field.verdict"), verdicts().name(Some(verdict), words.language())));
    }
    if let Some(grade) = marks.credibility {
        let number = words.number(grade.number().into());
        let label = format!("{number} {}", words.say(&format!("credibility.{}", grade.number())));
        rows.push(field(words.say("field.credibility"), &label));
    }
    rows.extend(tags_row(model, &marks.tags));
    rows
}

fn tags_row(model: &Model, tags: &[String]) -> Option<Row> {
    let tags: Vec<String> = tags.iter().map(|tag| format!("#{}", text::isolate(tag))).collect();
    (!tags.is_empty()).then(|| field(model.words.say("field.tags"), &tags.join(" ")))
}

fn dossier_rows(model: &Model, id: SourceId, width: u16) -> Vec<Row> {
    let words = model.words;
    let Some(source) = model.extraction.sources.get(id.0) else { return Vec::new() };
    let number = model.number_of(id).unwrap_or(1);
    let mut rows = vec![Row::of(vec![
        Piece::new(source.name.clone(), Ink::Source(number)),
        Piece::dim(format!("  {}", kind_label(words, source.kind))),
    ])];
    if !source.role.is_empty() {
        rows.extend(labelled(words.say("field.role"), &source.role, width, 3));
    }
    let mut names: Vec<String> = Vec::new();
    for mention in &source.mentions {
        let name = text::isolate(mention.span.of(&model.article.text));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    rows.extend(wrapped_words(&format!("{}: {}", words.say("field.names"), names.join(" · ")), words, width, 4));
    let marks = model.marks_of_source(id);
    if let Some(grade) = marks.reliability {
        let label = format!("{} {}", grade.letter(), words.say(&format!("reliability.{}", grade.letter())));
        rows.push(field(words.say("field.reliability"), &label));
    }
    if !marks.note.is_empty() {
        rows.extend(labelled(words.say("field.note"), &marks.note, width, 8));
    }
    rows.extend(tags_row(model, &marks.tags));
    rows.push(Row::default());
    rows.push(Row::of(vec![Piece::dim(words.say("field.claims"))]));
    for claim in model.extraction.claims_of(id).filter_map(|claim| model.claim(claim)) {
        let mut lines = wrapped(&quoted(model, claim), Ink::Plain, width.saturating_sub(2), 2);
        if let Some(first) = lines.first_mut() {
            first.head.insert(0, Piece::plain("› "));
        }
        rows.extend(lines);
    }
    rows
}

/// The view options with their values, the chosen one in brackets, and what is known of the display.
fn view_rows(model: &Model, at: usize, width: u16) -> Vec<Row> {
    let words = model.words;
    let mut rows: Vec<Row> =
        Choice::ALL.iter().enumerate().map(|(row, choice)| choice_row(model, *choice, row == at, width)).collect();
    rows.push(Row::default());
    let controls = words.count("bidi-controls", model.bidi_controls);
    let mut known = vec![Piece::dim(controls).in_interface()];
    if !model.display.is_empty() {
        known.push(Piece::dim(" · "));
        known.push(Piece::dim(words.fill("display", &[&model.display])).in_interface());
    }
    rows.push(Row::of(known).indented(2));
    rows
}

fn choice_row(model: &Model, choice: Choice, is_current: bool, width: u16) -> Row {
    let words = model.words;
    let pointer = if words.right_to_left() { "◂ " } else { "▸ " };
    let name = words.say(&format!("view.{}", choice.name()));
    let (sign, ink) = if is_current { (pointer, Ink::Strong) } else { ("  ", Ink::Plain) };
    let head = vec![Piece::new(sign, ink), Piece::new(name, ink).in_interface()];
    let now = choice.value(&model.settings.view);
    let say = |value: &str| words.say(&format!("value.{value}"));
    let chosen = |value: &str| Piece::new(format!("[{value}]"), Ink::Strong).in_interface();
    if choice.values().is_empty() {
        return Row::of(head).with_tail(vec![chosen(&words.number(model.settings.view.measure.0.into()))]);
    }
    let mut tail = Vec::new();
    for value in choice.values() {
        if !tail.is_empty() {
            tail.push(Piece::plain(" "));
        }
        let is_chosen = *value == now;
        tail.push(if is_chosen { chosen(say(value)) } else { Piece::dim(format!(" {} ", say(value))).in_interface() });
    }
    let taken: u16 = head.iter().chain(&tail).map(|piece| text::width(&piece.text).0).sum();
    // Where there is no room for all, the one that is chosen.
    Row::of(head).with_tail(if taken < width { tail } else { vec![chosen(say(now))] })
}

fn field(name: &str, value: &str) -> Row {
    Row::of(vec![Piece::dim(format!("{name}: ")), Piece::plain(value)])
}

/// Words of the article or of the user under their name: beside it where they fit, below it where they do not, so that the
/// name never gives them its direction.
fn labelled(name: &str, value: &str, width: u16, most: usize) -> Vec<Row> {
    let taken = text::width(name).0 + text::width(value).0 + 2;
    if taken <= width && !value.contains('\n') {
        return vec![field(name, value)];
    }
    let mut rows = vec![Row::of(vec![Piece::dim(format!("{name}:"))])];
    rows.extend(wrapped(value, Ink::Plain, width, most));
    rows
}
