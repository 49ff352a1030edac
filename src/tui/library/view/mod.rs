//! The library's screens drawn. Nothing here changes anything.

pub mod about;
mod bars;
mod lists;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::area::{self, Areas};
use super::model::{Model, Panel};
use super::sheet;
use crate::config::HarakatWish;
use crate::text::Harakat;
use crate::tui::area::WIDE;
use crate::tui::row::{Ink, Piece, Row};
use crate::tui::view::strip::{self, Look};
use crate::tui::view::{Ground, frame, panel, theme, thin_reversed};
use crate::widgets::FieldView;
pub use bars::tabs;

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
    rules(model, &areas, look, buf);
    if let Some(open) = &model.dossier {
        about::draw(model, &open.dossier, &areas, look, buf);
    }
    let mut cursor = None;
    if !areas.narrowed.is_empty() {
        cursor = narrowed(model, areas.narrowed, look, buf);
    }
    lists::draw(model, &areas, look, buf);
    bars::status(model, areas.status, look, buf);
    bars::hints(model, areas.hints, look, buf);
    if let Some((sheet, _)) = sheet::open(model) {
        cursor = panel::draw_sheet(&sheet, screen, look, buf);
    }
    thin_reversed(buf);
    cursor
}

/// The frame, and the rules inside it.
fn rules(model: &Model, areas: &Areas, look: Look, buf: &mut Buffer) {
    let style = theme::named("frame", look.ground);
    let body = areas.body;
    if model.size.width < WIDE {
        frame::horizontal(Rect { height: 1, ..body }, "─", style, buf);
    } else {
        frame::outline(body, style, buf);
    }
    if !areas.drawer.is_empty() {
        frame::horizontal(Rect { y: areas.drawer.y - 1, height: 1, ..areas.drawer }, "┄", style, buf);
    }
    if !areas.about.is_empty() {
        let rule = Rect { y: areas.about.bottom(), height: 1, ..areas.about };
        frame::horizontal(rule, "─", style, buf);
        let title = Piece::new(format!(" {} ", model.words.say("library.over-time")), Ink::Strong);
        strip::draw(
            &Row::of(vec![title]).indented(3),
            Rect { x: rule.x + 1, width: rule.width - 2, ..rule },
            look,
            buf,
        );
    }
}

/// What the rows must be: as a field while it is written.
fn narrowed(model: &Model, area: Rect, look: Look, buf: &mut Buffer) -> Option<Position> {
    let label = Piece::new(format!("{}: ", model.words.say("library.filter")), Ink::Strong);
    if let Some(Panel::Words(field)) = &model.panel {
        strip::draw(&Row::of(vec![label]).indented(1), area, look, buf);
        let place = area::words_row(model);
        let view = FieldView::new().style(theme::named("field", look.ground));
        view.draw(field, place, buf);
        return view.cursor(field, place);
    }
    let row = Row::of([vec![label], bars::filters(model)].concat()).indented(1);
    strip::draw(&row, area, look, buf);
    None
}
