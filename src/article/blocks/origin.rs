//! Where a report comes from: datelines (`دبي-الشرق`, `القاهرة – رويترز`, `(أ ف ب)`) and bylines.
//!
//! A place is known by the list, or because the text itself says «في X», «مدينة X» or «العاصمة X» of it, or because an agency in
//! parentheses or the day stands behind it. The day may be a part of its own, or stand with the place («القاهرة في 3 مايو»).

use super::caption::speaks;
use super::lines::Line;
use super::words::{LISTS, Phrases, Words};
use super::{Page, Place};
use crate::article::{Block, BlockKind};
use crate::span::{Offset, Span};

/// A dateline or byline is at most so many words long.
const LONGEST: usize = 10;

/// It has at most so many parts.
const MOST: usize = 6;

/// A dateline that opens a paragraph ends within so many bytes.
const OPENING: usize = 160;

/// How much of a text is searched for words that show a place.
const EVIDENCE: usize = 16 * 1024;

/// What a part of a dateline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Place,
    Agency,
    /// A day, in whole or in part.
    Day,
    /// None of these, and so many words.
    Unknown(usize),
}

pub(super) fn kind(page: &Page<'_>, line: &Line<'_>, place: Place) -> Option<BlockKind> {
    let words = line.words();
    if words.is_empty() || words.len() > LONGEST || line.text.ends_with(['.', '،', ':', '؟', '!']) {
        return None;
    }
    if place == Place::Body {
        let is_credit = line.text.starts_with('(') || words.first() == Some("المصدر");
        let source = line.text.trim_start_matches("المصدر");
        return (is_credit && known(&pieces(page, source))).then_some(BlockKind::Dateline);
    }
    let opener = |list: &Phrases| list.opens(words);
    if opener(&LISTS.bylines.start).is_some_and(|len| words.len() > len && words.len() <= len + 5)
        || opener(&LISTS.bylines.label).is_some_and(|len| super::furniture::is_labelled(line.text, len))
    {
        return Some(BlockKind::Byline);
    }
    let pieces = pieces(page, line.text);
    let is_dashed = line.text.contains(is_dash) || line.text.contains(['/', '|']);
    let is_parted = is_dashed || line.text.ends_with(')');
    match pieces.as_slice() {
        all if known(all) => Some(BlockKind::Dateline),
        [Piece::Place, Piece::Unknown(1..=3)] if is_parted => Some(BlockKind::Dateline),
        all if is_dashed && is_dated(all) && line.span.start > page.first() => Some(BlockKind::Dateline),
        [Piece::Unknown(2..=4), rest @ ..] if is_dashed && known(rest) && is_day_last(rest) => Some(BlockKind::Byline),
        _ => None,
    }
}

/// Whether nothing stands behind the day: behind the day of a picture stands its agency.
fn is_day_last(pieces: &[Piece]) -> bool {
    pieces.iter().skip_while(|piece| **piece != Piece::Day).all(|piece| *piece == Piece::Day)
}

/// Whether there are a day and, before it, a place and an agency of which nothing is known.
fn is_dated(pieces: &[Piece]) -> bool {
    let Some(day) = pieces.iter().position(|piece| *piece == Piece::Day) else { return false };
    let is_short = |piece: &Piece| !matches!(piece, Piece::Unknown(words) if *words > 3);
    day > 0
        && is_day_last(pieces)
        && day <= 2
        && pieces.iter().all(is_short)
        && !matches!(pieces, [Piece::Unknown(2..), rest @ ..] if known(rest))
}

/// Splits the dateline or byline off that opens the first paragraph: `القاهرة (رويترز) - قالت …`.
pub(super) fn split_off(page: &Page<'_>, blocks: &mut Vec<Block>) {
    let Some(at) = blocks.iter().position(|block| block.kind == BlockKind::Paragraph) else { return };
    let whole = blocks[at].span;
    let Some((kind, origin, prose)) = opening(page, whole.of(page.text)) else { return };
    let base = whole.start.0;
    blocks[at].span.start = Offset(base + prose);
    blocks.insert(at, Block { kind, span: Span::new(base, base + origin) });
}

