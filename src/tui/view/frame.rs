//! Frames and rules.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::line;

use super::strip::Look;
use super::{has_keys, theme};
use crate::tui::area::{Areas, WIDE};
use crate::tui::model::{Model, Pane};

/// Draws the frame round the panes, or the rules of a narrow screen.
pub fn draw(model: &Model, areas: &Areas, look: Look, buf: &mut Buffer) {
    let style = theme::named("frame", look.ground);
    let body = areas.body;
    if model.size.width < WIDE {
        horizontal(Rect { height: 1, ..body }, line::HORIZONTAL, style, buf);
        for below in [areas.drawer, areas.strip] {
            if !below.is_empty() {
                horizontal(Rect { y: below.y - 1, height: 1, ..body }, "┄", style, buf);
            }
        }
        return;
    }
    outline(body, style, buf);
    let Some(x) = areas.divider else { return };
    buf[(x, body.y)].set_symbol(line::HORIZONTAL_DOWN).set_style(style);
    buf[(x, body.bottom() - 1)].set_symbol(line::HORIZONTAL_UP).set_style(style);
    vertical(Rect { x, y: body.y + 1, width: 1, height: body.height - 2 }, style, buf);
    for (pane, area) in [(Pane::Article, areas.article), (Pane::Sidebar, areas.sidebar)] {
        if has_keys(model, pane) {
            let focus = theme::named("frame-focus", look.ground);
            buf.set_style(Rect { y: body.y, height: 1, ..area }, focus.fg(ratatui::style::Color::Reset));
        }
    }
}

/// Draws the four sides of `area`.
pub fn outline(area: Rect, style: Style, buf: &mut Buffer) {
    let (left, right, top, bottom) = (area.x, area.right() - 1, area.y, area.bottom() - 1);
    horizontal(Rect { height: 1, ..area }, line::HORIZONTAL, style, buf);
    horizontal(Rect { y: bottom, height: 1, ..area }, line::HORIZONTAL, style, buf);
    vertical(Rect { width: 1, ..area }, style, buf);
    vertical(Rect { x: right, width: 1, ..area }, style, buf);
    for (x, y, corner) in [
        (left, top, line::TOP_LEFT),
        (right, top, line::TOP_RIGHT),
        (left, bottom, line::BOTTOM_LEFT),
        (right, bottom, line::BOTTOM_RIGHT),
    ] {
        buf[(x, y)].set_symbol(corner);
    }
}

/// Draws a rule on the first row of `area`.
pub fn horizontal(area: Rect, symbol: &str, style: Style, buf: &mut Buffer) {
    for x in area.left()..area.right() {
        buf[(x, area.y)].set_symbol(symbol).set_style(style);
    }
}

fn vertical(area: Rect, style: Style, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        buf[(area.x, y)].set_symbol(line::VERTICAL).set_style(style);
    }
}
