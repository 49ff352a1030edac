//! A text's lines: what stands between two line ends, without the blanks around it.

use crate::span::Span;

/// One line that holds something to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it is, without the blanks around it.
    pub span: Span,
    /// Whether an empty line stands before it.
    pub apart: bool,
}

/// The lines of `text` that hold something to see.
///
/// A line ends at LF, CR, CR LF, VT, FF, NEL, U+2028 or U+2029.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut rest, mut start, mut apart) = (text, 0, false);
    while !rest.is_empty() {
        let (raw, end) = match rest.find(is_line_end).and_then(|at| rest.split_at_checked(at)) {
            Some((raw, after)) => (raw, length_of_line_end(after)),
            None => (rest, 0),
        };
        let inner = raw.trim();
        if inner.chars().all(is_unseen) {
            apart = true;
        } else {
            let from = start + (raw.len() - raw.trim_start().len());
            out.push(Line { span: Span::new(from, from + inner.len()), apart });
            apart = false;
        }
        start += raw.len() + end;
        rest = Span::new(start, text.len()).of(text);
    }
    out
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn length_of_line_end(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) }
}

/// Blanks and characters without a form of their own: a line of these alone shows nothing.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
