//! The title above, the status and the keys below, and what the rows must be.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::ask::{DocumentSort, Judged, Order, SourceSort};
use super::super::model::{Model, Panel, Tab};
use crate::config::verdicts;
use crate::text;
use crate::tui::command::Command;
use crate::tui::keymap;
use crate::tui::row::{Ink, Piece, Row, kind_label};
use crate::tui::view::bars::{RULE, joined, keys, told};
use crate::tui::view::strip::{self, Look};

/// The keys that the last row names, the most wanted first.
const OF_ARTICLES: &[(&str, &str)] = &[
    ("Enter", "hint.open"),
    ("f", "hint.filter"),
    ("s", "hint.sort"),
    ("Tab", "hint.lists"),
    ("u", "hint.unread"),
    ("y", "hint.unchecked"),
    ("o", "library.outlet"),
    ("t", "field.tags"),
    ("r", "hint.read"),
    ("d", "hint.remove"),
    ("ge", "hint.export"),
    ("m", "hint.feeds"),
    ("q", "hint.back"),
];
const OF_SOURCES: &[(&str, &str)] = &[
    ("Enter", "hint.dossier"),
    ("f", "hint.filter"),
    ("s", "hint.sort"),
    ("Tab", "hint.lists"),
    ("t", "library.kind"),
    ("e", "hint.evaluate"),
    ("a", "hint.alike"),
    ("q", "hint.back"),
];
const OF_QUOTES: &[(&str, &str)] = &[
    ("Enter", "hint.in-text"),
    ("f", "hint.filter"),
    ("w", "hint.verdict"),
    ("Tab", "hint.lists"),
    ("o", "hint.only-source"),
    ("i", "hint.dossier"),
    ("t", "hint.kind"),
    ("s", "hint.sort"),
    ("y", "hint.unchecked"),
    ("q", "hint.back"),
];
const OF_DOSSIER: &[(&str, &str)] = &[
    ("Enter", "hint.in-text"),
    ("i", "hint.all"),
    ("f", "hint.filter"),
    ("w", "hint.verdict"),
    ("e", "hint.evaluate"),
    ("p", "hint.facts"),
    ("o", "hint.wordings"),
    ("a", "hint.note"),
    ("t", "hint.tags"),
    ("ge", "hint.export"),
    ("s", "hint.sort"),
    ("q", "hint.back"),
];

/// The name of a list.
const fn name_of(tab: Tab) -> &'static str {
    match tab {
        Tab::Articles => "library.articles",
        Tab::Sources => "mode.sources",
        Tab::Quotes => "field.claims",
    }
}

/// The program's name, and the names of the lists, the one that is shown in brackets; of a dossier the source's name.
pub fn title(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let words = model.words;
    let mut pieces = vec![Piece::new(words.say("name"), Ink::Strong), Piece::dim(RULE)];
    match &model.dossier {
        Some(open) => {
            pieces.push(Piece::dim(words.say("mode.sources")));
            pieces.push(Piece::dim(if words.right_to_left() { " ‹ " } else { " › " }).in_interface());
            pieces.push(Piece::plain(open.dossier.name.as_str()));
        }
        None => {
            for tab in Tab::ALL {
                pieces.extend(label(model, tab));
            }
        }
    }
    strip::draw(&Row::of(pieces).indented(1), area, look, buf);
}

/// A list's name with blanks or brackets round it.
fn label(model: &Model, tab: Tab) -> [Piece; 3] {
    let (open, close, ink) = if tab == model.tab { ("[", "]", Ink::Strong) } else { (" ", " ", Ink::Dim) };
    let sign = |sign: &str| Piece::new(sign, ink).in_interface();
    [sign(open), Piece::new(model.words.say(name_of(tab)), ink), sign(close)]
}

/// The lists, with the columns of the title in which their names stand, counted from where reading begins.
pub fn tabs(model: &Model) -> Vec<(Tab, Range<u16>)> {
    if model.dossier.is_some() {
        return Vec::new();
    }
    let mut from = 1 + text::width(model.words.say("name")).0 + text::width(RULE).0;
    Tab::ALL
        .iter()
        .map(|tab| {
            let width = text::width(model.words.say(name_of(*tab))).0 + 2;
            let columns = from..from + width;
            from += width;
            (*tab, columns)
        })
        .collect()
}

/// How much there is and how it is sorted, or a notice.
pub fn status(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let row = match &model.notice {
        Some(notice) => told(model.words, notice),
        None => joined(parts(model), area.width, look),
    };
    strip::draw(&row, area, look, buf);
}

