//! Labels as tables: CSV (RFC 4180), a row for each article and each sum, or for each verb, or for each figure.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it.

use std::io;

use super::Counts;
use super::object::{LabelObject, LabelsObject, OutletObject};
use crate::fold::one_line;

/// The byte order mark, by which Excel knows UTF-8.
pub const BOM: &str = "\u{feff}";

/// A row for each article, then one for each outlet, then one for all.
///
/// # Errors
/// Never: nothing is written but into memory.
pub fn label_rows(labels: &LabelsObject) -> io::Result<Vec<u8>> {
    written(|out| {
        let head = ["row", "path", "title", "outlet", "outlet_by", "published"];
        out.write_record(head.iter().chain(Counts::NAMES))?;
        for label in &labels.articles {
            let published = label.published.as_deref();
            let cells =
                ["article", &label.path, &label.title, of(label.outlet.as_deref()), label.outlet_by, of(published)];
            out.write_record(cells.map(safe).into_iter().chain(numbers(&label.counts)))?;
        }
        for outlet in &labels.outlets {
            let cells = ["outlet", "", "", of(outlet.outlet.as_deref()), "", ""];
            out.write_record(cells.map(safe).into_iter().chain(numbers(&outlet.counts)))?;
        }
        let cells = ["total", "", "", "", "", ""];
        out.write_record(cells.map(safe).into_iter().chain(numbers(&labels.total)))
    })
}

/// A row for each outlet and verb.
///
/// # Errors
/// As [`label_rows`].
pub fn verb_rows(labels: &LabelsObject) -> io::Result<Vec<u8>> {
    written(|out| {
        out.write_record(["outlet", "lemma", "stance", "tone", "claims", "share"])?;
        for OutletObject { outlet, verbs, .. } in &labels.outlets {
            let all: usize = verbs.iter().map(|verb| verb.claims).sum();
            for verb in verbs {
                let share = format!("{:.4}", verb.claims as f64 / all.max(1) as f64);
                let claims = verb.claims.to_string();
                out.write_record(
                    [of(outlet.as_deref()), &verb.lemma, verb.stance, verb.tone, &claims, &share].map(safe),
                )?;
            }
        }
        Ok(())
    })
}

/// A row for each figure.
///
/// # Errors
/// As [`label_rows`].
pub fn number_rows(labels: &LabelsObject) -> io::Result<Vec<u8>> {
    written(|out| {
        let head = [
            "path", "title", "outlet", "line", "kind", "text", "value", "date", "unit", "hedge", "said", "source",
            "claim",
        ];
        out.write_record(head)?;
        for label in &labels.articles {
            for number in &label.numbers {
                let (line, value) =
                    (number.line.to_string(), number.value.map_or(String::new(), |value| value.to_string()));
                let date = of(number.date.as_deref());
                let cells = [
                    safe(&label.path),
                    safe(&label.title),
                    safe(outlet(label)),
                    line,
                    number.kind.to_owned(),
                    safe(&number.text),
                    value,
                    safe(date),
                    safe(of(number.unit.as_deref())),
                    safe(of(number.hedge.as_deref())),
                    safe(&one_line(&number.said)),
                    safe(of(number.source.as_deref())),
                    number.claim.clone(),
                ];
                out.write_record(cells)?;
            }
        }
        Ok(())
    })
}

fn outlet(label: &LabelObject) -> &str {
    of(label.outlet.as_deref())
}

fn of(text: Option<&str>) -> &str {
    text.unwrap_or_default()
}

fn numbers(counts: &Counts) -> Vec<String> {
    counts.values().iter().map(usize::to_string).collect()
}

fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn written(write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> io::Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    write(&mut out)?;
    out.into_inner().map_err(csv::IntoInnerError::into_error)
}
