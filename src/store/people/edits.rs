//! What the reader says of who is who. Each edit is kept with what takes it back; the last one is taken back first, and
//! what was taken back may be made again until another edit is made.
//!
//! Sources are named by their uids, as are sources of articles, so that an edit means the same after rows came and went.
//! What an edit is about may be gone by then: it changes nothing, and the next one is next.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::claims::NameKey;

use super::super::error::Trouble;
use super::super::marks::DocumentKey;
use super::facts::{SourceKey, root, rows};
use super::given::{give, print_of};
use super::join::Taken;
use super::keys::{self, Called};
use super::{create, drop_unused, learn_again, recount};

/// What the reader says of who is who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
pub enum SourceEdit {
    /// One source is another one.
    Merge {
        /// The uid of the one that goes.
        from: String,
        /// The uid of the one that stays.
        into: String,
        /// Those that were merged into the one that goes.
        followers: Vec<String>,
        /// Whether the two had been said not to be the same.
        apart: bool,
    },
    /// What a source says in some articles, or some of its claims, is another's.
    Split {
        /// The uid of the source.
        of: String,
        /// The uid of the other one.
        to: String,
        /// The other one's name and kind, where it did not exist before.
        created: Option<(String, String)>,
        /// Sources of articles: the uid in the article, and of whom it was taken for.
        moved: Vec<(String, String)>,
        /// Claims: the document, and the prints of their words.
        given: Vec<(i64, Vec<String>)>,
    },
    /// A source has another name.
    Rename {
        /// Its uid.
        source: String,
        /// The name before.
        from: String,
        /// The name after.
        to: String,
    },
    /// A source is known by another name as well.
    Alias {
        /// Its uid.
        source: String,
        /// The name.
        name: String,
    },
    /// A source is not known by another name any more.
    NoAlias {
        /// Its uid.
        source: String,
        /// The name.
        name: String,
    },
    /// Two sources are not the same.
    Apart {
        /// The uid of the one.
        one: String,
        /// The uid of the other.
        other: String,
    },
}

/// What a source loses to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SplitOff {
    /// All that it says in these articles.
    Documents(Vec<DocumentKey>),
    /// These claims, by their uids.
    Claims(Vec<String>),
}

/// Says that `from` is `into`; none where that is so already, or one of them is not there.
pub(super) fn merge(connection: &Connection, from: SourceKey, into: SourceKey) -> Result<Option<SourceEdit>, Trouble> {
    let (Some(from), Some(into)) = (root(connection, from.0)?, root(connection, into.0)?) else { return Ok(None) };
    if from == into {
        return Ok(None);
    }
    let followers = rows(connection, "SELECT uid FROM source WHERE merged = ?1 ORDER BY id", from, |row| row.get(0))?;
    let apart = are_apart(connection, from, into)?;
    Ok(Some(SourceEdit::Merge { from: uid_of(connection, from)?, into: uid_of(connection, into)?, followers, apart }))
}

/// Says that something a source said was said by `to`, by a new one of that name where there is none of that key; none
/// where nothing of it is the source's.
pub(super) fn split(
    transaction: &Transaction<'_>,
    of: SourceKey,
    off: &SplitOff,
    to: Result<SourceKey, &str>,
) -> Result<Option<SourceEdit>, Trouble> {
    let Some(of) = root(transaction, of.0)? else { return Ok(None) };
    let (moved, given) = match off {
        SplitOff::Documents(documents) => (rows_in(transaction, of, documents)?, Vec::new()),
        SplitOff::Claims(claims) => (Vec::new(), prints_of(transaction, of, claims)?),
    };
    if moved.is_empty() && given.is_empty() {
        return Ok(None);
    }
    let (to, created) = match to {
        Ok(to) => match root(transaction, to.0)?.filter(|to| *to != of) {
            Some(to) => (uid_of(transaction, to)?, None),
            None => return Ok(None),
        },
        Err(name) => {
            let kind: String =
                transaction.query_row("SELECT kind FROM source WHERE id = ?1", [of], |row| row.get(0))?;
            let uid = transaction.query_row("SELECT lower(hex(randomblob(8)))", [], |row| row.get(0))?;
            (uid, Some((name.to_owned(), kind)))
        }
    };
    Ok(Some(SourceEdit::Split { of: uid_of(transaction, of)?, to, created, moved, given }))
}

