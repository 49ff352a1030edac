//! Words of the article that are being selected: which, and where they are seen.
//!
//! One end stays and one moves, from unit to unit of the screen's lines: what a key points to is what it reaches, in any
//! mixture of directions. The selection itself is what lies between the ends in the text.

use unicode_segmentation::UnicodeSegmentation;

use super::page::Place;
use crate::article::Article;
use crate::claims::ClaimId;
use crate::span::{Column, Offset, Span};
use crate::text::VisualLine;

/// The words between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The word, or the letter, at the end that stays.
    pub fixed: Span,
    /// That at the end that keys move.
    pub moving: Span,
    /// How far a key moves it.
    pub step: Step,
    /// What it is for.
    pub wanted: Wanted,
    /// The column, counted from the left of the lines, that moving up and down keeps to.
    pub column: Option<u16>,
}

/// How far a key moves an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A word.
    Word,
    /// A letter with its marks, a sign or a blank.
    Letter,
}

/// What words are selected for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// They are what this claim says.
    Content(ClaimId),
    /// They are a claim that was missed.
    Claim,
}

/// What an end can stand on: a word or a letter, and its columns in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The bytes of the article's text.
    pub span: Span,
    /// The leftmost column.
    pub left: Column,
    /// The column after the rightmost one.
    pub right: Column,
}

impl Selection {
    /// All that is selected.
    pub fn span(&self) -> Span {
        Span { start: self.fixed.start.min(self.moving.start), end: self.fixed.end.max(self.moving.end) }
    }

    /// The byte at the end that moves: where the cursor stands.
    pub fn edge(&self) -> Offset {
        if self.moving.start < self.fixed.start { self.moving.start } else { last_of(self.moving) }
    }
}

/// The last byte of a span, or its start where it is empty.
fn last_of(span: Span) -> Offset {
    Offset(span.end.0.saturating_sub(1).max(span.start.0))
}

/// The units of the line at `place`, from left to right.
pub fn units(article: &Article, place: Place, line: &VisualLine, step: Step) -> Vec<Unit> {
    let Some(block) = article.blocks.get(place.block) else { return Vec::new() };
    let base = block.span.start.0;
    let unit = |span: Span| {
        let columns = line.columns_of(span);
        let (left, right) = (columns.first()?.0, columns.last()?.1);
        Some(Unit { span: span.shifted(base), left, right })
    };
    let mut units: Vec<Unit> = match step {
        Step::Letter => line.logical_cells().filter_map(|cell| unit(cell.span)).collect(),
        Step::Word => {
            let (start, text) = (line.span.start.0, line.span.of(block.span.of(&article.text)));
            let words = text.unicode_word_indices();
            words.filter_map(|(at, word)| unit(Span::new(start + at, start + at + word.len()))).collect()
        }
    };
    units.sort_by_key(|unit| unit.left);
    units
}

/// The first and the last word of a span, for the ends of a selection that is all of it.
pub fn ends(text: &str, span: Span) -> (Span, Span) {
    let words = || span.of(text).unicode_word_indices();
    let first = words().next().map_or(span.len(), |(at, word)| at + word.len());
    let last = words().next_back().map_or(0, |(at, _)| at);
    (Span::new(span.start.0, span.start.0 + first), Span { start: Offset(span.start.0 + last), end: span.end })
}
