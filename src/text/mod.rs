//! The text engine: one paragraph to lines in visual order.
//!
//! It knows no article, no colour and no terminal: spans are bytes of the paragraph it was given, columns are cells. The
//! stages, one file each: `clusters` → `levels` → `joining` → `breaks` → `fill` → `visual`. All but the last two do not
//! depend on the width. Standards: UAX #9 (levels by unicode-bidi, Unicode 16), UAX #14 (icu_segmenter, 15.1), UAX #29
//! (unicode-segmentation, 17), joining and mirroring by ICU4X (18); departures are said at the head of each stage.
//!
//! A worked example, capitals standing for right-to-left letters, width 10:
//!
//! ```text
//! text      ABC (xyz) DEF       base level 1
//! levels    1111122211111       (one per cluster; the brackets resolve with the paragraph)
//! breaks    ABC |(xyz) |DEF
//! lines     ABC (xyz)   and   DEF
//! cells     (xyz) CBA   and   FED         (levels reversed, brackets mirrored twice)
//! ```

mod breaks;
mod chars;
mod clusters;
mod drawing;
mod fill;
mod forms;
mod joining;
mod levels;
mod line;
mod one_line;
mod options;
mod visual;

#[cfg(test)]
pub(crate) mod tests;

use crate::span::Column;

pub use forms::{Shaped, shaped};
pub use line::{Cell, VisualLine};
pub use one_line::isolate;
pub use options::{Direction, Harakat, LayoutOptions, Shapes};

/// A paragraph laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Whether the paragraph level is odd (UAX #9 P2, P3, or forced).
    pub right_to_left: bool,
    /// Its lines, top to bottom. An empty paragraph has one empty line.
    pub lines: Vec<VisualLine>,
}

impl Layout {
    /// How many blank columns go left of `line` in a pane of `width` columns: right-to-left paragraphs stand at the right edge.
    pub fn left_padding(&self, line: &VisualLine, width: Column) -> Column {
        Column(if self.right_to_left { width.0.saturating_sub(line.width.0) } else { 0 })
    }

    /// The width of the widest line.
    pub fn width(&self) -> Column {
        self.lines.iter().map(|line| line.width).max().unwrap_or_default()
    }
}

/// Lays one paragraph out. Total: any string of less than 4 GiB gives a layout.
///
/// A line end inside the paragraph (`\n`, `\r\n`, U+2028 …) ends a line and no more: what follows it belongs to the same
/// paragraph and has its direction.
///
/// ```
/// use isnad::text::{LayoutOptions, layout};
/// let paragraph = layout("قال لا (UN)", &LayoutOptions::of_width(20));
/// let row: String = paragraph.lines[0].cells.iter().map(|cell| cell.symbol.as_str()).collect();
/// assert!(paragraph.right_to_left);
/// assert_eq!(row, "(UN) \u{fefb} \u{fedd}\u{fe8e}\u{fed7}");
/// ```
pub fn layout(paragraph: &str, options: &LayoutOptions) -> Layout {
    let shaped = shape(paragraph, options);
    let breaks = breaks::find(&shaped.clusters);
    let rows = fill::fill(&shaped.clusters.list, &breaks, options.width.0);
    Layout { right_to_left: shaped.base == 1, lines: rows.iter().map(|row| visual::order(&shaped, row)).collect() }
}

/// Lays a short string out on one line, for a field of the interface. Nothing wraps: where `text` is wider than
/// `options.width` an ellipsis stands at its logical end, in its direction, for the rest. Line ends become blanks.
///
/// ```
/// use isnad::span::Column;
/// use isnad::text::{LayoutOptions, line};
/// let field = line("الأمين العام", &LayoutOptions::of_width(7));
/// assert_eq!((field.cells[0].symbol.as_str(), field.width), ("…", Column(6)));
/// ```
pub fn line(text: &str, options: &LayoutOptions) -> VisualLine {
    one_line::fit(shape(text, options), options.width)
}

/// How many columns `text` takes on one line, as laid out: lam-alef is one, marks are none.
pub fn width(text: &str) -> Column {
    one_line::columns(shape(text, &LayoutOptions::of_width(u16::MAX)))
}

/// The stages that do not depend on the width.
fn shape<'t>(text: &'t str, options: &LayoutOptions) -> levels::Levelled<'t> {
    let clusters = clusters::split(text, options.harakat);
    let levelled = levels::resolve(clusters, options.direction);
    joining::shape(levelled, options.shapes)
}
