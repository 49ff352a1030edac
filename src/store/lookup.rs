//! Articles by what other programs know of them, and histories that come from elsewhere.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::claims::name_key;

use super::error::Trouble;
use super::marks::{ArticleKey, NoteKey, Rating, Reliability};
use super::people::SourceKey;
use super::row::{instant, word};

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

/// Makes `ratings` the history of a source and of all that were merged into it: what it has of them stays, what else it has
/// goes.
pub(super) fn put_ratings(transaction: &Transaction<'_>, source: NoteKey, ratings: &[Rating]) -> Result<(), Trouble> {
    let mut gone: Vec<(i64, Rating)> = transaction
        .prepare_cached(
            "SELECT id, reliability, rated, who, why FROM source_rating
             WHERE source IN (SELECT id FROM source WHERE id = ?1 OR merged = ?1)",
        )?
        .query_map([source.0], |row| {
            let reliability = word(row, 1, Reliability::from_letter)?;
            Ok((row.get(0)?, Rating { reliability, at: instant(row, 2)?, who: row.get(3)?, why: row.get(4)? }))
        })?
        .collect::<Result<_, _>>()?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO source_rating (source, reliability, rated, who, why) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for Rating { reliability, at, who, why } in ratings {
        let rated = at.as_millisecond();
        let same = |(_, there): &(i64, Rating)| {
            (there.reliability, there.at.as_millisecond(), &there.who, &there.why) == (*reliability, rated, who, why)
        };
        match gone.iter().position(same) {
            Some(at) => drop(gone.swap_remove(at)),
            None => drop(insert.execute(params![source.0, reliability.map(Reliability::letter), rated, who, why])?),
        }
    }
    let mut delete = transaction.prepare_cached("DELETE FROM source_rating WHERE id = ?1")?;
    gone.iter().try_for_each(|(id, _)| delete.execute([id]).map(drop))?;
    Ok(())
}

/// Gives a source another name by which the reader knows it.
pub(super) fn add_alias(transaction: &Transaction<'_>, source: SourceKey, name: &str) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "INSERT INTO source_alias (source, name, name_key, by) VALUES (?1, ?2, ?3, 'reader')
             ON CONFLICT DO UPDATE SET by = 'reader'",
        )?
        .execute(params![source.0, name, name_key(name)])?;
    Ok(())
}
