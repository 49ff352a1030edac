//! Unicode's data and tests of joining, mirroring, grapheme clusters and line breaks through our whole layout.
//!
//! The files are those of the Unicode Character Database as Debian's package `unicode-data` installs them (15.0 in Debian
//! 12); icu_properties, icu_segmenter and unicode-segmentation are of later versions. What differs only for that is listed
//! here by its number in the file, for the version of the file named in `LISTED`; nothing else is excused. The departures
//! that the stages' heads tell (`src/text`) are part of what is expected:
//!
//! - joining: LRE, RLE, PDF, LRO and RLO part letters, since another level begins; ae (U+06D5) has the forms of heh, heh
//!   goal with hamza (U+06C2) those of heh goal; a form that a letter lacks is its form for the same right-hand side;
//! - clusters: what is never drawn lies in the cluster before it, or after it at the start; clusters of more than two
//!   columns are cut, and so is one that begins with a prepended sign;
//! - line breaks: an opportunity inside a cluster counts for its end.

#![allow(clippy::print_stderr, reason = "a test says what fails and what it skips")]

use std::collections::{BTreeMap, BTreeSet};

use isnad::span::Offset;
use isnad::text::{Direction, Layout, LayoutOptions, layout};
use unicode_width::UnicodeWidthChar;

const FOLDER: &str = "/usr/share/unicode";
/// The version of the files for which the lists below were made.
const LISTED: &str = "15.0.0";
/// Lines of LineBreakTest.txt that come out otherwise in icu_segmenter's version, 15.1 with LB25 as the rule is written
/// (the file of 15.0 is made with LB25 as tailored in its examples): numbers, their signs and brackets.
const OTHER_LINE_BREAKS: &[usize] = &[
    1161, 1163, 1165, 1167, 2873, 2875, 4425, 4427, 4473, 4475, 4597, 4599, 4645, 4647, 4770, 4772, 4818, 4820, 5109,
    5111, 6149, 6151, 6153, 6155, 7477, 7486, 7491, 7514, 7515, 7519, 7520, 7576, 7577, 7578, 7579, 7580, 7581, 7583,
    7584, 7585, 7586, 7587,
];
/// Lines of GraphemeBreakTest.txt that later versions changed (U+2701 is no pictograph any more).
const OTHER_CLUSTERS: &[usize] = &[625];
/// Code points whose joining type later versions changed.
const OTHER_JOINING: &[usize] = &[0x1171e];
/// Code points whose mirror later versions changed.
const OTHER_MIRRORS: &[usize] = &[0x221d];

/// RIGHT-TO-LEFT OVERRIDE: what follows is at an odd level.
const RLO: char = '\u{202e}';
const ZWJ: char = '\u{200d}';
const ZWNJ: char = '\u{200c}';
const WORD_JOINER: char = '\u{2060}';
const ZERO_WIDTH_SPACE: char = '\u{200b}';
const ALEF: char = '\u{627}';
const HAMZA: char = '\u{621}';
const BEH: char = '\u{628}';
const TATWEEL: char = '\u{640}';
const LAM: char = '\u{644}';
const BEH_ISOLATED: char = '\u{fe8f}';
const BEH_FINAL: char = '\u{fe90}';
const BEH_INITIAL: char = '\u{fe91}';
const BEH_MEDIAL: char = '\u{fe92}';

#[test]
fn joining_types_are_those_of_arabic_shaping() {
    let Some([derived, listed, names]) =
        read_all(["extracted/DerivedJoiningType.txt", "ArabicShaping.txt", "UnicodeData.txt"])
    else {
        return;
    };
    let mut kinds: BTreeMap<char, char> = assigned(&names).filter(|&c| c < '\u{3000}').map(|c| (c, 'U')).collect();
    for (_, line) in lines(&derived) {
        let (range, kind) = line.split_once(';').expect("a range and a type");
        let kind = kind.trim().chars().next().expect("a type");
        kinds.extend(range_of(range.trim()).map(|c| (c, kind)));
    }
    for (_, line) in lines(&listed) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        let kind = fields[2].chars().next().expect("a type");
        assert_eq!(*kinds.entry(point(fields[0])).or_insert(kind), kind, "the two files agree: {line}");
    }
    kinds.retain(|c, _| !('\u{202a}'..='\u{202e}').contains(c));
    let mut report = Report::new("ArabicShaping.txt, DerivedJoiningType.txt", OTHER_JOINING, &listed);
    for (c, kind) in kinds {
        report.case(c as usize, &format!("U+{:04X} {kind}", c as u32), check_joining(c, kind));
    }
    report.end(7_000);
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

