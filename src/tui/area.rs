//! Where everything is on a screen of a given size: pure arithmetic, from which both drawing and clicking go.
//!
//! Wide, from [`WIDE`] columns: title, two framed panes, status, hints. Narrow: title, article, a drawer with the
//! selected claim, a strip of sources, status, hints. Below [`SMALLEST`] there is only a word to enlarge the window.

use ratatui::layout::Rect;

use super::message::Size;
use super::model::{Model, SidebarPlace};
use super::page::PageOptions;
use crate::article;
use crate::config::{Settings, SpacingWish};
use crate::span::Column;
use crate::text::{Direction, LayoutOptions};
use crate::words::{Language, Words};

/// From this width on there are two panes.
pub const WIDE: u16 = 72;
/// The smallest screen that is drawn on.
pub const SMALLEST: Size = Size { width: 40, height: 10 };
/// Columns at the start side of the article for the numbers of sources.
pub const GUTTER: u16 = 5;
/// The widest panel, frame included.
const WIDEST_PANEL: u16 = 76;
/// Rows of the drawer of a narrow screen.
const DRAWER: u16 = 5;

/// The parts of the screen; a part that is not there has no cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// The title, on the first row.
    pub title: Rect,
    /// Frames and rules are drawn in here.
    pub body: Rect,
    /// The lines of the article and its gutter.
    pub article: Rect,
    /// The claims by source.
    pub sidebar: Rect,
    /// The column of the rule between the panes.
    pub divider: Option<u16>,
    /// The selected claim, on a narrow screen.
    pub drawer: Rect,
    /// The sources in one row, on a narrow screen.
    pub strip: Rect,
    /// The status line.
    pub status: Rect,
    /// The keys.
    pub hints: Rect,
}

/// Where everything is in `model`.
pub fn areas(model: &Model) -> Areas {
    place(model.size, model.sidebar, model.words)
}

/// How wide the rows and the field of a panel are on a screen of `width` columns: a column and a blank beside the frame
/// on each side are not theirs.
pub fn panel_width(width: u16) -> Column {
    Column(width.saturating_sub(4).min(WIDEST_PANEL).saturating_sub(4))
}

/// How an article whose page says that direction is laid out on a screen of `size`.
pub fn page_options(
    settings: &Settings,
    size: Size,
    sidebar: SidebarPlace,
    said: Option<article::Direction>,
) -> PageOptions {
    let areas = place(size, sidebar, Words::of(settings.language()));
    options(settings, areas.article.width, said)
}

/// How the article is laid out in a pane of `width` columns, gutter included.
pub fn options(settings: &Settings, width: u16, said: Option<article::Direction>) -> PageOptions {
    let width = width.saturating_sub(GUTTER + 1).min(settings.view.measure.0).max(1);
    let options = settings.layout_options_in(Column(width), said);
    // A paragraph without letters stands where the interface's lines begin.
    let direction = match (options.direction, settings.language()) {
        (Direction::Auto, Language::Arabic) => Direction::AutoRightToLeft,
        (direction, _) => direction,
    };
    let spacing = if settings.view.line_spacing == SpacingWish::Double { 2 } else { 1 };
    PageOptions { layout: LayoutOptions { direction, ..options }, spacing }
}

fn place(size: Size, sidebar: SidebarPlace, words: Words) -> Areas {
    let Size { width, height } = size;
    if width < SMALLEST.width || height < SMALLEST.height {
        return Areas::default();
    }
    let common = Areas {
        title: Rect::new(0, 0, width, 1),
        status: Rect::new(0, height - 2, width, 1),
        hints: Rect::new(0, height - 1, width, 1),
        body: Rect::new(0, 1, width, height - 3),
        ..Areas::default()
    };
    if width < WIDE { narrow(common, sidebar) } else { wide(common, sidebar, words) }
}

fn wide(common: Areas, sidebar: SidebarPlace, words: Words) -> Areas {
    let inner = Rect::new(1, common.body.y + 1, common.body.width - 2, common.body.height - 2);
    if sidebar == SidebarPlace::Off {
        return Areas { article: inner, ..common };
    }
    let beside = (inner.width / 3).clamp(26, 44);
    let on_left = words.right_to_left() == (sidebar == SidebarPlace::End);
    let (left, right) = if on_left { (beside, inner.width - beside - 1) } else { (inner.width - beside - 1, beside) };
    let left = Rect { width: left, ..inner };
    let right = Rect { x: left.right() + 1, width: right, ..inner };
    let (article, sidebar) = if on_left { (right, left) } else { (left, right) };
    Areas { article, sidebar, divider: Some(left.right()), ..common }
}

/// `Off` leaves the whole body to the article, `Start` to the list of claims, `End` shares it with the drawer.
fn narrow(common: Areas, sidebar: SidebarPlace) -> Areas {
    let body = common.body;
    let inner = Rect { y: body.y + 1, height: body.height - 1, ..body };
    match sidebar {
        SidebarPlace::Off => Areas { article: inner, ..common },
        SidebarPlace::Start => Areas { sidebar: inner, ..common },
        SidebarPlace::End if inner.height < DRAWER + 8 => Areas { article: inner, ..common },
        SidebarPlace::End => {
            let article = Rect { height: inner.height - DRAWER - 3, ..inner };
            let drawer = Rect { y: article.bottom() + 1, height: DRAWER, ..inner };
            let strip = Rect { y: drawer.bottom() + 1, height: 1, ..inner };
            Areas { article, drawer, strip, ..common }
        }
    }
}
