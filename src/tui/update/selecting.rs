//! Selecting words of the article: by keys, whose arrows go where they point, and by dragging the mouse.

use crossterm::event::{KeyEvent, KeyModifiers};

use super::super::area;
use super::super::command::Command;
use super::super::corrections::{Naming, Purpose};
use super::super::hit;
use super::super::keymap;
use super::super::message::{Cell, Effect, Notice};
use super::super::model::{Extracted, Model, Pane};
use super::super::page::Place;
use super::super::selection::{Selection, Step, Unit, Wanted, ends, units};
use super::moving::Side;
use super::{correcting, moving, pane_height, panels};
use crate::claims::ClaimId;
use crate::span::{Column, Span};

/// Forward or back in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

/// Begins at the first word that is seen.
pub fn begin(model: &mut Model) {
    moving::settle(model);
    let places = model.places.clone();
    let first = places.into_iter().find_map(|place| edge_unit(model, place, Step::Word, Way::On));
    match first {
        Some(unit) => open(model, (unit.span, unit.span), Wanted::Claim),
        None => model.notice = Some(Notice::plain("nothing-selected")),
    }
}

/// Begins with all that a claim says.
pub fn begin_content(model: &mut Model, claim: ClaimId) {
    let Some(content) = model.claim(claim).map(|claim| claim.content) else { return };
    open(model, ends(&model.article.text, content), Wanted::Content(claim));
    moving::show(model, content.start);
}

fn open(model: &mut Model, (fixed, moving): (Span, Span), wanted: Wanted) {
    model.panel = None;
    model.focus = Pane::Article;
    moving::uncover_article(model);
    model.selection = Some(Selection { fixed, moving, step: Step::Word, wanted, column: None });
}

/// A key while words are being selected.
pub fn key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let general = model.keyboard.press(key);
    let letter = key.modifiers.contains(KeyModifiers::SHIFT).then_some(Step::Letter);
    match keymap::find_in(keymap::SELECT, key).or(general) {
        Some(Command::PaneLeft) => sideways(model, Side::Left, letter),
        Some(Command::PaneRight) => sideways(model, Side::Right, letter),
        Some(Command::Down) => line(model, Way::On),
        Some(Command::Up) => line(model, Way::Back),
        Some(Command::PageDown) => (1..pane_height(model)).for_each(|_| line(model, Way::On)),
        Some(Command::PageUp) => (1..pane_height(model)).for_each(|_| line(model, Way::Back)),
        Some(Command::Top) => line_end(model, Way::On),
        Some(Command::Bottom) => line_end(model, Way::Back),
        Some(Command::OtherEnd) => swap(model),
        Some(Command::Step) => step(model),
        Some(Command::Respan) => return respan(model),
        Some(Command::Enter) => return accept(model),
        Some(Command::Copy | Command::CopyWords) => return copy(model),
        Some(Command::Help) => panels::open_help(model),
        Some(Command::Suspend) => return vec![Effect::Suspend],
        Some(Command::Redraw) => return vec![Effect::Redraw],
        Some(Command::Back | Command::Interrupt | Command::Select) => model.selection = None,
        _ => {}
    }
    Vec::new()
}

/// Drags from where the mouse was pressed to a cell; a hand that only trembles selects nothing.
pub fn drag(model: &mut Model, cell: Cell) {
    if model.panel.is_some() {
        return;
    }
    let Some(pressed) = model.pressed else { return };
    let Some(moving) = unit_near(model, cell).map(|unit| unit.span) else { return };
    if let Some(selection) = &mut model.selection {
        selection.moving = moving;
        selection.column = None;
    } else if let Some(fixed) = unit_near(model, pressed).map(|unit| unit.span).filter(|fixed| *fixed != moving) {
        open(model, (fixed, moving), Wanted::Claim);
    }
    // Beyond the pane the text comes towards the mouse.
    let pane = area::areas(model).article;
    if cell.y < pane.y {
        moving::scroll(model, -1);
    } else if cell.y >= pane.bottom() {
        moving::scroll(model, 1);
    }
}

/// The word in the row of a cell that is nearest to it.
fn unit_near(model: &mut Model, cell: Cell) -> Option<Unit> {
    let (place, x) = hit::column_at(model, cell)?;
    nearest(&units_at(model, place, Step::Word), x).copied()
}

fn swap(model: &mut Model) {
    let Some(selection) = &mut model.selection else { return };
    std::mem::swap(&mut selection.fixed, &mut selection.moving);
    selection.column = None;
    let edge = selection.edge();
    moving::keep_seen(model, edge);
}

fn step(model: &mut Model) {
    let Some(selection) = &mut model.selection else { return };
    selection.step = if selection.step == Step::Word { Step::Letter } else { Step::Word };
    let is_word = selection.step == Step::Word;
    model.notice = Some(if is_word { Notice::plain("step-word") } else { Notice::plain("step-letter") });
}

/// The words become what the claim says that was chosen when they began to be selected, or the selected one.
fn respan(model: &mut Model) -> Vec<Effect> {
    let Some(selection) = model.selection else { return Vec::new() };
    let claim = match selection.wanted {
        Wanted::Content(claim) => Some(claim),
        Wanted::Claim => model.selected,
    };
    let Some(claim) = claim else {
        model.notice = Some(Notice::plain("nothing-selected"));
        return Vec::new();
    };
    model.selection = None;
    correcting::respan(model, claim, selection.span())
}

fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(selection) = model.selection else { return Vec::new() };
    match selection.wanted {
        Wanted::Content(_) => return respan(model),
        Wanted::Claim if model.extracted != Extracted::Done => model.notice = Some(Notice::plain("claims-not-yet")),
        Wanted::Claim if model.extraction.sources.is_empty() => {
            panels::open_name(model, Naming::Add(selection.span()), "");
        }
        Wanted::Claim => correcting::open_sources(model, Purpose::Add(selection.span())),
    }
    Vec::new()
}

fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(selection) = model.selection.take() else { return Vec::new() };
    let text = selection.span().of(&model.article.text).to_owned();
    vec![Effect::Copy(text, Notice::plain("copied-text"))]
}

/// Moves the end to the next unit on that side; from the edge of a line on to the line that is read there.
fn sideways(model: &mut Model, side: Side, step: Option<Step>) {
    let Some(selection) = model.selection else { return };
    let step = step.unwrap_or(selection.step);
    let place = place_of_end(model, &selection);
    let Some(stands) = stands(model, &selection, place, step) else { return };
    let units = units_at(model, place, step);
    let beside = match side {
        Side::Left => units.iter().rev().find(|unit| unit.right <= stands.left),
        Side::Right => units.iter().find(|unit| unit.left >= stands.right),
    };
    let unit = match beside.copied() {
        Some(unit) => Some(unit),
        None => {
            let right_to_left = model.page.right_to_left(place.block).unwrap_or(true);
            let way = if (side == Side::Left) == right_to_left { Way::On } else { Way::Back };
            next_line(model, place, way, step).and_then(|next| edge_unit(model, next, step, way))
        }
    };
    if let Some(unit) = unit {
        put(model, unit.span, None);
    }
}

/// Moves the end to the line below or above, to what is nearest there.
fn line(model: &mut Model, way: Way) {
    let Some(selection) = model.selection else { return };
    let place = place_of_end(model, &selection);
    let Some(stands) = stands(model, &selection, place, selection.step) else { return };
    let x = selection.column.unwrap_or(origin(model, place) + (stands.left.0 + stands.right.0) / 2);
    let Some(next) = next_line(model, place, way, selection.step) else { return };
    let inside = Column(x.saturating_sub(origin(model, next)));
    let units = units_at(model, next, selection.step);
    if let Some(unit) = nearest(&units, inside) {
        put(model, unit.span, Some(x));
    }
}

/// Moves the end to where its line is begun to be read, or begun to be read back.
fn line_end(model: &mut Model, way: Way) {
    let Some(selection) = model.selection else { return };
    let place = place_of_end(model, &selection);
    if let Some(unit) = edge_unit(model, place, selection.step, way) {
        put(model, unit.span, None);
    }
}

fn put(model: &mut Model, span: Span, column: Option<u16>) {
    let Some(selection) = &mut model.selection else { return };
    selection.moving = span;
    selection.column = column;
    let edge = selection.edge();
    moving::keep_seen(model, edge);
}

/// The line in which the end stands that moves.
fn place_of_end(model: &mut Model, selection: &Selection) -> Place {
    model.page.place_of(&model.article, selection.edge())
}

/// Where the end stands in its line: a word, or of a word its outer letter where steps are letters.
fn stands(model: &mut Model, selection: &Selection, place: Place, step: Step) -> Option<Unit> {
    let units = units_at(model, place, step);
    let edge = selection.edge();
    if let Some(unit) = units.iter().find(|unit| unit.span.holds(edge)) {
        return Some(*unit);
    }
    // Between words: a sign.
    let signs = units_at(model, place, Step::Letter);
    signs.into_iter().find(|unit| unit.span.holds(edge))
}

/// The next line after or before `place` on which an end can stand.
fn next_line(model: &mut Model, place: Place, way: Way, step: Step) -> Option<Place> {
    let rows = if way == Way::On { 1 } else { -1 };
    let mut at = place;
    loop {
        let next = model.page.moved(&model.article, at, rows);
        if next == at {
            return None;
        }
        at = next;
        if !units_at(model, at, step).is_empty() {
            return Some(at);
        }
    }
}

/// The unit at which a line begins when it is read on, or ends when it is read back.
fn edge_unit(model: &mut Model, place: Place, step: Step, way: Way) -> Option<Unit> {
    let units = units_at(model, place, step);
    let right_to_left = model.page.right_to_left(place.block)?;
    if (way == Way::On) == right_to_left { units.last().copied() } else { units.first().copied() }
}

fn units_at(model: &mut Model, place: Place, step: Step) -> Vec<Unit> {
    model.page.places(&model.article, place, 1);
    model.page.line(place).map_or_else(Vec::new, |line| units(&model.article, place, line, step))
}

/// The column at which the line at `place` begins on the left, counted from the left of all lines.
fn origin(model: &Model, place: Place) -> u16 {
    let line = model.page.line(place).map_or(0, |line| line.width.0);
    let room = model.page.options().width.0;
    if model.page.right_to_left(place.block).unwrap_or(false) { room.saturating_sub(line) } else { 0 }
}

fn nearest(units: &[Unit], column: Column) -> Option<&Unit> {
    let far = |unit: &&Unit| {
        let before = unit.left.0.saturating_sub(column.0);
        before.max((column.0 + 1).saturating_sub(unit.right.0))
    };
    units.iter().min_by_key(far)
}
