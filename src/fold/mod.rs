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

use std::num::NonZero;

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_segmentation::UnicodeSegmentation;

use crate::span::{Offset, Span};

pub use letters::{Level, fold_char, is_of_word};

/// A folded text that knows where each of its bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Stretches of `text`, in order: most of a text is one, as most letters stay or become letters as long.
    runs: Vec<Run>,
}

/// A stretch of a folded text, up to the start of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where it starts.
    at: u32,
    /// The byte of the original that its first byte stands for.
    from: u32,
    /// Of a stretch whose letters are as long as what they stand for: nothing. Of a single letter that stands for more,
    /// or for less: the end of that.
    whole: Option<NonZero<u32>>,
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
        let last = folded.end.0.wrapping_sub(1);
        if folded.is_empty() || last >= self.text.len() {
            return Span::default();
        }
        let first = self.run(folded.start.0);
        let start = match first.whole {
            None => {
                let letter = self.text.floor_char_boundary(folded.start.0);
                first.from as usize + (letter - first.at as usize)
            }
            Some(_) => first.from as usize,
        };
        let run = self.run(last);
        let end = match run.whole {
            None => {
                let letter = self.text.ceil_char_boundary(folded.end.0);
                run.from as usize + (letter - run.at as usize)
            }
            Some(end) => end.get() as usize,
        };
        Span::new(start, end)
    }

    /// The stretch that holds the byte at `at`.
    fn run(&self, at: usize) -> Run {
        let after = self.runs.partition_point(|run| run.at as usize <= at);
        self.runs.get(after.wrapping_sub(1)).copied().unwrap_or(Run { at: 0, from: 0, whole: None })
    }
}

/// Where folded text goes.
trait Sink {
    /// Takes letters that stand for themselves, and stood at `from`.
    fn same(&mut self, letters: &str, from: usize);
    /// Takes a letter that stands for the bytes `from..to`.
    fn letter(&mut self, letter: char, from: usize, to: usize);
}

impl Sink for String {
    fn same(&mut self, letters: &str, _from: usize) {
        self.push_str(letters);
    }

    fn letter(&mut self, letter: char, _from: usize, _to: usize) {
        self.push(letter);
    }
}

impl Sink for Folded {
    fn same(&mut self, letters: &str, from: usize) {
        self.straight(from);
        self.text.push_str(letters);
    }

    fn letter(&mut self, letter: char, from: usize, to: usize) {
        if letter.len_utf8() == to - from {
            self.straight(from);
        } else {
            self.runs.push(Run { at: self.text.len() as u32, from: from as u32, whole: NonZero::new(to as u32) });
        }
        self.text.push(letter);
    }
}

impl Folded {
    /// From here on, letters are as long as what they stand for, which stood at `from`.
    fn straight(&mut self, from: usize) {
        let (at, from) = (self.text.len() as u32, from as u32);
        let goes_on = self.runs.last().is_some_and(|run| run.whole.is_none() && run.from + (at - run.at) == from);
        if !goes_on {
            self.runs.push(Run { at, from, whole: None });
        }
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
    let mut out = Folded { text: String::with_capacity(text.len()), runs: Vec::new() };
    fold_into(&mut out, text, level);
    out
}

/// The words of a text in one line, with a blank between each two.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folded text alone.
pub fn folded(text: &str, level: Level) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text, level);
    out
}

fn fold_into(out: &mut impl Sink, text: &str, level: Level) {
    let mut rest = Span::new(0, text.len());
    while !rest.is_empty() {
        let odd = odd_stretch(text, rest);
        fold_plain(out, text, Span { start: rest.start, end: odd.start }, level);
        normalise(out, text, odd, level);
        rest.start = odd.end;
    }
}

