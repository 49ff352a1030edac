//! What happened to what changes. No input, no output: effects are returned, and the world runs them.

mod choosing;
mod exporting;
mod facts;
mod feeds;
mod finding;
mod panels;
mod reading;
mod saying;

use crossterm::event::KeyEvent;

pub use choosing::{is_narrowed, offers};
pub use facts::{Fact, facts, link_line, role_line};
pub use saying::Writing;

use super::area;
use super::message::{Effect, Exit, Message};
use super::model::{Choosing, From, Model, Panel, Tab};
use super::rows::Alike;
use crate::tui::command::Command;
use crate::tui::keymap::LIBRARY;
use crate::tui::message::{Cell, Notice};

/// What the screens ask for before the first message.
pub fn start(model: &mut Model) -> Vec<Effect> {
    settle(model);
    let mut effects = vec![Effect::Count];
    if model.dossier.is_none() {
        effects.extend(reading::begin(model));
    }
    effects
}

/// What is asked for at start where a source's dossier is to be shown.
pub fn start_with_dossier(model: &mut Model, source: i64) -> Vec<Effect> {
    settle(model);
    vec![Effect::Count, Effect::ReadDossier(source)]
}

/// What is asked for at start where the library is to be searched.
pub fn start_with_search(model: &mut Model) -> Vec<Effect> {
    let effects = start(model);
    finding::open(model);
    effects
}

/// Changes `model` by `message` and returns what the world must do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    model.dirty = true;
    let effects = handle(model, message);
    settle(model);
    effects
}

/// Gives the lists the height that they have on the screen now.
fn settle(model: &mut Model) {
    panels::settle(model);
    let height = usize::from(area::areas(model).list.height);
    match (&mut model.dossier, model.tab) {
        (Some(open), _) => open.claims.list.set_height(height),
        (None, Tab::Articles) => model.articles.list.set_height(height),
        (None, Tab::Sources) => model.sources.list.set_height(height),
        (None, Tab::Quotes) => model.quotes.list.set_height(height),
    }
}

fn handle(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => {
            model.notice = None;
            if std::mem::take(&mut model.awaits_page) {
                return feeds::key_while_awaited(model, key);
            }
            return key_pressed(model, key);
        }
        Message::Paste(text) => return panels::paste(model, &text),
        Message::Click(cell) => return click(model, cell),
        Message::DoubleClick(cell) => {
            let mut effects = click(model, cell);
            if model.panel.is_none() && area::areas(model).list.contains(cell.into()) {
                effects.extend(enter(model));
            }
            return effects;
        }
        Message::Wheel(rows) => return panels::scroll(model, rows).unwrap_or_else(|| reading::scroll(model, rows)),
        Message::Resize(size) => {
            model.size = size;
            panels::resize(model);
            return reading::step(model, 0);
        }
        Message::Closed => return vec![Effect::Leave(Exit::Quit)],
        Message::Nothing => {}
        Message::Back => return back_from_article(model),
        Message::Articles(part, page) => {
            model.articles.known = true;
            return model.articles.list.take(&part, page).map(Effect::ReadArticles).into_iter().collect();
        }
        Message::Sources(part, page) => {
            model.sources.known = true;
            return model.sources.list.take(&part, page).map(Effect::ReadSources).into_iter().collect();
        }
        Message::Quotes(which, part, page) => return reading::quotes(model, which, &part, page),
        Message::Alike(source, others) => return alike(model, source, others),
        Message::Dossier(found) => return reading::dossier(model, found),
        Message::Totals(totals) => model.totals = totals,
        Message::Choices(which, found) => panels::choices(model, which, found),
        Message::Said(source) => {
            model.notice = Some(Notice::plain("saved"));
            return vec![Effect::ReadDossier(source)];
        }
        Message::Found(typed, hits) => finding::found(model, &typed, hits),
        Message::Exported(outcome) => exporting::done(model, outcome),
        message @ (Message::FeedsAsked { .. }
        | Message::FeedsDone { .. }
        | Message::FeedsBusy
        | Message::PageAwaited
        | Message::PageGivenUp
        | Message::PageCame { .. }) => return feeds::heard(model, message),
        Message::Told(notice) => model.notice = Some(notice),
        Message::Changed(notice) => {
            model.notice = Some(notice);
            return vec![reading::again(model), Effect::Count];
        }
        Message::Failed(why) => model.notice = Some(Notice::with("library.failed", why)),
    }
    Vec::new()
}

