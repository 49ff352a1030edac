//! The second stage: the embedding level of each cluster (UAX #9 P2 to I2), a piece of the paragraph at a time.
//!
//! Plain text goes a quick way (`implicit`). Everything else is left to unicode-bidi (Unicode 16), to `ParagraphBidiInfo`,
//! for which separators inside the text are ordinary characters: a paragraph with line ends inside is one paragraph. L1
//! belongs to lines and is done there. What X9 removes has no level of its own; a control that is drawn as a picture
//! takes the one before it.

use std::sync::LazyLock;

use unicode_bidi::{BidiClass, BidiDataSource, HardcodedBidiData, Level, ParagraphBidiInfo};

use super::chars;
use super::clusters::{Clusters, NO_GAP};
use super::implicit::{self, Scratch};
use super::options::Direction;
use super::props::Class;

/// The level of a paragraph: 0 or 1 (UAX #9 P2, P3, or forced).
pub(super) fn of_paragraph(text: &str, direction: Direction) -> u8 {
    match direction {
        Direction::LeftToRight => 0,
        Direction::RightToLeft => 1,
        Direction::Auto => first_strong(text).unwrap_or(0),
        Direction::AutoRightToLeft => first_strong(text).unwrap_or(1),
    }
}

/// The level that the first strong character outside isolates stands for. A line end does not end an isolate here.
fn first_strong(text: &str) -> Option<u8> {
    let mut isolates = 0usize;
    for c in text.chars() {
        match Classes.bidi_class(c) {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => isolates += 1,
            BidiClass::PDI => isolates = isolates.saturating_sub(1),
            BidiClass::L if isolates == 0 => return Some(0),
            BidiClass::R | BidiClass::AL if isolates == 0 => return Some(1),
            _ => {}
        }
    }
    None
}

/// Gives each cluster its level, in a paragraph of level `base`.
pub(super) fn resolve(clusters: &mut Clusters, base: u8, scratch: &mut Scratch) {
    if base == 0 && !clusters.may_turn {
        return;
    }
    if !clusters.is_plain {
        return by_the_algorithm(clusters, base);
    }
    if base == 1 && clusters.classes & !SETTLED == 0 {
        // Nothing that is not right-to-left or neutral: N1 and N2 do it all.
        return clusters.list.iter_mut().for_each(|cluster| cluster.level = 1);
    }
    if !implicit::resolve(&mut clusters.list, base, scratch) {
        by_the_algorithm(clusters, base);
    }
}

/// In a right-to-left paragraph without others their level is 1: W4 to W6 make the weak ones neutral.
const SETTLED: u16 = Class::Right.bit()
    | Class::Arabic.bit()
    | Class::Neutral.bit()
    | Class::Separator.bit()
    | Class::Common.bit()
    | Class::Terminator.bit();

fn by_the_algorithm(clusters: &mut Clusters, base: u8) {
    let Some(first) = clusters.list.first().map(|first| first.start as usize) else { return };
    let text = clusters.text.get(first..clusters.end).unwrap_or_default();
    let bidi = ParagraphBidiInfo::new_with_data_source(&Classes, text, Level::new(base).ok());
    let first_drawn = first_drawn(clusters);
    for (index, cluster) in clusters.list.iter_mut().enumerate() {
        let at = if index == 0 { first_drawn } else { cluster.start as usize };
        cluster.level = bidi.levels.get(at - first).map_or(0, |level| level.number());
    }
    if clusters.has_gaps {
        mark_gaps(clusters, &bidi.levels, first, first_drawn);
    }
}

/// unicode-bidi's classes, those of the first blocks without its search.
struct Classes;

const LOW_CLASSES: u32 = 0x700;

static LOW: LazyLock<Vec<BidiClass>> =
    LazyLock::new(|| (0..LOW_CLASSES).filter_map(char::from_u32).map(|c| HardcodedBidiData.bidi_class(c)).collect());

impl BidiDataSource for Classes {
    fn bidi_class(&self, c: char) -> BidiClass {
        LOW.get(c as usize).copied().unwrap_or_else(|| HardcodedBidiData.bidi_class(c))
    }
}

/// Notes the levels that lie behind what a cluster draws.
fn mark_gaps(clusters: &mut Clusters, levels: &[Level], first: usize, first_drawn: usize) {
    for index in 0..clusters.list.len() {
        let span = clusters.span(index);
        let characters = span.of(clusters.text).char_indices().map(|(at, c)| (span.start.0 + at, c));
        let bearers = characters.filter(|&(at, c)| at > first_drawn && chars::is_level_bearer(c));
        let lowest = bearers.filter_map(|(at, _)| levels.get(at - first)).map(|level| level.number()).min();
        clusters.list[index].gap = lowest.unwrap_or(NO_GAP);
    }
}

/// The first drawn byte of the first cluster: what is never drawn may lie before it.
fn first_drawn(clusters: &Clusters) -> usize {
    let Some(first) = clusters.list.first() else { return 0 };
    let text = clusters.text(0);
    let drawn = text.char_indices().find(|&(_, c)| chars::is_drawn(c, clusters.harakat));
    first.start as usize + drawn.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clusters;
    use crate::text::options::Harakat;

    /// The paragraph's level and the clusters', in the quick way and by the whole algorithm.
    fn check(text: &str, direction: Direction) {
        let base = of_paragraph(text, direction);
        let mut quick = clusters::split(text, Harakat::Keep);
        let mut slow = quick.clone();
        resolve(&mut quick, base, &mut Scratch::default());
        by_the_algorithm(&mut slow, base);
        let levels = |clusters: &Clusters| clusters.list.iter().map(|cluster| cluster.level).collect::<Vec<_>>();
        assert_eq!(levels(&quick), levels(&slow), "{text:?} {direction:?}");
    }

    const DIRECTIONS: [Direction; 4] =
        [Direction::Auto, Direction::AutoRightToLeft, Direction::LeftToRight, Direction::RightToLeft];

    /// One of each class, by which plain characters are told apart.
    const ONE_OF_EACH: [&str; 12] = ["a", "\u{5d0}", "ا", "1", "٣", "+", ",", "%", " ", "(", ")", "+\u{64e}"];

    #[test]
    fn every_plain_character_beside_every_class() {
        for c in ('\0'..=char::MAX).filter(|&c| chars::is_plain(c)) {
            for one in ONE_OF_EACH {
                check(&format!("{one}{c}{one}ا{c}a{c}{one}"), Direction::RightToLeft);
                check(&format!("{one}{c}{one}ا{c}a{c}{one}"), Direction::LeftToRight);
            }
        }
    }

    #[test]
    fn every_row_of_five_classes() {
        let count = ONE_OF_EACH.len();
        for number in 0..count.pow(5) {
            let text: String = (0..5u32).map(|place| ONE_OF_EACH[number / count.pow(place) % count]).collect();
            check(&text, if number % 2 == 0 { Direction::RightToLeft } else { Direction::LeftToRight });
            check(&text, Direction::Auto);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4000))]

        #[test]
        fn quick_levels_are_those_of_the_algorithm(text in "[ا-ي«»() .،:؟!\"a-c1-3٣\u{64b}\u{5d0}\u{200f}%#+\\[\\]{}-]{0,40}", at in 0usize..4) {
            check(&text, DIRECTIONS[at]);
        }
    }

    #[test]
    fn many_brackets_are_left_to_the_algorithm() {
        check(&format!("a{}ا{}b", "(".repeat(70), ")".repeat(70)), Direction::RightToLeft);
        check(&format!("a{}ا{}b", "(".repeat(63), ")".repeat(63)), Direction::RightToLeft);
    }
}
