//! The reader's marks: notes, tags, verdicts, ratings; copying; undo.

use super::super::command::Command;
use super::super::message::{Effect, Notice};
use super::super::model::{Asked, Change, Extracted, Model, Panel, Target};
use super::choosing;
use crate::claims::{ClaimId, SourceId};
use crate::config::verdicts;
use crate::export::{citation, words_of};
use crate::span::Offset;
use crate::store::{ClaimMarks, Credibility, Reading, Reliability, Settled, SourceMarks, parse_tags};

/// Takes in what was kept of this article, and goes where reading stopped.
pub fn annotated(model: &mut Model, settled: Settled) {
    let (top, selected, open) = (model.top, model.selected, model.open.clone());
    let bare = settled.claims.is_empty() && settled.sources.is_empty() && settled.orphans.is_empty();
    // Where no claims were looked for, it is not the notes that have none.
    model.orphans = if model.extracted == Extracted::Done { settled.orphans.len() } else { 0 };
    model.claim_marks = settled.claims.into_iter().map(|(claim, found)| (claim, found.note.marks)).collect();
    model.source_marks = settled.sources.into_iter().map(|(source, note)| (source, note.marks)).collect();
    if let Some(reading) = settled.reading {
        resume(model, &reading);
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
    match change {
        Change::Claim(claim, marks) => {
            model.claim_marks.insert(claim, marks);
            save(model, Target::Claim(claim))
        }
        Change::Source(source, marks) => {
            model.source_marks.insert(source, marks);
            save(model, Target::Source(source))
        }
    }
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
    model.undo.push(Change::Claim(claim, before));
    model.claim_marks.insert(claim, marks);
    save(model, Target::Claim(claim))
}

fn mark_source(model: &mut Model, source: SourceId, change: impl FnOnce(&mut SourceMarks)) -> Vec<Effect> {
    let before = model.marks_of_source(source);
    let mut marks = before.clone();
    change(&mut marks);
    if marks == before {
        return Vec::new();
    }
    model.undo.push(Change::Source(source, before));
    model.source_marks.insert(source, marks);
    save(model, Target::Source(source))
}

/// Saves the marks of `target`, and with them what could not be saved before.
fn save(model: &mut Model, target: Target) -> Vec<Effect> {
    model.unsaved.insert(target);
    model.warned = false;
    save_unsaved(model)
}

/// Saves all that is not on the disk.
pub fn save_unsaved(model: &Model) -> Vec<Effect> {
    let save = |target: &Target| match *target {
        Target::Claim(claim) => Effect::SaveClaim(claim, model.marks_of_claim(claim)),
        Target::Source(source) => Effect::SaveSource(source, model.marks_of_source(source)),
    };
    model.unsaved.iter().map(save).collect()
}
