//! Notes that are not where they were, and what was changed since an earlier version: panels and keys.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::command::Command;
use super::super::drift::{Compared, Deed, Drift, Drifting, Earlier, Lost, claim_of};
use super::super::keymap::{Keyboard, latin};
use super::super::message::{Effect, Notice};
use super::super::model::{Change, Model, Panel, Target, Work};
use super::{choosing, marking};
use crate::claims::ClaimId;
use crate::store::{ClaimMarks, ClaimNote, Settled};

/// Takes in what became of the notes. Where some ask, the panel opens; where some were only moved, that is told.
pub fn settled(model: &mut Model, settled: &Settled) {
    model.drift = Drift::of(settled, model.uids());
    let (asking, moved) = (model.drift.asking(), model.drift.moved.len());
    if asking > 0 && model.panel.is_none() {
        model.panel = Some(Panel::Drift(Drifting::default()));
        model.notice = Some(Notice::with("notice.asking", model.words.count("asking", asking)));
    } else if asking == 0 && moved > 0 {
        let key = model.key_name("go");
        model.notice = Some(Notice { key: "notice.moved", values: vec![model.words.count("moved", moved), key] });
    }
}

/// Opens the panel of notes that are not where they were.
pub fn open(model: &mut Model) {
    if model.drift.len() == 0 {
        model.notice = Some(Notice::plain("no-orphans"));
    } else {
        model.panel = Some(Panel::Drift(Drifting::default()));
    }
}

/// A key in that panel.
pub fn key(model: &mut Model, key: KeyEvent, drifting: Drifting) -> Vec<Effect> {
    let Drifting { at, deleting } = drifting;
    model.panel = Some(Panel::Drift(Drifting { at, deleting: false }));
    if deleting {
        return if key.code == KeyCode::Enter { delete(model, at) } else { Vec::new() };
    }
    if let KeyCode::Char(c) = key.code
        && let Some(number) = latin(c).unwrap_or(c).to_digit(10)
    {
        return attach(model, at, (number as usize).wrapping_sub(1));
    }
    match Keyboard::default().press(key) {
        Some(Command::Down | Command::NextClaim) => show(model, at + 1),
        Some(Command::Up | Command::PreviousClaim) => show(model, at.wrapping_sub(1).min(at)),
        Some(Command::Enter) => return accept(model, at),
        Some(Command::Delete) if at < model.drift.lost.len() => {
            model.panel = Some(Panel::Drift(Drifting { at, deleting: true }));
        }
        Some(Command::Undo) => {
            let effects = marking::undo(model);
            show(model, at);
            return effects;
        }
        Some(Command::Redo) => {
            let effects = marking::redo(model);
            show(model, at);
            return effects;
        }
        Some(Command::Back | Command::Interrupt) => model.panel = None,
        _ if matches!(key.code, KeyCode::Char(c) if latin(c).unwrap_or(c) == 'o') => return leave(model, at),
        _ => {}
    }
    Vec::new()
}

/// Shows another note; closes the panel where none is left.
fn show(model: &mut Model, at: usize) {
    model.panel = match model.drift.len() {
        0 => None,
        len => Some(Panel::Drift(Drifting { at: at.min(len - 1), deleting: false })),
    };
}

/// Enter: the first place of a note that asks; a moved note is fastened where it is, and shown there.
fn accept(model: &mut Model, at: usize) -> Vec<Effect> {
    if let Some(lost) = model.drift.lost.get(at) {
        let may = lost.orphan.near.first().is_some_and(|near| near.may_be_asked());
        if may {
            return attach(model, at, 0);
        }
        model.notice = Some(Notice::plain("choose-by-digit"));
        return Vec::new();
    }
    let moved = at - model.drift.lost.len();
    if moved >= model.drift.moved.len() {
        return Vec::new();
    }
    let moved = model.drift.moved.remove(moved);
    let Some(claim) = claim_of(model.uids(), &moved.uid) else { return Vec::new() };
    model.panel = None;
    choosing::all_sources(model);
    choosing::select(model, claim);
    marking::save(model, Work::Marks(Target::Claim(claim)))
}

/// Makes the note that is shown the one of the claim at one of the places.
fn attach(model: &mut Model, at: usize, place: usize) -> Vec<Effect> {
    let Some(lost) = model.drift.lost.get(at) else { return Vec::new() };
    let Some(uid) = lost.uids.get(place).cloned() else { return Vec::new() };
    if claim_of(model.uids(), &uid).is_none_or(|claim| !model.marks_of_claim(claim).is_empty()) {
        model.notice = Some(Notice::plain("has-own-note"));
        return Vec::new();
    }
    let effects = deed(model, lost.clone(), Deed::Attach(uid), "attached");
    show(model, at);
    effects
}

/// Keeps that the note belongs to no claim here.
fn leave(model: &mut Model, at: usize) -> Vec<Effect> {
    match model.drift.lost.get(at).filter(|lost| !lost.orphan.left).cloned() {
        Some(lost) => {
            let effects = deed(model, lost, Deed::Leave, "left-orphan");
            show(model, at);
            effects
        }
        None => Vec::new(),
    }
}

