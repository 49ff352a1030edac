//! The first stage: a paragraph to the clusters that become cells, in logical order.
//!
//! A cluster is an extended grapheme cluster (UAX #29, Unicode 17) with everything that is never drawn beside it, so that
//! every byte of the paragraph lies in exactly one cluster and every cluster takes one or two columns. Departures, because
//! cells are what terminals agree on:
//!
//! - what is never drawn (bidi controls, joiners, variation selectors, tags) lies in the cluster before it, or after it at the start;
//! - a grapheme cluster of more than two columns is cut, and a prepended sign (U+0600 …) stands alone, as a circle;
//! - half of a flag is its letter;
//! - of an emoji sequence joined by ZWJ, and of one with a skin tone, the first emoji is drawn;
//! - marks without a letter are drawn on a dotted circle;
//! - controls are drawn as their pictures, except line ends, which end a line and are not drawn.

use unicode_segmentation::UnicodeSegmentation;

use super::chars;
use super::drawing;
use super::options::Harakat;
use crate::span::Span;

/// One cluster in logical order. It ends where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Its first byte in the paragraph.
    pub start: u32,
    /// The character it is drawn with: as written, later shaped.
    pub glyph: char,
    /// How many columns it takes: 1 or 2, or 0 for a line end.
    pub width: u8,
    /// Its embedding level, 0 until the levels are resolved.
    pub level: u8,
    /// The lowest level of the controls between it and the next cluster that have one (isolates, LRM …), or [`NO_GAP`]:
    /// they are not drawn, and yet they part runs (UAX #9 L2).
    pub gap: u8,
    /// What it is to lines.
    pub kind: Kind,
    /// What is drawn beside the glyph.
    pub tail: Tail,
}

/// Nothing follows that has a level and is not drawn.
pub(super) const NO_GAP: u8 = u8::MAX;

/// What a cluster is to lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something that is seen.
    Text,
    /// White space: hangs at a line's end.
    Blank,
    /// A tab: a blank that always has the paragraph's level (UAX #9 L1).
    Tab,
    /// Ends its line and is not drawn.
    LineEnd,
}

impl Kind {
    /// Whether it hangs at a line's end.
    pub fn hangs(self) -> bool {
        self != Kind::Text
    }
}

/// What is drawn beside a cluster's glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing.
    None,
    /// What follows the first drawn character in the text.
    Rest,
    /// The same without the madda or hamza that the glyph already holds.
    Composed,
    /// The same without the alef, and without the hamza that the ligature already holds.
    LamAlef,
    /// All that is drawn: the glyph is a dotted circle.
    All,
}

/// A paragraph cut into clusters.
#[derive(Debug, Clone)]
pub(super) struct Clusters<'t> {
    pub text: &'t str,
    pub list: Vec<Cluster>,
    pub harakat: Harakat,
    /// Whether a character might be other than left-to-right: below the first right-to-left block all are not.
    pub may_turn: bool,
    /// Whether something that is not drawn and has a level is among the characters.
    pub has_gaps: bool,
    /// Whether all characters are right-to-left or neutral (`chars::is_settled`).
    pub is_settled: bool,
    /// Whether a right-to-left letter is among the plain characters.
    pub has_right_letter: bool,
}

impl Clusters<'_> {
    /// The bytes of the cluster at `index`.
    pub fn span(&self, index: usize) -> Span {
        let end = self.list.get(index + 1).map_or(self.text.len(), |next| next.start as usize);
        Span::new(self.list[index].start as usize, end)
    }

    /// The text of the cluster at `index`.
    pub fn text(&self, index: usize) -> &str {
        self.span(index).of(self.text)
    }
}

/// Cuts `text` into clusters.
pub(super) fn split(text: &str, harakat: Harakat) -> Clusters<'_> {
    let list = Vec::with_capacity(text.len() / 2 + 1);
    let mut out =
        Clusters { text, list, harakat, may_turn: false, has_gaps: false, is_settled: true, has_right_letter: false };
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at += match plain(rest) {
            Some((glyph, len)) => {
                let marked = len > glyph.len_utf8();
                out.may_turn |= glyph >= FIRST_TURNING;
                out.is_settled &= chars::is_settled(glyph);
                out.has_right_letter |= chars::is_right_letter(glyph);
                out.list.push(Cluster {
                    start: at as u32,
                    glyph,
                    width: 1,
                    level: 0,
                    gap: NO_GAP,
                    kind: if glyph == ' ' && !marked { Kind::Blank } else { Kind::Text },
                    tail: if marked { Tail::Rest } else { Tail::None },
                });
                len
            }
            None if rest.starts_with(chars::is_bidi_control) => {
                let control = rest.chars().next().unwrap_or_default();
                out.may_turn = true;
                out.is_settled = false;
                out.has_gaps |= chars::is_level_bearer(control);
                control.len_utf8()
            }
            None => {
                out.is_settled = false;
                let grapheme = rest.graphemes(true).next().unwrap_or(rest);
                out.may_turn |= grapheme.chars().any(|c| c >= FIRST_TURNING);
                push_grapheme(&mut out, at, grapheme);
                grapheme.len()
            }
        };
    }
    if let Some(first) = out.list.first_mut() {
        first.start = 0;
    }
    out
}