#[test]
fn forms_are_those_of_unicode_data() {
    let Some([listed, names]) = read_all(["ArabicShaping.txt", "UnicodeData.txt"]) else { return };
    let forms = forms(&names);
    let mut report = Report::new("UnicodeData.txt, forms", &[], &listed);
    let mut with_forms = 0;
    for (_, line) in lines(&listed) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        let c = point(fields[0]);
        if !matches!(fields[2], "D" | "R" | "L") || c.width() != Some(1) {
            continue;
        }
        let like = match c {
            '\u{6d5}' => '\u{647}',
            '\u{6c2}' => '\u{6c1}',
            _ => c,
        };
        with_forms += usize::from(forms.contains_key(&(like, "isolated".to_string())));
        report.case(c as usize, &format!("U+{:04X}", c as u32), check_forms(c, like, fields[2], &forms));
    }
    eprintln!("UnicodeData.txt: {with_forms} letters with forms");
    assert!(with_forms > 75);
    report.end(300);
}

/// By the letter and the tag of its decomposition.
type Forms = BTreeMap<(char, String), char>;

fn forms(names: &str) -> Forms {
    let mut forms = Forms::new();
    for (_, line) in lines(names) {
        let fields: Vec<&str> = line.split(';').collect();
        let Some((tag, letter)) = fields[5].split_once("> ") else { continue };
        if ["<isolated", "<final", "<initial", "<medial"].contains(&tag) && !letter.contains(' ') {
            forms.insert((point(letter), tag.replace('<', "")), point(fields[0]));
        }
    }
    forms
}

/// The form of `c` in each place, where joining type `kind` lets it join; `like` has the same forms.
fn check_forms(c: char, like: char, kind: &str, forms: &Forms) -> Result<(), String> {
    let form = |tags: [&str; 2]| {
        tags.iter().find_map(|tag| forms.get(&(like, tag.to_string()))).copied().unwrap_or(if like == '\u{647}' {
            c
        } else {
            like
        })
    };
    let isolated = form(["isolated", "isolated"]);
    let to_right = if kind == "L" { isolated } else { form(["final", "final"]) };
    let to_left = if kind == "R" { isolated } else { form(["initial", "isolated"]) };
    let to_both = match kind {
        "R" => to_right,
        "L" => to_left,
        _ => form(["medial", "final"]),
    };
    for (before, after, expected) in
        [("", "", isolated), ("\u{640}", "", to_right), ("", "\u{640}", to_left), ("\u{640}", "\u{640}", to_both)]
    {
        let text = format!("{RLO}{before}{c}{after}");
        let seen = symbol_at(&text, RLO.len_utf8() + before.len());
        if !seen.starts_with(expected) {
            return Err(format!("{text:?}: expected {expected:?}, seen {seen:?}"));
        }
    }
    Ok(())
}

#[test]
fn lam_alef_joiners_and_tatweel() {
    let Some([names]) = read_all(["UnicodeData.txt"]) else { return };
    let mut report = Report::new("UnicodeData.txt, lam-alef", &[], &names);
    for (number, line) in lines(&names) {
        let fields: Vec<&str> = line.split(';').collect();
        let Some((tag, letters)) = fields[5].split_once("> 0644 ") else { continue };
        if !["0622", "0623", "0625", "0627"].contains(&letters) {
            continue;
        }
        let (ligature, alef) = (point(fields[0]), point(letters));
        let (text, expected) = match tag {
            "<final" => (format!("{BEH}{LAM}{alef}{BEH}"), [BEH_ISOLATED, ligature, BEH_INITIAL]),
            _ => (format!("{ALEF}{LAM}{alef}{BEH}"), [BEH_ISOLATED, ligature, '\u{fe8d}']),
        };
        report.case(number, line, check_row(&text, &expected));
    }
    report.end(8);
    for (text, expected) in [
        (format!("{BEH}{ZWJ}"), &[BEH_INITIAL][..]),
        (format!("{ZWJ}{BEH}"), &[BEH_FINAL]),
        (format!("{ZWJ}{BEH}{ZWJ}"), &[BEH_MEDIAL]),
        (format!("{BEH}{ZWNJ}{BEH}"), &[BEH_ISOLATED, BEH_ISOLATED]),
        (format!("{BEH}{ZWJ}{ZWNJ}{ZWJ}{BEH}"), &[BEH_FINAL, BEH_INITIAL]),
        (format!("{BEH}{TATWEEL}{BEH}"), &[BEH_FINAL, TATWEEL, BEH_INITIAL]),
        (format!("{TATWEEL}{BEH}{TATWEEL}"), &[TATWEEL, BEH_MEDIAL, TATWEEL]),
    ] {
        check_row(&text, expected).expect("joined");
    }
}

