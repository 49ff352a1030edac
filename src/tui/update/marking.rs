//! The reader's marks: notes, tags, verdicts, ratings; copying; undo.

use super::super::command::Command;
use super::super::corrections::{Corrections, Made};
use super::super::message::{Effect, Notice};
use super::super::model::{Asked, Change, Extracted, Goal, Model, Panel, Target, Work};
use super::{choosing, correcting, searching};
use crate::claims::{ClaimId, SourceId};
use crate::config::verdicts;
use crate::export::{citation, words_of};
use crate::span::Offset;
use crate::store::{ClaimMarks, Credibility, Reading, Reliability, Settled, SourceMarks, parse_tags};

/// Takes in what was kept of this article, and goes where reading stopped.
pub fn annotated(model: &mut Model, settled: Settled, made: Vec<Made>) {
    let is_corrected = !made.is_empty();
    if is_corrected {
        // Each can be taken back, the last one first, as if it had just been made.
        model.undo = made.iter().map(|_| Change::Uncorrect(1)).collect();
        model.corrections = Corrections::kept(made);
        correcting::relay(model);
        choosing::first(model);
    }
    let (top, selected, open) = (model.top, model.selected, model.open.clone());
    let bare = !is_corrected && settled.claims.is_empty() && settled.sources.is_empty() && settled.orphans.is_empty();
    // Where no claims were looked for, it is not the notes that have none.
    model.orphans = if model.extracted == Extracted::Done { settled.orphans.len() } else { 0 };
    model.claim_marks = settled.claims.into_iter().map(|(claim, found)| (claim, found.note.marks)).collect();
    model.source_marks = settled.sources.into_iter().map(|(source, note)| (source, note.marks)).collect();
    if let Some(reading) = settled.reading {
        resume(model, &reading);
    }
    if let Some(goal) = model.goal.take() {
        match goal {
            Goal::Claim(uid) => go_to(model, &uid),
            Goal::Words(at) => searching::show_words(model, at),
        }
    }
    model.dirty = !bare || (top, selected, &open) != (model.top, model.selected, &model.open);
}

/// Where reading stands, to be kept.
pub fn reading(model: &Model) -> Reading {
    let position = model.page.span_at(&model.article, model.top).map_or(Offset(0), |span| span.start);
    let claim = model.selected.map(|claim| model.uids().claim(claim).to_owned());
    let mut open_groups: Vec<String> =
        model.open.iter().map(|source| model.uids().source(*source).to_owned()).collect();
    open_groups.sort();
    Reading { position, claim, open_groups }
}

fn resume(model: &mut Model, reading: &Reading) {
    let sources = model.uids().sources().iter().enumerate();
    model.open = sources.filter(|(_, uid)| reading.open_groups.contains(uid)).map(|(at, _)| SourceId(at)).collect();
    let claim = reading.claim.as_ref().and_then(|uid| model.uids().claims().iter().position(|known| known == uid));
    if let Some(at) = claim {
        choosing::select(model, ClaimId(at));
    }
    model.top = model.page.place_of(&model.article, reading.position);
}

/// Selects the claim with this uid, and shows its words.
fn go_to(model: &mut Model, uid: &str) {
    let Some(at) = model.uids().claims().iter().position(|known| known == uid) else { return };
    choosing::select(model, ClaimId(at));
}

/// The note on `target`.
pub fn note(model: &Model, target: Target) -> String {
    match target {
        Target::Claim(claim) => model.marks_of_claim(claim).note,
        Target::Source(source) => model.marks_of_source(source).note,
    }
}

/// The tags of `target`.
pub fn tags(model: &Model, target: Target) -> Vec<String> {
    match target {
        Target::Claim(claim) => model.marks_of_claim(claim).tags,
        Target::Source(source) => model.marks_of_source(source).tags,
    }
}