/// Comes back from an article: what was marked there counts at once.
fn back_from_article(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![Effect::Count, reading::again(model)];
    // Lists that are not seen are read when they are.
    for (tab, known) in [
        (Tab::Articles, &mut model.articles.known),
        (Tab::Sources, &mut model.sources.known),
        (Tab::Quotes, &mut model.quotes.known),
    ] {
        *known &= tab == model.tab && model.dossier.is_none();
    }
    if let Some(open) = &model.dossier {
        effects.insert(0, Effect::ReadDossier(open.dossier.id));
    }
    effects
}

fn key_pressed(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if model.panel.is_some() {
        return panels::key(model, key);
    }
    match model.keyboard.press_in(LIBRARY, key) {
        Some(command) => obey(model, command),
        None => Vec::new(),
    }
}

/// Does what a command says while no panel is open.
fn obey(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Down => return reading::step(model, 1),
        Command::Up => return reading::step(model, -1),
        Command::PageDown => return reading::page(model, 1),
        Command::PageUp => return reading::page(model, -1),
        Command::Top => return reading::first(model),
        Command::Bottom => return reading::last(model),
        Command::NextClaim => return next_tab(model, 1),
        Command::PreviousClaim => return next_tab(model, -1),
        Command::PaneLeft => return next_tab(model, if model.words.right_to_left() { 1 } else { -1 }),
        Command::PaneRight => return next_tab(model, if model.words.right_to_left() { -1 } else { 1 }),
        Command::Library => return show(model, Tab::Articles),
        Command::Sources => return show(model, Tab::Sources),
        Command::Quotes => return show(model, Tab::Quotes),
        Command::FindInLibrary => finding::open(model),
        Command::Enter => return enter(model),
        Command::Dossier => return dossier(model),
        Command::Search => panels::open_words(model),
        Command::AllSources => return choosing::clear(model),
        Command::OnlyAlike | Command::ByCategory | Command::ByReliability if model.dossier.is_some() => {
            saying::open(model, command);
        }
        Command::ByOutlet if model.dossier.is_some() => panels::open_wordings(model),
        Command::OnlyUnread | Command::OnlyUnchecked | Command::OnlyAlike => return choosing::turn(model, command),
        Command::Sort | Command::ByOutlet | Command::ByCategory | Command::ByVerdict | Command::ByReliability => {
            return panels::open_choice(model, command);
        }
        Command::Facts => facts::open(model),
        Command::TurnRead => return turn_read(model),
        Command::Remove => panels::open_remove(model),
        Command::UpdateFeeds => return vec![Effect::AskFeeds],
        Command::Copy => return copy(model),
        Command::Export => exporting::open(model),
        Command::Help => panels::open_help(model),
        Command::Suspend => return vec![Effect::Suspend],
        Command::Redraw => return vec![Effect::Redraw],
        Command::Interrupt => return vec![Effect::Leave(Exit::Quit)],
        Command::Back => return back(model),
        _ => {}
    }
    Vec::new()
}

/// Shows another list; what lies over the lists is left.
fn show(model: &mut Model, tab: Tab) -> Vec<Effect> {
    model.dossier = None;
    model.tab = tab;
    reading::begin(model)
}

fn next_tab(model: &mut Model, by: isize) -> Vec<Effect> {
    if model.dossier.is_some() {
        return Vec::new();
    }
    let at = Tab::ALL.iter().position(|tab| *tab == model.tab).unwrap_or(0) as isize;
    let next = (at + by).rem_euclid(Tab::ALL.len() as isize) as usize;
    show(model, Tab::ALL[next])
}

