//! Joining types, seen on the forms of beh beside each character.
//!
//! LRE, RLE, PDF, LRO and RLO part letters, since another level begins.

use std::collections::BTreeMap;

use crate::report::{Report, assigned, debian, lines, point, range_of};
use crate::{ALEF, BEH, BEH_FINAL, BEH_INITIAL, BEH_MEDIAL, RLO, symbol_at};

const LISTED: &str = include_str!("../data/unicode/ArabicShaping-17.0.0.txt");
const DERIVED: &str = include_str!("../data/unicode/DerivedJoiningType-17.0.0.txt");
/// Code points whose type icu_properties' Unicode 18 changed.
const CHANGED: &[usize] = &[];
const HAMZA: char = '\u{621}';
/// How many code points ArabicShaping.txt assigns a type.
const ASSIGNED: usize = 834;

#[test]
fn joining_types_are_those_of_arabic_shaping() {
    let mut report = Report::new("ArabicShaping-17.0.0.txt", CHANGED);
    for (c, kind) in listed() {
        report.case(c as usize, &format!("U+{:04X} {kind}", c as u32), check_joining(c, kind));
    }
    report.end(ASSIGNED);
}

#[test]
fn transparent_characters_are_those_of_derived_joining_type() {
    let mut report = Report::new("DerivedJoiningType-17.0.0.txt", CHANGED);
    let of_levels = '\u{202a}'..='\u{202e}';
    for (c, kind) in derived().into_iter().filter(|(c, _)| !of_levels.contains(c)) {
        report.case(c as usize, &format!("U+{:04X} {kind}", c as u32), check_joining(c, kind));
    }
    report.end(2_900);
}

#[test]
fn everything_else_parts_letters() {
    let Some([names]) = debian(["UnicodeData.txt"]) else { return };
    let known: BTreeMap<char, char> = listed().into_iter().chain(derived()).collect();
    let mut report = Report::new("UnicodeData.txt, the others below U+3000", &[]);
    for c in assigned(&names).filter(|&c| c < '\u{3000}' && !known.contains_key(&c)) {
        report.case(c as usize, &format!("U+{:04X} U", c as u32), check_joining(c, 'U'));
    }
    report.end(9_000);
}

fn listed() -> BTreeMap<char, char> {
    let fields = |line: &str| line.split(';').map(|field| field.trim().to_string()).collect::<Vec<_>>();
    lines(LISTED).map(|(_, line)| fields(line)).map(|fields| (point(&fields[0]), first(&fields[2]))).collect()
}

fn derived() -> BTreeMap<char, char> {
    let rows = lines(DERIVED).map(|(_, line)| line.split_once(';').expect("a range and a type"));
    rows.flat_map(|(range, kind)| range_of(range.trim()).map(move |c| (c, first(kind)))).collect()
}

fn first(kind: &str) -> char {
    kind.trim().chars().next().expect("a type")
}

/// How `c` joins, seen on its neighbours: on the one before it, on the one after it, and on both.
fn check_joining(c: char, kind: char) -> Result<(), String> {
    let to_right = joins(&format!("{RLO}{BEH}{c}{HAMZA}"), Side::First);
    let to_left = joins(&format!("{RLO}{ALEF}{c}{BEH}"), Side::Last);
    let between = format!("{RLO}{BEH}{c}{BEH}");
    let seen = match (to_right, to_left, joins(&between, Side::First), joins(&between, Side::Last)) {
        (true, true, true, true) => "DC",
        (true, false, true, false) => "R",
        (false, true, false, true) => "L",
        (false, false, true, true) => "T",
        (false, false, false, false) => "U",
        other => return Err(format!("joins in no known way: {other:?}")),
    };
    if seen.contains(kind) { Ok(()) } else { Err(format!("seen {seen}")) }
}

#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

/// Whether the first beh of `text` is joined to what follows it, or the last one to what is before it.
fn joins(text: &str, side: Side) -> bool {
    let (at, forms) = match side {
        Side::First => (text.find(BEH), [BEH_INITIAL, BEH_MEDIAL]),
        Side::Last => (text.rfind(BEH), [BEH_FINAL, BEH_MEDIAL]),
    };
    symbol_at(text, at.expect("a beh")).contains(forms)
}
