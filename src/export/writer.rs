//! Any format over many articles, one after the other: what stands before the first, the articles, what stands behind.
//!
//! And the way in: which format a file has, and what it says.

use std::io;

use serde::Serialize;
use serde_json::Value;

use super::annotated::{Annotated, Setting};
use super::cite::{self, Keys, Reference};
use super::incoming::{Incoming, ReadError};
use super::record::{self, Dossier};
use super::review::{self, Reviewer};
use super::table::{self, Cells, Form, Formulas, Ranked};
use super::template::Template;
use super::{csv, escaped, html, hypothesis, lossless, web_annotation};

/// A format that holds any number of articles in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// isnad's own, without loss: one object, or a list of them.
    Json,
    /// The same, one line an article.
    Ndjson,
    /// W3C Web Annotation.
    JsonLd,
    /// The export of Hypothesis.
    Hypothesis,
    /// A table, RFC 4180.
    Csv,
    /// A table, tabs.
    Tsv,
    /// Markdown, by a template.
    Markdown,
    /// A page.
    Html,
    /// ClaimReview of schema.org.
    ClaimReview,
    /// The articles, for citing.
    Csl,
    /// The same for TeX.
    BibTex,
    /// The same for reference managers.
    Ris,
}

impl Format {
    /// All of them, those that a reader is likeliest to want first.
    pub const ALL: [Format; 12] = [
        Format::Html,
        Format::Markdown,
        Format::Csv,
        Format::Tsv,
        Format::Json,
        Format::Ndjson,
        Format::JsonLd,
        Format::Hypothesis,
        Format::ClaimReview,
        Format::Csl,
        Format::BibTex,
        Format::Ris,
    ];

    /// Its name, as `isnad export --format` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::JsonLd => "jsonld",
            Format::Hypothesis => "hypothesis",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::ClaimReview => "claimreview",
            Format::Csl => "csl",
            Format::BibTex => "bib",
            Format::Ris => "ris",
        }
    }

    /// What names of its files end in.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Hypothesis | Format::Csl => "json",
            Format::ClaimReview => "jsonld",
            other => other.name(),
        }
    }
}

/// How it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Begins with a byte order mark: of a table.
    pub bom: bool,
    /// Cells stay as they are: of a table.
    pub verbatim: bool,
    /// The claims of a source stand together, whatever article they are in: of Markdown and tables.
    pub by_source: bool,
    /// One article is all there is.
    pub single: bool,
    /// In which Markdown is written.
    pub template: Option<Template>,
    /// Who reviews.
    pub reviewer: Reviewer,
}

/// Writes articles in one format. What it gives is to be written one behind the other.
#[derive(Debug)]
pub struct Writer<'a> {
    format: Format,
    setting: Setting<'a>,
    options: Options,
    /// Articles and parts of them that were written.
    articles: usize,
    parts: usize,
    keys: Keys,
    dossier: Dossier,
    rows: Vec<Ranked>,
}

