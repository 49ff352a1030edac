//! Claims that are kept for export, and what they contradict: once pins, twice says that the claim contradicts the one that
//! was pinned before it.

use crossterm::event::KeyEvent;

use super::super::command::Command;
use super::super::message::{Effect, Notice};
use super::super::model::{Model, Panel, Writing};
use super::correcting::{ListKey, list_key};
use super::{marking, panels};
use crate::claims::ClaimId;
use crate::store::Contradiction;

/// Pins the selected claim; of one that is pinned, looks for the claim that was pinned before.
pub fn pin(model: &mut Model) -> Vec<Effect> {
    let Some(claim) = model.selected else {
        model.notice = Some(Notice::plain("nothing-selected"));
        return Vec::new();
    };
    if model.marks_of_claim(claim).pinned {
        return vec![Effect::FindPinned(claim)];
    }
    let effects = marking::mark_claim(model, claim, |marks| marks.pinned = true);
    let key = model.key_name("p");
    model.notice = Some(Notice::with("pinned", key));
    effects
}

/// Says that the claim contradicts the one that was pinned before, and asks for a word on it. Where that is said already,
/// or no other is pinned, shows what it contradicts.
pub fn pinned_before(model: &mut Model, claim: ClaimId, other: Option<Contradiction>) -> Vec<Effect> {
    let known = model.marks_of_claim(claim).contradicts;
    let new = other.filter(|other| known.iter().all(|known| known.other() != other.other()));
    let Some(other) = new else {
        model.panel = Some(Panel::Pins(claim, 0));
        return Vec::new();
    };
    let effects = marking::mark_claim(model, claim, |marks| marks.contradicts.push(other.clone()));
    panels::open_writing(model, Writing::Against(claim, Box::new(other)), "");
    effects
}

/// A key in the list of contradictions: Enter writes a word, 0 takes the pin away.
pub fn key(model: &mut Model, key: KeyEvent, claim: ClaimId, at: usize) -> Vec<Effect> {
    let others = model.marks_of_claim(claim).contradicts;
    if let (Some(Command::Delete), Some(other)) = (panels::command_of(key), others.get(at)) {
        let effects = marking::mark_claim(model, claim, |marks| {
            marks.contradicts.retain(|known| known.other() != other.other());
        });
        model.panel = None;
        model.notice = Some(Notice::plain("contradiction-removed"));
        return effects;
    }
    let last = others.len().saturating_sub(1);
    match list_key(key) {
        ListKey::Move(rows) => model.panel = Some(Panel::Pins(claim, at.saturating_add_signed(rows).min(last))),
        ListKey::Number(0) => {
            model.panel = None;
            let effects = marking::mark_claim(model, claim, |marks| marks.pinned = false);
            model.notice = Some(Notice::plain("unpinned"));
            return effects;
        }
        ListKey::Number(number) => model.panel = Some(Panel::Pins(claim, (number - 1).min(last))),
        ListKey::Accept => {
            if let Some(other) = others.get(at) {
                let note = other.note.clone();
                panels::open_writing(model, Writing::Against(claim, Box::new(other.clone())), &note);
            }
        }
        ListKey::Close => model.panel = None,
        ListKey::Other => {}
    }
    Vec::new()
}
