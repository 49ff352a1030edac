//! What the tests share: cases counted, files read.

use crate::text_common::{say, say_skipped};

const FOLDER: &str = "/usr/share/unicode";

/// Counts cases, prints the first ten that fail and are not excused.
pub struct Report {
    name: &'static str,
    excused: &'static [usize],
    used: Vec<usize>,
    ran: usize,
    failed: Vec<usize>,
}

impl Report {
    /// `excused` are the numbers of cases that fail because a library is of another Unicode version.
    pub fn new(name: &'static str, excused: &'static [usize]) -> Report {
        Report { name, excused, used: Vec::new(), ran: 0, failed: Vec::new() }
    }

    pub fn case(&mut self, number: usize, line: &str, result: Result<(), String>) {
        self.ran += 1;
        let Err(why) = result else { return };
        if self.excused.contains(&number) {
            self.used.push(number);
            return;
        }
        self.failed.push(number);
        if self.failed.len() <= 10 {
            say(&format!("{}, {number}: {line}\n    {why}", self.name));
        }
    }

    pub fn end(self, at_least: usize) {
        let Report { name, excused, used, ran, failed } = self;
        say(&format!("{name}: {ran} cases, {} failures, {} of another Unicode version", failed.len(), used.len()));
        assert!(ran >= at_least, "{name} is cut short: {ran} cases");
        assert!(failed.is_empty(), "{failed:?}");
        assert_eq!(used, excused, "an excuse that nothing needs");
    }
}

/// The lines that are not comments, with their numbers from 1.
pub fn lines(file: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = file.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#') && !line.starts_with('@'))
}

/// A line of a break test: its text, and the bytes before which `÷` stands, without the first.
pub fn break_case(line: &str) -> (String, Vec<usize>) {
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

pub fn point(hex: &str) -> char {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

pub fn range_of(range: &str) -> impl Iterator<Item = char> + use<> {
    let (first, last) = range.split_once("..").unwrap_or((range, range));
    point(first)..=point(last)
}

pub fn assigned(names: &str) -> impl Iterator<Item = char> {
    lines(names).filter_map(|(_, line)| line.split(';').next()).map(point)
}

/// Debian's files of these names, or nothing where one is absent.
pub fn debian<const N: usize>(names: [&str; N]) -> Option<[String; N]> {
    let mut texts = [const { String::new() }; N];
    for (text, name) in texts.iter_mut().zip(names) {
        let Ok(found) = std::fs::read_to_string(format!("{FOLDER}/{name}")) else {
            say_skipped(&format!("{FOLDER}/{name}"), "Debian: apt-get install unicode-data");
            return None;
        };
        *text = found;
    }
    Some(texts)
}
