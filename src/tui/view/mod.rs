//! The model drawn. Nothing here changes anything: what must be laid out was laid out by `update`.

mod article;
pub(super) mod bars;
mod drawer;
pub(super) mod frame;
pub(super) mod panel;
mod sidebar;
pub(super) mod strip;
pub(super) mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::area::{self, Areas};
use super::hit;
use super::model::{Model, Pane};
use super::row::{Ink, Piece, Row};
use crate::config::HarakatWish;
use crate::text::Harakat;
use strip::Look;
pub use theme::Ground;

/// Draws the whole screen into `buf`, and returns where the cursor belongs, if anywhere.
pub fn view(model: &Model, ground: Ground, buf: &mut Buffer) -> Option<Position> {
    let screen = Rect::new(0, 0, model.size.width, model.size.height).intersection(buf.area);
    let harakat = if model.settings.view.harakat == HarakatWish::Hide { Harakat::Hide } else { Harakat::Keep };
    let look = Look { right_to_left: model.words.right_to_left(), ground, harakat };
    let areas = area::areas(model);
    if areas == Areas::default() {
        let row = Row::of(vec![Piece::new(model.words.say("too-small"), Ink::Strong)]);
        strip::draw(&row, Rect { height: screen.height.min(1), ..screen }, look, buf);
        return None;
    }
    bars::title(model, areas.title, look, buf);
    frame::draw(model, &areas, look, buf);
    if !areas.article.is_empty() {
        article::draw(model, areas.article, look, buf);
    }
    if !areas.sidebar.is_empty() {
        sidebar::draw(model, areas.sidebar, look, buf);
    }
    if !areas.drawer.is_empty() {
        drawer::draw(model, areas.drawer, look, buf);
        drawer::strip(model, areas.strip, look, buf);
    }
    bars::status(model, areas.status, look, buf);
    bars::hints(model, areas.hints, look, buf);
    let cursor = match &model.panel {
        Some(panel) => panel::draw(model, panel, screen, look, buf),
        // The end of a selection that moves is told from the other by the cursor.
        None => model.selection.as_ref().and_then(|selection| {
            let cell = hit::cell_of(model, selection.edge())?;
            Some(Position::new(cell.x, cell.y))
        }),
    };
    thin_reversed(buf);
    cursor
}

/// Takes bold from what is reversed: both together are grey on grey in Konsole.
pub(super) fn thin_reversed(buf: &mut Buffer) {
    for cell in buf.content.iter_mut().filter(|cell| cell.modifier.contains(Modifier::REVERSED)) {
        cell.modifier.remove(Modifier::BOLD);
    }
}

/// Whether `pane` has the keys.
fn has_keys(model: &Model, pane: Pane) -> bool {
    model.focus == pane && model.panel.is_none()
}