impl<'a> Writer<'a> {
    /// With nothing written yet.
    pub fn new(format: Format, setting: Setting<'a>, options: Options) -> Writer<'a> {
        let (keys, dossier, rows) = (Keys::default(), Dossier::default(), Vec::new());
        Writer { format, setting, options, articles: 0, parts: 0, keys, dossier, rows }
    }

    /// What stands before the first article. `title` is that of a page.
    ///
    /// # Errors
    /// Never; a table is written through a library that might.
    pub fn head(&self, title: &str) -> io::Result<Vec<u8>> {
        let head = match self.format {
            Format::Json if !self.options.single => "[\n".to_owned(),
            Format::JsonLd => web_annotation::frame(&self.setting, 0).0,
            Format::Hypothesis => hypothesis::frame(&self.setting).0,
            Format::ClaimReview => review::FRAME.0.to_owned(),
            Format::Csl => "[".to_owned(),
            Format::Html => html::frame(title, self.setting.words).0,
            Format::Csv | Format::Tsv => {
                let bom = if self.options.bom { csv::BOM } else { "" };
                return Ok([bom.as_bytes(), &table::header(self.form())?].concat());
            }
            _ => String::new(),
        };
        Ok(head.into_bytes())
    }

    /// An article.
    ///
    /// # Errors
    /// As [`Writer::head`].
    pub fn article(&mut self, annotated: &Annotated<'_>) -> io::Result<Vec<u8>> {
        self.articles += 1;
        let setting = &self.setting.clone();
        let values = match self.format {
            Format::Json if self.options.single => return pretty(&lossless::object(annotated, setting)),
            Format::Json => {
                let before: &[u8] = if self.articles > 1 { b",\n" } else { b"" };
                return Ok([before, &line(&lossless::object(annotated, setting))?].concat());
            }
            Format::Ndjson => return Ok([line(&lossless::object(annotated, setting))?, b"\n".to_vec()].concat()),
            Format::Csv | Format::Tsv if self.options.by_source => {
                self.rows.extend(table::ranked(annotated, setting));
                return Ok(Vec::new());
            }
            Format::Csv | Format::Tsv => return table::rows(annotated, setting, self.form()),
            Format::Html => return Ok(html::article(annotated, setting, self.articles).into_bytes()),
            Format::Markdown => return Ok(self.markdown(annotated).into_bytes()),
            Format::BibTex => {
                let between = if self.articles > 1 { "\n" } else { "" };
                return Ok(format!("{between}{}", cite::bibtex(&self.reference(annotated))).into_bytes());
            }
            Format::Ris => return Ok(cite::ris(&self.reference(annotated)).into_bytes()),
            Format::Csl => vec![cite::csl(&self.reference(annotated))],
            Format::JsonLd => web_annotation::annotations(annotated, setting),
            Format::Hypothesis => hypothesis::annotations(annotated, setting),
            Format::ClaimReview => review::reviews(annotated, setting, &self.options.reviewer),
        };
        self.values(&values)
    }

    /// What stands behind the last article.
    ///
    /// # Errors
    /// As [`Writer::head`].
    pub fn tail(mut self) -> io::Result<Vec<u8>> {
        let tail = match self.format {
            Format::Json if !self.options.single => "\n]\n".to_owned(),
            Format::JsonLd => web_annotation::frame(&self.setting, self.parts).1,
            Format::Hypothesis => hypothesis::frame(&self.setting).1,
            Format::ClaimReview => review::FRAME.1.to_owned(),
            Format::Csl => "\n]\n".to_owned(),
            Format::Html => html::frame("", self.setting.words).1,
            Format::Markdown if self.options.by_source => {
                let record = self.dossier.record(&self.setting);
                self.options.template.as_ref().map(|template| template.render(&record)).unwrap_or_default()
            }
            Format::Csv | Format::Tsv => return table::in_order(std::mem::take(&mut self.rows), self.form()),
            _ => String::new(),
        };
        Ok(tail.into_bytes())
    }

    fn markdown(&mut self, annotated: &Annotated<'_>) -> String {
        if self.options.by_source {
            self.dossier.add(annotated, &self.setting);
            return String::new();
        }
        let record = record::article(annotated, &self.setting);
        self.options.template.as_ref().map(|template| template.render(&record)).unwrap_or_default()
    }

    fn values(&mut self, values: &[Value]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        for value in values {
            out.extend_from_slice(if self.parts > 0 { b",\n" } else { b"\n" });
            out.extend(line(value)?);
            self.parts += 1;
        }
        Ok(out)
    }

    fn reference(&mut self, annotated: &Annotated<'_>) -> Reference {
        Reference::of(annotated, &mut self.keys)
    }

    fn form(&self) -> Form {
        Form {
            cells: if self.format == Format::Tsv { Cells::Tsv } else { Cells::Csv },
            formulas: if self.options.verbatim { Formulas::Verbatim } else { Formulas::Guarded },
        }
    }
}

fn line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    Ok(escaped(&serde_json::to_vec(value)?))
}

fn pretty(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = escaped(&serde_json::to_vec_pretty(value)?);
    bytes.push(b'\n');
    Ok(bytes)
}

/// Which format comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InFormat {
    /// Told by what is in the file.
    Auto,
    /// isnad's own.
    Isnad,
    /// W3C Web Annotation.
    JsonLd,
    /// The export of Hypothesis.
    Hypothesis,
}

/// Reads a file: what it says of each article, in order.
///
/// # Errors
/// Where it is not of the format, with the line where that can be told.
pub fn read(bytes: &[u8], from: InFormat) -> Result<Vec<Incoming>, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::new("is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        values.push(value.map_err(|error| ReadError::new(format!("is not JSON: {error}")))?);
    }
    if values.is_empty() {
        return Err(ReadError::new("is empty"));
    }
    let mut all = Vec::new();
    for value in values {
        all.extend(read_value(value, from)?);
    }
    Ok(all)
}

fn read_value(value: Value, from: InFormat) -> Result<Vec<Incoming>, ReadError> {
    let from = match from {
        InFormat::Auto if web_annotation::is_web_annotation(&value) => InFormat::JsonLd,
        InFormat::Auto if hypothesis::is_hypothesis(&value) => InFormat::Hypothesis,
        InFormat::Auto => InFormat::Isnad,
        named => named,
    };
    match (from, value) {
        (InFormat::JsonLd, value) => web_annotation::read(&value),
        (InFormat::Hypothesis, value) => hypothesis::read(&value),
        (_, Value::Array(values)) => values.into_iter().map(lossless::read).collect(),
        (_, value) => Ok(vec![lossless::read(value)?]),
    }
}
