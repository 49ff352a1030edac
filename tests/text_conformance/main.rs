//! Unicode's data and tests of joining, mirroring, grapheme clusters and line breaks through our whole layout.
//!
//! Files of `tests/data/unicode` are of the version that the library behind the stage implements, or the nearest one to be
//! had; UnicodeData.txt is that of Debian's package `unicode-data` (15.0 in Debian 12). What comes out otherwise only
//! because a library is of another version is listed by its number, each list with its reason; nothing else is excused, and
//! an excuse that nothing needs fails. The departures that the heads of the stages tell (`src/text`) are part of what is
//! expected; the module of each stage says how.

#[path = "../text_common/mod.rs"]
mod text_common;

mod clusters;
mod forms;
mod joining;
mod line_breaks;
mod mirrors;
mod report;

use isnad::span::Offset;
use isnad::text::{Direction, Layout, LayoutOptions, layout};

/// RIGHT-TO-LEFT OVERRIDE: what follows is at an odd level.
const RLO: char = '\u{202e}';
const ALEF: char = '\u{627}';
const BEH: char = '\u{628}';
const BEH_ISOLATED: char = '\u{fe8f}';
const BEH_FINAL: char = '\u{fe90}';
const BEH_INITIAL: char = '\u{fe91}';
const BEH_MEDIAL: char = '\u{fe92}';

fn laid(text: &str) -> Layout {
    layout(text, &LayoutOptions { direction: Direction::LeftToRight, ..LayoutOptions::of_width(1000) })
}

/// What the cell of the byte at `at` shows.
fn symbol_at(text: &str, at: usize) -> String {
    let laid = laid(text);
    laid.lines.iter().find_map(|line| line.cell_of(Offset(at))).map_or(String::new(), |cell| cell.symbol.to_string())
}
