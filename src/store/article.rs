//! Articles: recognised by their hash, joined to versions by their origin.

use std::path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::article::{Article, Origin};

use super::error::Trouble;
use super::marks::ArticleKey;
use super::row::count;

/// One version of an article: its row and its hash.
pub(super) struct Version {
    pub id: i64,
    pub hash: String,
}

/// The name by which an article's versions know each other; standard input has none.
pub(super) fn origin(article: &Article) -> Result<Option<String>, Trouble> {
    match &article.origin {
        Origin::File(path) => Ok(Some(path::absolute(path)?.to_string_lossy().into_owned())),
        Origin::StandardInput => Ok(None),
        Origin::Sample => Ok(Some("isnad:sample".to_owned())),
    }
}

/// The article with this hash first, then those of the same origin, the latest first.
pub(super) fn versions(connection: &Connection, hash: &str, origin: Option<&str>) -> Result<Vec<Version>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT id, hash FROM article
         WHERE hash = ?1 OR id IN (SELECT article FROM article_origin WHERE origin = ?2)
         ORDER BY hash <> ?1, last_opened DESC, id DESC",
    )?;
    let rows = query.query_map(params![hash, origin], |row| Ok(Version { id: row.get(0)?, hash: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The row of the article, made where there is none.
pub(super) fn register(
    transaction: &Transaction<'_>,
    article: &Article,
    now: Timestamp,
) -> Result<ArticleKey, Trouble> {
    let now = now.as_millisecond();
    let known: Option<i64> = transaction
        .prepare_cached("UPDATE article SET last_opened = ?2 WHERE hash = ?1 RETURNING id")?
        .query_row(params![article.hash, now], |row| row.get(0))
        .optional()?;
    let id = match known {
        Some(id) => id,
        None => insert(transaction, article, now)?,
    };
    if let Some(origin) = origin(article)? {
        transaction
            .prepare_cached(
                "INSERT INTO article_origin (origin, article, last_opened) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET last_opened = excluded.last_opened",
            )?
            .execute(params![origin, id, now])?;
    }
    Ok(ArticleKey(id))
}

fn insert(transaction: &Transaction<'_>, article: &Article, now: i64) -> Result<i64, Trouble> {
    let window = article.window.as_ref();
    transaction
        .prepare_cached(
            "INSERT INTO article (hash, title, window_start, window_end, file_size, first_opened, last_opened)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        )?
        .execute(params![
            article.hash,
            article.title(),
            window.map(|window| count(window.start)),
            window.map(|window| count(window.end)),
            window.map(|window| count(window.file)),
            now
        ])?;
    let id = transaction.last_insert_rowid();
    if window.is_none() {
        transaction
            .prepare_cached("INSERT INTO article_text (article, text) VALUES (?1, ?2)")?
            .execute(params![id, article.text])?;
    }
    Ok(id)
}
