//! Words that the reader gave to another source than the rest of what that one says in a document. They are known by the
//! words themselves, so that they are found again in every version of it.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};

use crate::fold::{Level, folded};

use super::super::error::Trouble;
use super::super::marks::ArticleKey;
use super::facts::rows;
use super::join::Taken;

/// The words in one document that were given away.
pub(in crate::store) struct Given(HashMap<String, Taken>);

impl Given {
    /// Those of an article's document.
    pub fn load(connection: &Connection, article: ArticleKey) -> Result<Given, Trouble> {
        let query = "SELECT words, source.id, coalesce(merged, source.id)
                     FROM source_given JOIN source ON source.id = source
                     WHERE document = (SELECT document FROM article WHERE id = ?1)";
        let given = rows(connection, query, article.0, |row| {
            Ok((row.get(0)?, Taken { found_as: row.get(1)?, source: row.get(2)? }))
        })?;
        Ok(Given(given.into_iter().collect()))
    }

    /// To whom these words of a claim were given.
    pub fn of(&self, words: &str) -> Option<Taken> {
        if self.0.is_empty() { None } else { self.0.get(&print_of(words)).copied() }
    }
}

/// 16 hexadecimal digits of the words of a claim, folded.
pub(super) fn print_of(words: &str) -> String {
    let folded = folded(words, Level::Normal).split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(folded).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Gives the words with these prints in a document to `to`, or back to whom they were found to be of. Tells who had them
/// and who has them now: the same words may have been those of several.
pub(super) fn give(
    transaction: &Transaction<'_>,
    document: i64,
    prints: &[String],
    to: Option<Taken>,
) -> Result<Vec<i64>, Trouble> {
    for print in prints {
        match to {
            Some(to) => transaction
                .prepare_cached("INSERT OR REPLACE INTO source_given (document, words, source) VALUES (?1, ?2, ?3)")?
                .execute(params![document, print, to.found_as])?,
            None => transaction
                .prepare_cached("DELETE FROM source_given WHERE document = ?1 AND words = ?2")?
                .execute(params![document, print])?,
        };
    }
    let mut touched = Vec::new();
    let claims: Vec<(i64, String)> = rows(
        transaction,
        "SELECT claim.id, claim.text FROM claim JOIN article ON article.id = article WHERE document = ?1",
        document,
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut source = transaction.prepare_cached("SELECT source FROM claim WHERE id = ?1")?;
    for (claim, _) in claims.iter().filter(|(_, text)| prints.contains(&print_of(text))) {
        touched.extend(source.query_row([claim], |row| row.get::<_, Option<i64>>(0))?);
        match to {
            Some(to) => transaction
                .prepare_cached("UPDATE claim SET (found_as, source) = (?2, ?3) WHERE id = ?1")?
                .execute([*claim, to.found_as, to.source])?,
            None => transaction
                .prepare_cached(
                    "UPDATE claim SET (found_as, source) =
                         (SELECT found_as, source FROM article_source WHERE article_source.id = owner) WHERE id = ?1",
                )?
                .execute([claim])?,
        };
        touched.extend(source.query_row([claim], |row| row.get::<_, Option<i64>>(0))?);
    }
    Ok(touched)
}
