//! Grapheme clusters as cells.
//!
//! What is never drawn lies in the cluster before it, or after it at the start; a cluster of more than two columns is cut,
//! and a prepended sign (U+0600 …) stands alone.

use std::collections::BTreeSet;

use isnad::text::Layout;
use unicode_width::UnicodeWidthChar;

use crate::laid;
use crate::report::{Report, break_case, lines, range_of};

const FILE: &str = include_str!("../data/unicode/GraphemeBreakTest-17.0.0.txt");
const INVISIBLE: &str = include_str!("../data/unicode/DefaultIgnorable-17.0.0.txt");

#[test]
fn grapheme_break_test() {
    let invisible: BTreeSet<char> = lines(INVISIBLE)
        .filter_map(|(_, line)| line.split_once(';'))
        .flat_map(|(range, _)| range_of(range.trim()).collect::<Vec<_>>())
        .collect();
    let mut report = Report::new("GraphemeBreakTest-17.0.0.txt", &[]);
    for (number, line) in lines(FILE) {
        let (text, breaks) = break_case(line);
        report.case(number, line, check_clusters(&text, &breaks, &invisible));
    }
    report.end(766);
}

/// `breaks` holds the end of the text.
fn check_clusters(text: &str, breaks: &[usize], invisible: &BTreeSet<char>) -> Result<(), String> {
    let seen = starts(&laid(text));
    let mut start = 0;
    let mut expected = BTreeSet::from([0]);
    for &end in breaks {
        let cluster = text.get(start..end).expect("a cluster");
        let first_drawn = expected.len() == 1
            && text.chars().take_while(|c| invisible.contains(c)).map(char::len_utf8).sum::<usize>() == start;
        if cluster.chars().any(|c| !invisible.contains(&c)) && !first_drawn {
            expected.insert(start);
        }
        let columns: usize = cluster.chars().filter_map(|c| c.width()).sum();
        let cuts = after_prepended(cluster);
        if columns > 2 && cuts.is_empty() {
            expected.extend(seen.range(start + 1..end)); // cut somewhere
        }
        expected.extend(cuts.into_iter().map(|at| start + at));
        start = end;
    }
    if seen == expected { Ok(()) } else { Err(format!("expected {expected:?}, seen {seen:?}")) }
}

/// Where a cluster is cut, because a prepended sign stands alone.
fn after_prepended(cluster: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut head = '\0';
    for (at, c) in cluster.char_indices().filter(|(_, c)| c.width().is_some_and(|columns| columns > 0)) {
        if is_prepended(head) {
            cuts.push(at);
        }
        head = c;
    }
    cuts
}

/// Prepended_Concatenation_Mark, PropList.txt.
fn is_prepended(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{110bd}' | '\u{110cd}'
    )
}

/// Where clusters start: cells, and what ends a line.
fn starts(laid: &Layout) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    for line in &laid.lines {
        starts.extend(line.cells.iter().map(|cell| cell.span.start.0));
        let end = line.logical_cells().next_back().map_or(line.span.start, |cell| cell.span.end);
        if end < line.span.end {
            starts.insert(end.0);
        }
    }
    starts
}
