//! What lies over the panes, drawn: a box with a title, rows or a field, and the keys that count in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::strip::{self, Look};
use super::{frame, theme};
use crate::tui::area;
use crate::tui::model::{Model, Panel};
use crate::tui::row::{Ink, Piece, Row};
use crate::tui::sheet::{self, Sheet};
use crate::widgets::FieldView;

/// Draws `panel` over `screen`, and returns where the cursor belongs, if it has a field.
pub fn draw(model: &Model, panel: &Panel, screen: Rect, look: Look, buf: &mut Buffer) -> Option<Position> {
    draw_sheet(&sheet::sheet(model, panel, area::panel_width(screen.width).0), screen, look, buf)
}

/// Draws a panel over `screen`, and returns where the cursor belongs, if it has a field.
pub fn draw_sheet(sheet: &Sheet<'_>, screen: Rect, look: Look, buf: &mut Buffer) -> Option<Position> {
    let parts = sheet.parts(screen);
    Clear.render(parts.frame, buf);
    frame::outline(parts.frame, Style::new(), buf);
    let title = Row::of(vec![Piece::plain(" "), Piece::new(sheet.title.as_str(), Ink::Strong), Piece::plain(" ")]);
    strip::draw(&title, Rect { y: parts.frame.y, ..parts.keys }, look, buf);
    strip::draw(&Row::of(vec![Piece::dim(sheet.keys).in_interface()]), parts.keys, look, buf);
    let cursor = sheet.field.and_then(|field| {
        let view = FieldView::new().style(theme::named("field", look.ground));
        view.draw(field, parts.field, buf);
        view.cursor(field, parts.field)
    });
    let shown = sheet.rows.iter().skip(sheet.top(parts.list.height)).take(usize::from(parts.list.height));
    for (at, row) in shown.enumerate() {
        strip::draw(row, Rect { y: parts.list.y + at as u16, height: 1, ..parts.list }, look, buf);
    }
    for (at, row) in sheet.foot.iter().take(usize::from(parts.foot.height)).enumerate() {
        strip::draw(row, Rect { y: parts.foot.y + at as u16, height: 1, ..parts.foot }, look, buf);
    }
    cursor
}
