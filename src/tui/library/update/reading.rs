//! Moving in the lists, and reading what is needed for that.

use super::super::ask::{Page, Part, QuoteAsk};
use super::super::listing::BEGINNING;
use super::super::message::{Claims, Effect};
use super::super::model::{From, Model, Open, Shelf, Tab, tall};
use super::super::rows::{Dossier, QuoteRow};
use crate::tui::message::Notice;

/// What a list is asked for to show the claims of one source.
pub fn ask_of(source: i64, name: &str) -> QuoteAsk {
    QuoteAsk { source: Some((source, name.to_owned())), ..QuoteAsk::default() }
}

/// The list that is shown, moved by `change`; what is to be read then.
macro_rules! on_list {
    ($model:expr, $list:ident => $change:expr) => {{
        let model = $model;
        let effect = match (&mut model.dossier, model.tab) {
            (Some(open), _) => {
                let $list = &mut open.claims.list;
                $change.map(|part| Effect::ReadQuotes(Claims::OfSource, part))
            }
            (None, Tab::Articles) => {
                let $list = &mut model.articles.list;
                $change.map(Effect::ReadArticles)
            }
            (None, Tab::Sources) => {
                let $list = &mut model.sources.list;
                $change.map(Effect::ReadSources)
            }
            (None, Tab::Quotes) => {
                let $list = &mut model.quotes.list;
                $change.map(|part| Effect::ReadQuotes(Claims::All, part))
            }
        };
        effect.into_iter().collect()
    }};
}

/// Moves the cursor by so many rows.
pub fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    on_list!(model, list => list.step(by))
}

/// Moves the cursor by a screen.
pub fn page(model: &mut Model, by: isize) -> Vec<Effect> {
    on_list!(model, list => list.page(by))
}

/// Moves what is seen.
pub fn scroll(model: &mut Model, by: isize) -> Vec<Effect> {
    on_list!(model, list => list.scroll(by))
}

/// To the first row.
pub fn first(model: &mut Model) -> Vec<Effect> {
    on_list!(model, list => list.first())
}

/// To the last row.
pub fn last(model: &mut Model) -> Vec<Effect> {
    on_list!(model, list => list.last())
}

/// Reads the list that is shown, where that was not done yet.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    let known = match model.tab {
        Tab::Articles => model.articles.known,
        Tab::Sources => model.sources.known,
        Tab::Quotes => model.quotes.known,
    };
    if known { Vec::new() } else { vec![again(model)] }
}

/// Reads the list that is shown again, round the row that keys speak of.
pub fn again(model: &Model) -> Effect {
    match (&model.dossier, model.tab) {
        (Some(open), _) => Effect::ReadQuotes(Claims::OfSource, open.claims.list.again()),
        (None, Tab::Articles) => Effect::ReadArticles(model.articles.list.again()),
        (None, Tab::Sources) => Effect::ReadSources(model.sources.list.again()),
        (None, Tab::Quotes) => Effect::ReadQuotes(Claims::All, model.quotes.list.again()),
    }
}

/// Reads the list that is shown from its first row on: it was asked for something else.
pub fn anew(model: &Model) -> Effect {
    match (&model.dossier, model.tab) {
        (Some(_), _) => Effect::ReadQuotes(Claims::OfSource, BEGINNING),
        (None, Tab::Articles) => Effect::ReadArticles(BEGINNING),
        (None, Tab::Sources) => Effect::ReadSources(BEGINNING),
        (None, Tab::Quotes) => Effect::ReadQuotes(Claims::All, BEGINNING),
    }
}

/// Takes a part of a list of claims in.
pub fn quotes(model: &mut Model, which: Claims, part: &Part, page: Page<QuoteRow>) -> Vec<Effect> {
    let shelf = match which {
        Claims::All => &mut model.quotes,
        Claims::OfSource => match &mut model.dossier {
            Some(open) => &mut open.claims,
            None => return Vec::new(),
        },
    };
    shelf.known = true;
    shelf.list.take(part, page).map(|part| Effect::ReadQuotes(which, part)).into_iter().collect()
}

/// Shows a source that was looked up: anew, or where its dossier is open already.
pub fn dossier(model: &mut Model, found: Option<Box<Dossier>>) -> Vec<Effect> {
    let Some(dossier) = found.map(|found| *found) else {
        model.notice = Some(Notice::plain("library.no-source"));
        return Vec::new();
    };
    match &mut model.dossier {
        Some(open) if open.dossier.id == dossier.id => {
            open.dossier = dossier;
            Vec::new()
        }
        _ => {
            // Where no list was read, it was come from outside.
            let is_inside = model.articles.known || model.sources.known || model.quotes.known;
            let mut claims = Shelf::new(tall);
            claims.ask = ask_of(dossier.id, &dossier.name);
            let from = if is_inside { From::List } else { From::Outside };
            model.dossier = Some(Open { dossier, claims, from });
            vec![Effect::ReadQuotes(Claims::OfSource, BEGINNING)]
        }
    }
}
