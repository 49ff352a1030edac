//! What articles were made from: bytes as a server sent them or a file held them, kept so that a better extractor can read
//! them again. They go with their document.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use crate::claims::Found;

use super::article::Registered;
use super::error::{StoreError, Trouble};
use super::marks::{ArticleKey, DocumentKey};
use super::row::{count, instant, number};
use super::{Store, found};

/// What an article was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The address that it came from in the end, or an absolute path.
    pub origin: String,
    /// What the server called it; empty where nobody called it anything.
    pub media: String,
    /// The encoding that the server said; empty where it said none.
    pub charset: String,
    /// When it came.
    pub fetched: Timestamp,
    /// The bytes, decompressed and otherwise as they came.
    pub bytes: Vec<u8>,
}

/// How many originals there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Originals {
    /// Originals.
    pub count: usize,
    /// Their bytes.
    pub bytes: usize,
}

impl Store {
    /// Adds an article as [`Store::add_article`] does, and keeps what it was made from.
    pub fn add_article_of(
        &mut self,
        found: Found<'_>,
        original: &Original,
        now: Timestamp,
    ) -> Result<Registered, StoreError> {
        self.write(|transaction| {
            let registered = found::add(transaction, found, now)?;
            keep(transaction, registered, original)?;
            Ok(registered)
        })
    }

    /// What a text was made from; none where that is not kept.
    pub fn original_of(&self, article: ArticleKey) -> Result<Option<Original>, StoreError> {
        self.read(|connection| load(connection, article))
    }

    /// The documents whose latest text's original is kept, in the order in which they came.
    pub fn documents_with_originals(&self) -> Result<Vec<DocumentKey>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT document.id FROM document JOIN article_original ON article = latest ORDER BY document.id",
            )?;
            let rows = query.query_map([], |row| row.get(0).map(DocumentKey))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// How many originals there are.
    pub fn originals(&self) -> Result<Originals, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT count(*), coalesce(sum(size), 0) FROM original")?;
            Ok(query.query_row([], |row| Ok(Originals { count: number(row, 0)?, bytes: number(row, 1)? }))?)
        })
    }
}

/// Keeps what a text was made from; the same bytes once a document.
pub(super) fn keep(transaction: &Transaction<'_>, of: Registered, original: &Original) -> Result<(), Trouble> {
    let Original { origin, media, charset, fetched, bytes } = original;
    let id: i64 = transaction
        .prepare_cached(
            "INSERT INTO original (document, origin, media, charset, fetched, hash, size, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (document, hash) DO UPDATE SET origin = excluded.origin, media = excluded.media,
                 charset = excluded.charset, fetched = max(fetched, excluded.fetched)
             RETURNING id",
        )?
        .query_row(
            params![
                of.document.0,
                origin,
                media,
                charset,
                fetched.as_millisecond(),
                hash(bytes),
                count(bytes.len()),
                bytes
            ],
            |row| row.get(0),
        )?;
    transaction
        .prepare_cached(
            "INSERT INTO article_original (article, original) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET original = excluded.original",
        )?
        .execute([of.article.0, id])?;
    Ok(())
}

fn load(connection: &Connection, article: ArticleKey) -> Result<Option<Original>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT origin, media, charset, fetched, bytes FROM article_original JOIN original ON original.id = original
         WHERE article = ?1",
    )?;
    let original = query.query_row([article.0], |row| {
        Ok(Original {
            origin: row.get(0)?,
            media: row.get(1)?,
            charset: row.get(2)?,
            fetched: instant(row, 3)?,
            bytes: row.get(4)?,
        })
    });
    Ok(original.optional()?)
}

/// The digest by which bytes and addresses are known, in lower-case hexadecimal digits.
pub(super) fn hash(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
