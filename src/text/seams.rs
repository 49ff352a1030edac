//! Where a paragraph may be taken apart: pieces that lie between two seams are laid out each by itself, and are the same.
//!
//! A seam lies between a blank and a letter, with a letter before the blank, both letters of the paragraph's own
//! direction and without marks. There nothing looks across:
//!
//! - levels (UAX #9): the piece after begins with a strong character, which is all that W1 to W7 look back for; the blank
//!   before stands between strong characters of the embedding direction, which is what the piece's end stands for (N1, N2,
//!   eos). No pair of brackets is open there (BD16, N0), and no embedding, override or isolate was begun before;
//! - joining: the blank parts (R1 to R7);
//! - line breaks (UAX #14): LB18 lets a line end there, and no rule looks back over blanks beyond a letter;
//! - clusters (UAX #29): GB999.
//!
//! A bracket that is never closed, or a control of UAX #9, leaves all that follows it in one piece.

use smallvec::SmallVec;
use unicode_bidi::{BidiDataSource, HardcodedBidiData};

use super::clusters::{Clusters, Kind, Tail};
use super::props::{Class, Line, Props};

/// BD16: no more brackets than these are kept in mind; beyond, what is a pair depends on all that came before.
const MOST_OPEN: usize = 63;

/// Looks for seams in a paragraph, character by character.
#[derive(Debug, Clone)]
pub(super) struct Seams {
    /// The letters of the paragraph's direction, as bits of classes; none where there are to be no seams.
    letters: u16,
    /// How many bytes a piece has at least.
    least: usize,
    /// From which byte on the next seam may lie.
    from: usize,
    /// The brackets that are open, by what opens them.
    open: SmallVec<[char; 8]>,
}

impl Seams {
    /// No seams at all.
    pub fn none() -> Seams {
        Seams { letters: 0, least: 0, from: usize::MAX, open: SmallVec::new() }
    }

    /// Seams of a paragraph of level `base`, between pieces of at least `least` bytes.
    pub fn of_level(base: u8, least: usize) -> Seams {
        let letters = if base == 1 { Class::Right.bit() | Class::Arabic.bit() } else { Class::Left.bit() };
        Seams { letters, least, from: least, open: SmallVec::new() }
    }

    /// A new piece begins at byte `at`.
    pub fn begin(&mut self, at: usize) {
        if self.letters != 0 {
            self.from = at + self.least;
        }
    }

    /// Whether a seam lies before the plain character at byte `at`; if not, it is one more of the piece.
    #[inline]
    pub fn part(&mut self, clusters: &Clusters, at: usize, props: Props) -> bool {
        if at >= self.from && self.is_seam(clusters, at, props) {
            return true;
        }
        if props.may_mirror()
            && let Some(bracket) = clusters.text.get(at..).and_then(|rest| rest.chars().next())
        {
            self.pass(bracket);
        }
        false
    }

    fn is_seam(&self, clusters: &Clusters, at: usize, props: Props) -> bool {
        let is_letter = |props: Props| props.line() == Line::Letter && props.class().bit() & self.letters != 0;
        let [.., letter, blank] = clusters.list[..] else { return false };
        is_letter(props)
            && self.open.is_empty()
            && blank.kind == Kind::Blank
            && blank.start as usize + 1 == at
            && is_letter(letter.props)
            && letter.tail == Tail::None
            && letter.start as usize + letter.glyph.len_utf8() + 1 == at
    }

