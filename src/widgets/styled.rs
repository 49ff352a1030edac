//! Between ratatui's styled text and ours: one string with styles by byte, and back to spans in visual order.

use ratatui::layout::Alignment;
use ratatui::style::Style;
use ratatui::text::{Line, Span as StyledText, Text};

use super::line::StyledSpan;
use crate::span::Span;
use crate::text::{self, LayoutOptions};

/// A text of ratatui's as one string.
#[derive(Debug, Clone, Default)]
pub(super) struct Flat {
    /// Its lines, parted by `\n`.
    pub text: String,
    /// What is not drawn in the text's own style.
    pub styles: Vec<StyledSpan>,
    /// The alignment of each line that has one.
    pub alignments: Vec<Option<Alignment>>,
}

/// `text` as one string with its styles by byte, without its own style and alignment.
pub(super) fn flatten(text: &Text<'_>) -> Flat {
    let mut flat = Flat::default();
    for (number, line) in text.lines.iter().enumerate() {
        if number > 0 {
            flat.text.push('\n');
        }
        push_line(line, &mut flat);
    }
    flat
}

fn push_line(line: &Line<'_>, flat: &mut Flat) {
    for span in &line.spans {
        let start = flat.text.len();
        flat.text.extend(span.content.chars().map(|c| if c == '\n' { ' ' } else { c }));
        let style = line.style.patch(span.style);
        if style != Style::new() {
            flat.styles.push((Span::new(start, flat.text.len()), style));
        }
    }
    flat.alignments.push(line.alignment);
}

/// A short string as any widget of ratatui's draws it right: shaped and in visual order. For titles of blocks, items of lists,
/// cells of tables, tabs, which all draw what they are given from left to right.
///
/// The result has one span for each cell, so that its width is the sum of theirs, and keeps the styles and the alignment of
/// `line`. Where it is wider than `options.width` an ellipsis stands at its logical end.
///
/// ```
/// use isnad::text::LayoutOptions;
/// use isnad::widgets::visual_line;
/// use ratatui::widgets::Block;
/// let title = visual_line("قال لا", &LayoutOptions::of_width(30));
/// assert_eq!((title.to_string().as_str(), title.width()), ("\u{fefb} \u{fedd}\u{fe8e}\u{fed7}", 5));
/// let block = Block::bordered().title(title.right_aligned());
/// # let _ = block;
/// ```
pub fn visual_line<'a, L: Into<Line<'a>>>(line: L, options: &LayoutOptions) -> Line<'static> {
    let line = line.into();
    let mut flat = Flat::default();
    push_line(&line, &mut flat);
    let visual = text::line(&flat.text, options);
    let style_at = |at| flat.styles.iter().find(|(span, _)| span.holds(at)).map_or(line.style, |&(_, style)| style);
    let spans: Vec<StyledText<'static>> = visual
        .cells
        .iter()
        .map(|cell| StyledText::styled(cell.symbol.to_string(), style_at(cell.span.start)))
        .collect();
    Line { spans, style: line.style, alignment: line.alignment }
}
