//! Lists of documents: which, in what order, and a page at a time.
//!
//! A page begins beside a [`Mark`], the place of a row in its order, and is found through an index on that order, so that
//! the thousandth page costs what the first one does. What the reader types to filter by is matched by spelling folded
//! loosely.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::fold::{Level, folded};

use super::error::{StoreError, Trouble};
use super::marks::{ArticleKey, DocumentKey};
use super::row::{count, instant, number};
use super::{Store, select::Select};

/// How many rows a page has where nothing else is said.
const PAGE: usize = 100;

/// A document as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its number.
    pub key: DocumentKey,
    /// The text that was added last.
    pub latest: ArticleKey,
    /// The hash of that text: lower-case hexadecimal SHA-256.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// Who published it; empty where that is not known, as all that follows.
    pub outlet: String,
    /// Who wrote it.
    pub byline: String,
    /// Its address.
    pub url: String,
    /// Its language as a BCP 47 tag.
    pub language: String,
    /// When it was published, as ISO 8601 as far as it is known.
    pub published: String,
    /// `YYYY-MM-DD`: when it was published, else when it was added.
    pub day: String,
    /// When it came into the library.
    pub added: Timestamp,
    /// When it was read last; none while it is unread.
    pub opened: Option<Timestamp>,
    /// How many claims its latest version has.
    pub claims: usize,
    /// How many of them are without a verdict and not marked as checked.
    pub unchecked: usize,
    /// How many texts of it there are.
    pub versions: usize,
}

/// Which documents are listed. The default is all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Those of this outlet.
    pub outlet: Option<String>,
    /// Those with a claim or a source that has this tag.
    pub tag: Option<String>,
    /// Those of this day or later: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub since: Option<String>,
    /// Those of this day (month, year) or earlier.
    pub until: Option<String>,
    /// Those whose title or outlet holds each of these words, or a part of a word.
    pub text: String,
    /// Only those that were never read.
    pub unread: bool,
    /// Only those with claims that were not checked.
    pub unchecked: bool,
}

/// By what documents are sorted. Equal ones follow in the order in which they came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DocumentSort {
    /// When it was published.
    #[default]
    Day,
    /// When it was added.
    Added,
    /// By outlet, then by day.
    Outlet,
    /// By the title's letters, folded.
    Title,
    /// How many claims are still to be checked.
    Unchecked,
}

/// Which end comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The earliest, the first letter, the fewest.
    Ascending,
    /// The latest, the last letter, the most.
    #[default]
    Descending,
}

/// Where a page begins.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Start {
    /// With the first row of the list.
    #[default]
    First,
    /// Behind this place.
    After(Mark),
    /// So that it ends before this place.
    Before(Mark),
    /// So that it ends with the last row of the list.
    Last,
}

/// The place of a row in a sorted list; it stays a place when the row is gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark(pub(super) Vec<Value>);

/// A page of a list of documents.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentQuery {
    /// Which documents.
    pub filter: DocumentFilter,
    /// In what order.
    pub sort: DocumentSort,
    /// From which end.
    pub direction: Direction,
    /// From where on.
    pub start: Start,
    /// How many at most.
    pub limit: usize,
}

impl Default for DocumentQuery {
    fn default() -> DocumentQuery {
        DocumentQuery {
            filter: DocumentFilter::default(),
            sort: DocumentSort::default(),
            direction: DocumentSort::default().direction(),
            start: Start::default(),
            limit: PAGE,
        }
    }
}

/// A text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its row.
    pub article: ArticleKey,
    /// 1 for the oldest.
    pub number: usize,
    /// Lower-case hexadecimal SHA-256 of the text.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// When it came into the library.
    pub added: Timestamp,
    /// When it was seen last.
    pub seen: Timestamp,
    /// Whether it is the one that stands for the document.
    pub is_latest: bool,
    /// Whether its text is kept; windows of large files are not.
    pub is_kept: bool,
}

/// How many there are in the library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents, whatever number of versions they have.
    pub documents: usize,
    /// Documents that were never read.
    pub unread: usize,
    /// Claims of latest versions.
    pub claims: usize,
    /// Those of them that are without a verdict and not marked as checked.
    pub unchecked: usize,
    /// Sources across articles.
    pub sources: usize,
}

impl DocumentSort {
    /// All of them.
    pub const ALL: [DocumentSort; 5] =
        [DocumentSort::Day, DocumentSort::Added, DocumentSort::Outlet, DocumentSort::Title, DocumentSort::Unchecked];

    /// The end that one wants to see first.
    pub const fn direction(self) -> Direction {
        match self {
            DocumentSort::Day | DocumentSort::Added | DocumentSort::Unchecked => Direction::Descending,
            DocumentSort::Outlet | DocumentSort::Title => Direction::Ascending,
        }
    }

    /// The columns, as an index has them.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            DocumentSort::Day => &["day", "id"],
            DocumentSort::Added => &["added", "id"],
            DocumentSort::Outlet => &["outlet", "day", "id"],
            DocumentSort::Title => &["title_key", "id"],
            DocumentSort::Unchecked => &["unchecked", "id"],
        }
    }
}

