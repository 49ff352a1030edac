//! Bytes of a text, and cells of a screen: the units in which modules speak to each other.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A byte offset into a text, always on a character boundary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Offset(pub usize);

/// A stretch of a text in bytes, end exclusive, both ends on character boundaries.
///
/// ```
/// use isnad::span::Span;
/// let text = "قال الوزير";
/// let verb = Span::new(0, 6);
/// assert_eq!(verb.of(text), "قال");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: Offset,
    /// The byte after the last one.
    pub end: Offset,
}

impl Span {
    /// The span from byte `start` to byte `end`, exclusive.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start: Offset(start), end: Offset(end) }
    }

    /// The same as a range of bytes.
    pub const fn range(self) -> Range<usize> {
        self.start.0..self.end.0
    }

    /// How many bytes.
    pub const fn len(self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end.0 <= self.start.0
    }

    /// The part of `text` that it names, or nothing where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `offset` lies inside.
    pub const fn holds(self, offset: Offset) -> bool {
        self.start.0 <= offset.0 && offset.0 < self.end.0
    }

    /// Whether the whole of `other` lies inside.
    pub const fn covers(self, other: Span) -> bool {
        self.start.0 <= other.start.0 && other.end.0 <= self.end.0
    }

    /// Whether the two share a byte.
    pub const fn meets(self, other: Span) -> bool {
        self.start.0 < other.end.0 && other.start.0 < self.end.0
    }

    /// The part that the two share, if any.
    pub fn shared(self, other: Span) -> Option<Span> {
        let span = Span { start: self.start.max(other.start), end: self.end.min(other.end) };
        (!span.is_empty()).then_some(span)
    }

    /// The same span, `by` bytes further on.
    pub const fn shifted(self, by: usize) -> Span {
        Span::new(self.start.0 + by, self.end.0 + by)
    }

    /// The same span counted from `base`, which must not lie after its start.
    pub const fn relative_to(self, base: Offset) -> Span {
        Span::new(self.start.0 - base.0, self.end.0 - base.0)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A count of screen cells, or the number of one, from the left edge of whatever is spoken of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(pub u16);
