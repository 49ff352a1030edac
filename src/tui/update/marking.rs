//! The reader's marks: notes, tags, verdicts, ratings; copying; undo.

use super::super::command::Command;
use super::super::corrections::{Corrections, Made};
use super::super::message::{Effect, Notice};
use super::super::model::{Asked, Change, Extracted, Goal, Model, Panel, Swap, Target, Work};
use super::super::shelf::{Fresh, Marks};
use super::{choosing, correcting, drifting, searching};
use crate::claims::{ClaimId, SourceId};
use crate::config::verdicts;
use crate::export::{citation, words_of};
use crate::span::Offset;
use crate::store::{
    ClaimMarks, Contradiction, Credibility, Field, Reading, Reliability, SavedMarks, Settled, Sides, SourceMarks,
    Status, merge_claim_marks, merge_source_marks, parse_tags,
};

/// Takes in what was kept of this article, and goes where reading stopped.
pub fn annotated(model: &mut Model, settled: Settled, made: Vec<Made>) {
    let is_corrected = !made.is_empty();
    if is_corrected {
        // Each can be taken back, the last one first, as if it had just been made.
        model.undo = made.iter().map(|made| Change::Uncorrect(vec![made.number])).collect();
        model.corrections = Corrections::kept(made);
        correcting::relay(model);
        choosing::first(model);
    }
    let (top, selected, open) = (model.top, model.selected, model.open.clone());
    let bare = !is_corrected && settled.claims.is_empty() && settled.sources.is_empty() && settled.orphans.is_empty();
    // Where no claims were looked for, it is not the notes that have none.
    if model.extracted == Extracted::Done {
        drifting::settled(model, &settled);
    }
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

/// Takes in marks as they were saved over those of another program, and tells of it. Of single values that both had set
/// mine holds, and undo takes theirs.
pub fn merged(model: &mut Model, merged: Marks) {
    let key = if merged.clashes().is_empty() { "merged-marks" } else { "clash" };
    let clashes = merged.clashes().iter().map(|field| model.words.say(field_key(*field)));
    let clashes = clashes.collect::<Vec<_>>().join(model.words.say("comma"));
    match merged {
        Marks::Claim(claim, saved) => {
            let SavedMarks { marks, theirs, clashes, .. } = *saved;
            if let Some(theirs) = theirs.filter(|_| !clashes.is_empty()) {
                let is = |field| clashes.contains(&field);
                let mut to = marks.clone();
                to.verdict = if is(Field::Verdict) { theirs.verdict } else { to.verdict };
                to.credibility = if is(Field::Credibility) { theirs.credibility } else { to.credibility };
                to.status = if is(Field::Status) { theirs.status } else { to.status };
                to.said = if is(Field::Said) { theirs.said } else { to.said };
                let uid = model.uids().claim(claim).to_owned();
                remember(model, Change::Claim(uid, Box::new(Swap { from: marks.clone(), to })));
            }
            put_claim(model, claim, marks);
        }
        Marks::Source(source, saved) => {
            let SavedMarks { marks, theirs, clashes, .. } = *saved;
            if let Some(theirs) = theirs.filter(|_| !clashes.is_empty()) {
                let to = SourceMarks { reliability: theirs.reliability, ..marks.clone() };
                let uid = model.uids().source(source).to_owned();
                remember(model, Change::Source(uid, Box::new(Swap { from: marks.clone(), to })));
            }
            model.source_marks.insert(source, marks);
        }
    }
    let undo = model.key_name("u");
    model.notice = Some(Notice { key, values: if key == "clash" { vec![clashes, undo] } else { Vec::new() } });
}

/// The word for one of the marks.
const fn field_key(field: Field) -> &'static str {
    match field {
        Field::Verdict => "field.verdict",
        Field::Credibility => "field.credibility",
        Field::Status => "field.status",
        Field::Said => "field.said",
        Field::Reliability => "field.reliability",
        Field::Note => "field.note",
    }
}

/// Takes in what another program has written.
pub fn refreshed(model: &mut Model, fresh: Fresh) {
    if renew(model, fresh) && model.notice.is_none() {
        model.notice = Some(Notice::plain("refreshed"));
    }
}

