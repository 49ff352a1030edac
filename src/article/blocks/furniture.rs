//! Words of the site: reading time, "read also", share buttons. See `assets/article/furniture.txt`.

use super::lines::Line;
use super::words::{LISTS, Phrases};
use crate::article::BlockKind;

/// A line that starts with such words is at most so many words long.
const LONGEST: usize = 12;

/// A "read also" with its title is at most so many words long.
const LONGEST_LABELLED: usize = 25;

pub(super) fn kind(line: &Line<'_>) -> Option<BlockKind> {
    let words = line.words();
    if words.is_empty() || words.len() > LONGEST_LABELLED {
        return None;
    }
    let lists = &LISTS.furniture;
    let starts = words.len() <= LONGEST && !line.text.ends_with('.') && lists.start.opens(words).is_some();
    let is_label = lists.label.opens(words).is_some_and(|len| len == words.len() || is_labelled(line.text, len));
    let is_whole = Phrases::spell(&[&lists.whole], words);
    (starts || is_label || is_whole).then_some(BlockKind::Boilerplate)
}

/// Whether a colon stands after the first `len` words.
pub(super) fn is_labelled(text: &str, len: usize) -> bool {
    let before = text.split_once(':').map(|(before, _)| super::words::Words::of(before));
    before.is_some_and(|before| before.len() == len)
}
