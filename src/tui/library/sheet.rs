//! What a panel of the library's screens says.

use ratatui::layout::Rect;

use super::area;
use super::model::{Choosing, Finding, Model, Panel, Tab};
use super::update::{Writing, offers};
use super::view::about;
use crate::export::found;
use crate::tui::area::panel_width;
use crate::tui::command::Command;
use crate::tui::keymap::{self, LIBRARY};
use crate::tui::row::{Ink, Piece, Row, wrapped};
use crate::tui::sheet::help::{self, Known};
use crate::tui::sheet::{Parts, Place, Sheet};
use crate::words::Words;

/// Commands that count in the lists as everywhere, with what they do there.
const COMMON: &[(Command, &str)] = &[
    (Command::Down, "command.down"),
    (Command::Up, "command.up"),
    (Command::PageDown, "command.page-down"),
    (Command::PageUp, "command.page-up"),
    (Command::Top, "command.top"),
    (Command::Bottom, "command.bottom"),
    (Command::NextClaim, "library.next-list"),
    (Command::PreviousClaim, "library.previous-list"),
    (Command::Enter, "library.open"),
    (Command::Dossier, "command.dossier"),
    (Command::Search, "library.find"),
    (Command::AllSources, "library.clear"),
    (Command::Copy, "command.copy"),
    (Command::Library, "command.library"),
    (Command::Sources, "command.sources"),
    (Command::Quotes, "command.quotes"),
    (Command::Help, "command.help"),
    (Command::Back, "command.back"),
    (Command::Suspend, "command.suspend"),
];

/// The open panel on the screen of `model`, if there is one that lies over the list, and the screen has room for it.
pub fn open(model: &Model) -> Option<(Sheet<'_>, Parts)> {
    let panel = model.panel.as_ref().filter(|_| area::areas(model) != area::Areas::default())?;
    let sheet = sheet(model, panel)?;
    let parts = sheet.parts(Rect::new(0, 0, model.size.width, model.size.height));
    Some((sheet, parts))
}

fn sheet<'a>(model: &'a Model, panel: &'a Panel) -> Option<Sheet<'a>> {
    let words = model.words;
    let width = panel_width(model.size.width).0;
    let plain = |title: &str, keys, rows| Sheet {
        title: words.say(title).to_owned(),
        keys,
        field: None,
        rows,
        foot: Vec::new(),
        top: 0,
        cursor: 0,
        place: Place::Middle,
    };
    Some(match panel {
        Panel::Words(_) => return None,
        Panel::Choose(choosing, at) => {
            // Lists that lead somewhere stand where reading begins.
            let place = if words.right_to_left() { Place::Right } else { Place::Left };
            let rows = offer_rows(model, choosing, *at);
            Sheet { cursor: *at, place, ..plain(title(model, choosing), words.say("library.keys-choose"), rows) }
        }
        Panel::Say(writing, field) => {
            let (title, keys) = match writing {
                Writing::Note => ("panel.source-note", words.say("library.keys-note")),
                Writing::Tags => ("panel.source-tags", words.say("keys.tags")),
            };
            let name = model.dossier.as_ref().map_or("", |open| open.dossier.name.as_str());
            Sheet { field: Some(field), ..plain(title, keys, wrapped(name, Ink::Dim, width, 1)) }
        }
        Panel::Find(finding) => {
            let rows = found_rows(words, finding);
            let cursor = finding.cursor * 2 + 1;
            Sheet { field: Some(&finding.field), cursor, ..plain("search.title", words.say("search.keys"), rows) }
        }
        Panel::Remove(_, title) => {
            let mut rows = wrapped(title, Ink::Strong, width, 3);
            rows.extend(wrapped(words.say("library.remove-what"), Ink::Dim, width, 3));
            plain("library.remove", words.say("keys.confirm"), rows)
        }
        Panel::About(top) => {
            let rows = model.dossier.as_ref().map_or_else(Vec::new, |open| about::all(model, &open.dossier, width));
            Sheet { top: *top, ..plain("panel.dossier", words.say("keys.close"), rows) }
        }
        Panel::Help(field, top) => {
            let rows = help::rows(words, keys(), field.text());
            Sheet { field: Some(field), top: *top, ..plain("panel.help", words.say("keys.filter"), rows) }
        }
    })
}

/// Two rows for each hit: its words, and what they are of.
fn found_rows(words: Words, finding: &Finding) -> Vec<Row> {
    let typed = !finding.field.text().trim().is_empty();
    if finding.hits.hits.is_empty() {
        let says = if typed { "search.nothing" } else { "search.hint" };
        return vec![Row::of(vec![Piece::dim(words.say(says)).in_interface()])];
    }
    let mut rows = Vec::new();
    for (at, hit) in finding.hits.hits.iter().enumerate() {
        let ink = if at == finding.cursor { Ink::Cursor } else { Ink::Plain };
        rows.push(Row::of(vec![Piece::new(found::marked(&hit.snippet), ink)]));
        let level = words.say(&format!("level.{}", hit.closeness.name()));
        let heading = found::heading(hit, words);
        let about = match &hit.article {
            Some(article) => format!("{heading} · {} · {level}", article.day),
            None => format!("{heading} · {level}"),
        };
        rows.push(Row::of(vec![Piece::dim(about).in_interface()]).indented(2));
    }
    if finding.hits.more {
        rows.push(Row::of(vec![Piece::dim(words.say("search.more-here")).in_interface()]));
    }
    rows
}

fn title(model: &Model, choosing: &Choosing) -> &'static str {
    match choosing {
        Choosing::Sort => "command.sort",
        Choosing::Outlet(_) => "library.outlet",
        Choosing::Tag(_) => "field.tags",
        Choosing::Kind if model.dossier.is_none() && model.tab == Tab::Sources => "library.kind",
        Choosing::Kind => "library.how-quoted",
        Choosing::Verdict => "field.verdict",
        Choosing::Reliability | Choosing::Grade => "field.reliability",
    }
}

fn offer_rows(model: &Model, choosing: &Choosing, at: usize) -> Vec<Row> {
    let words = model.words;
    let first_number = usize::from(*choosing == Choosing::Sort);
    let rows = offers(model, choosing).into_iter().enumerate().map(|(row, offer)| {
        let number = row + first_number;
        let digit = if number < 10 { words.number(number) } else { " ".to_owned() };
        let sign = if offer.chosen { "•" } else { " " };
        let ink = if row == at { Ink::Cursor } else { Ink::Plain };
        let head =
            vec![Piece::new(digit, Ink::Strong), Piece::plain(format!(" {sign} ")), Piece::new(offer.words, ink)];
        let tail = offer.count.map(|count| Piece::dim(words.number(count))).into_iter().collect();
        Row::of(head).with_tail(tail)
    });
    rows.collect()
}

/// The keys that count in the lists.
fn keys() -> impl Iterator<Item = Known> {
    let all = keymap::bindings().iter();
    let own = all.filter(|binding| binding.group == LIBRARY);
    let own = own.map(|binding| Known { group: LIBRARY, does: format!("command.{}", binding.name), binding });
    let common = COMMON.iter().filter_map(|(command, does)| {
        let binding = keymap::bindings().iter().find(|binding| binding.command == *command)?;
        Some(Known { group: "general", does: (*does).to_owned(), binding })
    });
    own.chain(common)
}
