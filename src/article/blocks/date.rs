//! A line that only says when.

use super::lines::Line;
use super::words::LISTS;
use crate::article::BlockKind;

/// The most words of such a line: weekday, two calendars, a time with its zone, "last update".
const LONGEST: usize = 18;

pub(super) fn kind(line: &Line<'_>) -> Option<BlockKind> {
    let words = line.words();
    if words.len() < 2 || words.len() > LONGEST || line.text.ends_with(['.', ':']) {
        return None;
    }
    // The hour is told by some places; what begins with one is a dateline.
    if words.first().is_some_and(|word| LISTS.places.holds_word(word)) {
        return None;
    }
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    let known = words.iter().filter(|word| LISTS.dates.holds_word(word)).count();
    let is_date = numbers + known == words.len() && (numbers >= 3 || (numbers >= 1 && known >= 1));
    is_date.then_some(BlockKind::Date)
}
