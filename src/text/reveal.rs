//! A stage for the asking: the names of what is never drawn in the places where it stands.
//!
//! Bidi controls can make a text read otherwise than it is written ("Trojan Source", Boucher and Anderson 2021), and
//! characters without width can hide in a word. Here each becomes its name between angle quotation marks, `‹RLO›`, in an
//! isolate of its own, and the text is laid out without it: seen is the order in which it is written, each paragraph by
//! UAX #9 without explicit controls.
//!
//! The cells of a name stand for the bytes of the control: the first one by the maps, the others as fillers.

use std::fmt::Write;

use super::Layout;
use super::chars;
use super::line::VisualLine;
use super::options::{Controls, LayoutOptions};
use crate::span::{Offset, Span};

/// A line may end on either side of a name.
const BREAK: char = '\u{200b}';
const LRI: char = '\u{2066}';
const PDI: char = '\u{2069}';

/// How many explicit bidi controls `text` holds: embeddings, overrides, isolates and what ends them (UAX #9 2.1, 2.2).
/// Marks of direction (LRM, RLM, ALM) are not counted: they turn nothing round.
///
/// ```
/// use isnad::text::explicit_controls;
/// assert_eq!(explicit_controls("a\u{202e}b\u{202c} \u{2067}c\u{2069} \u{200f}"), 4);
/// ```
pub fn explicit_controls(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_control = |at: &usize| {
        let rest = bytes.get(at + 1..at + 3);
        matches!(rest, Some([0x80, 0xaa..=0xae] | [0x81, 0xa6..=0xa9]))
    };
    memchr::memchr_iter(0xe2, bytes).filter(is_control).count()
}

/// A text with names in it, and where its parts come from.
struct Revealed {
    text: String,
    parts: Vec<Part>,
}

/// A stretch of the text with names.
struct Part {
    /// Its first byte there.
    start: usize,
    /// What it stands for in the text as it is.
    original: Span,
    kind: PartKind,
}

#[derive(Clone, Copy, PartialEq)]
enum PartKind {
    /// Text as it is.
    Text,
    /// What stands unseen before a name: a line may end there, an isolate begins. It stands for nothing.
    Break,
    /// A name.
    Name,
}

/// The layout with names, where they are asked for and there is something to name.
pub(super) fn layout(text: &str, options: &LayoutOptions) -> Option<Layout> {
    if options.controls != Controls::Named {
        return None;
    }
    reveal(text).map(|revealed| revealed.layout(options))
}

/// The text with names, or nothing where there is nothing to name.
fn reveal(text: &str) -> Option<Revealed> {
    let mut out = Revealed { text: String::new(), parts: Vec::new() };
    let mut from = 0;
    for (at, control) in text.char_indices().filter(|&(_, c)| chars::is_invisible(c)) {
        out.push_text(text, from, at);
        out.push_name(control, at);
        from = at + control.len_utf8();
    }
    if from == 0 {
        return None;
    }
    out.push_text(text, from, text.len());
    Some(out)
}

/// The abbreviation of the Unicode Standard, where there is one.
const fn short_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' => "SHY",
        '\u{34f}' => "CGJ",
        '\u{61c}' => "ALM",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{feff}' => "BOM",
        _ => return None,
    })
}

impl Revealed {
    fn push_text(&mut self, text: &str, start: usize, end: usize) {
        if start < end {
            let original = Span::new(start, end);
            self.parts.push(Part { start: self.text.len(), original, kind: PartKind::Text });
            self.text.push_str(original.of(text));
        }
    }

    fn push_name(&mut self, control: char, at: usize) {
        self.parts.push(Part { start: self.text.len(), original: Span::new(at, at), kind: PartKind::Break });
        self.text.extend([BREAK, LRI]);
        let original = Span::new(at, at + control.len_utf8());
        self.parts.push(Part { start: self.text.len(), original, kind: PartKind::Name });
        // Writing to a string cannot fail.
        let _ = match short_name(control) {
            Some(name) => write!(self.text, "‹{name}›{PDI}{BREAK}"),
            None => write!(self.text, "‹U+{:04X}›{PDI}{BREAK}", u32::from(control)),
        };
    }

    /// The layout of the text with names, its maps those of the text as it is.
    fn layout(&self, options: &LayoutOptions) -> Layout {
        let laid = super::layout(&self.text, &LayoutOptions { controls: Controls::Hidden, ..*options });
        let lines = laid.lines.into_iter().map(|line| self.original_line(line)).collect();
        Layout { lines, ..laid }
    }

    fn original_line(&self, line: VisualLine) -> VisualLine {
        let span = self.original_span(line.span);
        let names = self.names_of(&line);
        let mut last = None;
        line.remade(span, |_, mut cell, cells| {
            cell.span = match self.name_of(cell.span) {
                Some(control) => {
                    // Where the line before ends inside a name, that line has it.
                    cell.filler = last == Some(control) || !span.holds(control.start);
                    last = Some(control);
                    names.iter().find(|name| name.covers(control)).copied().unwrap_or(control)
                }
                None => self.original_span(cell.span),
            };
            cells.push(cell);
        })
    }