impl Direction {
    /// The other one.
    #[must_use]
    pub const fn reversed(self) -> Direction {
        match self {
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        }
    }
}

impl DocumentRow {
    /// Its place in a list that is sorted so.
    pub fn mark(&self, sort: DocumentSort) -> Mark {
        let id = Value::Integer(self.key.0);
        Mark(match sort {
            DocumentSort::Day => vec![self.day.clone().into(), id],
            DocumentSort::Added => vec![self.added.as_millisecond().into(), id],
            DocumentSort::Outlet => vec![self.outlet.clone().into(), self.day.clone().into(), id],
            DocumentSort::Title => vec![title_key(&self.title).into(), id],
            DocumentSort::Unchecked => vec![count(self.unchecked).into(), id],
        })
    }
}

impl Store {
    /// A page of a list of documents.
    pub fn documents(&self, query: &DocumentQuery) -> Result<Vec<DocumentRow>, StoreError> {
        self.read(|connection| list(connection, query))
    }

    /// How many documents a list has in all.
    pub fn count_documents(&self, filter: &DocumentFilter) -> Result<usize, StoreError> {
        self.read(|connection| {
            if *filter == DocumentFilter::default() {
                return Ok(totals(connection)?.documents);
            }
            let mut select = Select::new("SELECT count(*) FROM document");
            narrow(connection, &mut select, filter)?;
            let mut query = connection.prepare_cached(select.text())?;
            Ok(query.query_row(params_from_iter(select.values()), |row| number(row, 0))?)
        })
    }

    /// One document; none where there is none.
    pub fn document(&self, key: DocumentKey) -> Result<Option<DocumentRow>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(&format!("{COLUMNS} WHERE document.id = ?1"))?;
            Ok(query.query_row([key.0], document).optional()?)
        })
    }

    /// The document that an article is a version of; none where there is no such article.
    pub fn document_of(&self, article: ArticleKey) -> Result<Option<DocumentRow>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(&format!(
                "{COLUMNS} WHERE document.id = (SELECT document FROM article WHERE id = ?1)"
            ))?;
            Ok(query.query_row([article.0], document).optional()?)
        })
    }

    /// The texts whose hash begins so, at most `most`, each with its document. `start` is hexadecimal.
    pub fn articles_by_hash(&self, start: &str, most: usize) -> Result<Vec<(ArticleKey, DocumentKey)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT id, document FROM article WHERE hash >= ?1 AND hash < ?1 || 'g' ORDER BY hash LIMIT ?2",
            )?;
            let rows = query.query_map((start.to_ascii_lowercase(), count(most)), |row| {
                Ok((ArticleKey(row.get(0)?), DocumentKey(row.get(1)?)))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The documents whose title begins so, folded loosely, at most `most`. One that is no longer than that comes first.
    pub fn documents_by_title(&self, start: &str, most: usize) -> Result<Vec<DocumentRow>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(&format!(
                "{COLUMNS} WHERE title_key >= ?1 AND title_key < ?1 || char(0x10FFFF) ORDER BY title_key, document.id LIMIT ?2"
            ))?;
            let rows = query.query_map((title_key(start), count(most)), document)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The texts of a document, the oldest first.
    pub fn versions_of(&self, document: DocumentKey) -> Result<Vec<VersionRow>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT article.id, row_number() OVER (ORDER BY article.id), hash, article.title, first_opened,
                        last_opened, latest = article.id, EXISTS (SELECT 1 FROM article_text WHERE article = article.id)
                 FROM article JOIN document ON document.id = document WHERE document = ?1 ORDER BY article.id",
            )?;
            let rows = query.query_map([document.0], |row| {
                Ok(VersionRow {
                    article: ArticleKey(row.get(0)?),
                    number: number(row, 1)?,
                    hash: row.get(2)?,
                    title: row.get(3)?,
                    added: instant(row, 4)?,
                    seen: instant(row, 5)?,
                    is_latest: row.get(6)?,
                    is_kept: row.get(7)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Every outlet in the library, in the order of its letters.
    pub fn outlets(&self) -> Result<Vec<String>, StoreError> {
        self.read(outlets)
    }

    /// How many there are of what.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        self.read(totals)
    }
}

/// The title as it is sorted and looked up.
pub(super) fn title_key(title: &str) -> String {
    folded(title, Level::Loose).split_whitespace().collect::<Vec<_>>().join(" ")
}

const COLUMNS: &str =
    "SELECT document.id, latest, article.hash, document.title, outlet, byline, url, language, published,
        day, added, opened, claims, unchecked, (SELECT count(*) FROM article WHERE document = document.id)
     FROM document JOIN article ON article.id = latest";

fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        key: DocumentKey(row.get(0)?),
        latest: ArticleKey(row.get(1)?),
        hash: row.get(2)?,
        title: row.get(3)?,
        outlet: row.get(4)?,
        byline: row.get(5)?,
        url: row.get(6)?,
        language: row.get(7)?,
        published: row.get(8)?,
        day: row.get(9)?,
        added: instant(row, 10)?,
        opened: row.get::<_, Option<i64>>(11)?.map(|_| instant(row, 11)).transpose()?,
        claims: number(row, 12)?,
        unchecked: number(row, 13)?,
        versions: number(row, 14)?,
    })
}

