//! What the reader puts right: whose a claim is, which sources are one, where a claim begins and ends.
//!
//! Every action makes corrections (`make`), which are laid over what the machine found; marks, selection and groups stay
//! with the claims and sources they were on (`relay`), whatever numbers those have then.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use super::super::command::Command;
use super::super::corrections::{Naming, Purpose, Renaming, Splitting, rivals};
use super::super::keymap::{Keyboard, latin};
use super::super::message::{Effect, Notice};
use super::super::model::{Change, Extracted, Model, Panel, Target, Work};
use super::{choosing, marking, panels, selecting};
use crate::claims::{Anchor, ClaimId, Correction, Reason, SourceId, SourceKind, SourceRef};
use crate::fold::{Level, folded};
use crate::span::Span;

/// What a source may be, in the order in which the panel lists it.
pub const KINDS: [SourceKind; 5] =
    [SourceKind::Person, SourceKind::Organisation, SourceKind::Anonymous, SourceKind::Group, SourceKind::Document];

/// Does what a key of the panel "why?" says of `claim`.
pub fn obey(model: &mut Model, claim: ClaimId, command: Command) -> Vec<Effect> {
    let source = model.claim(claim).and_then(|claim| claim.source);
    match (command, source) {
        (Command::Give, _) => open_sources(model, Purpose::Give(claim)),
        (Command::Respan, _) => selecting::begin_content(model, claim),
        (Command::Reject, _) => return reject(model, claim),
        (Command::Merge, Some(source)) if model.choosable().len() > 1 => open_sources(model, Purpose::Merge(source)),
        (Command::Split, Some(source)) => {
            let at = model.extraction.claims_of(source).position(|one| one == claim).unwrap_or(0);
            model.panel = Some(Panel::Split(Splitting { source, chosen: BTreeSet::from([claim]), at }));
        }
        (Command::Rename, Some(source)) => {
            let name = model.name_of(source).to_owned();
            panels::open_name(model, Naming::Rename(source), &name);
        }
        (Command::Merge | Command::Split | Command::Rename, _) => {
            model.notice = Some(Notice::plain("no-other-source"));
        }
        _ => {}
    }
    Vec::new()
}

/// A digit says which of the two sources of an ambiguous claim it is: of this claim and of all of whom the same is asked.
pub fn settle(model: &mut Model, claim: ClaimId, number: usize) -> Vec<Effect> {
    let Some(chosen) = model.claim(claim).and_then(rivals).and_then(|rivals| rivals.get(number - 1).copied()) else {
        return Vec::new();
    };
    let corrections = same_question(model, claim).into_iter().filter_map(|claim| give(model, claim, chosen)).collect();
    let effects = make(model, corrections, Notice::with("settled", model.name_of(chosen)));
    panels::open_why(model);
    effects
}

/// The claims of which it is asked whether they are this one's source's or its rival's, with the same words for it.
fn same_question(model: &Model, claim: ClaimId) -> Vec<ClaimId> {
    let asked = |id: ClaimId| {
        let claim = model.claim(id)?;
        let words = claim.speaker.map(|span| folded(span.of(&model.article.text), Level::Loose));
        Some((rivals(claim)?.into_iter().collect::<BTreeSet<SourceId>>(), words?))
    };
    let wanted = asked(claim);
    let all = (0..model.extraction.claims.len()).map(ClaimId);
    all.filter(|id| *id == claim || wanted.is_some() && asked(*id) == wanted).collect()
}

/// Opens the list of sources; the one that keys speak of first is that of the claim before the words.
pub fn open_sources(model: &mut Model, purpose: Purpose) {
    let near = match purpose {
        Purpose::Give(claim) => model.claim(claim).and_then(|claim| claim.source),
        Purpose::Add(span) => {
            let before = model.extraction.claims.iter().rev().find(|claim| claim.content.start < span.start);
            before.and_then(|claim| claim.source)
        }
        Purpose::Merge(_) => None,
    };
    let at = listed(model, purpose).iter().position(|source| Some(*source) == near).unwrap_or(0);
    model.panel = Some(Panel::Sources(purpose, at));
}

