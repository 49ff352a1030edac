//! `isnad doctor`: what it finds, what its user sees, and how the reader starts after that.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use rustix::process::Signal;
use serde_json::Value;

use crate::pty::{Desk, ENTER, ESC, Reader};

/// An Arabic letter as `visual-lrm` sends it.
const MARKED: &str = "\u{fedf}\u{200e}";
/// The word «نص» as `words-lrm` sends it: in its own order.
const TURNED: &str = "\u{fee7}\u{feba}\u{200e}";

fn kept(desk: &Desk) -> PathBuf {
    desk.path("home").join(".config/isnad/terminals.toml")
}

/// The doctor on its page of lines.
fn at_lines(desk: &Desk) -> Reader {
    let reader = desk.start(&["doctor"]);
    reader.until_shows("الطرفية: VTE");
    reader.send(ENTER);
    reader.until_shows("السطر الذي اختاره الفحص: 1");
    reader
}

/// Goes through the eye test, with one line right and all else too.
fn choose(desk: &Desk, line: &str) {
    let mut reader = at_lines(desk);
    reader.send(line);
    reader.until_shows("Does each mark stand");
    reader.send("ن");
    reader.until_shows("Are the borders straight");
    reader.send("ن");
    reader.until_shows("terminals.toml");
    reader.send(ENTER);
    assert!(reader.ended().success());
    reader.assert_sane();
    assert_is_left_to_the_terminal(&reader);
}

/// Mode 8 is as it was: the terminal orders letters.
#[track_caller]
fn assert_is_left_to_the_terminal(reader: &Reader) {
    let raw = reader.raw();
    assert!(raw.rfind("\x1b[8h") > raw.rfind("\x1b[8l"), "mode 8 is left reset");
}

#[test]
fn the_reader_starts_as_its_user_has_seen() {
    let desk = Desk::new();
    choose(&desk, "٢");
    let text = fs::read_to_string(kept(&desk)).unwrap();
    assert!(text.contains("says = \"DA2 65\"") && text.contains("encoding = \"visual-lrm\""), "{text}");
    let reader = desk.sample();
    reader.until_sent(MARKED);
    reader.quit();
    // What is wished is stronger.
    let reader = desk.start(&["--bidi", "visual", "sample"]);
    reader.until_shows("وزير النقل");
    assert!(!reader.raw().contains(MARKED));
    reader.quit();
}

#[test]
fn a_terminal_that_is_to_order_again_is_told_so() {
    let desk = Desk::new();
    choose(&desk, "3");
    let reader = desk.start(&["sample"]);
    let raw = reader.until_sent(TURNED);
    assert!(raw.rfind("\x1b[8h") > raw.rfind("\x1b[8l") || !raw.contains("\x1b[8l"), "letters are ordered by nobody");
    reader.quit();
    // Forgotten again.
    let mut reader = desk.start(&["doctor"]);
    reader.until_shows("words-lrm");
    reader.send("d");
    reader.until_gone("words-lrm");
    reader.send(ESC);
    assert!(reader.ended().success());
    assert!(!fs::read_to_string(kept(&desk)).unwrap().contains("words-lrm"));
    assert_is_left_to_the_terminal(&reader);
}

#[test]
fn every_line_is_sent_in_its_own_way() {
    let desk = Desk::new();
    let mut reader = at_lines(&desk);
    let raw = reader.raw();
    let page = raw.rsplit("\x1b[H\x1b[2J").next().unwrap();
    let orders: Vec<&str> = page.match_indices("\x1b[8").filter_map(|(at, _)| page.get(at..at + 4)).collect();
    // Each line sets its order, and gives the page's own back.
    let expected: Vec<&str> =
        std::iter::once("\x1b[8l").chain(["\x1b[8h"; 8]).flat_map(|order| [order, "\x1b[8l"]).collect();
    assert_eq!(orders, expected);
    assert!(page.contains("\x1b]66;w=1:h=0;") && page.contains('\u{2800}') && page.contains(MARKED));
    reader.signal(Signal::TERM);
    assert_eq!(reader.ended().signal(), Some("Terminated"));
    reader.assert_sane();
    assert_is_left_to_the_terminal(&reader);
}

#[test]
fn nothing_is_kept_where_no_line_reads_right() {
    let desk = Desk::new().english();
    let mut reader = desk.start(&["doctor"]);
    reader.until_shows("DECRQM 8: 1");
    reader.send(ENTER);
    reader.until_shows("Which line reads right");
    reader.send("0");
    reader.until_shows("isnad doctor --fonts");
    reader.send(ESC);
    assert!(reader.ended().success());
    assert!(!kept(&desk).exists());
}

