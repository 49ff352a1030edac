//! Line breaks as the layout makes them.
//!
//! An opportunity inside a cluster counts for its end.

use std::collections::{BTreeMap, BTreeSet};

use isnad::span::Offset;
use isnad::text::{Direction, LayoutOptions, layout};

use crate::laid;
use crate::report::{Report, break_case, lines};

const FILE: &str = include_str!("../data/unicode/LineBreakTest-15.1.0.txt");
/// The lines that stand for those of the same number, since the file is made with another LB25.
const UNTAILORED: &str = include_str!("../data/unicode/LineBreakTest-15.1.0-LB25.txt");
/// Lines that icu_segmenter's data of Unicode 18 changed.
const CHANGED: &[usize] = &[];
const WORD_JOINER: char = '\u{2060}';
const ZERO_WIDTH_SPACE: char = '\u{200b}';

#[test]
fn line_break_test() {
    let untailored: BTreeMap<usize, &str> = lines(UNTAILORED)
        .filter_map(|(_, line)| line.split_once(": "))
        .map(|(number, case)| (number.parse().expect("a number"), case))
        .collect();
    let mut report = Report::new("LineBreakTest-15.1.0.txt", CHANGED);
    for (number, line) in lines(FILE) {
        let (text, breaks) = break_case(untailored.get(&number).copied().unwrap_or(line));
        report.case(number, line, check_breaks(&text, &breaks));
    }
    report.end(10_274);
}

/// Lays `text` out just so wide that each of its cells in turn has no room: the first line ends there if it may.
///
/// Before the text stands a place where a line may end (LB8), so that no line is cut for want of one, and after it
/// what never lets one end (LB11). Neither changes the places between, but
/// for blanks at the start of the text.
fn check_breaks(text: &str, breaks: &[usize]) -> Result<(), String> {
    let before = format!("x{ZERO_WIDTH_SPACE}");
    let whole = format!("{before}{text}{WORD_JOINER}aa");
    let wide = laid(&whole);
    let cells: Vec<_> = wide.lines[0].logical_cells().collect();
    let mut expected = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut columns = 0;
    let blanks = text.len() - text.trim_start_matches(' ').len(); // the place before the text moves behind them (LB8)
    let end = before.len() + text.len();
    for cell in &cells {
        let at = cell.span.start.0;
        let blank = whole.get(at..).is_some_and(|rest| rest.starts_with(' ')); // hangs: no line begins with it
        if at > before.len() && at < end && !blank {
            let options = LayoutOptions { direction: Direction::LeftToRight, ..LayoutOptions::of_width(columns) };
            if layout(&whole, &options).lines[0].span.end == Offset(at) {
                seen.insert(at - before.len());
            }
            let inside = |&&place: &&usize| {
                let place = place + before.len();
                place <= at && cells.iter().all(|other| !(place <= other.span.start.0 && other.span.start.0 < at))
            };
            if breaks.iter().chain(&[0, blanks]).any(|place| inside(&place)) {
                expected.insert(at - before.len());
            }
        }
        columns += u16::from(cell.width);
    }
    if seen == expected { Ok(()) } else { Err(format!("expected {expected:?}, seen {seen:?}")) }
}
