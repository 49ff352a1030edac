//! Words under a picture: they end in a credit (`- REUTERS`, `(أ ف ب)`, `تصوير: …`) or are one (`© REUTERS`), or the same
//! line stands twice.

use std::collections::HashSet;

use super::lines::Line;
use super::words::{LISTS, Phrases, Words};
use super::{Page, Place};
use crate::article::BlockKind;

/// A caption is at most so many bytes long.
const LONGEST: usize = 800;

/// A caption in the midst of prose is at most so many words long where only parentheses show its credit.
const MOST_WORDS: usize = 30;

/// A credit is at most so many bytes long.
const CREDIT: usize = 120;

pub(super) fn kind(line: &Line<'_>, place: Place) -> Option<BlockKind> {
    if LISTS.credits.opens(line.words()).is_some_and(|len| super::furniture::is_labelled(line.text, len)) {
        return Some(BlockKind::Caption);
    }
    if line.text.starts_with(['©', '\u{24d2}']) && line.words().len() <= MOST_WORDS {
        return Some(BlockKind::Caption);
    }
    let (said, is_dashed) = (line.text.len() <= LONGEST).then(|| credited(line.text)).flatten()?;
    let is_prose = said.contains(". ") || said.trim_end().ends_with(['.', '؟', '!', '"', '»', '”']);
    let words = Words::of(said);
    let is_placed = is_dashed || place == Place::Top || words.len() <= MOST_WORDS;
    (!is_prose && is_placed && words.len() > 1 && !speaks(&words) && !names_an_agency(&words))
        .then_some(BlockKind::Caption)
}

/// Turns what is said twice into a caption and boilerplate: a caption further up, or any unstopped line just above.
pub(super) fn set_repeats(page: &Page<'_>, kinds: &mut [BlockKind]) {
    let mut captions: HashSet<Words> = HashSet::new();
    for (at, line) in page.lines.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| page.lines.get(above));
        if kinds[at] == BlockKind::Caption {
            if !captions.insert(Words::of(line.text)) {
                kinds[at] = BlockKind::Boilerplate;
            }
        } else if above.is_some_and(|above| is_repeated(above, line)) {
            if kinds[at - 1] == BlockKind::Paragraph {
                kinds[at - 1] = BlockKind::Caption;
            }
            kinds[at] = BlockKind::Boilerplate;
        }
    }
}

fn is_repeated(above: &Line<'_>, line: &Line<'_>) -> bool {
    let is_near = above.text.len().abs_diff(line.text.len()) <= 16;
    let is_likely = is_near && line.text.len() <= LONGEST && !line.is_stopped();
    let same = is_likely.then(|| Words::of(line.text)).filter(|words| *words == Words::of(above.text));
    same.is_some_and(|words| words.len() > 3)
}

/// The words before the credit that ends `text`, and whether a dash sets it off.
fn credited(text: &str) -> Option<(&str, bool)> {
    let is_credit = |tail: &str| {
        let words = Words::of(tail);
        let labelled = LISTS.credits.opens(&words).is_some_and(|len| words.len() > len && words.len() <= len + 6);
        labelled || Phrases::spell(&[&LISTS.agencies], &words)
    };
    let dash = text.char_indices().rev().take_while(|(at, _)| text.len() - at <= CREDIT).find(|(_, c)| is_dash(*c));
    if let Some((said, tail)) = dash.and_then(|(at, _)| text.split_at_checked(at))
        && said.ends_with(char::is_whitespace)
        && is_credit(tail)
    {
        return Some((said, true));
    }
    let (said, credit) = text.strip_suffix(')')?.rsplit_once('(')?;
    (credit.len() <= CREDIT && is_credit(credit)).then_some((said, false))
}

/// Whether `said` ends in a name that parentheses after it abbreviate: «وكالة الأنباء (واع)» is no credit.
fn names_an_agency(words: &Words) -> bool {
    let tail = words.len().saturating_sub(5);
    words
        .iter()
        .skip(tail)
        .any(|word| matches!(word, "وكالة" | "لوكالة" | "صحيفة" | "لصحيفة" | "قناة" | "شبكة" | "منظمة"))
}

/// Whether a verb of saying, or what else opens a sentence of prose, stands first.
pub(super) fn speaks(words: &Words) -> bool {
    LISTS.speech.opens(words).is_some()
        || ['و', 'ف'].into_iter().any(|prefix| LISTS.speech.opens_after(prefix, words).is_some())
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}
