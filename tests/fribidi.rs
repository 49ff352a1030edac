//! Generated lines through our layout and through FriBidi, a second implementation of UAX #9 and of Arabic joining.
//!
//! Each line is a whole paragraph of at most 80 columns. FriBidi is run as its command (Debian: libfribidi-bin), which
//! prints visual order with presentation forms. Without explicit controls our own forms must be the same, cell for cell;
//! with them the base letters must stand in the same order (we join by the side on which a letter is seen, FriBidi by
//! the order of the text). What is never drawn is left out on both sides.
//!
//! Left out of the lines, because FriBidi 1.0.8 strays there from X10 (no sos and eos at the edges of a run) and the
//! standard's own tests (`bidi_conformance`) hold ours: brackets with embeddings, several or open isolates in a line.

mod text_common;

use std::io::Write;
use std::process::{Command, Stdio};

use isnad::text::{LayoutOptions, Shapes, layout};
use text_common::pieces::{BRACKETS, CONTROLS, PIECES, generated};
use text_common::{say, say_skipped};

const LINES: usize = 8000;
const COLUMNS: u16 = 80;
/// What FriBidi leaves where a ligature took the place of two letters.
const FILLER: char = '\u{feff}';
/// ARABIC LETTER MARK, which FriBidi keeps while it removes the other controls.
const ALM: char = '\u{61c}';

/// Isolates, of which a line has one.
const ISOLATES: &[&str] = &[
    "\u{2066}قال 3.5\u{2069}",
    "\u{2066}(שלום abc)\u{2069}",
    "\u{2066}12 - 34!\u{2069}",
    "\u{2067}abc 12\u{2069}",
    "\u{2067}(UN, بلأمس)\u{2069}",
    "\u{2067}12 - 34!\u{2069}",
    "\u{2068}אב x!\u{2069}",
    "\u{2068}x אב!\u{2069}",
];

#[test]
fn lines_without_controls_have_the_same_forms_in_the_same_order() {
    let lines = generated(LINES, 12, &[PIECES, PIECES, BRACKETS], 0x1234_5678);
    compare("without controls, joined", &lines, Shapes::Forms, |line| line.replace(FILLER, ""));
    compare("without controls", &lines, Shapes::Base, |line| base_letters(&line));
}

#[test]
fn lines_with_embeddings_have_the_same_order() {
    let lines = generated(LINES, 12, &[PIECES, PIECES, CONTROLS], 0x8765_4321);
    compare("with embeddings", &lines, Shapes::Base, |line| base_letters(&line));
}

#[test]
fn lines_with_isolates_have_the_same_order() {
    let plain = generated(LINES, 12, &[PIECES], 0x1357_9bdf);
    let lines: Vec<String> = plain
        .chunks_exact(2)
        .enumerate()
        .map(|(number, sides)| format!("{}{}{}", sides[0], ISOLATES[number % ISOLATES.len()], sides[1]))
        .collect();
    compare("with isolates", &lines, Shapes::Base, |line| base_letters(&line));
}

/// Lays out all lines and compares them; prints the first ten that differ.
fn compare(name: &str, lines: &[String], shapes: Shapes, from_fribidi: impl Fn(String) -> String) {
    let Some(answers) = fribidi(lines) else { return };
    assert_eq!(answers.len(), lines.len(), "one answer for each line");
    let (mut ran, mut failed) = (0, 0);
    for (text, answer) in lines.iter().zip(answers) {
        let laid = layout(text, &LayoutOptions { shapes, ..LayoutOptions::of_width(COLUMNS) });
        let drawn = laid.lines[0].logical_cells().next_back().map(|cell| cell.span.end);
        if laid.lines.len() != 1 || drawn.is_some_and(|end| end < laid.lines[0].span.end) {
            continue; // broken, or with a blank that hangs: not the whole paragraph
        }
        ran += 1;
        let seen: String = laid.lines[0].cells.iter().map(|cell| cell.symbol.as_str()).collect();
        let expected = from_fribidi(answer);
        if seen != expected {
            failed += 1;
            if failed <= 10 {
                say(&format!("FriBidi, {name}: {text:?}\n    expected {expected:?}\n    seen     {seen:?}"));
            }
        }
    }
    say(&format!("FriBidi, {name}: {ran} lines, {failed} failures"));
    assert!(ran > lines.len() / 2, "too few lines fit: {ran}");
    assert_eq!(failed, 0);
}

/// FriBidi's visual line for each line, or nothing where the command is absent.
fn fribidi(lines: &[String]) -> Option<Vec<String>> {
    let arguments = ["--nobreak", "--nopad", "--clean", "--reordernsm", "--charset", "UTF-8"];
    let started = Command::new("fribidi").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        say_skipped("the command `fribidi`", "Debian: apt-get install libfribidi-bin");
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe");
    let text = lines.join("\n") + "\n";
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("fribidi ends");
    writer.join().expect("a writer").expect("fribidi reads all");
    assert!(output.status.success(), "fribidi: {}", output.status);
    Some(String::from_utf8(output.stdout).expect("UTF-8").lines().map(String::from).collect())
}

/// A visual line with presentation forms as one with letters: lam-alef becomes alef and lam, from left to right.
fn base_letters(line: &str) -> String {
    let normalizer = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc();
    let mut out = String::new();
    for c in line.chars().filter(|&c| c != FILLER && c != ALM) {
        match c {
            '\u{fef5}'..='\u{fefc}' => out.extend(normalizer.normalize(c.encode_utf8(&mut [0; 4])).chars().rev()),
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                out.push_str(&normalizer.normalize(c.encode_utf8(&mut [0; 4])));
            }
            _ => out.push(c),
        }
    }
    out
}
