//! Notes of claims.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::claims::{Anchor, CodePoints};
use crate::span::Span;

use super::article::{self, Version};
use super::claim_edits;
use super::error::Trouble;
use super::found;
use super::marks::{
    ArticleKey, ClaimMarks, ClaimNote, Contradiction, Credibility, EvidenceKind, EvidenceLink, NoteKey, Status,
};
use super::merge::{Field, Merged, Sides, merge_claim_marks};
use super::row::{count, number, save_tags, tags_of, word};

/// What became of marks that were saved over those that were there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedMarks<T> {
    /// The note's row; none where nothing is said any more.
    pub key: Option<NoteKey>,
    /// The marks as they are in the library now.
    pub marks: T,
    /// The marks that were there, where another program had changed them.
    pub theirs: Option<T>,
    /// The single values that both had changed: those of `theirs` are not in `marks`.
    pub clashes: Vec<Field>,
}

const SELECT: &str = "SELECT id, claim, exact, prefix, suffix, byte_start, byte_end, point_start, point_end, block,
            verdict, credibility, status, note, said, pinned > 0
     FROM claim_note";

/// The notes of one version of an article, in the order of its text.
pub(super) fn load(connection: &Connection, version: &Version) -> Result<Vec<ClaimNote>, Trouble> {
    let query = format!("{SELECT} WHERE article = ?1 ORDER BY byte_start, byte_end, id");
    let mut query = connection.prepare_cached(&query)?;
    let found = query.query_map([version.id], |row| note(row, &version.hash))?;
    let mut notes = found.collect::<Result<Vec<_>, _>>()?;
    for note in &mut notes {
        load_lists(connection, note)?;
    }
    Ok(notes)
}

/// The marks in a row of `claim_note`.
pub(super) fn marks_in(connection: &Connection, row: i64) -> Result<Option<ClaimMarks>, Trouble> {
    let query = format!("{SELECT} WHERE id = ?1");
    let found = connection.prepare_cached(&query)?.query_row([row], |row| note(row, "")).optional()?;
    let Some(mut note) = found else { return Ok(None) };
    load_lists(connection, &mut note)?;
    Ok(Some(note.marks))
}

/// What is said of a claim of an article, as far as anything is.
pub(super) fn marks_of(connection: &Connection, article: ArticleKey, claim: &str) -> Result<ClaimMarks, Trouble> {
    let mut query = connection.prepare_cached("SELECT id FROM claim_note WHERE article = ?1 AND claim = ?2")?;
    let row = query.query_row(params![article.0, claim], |row| row.get(0)).optional()?;
    Ok(row.map(|row| marks_in(connection, row)).transpose()?.flatten().unwrap_or_default())
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
        said: row.get(14)?,
        pinned: row.get(15)?,
        ..ClaimMarks::default()
    };
    Ok(ClaimNote { key: Some(NoteKey(row.get(0)?)), anchor, marks })
}

/// Tags, evidence and contradictions of a note.
fn load_lists(connection: &Connection, note: &mut ClaimNote) -> Result<(), Trouble> {
    let Some(NoteKey(id)) = note.key else { return Ok(()) };
    note.marks.tags = tags_of(connection, "SELECT tag FROM claim_tag WHERE note = ?1 ORDER BY rank", id)?;
    note.marks.evidence = evidence(connection, id)?;
    note.marks.contradicts = contradictions(connection, id)?;
    Ok(())
}

