//! Notes of sources, with the history of their reliability.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params};

use crate::claims::{SourceRef, name_key};

use super::article::Version;
use super::error::Trouble;
use super::marks::{ArticleKey, NoteKey, Rating, Reliability, SourceMarks, SourceNote};
use super::row::{instant, save_tags, tags_of, word};

/// The notes of one version of an article, oldest first.
pub(super) fn load(connection: &Connection, version: &Version) -> Result<Vec<SourceNote>, Trouble> {
    let mut query =
        connection.prepare_cached("SELECT id, source, name, note FROM source_note WHERE article = ?1 ORDER BY id")?;
    let found = query.query_map([version.id], note)?;
    let mut notes = found.collect::<Result<Vec<_>, _>>()?;
    for note in &mut notes {
        if let Some(NoteKey(id)) = note.key {
            note.ratings = ratings(connection, id)?;
            note.marks.reliability = note.ratings.last().and_then(|rating| rating.reliability);
            note.marks.tags = tags_of(connection, "SELECT tag FROM source_tag WHERE note = ?1 ORDER BY rank", id)?;
        }
    }
    Ok(notes)
}

fn note(row: &Row<'_>) -> rusqlite::Result<SourceNote> {
    Ok(SourceNote {
        key: Some(NoteKey(row.get(0)?)),
        source: SourceRef { uid: row.get(1)?, name: row.get(2)? },
        marks: SourceMarks { note: row.get(3)?, ..SourceMarks::default() },
        ratings: Vec::new(),
    })
}

fn ratings(connection: &Connection, note: i64) -> Result<Vec<Rating>, Trouble> {
    let mut query = connection
        .prepare_cached("SELECT reliability, rated, who, why FROM source_rating WHERE note = ?1 ORDER BY id")?;
    let found = query.query_map([note], |row| {
        Ok(Rating {
            reliability: word(row, 0, Reliability::from_letter)?,
            at: instant(row, 1)?,
            who: row.get(2)?,
            why: row.get(3)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Writes a note, or deletes it with its history where it says nothing.
pub(super) fn save(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    note: &SourceNote,
    now: Timestamp,
) -> Result<Option<NoteKey>, Trouble> {
    // As with claims, what is saved last holds; the histories are joined.
    let rows = rows(transaction, article, note)?;
    let kept = rows.first().copied().filter(|_| !note.marks.is_empty());
    for &row in rows.iter().filter(|&&row| Some(row) != kept) {
        transaction
            .prepare_cached("UPDATE source_rating SET note = ?2 WHERE note = ?1 AND ?2 IS NOT NULL")?
            .execute([Some(row), kept])?;
        transaction.prepare_cached("DELETE FROM source_note WHERE id = ?1")?.execute([row])?;
    }
    if note.marks.is_empty() {
        return Ok(None);
    }
    let row = write(transaction, kept, article, note, now)?;
    transaction.prepare_cached("DELETE FROM source_tag WHERE note = ?1")?.execute([row])?;
    save_tags(transaction, "INSERT INTO source_tag (note, rank, tag) VALUES (?1, ?2, ?3)", row, &note.marks.tags)?;
    rate(transaction, row, note.marks.reliability, now)?;
    Ok(Some(NoteKey(row)))
}

fn rows(transaction: &Transaction<'_>, article: ArticleKey, note: &SourceNote) -> Result<Vec<i64>, Trouble> {
    let mut query = transaction.prepare_cached(
        "SELECT id FROM source_note WHERE id = ?1 OR (article = ?2 AND source = ?3) ORDER BY id IS NOT ?1",
    )?;
    let key = note.key.map(|NoteKey(id)| id);
    let rows = query.query_map(params![key, article.0, note.source.uid], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write(
    transaction: &Transaction<'_>,
    row: Option<i64>,
    article: ArticleKey,
    note: &SourceNote,
    now: Timestamp,
) -> Result<i64, Trouble> {
    let SourceNote { source, marks, .. } = note;
    let mut write = transaction.prepare_cached(
        "INSERT INTO source_note (id, article, source, name, name_key, note, created, changed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
         ON CONFLICT (id) DO UPDATE SET
            (article, source, name, name_key, note, changed)
            = (excluded.article, excluded.source, excluded.name, excluded.name_key, excluded.note, excluded.changed)
         RETURNING id",
    )?;
    let values =
        params![row, article.0, source.uid, source.name, name_key(&source.name), marks.note, now.as_millisecond()];
    Ok(write.query_row(values, |row| row.get(0))?)
}

/// Adds to the history, where the reliability is another than the last.
fn rate(
    transaction: &Transaction<'_>,
    note: i64,
    reliability: Option<Reliability>,
    now: Timestamp,
) -> Result<(), Trouble> {
    let last = ratings(transaction, note)?.last().and_then(|rating| rating.reliability);
    if last != reliability {
        transaction
            .prepare_cached("INSERT INTO source_rating (note, reliability, rated) VALUES (?1, ?2, ?3)")?
            .execute(params![note, reliability.map(Reliability::letter), now.as_millisecond()])?;
    }
    Ok(())
}