/// What opens `paragraph`, the byte after it, and the byte where the prose starts.
fn opening(page: &Page<'_>, paragraph: &str) -> Option<(BlockKind, usize, usize)> {
    let mut found = None;
    let marks = paragraph.char_indices().take_while(|(at, _)| *at < OPENING);
    for (at, mark) in marks.filter(|(_, c)| is_dash(*c) || matches!(c, ':' | '/')).take(2 * MOST) {
        let Some((before, after)) = paragraph.split_at_checked(at) else { continue };
        let pieces = pieces(page, before);
        let kind = match pieces.as_slice() {
            all if known(all) && is_dash(mark) && is_set_off(before, after, all) => BlockKind::Dateline,
            [Piece::Unknown(1..=3), rest @ ..] if is_dash(mark) && is_credited(before, rest) => BlockKind::Dateline,
            // «القاهرة في 3 مايو /أ ش أ/ قالت …»
            all if known(all) && mark == '/' && before.contains('/') && all.contains(&Piece::Agency) => {
                BlockKind::Dateline
            }
            all if known(all) && mark == ':' && all.len() > 1 && before.contains(is_dash) => BlockKind::Dateline,
            [Piece::Unknown(2..=4), rest @ ..] if mark == ':' && before.contains(is_dash) && known(rest) => {
                BlockKind::Byline
            }
            _ => continue,
        };
        let prose = after.trim_start_matches(|c: char| is_dash(c) || matches!(c, ':' | '/') || c.is_whitespace());
        if !prose.is_empty() {
            let closed = if mark == '/' { paragraph.get(..=at).unwrap_or(before) } else { before };
            let origin = closed.trim_end_matches(|c: char| is_dash(c) || c.is_whitespace());
            found = Some((kind, origin.len(), paragraph.len() - prose.len()));
        }
    }
    found
}

/// Whether an agency in parentheses stands behind a place of which nothing is known, and nothing but a day behind that.
fn is_credited(before: &str, rest: &[Piece]) -> bool {
    let agency = matches!(rest, [Piece::Agency, days @ ..] if days.iter().all(|piece| *piece == Piece::Day));
    let place = before.split('(').next().unwrap_or_default();
    agency && before.contains('(') && !speaks(&Words::of(place))
}

/// Whether a dash ends a dateline rather than joining two words of a sentence.
fn is_set_off(before: &str, after: &str, pieces: &[Piece]) -> bool {
    let is_doubled = after.chars().nth(1).is_some_and(is_dash);
    let is_spaced = after.chars().nth(1).is_some_and(char::is_whitespace);
    is_doubled || (is_spaced && (pieces.contains(&Piece::Agency) || before.ends_with(char::is_whitespace)))
}

/// Whether all of it is known, and there is something.
fn known(pieces: &[Piece]) -> bool {
    let is_known = |piece: &Piece| !matches!(piece, Piece::Unknown(_));
    pieces.iter().all(is_known) && pieces.iter().any(|piece| *piece != Piece::Day)
}

fn pieces(page: &Page<'_>, text: &str) -> Vec<Piece> {
    let cut =
        |c: char| is_dash(c) || matches!(c, '/' | '|' | '،' | ',' | '(' | ')' | '«' | '»' | '"' | '“' | '”' | ':');
    let parts: Vec<&str> = text.split(cut).map(str::trim).filter(|part| !part.is_empty()).take(MOST + 1).collect();
    if parts.len() > MOST {
        return vec![Piece::Unknown(parts.len())];
    }
    parts.into_iter().flat_map(|part| with_day(page, part)).collect()
}

/// A part, and apart from it the day that it ends with.
fn with_day(page: &Page<'_>, text: &str) -> impl Iterator<Item = Piece> {
    // Hardly any part has a number in it.
    let starts = text.char_indices().filter(|_| text.contains(char::is_numeric));
    let day = starts.filter(|(at, c)| *at == 0 || c.is_whitespace()).find_map(|(at, _)| {
        let (place, day) = text.split_at_checked(at)?;
        is_day(day).then_some((place.trim_end(), Piece::Day))
    });
    let (place, day) = day.map_or((text, None), |(place, day)| (place, Some(day)));
    let place = if day.is_some() { place.strip_suffix(" في").unwrap_or(place) } else { place };
    piece_of(page, place).into_iter().chain(day)
}

/// Whether words say nothing but a day: a number and a month. By some places the hour is told: those are no part of it.
fn is_day(text: &str) -> bool {
    let words = Words::of(text);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    !words.is_empty()
        && words.iter().all(|word| is_number(word) || (LISTS.dates.holds_word(word) && !LISTS.places.holds_word(word)))
        && words.iter().any(is_number)
        && words.iter().any(|word| !is_number(word))
}

fn piece_of(page: &Page<'_>, text: &str) -> Option<Piece> {
    let words = Words::of(text);
    match () {
        () if words.is_empty() => None,
        () if LISTS.places.holds(&words) => Some(Piece::Place),
        () if LISTS.agencies.holds(&words) => Some(Piece::Agency),
        () if Phrases::spell(&[&LISTS.places, &LISTS.agencies], &words) => Some(Piece::Agency),
        () if words.len() <= 3 && is_shown_a_place(page.text, text) => Some(Piece::Place),
        () => Some(Piece::Unknown(words.len())),
    }
}

fn is_shown_a_place(text: &str, name: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(EVIDENCE)).unwrap_or(text);
    ["في", "مدينة", "بمدينة", "العاصمة"].iter().any(|before| head.contains(&format!("{before} {name}")))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
