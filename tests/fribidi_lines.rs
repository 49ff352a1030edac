//! Paragraphs broken by our layout, each line through FriBidi: order, joined forms, lam-alef and mirrors must be the same.
//!
//! `fribidi.py` resolves levels and joining once for the paragraph with libfribidi and puts our lines in visual order one by
//! one. Texts: the sample, `fixtures/text`, generated paragraphs, and, where the repository stands beside `shared`, the
//! articles of `shared/eval/dev` and the texts of `shared/pages/scripts`; widths 20 to 120.
//!
//! What the two do otherwise by design is evened out before they are compared, never left out:
//!
//! - we make lam-alef across the marks of lam, FriBidi only of neighbours: it is given those marks behind the alef;
//! - we compose a letter with the hamza or madda that follows it before joining, FriBidi does not: it is given the composed;
//! - of an emoji with a skin tone, or of several joined by ZWJ, we draw the first: FriBidi is given that;
//! - FriBidi leaves a hamza (U+0621) as it is, we write its form; ae (U+06D5) and heh goal with hamza (U+06C2) have none, we
//!   write those of heh and of heh goal;
//! - what is never drawn and what hangs at a line's end is taken out of FriBidi's line.

mod text_common;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use isnad::span::Span;
use isnad::text::{Cell, Direction, LayoutOptions, VisualLine, layout};
use serde_json::{Value, json};
use text_common::pieces::{BRACKETS, EMBEDDINGS, PIECES, generated};
use text_common::{say, say_skipped};

/// What stands for the other half of a ligature.
const FILLER: char = '\u{feff}';
const AE: char = '\u{6d5}';
const HEH_GOAL_WITH_HAMZA: char = '\u{6c2}';
const LAM: char = '\u{644}';
const ZWJ: char = '\u{200d}';
const FIRST_EMOJI: char = '\u{2000}';
const HAMZA: char = '\u{621}';
const HAMZA_ISOLATED: char = '\u{fe80}';

#[test]
fn the_sample_and_the_fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = files(&root.join("tests/fixtures/text"));
    files.push(root.join("assets/sample/article.txt"));
    let paragraphs: Vec<String> = files.iter().flat_map(|file| paragraphs(file)).collect();
    assert!(paragraphs.len() > 20, "{} paragraphs", paragraphs.len());
    compare("sample and fixtures", &paragraphs, &(20..=120).collect::<Vec<_>>());
}

#[test]
fn the_articles() {
    compare_shared("eval/dev", &[20, 27, 38, 46, 59, 64, 72, 80, 91, 100, 113, 120]);
}

#[test]
fn the_scripts() {
    compare_shared("pages/scripts", &[20, 41, 80, 120]);
}

#[test]
fn generated_paragraphs() {
    for (name, sets, seed) in [
        ("generated", &[PIECES, PIECES, BRACKETS][..], 0x2468_ace0),
        ("generated with embeddings", &[PIECES, PIECES, EMBEDDINGS], 0x0eca_8642),
    ] {
        let paragraphs = generated(600, 60, sets, seed);
        for direction in [Direction::Auto, Direction::LeftToRight, Direction::RightToLeft] {
            let laid = |text: &String| laid(text, direction, &[20, 31, 50, 78, 120]);
            compare_laid(&format!("{name}, {direction:?}"), paragraphs.iter().map(laid).collect());
        }
    }
}

fn compare_shared(folder: &str, widths: &[u16]) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    let paragraphs: Vec<String> = files(&shared).iter().flat_map(|file| paragraphs(file)).collect();
    if paragraphs.is_empty() {
        return say_skipped(&format!("../shared/{folder}"), "it lies beside the repository where there is one");
    }
    compare(folder, &paragraphs, widths);
}

/// The text files of `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    files
}

fn paragraphs(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("a text in UTF-8");
    text.lines().filter(|line| !line.trim().is_empty()).map(String::from).collect()
}

/// One paragraph as we lay it out.
struct Laid {
    text: String,
    direction: Direction,
    right_to_left: bool,
    lines: Vec<VisualLine>,
}

/// Lays out all paragraphs at all widths and compares each line; prints the first ten that differ.
fn compare(name: &str, paragraphs: &[String], widths: &[u16]) {
    compare_laid(name, paragraphs.iter().map(|text| laid(text, Direction::Auto, widths)).collect());
}

fn laid(text: &str, direction: Direction, widths: &[u16]) -> Laid {
    let mut lines = Vec::new();
    let mut right_to_left = false;
    for &width in widths {
        let layout = layout(text, &LayoutOptions { direction, ..LayoutOptions::of_width(width) });
        right_to_left = layout.right_to_left;
        lines.extend(layout.lines);
    }
    lines.sort_by_key(|line| line.span);
    lines.dedup_by_key(|line| line.span); // the same line at many widths
    Laid { text: text.to_string(), direction, right_to_left, lines }
}

