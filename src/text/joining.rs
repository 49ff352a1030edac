//! The third stage: Arabic letters to their joined forms (Unicode Standard, chapter 9.2, rules R1 to R7).
//!
//! Joining is decided on the paragraph in logical order, before lines and styles exist, so neither a line's end nor the
//! edge of a highlight changes a shape. Letters join within one level only, and by the side on which they are seen: in
//! text forced left to right a letter is joined to the next one on its right. Marks and other transparent characters are
//! stepped over, ZWJ and tatweel join, everything else parts. A letter without presentation forms keeps its code point,
//! its neighbours join it all the same.
//!
//! Lam and alef next to each other become one cluster, whose marks are those of lam, then those of alef. A madda or hamza
//! that follows its letter as a mark is composed with it first.

use icu_properties::CodePointMapData;
use icu_properties::props::JoiningType;
use smallvec::SmallVec;

use super::chars;
use super::clusters::{Cluster, Clusters, Kind, Tail};
use super::forms::{self, Form};
use super::options::Shapes;
use super::props::{TO_AFTER, TO_BEFORE};

/// Gives each letter the form that its neighbours ask for, and puts lam and alef together.
pub(super) fn shape(clusters: &mut Clusters, shapes: Shapes) {
    if shapes == Shapes::Base || !clusters.may_turn {
        return;
    }
    if clusters.is_plain {
        return shape_plain(clusters);
    }
    let sides = sides(clusters);
    compose(clusters);
    ligate(clusters, &sides);
}

/// The same in one pass for plain characters: all letters that join are at one level there, and nothing but marks
/// stands between them.
fn shape_plain(clusters: &mut Clusters) {
    let mut waiting: SmallVec<[(usize, Sides); 32]> = SmallVec::new();
    let mut list = clusters.list.iter_mut().enumerate();
    let Some((mut index, mut cluster)) = list.next() else { return };
    let mut here = joins(cluster);
    let mut to_right = 0;
    let mut settle = |index: usize, cluster: &mut Cluster, sides: Sides| {
        if cluster.glyph < FIRST_SHAPED {
            return;
        }
        let may_ligate = cluster.glyph == forms::LAM && sides & LEFT != 0;
        if may_ligate || (cluster.tail != Tail::None && forms::may_compose(cluster.glyph)) {
            waiting.push((index, sides));
        } else {
            write_form(cluster, sides);
        }
    };
    for (next_index, next) in list {
        let there = joins(next);
        let is_joined = (here & TO_AFTER) >> 1 & there & TO_BEFORE;
        settle(index, cluster, to_right | is_joined << 1);
        (index, cluster, here, to_right) = (next_index, next, there, is_joined);
    }
    settle(index, cluster, to_right);
    shape_waiting(clusters, &waiting);
}

/// Letters that may make another one with a mark of theirs, and lams that are joined to what comes after.
fn shape_waiting(clusters: &mut Clusters, waiting: &[(usize, Sides)]) {
    let mut alefs: SmallVec<[usize; 32]> = SmallVec::new();
    for &(index, sides) in waiting.iter() {
        if alefs.last() == Some(&index) {
            continue;
        }
        compose_at(clusters, index);
        if sides & LEFT != 0 && clusters.list[index].glyph == forms::LAM {
            compose_at(clusters, index + 1);
            if let Some(ligature) = ligature(clusters, index, sides) {
                clusters.list[index] = ligature;
                alefs.push(index + 1);
                continue;
            }
        }
        write_form(&mut clusters.list[index], sides);
    }
    remove(&mut clusters.list, &alefs);
}

/// Takes the clusters at `places`, which ascend, out of `list`.
fn remove(list: &mut Vec<Cluster>, places: &[usize]) {
    let Some(&first) = places.first() else { return };
    let mut kept = first;
    for (at, &place) in places.iter().enumerate() {
        let end = places.get(at + 1).map_or(list.len(), |&next| next);
        list.copy_within(place + 1..end, kept);
        kept += end - place - 1;
    }
    list.truncate(kept);
}

/// No character below has a presentation form.
const FIRST_SHAPED: char = '\u{621}';

/// The sides on which a plain cluster joins.
#[inline]
fn joins(cluster: &Cluster) -> u8 {
    if !cluster.props.must_ask_joins() {
        return cluster.props.joins();
    }
    match joining_type(cluster.glyph) {
        JoiningType::DualJoining | JoiningType::JoinCausing => TO_BEFORE | TO_AFTER,
        JoiningType::RightJoining => TO_BEFORE,
        JoiningType::LeftJoining => TO_AFTER,
        _ => 0,
    }
}

/// On which sides a cluster is joined, in bits.
type Sides = u8;
const RIGHT: Sides = 1;
const LEFT: Sides = 2;
const BOTH: Sides = RIGHT | LEFT;

/// The last thing that may join what comes next.
#[derive(Clone, Copy)]
struct Joiner {
    /// Its cluster, or nothing for a ZWJ, which has no form to change.
    cluster: Option<usize>,
    joins: Sides,
    level: u8,
}

/// For each cluster the sides on which it is joined.
fn sides(clusters: &Clusters) -> Vec<Sides> {
    let mut sides = vec![0; clusters.list.len()];
    let mut last: Option<Joiner> = None;
    for (index, cluster) in clusters.list.iter().enumerate() {
        if cluster.tail == Tail::None
            && cluster.kind == Kind::Text
            && clusters.span(index).len() == cluster.glyph.len_utf8()
        {
            meet(&mut last, &mut sides, Some(index), cluster.glyph, cluster.level);
            continue;
        }
        let mut base = Some(index);
        for c in clusters.text(index).chars() {
            let drawn = chars::is_drawn(c, clusters.harakat);
            meet(&mut last, &mut sides, if drawn { base } else { None }, c, cluster.level);
            if drawn {
                base = None;
            }
        }
    }
    sides
}

