//! The last step before writing: a row of visual cells to what the terminal at hand must be sent.
//!
//! The screen is laid out in visual order and shaped. A terminal that reorders Arabic by itself must be sent something
//! else so that, after its reordering, the same row is seen. One file an [`Encoding`]; each takes the row as [`Piece`]s
//! from left to right and gives the pieces in the order in which they are sent. The test without a terminal
//! (`tests/encodings.rs`): the bidi algorithm with a left-to-right paragraph over the sent row gives the visual row.

mod class;
mod joins;
mod kitty_cells;
mod kitty_runs;
mod kitty_words;
mod logical;
mod split_colour;
mod visual;
mod visual_lrm;
mod words_blank;
mod words_lrm;

pub use class::is_sure;

use std::fmt;

use compact_str::CompactString;

use ratatui::style::Modifier;

use super::grid::{Paint, Slot};
use crate::span::Column;

/// LEFT-TO-RIGHT MARK: no width, strong left-to-right.
pub const LRM: char = '\u{200E}';
/// BRAILLE PATTERN BLANK: looks like a space, strong left-to-right, not a bidi control.
pub const BRAILLE_BLANK: char = '\u{2800}';

/// What a row of visual cells becomes before it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// The cells as they are.
    #[default]
    Visual,
    /// A left-to-right mark at the end of each Arabic cell.
    VisualLrm,
    /// Each unbroken Arabic run reversed, a left-to-right mark after it.
    WordsLrm,
    /// The same without marks: U+2800 for spaces.
    WordsBlank,
    /// Every cell its own unit by OSC 66.
    KittyCells,
    /// Whole blank-parted words reversed, styles staying at their columns.
    KittyWords,
    /// Runs of the Arabic blocks reversed, styles staying at their columns.
    KittyRuns,
    /// The cells as they are, neighbours one step apart in colour.
    SplitColour,
    /// Logical order and base letters.
    Logical,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Encoding; 9] = [
        Encoding::Visual,
        Encoding::VisualLrm,
        Encoding::WordsLrm,
        Encoding::WordsBlank,
        Encoding::KittyCells,
        Encoding::KittyWords,
        Encoding::KittyRuns,
        Encoding::SplitColour,
        Encoding::Logical,
    ];

    /// Its name, as the status line says it.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Visual => "visual",
            Encoding::VisualLrm => "visual-lrm",
            Encoding::WordsLrm => "words-lrm",
            Encoding::WordsBlank => "words-blank",
            Encoding::KittyCells => "kitty-cells",
            Encoding::KittyWords => "kitty-words",
            Encoding::KittyRuns => "kitty-runs",
            Encoding::SplitColour => "split-colour",
            Encoding::Logical => "logical",
        }
    }

    /// The encoding of that name.
    pub fn named(name: &str) -> Option<Encoding> {
        Encoding::ALL.into_iter().find(|encoding| encoding.name() == name)
    }

    /// Whether what is sent for a cell depends on that cell alone, so that changed cells may be sent alone.
    pub const fn is_local(self) -> bool {
        matches!(self, Encoding::Visual | Encoding::VisualLrm | Encoding::SplitColour)
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is sent for one or more neighbouring cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What is written: a cluster with its marks and controls, or an OSC 66 sequence.
    pub text: CompactString,
    /// How many columns the terminal moves on.
    pub width: u8,
    /// How it is painted.
    pub paint: Paint,
    /// The column at which it is seen.
    pub seen_at: Column,
}

/// How a row is to be encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recipe {
    /// For which kind of terminal.
    pub encoding: Encoding,
    /// Whether vowel marks are left out.
    pub without_marks: bool,
    /// Whether the terminal's own background is light (for colours that stand in for its own).
    pub light: bool,
}

/// Encodes one row. The widths of the pieces add up to the row's; their order is the order of sending.
pub fn encode(row: &[Slot], recipe: Recipe) -> Vec<Piece> {
    let mut pieces = pieces_of(row);
    if recipe.without_marks {
        pieces.iter_mut().for_each(drop_marks);
    }
    match recipe.encoding {
        Encoding::Visual => visual::encode(&mut pieces),
        Encoding::VisualLrm => visual_lrm::encode(&mut pieces),
        Encoding::WordsLrm => words_lrm::encode(&mut pieces),
        Encoding::WordsBlank => words_blank::encode(&mut pieces),
        Encoding::KittyCells => kitty_cells::encode(&mut pieces),
        Encoding::KittyWords => kitty_words::encode(&mut pieces),
        Encoding::KittyRuns => kitty_runs::encode(&mut pieces),
        Encoding::SplitColour => split_colour::encode(&mut pieces, recipe.light),
        Encoding::Logical => logical::encode(&mut pieces),
    }
    pieces
}

/// The column that is seen where the terminal reports `reported`: the same, but in rows that were sent turned round.
pub fn seen_column(pieces: &[Piece], reported: Column) -> Column {
    let mut at = 0;
    for piece in pieces {
        let end = at + u16::from(piece.width);
        if reported.0 < end {
            return Column(piece.seen_at.0 + (reported.0 - at));
        }
        at = end;
    }
    reported
}

/// The way back: the column to which the cursor must be sent to be seen at `seen`.
pub fn sent_column(pieces: &[Piece], seen: Column) -> Column {
    let mut at = 0;
    for piece in pieces {
        if (piece.seen_at.0..piece.seen_at.0 + u16::from(piece.width)).contains(&seen.0) {
            return Column(at + (seen.0 - piece.seen_at.0));
        }
        at += u16::from(piece.width);
    }
    seen
}

fn pieces_of(row: &[Slot]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(row.len());
    let columns = (0..).map(Column);
    let slots = row.iter().zip(columns).filter(|(slot, _)| slot.width > 0);
    pieces.extend(slots.map(|(slot, column)| Piece {
        text: slot.symbol.clone(),
        width: slot.width,
        paint: slot.paint,
        seen_at: column,
    }));
    pieces
}

fn drop_marks(piece: &mut Piece) {
    let rest: CompactString = piece.text.chars().filter(|&c| !class::is_mark(c)).collect();
    if !rest.is_empty() && rest.len() < piece.text.len() {
        piece.text = rest;
    }
}

/// The same ranges, cut also where the letters change to another face: kitty lays each face out by itself.
fn stretches_of_one_face(row: &[Piece], inside: impl Fn(usize) -> bool) -> Vec<std::ops::Range<usize>> {
    let face = |at: usize| row[at].paint.modifier.intersection(Modifier::BOLD.union(Modifier::ITALIC));
    let mut out = Vec::new();
    for whole in stretches(row, inside) {
        let mut start = whole.start;
        for at in whole.start + 1..=whole.end {
            if at == whole.end || face(at) != face(start) {
                out.push(start..at);
                start = at;
            }
        }
    }
    out
}

/// The ranges of indices in which `inside` holds without a break.
fn stretches(row: &[Piece], inside: impl Fn(usize) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    for at in (0..row.len()).filter(|&at| inside(at)) {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}
