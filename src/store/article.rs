//! Articles: recognised by their hash, joined to versions of one document by their origin.

use std::fmt::Write as _;
use std::path;

use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::article::{About, Article, Block, BlockKind, Direction, Origin, from_text, stated_day};
use crate::span::Span;

use super::documents::title_key;
use super::error::Trouble;
use super::found;
use super::marks::{ArticleKey, DocumentKey};
use super::people;
use super::row::count;

/// One version of an article: its row and its hash.
pub(super) struct Version {
    pub id: i64,
    pub hash: String,
}

/// Why an article comes into the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visit {
    /// It is being read.
    Read,
    /// It is added, to be read later.
    Added,
}

/// What the library made of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// Its text.
    pub article: ArticleKey,
    /// What it is a version of.
    pub document: DocumentKey,
    /// Whether it was there.
    pub fate: Fate,
}

/// Whether an article was in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was not.
    New,
    /// Another text of the same origin was: this one stands beside it now.
    NewVersion,
    /// This very text was.
    Known,
}

/// The origin of the sample article.
pub(super) const SAMPLE: &str = "isnad:sample";

/// The name by which an article's versions know each other; standard input has none.
pub(super) fn origin(article: &Article) -> Result<Option<String>, Trouble> {
    match &article.origin {
        Origin::File(path) => Ok(Some(path::absolute(path)?.to_string_lossy().into_owned())),
        Origin::Url(address) => Ok(Some(address.clone())),
        Origin::StandardInput | Origin::Library(_) => Ok(None),
        Origin::Sample => Ok(Some(SAMPLE.to_owned())),
    }
}