fn delete(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some(lost) = model.drift.lost.get(at).cloned() else { return Vec::new() };
    let effects = deed(model, lost, Deed::Delete, "deleted");
    show(model, at);
    effects
}

fn deed(model: &mut Model, lost: Lost, deed: Deed, notice: &'static str) -> Vec<Effect> {
    let (back, effects) = apply(model, lost, deed);
    if let Some(back) = back {
        marking::remember(model, back);
        model.notice = Some(Notice::plain(notice));
    }
    effects
}

/// Does something with a note without a claim, and gives what takes it back.
pub fn apply(model: &mut Model, lost: Lost, deed: Deed) -> (Option<Change>, Vec<Effect>) {
    let note = lost.orphan.note.clone();
    let back = |deed: Deed| Some(Change::Drift(Box::new(lost.clone()), deed));
    match deed {
        Deed::Attach(uid) => {
            let found = claim_of(model.uids(), &uid).zip(note.key);
            let Some((claim, key)) = found else { return (None, Vec::new()) };
            model.drift.take(&lost.orphan);
            model.claim_marks.insert(claim, note.marks);
            let mut effects = vec![Effect::Adopt(uid.clone(), key)];
            effects.extend(marking::save(model, Work::Marks(Target::Claim(claim))));
            (back(Deed::Detach(uid)), effects)
        }
        Deed::Detach(uid) => {
            if let Some(claim) = claim_of(model.uids(), &uid) {
                forget(model, claim);
            }
            model.drift.add(lost.clone());
            (back(Deed::Attach(uid)), vec![Effect::PutNote(Box::new(note))])
        }
        Deed::Delete => {
            model.drift.take(&lost.orphan);
            let empty = ClaimNote { marks: ClaimMarks::default(), ..note };
            (back(Deed::Restore), vec![Effect::PutNote(Box::new(empty))])
        }
        Deed::Restore => {
            model.drift.add(lost.clone());
            (back(Deed::Delete), vec![Effect::PutNote(Box::new(note))])
        }
        Deed::Leave | Deed::Ask => {
            let left = deed == Deed::Leave;
            let Some(mut taken) = model.drift.take(&lost.orphan) else { return (None, Vec::new()) };
            taken.orphan.left = left;
            model.drift.add(taken);
            let hash = if left { model.article.hash.clone() } else { String::new() };
            let effects = note.key.map(|key| Effect::LeaveAdrift(key, hash)).into_iter().collect();
            (back(if left { Deed::Ask } else { Deed::Leave }), effects)
        }
    }
}

fn forget(model: &mut Model, claim: ClaimId) {
    model.claim_marks.remove(&claim);
    model.unsaved.remove(&Work::Marks(Target::Claim(claim)));
}

/// Takes in that the library has an earlier version.
pub fn looked_back(model: &mut Model, earlier: Earlier) {
    model.drift.earlier = Some(earlier);
}

/// Opens what was changed since the version before.
pub fn open_changes(model: &mut Model) -> Vec<Effect> {
    match (&model.drift.compared, &model.drift.earlier) {
        (Some(_), _) => {
            model.panel = Some(Panel::Changes(0));
            Vec::new()
        }
        (None, Some(earlier)) => vec![Effect::Compare(earlier.article)],
        (None, None) => {
            model.notice = Some(Notice::plain("no-earlier"));
            Vec::new()
        }
    }
}

/// Takes in what was changed, and shows it.
pub fn compared(model: &mut Model, compared: Compared) {
    model.drift.compared = Some(compared);
    model.panel = Some(Panel::Changes(0));
}

/// A key in the panel of changes: up and down go from one block to the next, Enter goes to it in the text.
pub fn changes_key(model: &mut Model, key: KeyEvent, at: usize) -> Vec<Effect> {
    let blocks = model.drift.compared.as_ref().map_or(0, |compared| compared.comparison.blocks.len());
    let last = blocks.saturating_sub(1);
    match Keyboard::default().press(key) {
        Some(Command::Down | Command::NextClaim | Command::PageDown) => {
            model.panel = Some(Panel::Changes((at + 1).min(last)))
        }
        Some(Command::Up | Command::PreviousClaim | Command::PageUp) => {
            model.panel = Some(Panel::Changes(at.saturating_sub(1)))
        }
        Some(Command::Top) => model.panel = Some(Panel::Changes(0)),
        Some(Command::Bottom) => model.panel = Some(Panel::Changes(last)),
        Some(Command::Enter) => jump(model, at),
        Some(Command::Back | Command::Interrupt) => model.panel = None,
        _ => {}
    }
    Vec::new()
}

/// Goes to where a block was changed; to what stands before it where it was removed.
fn jump(model: &mut Model, at: usize) {
    let Some(compared) = &model.drift.compared else { return };
    let blocks = compared.comparison.blocks.iter().take(at + 1);
    let number = blocks.filter_map(|block| block.new).next_back().unwrap_or(0);
    let Some(block) = model.article.blocks.get(number) else { return };
    model.top = model.page.place_of(&model.article, block.span.start);
    model.panel = None;
}
