//! Joiners for terminals that join letters anew, whatever forms they are sent: what is parted inside a word (by ZWNJ, or
//! because ae is drawn as a heh) stays parted, and a word cut by a line's end stays joined at the cut.

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::JoiningType;

use super::{Piece, class};
use crate::text::{Shaped, shaped};

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// Puts joiners into the cells `run` of `row`, which are letters in the order of the text.
pub fn keep(row: &mut [Piece], run: Range<usize>) {
    let Some(last) = run.end.checked_sub(1).filter(|&last| last >= run.start) else { return };
    for at in run.start..last {
        if is_parted(&row[at], &row[at + 1]) {
            row[at].text.push(ZWNJ);
        }
    }
    if form(&row[last]).is_some_and(|form| form.joins_after) {
        row[last].text.push(ZWJ);
    }
    if run.start > 0 && form(&row[run.start]).is_some_and(|form| form.joins_before) {
        row[run.start - 1].text.push(ZWJ);
    }
}

/// Whether two letters that would join are drawn apart.
fn is_parted(before: &Piece, after: &Piece) -> bool {
    let (left, right) = (form(before), form(after));
    let drawn_apart = match (left, right) {
        (Some(left), _) => !left.joins_after,
        (None, Some(right)) => !right.joins_before,
        (None, None) => return false, // letters without forms do not tell
    };
    let joins_after = joining_type(left.map_or(class::first(before), |form| form.last));
    let joins_before = joining_type(right.map_or(class::first(after), |form| form.first));
    drawn_apart
        && matches!(joins_after, JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::JoinCausing)
        && matches!(joins_before, JoiningType::DualJoining | JoiningType::RightJoining | JoiningType::JoinCausing)
}

fn form(piece: &Piece) -> Option<Shaped> {
    shaped(class::first(piece))
}

fn joining_type(c: char) -> JoiningType {
    CodePointMapData::<JoiningType>::new().get(c)
}
