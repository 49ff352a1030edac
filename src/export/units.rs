//! Byte offsets of a text as code points and as UTF-16 units, all in one pass over the text.

use crate::span::{Offset, Span};

/// One place in a text, counted in three ways.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Point {
    byte: usize,
    code_point: usize,
    utf16: usize,
}

/// The places of a text that were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Units {
    points: Vec<Point>,
}

impl Units {
    /// Counts `text` up to each of the ends of `spans`. An end that is inside a character counts as that character's
    /// start, one after the text's end as the end.
    pub(super) fn of(text: &str, spans: impl Iterator<Item = Span>) -> Units {
        let mut bytes: Vec<usize> = spans.flat_map(|span| [span.start.0, span.end.0]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let mut here = Point::default();
        let mut points = Vec::with_capacity(bytes.len());
        for byte in bytes {
            let end = text.floor_char_boundary(byte);
            let between = Span::new(here.byte, end).of(text);
            here.byte = end;
            // Counted by their first bytes, many at a step; of four bytes are those that take two units.
            let starts = between.bytes().filter(|byte| !matches!(byte, 0x80..=0xbf)).count();
            here.code_point += starts;
            here.utf16 += starts + between.bytes().filter(|byte| *byte >= 0xf0).count();
            points.push(Point { byte, ..here });
        }
        Units { points }
    }

    fn point(&self, offset: Offset) -> Point {
        let found = self.points.binary_search_by_key(&offset.0, |point| point.byte);
        found.map_or(Point::default(), |at| self.points[at])
    }

    /// A span in code points.
    pub(super) fn code_points(&self, span: Span) -> [usize; 2] {
        [self.point(span.start).code_point, self.point(span.end).code_point]
    }

    /// A span in UTF-16 units.
    pub(super) fn utf16(&self, span: Span) -> [usize; 2] {
        [self.point(span.start).utf16, self.point(span.end).utf16]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_ways_to_count() {
        let text = "aق😀ب";
        let (letter, tail) = (Span::new(1, 3), Span::new(3, 9));
        let units = Units::of(text, [tail, letter].into_iter());
        assert_eq!((units.code_points(letter), units.utf16(letter)), ([1, 2], [1, 2]));
        assert_eq!((units.code_points(tail), units.utf16(tail)), ([2, 4], [2, 5]));
    }

    #[test]
    fn ends_that_do_not_fit_are_brought_in() {
        let odd = Span::new(2, 99);
        let units = Units::of("aق", [odd].into_iter());
        assert_eq!(units.code_points(odd), [1, 2]);
    }
}
