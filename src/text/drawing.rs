//! What a cluster puts into its cell: the glyph, mirrored where its level is odd (UAX #9 L4), and its marks (L3 by construction).

use compact_str::CompactString;
use icu_properties::CodePointMapData;
use icu_properties::props::BidiMirroringGlyph;
use unicode_width::UnicodeWidthStr;

use super::chars;
use super::clusters::{Cluster, Tail};
use super::forms;
use super::options::Harakat;

/// How many characters are drawn beside a glyph; what heaps up more keeps its text.
const MAX_TAIL: usize = 8;

/// The symbol of `cluster`, whose bytes are `text`, at `level`.
pub(super) fn symbol(cluster: &Cluster, text: &str, harakat: Harakat, level: u8) -> CompactString {
    let mut symbol = CompactString::new(glyph(cluster, level).encode_utf8(&mut [0; 4]));
    if cluster.tail != Tail::None {
        symbol.extend(marks(cluster, text, harakat));
    }
    symbol
}

/// What is drawn of `cluster` at `level`, without what is drawn beside it.
#[inline]
pub(super) fn glyph(cluster: &Cluster, level: u8) -> char {
    if level % 2 == 1 && cluster.props.may_mirror() { mirrored(cluster.glyph) } else { cluster.glyph }
}

/// What is drawn beside the glyph of `cluster`, whose bytes are `text`, as far as it is drawn.
pub(super) fn marks<'a>(cluster: &Cluster, text: &'a str, harakat: Harakat) -> impl Iterator<Item = char> + use<'a> {
    tail(cluster, text, harakat).map(chars::drawn).take(MAX_TAIL)
}

/// How many columns `symbol` takes in a terminal, as unicode-width and so ratatui measure it.
pub(super) fn columns(symbol: &str) -> usize {
    symbol.width()
}

/// What is drawn beside the glyph.
fn tail<'a>(cluster: &Cluster, text: &'a str, harakat: Harakat) -> impl Iterator<Item = char> + use<'a> {
    let mut drawn = text.chars().filter(move |&c| chars::is_drawn(c, harakat));
    let base = if cluster.tail == Tail::All { None } else { drawn.next() };
    let split_off = base.and_then(forms::split).filter(|&(letter, _)| forms::is_form_of(cluster.glyph, letter));
    let what = cluster.tail;
    let holds_hamza = what == Tail::Composed || matches!(cluster.glyph, '\u{fef5}'..='\u{fefa}');
    let mut seen_alef = what != Tail::LamAlef;
    let mut hamza_left = holds_hamza;
    let rest = drawn.filter(move |&c| {
        if !seen_alef && forms::lam_alef(c).is_some() {
            seen_alef = true;
            hamza_left &= c == forms::ALEF;
            return false;
        }
        let held = seen_alef && hamza_left && chars::is_letter_part(c);
        hamza_left &= !held;
        !held
    });
    split_off.map(|(_, mark)| mark).into_iter().chain(rest)
}

/// The glyph that stands for `c` in right-to-left text (UAX #9 L4).
fn mirrored(c: char) -> char {
    if !chars::may_mirror(c) {
        return c;
    }
    CodePointMapData::<BidiMirroringGlyph>::new().get(c).mirroring_glyph.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_no_is_right_and_mirrors_have_the_same_width() {
        for c in '\0'..=char::MAX {
            let mirror = CodePointMapData::<BidiMirroringGlyph>::new().get(c).mirroring_glyph;
            assert!(mirror.is_none() || chars::may_mirror(c), "{c:?}");
            if let Some(mirror) = mirror {
                assert_eq!(columns(&mirror.to_string()), columns(&c.to_string()), "{c:?}");
            }
        }
    }
}
