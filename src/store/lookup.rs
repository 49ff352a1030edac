//! Articles by what other programs know of them, and histories that come from elsewhere.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::error::Trouble;
use super::marks::{ArticleKey, NoteKey, Rating, Reliability};

/// The text with this hash.
pub(super) fn by_hash(connection: &Connection, hash: &str) -> Result<Option<ArticleKey>, Trouble> {
    let mut query = connection.prepare_cached("SELECT id FROM article WHERE hash = ?1")?;
    Ok(query.query_row([hash], |row| row.get(0).map(ArticleKey)).optional()?)
}

/// The latest version of the article with this address; none where several have it.
pub(super) fn by_url(connection: &Connection, url: &str) -> Result<Option<ArticleKey>, Trouble> {
    let mut query = connection.prepare_cached("SELECT latest FROM document WHERE url = ?1 AND url <> '' LIMIT 2")?;
    let rows = query.query_map([url], |row| row.get(0).map(ArticleKey))?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(rows.first().copied().filter(|_| rows.len() == 1))
}

/// Puts a history in the place of the one that a source has.
pub(super) fn put_ratings(transaction: &Transaction<'_>, source: NoteKey, ratings: &[Rating]) -> Result<(), Trouble> {
    transaction.prepare_cached("DELETE FROM source_rating WHERE source = ?1")?.execute([source.0])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO source_rating (source, reliability, rated, who, why) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for Rating { reliability, at, who, why } in ratings {
        insert.execute(params![
            source.0,
            reliability.map(Reliability::letter),
            Timestamp::as_millisecond(*at),
            who,
            why
        ])?;
    }
    Ok(())
}
