//! What commands say of texts in other languages than Arabic, and which way the lines of a page run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PERSIAN: &str = "وزیر کشاورزی و چهار پرسش\n\nوزیر کشاورزی گفت که «محصول امسال بهتر از پارسال است» و افزود قیمت‌ها پیش از زمستان پایین می‌آید.\n\nبه گفته او، چهار استان هنوز گزارشی نداده‌اند و پژوهشگران در انتظار آمار هستند.\n";

struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).expect("written");
        path
    }

    fn run(&self, arguments: &[&str], file: &Path) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.env("ISNAD_LIBRARY", self.0.path().join("library")).env("LANG", "C").env("HOME", self.0.path());
        command.args(arguments).arg(file).output().expect("it runs")
    }
}

fn said(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn no_claims_are_shown_of_a_text_in_persian() {
    let desk = Desk::new();
    let file = desk.file("a.txt", PERSIAN);
    let output = desk.run(&["extract"], &file);
    assert!(output.status.success());
    let object: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(object["language"], "fa");
    assert_eq!(object["claims"].as_array().map(Vec::len), Some(0));
    assert_eq!(object["warnings"][0], "The text is in Persian; claims are found in Arabic only");
    for arguments in [["label", "--lang=en"], ["extract", "--explain"]] {
        let output = desk.run(&arguments, &file);
        assert!(output.status.success() && said(&output.stdout).contains("The text is in Persian"), "{arguments:?}");
    }
    let output = desk.run(&["check", "--lang=en"], &file);
    assert!(said(&output.stderr).contains("a.txt: The text is in Persian"), "{}", said(&output.stderr));
}

#[test]
fn the_direction_of_a_page_counts_before_the_first_letter() {
    let desk = Desk::new();
    let page = |dir: &str| {
        let words =
            "<p>OPEC قررت خفض الإنتاج في اجتماعها الأخير، وقال أمينها العام إن «السوق متوازنة» ولا حاجة إلى المزيد.</p>";
        format!(
            "<!doctype html><html {dir}><head><title>قرار</title></head><body><article><h1>قرار</h1>{}</article></body></html>",
            words.repeat(6)
        )
    };
    let first = |dir: &str| {
        let file = desk.file("a.html", &page(dir));
        let output = desk.run(&["print", "--width=60"], &file);
        said(&output.stdout).lines().find(|line| line.contains("OPEC")).expect("a line").to_owned()
    };
    assert!(first("").starts_with("OPEC"));
    assert!(first("dir=\"rtl\"").ends_with("OPEC"));
    assert!(first("dir=\"ltr\"").starts_with("OPEC"));
}
