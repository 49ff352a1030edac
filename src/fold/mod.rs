//! Arabic spelling folded for matching: one function for the whole program, with the way back to the original.
//!
//! Levels, each including the one before:
//!
//! | level | what is made equal |
//! | --- | --- |
//! | [`Level::Exact`] | canonically and compatibly equal strings (NFKC: presentation forms, decomposed hamza) |
//! | [`Level::Normal`] | and marks, tatweel and invisible controls dropped; alef, yeh, kaf and heh forms; digits; punctuation; Latin case |
//! | [`Level::Loose`] | and ة = ه, ؤ = و, ئ = ي, no ء |
//!
//! NFKC data is that of ICU4X; the tables are the measured ones of Lucene's `ArabicNormalizer` and ICU's `ar`
//! collation, with the gaps that users report closed (آ, ٱ, Persian ک and ی).

mod letters;

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;

pub use letters::{Level, fold_char, is_of_word};

/// A folded text that knows where each of its bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the first and last-plus-one byte of what it stands for.
    origin: Vec<(u32, u32)>,
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The stretch of the original that a stretch of the folded text stands for.
    ///
    /// Dropped characters between two kept ones belong to the result, those at its edges do not.
    pub fn original(&self, folded: Span) -> Span {
        match (self.origin.get(folded.start.0), folded.end.0.checked_sub(1).and_then(|last| self.origin.get(last))) {
            (Some(first), Some(last)) if !folded.is_empty() => Span::new(first.0 as usize, last.1 as usize),
            _ => Span::default(),
        }
    }

    fn push(&mut self, c: char, from: u32, to: u32) {
        self.text.push(c);
        self.origin.resize(self.text.len(), (from, to));
    }
}

/// Folds `text`, keeping for each byte where it came from.
///
/// ```
/// use isnad::fold::{fold, Level};
/// use isnad::span::Span;
/// let folded = fold("الرَّئيسُ", Level::Normal);
/// assert_eq!(folded.text(), "الرئيس");
/// assert_eq!(folded.original(Span::new(0, 12)).of("الرَّئيسُ"), "الرَّئيس");
/// ```
pub fn fold(text: &str, level: Level) -> Folded {
    let mut out = Folded { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
    let mut rest = Span::new(0, text.len());
    while !rest.is_empty() {
        let odd = odd_stretch(text, rest);
        let plain = Span { start: rest.start, end: odd.start };
        for (at, c) in plain.of(text).char_indices() {
            push_folded(&mut out, c, level, plain.start.0 + at, plain.start.0 + at + c.len_utf8());
        }
        normalise(&mut out, text, odd, level);
        rest.start = odd.end;
    }
    out
}

/// The next stretch of `rest` that NFKC may change, with the letter before it, to which it may be joined; empty and at
/// the end where there is none.
fn odd_stretch(text: &str, rest: Span) -> Span {
    let mut base = rest.start.0;
    let mut chars = rest.of(text).char_indices().map(|(at, c)| (rest.start.0 + at, c));
    let Some(_) = chars.by_ref().find(|(at, c)| {
        if is_plain(*c) && !is_mark(*c) {
            base = *at;
        }
        !is_plain(*c)
    }) else {
        return Span::new(rest.end.0, rest.end.0);
    };
    let end = chars.find(|(_, c)| is_plain(*c) && !is_mark(*c)).map_or(rest.end.0, |(at, _)| at);
    Span::new(base, end)
}

/// Folds a stretch cluster by cluster, through NFKC.
fn normalise(out: &mut Folded, text: &str, odd: Span, level: Level) {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    for (at, cluster) in odd.of(text).grapheme_indices(true) {
        let at = odd.start.0 + at;
        if cluster.chars().all(is_plain) {
            for (inner, c) in cluster.char_indices() {
                push_folded(out, c, level, at + inner, at + inner + c.len_utf8());
            }
        } else {
            for c in nfkc.normalize(cluster).chars() {
                push_folded(out, c, level, at, at + cluster.len());
            }
        }
    }
}

/// The folded text alone.
pub fn folded(text: &str, level: Level) -> String {
    fold(text, level).text
}

fn push_folded(out: &mut Folded, c: char, level: Level, from: usize, to: usize) {
    if let Some(c) = fold_char(c, level) {
        out.push(c, from as u32, to as u32);
    }
}

/// Characters that NFKC neither changes nor joins to a neighbour.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{9f}' | '\u{ab}' | '\u{bb}' | '\u{60c}'..='\u{64a}' | '\u{64b}'..='\u{652}' | '\u{660}'..='\u{674}'
        | '\u{679}'..='\u{6bf}' | '\u{6c1}' | '\u{6c3}'..='\u{6d2}' | '\u{6d4}'..='\u{6d5}' | '\u{6f0}'..='\u{6ff}'
        | '\u{2010}' | '\u{2012}'..='\u{2016}' | '\u{2018}'..='\u{2023}')
}

/// Vowel marks among the plain characters: what follows them may still join the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{652}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, level: Level) {
        assert_eq!(folded(left, level), folded(right, level), "{left} and {right} at {level:?}");
    }

    #[test]
    fn spellings_that_users_expect_to_match() {
        check("ﻻ", "لا", Level::Exact);
        check("ا\u{654}مر", "أمر", Level::Exact);
        check("آمن", "امن", Level::Normal);
        check("ا\u{653}من", "امن", Level::Normal);
        check("مُحَمَّد", "محمد", Level::Normal);
        check("مـــحمد", "محمد", Level::Normal);
        check("المصرى", "المصري", Level::Normal);
        check("۲۰۲۰", "2020", Level::Normal);
        check("٢٠٢٠", "2020", Level::Normal);
        check("«نعم»", "\"نعم\"", Level::Normal);
        check("مدرسة", "مدرسه", Level::Loose);
        check("مسؤول", "مسوول", Level::Loose);
        check("NATO", "nato", Level::Normal);
    }

    #[test]
    fn levels_keep_apart_what_they_must() {
        assert_ne!(folded("مدرسة", Level::Normal), folded("مدرسه", Level::Normal));
        assert_ne!(folded("أمر", Level::Exact), folded("امر", Level::Exact));
    }

    #[test]
    fn a_hamza_joins_its_letter_over_a_vowel_mark() {
        check("قر\u{627}\u{64e}\u{654} شيئا", "قرأَ شيئا", Level::Exact);
        check("بعد\u{a0}ا\u{654}مر\u{a0}ﻻ", "بعد أمر لا", Level::Exact);
    }

    #[test]
    fn the_way_back_covers_whole_letters() {
        let text = "قَالَ ﷺ أخيرا";
        let folded = fold(text, Level::Normal);
        assert_eq!(folded.original(Span::new(0, 6)).of(text), "قَال");
        let all = folded.original(Span::new(0, folded.text().len()));
        assert_eq!(all.of(text), text);
    }
}