/// Whether nothing was said of `target`.
pub fn is_bare(model: &Model, target: Target) -> bool {
    match target {
        Target::Claim(claim) => model.marks_of_claim(claim).is_empty(),
        Target::Source(source) => model.marks_of_source(source).is_empty(),
    }
}

/// Sets the note of `target`.
pub fn set_note(model: &mut Model, target: Target, note: &str) -> Vec<Effect> {
    let note = note.trim().to_owned();
    match target {
        Target::Claim(claim) => mark_claim(model, claim, |marks| marks.note = note),
        Target::Source(source) => mark_source(model, source, |marks| marks.note = note),
    }
}

/// Sets the tags of `target` as typed.
pub fn set_tags(model: &mut Model, target: Target, typed: &str) -> Vec<Effect> {
    let tags = parse_tags(typed);
    match target {
        Target::Claim(claim) => mark_claim(model, claim, |marks| marks.tags = tags),
        Target::Source(source) => mark_source(model, source, |marks| marks.tags = tags),
    }
}

/// Takes the text that the editor was left with.
pub fn edited(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.panel.take() {
        Some(Panel::Note(target, _)) => set_note(model, target, text),
        other => {
            model.panel = other;
            Vec::new()
        }
    }
}

/// Sets the verdict with that number in the list; 0 takes it back.
pub fn choose_verdict(model: &mut Model, claim: ClaimId, number: u8) -> Vec<Effect> {
    let verdict = match number {
        0 => None,
        number => match verdicts().verdicts.get(usize::from(number) - 1) {
            Some(verdict) => Some(verdict.id.clone()),
            None => return Vec::new(),
        },
    };
    model.panel = None;
    mark_claim(model, claim, |marks| marks.verdict = verdict)
}

/// Sets the reliability by its number from A on, and goes on to the claim's credibility.
pub fn choose_reliability(model: &mut Model, source: SourceId, claim: Option<ClaimId>, number: u8) -> Vec<Effect> {
    let reliability = match number {
        0 => None,
        number => match Reliability::ALL.get(usize::from(number) - 1) {
            Some(reliability) => Some(*reliability),
            None => return Vec::new(),
        },
    };
    model.panel = claim.map(|_| Panel::Evaluate { source: Some(source), claim, asked: Asked::Credibility });
    mark_source(model, source, |marks| marks.reliability = reliability)
}

/// Sets the credibility, 1 to 6; 0 takes it back.
pub fn choose_credibility(model: &mut Model, claim: ClaimId, number: u8) -> Vec<Effect> {
    let credibility = Credibility::new(number);
    if number != 0 && credibility.is_none() {
        return Vec::new();
    }
    model.panel = None;
    mark_claim(model, claim, |marks| marks.credibility = credibility)
}

/// Deletes all that was said of `target`.
pub fn delete(model: &mut Model, target: Target) -> Vec<Effect> {
    let effects = match target {
        Target::Claim(claim) => mark_claim(model, claim, |marks| *marks = ClaimMarks::default()),
        Target::Source(source) => mark_source(model, source, |marks| *marks = SourceMarks::default()),
    };
    model.notice = Some(Notice::plain("deleted"));
    effects
}

/// Takes the last change back.
pub fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(change) = model.undo.pop() else {
        model.notice = Some(Notice::plain("nothing-to-undo"));
        return Vec::new();
    };
    model.notice = Some(Notice::plain("undone"));
    let (back, effects) = apply(model, change);
    model.redo.extend(back);
    effects
}

/// Makes the last change that was taken back again.
pub fn redo(model: &mut Model) -> Vec<Effect> {
    let Some(change) = model.redo.pop() else {
        model.notice = Some(Notice::plain("nothing-to-redo"));
        return Vec::new();
    };
    model.notice = Some(Notice::plain("redone"));
    let (back, effects) = apply(model, change);
    model.undo.extend(back);
    effects
}

/// Keeps what takes a change back that is about to be made.
pub fn remember(model: &mut Model, back: Change) {
    model.undo.push(back);
    model.redo.clear();
    model.changed = true;
}

