//! Claims with what was said of them as a table, one row a claim: CSV (RFC 4180) or TSV.
//!
//! The columns are those of [`super::csv`], then the marks. Decided here:
//!
//! - A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a tab for a formula, and text of the web may hold one
//!   that was put there for this. Such a cell gets an apostrophe before it, as OWASP advises, unless the table is asked for
//!   verbatim, for a program.
//! - A row of TSV is one line: tabs and line ends in a cell are blanks. CSV keeps them, quoted.
//! - No form of CSV can say that a sheet runs from right to left.

use std::io;

use super::annotated::{Annotated, Setting};
use super::csv::{self, COLUMNS};
use super::json;
use super::marks::{ClaimSaid, SourceSaid};
use crate::claims::name_key;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What parts the cells.
    pub cells: Cells,
    /// What is done with cells that a spreadsheet takes for formulas.
    pub formulas: Formulas,
}

/// What parts the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Commas.
    Csv,
    /// Tabs.
    Tsv,
}

/// What is done with cells that a spreadsheet takes for formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formulas {
    /// They get an apostrophe before them.
    Guarded,
    /// Nothing.
    Verbatim,
}

/// The columns behind those of `csv::COLUMNS`, but for its last, `error`.
pub const MARKS: [&str; 18] = [
    "verdict",
    "verdict_name",
    "verdict_rating",
    "credibility",
    "status",
    "note",
    "tags",
    "said",
    "pinned",
    "evidence",
    "contradicts",
    "reliability",
    "source_note",
    "source_tags",
    "outlet",
    "url",
    "day",
    "article",
];

/// The first row.
pub fn header(form: Form) -> io::Result<Vec<u8>> {
    let columns: Vec<String> = own_columns().iter().chain(&MARKS).map(|name| (*name).to_owned()).collect();
    written(form, &[columns])
}

/// A row, with what it is put in order by across articles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranked {
    /// The source, those without one last.
    source: (bool, String),
    /// The day, those without one last.
    day: (bool, String),
    row: Vec<String>,
}

/// The rows of an article, each with its rank among those of others: by source, then by day.
pub fn ranked(annotated: &Annotated<'_>, setting: &Setting<'_>) -> Vec<Ranked> {
    let published = annotated.day().map(|day| day.to_string()).unwrap_or_default();
    let claims = annotated.each().zip(cells(annotated, setting));
    let last = |text: String| (text.is_empty(), text);
    let ranked = claims.map(|((_, claim, said), row)| {
        let name = annotated.source_of(claim).map(|(_, source)| name_key(&source.name)).unwrap_or_default();
        let said = said.map(|said| said.said.clone()).filter(|said| !said.is_empty());
        Ranked { source: last(name), day: last(said.unwrap_or_else(|| published.clone())), row }
    });
    ranked.collect()
}

/// Rows by source, then by day, then as they came.
pub fn in_order(mut rows: Vec<Ranked>, form: Form) -> io::Result<Vec<u8>> {
    rows.sort_by(|left, right| (&left.source, &left.day).cmp(&(&right.source, &right.day)));
    written(form, &rows.into_iter().map(|ranked| ranked.row).collect::<Vec<_>>())
}

/// The rows of an article.
pub fn rows(annotated: &Annotated<'_>, setting: &Setting<'_>, form: Form) -> io::Result<Vec<u8>> {
    written(form, &cells(annotated, setting))
}

fn cells(annotated: &Annotated<'_>, setting: &Setting<'_>) -> Vec<Vec<String>> {
    let object = json::known(annotated.article, &annotated.corrected, setting.words);
    annotated
        .each()
        .zip(&object.claims)
        .map(|((_, claim, said), written)| {
            let source = claim.source.and_then(|id| annotated.sources.get(&id));
            let mut row = csv::row(&object, written).to_vec();
            row.truncate(own_columns().len());
            row.extend(marks(annotated, setting, said, source));
            row
        })
        .collect()
}

fn own_columns() -> &'static [&'static str] {
    COLUMNS.split_last().map_or(&[], |(_, columns)| columns)
}

fn marks(
    annotated: &Annotated<'_>,
    setting: &Setting<'_>,
    said: Option<&ClaimSaid>,
    source: Option<&SourceSaid>,
) -> [String; MARKS.len()] {
    let empty = ClaimSaid::default();
    let said = said.unwrap_or(&empty);
    let verdict = said.verdict.as_deref();
    let rating = verdict.and_then(|id| setting.scale.get(id)).and_then(|verdict| verdict.rating);
    let number = |number: Option<u8>| number.map(|number| number.to_string()).unwrap_or_default();
    let of = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let contradicts: Vec<&str> = said.contradicts.iter().map(|other| other.words.as_str()).collect();
    let evidence: Vec<String> = said.evidence.iter().map(|link| format!("{} {}", link.kind, link.url)).collect();
    [
        of(verdict),
        of(verdict.map(|id| setting.scale.name(id, setting.words))),
        number(rating),
        number(said.credibility),
        said.status.clone().unwrap_or_default(),
        said.note.clone(),
        said.tags.join(" | "),
        said.said.clone(),
        said.pinned.to_string(),
        evidence.join(" | "),
        contradicts.join(" | "),
        of(source.and_then(|source| source.reliability.as_deref())),
        of(source.map(|source| source.note.as_str())),
        source.map(|source| source.tags.join(" | ")).unwrap_or_default(),
        of(annotated.article.about.outlet.as_deref()),
        of(annotated.url()),
        annotated.day().map(|day| day.to_string()).unwrap_or_default(),
        annotated.article.hash.clone(),
    ]
}

fn written(form: Form, rows: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let mut builder = ::csv::WriterBuilder::new();
    builder.terminator(::csv::Terminator::CRLF);
    if form.cells == Cells::Tsv {
        builder.delimiter(b'\t');
    }
    let mut out = builder.from_writer(Vec::new());
    for row in rows {
        out.write_record(row.iter().map(|cell| cell_of(cell, form)))?;
    }
    out.into_inner().map_err(::csv::IntoInnerError::into_error)
}

fn cell_of(cell: &str, form: Form) -> String {
    let cell = match form.cells {
        Cells::Csv => cell.to_owned(),
        Cells::Tsv => cell.replace("\r\n", " ").replace(|c| c == '\t' || super::annotated::is_line_end(c), " "),
    };
    if form.formulas == Formulas::Guarded { guarded(cell) } else { cell }
}

/// The cell with an apostrophe before it, where a spreadsheet would take it for a formula.
pub fn guarded(cell: String) -> String {
    // Blanks and controls before it are dropped by some.
    let first = cell.trim_start_matches(|c: char| c == ' ' || c.is_control() || c == '\u{feff}').chars().next();
    let is_formula = first.is_some_and(|c| "=+-@＝＋－＠".contains(c)) || cell.starts_with(['\t', '\r', '\n']);
    if is_formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_words_are_not() {
        for formula in ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u{7f}=1", "\nقال"] {
            assert_eq!(guarded(formula.to_owned()), format!("'{formula}"));
        }
        for words in ["", "قال", "1-2", "\"=1\"", "'=1", "—"] {
            assert_eq!(guarded(words.to_owned()), words);
        }
    }

    #[test]
    fn a_row_of_tsv_is_one_line() {
        let form = Form { cells: Cells::Tsv, formulas: Formulas::Verbatim };
        let rows = [vec!["أ\tب\r\nج\u{2028}د".to_owned(), "\"نعم\"".to_owned()]];
        assert_eq!(String::from_utf8(written(form, &rows).unwrap()).unwrap(), "أ ب ج د\t\"\"\"نعم\"\"\"\r\n");
    }
}