/// The sources that may be chosen for `purpose`.
pub fn listed(model: &Model, purpose: Purpose) -> Vec<SourceId> {
    let all = model.choosable().into_iter();
    all.filter(|source| purpose != Purpose::Merge(*source)).collect()
}

/// A key in the list of sources: a digit or Enter chooses, 0 asks for a name that is not in it.
pub fn sources_key(model: &mut Model, key: KeyEvent, purpose: Purpose, at: usize) -> Vec<Effect> {
    let sources = listed(model, purpose);
    let chosen = match list_key(key) {
        ListKey::Move(rows) => {
            let last = sources.len().saturating_sub(1);
            model.panel = Some(Panel::Sources(purpose, at.saturating_add_signed(rows).min(last)));
            return Vec::new();
        }
        ListKey::Close => {
            model.panel = None;
            return Vec::new();
        }
        ListKey::Number(0) => {
            match purpose {
                Purpose::Give(claim) => panels::open_name(model, Naming::Give(claim), ""),
                Purpose::Add(span) => panels::open_name(model, Naming::Add(span), ""),
                Purpose::Merge(_) => {}
            }
            return Vec::new();
        }
        ListKey::Number(number) => sources.get(number - 1),
        ListKey::Accept => sources.get(at),
        ListKey::Other => None,
    };
    let Some(chosen) = chosen.copied() else { return Vec::new() };
    match purpose {
        Purpose::Give(claim) => {
            let given = give(model, claim, chosen).into_iter().collect();
            let effects = make(model, given, Notice::with("given", model.name_of(chosen)));
            panels::open_why(model);
            effects
        }
        Purpose::Merge(source) => merge(model, source, chosen),
        Purpose::Add(span) => {
            let found = model.known().source(chosen);
            found.map_or_else(Vec::new, |source| add(model, span, source))
        }
    }
}

/// A key in the list of claims of one source: a digit or the space bar chooses one or takes it back, Enter goes on to the
/// name of whose they are.
pub fn split_key(model: &mut Model, key: KeyEvent, mut split: Splitting) -> Vec<Effect> {
    let claims: Vec<ClaimId> = model.extraction.claims_of(split.source).collect();
    let toggled = match list_key(key) {
        ListKey::Move(rows) => {
            split.at = split.at.saturating_add_signed(rows).min(claims.len().saturating_sub(1));
            None
        }
        ListKey::Close => {
            model.panel = None;
            return Vec::new();
        }
        ListKey::Accept if !split.chosen.is_empty() => {
            panels::open_name(model, Naming::Split(split.chosen.into_iter().collect()), "");
            return Vec::new();
        }
        ListKey::Number(number) if number > 0 => claims.get(number - 1),
        ListKey::Other if key.code == KeyCode::Char(' ') => claims.get(split.at),
        _ => None,
    };
    if let Some(claim) = toggled
        && !split.chosen.remove(claim)
    {
        split.chosen.insert(*claim);
    }
    model.panel = Some(Panel::Split(split));
    Vec::new()
}

/// A key in the list of what a source may be: a digit chooses, Enter leaves it as it is.
pub fn kind_key(model: &mut Model, key: KeyEvent, renaming: Renaming) -> Vec<Effect> {
    let Some(now) = model.extraction.sources.get(renaming.source.0).map(|source| source.kind) else {
        model.panel = None;
        return Vec::new();
    };
    let kind = match list_key(key) {
        ListKey::Number(number) if number > 0 => KINDS.get(number - 1).copied(),
        ListKey::Accept => Some(now),
        ListKey::Close => {
            model.panel = None;
            None
        }
        _ => None,
    };
    let (Some(kind), Some(source)) = (kind, model.known().source(renaming.source)) else { return Vec::new() };
    let Renaming { name, role, .. } = renaming;
    let notice = Notice::with("renamed", name.clone());
    let effects = make(model, vec![Correction::Rename { source, name, role, kind }], notice);
    panels::open_why(model);
    effects
}