/// One more character of the text, which is the letter of `cluster` or stands beside one: joins it to the last one.
fn meet(last: &mut Option<Joiner>, sides: &mut [Sides], cluster: Option<usize>, c: char, level: u8) {
    let joins = match joining_type(c) {
        JoiningType::Transparent => return,
        JoiningType::DualJoining | JoiningType::JoinCausing => RIGHT | LEFT,
        JoiningType::RightJoining => RIGHT,
        JoiningType::LeftJoining => LEFT,
        _ => {
            *last = None;
            return;
        }
    };
    let (to_next, to_last) = if level % 2 == 1 { (LEFT, RIGHT) } else { (RIGHT, LEFT) };
    let invisible = c == chars::ZWJ;
    if let Some(before) = *last
        && (before.level == level || before.cluster.is_none() || invisible)
        && before.joins & to_next != 0
        && joins & to_last != 0
    {
        if let Some(before) = before.cluster {
            sides[before] |= to_next;
        }
        if let Some(cluster) = cluster {
            sides[cluster] |= to_last;
        }
    }
    *last = Some(Joiner { cluster, joins, level });
}

fn joining_type(c: char) -> JoiningType {
    match c {
        '\0'..='\u{ac}' => JoiningType::NonJoining,
        _ => CodePointMapData::<JoiningType>::new().get(c),
    }
}

/// Puts letters and the madda or hamza among their marks together.
fn compose(clusters: &mut Clusters) {
    (0..clusters.list.len()).for_each(|index| compose_at(clusters, index));
}

fn compose_at(clusters: &mut Clusters, index: usize) {
    let cluster = clusters.list[index];
    if cluster.tail != Tail::Rest || !forms::may_compose(cluster.glyph) {
        return;
    }
    let letter_part = clusters
        .text(index)
        .chars()
        .skip_while(|&c| c != cluster.glyph)
        .skip(1)
        .find(|&c| !(chars::is_haraka(c) || chars::is_invisible(c)))
        .filter(|&c| chars::is_letter_part(c));
    if let Some(glyph) = letter_part.and_then(|mark| forms::composed(cluster.glyph, mark)) {
        clusters.list[index].glyph = glyph;
        clusters.list[index].tail = Tail::Composed;
    }
}

/// Writes the forms, and lam with alef as one cluster.
fn ligate(clusters: &mut Clusters, sides: &[Sides]) {
    let mut kept = 0;
    let mut index = 0;
    while index < clusters.list.len() {
        let mut cluster = clusters.list[index];
        let joined = sides[index] & LEFT != 0 && sides.get(index + 1).is_some_and(|next| next & RIGHT != 0);
        let ligature = if joined { ligature(clusters, index, sides[index]) } else { None };
        match ligature {
            Some(ligature) => cluster = ligature,
            None => write_form(&mut cluster, sides[index]),
        }
        index += if ligature.is_some() { 2 } else { 1 };
        clusters.list[kept] = cluster;
        kept += 1;
    }
    clusters.list.truncate(kept);
}

/// The ligature that the cluster at `index` and the one that is joined to it on its left make, if they do.
fn ligature(clusters: &Clusters, index: usize, sides: Sides) -> Option<Cluster> {
    let lam = clusters.list[index];
    let alef = clusters.list.get(index + 1)?;
    if lam.glyph != forms::LAM || lam.level.is_multiple_of(2) {
        return None;
    }
    let isolated = forms::lam_alef(forms::unjoined_alef(alef.glyph)).filter(|_| lam.width == 1 && alef.width == 1)?;
    let marked = lam.tail != Tail::None || alef.tail != Tail::None;
    let is_alone = clusters.span(index).len() == forms::LAM.len_utf8();
    let mut after = clusters.text(index).chars().skip_while(|&c| c != forms::LAM).skip(1);
    if !is_alone && after.any(chars::is_invisible) {
        return None;
    }
    let with_right = u32::from(sides & RIGHT != 0);
    let glyph = char::from_u32(u32::from(isolated) + with_right)?;
    Some(Cluster { glyph, gap: alef.gap, tail: if marked { Tail::LamAlef } else { Tail::None }, ..lam })
}

#[inline]
fn write_form(cluster: &mut Cluster, sides: Sides) {
    let form = match sides {
        RIGHT => Form::Final,
        LEFT => Form::Initial,
        BOTH => Form::Medial,
        _ => Form::Isolated,
    };
    match forms::split(cluster.glyph) {
        Some((letter, _)) => {
            cluster.glyph = forms::form(letter, form);
            cluster.tail = if cluster.tail == Tail::None { Tail::Rest } else { cluster.tail };
        }
        None => cluster.glyph = forms::form(cluster.glyph, form),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clusters;
    use crate::text::implicit::Scratch;
    use crate::text::levels;
    use crate::text::options::Harakat;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn plain_letters_join_as_all_do(text in "[ا-يپچژگکیەۂ\u{750}\u{75b}لا\u{64e}\u{653}-\u{655}ـ a1א]{0,24}", base in 0u8..2) {
            let mut quick = clusters::split(&text, Harakat::Keep);
            levels::resolve(&mut quick, base, &mut Scratch::default());
            let mut slow = Clusters { is_plain: false, ..quick.clone() };
            shape(&mut quick, Shapes::Forms);
            shape(&mut slow, Shapes::Forms);
            prop_assert_eq!(quick.list, slow.list);
        }
    }
}
