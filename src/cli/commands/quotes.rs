//! `isnad quotes`: the claims of the library, filtered, the latest first.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::claims::ClaimKind;
use crate::cli::commands::annotate::StatusWish;
use crate::cli::fail::Failure;
use crate::cli::output::to_stdout;
use crate::config::{Settings, verdicts};
use crate::store::{ClaimMarks, FILE_NAME, Judged, Quote, QuoteQuery, Status, Store, StoreError, parse_day};
use crate::text;

/// Options of `isnad quotes`.
#[derive(Debug, Args)]
pub struct Quotes {
    /// Only claims of the sources called so; part of a name is enough, or of a uid.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Only those with this verdict (an id or a name of the vocabulary), or with none.
    #[arg(long, value_name = "V")]
    verdict: Option<String>,
    /// Only those that are given so; may be given several times.
    #[arg(long = "type", value_enum)]
    kind: Vec<KindWish>,
    /// Only those of this day or later: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Only those of this day or earlier.
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Only those with this tag.
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// Only those whose check has come so far.
    #[arg(long, value_enum)]
    status: Option<StatusWish>,
    /// Only those without a verdict that are not marked as checked.
    #[arg(long)]
    unchecked: bool,
    /// Only those that are kept for export.
    #[arg(long)]
    pinned: bool,
    /// Only those that contradict another one.
    #[arg(long)]
    contradicted: bool,
    /// At most so many.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How they are written.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// The same as --format json.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// How the words of a claim are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
enum KindWish {
    Direct,
    Mixed,
    Indirect,
}

/// How lists are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns, to be read.
    Table,
    /// One line for each, fields parted by tabs, under a line of names.
    Tsv,
    /// One JSON object a line.
    Json,
}

/// Writes the claims, a page at a time.
pub fn run(quotes: &Quotes, settings: &Settings) -> Result<(), Failure> {
    let mut query = quotes.query()?;
    let folder = settings.library.as_deref().filter(|folder| folder.join(FILE_NAME).exists());
    let Some(folder) = folder else { return Err(nothing()) };
    let store = Store::open_or_read(folder)?;
    let format = if quotes.json { Format::Json } else { quotes.format };
    let mut page = store.quotes(&query)?;
    if page.is_empty() {
        return Err(nothing());
    }
    let mut left = quotes.limit.unwrap_or(usize::MAX);
    let mut trouble: Option<StoreError> = None;
    to_stdout(|out| {
        if format == Format::Tsv {
            writeln!(out, "{}", HEADING.join("\t"))?;
        }
        while let Some(last) = page.last() {
            query.after = Some(last.mark());
            for quote in page.iter().take(left) {
                line(out, quote, Look { format, settings })?;
            }
            left = left.saturating_sub(page.len());
            if left == 0 {
                break;
            }
            match store.quotes(&query) {
                Ok(next) => page = next,
                Err(error) => {
                    trouble = Some(error);
                    break;
                }
            }
        }
        Ok(())
    })?;
    trouble.map_or(Ok(()), |error| Err(error.into()))
}

fn nothing() -> Failure {
    Failure::NotFound("no claims of that kind are in the library".to_owned())
}

impl Quotes {
    fn query(&self) -> Result<QuoteQuery, Failure> {
        let day = |option: &str, typed: &Option<String>| {
            let read = |typed: &String| {
                let says = format!("{option}: {typed} is no day; write YYYY, YYYY-MM or YYYY-MM-DD");
                parse_day(typed).ok_or(Failure::Usage(says))
            };
            typed.as_ref().map(read).transpose()
        };
        let kind = |kind: &KindWish| match kind {
            KindWish::Direct => ClaimKind::Direct,
            KindWish::Mixed => ClaimKind::Mixed,
            KindWish::Indirect => ClaimKind::Indirect,
        };
        Ok(QuoteQuery {
            source: self.source.clone(),
            verdict: self.verdict.as_deref().map(judged),
            kinds: self.kind.iter().map(kind).collect(),
            since: day("--since", &self.since)?,
            until: day("--until", &self.until)?,
            tag: self.tag.clone(),
            status: self.status.and_then(StatusWish::status),
            unchecked: self.unchecked,
            pinned: self.pinned,
            contradicted: self.contradicted,
            ..QuoteQuery::default()
        })
    }
}