fn parts(model: &Model) -> Vec<Piece> {
    let words = model.words;
    let totals = model.totals;
    let said = |said: String| Piece::plain(said).in_interface();
    let sorted = Piece::dim(words.fill("library.sorted", &[&sorted_by(model)])).in_interface();
    match (&model.dossier, model.tab) {
        (Some(open), _) => vec![
            Piece::plain(words.say("panel.dossier")),
            said(words.count("claims", open.dossier.claims)),
            said(words.count("articles", open.dossier.articles)),
            sorted,
        ],
        (None, Tab::Articles) => vec![
            said(words.count("articles", totals.documents)),
            said(words.count("unread", totals.unread)),
            said(words.count("claims", totals.claims)),
            said(words.count("unchecked", totals.unchecked)),
            sorted,
            said(words.count("sources", totals.sources)),
        ],
        (None, Tab::Sources) => {
            vec![said(words.count("sources", totals.sources)), sorted, said(words.count("claims", totals.claims))]
        }
        (None, Tab::Quotes) => vec![
            said(words.count("claims", totals.claims)),
            said(words.count("unchecked", totals.unchecked)),
            sorted,
            said(words.count("articles", totals.documents)),
        ],
    }
}

fn sorted_by(model: &Model) -> String {
    let (key, order) = match (&model.dossier, model.tab) {
        (Some(open), _) => ("sort.day", open.claims.ask.order),
        (None, Tab::Articles) => {
            let key = match model.articles.ask.sort {
                DocumentSort::Day => "sort.day",
                DocumentSort::Added => "sort.added",
                DocumentSort::Outlet => "sort.outlet",
                DocumentSort::Title => "sort.title",
                DocumentSort::Unchecked => "sort.unchecked",
            };
            (key, model.articles.ask.order)
        }
        (None, Tab::Sources) => {
            let key = match model.sources.ask.sort {
                SourceSort::Claims => "sort.claims",
                SourceSort::Name => "sort.name",
                SourceSort::Articles => "sort.articles",
            };
            (key, model.sources.ask.order)
        }
        (None, Tab::Quotes) => ("sort.day", model.quotes.ask.order),
    };
    let sign = if order == Order::Usual { "" } else { " ⇅" };
    format!("{}{sign}", model.words.say(key))
}

/// What the rows of the list must be.
pub fn filters(model: &Model) -> Vec<Piece> {
    let words = model.words;
    let mut parts: Vec<Vec<Piece>> = Vec::new();
    let mut say = |key: &str| parts.push(vec![Piece::plain(words.say(key)).in_interface()]);
    let articles = &model.articles.ask;
    let (typed, named) = match (&model.dossier, model.tab) {
        (None, Tab::Articles) => {
            articles.unread.then(|| say("hint.unread"));
            articles.unchecked.then(|| say("hint.unchecked"));
            let tag = articles.tag.as_ref().map(|tag| format!("#{tag}"));
            (&articles.words, vec![articles.outlet.clone(), tag])
        }
        (None, Tab::Sources) => {
            let ask = &model.sources.ask;
            ask.alike.then(|| say("hint.alike"));
            let grade = ask.reliability.map(|grade| grade.letter().to_owned());
            (&ask.words, vec![ask.kind.map(|kind| kind_label(words, kind)), grade])
        }
        (open, _) => {
            let ask = open.as_ref().map_or(&model.quotes.ask, |open| &open.claims.ask);
            if let Some(direct) = ask.direct {
                say(if direct { "library.direct" } else { "library.reported" });
            }
            let name = |id: Option<&str>| verdicts().name(id, words.language()).to_owned();
            let verdict = ask.verdict.as_ref().map(|verdict| match verdict {
                Judged::Not => name(None),
                Judged::As(id) => name(Some(id)),
            });
            let source = ask.source.as_ref().map(|(_, name)| name.clone()).filter(|_| open.is_none());
            (&ask.words, vec![verdict, source])
        }
    };
    parts.extend(named.into_iter().flatten().map(|named| vec![Piece::plain(named)]));
    if !typed.is_empty() {
        parts.push(vec![
            Piece::plain("«").in_interface(),
            Piece::plain(typed.as_str()),
            Piece::plain("»").in_interface(),
        ]);
    }
    parts
        .into_iter()
        .enumerate()
        .flat_map(|(at, part)| [vec![Piece::dim(if at > 0 { " · " } else { "" })], part].concat())
        .collect()
}

/// The keys, as the user types them now.
pub fn hints(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let words = model.words;
    if matches!(model.panel, Some(Panel::Words(_))) {
        let row = Row::of(vec![Piece::dim(words.say("library.keys-words")).in_interface()]).indented(1);
        strip::draw(&row, area, look, buf);
        return;
    }
    let hints = match (&model.dossier, model.tab) {
        (Some(_), _) => OF_DOSSIER,
        (None, Tab::Articles) => OF_ARTICLES,
        (None, Tab::Sources) => OF_SOURCES,
        (None, Tab::Quotes) => OF_QUOTES,
    };
    let hint = |key: &str, does: &str| {
        vec![Piece::new(model.key_name(key), Ink::Strong), Piece::dim(format!(" {}", words.say(does))).in_interface()]
    };
    let help = keymap::bindings().iter().find(|binding| binding.command == Command::Help);
    let always = help.map_or_else(Vec::new, |help| hint(help.keys[0], "hint.help"));
    let row = keys(hints.iter().map(|(key, does)| hint(key, does)), always, area.width, look);
    strip::draw(&row, area, look, buf);
}
