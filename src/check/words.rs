//! A text in words for matching: folded at [`Level::Loose`], digits with the marks between them.

use crate::fold::{Folded, Level, fold, fold_char, is_of_word};
use crate::span::Span;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it is in the text.
    pub span: Span,
    /// Its letters, folded.
    pub letters: String,
}

/// The words of the part `within` of `text`.
pub(super) fn words(text: &str, within: Span) -> Vec<Word> {
    let folded = fold(within.of(text), Level::Loose);
    let one = |place: Span| {
        let span = whole(text, folded.original(place).shifted(within.start.0), within);
        Word { span, letters: place.of(folded.text()).to_owned() }
    };
    spans(folded.text()).map(one).collect()
}

/// A word with what folding drops at its end: a hamza, vowel marks.
fn whole(text: &str, span: Span, within: Span) -> Span {
    let rest = Span { start: span.end, end: within.end }.of(text);
    let end = rest.find(|c: char| c.is_ascii() || fold_char(c, Level::Loose).is_some()).unwrap_or(rest.len());
    Span::new(span.start.0, span.end.0 + end)
}

/// Where the words of a folded text are, in order.
pub(super) fn spans(letters: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + letters.get(at..)?.find(is_of_word)?;
        let mut end = start;
        for (place, c) in letters.get(start..)?.char_indices() {
            let place = start + place;
            if !is_of_word(c) && !is_inside_number(letters, place, c) {
                break;
            }
            end = place + c.len_utf8();
        }
        at = end;
        Some(Span::new(start, end))
    })
}

/// Whether the mark at `at` stands between two digits.
fn is_inside_number(letters: &str, at: usize, mark: char) -> bool {
    let bytes = letters.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    matches!(mark, '.' | ',') && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
}

/// The hash of a word: FNV-1a, 64 bits.
pub(super) fn hash(letters: &str) -> u64 {
    letters.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// The text folded as its words are.
pub(super) fn folded(text: &str) -> Folded {
    fold(text, Level::Loose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_letters_and_their_places() {
        let text = "قَالَ: «الوزراءُ» 2,500.";
        let found = words(text, Span::new(0, text.len()));
        let told: Vec<(&str, &str)> = found.iter().map(|word| (word.letters.as_str(), word.span.of(text))).collect();
        assert_eq!(told, [("قال", "قَالَ"), ("الوزرا", "الوزراءُ"), ("2,500", "2,500")]);
    }

    #[test]
    fn a_part_of_a_text_has_the_places_of_the_whole() {
        let text = "قال نعم ولا";
        let found = words(text, Span::new(7, text.len()));
        assert_eq!(found[0].span.of(text), "نعم");
    }
}