/// A verdict by its id or its name; one that the vocabulary does not have may still be in the library.
fn judged(typed: &str) -> Judged {
    let all = &verdicts().verdicts;
    let known = all.iter().find(|verdict| [&verdict.id, &verdict.ar, &verdict.en].iter().any(|name| *name == typed));
    match (typed, known) {
        ("none", None) => Judged::Not,
        (_, Some(verdict)) => Judged::As(verdict.id.clone()),
        (_, None) => Judged::As(typed.to_owned()),
    }
}

const HEADING: [&str; 13] = [
    "uid",
    "day",
    "said",
    "outlet",
    "source",
    "type",
    "verdict",
    "credibility",
    "status",
    "tags",
    "note",
    "title",
    "text",
];

/// How a row is written, and in which language.
#[derive(Clone, Copy)]
struct Look<'a> {
    format: Format,
    settings: &'a Settings,
}

fn line(out: &mut dyn Write, quote: &Quote, look: Look<'_>) -> io::Result<()> {
    match look.format {
        Format::Table => row(out, quote, look.settings),
        Format::Tsv => {
            let fields = fields(quote).map(|field| field.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" "));
            writeln!(out, "{}", fields.join("\t"))
        }
        Format::Json => {
            serde_json::to_writer(&mut *out, &Json::of(quote))?;
            writeln!(out)
        }
    }
}

fn fields(quote: &Quote) -> [String; 13] {
    let marks = &quote.marks;
    [
        quote.uid.clone(),
        quote.day.clone(),
        marks.said.clone(),
        quote.outlet.clone(),
        quote.name.clone(),
        quote.kind.name().to_owned(),
        marks.verdict.clone().unwrap_or_default(),
        marks.credibility.map_or_else(String::new, |grade| grade.number().to_string()),
        marks.status.map_or("", Status::name).to_owned(),
        marks.tags.join(" "),
        marks.note.clone(),
        quote.title.clone(),
        quote.text.clone(),
    ]
}

/// Columns of the table: uid, day, source, verdict; then the words.
const COLUMNS: [u16; 4] = [8, 10, 24, 16];

fn row(out: &mut dyn Write, quote: &Quote, settings: &Settings) -> io::Result<()> {
    let verdict = verdicts().name(quote.marks.verdict.as_deref(), settings.language());
    let uid: String = quote.uid.chars().take(8).collect();
    for (field, width) in [uid.as_str(), &quote.day, &quote.name, verdict].into_iter().zip(COLUMNS) {
        let cut = fitted(field, width);
        let blanks = usize::from(width.saturating_sub(text::width(&cut).0));
        write!(out, "{cut}{}  ", " ".repeat(blanks))?;
    }
    writeln!(out, "{}", quote.text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// As much of `words` as `width` columns hold.
fn fitted(words: &str, width: u16) -> String {
    if text::width(words).0 <= width {
        return words.to_owned();
    }
    let mut cut = String::new();
    for c in words.chars() {
        if text::width(&cut).0 + 1 >= width {
            break;
        }
        cut.push(c);
    }
    format!("{}…", cut.trim_end())
}

/// A claim of the library as JSON.
#[derive(Serialize)]
struct Json<'a> {
    uid: &'a str,
    article: &'a str,
    day: &'a str,
    outlet: &'a str,
    title: &'a str,
    url: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    text: &'a str,
    cue: &'a str,
    stance: &'a str,
    speaker: &'a str,
    via: &'a [String],
    source: Source<'a>,
    marks: &'a ClaimMarks,
}

#[derive(Serialize)]
struct Source<'a> {
    uid: &'a str,
    name: &'a str,
}

impl<'a> Json<'a> {
    fn of(quote: &'a Quote) -> Json<'a> {
        Json {
            uid: &quote.uid,
            article: &quote.hash,
            day: &quote.day,
            outlet: &quote.outlet,
            title: &quote.title,
            url: &quote.url,
            kind: quote.kind.name(),
            text: &quote.text,
            cue: &quote.cue,
            stance: &quote.stance,
            speaker: &quote.speaker,
            via: &quote.via,
            source: Source { uid: &quote.source, name: &quote.name },
            marks: &quote.marks,
        }
    }
}
