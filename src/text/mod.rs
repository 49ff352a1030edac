//! The text engine: one paragraph to lines in visual order.
//!
//! It knows no article, no colour and no terminal: spans are bytes of the paragraph it was given, columns are cells. The
//! stages, one file each: `clusters` → `levels` → `joining` → `breaks` → `fill` → `visual`; `flow` runs them, a piece of
//! the paragraph at a time (`seams`). All but the last two do not depend on the width. What is asked of common characters
//! is answered by one table (`props`). Two stages are for the asking: `reveal` before all others names what is never
//! drawn, `kashida` after them lengthens lines. Three ways lead in: [`layout`] gives all lines, [`Lines`] one after the
//! other in little space, [`Paragraph`] those that are looked at. Standards: UAX #9 (levels of plain text in our own quick
//! way, all others by unicode-bidi, Unicode 16), UAX #14 (icu_segmenter, 15.1), UAX #29
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
mod flow;
mod forms;
mod implicit;
mod joining;
mod kashida;
mod levels;
mod line;
mod lines;
mod one_line;
mod options;
mod paragraph;
mod props;
mod reveal;
mod seams;
mod visual;

#[cfg(test)]
pub(crate) mod tests;

use crate::span::{Column, Span};

pub use forms::{Shaped, shaped};
pub use line::{Cell, VisualLine};
pub use lines::{Line, Lines};
pub use one_line::isolate;
pub use options::{Controls, Direction, Harakat, Kashida, LayoutOptions, Shapes};
pub use paragraph::Paragraph;
pub use reveal::explicit_controls;

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
    let mut lines = Lines::new(paragraph, options);
    let mut out = Vec::new();
    while let Some(line) = lines.next_line() {
        out.push(line.visual());
    }
    Layout { right_to_left: lines.right_to_left(), lines: out }
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
    let base = levels::of_paragraph(text, options.direction);
    one_line::fit(shape(text, options, base), base, options.width)
}

/// How many columns `text` takes on one line, as laid out: lam-alef is one, marks are none.
pub fn width(text: &str) -> Column {
    let options = LayoutOptions::of_width(u16::MAX);
    one_line::columns(shape(text, &options, levels::of_paragraph(text, options.direction)))
}

/// The stages that do not depend on the width, for all of `text` in one piece.
fn shape<'t>(text: &'t str, options: &LayoutOptions, base: u8) -> clusters::Clusters<'t> {
    let all = Span::new(0, text.len());
    flow::shape(text, all, &mut seams::Seams::none(), (options, base), &mut flow::Spare::for_bytes(text.len()))
}
