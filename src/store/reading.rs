//! Where reading stopped.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::span::Offset;

use super::error::Trouble;
use super::marks::{ArticleKey, Reading};
use super::row::{count, number};

/// Where reading of the text with this hash stopped.
pub(super) fn load(connection: &Connection, hash: &str) -> Result<Option<Reading>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT article, position, claim FROM reading WHERE article = (SELECT id FROM article WHERE hash = ?1)",
    )?;
    let found = query.query_row([hash], |row| {
        let reading = Reading { position: Offset(number(row, 1)?), claim: row.get(2)?, open_groups: Vec::new() };
        Ok((row.get::<_, i64>(0)?, reading))
    });
    let Some((article, mut reading)) = found.optional()? else {
        return Ok(None);
    };
    let mut query = connection.prepare_cached("SELECT source FROM reading_group WHERE article = ?1 ORDER BY source")?;
    let groups = query.query_map([article], |row| row.get(0))?;
    reading.open_groups = groups.collect::<Result<_, _>>()?;
    Ok(Some(reading))
}

/// Replaces what was known.
pub(super) fn save(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    reading: &Reading,
    now: Timestamp,
) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "INSERT INTO reading (article, position, claim, changed) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET
                (position, claim, changed) = (excluded.position, excluded.claim, excluded.changed)",
        )?
        .execute(params![article.0, count(reading.position.0), reading.claim, now.as_millisecond()])?;
    transaction.prepare_cached("DELETE FROM reading_group WHERE article = ?1")?.execute([article.0])?;
    let mut insert =
        transaction.prepare_cached("INSERT OR IGNORE INTO reading_group (article, source) VALUES (?1, ?2)")?;
    for source in &reading.open_groups {
        insert.execute(params![article.0, source])?;
    }
    Ok(())
}
