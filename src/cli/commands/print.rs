//! `isnad print`: the article's own lines as a screen of a given width would show them.

use std::io::{self, IsTerminal, Write};

use crate::article::{self, Article, OpenError, Origin, WindowAt};
use crate::cli::args::Print;
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::output::to_stdout;
use crate::config::{BidiWish, HarakatWish, Settings, ShapesWish};
use crate::span::{Column, Offset, Span};
use crate::text::{self, Direction, Harakat, Layout, LayoutOptions, Shapes, VisualLine};
use crate::tui::NoTerminal;
use crate::tui::terminal::{Lines, Printing, Wishes, columns};

/// The width where there is no terminal to ask.
const WIDTH: u16 = 80;

/// Writes the article line by line: in visual order and joined, or with `--bidi logical` in logical order, wrapped. A
/// large file is written window by window.
pub fn run(print: &Print, settings: &Settings) -> Result<(), Failure> {
    let article = input::open(&print.file)?;
    let width = print.width.or_else(columns).unwrap_or(WIDTH);
    let options = LayoutOptions {
        width: Column(width),
        direction: Direction::Auto,
        shapes: if settings.shapes == Some(ShapesWish::Base) { Shapes::Base } else { Shapes::Forms },
        harakat: if settings.harakat == HarakatWish::Hide { Harakat::Hide } else { Harakat::Keep },
    };
    let is_cut = input::is_cut(&article);
    let mut pages = Pages { next: Some(article), failure: None };
    let is_visual = settings.bidi != BidiWish::Logical;
    let lines = (is_visual && io::stdout().is_terminal()).then(|| Lines::of_process(&Wishes::of(settings)));
    let printing = lines.as_ref().map(Printing::begin).transpose().map_err(NoTerminal::from)?;
    to_stdout(|out| match &lines {
        Some(lines) => visual(&mut pages, &options, out, |row| lines.encode(row.iter().copied())),
        None if is_visual => visual(&mut pages, &options, out, |row| row.concat()),
        None => logical(&mut pages, &options, out),
    })?;
    drop(printing);
    match pages.failure {
        Some(cause) => Err(cause.into()),
        None if is_cut => Err(Failure::Cut { name: input::name_of(&print.file), limit: input::limit() }),
        None => Ok(()),
    }
}

/// An article, or the windows of a large file one after the other.
struct Pages {
    next: Option<Article>,
    failure: Option<OpenError>,
}

impl Iterator for Pages {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        let article = self.next.take()?;
        if let (Origin::File(path), Some(window)) = (&article.origin, article.window)
            && window.end < window.file
        {
            match article::open_window(path, WindowAt::After(&window)) {
                Ok(after) => self.next = Some(after),
                Err(cause) => self.failure = Some(cause),
            }
        }
        Some(article)
    }
}

/// Rows in visual order, each encoded for whoever reads them.
fn visual(
    pages: &mut Pages,
    options: &LayoutOptions,
    out: &mut dyn Write,
    encode: impl Fn(&[&str]) -> String,
) -> io::Result<()> {
    each_line(pages, options, |layout, line, _| {
        let mut row = vec![" "; usize::from(layout.left_padding(line, options.width).0)];
        row.extend(line.cells.iter().map(|cell| cell.symbol.as_str()));
        writeln!(out, "{}", encode(&row).trim_end())
    })
}

/// Rows in logical order, broken where the visual ones are.
fn logical(pages: &mut Pages, options: &LayoutOptions, out: &mut dyn Write) -> io::Result<()> {
    each_line(pages, options, |_, line, block| {
        let words: String = line.span.of(block).chars().filter(|c| !c.is_control()).collect();
        writeln!(out, "{}", words.trim_end())
    })
}

/// Goes over the lines of all blocks, with the lines that were blank in the text left blank.
fn each_line(
    pages: &mut Pages,
    options: &LayoutOptions,
    mut write: impl FnMut(&Layout, &VisualLine, &str) -> io::Result<()>,
) -> io::Result<()> {
    let blank = text::layout("", options);
    // Line ends since the last line that was written, once there is one.
    let mut ends: Option<usize> = None;
    for article in pages {
        let mut at = Offset(0);
        for block in &article.blocks {
            let between = ends.map_or(0, |ends| ends + line_ends(&article, at, block.span.start));
            for _ in 1..between {
                write(&blank, &blank.lines[0], "")?;
            }
            let words = block.span.of(&article.text);
            let layout = text::layout(words, options);
            for line in &layout.lines {
                write(&layout, line, words)?;
            }
            (at, ends) = (block.span.end, Some(0));
        }
        ends = ends.map(|ends| ends + line_ends(&article, at, Offset(article.text.len())));
    }
    Ok(())
}

fn line_ends(article: &Article, start: Offset, end: Offset) -> usize {
    Span { start, end }.of(&article.text).matches('\n').count()
}