fn check_row(text: &str, expected: &[char]) -> Result<(), String> {
    let seen: String = laid(text).lines[0].cells.iter().map(|cell| cell.symbol.as_str()).collect();
    let expected: String = expected.iter().collect();
    if seen == expected { Ok(()) } else { Err(format!("{text:?}: expected {expected:?}, seen {seen:?}")) }
}

#[test]
fn mirrors_are_those_of_bidi_mirroring() {
    let Some([mirrors, names]) = read_all(["BidiMirroring.txt", "UnicodeData.txt"]) else { return };
    let pairs: BTreeMap<char, char> = lines(&mirrors)
        .map(|(_, line)| line.split('#').next().and_then(|pair| pair.split_once(';')).expect("a pair"))
        .map(|(c, mirror)| (point(c), point(mirror.trim())))
        .collect();
    let mirrored = lines(&names).filter(|(_, line)| line.split(';').nth(9) == Some("Y"));
    let all: BTreeSet<char> = mirrored
        .map(|(_, line)| point(line.split(';').next().unwrap_or_default()))
        .chain(pairs.keys().copied())
        .collect();
    let mut report = Report::new("BidiMirroring.txt", OTHER_MIRRORS, &mirrors);
    for c in all {
        let odd = symbol_at(&format!("{RLO}{c}"), RLO.len_utf8());
        let even = symbol_at(&format!("a{c}a"), 1);
        let expected = pairs.get(&c).copied().unwrap_or(c);
        let right = odd == expected.to_string() && even == c.to_string();
        let why = format!("expected {expected:?} and {c:?}, seen {odd:?} and {even:?}");
        report.case(c as usize, &format!("U+{:04X}", c as u32), if right { Ok(()) } else { Err(why) });
    }
    report.end(500);
}

#[test]
fn grapheme_break_test() {
    let Some([file, derived]) = read_all(["auxiliary/GraphemeBreakTest.txt", "DerivedCoreProperties.txt"]) else {
        return;
    };
    let invisible: BTreeSet<char> = lines(&derived)
        .filter_map(|(_, line)| line.split('#').next()?.split_once(';'))
        .filter(|(_, property)| property.trim() == "Default_Ignorable_Code_Point")
        .flat_map(|(range, _)| range_of(range.trim()).collect::<Vec<_>>())
        .collect();
    let mut report = Report::new("GraphemeBreakTest.txt", OTHER_CLUSTERS, &file);
    for (number, line) in lines(&file) {
        let (text, breaks) = break_case(line);
        report.case(number, line, check_clusters(&text, &breaks, &invisible));
    }
    report.end(600);
}

/// `breaks` holds the end of the text.
fn check_clusters(text: &str, breaks: &[usize], invisible: &BTreeSet<char>) -> Result<(), String> {
    let seen = starts(&laid(text));
    let mut start = 0;
    let mut expected = BTreeSet::from([0]);
    for &end in breaks {
        let cluster = text.get(start..end).expect("a cluster");
        let first_drawn = expected.len() == 1
            && text.chars().take_while(|c| invisible.contains(c)).map(char::len_utf8).sum::<usize>() == start;
        if cluster.chars().any(|c| !invisible.contains(&c)) && !first_drawn {
            expected.insert(start);
        }
        let columns: usize = cluster.chars().filter_map(|c| c.width()).sum();
        if columns > 2 || cluster.starts_with('\u{600}') {
            expected.extend(seen.range(start + 1..end)); // cut
        }
        start = end;
    }
    if seen == expected { Ok(()) } else { Err(format!("expected {expected:?}, seen {seen:?}")) }
}

/// Where clusters start: cells, and what ends a line.
fn starts(laid: &Layout) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    for line in &laid.lines {
        starts.extend(line.cells.iter().map(|cell| cell.span.start.0));
        let end = line.logical_cells().next_back().map_or(line.span.start, |cell| cell.span.end);
        if end < line.span.end {
            starts.insert(end.0);
        }
    }
    starts
}

#[test]
fn line_break_test() {
    let Some([file]) = read_all(["auxiliary/LineBreakTest.txt"]) else { return };
    let mut report = Report::new("LineBreakTest.txt", OTHER_LINE_BREAKS, &file);
    for (number, line) in lines(&file) {
        let (text, breaks) = break_case(line);
        report.case(number, line, check_breaks(&text, &breaks));
    }
    report.end(7_600);
}