/// The article with this hash first, then the other versions of its document or of its origin, the latest first.
pub(super) fn versions(connection: &Connection, hash: &str, origin: Option<&str>) -> Result<Vec<Version>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT id, hash FROM article
         WHERE document IN (
             SELECT document FROM article WHERE hash = ?1
             UNION SELECT document FROM article_origin JOIN article ON id = article WHERE origin = ?2
             UNION SELECT id FROM document WHERE url = ?2 AND url <> '')
         ORDER BY hash <> ?1, last_opened DESC, id DESC",
    )?;
    let rows = query.query_map(params![hash, origin], |row| Ok(Version { id: row.get(0)?, hash: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The row of the article, made where there is none.
pub(super) fn register(
    transaction: &Transaction<'_>,
    article: &Article,
    visit: Visit,
    now: Timestamp,
) -> Result<Registered, Trouble> {
    let origin = origin(article)?;
    let known: Option<(i64, i64)> = transaction
        .prepare_cached("SELECT id, document FROM article WHERE hash = ?1")?
        .query_row([&article.hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let registered = match known {
        Some((id, document)) => {
            Registered { article: ArticleKey(id), document: DocumentKey(document), fate: Fate::Known }
        }
        None => insert(transaction, article, origin.as_deref(), now)?,
    };
    let (id, now) = (registered.article.0, now.as_millisecond());
    transaction.prepare_cached("UPDATE article SET last_opened = ?2 WHERE id = ?1")?.execute([id, now])?;
    if let Some(origin) = origin {
        transaction
            .prepare_cached(
                "INSERT INTO article_origin (origin, article, last_opened) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET last_opened = excluded.last_opened",
            )?
            .execute(params![origin, id, now])?;
        // What stands at the origin now is the latest version, be it an old one that came back.
        found::make_latest(transaction, registered.document, registered.article)?;
    }
    if visit == Visit::Read {
        let mut opened = transaction.prepare_cached("UPDATE document SET opened = ?2 WHERE id = ?1")?;
        opened.execute([registered.document.0, now])?;
    }
    describe(transaction, registered.document, &article.about)?;
    Ok(registered)
}

/// The document of which a version has this origin, the one that was opened last, else that whose page is at this address.
pub(super) fn document_at(connection: &Connection, origin: Option<&str>) -> Result<Option<DocumentKey>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT coalesce(
             (SELECT document FROM article_origin JOIN article ON id = article
              WHERE origin = ?1 ORDER BY article_origin.last_opened DESC, id DESC LIMIT 1),
             (SELECT id FROM document WHERE url = ?1 AND url <> '' ORDER BY id DESC LIMIT 1))",
    )?;
    Ok(query.query_row([origin], |row| row.get::<_, Option<i64>>(0))?.map(DocumentKey))
}

fn insert(
    transaction: &Transaction<'_>,
    article: &Article,
    origin: Option<&str>,
    now: Timestamp,
) -> Result<Registered, Trouble> {
    let document = document_at(transaction, origin)?.map(|DocumentKey(document)| document);
    let fate = if document.is_some() { Fate::NewVersion } else { Fate::New };
    let window = article.window.as_ref();
    let id: i64 = transaction
        .prepare_cached(
            "INSERT INTO article (hash, title, window_start, window_end, file_size, first_opened, last_opened, document)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7) RETURNING id",
        )?
        .query_row(
            params![
                article.hash,
                article.title(),
                window.map(|window| count(window.start)),
                window.map(|window| count(window.end)),
                window.map(|window| count(window.file)),
                now.as_millisecond(),
                document
            ],
            |row| row.get(0),
        )?;
    if window.is_none() {
        let mut insert =
            transaction.prepare_cached("INSERT INTO article_text (article, text, blocks) VALUES (?1, ?2, ?3)")?;
        insert.execute(params![id, article.text, written_blocks(article)])?;
    }
    let document = match document {
        Some(document) => DocumentKey(document),
        None => new_document(transaction, article, id, now)?,
    };
    found::make_latest(transaction, document, ArticleKey(id))?;
    Ok(Registered { article: ArticleKey(id), document, fate })
}

fn new_document(
    transaction: &Transaction<'_>,
    article: &Article,
    id: i64,
    now: Timestamp,
) -> Result<DocumentKey, Trouble> {
    let day = stated_day(article).unwrap_or_else(|| Offset::UTC.to_datetime(now).date()).to_string();
    let document: i64 = transaction
        .prepare_cached(
            "INSERT INTO document (latest, title, title_key, day, added) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id",
        )?
        .query_row(params![id, article.title(), title_key(article.title()), day, now.as_millisecond()], |row| {
            row.get(0)
        })?;
    transaction.prepare_cached("UPDATE article SET document = ?2 WHERE id = ?1")?.execute([id, document])?;
    Ok(DocumentKey(document))
}

/// Keeps what is said of an article beside its text; what is not said stays as it is.
pub(super) fn describe(transaction: &Transaction<'_>, document: DocumentKey, about: &About) -> Result<(), Trouble> {
    if *about == About::default() {
        return Ok(());
    }
    let day = about.published.as_deref().and_then(day_of);
    transaction
        .prepare_cached(
            "UPDATE document SET title = coalesce(?2, title), outlet = coalesce(?3, outlet),
                byline = coalesce(?4, byline), url = coalesce(?5, url), language = coalesce(?6, language),
                published = coalesce(?7, published), day = coalesce(?8, day), direction = coalesce(?9, direction),
                title_key = coalesce(?10, title_key)
             WHERE id = ?1",
        )?
        .execute(params![
            document.0,
            about.title,
            about.outlet,
            about.byline,
            about.url,
            about.language,
            about.published,
            day,
            about.direction.map(Direction::name),
            about.title.as_deref().map(title_key),
        ])?;
    if let Some(day) = day {
        let mut update = transaction.prepare_cached(
            "UPDATE claim SET day = ?2 WHERE article IN (SELECT id FROM article WHERE document = ?1)",
        )?;
        update.execute(params![document.0, day])?;
        let mut latest = transaction.prepare_cached("SELECT latest FROM document WHERE id = ?1")?;
        let latest = latest.query_row([document.0], |row| row.get(0).map(ArticleKey))?;
        people::freshen(transaction, &people::of_article(transaction, latest)?)?;
    }
    Ok(())
}

/// The day of an ISO 8601 date or instant, as it is written there.
fn day_of(published: &str) -> Option<&str> {
    let day = published.get(..10)?;
    day.parse::<jiff::civil::Date>().is_ok().then_some(day)
}

/// The article of a row as it was registered; none where there is no such row, or its text is not kept.
pub(super) fn load(connection: &Connection, key: ArticleKey) -> Result<Option<Article>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT text, blocks, document.title, byline, outlet, url, published, language, direction,
                (SELECT origin FROM article_origin WHERE article = article.id ORDER BY last_opened DESC LIMIT 1)
         FROM article JOIN article_text ON article_text.article = article.id JOIN document ON document.id = document
         WHERE article.id = ?1",
    )?;
    let said = |row: &Row<'_>, column| -> rusqlite::Result<Option<String>> {
        Ok(Some(row.get(column)?).filter(|said: &String| !said.is_empty()))
    };
    let article = query.query_row([key.0], |row| {
        let about = About {
            title: None,
            byline: said(row, 3)?,
            outlet: said(row, 4)?,
            url: said(row, 5)?,
            published: said(row, 6)?,
            language: said(row, 7)?,
            direction: said(row, 8)?.as_deref().and_then(Direction::from_name),
        };
        let name: Option<String> = row.get(9)?;
        let mut article = from_text(row.get(0)?, Origin::Library(name.unwrap_or_else(|| format!("isnad:{}", key.0))));
        if let Some(blocks) = read_blocks(&row.get::<_, String>(1)?, &article.text) {
            article.blocks = blocks;
        }
        let title: String = row.get(2)?;
        article.about = about;
        if title != article.title() {
            article.about.title = Some(title);
        }
        Ok(article)
    });
    Ok(article.optional()?)
}

/// The blocks, where they are not those that the text itself tells.
fn written_blocks(article: &Article) -> String {
    if from_text(article.text.clone(), Origin::StandardInput).blocks == article.blocks {
        return String::new();
    }
    article.blocks.iter().fold(String::new(), |mut out, Block { kind, span }| {
        let _ = writeln!(out, "{} {} {}", kind.name(), span.start.0, span.end.0);
        out
    })
}

/// The blocks that [`written_blocks`] wrote for this text; none where it wrote none, or they do not fit.
fn read_blocks(written: &str, text: &str) -> Option<Vec<Block>> {
    let block = |line: &str| {
        let mut fields = line.split(' ');
        let kind = BlockKind::from_name(fields.next()?)?;
        let (start, end) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        text.get(start..end)?;
        Some(Block { kind, span: Span::new(start, end) })
    };
    if written.is_empty() { None } else { written.lines().map(block).collect() }
}
