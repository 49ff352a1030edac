//! What the tables have in common: counts, instants, words of closed lists, tags.

use jiff::Timestamp;
use rusqlite::types::{FromSqlError, FromSqlResult, Type};
use rusqlite::{Connection, Row, Transaction, params};

use super::error::Trouble;

/// A count as SQLite keeps it.
pub(super) fn count(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// The number in a column, which is never negative.
pub(super) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    let found: i64 = row.get(column)?;
    usize::try_from(found).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, found))
}

/// The instant in a column of milliseconds.
pub(super) fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let found: i64 = row.get(column)?;
    Timestamp::from_millisecond(found).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, found))
}

/// A word of a closed list; a word outside of it means that the library is damaged.
pub(super) fn word<T>(row: &Row<'_>, column: usize, read: fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
    let found: Option<String> = row.get(column)?;
    let known = |word: String| -> FromSqlResult<T> { read(&word).ok_or(FromSqlError::InvalidType) };
    found
        .map(known)
        .transpose()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

/// The tags of a note, in the reader's order. `query` selects them by the note's row.
pub(super) fn tags_of(connection: &Connection, query: &str, note: i64) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare_cached(query)?;
    let tags = query.query_map([note], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// Writes the tags of a note. `insert` takes the note's row, the rank and the tag.
pub(super) fn save_tags(
    transaction: &Transaction<'_>,
    insert: &str,
    note: i64,
    tags: &[String],
) -> Result<(), Trouble> {
    let mut insert = transaction.prepare_cached(insert)?;
    for (rank, tag) in tags.iter().enumerate() {
        insert.execute(params![note, count(rank), tag])?;
    }
    Ok(())
}

/// Every tag, the most used first.
pub(super) fn tags(connection: &Connection) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT tag FROM (SELECT tag FROM claim_tag UNION ALL SELECT tag FROM source_tag)
         GROUP BY tag ORDER BY count(*) DESC, tag",
    )?;
    let tags = query.query_map([], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}
