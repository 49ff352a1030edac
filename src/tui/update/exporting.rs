//! The sheet that exports the article.

use crossterm::event::KeyEvent;

use super::super::exporting::{Exporting, Offer, Outcome, Scope, Step};
use super::super::message::{Effect, Notice};
use super::super::model::{Model, Panel};
use crate::shelf::stem_of;

/// Opens the sheet. A part of a large file is no article: its offsets would be wrong.
pub fn open(model: &mut Model) {
    if model.article.window.is_some() {
        model.notice = Some(Notice::plain("export-window"));
        return;
    }
    let stem = stem_of(&model.article);
    let mut offers = vec![Offer { scope: Scope::Open, stem: stem.clone() }];
    if model.claim_marks.values().any(|marks| marks.pinned) {
        offers.push(Offer { scope: Scope::OpenPinned, stem });
    }
    model.panel = Some(Panel::Export(Box::new(Exporting::new(offers, model.size))));
}

/// A key while the sheet is open.
pub fn key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let Some(Panel::Export(exporting)) = &mut model.panel else { return Vec::new() };
    match exporting.press(key) {
        Step::Stay => {}
        Step::Close => model.panel = None,
        Step::Copied(text) => return vec![Effect::Copy(text, Notice::plain("copied-text"))],
        Step::Write(wish) => return vec![Effect::Export(wish)],
    }
    Vec::new()
}

/// What came of it.
pub fn done(model: &mut Model, outcome: Outcome) {
    let Some(Panel::Export(exporting)) = &mut model.panel else { return };
    let (stays, notice) = exporting.take(outcome);
    if !stays {
        model.panel = None;
    }
    model.notice = notice;
}
