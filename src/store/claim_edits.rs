//! What was done to marks of claims by command, so that it can be taken back; and what one program saved over another's
//! value, so that none is lost. The marks of a claim are deleted with all that is kept of them here.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::Serialize;

use crate::claims::Anchor;

use super::claim_notes;
use super::error::Trouble;
use super::marks::{ArticleKey, ClaimMarks, ClaimNote};
use super::merge::{Sides, merge_claim_marks};

/// Marks of a claim that were changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The claim.
    pub anchor: Anchor,
    /// The marks before.
    pub before: ClaimMarks,
    /// The marks now.
    pub after: ClaimMarks,
}

/// Keeps that `theirs` became `mine`.
pub(super) fn add(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    anchor: &Anchor,
    sides: Sides<'_, ClaimMarks>,
    now: Timestamp,
) -> Result<(), Trouble> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO claim_edit (article, claim, anchor, before, after, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let (before, after) = (json(sides.theirs), json(sides.mine));
    insert.execute(params![article.0, anchor.uid, json(anchor), before, after, now.as_millisecond()])?;
    Ok(())
}

/// Deletes all that is kept of a claim's marks.
pub(super) fn wipe(transaction: &Transaction<'_>, article: ArticleKey, claim: &str) -> Result<(), Trouble> {
    transaction
        .prepare_cached("DELETE FROM claim_edit WHERE article = ?1 AND claim = ?2")?
        .execute(params![article.0, claim])?;
    Ok(())
}

/// Changes the marks of a claim, as they are now, and keeps what takes that back. What was taken back of any claim cannot
/// come again then.
pub(super) fn change(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    note: &ClaimNote,
    change: impl FnOnce(&mut ClaimMarks),
    now: Timestamp,
) -> Result<Edited, Trouble> {
    let mut note = note.clone();
    let before = claim_notes::there(transaction, article, &note)?;
    note.marks = before.clone();
    change(&mut note.marks);
    if note.marks != before {
        transaction.prepare_cached("DELETE FROM claim_edit WHERE undone IS NOT NULL")?.execute([])?;
        claim_notes::save(transaction, article, &note, now)?;
        let sides = Sides { base: &before, mine: &note.marks, theirs: &before };
        add(transaction, article, &note.anchor, sides, now)?;
    }
    let after = claim_notes::marks_of(transaction, article, &note.anchor.uid)?;
    Ok(Edited { anchor: note.anchor, before, after })
}

/// An edit as it is kept.
struct Kept {
    id: i64,
    article: ArticleKey,
    anchor: Anchor,
    before: ClaimMarks,
    after: ClaimMarks,
}

/// Takes the last edit back, of all or of one claim of an article; what was changed since stays. None where there is none.
pub(super) fn undo(
    transaction: &Transaction<'_>,
    of: Option<(ArticleKey, &str)>,
    now: Timestamp,
) -> Result<Option<Edited>, Trouble> {
    let Some(kept) = one(transaction, of, "undone IS NULL ORDER BY id DESC")? else { return Ok(None) };
    let mut update = transaction.prepare_cached("UPDATE claim_edit SET undone = ?2 WHERE id = ?1")?;
    update.execute(params![kept.id, now.as_millisecond()])?;
    turn(transaction, &kept, Sides { base: &kept.after, mine: &kept.before, theirs: &kept.after }, now).map(Some)
}

/// Makes the edit again that was taken back last. None where there is none.
pub(super) fn redo(
    transaction: &Transaction<'_>,
    of: Option<(ArticleKey, &str)>,
    now: Timestamp,
) -> Result<Option<Edited>, Trouble> {
    // They were taken back from the last one on.
    let Some(kept) = one(transaction, of, "undone IS NOT NULL ORDER BY id")? else { return Ok(None) };
    transaction.prepare_cached("UPDATE claim_edit SET undone = NULL WHERE id = ?1")?.execute([kept.id])?;
    turn(transaction, &kept, Sides { base: &kept.before, mine: &kept.after, theirs: &kept.before }, now).map(Some)
}

/// Makes the marks `mine` where they are `base`, over what was changed since.
fn turn(
    transaction: &Transaction<'_>,
    kept: &Kept,
    sides: Sides<'_, ClaimMarks>,
    now: Timestamp,
) -> Result<Edited, Trouble> {
    let mut note = ClaimNote { key: None, anchor: kept.anchor.clone(), marks: ClaimMarks::default() };
    let before = claim_notes::there(transaction, kept.article, &note)?;
    note.marks = merge_claim_marks(Sides { theirs: &before, ..sides }).marks;
    claim_notes::save(transaction, kept.article, &note, now)?;
    let after = claim_notes::marks_of(transaction, kept.article, &kept.anchor.uid)?;
    Ok(Edited { anchor: note.anchor, before, after })
}

fn one(connection: &Connection, of: Option<(ArticleKey, &str)>, which: &str) -> Result<Option<Kept>, Trouble> {
    let query = format!(
        "SELECT id, article, anchor, before, after FROM claim_edit
         WHERE (?1 IS NULL OR (article = ?1 AND claim = ?2)) AND {which} LIMIT 1"
    );
    let mut query = connection.prepare_cached(&query)?;
    let of = params![of.map(|(article, _)| article.0), of.map(|(_, claim)| claim)];
    let row = query.query_row(of, |row| {
        let text = |column| row.get::<_, String>(column);
        Ok((row.get(0)?, row.get(1)?, [text(2)?, text(3)?, text(4)?]))
    });
    let Some((id, article, [anchor, before, after])) = row.optional()? else { return Ok(None) };
    let damaged = |_| Trouble::Damaged(format!("edit {id} cannot be read"));
    Ok(Some(Kept {
        id,
        article: ArticleKey(article),
        anchor: serde_json::from_str(&anchor).map_err(damaged)?,
        before: serde_json::from_str(&before).map_err(damaged)?,
        after: serde_json::from_str(&after).map_err(damaged)?,
    }))
}

/// Strings, numbers and lists: nothing in marks or anchors can fail to be JSON.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