/// Makes a change, and gives what takes it back.
fn apply(model: &mut Model, change: Change) -> (Option<Change>, Vec<Effect>) {
    model.changed = true;
    match change {
        Change::Claim(uid, marks) => {
            let found = model.uids().claims().iter().position(|known| *known == uid).map(ClaimId);
            let Some(claim) = found else { return (None, Vec::new()) };
            let before = model.claim_marks.insert(claim, marks).unwrap_or_default();
            (Some(Change::Claim(uid, before)), save(model, Work::Marks(Target::Claim(claim))))
        }
        Change::Source(uid, marks) => {
            let found = model.uids().sources().iter().position(|known| *known == uid).map(SourceId);
            let Some(source) = found else { return (None, Vec::new()) };
            let before = model.source_marks.insert(source, marks).unwrap_or_default();
            (Some(Change::Source(uid, before)), save(model, Work::Marks(Target::Source(source))))
        }
        Change::Correct(made) => {
            let back = Change::Uncorrect(made.len());
            model.corrections.made.extend(made);
            (Some(back), corrected(model))
        }
        Change::Uncorrect(count) => {
            let all = &mut model.corrections.made;
            let taken = all.split_off(all.len().saturating_sub(count));
            (Some(Change::Correct(taken)), corrected(model))
        }
    }
}

/// Lays and saves other corrections than before. A panel that showed a claim shows the one that is selected then.
fn corrected(model: &mut Model) -> Vec<Effect> {
    correcting::relay(model);
    if let Some(Panel::Why(..) | Panel::Dossier(..)) = model.panel {
        model.panel = model.selected.map(|claim| Panel::Why(claim, 0));
    }
    save(model, Work::Corrections)
}

/// Copies the selected claim, with who said it or alone.
pub fn copy(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some((id, claim)) = model.selected.zip(model.selected_claim()) else {
        model.notice = Some(Notice::plain("nothing-selected"));
        return Vec::new();
    };
    if command == Command::CopyWords {
        return vec![Effect::Copy(words_of(&model.article, claim), Notice::plain("copied-words"))];
    }
    vec![Effect::Copy(citation(&model.article, &model.extraction, id), Notice::plain("copied"))]
}

fn mark_claim(model: &mut Model, claim: ClaimId, change: impl FnOnce(&mut ClaimMarks)) -> Vec<Effect> {
    let before = model.marks_of_claim(claim);
    let mut marks = before.clone();
    change(&mut marks);
    if marks == before {
        return Vec::new();
    }
    let uid = model.uids().claim(claim).to_owned();
    remember(model, Change::Claim(uid, before));
    model.claim_marks.insert(claim, marks);
    save(model, Work::Marks(Target::Claim(claim)))
}

fn mark_source(model: &mut Model, source: SourceId, change: impl FnOnce(&mut SourceMarks)) -> Vec<Effect> {
    let before = model.marks_of_source(source);
    let mut marks = before.clone();
    change(&mut marks);
    if marks == before {
        return Vec::new();
    }
    let uid = model.uids().source(source).to_owned();
    remember(model, Change::Source(uid, before));
    model.source_marks.insert(source, marks);
    save(model, Work::Marks(Target::Source(source)))
}

/// Saves something, and with it what could not be saved before.
pub fn save(model: &mut Model, work: Work) -> Vec<Effect> {
    model.unsaved.insert(work);
    model.warned = false;
    save_unsaved(model)
}

/// Saves all that is not on the disk.
pub fn save_unsaved(model: &Model) -> Vec<Effect> {
    let save = |work: &Work| match *work {
        Work::Marks(Target::Claim(claim)) => Effect::SaveClaim(claim, model.marks_of_claim(claim)),
        Work::Marks(Target::Source(source)) => Effect::SaveSource(source, model.marks_of_source(source)),
        Work::Corrections => Effect::SaveCorrections(model.corrections.made.clone()),
    };
    model.unsaved.iter().map(save).collect()
}
