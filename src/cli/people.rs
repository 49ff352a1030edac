//! Lines for people: on a terminal as its screen shows them, joined and in visual order; elsewhere as they are.

use std::io::{self, IsTerminal};

use super::fail::Failure;
use super::output::to_stdout;
use crate::config::{BidiWish, Settings};
use crate::span::Column;
use crate::text::Lines;
use crate::tui::NoTerminal;
use crate::tui::terminal::{self, Printing, Wishes};

/// The width where the terminal does not say.
const WIDTH: u16 = 80;

/// Writes `text` to standard output, wrapped and encoded where that is a terminal.
pub fn write(text: &str, settings: &Settings) -> Result<(), Failure> {
    if settings.bidi == BidiWish::Logical || !io::stdout().is_terminal() {
        return to_stdout(|out| out.write_all(text.as_bytes()));
    }
    let width = terminal::columns().unwrap_or(WIDTH);
    let lines = terminal::Lines::of_process(&Wishes::of(settings));
    let printing = Printing::begin(&lines).map_err(NoTerminal::from)?;
    let rows = rows(text, width, settings, &lines);
    to_stdout(|out| out.write_all(rows.as_bytes()))?;
    drop(printing);
    Ok(())
}

/// The lines of `text` as rows of at most `width` columns; those that run from right to left end at the right edge.
fn rows(text: &str, width: u16, settings: &Settings, lines: &terminal::Lines) -> String {
    let options = settings.layout_options(Column(width));
    let mut out = String::with_capacity(text.len() * 2);
    for paragraph in text.lines() {
        if paragraph.trim().is_empty() {
            out.push('\n');
            continue;
        }
        let mut laid = Lines::new(paragraph, &options);
        let room = if laid.right_to_left() { usize::from(width) } else { 0 };
        while let Some(line) = laid.next_line() {
            let padding = room.saturating_sub(usize::from(line.width().0));
            let line = line.visual();
            let symbols = line.cells.iter().map(|cell| cell.symbol.as_str());
            let row = lines.encode(std::iter::repeat_n(" ", padding).chain(symbols));
            out.push_str(row.trim_end());
            out.push('\n');
        }
    }
    out
}
