//! The second stage: the embedding level of each cluster (UAX #9 P2 to I2), resolved once for the paragraph.
//!
//! The levels are unicode-bidi's (Unicode 16), given by `ParagraphBidiInfo`, for which separators inside the text are
//! ordinary characters: a paragraph with line ends inside is one paragraph. L1 belongs to lines and is done there. What
//! X9 removes has no level of its own; a control that is drawn as a picture takes the one before it.

use std::sync::LazyLock;

use unicode_bidi::{BidiClass, BidiDataSource, HardcodedBidiData, Level, ParagraphBidiInfo};
use unicode_bidi::{Direction as Strong, get_base_direction_full_with_data_source};

use super::chars;
use super::clusters::{Clusters, NO_GAP};
use super::options::Direction;

/// Clusters with their levels.
#[derive(Debug, Clone)]
pub(super) struct Levelled<'t> {
    pub clusters: Clusters<'t>,
    /// The paragraph's level: 0 or 1.
    pub base: u8,
}

/// Gives each cluster its level.
pub(super) fn resolve(mut clusters: Clusters, direction: Direction) -> Levelled {
    let may_be_right_to_left = direction != Direction::LeftToRight;
    if clusters.is_settled && clusters.has_right_letter && may_be_right_to_left {
        // A right-to-left letter and nothing that is not right-to-left or neutral: P2 finds it, N1 and N2 do the rest.
        clusters.list.iter_mut().for_each(|cluster| cluster.level = 1);
        return Levelled { clusters, base: 1 };
    }
    let forced = match direction {
        Direction::Auto => None,
        Direction::AutoRightToLeft => match get_base_direction_full_with_data_source(&Classes, clusters.text) {
            Strong::Ltr => Some(Level::ltr()),
            Strong::Rtl | Strong::Mixed => Some(Level::rtl()),
        },
        Direction::LeftToRight => Some(Level::ltr()),
        Direction::RightToLeft => Some(Level::rtl()),
    };
    let all_left_to_right = !clusters.may_turn && !forced.is_some_and(|level| level.is_rtl());
    if all_left_to_right || clusters.text.is_empty() {
        return Levelled { clusters, base: forced.map_or(0, |level| level.number()) };
    }
    let bidi = ParagraphBidiInfo::new_with_data_source(&Classes, clusters.text, forced);
    let first_drawn = first_drawn(&clusters);
    for (index, cluster) in clusters.list.iter_mut().enumerate() {
        let at = if index == 0 { first_drawn } else { cluster.start as usize };
        cluster.level = bidi.levels.get(at).map_or(0, |level| level.number());
    }
    if clusters.has_gaps {
        mark_gaps(&mut clusters, &bidi.levels, first_drawn);
    }
    Levelled { clusters, base: bidi.paragraph_level.number() }
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
fn mark_gaps(clusters: &mut Clusters, levels: &[Level], first_drawn: usize) {
    for index in 0..clusters.list.len() {
        let span = clusters.span(index);
        let characters = span.of(clusters.text).char_indices().map(|(at, c)| (span.start.0 + at, c));
        let bearers = characters.filter(|&(at, c)| at > first_drawn && chars::is_level_bearer(c));
        let lowest = bearers.filter_map(|(at, _)| levels.get(at)).map(|level| level.number()).min();
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

    /// The levels that the whole algorithm gives the clusters' first characters.
    fn by_the_algorithm(text: &str, direction: Direction) -> (u8, Vec<u8>) {
        let mut clusters = clusters::split(text, Harakat::Keep);
        clusters.is_settled = false;
        let levelled = resolve(clusters, direction);
        (levelled.base, levelled.clusters.list.iter().map(|cluster| cluster.level).collect())
    }

    fn check(text: &str, direction: Direction) {
        let levelled = resolve(clusters::split(text, Harakat::Keep), direction);
        let levels = levelled.clusters.list.iter().map(|cluster| cluster.level).collect();
        assert_eq!((levelled.base, levels), by_the_algorithm(text, direction), "{text:?} {direction:?}");
    }

    const DIRECTIONS: [Direction; 4] =
        [Direction::Auto, Direction::AutoRightToLeft, Direction::LeftToRight, Direction::RightToLeft];

    #[test]
    fn every_settled_character_is_at_level_one_among_letters() {
        for c in ('\0'..='\u{ffff}').filter(|&c| chars::is_settled(c)) {
            for direction in DIRECTIONS {
                check(&format!("اب{c}ج"), direction);
                check(&format!("{c} {c}"), direction);
                check(&format!("{c}اب"), direction);
                check(&format!("اب{c}{c} {c}"), direction);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn plain_levels_are_those_of_the_algorithm(text in "[ا-ي«»() .،:؟!\"a-c1-3٣\u{64b}\u{5d0}\u{200f}%#+-]{0,24}", at in 0usize..4) {
            check(&text, DIRECTIONS[at]);
        }
    }
}