#[test]
fn what_cannot_be_read_is_complained_of_and_not_written_over() {
    let desk = Desk::new();
    fs::create_dir_all(kept(&desk).parent().unwrap()).unwrap();
    fs::write(kept(&desk), "terminal = 3\n").unwrap();
    desk.sample().quit();
    let mut reader = at_lines(&desk);
    reader.send("1");
    reader.until_shows("Does each mark stand");
    reader.send("yy");
    reader.until_shows("terminals.toml:1");
    reader.send(ENTER);
    assert!(reader.ended().success());
    assert_eq!(fs::read_to_string(kept(&desk)).unwrap(), "terminal = 3\n");
}

#[test]
fn the_terminal_is_asked_also_for_a_report_in_a_file() {
    let desk = Desk::new().with("SSH_CONNECTION", "192.0.2.1 22 192.0.2.2 22");
    let mut reader = desk.shell("\"$ISNAD\" doctor --json --fonts > report.json; echo DONE");
    reader.until_shows("DONE");
    assert!(reader.ended().success());
    reader.assert_sane();
    let text = fs::read_to_string(desk.path("report.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&report["answers"]["mode_8"], &report["found"]["terminal"]), (&1.into(), &"VTE".into()), "{text}");
    assert_eq!(report["screen"]["columns"], 120);
    assert!(!text.contains("192.0.2") && !text.contains(desk.path("home").to_str().unwrap()), "{text}");
}

#[test]
fn findings_are_written_to_a_terminal_too() {
    let desk = Desk::new();
    let mut reader = desk.start(&["doctor", "--terminal"]);
    assert!(reader.ended().success());
    reader.until_shows("الطرفية: VTE");
    assert_is_left_to_the_terminal(&reader);
}

#[test]
fn without_a_terminal_the_environment_counts_alone() {
    let desk = Desk::new();
    // A session of its own has no terminal, whoever runs the tests.
    let run = |arguments: &[&str]| {
        let mut command = Command::new("setsid");
        command.arg("--wait").arg(env!("CARGO_BIN_EXE_isnad")).args(arguments).current_dir(desk.path(""));
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", desk.path("home"));
        command.env("TERM", "xterm-256color").env("KONSOLE_VERSION", "221203").output()
    };
    let Ok(output) = run(&["doctor"]) else {
        eprintln!("skipped: there is no setsid");
        return;
    };
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("Terminal: Konsole (by the environment)"), "{said}");
    assert!(said.contains("The eye test needs a terminal"), "{said}");
    let output = run(&["doctor", "--json"]).unwrap();
    assert!(output.status.success());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["answers"]["asked"], &report["found"]["encoding"]), (&false.into(), &"words-lrm".into()));
    let output = run(&["doctor", "--fonts"]).unwrap();
    assert!(output.status.success() && String::from_utf8(output.stdout).unwrap().contains("U+FE70"));
}

#[test]
fn printing_that_is_broken_off_gives_mode_8_back() {
    let desk = Desk::new().with("VTE_VERSION", "7006");
    let long = desk.file("long.txt", "كلمة بعد كلمة في سطر طويل.\n".repeat(30_000));
    for (signal, name) in [(Signal::INT, "Interrupt"), (Signal::TERM, "Terminated")] {
        let mut reader = desk.start(&["print", long.to_str().unwrap()]);
        reader.until_sent("\x1b[8l");
        reader.signal(signal);
        assert_eq!(reader.ended().signal(), Some(name));
        assert_is_left_to_the_terminal(&reader);
    }
    let short = desk.file("short.txt", "كلمة\n");
    let mut reader = desk.start(&["print", short.to_str().unwrap()]);
    assert!(reader.ended().success());
    let raw = reader.raw();
    assert!(raw.starts_with("\x1b[8l") && raw.ends_with("\x1b[8h"), "{raw:?}");
}

#[test]
fn printing_that_is_stopped_gives_mode_8_back_until_it_goes_on() {
    let desk = Desk::new().with("VTE_VERSION", "7006");
    desk.file("long.txt", "كلمة بعد كلمة في سطر طويل.\n".repeat(30_000));
    let mut reader = desk.shell("set -m; \"$ISNAD\" print long.txt; echo STOPPED; fg >/dev/null");
    reader.until_sent("\x1b[8l");
    reader.send("\x1a");
    let raw = reader.until_sent("STOPPED");
    let before = raw.split("STOPPED").next().unwrap();
    assert!(before.rfind("\x1b[8h") > before.rfind("\x1b[8l"));
    reader.until("mode 8 again", |_| reader.raw().matches("\x1b[8l").count() == 2);
    reader.send("\x03");
    reader.ended();
    assert_is_left_to_the_terminal(&reader);
}
