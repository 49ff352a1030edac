//! Where everything is on a screen of a given size: pure arithmetic, from which both drawing and clicking go.

use ratatui::layout::Rect;

use super::model::{Model, Panel, Tab};
use super::update::is_narrowed;
use super::view::{about, tabs};
use crate::text;
use crate::tui::area::{SMALLEST, WIDE};
use crate::tui::message::Cell;

/// From so many rows on there is room for more than the list.
const ROOMY: u16 = 16;
/// Rows that show a row of a list whole.
const DRAWER: u16 = 3;

/// The parts of the screen; a part that is not there has no cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// The title with the names of the lists, on the first row.
    pub title: Rect,
    /// The frame is drawn round it, or on a narrow screen a rule above it.
    pub body: Rect,
    /// What the rows must be, where not all are shown.
    pub narrowed: Rect,
    /// What is known of the source, above its claims.
    pub about: Rect,
    /// The names of the columns.
    pub head: Rect,
    /// The rows.
    pub list: Rect,
    /// What the chosen row has no room for, or what the claims of a source come to.
    pub drawer: Rect,
    /// The status line.
    pub status: Rect,
    /// The keys.
    pub hints: Rect,
}

/// Where everything is in `model`.
pub fn areas(model: &Model) -> Areas {
    let (width, height) = (model.size.width, model.size.height);
    if width < SMALLEST.width || height < SMALLEST.height {
        return Areas::default();
    }
    let body = Rect::new(0, 1, width, height - 3);
    let mut rest = if width < WIDE {
        Rect { y: body.y + 1, height: body.height - 1, ..body }
    } else {
        Rect::new(1, body.y + 1, body.width - 2, body.height - 2)
    };
    let roomy = rest.height >= ROOMY;
    let mut areas = Areas {
        title: Rect::new(0, 0, width, 1),
        body,
        status: Rect::new(0, height - 2, width, 1),
        hints: Rect::new(0, height - 1, width, 1),
        ..Areas::default()
    };
    if let Some(open) = &model.dossier {
        let rows = about::rows(model, &open.dossier, rest.width.saturating_sub(2)).len() as u16;
        let most = if roomy { rest.height / 3 } else { 2 };
        areas.about = take(&mut rest, rows.min(most));
        // The rule that parts it from the claims stands below it.
        take(&mut rest, 1);
    }
    if is_narrowed(model) || matches!(model.panel, Some(Panel::Words(_))) {
        areas.narrowed = take(&mut rest, 1);
    }
    if model.dossier.is_none() {
        areas.head = take(&mut rest, 1);
    }
    let drawer = match (&model.dossier, model.tab) {
        (Some(_), _) => 2,
        (None, Tab::Sources) => 0,
        (None, Tab::Articles) => 2,
        (None, Tab::Quotes) => DRAWER,
    };
    if roomy && drawer > 0 {
        let above = rest.height - drawer;
        areas.drawer = Rect { y: rest.y + above, height: drawer, ..rest };
        rest.height = above - 1;
    }
    areas.list = rest;
    areas
}

/// The first rows of what is left.
fn take(rest: &mut Rect, rows: u16) -> Rect {
    let taken = Rect { height: rows.min(rest.height), ..*rest };
    *rest = Rect { y: rest.y + taken.height, height: rest.height - taken.height, ..*rest };
    taken
}

/// Where the field stands for words that rows must hold: beside its name.
pub fn words_row(model: &Model) -> Rect {
    let row = areas(model).narrowed;
    let label = text::width(model.words.say("library.filter")).0 + 4;
    let width = row.width.saturating_sub(label + 1);
    let x = if model.words.right_to_left() { row.x + 1 } else { row.x + label };
    Rect { x, width, ..row }
}

/// The list whose name is at `cell`, if one is.
pub fn tab_at(model: &Model, cell: Cell) -> Option<Tab> {
    let title = areas(model).title;
    if title.is_empty() || cell.y != title.y {
        return None;
    }
    let from_start = if model.words.right_to_left() { (title.right() - 1).checked_sub(cell.x)? } else { cell.x };
    tabs(model).into_iter().find(|(_, columns)| columns.contains(&from_start)).map(|(tab, _)| tab)
}
