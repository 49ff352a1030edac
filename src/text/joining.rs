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

use super::chars;
use super::clusters::{Cluster, Clusters, Kind, Tail};
use super::forms::{self, Form};
use super::levels::Levelled;
use super::options::Shapes;

/// Gives each letter the form that its neighbours ask for, and puts lam and alef together.
pub(super) fn shape(mut levelled: Levelled, shapes: Shapes) -> Levelled {
    if shapes == Shapes::Base || !levelled.clusters.may_turn {
        return levelled;
    }
    let sides = sides(&levelled.clusters);
    compose(&mut levelled.clusters);
    ligate(&mut levelled.clusters, &sides);
    levelled
}

/// On which sides a cluster is joined, in bits.
type Sides = u8;
const RIGHT: Sides = 1;
const LEFT: Sides = 2;

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
    for index in 0..clusters.list.len() {
        let cluster = clusters.list[index];
        if cluster.tail != Tail::Rest {
            continue;
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
}

/// Writes the forms, and lam with alef as one cluster.
fn ligate(clusters: &mut Clusters, sides: &[Sides]) {
    let mut kept = 0;
    let mut index = 0;
    while index < clusters.list.len() {
        let mut cluster = clusters.list[index];
        let ligature = lam_alef(clusters, index, sides);
        if let Some(glyph) = ligature {
            let marked = cluster.tail != Tail::None || clusters.list[index + 1].tail != Tail::None;
            cluster.glyph = glyph;
            cluster.gap = clusters.list[index + 1].gap;
            cluster.tail = if marked { Tail::LamAlef } else { Tail::None };
        } else {
            write_form(&mut cluster, sides[index]);
        }
        index += if ligature.is_some() { 2 } else { 1 };
        clusters.list[kept] = cluster;
        kept += 1;
    }
    clusters.list.truncate(kept);
}

/// The ligature that the clusters at `index` and after it make, if they do.
fn lam_alef(clusters: &Clusters, index: usize, sides: &[Sides]) -> Option<char> {
    let lam = clusters.list[index];
    let alef = clusters.list.get(index + 1)?;
    if lam.glyph != forms::LAM
        || lam.level.is_multiple_of(2)
        || sides[index] & LEFT == 0
        || sides[index + 1] & RIGHT == 0
    {
        return None;
    }
    let isolated = forms::lam_alef(alef.glyph).filter(|_| lam.width == 1 && alef.width == 1)?;
    let only_marks =
        clusters.text(index).chars().skip_while(|&c| c != forms::LAM).skip(1).all(|c| !chars::is_invisible(c));
    let with_right = u32::from(sides[index] & RIGHT != 0);
    char::from_u32(u32::from(isolated) + with_right).filter(|_| only_marks)
}

fn write_form(cluster: &mut Cluster, sides: Sides) {
    let form = match (sides & RIGHT != 0, sides & LEFT != 0) {
        (false, false) => Form::Isolated,
        (true, false) => Form::Final,
        (false, true) => Form::Initial,
        (true, true) => Form::Medial,
    };
    match forms::split(cluster.glyph) {
        Some((letter, _)) => {
            cluster.glyph = forms::form(letter, form);
            cluster.tail = if cluster.tail == Tail::None { Tail::Rest } else { cluster.tail };
        }
        None => cluster.glyph = forms::form(cluster.glyph, form),
    }
}
