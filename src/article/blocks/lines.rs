//! A text's lines: what stands between two line ends, without the blanks around it.

use std::cell::OnceCell;

use memchr::{memchr2, memchr3};

use super::words::Words;
use crate::span::Span;

/// One line that holds something to see.
#[derive(Debug, Clone)]
pub(in crate::article) struct Line<'a> {
    /// Where it is, without the blanks around it.
    pub span: Span,
    /// What it says.
    pub text: &'a str,
    words: OnceCell<Words>,
}

/// A line of more bytes than this is running text or a caption, and its words are not looked at; one that ends with a
/// full stop is so above fewer.
const SHORT: (usize, usize) = (320, 80);

impl Line<'_> {
    /// Its folded words; none of a line of running text.
    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| if self.is_short() { Words::of(self.text) } else { Words::default() })
    }

    fn is_short(&self) -> bool {
        self.text.len() <= if self.text.ends_with('.') { SHORT.1 } else { SHORT.0 }
    }

    /// Whether a sentence ends with it, a closing mark after the stop set aside.
    pub(super) fn is_stopped(&self) -> bool {
        self.text.trim_end_matches(is_closing).ends_with(['.', '؟', '!', '۔'])
    }
}

/// Marks that may follow the stop of a sentence.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '"' | '»' | '”' | '“' | '’' | '\'' | ')' | ']') || c.is_whitespace()
}

/// The lines of `text` that hold something to see.
///
/// A line ends at LF, CR, CR LF, VT, FF, NEL, U+2028 or U+2029.
pub(in crate::article) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for part in text.split('\n') {
        if has_rare(part.as_bytes()) {
            push_lines(text, part, start, &mut out);
        } else {
            out.extend(line(part, start));
        }
        start += part.len() + 1;
    }
    out
}

/// The lines of `part` of `text`, which starts at byte `start` and may hold line ends other than LF.
fn push_lines<'a>(text: &'a str, part: &'a str, mut start: usize, out: &mut Vec<Line<'a>>) {
    for raw in part.split(is_line_end) {
        out.extend(line(raw, start));
        start += raw.len();
        start += Span::new(start, text.len()).of(text).chars().next().map_or(0, char::len_utf8);
    }
}

/// What stands between two line ends, the first byte being `start`, if it holds something to see.
fn line(raw: &str, start: usize) -> Option<Line<'_>> {
    let inner = raw.trim();
    if inner.chars().all(is_unseen) {
        return None;
    }
    let from = start + (raw.len() - raw.trim_start().len());
    Some(Line { span: Span::new(from, from + inner.len()), text: inner, words: OnceCell::new() })
}

/// Whether a byte is there with which a line end other than LF may begin.
fn has_rare(bytes: &[u8]) -> bool {
    memchr3(b'\r', 0xc2, 0xe2, bytes).is_some() || memchr2(0x0b, 0x0c, bytes).is_some()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Blanks and characters without a form of their own: a line of these alone shows nothing.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = lines(text);
        assert_eq!(found.iter().map(|line| line.text).collect::<Vec<_>>(), expected, "{text:?}");
        assert!(found.iter().all(|line| line.span.of(text) == line.text), "{text:?}");
    }

    #[test]
    fn every_line_end_ends_a_line() {
        check("a\nb\r\nc\rd\u{85}e\u{2028}f\u{2029}g\u{c}h", &["a", "b", "c", "d", "e", "f", "g", "h"]);
        check("", &[]);
        check("\n\n", &[]);
    }

    #[test]
    fn blanks_around_a_line_are_no_part_of_it() {
        const NBSP: &str = "\u{a0}";
        const RLM: &str = "\u{200f}";
        check(&format!("{NBSP} قال {NBSP}\n{RLM}\n\tنعم"), &["قال", "نعم"]);
    }
}