/// No character below the Hebrew block is right-to-left, an Arabic number or a bidi control.
const FIRST_TURNING: char = '\u{590}';

/// What carries a skin tone lies above.
const FIRST_EMOJI: char = '\u{2000}';

/// The cluster at the start of `rest` if it is one plain character with nothing but Arabic marks: the character and the bytes.
fn plain(rest: &str) -> Option<(char, usize)> {
    let mut chars = rest.chars();
    let base = chars.next().filter(|&c| chars::is_plain(c))?;
    let mut len = base.len_utf8();
    for c in chars {
        if chars::is_arabic_mark(c) {
            len += c.len_utf8();
        } else {
            return (chars::is_plain(c) || chars::is_bidi_control(c)).then_some((base, len));
        }
    }
    Some((base, len))
}

/// Pushes a grapheme cluster that needs a closer look: in pieces of at most two columns.
fn push_grapheme(out: &mut Clusters, start: usize, grapheme: &str) {
    if grapheme.starts_with(chars::is_line_end) {
        return out.list.push(piece(start, '\n', 0, Kind::LineEnd));
    }
    let mut open: Option<Cluster> = None;
    let mut joined = false;
    let mut first = '\0';
    for (at, c) in grapheme.char_indices() {
        if !chars::is_drawn(c, out.harakat) {
            joined |= c == chars::ZWJ;
            out.has_gaps |= chars::is_level_bearer(c);
            continue;
        }
        let glyph = chars::drawn(c);
        let columns = chars::columns(glyph);
        let Some(cluster) = &mut open else {
            first = c;
            open = Some(head(start + at, c));
            joined = false;
            continue;
        };
        if columns == 0 {
            if cluster.tail == Tail::None {
                cluster.tail = Tail::Rest;
            }
        } else if cluster.glyph >= FIRST_EMOJI
            && (chars::is_skin_tone(c) || (joined && (cluster.width == 2 || columns == 2)))
        {
            // One more emoji of a sequence: not drawn.
        } else if cluster.width + columns <= 2
            && !chars::is_prepended(first)
            && (!chars::is_regional(c) || chars::is_regional(first))
        {
            cluster.width += columns;
            cluster.tail = Tail::Rest;
        } else {
            let end = start + at;
            push_piece(out, *cluster, end);
            first = c;
            open = Some(head(end, c));
        }
        joined = false;
    }
    if let Some(cluster) = open {
        push_piece(out, cluster, start + grapheme.len());
    }
}

/// Pushes a piece that ends at byte `end`, with the width of what will be drawn; a tail that does not fit is left out.
fn push_piece(out: &mut Clusters, mut cluster: Cluster, end: usize) {
    if cluster.tail != Tail::None {
        let symbol = drawing::symbol(&cluster, Span::new(cluster.start as usize, end).of(out.text), out.harakat);
        match drawing::columns(&symbol) {
            width @ 1..=2 => cluster.width = width as u8,
            _ => cluster.tail = Tail::None,
        }
    }
    if cluster.tail == Tail::None {
        cluster.glyph = chars::regional_letter(cluster.glyph).unwrap_or(cluster.glyph);
        cluster.width = chars::columns(cluster.glyph);
    } else {
        cluster.kind = Kind::Text; // a blank that carries a mark is seen
    }
    out.list.push(cluster);
}

/// A cluster that begins with the drawn character `c`.
fn head(start: usize, c: char) -> Cluster {
    let glyph = chars::drawn(c);
    match (chars::columns(glyph), c) {
        (0, _) => Cluster { tail: Tail::All, ..piece(start, chars::DOTTED_CIRCLE, 1, Kind::Text) },
        (width, chars::TAB) => piece(start, glyph, width, Kind::Tab),
        (width, c) if chars::is_blank(c) => piece(start, glyph, width, Kind::Blank),
        (width, _) => piece(start, glyph, width, Kind::Text),
    }
}

fn piece(start: usize, glyph: char, width: u8, kind: Kind) -> Cluster {
    Cluster { start: start as u32, glyph, width, level: 0, gap: NO_GAP, kind, tail: Tail::None }
}