fn list(connection: &Connection, query: &DocumentQuery) -> Result<Vec<DocumentRow>, Trouble> {
    let mut select = Select::new(COLUMNS);
    narrow(connection, &mut select, &query.filter)?;
    let columns: Vec<String> = query.sort.columns().iter().map(|column| format!("document.{column}")).collect();
    let (mark, backwards) = match &query.start {
        Start::First => (None, false),
        Start::After(mark) => (Some(mark), false),
        Start::Before(mark) => (Some(mark), true),
        Start::Last => (None, true),
    };
    // What stands before a place is read from there on backwards.
    let direction = if backwards { query.direction.reversed() } else { query.direction };
    let (order, beyond) = match direction {
        Direction::Ascending => ("ASC", ">"),
        Direction::Descending => ("DESC", "<"),
    };
    if let Some(Mark(place)) = mark.filter(|mark| mark.0.len() == columns.len()) {
        let holes: Vec<String> = place.iter().map(|value| select.hole(value.clone())).collect();
        select.and(&format!("({}) {beyond} ({})", columns.join(", "), holes.join(", ")));
    }
    let order: Vec<String> = columns.iter().map(|column| format!("{column} {order}")).collect();
    select.finish(&order.join(", "), query.limit);
    let mut statement = connection.prepare_cached(select.text())?;
    let rows = statement.query_map(params_from_iter(select.values()), document)?;
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    if backwards {
        rows.reverse();
    }
    Ok(rows)
}

/// Says in the query which documents are wanted.
fn narrow(connection: &Connection, select: &mut Select, filter: &DocumentFilter) -> Result<(), Trouble> {
    if filter.unread {
        select.and("opened IS NULL");
    }
    if filter.unchecked {
        select.and("unchecked > 0");
    }
    if let Some(since) = &filter.since {
        let hole = select.hole(since.clone().into());
        select.and(&format!("day >= {hole}"));
    }
    if let Some(until) = &filter.until {
        let hole = select.hole(format!("{until}~").into());
        select.and(&format!("day <= {hole}"));
    }
    if let Some(outlet) = &filter.outlet {
        let list = select.list(spelled(outlets(connection)?, outlet));
        select.and(&format!("outlet IN ({list})"));
    }
    if let Some(tag) = &filter.tag {
        let list = select.list(spelled(super::row::tags(connection)?, tag.trim_start_matches('#')));
        select.and(&format!(
            "document.id IN (
                 SELECT document FROM claim_tag JOIN claim_note ON claim_note.id = claim_tag.note
                     JOIN article AS tagged ON tagged.id = claim_note.article WHERE tag IN ({list})
                 UNION SELECT document FROM source_tag JOIN article_source USING (source)
                     JOIN article AS tagged ON tagged.id = article_source.article
                 WHERE tag IN ({list}) AND article_source.rank IS NOT NULL)"
        ));
    }
    let words = title_key(&filter.text);
    let known = if words.is_empty() { Vec::new() } else { outlets(connection)? };
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let hole = select.hole(word.to_owned().into());
        let holds = |outlet: &&String| title_key(outlet).contains(word);
        let list = select.list(known.iter().filter(holds).cloned().collect());
        select.and(&format!("(instr(title_key, {hole}) > 0 OR outlet IN ({list}))"));
    }
    Ok(())
}

/// What was typed, as it is spelled where it stands; as it was typed where it stands nowhere.
fn spelled(all: Vec<String>, typed: &str) -> Vec<String> {
    let key = title_key(typed);
    let alike: Vec<String> = all.into_iter().filter(|one| title_key(one) == key).collect();
    if alike.is_empty() { vec![typed.to_owned()] } else { alike }
}

/// Every outlet, found by leaps through their index and not by reading all documents.
fn outlets(connection: &Connection) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare_cached(
        "WITH RECURSIVE next (outlet) AS (
             SELECT min(outlet) FROM document
             UNION ALL SELECT (SELECT min(outlet) FROM document WHERE outlet > next.outlet) FROM next
                 WHERE next.outlet IS NOT NULL)
         SELECT outlet FROM next WHERE outlet <> ''",
    )?;
    let rows = query.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn totals(connection: &Connection) -> Result<Totals, Trouble> {
    let mut totals = Totals::default();
    let mut query = connection.prepare_cached("SELECT name, n FROM tally")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let place = match row.get_ref(0)?.as_str().unwrap_or_default() {
            "documents" => &mut totals.documents,
            "unread" => &mut totals.unread,
            "claims" => &mut totals.claims,
            "unchecked" => &mut totals.unchecked,
            "sources" => &mut totals.sources,
            _ => continue,
        };
        *place = number(row, 1)?;
    }
    Ok(totals)
}
