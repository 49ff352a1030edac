//! A row of the interface before it is drawn: pieces at its start and pieces at its end.
//!
//! Rows are in logical order; drawing lays each out as one line whose pieces are isolated from each other, so that a
//! number or a Latin word never pulls its neighbours along.

use super::model::Target;
use crate::claims::SourceKind;
use crate::text::{Direction, LayoutOptions, Lines};
use crate::words::Words;

/// What a piece means; the theme says how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Ordinary words.
    Plain,
    /// Words that matter less.
    Dim,
    /// Words that matter more.
    Strong,
    /// A source by its number, from 1.
    Source(usize),
    /// The row that the keys speak of.
    Cursor,
    /// Something to mind.
    Warning,
}

/// A few words in one ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words, in logical order.
    pub text: String,
    /// Their ink.
    pub ink: Ink,
    /// Whose direction they have.
    pub flow: Flow,
}

/// Whose direction the words of a piece have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// Their own, by their first strong character: words of an article or of the user.
    #[default]
    Own,
    /// The interface's: its own words, which may begin with the name of a key.
    Interface,
    /// That of the paragraph of which they are a line.
    Paragraph(Direction),
}

impl Piece {
    /// `text` in `ink`.
    pub fn new(text: impl Into<String>, ink: Ink) -> Piece {
        Piece { text: text.into(), ink, flow: Flow::Own }
    }

    /// The same, in the direction of the interface.
    pub fn in_interface(self) -> Piece {
        Piece { flow: Flow::Interface, ..self }
    }

    /// `text` as ordinary words.
    pub fn plain(text: impl Into<String>) -> Piece {
        Piece::new(text, Ink::Plain)
    }

    /// `text` as words that matter less.
    pub fn dim(text: impl Into<String>) -> Piece {
        Piece::new(text, Ink::Dim)
    }
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What a click on it chooses.
    pub target: Option<Target>,
    /// How many columns stay free at its start.
    pub indent: u16,
    /// What stands at its start.
    pub head: Vec<Piece>,
    /// What stands at its end.
    pub tail: Vec<Piece>,
}

impl Row {
    /// A row of pieces at its start.
    pub fn of(head: Vec<Piece>) -> Row {
        Row { head, ..Row::default() }
    }

    /// The same row, `indent` columns in.
    pub fn indented(self, indent: u16) -> Row {
        Row { indent, ..self }
    }

    /// The same row with pieces at its end.
    pub fn with_tail(self, tail: Vec<Piece>) -> Row {
        Row { tail, ..self }
    }

    /// The same row, choosing `target`.
    pub fn choosing(self, target: Target) -> Row {
        Row { target: Some(target), ..self }
    }
}

/// `text` over as many rows as it takes, at most `most`; the last one then ends in an ellipsis. Each of its paragraphs has
/// its own direction.
pub fn wrapped(text: &str, ink: Ink, width: u16, most: usize) -> Vec<Row> {
    in_direction(Direction::Auto, &Piece::new(text, ink), width, most)
}

/// The interface's own words, wrapped like `wrapped` and in its direction, whatever is put in at their beginning.
pub fn wrapped_words(text: &str, words: Words, width: u16, most: usize) -> Vec<Row> {
    let direction = if words.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight };
    in_direction(direction, &Piece::plain(text), width, most)
}

fn in_direction(direction: Direction, piece: &Piece, width: u16, most: usize) -> Vec<Row> {
    let text = piece.text.trim_end_matches('\n');
    // What cannot have room is not laid out: letters take a column each, marks none.
    let seen = usize::from(width) * most * 2 + 8;
    let head = text.char_indices().nth(seen).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    let options = LayoutOptions { direction, ..LayoutOptions::of_width(width.max(1)) };
    let mut rows = Vec::with_capacity(most + 1);
    let mut start = 0;
    for paragraph in head.split('\n') {
        let mut lines = Lines::new(paragraph, &options);
        let flow = Flow::Paragraph(if lines.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight });
        while rows.len() <= most
            && let Some(line) = lines.next_line()
        {
            let span = line.span();
            let words = span.of(paragraph).trim_end();
            rows.push((start + span.start.0, Piece { text: words.to_owned(), flow, ..piece.clone() }));
        }
        start += paragraph.len() + 1;
    }
    let is_cut = rows.len() > most || head.len() < text.len();
    rows.truncate(most);
    if let Some((start, last)) = rows.last_mut().filter(|_| is_cut) {
        head.get(*start..).unwrap_or("").clone_into(&mut last.text);
    }
    rows.into_iter().map(|(_, piece)| Row::of(vec![piece])).collect()
}

/// A sign and a word for what a source is: the sign so that colour and position never carry it alone.
pub fn kind_label(words: Words, kind: SourceKind) -> String {
    let (sign, key) = match kind {
        SourceKind::Person => ("✓", "source.person"),
        SourceKind::Organisation => ("✓", "source.organisation"),
        SourceKind::Anonymous => ("?", "source.anonymous"),
        SourceKind::Group => ("?", "source.group"),
        SourceKind::Document => ("≡", "source.document"),
    };
    format!("{sign}{}", words.say(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, most: usize, expected: &[(&str, Direction)]) {
        let rows = wrapped(text, Ink::Plain, 12, most);
        let found: Vec<_> = rows.iter().map(|row| (row.head[0].text.as_str(), row.head[0].flow)).collect();
        let expected: Vec<_> = expected.iter().map(|(text, flow)| (*text, Flow::Paragraph(*flow))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_paragraph_has_its_own_direction() {
        use Direction::{LeftToRight as Left, RightToLeft as Right};
        check("note one\nكلام abc 12\nx", 8, &[("note one", Left), ("كلام abc 12", Right), ("x", Left)]);
        check("كلام\nnote one and more", 8, &[("كلام", Right), ("note one and", Left), ("more", Left)]);
        check("one\n\nكلام\n", 8, &[("one", Left), ("", Left), ("كلام", Right)]);
    }

    #[test]
    fn what_has_no_room_is_left_to_the_last_row() {
        check("one\ntwo\nthree", 2, &[("one", Direction::LeftToRight), ("two\nthree", Direction::LeftToRight)]);
    }
}