fn compare_laid(name: &str, all: Vec<Laid>) {
    let Some(answers) = ask(&all) else { return };
    let (mut ran, mut failed) = (0, 0);
    let mut fail = |what: String| {
        failed += 1;
        if failed <= 10 {
            say(&format!("FriBidi, {name}: {what}"));
        }
    };
    for (laid, answer) in all.iter().zip(&answers) {
        if answer["rtl"] != Value::Bool(laid.right_to_left) {
            fail(format!("direction of {:?}", laid.text));
        }
        let rows = answer["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), laid.lines.len(), "a row for each line");
        for (line, row) in laid.lines.iter().zip(rows) {
            ran += 1;
            let seen: String = line.cells.iter().map(|cell| symbol(cell, &laid.text)).collect();
            let expected = drawn(row.as_str().expect("a row"), asked(laid, line).1, laid.right_to_left);
            if seen != expected {
                let text = line.span.of(&laid.text);
                fail(format!("{text:?}\n    expected {expected:?}\n    seen     {seen:?}"));
            }
        }
    }
    say(&format!("FriBidi, {name}: {} paragraphs, {ran} different lines, {failed} failures", all.len()));
    assert_eq!(failed, 0);
}

/// What a cell shows, with the letters themselves for which we borrow forms.
fn symbol(cell: &Cell, text: &str) -> String {
    match cell.span.of(text).chars().next() {
        Some(AE) => cell.symbol.replace(['\u{fee9}', '\u{feea}'], "\u{6d5}"),
        Some(HEH_GOAL_WITH_HAMZA) => {
            let marks: String = cell.symbol.chars().skip(2).collect();
            format!("{HEH_GOAL_WITH_HAMZA}{marks}")
        }
        _ => cell.symbol.to_string(),
    }
}

/// What FriBidi is asked to put in order, and how many blanks at its end hang. Blanks with a mark behind them are no line's
/// end to L1 and hang all the same: they are not asked for.
fn asked(laid: &Laid, line: &VisualLine) -> (Span, usize) {
    let drawn = line.logical_cells().next_back().map_or(line.span.start, |cell| cell.span.end);
    let rest = Span { start: drawn, end: line.span.end }.of(&laid.text);
    if rest.contains(['\u{200e}', '\u{200f}', '\u{61c}']) {
        return (Span { start: line.span.start, end: drawn }, 0);
    }
    (line.span, rest.chars().filter(|&c| !is_invisible(c)).count())
}

/// FriBidi's row as it is drawn, without the blanks that hang.
fn drawn(row: &str, hanging: usize, right_to_left: bool) -> String {
    let mut cells: Vec<char> = row.chars().filter(|&c| c != FILLER && !is_invisible(c)).map(drawn_as).collect();
    let rest = if right_to_left { cells.split_off(hanging) } else { cells.split_off(cells.len() - hanging) };
    let (blanks, rest) = if right_to_left { (cells, rest) } else { (rest, cells) };
    assert!(blanks.iter().all(|&c| c == ' '), "no blank hangs: {row:?}");
    rest.into_iter().map(|c| if c == HAMZA { HAMZA_ISOLATED } else { c }).collect()
}

/// What we draw for `c`: plain blanks, and half-width sound marks as those that take no column.
fn drawn_as(c: char) -> char {
    match c {
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{ff9e}' => '\u{3099}',
        '\u{ff9f}' => '\u{309a}',
        _ => c,
    }
}

fn is_invisible(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// `fribidi.py`'s answer for each paragraph, or nothing where it cannot run.
fn ask(all: &[Laid]) -> Option<Vec<Value>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fribidi.py");
    let started = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        say_skipped("the command `python3`", "Debian: apt-get install python3");
        return None;
    };
    let questions: String = all.iter().map(|laid| question(laid).to_string() + "\n").collect();
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all(questions.as_bytes()));
    let output = child.wait_with_output().expect("fribidi.py ends");
    if output.status.code() == Some(3) {
        say_skipped("the library libfribidi", "Debian: apt-get install libfribidi0");
        return None;
    }
    writer.join().expect("a writer").expect("fribidi.py reads all");
    assert!(output.status.success(), "fribidi.py: {}", output.status);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), all.len(), "an answer for each paragraph");
    Some(answers)
}

fn question(laid: &Laid) -> Value {
    let (text, places) = evened(&laid.text);
    let lines: Vec<[usize; 2]> = laid
        .lines
        .iter()
        .map(|line| asked(laid, line).0)
        .map(|span| [places[span.start.0], places[span.end.0]])
        .collect();
    let direction = match laid.direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
        _ => "auto",
    };
    json!({ "text": text, "direction": direction, "lines": lines })
}

/// `text` as FriBidi must be given it, and for each byte of `text` the number of code points before it there.
fn evened(text: &str) -> (String, Vec<usize>) {
    let mut places = vec![0; text.len() + 1];
    let mut out: Vec<char> = Vec::new();
    let mut lam = None;
    let mut letter: Option<usize> = None;
    let mut joined = false;
    for (at, c) in text.char_indices() {
        places[at..at + c.len_utf8()].fill(out.len());
        let follows_zwj = std::mem::replace(&mut joined, c == ZWJ);
        if is_skin_tone(c) || (follows_zwj && c >= FIRST_EMOJI) {
            continue;
        }
        if is_mark(c) {
            match letter.and_then(|letter| Some((letter, composed(out[letter], c)?))) {
                Some((letter, whole)) => out[letter] = whole,
                None => out.push(c),
            }
            continue;
        }
        let after_lam = lam.take();
        letter = Some(out.len());
        match (c, after_lam) {
            (LAM, _) => lam = Some(out.len() + 1),
            ('\u{622}' | '\u{623}' | '\u{625}' | '\u{627}', Some(after_lam)) => {
                out.insert(after_lam, c);
                letter = Some(after_lam);
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    places[text.len()] = out.len();
    (out.into_iter().collect(), places)
}

/// What `letter` and a hamza or madda make.
fn composed(letter: char, mark: char) -> Option<char> {
    if !matches!(mark, '\u{653}'..='\u{655}') {
        return None;
    }
    let pair: String = [letter, mark].iter().collect();
    let whole = ComposingNormalizerBorrowed::new_nfc().normalize(&pair).into_owned();
    let mut chars = whole.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}
