//! The fourth stage: where a line may end (UAX #14), on the logical text.
//!
//! Opportunities are icu_segmenter's (the rules of Unicode 15.1, the data of 18), without its dictionaries: scripts written
//! without blanks (Thai, Khmer …) break only where they must. An opportunity inside a cluster counts for the cluster's end.

use icu_segmenter::LineSegmenter;
use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;

use super::clusters::Clusters;

static SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// The clusters before which a line may end, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Breaks(pub Vec<u32>);

/// Finds where lines of `clusters` may end.
pub(super) fn find(clusters: &Clusters) -> Breaks {
    let mut out = Vec::with_capacity(clusters.list.len() / 5);
    let mut index = 1;
    for offset in SEGMENTER.segment_str(clusters.text) {
        while index < clusters.list.len() && (clusters.list[index].start as usize) < offset {
            index += 1;
        }
        if index >= clusters.list.len() {
            break;
        }
        if offset > 0 && out.last() != Some(&(index as u32)) {
            out.push(index as u32);
        }
    }
    Breaks(out)
}