/// A name, or an office, was written.
pub fn named(model: &mut Model, naming: Naming, typed: &str) -> Vec<Effect> {
    let typed: String = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Naming::Role(source, name) = naming {
        model.panel = Some(Panel::Kind(Renaming { source, name, role: typed }));
        return Vec::new();
    }
    if typed.is_empty() {
        model.notice = Some(Notice::plain("no-name"));
        return Vec::new();
    }
    let new = SourceRef { uid: String::new(), name: typed.clone() };
    let correction = match naming {
        Naming::Add(span) => return add(model, span, new),
        Naming::Rename(source) => {
            let role = model.extraction.sources.get(source.0).map_or(String::new(), |source| source.role.clone());
            panels::open_name(model, Naming::Role(source, typed), &role);
            return Vec::new();
        }
        Naming::Give(claim) => model.known().anchor(claim).map(|claim| Correction::Reassign { claim, to: new }),
        Naming::Split(claims) => {
            let claims = claims.iter().filter_map(|claim| model.known().anchor(*claim)).collect();
            Some(Correction::Split { claims, name: typed.clone() })
        }
        Naming::Role(..) => None,
    };
    let effects = make(model, correction.into_iter().collect(), Notice::with("given", typed));
    panels::open_why(model);
    effects
}

/// Makes `span` the content of `claim`.
pub fn respan(model: &mut Model, claim: ClaimId, span: Span) -> Vec<Effect> {
    let Some(claim) = model.known().anchor(claim) else { return Vec::new() };
    let to = Anchor::of(&model.article, span, "");
    let effects = make(model, vec![Correction::Respan { claim, to }], Notice::plain("respanned"));
    panels::open_why(model);
    effects
}

fn reject(model: &mut Model, claim: ClaimId) -> Vec<Effect> {
    model.panel = None;
    let Some(claim) = model.known().anchor(claim) else { return Vec::new() };
    make(model, vec![Correction::Reject { claim }], Notice::plain("rejected"))
}

fn merge(model: &mut Model, source: SourceId, into: SourceId) -> Vec<Effect> {
    let Some((source, into)) = model.known().source(source).zip(model.known().source(into)) else { return Vec::new() };
    let notice = Notice::with("merged", into.name.clone());
    let effects = make(model, vec![Correction::Merge { source, into }], notice);
    panels::open_why(model);
    effects
}

/// Adds a claim that was missed, and selects it.
fn add(model: &mut Model, span: Span, source: SourceRef) -> Vec<Effect> {
    model.panel = None;
    model.selection = None;
    let notice = Notice::with("added", source.name.clone());
    let content = Anchor::of(&model.article, span, "");
    let effects = make(model, vec![Correction::Add { content, source }], notice);
    let is_new = |claim: &crate::claims::Claim| {
        claim.content.meets(span) && claim.why.last().is_some_and(|step| step.reason == Reason::GivenByReader)
    };
    let added = model.extraction.claims.iter().position(is_new);
    if let Some(at) = added {
        choosing::all_sources(model);
        choosing::select(model, ClaimId(at));
    }
    effects
}

fn give(model: &Model, claim: ClaimId, to: SourceId) -> Option<Correction> {
    let (claim, to) = model.known().anchor(claim).zip(model.known().source(to))?;
    Some(Correction::Reassign { claim, to })
}

/// Makes corrections, which are then taken back together.
fn make(model: &mut Model, corrections: Vec<Correction>, notice: Notice) -> Vec<Effect> {
    if corrections.is_empty() {
        return Vec::new();
    }
    if model.extracted != Extracted::Done {
        model.notice = Some(Notice::plain("claims-not-yet"));
        return Vec::new();
    }
    let made = model.corrections.number(corrections);
    marking::remember(model, Change::Uncorrect(made.iter().map(|made| made.number).collect()));
    model.corrections.made.extend(made);
    model.notice = Some(notice);
    relay(model);
    marking::save(model, Work::Corrections)
}