/// Takes over what the library says of the article now; says whether that is another than the model's.
pub fn renew(model: &mut Model, fresh: Fresh) -> bool {
    let Fresh { settled, made } = fresh;
    let before = (model.corrections.made.clone(), model.claim_marks.clone(), model.source_marks.clone());
    if made != model.corrections.made {
        model.corrections.renew(made);
        correcting::relay(model);
    }
    if model.extracted == Extracted::Done {
        drifting::settled(model, &settled);
    }
    model.claim_marks = settled.claims.into_iter().map(|(claim, found)| (claim, found.note.marks)).collect();
    model.source_marks = settled.sources.into_iter().map(|(source, note)| (source, note.marks)).collect();
    before != (model.corrections.made.clone(), model.claim_marks.clone(), model.source_marks.clone())
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

/// Sets how far the check has come by its number in the list; 0 takes it back.
pub fn choose_status(model: &mut Model, claim: ClaimId, number: u8) -> Vec<Effect> {
    let status = number.checked_sub(1).and_then(|at| Status::ALL.get(usize::from(at))).copied();
    if number != 0 && status.is_none() {
        return Vec::new();
    }
    model.panel = None;
    mark_claim(model, claim, |marks| marks.status = status)
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
        Change::Claim(uid, swap) => {
            let found = model.uids().claims().iter().position(|known| *known == uid).map(ClaimId);
            let Some(claim) = found else { return (None, Vec::new()) };
            let now = model.marks_of_claim(claim);
            let to = merge_claim_marks(Sides { base: &swap.from, mine: &swap.to, theirs: &now }).marks;
            let back = Change::Claim(uid, Box::new(Swap { from: to.clone(), to: now }));
            put_claim(model, claim, to);
            (Some(back), save(model, Work::Marks(Target::Claim(claim))))
        }
        Change::Source(uid, swap) => {
            let found = model.uids().sources().iter().position(|known| *known == uid).map(SourceId);
            let Some(source) = found else { return (None, Vec::new()) };
            let now = model.marks_of_source(source);
            let to = merge_source_marks(Sides { base: &swap.from, mine: &swap.to, theirs: &now }).marks;
            model.source_marks.insert(source, to.clone());
            let back = Change::Source(uid, Box::new(Swap { from: to, to: now }));
            (Some(back), save(model, Work::Marks(Target::Source(source))))
        }
        Change::Drift(lost, deed) => drifting::apply(model, *lost, deed),
        Change::Correct(made) => {
            let back = Change::Uncorrect(made.iter().map(|made| made.number).collect());
            model.corrections.made.extend(made);
            (Some(back), corrected(model))
        }
        Change::Uncorrect(numbers) => {
            let all = std::mem::take(&mut model.corrections.made);
            let (taken, left) = all.into_iter().partition(|made| numbers.contains(&made.number));
            model.corrections.made = left;
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

/// Gives a claim its marks. A contradiction stands on the other claim as well, as the library then has it.
fn put_claim(model: &mut Model, claim: ClaimId, marks: ClaimMarks) {
    let before = model.claim_marks.insert(claim, marks.clone()).unwrap_or_default();
    let own = Contradiction {
        article: model.article.hash.clone(),
        claim: model.uids().claim(claim).to_owned(),
        words: model.claim(claim).map_or(String::new(), |claim| claim.content.of(&model.article.text).to_owned()),
        title: model.article.title().to_owned(),
        note: String::new(),
    };
    for other in before.contradicts.iter().chain(&marks.contradicts) {
        let Some(there) = claim_of(model, other) else { continue };
        let list = &mut model.claim_marks.entry(there).or_default().contradicts;
        list.retain(|known| known.other() != own.other());
        if let Some(now) = marks.contradicts.iter().find(|now| now.other() == other.other()) {
            list.push(Contradiction { note: now.note.clone(), ..own.clone() });
        }
    }
}

/// The claim that is contradicted, where it is one of this article.
pub fn claim_of(model: &Model, other: &Contradiction) -> Option<ClaimId> {
    let found = model.uids().claims().iter().position(|uid| *uid == other.claim);
    found.filter(|_| other.article == model.article.hash).map(ClaimId)
}

pub fn mark_claim(model: &mut Model, claim: ClaimId, change: impl FnOnce(&mut ClaimMarks)) -> Vec<Effect> {
    let before = model.marks_of_claim(claim);
    let mut marks = before.clone();
    change(&mut marks);
    if marks == before {
        return Vec::new();
    }
    let uid = model.uids().claim(claim).to_owned();
    remember(model, Change::Claim(uid, Box::new(Swap { from: marks.clone(), to: before })));
    put_claim(model, claim, marks);
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
    remember(model, Change::Source(uid, Box::new(Swap { from: marks.clone(), to: before })));
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
