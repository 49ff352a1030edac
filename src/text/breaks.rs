//! The fourth stage: where a line may end (UAX #14), on the logical text.
//!
//! Opportunities are icu_segmenter's (the rules of Unicode 15.1, the data of 18), without its dictionaries: scripts written
//! without blanks (Thai, Khmer …) break only where they must. An opportunity inside a cluster counts for the cluster's end.
//!
//! Between plain words it need not be asked. Where a word, with what closes behind it, is followed by blanks, a line may
//! end before another word, or what opens before one: LB18, as no rule looks back over blanks to these (but for those
//! about quotation marks before an opening one, which is left to the library). Inside what lies between two such places
//! there is no other: what opens, then letters and digits, then what closes, then blanks (LB7, LB13, LB14, LB19, LB23, LB25,
//! LB28). Only where it is not so the library gets it.

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
        run = Run::from(index, clusters.list[index].props.line());
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
    /// What opens, at the start of a run.
    Opening,
    /// A letter or digit.
    Word,
    /// What closes after it.
    Closing,
    /// A quotation mark after it.
    Quote,
    /// Blanks after it, or after what closes.
    WordBlanks,
    /// Blanks after a quotation mark.
    QuoteBlanks,
    /// Something else.
    Other,
    /// Blanks after that, or at the start.
    Blanks,
}

impl Run {
    /// A run that begins with a cluster of class `line`, at a sure place.
    const fn from(start: usize, line: Line) -> Run {
        let seen = if matches!(line, Line::Letter) { Seen::Word } else { Seen::Opening };
        Run { start, seen, is_odd: false }
    }

    /// Whether the next cluster belongs to the run; if not, a line may end before it.
    #[inline]
    fn takes(&mut self, cluster: &Cluster) -> bool {
        let line = cluster.props.line();
        if line == Line::Letter && self.seen == Seen::Word {
            return true;
        }
        if line != Line::Letter && cluster.tail != Tail::None {
            self.seen = self.odd(Seen::Other);
            return true;
        }
        let has_word = matches!(self.seen, Seen::Word | Seen::Closing | Seen::Quote);
        self.seen = match (line, self.seen) {
            (Line::Letter | Line::Opening | Line::Quote, Seen::WordBlanks) => return false,
            (Line::Letter, Seen::QuoteBlanks) => return false,
            (Line::Letter, Seen::Opening) => Seen::Word,
            (Line::Letter, _) => self.odd(Seen::Word),
            (Line::Space, Seen::Word | Seen::Closing | Seen::WordBlanks) => Seen::WordBlanks,
            (Line::Space, Seen::Quote | Seen::QuoteBlanks) => Seen::QuoteBlanks,
            (Line::Space, Seen::Other | Seen::Blanks) => Seen::Blanks,
            (Line::Opening | Line::Quote, Seen::Opening) => Seen::Opening,
            (Line::Closing, _) if has_word => Seen::Closing,
            (Line::Quote, _) if has_word => Seen::Quote,
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
        fn quick_breaks_are_those_of_the_library(text in "[ا-يא-ת   \u{64e}a-c1-3٣.،:؟!«»()\\[{\"\"%/—–…$-]{0,40}") {
            check(&text);
        }
    }
}