/// Folds a stretch that NFKC does not change.
fn fold_plain(out: &mut impl Sink, text: &str, plain: Span, level: Level) {
    let bytes = text.as_bytes();
    let Span { start: Offset(mut same), end: Offset(end) } = plain;
    let mut at = same;
    while at < end {
        match (bytes[at], bytes.get(at + 1)) {
            // ا ب ت…غ and ف…و ي, which stay at every level.
            (0xd8, Some(0xa7 | 0xa8 | 0xaa..=0xba)) | (0xd9, Some(0x81..=0x88 | 0x8a)) => at += 2,
            (b' '..=b'@' | b'['..=b'~', _) => at += 1,
            _ => {
                let Some(c) = char_at(text, at) else { return };
                let (place, folded) = (at, fold_char(c, level));
                at += c.len_utf8();
                if folded == Some(c) {
                    continue;
                }
                if same < place {
                    out.same(Span::new(same, place).of(text), same);
                }
                if let Some(letter) = folded {
                    out.letter(letter, place, at);
                }
                same = at;
            }
        }
    }
    if same < end {
        out.same(Span::new(same, end).of(text), same);
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The next stretch of `rest` that NFKC may change, with the letter before it, to which it may be joined; empty and at
/// the end where there is none.
fn odd_stretch(text: &str, rest: Span) -> Span {
    let odd = odd_letter(text, rest);
    if odd == rest.end.0 {
        return Span::new(odd, odd);
    }
    let before = Span::new(rest.start.0, odd).of(text).char_indices().rev().find(|(_, c)| !is_mark(*c));
    let mut after = Span::new(odd, rest.end.0).of(text).char_indices().skip(1);
    let end = after.find(|(_, c)| is_plain(*c) && !is_mark(*c)).map_or(rest.end.0, |(at, _)| odd + at);
    Span::new(before.map_or(rest.start.0, |(at, _)| rest.start.0 + at), end)
}

/// Where the next letter of `rest` is that is not plain.
fn odd_letter(text: &str, rest: Span) -> usize {
    let bytes = text.as_bytes();
    let mut at = rest.start.0;
    while at < rest.end.0 {
        match (bytes[at], bytes.get(at + 1)) {
            (0..=0x7f, _) => at += 1,
            // U+060C–063F and U+0640–0652, most of an Arabic text, before all others.
            (0xd8, Some(0x8c..)) | (0xd9, Some(..=0x92)) => at += 2,
            _ => match char_at(text, at).filter(|c| is_plain(*c)) {
                Some(c) => at += c.len_utf8(),
                None => return at,
            },
        }
    }
    rest.end.0
}

/// Folds a stretch cluster by cluster, through NFKC.
fn normalise(out: &mut impl Sink, text: &str, odd: Span, level: Level) {
    if odd.is_empty() {
        return;
    }
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    for (at, cluster) in odd.of(text).grapheme_indices(true) {
        let at = odd.start.0 + at;
        if cluster.chars().all(is_plain) {
            fold_plain(out, text, Span::new(at, at + cluster.len()), level);
        } else {
            for c in nfkc.normalize(cluster).chars().filter_map(|c| fold_char(c, level)) {
                out.letter(c, at, at + cluster.len());
            }
        }
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

    /// Each folded letter, one by one, with what it stands for.
    fn slowly(text: &str, level: Level) -> Vec<(char, usize, usize)> {
        let nfkc = ComposingNormalizerBorrowed::new_nfkc();
        let clusters = text.grapheme_indices(true).flat_map(|(at, cluster)| {
            let plain = cluster.chars().all(is_plain);
            let inner = cluster.char_indices().map(|(inner, c)| (c, at + inner, at + inner + c.len_utf8()));
            let whole = nfkc.normalize(cluster).chars().map(|c| (c, at, at + cluster.len())).collect::<Vec<_>>();
            if plain { inner.collect::<Vec<_>>() } else { whole }
        });
        clusters.filter_map(|(c, from, to)| fold_char(c, level).map(|c| (c, from, to))).collect()
    }

    #[test]
    fn letters_and_their_places_are_those_that_a_slow_way_finds() {
        let texts = [
            "",
            "قال الوزير: «نعم»، و٢٠٢٠ سنة.",
            "قَالَ ﷺ أخيرا، ﻻ شيء",
            "ا\u{654}مر\u{a0}قر\u{627}\u{64e}\u{654}",
            "NATO ﬁ ٣\u{640}",
            "\u{feff}\u{200f}x\u{301}é",
            "۴٫۵٪ … ½ ســلام\u{64b}",
            "ﷺ",
            "\u{64b}ا",
            "ؤ\u{64b}ئءة كی",
        ];
        for (text, level) in texts.iter().flat_map(|t| [Level::Exact, Level::Normal, Level::Loose].map(|l| (t, l))) {
            let (quick, slow) = (fold(text, level), slowly(text, level));
            assert!(quick.text().chars().eq(slow.iter().map(|(c, ..)| *c)), "{text} at {level:?}");
            for ((at, c), (_, from, to)) in quick.text().char_indices().zip(slow) {
                let place = quick.original(Span::new(at, at + c.len_utf8()));
                assert_eq!(place, Span::new(from, to), "{c} of {text} at {level:?}");
            }
            assert_eq!(folded(text, level), quick.text());
        }
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
