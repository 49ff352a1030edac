//! `isnad print`: the article's own lines as a screen of a given width would show them.

use std::io::{self, IsTerminal, Write};

use crate::article::Article;
use crate::cli::args::Print;
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::output::to_stdout;
use crate::config::{BidiWish, HarakatWish, Settings, ShapesWish};
use crate::span::{Column, Span};
use crate::text::{self, Direction, Harakat, Layout, LayoutOptions, Shapes, VisualLine};
use crate::tui::terminal::{Lines, columns};

/// The width where there is no terminal to ask.
const WIDTH: u16 = 80;

/// Writes the article line by line: in visual order and joined, or with `--bidi logical` in logical order, wrapped.
pub fn run(print: &Print, settings: &Settings) -> Result<(), Failure> {
    let article = input::open(&print.file)?;
    let width = print.width.or_else(columns).unwrap_or(WIDTH);
    let options = LayoutOptions {
        width: Column(width),
        direction: Direction::Auto,
        shapes: if settings.shapes == Some(ShapesWish::Base) { Shapes::Base } else { Shapes::Forms },
        harakat: if settings.harakat == HarakatWish::Hide { Harakat::Hide } else { Harakat::Keep },
    };
    to_stdout(|out| match settings.bidi {
        BidiWish::Logical => logical(&article, &options, out),
        _ if io::stdout().is_terminal() => {
            let lines = Lines::of_process(settings.bidi, settings.harakat);
            out.write_all(lines.enter().as_bytes())?;
            visual(&article, &options, out, |row| lines.encode(row.iter().copied()))?;
            out.write_all(lines.leave().as_bytes())
        }
        _ => visual(&article, &options, out, |row| row.concat()),
    })
}

/// Rows in visual order, each encoded for whoever reads them.
fn visual(
    article: &Article,
    options: &LayoutOptions,
    out: &mut dyn Write,
    encode: impl Fn(&[&str]) -> String,
) -> io::Result<()> {
    each_line(article, options, |layout, line, _| {
        let mut row = vec![" "; usize::from(layout.left_padding(line, options.width).0)];
        row.extend(line.cells.iter().map(|cell| cell.symbol.as_str()));
        writeln!(out, "{}", encode(&row).trim_end())
    })
}

/// Rows in logical order, broken where the visual ones are.
fn logical(article: &Article, options: &LayoutOptions, out: &mut dyn Write) -> io::Result<()> {
    each_line(article, options, |_, line, block| {
        let words: String = line.span.of(block).chars().filter(|c| !c.is_control()).collect();
        writeln!(out, "{}", words.trim_end())
    })
}

/// Goes over the lines of all blocks, with the lines that were blank in the text left blank.
fn each_line(
    article: &Article,
    options: &LayoutOptions,
    mut write: impl FnMut(&Layout, &VisualLine, &str) -> io::Result<()>,
) -> io::Result<()> {
    let mut end = None;
    for block in &article.blocks {
        let between = end.map_or("", |end| Span { start: end, end: block.span.start }.of(&article.text));
        let blank = text::layout("", options);
        for _ in 1..between.matches('\n').count() {
            write(&blank, &blank.lines[0], "")?;
        }
        let words = block.span.of(&article.text);
        let layout = text::layout(words, options);
        for line in &layout.lines {
            write(&layout, line, words)?;
        }
        end = Some(block.span.end);
    }
    Ok(())
}
