//! Words (UAX #29): what a double click selects and what Ctrl and an arrow step over.

use unicode_segmentation::UnicodeSegmentation;

use super::row::paragraphs;
use crate::span::{Offset, Span};

/// The word of `text` that holds the byte at `offset`; none between words. Words are those of UAX #29 that hold a letter or a
/// digit, an Arabic word with its marks and its prefixes being one.
///
/// ```
/// use isnad::span::{Offset, Span};
/// use isnad::widgets::word_at;
/// let text = "قال, NATO: 3.5";
/// assert_eq!(word_at(text, Offset(2)).map(|word| word.of(text)), Some("قال"));
/// assert_eq!(word_at(text, Offset(12)).map(|word| word.of(text)), None);
/// assert_eq!(word_at(text, Offset(15)).map(|word| word.of(text)), Some("3.5"));
/// ```
pub fn word_at(text: &str, offset: Offset) -> Option<Span> {
    let paragraph = paragraphs(text).take_while(|bytes| bytes.start <= offset.0).last()?;
    let mut words = words(text, paragraph);
    words.find(|word| word.holds(offset))
}

/// The first bytes of all words of `text`, in order.
pub(super) fn starts(text: &str) -> Vec<usize> {
    paragraphs(text).flat_map(|paragraph| words(text, paragraph)).map(|word| word.start.0).collect()
}

/// The first word of `text` that ends after byte `from`.
pub(super) fn next_end(text: &str, from: usize) -> Option<usize> {
    let rest = paragraphs(text).skip_while(|paragraph| paragraph.end <= from);
    rest.flat_map(|paragraph| words(text, paragraph)).map(|word| word.end.0).find(|&end| end > from)
}

fn words(text: &str, paragraph: std::ops::Range<usize>) -> impl Iterator<Item = Span> {
    let base = paragraph.start;
    let words = text.get(paragraph).unwrap_or("").unicode_word_indices();
    words.map(move |(at, word)| Span::new(base + at, base + at + word.len()))
}
