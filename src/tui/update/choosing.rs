//! From claim to claim and from source to source.

use super::super::message::Notice;
use super::super::model::{Model, Pane, Target};
use super::super::sidebar;
use super::{moving, panels};
use crate::claims::{ClaimId, SourceId};

/// Forward or back in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Next,
    Previous,
}

/// Selects the first claim without moving the page.
pub fn first(model: &mut Model) {
    model.selected = model.listed_claims().first().copied();
    model.cursor = model.selected.map(Target::Claim);
}

/// Goes to the next or the previous claim. Where the selected one was scrolled away, goes on from what is seen.
pub fn claim(model: &mut Model, way: Way) {
    let listed = model.listed_claims();
    let wanted = match (way, scrolled_away(model)) {
        (Way::Next, Some(top)) => listed.iter().find(|id| start(model, **id) >= top),
        (Way::Previous, Some(top)) => listed.iter().rev().find(|id| start(model, **id) < top),
        (Way::Next, None) => listed.iter().find(|id| Some(**id) > model.selected),
        (Way::Previous, None) => listed.iter().rev().find(|id| Some(**id) < model.selected),
    };
    if let Some(id) = wanted.copied() {
        select(model, id);
    }
}

/// Goes to the first claim of the next or the previous source.
pub fn source(model: &mut Model, way: Way) {
    let speakers = &model.speakers;
    let current = model.selected_claim().and_then(|claim| claim.source);
    let at = speakers.iter().position(|speaker| Some(*speaker) == current);
    let wanted = match (way, at) {
        (Way::Next, Some(at)) => speakers.get(at + 1),
        (Way::Previous, Some(at)) => at.checked_sub(1).and_then(|at| speakers.get(at)),
        (_, None) => speakers.first(),
    };
    let Some(source) = wanted.copied() else { return };
    if model.filter.is_some() {
        model.filter = Some(source);
    }
    let first = model.extraction.claims_of(source).next();
    if let Some(id) = first {
        select(model, id);
    }
}

/// Narrows the claims to the source with that number.
pub fn filter(model: &mut Model, number: u8) {
    let Some(source) = model.speakers.get(usize::from(number) - 1).copied() else {
        model.notice = Some(Notice::plain("no-such-source"));
        return;
    };
    model.filter = Some(source);
    if model.selected_claim().and_then(|claim| claim.source) == Some(source) {
        return;
    }
    let first = model.extraction.claims_of(source).next();
    if let Some(id) = first {
        select(model, id);
    }
}

/// Shows the claims of all sources again.
pub fn all_sources(model: &mut Model) {
    model.filter = None;
}

/// Selects a claim and shows it in both panes.
pub fn select(model: &mut Model, id: ClaimId) {
    model.selected = Some(id);
    model.cursor = Some(Target::Claim(id));
    let Some((start, end)) = model.claim(id).map(|claim| (claim.content.start, claim.content.end)) else { return };
    moving::show(model, crate::span::Offset(end.0.saturating_sub(1).max(start.0)));
    moving::show(model, start);
}

/// Moves the sidebar's cursor by `rows`, and the selection with it.
pub fn row(model: &mut Model, rows: isize) {
    let targets = sidebar::targets(model);
    if targets.is_empty() {
        return;
    }
    let at = model.cursor.and_then(|cursor| targets.iter().position(|target| *target == cursor)).unwrap_or(0);
    let at = at.saturating_add_signed(rows).min(targets.len() - 1);
    cursor(model, targets[at]);
}

/// Puts the sidebar's cursor on a row.
pub fn cursor(model: &mut Model, target: Target) {
    match target {
        Target::Claim(id) => select(model, id),
        Target::Source(_) => model.cursor = Some(target),
    }
}

/// Enter: a group opens or closes, a claim of the list is shown in the text, one of the text says why.
pub fn enter(model: &mut Model) {
    match (model.focus, model.cursor) {
        (Pane::Sidebar, Some(Target::Source(source))) => toggle(model, source),
        (Pane::Sidebar, Some(target @ Target::Claim(_))) => {
            model.focus = Pane::Article;
            moving::show_target(model, target);
        }
        _ => panels::open_why(model),
    }
}

/// Opens or closes a group of the sidebar; the only one that is listed stays open.
pub fn toggle(model: &mut Model, source: SourceId) {
    if model.filter == Some(source) {
        return;
    }
    if sidebar::is_open(model, source) {
        model.open.remove(&source);
        if model.selected_claim().and_then(|claim| claim.source) == Some(source) {
            model.selected = None;
        }
    } else {
        model.open.insert(source);
    }
}

fn start(model: &Model, id: ClaimId) -> usize {
    model.claim(id).map_or(0, |claim| claim.content.start.0)
}

/// The first byte of the pane, where nothing of the selected claim is in the pane, or none is selected.
fn scrolled_away(model: &Model) -> Option<usize> {
    let mut spans = model.places.iter().filter_map(|place| model.page.span_at(&model.article, *place));
    if model.selected_claim().is_some_and(|claim| spans.clone().any(|span| span.meets(claim.content))) {
        return None;
    }
    spans.next().map(|span| span.start.0)
}