    /// Takes note of a character that may be a bracket or a control.
    pub fn pass(&mut self, c: char) {
        if matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            *self = Seams::none();
        }
        if self.letters == 0 {
            return;
        }
        let Some(bracket) = HardcodedBidiData.bidi_matched_opening_bracket(c) else { return };
        if !bracket.is_open {
            if let Some(at) = self.open.iter().rposition(|&open| open == bracket.opening) {
                self.open.truncate(at);
            }
        } else if self.open.len() < MOST_OPEN {
            self.open.push(bracket.opening);
        } else {
            *self = Seams::none();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::span::{Offset, Span};
    use crate::text::options::{Direction, LayoutOptions};
    use crate::text::paragraph::Paragraph;
    use crate::text::tests::{nasty, options};

    /// Text with many seams, now and then with what forbids them.
    fn seamed() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            8 => "[ا-ي]{1,4}".prop_map(String::from),
            2 => "[a-z]{1,4}",
            1 => "[א-ת]{1,3}",
            1 => "[0-9٣]{1,3}[%،,.]?",
            1 => "[ا-ي]{0,2}[()\\[\\]«»،.!?-]{1,2}[ا-ي]{0,2}",
            1 => "[ابل]\u{64e}",
            1 => nasty(),
        ];
        prop::collection::vec((word, prop_oneof![9 => Just(" "), 1 => Just("  "), 1 => Just("")]), 0..40)
            .prop_map(|words| words.iter().flat_map(|(word, blank)| [word.as_str(), blank]).collect())
    }

    fn check(text: &str, options: &LayoutOptions) {
        let mut pieces = Paragraph::with_pieces(text, options, 1);
        let mut whole = Paragraph::with_pieces(text, options, usize::MAX);
        let count = whole.count(text);
        for row in 0..count {
            assert_eq!(pieces.line(text, row), whole.line(text, row), "row {row} of {text:?}, {options:?}");
        }
        assert_eq!(pieces.count(text), count, "{text:?}");
        for row in (0..count).rev() {
            assert_eq!(pieces.line(text, row), whole.line(text, row), "row {row} of {text:?} on the way back");
            let span = pieces.span(row).unwrap_or_default();
            assert!(span.is_empty() || pieces.row_of(text, span.start) == row);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn pieces_are_what_the_whole_is(text in seamed(), options in options()) {
            check(&text, &options);
        }

        #[test]
        fn pieces_of_anything_are_what_the_whole_is(text in nasty(), options in options()) {
            check(&text, &options);
        }
    }

    #[test]
    fn a_bracket_is_closed_once() {
        let options = LayoutOptions { direction: Direction::RightToLeft, ..LayoutOptions::of_width(4) };
        check("\u{5b57}( \u{6f22}()\u{ad}\u{627} \u{627}) ", &options);
    }

    /// How many pieces `text` is laid out in.
    fn pieces(text: &str) -> usize {
        let options = LayoutOptions { direction: Direction::Auto, ..LayoutOptions::of_width(5) };
        let mut starts = super::Seams::of_level(1, 1);
        let mut out = crate::text::clusters::Clusters { text, ..Default::default() };
        let (mut at, mut count) = (0, 0);
        while at < text.len() {
            starts.begin(at);
            crate::text::clusters::split_piece(
                &mut out,
                Span { start: Offset(at), end: Offset(text.len()) },
                &mut starts,
            );
            (at, count) = (out.end, count + 1);
        }
        check(text, &options);
        count
    }

    #[test]
    fn seams_lie_between_words_and_never_inside_what_looks_across() {
        assert_eq!(pieces("ابج دهو زحط"), 3);
        assert_eq!(pieces("ابج (دهو زحط) ابج دهو"), 2, "a pair of brackets");
        assert_eq!(pieces("ابج (دهو زحط ابج دهو"), 1, "one that is never closed");
        assert_eq!(pieces("ابج) دهو زحط"), 2, "one that was never opened");
        assert_eq!(pieces("ابج [دهو) زحط ابج"), 1, "another one");
        assert_eq!(pieces("ابج \u{2067}دهو\u{2069} زحط ابج"), 1, "an isolate");
        assert_eq!(pieces("ابج abc xyz ابج دهو"), 2, "another direction");
        assert_eq!(pieces("ابج 12 13 دهو زحط"), 2, "numbers");
    }
}
