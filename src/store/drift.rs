//! Notes of which the reader said that they belong to no claim of a text, and texts by their hash or origin.

use rusqlite::{OptionalExtension, params};

use super::article;
use super::article::Version;
use super::error::StoreError;
use super::marks::{ArticleKey, DocumentKey, NoteKey};
use super::{Connection, Store, Trouble};
use crate::article::Article;

impl Store {
    /// The text with this hash; none where it is not in the library.
    pub fn article_of(&self, hash: &str) -> Result<Option<ArticleKey>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT id FROM article WHERE hash = ?1")?;
            Ok(query.query_row([hash], |row| row.get(0).map(ArticleKey)).optional()?)
        })
    }

    /// The document of which an article is a version, or would be by where it came from; none where it would be a new one.
    pub fn document_like(&self, article: &Article) -> Result<Option<DocumentKey>, StoreError> {
        self.read(|connection| {
            let origin = article::origin(article)?;
            let versions = article::versions(connection, &article.hash, origin.as_deref())?;
            let mut query = connection.prepare_cached("SELECT document FROM article WHERE id = ?1")?;
            let Some(version) = versions.first() else { return Ok(None) };
            Ok(query.query_row([version.id], |row| row.get(0).map(DocumentKey)).optional()?)
        })
    }

    /// Keeps that a note belongs to no claim of the text with this hash: it is not asked for there again.
    pub fn leave_adrift(&mut self, note: NoteKey, hash: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut update = transaction.prepare_cached("UPDATE claim_note SET adrift = ?2 WHERE id = ?1")?;
            update.execute(params![note.0, hash])?;
            Ok(())
        })
    }
}

/// The notes of a version of which the reader said that they belong to no claim of the text with this hash.
pub(super) fn adrift(connection: &Connection, version: &Version, hash: &str) -> Result<Vec<NoteKey>, Trouble> {
    let mut query =
        connection.prepare_cached("SELECT id FROM claim_note WHERE article = ?1 AND adrift = ?2 ORDER BY id")?;
    let rows = query.query_map(params![version.id, hash], |row| row.get(0).map(NoteKey))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