/// Opens the row: an article, at the claim where the row is one, or a source's dossier.
fn enter(model: &mut Model) -> Vec<Effect> {
    let quotes = match (&model.dossier, model.tab) {
        (None, Tab::Sources) => {
            let alike = model.sources.list.selected().filter(|row| row.alike).map(|row| row.place.id);
            return alike.map_or_else(|| dossier(model), |source| vec![Effect::ReadAlike(source)]);
        }
        (None, Tab::Articles) => {
            let document = model.articles.list.selected().map(|row| row.place.id);
            let exit = document.map(|document| Exit::Article { document, claim: None });
            return exit.map(Effect::Leave).into_iter().collect();
        }
        (None, Tab::Quotes) => &model.quotes,
        (Some(open), _) => &open.claims,
    };
    let open = quotes.list.selected();
    let exit = open.map(|row| Exit::Article { document: row.document, claim: Some(row.uid.clone()) });
    exit.map(Effect::Leave).into_iter().collect()
}

/// Asks whether a source is one of those that are named like it; where there is none any more, shows its dossier.
fn alike(model: &mut Model, source: i64, others: Vec<Alike>) -> Vec<Effect> {
    if others.is_empty() {
        return vec![Effect::ReadDossier(source)];
    }
    model.panel = Some(Panel::Choose(Choosing::Alike(source, others), 0));
    Vec::new()
}

/// Opens the dossier of the row's source; of the dossier that is open all that is known.
fn dossier(model: &mut Model) -> Vec<Effect> {
    if model.dossier.is_some() {
        model.panel = Some(Panel::About(0));
        return Vec::new();
    }
    let source = match model.tab {
        Tab::Articles => None,
        Tab::Sources => model.sources.list.selected().map(|row| row.place.id),
        Tab::Quotes => model.quotes.list.selected().and_then(|row| row.source),
    };
    if source.is_none() {
        model.notice = Some(Notice::plain("library.no-source"));
    }
    source.map(Effect::ReadDossier).into_iter().collect()
}

fn turn_read(model: &Model) -> Vec<Effect> {
    let row = model.articles.list.selected().filter(|_| model.tab == Tab::Articles && model.dossier.is_none());
    row.map(|row| Effect::MarkRead(row.place.id, row.unread)).into_iter().collect()
}

/// Copies the words of the claim, with who said them and where.
fn copy(model: &mut Model) -> Vec<Effect> {
    let row = match (&model.dossier, model.tab) {
        (Some(open), _) => open.claims.list.selected(),
        (None, Tab::Quotes) => model.quotes.list.selected(),
        _ => None,
    };
    let Some(row) = row else {
        model.notice = Some(Notice::plain("nothing-selected"));
        return Vec::new();
    };
    let about = [&row.name, &row.outlet, &row.title, &row.day].map(String::as_str);
    let about: Vec<&str> = about.into_iter().filter(|words| !words.is_empty()).collect();
    vec![Effect::Copy(format!("{}\n— {}", row.words(), about.join(" · ")))]
}

/// Takes filters back, closes the dossier, or leaves.
fn back(model: &mut Model) -> Vec<Effect> {
    match &model.dossier {
        Some(open) if open.claims.ask != reading::ask_of(open.dossier.id, &open.dossier.name) => choosing::clear(model),
        Some(open) if open.from == From::List => {
            model.dossier = None;
            reading::begin(model)
        }
        Some(_) => vec![Effect::Leave(Exit::Back)],
        None if choosing::is_narrowed(model) => choosing::clear(model),
        None => vec![Effect::Leave(Exit::Back)],
    }
}

/// A click chooses the row under it, shows another list, or closes a panel that it is beside.
fn click(model: &mut Model, cell: Cell) -> Vec<Effect> {
    if model.panel.is_some() {
        return panels::click(model, cell);
    }
    if let Some(tab) = area::tab_at(model, cell) {
        return show(model, tab);
    }
    let list = area::areas(model).list;
    if !list.contains(cell.into()) {
        return Vec::new();
    }
    let y = usize::from(cell.y - list.y);
    let _ = match (&mut model.dossier, model.tab) {
        (Some(open), _) => open.claims.list.point(y),
        (None, Tab::Articles) => model.articles.list.point(y),
        (None, Tab::Sources) => model.sources.list.point(y),
        (None, Tab::Quotes) => model.quotes.list.point(y),
    };
    reading::step(model, 0)
}
