//! Mirrors at odd levels.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::{Report, debian, lines, point};
use crate::{RLO, symbol_at};

const PAIRS: &str = include_str!("../data/unicode/BidiMirroring-17.0.0.txt");
/// U+221D has a mirror since icu_properties' Unicode 18.
const CHANGED: &[usize] = &[0x221d];

#[test]
fn mirrors_are_those_of_bidi_mirroring() {
    let pairs = pairs();
    let mut report = Report::new("BidiMirroring-17.0.0.txt", &[]);
    for (&c, &mirror) in &pairs {
        report.case(c as usize, &format!("U+{:04X}", c as u32), check(c, mirror));
    }
    report.end(400);
}

#[test]
fn other_mirrored_characters_stay() {
    let Some([names]) = debian(["UnicodeData.txt"]) else { return };
    let pairs = pairs();
    let mirrored = lines(&names).filter(|(_, line)| line.split(';').nth(9) == Some("Y"));
    let all: BTreeSet<char> = mirrored.map(|(_, line)| point(line.split(';').next().unwrap_or_default())).collect();
    let mut report = Report::new("UnicodeData.txt, mirrored without a pair", CHANGED);
    for c in all.into_iter().filter(|c| !pairs.contains_key(c)) {
        report.case(c as usize, &format!("U+{:04X}", c as u32), check(c, c));
    }
    report.end(100);
}

fn pairs() -> BTreeMap<char, char> {
    lines(PAIRS)
        .map(|(_, line)| line.split('#').next().and_then(|pair| pair.split_once(';')).expect("a pair"))
        .map(|(c, mirror)| (point(c), point(mirror.trim())))
        .collect()
}

/// Whether `c` is drawn as itself in text from left to right, and as `mirror` in text from right to left.
fn check(c: char, mirror: char) -> Result<(), String> {
    let odd = symbol_at(&format!("{RLO}{c}"), RLO.len_utf8());
    let even = symbol_at(&format!("a{c}a"), 1);
    if odd == mirror.to_string() && even == c.to_string() {
        return Ok(());
    }
    Err(format!("expected {mirror:?} and {c:?}, seen {odd:?} and {even:?}"))
}
