//! What the reader put right in an article.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::claims::Correction;

use super::article::Version;
use super::error::Trouble;
use super::marks::{ArticleKey, CorrectionKey, StoredCorrection};

/// The corrections made in one version of an article, oldest first.
pub(super) fn load(connection: &Connection, version: &Version) -> Result<Vec<StoredCorrection>, Trouble> {
    let mut query = connection
        .prepare_cached("SELECT id, body FROM correction WHERE article = ?1 AND undone IS NULL ORDER BY id")?;
    let rows = query.query_map([version.id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| row.map_err(Trouble::from).and_then(|(id, body)| stored(id, &body))).collect()
}

fn stored(id: i64, body: &str) -> Result<StoredCorrection, Trouble> {
    let correction =
        serde_json::from_str(body).map_err(|_| Trouble::Damaged(format!("correction {id} cannot be read")))?;
    Ok(StoredCorrection { key: CorrectionKey(id), correction })
}

/// Adds a correction behind all others of the article. What was taken back is then gone for good; says whether there was
/// any.
pub(super) fn add(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    correction: &Correction,
    now: Timestamp,
) -> Result<(CorrectionKey, bool), Trouble> {
    let gone = transaction
        .prepare_cached("DELETE FROM correction WHERE article = ?1 AND undone IS NOT NULL")?
        .execute([article.0])?;
    // Strings, numbers and lists: nothing in a correction can fail to be JSON.
    let body = serde_json::to_string(correction).unwrap_or_default();
    let mut insert =
        transaction.prepare_cached("INSERT INTO correction (article, body, made) VALUES (?1, ?2, ?3) RETURNING id")?;
    let id = insert.query_row(params![article.0, body, now.as_millisecond()], |row| row.get(0))?;
    Ok((CorrectionKey(id), gone > 0))
}

/// Takes a correction back; nothing where it is not there any more.
pub(super) fn remove(transaction: &Transaction<'_>, key: CorrectionKey) -> Result<(), Trouble> {
    transaction.prepare_cached("DELETE FROM correction WHERE id = ?1")?.execute([key.0])?;
    Ok(())
}

/// Takes the last correction of the article back and keeps it for [`redo`]; none where there is none.
pub(super) fn undo(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    now: Timestamp,
) -> Result<Option<StoredCorrection>, Trouble> {
    let last = one(transaction, article, "undone IS NULL ORDER BY id DESC")?;
    if let Some(last) = &last {
        let mut update = transaction.prepare_cached("UPDATE correction SET undone = ?2 WHERE id = ?1")?;
        update.execute(params![last.key.0, now.as_millisecond()])?;
    }
    Ok(last)
}

/// Makes the correction of the article that was taken back last again; none where there is none.
pub(super) fn redo(transaction: &Transaction<'_>, article: ArticleKey) -> Result<Option<StoredCorrection>, Trouble> {
    // They were taken back from the last one on.
    let first = one(transaction, article, "undone IS NOT NULL ORDER BY id")?;
    if let Some(first) = &first {
        transaction.prepare_cached("UPDATE correction SET undone = NULL WHERE id = ?1")?.execute([first.key.0])?;
    }
    Ok(first)
}

fn one(transaction: &Transaction<'_>, article: ArticleKey, which: &str) -> Result<Option<StoredCorrection>, Trouble> {
    let query = format!("SELECT id, body FROM correction WHERE article = ?1 AND {which} LIMIT 1");
    let mut query = transaction.prepare_cached(&query)?;
    let row = query.query_row([article.0], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
    row.map(|(id, body)| stored(id, &body)).transpose()
}
