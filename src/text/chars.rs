//! What the layout asks about single characters, the common ones answered without a look-up.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_width::UnicodeWidthChar;

use super::options::Harakat;

/// HORIZONTAL TABULATION.
pub(super) const TAB: char = '\t';
/// NO-BREAK SPACE.
pub(super) const NBSP: char = '\u{a0}';
/// NEXT LINE, a line end of some old systems.
pub(super) const NEL: char = '\u{85}';
/// LINE SEPARATOR.
pub(super) const LS: char = '\u{2028}';
/// PARAGRAPH SEPARATOR.
pub(super) const PS: char = '\u{2029}';
/// ZERO WIDTH JOINER.
pub(super) const ZWJ: char = '\u{200d}';
/// Stands under marks that have no letter to stand on.
pub(super) const DOTTED_CIRCLE: char = '\u{25cc}';
/// Stands round the number of a verse, which no terminal can draw.
const END_OF_AYAH: char = '\u{6dd}';
/// Looks like it, and takes one column everywhere.
const WHITE_CIRCLE: char = '\u{25cb}';
/// Stands for what cannot be shown.
const REPLACEMENT: char = '\u{fffd}';
const MADDAH_ABOVE: char = '\u{653}';
const HAMZA_BELOW: char = '\u{655}';

/// Whether `c` takes one column, is no mark, and never joins a neighbour in a grapheme cluster unless the neighbour is
/// an extending character. A conservative list: a character outside it goes the long way.
pub(super) const fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | NBSP..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{5d0}'..='\u{5ea}' | '\u{60c}'..='\u{60f}' | '\u{61b}' | '\u{61d}'..='\u{64a}' | '\u{660}'..='\u{66f}'
        | '\u{671}'..='\u{6d5}' | '\u{6ee}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8b4}'
        | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201f}' | '\u{2020}'..='\u{2026}' | '\u{2030}' | '\u{2039}'..='\u{203a}'
        | '\u{2190}'..='\u{2193}' | '\u{21b7}' | '\u{2500}'..='\u{257f}' | '\u{25b8}' | '\u{25be}' | '\u{25c2}' | '\u{2713}'
        | '\u{fb50}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fbff}' | '\u{fe80}'..='\u{fefc}')
}

/// Whether `c` is a mark of the Arabic script that every letter may carry.
pub(super) const fn is_arabic_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{610}'..='\u{61a}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// Whether `c` is a vowel mark or a reading sign, which readers may hide; the marks that make another letter are not.
pub(super) const fn is_haraka(c: char) -> bool {
    (is_arabic_mark(c) && !is_letter_part(c)) || matches!(c, '\u{8d3}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}')
}

/// Whether `c` is a madda or a hamza that makes another letter of the one that carries it.
pub(super) const fn is_letter_part(c: char) -> bool {
    matches!(c, MADDAH_ABOVE..=HAMZA_BELOW)
}

/// Whether `c` is never drawn: bidi controls, joiners, variation selectors and the like.
pub(super) fn is_invisible(c: char) -> bool {
    if is_plain(c) || is_arabic_mark(c) {
        return false;
    }
    matches!(c, '\u{fff9}'..='\u{fffb}') || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// A quick no for letters, which are nearly all of a text: whether `c` may have a mirror image.
pub(super) const fn may_mirror(c: char) -> bool {
    match c {
        '\0'..='\u{f39}' => matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '{' | '}' | '«' | '»'),
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => false,
        _ => true,
    }
}

/// Whether `c` is a mark or a control of UAX #9 that always stands in a grapheme cluster of its own (UAX #29 GB4, GB5).
pub(super) const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `c` is never drawn and yet has a level of its own, so that it may part runs: LRM, RLM, ALM, the isolate controls,
/// Hangul's fillers and the interlinear annotation marks. X9 removes the others, or they follow the level before them.
pub(super) const fn is_level_bearer(c: char) -> bool {
    is_direction_mark(c)
        || matches!(c, '\u{115f}' | '\u{1160}' | '\u{2066}'..='\u{2069}' | '\u{3164}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}')
}

/// Whether `c` is a strong character that is not drawn (LRM, RLM, ALM).
pub(super) const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Whether `c` is drawn at all under `harakat`.
pub(super) fn is_drawn(c: char, harakat: Harakat) -> bool {
    !(is_invisible(c) || (harakat == Harakat::Hide && is_haraka(c)))
}

/// Whether a line ends after `c` (UAX #14: BK, CR, LF, NL).
pub(super) const fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | NEL | LS | PS)
}

/// Whether `c` is a blank that hangs at a line's end (white space of UAX #9 L1).
pub(super) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | TAB | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// What is drawn for `c`: a picture for a control, a plain blank for the narrow blanks, else `c` itself.
pub(super) fn drawn(c: char) -> char {
    match c {
        TAB | NBSP | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(REPLACEMENT),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => REPLACEMENT,
        '\u{ff9e}' => '\u{3099}', // half-width sound marks extend their letter and yet take a column: no two agree
        '\u{ff9f}' => '\u{309a}',
        '\u{2e3b}' => '\u{2014}', // three columns, and so the next: "and so on" in Khmer
        '\u{17d8}' => '…',
        END_OF_AYAH => WHITE_CIRCLE,
        _ if is_prepended(c) => DOTTED_CIRCLE, // half of the terminals take no column for it
        _ if u32::from(c) & 0xfffe == 0xfffe => REPLACEMENT,
        _ => c,
    }
}

/// How many columns `c` takes by itself: 0, 1 or 2.
pub(super) fn columns(c: char) -> u8 {
    if is_plain(c) {
        return 1;
    }
    c.width().unwrap_or(0).min(2) as u8
}

/// Whether `c` stands over or round what follows, and must keep a cell of its own.
pub(super) const fn is_prepended(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{110bd}' | '\u{110cd}'
    )
}

/// Whether `c` is one of the two characters of a flag.
pub(super) const fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The letter of one half of a flag.
pub(super) fn regional_letter(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(0x1f1e6).filter(|_| is_regional(c))?;
    char::from_u32(u32::from('A') + at)
}

/// Whether `c` changes the colour of the person before it.
pub(super) const fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn all() -> impl Iterator<Item = char> {
        '\0'..=char::MAX
    }

    #[test]
    fn plain_characters_are_one_column_and_a_cluster() {
        for c in all().filter(|&c| is_plain(c)) {
            assert_eq!(c.to_string().width(), 1, "{c:?}");
            let between = format!("a{c}a{c}{c}");
            assert_eq!(between.graphemes(true).count(), 5, "{c:?}");
            assert!(!CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c), "{c:?}");
        }
    }

    #[test]
    fn arabic_marks_extend_and_take_no_column() {
        for c in all().filter(|&c| is_arabic_mark(c) || is_haraka(c)) {
            let marked = format!("\u{628}{c}");
            assert_eq!(marked.graphemes(true).count(), 1, "{c:?}");
            assert_eq!(marked.width(), 1, "{c:?}");
            assert!(!is_invisible(c), "{c:?}");
        }
    }

    #[test]
    fn what_is_drawn_is_no_control_and_takes_at_most_two_columns() {
        for c in all() {
            assert!(!drawn(c).is_control(), "{c:?}");
            assert!(drawn(c).width().is_none_or(|columns| columns <= 2), "{c:?}");
        }
    }
}