/// Lays `text` out just so wide that each of its cells in turn has no room: the first line ends there if it may.
///
/// Before the text stands a place where a line may end (LB8), so that no line is cut for want of one, and after it
/// what never lets one end (LB11). Neither changes the places between, but
/// for blanks at the start of the text.
fn check_breaks(text: &str, breaks: &[usize]) -> Result<(), String> {
    let before = format!("x{ZERO_WIDTH_SPACE}");
    let whole = format!("{before}{text}{WORD_JOINER}aa");
    let wide = laid(&whole);
    let cells: Vec<_> = wide.lines[0].logical_cells().collect();
    let mut expected = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut columns = 0;
    let blanks = text.len() - text.trim_start_matches(' ').len(); // the place before the text moves behind them (LB8)
    let end = before.len() + text.len();
    for cell in &cells {
        let at = cell.span.start.0;
        let blank = whole.get(at..).is_some_and(|rest| rest.starts_with(' ')); // hangs: no line begins with it
        if at > before.len() && at < end && !blank {
            let options = LayoutOptions { direction: Direction::LeftToRight, ..LayoutOptions::of_width(columns) };
            if layout(&whole, &options).lines[0].span.end == Offset(at) {
                seen.insert(at - before.len());
            }
            let inside = |&&place: &&usize| {
                let place = place + before.len();
                place <= at && cells.iter().all(|other| !(place <= other.span.start.0 && other.span.start.0 < at))
            };
            if breaks.iter().chain(&[0, blanks]).any(|place| inside(&place)) {
                expected.insert(at - before.len());
            }
        }
        columns += u16::from(cell.width);
    }
    if seen == expected { Ok(()) } else { Err(format!("expected {expected:?}, seen {seen:?}")) }
}

/// A line of a break test: its text, and the bytes before which `÷` stands, without the first.
fn break_case(line: &str) -> (String, Vec<usize>) {
    let (mut text, mut breaks) = (String::new(), Vec::new());
    for word in line.split('#').next().unwrap_or_default().split_whitespace() {
        match word {
            "÷" if text.is_empty() => {}
            "÷" => breaks.push(text.len()),
            "×" => {}
            hex => text.push(point(hex)),
        }
    }
    (text, breaks)
}

fn laid(text: &str) -> Layout {
    layout(text, &LayoutOptions { direction: Direction::LeftToRight, ..LayoutOptions::of_width(1000) })
}

/// What the cell of the byte at `at` shows.
fn symbol_at(text: &str, at: usize) -> String {
    let laid = laid(text);
    laid.lines.iter().find_map(|line| line.cell_of(Offset(at))).map_or(String::new(), |cell| cell.symbol.to_string())
}

/// Counts cases, prints the first ten that fail and are not excused.
struct Report {
    name: &'static str,
    excused: &'static [usize],
    used: usize,
    ran: usize,
    failed: Vec<usize>,
}

impl Report {
    /// `excused` holds for files of the version in `LISTED` alone.
    fn new(name: &'static str, excused: &'static [usize], file: &str) -> Report {
        let is_listed = file.lines().next().is_some_and(|head| head.contains(LISTED)) || excused.is_empty();
        Report { name, excused: if is_listed { excused } else { &[] }, used: 0, ran: 0, failed: Vec::new() }
    }

    fn case(&mut self, number: usize, line: &str, result: Result<(), String>) {
        self.ran += 1;
        let Err(why) = result else { return };
        if self.excused.contains(&number) {
            self.used += 1;
            return;
        }
        self.failed.push(number);
        if self.failed.len() <= 10 {
            eprintln!("{}: {line}\n    {why}", self.name);
        }
    }

    fn end(self, at_least: usize) {
        let Report { name, used, ran, failed, .. } = self;
        eprintln!("{name}: {ran} cases, {} failures, {used} of another Unicode version", failed.len());
        assert!(ran >= at_least, "{name} is cut short: {ran} cases");
        assert!(failed.is_empty(), "{failed:?}");
    }
}

/// The lines that are not comments, with their numbers from 1.
fn lines(file: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = file.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#') && !line.starts_with('@'))
}

fn point(hex: &str) -> char {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn range_of(range: &str) -> impl Iterator<Item = char> + use<> {
    let (first, last) = range.split_once("..").unwrap_or((range, range));
    point(first)..=point(last)
}

fn assigned(names: &str) -> impl Iterator<Item = char> {
    lines(names).filter_map(|(_, line)| line.split(';').next()).map(point)
}

fn read_all<const N: usize>(names: [&str; N]) -> Option<[String; N]> {
    let mut texts = [const { String::new() }; N];
    for (text, name) in texts.iter_mut().zip(names) {
        let Ok(found) = std::fs::read_to_string(format!("{FOLDER}/{name}")) else {
            eprintln!("SKIPPED: {FOLDER}/{name} is not there (Debian: apt-get install unicode-data)");
            return None;
        };
        *text = found;
    }
    Some(texts)
}
