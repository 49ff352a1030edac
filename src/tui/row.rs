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

/// `text` over as many rows as it takes, at most `most`; the last one then ends in an ellipsis.
pub fn wrapped(text: &str, ink: Ink, width: u16, most: usize) -> Vec<Row> {
    // What cannot have room is not laid out: letters take a column each, marks none.
    let seen = usize::from(width) * most * 2 + 8;
    let head = text.char_indices().nth(seen).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    let mut lines = Lines::new(head, &LayoutOptions::of_width(width.max(1)));
    let direction = if lines.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight };
    let mut spans = Vec::with_capacity(most + 1);
    while spans.len() <= most
        && let Some(line) = lines.next_line()
    {
        spans.push(line.span());
    }
    let mut rows: Vec<Row> = Vec::new();
    for (at, span) in spans.iter().take(most).enumerate() {
        let last = at + 1 == most && (spans.len() > most || head.len() < text.len());
        let words = if last { head.get(span.start.0..).unwrap_or("") } else { span.of(head).trim_end() };
        rows.push(Row::of(vec![Piece { flow: Flow::Paragraph(direction), ..Piece::new(words, ink) }]));
    }
    rows
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
