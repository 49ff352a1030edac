//! What the reader says of sources, with the history of their reliability. It hangs on the source, whatever article it was
//! said in.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::claims::{Found, SourceId, SourceRef};

use super::article::Version;
use super::claim_notes::SavedMarks;
use super::error::Trouble;
use super::marks::{ArticleKey, NoteKey, SourceMarks, SourceNote};
use super::merge::{Merged, Sides, merge_source_marks};
use super::people::{self, Assessment, Called, SourceFacts, SourceKey, facts};

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
        if let Some(taken) = people::find(connection, source, None)? {
            let source = SourceRef { uid: uid.to_owned(), name: source.name.clone() };
            notes.extend(note(connection, source, taken.source)?);
        }
    }
    Ok(notes)
}

/// What is said of a row of `source`; none where nothing is.
fn note(connection: &Connection, source: SourceRef, row: i64) -> Result<Option<SourceNote>, Trouble> {
    let ratings = facts::ratings(connection, row)?;
    let facts = facts::facts(connection, row)?;
    let marks = SourceMarks { reliability: facts.reliability, note: facts.note, tags: facts.tags };
    let is_said = !marks.is_empty() || !ratings.is_empty();
    Ok(is_said.then_some(SourceNote { key: Some(NoteKey(row)), source, marks, ratings }))
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
    let marks = note.marks.clone();
    let facts = SourceFacts {
        reliability: marks.reliability,
        note: marks.note,
        tags: marks.tags,
        ..facts::facts(transaction, row)?
    };
    facts::save(transaction, SourceKey(row), &facts, Assessment::default(), now)?;
    if note.marks.is_empty() {
        let forget = "DELETE FROM source_rating WHERE source IN (SELECT id FROM source WHERE id = ?1 OR merged = ?1)";
        transaction.prepare_cached(forget)?.execute([row])?;
        return Ok(None);
    }
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
    let row = people::create(transaction, Called { name: &note.source.name, kind: "", role: "" }, now)?;
    transaction
        .prepare_cached(
            "INSERT INTO article_source (article, uid, name, source, found_as) VALUES (?1, ?2, ?3, ?4, ?4)",
        )?
        .execute(params![article.0, note.source.uid, note.source.name, row])?;
    Ok(row)
}
