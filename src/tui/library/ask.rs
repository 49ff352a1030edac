//! What a list is asked for: which rows, in which order, and from where on.

use super::rows::Place;
use crate::claims::SourceKind;
use crate::store::Reliability;

/// Which part of a list. A part has so many rows at most, and says whether there are more on either side.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// The first rows.
    First(usize),
    /// The last rows.
    Last(usize),
    /// The rows behind a place.
    After(Place, usize),
    /// The rows before it, in the order of the list.
    Before(Place, usize),
    /// The row of that number wherever it stands now, with rows on both sides; without it, those round the place.
    Around(Place, usize),
}

/// Rows of a list that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<R> {
    /// The rows, in the order of the list.
    pub rows: Vec<R>,
    /// Whether the first of them is the first of the list.
    pub starts: bool,
    /// Whether the last of them is the last of the list.
    pub ends: bool,
    /// Which of them is the row that the part lies round, or the one that has come to its place; else 0.
    pub at: usize,
}

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As one expects it: the newest, the most, A to Z first.
    #[default]
    Usual,
    /// The other way.
    Reversed,
}

/// What articles are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum DocumentSort {
    #[default]
    Day,
    Added,
    Outlet,
    Title,
    Unchecked,
}

/// What sources are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum SourceSort {
    #[default]
    Claims,
    Name,
    Articles,
}

/// Which articles, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentAsk {
    /// What they are sorted by.
    pub sort: DocumentSort,
    /// Which way.
    pub order: Order,
    /// Words in their title or outlet, as typed.
    pub words: String,
    /// Only those that were never opened.
    pub unread: bool,
    /// Only those with claims that nobody has judged.
    pub unchecked: bool,
    /// Only those of this outlet.
    pub outlet: Option<String>,
    /// Only those with this tag on one of their claims.
    pub tag: Option<String>,
}

/// Which sources, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceAsk {
    /// What they are sorted by.
    pub sort: SourceSort,
    /// Which way.
    pub order: Order,
    /// Words in one of their names, as typed.
    pub words: String,
    /// Only those of this kind.
    pub kind: Option<SourceKind>,
    /// Only those with this grade.
    pub reliability: Option<Reliability>,
    /// Only those with a like name.
    pub alike: bool,
}

/// Which claims; the newest come first unless the order is reversed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteAsk {
    /// Which way.
    pub order: Order,
    /// Words of theirs, as typed.
    pub words: String,
    /// Only those with this verdict.
    pub verdict: Option<Judged>,
    /// Only those that are quoted word by word, or only the others.
    pub direct: Option<bool>,
    /// Only those of this source: its number, and its name for the screen.
    pub source: Option<(i64, String)>,
}

/// What was decided of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// Nothing yet.
    Not,
    /// The verdict with this id.
    As(String),
}

/// A list that a filter is chosen from: outlets or tags, with how many articles each has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// Outlets.
    Outlets,
    /// Tags.
    Tags,
}
