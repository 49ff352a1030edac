//! The search of the library: what is found follows what is typed, and Enter opens the article at the hit.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::message::{Effect, Exit};
use super::super::model::{Finding, Model, Panel};
use crate::store::{Hit, Hits};
use crate::text::Direction;
use crate::tui::area::panel_width;
use crate::widgets::{Pressed, TextField};
use ratatui::layout::Rect;

/// Hits that a page has.
const PAGE: usize = 5;

/// Opens the search.
pub fn open(model: &mut Model) {
    let direction = if model.words.right_to_left() { Direction::AutoRightToLeft } else { Direction::Auto };
    let mut field = TextField::single().direction(direction);
    field.set_area(Rect::new(0, 0, panel_width(model.size.width).0, 1));
    model.panel = Some(Panel::Find(Box::new(Finding { field, hits: Hits::default(), cursor: 0 })));
}

/// A key while the search is open.
pub fn key(model: &mut Model, mut finding: Box<Finding>, key: KeyEvent) -> Vec<Effect> {
    let effects = match key.code {
        KeyCode::Enter => return enter(model, finding),
        KeyCode::Down | KeyCode::Tab => step(&mut finding, 1),
        KeyCode::Up | KeyCode::BackTab => step(&mut finding, -1),
        KeyCode::PageDown => step(&mut finding, PAGE as isize),
        KeyCode::PageUp => step(&mut finding, -(PAGE as isize)),
        _ => match finding.field.press(key) {
            Pressed::Copied(text) => vec![Effect::Copy(text)],
            Pressed::Edited => vec![Effect::Find(finding.field.text().to_owned())],
            Pressed::Unused | Pressed::Moved => Vec::new(),
        },
    };
    model.panel = Some(Panel::Find(finding));
    effects
}

/// Takes pasted text into the field.
pub fn paste(model: &mut Model, mut finding: Box<Finding>, text: &str) -> Vec<Effect> {
    finding.field.insert(text);
    let typed = finding.field.text().to_owned();
    model.panel = Some(Panel::Find(finding));
    vec![Effect::Find(typed)]
}

/// Moves to another hit.
pub fn step(finding: &mut Finding, by: isize) -> Vec<Effect> {
    let last = finding.hits.hits.len().saturating_sub(1);
    finding.cursor = finding.cursor.saturating_add_signed(by).min(last);
    Vec::new()
}

/// Takes what was found in, unless something else is being typed by now.
pub fn found(model: &mut Model, typed: &str, hits: Hits) {
    if let Some(Panel::Find(finding)) = &mut model.panel
        && finding.field.text() == typed
    {
        finding.hits = hits;
        finding.cursor = 0;
    }
}

/// Opens what the cursor is on; the search stays as it is, to be come back to.
fn enter(model: &mut Model, finding: Box<Finding>) -> Vec<Effect> {
    let effect = finding.hits.hits.get(finding.cursor).and_then(opening);
    let is_over = matches!(effect, Some(Effect::ReadDossier(_)));
    model.panel = (!is_over).then_some(Panel::Find(finding));
    effect.into_iter().collect()
}

fn opening(hit: &Hit) -> Option<Effect> {
    match (&hit.article, &hit.source) {
        (Some(article), _) => Some(Effect::Leave(Exit::Hit { article: article.key, at: article.at })),
        (None, Some(source)) => Some(Effect::ReadDossier(source.number)),
        (None, None) => None,
    }
}
