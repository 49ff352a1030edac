//! `isnad sources list`: sources, or pairs of them to ask about, as columns, tabs or JSON.

use std::io;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::plain;
use crate::claims::SourceKind;
use crate::cli::args::{Kind, ListFormat, RatedWish, SourceList, SourceOrder};
use crate::cli::fail::Failure;
use crate::cli::output::to_stdout;
use crate::store::{
    LookAlike, Naming, Rated, Reliability, SourceFilter, SourceQuery, SourceRow, SourceSort, Start, Store,
};

/// How many rows are read at once.
const PAGE: usize = 1000;

const HEADING: [&str; 9] = ["uid", "reliability", "claims", "articles", "last", "kind", "naming", "name", "role"];
const PAIR_HEADING: [&str; 8] = ["likeness", "uid", "claims", "name", "role", "other_uid", "other_name", "other_role"];

/// Writes the list.
pub(super) fn run(list: &SourceList, store: &Store) -> Result<(), Failure> {
    if list.look_alikes {
        return pairs(list, store);
    }
    let rows = rows(list, store)?;
    if rows.is_empty() {
        return Err(Failure::NotFound("no source is like that".to_owned()));
    }
    match list.format {
        ListFormat::Json => to_json(rows.iter().map(object).collect()),
        format => to_lines(format, &HEADING, &rows.iter().map(fields).collect::<Vec<_>>()),
    }
}

fn rows(list: &SourceList, store: &Store) -> Result<Vec<SourceRow>, Failure> {
    let sort = match list.sort {
        SourceOrder::Claims => SourceSort::Claims,
        SourceOrder::Name => SourceSort::Name,
        SourceOrder::Articles => SourceSort::Articles,
        SourceOrder::LastDay => SourceSort::LastDay,
    };
    let filter = SourceFilter {
        kind: list.kind.map(kind_of),
        text: list.words.join(" "),
        tag: list.tag.clone(),
        rated: list.rated.map_or(Rated::Either, rated),
        alike: false,
    };
    let most = list.limit.unwrap_or(usize::MAX);
    let mut query =
        SourceQuery { filter, sort, direction: sort.direction(), start: Start::First, limit: PAGE.min(most) };
    let mut rows: Vec<SourceRow> = Vec::new();
    loop {
        let page = store.sources(&query)?;
        let is_last = page.len() < query.limit || rows.len() + page.len() >= most;
        rows.extend(page);
        match rows.last() {
            Some(last) if !is_last => query.start = Start::After(last.mark(sort)),
            _ => break,
        }
    }
    rows.truncate(most);
    Ok(rows)
}

fn pairs(list: &SourceList, store: &Store) -> Result<(), Failure> {
    let most = list.limit.unwrap_or(usize::MAX);
    let mut pairs = store.look_alikes(None, most)?.pairs;
    pairs.truncate(most);
    if pairs.is_empty() {
        return Err(Failure::NotFound("no two sources are called alike and open".to_owned()));
    }
    match list.format {
        ListFormat::Json => {
            let object = |pair: &LookAlike| json!({"likeness": pair.by.name(), "one": object(&pair.one), "other": object(&pair.other)});
            to_json(pairs.iter().map(object).collect())
        }
        format => {
            let fields = |LookAlike { one, other, by }: &LookAlike| {
                [
                    by.name(),
                    &one.uid,
                    &one.claims.to_string(),
                    &one.name,
                    &one.role,
                    &other.uid,
                    &other.name,
                    &other.role,
                ]
                .map(plain)
            };
            to_lines(format, &PAIR_HEADING, &pairs.iter().map(fields).collect::<Vec<_>>())
        }
    }
}

fn fields(row: &SourceRow) -> [String; 9] {
    let kind = row.kind.map_or("", SourceKind::name);
    let naming = row.naming.map_or("", Naming::name);
    let (claims, articles) = (row.claims.to_string(), row.articles.to_string());
    let grade = row.reliability.map_or("", Reliability::letter);
    [&row.uid, grade, &claims, &articles, &row.last_day, kind, naming, &row.name, &row.role].map(plain)
}

/// A source of a list as JSON.
fn object(row: &SourceRow) -> Value {
    json!({
        "uid": row.uid,
        "name": row.name,
        "kind": row.kind.map(SourceKind::name),
        "role": row.role,
        "naming": row.naming.map(Naming::name),
        "reliability": row.reliability.map(Reliability::letter),
        "claims": row.claims,
        "articles": row.articles,
        "last_day": Some(&row.last_day).filter(|day| !day.is_empty()),
        "look_alikes": row.alike,
    })
}

fn to_json(objects: Vec<Value>) -> Result<(), Failure> {
    to_stdout(|out| {
        serde_json::to_writer_pretty(&mut *out, &Value::Array(objects)).map_err(io::Error::from)?;
        writeln!(out)
    })
}

/// Columns to read, the last one as long as it is, or fields parted by tabs.
fn to_lines<const N: usize>(format: ListFormat, heading: &[&str; N], rows: &[[String; N]]) -> Result<(), Failure> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    to_stdout(|out| {
        if format == ListFormat::Tsv {
            writeln!(out, "{}", heading.join("\t"))?;
            return rows.iter().try_for_each(|row| writeln!(out, "{}", row.join("\t")));
        }
        for row in rows {
            let mut line = String::new();
            for (field, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
                line.push_str(field);
                line.push_str(&" ".repeat(width - field.width() + 2));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    })
}

const fn rated(wish: RatedWish) -> Rated {
    match wish {
        RatedWish::Any => Rated::Yes,
        RatedWish::None => Rated::No,
        RatedWish::A => Rated::As(Reliability::A),
        RatedWish::B => Rated::As(Reliability::B),
        RatedWish::C => Rated::As(Reliability::C),
        RatedWish::D => Rated::As(Reliability::D),
        RatedWish::E => Rated::As(Reliability::E),
        RatedWish::F => Rated::As(Reliability::F),
    }
}

const fn kind_of(kind: Kind) -> SourceKind {
    match kind {
        Kind::Person => SourceKind::Person,
        Kind::Organisation => SourceKind::Organisation,
        Kind::Anonymous => SourceKind::Anonymous,
        Kind::Group => SourceKind::Group,
        Kind::Document => SourceKind::Document,
    }
}
