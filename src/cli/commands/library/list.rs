//! `isnad library list`: articles, a page at a time from the library, one after the other to standard output.

use std::io::{self, Write};

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::cli::args::{List, ListFormat, Sort};
use crate::cli::fail::Failure;
use crate::cli::named::library;
use crate::cli::output::to_stdout;
use crate::config::Settings;
use crate::export::escaped;
use crate::store::{DocumentFilter, DocumentQuery, DocumentRow, DocumentSort, Start, Store, StoreError};
use crate::words::Words;

/// How many articles are asked for at once.
const PAGE: usize = 500;
/// The most cells that the outlet takes in a table.
const OUTLET: usize = 24;

/// Writes the list; where it is empty, that is said by the exit code.
pub fn run(list: &List, settings: &Settings) -> Result<(), Failure> {
    let store = library(settings)?;
    let query = query(list)?;
    let words = settings.words();
    let (mut rows, mut trouble) = (Pages::of(&store, query, list.limit.unwrap_or(usize::MAX)), None);
    let first = rows.next_page()?;
    if first.is_empty() {
        if list.format == ListFormat::Json {
            to_stdout(|out| out.write_all(b"[]\n"))?;
        }
        return Err(Failure::NotFound("no such article in the library".to_owned()));
    }
    to_stdout(|out| {
        head(list.format, words, out)?;
        let (mut page, mut written) = (first, 0);
        while !page.is_empty() {
            for row in &page {
                write(list.format, row, words, written == 0, out)?;
                written += 1;
            }
            page = rows.next_page().unwrap_or_else(|error| {
                trouble = Some(error);
                Vec::new()
            });
        }
        if list.format == ListFormat::Json { out.write_all(b"\n]\n") } else { Ok(()) }
    })?;
    trouble.map_or(Ok(()), |error| Err(error.into()))
}

fn query(list: &List) -> Result<DocumentQuery, Failure> {
    let sort = match list.sort {
        Sort::Day => DocumentSort::Day,
        Sort::Added => DocumentSort::Added,
        Sort::Outlet => DocumentSort::Outlet,
        Sort::Title => DocumentSort::Title,
        Sort::Unchecked => DocumentSort::Unchecked,
    };
    let filter = DocumentFilter {
        outlet: list.outlet.clone(),
        tag: list.tag.clone(),
        since: list.since.as_deref().map(|day| checked("--since", day)).transpose()?,
        until: list.until.as_deref().map(|day| checked("--until", day)).transpose()?,
        text: list.text.clone().unwrap_or_default(),
        unread: list.unread,
        unchecked: list.unchecked,
    };
    let direction = if list.reverse { sort.direction().reversed() } else { sort.direction() };
    Ok(DocumentQuery { filter, sort, direction, ..DocumentQuery::default() })
}

/// A year, a month or a day.
fn checked(option: &str, typed: &str) -> Result<String, Failure> {
    let shape: String = typed.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if ["0000", "0000-00", "0000-00-00"].contains(&shape.as_str()) {
        return Ok(typed.to_owned());
    }
    Err(Failure::Usage(format!("{option} {typed}: a year, month or day is expected: 2021, 2021-07, 2021-07-22")))
}

/// The pages of a list.
struct Pages<'a> {
    store: &'a Store,
    query: DocumentQuery,
    left: usize,
}

impl<'a> Pages<'a> {
    fn of(store: &'a Store, query: DocumentQuery, left: usize) -> Pages<'a> {
        Pages { store, query, left }
    }

    fn next_page(&mut self) -> Result<Vec<DocumentRow>, StoreError> {
        self.query.limit = self.left.min(PAGE);
        if self.left == 0 {
            return Ok(Vec::new());
        }
        let rows = self.store.documents(&self.query)?;
        self.left -= rows.len();
        if let Some(last) = rows.last() {
            self.query.start = Start::After(last.mark(self.query.sort));
        }
        Ok(rows)
    }
}

fn head(format: ListFormat, words: Words, out: &mut dyn Write) -> io::Result<()> {
    let of = |key: &str| words.say(&format!("list.{key}"));
    match format {
        ListFormat::Json => out.write_all(b"["),
        ListFormat::Tsv => writeln!(out, "id\tday\toutlet\tclaims\tunchecked\tread\tversions\thash\ttitle"),
        ListFormat::Table => {
            let cells = ["id", "day", "read", "claims", "unchecked", "outlet", "title"];
            table_row(&cells.map(|key| of(key).to_owned()), out)
        }
    }
}

fn write(format: ListFormat, row: &DocumentRow, words: Words, is_first: bool, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ListFormat::Json => {
            let object = serde_json::to_vec(&object(row))?;
            out.write_all(if is_first { b"\n" } else { b",\n" })?;
            out.write_all(&escaped(&object))
        }
        ListFormat::Tsv => {
            let read = row.opened.map(|at| at.to_string()).unwrap_or_default();
            let (id, outlet, title) = (row.key.number(), flat(&row.outlet), flat(&row.title));
            let DocumentRow { day, claims, unchecked, versions, hash, .. } = row;
            writeln!(out, "{id}\t{day}\t{outlet}\t{claims}\t{unchecked}\t{read}\t{versions}\t{hash}\t{title}")
        }
        ListFormat::Table => {
            let read = if row.opened.is_some() { "" } else { words.say("list.unread") };
            let cells = [
                row.key.number().to_string(),
                row.day.clone(),
                read.to_owned(),
                row.claims.to_string(),
                row.unchecked.to_string(),
                cut(&flat(&row.outlet), OUTLET),
                flat(&row.title),
            ];
            table_row(&cells, out)
        }
    }
}

/// Columns of fixed width, the title last.
fn table_row(cells: &[String; 7], out: &mut dyn Write) -> io::Result<()> {
    const WIDTHS: [usize; 6] = [7, 10, 8, 7, 9, OUTLET];
    let (columns, title) = cells.split_at_checked(WIDTHS.len()).unwrap_or((cells, &[]));
    for (at, (cell, width)) in columns.iter().zip(WIDTHS).enumerate() {
        let blanks = " ".repeat(width.saturating_sub(cell.width()));
        // Numbers end below each other.
        if matches!(at, 0 | 3 | 4) { write!(out, "{blanks}{cell}  ")? } else { write!(out, "{cell}{blanks}  ")? }
    }
    writeln!(out, "{}", title.concat())
}

/// Words on one line, with nothing in them that a terminal obeys.
fn flat(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut short = String::new();
    for c in words.chars() {
        if short.width() + 2 > width {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// An article as data.
fn object(row: &DocumentRow) -> Value {
    let said = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    json!({
        "id": row.key.number(), "hash": row.hash, "title": row.title, "outlet": said(&row.outlet),
        "byline": said(&row.byline), "url": said(&row.url), "language": said(&row.language),
        "published": said(&row.published), "day": row.day, "added": row.added.to_string(),
        "read": row.opened.map(|at| at.to_string()), "claims": row.claims, "unchecked": row.unchecked,
        "versions": row.versions,
    })
}
