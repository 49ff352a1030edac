//! Unicode's own bidi tests through our whole layout: levels, L1, L2, and both maps of the line.
//!
//! The files are those of the Unicode Character Database as Debian's package `unicode-data` installs them. What is never
//! drawn (controls, line ends, marks on their letter) has no place in our lines and is left out of the expected order;
//! everything else must be seen in the order and on the level that the file says. Letters are left unshaped, so that
//! each keeps a cell of its own. No case is excused. Data and unicode-bidi may be of different Unicode versions.

mod text_common;

use isnad::span::{Column, Offset};
use isnad::text::{Direction, LayoutOptions, Shapes, VisualLine, layout};
use text_common::{say, say_skipped};

const FOLDER: &str = "/usr/share/unicode";

/// One line of a test file.
struct Case {
    text: Vec<char>,
    direction: Direction,
    /// Whether the paragraph's level is odd, where the file says so.
    right_to_left: Option<bool>,
    /// One for each character; none where rule X9 removes it.
    levels: Vec<Option<u8>>,
    /// Numbers of characters, from left to right.
    order: Vec<usize>,
}

#[test]
fn bidi_character_test() {
    let Some(file) = read("BidiCharacterTest.txt") else { return };
    let lines = file.lines().map(|line| line.trim()).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let cases = lines.map(|line| (line.to_string(), character_case(line)));
    run("BidiCharacterTest.txt", 91_000, cases);
}

#[test]
fn bidi_test() {
    let Some(file) = read("BidiTest.txt") else { return };
    let mut levels = Vec::new();
    let mut order = Vec::new();
    let mut cases = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(list) = line.strip_prefix("@Levels:") {
            levels = levels_of(list);
        } else if let Some(list) = line.strip_prefix("@Reorder:") {
            order = numbers_of(list);
        } else if let Some((classes, directions)) = line.split_once(';') {
            let text: Vec<char> = classes.split_whitespace().map(of_class).collect();
            let bits: u8 = directions.trim().parse().expect("a bit set");
            for (bit, direction) in [(1, Direction::Auto), (2, Direction::LeftToRight), (4, Direction::RightToLeft)] {
                if bits & bit != 0 {
                    let case = Case {
                        text: text.clone(),
                        direction,
                        right_to_left: None,
                        levels: levels.clone(),
                        order: order.clone(),
                    };
                    cases.push((format!("{line} ({direction:?})"), case));
                }
            }
        }
    }
    run("BidiTest.txt", 770_000, cases.into_iter());
}

/// Runs all cases; prints the first ten that fail.
fn run(name: &str, at_least: usize, cases: impl Iterator<Item = (String, Case)>) {
    let (mut ran, mut failed) = (0, 0);
    for (line, case) in cases {
        ran += 1;
        if let Err(why) = check(&case) {
            failed += 1;
            if failed <= 10 {
                say(&format!("{name}: {line}\n    {why}"));
            }
        }
    }
    say(&format!("{name}: {ran} cases, {failed} failures"));
    assert!(ran >= at_least, "{name} is cut short: {ran} cases");
    assert_eq!(failed, 0);
}

fn check(case: &Case) -> Result<(), String> {
    let text: String = case.text.iter().collect();
    let options = LayoutOptions { direction: case.direction, shapes: Shapes::Base, ..LayoutOptions::of_width(1000) };
    let laid = layout(&text, &options);
    if case.right_to_left.is_some_and(|expected| expected != laid.right_to_left) {
        return Err(format!("paragraph direction: right to left is {}", laid.right_to_left));
    }
    let line = &laid.lines[0];
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    check_levels(case, line, &starts)?;
    let mut expected: Vec<Column> = Vec::new();
    for &number in &case.order {
        let Some(cell) = drawn_cell(case, line, &starts, number) else { continue };
        if expected.last() != Some(&cell.column) {
            expected.push(cell.column);
        }
    }
    let seen: Vec<Column> =
        line.cells.iter().filter(|cell| has_head(case, &starts, cell)).map(|cell| cell.column).collect();
    if seen != expected {
        return Err(format!("order: expected the columns {expected:?}, seen {seen:?}"));
    }
    Ok(())
}

fn check_levels(case: &Case, line: &VisualLine, starts: &[usize]) -> Result<(), String> {
    for (number, level) in case.levels.iter().enumerate() {
        if let (Some(level), Some(cell)) = (level, drawn_cell(case, line, starts, number))
            && cell.level != *level
        {
            return Err(format!("character {number}: expected level {level}, seen {}", cell.level));
        }
    }
    Ok(())
}

/// The cell of character `number`, if it has one of its own.
fn drawn_cell<'l>(case: &Case, line: &'l VisualLine, starts: &[usize], number: usize) -> Option<&'l isnad::text::Cell> {
    let c = case.text[number];
    if is_invisible(c) || is_mark(c) {
        return None;
    }
    line.cell_of(Offset(starts[number]))
}

/// Whether a cell has a character whose order the file tells: not a mark alone, and not what X9 removes.
fn has_head(case: &Case, starts: &[usize], cell: &isnad::text::Cell) -> bool {
    case.order.iter().any(|&number| {
        cell.span.holds(Offset(starts[number])) && !is_invisible(case.text[number]) && !is_mark(case.text[number])
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{ad}'
        | '\u{2028}' | '\u{2029}' | '\n' | '\r')
}

fn character_case(line: &str) -> Case {
    let fields: Vec<&str> = line.split(';').collect();
    let point = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).expect("a code point");
    Case {
        text: fields[0].split_whitespace().map(point).collect(),
        direction: match fields[1] {
            "0" => Direction::LeftToRight,
            "1" => Direction::RightToLeft,
            _ => Direction::Auto,
        },
        right_to_left: Some(fields[2] == "1"),
        levels: levels_of(fields[3]),
        order: numbers_of(fields[4]),
    }
}

fn levels_of(list: &str) -> Vec<Option<u8>> {
    list.split_whitespace().map(|level| level.parse().ok()).collect()
}

fn numbers_of(list: &str) -> Vec<usize> {
    list.split_whitespace().map(|number| number.parse().expect("a number")).collect()
}

/// A character of a bidi class that is drawn where the class has any.
fn of_class(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => '\u{5d0}',
        "AL" => '\u{627}',
        "EN" => '1',
        "ES" => '+',
        "ET" => '#',
        "AN" => '\u{661}',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{ad}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202a}',
        "RLE" => '\u{202b}',
        "PDF" => '\u{202c}',
        "LRO" => '\u{202d}',
        "RLO" => '\u{202e}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("no character of class {other}"),
    }
}

fn read(name: &str) -> Option<String> {
    let text = std::fs::read_to_string(format!("{FOLDER}/{name}")).ok();
    if text.is_none() {
        say_skipped(&format!("{FOLDER}/{name}"), "Debian: apt-get install unicode-data");
    }
    text
}
