//! The commands without a screen, through the real program: what goes to standard output, what to standard error, and
//! the exit code.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use icu_normalizer::ComposingNormalizerBorrowed;
use isnad::article;
use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const TEXT: &str = "عنوان قصير\n\nقال الوزير سامر النخلي إن العمل بدأ في الميناء.\n";
const COMMANDS: [&str; 6] = ["read", "sample", "print", "extract", "completions", "man"];

/// A folder to run the program in, with the sample as a file.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.file("sample.txt", article::sample().text);
        desk.file("short.txt", TEXT);
        desk
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.0.path()).env("LANG", "C.UTF-8").env("ISNAD", env!("CARGO_BIN_EXE_isnad"));
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_isnad")).args(arguments).output().unwrap()
    }

    fn shell(&self, script: &str) -> Output {
        self.command("bash").args(["-c", script]).output().unwrap()
    }

    /// Runs the program with `text` as its standard input.
    fn pipe(&self, arguments: &[&str], text: &str) -> Output {
        let mut command = self.command(env!("CARGO_BIN_EXE_isnad"));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

/// What a command that succeeded quietly wrote.
#[track_caller]
fn good(output: Output) -> String {
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    text(&output.stdout)
}

/// A command that failed with `code` said so in lines that hold `says`, one each.
#[track_caller]
fn bad(output: &Output, code: i32, says: &[&str]) {
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{errors}");
    assert_eq!(errors.lines().count(), says.len(), "{errors}");
    for (line, says) in errors.lines().zip(says) {
        assert!(line.starts_with("isnad: ") && line.contains(says), "{line}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_article_is_one_object_that_reads_well() {
    let desk = Desk::new();
    let written = good(desk.run(&["extract", "sample.txt"]));
    assert!(written.starts_with("{\n  \"schema\": \"isnad/article/1\"") && written.ends_with("}\n"), "{written}");
    let object: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(object["text"], article::sample().text);
    assert!(object["claims"].as_array().unwrap().len() > 9);
    assert_eq!(good(desk.run(&["extract", "--format", "ndjson", "sample.txt"])).lines().count(), 1);
    // The same from a pipe.
    let piped: Value = serde_json::from_str(&good(desk.pipe(&["extract", "-"], &article::sample().text))).unwrap();
    let claims = |object: &Value| {
        object["claims"].as_array().unwrap().iter().map(|claim| claim["text"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(claims(&piped), claims(&object));
}

#[test]
fn several_articles_are_lines_in_their_order() {
    let desk = Desk::new();
    desk.file("empty.txt", "");
    let output = desk.run(&["extract", "sample.txt", "empty.txt", "short.txt", "missing.txt"]);
    bad(&output, 4, &["empty.txt: holds no text", "missing.txt: no such file", "2 of 4 inputs"]);
    let objects = objects(&text(&output.stdout));
    let paths: Vec<_> = objects.iter().map(|object| object["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["sample.txt", "empty.txt", "short.txt", "missing.txt"]);
    let errors: Vec<_> = objects.iter().map(|object| object["errors"].as_array().unwrap().len()).collect();
    assert_eq!(errors, [0, 1, 0, 1]);
    assert_eq!(good(desk.run(&["extract", "short.txt", "short.txt"])).lines().count(), 2);
}

#[test]
fn where_nothing_can_be_read_the_code_is_3() {
    let desk = Desk::new();
    let output = desk.run(&["extract", "missing.txt", "."]);
    bad(&output, 3, &["no such file", "is a directory", "none of the inputs"]);
    assert_eq!(objects(&text(&output.stdout)).len(), 2);
    let output = desk.run(&["extract", "missing.txt"]);
    bad(&output, 3, &["no such file"]);
    assert!(output.stdout.is_empty());
    let output = desk.run(&["print", "missing.txt"]);
    bad(&output, 3, &["no such file"]);
    assert!(output.stdout.is_empty());
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let desk = Desk::new();
    let output = desk.file("out.json", "before");
    assert_eq!(good(desk.run(&["extract", "-o", "out.json", "short.txt"])), "");
    let object: Value = serde_json::from_str(&fs::read_to_string(&output).unwrap()).unwrap();
    assert_eq!(object["path"], "short.txt");
    bad(&desk.run(&["extract", "-o", "no/out.json", "short.txt"]), 4, &["cannot write no/out.json"]);
    let names: Vec<_> = fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains(".part")), "{names:?}");
}

#[test]
fn what_failed_leaves_the_file_that_was_there() {
    let desk = Desk::new();
    let output = desk.file("out.json", "before");
    bad(&desk.run(&["extract", "-o", "out.json", "missing.txt"]), 3, &["no such file"]);
    assert_eq!(fs::read_to_string(&output).unwrap(), "before");
}

#[test]
fn no_input_is_written_over() {
    let desk = Desk::new();
    for arguments in [
        ["extract", "short.txt", "-o", "./short.txt", "--lang=en"],
        ["export", "--format=gold", "short.txt", "-o", "."],
        ["export", "--format=gold", "sample.txt", "-o", "short.txt"],
        ["extract", "--format=brat", "short.txt", "-o", "."],
    ] {
        bad(&desk.run(&arguments), 2, &["short.txt: is "]);
        assert_eq!(fs::read_to_string(desk.0.path().join("short.txt")).unwrap(), TEXT, "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let desk = Desk::new();
    desk.file("long.txt", article::sample().text.repeat(40));
    for command in ["print", "extract", "print --bidi logical"] {
        let output = desk.shell(&format!("\"$ISNAD\" {command} long.txt | head -n 1; echo ${{PIPESTATUS[0]}}"));
        assert_eq!(text(&output.stderr), "", "{command}");
        assert!(text(&output.stdout).ends_with("\n0\n"), "{command}: {}", text(&output.stdout));
    }
}

fn nfkc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text).into_owned()
}

#[test]
fn printed_rows_are_visual_and_fit_the_width() {
    let desk = Desk::new();
    let written = good(desk.run(&["print", "--width", "60", "sample.txt"]));
    for row in written.lines() {
        assert!(row.width() <= 60, "{row}");
        assert_eq!(row.trim_end(), row);
    }
    // The headline as it is seen: shaped, its last word at the left, its first at the right edge.
    let first = written.lines().next().unwrap();
    assert_eq!(first.width(), 60);
    let seen: String = nfkc(first.trim_start()).chars().rev().collect();
    assert!(article::sample().text.starts_with(&seen), "{seen}");
    assert!(!first.contains('ر') && first.contains('\u{feae}'), "{first}");
    // No invisible controls were added.
    assert!(!written.contains(['\u{200e}', '\u{200f}', '\u{202b}', '\u{2067}', '\u{1b}']));
}

#[test]
fn printed_in_logical_order_the_words_are_those_of_the_text() {
    let desk = Desk::new();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for width in ["60", "23", "7"] {
        let written = good(desk.run(&["print", "--bidi", "logical", "--width", width, "sample.txt"]));
        if width != "7" {
            assert!(written.lines().all(|row| row.width() <= width.parse().unwrap()));
            assert_eq!(words(&written), words(&article::sample().text), "width {width}");
        }
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&written), letters(&article::sample().text), "width {width}");
    }
    assert_eq!(good(desk.pipe(&["print", "--bidi", "logical", "-"], TEXT)), TEXT);
}

#[test]
fn a_large_file_is_printed_whole_and_not_extracted_in_part() {
    let desk = Desk::new();
    let mut large = String::with_capacity(17 << 20);
    let mut count = 0;
    while large.len() <= 16 << 20 {
        count += 1;
        // Blanks at the end of a line take no time to lay out.
        large.push_str(&format!("{count} السطر{}\n\n", " ".repeat(8000)));
    }
    desk.file("large.txt", &large);
    let written = good(desk.run(&["print", "--bidi", "logical", "--width", "1000", "large.txt"]));
    let numbers = written.lines().filter_map(|row| row.split(' ').next()?.parse::<i32>().ok());
    assert!(numbers.eq(1..=count), "{count} paragraphs");
    assert_eq!(written.lines().count(), 2 * count as usize - 1);

    let output = desk.run(&["extract", "large.txt"]);
    bad(&output, 3, &["large.txt: is larger than 16 MiB"]);
    assert!(output.stdout.is_empty());
    let output = desk.run(&["extract", "large.txt", "short.txt"]);
    bad(&output, 4, &["large.txt: is larger than 16 MiB", "1 of 2 inputs"]);
    let objects = objects(&text(&output.stdout));
    assert_eq!((objects[0]["text"].as_str(), objects[0]["errors"].as_array().unwrap().len()), (Some(""), 1));
    assert_eq!(objects[1]["text"], TEXT);
    bad(&desk.pipe(&["extract", "-"], &large), 3, &["standard input: is larger than 16 MiB"]);
}

#[test]
fn every_shell_gets_completions_of_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let written = good(desk.run(&["completions", shell]));
        for command in COMMANDS {
            assert!(written.contains(command), "{shell} lacks {command}");
        }
    }
    bad_usage(&desk.run(&["completions", "tcsh"]));
}

#[test]
fn the_manual_names_every_command_and_has_a_page_for_each() {
    let desk = Desk::new();
    let page = good(desk.run(&["man"]));
    assert!(page.starts_with(".ie") || page.contains(".TH"), "{page}");
    for command in COMMANDS {
        assert!(page.contains(&format!("isnad\\-{command}")), "{command}");
    }
    good(desk.run(&["man", "pages"]));
    for command in COMMANDS {
        let page = fs::read_to_string(desk.0.path().join(format!("pages/isnad-{command}.1"))).unwrap();
        assert!(page.contains(&format!("isnad\\-{command}")), "{page}");
    }
}

#[test]
fn versions_and_help() {
    let desk = Desk::new();
    let version = good(desk.run(&["--version"]));
    assert!(version.starts_with(&format!("isnad {}", env!("CARGO_PKG_VERSION"))), "{version}");
    let help = good(desk.run(&["--help"]));
    for command in COMMANDS {
        assert!(help.contains(command), "{command}");
    }
    bad_usage(&desk.run(&["--sideways"]));
    bad_usage(&desk.run(&["extract"]));
    bad_usage(&desk.run(&["print", "--width", "0", "short.txt"]));
}

#[track_caller]
fn bad_usage(output: &Output) {
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
}
