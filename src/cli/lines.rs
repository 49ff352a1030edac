//! Lines to read on standard output: as they are for a file or a pipe; as a screen shows them, and in colour, for a terminal.

use std::io::{self, IsTerminal};

use super::fail::Failure;
use super::output::to_stdout;
use crate::config::{BidiWish, ColorWish, Settings};
use crate::export::changes::{Line, Tone};
use crate::span::Column;
use crate::text::Lines;
use crate::tui::NoTerminal;
use crate::tui::terminal::{self, Printing, Wishes};

/// The width where there is no terminal to ask.
const WIDTH: u16 = 80;

/// Writes lines.
pub fn write(lines: &[Line], settings: &Settings) -> Result<(), Failure> {
    let is_terminal = io::stdout().is_terminal();
    let is_coloured = match settings.color {
        ColorWish::Always => true,
        ColorWish::Never => false,
        ColorWish::Auto => is_terminal,
    };
    let is_visual = is_terminal && settings.bidi != BidiWish::Logical;
    let shown = is_visual.then(|| terminal::Lines::of_process(&Wishes::of(settings)));
    let printing = shown.as_ref().map(Printing::begin).transpose().map_err(NoTerminal::from)?;
    to_stdout(|out| {
        for line in lines {
            let (before, after) = if is_coloured { colour(line.tone) } else { ("", "") };
            match &shown {
                None => writeln!(out, "{before}{}{after}", line.text)?,
                Some(shown) => {
                    for row in rows(&line.text, settings, shown) {
                        writeln!(out, "{before}{row}{after}")?;
                    }
                }
            }
        }
        Ok(())
    })?;
    drop(printing);
    Ok(())
}

/// A line as rows of the terminal at hand, each as it is sent.
fn rows(text: &str, settings: &Settings, shown: &terminal::Lines) -> Vec<String> {
    let width = terminal::columns().unwrap_or(WIDTH);
    let indent = text.len() - text.trim_start_matches(' ').len();
    let words = text.trim_start_matches(' ');
    let options = settings.layout_options(Column(width.saturating_sub(indent as u16).max(1)));
    let mut lines = Lines::new(words, &options);
    let is_rtl = lines.right_to_left();
    let mut rows = Vec::new();
    while let Some(line) = lines.next_line() {
        let line = line.visual();
        let drawn: u16 = line.cells.iter().map(|cell| u16::from(cell.width)).sum();
        let padding = if is_rtl { options.width.0.saturating_sub(drawn).into() } else { indent };
        let symbols = line.cells.iter().map(|cell| cell.symbol.as_str());
        rows.push(shown.encode(std::iter::repeat_n(" ", padding).chain(symbols)).trim_end().to_owned());
    }
    if rows.is_empty() { vec![String::new()] } else { rows }
}

/// What goes before and behind a line of this tone.
const fn colour(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Plain => ("", ""),
        Tone::Heading => ("\x1b[1m", "\x1b[0m"),
        Tone::Removed => ("\x1b[31m", "\x1b[0m"),
        Tone::Added => ("\x1b[32m", "\x1b[0m"),
        Tone::Warning => ("\x1b[33m", "\x1b[0m"),
    }
}
