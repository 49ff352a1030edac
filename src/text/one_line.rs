//! Interface fields: a short string on one line, cut at its logical end, and strings put together without jumping.

use super::clusters::{Cluster, Clusters, Kind, NO_GAP, Tail};
use super::fill::Row;
use super::line::VisualLine;
use super::props::Props;
use super::visual;
use crate::span::Column;

const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';
const ELLIPSIS: char = '…';

/// The clusters on one line of at most `width` columns; an ellipsis stands for what has no room.
pub(super) fn fit(mut shaped: Clusters, base: u8, width: Column) -> VisualLine {
    line_ends_to_blanks(&mut shaped);
    let limit = usize::from(width.0.max(1));
    let list = &mut shaped.list;
    if !fits(list, limit) {
        let mut room = limit - 1;
        let mut kept = list
            .iter()
            .take_while(|cluster| {
                let has_room = usize::from(cluster.width) <= room;
                room = room.saturating_sub(usize::from(cluster.width));
                has_room
            })
            .count();
        while kept > 0 && list[kept - 1].kind.hangs() {
            kept -= 1;
        }
        let start = list[kept].start;
        list.truncate(kept);
        list.push(Cluster {
            start,
            glyph: ELLIPSIS,
            width: 1,
            level: base,
            gap: NO_GAP,
            kind: Kind::Text,
            tail: Tail::None,
            props: Props::UNKNOWN,
        });
    }
    let all = 0..shaped.list.len();
    visual::order(shaped.view(), &Row { drawn: all.end, all }, base)
}

/// The columns of all clusters on one line.
pub(super) fn columns(mut shaped: Clusters) -> Column {
    line_ends_to_blanks(&mut shaped);
    let sum: usize = shaped.list.iter().map(|cluster| usize::from(cluster.width)).sum();
    Column(u16::try_from(sum).unwrap_or(u16::MAX))
}

/// Puts `text` into an isolate (FSI … PDI), so that inside a longer string neither side turns the other.
///
/// Isolates that `text` leaves open are closed, and what would close ours is left out; line ends become blanks.
///
/// ```
/// use isnad::text::isolate;
/// assert_eq!(isolate("٣"), "\u{2068}٣\u{2069}");
/// assert_eq!(isolate("a\u{2069}b\u{2067}c"), "\u{2068}ab\u{2067}c\u{2069}\u{2069}");
/// ```
pub fn isolate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 6);
    let mut open = 0;
    out.push(FSI);
    for c in text.chars() {
        match c {
            LRI | RLI | FSI => open += 1,
            PDI if open == 0 => continue,
            PDI => open -= 1,
            _ => {}
        }
        out.push(if super::chars::is_line_end(c) { ' ' } else { c });
    }
    out.extend(std::iter::repeat_n(PDI, open + 1));
    out
}

fn line_ends_to_blanks(shaped: &mut Clusters) {
    for cluster in shaped.list.iter_mut().filter(|cluster| cluster.kind == Kind::LineEnd) {
        *cluster = Cluster { glyph: ' ', width: 1, kind: Kind::Tab, ..*cluster };
    }
}

fn fits(list: &[Cluster], limit: usize) -> bool {
    let mut room = limit;
    list.iter().all(|cluster| {
        let has_room = usize::from(cluster.width) <= room;
        room = room.saturating_sub(usize::from(cluster.width));
        has_room
    })
}
