//! The fourth stage: where a line may end (UAX #14), on the logical text.
//!
//! Opportunities are icu_segmenter's (the rules of Unicode 15.1, the data of 18), without its dictionaries: scripts written
//! without blanks (Thai, Khmer …) break only where they must. An opportunity inside a cluster counts for the cluster's end.
//!
//! Between plain words it need not be asked. A line may end between blanks and a letter or digit (AL, HL, NU) where
//! before the blanks stands one too, or one of `.,:;!?` and the like (EX, IS): LB18, as no rule looks back further there.
//! What lies between two such places has no other opportunity if it is letters and digits, then perhaps stops, then
//! blanks (LB7, LB13, LB23, LB25, LB28); only where it is not the library gets it.

use icu_segmenter::LineSegmenter;
use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;

use super::clusters::{Cluster, Clusters, Tail};
use super::props::Line;

static SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// Marks the clusters before which a line may end. The first one of the paragraph never is.
pub(super) fn find(clusters: &mut Clusters) {
    if clusters.list.first().is_some_and(|first| first.start != 0) {
        clusters.list[0].props.set_break(); // seams lie at sure places
    }
    if !clusters.is_plain {
        return ask(clusters, 0, clusters.list.len());
    }
    let mut run = Run { start: 0, seen: Seen::Blanks, is_odd: true };
    for index in 0..clusters.list.len() {
        if run.takes(&clusters.list[index]) {
            continue;
        }
        if run.is_odd {
            ask(clusters, run.start, index);
        }
        clusters.list[index].props.set_break();
        run = Run { start: index, seen: Seen::Word, is_odd: false };
    }
    if run.is_odd {
        ask(clusters, run.start, clusters.list.len());
    }
}

/// What stands between two sure places.
struct Run {
    start: usize,
    seen: Seen,
    /// Whether there may be more opportunities inside.
    is_odd: bool,
}

/// What was seen last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// A letter or digit.
    Word,
    /// A stop.
    Stop,
    /// Blanks after one of them.
    WordBlanks,
    /// Something else.
    Other,
    /// Blanks after that, or at the start.
    Blanks,
}

impl Run {
    /// Whether the next cluster belongs to the run; if not, a line may end before it.
    #[inline]
    fn takes(&mut self, cluster: &Cluster) -> bool {
        self.seen = match (cluster.props.line(), self.seen) {
            (Line::Letter, Seen::WordBlanks) => return false,
            (Line::Letter, Seen::Word) => Seen::Word,
            (Line::Space, _) if cluster.tail != Tail::None => self.odd(Seen::Other),
            (Line::Space, Seen::Word | Seen::Stop | Seen::WordBlanks) => Seen::WordBlanks,
            (Line::Space, Seen::Other | Seen::Blanks) => Seen::Blanks,
            (Line::Stop, Seen::Word | Seen::Stop) if cluster.tail == Tail::None => Seen::Stop,
            (Line::Letter, _) => self.odd(Seen::Word),
            _ => self.odd(Seen::Other),
        };
        true
    }

    fn odd(&mut self, seen: Seen) -> Seen {
        self.is_odd = true;
        seen
    }
}

/// Lets the library look for opportunities between the clusters from `start` to `end`, exclusive.
fn ask(clusters: &mut Clusters, start: usize, end: usize) {
    let Some(first) = clusters.list.get(start).map(|first| first.start as usize) else { return };
    let last = clusters.list.get(end).map_or(clusters.end, |next| next.start as usize);
    let text = clusters.text.get(first..last).unwrap_or_default();
    let mut index = start + 1;
    for offset in SEGMENTER.segment_str(text).filter(|&offset| offset > 0) {
        while index < end && (clusters.list[index].start as usize) < first + offset {
            index += 1;
        }
        if index >= end {
            break;
        }
        clusters.list[index].props.set_break();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clusters;
    use crate::text::options::Harakat;
    use crate::text::props::Props;

    fn check(text: &str) {
        let mut quick = clusters::split(text, Harakat::Keep);
        let mut slow = quick.clone();
        find(&mut quick);
        let all = slow.list.len();
        ask(&mut slow, 0, all);
        let places = |clusters: &Clusters| -> Vec<u32> {
            clusters.list.iter().filter(|cluster| cluster.props.may_break()).map(|cluster| cluster.start).collect()
        };
        assert_eq!(places(&quick), places(&slow), "{text:?}");
    }

    #[test]
    fn every_plain_character_among_words() {
        for c in ('\0'..=char::MAX).filter(|&c| Props::of(c).is_plain()) {
            for (before, after) in
                [("ا", "ب"), ("a", "1"), ("ا ", "ب"), ("ا", " ب"), ("ا ", " ب"), ("ا. ", "ب"), ("א-", "")]
            {
                check(&format!("{before}{c}{after} {c}ج د{c} 1{c}"));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn quick_breaks_are_those_of_the_library(text in "[ا-يא-ת \u{64e}a-c1-3٣.،:؟!«»()\"%/—–…$-]{0,40}") {
            check(&text);
        }
    }
}
