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
use super::props::{Class, Props};
use super::seams::Seams;
use crate::span::{Offset, Span};

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
    /// What is known of its first character, where that is plain and only Arabic marks follow it; and whether a line may
    /// end before it, once that was found out.
    pub props: Props,
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

/// A piece of a paragraph, cut into clusters.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters<'t> {
    /// The whole paragraph.
    pub text: &'t str,
    pub list: Vec<Cluster>,
    /// Where the last cluster ends.
    pub end: usize,
    pub harakat: Harakat,
    /// Whether a character might be other than left-to-right: below the first right-to-left block all are not.
    pub may_turn: bool,
    /// Whether something that is not drawn and has a level is among the characters.
    pub has_gaps: bool,
    /// Whether all characters are plain ones and their marks, so that the quick ways hold.
    pub is_plain: bool,
    /// The classes of the plain characters, a bit for each.
    pub classes: u16,
}

impl Clusters<'_> {
    /// Itself to look at.
    pub fn view(&self) -> View<'_> {
        View { text: self.text, list: &self.list, end: self.end, harakat: self.harakat }
    }

    /// The bytes of the cluster at `index`.
    pub fn span(&self, index: usize) -> Span {
        self.view().span(index)
    }

    /// The text of the cluster at `index`.
    pub fn text(&self, index: usize) -> &str {
        self.span(index).of(self.text)
    }
}

/// Clusters to look at: a piece, or some one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    /// The whole paragraph.
    pub text: &'a str,
    pub list: &'a [Cluster],
    /// Where the last cluster ends.
    pub end: usize,
    pub harakat: Harakat,
}

impl View<'_> {
    /// The bytes of the cluster at `index`.
    #[inline]
    pub fn span(&self, index: usize) -> Span {
        let end = self.list.get(index + 1).map_or(self.end, |next| next.start as usize);
        Span::new(self.list[index].start as usize, end)
    }

    /// The text of the cluster at `index`.
    pub fn text(&self, index: usize) -> &str {
        self.span(index).of(self.text)
    }
}

/// Cuts all of `text` into clusters.
#[cfg(test)]
pub(super) fn split(text: &str, harakat: Harakat) -> Clusters<'_> {
    let list = Vec::with_capacity(text.len() / 2 + 1);
    let mut out = Clusters { text, list, harakat, ..Clusters::default() };
    split_piece(&mut out, Span::new(0, text.len()), &mut Seams::none());
    out
}

/// Cuts the bytes of `span` into clusters, or fewer where `seams` finds that the piece may end. What `out` held is gone.
pub(super) fn split_piece(out: &mut Clusters, span: Span, seams: &mut Seams) {
    out.list.clear();
    (out.may_turn, out.has_gaps, out.is_plain, out.classes) = (false, false, true, 0);
    let Span { start: Offset(start), end: Offset(end) } = span;
    let text = out.text.get(..end).unwrap_or(out.text);
    let mut at = start;
    // The last cluster, while it is one plain character and its marks, and so may take what extends it.
    let mut open = None;
    while let Some((glyph, len)) = decode(text, at) {
        let props = Props::of(glyph);
        if props.is_plain() {
            if seams.part(out, at, props) {
                break;
            }
            out.classes |= props.class().bit();
            let (glyph, kind) = match glyph {
                ' ' => (' ', Kind::Blank),
                chars::NBSP => (' ', Kind::Text),
                _ => (glyph, Kind::Text),
            };
            open = Some(at);
            let (start, tail) = (at as u32, Tail::None);
            out.list.push(Cluster { start, glyph, width: 1, level: 0, gap: NO_GAP, kind, tail, props });
            at += len;
        } else if props.is_mark()
            && open.is_some()
            && let Some(last) = out.list.last_mut()
        {
            (last.kind, last.tail) = (Kind::Text, Tail::Rest);
            at += len;
        } else if chars::is_bidi_control(glyph) {
            at += len;
            open = None;
            seams.pass(glyph);
            (out.may_turn, out.is_plain) = (true, false);
            out.has_gaps |= chars::is_level_bearer(glyph);
        } else {
            // A base that was a cluster by itself has been told to `seams`.
            let told = usize::from(open.is_some());
            if let Some(base) = open.take() {
                out.list.pop();
                at = base;
            }
            let rest = text.get(at..).unwrap_or_default();
            let grapheme = rest.graphemes(true).next().unwrap_or(rest);
            out.is_plain = false;
            out.may_turn |= grapheme.chars().any(|c| c >= FIRST_TURNING);
            grapheme.chars().skip(told).for_each(|c| seams.pass(c));
            push_grapheme(out, at, grapheme);
            at += grapheme.len();
        }
    }
    out.end = at;
    out.may_turn |= out.classes & TURNING != 0;
    if let Some(first) = out.list.first_mut() {
        first.start = start as u32;
    }
}

/// No character below the Hebrew block is right-to-left, an Arabic number or a bidi control.
const FIRST_TURNING: char = '\u{590}';

/// The classes of the plain characters that are not below it; of neutral ones it does not matter.
const TURNING: u16 = Class::Right.bit() | Class::Arabic.bit() | Class::ArabicNumber.bit();

/// What carries a skin tone lies above.
const FIRST_EMOJI: char = '\u{2000}';

/// The character at byte `at` and its bytes; those of one and two bytes are nearly all.
#[inline]
fn decode(text: &str, at: usize) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if first < 0x80 {
        return Some((char::from(first), 1));
    }
    if first < 0xe0
        && let Some(&second) = bytes.get(at + 1)
    {
        let code = u32::from(first & 0x1f) << 6 | u32::from(second & 0x3f);
        return char::from_u32(code).map(|c| (c, 2));
    }
    text.get(at..)?.chars().next().map(|c| (c, c.len_utf8()))
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
        let symbol = drawing::symbol(&cluster, Span::new(cluster.start as usize, end).of(out.text), out.harakat, 0);
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
    Cluster { start: start as u32, glyph, width, level: 0, gap: NO_GAP, kind, tail: Tail::None, props: Props::UNKNOWN }
}
