//! The claims of an article as they are kept, for whoever reads them without finding them anew.

use rusqlite::params;

use crate::span::Span;

use super::Store;
use super::error::StoreError;
use super::marks::ArticleKey;
use super::row::number;

/// A claim as it was found last, and put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptClaim {
    /// Its uid in the article.
    pub uid: String,
    /// `direct`, `mixed` or `indirect`.
    pub kind: String,
    /// Where it stands in the text.
    pub at: Span,
    /// Its words.
    pub text: String,
    /// The words of the mention of its source; empty where there is none.
    pub speaker: String,
    /// Its source's number in the library.
    pub source: Option<i64>,
}

impl Store {
    /// The claims of an article, in the order of its text.
    pub fn claims_of(&self, article: ArticleKey) -> Result<Vec<KeptClaim>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT uid, kind, byte_start, byte_end, text, speaker, source FROM claim WHERE article = ?1 ORDER BY rank",
            )?;
            let rows = query.query_map(params![article.0], |row| {
                Ok(KeptClaim {
                    uid: row.get(0)?,
                    kind: row.get(1)?,
                    at: Span::new(number(row, 2)?, number(row, 3)?),
                    text: row.get(4)?,
                    speaker: row.get(5)?,
                    source: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}
