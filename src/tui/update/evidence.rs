//! Evidence of a claim, when it was said, how far its check has come: the panels and their keys.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::command::Command;
use super::super::keymap::{self, EVIDENCE, latin};
use super::super::message::{Effect, Notice};
use super::super::model::{Linking, Model, Panel, Writing};
use super::correcting::{ListKey, list_key};
use super::{marking, panels};
use crate::claims::ClaimId;
use crate::store::{EvidenceKind, EvidenceLink, parse_day};

/// Opens one of the panels for the selected claim. Where there is no evidence yet, an address is asked for at once.
pub fn open(model: &mut Model, command: Command) {
    let Some(claim) = model.selected else {
        model.notice = Some(Notice::plain("nothing-selected"));
        return;
    };
    let marks = model.marks_of_claim(claim);
    match command {
        Command::Status => model.panel = Some(Panel::Status(claim)),
        Command::Said => panels::open_writing(model, Writing::Said(claim), &marks.said),
        _ if marks.evidence.is_empty() => panels::open_writing(model, Writing::Url(claim), ""),
        _ => model.panel = Some(Panel::Evidence(claim, 0)),
    }
}

/// A key in the list of evidence: Enter opens a link outside, others change or remove it, or add one.
pub fn key(model: &mut Model, key: KeyEvent, claim: ClaimId, at: usize) -> Vec<Effect> {
    let links = model.marks_of_claim(claim).evidence;
    let link = links.get(at).cloned();
    if let Some(command) = keymap::find_in(EVIDENCE, key) {
        let writing = match (command, &link) {
            (Command::AddEvidence, _) => Some((Writing::Url(claim), String::new())),
            (Command::EvidenceWord, Some(link)) => Some((Writing::Word(claim, at), link.note.clone())),
            (Command::Archive, Some(link)) => Some((Writing::Archive(claim, at), link.archive.clone())),
            (Command::Accessed, Some(link)) => Some((Writing::Accessed(claim, at), link.accessed.clone())),
            (Command::EvidenceKind, Some(_)) => {
                model.panel = Some(Panel::EvidenceKind(Linking::Old(claim, at)));
                None
            }
            _ => None,
        };
        if let Some((writing, text)) = writing {
            panels::open_writing(model, writing, &text);
        }
        return Vec::new();
    }
    match (panels::command_of(key), link) {
        (Some(Command::Delete), Some(_)) => return remove(model, claim, at),
        (Some(Command::Copy), Some(link)) => return vec![Effect::Copy(link.url, Notice::plain("copied-text"))],
        (Some(Command::Undo), _) => {
            let effects = marking::undo(model);
            settle(model, claim, at);
            return effects;
        }
        (Some(Command::Redo), _) => {
            let effects = marking::redo(model);
            settle(model, claim, at);
            return effects;
        }
        _ => {}
    }
    match list_key(key) {
        ListKey::Move(rows) => settle(model, claim, at.saturating_add_signed(rows)),
        ListKey::Number(number) if number > 0 => settle(model, claim, number - 1),
        ListKey::Accept => return links.get(at).map(|link| Effect::OpenLink(link.url.clone())).into_iter().collect(),
        ListKey::Close => model.panel = None,
        _ => {}
    }
    Vec::new()
}

/// Shows the list with a link of it that there is; closes it where there is none any more.
fn settle(model: &mut Model, claim: ClaimId, at: usize) {
    let last = model.marks_of_claim(claim).evidence.len().checked_sub(1);
    model.panel = last.map(|last| Panel::Evidence(claim, at.min(last)));
}

fn remove(model: &mut Model, claim: ClaimId, at: usize) -> Vec<Effect> {
    let effects = marking::mark_claim(model, claim, |marks| {
        if at < marks.evidence.len() {
            marks.evidence.remove(at);
        }
    });
    settle(model, claim, at);
    model.notice = Some(Notice::plain("evidence-removed"));
    effects
}

/// A key where the kind of evidence is asked for: a digit says it, Enter leaves it as it is.
pub fn kind_key(model: &mut Model, key: KeyEvent, linking: Linking) -> Vec<Effect> {
    let digit = if let KeyCode::Char(c) = key.code { latin(c).unwrap_or(c).to_digit(10) } else { None };
    let chosen =
        digit.and_then(|digit| digit.checked_sub(1)).and_then(|at| EvidenceKind::ALL.get(at as usize)).copied();
    let is_left = key.code == KeyCode::Enter;
    if chosen.is_none() && !is_left {
        return Vec::new();
    }
    match linking {
        Linking::New(claim, url) => {
            let kind = chosen.unwrap_or_default();
            let link = EvidenceLink { kind, url, accessed: model.today.clone(), ..EvidenceLink::default() };
            let at = model.marks_of_claim(claim).evidence.len();
            let effects = marking::mark_claim(model, claim, |marks| marks.evidence.push(link));
            settle(model, claim, at);
            effects
        }
        Linking::Old(claim, at) => {
            settle(model, claim, at);
            let Some(kind) = chosen else { return Vec::new() };
            change(model, claim, at, |link| link.kind = kind)
        }
    }
}

fn change(model: &mut Model, claim: ClaimId, at: usize, change: impl FnOnce(&mut EvidenceLink)) -> Vec<Effect> {
    marking::mark_claim(model, claim, |marks| {
        if let Some(link) = marks.evidence.get_mut(at) {
            change(link);
        }
    })
}

/// Takes what was written. What is no day, or no address, is told, and the field stays.
pub fn written(model: &mut Model, writing: Writing, typed: &str) -> Vec<Effect> {
    let typed = typed.trim();
    let is_bad = match &writing {
        Writing::Said(_) | Writing::Accessed(..) => !typed.is_empty() && parse_day(typed).is_none(),
        Writing::Url(_) => typed.is_empty() || typed.contains(char::is_whitespace),
        Writing::Archive(..) => typed.contains(char::is_whitespace),
        Writing::Word(..) | Writing::Against(..) => false,
    };
    if is_bad {
        let is_day = matches!(writing, Writing::Said(_) | Writing::Accessed(..));
        // An empty address gives the adding up.
        if !typed.is_empty() {
            panels::open_writing(model, writing, typed);
            model.notice = Some(Notice::plain(if is_day { "no-day" } else { "no-address" }));
        }
        return Vec::new();
    }
    let day = parse_day(typed).unwrap_or_default();
    match writing {
        Writing::Said(claim) => marking::mark_claim(model, claim, |marks| marks.said = day),
        Writing::Url(claim) => {
            let known = model.marks_of_claim(claim).evidence.iter().position(|link| link.url == typed);
            model.panel = Some(match known {
                Some(at) => Panel::Evidence(claim, at),
                None => Panel::EvidenceKind(Linking::New(claim, typed.to_owned())),
            });
            Vec::new()
        }
        Writing::Word(claim, at) => {
            settle(model, claim, at);
            change(model, claim, at, |link| link.note = typed.to_owned())
        }
        Writing::Archive(claim, at) => {
            settle(model, claim, at);
            change(model, claim, at, |link| link.archive = typed.to_owned())
        }
        Writing::Accessed(claim, at) => {
            settle(model, claim, at);
            change(model, claim, at, |link| link.accessed = day)
        }
        Writing::Against(claim, other) => marking::mark_claim(model, claim, |marks| {
            if let Some(known) = marks.contradicts.iter_mut().find(|known| known.other() == other.other()) {
                known.note = typed.to_owned();
            }
        }),
    }
}
