//! The claims grouped by source, drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::has_keys;
use super::strip::{self, Look};
use crate::tui::model::{Model, Pane};
use crate::tui::row::{Ink, Piece, Row};
use crate::tui::sidebar::TITLE_ROWS;

/// Draws the list, with one column free at either side.
pub fn draw(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let mut title = vec![Piece::new(model.words.say("claims-by-source"), Ink::Strong)];
    if let Some(source) = model.filter {
        let number = model.number_of(source).unwrap_or(0);
        title.push(Piece::dim(format!(" · {}", model.words.fill("filtered", &[&model.words.number(number)]))));
    }
    strip::draw(&Row::of(title).indented(1), Rect { height: 1, ..area }, look, buf);
    let list = Rect { y: area.y + TITLE_ROWS, height: area.height.saturating_sub(TITLE_ROWS), ..area };
    for (at, row) in model.list.iter().skip(model.sidebar_top).take(usize::from(list.height)).enumerate() {
        let place = Rect { y: list.y + at as u16, height: 1, ..list };
        strip::draw(row, place, look, buf);
        if has_keys(model, Pane::Sidebar) && row.target.is_some() && row.target == model.cursor {
            buf.set_style(place, ratatui::style::Style::new().add_modifier(Modifier::REVERSED));
        }
    }
}
