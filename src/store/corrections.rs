//! What the reader put right in an article.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};

use crate::claims::Correction;

use super::article::Version;
use super::error::Trouble;
use super::marks::{ArticleKey, CorrectionKey, StoredCorrection};

/// The corrections made in one version of an article, oldest first.
pub(super) fn load(connection: &Connection, version: &Version) -> Result<Vec<StoredCorrection>, Trouble> {
    let mut query = connection.prepare_cached("SELECT id, body FROM correction WHERE article = ?1 ORDER BY id")?;
    let rows = query.query_map([version.id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (id, body) = row?;
        let correction =
            serde_json::from_str(&body).map_err(|_| Trouble::Damaged(format!("correction {id} cannot be read")))?;
        found.push(StoredCorrection { key: CorrectionKey(id), correction });
    }
    Ok(found)
}

/// Adds a correction behind all others of the article.
pub(super) fn add(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    correction: &Correction,
    now: Timestamp,
) -> Result<CorrectionKey, Trouble> {
    // Strings, numbers and lists: nothing in a correction can fail to be JSON.
    let body = serde_json::to_string(correction).unwrap_or_default();
    let mut insert =
        transaction.prepare_cached("INSERT INTO correction (article, body, made) VALUES (?1, ?2, ?3) RETURNING id")?;
    let id = insert.query_row(params![article.0, body, now.as_millisecond()], |row| row.get(0))?;
    Ok(CorrectionKey(id))
}

/// Takes a correction back; nothing where it is not there any more.
pub(super) fn remove(transaction: &Transaction<'_>, key: CorrectionKey) -> Result<(), Trouble> {
    transaction.prepare_cached("DELETE FROM correction WHERE id = ?1")?.execute([key.0])?;
    Ok(())
}
