//! `isnad doctor`: what terminal this is, how Arabic is sent to it, and which of the ways reads right.

use std::io::{self, IsTerminal};

use crate::cli::args::Doctor;
use crate::cli::fail::Failure;
use crate::cli::output::to_stdout;
use crate::config::Settings;
use crate::span::Column;
use crate::text::{self, Direction, LayoutOptions};
use crate::tui::NoTerminal;
use crate::tui::doctor::{self, Findings};
use crate::tui::terminal::{Lines, Printing, columns};
use crate::words::Words;

/// Shows the doctor on the screen, or writes what was found. Without a terminal it writes what the environment says.
pub fn run(options: &Doctor, settings: &Settings) -> Result<(), Failure> {
    let only_fonts = options.fonts && !options.terminal;
    if options.json {
        let fonts = if options.fonts { doctor::installed_fonts() } else { None };
        let report = doctor::report(&doctor::examine(settings), fonts.as_deref());
        return to_stdout(|out| writeln!(out, "{report:#}"));
    }
    let is_terminal = io::stdout().is_terminal();
    if !options.terminal && !options.fonts && is_terminal {
        match doctor::run(settings) {
            Err(NoTerminal::Dumb) => {}
            result => return Ok(result?),
        }
    }
    let words = settings.words();
    let findings = doctor::examine(settings);
    let mut lines = Vec::new();
    if !only_fonts {
        lines.extend(findings.lines(words).iter().map(|line| format!("{}: {}", line.label, line.value)));
    }
    if options.fonts {
        lines.extend(doctor::font_advice(words, doctor::installed_fonts().as_deref()));
    }
    if !options.terminal && !options.fonts {
        lines.push(words.say("doctor.no-eye-test").to_owned());
    }
    write(&lines, &findings, words)
}

/// Writes lines: in visual order to a terminal, in logical order to anything else.
fn write(lines: &[String], findings: &Findings, words: Words) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return to_stdout(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")));
    }
    let direction = if words.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight };
    let width = columns().unwrap_or(80);
    let options = LayoutOptions { direction, ..LayoutOptions::of_width(width) };
    let terminal = Lines::of_profile(findings.in_force.clone());
    let _printing = Printing::begin(&terminal).map_err(NoTerminal::from)?;
    to_stdout(|out| {
        for line in lines {
            // Lines of a configuration file are to be copied: they stay at the left.
            let is_code = line.is_ascii();
            let options =
                if is_code { LayoutOptions { direction: Direction::LeftToRight, ..options } } else { options };
            let layout = text::layout(line, &options);
            for row in &layout.lines {
                let padding = layout.left_padding(row, Column(width));
                let blanks = std::iter::repeat_n(" ", usize::from(padding.0));
                let sent = terminal.encode(blanks.chain(row.cells.iter().map(|cell| cell.symbol.as_str())));
                writeln!(out, "{}", sent.trim_end())?;
            }
        }
        Ok(())
    })
}