/// The sources of these documents' versions that are this one: each with whom it was taken for.
fn rows_in(connection: &Connection, of: i64, documents: &[DocumentKey]) -> Result<Vec<(String, String)>, Trouble> {
    let query = "SELECT document, article_source.uid, source.uid FROM article_source
                 JOIN article ON article.id = article JOIN source ON source.id = found_as
                 WHERE article_source.source = ?1 ORDER BY article_source.id";
    let all: Vec<(i64, String, String)> =
        rows(connection, query, of, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let wanted = all.into_iter().filter(|(document, ..)| documents.contains(&DocumentKey(*document)));
    Ok(wanted.map(|(_, uid, found_as)| (uid, found_as)).collect())
}

/// The prints of these claims of a source, by document.
fn prints_of(connection: &Connection, of: i64, claims: &[String]) -> Result<Vec<(i64, Vec<String>)>, Trouble> {
    let query = "SELECT document, claim.uid, claim.text FROM claim JOIN article ON article.id = article
                 WHERE source = ?1 ORDER BY document";
    let all: Vec<(i64, String, String)> =
        rows(connection, query, of, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut prints: Vec<(i64, Vec<String>)> = Vec::new();
    for (document, _, text) in all.into_iter().filter(|(_, uid, _)| claims.contains(uid)) {
        let print = print_of(&text);
        match prints.last_mut().filter(|(last, _)| *last == document) {
            Some((_, known)) if known.contains(&print) => {}
            Some((_, known)) => known.push(print),
            None => prints.push((document, vec![print])),
        }
    }
    Ok(prints)
}

/// Says that two sources are not the same; none where that is known already, or they are one.
pub(super) fn keep_apart(
    connection: &Connection,
    one: SourceKey,
    other: SourceKey,
) -> Result<Option<SourceEdit>, Trouble> {
    let (Some(one), Some(other)) = (root(connection, one.0)?, root(connection, other.0)?) else { return Ok(None) };
    if one == other || are_apart(connection, one, other)? {
        return Ok(None);
    }
    Ok(Some(SourceEdit::Apart { one: uid_of(connection, one)?, other: uid_of(connection, other)? }))
}

/// Whether the reader said that two sources are not the same.
pub(super) fn are_apart(connection: &Connection, one: i64, other: i64) -> Result<bool, Trouble> {
    let mut query = connection.prepare_cached("SELECT 1 FROM source_apart WHERE one = ?1 AND other = ?2")?;
    Ok(query.exists([one.min(other), one.max(other)])?)
}

/// Makes an edit and keeps it. What was taken back before cannot come again then.
pub(super) fn make(transaction: &Transaction<'_>, edit: &SourceEdit, now: Timestamp) -> Result<(), Trouble> {
    apply(transaction, edit, now)?;
    transaction.execute("DELETE FROM edit WHERE undone IS NOT NULL", [])?;
    let body = serde_json::to_string(edit).map_err(|error| Trouble::Other(error.to_string()))?;
    transaction
        .prepare_cached("INSERT INTO edit (body, made) VALUES (?1, ?2)")?
        .execute(params![body, now.as_millisecond()])?;
    Ok(())
}

/// Takes the last edit back.
pub(super) fn undo(transaction: &Transaction<'_>, now: Timestamp) -> Result<Option<SourceEdit>, Trouble> {
    let last = "SELECT id, body FROM edit WHERE undone IS NULL ORDER BY id DESC LIMIT 1";
    let Some((id, edit)) = kept(transaction, last)? else { return Ok(None) };
    revert(transaction, &edit, now)?;
    transaction.execute("UPDATE edit SET undone = ?2 WHERE id = ?1", [id, now.as_millisecond()])?;
    Ok(Some(edit))
}

/// Makes the edit again that was taken back last.
pub(super) fn redo(transaction: &Transaction<'_>, now: Timestamp) -> Result<Option<SourceEdit>, Trouble> {
    let next = "SELECT id, body FROM edit WHERE undone IS NOT NULL ORDER BY id LIMIT 1";
    let Some((id, edit)) = kept(transaction, next)? else { return Ok(None) };
    apply(transaction, &edit, now)?;
    transaction.execute("UPDATE edit SET undone = NULL WHERE id = ?1", [id])?;
    Ok(Some(edit))
}

fn kept(transaction: &Transaction<'_>, query: &str) -> Result<Option<(i64, SourceEdit)>, Trouble> {
    let row: Option<(i64, String)> =
        transaction.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let read = |(id, body): (i64, String)| serde_json::from_str(&body).map(|edit| (id, edit));
    row.map(read).transpose().map_err(|_| Trouble::Damaged("an edit of sources cannot be read".to_owned()))
}

fn apply(transaction: &Transaction<'_>, edit: &SourceEdit, now: Timestamp) -> Result<(), Trouble> {
    match edit {
        SourceEdit::Merge { from, into, .. } => {
            let (Some(from), Some(into)) = (id_of(transaction, from)?, id_of(transaction, into)?) else {
                return Ok(());
            };
            set_apart(transaction, from, into, Together::Yes)?;
            transaction.execute("UPDATE source SET merged = ?2 WHERE id = ?1 OR merged = ?1", [from, into])?;
            transaction.execute("UPDATE article_source SET source = ?2 WHERE source = ?1", [from, into])?;
            transaction.execute("UPDATE claim SET source = ?2 WHERE source = ?1", [from, into])?;
            recount(transaction, &[from, into])
        }
        SourceEdit::Split { of, to, created, moved, given } => {
            let Some(of) = id_of(transaction, of)? else { return Ok(()) };
            let to = match (id_of(transaction, to)?, created) {
                (Some(to), _) => to,
                (None, Some((name, kind))) => {
                    let row = create(transaction, Called { name, kind, role: "" }, now)?;
                    transaction.execute("UPDATE source SET uid = ?2 WHERE id = ?1", params![row, to])?;
                    row
                }
                (None, None) => return Ok(()),
            };
            let taken = Taken { found_as: to, source: root(transaction, to)?.unwrap_or(to) };
            for (uid, was) in moved {
                let was = id_of(transaction, was)?.unwrap_or(of);
                move_row(transaction, uid, was, taken)?;
            }
            let mut touched = vec![of, to];
            for (document, prints) in given {
                touched.extend(give(transaction, *document, prints, Some(taken))?);
            }
            settle(transaction, &touched, moved)
        }
        SourceEdit::Rename { source, to, .. } => rename(transaction, source, to),
        SourceEdit::Alias { source, name } => alias(transaction, source, name),
        SourceEdit::NoAlias { source, name } => no_alias(transaction, source, name),
        SourceEdit::Apart { one, other } => apart(transaction, one, other, Together::No),
    }
}

fn revert(transaction: &Transaction<'_>, edit: &SourceEdit, _now: Timestamp) -> Result<(), Trouble> {
    match edit {
        SourceEdit::Merge { from, into, followers, apart } => {
            let (Some(from), Some(into)) = (id_of(transaction, from)?, id_of(transaction, into)?) else {
                return Ok(());
            };
            transaction.execute("UPDATE source SET merged = NULL WHERE id = ?1", [from])?;
            for follower in followers {
                transaction.execute("UPDATE source SET merged = ?2 WHERE uid = ?1", params![follower, from])?;
            }
            for table in ["article_source", "claim"] {
                let back = format!(
                    "UPDATE {table} SET source = ?1 WHERE source = ?2
                         AND found_as IN (SELECT id FROM source WHERE id = ?1 OR merged = ?1)"
                );
                transaction.execute(&back, [from, into])?;
            }
            if *apart {
                set_apart(transaction, from, into, Together::No)?;
            }
            recount(transaction, &[from, into])
        }
        SourceEdit::Split { of, to, created, moved, given } => {
            let (Some(of), Some(to)) = (id_of(transaction, of)?, id_of(transaction, to)?) else { return Ok(()) };
            for (uid, was) in moved {
                let was = id_of(transaction, was)?.unwrap_or(of);
                let back = Taken { found_as: was, source: root(transaction, was)?.unwrap_or(was) };
                move_row(transaction, uid, to, back)?;
            }
            let mut touched = vec![of, to];
            for (document, prints) in given {
                touched.extend(give(transaction, *document, prints, None)?);
            }
            settle(transaction, &touched, moved)?;
            if created.is_some() { drop_unused(transaction, to) } else { Ok(()) }
        }
        SourceEdit::Rename { source, from, .. } => rename(transaction, source, from),
        SourceEdit::Alias { source, name } => no_alias(transaction, source, name),
        SourceEdit::NoAlias { source, name } => alias(transaction, source, name),
        SourceEdit::Apart { one, other } => apart(transaction, one, other, Together::Yes),
    }
}

/// Whether two sources may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Together {
    Yes,
    No,
}

fn apart(transaction: &Transaction<'_>, one: &str, other: &str, together: Together) -> Result<(), Trouble> {
    let (Some(one), Some(other)) = (id_of(transaction, one)?, id_of(transaction, other)?) else { return Ok(()) };
    set_apart(transaction, one, other, together)
}

fn set_apart(transaction: &Transaction<'_>, one: i64, other: i64, together: Together) -> Result<(), Trouble> {
    let change = match together {
        Together::Yes => "DELETE FROM source_apart WHERE one = ?1 AND other = ?2",
        Together::No => "INSERT OR IGNORE INTO source_apart (one, other) VALUES (?1, ?2)",
    };
    transaction.execute(change, [one.min(other), one.max(other)])?;
    Ok(())
}

/// Gives a source of an article, with its claims, from one to another.
fn move_row(transaction: &Transaction<'_>, uid: &str, was: i64, taken: Taken) -> Result<(), Trouble> {
    let mut moved = transaction.prepare_cached(
        "UPDATE article_source SET (found_as, source) = (?3, ?4) WHERE found_as = ?2 AND uid = ?1 RETURNING id, article",
    )?;
    let values = params![uid, was, taken.found_as, taken.source];
    let row: Option<(i64, i64)> = moved.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if let Some((owner, article)) = row {
        transaction
            .prepare_cached(
                "UPDATE claim SET (found_as, source) = (?4, ?5) WHERE article = ?1 AND owner = ?2 AND found_as = ?3",
            )?
            .execute([article, owner, was, taken.found_as, taken.source])?;
    }
    Ok(())
}

/// After rows were moved: what articles say of these sources, and how much they say.
fn settle(transaction: &Transaction<'_>, sources: &[i64], moved: &[(String, String)]) -> Result<(), Trouble> {
    let mut touched = sources.to_vec();
    for (_, was) in moved {
        touched.extend(id_of(transaction, was)?);
    }
    touched.sort_unstable();
    touched.dedup();
    touched.iter().try_for_each(|source| learn_again(transaction, *source))?;
    let mut roots = Vec::new();
    for source in touched {
        roots.extend(root(transaction, source)?);
    }
    recount(transaction, &roots)
}

fn rename(transaction: &Transaction<'_>, uid: &str, name: &str) -> Result<(), Trouble> {
    let Some(row) = id_of(transaction, uid)? else { return Ok(()) };
    transaction.execute("UPDATE source SET name = ?2 WHERE id = ?1", params![row, name])?;
    let kind: String = transaction.query_row("SELECT kind FROM source WHERE id = ?1", [row], |row| row.get(0))?;
    keys::write(transaction, row, Called { name, kind: &kind, role: "" })?;
    learn_again(transaction, row)
}

fn alias(transaction: &Transaction<'_>, uid: &str, name: &str) -> Result<(), Trouble> {
    let Some(row) = id_of(transaction, uid)? else { return Ok(()) };
    transaction.execute(
        "INSERT INTO source_alias (source, name, name_key, by) VALUES (?1, ?2, ?3, 'reader')
         ON CONFLICT (source, name) DO UPDATE SET by = 'reader'",
        params![row, name, NameKey::of(name).key],
    )?;
    Ok(())
}

fn no_alias(transaction: &Transaction<'_>, uid: &str, name: &str) -> Result<(), Trouble> {
    let Some(row) = id_of(transaction, uid)? else { return Ok(()) };
    transaction.execute("DELETE FROM source_alias WHERE source = ?1 AND name = ?2", params![row, name])?;
    learn_again(transaction, row)
}

/// The uid of a row.
pub(super) fn uid_of(connection: &Connection, source: i64) -> Result<String, Trouble> {
    let mut query = connection.prepare_cached("SELECT uid FROM source WHERE id = ?1")?;
    Ok(query.query_row([source], |row| row.get(0))?)
}

fn id_of(connection: &Connection, uid: &str) -> Result<Option<i64>, Trouble> {
    let mut query = connection.prepare_cached("SELECT id FROM source WHERE uid = ?1")?;
    Ok(query.query_row([uid], |row| row.get(0)).optional()?)
}
