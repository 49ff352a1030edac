//! What happened to what changes. No input, no output: effects are returned, and the world runs them.

mod choosing;
mod correcting;
mod drifting;
mod evidence;
mod exporting;
mod lens;
mod marking;
mod mouse;
mod moving;
mod panels;
mod pinning;
mod searching;
mod selecting;
mod viewing;

pub use correcting::{KINDS, listed};
pub use marking::claim_of;

use super::area;
use super::command::Command;
use super::focus;
use super::message::{Away, Effect, Leaf, Message, Notice, Size};
use super::model::{Extracted, Library, Model, Panel, SidebarPlace};
use super::options::Choice;
use super::shelf::Fresh;
use super::sidebar;
use crate::article::Article;
use crate::claims::Extraction;
use crate::config::Settings;

/// What the reader asks for before the first message, after the first screen is drawn.
pub fn start(model: &mut Model) -> Vec<Effect> {
    moving::settle(model);
    model.at_hand = focus::sentence(model);
    // Until claims are found, the list says that they are being looked for.
    sidebar::follow(model);
    match model.extracted {
        Extracted::Later => vec![Effect::Extract],
        Extracted::Off | Extracted::Done => vec![Effect::ReadAnnotations],
    }
}

/// Takes over what the library says of the article after other screens: nobody else need have written it.
pub fn renew(model: &mut Model, fresh: Fresh) {
    marking::renew(model, fresh);
}

/// What the reader asks for when the article is come back to from another screen. What lay over it is closed: the claims
/// may have other numbers by then.
pub fn resume(model: &mut Model, settings: Settings, size: Size) -> Vec<Effect> {
    model.settings = settings;
    model.words = model.settings.words();
    (model.panel, model.selection, model.notice, model.warned) = (None, None, None, false);
    update(model, Message::Resize(size));
    match model.library {
        Library::Open => vec![Effect::Register],
        Library::Missing => Vec::new(),
    }
}

/// Changes `model` by `message` and returns what the world must do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    // The wheel may leave the list's cursor behind, and the mouse moving on does not call it back.
    let stays = matches!(message, Message::Wheel(..) | Message::Nothing);
    model.dirty = true;
    let effects = handle(model, message);
    moving::settle(model);
    model.at_hand = focus::sentence(model);
    panels::settle(model);
    if !stays {
        sidebar::follow(model);
    }
    effects
}

fn handle(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => {
            model.notice = None;
            return key_pressed(model, key);
        }
        Message::Paste(text) => panels::paste(model, &text),
        Message::Click(cell) => mouse::click(model, cell),
        Message::DoubleClick(cell) => mouse::double_click(model, cell),
        Message::Drag(cell) => selecting::drag(model, cell),
        Message::Wheel(cell, rows) => return mouse::wheel(model, cell, rows),
        Message::Resize(size) => moving::resize(model, size),
        Message::Closed => return closed(model),
        Message::Nothing => {}
        Message::Extracted(extraction) => return extracted(model, extraction),
        Message::Annotated(settled, made) => {
            marking::annotated(model, *settled, made);
            return vec![Effect::Register, Effect::LookBack];
        }
        Message::LookedBack(earlier) => drifting::looked_back(model, earlier),
        Message::Compared(compared) => drifting::compared(model, *compared),
        Message::Opened(article, leaf) => return opened(model, *article, leaf),
        Message::Saved(work) => {
            model.unsaved.remove(&work);
            return refresh(model);
        }
        Message::Merged(work, marks) => {
            model.unsaved.remove(&work);
            marking::merged(model, marks);
            return refresh(model);
        }
        Message::Refreshed(fresh) => marking::refreshed(model, *fresh),
        Message::PinnedBefore(claim, other) => return pinning::pinned_before(model, claim, other),
        Message::Focused => return refresh(model),
        Message::NotSaved(work, why) => {
            model.unsaved.insert(work);
            model.notice = Some(Notice::with("save-failed", why));
        }
        Message::NoLibrary(why) => {
            model.library = Library::Missing;
            model.notice = Some(Notice::with("save-failed", why));
        }
        Message::Unsaved => {
            model.warned = true;
            model.notice = Some(Notice::plain("unsaved"));
        }
        Message::Notice(notice) => model.notice = Some(notice),
        Message::Exported(outcome) => exporting::done(model, outcome),
        Message::Edited(text) => return marking::edited(model, &text),
        Message::NoDossier(source) => model.panel = Some(Panel::Dossier(source, 0)),
    }
    Vec::new()
}

/// What another program has written is read when the user comes back, and after saving: never by the clock. A panel or a
/// selection that is open is not changed under the user's hands.
fn refresh(model: &Model) -> Vec<Effect> {
    let is_free = model.panel.is_none() && model.selection.is_none() && model.unsaved.is_empty();
    if is_free && model.library == Library::Open { vec![Effect::Refresh] } else { Vec::new() }
}

fn key_pressed(model: &mut Model, key: crossterm::event::KeyEvent) -> Vec<Effect> {
    if model.panel.is_some() {
        return panels::key(model, key);
    }
    if model.selection.is_some() {
        return selecting::key(model, key);
    }
    match model.keyboard.press(key) {
        Some(command) => obey(model, command),
        None => Vec::new(),
    }
}

