//! The sheet that exports what the list holds, or the source whose dossier is open.

use crossterm::event::KeyEvent;

use super::super::message::Effect;
use super::super::model::{Model, Panel, Tab};
use crate::shelf::stem;
use crate::tui::exporting::{Exporting, Offer, Outcome, Scope, Step};
use crate::tui::message::Notice;

/// Opens the sheet for the row, and for what lies round it.
pub fn open(model: &mut Model) {
    let offers = offers(model);
    if offers.is_empty() {
        model.notice = Some(Notice::plain("nothing-selected"));
    } else {
        model.panel = Some(Panel::Export(Box::new(Exporting::new(offers, model.size))));
    }
}

fn offers(model: &Model) -> Vec<Offer> {
    let document = |number, title: &str| Offer { scope: Scope::Document(number), stem: stem(title) };
    let source = |number, name: &str| Offer { scope: Scope::Source(number), stem: stem(name) };
    match (&model.dossier, model.tab) {
        (Some(open), _) => {
            let row = open.claims.list.selected().map(|row| document(row.document, &row.title));
            [source(open.dossier.id, &open.dossier.name)].into_iter().chain(row).collect()
        }
        (None, Tab::Articles) => {
            let Some(row) = model.articles.list.selected() else { return Vec::new() };
            let listed = Offer { scope: Scope::Listed, stem: "library".to_owned() };
            let pinned = Offer { scope: Scope::ListedPinned, stem: "pinned".to_owned() };
            vec![document(row.place.id, &row.title), listed, pinned]
        }
        (None, Tab::Sources) => {
            model.sources.list.selected().map(|row| source(row.place.id, &row.name)).into_iter().collect()
        }
        (None, Tab::Quotes) => {
            let Some(row) = model.quotes.list.selected() else { return Vec::new() };
            let of_source = row.source.map(|number| source(number, &row.name));
            [document(row.document, &row.title)].into_iter().chain(of_source).collect()
        }
    }
}

/// A key while the sheet is open.
pub fn key(model: &mut Model, mut exporting: Box<Exporting>, key: KeyEvent) -> Vec<Effect> {
    let effects = match exporting.press(key) {
        Step::Close => return Vec::new(),
        Step::Stay => Vec::new(),
        Step::Copied(text) => vec![Effect::Copy(text)],
        Step::Write(wish) => vec![Effect::Export(wish)],
    };
    model.panel = Some(Panel::Export(exporting));
    effects
}

/// What came of it.
pub fn done(model: &mut Model, outcome: Outcome) {
    let Some(Panel::Export(exporting)) = &mut model.panel else { return };
    let (stays, notice) = exporting.take(outcome);
    if !stays {
        model.panel = None;
    }
    model.notice = notice;
}
