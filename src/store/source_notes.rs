//! What the reader says of sources, with the history of their reliability. It hangs on the source, whatever article it was
//! said in.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::claims::{Found, SourceId, SourceRef};

use super::article::Version;
use super::claim_notes::SavedMarks;
use super::error::Trouble;
use super::marks::{ArticleKey, NoteKey, Rating, Reliability, SourceMarks, SourceNote};
use super::merge::{Merged, Sides, merge_source_marks};
use super::people;
use super::row::{instant, save_tags, tags_of, word};

/// What is said of the sources of one version of an article, by their numbers in it.
pub(super) fn load(connection: &Connection, version: &Version) -> Result<Vec<SourceNote>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT uid, name, source FROM article_source WHERE article = ?1 ORDER BY rank IS NULL, rank, id",
    )?;
    let rows = query.query_map([version.id], |row| {
        Ok((SourceRef { uid: row.get(0)?, name: row.get(1)? }, row.get::<_, i64>(2)?))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let notes = rows.into_iter().map(|(source, row)| note(connection, source, row));
    notes.filter_map(Result::transpose).collect()
}

/// What is said, because of other articles, of those sources of an article that the library does not know as its own.
pub(super) fn known(connection: &Connection, found: Found<'_>) -> Result<Vec<SourceNote>, Trouble> {
    let mut own = connection.prepare_cached(
        "SELECT 1 FROM article_source WHERE article = (SELECT id FROM article WHERE hash = ?1) AND uid = ?2",
    )?;
    let mut notes = Vec::new();
    for (at, source) in found.extraction.sources.iter().enumerate() {
        let uid = found.uids.source(SourceId(at));
        if own.exists(params![found.article.hash, uid])? {
            continue;
        }
        if let Some(row) = people::find(connection, source)? {
            let source = SourceRef { uid: uid.to_owned(), name: source.name.clone() };
            notes.extend(note(connection, source, row)?);
        }
    }
    Ok(notes)
}

/// What is said of a row of `source`; none where nothing is.
fn note(connection: &Connection, source: SourceRef, row: i64) -> Result<Option<SourceNote>, Trouble> {
    let mut query = connection.prepare_cached("SELECT note FROM source WHERE id = ?1")?;
    let ratings = ratings(connection, row)?;
    let marks = SourceMarks {
        reliability: ratings.last().and_then(|rating| rating.reliability),
        note: query.query_row([row], |row| row.get(0))?,
        tags: tags_of(connection, "SELECT tag FROM source_tag WHERE source = ?1 ORDER BY rank", row)?,
    };
    let is_said = !marks.is_empty() || !ratings.is_empty();
    Ok(is_said.then_some(SourceNote { key: Some(NoteKey(row)), source, marks, ratings }))
}

fn ratings(connection: &Connection, source: i64) -> Result<Vec<Rating>, Trouble> {
    let mut query = connection
        .prepare_cached("SELECT reliability, rated, who, why FROM source_rating WHERE source = ?1 ORDER BY id")?;
    let found = query.query_map([source], |row| {
        Ok(Rating {
            reliability: word(row, 0, Reliability::from_letter)?,
            at: instant(row, 1)?,
            who: row.get(2)?,
            why: row.get(3)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Writes what is said of a source, or deletes it with its history where that is nothing.
pub(super) fn save(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    note: &SourceNote,
    now: Timestamp,
) -> Result<Option<NoteKey>, Trouble> {
    let row = match known_row(transaction, article, note)? {
        Some(row) => row,
        None if note.marks.is_empty() => return Ok(None),
        None => new_row(transaction, article, note, now)?,
    };
    transaction.prepare_cached("UPDATE source SET note = ?2, changed = ?3 WHERE id = ?1")?.execute(params![
        row,
        note.marks.note,
        now.as_millisecond()
    ])?;
    transaction.prepare_cached("DELETE FROM source_tag WHERE source = ?1")?.execute([row])?;
    if note.marks.is_empty() {
        transaction.prepare_cached("DELETE FROM source_rating WHERE source = ?1")?.execute([row])?;
        return Ok(None);
    }
    save_tags(transaction, "INSERT INTO source_tag (source, rank, tag) VALUES (?1, ?2, ?3)", row, &note.marks.tags)?;
    rate(transaction, row, note.marks.reliability, now)?;
    Ok(Some(NoteKey(row)))
}

/// The same, but what another program has changed since `base` stays: see [`merge_source_marks`]. A reliability of theirs
/// that gives way stays in the history.
pub(super) fn merge(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    note: &SourceNote,
    base: &SourceMarks,
    now: Timestamp,
) -> Result<SavedMarks<SourceMarks>, Trouble> {
    let row = known_row(transaction, article, note)?;
    let theirs = match row {
        Some(row) => self::note(transaction, note.source.clone(), row)?.map(|note| note.marks).unwrap_or_default(),
        None => SourceMarks::default(),
    };
    let Merged { marks, clashes } = merge_source_marks(Sides { base, mine: &note.marks, theirs: &theirs });
    let merged = SourceNote { marks, ..note.clone() };
    let key = save(transaction, article, &merged, now)?;
    let theirs = (theirs != *base).then_some(theirs);
    Ok(SavedMarks { key, marks: merged.marks, theirs, clashes })
}

/// The source that a note is of: the one it was read from, or the one that the article has by this uid.
fn known_row(transaction: &Transaction<'_>, article: ArticleKey, note: &SourceNote) -> Result<Option<i64>, Trouble> {
    let mut by_article =
        transaction.prepare_cached("SELECT source FROM article_source WHERE article = ?1 AND uid = ?2")?;
    let known = by_article.query_row(params![article.0, note.source.uid], |row| row.get(0)).optional()?;
    if known.is_some() {
        return Ok(known);
    }
    let mut by_key = transaction.prepare_cached("SELECT coalesce(merged, id) FROM source WHERE id = ?1")?;
    Ok(by_key.query_row([note.key.map(|NoteKey(id)| id)], |row| row.get(0)).optional()?)
}

/// A source that the article has not been found to have: a reader who knew it named it.
fn new_row(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    note: &SourceNote,
    now: Timestamp,
) -> Result<i64, Trouble> {
    let row = people::create(transaction, &note.source.name, "", now)?;
    transaction
        .prepare_cached(
            "INSERT INTO article_source (article, uid, name, source, found_as) VALUES (?1, ?2, ?3, ?4, ?4)",
        )?
        .execute(params![article.0, note.source.uid, note.source.name, row])?;
    Ok(row)
}

/// Adds to the history, where the reliability is another than the last.
fn rate(
    transaction: &Transaction<'_>,
    source: i64,
    reliability: Option<Reliability>,
    now: Timestamp,
) -> Result<(), Trouble> {
    let last = ratings(transaction, source)?.last().and_then(|rating| rating.reliability);
    if last != reliability {
        transaction
            .prepare_cached("INSERT INTO source_rating (source, reliability, rated) VALUES (?1, ?2, ?3)")?
            .execute(params![source, reliability.map(Reliability::letter), now.as_millisecond()])?;
    }
    Ok(())
}
