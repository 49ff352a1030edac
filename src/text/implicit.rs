//! The levels of plain clusters in a quick way: UAX #9 W1 to I2 on flat arrays, for text without explicit controls.
//!
//! What is done is what the standard says, on one level run that is the whole text; a property test holds it equal to
//! unicode-bidi. Marks follow their letter (W1), so a cluster stands for its characters; a separator that carries a mark
//! is two characters to W4, and so no single one.

use smallvec::SmallVec;

use super::clusters::{Cluster, Tail};
use super::props::Class;

/// What the rules make of a cluster.
type Type = u8;
/// ON, and all that W6 and the like make of it.
const NEUTRAL: Type = 0;
const LEFT: Type = 1;
const RIGHT: Type = 2;
/// EN.
const EUROPEAN: Type = 3;
/// EN after L, which W7 makes L.
const LEFT_NUMBER: Type = 4;
const ARABIC_NUMBER: Type = 5;

/// BD16: the brackets that are kept in mind.
const MOST_OPEN: usize = 63;

/// Scratch space that is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    types: Vec<Type>,
    /// Opening and closing places.
    pairs: Vec<(u32, u32)>,
}

/// Gives `list` its levels in a paragraph of level `base`. Nothing is done, and `false` said, where brackets are nested
/// too deep.
pub(super) fn resolve(list: &mut [Cluster], base: u8, scratch: &mut Scratch) -> bool {
    weak(list, base, &mut scratch.types);
    if !find_pairs(list, &scratch.types, &mut scratch.pairs) {
        return false;
    }
    settle_pairs(&scratch.pairs, base, &mut scratch.types);
    settle_neutrals(list, base, &scratch.types);
    true
}

const fn of_level(base: u8) -> Type {
    if base == 1 { RIGHT } else { LEFT }
}

/// W1 to W7.
fn weak(list: &[Cluster], base: u8, types: &mut Vec<Type>) {
    types.clear();
    types.resize(list.len(), NEUTRAL);
    let mut strong = if base == 1 { Class::Right } else { Class::Left };
    let mut at = 0;
    while let Some(cluster) = list.get(at) {
        let class = cluster.props.class();
        let found = match class {
            Class::Neutral => NEUTRAL,
            Class::Left => LEFT,
            Class::Right | Class::Arabic => RIGHT, // W3
            Class::ArabicNumber => ARABIC_NUMBER,
            Class::European => european(strong),
            Class::Separator | Class::Common => separator(list, types, at, strong),
            Class::Terminator => {
                at = terminators(list, types, at, strong);
                continue;
            }
        };
        if matches!(class, Class::Left | Class::Right | Class::Arabic) {
            strong = class;
        }
        types[at] = found;
        at += 1;
    }
}

/// W2, W7.
const fn european(strong: Class) -> Type {
    match strong {
        Class::Arabic => ARABIC_NUMBER,
        Class::Left => LEFT_NUMBER,
        _ => EUROPEAN,
    }
}

/// W4. A single European separator between two European numbers, a single common one between two of the same type.
fn separator(list: &[Cluster], types: &[Type], at: usize, strong: Class) -> Type {
    let Some(before) = at.checked_sub(1).filter(|_| list[at].tail == Tail::None) else { return NEUTRAL };
    let next = match list.get(at + 1).map(|next| next.props.class()) {
        Some(Class::European) => european(strong),
        Some(Class::ArabicNumber) => ARABIC_NUMBER,
        _ => return NEUTRAL,
    };
    let is_number = matches!(list[before].props.class(), Class::European | Class::ArabicNumber);
    let is_right_sort = next != ARABIC_NUMBER || list[at].props.class() == Class::Common;
    if is_number && is_right_sort && types[before] == next { next } else { NEUTRAL }
}

/// W5. Terminators beside a European number, all of a row. Gives the place after them.
fn terminators(list: &[Cluster], types: &mut [Type], start: usize, strong: Class) -> usize {
    let row = list[start..].iter().take_while(|cluster| cluster.props.class() == Class::Terminator).count();
    let end = start + row;
    let follows = start > 0 && matches!(types[start - 1], EUROPEAN | LEFT_NUMBER);
    let leads = list.get(end).is_some_and(|next| next.props.class() == Class::European) && strong != Class::Arabic;
    let found = if follows || leads { european(strong) } else { NEUTRAL };
    types[start..end].fill(found);
    end
}

/// BD16, in the order of what opens. `false` where too many are open.
fn find_pairs(list: &[Cluster], types: &[Type], pairs: &mut Vec<(u32, u32)>) -> bool {
    pairs.clear();
    let mut open: SmallVec<[(char, u32); 8]> = SmallVec::new();
    for (at, cluster) in list.iter().enumerate().filter(|(at, _)| types[*at] == NEUTRAL) {
        match cluster.glyph {
            '(' | '[' | '{' if open.len() == MOST_OPEN => return false,
            '(' => open.push((')', at as u32)),
            '[' => open.push((']', at as u32)),
            '{' => open.push(('}', at as u32)),
            closing @ (')' | ']' | '}') => {
                if let Some(place) = open.iter().rposition(|&(wanted, _)| wanted == closing) {
                    pairs.push((open[place].1, at as u32));
                    open.truncate(place);
                }
            }
            _ => {}
        }
    }
    pairs.sort_unstable();
    true
}

/// The direction that a resolved type stands for in N0 to N2.
const fn side(found: Type) -> Type {
    match found {
        EUROPEAN | ARABIC_NUMBER => RIGHT,
        LEFT_NUMBER => LEFT,
        other => other,
    }
}

/// N0.
fn settle_pairs(pairs: &[(u32, u32)], base: u8, types: &mut [Type]) {
    let embedding = of_level(base);
    let mut before = embedding;
    let mut seen = 0;
    for &(opening, closing) in pairs {
        let (opening, closing) = (opening as usize, closing as usize);
        for &found in &types[seen..opening] {
            if found != NEUTRAL {
                before = side(found);
            }
        }
        seen = opening;
        let mut other = false;
        let mut same = false;
        for &found in &types[opening + 1..closing] {
            same |= side(found) == embedding;
            other |= found != NEUTRAL;
            if same {
                break;
            }
        }
        let found = match (same, other) {
            (true, _) => embedding,                         // b.
            (false, true) if before != embedding => before, // c. 1.
            (false, true) => embedding,                     // c. 2.
            (false, false) => continue,                     // d.
        };
        types[opening] = found;
        types[closing] = found;
    }
}

/// N1, N2, I1, I2.
fn settle_neutrals(list: &mut [Cluster], base: u8, types: &[Type]) {
    let embedding = of_level(base);
    let level_of = |found: Type| match (found, base) {
        (LEFT | LEFT_NUMBER, 0) => 0,
        (RIGHT, _) => 1,
        _ => 2,
    };
    let mut before = embedding;
    let mut at = 0;
    while at < types.len() {
        let found = types[at];
        if found != NEUTRAL {
            before = side(found);
            list[at].level = level_of(found);
            at += 1;
            continue;
        }
        let row = types[at..].iter().take_while(|&&found| found == NEUTRAL).count();
        let after = types.get(at + row).map_or(embedding, |&found| side(found));
        let found = if before == after { before } else { embedding };
        let level = level_of(found);
        list[at..at + row].iter_mut().for_each(|cluster| cluster.level = level);
        at += row;
    }
}
