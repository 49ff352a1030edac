//! A row of the interface drawn: its pieces laid out one by one, and set side by side in the interface's direction.
//!
//! That is what isolates do (UAX #9 X5a to X6a): what is inside one is resolved by itself, and what is round it sees one
//! neutral character. So no piece turns another, whatever it holds.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::slice;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::theme::{self, Ground};
use crate::fold::is_of_word;
use crate::span::Column;
use crate::text::{self, Direction, Harakat, LayoutOptions, VisualLine};
use crate::tui::row::{Flow, Piece, Row};
use crate::widgets::BidiLine;

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

impl Look {
    const fn direction(self) -> Direction {
        if self.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

/// What is laid out by itself.
struct Part {
    line: Rc<VisualLine>,
    style: Style,
}

/// Parts in the order in which they are read.
#[derive(Default)]
struct Strip {
    parts: Vec<Part>,
    width: u16,
}

/// Draws `row` on the first row of `area`. The first column of the screen stays free of Arabic: PuTTY turns a whole row
/// round that begins with it.
pub fn draw(row: &Row, area: Rect, look: Look, buf: &mut Buffer) {
    let area = match area.x {
        0 if look.right_to_left => Rect { x: 1, width: area.width.saturating_sub(1), ..area },
        _ => area,
    };
    if area.is_empty() {
        return;
    }
    let (head, tail) = match row.head.split_last() {
        Some((line, before)) if row.tail.is_empty() && runs_against(line, look) => {
            let head = lay(before, area.width.saturating_sub(row.indent), look);
            let tail = lay(slice::from_ref(line), area.width.saturating_sub(row.indent + head.width), look);
            (head, tail)
        }
        _ => {
            let tail = lay(&row.tail, area.width, look);
            let taken = if row.tail.is_empty() { 0 } else { tail.width + 1 };
            (lay(&row.head, area.width.saturating_sub(taken + row.indent), look), tail)
        }
    };
    let (head_x, tail_x) = if look.right_to_left {
        (area.right().saturating_sub(row.indent + head.width), area.x)
    } else {
        (area.x + row.indent, area.right().saturating_sub(tail.width))
    };
    head.paint(head_x, area, look, buf);
    tail.paint(tail_x, area, look, buf);
}

/// Whether `piece` is a line of a paragraph that runs against the row: it stands where that paragraph's lines begin.
fn runs_against(piece: &Piece, look: Look) -> bool {
    matches!(piece.flow, Flow::Paragraph(direction) if direction != look.direction())
}

/// Columns that `pieces` take.
pub fn width(pieces: &[Piece], look: Look) -> u16 {
    lay(pieces, u16::MAX, look).width
}

/// Lays the pieces out on `width` columns. The last one for which there is room ends in an ellipsis where something is
/// left out, so that the ellipsis stands where its words break off and not where the row does.
fn lay(pieces: &[Piece], width: u16, look: Look) -> Strip {
    let mut strip = Strip::default();
    for piece in pieces {
        let style = theme::ink(piece.ink, look.ground);
        for (words, direction) in parted(piece, look) {
            let room = width - strip.width;
            let options = LayoutOptions { direction, harakat: look.harakat, ..LayoutOptions::of_width(u16::MAX) };
            let line = laid(words, options);
            if line.width.0 > room {
                strip.push_cut(words, LayoutOptions { width: Column(room), ..options }, style);
                return strip;
            }
            strip.push(line, style);
        }
    }
    strip
}

/// Words laid out in one way or another.
type Ways = Vec<(LayoutOptions, Rc<VisualLine>)>;

thread_local! {
    /// The words that were laid out lately: from one frame to the next nearly all are the same.
    static LAID: RefCell<HashMap<String, Ways>> = RefCell::default();
}

/// So many words are kept, and each in so many ways.
const MOST_LAID: usize = 1024;
const MOST_WAYS: usize = 4;

/// `words` on one line.
fn laid(words: &str, options: LayoutOptions) -> Rc<VisualLine> {
    LAID.with_borrow_mut(|all| {
        let ways = all.get(words).map_or(&[][..], Vec::as_slice);
        if let Some((_, line)) = ways.iter().find(|(known, _)| *known == options) {
            return Rc::clone(line);
        }
        if all.len() > MOST_LAID {
            all.clear();
        }
        let line = Rc::new(text::line(words, &options));
        let ways = all.entry(words.to_owned()).or_default();
        ways.truncate(MOST_WAYS - 1);
        ways.push((options, Rc::clone(&line)));
        line
    })
}

impl Strip {
    fn push(&mut self, line: Rc<VisualLine>, style: Style) {
        self.width += line.width.0;
        self.parts.push(Part { line, style });
    }

    fn push_cut(&mut self, words: &str, options: LayoutOptions, style: Style) {
        if options.width.0 > 0 {
            self.push(laid(words, options), style);
        }
    }

    fn paint(&self, left: u16, area: Rect, look: Look, buf: &mut Buffer) {
        let mut before = 0;
        for part in &self.parts {
            let width = part.line.width.0;
            let x = left + if look.right_to_left { self.width - before - width } else { before };
            let place = Rect { x, y: area.y, width, height: 1 }.intersection(area);
            BidiLine::new(&part.line).style(part.style).render(place, buf);
            before += width;
        }
    }
}

/// The words of a piece, which have a direction of their own, between blanks, rules and signs, which belong to the row.
fn parted(piece: &Piece, look: Look) -> impl Iterator<Item = (&str, Direction)> {
    let row = look.direction();
    let whole = piece.text.as_str();
    let parts = match piece.flow {
        Flow::Interface => [(whole, row), ("", row), ("", row)],
        Flow::Paragraph(direction) => [(whole, direction), ("", row), ("", row)],
        Flow::Own => own_direction(whole, look),
    };
    parts.into_iter().filter(|(text, _)| !text.is_empty())
}

fn own_direction(whole: &str, look: Look) -> [(&str, Direction); 3] {
    let row = look.direction();
    let is_sign = |c: char| !is_of_word(c) && !matches!(c, '"' | '(' | ')' | '«' | '»' | '%' | '#' | '…');
    let rest = whole.trim_start_matches(is_sign);
    let words = rest.trim_end_matches(|c| is_sign(c) && !ends_words(c));
    // A lone guillemet points where the row runs.
    if !words.contains(is_of_word) || stays(words, look) {
        return [(whole, row), ("", row), ("", row)];
    }
    let (head, tail) = (whole.strip_suffix(rest).unwrap_or(""), rest.strip_prefix(words).unwrap_or(""));
    [(head, row), (words, Direction::Auto), (tail, row)]
}

/// Whether `c` ends words and belongs to them, not to the row.
const fn ends_words(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | '!' | '?' | '،' | '؛' | '؟')
}

/// Whether words run as the row does: letters of its own direction alone.
fn stays(words: &str, look: Look) -> bool {
    if look.right_to_left {
        words.chars().all(|c| matches!(c, ' ' | '،' | 'ء'..='غ' | 'ف'..='ي'))
    } else {
        words.is_ascii()
    }
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
    fn a_cut_row_leaves_the_first_column_free() {
        check(&["אבגדהוזחטיכלמנסעפצ"], true, "…לכיטחזוהדגבא");
        check(&["אבגדהוזחטיכלמנסעפצ"], false, "…מלכיטחזוהדגבא");
    }

    #[test]
    fn lines_stand_where_their_paragraphs_begin() {
        let area = Rect::new(0, 0, 10, 1);
        for (line, right_to_left, expected) in [("אב גד", false, "›    דג בא"), ("ab cd", true, " ab cd   ‹")]
        {
            let direction = if right_to_left { Direction::LeftToRight } else { Direction::RightToLeft };
            let line = Piece { flow: Flow::Paragraph(direction), ..Piece::plain(line) };
            let mut buf = Buffer::empty(area);
            let look = Look { right_to_left, ground: Ground::Dark, harakat: Harakat::Keep };
            draw(&Row::of(vec![Piece::plain("› "), line]), area, look, &mut buf);
            let seen: String = (0..10).map(|x| buf[(x, 0)].symbol()).collect();
            assert_eq!(seen, expected);
        }
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
