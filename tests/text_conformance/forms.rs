//! Presentation forms of letters, lam-alef, joiners and tatweel.
//!
//! Ae (U+06D5) has the forms of heh, heh goal with hamza (U+06C2) those of heh goal; a form that a letter lacks is its form
//! for the same right-hand side.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthChar;

use crate::report::{Report, debian, lines, point};
use crate::{ALEF, BEH, BEH_FINAL, BEH_INITIAL, BEH_ISOLATED, BEH_MEDIAL, RLO, laid, symbol_at};

const LISTED: &str = include_str!("../data/unicode/ArabicShaping-17.0.0.txt");
const ZWJ: char = '\u{200d}';
const ZWNJ: char = '\u{200c}';
const TATWEEL: char = '\u{640}';
const LAM: char = '\u{644}';

#[test]
fn forms_are_those_of_unicode_data() {
    let Some([names]) = debian(["UnicodeData.txt"]) else { return };
    let forms = forms(&names);
    let mut report = Report::new("UnicodeData.txt, forms", &[]);
    let mut with_forms = 0;
    for (_, line) in lines(LISTED) {
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
    assert!(with_forms > 75, "{with_forms} letters with forms");
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
    let Some([names]) = debian(["UnicodeData.txt"]) else { return };
    let mut report = Report::new("UnicodeData.txt, lam-alef", &[]);
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