    /// What the names on a line stand for: their controls, and what is not drawn beside them.
    fn names_of(&self, line: &VisualLine) -> Vec<Span> {
        let mut names: Vec<Span> = Vec::new();
        for cell in line.logical_cells() {
            let Some(control) = self.name_of(cell.span) else { continue };
            let own = self.original_span(cell.span);
            let (start, end) = (own.start.min(control.start), own.end.max(control.end));
            match names.last_mut().filter(|name| name.covers(control)) {
                Some(name) => name.end = end,
                None => names.push(Span { start, end }),
            }
        }
        names
    }

    /// The control whose name is drawn in a cell that stands for `span`, if one is.
    fn name_of(&self, span: Span) -> Option<Span> {
        let after = self.parts.partition_point(|part| part.start < span.end.0);
        let first = self.parts.partition_point(|part| part.start <= span.start.0).saturating_sub(1);
        let parts = self.parts.get(first..after).unwrap_or_default();
        parts.iter().find(|part| part.kind == PartKind::Name).map(|part| part.original)
    }

    fn original_span(&self, span: Span) -> Span {
        Span { start: self.original(span.start), end: self.original(span.end) }
    }

    fn part_at(&self, offset: Offset) -> &Part {
        let after = self.parts.partition_point(|part| part.start <= offset.0);
        &self.parts[after.saturating_sub(1)]
    }

    /// Where the byte at `offset` comes from; inside a name, the end of the control.
    fn original(&self, offset: Offset) -> Offset {
        let part = self.part_at(offset);
        match part.kind {
            PartKind::Name if offset.0 > part.start => part.original.end,
            PartKind::Name | PartKind::Break => part.original.start,
            PartKind::Text => Offset(part.original.start.0 + offset.0 - part.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Column;
    use crate::text::tests::{RLM, from_cap, to_cap};

    const RLO: char = '\u{202e}';
    const PDF: char = '\u{202c}';
    const ZWNJ: char = '\u{200c}';
    const TAG: char = '\u{e0041}';

    fn laid(text: &str, width: u16) -> Layout {
        crate::text::layout(
            &from_cap(text),
            &LayoutOptions { controls: Controls::Named, ..LayoutOptions::of_width(width) },
        )
    }

    fn rows(layout: &Layout) -> Vec<String> {
        let row = |line: &VisualLine| line.cells.iter().map(|cell| cell.symbol.as_str()).collect::<String>();
        layout.lines.iter().map(|line| to_cap(&row(line))).collect()
    }

    #[test]
    fn names_stand_in_their_places_and_controls_do_not_act() {
        let check = |text: &str, expected: &str| assert_eq!(rows(&laid(text, 80)), [expected]);
        check(&format!("a{RLO}bc{PDF}d"), "a‹RLO›bc‹PDF›d");
        check(&format!("{RLM}ab"), "‹RLM›ab");
        check(&format!("a{TAG}"), "a‹U+E0041›");
        check(&format!("A{ZWNJ}B c"), "c B‹ZWNJ›A");
        check("a b", "a b");
    }

    #[test]
    fn a_name_is_its_control_and_nothing_else() {
        let text = format!("A{RLO}b{PDF}");
        let layout = laid(&text, 80);
        let line = &layout.lines[0];
        let control = Span::new(2, 5);
        let columns = line.columns_of(control);
        assert_eq!(columns.len(), 1);
        assert_eq!(columns[0].1.0 - columns[0].0.0, 5);
        for column in columns[0].0.0..columns[0].1.0 {
            assert_eq!(line.cell_at(Column(column)).map(|cell| cell.span), Some(control));
        }
        assert_eq!(line.cell_of(control.start).map(|cell| cell.filler), Some(false));
        assert_eq!(line.span, Span::new(0, text.len() + 1));
    }

    #[test]
    fn lines_end_beside_names_and_within_them_only_where_they_must() {
        let text = format!("abcd{RLO}efgh");
        assert_eq!(rows(&laid(&text, 9)), ["abcd‹RLO›", "efgh"]);
        let narrow = laid(&text, 3);
        assert!(narrow.lines.iter().all(|line| line.width.0 <= 3));
        let held = narrow.lines.iter().filter(|line| line.cell_of(Offset(4)).is_some()).count();
        assert_eq!(held, 1);
    }

    #[test]
    fn only_what_turns_text_is_counted() {
        assert_eq!(explicit_controls("قال «نعم»…"), 0);
        assert_eq!(explicit_controls("\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}"), 9);
        assert_eq!(
            explicit_controls("\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{61c}\u{2029}\u{202f}\u{2065}\u{206a}"),
            0
        );
    }
}