/// Does what a command says while no panel is open.
fn obey(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Down => return moving::line(model, 1),
        Command::Up => return moving::line(model, -1),
        Command::PageDown => return moving::page(model, 1),
        Command::PageUp => return moving::page(model, -1),
        Command::Top => return moving::top(model),
        Command::Bottom => return moving::bottom(model),
        Command::NextHeading => moving::heading(model, 1),
        Command::PreviousHeading => moving::heading(model, -1),
        Command::PaneLeft => moving::pane(model, moving::Side::Left),
        Command::PaneRight => moving::pane(model, moving::Side::Right),
        Command::NextClaim => choosing::claim(model, choosing::Way::Next),
        Command::PreviousClaim => choosing::claim(model, choosing::Way::Previous),
        Command::NextSource => choosing::source(model, choosing::Way::Next),
        Command::PreviousSource => choosing::source(model, choosing::Way::Previous),
        Command::Filter(number) => choosing::filter(model, number),
        Command::AllSources => choosing::all_sources(model),
        Command::Enter => choosing::enter(model),
        Command::Status | Command::Said | Command::Evidence => evidence::open(model, command),
        Command::Pin => return pinning::pin(model),
        Command::AddEvidence | Command::EvidenceKind | Command::EvidenceWord | Command::Archive | Command::Accessed => {
        }
        Command::Copy | Command::CopyWords => return marking::copy(model, command),
        Command::Undo => return marking::undo(model),
        Command::Redo => return marking::redo(model),
        Command::Select => selecting::begin(model),
        Command::Verdict | Command::Note | Command::Tags | Command::Delete => panels::open_mark(model, command),
        Command::Evaluate => panels::open_evaluate(model),
        Command::Why => panels::open_why(model),
        Command::Dossier => return panels::open_dossier(model),
        Command::Search => panels::open_search(model),
        Command::Help => panels::open_help(model),
        Command::Drift => drifting::open(model),
        Command::Changes => return drifting::open_changes(model),
        Command::Export => exporting::open(model),
        Command::Label => lens::open_label(model),
        Command::Numbers => lens::open_numbers(model),
        Command::View => model.panel = Some(Panel::View(0)),
        Command::NextHit => searching::step(model, choosing::Way::Next),
        Command::PreviousHit => searching::step(model, choosing::Way::Previous),
        Command::Sidebar => cycle_sidebar(model),
        Command::Wider => return viewing::change(model, Choice::Measure, 1),
        Command::Narrower => return viewing::change(model, Choice::Measure, -1),
        Command::Claims if model.extracted == Extracted::Off => {
            model.extracted = Extracted::Later;
            return vec![Effect::Extract];
        }
        Command::Library => return away(model, Effect::Go(Away::Library)),
        Command::Sources => return away(model, Effect::Go(Away::Sources)),
        Command::Quotes => return away(model, Effect::Go(Away::Quotes)),
        Command::FindInLibrary => return away(model, Effect::Go(Away::Find)),
        Command::Back if model.search.is_some() => model.search = None,
        Command::Back if model.filter.is_some() => choosing::all_sources(model),
        Command::Back => return away(model, Effect::Quit),
        Command::Interrupt => return away(model, Effect::Go(Away::Out)),
        Command::Suspend => return vec![Effect::Suspend],
        Command::Redraw => return vec![Effect::Redraw],
        // The keys of panels and of the library's lists count nowhere else.
        _ => {}
    }
    Vec::new()
}

fn cycle_sidebar(model: &mut Model) {
    model.sidebar = match model.sidebar {
        SidebarPlace::End => SidebarPlace::Start,
        SidebarPlace::Start => SidebarPlace::Off,
        SidebarPlace::Off => SidebarPlace::End,
    };
    moving::keep_focus_visible(model);
    moving::reflow(model);
}

/// The terminal is gone: what was being written is kept, since nobody gave it up.
fn closed(model: &mut Model) -> Vec<Effect> {
    let mut effects = panels::keep(model);
    effects.extend(away(model, Effect::Quit));
    effects
}

/// Leaves the article by `leaving`: what is not saved is saved first.
fn away(model: &Model, leaving: Effect) -> Vec<Effect> {
    let mut effects = marking::save_unsaved(model);
    effects.extend([Effect::SaveReading(marking::reading(model)), leaving]);
    effects
}

fn extracted(model: &mut Model, extraction: Extraction) -> Vec<Effect> {
    model.set_extraction(extraction);
    choosing::first(model);
    vec![Effect::ReadAnnotations]
}

/// Shows another window of a large file: its end, where it was come to from below.
fn opened(model: &mut Model, article: Article, leaf: Leaf) -> Vec<Effect> {
    let fresh = Model::new(article, model.settings.clone(), model.size);
    let kept = std::mem::replace(model, fresh);
    model.display = kept.display;
    model.sidebar = kept.sidebar;
    model.library = kept.library;
    model.keyboard = kept.keyboard;
    moving::keep_focus_visible(model);
    moving::reflow(model);
    if matches!(leaf, Leaf::Before | Leaf::Last) {
        model.top = model.page.last_top(&model.article, pane_height(model));
    }
    vec![Effect::ReadAnnotations]
}

/// The text of the panel that is open, for the editor.
fn field_text(model: &Model) -> Option<String> {
    match &model.panel {
        Some(Panel::Note(_, field) | Panel::Tags(_, field)) => Some(field.text().to_owned()),
        _ => None,
    }
}

/// Rows of the article pane.
fn pane_height(model: &Model) -> usize {
    usize::from(area::areas(model).article.height)
}
