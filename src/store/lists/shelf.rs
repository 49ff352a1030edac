//! What a list of documents asks: whether there are any; of one of them its text and origin; and marks it as read.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::article::Article;

use super::super::Store;
use super::super::article::SAMPLE;
use super::super::error::StoreError;
use super::super::marks::{ArticleKey, DocumentKey};

impl Store {
    /// Whether there is a document beside the sample article.
    pub fn holds_documents(&self) -> Result<bool, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM document WHERE id NOT IN (
                     SELECT article.document FROM article_origin JOIN article ON article.id = article_origin.article
                     WHERE origin = ?1))",
            )?;
            Ok(query.query_row([SAMPLE], |row| row.get(0))?)
        })
    }

    /// The latest text of a document, as it was registered; none where there is no such document, or its text is not kept.
    pub fn latest_article(&self, document: DocumentKey) -> Result<Option<Article>, StoreError> {
        let latest = self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT latest FROM document WHERE id = ?1")?;
            Ok(query.query_row([document.0], |row| row.get(0)).optional()?)
        })?;
        latest.map_or(Ok(None), |latest| self.article(ArticleKey(latest)))
    }

    /// Where a document was read from last: a path, or `isnad:sample`; none where that is not known.
    pub fn origin_of(&self, document: DocumentKey) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT origin FROM article_origin JOIN document ON latest = article WHERE document.id = ?1
                 ORDER BY last_opened DESC LIMIT 1",
            )?;
            Ok(query.query_row([document.0], |row| row.get(0)).optional()?)
        })
    }

    /// Marks a document as read at this time, or as unread.
    pub fn set_read(&mut self, document: DocumentKey, read: Option<Timestamp>) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut update = transaction.prepare_cached("UPDATE document SET opened = ?2 WHERE id = ?1")?;
            update.execute(params![document.0, read.map(Timestamp::as_millisecond)])?;
            Ok(())
        })
    }
}