/// Lays the corrections anew. What was said of claims and sources stays with them; what was said of those that are gone is
/// put aside, and comes back with them.
pub fn relay(model: &mut Model) {
    let old = model.uids().clone();
    let selected = model.selected.map(|claim| (old.claim(claim).to_owned(), claim.0));
    let cursor = match model.cursor {
        Some(Target::Source(source)) => Some(old.source(source).to_owned()),
        _ => None,
    };
    let filter = model.filter.map(|source| old.source(source).to_owned());
    let open: BTreeSet<String> = model.open.iter().map(|source| old.source(*source).to_owned()).collect();
    let claim_marks = std::mem::take(&mut model.claim_marks).into_iter();
    model.aside.claims.extend(claim_marks.map(|(claim, marks)| (old.claim(claim).to_owned(), marks)));
    let source_marks = std::mem::take(&mut model.source_marks).into_iter();
    model.aside.sources.extend(source_marks.map(|(source, marks)| (old.source(source).to_owned(), marks)));
    for work in std::mem::take(&mut model.unsaved) {
        match work {
            Work::Marks(Target::Claim(claim)) => _ = model.aside.unsaved.insert(old.claim(claim).to_owned()),
            Work::Marks(Target::Source(source)) => _ = model.aside.unsaved.insert(old.source(source).to_owned()),
            Work::Corrections => _ = model.unsaved.insert(Work::Corrections),
        }
    }
    model.correct();
    bring_back(model);
    let source = |uid: &String| model.uids().sources().iter().position(|known| known == uid).map(SourceId);
    let open = open.iter().filter_map(source).collect();
    let filter = filter.as_ref().and_then(source);
    let cursor = cursor.as_ref().and_then(source).map(Target::Source);
    let last = model.extraction.claims.len().checked_sub(1);
    let selected = selected.and_then(|(uid, at)| {
        let same = model.uids().claims().iter().position(|known| *known == uid);
        same.or(last.map(|last| at.min(last))).map(ClaimId)
    });
    model.open = open;
    model.filter = filter;
    model.selected = selected;
    model.cursor = cursor.or(selected.map(Target::Claim));
}

/// Gives marks that lay aside to the claims and sources that are there now.
fn bring_back(model: &mut Model) {
    let uids = model.uids().clone();
    for (at, uid) in uids.claims().iter().enumerate() {
        let claim = ClaimId(at);
        if let Some(marks) = model.aside.claims.remove(uid) {
            model.claim_marks.insert(claim, marks);
        }
        if model.aside.unsaved.remove(uid) {
            model.unsaved.insert(Work::Marks(Target::Claim(claim)));
        }
    }
    for (at, uid) in uids.sources().iter().enumerate() {
        let source = SourceId(at);
        if let Some(marks) = model.aside.sources.remove(uid) {
            model.source_marks.insert(source, marks);
        }
        if model.aside.unsaved.remove(uid) {
            model.unsaved.insert(Work::Marks(Target::Source(source)));
        }
    }
}

/// A key in a list.
pub enum ListKey {
    Move(isize),
    Number(usize),
    Accept,
    Close,
    Other,
}

/// What a key means in a list.
pub fn list_key(key: KeyEvent) -> ListKey {
    if let KeyCode::Char(c) = key.code
        && let Some(digit) = latin(c).unwrap_or(c).to_digit(10)
    {
        return ListKey::Number(digit as usize);
    }
    match (key.code, Keyboard::default().press(key)) {
        (KeyCode::Char(' '), _) => ListKey::Other,
        (KeyCode::Enter, _) => ListKey::Accept,
        (_, Some(Command::Down | Command::NextClaim)) => ListKey::Move(1),
        (_, Some(Command::Up | Command::PreviousClaim)) => ListKey::Move(-1),
        (_, Some(Command::PageDown)) => ListKey::Move(10),
        (_, Some(Command::PageUp)) => ListKey::Move(-10),
        (_, Some(Command::Top)) => ListKey::Move(isize::MIN),
        (_, Some(Command::Bottom)) => ListKey::Move(isize::MAX),
        (_, Some(Command::Back)) => ListKey::Close,
        _ => ListKey::Other,
    }
}
