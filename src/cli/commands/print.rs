//! `isnad print`: the article's own lines as a screen of a given width would show them.

use std::io::{self, IsTerminal, Write};

use crate::article::{self, Manuscript, OpenError, Origin, WindowAt};
use crate::cli::args::Print;
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::output::to_stdout;
use crate::config::{BidiWish, Settings};
use crate::span::{Column, Offset, Span};
use crate::text::{LayoutOptions, Line, Lines};
use crate::tui::NoTerminal;
use crate::tui::terminal::{self, Printing, Wishes};

/// The width where there is no terminal to ask.
const WIDTH: u16 = 80;

/// Writes the article line by line: in visual order and joined, or with `--bidi logical` in logical order, wrapped. A
/// large file is written window by window.
pub fn run(print: &Print, settings: &Settings) -> Result<(), Failure> {
    let text = input::open_text(&print.file)?;
    let width = print.width.or_else(terminal::columns).unwrap_or(WIDTH);
    let options = settings.layout_options_in(Column(width), text.direction());
    let is_cut = input::is_cut(&text.warnings);
    let mut pages = Pages { next: Some(text), failure: None };
    let is_visual = settings.bidi != BidiWish::Logical;
    let lines = (is_visual && io::stdout().is_terminal()).then(|| terminal::Lines::of_process(&Wishes::of(settings)));
    let printing = lines.as_ref().map(Printing::begin).transpose().map_err(NoTerminal::from)?;
    to_stdout(|out| match &lines {
        Some(lines) => encoded(&mut pages, &options, out, lines),
        None if is_visual => visual(&mut pages, &options, out),
        None => logical(&mut pages, &options, out),
    })?;
    drop(printing);
    match pages.failure {
        Some(cause) => Err(cause.into()),
        None if is_cut => Err(Failure::Cut { name: input::name_of(&print.file), limit: input::limit() }),
        None => Ok(()),
    }
}

/// A text, or the windows of a large file one after the other.
struct Pages {
    next: Option<Manuscript>,
    failure: Option<OpenError>,
}

impl Iterator for Pages {
    type Item = Manuscript;

    fn next(&mut self) -> Option<Manuscript> {
        let text = self.next.take()?;
        if let (Origin::File(path), Some(window)) = (&text.origin, text.window)
            && window.end < window.file
        {
            match article::open_window_text(path, WindowAt::After(&window)) {
                Ok(after) => self.next = Some(after),
                Err(cause) => self.failure = Some(cause),
            }
        }
        Some(text)
    }
}

/// Rows in visual order.
fn visual(pages: &mut Pages, options: &LayoutOptions, out: &mut dyn Write) -> io::Result<()> {
    each_line(pages, options, out, |line, _, padding, rows| {
        rows.resize(rows.len() + padding, b' ');
        line.push_to(rows);
    })
}

/// Rows in visual order, each encoded for the terminal that reads them.
fn encoded(pages: &mut Pages, options: &LayoutOptions, out: &mut dyn Write, lines: &terminal::Lines) -> io::Result<()> {
    each_line(pages, options, out, |line, _, padding, rows| {
        let line = line.visual();
        let symbols = line.cells.iter().map(|cell| cell.symbol.as_str());
        let row = lines.encode(std::iter::repeat_n(" ", padding).chain(symbols));
        rows.extend_from_slice(row.as_bytes());
    })
}

/// Rows in logical order, broken where the visual ones are.
fn logical(pages: &mut Pages, options: &LayoutOptions, out: &mut dyn Write) -> io::Result<()> {
    each_line(pages, options, out, |line, block, _, rows| {
        let words: String = line.span().of(block).chars().filter(|c| !c.is_control()).collect();
        rows.extend_from_slice(words.trim_end().as_bytes());
    })
}

/// So many bytes of rows are written at a time.
const CHUNK: usize = 64 * 1024;

/// Lays out all lines of the text, with those that were blank in the text left blank: `push` puts a line, of the
/// given line of the text and with that many blank columns before it, at the end of the rows.
fn each_line(
    pages: &mut Pages,
    options: &LayoutOptions,
    out: &mut dyn Write,
    push: impl Fn(Line, &str, usize, &mut Vec<u8>),
) -> io::Result<()> {
    let mut rows: Vec<u8> = Vec::with_capacity(CHUNK + CHUNK / 4);
    let mut spare = Lines::new("", options);
    // Line ends since the last line that was written, once there is one.
    let mut ends: Option<usize> = None;
    for page in pages {
        let mut at = Offset(0);
        for span in page.lines() {
            let between = ends.map_or(0, |ends| ends + line_ends(&page.text, at, span.start));
            rows.resize(rows.len() + between.saturating_sub(1), b'\n');
            let words = span.of(&page.text);
            let mut lines = spare.over(words);
            let room = if lines.right_to_left() { usize::from(options.width.0) } else { 0 };
            while let Some(line) = lines.next_line() {
                let start = rows.len();
                let padding = room.saturating_sub(usize::from(line.width().0));
                push(line, words, padding, &mut rows);
                let drawn = without_blanks(&rows[start..]).len();
                rows.truncate(start + drawn);
                rows.push(b'\n');
                if rows.len() >= CHUNK {
                    out.write_all(&rows)?;
                    rows.clear();
                }
            }
            spare = lines.over("");
            (at, ends) = (span.end, Some(0));
        }
        ends = ends.map(|ends| ends + line_ends(&page.text, at, Offset(page.text.len())));
    }
    out.write_all(&rows)
}

/// A row without the blanks at its end; of the other blanks of Unicode only the ideographic one is drawn as itself.
fn without_blanks(mut row: &[u8]) -> &[u8] {
    loop {
        row = row.trim_ascii_end();
        match row.strip_suffix("\u{3000}".as_bytes()) {
            Some(rest) => row = rest,
            None => return row,
        }
    }
}

fn line_ends(text: &str, start: Offset, end: Offset) -> usize {
    memchr::memchr_iter(b'\n', Span { start, end }.of(text).as_bytes()).count()
}