fn evidence(connection: &Connection, note: i64) -> Result<Vec<EvidenceLink>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT kind, url, archive, accessed, note_on FROM claim_evidence WHERE note = ?1 ORDER BY rank, id",
    )?;
    let rows = query.query_map([note], |row| {
        Ok(EvidenceLink {
            kind: word(row, 0, EvidenceKind::from_name)?.unwrap_or_default(),
            url: row.get(1)?,
            archive: row.get(2)?,
            accessed: row.get(3)?,
            note: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn contradictions(connection: &Connection, note: i64) -> Result<Vec<Contradiction>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT hash, claim, exact, document.title, contradiction.note
         FROM contradiction JOIN claim_note ON claim_note.id = iif(one = ?1, other, one)
             JOIN article ON article.id = article JOIN document ON document.id = document
         WHERE one = ?1 OR other = ?1 ORDER BY made, claim_note.id",
    )?;
    let rows = query.query_map([note], |row| {
        Ok(Contradiction {
            article: row.get(0)?,
            claim: row.get(1)?,
            words: row.get(2)?,
            title: row.get(3)?,
            note: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
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
    let rows = rows(transaction, article, note)?;
    let kept = rows.first().copied().filter(|_| !note.marks.is_empty());
    for &row in rows.iter().filter(|&&row| Some(row) != kept) {
        transaction.prepare_cached("DELETE FROM claim_note WHERE id = ?1")?.execute([row])?;
    }
    if note.marks.is_empty() {
        found::recount(transaction, article)?;
        return Ok(None);
    }
    let row = write(transaction, Place { row: kept, article }, note, now)?;
    transaction.prepare_cached("DELETE FROM claim_tag WHERE note = ?1")?.execute([row])?;
    save_tags(transaction, "INSERT INTO claim_tag (note, rank, tag) VALUES (?1, ?2, ?3)", row, &note.marks.tags)?;
    save_evidence(transaction, row, &note.marks.evidence)?;
    save_contradictions(transaction, row, &note.marks.contradicts, now)?;
    found::recount(transaction, article)?;
    Ok(Some(NoteKey(row)))
}

/// The same, but what another program has changed since `base` stays: see [`merge_claim_marks`].
pub(super) fn merge(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    note: &ClaimNote,
    base: &ClaimMarks,
    now: Timestamp,
) -> Result<SavedMarks<ClaimMarks>, Trouble> {
    let theirs = there(transaction, article, note)?;
    let Merged { marks, clashes } = merge_claim_marks(Sides { base, mine: &note.marks, theirs: &theirs });
    let merged = ClaimNote { marks, ..note.clone() };
    let key = save(transaction, article, &merged, now)?;
    if key.is_none() {
        claim_edits::wipe(transaction, article, &note.anchor.uid)?;
    } else if !clashes.is_empty() {
        let sides = Sides { base, mine: &merged.marks, theirs: &theirs };
        claim_edits::add(transaction, article, &note.anchor, sides, now)?;
    }
    let theirs = (theirs != *base).then_some(theirs);
    Ok(SavedMarks { key, marks: merged.marks, theirs, clashes })
}

/// The marks that are there. Two rows where another program has noted the same claim meanwhile: they are one then.
pub(super) fn there(connection: &Connection, article: ArticleKey, note: &ClaimNote) -> Result<ClaimMarks, Trouble> {
    let mut all = ClaimMarks::default();
    for row in rows(connection, article, note)? {
        let Some(marks) = marks_in(connection, row)? else { continue };
        all = merge_claim_marks(Sides { base: &ClaimMarks::default(), mine: &all, theirs: &marks }).marks;
    }
    Ok(all)
}

/// The rows that hold this note: the one it was read from, and the one of its claim in this article.
fn rows(connection: &Connection, article: ArticleKey, note: &ClaimNote) -> Result<Vec<i64>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT id FROM claim_note WHERE id = ?1 OR (article = ?2 AND claim = ?3) ORDER BY id IS NOT ?1",
    )?;
    let key = note.key.map(|NoteKey(id)| id);
    let rows = query.query_map(params![key, article.0, note.anchor.uid], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where a note is written: its row, where it has one, and its article.
struct Place {
    row: Option<i64>,
    article: ArticleKey,
}

fn write(transaction: &Transaction<'_>, place: Place, note: &ClaimNote, now: Timestamp) -> Result<i64, Trouble> {
    let ClaimNote { anchor, marks, .. } = note;
    let mut write = transaction.prepare_cached(
        "INSERT INTO claim_note (id, article, claim, exact, prefix, suffix, byte_start, byte_end, point_start,
            point_end, block, verdict, credibility, status, note, said, pinned, created, changed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, iif(?17, ?18, 0), ?18, ?18)
         ON CONFLICT (id) DO UPDATE SET
            (article, claim, exact, prefix, suffix, byte_start, byte_end, point_start,
             point_end, block, verdict, credibility, status, note, said, pinned, changed)
            = (excluded.article, excluded.claim, excluded.exact, excluded.prefix, excluded.suffix,
             excluded.byte_start, excluded.byte_end, excluded.point_start, excluded.point_end, excluded.block,
             excluded.verdict, excluded.credibility, excluded.status, excluded.note, excluded.said,
             iif(pinned > 0 AND excluded.pinned > 0, pinned, excluded.pinned), excluded.changed)
         RETURNING id",
    )?;
    let values = params![
        place.row,
        place.article.0,
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
        marks.said,
        marks.pinned,
        now.as_millisecond(),
    ];
    Ok(write.query_row(values, |row| row.get(0))?)
}

fn save_evidence(transaction: &Transaction<'_>, note: i64, evidence: &[EvidenceLink]) -> Result<(), Trouble> {
    transaction.prepare_cached("DELETE FROM claim_evidence WHERE note = ?1")?.execute([note])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO claim_evidence (note, rank, kind, url, archive, accessed, note_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (rank, link) in evidence.iter().enumerate() {
        let EvidenceLink { kind, url, archive, accessed, note: words } = link;
        insert.execute(params![note, count(rank), kind.name(), url, archive, accessed, words])?;
    }
    Ok(())
}

/// A claim that the library does not hold cannot be contradicted there: what says so is kept when that claim comes.
fn save_contradictions(
    transaction: &Transaction<'_>,
    note: i64,
    wanted: &[Contradiction],
    now: Timestamp,
) -> Result<(), Trouble> {
    let mut rows = Vec::with_capacity(wanted.len());
    let mut insert = transaction.prepare_cached(
        "INSERT INTO contradiction (one, other, note, made) VALUES (min(?1, ?2), max(?1, ?2), ?3, ?4)
         ON CONFLICT DO UPDATE SET note = excluded.note",
    )?;
    for contradiction in wanted {
        if let Some(other) = row_of_other(transaction, contradiction, now)?.filter(|other| *other != note) {
            insert.execute(params![note, other, contradiction.note, now.as_millisecond()])?;
            rows.push(other);
        }
    }
    let mut known = transaction
        .prepare_cached("SELECT iif(one = ?1, other, one) FROM contradiction WHERE one = ?1 OR other = ?1")?;
    let known = known.query_map([note], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for gone in known.into_iter().filter(|other| !rows.contains(other)) {
        transaction
            .prepare_cached("DELETE FROM contradiction WHERE one = min(?1, ?2) AND other = max(?1, ?2)")?
            .execute([note, gone])?;
        drop_empty(transaction, gone)?;
    }
    Ok(())
}

/// The row of the claim that is contradicted; made where nothing was said of that claim yet.
fn row_of_other(
    transaction: &Transaction<'_>,
    contradiction: &Contradiction,
    now: Timestamp,
) -> Result<Option<i64>, Trouble> {
    let (hash, claim) = contradiction.other();
    let mut known = transaction.prepare_cached(
        "SELECT claim_note.id FROM claim_note JOIN article ON article.id = article WHERE hash = ?1 AND claim = ?2",
    )?;
    let row = known.query_row([hash, claim], |row| row.get(0)).optional()?;
    if row.is_some() {
        return Ok(row);
    }
    let mut found = transaction.prepare_cached(
        "SELECT article, byte_start, byte_end FROM claim JOIN article ON article.id = article
         WHERE hash = ?1 AND claim.uid = ?2",
    )?;
    let found = found
        .query_row([hash, claim], |row| Ok((ArticleKey(row.get(0)?), Span::new(number(row, 1)?, number(row, 2)?))));
    let Some((key, span)) = found.optional()? else { return Ok(None) };
    let Some(article) = article::load(transaction, key)? else { return Ok(None) };
    let anchor = Anchor::of(&article, span, claim);
    let note = ClaimNote { key: None, anchor, marks: ClaimMarks::default() };
    write(transaction, Place { row: None, article: key }, &note, now).map(Some)
}

/// Deletes a note that says nothing any more.
fn drop_empty(transaction: &Transaction<'_>, row: i64) -> Result<(), Trouble> {
    if marks_in(transaction, row)?.is_some_and(|marks| marks.is_empty()) {
        transaction.prepare_cached("DELETE FROM claim_note WHERE id = ?1")?.execute([row])?;
    }
    Ok(())
}

/// The claim that was pinned last, but for `not`: what a claim that is pinned after it may contradict.
pub(super) fn last_pinned(connection: &Connection, not: (&str, &str)) -> Result<Option<Contradiction>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT hash, claim, exact, document.title
         FROM claim_note JOIN article ON article.id = article JOIN document ON document.id = document
         WHERE pinned > 0 AND NOT (hash = ?1 AND claim = ?2) ORDER BY pinned DESC, claim_note.id DESC LIMIT 1",
    )?;
    let found = query.query_row([not.0, not.1], |row| {
        Ok(Contradiction {
            article: row.get(0)?,
            claim: row.get(1)?,
            words: row.get(2)?,
            title: row.get(3)?,
            note: String::new(),
        })
    });
    Ok(found.optional()?)
}
