//! A row of the interface drawn: its pieces laid out as one line in the interface's direction.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::theme::{self, Ground};
use crate::fold::is_of_word;
use crate::span::{Offset, Span};
use crate::text::{self, Direction, Harakat, LayoutOptions, VisualLine};
use crate::tui::row::{Flow, Piece, Row};
use crate::widgets::BidiLine;

const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// How rows are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether the interface runs from right to left.
    pub right_to_left: bool,
    /// What it is drawn on.
    pub ground: Ground,
    /// What becomes of vowel marks.
    pub harakat: Harakat,
}

/// Pieces laid out, with their styles by bytes.
struct Line {
    line: VisualLine,
    styles: Vec<(Span, Style)>,
}

/// Draws `row` on the first row of `area`.
pub fn draw(row: &Row, area: Rect, look: Look, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let tail = lay(&row.tail, area.width, look);
    let taken = if row.tail.is_empty() { 0 } else { tail.line.width.0 + 1 };
    let room = area.width.saturating_sub(taken + row.indent);
    let head = lay(&row.head, room, look);
    let (head_x, tail_x) = if look.right_to_left {
        (area.right().saturating_sub(row.indent + head.line.width.0), area.x)
    } else {
        (area.x + row.indent, area.right().saturating_sub(tail.line.width.0))
    };
    paint(&head, head_x, area, buf);
    paint(&tail, tail_x, area, buf);
}

/// Columns that `pieces` take.
pub fn width(pieces: &[Piece], look: Look) -> u16 {
    lay_whole(pieces, look).line.width.0
}

/// Lays the pieces out on `width` columns. Most rows have room for all: what must be cut is found only where they lack it.
fn lay(pieces: &[Piece], width: u16, look: Look) -> Line {
    let whole = lay_whole(pieces, look);
    if whole.line.width.0 <= width { whole } else { lay_whole(&fitted(pieces, width), look) }
}

fn lay_whole(pieces: &[Piece], look: Look) -> Line {
    let mut words = String::new();
    let mut styles = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let span = push_isolated(piece, look, &mut words);
        styles.push((span, theme::ink(piece.ink, look.ground)));
    }
    if words.is_empty() {
        return Line { line: VisualLine::default(), styles };
    }
    let direction = if look.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
    let options = LayoutOptions { direction, harakat: look.harakat, ..LayoutOptions::of_width(u16::MAX) };
    Line { line: text::line(&words, &options), styles }
}

/// The pieces for which there is room; the last one ends in an ellipsis where something is left out, so that the
/// ellipsis stands where its words break off and not where the row does.
fn fitted(pieces: &[Piece], width: u16) -> Vec<Piece> {
    let mut room = width;
    let mut fitted = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let taken = text::width(&piece.text).0;
        if taken > room {
            let cut = cut(&piece.text, room);
            fitted.push(Piece { text: cut, ..*piece });
            break;
        }
        room -= taken;
        fitted.push(piece.clone());
    }
    fitted
}

/// The beginning of `words` and an ellipsis, on `room` columns.
fn cut(words: &str, room: u16) -> String {
    if room == 0 {
        return String::new();
    }
    let line = text::line(words, &LayoutOptions::of_width(room));
    // The last cell is the ellipsis; it stands for all that has no room.
    let left_out = line.logical_cells().next_back().map_or(Offset(0), |cell| cell.span.start);
    let kept = Span { start: Offset(0), end: left_out }.of(words);
    format!("{}…", kept.trim_end())
}

/// Puts the words of a piece into the row as an isolate, and says where; blanks, rules and signs round them belong to
/// the row.
fn push_isolated(piece: &Piece, look: Look, row: &mut String) -> Span {
    let start = row.len();
    if piece.flow == Flow::Interface {
        let mark = if look.right_to_left { RIGHT_TO_LEFT_MARK } else { LEFT_TO_RIGHT_MARK };
        row.push_str(&text::isolate(&format!("{mark}{}", piece.text)));
        return Span::new(start, row.len());
    }
    let is_sign = |c: char| !is_of_word(c) && !matches!(c, '"' | '(' | ')' | '«' | '»' | '%' | '#' | '…');
    let head = piece.text.trim_start_matches(is_sign);
    let words = head.trim_end_matches(|c| is_sign(c) && !ends_words(c));
    // A lone guillemet points where the row runs.
    if !words.contains(is_of_word) || stays(words, look) {
        row.push_str(&piece.text);
        return Span::new(start, row.len());
    }
    row.push_str(piece.text.strip_suffix(head).unwrap_or(""));
    let isolate = text::isolate(words);
    let inside = row.len() + isolate.chars().next().map_or(0, char::len_utf8);
    row.push_str(&isolate);
    let span = Span::new(inside, row.len() - isolate.chars().next_back().map_or(0, char::len_utf8));
    row.push_str(head.strip_prefix(words).unwrap_or(""));
    span
}

/// Whether `c` ends words and belongs to them, not to the row.
const fn ends_words(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | '!' | '?' | '،' | '؛' | '؟')
}

/// Whether words can neither turn their neighbours nor be turned by them: letters of the row's own direction alone.
fn stays(words: &str, look: Look) -> bool {
    if look.right_to_left {
        words.chars().all(|c| matches!(c, ' ' | '،' | 'ء'..='غ' | 'ف'..='ي'))
    } else {
        words.is_ascii()
    }
}

fn paint(line: &Line, x: u16, area: Rect, buf: &mut Buffer) {
    let place = Rect { x, y: area.y, width: line.line.width.0, height: 1 }.intersection(area);
    BidiLine::new(&line.line).styles(&line.styles).render(place, buf);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The row, from left to right, on 14 columns.
    fn check(pieces: &[&str], right_to_left: bool, expected: &str) {
        let area = Rect::new(0, 0, 14, 1);
        let mut buf = Buffer::empty(area);
        let row = Row::of(pieces.iter().map(|text| Piece::plain(*text)).collect());
        draw(&row, area, Look { right_to_left, ground: Ground::Dark, harakat: Harakat::Keep }, &mut buf);
        let seen: String = (0..14).map(|x| buf[(x, 0)].symbol()).collect();
        // Hebrew letters, since they have no forms.
        assert_eq!(seen.trim(), expected, "{pieces:?}");
    }

    #[test]
    fn what_ends_words_stays_with_them_and_signs_with_the_row() {
        check(&["› ", "אב גד،"], false, "› ،דג בא");
        check(&["› ", "אב גד."], false, "› .דג בא");
        check(&["› ", "ab cd."], true, "ab cd. ‹");
        check(&["אב", " · ", "12", " · ", "cd"], false, "בא · 12 · cd");
        check(&["ab", " · ", "12", " · ", "גד"], true, "דג · 12 · ab");
    }
}
