//! Notes of claims.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params};

use crate::claims::{Anchor, CodePoints};
use crate::span::Span;

use super::article::Version;
use super::error::Trouble;
use super::found;
use super::marks::{ArticleKey, ClaimMarks, ClaimNote, Credibility, NoteKey, Status};
use super::row::{count, number, save_tags, tags_of, word};

/// The notes of one version of an article, in the order of its text.
pub(super) fn load(connection: &Connection, version: &Version) -> Result<Vec<ClaimNote>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT id, claim, exact, prefix, suffix, byte_start, byte_end, point_start, point_end, block,
                verdict, credibility, status, note
         FROM claim_note WHERE article = ?1 ORDER BY byte_start, byte_end, id",
    )?;
    let found = query.query_map([version.id], |row| note(row, &version.hash))?;
    let mut notes = found.collect::<Result<Vec<_>, _>>()?;
    for note in &mut notes {
        if let Some(NoteKey(id)) = note.key {
            note.marks.tags = tags_of(connection, "SELECT tag FROM claim_tag WHERE note = ?1 ORDER BY rank", id)?;
        }
    }
    Ok(notes)
}

fn note(row: &Row<'_>, hash: &str) -> rusqlite::Result<ClaimNote> {
    let anchor = Anchor {
        uid: row.get(1)?,
        article: hash.to_owned(),
        exact: row.get(2)?,
        prefix: row.get(3)?,
        suffix: row.get(4)?,
        bytes: Span::new(number(row, 5)?, number(row, 6)?),
        points: CodePoints { start: number(row, 7)?, end: number(row, 8)? },
        block: number(row, 9)?,
    };
    let marks = ClaimMarks {
        verdict: row.get(10)?,
        credibility: row.get::<_, Option<u8>>(11)?.and_then(Credibility::new),
        status: word(row, 12, Status::from_name)?,
        note: row.get(13)?,
        tags: Vec::new(),
    };
    Ok(ClaimNote { key: Some(NoteKey(row.get(0)?)), anchor, marks })
}

/// Writes a note, or deletes it where it says nothing.
///
/// A note that was found in another version of the article moves to this one with its new anchor.
pub(super) fn save(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    note: &ClaimNote,
    now: Timestamp,
) -> Result<Option<NoteKey>, Trouble> {
    // Two rows where another process has noted the same claim meanwhile: what is saved last holds.
    let rows = rows(transaction, article, note)?;
    let kept = rows.first().copied().filter(|_| !note.marks.is_empty());
    for &row in rows.iter().filter(|&&row| Some(row) != kept) {
        transaction.prepare_cached("DELETE FROM claim_note WHERE id = ?1")?.execute([row])?;
    }
    if note.marks.is_empty() {
        found::recount(transaction, article)?;
        return Ok(None);
    }
    let row = write(transaction, kept, article, note, now)?;
    transaction.prepare_cached("DELETE FROM claim_tag WHERE note = ?1")?.execute([row])?;
    save_tags(transaction, "INSERT INTO claim_tag (note, rank, tag) VALUES (?1, ?2, ?3)", row, &note.marks.tags)?;
    found::recount(transaction, article)?;
    Ok(Some(NoteKey(row)))
}

/// The rows that hold this note: the one it was read from, and the one of its claim in this article.
fn rows(transaction: &Transaction<'_>, article: ArticleKey, note: &ClaimNote) -> Result<Vec<i64>, Trouble> {
    let mut query = transaction.prepare_cached(
        "SELECT id FROM claim_note WHERE id = ?1 OR (article = ?2 AND claim = ?3) ORDER BY id IS NOT ?1",
    )?;
    let key = note.key.map(|NoteKey(id)| id);
    let rows = query.query_map(params![key, article.0, note.anchor.uid], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write(
    transaction: &Transaction<'_>,
    row: Option<i64>,
    article: ArticleKey,
    note: &ClaimNote,
    now: Timestamp,
) -> Result<i64, Trouble> {
    let ClaimNote { anchor, marks, .. } = note;
    let mut write = transaction.prepare_cached(
        "INSERT INTO claim_note (id, article, claim, exact, prefix, suffix, byte_start, byte_end, point_start,
            point_end, block, verdict, credibility, status, note, created, changed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16)
         ON CONFLICT (id) DO UPDATE SET
            (article, claim, exact, prefix, suffix, byte_start, byte_end, point_start,
             point_end, block, verdict, credibility, status, note, changed)
            = (excluded.article, excluded.claim, excluded.exact, excluded.prefix, excluded.suffix,
             excluded.byte_start, excluded.byte_end, excluded.point_start, excluded.point_end, excluded.block,
             excluded.verdict, excluded.credibility, excluded.status, excluded.note, excluded.changed)
         RETURNING id",
    )?;
    let values = params![
        row,
        article.0,
        anchor.uid,
        anchor.exact,
        anchor.prefix,
        anchor.suffix,
        count(anchor.bytes.start.0),
        count(anchor.bytes.end.0),
        count(anchor.points.start),
        count(anchor.points.end),
        count(anchor.block),
        marks.verdict,
        marks.credibility.map(Credibility::number),
        marks.status.map(Status::name),
        marks.note,
        now.as_millisecond(),
    ];
    Ok(write.query_row(values, |row| row.get(0))?)
}
