//! What a panel of the library's screens says.

use ratatui::layout::Rect;

use super::area;
use super::model::{Choosing, Finding, Model, Panel, Tab};
use super::rows::Dossier;
use super::update::{Fact, Writing, facts, link_line, offers, role_line};
use super::view::about;
use crate::export::found;
use crate::text;
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
    (Command::Export, "command.export"),
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
    let plain = |title: &str, keys, rows| Sheet::of(words.say(title), keys, rows);
    Some(match panel {
        Panel::Words(_) => return None,
        Panel::Choose(choosing, at) => {
            // Lists that lead somewhere stand where reading begins.
            let place = if words.right_to_left() { Place::Right } else { Place::Left };
            let rows = offer_rows(model, choosing, *at);
            Sheet { cursor: *at, place, ..plain(title(model, choosing), words.say("library.keys-choose"), rows) }
        }
        Panel::Say(writing, field) => {
            let (title, keys) = headings(*writing);
            let title = match writing {
                Writing::Why(grade) => words.fill(title, &[grade.letter()]),
                _ => words.say(title).to_owned(),
            };
            let name = model.dossier.as_ref().map_or("", |open| open.dossier.name.as_str());
            let rows = wrapped(name, Ink::Dim, width, 1);
            Sheet { title, field: Some(field), ..plain("panel.facts", words.say(keys), rows) }
        }
        Panel::Facts(at) => {
            let rows = model.dossier.as_ref().map_or_else(Vec::new, |open| fact_rows(words, &open.dossier, *at));
            Sheet { cursor: *at, ..plain("panel.facts", words.say("library.keys-facts"), rows) }
        }
        Panel::Find(finding) => {
            let rows = found_rows(words, finding, width);
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
        Panel::Wordings(top) => {
            let row = model.dossier.as_ref().and_then(|open| open.claims.list.selected());
            let rows = row.map_or_else(Vec::new, |row| about::worded(row, width));
            Sheet { top: *top, ..plain("panel.wordings", words.say("keys.close"), rows) }
        }
        Panel::Export(exporting) => exporting.sheet(words, width),
        Panel::Help(field, top) => {
            let rows = help::rows(words, keys(), field.text());
            Sheet { field: Some(field), top: *top, ..plain("panel.help", words.say("keys.filter"), rows) }
        }
    })
}

/// What a field is called, and the keys that count in it.
const fn headings(writing: Writing) -> (&'static str, &'static str) {
    match writing {
        Writing::Note => ("panel.source-note", "library.keys-note"),
        Writing::Tags => ("panel.source-tags", "keys.tags"),
        Writing::Why(_) => ("library.why-grade", "library.keys-why"),
        Writing::Reason => ("field.naming-reason", "library.keys-line"),
        Writing::Country => ("field.country", "library.keys-line"),
        Writing::Contact => ("field.contact", "library.keys-line"),
        Writing::Role(Some(_)) => ("field.role", "library.keys-role"),
        Writing::Role(None) => ("library.new-role", "library.keys-role"),
        Writing::Link(Some(_)) => ("library.link", "library.keys-link"),
        Writing::Link(None) => ("library.new-link", "library.keys-link"),
    }
}

/// What the reader says of a source, a row for each fact.
fn fact_rows(words: Words, dossier: &Dossier, cursor: usize) -> Vec<Row> {
    let rows = facts(dossier).into_iter().enumerate().map(|(at, fact)| {
        let digit = if at < 9 { words.number(at + 1) } else { " ".to_owned() };
        let (label, said) = fact_words(words, dossier, fact);
        let ink = if at == cursor { Ink::Cursor } else { Ink::Plain };
        let colon = if said.is_empty() { "" } else { ": " };
        let said = Piece::new(said, ink);
        // The letter of a grade stands before its Arabic words.
        let said = if fact == Fact::Reliability { said.in_interface() } else { said };
        let label = Piece::new(format!("{}{colon}", words.say(label)), ink).in_interface();
        Row::of(vec![Piece::new(digit, Ink::Strong), Piece::plain("  "), label, said])
    });
    rows.collect()
}

/// What a fact is called, and what is said of it.
fn fact_words(words: Words, dossier: &Dossier, fact: Fact) -> (&'static str, String) {
    let known = &dossier.facts;
    let said = |said: &str| if said.is_empty() { "—".to_owned() } else { said.to_owned() };
    match fact {
        Fact::Reliability => {
            let grade = known.reliability.map(|grade| grade.letter());
            let label = grade.map(|letter| format!("{letter} {}", words.say(&format!("reliability.{letter}"))));
            let why = dossier.ratings.first().filter(|rating| !rating.why.is_empty() && grade.is_some());
            let why = why.map_or_else(String::new, |rating| format!(" · {}", rating.why));
            ("field.reliability", format!("{}{why}", said(&label.unwrap_or_default())))
        }
        Fact::Naming => {
            let naming = known.naming.map_or("", |naming| words.say(&format!("file.{}", naming.name())));
            ("field.naming", said(naming))
        }
        Fact::Reason => ("field.naming-reason", said(&known.reason)),
        Fact::Country => ("field.country", said(&known.country)),
        Fact::Contact => ("field.contact", said(&known.contact)),
        Fact::Role(None) => ("library.new-role", String::new()),
        Fact::Link(None) => ("library.new-link", String::new()),
        Fact::Role(Some(at)) => ("field.role", known.roles.get(at).map(role_line).unwrap_or_default()),
        Fact::Link(Some(at)) => ("library.link", known.links.get(at).map(link_line).unwrap_or_default()),
    }
}

/// Two rows for each hit: its words, and what they are of.
fn found_rows(words: Words, finding: &Finding, width: u16) -> Vec<Row> {
    let typed = !finding.field.text().trim().is_empty();
    if finding.hits.hits.is_empty() {
        let says = if typed { "search.nothing" } else { "search.hint" };
        return vec![Row::of(vec![Piece::dim(words.say(says)).in_interface()])];
    }
    let mut rows = Vec::new();
    for (at, hit) in finding.hits.hits.iter().enumerate() {
        let ink = if at == finding.cursor { Ink::Cursor } else { Ink::Plain };
        // In the direction of its own words: the bracket round the first of them is not the row's.
        rows.extend(wrapped(&found::marked(&hit.snippet), ink, width, 1));
        let level = words.say(&format!("level.{}", hit.closeness.name()));
        let heading = found::heading(hit, words);
        let about = match &hit.article {
            Some(article) => format!("{heading} · {} · {level}", text::isolate(&article.day)),
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
        Choosing::Alike(..) => "file.alike",
        Choosing::Kind if model.dossier.is_none() && model.tab == Tab::Sources => "library.kind",
        Choosing::Kind => "library.how-quoted",
        Choosing::Verdict => "field.verdict",
        Choosing::Reliability | Choosing::Grade => "field.reliability",
        Choosing::Naming => "field.naming",
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
