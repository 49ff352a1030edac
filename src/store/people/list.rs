//! The sources of the library, a page at a time. Each page goes on where the one before ended, by an index, so that the
//! thousandth page costs what the first does.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::claims::{NameKey, SourceKind};

use super::super::error::Trouble;
use super::super::marks::Reliability;
use super::super::row::{count, number, word};
use super::facts::{Naming, SourceKey};

/// Which sources, and in what order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourcesQuery {
    /// Those of this kind only.
    pub kind: Option<SourceKind>,
    /// Those with a word of their name or of another name that begins so, over its spellings.
    pub name: String,
    /// Those with this tag only.
    pub tag: Option<String>,
    /// By reliability.
    pub rated: Rated,
    /// In what order.
    pub sort: SourceSort,
    /// Behind this row.
    pub after: Option<SourceCursor>,
    /// How many at most; 0 is as many as there are.
    pub limit: usize,
}

/// Which sources by reliability.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rated {
    /// All.
    #[default]
    Either,
    /// Those with a grade.
    Yes,
    /// Those without one.
    No,
}

/// The order of sources.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SourceSort {
    /// By the alphabet, «ال» aside: digits, Arabic letters, others.
    #[default]
    Name,
    /// Those with most claims first.
    Claims,
    /// Those in most articles first.
    Articles,
    /// Those who spoke last first.
    LastDay,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCursor {
    at: Value,
    id: i64,
}

/// A source in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRow {
    /// Its row.
    pub key: SourceKey,
    /// 16 hexadecimal digits.
    pub uid: String,
    /// Its name.
    pub name: String,
    /// What it is; none where that is not known.
    pub kind: Option<SourceKind>,
    /// Whether it speaks under its name, where the reader said so.
    pub naming: Option<Naming>,
    /// Its office: the last one that the reader said, else the one of the last article.
    pub role: String,
    /// How reliable it is.
    pub reliability: Option<Reliability>,
    /// Claims in the latest versions of articles.
    pub claims: usize,
    /// Documents in which it speaks or carries.
    pub articles: usize,
    /// The day of its last claim; empty where it has none.
    pub last_day: String,
    /// Goes on behind it.
    pub cursor: SourceCursor,
}

/// The columns of [`row`], without the cursor's.
const COLUMNS: &str = "source.id, source.uid, source.name, source.kind, source.naming, source.claims, source.articles, source.last_day,
    (SELECT reliability FROM source_rating
     WHERE source IN (SELECT id FROM source AS part WHERE part.id = source.id OR part.merged = source.id)
     ORDER BY rated DESC, id DESC LIMIT 1),
    coalesce(
        (SELECT role FROM source_role
         WHERE source IN (SELECT id FROM source AS part WHERE part.id = source.id OR part.merged = source.id)
           AND by = 'reader' ORDER BY until <> '', since DESC, id DESC LIMIT 1),
        (SELECT role FROM article_source WHERE source = source.id AND role <> '' ORDER BY article DESC LIMIT 1), '')";
